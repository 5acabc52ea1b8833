"""Front pages and sections whose first card looks like an article: its title is a link, and so is that of every other.

An article's own headline leads nowhere or to itself, and a text of which every few lines open another page is a list
of articles. Of 2,226 articles (dev and train pages) none has both; none that does not call itself an article opens with
such lines.
"""

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from dateline.article.draft import BODY_ROLES, DraftBlock, RolePlaces, places_among
from dateline.article.saved.sourced import host_of
from dateline.article.tree.markup import Markup, RawBlock, is_heading
from dateline.model import Role

# A title is a heading or a line of so many words, and so much of it a link.
_TITLE_WORDS, _LINKED = 4, 0.8
# So many titles stand amid the text below a headline that is a link, or on a site's own address; so few words between.
_LEAST_BELOW_LINKED, _LEAST_ON_FRONT, _LONGEST_CARD = 3, 4, 100
# A section opens with what it is called, or with so many words on that, and its cards have so many.
_ON_SECTION, _CARD_OF_SECTION = 40, 60
# Who signs or when stands between an article's headline and its text.
_STAMPS: frozenset[Role] = frozenset({"byline", "timestamp"})
_TEXT: frozenset[Role] = BODY_ROLES | {"standfirst"}
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)


def is_front(
    markup: Markup, places: RolePlaces, words: Sequence[float], address: str | None, *, says: bool = False
) -> bool:
    """Whether what stands as the article is a row of cards.

    places: those of the roles. words: of each block; address: where the page was saved. says: whether it calls itself
    an article.
    """
    text = places_among(places, _TEXT)
    if not text:
        return False
    headline = places.get("headline", text)[0]
    # Most pages have fewer links of a title's length there than titles make a front.
    asked = [
        place
        for place, block in enumerate(markup.blocks[headline + 1 : text[-1] + 1], headline + 1)
        if block.links and _is_linked(block) and _is_title(markup, place)
    ]
    if len(asked) < _LEAST_BELOW_LINKED:
        return False
    steps = _own_steps(markup, address)
    # Where the site's name is all that looks like a headline, the first of the text may be a title.
    opens = text[0] if _href_of(markup, headline) and not _leads_on(markup, headline, address, steps) else headline
    linked = _is_title(markup, opens) and _leads_on(markup, opens, address, steps)
    own = _is_own_address(address)
    # Where nothing tells its own address, an article's headline may lead to itself.
    if says and not own and not (linked and steps):
        return False
    titles = {place for place in asked if _leads_on(markup, place, address, steps)}
    if len(titles) < _LEAST_BELOW_LINKED:
        return False
    longest = _longest_between(text, titles, words)
    if longest <= _LONGEST_CARD and (linked or (own and len(titles) >= _LEAST_ON_FRONT)):
        return True
    told = sum(words[place] for place in text if place < min(titles))
    signed = any(headline <= place < min(titles) for place in places_among(places, _STAMPS))
    short = longest <= _CARD_OF_SECTION and told <= _ON_SECTION
    return short and not (says or signed) and _cards(text, titles) >= _LEAST_ON_FRONT


def tell_first_card(markup: Markup, blocks: Sequence[DraftBlock], address: str | None) -> None:
    """The headline of a page that is an index is a card's where it is a link to another page."""
    steps = _own_steps(markup, address)
    for place, block in enumerate(blocks):
        if block.role == "headline" and _leads_on(markup, place, address, steps):
            block.role = "teaser"


def _cards(text: Sequence[int], titles: set[int]) -> int:
    """How many titles have a text of their own: a note above a mere list of links is no section."""
    places = sorted({*text, *titles})
    return sum(one in titles and other not in titles for one, other in pairwise(places))


def _longest_between(text: Sequence[int], titles: set[int], words: Sequence[float]) -> float:
    """The words of the longest stretch of text between two titles."""
    longest = here = 0.0
    for place in sorted({*text, *titles}):
        here = 0.0 if place in titles else here + words[place]
        longest = max(longest, here)
    return longest


def _is_title(markup: Markup, place: int) -> bool:
    block = markup.blocks[place]
    return is_heading(markup.elements[block.element]) or block.text.count(" ") + 1 >= _TITLE_WORDS


def _leads_on(markup: Markup, place: int, address: str | None, steps: Set[str]) -> bool:
    """Whether a block is a link to another page of the same site; "/ferry" and "/ferry/amp" are one page.

    steps: of the page's own addresses.
    """
    target = _href_of(markup, place)
    if target is None:
        return False
    try:
        whole = urljoin(address or "", target)
        step = _steps(whole)[-1:]
        return host_of(whole) == host_of(address or "") and bool(step) and step[0] not in steps
    except ValueError:  # an address that cannot be taken apart leads nowhere
        return False


def _href_of(markup: Markup, place: int) -> str | None:
    """Where a block leads that is all a link, else None."""
    block = markup.blocks[place]
    if not _is_linked(block):
        return None
    return next((href for _, owner in block.pieces if (href := _href(markup, owner))), None)


def _is_linked(block: RawBlock) -> bool:
    """Whether most of a block is a link."""
    return block.links > 0 and block.link_chars > _LINKED * len(block.text)


def _href(markup: Markup, element: int) -> str | None:
    while element >= 0:
        if markup.elements[element].tag == "a":
            return markup.elements[element].href
        element = markup.elements[element].parent
    return None


def _is_own_address(address: str | None) -> bool:
    """Whether an address is a site's own, without a step."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.path.strip("/") and not parts.query


def _own_steps(markup: Markup, address: str | None) -> set[str]:
    """The steps of a page's own address, as it was saved and as it tells machines."""
    told = [href for rel, href in markup.links if "canonical" in rel.split()]
    told += [value for name, value in markup.metas if name == "og:url"]
    return {step for each in (address or "", *told) for step in _steps(each)}


def _steps(address: str) -> list[str]:
    """The steps of an address, the last without its ending; relative links often repeat those before it."""
    try:
        *steps, last = urlsplit(address.strip()).path.rstrip("/").split("/")
    except ValueError:  # an address that cannot be taken apart leads nowhere
        return []
    return [step for step in (*steps, _ENDING.sub("", last)) if step]
