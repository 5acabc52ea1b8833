"""Give attributions their whole quotations: those their clause touches, and those that go on with it.

Which cue a stretch in quotation marks belongs to follows from the words between them; nothing is attributed to a
speaker across an intervening attribution by someone else.
"""

from collections.abc import Sequence

import msgspec

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.places import Places
from dateline.language.attribution.quoted_beside import beside, continuing, ends_with_comma, first_half, only_between
from dateline.language.attribution.quotes import Quotes
from dateline.language.attribution.stretches import last_before, merged, mode_of
from dateline.model import Mode, Span

# Frames by which all of a stretch is somebody's words, with no word that says so: a transcript's, a post's.
UNCUED = ("label", "post")


class Draft(msgspec.Struct, frozen=True):
    """An attribution on its way to a claim; spans are code points, source and addressee token numbers."""

    content: tuple[Span, ...]
    cue: Span | None
    type: str
    frame: str
    mode: Mode
    source: int | None = None
    source_span: Span | None = None
    addressee: int | None = None
    negated: bool = False
    cue_token: int | None = None
    score: float | None = None


def join_quotations(places: Places) -> list[Draft]:
    """Attributions with their quotations, in their order; those without content are left out.

    No quotation is carried from one paragraph into another unless its cue ends the one before with a colon.
    """
    text, quotes = places.text, places.quotes
    taken: set[int] = set()
    drafts: list[Draft] = []
    for number, attribution in enumerate(places.attributions):
        if attribution.frame == "bare" and attribution.type == "belief":
            continue  # "preferring “traditional” ways": what someone thinks of in quotation marks is no clause
        mine = _quotations_of(places, number, taken)
        content = list(attribution.content)
        if not mine and (not content or attribution.frame == "bare"):
            continue
        content = _spoken_beside(text, content, attribution.cue_span, quotes, mine)
        taken.update(mine)
        content.extend(span for each in mine for span in quotes[each].spans)
        spans = merged(text, content, attribution.cue_span)
        if spans:
            drafts.append(_draft(attribution, spans, mode_of(text, spans, quotes)))
    return drafts


def _quotations_of(places: Places, number: int, taken: set[int]) -> list[int]:
    """The quotations that an attribution gives, by their numbers."""
    attribution = places.attributions[number]
    if attribution.frame == "bare":
        mine = beside(places, number, taken)
    else:
        mine = places.overlapping(number)
        mine = first_half(places, attribution, mine, taken) + mine
    if attribution.frame != "noun" and attribution.type not in ("evaluation", "belief"):
        mine = mine + continuing(places, number, mine)
    return mine


def _draft(attribution: Attribution, content: tuple[Span, ...], mode: Mode) -> Draft:
    uncued = attribution.frame in UNCUED
    return Draft(
        content=content,
        cue=None if uncued else attribution.cue_span,
        type=attribution.type,
        frame=attribution.frame,
        mode="direct" if uncued else mode,
        source=attribution.source,
        source_span=attribution.source_span,
        addressee=attribution.addressee,
        negated=attribution.negated,
        cue_token=attribution.cue,
    )


def _spoken_beside(text: str, content: list[Span], cue: Span, quotes: Quotes, mine: Sequence[int]) -> list[Span]:
    """The content that a cue's quotations leave of the tree's: what tells how something was said is none of it.

    `"...," he said in Talvian`; `After the vote she said: "..."`. Where a quotation goes on with a sentence that
    opened outside it, that is said too: `The raid was meant “to free them,” she said`.
    """
    kept = content
    for number in mine:
        quote = quotes[number]
        before = last_before(text, quote.start, " \u00a0")
        run_into = text[before : before + 1].isalnum()  # neither a mark nor a line's end parts them
        if ends_with_comma(text, quote):
            early = quote.end <= cue.start
            kept = [span for span in kept if not early or span.start < cue.start] if run_into else []
        elif (
            cue.end <= quote.start
            and text.startswith(":", max(0, last_before(text, quote.start)))
            and only_between(text, Span(cue.end, quote.start))
        ):
            kept = [span for span in kept if span.end > cue.start or number in quotes.touching(span)]
    return kept
