"""What a dump is of: an article, or an index, an error page, a consent wall, an empty shell."""

from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import FEW_LINES, FoundRole
from dateline.article.dump.cues import START, Cues, find_cues
from dateline.article.dump.features import line_size
from dateline.article.dump.lines import Line
from dateline.model import PageKind

# Words. Fewer than the first are no article whatever they are; up to the second a page that names an error or
# asks for consent is that and no article.
_LEAST_BODY = 25
_SHORT_BODY = 120
_FEW_WORDS = 4
_PARAGRAPH = 12
_OPENING_LINES = 40
_INDEX_LINES = 12
# A teaser has one or two sentences; a run of an article's paragraphs has more.
_TEASER_WORDS = 45
_TITLE_WORDS, _UNSURE = range(3, 9), 0.8
# What stands between the paragraphs of an article.
_BETWEEN_PARAGRAPHS = frozenset({"promotion", "caption", "credit", "other", "correction", "timestamp"})


def kind_of(lines: list[Line], roles: list[FoundRole], cues: Cues) -> PageKind:
    """The kind of the page that the lines were printed from."""
    body = [line for line, found in zip(lines, roles) if found.role in BODY_ROLES]
    body_words = sum(_words(line) for line in body)
    if sum(_words(line) for line in lines) < _FEW_WORDS:
        return "empty"
    if body_words < _SHORT_BODY:
        asking = _told_by(lines, "consent", cues)
        if _names_error(lines, cues):
            return "error"
        if asking >= 2 and asking >= 0.15 * len(lines):
            return "consent"
    has_paragraph = any(_words(line) >= _PARAGRAPH for line in body)
    if body_words >= _LEAST_BODY and has_paragraph and not _is_scattered(lines, roles, body_words):
        return "article"
    return "index" if len(lines) >= _INDEX_LINES else "other"


def _names_error(lines: list[Line], cues: Cues) -> bool:
    kind = cues.kinds.index("error")
    return any(find_cues(line.text, cues).get(kind, 0) >= START for line in lines[:_OPENING_LINES])


def _told_by(lines: list[Line], name: str, cues: Cues) -> int:
    kind = cues.kinds.index(name)
    return sum(1 for line in lines[:_OPENING_LINES] if kind in find_cues(line.text, cues))


def _is_scattered(lines: list[Line], roles: list[FoundRole], body_words: int) -> bool:
    """Whether body lines stand each by itself among other lines, as the summaries on an index page do.

    In a dump of few lines, a short line that the model is unsure of is a title as likely as a subhead.
    """
    runs: list[int] = []
    inside, is_short = False, len(lines) <= FEW_LINES
    for index, found in enumerate(roles):
        if found.role in _BETWEEN_PARAGRAPHS:
            continue
        is_body = found.role in BODY_ROLES and not (is_short and _may_be_title(lines, roles, index))
        if is_body and inside:
            runs[-1] += 1
        elif is_body:
            runs.append(1)
        inside = is_body
    many = len(runs) >= 4 and max(runs) <= 2
    # Three by themselves may be a brief, which is signed or has pointers between its paragraphs.
    apart = len(runs) == 3 and max(runs) == 1 and not any(found.role in ("byline", "related") for found in roles)
    return (many or apart) and body_words < _TEASER_WORDS * len(runs)


def _may_be_title(lines: list[Line], roles: list[FoundRole], index: int) -> bool:
    """Whether a line that the model is unsure of is short, does not end a sentence and stands over a paragraph."""
    below = roles[index + 1].role if index + 1 < len(roles) else None
    unsure = roles[index].score < _UNSURE and _words(lines[index]) in _TITLE_WORDS
    return unsure and lines[index].text[-1].isalnum() and below in BODY_ROLES


def _words(line: Line) -> int:
    spaced = line_size(line.text)
    return spaced if line.text.isascii() else max(spaced, len(line.text) // 6)
