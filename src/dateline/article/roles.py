"""A role for every visible block: the body by the model's probability, furniture by markup, words and neighbours.

A heading whose words name a kind of furniture ("Most read") speaks for the rest of its container.
"""

import re

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.ages import before_age, tells_age
from dateline.article.blocks import Element, Markup, RawBlock, is_heading, is_within
from dateline.article.bylines import is_opener, marked_names, opens_byline, split_byline
from dateline.article.credits import split_credit
from dateline.article.dates import find_printed_date, load_months, may_hold_date, read_printed_date
from dateline.article.draft import DraftBlock
from dateline.article.dump.cues import ANY, START, WHOLE, find_cues, load_cues
from dateline.article.features import FAR, Features
from dateline.article.folded import words_of
from dateline.article.furniture import judge_furniture, prefers_model
from dateline.article.headline import retells
from dateline.article.lines import find_request, holds_any, opens_amendment
from dateline.article.lists import settle_bold_opening, settle_key_points, settle_lists
from dateline.article.marks import mark_bit
from dateline.article.posts import find_posts
from dateline.article.printed import load_time_words
from dateline.article.reach import telling_steps
from dateline.article.structured import Structured, texts
from dateline.article.walls import is_wall
from dateline.model import Role

_NUMBER = re.compile(r"^\W*(\d{1,2})(?:[.)\s]|$)")
_CLOCK = re.compile(r"^\W*\d{1,2}[:.h]\d\d\b.{0,12}$")
_YEAR_OR_CLOCK = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[٠-٩۰-۹]{4}")
_SHARE_WORDS = re.compile(r"^(?:\W|\d|[kK])+$")
_SECTION_ROLES: dict[str, Role] = {
    "related": "related", "ranking": "ranking", "newsletter": "promotion", "advert": "promotion", "tags": "tags",
    "contact": "contact", "legal": "legal", "comment": "comment", "share": "promotion", "consent": "legal",
    "navigation": "navigation",
}  # fmt: skip
_MARK_ROLES: tuple[tuple[str, Role, int], ...] = (
    ("consent", "legal", 8), ("comment", "comment", 8), ("breadcrumb", "breadcrumb", 5), ("ranking", "ranking", 5),
    ("share", "promotion", 4), ("tags", "tags", 4), ("pagination", "navigation", 4), ("paywall", "promotion", 5),
    ("advert", "promotion", 4), ("related", "related", 6), ("bio", "other", 4), ("promotion", "promotion", 4),
    ("tag_nav", "navigation", 8), ("navigation", "navigation", 5), ("live_entry", "other", 1),
)  # fmt: skip
_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")
_CRUMB_SIGNS = tuple("›»>‹«/→")
_LETTERS = re.compile(r"\w+")
# A pay wall stands where the text breaks off.
_NEAR_END = 15
# The last lines of a page, where the imprint stands.
_COLOPHON = 4
# The kinds of ancestors that the rules ask for.
_FAR_KINDS = (
    "advert", "bio", "body", "breadcrumb", "byline", "caption", "comment", "consent", "contact",
    "correction", "credit", "footer", "headline", "legal", "live_entry", "masthead", "navigation",
    "pagination", "paywall", "promotion", "quotation", "ranking", "related", "share", "sidebar",
    "standfirst", "tag_figure", "tag_footer", "tag_header", "tag_list", "tag_nav", "tag_quote", "tags",
    "teaser", "timestamp",
)  # fmt: skip
_LONGEST_META_LINE = 160
_LONGEST_HEADING = 60
_LONGEST_SIGNATURE = 60
# What is a link through and through, in an item of a list so many steps up.
_CARD_LINKED, _CARD_STEPS = 0.9, 6
# A time line of the body has at most this many characters beside its date.
_BESIDE_DATE = 35
# "Published: 14 May 2025, 09:40. Last updated: 16 May 2025, 18:05" has so many letters at most.
_LETTERS_OF_TIMES = 60
_CAPTION_WORDS = 4
_LONGEST_ROW = 160
# A picture's box: so many elements up, so many lines, each so long, none in these elements.
_CREDITED_BOX = 0.99
_BOX_STEPS = 7
_BOX_BLOCKS = 3
_LONGEST_CAPTION = 400
_NO_BOX = frozenset({"body", "html", "main", "article", "ul", "ol", "table", "nav", "header"})
_NEVER_CAPTION = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "button", "label"})
_LONGEST_TAG = 30
_LONGEST_BARE_TAG = 20
_BODY_FROM = 0.5
# Below these the train pages' gold bodies hold no standfirst, and of headings one in four.
_NO_STANDFIRST = 0.05
_LEAST_HEADING = 0.2
_REPEATED_KEY = 15
# So many first characters of a description tell a line that is it.
_TOLD_CHARS = 50
# All that stands so many elements below one that asks for consent is part of it.
_CONSENT_REACH = 8
# An element that is marked as a pay wall itself holds no standfirst.
_WALL_REACH = 0
# A standfirst is a paragraph or two; more of them marked so, or half of the text, are the text itself.
_MOST_STANDFIRSTS = 2
# A post of a network belongs to the article that it stands in, or so few lines before or behind its text.
_NEAR_POSTS = 3
_BODY_OF_POSTS: frozenset[Role] = frozenset({"headline", "standfirst", "correction"})
_SURE_POST = 0.8


