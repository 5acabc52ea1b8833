"""Find what stands in quotation marks, over paragraphs too.

Only the marks themselves are read here; whether the words are someone's, or scare quotes, is told later from
what stands around them. Conventions: CLDR's delimiters, and the newspaper rule that a quotation running over
paragraphs repeats its opening mark at each and closes only at the last.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dateline.language.spans import SpanIndex
from dateline.model import Span

# Opening mark -> the marks that close it. German „ closes with “, Swedish and Finnish ” opens and closes.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "「": "」", "『": "』", '"': '"', "＂": "＂", "‹": "›",
          "'": "'", "''": "''", "``": "''"}  # fmt: skip
_STRAIGHT = {'"', "＂", "''"}
_MARKS = {char for pair in _PAIRS.items() for mark in pair for char in mark} - {"'", "`"}
_MAX_DEPTH = 8
_STOPS = ".,!?…"


class Quote(msgspec.Struct, frozen=True):
    """One quotation by its marks.

    spans: the words with their marks, one span per paragraph it runs over, in order (code points).
    depth: 0 for an outermost quotation, 1 for one inside it, ... closed: whether its closing mark was found.
    """

    spans: tuple[Span, ...]
    depth: int = 0
    closed: bool = True

    @property
    def start(self) -> int:
        """Where its first mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Behind its last mark."""
        return self.spans[-1].end


class Quotes:
    """The outermost quotations of a text, ordered and apart from each other, asked by place.

    quotes: any quotations of one text, ordered by start; those inside others are left out.
    """

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._all = tuple(quote for quote in quotes if quote.depth == 0)
        self._starts = [quote.start for quote in self._all]
        self._ends = [quote.end for quote in self._all]
        parts = [(part, number) for number, quote in enumerate(self._all) for part in quote.spans]
        self._parts = [part for part, _ in parts]
        self._owners = [number for _, number in parts]
        self._index = SpanIndex([part] for part in self._parts)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Quote]:
        return iter(self._all)

    def __getitem__(self, number: int) -> Quote:
        return self._all[number]

    def touching(self, *spans: Span) -> list[int]:
        """The numbers of the quotations of which a part shares a code point with one of the spans, ascending."""
        return sorted({self._owners[part] for part in self._index.touching(*spans)})

    def parts_touching(self, span: Span) -> list[Span]:
        """The parts of quotations that share a code point with a span, in order."""
        return [self._parts[part] for part in self._index.touching(span)]

    def hold(self, span: Span) -> bool:
        """Whether a quotation's part holds a span."""
        return bool(self._index.holding(span))

    def first_from(self, offset: int) -> int:
        """The number of the first quotation that opens at a code point or behind it; how many there are if none."""
        return bisect.bisect_left(self._starts, offset)

    def last_until(self, offset: int) -> int | None:
        """The number of the last quotation that has ended at a code point, None if none has."""
        place = bisect.bisect_right(self._ends, offset) - 1
        return place if place >= 0 else None


def find_quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """Quotations of a text, ordered by start, outer before inner.

    paragraphs: ordered spans; a quotation left open at a paragraph's end goes on in the next only if that
    one opens with the same mark; otherwise it ends with its paragraph and is marked as not closed.

    >>> [quote.spans[0].of('He said “no”.') for quote in find_quotes('He said “no”.', [Span(0, 13)])]
    ['“no”']
    """
    quotes: list[Quote] = []
    carried: tuple[str, list[Span]] | None = None
    for paragraph in paragraphs:
        found, open_mark = _of_paragraph(text, paragraph)
        if carried is not None:
            mark, spans = carried
            opens = next(
                (quote for quote in found if quote.depth == 0 and quote.start == _first(text, paragraph)), None
            )
            if opens is not None and text.startswith(mark, opens.start):
                spans.append(opens.spans[0])
                found.remove(opens)
                if opens.closed:
                    quotes.append(Quote(tuple(spans)))
                    carried = None
            else:
                if mark != "'" or len(spans) > 1:
                    quotes.append(Quote(tuple(spans), closed=False))
                carried = None
        dangling = next((quote for quote in found if not quote.closed and quote.depth == 0), None)
        if dangling is not None and carried is None:
            found.remove(dangling)
            carried = (open_mark or "", [dangling.spans[0]])
        quotes.extend(found)
    if carried is not None and (carried[0] != "'" or len(carried[1]) > 1):
        quotes.append(Quote(tuple(carried[1]), closed=False))
    return tuple(sorted(quotes, key=lambda quote: (quote.start, quote.depth)))


def _first(text: str, paragraph: Span) -> int:
    start = paragraph.start
    while start < paragraph.end and text[start].isspace():
        start += 1
    return start


