"""What the rules of roles look at: a page, its body, and for each block what stands around it."""

import re

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import load_cues
from dateline.article.learned.features import Features
from dateline.article.lines.pointers import holds_any
from dateline.article.lines.sought import placer_of
from dateline.article.native import native
from dateline.article.roles.pictures import BODY_FROM, boxed_blocks
from dateline.article.roles.reach import nearest_kinds, reach_kinds, telling_steps
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
NAMED: tuple[Role, ...] = ("masthead", "breadcrumb")
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
# _MARK_ROLES as columns: the kinds, how far they reach, and their roles with that of none behind them.
_MARK_KINDS = tuple(kind for kind, _, _ in _MARK_ROLES)
_MARK_REACHES = bytes(reach for _, _, reach in _MARK_ROLES)
_MARKED: tuple[Role | None, ...] = (*(role for _, role, _ in _MARK_ROLES), None)
_MARKED_TAGS = _MARK_KINDS.index("tags")
# In what a block of furniture stands, as bits: kinds, and how far below one everything is part of it.
IN_CONSENT, IN_WALL, IN_COMMENT, IN_TEASER, IN_FOOTER, IN_HEADER = 1, 2, 4, 8, 16 | 32, 64 | 128
_WITHIN = (
    ("consent", 8), ("paywall", 5), ("comment", 8), ("teaser", 4), ("tag_footer", 8), ("footer", 8), ("masthead", 4),
    ("tag_header", 6),
)  # fmt: skip
_WITHIN_KINDS = tuple(kind for kind, _ in _WITHIN)
_WITHIN_REACHES = bytes(reach for _, reach in _WITHIN)
# What stands no more elements below a figure or a caption's element is part of it.
IN_FIGURE = 2
LONGEST_META_LINE = 160
# A tag is no longer; a longer line of tags has so many links at least.
_LONGEST_TAG, _SEVERAL_TAGS = 60, 2
# What stands between the steps from the front page, whose line is no longer.
_CRUMB_SIGNS, _LONGEST_CRUMBS = tuple("›»>‹«/→"), 200
_find_crumbs = placer_of(_CRUMB_SIGNS)


class RoleContext(msgspec.Struct):
    """What role rules look at: the page, body probabilities, distances to marked ancestors by kind, cue strengths.

    far: a byte a block, its steps as of `telling_steps`. within: a byte a block, the bits of _WITHIN.
    start: of the article, at its headline where there is any. head: how many blocks stand above both headline and text.
    crumbs: those of them that have signs such as stand between the steps from the front page. inside: the blocks that
    are likely text. first, last: of these, behind the headline. text: from the first of all of them to the last.
    near_picture: the places of those right below a picture; after_picture: of the first ones. captioned: the blocks all
    of whose text stands in inline elements of captions, or in such of credits. figured: those whose markup or whose
    picture's box speaks for one of both. marked: the role that a block's nearest telling ancestor speaks for.
    """

    markup: Markup
    body: list[float]
    far: dict[str, bytes]
    within: bytes
    cues: list[dict[str, int]]
    headline: int | None
    start: int
    head: int
    crumbs: frozenset[int]
    inside: list[int]
    first: int
    last: int
    text: range
    names: frozenset[str]
    near_picture: set[int]
    after_picture: set[int]
    boxed: dict[int, float]
    captioned: frozenset[int]
    figured: frozenset[int]
    marked: list[Role | None]
    headed: set[int] = msgspec.field(default_factory=set)

    def is_named(self, index: int, role: Role) -> bool:
        """Whether a block is what its role, one of NAMED, says: the site's own name, or steps with signs between."""
        block = self.markup.blocks[index]
        if role == "masthead":
            return letters_of(block.text) in self.names
        return block.links > 0 and holds_any(block.text, _CRUMB_SIGNS)

    def is_plain(self, index: int, role: Role) -> bool:
        """Whether words say what a block is: its own, its heading's, the site's name, steps from the front page.

        A box that asks for consent and an address for mail say so as plainly.
        """
        told = bool(self.cues[index]) or index in self.headed or role in NAMED
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
    far = telling_steps(markup, features, body, _FAR_KINDS)
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
    head = min(start, first)
    chances = body.tolist()
    boxed = boxed_blocks(markup, cues, chances, start, last)
    captioned = frozenset(places_marked(markup, features.marks, mark_bit("caption") | mark_bit("credit")))
    return RoleContext(
        markup,
        chances,
        far,
        reach_kinds(tuple([far[kind] for kind in _WITHIN_KINDS]), _WITHIN_REACHES),
        cues,
        headline,
        start,
        head,
        frozenset(_find_crumbs(markup.blocks, _LONGEST_CRUMBS, 0, head)),
        inside,
        first,
        last,
        range(inside[0], inside[-1] + 1) if inside else range(0),
        known,
        pictures,
        alone,
        boxed,
        captioned,
        _figured(far, captioned.union(boxed)),
        _marked(markup, far),
    )


