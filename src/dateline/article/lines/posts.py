"""Posts of social networks that an article prints: what others wrote, quoted as a whole."""

import functools
from collections.abc import Sequence

from dateline.article.lines.pointers import holds_any
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

# How far above a line the post's own element stands.
_CLIMB = 6
# A line that is all one link is the post's text from so many words on; shorter ones are labels: "View this post".
_LINKED, _LEAST_WORDS = 0.9, 8


def find_posts(markup: Markup, asked: Sequence[int]) -> frozenset[int]:
    """Places of the blocks that are a post's text or say who wrote it. asked: of which blocks."""
    known = load_post_classes()
    elements = markup.elements
    around = _around(markup, asked)
    classes = "\n".join({elements[at].classes or "" for at in around}).lower()
    if not holds_any(classes, tuple(known)):
        return frozenset()  # as on most pages
    homes = {at for at in around if "-" in (told := elements[at].classes or "") and _is_post(told, known)}
    if not homes:
        return frozenset()
    return frozenset(index for index in asked if _stands_in(markup, index, homes))


def _around(markup: Markup, asked: Sequence[int]) -> set[int]:
    """The elements that a post's own may be of which these blocks are parts."""
    elements = markup.elements
    level = {markup.blocks[index].element for index in asked}
    around = {*level, -1}
    for _ in range(_CLIMB - 1):
        level = {elements[at].parent for at in level} - around  # what is around others, too, was climbed from before
        around |= level
    around.discard(-1)
    return around


def _is_post(classes: str, known: frozenset[str]) -> bool:
    return not known.isdisjoint(classes.lower().split())


def _stands_in(markup: Markup, index: int, homes: set[int]) -> bool:
    raw = markup.blocks[index]
    if raw.link_chars >= _LINKED * len(raw.text) and len(raw.text.split()) < _LEAST_WORDS:
        return False
    at = raw.element
    for _ in range(_CLIMB):
        if at in homes:
            return True
        at = markup.elements[at].parent
        if at < 0:
            return False
    return False


@functools.cache
def load_post_classes() -> frozenset[str]:
    """The class names of embedded posts, read once per process."""
    return _build(shared_data())


def _build(language: Language) -> frozenset[str]:
    return frozenset(language.table("article/posts.toml")["classes"])
