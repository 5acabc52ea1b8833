"""Whether a page withholds its text: behind a paywall, or cut off."""

import re
from typing import Any

from dateline.article.blocks import Markup
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.lines import holds_any
from dateline.article.marks import load_marks
from dateline.article.structured import Structured, texts

_WALL_WORDS = re.compile(
    r"(?:subscribe|register|sign up|log in|become a (?:member|subscriber)) (?:now )?to (?:continue|keep|finish|read)"
    r"|(?:to )?(?:continue|keep|finish) reading (?:this|the|for|your|with)|to read the full (?:story|article)"
    r"|(?:only|exclusively|reserved) for (?:paying )?(?:subscribers|members)|subscriber[- ]only"
    r"|this (?:article|story|content|post) is (?:for|reserved)"
    r"|already a (?:subscriber|member)\?|you have (?:read|reached) your (?:\w+ ){0,3}(?:free )?(?:articles|limit)"
    r"|weiterlesen mit|jetzt weiterlesen|nur für abonnenten|mit .{0,20}plus.{0,10}weiterlesen|réservé aux abonnés|"
    r"il vous reste .{0,20} de cet article|exclusivo para suscriptores|suscríbete para (?:seguir|continuar)|"
    r"contenuto riservato agli abbonati|для подписчиков|оформите подписку|للمشتركين",
    re.IGNORECASE,
)
# One of these stands in every line that the expression above finds; most lines are told apart by them at a fraction of
# its cost.
_WALL_STEMS = (
    "subscri", "regist", "sign up", "log in", "become a", "continue", "keep", "finish", "to read", "members",
    "this ", "already a", "you have", "weiterlesen", "abonn", "abbon", "il vous reste", "suscr", "подпис", "للمشتركين",
)  # fmt: skip
_REACH = 15
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])\s*$")
_READ_REST = re.compile(
    r"^(?:continue reading|read (?:the )?(?:full|more|rest)|weiterlesen|lire la suite|seguir leyendo|читать далее)",
    re.IGNORECASE,
)


def is_wall(text: str) -> bool:
    """Whether a line asks for a subscription before the text goes on."""
    if not 12 <= len(text) <= 300:
        return False
    return holds_any(text.casefold(), _WALL_STEMS) and _WALL_WORDS.search(text) is not None


def is_paywalled(markup: Markup, structured: Structured, wall: int | None) -> bool:
    """Whether the page asks for payment before the text goes on: by its words, its markup or its own word.

    wall: the block that asks, from `find_wall`.
    """
    if wall is not None:
        return True
    free = structured.article.get("isAccessibleForFree")
    if free is False or (isinstance(free, str) and free.strip().lower() == "false"):
        return True
    tier = structured.metas.get("article:content_tier", [""])[0].lower()
    return tier in ("locked", "metered") and any(
        load_marks().bit("paywall") & markup.elements[block.element].marks for block in markup.blocks
    )


def is_cut_off(structured: Structured, blocks: list[DraftBlock], wall: int | None, *, paywalled: bool) -> bool:
    """Whether the text breaks off: a wall after the last paragraph, an ellipsis at its end, or a longer text told."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    if not body:
        return False
    if wall is not None and body[0] <= wall and not any(index > wall for index in body):
        return True
    last = blocks[body[-1]].text
    if _CUT.search(last) or (last and last[-1].isalpha() and wall is not None and wall > body[-1]):
        return wall is not None or any(_READ_REST.match(block.text) for block in blocks[body[-1] + 1 : body[-1] + 4])
    told: Any = structured.article.get("wordCount")
    words = sum(len(blocks[index].text.split()) for index in body)
    if isinstance(told, str) and told.isdigit():
        told = int(told)
    if paywalled and isinstance(told, int) and told > 2 * words + 100:
        return True
    whole = " ".join(texts(structured.article.get("articleBody"), structured))
    return paywalled and len(whole.split()) > 2 * words + 100


def find_wall(blocks: list[DraftBlock]) -> int | None:
    """The first block from the body's start to a little after its end that asks for a subscription."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    if not body:
        return None
    for index in range(max(0, body[0] - 2), min(len(blocks), body[-1] + _REACH)):
        if blocks[index].role in ("promotion", "other", "legal", "teaser") and is_wall(blocks[index].text):
            return index
    return None
