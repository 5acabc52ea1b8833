"""Give attributions their whole quotations: those their clause touches, and those that go on with it.

Which cue a stretch in quotation marks belongs to follows from the words between them; nothing is attributed to a
speaker across an intervening attribution by someone else.
"""

import bisect
import itertools
from collections.abc import Iterator, Sequence

import msgspec

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.quotes import Quote, Quotes
from dateline.language.spans import SpanIndex
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
    quotes: Quotes,
    paragraphs: Sequence[Span],
    lexicon: Lexicon,
) -> list[Draft]:
    """Attributions with their quotations, in the order of `attributions`; those without content are left out.

    paragraphs: ordered spans; no quotation is carried from one into another unless its cue ends the paragraph before
    with a colon.
    """
    places = _Places(text, trees, attributions, quotes, paragraphs, lexicon)
    taken: set[int] = set()
    drafts: list[Draft] = []
    for number, attribution in enumerate(attributions):
        content = list(attribution.content)
        if attribution.frame == "bare" and attribution.type == "belief":
            continue  # "preferring “traditional” ways": what someone thinks of in quotation marks is no clause
        if attribution.frame == "bare":
            mine = _beside(places, number, taken)
        else:
            mine = places.overlapping(number)
            mine = _first_half(places, attribution, mine, taken) + mine
        if attribution.frame != "noun" and attribution.type not in ("evaluation", "belief"):
            mine = mine + _continuing(places, number, mine)
        if not mine and (not content or attribution.frame == "bare"):
            continue
        content = _spoken_beside(text, content, attribution.cue_span, quotes, mine)
        for each in mine:
            taken.add(each)
            content.extend(quotes[each].spans)
        spans = _merge(text, content, attribution.cue_span)
        if not spans:
            continue
        drafts.append(
            Draft(
                content=spans,
                cue=None if attribution.frame in UNCUED else attribution.cue_span,
                type=attribution.type,
                frame=attribution.frame,
                mode="direct" if attribution.frame in UNCUED else mode_of(text, spans, quotes),
                source=attribution.source,
                source_span=attribution.source_span,
                addressee=attribution.addressee,
                negated=attribution.negated,
                cue_token=attribution.cue,
            )
        )
    return drafts


# Frames by which all of a stretch is somebody's words, with no word that says so: a transcript's, a post's.
UNCUED = ("label", "post")
# So far behind "The mayor said:" its quotation may open, blank lines between.
_MOST_BETWEEN = 200
# So far a cue's own complements ("on Friday:") may reach.
_MOST_COMPLEMENTS = 120
# So far behind a quotation the speaker of it may begin: `"It did not," Orlo replied`.
_RIGHT_BEHIND = 2
_BLANKS = " \n\u00a0"


class _Places:
    """Attributions and quotations of a text by where they stand, so that each is asked only of what is near it."""

    def __init__(
        self,
        text: str,
        trees: Trees,
        attributions: Sequence[Attribution],
        quotes: Quotes,
        paragraphs: Sequence[Span],
        lexicon: Lexicon,
    ) -> None:
        self.text, self.trees, self.quotes, self.paragraphs, self.lexicon = text, trees, quotes, paragraphs, lexicon
        self.attributions = attributions
        self._contents = SpanIndex(each.content for each in attributions)
        self._cues = sorted((each.cue_span.start, number) for number, each in enumerate(attributions))
        self._bare = sorted((_opening(each), n) for n, each in enumerate(attributions) if each.frame == "bare")
        self._touching: dict[int, tuple[int, ...]] = {}

    def overlapping(self, number: int) -> list[int]:
        """Quotations that hold or share an attribution's content's words, but not the cue itself."""
        attribution = self.attributions[number]
        own = self.quotes.touching(attribution.cue_span)
        return [each for each in self.quotes.touching(*attribution.content) if each not in own]

    def cues_within(self, span: Span) -> Iterator[int]:
        """Attributions whose cue begins within a span, in the order of their cues."""
        for place in range(bisect.bisect_left(self._cues, (span.start, -1)), len(self._cues)):
            if self._cues[place][0] >= span.end:
                return
            yield self._cues[place][1]

    def is_anothers(self, number: int, quote: int, paragraph: Span) -> bool:
        """Whether another attribution gives a quotation: from outside of it, or standing right behind it."""
        if quote not in self._touching:
            outside = (
                each
                for each in self._contents.touching(*self.quotes[quote].spans)
                if quote not in self.quotes.touching(self.attributions[each].cue_span)
            )
            self._touching[quote] = tuple(itertools.islice(outside, 2))  # one of two is another
        if any(each != number for each in self._touching[quote]):
            return True
        end = self.quotes[quote].end
        for place in range(bisect.bisect_left(self._bare, (end, -1)), len(self._bare)):
            start, other = self._bare[place]
            if start > end + _RIGHT_BEHIND or start >= paragraph.end:
                return False
            if other != number:
                return True
        return False


