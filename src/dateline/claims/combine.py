"""Join what the trees, the quotation marks and the tagger each say into one list of attributions."""

import bisect
from collections.abc import Sequence

import msgspec

from dateline.claims.attributions import (
    Attribution,
    could_show,
    is_declined,
    is_generic,
    is_negated,
    is_nobody,
    source_span,
)
from dateline.claims.lexicon import Lexicon
from dateline.claims.quotes import Quote
from dateline.language.trees import Trees
from dateline.model import Mode, Span, TaggedQuotation

# 0.5: bench/quality claims, pairs F1 on PolNeAR's train part is flat between 0.4 and 0.6.
_TAGGER_SCORE = 0.5
_TAGGER_RULE_SCORE = 0.9
# Words a stretch in quotation marks needs to be someone's words without a cue; fewer are scare quotes.
_FREE_QUOTE_WORDS = 6


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


def combine(
    text: str,
    trees: Trees,
    attributions: Sequence[Attribution],
    quotes: Sequence[Quote],
    tagged: Sequence[TaggedQuotation],
    paragraphs: Sequence[Span],
    lexicon: Lexicon,
    dateline: Span | None,
) -> tuple[Draft, ...]:
    """Attributions with their quotations whole, then the tagger's where rules found none, then free quotations.

    Ordered by the start of the content. A quotation goes to one attribution only: the nearest cue of its
    paragraph; nothing is attributed to a speaker across an intervening attribution by someone else.
    """
    outer = [quote for quote in quotes if quote.depth == 0]
    drafts = _with_quotes(text, trees, attributions, outer, paragraphs, lexicon)
    drafts = [draft for draft in _without_repeats(drafts) if _is_news(text, trees, draft, outer, lexicon)]
    drafts += [
        draft
        for draft in _of_tagger(text, trees, tagged, drafts, outer, lexicon)
        if _is_news(text, trees, draft, outer, lexicon) and not _is_withheld(trees, draft, lexicon)
    ]
    drafts += _after_colons(text, trees, outer, drafts, paragraphs)
    drafts += _free_quotes(text, trees, outer, drafts, paragraphs)
    drafts = [clipped for draft in drafts for clipped in [_without_dateline(text, draft, dateline)] if clipped.content]
    return tuple(sorted(drafts, key=lambda draft: (draft.content[0].start, -draft.content[-1].end, draft.frame)))


def _without_dateline(text: str, draft: Draft, dateline: Span | None) -> Draft:
    """Content without the place and date that open a report: nobody said those."""
    if dateline is None or not any(span.overlaps(dateline) for span in draft.content):
        return draft
    parts = [
        Span(max(span.start, dateline.end), span.end) if span.overlaps(dateline) else span for span in draft.content
    ]
    trimmed = (_trimmed(text, part) for part in parts if part.end > part.start)
    return msgspec.structs.replace(draft, content=tuple(part for part in trimmed if part is not None))


def _is_news(text: str, trees: Trees, draft: Draft, quotes: Sequence[Quote], lexicon: Lexicon) -> bool:
    """Not the wishes of the one who is quoted, and not why a source has no name."""
    if draft.cue is None:
        return True
    if draft.source is not None and trees.tokens[draft.source].lemma.lower() in lexicon.self_:
        quoted = any(part.holds(draft.cue) for quote in quotes for part in quote.spans)
        if quoted and (draft.type not in ("report", "question") or draft.frame not in ("clause", "around", "bare")):
            return False
    words = " ".join(span.of(text) for span in (draft.cue, *draft.content)).lower()
    return not any(marker in words for marker in lexicon.anonymity)


def _is_withheld(trees: Trees, draft: Draft, lexicon: Lexicon) -> bool:
    """ "did not say whether", "nobody asked": a cue that attributes nothing."""
    if draft.source is not None:
        if is_nobody(trees, lexicon, draft.source) or is_generic(trees, lexicon, draft.source, draft.type):
            return True
        shown = draft.cue_token is not None and trees.tokens[draft.cue_token].lemma.lower() in lexicon.appearing
        if shown and not could_show(trees, lexicon, draft.source):
            return True
    cue = draft.cue_token
    if cue is None or trees.tokens[cue].lemma.lower() not in lexicon.withheld:
        return False
    return is_negated(trees, cue) or is_declined(trees, lexicon, cue)


