"""Give attributions their whole quotations: those their clause touches, and those that go on with it.

Which cue a stretch in quotation marks belongs to follows from the words between them; nothing is attributed to a
speaker across an intervening attribution by someone else.
"""

import bisect
from collections.abc import Sequence

import msgspec

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.quotes import Quote
from dateline.language.attribution.rules import Attribution
from dateline.language.trees import Trees
from dateline.model import Mode, Span

_CLOSING = {"“": "”", "‘": "’", "«": "»"}


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


def join_quotations(
    text: str,
    trees: Trees,
    attributions: Sequence[Attribution],
    quotes: list[Quote],
    paragraphs: Sequence[Span],
    lexicon: Lexicon,
) -> list[Draft]:
    """Attributions with their quotations, in the order of `attributions`; those without content are left out.

    quotes: the outermost ones, ordered. paragraphs: ordered spans; no quotation is carried from one into another
    unless its cue ends the paragraph before with a colon.
    """
    taken: set[int] = set()
    drafts: list[Draft] = []
    for number, attribution in enumerate(attributions):
        content = list(attribution.content)
        mine = _overlapping(quotes, content, attribution.cue_span)
        if attribution.frame == "bare" and attribution.type == "belief":
            continue  # "preferring “traditional” ways": what someone thinks of in quotation marks is no clause
        if attribution.frame == "bare":
            mine = _beside(text, trees, quotes, attribution, attributions, taken, lexicon, paragraphs)
        if attribution.frame != "noun" and attribution.type not in ("evaluation", "belief"):
            mine = mine + _continuing(trees, quotes, attribution, attributions, number, content, mine, paragraphs)
        if not mine and (not content or attribution.frame == "bare"):
            continue
        content = _spoken_beside(text, content, attribution.cue_span, [quotes[each] for each in mine])
        for each in mine:
            taken.add(each)
            content.extend(quotes[each].spans)
        spans = _merge(text, content, attribution.cue_span)
        if not spans:
            continue
        drafts.append(
            Draft(
                content=spans,
                cue=None if attribution.frame == "label" else attribution.cue_span,
                type=attribution.type,
                frame=attribution.frame,
                mode="direct" if attribution.frame == "label" else mode_of(text, spans, quotes),
                source=attribution.source,
                source_span=attribution.source_span,
                addressee=attribution.addressee,
                negated=attribution.negated,
                cue_token=attribution.cue,
            )
        )
    return drafts


# So far behind "The mayor said:" its quotation may open, blank lines between.
_MOST_BETWEEN = 200


def _overlapping(quotes: list[Quote], content: list[Span], cue: Span) -> list[int]:
    """Quotations that hold or share the content's words, but not the cue itself."""
    first = min((span.start for span in content), default=0)
    last = max((span.end for span in content), default=0)
    return [
        number
        for number, quote in enumerate(quotes)
        if quote.start < last
        and first < quote.end
        and any(span.overlaps(part) for part in quote.spans for span in content)
        and not any(part.overlaps(cue) for part in quote.spans)
    ]


def _beside(
    text: str,
    trees: Trees,
    quotes: list[Quote],
    attribution: Attribution,
    attributions: Sequence[Attribution],
    taken: set[int],
    lexicon: Lexicon,
    paragraphs: Sequence[Span],
) -> list[int]:
    """The quotation that touches a bare cue's clause: `"...," said the mayor`, `The mayor said: "..."`.

    A quotation that ends the paragraph before is another's, unless it is all of that paragraph; and of two cues
    before one quotation the nearer one gives it ("Orlo, who advises shippers, says: ...").
    """
    sentence = trees.sentence(attribution.cue)
    low = attribution.cue_span.start
    if attribution.source_span is not None:
        low = min(low, attribution.source_span.start)
    best: list[tuple[int, int]] = []
    for number, quote in enumerate(quotes):
        if number in taken or any(part.overlaps(attribution.cue_span) for part in quote.spans):
            continue
        if sentence.start - 3 < quote.end <= low and _in_reach(quote, low, paragraphs):
            before = text[quote.end : low].strip(" ,–—-\n\u00a0").lower()
            if not before or before in lexicon.resuming:
                best.append((low - quote.end, number))
        if quote.start < attribution.cue_span.end or _is_part(trees, quote, attribution):
            continue
        if quote.start > max(sentence.end + 1, attribution.cue_span.end + _MOST_BETWEEN):
            break  # they come in order
        after = text[attribution.cue_span.end : quote.start]
        opened = after.strip(" \n\u00a0") == ":"  # "The mayor said:" and the quotation in the next paragraph
        near = quote.start <= sentence.end + 1 and _only_between(after)
        near = near and not any(
            attribution.cue_span.end <= other.cue_span.start and other.cue_span.end <= quote.start
            for other in attributions
            if _gives(text, other, quote) or _opens_with(other, quote)
        )
        if near or opened:
            best.append((quote.start - attribution.cue_span.end, number))
    return [min(best)[1]] if best else []