def _opening(attribution: Attribution) -> int:
    """Where a cue's clause begins: with its source, or with the cue."""
    start = attribution.cue_span.start
    return start if attribution.source_span is None else min(start, attribution.source_span.start)


def _beside(places: _Places, number: int, taken: set[int]) -> list[int]:
    """The quotation that touches a bare cue's clause: `"...," said the mayor`, `The mayor said: "..."`.

    A quotation that ends the paragraph before is another's, unless it is all of that paragraph; and of two cues
    before one quotation the nearer one gives it ("Orlo, who advises shippers, says: ...").
    """
    attribution = places.attributions[number]
    best = [*_before_cue(places, attribution, taken), *_behind_cue(places, attribution, taken)]
    return [min(best)[1]] if best else []


def _before_cue(places: _Places, attribution: Attribution, taken: set[int]) -> list[tuple[int, int]]:
    """(distance, number) of the quotation that ends right before a cue's clause."""
    low = _opening(attribution)
    number = places.quotes.last_until(low)  # one further off has that one between
    if number is None or number in taken:
        return []
    quote = places.quotes[number]
    start = places.trees.sentence(attribution.cue).start - 3
    if quote.end <= start or not _in_reach(quote, low, places.paragraphs):
        return []
    if number in places.quotes.touching(attribution.cue_span):
        return []
    between = places.text[quote.end : low].strip(" ,–—-\n\u00a0").lower()
    if between in places.lexicon.resuming:
        return [(low - quote.end, number)]
    # a heading, and who wrote or warned of what in the text below it: the words of the next paragraph's speaker only
    # where it stands before him ("said Ilja Mott")
    apart = "\n" in places.text[quote.end : low] and low < attribution.cue_span.start
    return [] if between or apart else [(low - quote.end, number)]


def _first_half(places: _Places, attribution: Attribution, mine: list[int], taken: set[int]) -> list[int]:
    """The quotation that ends with a comma before a cue's clause, where its sentence goes on in one behind the cue:

    `"If they had come," said Orlo, "he would be alive"`.
    """
    if (
        attribution.frame not in ("clause", "around")
        or not mine
        or places.quotes[mine[0]].start < attribution.cue_span.end
    ):
        return []
    found = [number for _, number in _before_cue(places, attribution, taken)]
    return [each for each in found if _opens_sentence(places, places.quotes[each], _opening(attribution))]


def _opens_sentence(places: _Places, quote: Quote, cue: int) -> bool:
    """Whether a quotation that ends with a comma opens its sentence: no name in marks (`on "The Hour," she said`)."""
    token = places.trees.at(quote.start)
    opens = token is not None and places.trees.sentence(token).start == quote.start
    return opens and _ends_with_comma(places.text, quote) and "\n" not in places.text[quote.end : cue]


def _behind_cue(places: _Places, attribution: Attribution, taken: set[int]) -> list[tuple[int, int]]:
    """(distance, number) of the quotations behind a cue, with nothing but its complements or a colon between."""
    cue = attribution.cue_span
    sentence = places.trees.sentence(attribution.cue)
    found: list[tuple[int, int]] = []
    for number in range(places.quotes.first_from(cue.end), len(places.quotes)):
        quote = places.quotes[number]
        gap = Span(cue.end, quote.start)
        opened = _is_colon(places.text, gap)  # "The mayor said:" and the quotation in the next paragraph
        if quote.start > max(sentence.end + 1, cue.end + _MOST_BETWEEN):
            break
        if gap.end - gap.start >= _MOST_COMPLEMENTS and not opened:
            break
        if number in taken or _is_part(places.trees, quote, attribution):
            continue
        near = (
            quote.start <= sentence.end + 1 and _only_between(places.text, gap) and not _is_nearer(places, gap, quote)
        )
        if near or opened:
            found.append((quote.start - cue.end, number))
    return found


def _is_nearer(places: _Places, gap: Span, quote: Quote) -> bool:
    """Whether another cue between a cue and a quotation gives that quotation."""
    others = (places.attributions[each] for each in places.cues_within(gap))
    return any(
        _gives(places.text, other, quote) or _opens_with(other, quote)
        for other in others
        if other.cue_span.end <= quote.start
    )