def _with_quotes(
    text: str,
    trees: Trees,
    attributions: Sequence[Attribution],
    quotes: list[Quote],
    paragraphs: Sequence[Span],
    lexicon: Lexicon,
) -> list[Draft]:
    taken: set[int] = set()
    drafts: list[Draft] = []
    for number, attribution in enumerate(attributions):
        content = list(attribution.content)
        mine = _overlapping(quotes, content, attribution.cue_span)
        if attribution.frame == "bare" and attribution.type == "belief":
            continue  # "preferring “traditional” ways": what someone thinks of in quotation marks is no clause
        if attribution.frame == "bare":
            mine = _beside(text, trees, quotes, attribution, taken, lexicon)
        if attribution.frame != "noun" and attribution.type not in ("evaluation", "belief"):
            mine = mine + _continuing(trees, quotes, attribution, attributions, number, content, mine, paragraphs)
        if not content and not mine:
            continue
        if any(_ends_with_comma(text, quotes[each]) for each in mine):
            # `"...," he said in Talvian`: what stands outside the marks tells how it was said
            content = []
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
                mode="direct" if attribution.frame == "label" else _mode(text, spans, quotes),
                source=attribution.source,
                source_span=attribution.source_span,
                addressee=attribution.addressee,
                negated=attribution.negated,
                cue_token=attribution.cue,
            )
        )
    return drafts


def _overlapping(quotes: list[Quote], content: list[Span], cue: Span) -> list[int]:
    """Quotations that hold or share the content's words, but not the cue itself."""
    return [
        number
        for number, quote in enumerate(quotes)
        if any(span.overlaps(part) for part in quote.spans for span in content)
        and not any(part.overlaps(cue) for part in quote.spans)
    ]


def _beside(
    text: str, trees: Trees, quotes: list[Quote], attribution: Attribution, taken: set[int], lexicon: Lexicon
) -> list[int]:
    """The quotation that touches a bare cue's clause: `"...," said the mayor`, `The mayor said: "..."`."""
    sentence = trees.sentence(attribution.cue)
    low = attribution.cue_span.start
    if attribution.source_span is not None:
        low = min(low, attribution.source_span.start)
    best: list[tuple[int, int]] = []
    for number, quote in enumerate(quotes):
        if number in taken or any(part.overlaps(attribution.cue_span) for part in quote.spans):
            continue
        before = text[quote.end : low].strip(" ,–—-\n\u00a0").lower()
        if quote.end <= low and (not before or before in lexicon.resuming) and quote.end > sentence.start - 3:
            best.append((low - quote.end, number))
        after = text[attribution.cue_span.end : quote.start]
        opened = after.strip(" \n\u00a0") == ":"  # "The mayor said:" and the quotation in the next paragraph
        near = quote.start <= sentence.end + 1 and _only_between(after)
        if quote.start >= attribution.cue_span.end and (near or opened):
            best.append((quote.start - attribution.cue_span.end, number))
    return [min(best)[1]] if best else []


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
    paragraph = _paragraph_of(attribution.cue_span.start, paragraphs)
    if paragraph is None:
        return []
    last = max(quotes[each].end for each in mine)
    found = []
    others = [other for place, other in enumerate(attributions) if place != number]
    for place, quote in enumerate(quotes):
        if place in mine or quote.start < max(last, attribution.cue_span.end) or not paragraph.holds(quote.spans[0]):
            continue
        gap = Span(max(last, sentence.end) if quote.start >= sentence.end else last, quote.start)
        if any(gap.start <= other.cue_span.start < gap.end for other in others):
            break
        if any(_touches(other, quote) or _follows(other, quote) for other in others):
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


def _follows(attribution: Attribution, quote: Quote) -> bool:
    """Whether a cue with no content of its own stands right behind the quotation: `"It did not," Orlo replied`."""
    start = attribution.cue_span.start
    if attribution.source_span is not None:
        start = min(start, attribution.source_span.start)
    return attribution.frame == "bare" and 0 <= start - quote.end <= 2


def _paragraph_of(offset: int, paragraphs: Sequence[Span]) -> Span | None:
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
            trimmed = _trimmed(text, part)
            if trimmed is not None:
                result.append(trimmed)
    return tuple(result)


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in " ,;:–—-\n\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-\n\t\u00a0":
        end -= 1
    return Span(start, end) if end > start else None