def _is_part(trees: Trees, quote: Quote, attribution: Attribution) -> bool:
    """Whether a quotation behind a cue is a part of another's phrase: `to reply to any “attack”`.

    What something is called may be: `called it a “disgrace”`.
    """
    inside = trees.within(quote.spans[0])
    before = inside.start - 1
    if attribution.type == "evaluation" or before <= attribution.cue or not len(inside):
        return False
    return trees.tokens[before].upos in ("DET", "ADP", "AUX", "ADJ") and trees.sentence(before).last > inside.start


def _gives(text: str, attribution: Attribution, quote: Quote) -> bool:
    """Whether a cue with no content of its own gives the quotation behind it: it tells, or names what comes next."""
    if attribution.frame != "bare" or attribution.type == "belief":
        return False
    between = text[attribution.cue_span.end : quote.start]
    return attribution.type != "evaluation" or (len(between) < 12 and _only_between(between))


def _spoken_beside(text: str, content: list[Span], cue: Span, quotes: Sequence[Quote]) -> list[Span]:
    """The content that a cue's quotations leave of the tree's: what tells how something was said is none of it.

    `"...," he said in Talvian`; `After the vote she said: "..."`. Where a quotation goes on with a sentence that
    opened outside it, that is said too: `The raid was meant “to free them,” she said`.
    """
    kept = content
    for quote in quotes:
        before = text[: quote.start].rstrip(" \u00a0")
        run_into = before[-1:].isalnum()  # neither a mark nor a line's end parts them
        if _ends_with_comma(text, quote):
            early = quote.end <= cue.start
            kept = [span for span in kept if not early or span.start < cue.start] if run_into else []
        elif cue.end <= quote.start and before.rstrip().endswith(":") and _only_between(text[cue.end : quote.start]):
            kept = [span for span in kept if span.end > cue.start or any(span.overlaps(each) for each in quote.spans)]
    return kept


def _in_reach(quote: Quote, place: int, paragraphs: Sequence[Span]) -> bool:
    """Whether a cue's clause at a place can speak a quotation set before it: the same paragraph, or one all its own."""
    own = paragraph_of(quote.end - 1, paragraphs)
    return own is None or own.holds(Span(place, place)) or quote.start - own.start <= 1


def _ends_with_comma(text: str, quote: Quote) -> bool:
    return text[quote.start : quote.end].rstrip("”\"'’»“").endswith(",")


def _only_between(between: str) -> bool:
    """Whether a cue's own complements ("on Friday:") and no other sentence stand between cue and quotation."""
    return len(between) < 120 and not any(mark in between for mark in '.!?;“”"\n')


