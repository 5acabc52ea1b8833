"""Whether a page opens as an article does: a headline of its own, and text right below it.

A page of cards opens with the name of its section and then with the first card; a short article among many cards opens
with what it is called, who signs and when, and its first paragraph.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from dateline.article.draft import BODY_ROLES, DraftBlock, RolePlaces, places_among
from dateline.article.tree.markup import Markup, is_heading
from dateline.model import Role

# The first paragraph of so many words stands so near below the headline, with none of these between.
_PARAGRAPH, _BELOW = 12, 6
_CARDS: frozenset[Role] = frozenset({"teaser", "ranking"})
_LINKED = 0.8
_TEXT = frozenset({"standfirst", "body"})
# Who signs or when stands so near before the headline or behind it.
_STAMPS: frozenset[Role] = frozenset({"byline", "timestamp"})
_STAMPED_BEFORE, _STAMPED_BEHIND = 3, 6
# What a headline says, beside a stamp or in the page's address, in words of so many letters.
_HEADLINE_WORDS, _NAMED_WORDS, _LEAST_LETTERS = 3, 3, 3
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},}}")
# A number, or how a file's name ends.
_FILED = re.compile(r"\d{3}|\.[a-z]{3,5}$", re.IGNORECASE)
# So much of the text stands before the first card; of what a section says of itself, less does.
_OWN = 0.5


def opens_as_article(
    markup: Markup, blocks: Sequence[DraftBlock], places: RolePlaces, words: Sequence[float], address: str | None
) -> bool:
    """Whether a headline that a stamp or the page's address confirms has a paragraph right below it.

    blocks: those of the markup, with their roles; places: those of the roles. words: of each block. address: where the
    page was saved.
    """
    if "headline" not in places:
        return False
    start = places["headline"][0] + 1
    below = range(start, min(start + _BELOW, len(blocks)))
    text = next((place for place in below if blocks[place].role in _TEXT and words[place] >= _PARAGRAPH), None)
    if text is None or _is_front(address):
        return False
    card = _first_card(markup, places, start)
    if card < text or not _ends_before_cards(places, words, start, card):
        return False
    said = _WORD.findall(blocks[start - 1].text.casefold())
    if len(said) < _HEADLINE_WORDS:
        return False
    near = range(max(0, start - 1 - _STAMPED_BEFORE), min(card, start + _STAMPED_BEHIND))
    return any(place in near for place in places_among(places, _STAMPS)) or names_itself(said, address)


def _first_card(markup: Markup, places: RolePlaces, start: int) -> int:
    """The first block from a place on that opens another page: by its role, or as a heading that is a link."""
    told = next((place for place in places_among(places, _CARDS) if place >= start), len(markup.blocks))
    for place, block in enumerate(markup.blocks[start:told], start):
        if (
            block.link_chars
            and block.link_chars > _LINKED * len(block.text)
            and is_heading(markup.elements[block.element])
        ):
            return place
    return told


def _ends_before_cards(places: RolePlaces, words: Sequence[float], start: int, card: int) -> bool:
    """Whether most of a page's text stands between its beginning and the first card."""
    text = places_among(places, BODY_ROLES)
    own = sum([words[place] for place in text if start <= place < card])
    return own >= _OWN * sum([words[place] for place in text])


def _is_front(address: str | None) -> bool:
    """Whether an address is a site's own, without a step."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.path.strip("/") and not parts.query


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
