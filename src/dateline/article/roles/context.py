"""What the rules of roles look at: a page, its body, and for each block what stands around it."""

import re

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import load_cues
from dateline.article.learned.columns import FAR
from dateline.article.learned.features import Features
from dateline.article.lines.pointers import holds_any
from dateline.article.roles.pictures import BODY_FROM, boxed_blocks, figured_blocks
from dateline.article.roles.reach import telling_steps
from dateline.article.tree.folded import folded_words
from dateline.article.tree.marks import mark_bit
from dateline.article.tree.markup import Markup, RawBlock
from dateline.model import Role

NUMBER = re.compile(r"^\W*(\d{1,2})(?:[.)\s]|$)")
# A year, a time of day, or a day in numbers. It opens with the first digit, which Python looks for fastest.
YEAR_OR_CLOCK = re.compile(
    r"\d(?:(?<!\d\d)(?:(?<=1)9|(?<=2)0)\d\d(?!\d)|(?<!\w\d)\d?[:.]\d\d\b|\d?[./-]\d{1,2}[./-]\d{2,4}"
    r"|(?<=[٠-٩۰-۹])[٠-٩۰-۹]{3})"
)
SECTION_ROLES: dict[str, Role] = {
    "related": "related", "ranking": "ranking", "newsletter": "promotion", "advert": "promotion", "tags": "tags",
    "contact": "contact", "legal": "legal", "comment": "comment", "share": "promotion", "consent": "legal",
    "navigation": "navigation",
}  # fmt: skip
# Roles that a line's words are taken for where they are no cues.
_NAMED: tuple[Role, ...] = ("masthead", "breadcrumb")
_MARK_ROLES: tuple[tuple[str, Role, int], ...] = (
    ("consent", "legal", 8), ("comment", "comment", 8), ("breadcrumb", "breadcrumb", 5), ("ranking", "ranking", 5),
    ("share", "promotion", 4), ("tags", "tags", 4), ("pagination", "navigation", 4), ("paywall", "promotion", 5),
    ("advert", "promotion", 4), ("related", "related", 6), ("bio", "other", 4), ("promotion", "promotion", 4),
    ("tag_nav", "navigation", 8), ("navigation", "navigation", 5), ("live_entry", "other", 1),
)  # fmt: skip
# The kinds of ancestors that the rules ask for.
_FAR_KINDS = (
    "advert", "bio", "body", "breadcrumb", "byline", "caption", "comment", "consent", "contact",
    "correction", "credit", "footer", "headline", "legal", "live_entry", "masthead", "navigation",
    "pagination", "paywall", "promotion", "quotation", "ranking", "related", "share", "sidebar",
    "standfirst", "tag_figure", "tag_footer", "tag_header", "tag_list", "tag_nav", "tag_quote", "tags",
    "teaser", "timestamp",
)  # fmt: skip
# _MARK_ROLES as columns: where the kinds' rows stand among those of _FAR_KINDS, how far they reach, their order.
_MARK_ROWS = np.array([_FAR_KINDS.index(kind) for kind, _, _ in _MARK_ROLES])
_MARK_REACHES = np.array([[reach] for _, _, reach in _MARK_ROLES], np.uint8)
# Steps and place in one number: the least is that of the nearest, and of equally near ones the first. Behind all stands
# that of none.
_RANKED: tuple[Role | None, ...] = (*(role for _ in range(FAR + 1) for _, role, _ in _MARK_ROLES), None)
_RANK = np.min_scalar_type(len(_RANKED))
_MARK_PLACES = np.arange(len(_MARK_ROLES), dtype=_RANK)[:, None]
_MARK_COUNT, _NO_MARK = _RANK.type(len(_MARK_ROLES)), _RANK.type(len(_RANKED) - 1)
# In what a block of furniture stands, as bits: kinds, and how far below one everything is part of it.
IN_CONSENT, IN_WALL, IN_COMMENT, IN_TEASER, IN_FOOTER, IN_HEADER = 1, 2, 4, 8, 16 | 32, 64 | 128
_WITHIN = (
    ("consent", 8), ("paywall", 5), ("comment", 8), ("teaser", 4), ("tag_footer", 8), ("footer", 8), ("masthead", 4),
    ("tag_header", 6),
)  # fmt: skip
_WITHIN_ROWS = np.array([_FAR_KINDS.index(kind) for kind, _ in _WITHIN])
_WITHIN_REACHES = np.array([[reach] for _, reach in _WITHIN], np.uint8)
# What stands no more elements below a figure or a caption's element is part of it.
_IN_FIGURE = 2
LONGEST_META_LINE = 160
# A tag is no longer; a longer line of tags has so many links at least.
_LONGEST_TAG, _SEVERAL_TAGS = 60, 2
# What stands between the steps from the front page.
CRUMB_SIGNS = tuple("›»>‹«/→")