class RoleContext(msgspec.Struct):
    """What role rules look at: the page, body probabilities, distances to marked ancestors by kind, cue strengths.

    pictured: whether anything about a block speaks for a caption or a credit. marked: the role that its nearest
    telling ancestor speaks for.
    """

    markup: Markup
    body: list[float]
    far: dict[str, list[int]]
    cues: list[dict[str, int]]
    headline: int | None
    first: int
    last: int
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
        if role not in ("masthead", "breadcrumb"):
            return False
        block = self.markup.blocks[index]
        if role == "masthead":
            return _key(block.text) in self.names
        return block.links > 0 and holds_any(block.text, _CRUMB_SIGNS)

    def is_plain(self, index: int, role: Role) -> bool:
        """Whether words say what a block is: its own, its heading's, the site's name, steps from the front page.

        A box that asks for consent and an address for mail say so as plainly.
        """
        told = bool(self.cues[index]) or index in self.headed or role in ("masthead", "breadcrumb")
        asks = role == "legal" and self.far["consent"][index] <= _CONSENT_REACH
        return told or asks or (role == "contact" and "@" in self.markup.blocks[index].text)


def assign_roles(
    markup: Markup,
    structured: Structured,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    names: list[str],
) -> list[DraftBlock]:
    """A DraftBlock a block, in page order. features: as measured; body: probability that it is the article's text.

    names: the site's own, by which its masthead is known.
    """
    context, blocks = rule_roles(markup, structured, features, body, headline, names)
    _settle_furniture(context, features, body, blocks)
    _quote_posts(context, blocks)
    _rank(context, blocks)
    _tell_teasers(context, blocks)
    _tell_live_times(context, blocks)
    return blocks


def rule_roles(
    markup: Markup,
    structured: Structured,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    names: list[str],
) -> tuple[RoleContext, list[DraftBlock]]:
    """What the rules alone say of each block, and what they looked at. Arguments as of `assign_roles`."""
    context = _context(markup, features, body, headline, names)
    descriptions = _descriptions(structured)
    blocks = []
    sections = _sections(context)
    context.headed.update(sections)
    sure = round_scores(1 - body.astype(float))
    whole = sum([len(raw.text) for raw, value in zip(markup.blocks, context.body) if value >= _BODY_FROM])
    for index, raw in enumerate(markup.blocks):
        role, score = _role(context, index, raw, sections, descriptions, sure[index])
        if role == "standfirst" and context.body[index] >= _BODY_FROM and whole < 2.5 * len(raw.text):
            role = "body"  # a page with one paragraph has a body, not a standfirst alone
        blocks.append(DraftBlock(text=raw.text, role=role, score=score))
    _settle_standfirsts(context, blocks)
    settle_lists(blocks)
    settle_key_points(blocks, context.headline)
    settle_bold_opening(markup.blocks, blocks, context.headline)
    _find_meta_lines(context, blocks)
    _repeat_captions(blocks)
    _settle_footer(context, blocks)
    return context, blocks


def round_scores(scores: npt.NDArray[np.floating]) -> list[float]:
    """Scores of 0 to 1 to three decimals, as `round` has them: a thousandfold of theirs is exact, as are its halves."""
    rounded: list[float] = (np.rint(scores.astype(float) * 1000) / 1000).tolist()
    return rounded