def _mode(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Mode:
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


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of attributions with the same content the one with a source stays, else the first."""
    kept: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        old = kept.get(draft.content)
        if old is None or (old.source is None and draft.source is not None):
            kept[draft.content] = draft
    return list(kept.values())


def _of_tagger(
    text: str,
    trees: Trees,
    tagged: Sequence[TaggedQuotation],
    drafts: Sequence[Draft],
    quotes: Sequence[Quote],
    lexicon: Lexicon,
) -> list[Draft]:
    """The tagger's quotations whose content no rule has attributed already."""
    known = [span for draft in drafts for span in draft.content]
    found = []
    for quotation in tagged:
        content = tuple(Span(*span) for span in quotation.content)
        if not content or quotation.score < _TAGGER_SCORE or not quotation.source:
            continue
        if any(span.overlaps(other) for span in content for other in known):
            continue
        source_span = Span(quotation.source[0][0], quotation.source[-1][1])
        cue = Span(quotation.cue[0][0], quotation.cue[-1][1]) if quotation.cue else None
        token = trees.head_of(cue) if cue else None
        kind = lexicon.type_of(trees.tokens[token].lemma.lower()) if token is not None else "report"
        if kind is None or quotation.score == _TAGGER_RULE_SCORE:
            continue  # a word that no list knows as a cue; what the tagger has by rule, the rules here weigh better
        found.append(
            Draft(
                content=content,
                cue=cue,
                type=kind,
                frame="tagger",
                mode=_mode(text, content, quotes),
                source=trees.head_of(source_span),
                source_span=source_span,
                cue_token=token,
                negated=token is not None and is_negated(trees, token),
                score=quotation.score,
            )
        )
    return found


def _after_colons(
    text: str, trees: Trees, quotes: Sequence[Quote], drafts: Sequence[Draft], paragraphs: Sequence[Span]
) -> list[Draft]:
    """Quotations that a clause of any verb opens with a colon: `The minister was blunt: "..."`."""
    known = [span for draft in drafts for span in draft.content]
    found: list[Draft] = []
    for quote in quotes:
        if any(part.overlaps(other) for part in quote.spans for other in known):
            continue
        before = text[: quote.start].rstrip()
        colon = len(before) - 1
        paragraph = _paragraph_of(colon, paragraphs)
        if not before.endswith(":") or paragraph is None or quote.start - colon > 4:
            continue
        place = trees.at(colon)
        if place is None or place == 0:
            continue
        sentence = trees.sentence(place)
        verbs = [
            each
            for each in range(sentence.first, min(place, sentence.last))
            if trees.tokens[each].upos in ("VERB", "AUX", "ADJ") and trees.subjects(each)
        ]
        if not verbs:
            continue
        verb = verbs[-1]
        source = trees.subjects(verb)[0]
        token = trees.tokens[verb]
        found.append(
            Draft(
                content=quote.spans,
                cue=Span(token.start, token.end),
                type="report",
                frame="colon",
                mode="direct",
                source=source,
                source_span=source_span(trees, source, verb),
                cue_token=verb,
            )
        )
    return found


def _free_quotes(
    text: str, trees: Trees, quotes: Sequence[Quote], drafts: Sequence[Draft], paragraphs: Sequence[Span]
) -> list[Draft]:
    """Quotations that are a paragraph of their own: the speaker of the paragraph before goes on."""
    known = [span for draft in drafts for span in draft.content]
    found: list[Draft] = []
    for quote in quotes:
        first = quote.spans[0]
        if any(part.overlaps(other) for part in quote.spans for other in known):
            continue
        paragraph = _paragraph_of(first.start, paragraphs)
        if paragraph is None or first.start - paragraph.start > 2:
            continue
        if len(list(trees.within(first))) < _FREE_QUOTE_WORDS or (
            len(quote.spans) == 1 and text[quote.end : paragraph.end].strip(' .”"')
        ):
            continue
        before = [
            draft
            for draft in (*drafts, *found)
            if draft.source is not None and draft.mode != "indirect" and draft.content[-1].end <= first.start
        ]
        if not before:
            continue
        speaker = max(before, key=lambda draft: (draft.content[-1].end, draft.content[0].start))
        previous = _paragraph_of(max(0, paragraph.start - 3), paragraphs)
        if previous is None or speaker.content[-1].end < previous.start:
            continue
        found.append(
            Draft(
                content=quote.spans,
                cue=None,
                type="report",
                frame="free-quote",
                mode="direct",
                source=speaker.source,
                source_span=speaker.source_span,
                score=0.6,
            )
        )
    return found
