"""Find what stands in quotation marks, over paragraphs too.

Only the marks themselves are read here; whether the words are someone's, or scare quotes, is told later from
what stands around them. Conventions: CLDR's delimiters, and the newspaper rule that a quotation running over
paragraphs repeats its opening mark at each and closes only at the last.
"""

from collections.abc import Sequence

import msgspec

from dateline.model import Span

# Opening mark -> the marks that close it. German „ closes with “, Swedish and Finnish ” opens and closes.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "「": "」", "『": "』", '"': '"', "＂": "＂", "‹": "›"}
_STRAIGHT = {'"', "＂"}
_MAX_DEPTH = 8


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
            if opens is not None and text[opens.start] == mark:
                spans.append(opens.spans[0])
                found.remove(opens)
                if opens.closed:
                    quotes.append(Quote(tuple(spans)))
                    carried = None
            else:
                quotes.append(Quote(tuple(spans), closed=False))
                carried = None
        dangling = next((quote for quote in found if not quote.closed and quote.depth == 0), None)
        if dangling is not None and carried is None:
            found.remove(dangling)
            carried = (open_mark or text[dangling.start], [dangling.spans[0]])
        quotes.extend(found)
    if carried is not None:
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
    for place in range(paragraph.start, paragraph.end):
        char = text[place]
        if char not in _PAIRS and not (stack and char in "”’“»›」』«"):
            continue
        closes = next((i for i in range(len(stack) - 1, -1, -1) if char in _PAIRS[stack[i][0]]), None)
        if closes is not None and _can_close(text, place, char, stack[closes][0]):
            found.append(Quote((Span(stack[closes][1], place + 1),), depth=closes))
            del stack[closes:]
        elif char in _PAIRS and len(stack) < _MAX_DEPTH and _can_open(text, place, char, paragraph):
            stack.append((char, place))
    open_mark = stack[0][0] if stack else None
    end = paragraph.end
    while end > paragraph.start and text[end - 1].isspace():
        end -= 1
    # A single mark left open is an apostrophe more often than a quotation: only double marks dangle.
    if stack and stack[0][0] not in "‘»" and end > stack[0][1] + 1:
        found.append(Quote((Span(stack[0][1], end),), depth=0, closed=False))
    return found, open_mark


def _can_open(text: str, place: int, char: str, paragraph: Span) -> bool:
    before = text[place - 1] if place > paragraph.start else " "
    after = text[place + 1] if place + 1 < paragraph.end else " "
    if after.isspace() and char not in "«»":
        return False
    if char == "»":
        # In German and Danish books it opens; in French and Russian it closes.
        return (before.isspace() or before in "([—–-") and not after.isspace()
    return char not in "‘" or not (before.isalnum() or (after in "9876543210" and text[place + 3 : place + 4] == "s"))


def _can_close(text: str, place: int, char: str, opened: str) -> bool:
    after = text[place + 1] if place + 1 < len(text) else " "
    before = text[place - 1] if place else " "
    if opened == "‘":
        # an apostrophe: letters on both sides ("don’t"); a plural's own is not told apart from a closing mark
        return not (after.isalnum() and before.isalnum())
    if char in _STRAIGHT:
        return not (before.isspace() and after.isalnum())
    return True