def _of_paragraph(text: str, paragraph: Span) -> tuple[list[Quote], str | None]:
    """Quotes within one paragraph; those left open run to its end. One pass, one stack."""
    stack: list[tuple[str, int]] = []
    found: list[Quote] = []
    last_end = _last_end(text, paragraph)
    place = paragraph.start
    while place < paragraph.end:
        mark = _mark_at(text, place, paragraph.end)
        behind = place + max(1, len(mark))
        if mark:
            closes = next((i for i in range(len(stack) - 1, -1, -1) if _closes(mark, stack[i][0])), None)
            if closes is None and stack and mark == stack[-1][0] and _ends_words(text, place, behind):
                closes = len(stack) - 1  # an opening mark typed where the closing one belongs
            if closes is not None and _can_close(text, place, behind, mark, stack[closes][0]):
                found.append(Quote((Span(stack[closes][1], behind),), depth=closes))
                del stack[closes:]
            elif (
                mark in _PAIRS
                and len(stack) < _MAX_DEPTH
                and _can_open(text, place, behind, mark, paragraph)
                and (mark != "'" or place < last_end or _opens_paragraph(text, place, paragraph))
            ):
                stack.append((mark, place))
        place = behind
    open_mark = stack[0][0] if stack else None
    end = paragraph.end
    while end > paragraph.start and text[end - 1].isspace():
        end -= 1
    # A single mark left open is an apostrophe more often than a quotation: only double marks dangle.
    if stack and stack[0][0] not in ("‘", "»") and end > stack[0][1] + 1:
        found.append(Quote((Span(stack[0][1], end),), depth=0, closed=False))
    return found, open_mark


def _mark_at(text: str, place: int, end: int) -> str:
    """The mark that begins here: one character, or two apostrophes or backticks typed for a double one."""
    char = text[place]
    if char in "'`":
        double = place + 1 < end and text[place + 1] == char
        return char * 2 if double else char if char == "'" else ""
    return char if char in _MARKS else ""


def _closes(mark: str, opened: str) -> bool:
    closing = _PAIRS[opened]
    return mark == closing or (len(mark) == 1 and opened not in ("''", "``") and mark in closing)


def _ends_words(text: str, place: int, behind: int) -> bool:
    return not text[place - 1].isspace() and (behind >= len(text) or text[behind] in " \n\t,.;:!?")


def _can_open(text: str, place: int, behind: int, mark: str, paragraph: Span) -> bool:
    before = text[place - 1] if place > paragraph.start else " "
    after = text[behind] if behind < paragraph.end else " "
    if after.isspace() and mark not in "«»":
        return False
    if mark == "»":
        # In German and Danish books it opens; in French and Russian it closes.
        return before.isspace() or before in "([—–-"
    if mark == "''":
        return before.isspace() or before in "([—–-"
    if mark == "'":
        return (before.isspace() or before in '([—–"“') and after.isalpha()
    # "the ’90s", typed with an opening mark, opens nothing
    return mark != "‘" or not (before.isalnum() or (after.isdigit() and text[behind + 2 : behind + 3] == "s"))


def _can_close(text: str, place: int, behind: int, mark: str, opened: str) -> bool:
    after = text[behind] if behind < len(text) else " "
    before = text[place - 1] if place else " "
    if opened == "‘":
        # an apostrophe: letters on both sides ("don’t"); a plural's own is not told apart from a closing mark
        return not (after.isalnum() and before.isalnum())
    if opened == "'":
        return _is_end(text, place)
    if mark in _STRAIGHT:
        return not (before.isspace() and after.isalnum())
    return True


def _is_end(text: str, place: int) -> bool:
    """Whether an apostrophe closes a quotation: behind a stop, or behind a word whose plural it does not end."""
    before, after = text[place - 1], text[place + 1 : place + 2]
    if before.isspace() or after.isalnum():
        return False
    return before in _STOPS or before != "s" or not after.isspace()


def _last_end(text: str, paragraph: Span) -> int:
    """Where the last apostrophe stands that may close a quotation in a paragraph, -1 where none does.

    What opens before it is closed: "the 'old quay'", but not "rock 'n roll". Looked up once, for texts of apostrophes.
    """
    place = text.rfind("'", paragraph.start, paragraph.end)
    while place >= 0 and not _is_end(text, place):
        place = text.rfind("'", paragraph.start, place)
    return place


def _opens_paragraph(text: str, place: int, paragraph: Span) -> bool:
    """Whether an apostrophe may open a quotation that the next paragraph goes on with: `He said: 'We ran.`"""
    end = place
    while end > paragraph.start and text[end - 1].isspace():
        end -= 1
    return (end == paragraph.start or text[end - 1] == ":") and text[place + 1].isupper()