def _settle_standfirsts(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Where too much is marked as the standfirst, what the model takes for body is body."""
    marked = [index for index, block in enumerate(blocks) if block.role == "standfirst"]
    words = sum(len(blocks[index].text) for index in marked)
    text = sum(len(block.text) for block in blocks if block.role == "body")
    if len(marked) <= _MOST_STANDFIRSTS and words <= text:
        return
    for index in marked:
        if context.body[index] >= _BODY_FROM:
            blocks[index].role = _body_role(context, index, context.markup.blocks[index])


def _context(
    markup: Markup,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    sites: list[str],
) -> RoleContext:
    steps = telling_steps(markup, features, body, _FAR_KINDS)
    far = dict(zip(_FAR_KINDS, steps.tolist()))
    kinds = load_cues().kinds
    none: dict[str, int] = {}  # one for all: most lines hold no cue
    cues = [{kinds[kind]: strength for kind, strength in told.items()} if told else none for told in features.cues]
    inside = np.flatnonzero(body >= _BODY_FROM)
    after = inside[inside > headline] if headline is not None else inside
    chosen = after if len(after) else inside
    first, last = (int(chosen[0]), int(chosen[-1])) if len(chosen) else (len(body), -1)
    known = frozenset(_key(name) for name in sites if _key(name))
    pictures = {place for image in markup.images for place in (image.before, image.before + 1, image.before + 2)}
    alone = {image.before for image in markup.images}
    start = headline if headline is not None else first
    inline = _inline_marks(markup)
    boxed = _boxed(markup, cues, start, last)
    return RoleContext(
        markup,
        body.tolist(),
        far,
        cues,
        headline,
        first,
        last,
        known,
        pictures,
        alone,
        inline,
        _figured(markup, far, start, last),
        boxed,
        _pictured(far, inline, {*pictures, *boxed}),
        _marked(steps),
    )


def _pictured(far: dict[str, list[int]], inline: list[int], near: set[int]) -> list[bool]:
    """For each block, whether it can be a caption or a credit by anything about it. near: those by a picture."""
    kinds = mark_bit("caption") | mark_bit("credit")
    steps = map(min, far["caption"], far["tag_figure"])
    return [step <= 2 or marks & kinds != 0 or index in near for index, (step, marks) in enumerate(zip(steps, inline))]


def _marked(steps: npt.NDArray[np.int64]) -> list[Role | None]:
    """For each block, the role that the nearest telling ancestor speaks for; the first of equally near ones.

    steps: as of `telling_steps`, a row for each of _FAR_KINDS.
    """
    reach = np.array([[reach] for _, _, reach in _MARK_ROLES])
    asked = steps[[_FAR_KINDS.index(kind) for kind, _, _ in _MARK_ROLES]]
    within = np.where(asked <= reach, asked, FAR)
    nearest = within.argmin(axis=0)
    told = within.min(axis=0) < FAR
    return [_MARK_ROLES[place][1] if tells else None for place, tells in zip(nearest.tolist(), told.tolist())]


def _descriptions(structured: Structured) -> set[str]:
    words = [*structured.metas.get("og:description", ()), *structured.metas.get("description", ())]
    words += texts(structured.article.get("description"), structured)
    words += texts(structured.article.get("alternativeHeadline"), structured)
    return {" ".join(each.split()).casefold()[:80] for each in words if len(each) > 20}


def _sections(context: RoleContext) -> dict[int, Role]:
    """For blocks under a heading that names furniture: the role it speaks for; keys are block indices."""
    elements, blocks = context.markup.elements, context.markup.blocks
    found: dict[int, Role] = {}
    for index, raw in enumerate(blocks):
        if context.body[index] >= 0.9 or len(raw.text) > _LONGEST_HEADING or index in found:
            continue
        role = _section_role(context, index)
        members = _section_members(context, raw.element, index) if role else []
        if role is None or not members:
            continue
        if role in ("related", "tags"):
            sizes = [len(blocks[member].text) for member in members if blocks[member].links]
            labelled = role == "tags" or raw.text.rstrip().endswith(":")
            longest = _LONGEST_TAG if labelled else _LONGEST_BARE_TAG
            role = "tags" if sizes and max(sizes) <= 45 and sum(sizes) / len(sizes) <= longest else "related"
            if role == "related" and len(sizes) == 1 and context.first < index < context.last:
                role = "teaser"
        found[index] = role
        level = elements[raw.element].tag
        for member in members:
            if member != index + 1 and elements[blocks[member].element].tag == level and level[:1] == "h":
                break
            found.setdefault(member, role)
    for index in _numbered(context):
        found.setdefault(index, "ranking")
    return found


def _section_members(context: RoleContext, element: int, index: int) -> list[int]:
    """The blocks that a heading speaks for: those after it in the smallest element around it that holds any.

    None where that element holds body text: then the line is no heading of furniture.
    """
    elements = context.markup.elements
    for _ in range(4):
        element = elements[element].parent
        if element < 0 or elements[element].tag in ("body", "html", "main", "article"):
            return []
        members = _members(context, element, index)
        if members:
            return [] if any(context.body[member] >= 0.8 for member in members) else members
    return []


def _numbered(context: RoleContext) -> list[int]:
    """Blocks of lists that print 1, 2, 3 before links, outside of the body, with the heading above them."""
    blocks = context.markup.blocks
    found: list[int] = []
    run: list[int] = []
    expected = 1

    def close() -> None:
        nonlocal expected
        if expected > 3 and sum(blocks[each].links > 0 for each in run) >= 3:
            before = run[0] - 1
            if before >= 0 and len(blocks[before].text) <= 40 and not blocks[before].links:
                found.append(before)
            found.extend(run)
        run.clear()
        expected = 1

    for index, raw in enumerate(blocks):
        if context.body[index] >= 0.8:
            close()
            continue
        number = _NUMBER.match(raw.text)
        if number and int(number[1]) == expected:
            run.append(index)
            expected += 1
        elif number and int(number[1]) == 1:
            close()
            run.append(index)
            expected = 2
        elif run and _NUMBER.fullmatch(blocks[run[-1]].text.rstrip(". ")) and raw.links:
            run.append(index)
        else:
            close()
    close()
    return found


def _members(context: RoleContext, element: int, heading: int) -> list[int]:
    """Blocks after a heading that lie within an element; at most sixty."""
    elements = context.markup.elements
    members = []
    for index in range(heading + 1, min(len(context.markup.blocks), heading + 61)):
        at = context.markup.blocks[index].element
        while at > element:
            at = elements[at].parent
        if at != element:
            break
        members.append(index)
    return members


def _section_role(context: RoleContext, index: int) -> Role | None:
    raw = context.markup.blocks[index]
    heading = is_heading(context.markup.elements[raw.element])
    cues = context.cues[index]
    if not (cues or heading):
        return None
    if heading and "ranking" not in cues:
        # "Most viewed in World": the first two words alone may be the cue.
        table = load_cues()
        for kind, strength in find_cues(" ".join(raw.text.split()[:2]), table).items():
            if strength == WHOLE and table.kinds[kind] in ("ranking", "related"):
                cues = cues | {table.kinds[kind]: WHOLE}
    for name in ("tags", "ranking", "newsletter", "comment", "related"):
        strength = cues.get(name, 0)
        if strength == WHOLE or (strength == START and (heading or not raw.links)):
            return _SECTION_ROLES[name]
    return None


def _role(
    context: RoleContext, index: int, raw: RawBlock, sections: dict[int, Role], descriptions: set[str], rest: float
) -> tuple[Role, float]:
    """A block's role and its score. rest: the score of a block that is none of the article's text."""
    body = context.body[index]
    if index == context.headline:
        return "headline", 0.95
    if _is_correction(context, index, raw):
        return "correction", 0.85
    figure = _figure_role(context, index, raw, body) if context.pictured[index] else None
    if figure:
        return figure, max(0.6, rest)
    if _is_standfirst(context, index, raw, descriptions):
        return "standfirst", 0.85
    if body >= _BODY_FROM:
        return _body_role(context, index, raw), round(body, 3)
    return _furniture_role(context, index, raw, sections), rest


def _is_correction(context: RoleContext, index: int, raw: RawBlock) -> bool:
    if not context.first - 4 <= index <= context.last + 12 or raw.link_chars > 0.5 * len(raw.text):
        return False
    marked = context.far["correction"][index] <= 2
    if not marked and (":" not in raw.text[:60] and not opens_amendment(raw.text)):
        return False
    kinds = load_cues().kinds
    head = find_cues(raw.text[:60], load_cues())
    strengths = {kinds[kind]: strength for kind, strength in head.items()}
    told = strengths.get("correction", 0) >= START
    # "Updated 15.03.2025 09:10: the age has been corrected": an update that says what it changed.
    told = told or (strengths.get("updated", 0) >= START and re.search(r":\s\D{20}", raw.text[:200]) is not None)
    return len(raw.text) > 25 and (told or marked)


def _figure_role(context: RoleContext, index: int, raw: RawBlock, body: float) -> Role | None:
    far = context.far
    limit = context.boxed.get(index, 0.0)
    if body >= max(0.85, limit) or len(raw.text) > 600:
        return None
    cues = context.cues[index]
    if cues.get("share", 0) >= WHOLE or (far["share"][index] <= 2 and len(raw.text.split()) < _CAPTION_WORDS):
        return None  # share buttons under a picture
    if raw.link_chars >= _CARD_LINKED * len(raw.text) and _under(context, raw.element, "li", _CARD_STEPS):
        return None  # a picture with its line, all one link, in a list: the card of another article
    if cues.get("legal", 0) and index > context.last:
        return None  # the page's own copyright
    if cues.get("advert", 0) == WHOLE or cues.get("navigation", 0) == WHOLE:
        return None  # "Advertisement", "Menu": one such word tells of no picture, in whatever box it stands
    if cues.get("updated", 0) >= START and _is_meta_line(raw.text):
        return None  # "Published 3 May 2031", under the picture that heads the page
    credit = cues.get("credit", 0)
    in_caption = far["caption"][index] <= 2 or (
        far["tag_figure"][index] <= 2 and _under(context, raw.element, "figcaption", 3)
    )
    in_caption = in_caption or _own_marks(context, index, "caption")
    in_caption = in_caption or (_own_marks(context, index, "credit") and not _is_meta_line(raw.text))
    in_caption = in_caption or _beside_picture(context, index, raw, credit)
    boxed = not in_caption and body < limit
    if not (in_caption or boxed) or _elsewhere(context, index):
        return None
    if boxed and not credit and (len(raw.text.split()) < _CAPTION_WORDS or _is_meta_line(raw.text)):
        return None
    if _own_marks(context, index, "credit"):
        return "credit"
    words, ending = split_credit(raw.text)
    if ending and len(words.split()) >= _CAPTION_WORDS:
        return "caption"  # its credit stands in the same line, and is split off with the pictures
    if far["credit"][index] <= 1 or credit >= START or (credit and len(raw.text) < 60):
        opens = ":" in raw.text[:25] or len(raw.text) <= 60
        return "credit" if far["credit"][index] == 0 or (len(raw.text) <= 120 and opens) else "caption"
    return "caption"


def _is_meta_line(text: str) -> bool:
    """Whether a line tells who wrote or when, by its own words."""
    if opens_byline(text) and len(text.split()) < 12:
        return True
    date = find_printed_date(text)
    return date is not None and len(text) - (date.end - date.start) <= _BESIDE_DATE


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


def _own_marks(context: RoleContext, index: int, kind: str) -> bool:
    """Whether all of a block's text stands in inline elements of a kind."""
    return context.inline[index] & mark_bit(kind) != 0


def _beside_picture(context: RoleContext, index: int, raw: RawBlock, credit: int) -> bool:
    """Whether a short line that has a credit, or stands before one, follows a picture."""
    if index not in context.near_picture or len(raw.text) > 300:
        return False
    if credit >= START:
        return len(raw.text) <= 120
    following = context.cues[index + 1].get("credit", 0) if index + 1 < len(context.cues) else 0
    return following >= START and index in context.after_picture and len(context.markup.blocks[index + 1].text) <= 120


def _elsewhere(context: RoleContext, index: int) -> bool:
    """Whether a block lies in a teaser, a list of related pages or other furniture, rather than with the article."""
    far, raw = context.far, context.markup.blocks[index]
    if (index in context.figured or index in context.boxed) and raw.link_chars < 0.6 * len(raw.text):
        # A figure's own caption between headline and end is the article's, whatever its class words say of where it
        # floats, unless furniture is close around the figure.
        near = min(far["related"][index], far["ranking"][index], far["tag_nav"][index])
        return near <= 3 or far["comment"][index] <= 8
    return (
        min(far["related"][index], far["ranking"][index], far["sidebar"][index], far["tag_nav"][index]) <= 8
        or far["tag_footer"][index] <= 8
        or far["comment"][index] <= 8
        or (far["teaser"][index] <= 3 and not (context.headline or 0) - 3 <= index <= context.last)
    )


def _figured(markup: Markup, far: dict[str, list[int]], start: int, last: int) -> set[int]:
    """Blocks of the article that stand in a figure of their own."""
    inside = range(max(0, start - 3), min(last + 1, len(markup.blocks)))
    return {index for index in inside if far["tag_figure"][index] <= 2}


def _boxed(markup: Markup, cues: list[dict[str, int]], start: int, last: int) -> dict[int, float]:
    """Short blocks of the article that share the smallest element around a picture with it alone.

    An element that holds a picture and up to three short lines, none of them a heading or a link, holds its caption.
    For each, the probability of body below which it is taken for one: higher where a line of the box is a credit.
    """
    found: dict[int, float] = {}
    blocks, elements = markup.blocks, markup.elements
    for image in markup.images:
        if not start - 3 <= image.before <= last + 1:
            continue
        at = image.element
        for _ in range(_BOX_STEPS):
            at = elements[at].parent
            if at < 0 or elements[at].tag in _NO_BOX:
                break
            inside = [
                index
                for index in range(max(0, image.before - 1), min(len(blocks), image.before + _BOX_BLOCKS + 1))
                if is_within(markup, blocks[index].element, at)
            ]
            if inside:
                if len(inside) <= _BOX_BLOCKS and all(_may_caption(markup, index) for index in inside):
                    credited = len(inside) > 1 and any(cues[index].get("credit", 0) >= START for index in inside)
                    found |= dict.fromkeys(inside, _CREDITED_BOX if credited else _BODY_FROM)
                break
    return found


def _may_caption(markup: Markup, index: int) -> bool:
    raw = markup.blocks[index]
    tag = markup.elements[raw.element].tag
    return len(raw.text) <= _LONGEST_CAPTION and tag not in _NEVER_CAPTION and raw.link_chars < 0.5 * len(raw.text)


def _under(context: RoleContext, element: int, tag: str, steps: int) -> bool:
    elements = context.markup.elements
    for _ in range(steps):
        if elements[element].tag == tag:
            return True
        element = elements[element].parent
        if element < 0:
            return False
    return False


def _is_standfirst(context: RoleContext, index: int, raw: RawBlock, descriptions: set[str]) -> bool:
    headline = context.headline
    if headline is None or not headline - 2 <= index <= headline + 8 or index == headline:
        return False
    words = len(raw.text.split())
    if (words < 4 and len(raw.text) < 20) or len(raw.text) > 500 or raw.link_chars > 0.6 * len(raw.text):
        return False
    if len(raw.text) <= _LONGEST_META_LINE and _is_meta_line(raw.text):
        return False
    element = context.markup.elements[raw.element]
    told = raw.text.casefold()[:80] in descriptions or _retells(raw.text, descriptions)
    marked = context.far["standfirst"][index] <= 1 and context.far["headline"][index] > 0
    marked = marked or (context.far["standfirst"][index] == 0)
    if _under(context, raw.element, "figcaption", 3):
        return False
    if context.far["caption"][index] <= 2 or context.far["byline"][index] <= 1 or context.far["tags"][index] <= 2:
        return False
    if _repeats_headline(context, raw, headline) or _is_unlikely_standfirst(context, index, element):
        return False
    if context.far["paywall"][index] <= _WALL_REACH or is_wall(raw.text) or find_request(raw.text):
        return False
    if marked and not context.far["body"][index] <= 1:
        return True
    if index > headline and (index < context.first or context.body[index] >= _BODY_FROM):
        before_body = index <= context.first
        if element.tag in ("h2", "h3", "h4") and before_body and index <= headline + 4 and words >= 4:
            following = index + 1 < len(context.body) and context.body[index + 1] >= _BODY_FROM
            siblings = _same_kind_later(context, index)
            return not (following and siblings) or told
        return told and before_body and context.body[index] < 0.9
    return False


def _retells(text: str, descriptions: set[str]) -> bool:
    """Whether a line holds the opening of what the page tells of itself, as one does that begins with a place."""
    folded = text.casefold()
    return any(len(told) >= _TOLD_CHARS and told[:_TOLD_CHARS] in folded for told in descriptions)


def _repeats_headline(context: RoleContext, raw: RawBlock, headline: int) -> bool:
    told, words = _key(context.markup.blocks[headline].text), _key(raw.text)
    if len(words) >= _REPEATED_KEY and (words in told or told in words):
        return True
    return is_heading(context.markup.elements[raw.element]) and retells(context.markup.blocks[headline].text, raw.text)


def _is_unlikely_standfirst(context: RoleContext, index: int, element: Element) -> bool:
    """Whether the model all but rules the block out: a site's motto, a picture's description, another's headline."""
    chance = context.body[index]
    heading = is_heading(element)
    before = context.headline is not None and index < context.headline
    return chance < _NO_STANDFIRST or (chance < _LEAST_HEADING and heading) or (chance < _BODY_FROM and before)


def _same_kind_later(context: RoleContext, index: int) -> bool:
    """Whether more headings of the same rank follow inside the body: then this one is a subhead."""
    tag = context.markup.elements[context.markup.blocks[index].element].tag
    return any(
        context.markup.elements[context.markup.blocks[later].element].tag == tag and context.body[later] >= _BODY_FROM
        for later in range(index + 1, min(context.last + 1, len(context.body)))
    )


def _body_role(context: RoleContext, index: int, raw: RawBlock) -> Role:
    element = context.markup.elements[raw.element]
    tag = element.tag
    if is_heading(element):
        return "subhead"
    if tag in ("td", "th", "tr", "caption") and len(raw.text) <= _LONGEST_ROW:
        return "table"
    if tag in ("li", "dd", "dt") or (context.far["tag_list"][index] <= 2 and _under(context, raw.element, "li", 2)):
        return "list"
    if tag == "blockquote" or context.far["tag_quote"][index] <= 2 or context.far["quotation"][index] <= 1:
        return "quotation"
    short = len(raw.text) <= 80 and raw.text[-1] not in '.!?。…:;,”"'
    if short and raw.bold_chars >= 0.95 * len(raw.text) and not raw.links:
        return "subhead"
    return "body"


def _furniture_role(context: RoleContext, index: int, raw: RawBlock, sections: dict[int, Role]) -> Role:
    far, cues = context.far, context.cues[index]
    if far["consent"][index] <= _CONSENT_REACH:
        return "legal"
    if far["paywall"][index] <= 5 or cues.get("newsletter", 0) >= START:
        return "promotion"
    near = context.first - 2 <= index <= context.last + _NEAR_END
    if near and raw.link_chars < 0.9 * len(raw.text) and is_wall(raw.text):
        return "promotion"
    if index in sections:
        return sections[index]
    if "©" in raw.text or cues.get("legal", 0) >= START:
        return "legal"
    at_head = _at_head(context, index)
    if at_head:
        if _is_masthead(context, index, raw):
            return "masthead"
        if _is_breadcrumb(context, index, raw):
            return "breadcrumb"
    if far["comment"][index] <= 8:
        return "comment"
    line = _labelled(cues, raw) if cues else None
    if line:
        return line
    marked = context.marked[index]
    if marked:
        return marked
    told = _told(context, index, raw)
    if told:
        return told
    if cues.get("legal") == ANY and index > context.last:
        return "legal"
    if far["tag_footer"][index] <= 8 or far["footer"][index] <= 8:
        if "@" in raw.text or far["contact"][index] <= 3:
            return "contact"
        return "legal" if far["legal"][index] <= 4 else "navigation" if raw.links else "other"
    if at_head and (far["masthead"][index] <= 4 or far["tag_header"][index] <= 6):
        return "masthead" if raw.links <= 1 else "navigation"
    if far["teaser"][index] <= 1 or (far["teaser"][index] <= 4 and (raw.links or index > context.last)):
        return "teaser"
    if raw.links and raw.link_chars > 0.6 * len(raw.text):
        if at_head:
            return "navigation"
        return "teaser" if len(raw.text) >= 25 else "navigation" if index > context.last else "other"
    if index > context.last and index >= len(context.body) - _COLOPHON and not raw.links and len(raw.text) > 20:
        return "contact" if "@" in raw.text or sum(map(str.isdigit, raw.text)) >= 4 else "legal"
    return "other"


def _at_head(context: RoleContext, index: int) -> bool:
    return (context.headline is None or index < context.headline) and index < context.first


def _is_masthead(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """The site's name or motto above everything: named as the site, or linked to its front page."""
    if index > 12 or not _at_head(context, index) or len(raw.text) > 120:
        return False
    words = "".join(words_of(raw))  # as `_key` has it
    if words and words in context.names:
        return True
    if not raw.links:
        before = index and _is_masthead(context, index - 1, context.markup.blocks[index - 1])
        return bool(before) and context.far["consent"][index] > 8 and not context.cues[index]
    for _, owner in raw.pieces:
        href = (context.markup.elements[owner].attributes or {}).get("href") if owner >= 0 else None
        if href is not None and raw.links == 1 and re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", href) and href:
            return "navigation" not in context.cues[index] and context.far["breadcrumb"][index] > 5
    return False


def _is_breadcrumb(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """A line of steps from the front page: "Home > News"."""
    if not raw.links or len(raw.text) > 200 or not _at_head(context, index):
        return False
    if not holds_any(raw.text, _CRUMB_SIGNS):
        return False
    steps = _CRUMB.split(raw.text)
    if len(steps) > 6:
        return False
    first = find_cues(re.sub(r"^.*:\s*", "", steps[0]), load_cues())
    named = (
        any(load_cues().kinds[kind] == "navigation" for kind in first) or _key(steps[0].split(":")[-1]) in context.names
    )
    return named or raw.text.lower().startswith("you are here")


def _labelled(cues: dict[str, int], raw: RawBlock) -> Role | None:
    """The role of a line that begins with its own label: "Tags: ...", "Read also: ..."."""
    if ":" not in raw.text[:40]:
        return None
    if cues.get("tags", 0) >= START:
        return "tags"
    return "teaser" if cues.get("related", 0) >= START and raw.links else None


def _key(words: str) -> str:
    return "".join(_LETTERS.findall(words.casefold()))


def _told(context: RoleContext, index: int, raw: RawBlock) -> Role | None:
    """The role that the block's own words speak for."""
    cues = context.cues[index]
    if cues:
        for kind, role in _SECTION_ROLES.items():
            if cues.get(kind, 0) >= START:
                return role
        if cues.get("newsletter") == ANY:
            return "promotion"
        if cues.get("contact") == ANY:
            return "contact"
    return "other" if _SHARE_WORDS.match(raw.text) else None


def _find_meta_lines(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Byline and time lines about the headline and the ends of the body."""
    months = load_months()
    low = max(0, (context.headline if context.headline is not None else context.first) - 6)
    high = min(len(blocks), max(context.first, context.headline or 0) + 6)
    tail = range(max(high, context.last - 1), min(len(blocks), context.last + 5)) if context.last >= 0 else range(0)
    signed = False
    for index in (*range(low, high), *tail):
        block = blocks[index]
        if not _may_be_meta(context, blocks, index, low):
            continue
        dated = may_hold_date(block.text) and _YEAR_OR_CLOCK.search(block.text)
        date = find_printed_date(block.text) if dated else None
        if not (index in tail and signed) and _is_byline(context, index, date is not None):
            block.role, block.score = "byline", 0.85
            signed = True
            continue
        time_tag = any(
            context.markup.elements[owner].tag == "time"
            for _, owner in context.markup.blocks[index].pieces
            if owner >= 0
        )
        inside = context.first <= index <= context.last and context.body[index] >= _BODY_FROM
        told = load_time_words().published.match(block.text) is not None
        if (
            inside
            and not (time_tag or told)
            and not (date and len(block.text) - (date.end - date.start) <= _BESIDE_DATE)
        ):
            continue  # a line of the text that begins with a date
        if (date or (time_tag and len(block.text) < 60)) and len(block.text) < 120:
            near = time_tag or context.far["timestamp"][index] <= 1
            block.role, block.score = "timestamp", 0.9 if near else 0.75
        elif context.far["timestamp"][index] <= 1 and len(block.text) < 80 and _names_month(block.text, months):
            block.role, block.score = "timestamp", 0.7


def _may_be_meta(context: RoleContext, blocks: list[DraftBlock], index: int, low: int) -> bool:
    """Whether a block's place and role leave it open that it tells who wrote the article, or when."""
    far, block = context.far, blocks[index]
    if block.role in ("headline", "standfirst", "correction", "comment") or len(block.text) > 200:
        return False
    if block.role in ("caption", "credit") and not _signs_below_headline(context, index):
        return False
    if context.body[index] >= 0.8 and block.role in ("body", "subhead", "list", "quotation"):
        short = len(block.text) <= _LONGEST_SIGNATURE
        at_end = context.last - 1 <= index and opens_byline(block.text)
        dated = index <= context.first + 6 and load_time_words().published.match(block.text) is not None
        dated = dated and sum(map(str.isalpha, block.text)) <= _LETTERS_OF_TIMES
        if not (short or dated) or (index > context.first + 1 and not at_end and not dated):
            return False
    if min(far["related"][index], far["ranking"][index], far["tag_nav"][index]) <= 6 or far["bio"][index] <= 2:
        return False
    if far["teaser"][index] <= 1 and index < low + 3:
        return False
    return not (context.cues[index].get("comment", 0) or _is_breadcrumb(context, index, context.markup.blocks[index]))


def _signs_below_headline(context: RoleContext, index: int) -> bool:
    """Whether a line among captions, right below the headline, says by whom the article is rather than the picture."""
    text = context.markup.blocks[index].text
    if context.headline is None or not context.headline < index <= context.headline + 3 or len(text) > 80:
        return False
    return opens_byline(text) and not context.cues[index].get("credit", 0) and context.far["tag_figure"][index] > 2


def _is_byline(context: RoleContext, index: int, dated: bool) -> bool:
    """Whether a line says who wrote: it opens as bylines do, or its markup calls it or a part of it so."""
    raw, far = context.markup.blocks[index], context.far
    by_words = opens_byline(raw.text) and len(raw.text.split()) <= 24 and not raw.text.endswith(".")
    marked = far["byline"][index] <= 1 or _own_marks(context, index, "byline")
    named = len(raw.text) <= _LONGEST_META_LINE and marked_names(context.markup, index)
    if not (by_words or marked or named):
        return False
    if not (named or is_opener(raw.text) or split_byline(raw.text)):
        return False
    if by_words or named or not dated:
        return True
    time_tag = any(context.markup.elements[owner].tag == "time" for _, owner in raw.pieces if owner >= 0)
    return not (time_tag and far["timestamp"][index] < far["byline"][index])


def _repeat_captions(blocks: list[DraftBlock]) -> None:
    """A standfirst or a line of furniture that repeats a caption is that caption once more."""
    captions: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if block.role == "caption":
            captions.setdefault(_key(block.text)[:80], index)
    if not captions:
        return
    for index, block in enumerate(blocks):
        if block.role not in ("standfirst", "other", "caption"):
            continue
        first = captions.get(_key(block.text)[:80])
        if first is not None and first != index:
            block.role, block.duplicate_of = "caption", first


def _names_month(text: str, months: dict[str, int]) -> bool:
    return any(word.strip(".,").lower() in months for word in text.split())


def _settle_footer(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Links that stand in one list with legal ones at the page's end are of their kind."""
    for index in range(max(context.last, 0) + 1, len(blocks)):
        if blocks[index].role != "navigation":
            continue
        for beside in (index - 1, index + 1):
            if (
                0 <= beside < len(blocks)
                and blocks[beside].role == "legal"
                and _list(context, index) == _list(context, beside)
            ):
                blocks[index].role = "legal"
                break


def _settle_furniture(
    context: RoleContext, features: Features, body: npt.NDArray[np.float32], blocks: list[DraftBlock]
) -> None:
    """What is not the article's own is told apart by the model of furniture, to which the rules' word is evidence."""
    judged = judge_furniture(context.markup, features, body, [block.role for block in blocks])
    scores = round_scores(np.array([sure for _, sure in judged]))
    for index, (block, (role, sure), score) in enumerate(zip(blocks, judged, scores)):
        # Whether words say what it is only makes the model's case harder: it is asked last, and where that decides.
        if (
            sure
            and prefers_model(block.role, role, sure, plain=False)
            and not context.is_named(index, block.role)
            and (prefers_model(block.role, role, sure, plain=True) or not context.is_plain(index, block.role))
        ):
            block.role, block.score = role, score


def _quote_posts(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """A post of a network that the article prints is quoted, with the line that says whose it is."""
    for index in find_posts(context.markup):
        block = blocks[index]
        if context.first - _NEAR_POSTS <= index <= context.last + _NEAR_POSTS and block.role not in _BODY_OF_POSTS:
            block.role, block.score = "quotation", _SURE_POST


def _list(context: RoleContext, index: int) -> int:
    element = context.markup.elements[context.markup.blocks[index].element]
    return element.parent if element.tag == "li" else -2 - index


def _rank(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Places in rankings: the number printed, else the count since the ranking's heading."""
    count = 0
    for index, block in enumerate(blocks):
        if block.role != "ranking":
            count = 0
            continue
        raw = context.markup.blocks[index]
        number = _NUMBER.match(block.text)
        if number and 1 <= int(number[1]) <= 50 and int(number[1]) in (count, count + 1):
            count = int(number[1])
            block.rank = count
        elif raw.links or context.markup.elements[raw.element].tag == "li":
            previous = blocks[index - 1] if index else None
            bare = previous is not None and previous.rank == count and _NUMBER.fullmatch(previous.text)
            if not (bare or _under_same_item(context, index)):
                count += 1
            block.rank = count or None


def _under_same_item(context: RoleContext, index: int) -> bool:
    """Whether the block before stands in the same list item."""
    if not index:
        return False
    return _item(context, index) is not None and _item(context, index) == _item(context, index - 1)


def _item(context: RoleContext, index: int) -> int | None:
    elements = context.markup.elements
    at = context.markup.blocks[index].element
    for _ in range(6):
        if elements[at].tag in ("li", "article"):
            return at
        at = elements[at].parent
        if at < 0:
            return None
    return None


def _tell_teasers(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Author and time that a teaser or a related link prints."""
    for block in blocks:
        if block.role not in ("teaser", "related") or len(block.text) > _LONGEST_META_LINE:
            continue
        if opens_byline(block.text):
            authors = split_byline(before_age(block.text))
            block.author = authors[0].name if authors else None
        if tells_age(block.text):
            pieces = re.split(r"\s?[·|•]\s?|,\s", block.text)
            block.time = next((piece for piece in pieces if tells_age(piece)), None)
        elif may_hold_date(block.text) and _YEAR_OR_CLOCK.search(block.text):
            date = read_printed_date(block.text)
            block.time = date.value if date else None


def _tell_live_times(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """A live page's entries: the clock above an entry is its time, and goes with each of its blocks."""
    inside = list(range(max(0, context.first - 2), context.last + 1))
    clocks = [index for index in inside if _CLOCK.match(blocks[index].text) or _is_time_line(context, index)]
    if len(clocks) < 3:
        return
    for place, index in enumerate(clocks):
        blocks[index].role = "timestamp"
        raw = context.markup.blocks[index]
        machine = next(
            (value for value, element in context.markup.times if value and any(o == element for _, o in raw.pieces)),
            None,
        )
        time = machine or blocks[index].text
        blocks[index].time = time
        end = clocks[place + 1] if place + 1 < len(clocks) else context.last + 1
        for entry in range(index + 1, end):
            if blocks[entry].role in ("body", "subhead", "list", "quotation"):
                blocks[entry].time = time


def _is_time_line(context: RoleContext, index: int) -> bool:
    raw = context.markup.blocks[index]
    return (
        len(raw.text) <= 40
        and context.far["live_entry"][index] <= 6
        and any(context.markup.elements[owner].tag == "time" for _, owner in raw.pieces if owner >= 0)
    )
