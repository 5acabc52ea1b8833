"""Whether a page is an article at all, or an index, an error, a consent wall, or empty."""

import re
from collections import Counter

from dateline.article.draft import BODY_ROLES, DraftBlock, places_among, places_by_role
from dateline.article.dump.cues import START, find_cues, load_cues
from dateline.article.kind.front import is_front
from dateline.article.kind.opening import opens_as_article
from dateline.article.learned.features import Features
from dateline.article.lines.pointers import is_notice
from dateline.article.structured import Structured, calls_itself_article, is_article, is_index
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives
from dateline.model import PageKind

# Fewer words than this are no article's text unless the page itself says that it is one.
_FEW = 25
_VERY_FEW = 5
_LEAST_CHARS = 20
# So many are, where they open a page as an article's do.
_OPENING = 12
_MOST_PRINTED = 3
_LEAST_CARDS = 4
# Consent walls are shorter than this.
_MANY_BLOCKS = 150
_LONG_NOTICE = 400


def tell_kind(
    markup: Markup,
    structured: Structured,
    blocks: list[DraftBlock],
    features: Features,
    *,
    bare: bool = False,
    address: str | None = None,
) -> PageKind:
    """The kind of a page, from its blocks with their roles and features, and what it says of itself.

    bare: the page has a few plain lines and nothing else (`is_bare`), so that few words are a text too. address: where
    it was saved.
    """
    if not blocks or (not bare and not _shows(blocks, _LEAST_CHARS)):
        return "empty"
    words, cues, places = features.mass.tolist(), features.cues, places_by_role(blocks)
    body = _words_of_text(blocks, words, places_among(places, BODY_ROLES))
    says = calls_itself_article(structured)
    if _is_error(markup, blocks, body, says):
        return "error"
    if _is_consent(blocks, words, cues, body):
        return "consent"

    def opens() -> bool:  # which few pages are asked about
        return (
            body >= _OPENING and not is_index(structured) and opens_as_article(markup, blocks, places, words, address)
        )

    front = is_front(markup, places, words, address, says=says)
    if front or (_is_index(markup, structured, blocks, words, body, says) and not opens()):
        # A video's page is a video's, however many others it offers.
        return "other" if structured.metas.get("og:type", [""])[0].lower().startswith("video.") else "index"
    shown = sum(words)
    if bare and body:
        return "article"
    if shown < _FEW and not says and any(is_notice(block.text) for block in blocks):
        return "empty"
    if body < _VERY_FEW or (body < _FEW and not says and body < 0.5 * shown and not opens()):
        return "empty" if shown < 60 and not _has_article_furniture(blocks) else "other"
    return "article"


def _shows(blocks: list[DraftBlock], least: int) -> bool:
    """Whether the blocks have so many characters together."""
    shown = 0
    for block in blocks:
        shown += len(block.text)
        if shown >= least:
            return True
    return False


def _words_of_text(blocks: list[DraftBlock], words: list[float], places: list[int]) -> float:
    """The words of the text; one line printed over and over is a few. words: of each block; places: of the text's."""
    told = {blocks[place].text: words[place] for place in places}
    if len(told) == len(places):
        return sum(told.values())  # as on most pages
    printed = Counter([blocks[place].text for place in places])
    return sum(count * min(printed[text], _MOST_PRINTED) for text, count in told.items())


def _has_article_furniture(blocks: list[DraftBlock]) -> bool:
    return any(block.role in ("byline", "timestamp") for block in blocks)


def _is_error(markup: Markup, blocks: list[DraftBlock], body: float, says: bool) -> bool:
    if (says and body > _FEW) or body > 150:
        return False
    if names_error(markup.title) and body < 80:
        return True
    cues = load_cues()
    error = cues.kinds.index("error")
    heads = [block.text for block in blocks if block.role in ("headline", "subhead", "other", "body")][:6]
    return any(len(text) < 120 and find_cues(text, cues).get(error, 0) >= START for text in heads) and body < 80


def names_error(title: str) -> bool:
    """Whether a page's title is an error's: by its number or its words."""
    return shared_data().resource("article-kinds", _build).search(title) is not None


def _build(language: Language) -> re.Pattern[str]:
    table = language.table("article/kinds.toml")["error_title"]
    number = rf"(?:(?:{alternatives(table['labels'])})\s+)?(?:{alternatives(table['numbers'])})"
    part = rf"{number}(?:\s+(?:{alternatives(table['reasons'])}))?"
    mark = r"\s*(?:[|–—:·!]|\s-\s)\s*"
    return re.compile(rf"(?:^|{mark})\s*{part}\s*(?:$|{mark})|{alternatives(table['words'])}", re.IGNORECASE)


def _is_consent(blocks: list[DraftBlock], words: list[float], cues: list[dict[int, int]], body: float) -> bool:
    if len(blocks) >= _MANY_BLOCKS or sum(words) >= _LONG_NOTICE:
        return False
    consent = load_cues().kinds.index("consent")
    strong = sum(told.get(consent, 0) >= START for told in cues)
    opens = any(block.role == "headline" and told.get(consent, 0) >= START for block, told in zip(blocks, cues))
    return (opens or (strong >= 2 and body < 120)) and not _has_article_furniture(blocks)


def _is_index(
    markup: Markup,
    structured: Structured,
    blocks: list[DraftBlock],
    words: list[float],
    body: float,
    says: bool,
) -> bool:
    if says and structured.article and body >= _FEW:
        return False
    listed = is_index(structured) or structured.metas.get("og:type", [""])[0] == "website"
    if says and not listed:
        return False
    cards = sum(block.role == "teaser" and count >= 4 for block, count in zip(blocks, words))
    cards = max(cards, _linked_headings(markup))
    longest = max((count for block, count in zip(blocks, words) if block.role == "body"), default=0.0)
    few = (body < 120 and longest < 60) or (longest < 25 and body < 25 * cards)
    if listed and cards >= _LEAST_CARDS and few:
        return True
    articles = sum(is_article(node) for node in structured.nodes)
    return not says and cards >= 8 and (body < 60 or (articles >= _LEAST_CARDS and body < 200))


def _linked_headings(markup: Markup) -> int:
    """Headings of the second rank and below that are links, as the cards of an index have them."""
    return sum(
        markup.elements[block.element].tag in ("h2", "h3", "h4") and block.link_chars > 0.8 * len(block.text)
        for block in markup.blocks
    )
