"""Posts of social networks set into a text, signed as embedding leaves them: "— Ilja Mott (@iljamott) May 3, 2024"."""

import re

import msgspec

from dateline.model import Article, Span

_ROLES = ("body", "quotation")
# A dash that is no hyphen, a name, a handle in brackets, and at most a date; nothing behind it in its paragraph.
_SIGNED = re.compile(
    r"(?P<dash>[—–]|(?<![^\s.!?…”\"])-(?=\s))\s?(?P<name>[^\n()—–]{1,80}?)\s?\(@\w{1,40}\)"
    r"(?P<date>(?:(?=[^\n@]{0,40}\d)[^\n.!?“”\"@]{1,40})?)\s*\Z"
)


class SignedPost(msgspec.Struct, frozen=True):
    """One post: its words, in order; the dash and the name that sign it; the date behind them, where it prints one."""

    words: tuple[Span, ...]
    dash: Span
    name: Span
    date: Span | None


def signed_posts(article: Article) -> tuple[SignedPost, ...]:
    """The signed posts of an article, in text order.

    A signature in a paragraph of its own signs the one before it, and of quoted paragraphs all that stand in a row.
    """
    found: list[SignedPost] = []
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
            if words:
                found.append(_post(match, part.start, words))
            before = []
            continue
        before = [*(before if goes_on else []), Span(part.start, part.end)]
        quoted = part.role == "quotation"
    return tuple(found)


def _is_name(match: re.Match[str]) -> bool:
    """Whether what stands before a handle may be a name: "follow her (@runa)" is none, but for a date behind it."""
    return bool(match["date"].strip()) or not (match["name"][0].islower() or match["name"][0].isdigit())


def _post(match: re.Match[str], start: int, words: tuple[Span, ...]) -> SignedPost:
    dash, name, date = (
        Span(start + match.start(group), start + match.end(group)) for group in ("dash", "name", "date")
    )
    return SignedPost(words, dash, name, date if match["date"].strip() else None)
