"""Read texts as windows of numbers: pieces as the tagger cuts them, and what the heads are to say of each word."""

import itertools
from collections.abc import Container, Iterable, Iterator

import msgspec

from dateline.language.tagging.tellings import WINDOW_PIECES
from dateline.language.tagging.wordpiece import BROKEN, GLUED, SPACED, WordPieces, shape_of
from dateline.language.trees import Trees
from dateline.model import Analysis, Article, Sentence, Span
from training.mentions.labels import ROLES, MentionLabel, ParagraphLabel, digest_of

TYPES = (
    "OTHER", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_MOST_PIECES = 254
_LEAST_EVENT_WORDS = 0.4
_MOST_UNREAD = 12
_Mark = tuple[int, bool, int, tuple[tuple[int, int], ...]]


class Telling(msgspec.Struct, frozen=True):
    """A marked event word: its row, whether its sentence tells the event, its type, (role, row) of who takes part."""

    row: int
    new: bool
    type: int
    arguments: tuple[tuple[int, int], ...]


class Window(msgspec.Struct, frozen=True):
    """Whole sentences in numbers. Row 0 is the root; word k stands in row k + 1.

    pieces, shapes: with the start and end marks. first, last: each row's first and last piece. sentence: each row's
    sentence (-1 for the root). read: by somebody, so that what is not marked tells nothing.
    """

    page: str
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    sentence: tuple[int, ...]
    tellings: tuple[Telling, ...]
    read: bool


class Counted(msgspec.Struct):
    """How many marks fell on words and how many were lost (a paragraph read otherwise now, a span between words)."""

    laid: int = 0
    lost: int = 0


def windows_of(
    page: str,
    article: Article,
    analysis: Analysis,
    labels: dict[tuple[str, str], ParagraphLabel],
    cutter: WordPieces,
    counted: Counted,
) -> Iterator[Window]:
    """The windows of what was read of a page: neighbouring sentences together, across its paragraphs."""
    trees = Trees(analysis, article.text)
    sentences, marks = list[Sentence](), list[_Mark]()
    for part in article.parts:
        label = labels.get((page, digest_of(article.text[part.start : part.end])))
        if label is None:
            continue
        end = part.start + label.end
        sentences.extend(s for s in analysis.sentences if part.start <= s.start and s.end <= end and s.last > s.first)
        marks.extend(_marks(trees, part.start, label.mentions, counted))
    for chosen in _packed(article.text, analysis, sentences, cutter):
        yield _window(page, article, analysis, chosen, marks, cutter)


def unread_windows(
    page: str, article: Article, analysis: Analysis, ends: dict[int, int], cutter: WordPieces
) -> Iterator[Window]:
    """Windows of what nobody read, up to some ten a page. ends: where reading ended, by the start of each part.

    A page with fewer event words than two in five sentences is left out: it would teach what the read pages teach.
    """
    if len(analysis.triggers) < _LEAST_EVENT_WORDS * max(1, len(analysis.sentences)):
        return
    sentences = [
        s
        for part in article.parts
        for s in analysis.sentences
        if ends[part.start] <= s.start < part.end and s.last > s.first
    ]
    for chosen in itertools.islice(_packed(article.text, analysis, sentences, cutter), _MOST_UNREAD):
        yield _window(page, article, analysis, chosen, None, cutter)


def _packed(
    text: str, analysis: Analysis, sentences: Iterable[Sentence], cutter: WordPieces
) -> Iterator[list[Sentence]]:
    """Neighbouring sentences together, up to a window's pieces; what no window holds is dropped."""
    held, size = list[Sentence](), 0
    for sentence in sentences:
        own = sum(len(cutter.pieces(text[t.start : t.end])) for t in analysis.tokens[sentence.first : sentence.last])
        if own > _MOST_PIECES:
            continue
        if held and size + own > WINDOW_PIECES:
            yield held
            held, size = [], 0
        held.append(sentence)
        size += own
    if held:
        yield held


def _marks(trees: Trees, start: int, mentions: Iterable[MentionLabel], counted: Counted) -> Iterator[_Mark]:
    """(token, new, type, (role, token)...) of each mention: a phrase stands for its head."""
    for mention in mentions:
        token = trees.head_of(Span(start + mention.trigger[0], start + mention.trigger[1]))
        if token is None:
            counted.lost += 1
            continue
        counted.laid += 1
        heads = [
            (ROLES.index(role), trees.head_of(Span(start + first, start + last)))
            for role, (first, last) in mention.roles
        ]
        yield token, mention.new, TYPES.index(mention.type), tuple((r, h) for r, h in heads if h is not None)


def _window(
    page: str,
    article: Article,
    analysis: Analysis,
    sentences: list[Sentence],
    marks: list[_Mark] | None,
    cutter: WordPieces,
) -> Window:
    text, opening = article.text, {part.start for part in article.parts}
    pieces, shapes, first, last = [cutter.start], [0], [0], [0]
    numbers, tokens = [-1], [-1]
    for number, sentence in enumerate(sentences):
        for index in range(sentence.first, sentence.last):
            token = analysis.tokens[index]
            form = text[token.start : token.end]
            cut = cutter.pieces(form)
            first.append(len(pieces))
            pieces.extend(cut)
            shapes.extend([shape_of(form, _space(text, analysis, index, opening))] * len(cut))
            last.append(len(pieces) - 1)
            numbers.append(number)
            tokens.append(index)
    pieces.append(cutter.end)
    shapes.append(0)
    rows = {token: row for row, token in enumerate(tokens) if token >= 0}
    tellings = tuple(
        Telling(rows[t], new, type_, tuple((r, rows[h]) for r, h in heads if h in rows and h != t))
        for t, new, type_, heads in marks or ()
        if t in rows
    )
    return Window(
        page,
        tuple(pieces),
        tuple(shapes),
        tuple(first),
        tuple(last),
        tuple(numbers),
        tellings,
        read=marks is not None,
    )


def part_of(window: Window, start: int, end: int) -> tuple[Window, list[int]]:
    """The window's sentences start..end (half-open) as a window of their own, and the rows that it takes over."""
    rows = [0, *(row for row, sentence in enumerate(window.sentence) if start <= sentence < end)]
    place = {row: number for number, row in enumerate(rows)}
    begin, stop = window.first[rows[1]], window.last[rows[-1]] + 1
    made = Window(
        window.page,
        (window.pieces[0], *window.pieces[begin:stop], window.pieces[-1]),
        (0, *window.shapes[begin:stop], 0),
        (0, *(window.first[row] - begin + 1 for row in rows[1:])),
        (0, *(window.last[row] - begin + 1 for row in rows[1:])),
        (-1, *(window.sentence[row] - start for row in rows[1:])),
        tuple(_moved(telling, place) for telling in window.tellings if telling.row in place),
        read=window.read,
    )
    return made, rows


def _moved(telling: Telling, place: dict[int, int]) -> Telling:
    arguments = tuple((role, place[row]) for role, row in telling.arguments if row in place)
    return Telling(place[telling.row], telling.new, telling.type, arguments)


def _space(text: str, analysis: Analysis, index: int, opening: Container[int]) -> int:
    """What stands before a token, as the tagger sees it: it reads each part by itself."""
    if index == 0 or analysis.tokens[index].start in opening:
        return SPACED
    gap = text[analysis.tokens[index - 1].end : analysis.tokens[index].start]
    return GLUED if not gap else BROKEN if "\n" in gap else SPACED