def _is_colon(text: str, gap: Span) -> bool:
    """Whether a gap holds a colon, and blanks."""
    start = _behind_blanks(text, gap)
    return (
        text[start : start + 1] == ":" and start < gap.end and _behind_blanks(text, Span(start + 1, gap.end)) >= gap.end
    )


def _behind_blanks(text: str, span: Span) -> int:
    """The first code point of a span that is no blank, its end if all are."""
    start = span.start
    while start < span.end and text[start] in _BLANKS:
        start += 1
    return start


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
    gap = Span(attribution.cue_span.end, quote.start)
    return attribution.type != "evaluation" or (gap.end - gap.start < 12 and _only_between(text, gap))


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
        if _ends_with_comma(text, quote):
            early = quote.end <= cue.start
            kept = [span for span in kept if not early or span.start < cue.start] if run_into else []
        elif (
            cue.end <= quote.start
            and text.startswith(":", max(0, last_before(text, quote.start)))
            and _only_between(text, Span(cue.end, quote.start))
        ):
            kept = [span for span in kept if span.end > cue.start or number in quotes.touching(span)]
    return kept


def last_before(text: str, end: int, blanks: str | None = None) -> int:
    """The last code point before another that is no blank (by default no white space), -1 if there is none."""
    end -= 1
    while end >= 0 and (text[end].isspace() if blanks is None else text[end] in blanks):
        end -= 1
    return end


def _in_reach(quote: Quote, place: int, paragraphs: Sequence[Span]) -> bool:
    """Whether a cue's clause at a place can speak a quotation set before it: the same paragraph, or one all its own."""
    own = paragraph_of(quote.end - 1, paragraphs)
    return own is None or own.holds(Span(place, place)) or quote.start - own.start <= 1


def _ends_with_comma(text: str, quote: Quote) -> bool:
    last = quote.end - 1
    while last >= quote.start and text[last] in "”\"'’»“":
        last -= 1
    return last >= quote.start and text[last] == ","


def _only_between(text: str, gap: Span) -> bool:
    """Whether a cue's own complements ("on Friday:") and no other sentence stand between cue and quotation."""
    short = gap.end - gap.start < _MOST_COMPLEMENTS
    return short and not any(mark in gap.of(text) for mark in '.!?;“”"\n')


def _continuing(places: _Places, number: int, mine: list[int]) -> list[int]:
    """Quotations later in the cue's paragraph that go on with it: `"...," she said. "..."`."""
    attribution, quotes = places.attributions[number], places.quotes
    paragraph = paragraph_of(attribution.cue_span.start, places.paragraphs)
    if not mine or paragraph is None:
        return []
    sentence = places.trees.sentence(attribution.cue)
    last = max(quotes[each].end for each in mine)
    found = []
    for place in range(quotes.first_from(max(attribution.cue_span.end, last)), len(quotes)):
        quote = quotes[place]
        if quote.start >= paragraph.end:
            break
        if not paragraph.holds(quote.spans[0]):
            continue
        gap = Span(max(last, sentence.end) if quote.start >= sentence.end else last, quote.start)
        if any(other != number for other in places.cues_within(gap)):
            break
        if places.is_anothers(number, place, paragraph):
            break
        if len(places.trees.within(gap)) > 3 and quote.start > sentence.end:
            break
        found.append(place)
        last = quote.end
    return found


def _opens_with(attribution: Attribution, quote: Quote) -> bool:
    """Whether what a cue gives begins with the quotation: `Orlo says: "..."`."""
    first = quote.spans[0]
    return any(first.start - 1 <= span.start < first.end for span in attribution.content)


def paragraph_of(offset: int, paragraphs: Sequence[Span]) -> Span | None:
    """The paragraph that holds a code point, None between paragraphs."""
    place = bisect.bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
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


def mode_of(text: str, content: Sequence[Span], quotes: Quotes) -> Mode:
    """Direct: all words stand in quotation marks; mixed: some do; indirect: none."""
    inside = outside = 0
    for span in content:
        parts = quotes.parts_touching(span)
        covered = sum(min(span.end, part.end) - max(span.start, part.start) for part in parts)
        inside += covered
        outside += len(text[span.start : span.end].strip(" .,;:!?")) - covered
    if inside and outside <= 3:
        return "direct"
    return "mixed" if inside else "indirect"