def _continuing(
    trees: Trees,
    quotes: list[Quote],
    attribution: Attribution,
    attributions: Sequence[Attribution],
    number: int,
    content: list[Span],
    mine: list[int],
    paragraphs: Sequence[Span],
) -> list[int]:
    """Quotations later in the cue's paragraph that go on with it: `"...," she said. "..."`."""
    if not mine:
        return []
    sentence = trees.sentence(attribution.cue)
    paragraph = paragraph_of(attribution.cue_span.start, paragraphs)
    if paragraph is None:
        return []
    last = max(quotes[each].end for each in mine)
    found = []
    others = [*attributions[number + 1 :], *attributions[:number]]  # those that are likeliest to speak come first
    opens = attribution.cue_span.end
    for place, quote in enumerate(quotes):
        if quote.start < opens or quote.start < last or place in mine or not paragraph.holds(quote.spans[0]):
            continue
        gap = Span(max(last, sentence.end) if quote.start >= sentence.end else last, quote.start)
        if any(gap.start <= other.cue_span.start < gap.end for other in others):
            break
        if any(_touches(other, quote) or _follows(other, quote, paragraph) for other in others):
            break
        if len(list(trees.within(gap))) > 3 and quote.start > sentence.end:
            break
        found.append(place)
        last = quote.end
    return found


def _touches(attribution: Attribution, quote: Quote) -> bool:
    """Whether someone outside the quotation is said to say it."""
    if any(part.overlaps(attribution.cue_span) for part in quote.spans):
        return False
    return any(part.overlaps(span) for part in quote.spans for span in attribution.content)


def _opens_with(attribution: Attribution, quote: Quote) -> bool:
    """Whether what a cue gives begins with the quotation: `Orlo says: "..."`."""
    first = quote.spans[0]
    return any(first.start - 1 <= span.start < first.end for span in attribution.content)


def _follows(attribution: Attribution, quote: Quote, paragraph: Span) -> bool:
    """Whether a cue with no content of its own stands right behind the quotation, in the quotation's paragraph:

    `"It did not," Orlo replied`.
    """
    start = attribution.cue_span.start
    if attribution.source_span is not None:
        start = min(start, attribution.source_span.start)
    return attribution.frame == "bare" and 0 <= start - quote.end <= 2 and start < paragraph.end


def paragraph_of(offset: int, paragraphs: Sequence[Span]) -> Span | None:
    """The paragraph that holds a code point, None between paragraphs."""
    place = bisect.bisect_right([paragraph.start for paragraph in paragraphs], offset) - 1
    return paragraphs[place] if place >= 0 and offset < paragraphs[place].end else None


def _merge(text: str, content: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined, the cue cut out."""
    joined: list[Span] = []
    for span in sorted(content):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(" \u00a0")):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    result: list[Span] = []
    for span in joined:
        if not span.overlaps(cue):
            result.append(span)
            continue
        for part in (Span(span.start, cue.start), Span(cue.end, span.end)):
            piece = trimmed(text, part)
            if piece is not None:
                result.append(piece)
    return _without_loose_marks(text, result)


def _without_loose_marks(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans, those without a letter or figure joined to the one before them in their line: `‘we lived,’`."""
    kept: list[Span] = []
    for span in spans:
        if any(map(str.isalnum, span.of(text))):
            kept.append(span)
            continue
        between = text[kept[-1].end : span.start] if kept else "\n"
        if "\n" not in between and not any(map(str.isalnum, between)):
            kept[-1] = Span(kept[-1].start, span.end)
    return tuple(_closed(text, span) for span in kept)


def _closed(text: str, span: Span) -> Span:
    """A span that opens with a quotation mark, with the mark that closes it right behind it: `‘we lived,’`."""
    mark = _CLOSING.get(text[span.start])
    if mark is None or mark in span.of(text):
        return span
    end = span.end + (text[span.end : span.end + 1] in (",", ".", "!", "?"))
    return Span(span.start, end + 1) if text.startswith(mark, end) else span


def trimmed(text: str, span: Span) -> Span | None:
    """A span without blanks and loose marks at its edges; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in " ,;:–—-\n\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-\n\t\u00a0":
        end -= 1
    return Span(start, end) if end > start else None


def mode_of(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Mode:
    """Direct: all words stand in quotation marks; mixed: some do; indirect: none."""
    inside = outside = 0
    for span in content:
        covered = sum(
            max(0, min(span.end, part.end) - max(span.start, part.start)) for quote in quotes for part in quote.spans
        )
        inside += covered
        outside += len(text[span.start : span.end].strip(" .,;:!?")) - covered
    if inside and outside <= 3:
        return "direct"
    return "mixed" if inside else "indirect"