class RoleContext(msgspec.Struct):
    """What role rules look at: the page, body probabilities, distances to marked ancestors by kind, cue strengths.

    far: a byte a block, its steps as of `telling_steps`. within: a byte a block, the bits of _WITHIN.
    first, last: of the article's text, behind the headline where there is any. text: from the first block that is
    likely text to the last. pictured: whether anything about a block speaks for a caption or a credit. marked: the role
    that its nearest telling ancestor speaks for.
    """

    markup: Markup
    body: list[float]
    far: dict[str, bytes]
    within: bytes
    cues: list[dict[str, int]]
    headline: int | None
    first: int
    last: int
    text: range
    names: frozenset[str]
    near_picture: set[int]
    after_picture: set[int]
    inline: list[int]
    figured: set[int]
    boxed: dict[int, float]
    pictured: list[bool]
    marked: list[Role | None]
    headed: set[int] = msgspec.field(default_factory=set)

    def is_named(self, index: int, role: Role) -> bool:
        """Whether a block is the site's own name, or prints the steps from the front page with their signs."""
        if role not in _NAMED:
            return False
        block = self.markup.blocks[index]
        if role == "masthead":
            return letters_of(block.text) in self.names
        return block.links > 0 and holds_any(block.text, CRUMB_SIGNS)

    def is_plain(self, index: int, role: Role) -> bool:
        """Whether words say what a block is: its own, its heading's, the site's name, steps from the front page.

        A box that asks for consent and an address for mail say so as plainly.
        """
        told = bool(self.cues[index]) or index in self.headed or role in _NAMED
        asks = role == "legal" and self.within[index] & IN_CONSENT != 0
        return told or asks or (role == "contact" and "@" in self.markup.blocks[index].text)


def read_context(
    markup: Markup,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    sites: list[str],
) -> RoleContext:
    """What the rules look at, of a page and its body; arguments as of `rule_roles`, sites: the site's own names."""
    steps = telling_steps(markup, features, body, _FAR_KINDS)
    far = {kind: row.tobytes() for kind, row in zip(_FAR_KINDS, steps)}
    kinds = load_cues().kinds
    none: dict[str, int] = {}  # one for all: most lines hold no cue
    cues = [{kinds[kind]: strength for kind, strength in told.items()} if told else none for told in features.cues]
    inside = (body >= BODY_FROM).nonzero()[0].tolist()
    first, last = (inside[0], inside[-1]) if inside else (len(body), -1)
    if headline is not None and last > headline:
        first = next(index for index in inside if index > headline)
    known = frozenset(map(letters_of, sites)) - {""}
    alone = {image.before for image in markup.images}
    pictures = alone.union([place + 1 for place in alone], [place + 2 for place in alone])
    start = headline if headline is not None else first
    inline = _inline_marks(markup)
    chances = body.tolist()
    boxed = boxed_blocks(markup, cues, chances, start, last)
    return RoleContext(
        markup,
        chances,
        far,
        _within(steps),
        cues,
        headline,
        first,
        last,
        range(inside[0], inside[-1] + 1) if inside else range(0),
        known,
        pictures,
        alone,
        inline,
        figured_blocks(markup, far, start, last),
        boxed,
        _pictured(steps, inline, pictures.union(boxed)),
        _marked(markup, steps),
    )


def _within(steps: npt.NDArray[np.uint8]) -> bytes:
    """For each block, the bits of those of _WITHIN that it stands in. steps: a row for each of _FAR_KINDS."""
    inside = steps.take(_WITHIN_ROWS, axis=0) <= _WITHIN_REACHES
    return np.packbits(inside, axis=0, bitorder="little").tobytes()


