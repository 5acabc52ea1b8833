"""Posts of social networks set into a text, signed as embedding leaves them: "— Ilja Mott (@iljamott) May 3, 2024"."""

import re

from dateline.language.attribution import Attribution
from dateline.language.trees import Trees
from dateline.model import Article, Span

_ROLES = ("body", "quotation")
# A dash that is no hyphen, a name, a handle in brackets, and at most a date; nothing behind it in its paragraph.
_SIGNED = re.compile(
    r"(?P<dash>[—–]|(?<![^\s.!?…”\"])-(?=\s))\s?(?P<name>[^\n()—–]{1,80}?)\s?\(@\w{1,40}\)"
    r"(?P<date>(?:(?=[^\n@]{0,40}\d)[^\n.!?“”\"@]{1,40})?)\s*\Z"
)


def find_in_posts(article: Article, trees: Trees) -> tuple[Attribution, ...]:
    """Attributions of a post's words to who signs it.

    A signature in a paragraph of its own signs the one before it, and of quoted paragraphs all that stand in a row.
    """
    found: list[Attribution] = []
    before: list[Span] = []
    quoted = False
    for part in article.parts:
        if part.role not in _ROLES:
            before = []
            continue
        goes_on = quoted and part.role == "quotation"
        match = _SIGNED.search(part_text := article.text[part.start : part.end])
        if match is not None and _is_name(match):
            own = Span(part.start, part.start + len(part_text[: match.start()].rstrip()))
            words = tuple(before) if own.end == own.start else (*before, own) if goes_on else (own,)
            signed = _attribution(trees, match, part.start, words) if words else None
            found.extend([] if signed is None else [signed])
            before = []
            continue
        before = [*(before if goes_on else []), Span(part.start, part.end)]
        quoted = part.role == "quotation"
    return tuple(found)


def _is_name(match: re.Match[str]) -> bool:
    """Whether what stands before a handle may be a name: "follow her (@runa)" is none, but for a date behind it."""
    return bool(match["date"].strip()) or not (match["name"][0].islower() or match["name"][0].isdigit())


def _attribution(trees: Trees, match: re.Match[str], start: int, words: tuple[Span, ...]) -> Attribution | None:
    name = Span(start + match.start("name"), start + match.end("name"))
    dash = Span(start + match.start("dash"), start + match.end("dash"))
    head, cue = trees.head_of(name), trees.at(dash.start)
    if head is None or cue is None:
        return None
    return Attribution(
        cue=cue, cue_span=dash, type="report", frame="post", content=words, source=head, source_span=name
    )
