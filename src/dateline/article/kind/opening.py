"""Whether a page opens as an article does: a headline of its own, and text right below it.

A page of cards opens with the name of its section and then with the first card; a short article among many cards opens
with what it is called, who signs and when, and its first paragraph.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.tree.markup import Markup, is_heading

# The first paragraph of so many words stands so near below the headline, with none of these between.
_PARAGRAPH, _BELOW = 12, 6
_CARDS = frozenset({"teaser", "ranking"})
_LINKED = 0.8
_TEXT = frozenset({"standfirst", "body"})
# Who signs or when stands so near before the headline or behind it.
_STAMPS = frozenset({"byline", "timestamp"})
_STAMPED_BEFORE, _STAMPED_BEHIND = 3, 6
# What a headline says, beside a stamp or in the page's address, in words of so many letters.
_HEADLINE_WORDS, _NAMED_WORDS, _LEAST_LETTERS = 3, 3, 3
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},}}")
# A number, or how a file's name ends.
_FILED = re.compile(r"\d{3}|\.[a-z]{3,5}$", re.IGNORECASE)
# So much of the text stands before the first card; of what a section says of itself, less does.
_OWN = 0.5


def opens_as_article(markup: Markup, blocks: Sequence[DraftBlock], words: Sequence[float], address: str | None) -> bool:
    """Whether a headline that a stamp or the page's address confirms has a paragraph right below it.

    blocks: those of the markup, with their roles. words: of each block. address: where the page was saved.
    """
    place = next((index for index, block in enumerate(blocks) if block.role == "headline"), None)
    if place is None:
        return False
    below = blocks[place + 1 : place + 1 + _BELOW]
    text = next(
        (n for n, block in enumerate(below) if block.role in _TEXT and words[place + 1 + n] >= _PARAGRAPH), None
    )
    if text is None or any(_is_card(markup, blocks, place + 1 + n) for n in range(text)):
        return False
    if _is_front(address) or not _ends_before_cards(markup, blocks, words, place + 1):
        return False
    said = _WORD.findall(blocks[place].text.casefold())
    if len(said) < _HEADLINE_WORDS:
        return False
    behind = range(place + 1, min(place + 1 + _STAMPED_BEHIND, len(blocks)))
    card = next((index for index in behind if _is_card(markup, blocks, index)), behind.stop)
    near = blocks[max(0, place - _STAMPED_BEFORE) : card]
    return any(block.role in _STAMPS for block in near) or names_itself(said, address)


def _ends_before_cards(markup: Markup, blocks: Sequence[DraftBlock], words: Sequence[float], start: int) -> bool:
    """Whether most of a page's text stands before the first of the cards behind a place."""
    card = next((place for place in range(start, len(blocks)) if _is_card(markup, blocks, place)), len(blocks))
    text = [place for place, block in enumerate(blocks) if block.role in BODY_ROLES]
    own = sum(words[place] for place in text if start <= place < card)
    return own >= _OWN * sum(words[place] for place in text)


def _is_front(address: str | None) -> bool:
    """Whether an address is a site's own, without a step."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.path.strip("/") and not parts.query


def _is_card(markup: Markup, blocks: Sequence[DraftBlock], place: int) -> bool:
    """Whether a block opens another page: by its role, or as a heading that is a link."""
    block = markup.blocks[place]
    linked = block.link_chars > _LINKED * len(block.text)
    return blocks[place].role in _CARDS or (linked and is_heading(markup.elements[block.element]))


def names_itself(said: Sequence[str], address: str | None) -> bool:
    """Whether the last step of an address repeats what is said, and the address is numbered or a file's.

    Sections, authors and tags have addresses that repeat their names, too; they are seldom numbered.

    >>> names_itself(["ferry", "runs", "aground", "again"], "https://tern.example/coast/ferry-runs-aground-1203.html")
    True
    """
    try:
        steps = [step for step in unquote(urlsplit(address or "").path).split("/") if step]
    except ValueError:  # an address that cannot be taken apart names nothing
        return False
    if not steps or not _FILED.search("/".join(steps)):
        return False
    told = set(_WORD.findall(max(steps[-2:], key=len, default="").casefold()))
    return len(told.intersection(said)) >= _NAMED_WORDS
