"""Which quotations are a cue's by what stands between: one beside it, its first half, those that go on with it."""

from collections.abc import Sequence

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.places import Places, opening, paragraph_of
from dateline.language.attribution.quotes import Quote
from dateline.language.trees import Trees
from dateline.model import Span

# So far behind "The mayor said:" its quotation may open, blank lines between.
_MOST_BETWEEN = 200

# So far a cue's own complements ("on Friday:") may reach.
_MOST_COMPLEMENTS = 120
_BLANKS = " \n\u00a0"


def beside(places: Places, number: int, taken: set[int]) -> list[int]:
    """The quotation that touches a bare cue's clause: `"...," said the mayor`, `The mayor said: "..."`.

    A quotation that ends the paragraph before is another's, unless it is all of that paragraph; and of two cues
    before one quotation the nearer one gives it ("Orlo, who advises shippers, says: ...").
    """
    attribution = places.attributions[number]
    best = [*_before_cue(places, attribution, taken), *_behind_cue(places, attribution, taken)]
    return [min(best)[1]] if best else []


def first_half(places: Places, attribution: Attribution, mine: list[int], taken: set[int]) -> list[int]:
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
    return [each for each in found if _opens_sentence(places, places.quotes[each], opening(attribution))]


def continuing(places: Places, number: int, mine: list[int]) -> list[int]:
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


def _before_cue(places: Places, attribution: Attribution, taken: set[int]) -> list[tuple[int, int]]:
    """(distance, number) of the quotation that ends right before a cue's clause."""
    low = opening(attribution)
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


def _behind_cue(places: Places, attribution: Attribution, taken: set[int]) -> list[tuple[int, int]]:
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
        near = quote.start <= sentence.end + 1 and only_between(places.text, gap) and not _is_nearer(places, gap, quote)
        if near or opened:
            found.append((quote.start - cue.end, number))
    return found


def _opens_sentence(places: Places, quote: Quote, cue: int) -> bool:
    """Whether a quotation that ends with a comma opens its sentence: no name in marks (`on "The Hour," she said`)."""
    token = places.trees.at(quote.start)
    opens = token is not None and places.trees.sentence(token).start == quote.start
    return opens and ends_with_comma(places.text, quote) and "\n" not in places.text[quote.end : cue]


def _in_reach(quote: Quote, place: int, paragraphs: Sequence[Span]) -> bool:
    """Whether a cue's clause at a place can speak a quotation set before it: the same paragraph, or one all its own."""
    own = paragraph_of(quote.end - 1, paragraphs)
    return own is None or own.holds(Span(place, place)) or quote.start - own.start <= 1


def _is_nearer(places: Places, gap: Span, quote: Quote) -> bool:
    """Whether another cue between a cue and a quotation gives that quotation."""
    others = (places.attributions[each] for each in places.cues_within(gap))
    return any(
        _gives(places.text, other, quote) or _opens_with(other, quote)
        for other in others
        if other.cue_span.end <= quote.start
    )


def _gives(text: str, attribution: Attribution, quote: Quote) -> bool:
    """Whether a cue with no content of its own gives the quotation behind it: it tells, or names what comes next."""
    if attribution.frame != "bare" or attribution.type == "belief":
        return False
    gap = Span(attribution.cue_span.end, quote.start)
    return attribution.type != "evaluation" or (gap.end - gap.start < 12 and only_between(text, gap))


def _opens_with(attribution: Attribution, quote: Quote) -> bool:
    """Whether what a cue gives begins with the quotation: `Orlo says: "..."`."""
    first = quote.spans[0]
    return any(first.start - 1 <= span.start < first.end for span in attribution.content)


def _is_part(trees: Trees, quote: Quote, attribution: Attribution) -> bool:
    """Whether a quotation behind a cue is a part of another's phrase: `to reply to any “attack”`.

    What something is called may be: `called it a “disgrace”`.
    """
    inside = trees.within(quote.spans[0])
    before = inside.start - 1
    if attribution.type == "evaluation" or before <= attribution.cue or not len(inside):
        return False
    return trees.tokens[before].upos in ("DET", "ADP", "AUX", "ADJ") and trees.sentence(before).last > inside.start


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


def only_between(text: str, gap: Span) -> bool:
    """Whether a cue's own complements ("on Friday:") and no other sentence stand between cue and quotation."""
    short = gap.end - gap.start < _MOST_COMPLEMENTS
    return short and not any(mark in gap.of(text) for mark in '.!?;“”"\n')


def ends_with_comma(text: str, quote: Quote) -> bool:
    """Whether a comma is the last sign before the marks that close a quotation."""
    last = quote.end - 1
    while last >= quote.start and text[last] in "”\"'’»“":
        last -= 1
    return last >= quote.start and text[last] == ","
