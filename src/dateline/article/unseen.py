"""The text of a page that was saved before its scripts had printed it: what its JSON-LD holds of the article."""

import re
from html import unescape

from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.structured import Structured

# An article in metadata has so many words; the page prints at most such a share of it, and no text of such a length.
_LEAST_WORDS, _MOST_PRINTED, _MOST_OTHER = 80, 0.1, 0.25
_LONGEST = 200_000
_WORD = re.compile(r"\w+")
_RUN, _STEP = 4, 7
_BREAK = re.compile(r"\s*(?:\n|\r|<br\b[^<>]{0,200}>|</?(?:p|div|li|h[1-6])\b[^<>]{0,200}>)\s*", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w[^<>]{0,400}>")
# How sure it is that this is the article's text: the page says so itself, and nothing printed speaks for it.
SURE = 0.7


def unseen_paragraphs(structured: Structured, blocks: list[DraftBlock]) -> list[str]:
    """The paragraphs of the article that the page tells machines and does not print; none where it prints them.

    schema.org's `articleBody` (https://schema.org/articleBody); markup in it is taken out.
    """
    told = structured.article.get("articleBody")
    if not isinstance(told, str):
        return []
    pieces = [_MARKUP.sub(" ", piece) for piece in _BREAK.split(told[:_LONGEST])]
    paragraphs = [text for piece in pieces if (text := " ".join(unescape(piece).split()))]
    words = [word for text in paragraphs for word in _WORD.findall(text.casefold())]
    own = sum(len(block.text.split()) for block in blocks if block.role in BODY_ROLES)
    if len(words) < _LEAST_WORDS or own > _MOST_OTHER * len(words):
        return []
    printed = " ".join(_WORD.findall(" ".join([block.text for block in blocks]).casefold()))
    runs = [" ".join(words[at : at + _RUN]) for at in range(0, len(words) - _RUN + 1, _STEP)]
    return paragraphs if sum(run in printed for run in runs) <= _MOST_PRINTED * len(runs) else []


def add_unseen(blocks: list[DraftBlock], paragraphs: list[str]) -> list[DraftBlock]:
    """The page's blocks with an unprinted article's paragraphs behind the headline; nothing printed is body then."""
    for block in blocks:
        if block.role in BODY_ROLES:
            block.role = "other"
    place = next((index + 1 for index, block in enumerate(blocks) if block.role == "headline"), len(blocks))
    place += sum(block.role == "standfirst" for block in blocks[place : place + 1])
    body = [DraftBlock(text=text, role="body", score=SURE) for text in paragraphs]
    return [*blocks[:place], *body, *blocks[place:]]