def _figured(far: dict[str, bytes], known: frozenset[int]) -> frozenset[int]:
    """The blocks whose markup speaks for a caption or a credit. known: those by more than the elements around them."""
    figured = reach_kinds((far["caption"], far["tag_figure"]), bytes((IN_FIGURE, IN_FIGURE)))
    if figured.count(0) == len(figured):
        return known
    return known.union([index for index, bits in enumerate(figured) if bits])


def _marked(markup: Markup, far: dict[str, bytes]) -> list[Role | None]:
    """For each block, the role that the nearest telling ancestor speaks for; the first of equally near ones.

    An element that is marked as tags and holds text is none of them: teasers bear the tags of what they lead to
    ("post tag-harbour").
    """
    nearest = nearest_kinds(tuple([far[kind] for kind in _MARK_KINDS]), _MARK_REACHES)
    roles = [_MARKED[place] for place in nearest]
    if _MARKED_TAGS not in nearest:
        return roles
    tags = [index for index, place in enumerate(nearest) if place == _MARKED_TAGS]
    bearing = {index: _up(markup, index, far["tags"][index]) for index in tags}
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


def places_marked(markup: Markup, marks: npt.NDArray[np.uint64], kinds: int) -> list[int]:
    """The places of the blocks whose innermost elements all have one of some marks in common; marks: of elements."""
    built = native()
    if built is None:
        return mark_plainly(markup, marks, kinds)
    places: list[int] = built.places_marked(markup.blocks, marks, kinds)
    return places


def mark_plainly(markup: Markup, marks: npt.NDArray[np.uint64], kinds: int) -> list[int]:
    """The same in plain Python."""
    told: list[int] = marks.tolist()
    return [index for index, block in enumerate(markup.blocks) if _inline_marks(told, block) & kinds]


def _inline_marks(marks: list[int] | dict[int, int], block: RawBlock) -> int:
    """The marks that the innermost elements of all of a block's text have in common. marks: of these elements."""
    pieces = block.pieces
    if len(pieces) == 1:  # as most have
        owner = pieces[0][1]
        return marks[owner] if owner >= 0 else 0
    common = -1
    for text, owner in pieces:
        if owner >= 0 and not text.isspace():
            common &= marks[owner]
            if not common:
                break
    return 0 if common == -1 else common


def own_marks(context: RoleContext, index: int, kind: str) -> bool:
    """Whether all of a block's text stands in inline elements of a kind."""
    elements, block = context.markup.elements, context.markup.blocks[index]
    common = _inline_marks({owner: elements[owner].marks for _, owner in block.pieces if owner >= 0}, block)
    return common != 0 and common & mark_bit(kind) != 0


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


def round_score(score: float) -> float:
    """A score of 0 to 1 to three decimals, as `round_scores` has it."""
    return round(score * 1000) / 1000


def round_scores(scores: npt.NDArray[np.floating]) -> list[float]:
    """Scores of 0 to 1 to three decimals, as `round` has them: a thousandfold of theirs is exact, as are its halves."""
    rounded: list[float] = (np.rint(scores.astype(float) * 1000) / 1000).tolist()
    return rounded