def _pictured(steps: npt.NDArray[np.uint8], inline: list[int], near: set[int]) -> list[bool]:
    """For each block, whether it can be a caption or a credit by anything about it. near: those by a picture.

    steps: as of `telling_steps`, a row for each of _FAR_KINDS.
    """
    kinds = mark_bit("caption") | mark_bit("credit")
    figured = (steps[_FAR_KINDS.index("caption")] <= _IN_FIGURE) | (steps[_FAR_KINDS.index("tag_figure")] <= _IN_FIGURE)
    pictured: list[bool] = figured.tolist()
    for index in [index for index, marks in enumerate(inline) if marks & kinds]:
        pictured[index] = True
    for index in near:
        if index < len(pictured):
            pictured[index] = True
    return pictured


def _marked(markup: Markup, steps: npt.NDArray[np.uint8]) -> list[Role | None]:
    """For each block, the role that the nearest telling ancestor speaks for; the first of equally near ones.

    steps: as of `telling_steps`, a row for each of _FAR_KINDS. An element that is marked as tags and holds text is none
    of them: teasers bear the tags of what they lead to ("post tag-harbour").
    """
    asked = steps.take(_MARK_ROWS, axis=0)
    ranks = asked.astype(_RANK, copy=False) * _MARK_COUNT + _MARK_PLACES
    roles = [_RANKED[rank] for rank in np.where(asked <= _MARK_REACHES, ranks, _NO_MARK).min(axis=0).tolist()]
    if "tags" not in roles:
        return roles
    far = steps[_FAR_KINDS.index("tags")].tolist()
    tags = [index for index, role in enumerate(roles) if role == "tags"]
    bearing = {index: _up(markup, index, far[index]) for index in tags}
    holding = {bearing[index] for index in tags if _is_no_tag(markup.blocks[index])}
    return [None if bearing.get(index) in holding else role for index, role in enumerate(roles)] if holding else roles


def _up(markup: Markup, index: int, steps: int) -> int:
    """The element so many steps above a block's."""
    at = markup.blocks[index].element
    for _ in range(steps):
        at = markup.elements[at].parent
    return at


def _is_no_tag(block: RawBlock) -> bool:
    return len(block.text) > _LONGEST_TAG and block.links < _SEVERAL_TAGS


def _inline_marks(markup: Markup) -> list[int]:
    """For each block, the marks that the innermost elements of all its text have in common."""
    elements = markup.elements
    found = []
    for block in markup.blocks:
        pieces = block.pieces
        if len(pieces) == 1:  # as most have
            owner = pieces[0][1]
            found.append(elements[owner].marks if owner >= 0 else 0)
            continue
        common = -1
        for text, owner in pieces:
            if owner >= 0 and not text.isspace():
                common &= elements[owner].marks
                if not common:
                    break
        found.append(0 if common == -1 else common)
    return found


def own_marks(context: RoleContext, index: int, kind: str) -> bool:
    """Whether all of a block's text stands in inline elements of a kind."""
    return context.inline[index] & mark_bit(kind) != 0


def holds_time_tag(context: RoleContext, index: int) -> bool:
    """Whether any of a block's text stands in an element for times."""
    elements = context.markup.elements
    return "time" in [elements[owner].tag for _, owner in context.markup.blocks[index].pieces if owner >= 0]


def stands_under(context: RoleContext, element: int, tag: str, steps: int) -> bool:
    """Whether an element of a tag stands so many steps up, or is the element itself."""
    elements = context.markup.elements
    for _ in range(steps):
        if elements[element].tag == tag:
            return True
        element = elements[element].parent
        if element < 0:
            return False
    return False


def letters_of(words: str) -> str:
    """Words as letters and digits alone, in folded case."""
    return "".join(folded_words(words))


def stands_at_head(context: RoleContext, index: int) -> bool:
    """Whether a block stands above both headline and text."""
    return (context.headline is None or index < context.headline) and index < context.first


def round_scores(scores: npt.NDArray[np.floating]) -> list[float]:
    """Scores of 0 to 1 to three decimals, as `round` has them: a thousandfold of theirs is exact, as are its halves."""
    rounded: list[float] = (np.rint(scores.astype(float) * 1000) / 1000).tolist()
    return rounded
