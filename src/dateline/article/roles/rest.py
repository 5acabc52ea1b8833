"""What is not the article: menus, teasers, legal lines, by markup, words and neighbours."""

import re

import numpy as np
import numpy.typing as npt

from dateline.article.dates.read import may_hold_date
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.dump.cues import ANY, START
from dateline.article.learned.features import Features
from dateline.article.learned.furniture import SURE_OF_KNOWN, judge_furniture, prefers_model
from dateline.article.lines.walls import is_wall
from dateline.article.roles.breadcrumbs import is_breadcrumb
from dateline.article.roles.context import (
    IN_COMMENT,
    IN_CONSENT,
    IN_FOOTER,
    IN_HEADER,
    IN_TEASER,
    IN_WALL,
    NAMED,
    SECTION_ROLES,
    RoleContext,
    round_score,
)
from dateline.article.tree.folded import words_of
from dateline.article.tree.markup import RawBlock, lies_in
from dateline.model import Role

_FRONT = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")
_SHARE_WORDS = re.compile(r"[\W\dkK]+$")
# A pay wall stands where the text breaks off.
_NEAR_END = 15
# The masthead is one of the first lines, and so long.
_LAST_MASTHEAD, _LONGEST_MASTHEAD = 12, 120
# A line above the headline in its header is a kicker up to so many characters; elsewhere a link of so many is a title.
_LONGEST_KICKER, _LEAST_TEASER, _TEASER_GAPS = 30, 30, 4
_LONGEST_COPYRIGHT = 150
# The last lines of a page, where the imprint stands.
_COLOPHON = 4


def furniture_roles(context: RoleContext, asked: list[int], sections: dict[int, Role]) -> list[Role]:
    """The roles that rules give blocks that are none of the article. sections: roles by the headings above them."""
    blocks, within_all, cues_all, marked = context.markup.blocks, context.within, context.cues, context.marked
    near_from, near_to = context.first - 2, context.last + _NEAR_END
    named = context.crumbs.union(range(min(context.head, _LAST_MASTHEAD + 1)))
    roles: list[Role] = []
    for index in asked:
        raw, cues, within = blocks[index], cues_all[index], within_all[index]
        line: Role | None
        if within & IN_CONSENT:
            line = "legal"
        elif (
            within & IN_WALL
            or (cues and cues.get("newsletter", 0) >= START)
            or (near_from <= index <= near_to and raw.link_chars < 0.9 * len(raw.text) and is_wall(raw.text))
        ):
            line = "promotion"
        elif index in sections:
            line = sections[index]
        elif "©" in raw.text or (cues and cues.get("legal", 0) >= START):
            line = "legal"
        else:
            line = _role_at_head(context, index, raw) if index in named else None
            if line is None:
                line = "comment" if within & IN_COMMENT else (_labelled(cues, raw) if cues else None) or marked[index]
        roles.append(line or _unmarked_role(context, index, raw))
    return roles


def _role_at_head(context: RoleContext, index: int, raw: RawBlock) -> Role | None:
    """The role of a line above headline and text by its place: the site's name, the steps from its front page."""
    if index <= _LAST_MASTHEAD and _is_masthead(context, index, raw):
        return "masthead"
    return "breadcrumb" if is_breadcrumb(context, index, raw) else None


def _unmarked_role(context: RoleContext, index: int, raw: RawBlock) -> Role:
    """The role of a block that neither its place, its own label nor an element around it tells."""
    far, cues, within, at_head = context.far, context.cues[index], context.within[index], index < context.head
    if cues:
        told = _told(cues)
        if told:
            return told
    if (not raw.text[0].isalpha() or raw.text[0] in "kK") and _SHARE_WORDS.match(raw.text):
        return "other"
    if cues and cues.get("legal") == ANY and index > context.last:
        return "legal"
    if within & IN_FOOTER:
        if "@" in raw.text or far["contact"][index] <= 3:
            return "contact"
        return "legal" if far["legal"][index] <= 4 else "navigation" if raw.links else "other"
    if at_head and within & IN_HEADER:
        return _role_in_header(context, raw)
    if within & IN_TEASER and (raw.links or index > context.last or far["teaser"][index] <= 1):
        return "teaser"
    if raw.links and raw.link_chars > 0.6 * len(raw.text):
        if at_head:
            return "navigation"
        return "teaser" if len(raw.text) >= 25 else "navigation" if index > context.last else "other"
    if index > context.last and index >= len(context.body) - _COLOPHON and not raw.links and len(raw.text) > 20:
        return "contact" if "@" in raw.text or sum(map(str.isdigit, raw.text)) >= 4 else "legal"
    return "other"


def _is_masthead(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """Whether a line at the head is the site's name or motto: named as the site, or linked to its front page."""
    if len(raw.text) > _LONGEST_MASTHEAD:
        return False
    words = "".join(words_of(raw))  # as `letters_of` has it
    if words and words in context.names:
        return True
    if not raw.links:
        before = index and _is_masthead(context, index - 1, context.markup.blocks[index - 1])
        return bool(before) and not context.within[index] & IN_CONSENT and not context.cues[index]
    for _, owner in raw.pieces:
        href = context.markup.elements[owner].href if owner >= 0 else None
        if href and raw.links == 1 and _FRONT.fullmatch(href):
            return "navigation" not in context.cues[index] and context.far["breadcrumb"][index] > 5
    return False


def _role_in_header(context: RoleContext, raw: RawBlock) -> Role:
    """The role of a line in a header, above headline and text: the site's own say, what leads on, or a kicker."""
    if "".join(words_of(raw)) in context.names:
        return "masthead"
    if _shares_header(context, raw.element):
        return "tags" if raw.links and len(raw.text) <= _LONGEST_KICKER and not may_hold_date(raw.text) else "other"
    if raw.links:
        linked = raw.link_chars > 0.6 * len(raw.text)
        is_title = linked and raw.links == 1 and len(raw.text) >= _LEAST_TEASER and raw.text.count(" ") >= _TEASER_GAPS
        return "teaser" if is_title else "navigation"
    return "masthead"


def _shares_header(context: RoleContext, element: int) -> bool:
    """Whether the header around an element holds the headline, too."""
    if context.headline is None:
        return False
    at, elements = element, context.markup.elements
    while at >= 0 and elements[at].tag != "header":
        at = elements[at].parent
    return at >= 0 and lies_in(context.markup, context.headline, at)


def _labelled(cues: dict[str, int], raw: RawBlock) -> Role | None:
    """The role of a line that begins with its own label: "Tags: ...", "Read also: ..."."""
    if ":" not in raw.text[:40]:
        return None
    if cues.get("tags", 0) >= START:
        return "tags"
    return "teaser" if cues.get("related", 0) >= START and raw.links else None


def _told(cues: dict[str, int]) -> Role | None:
    """The role that a block's own words speak for."""
    for kind, role in SECTION_ROLES.items():
        if cues.get(kind, 0) >= START:
            return role
    if cues.get("newsletter") == ANY:
        return "promotion"
    return "contact" if cues.get("contact") == ANY else None


def settle_footer(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Links that stand in one list with legal ones at the page's end are of their kind."""
    start = max(context.last, 0) + 1
    for index, block in enumerate(blocks[start:], start):
        if block.role != "navigation":
            continue
        for beside in (index - 1, index + 1):
            if (
                0 <= beside < len(blocks)
                and blocks[beside].role == "legal"
                and _list(context, index) == _list(context, beside)
            ):
                block.role = "legal"
                break


def end_before_copyright(blocks: list[DraftBlock]) -> None:
    """A short line of copyright at the text's end is none of it: "© Tidal Press 2031"."""
    for block in reversed(blocks):
        if block.role not in BODY_ROLES:
            continue
        if not block.text.startswith("©") or len(block.text) > _LONGEST_COPYRIGHT:
            return
        block.role = "legal"


def settle_furniture(
    context: RoleContext, features: Features, body: npt.NDArray[np.float32], blocks: list[DraftBlock]
) -> None:
    """What is not the article's own is told apart by the model of furniture, to which the rules' word is evidence."""
    asked, roles, chances = judge_furniture(context.markup, features, body, [block.role for block in blocks])
    for index, role, sure in zip(asked, roles, chances):
        if role == "other":
            continue
        block = blocks[index]
        ruled = block.role
        # Whether words say what it is only makes the model's case harder: it is asked last, and where that decides.
        preferred = (
            sure >= SURE_OF_KNOWN
            or prefers_model(ruled, role, sure, plain=True)
            or (prefers_model(ruled, role, sure, plain=False) and not context.is_plain(index, ruled))
        )
        if preferred and not (ruled in NAMED and context.is_named(index, ruled)):
            block.score = round_score(sure)
            if role != ruled:
                block.role = role


def _list(context: RoleContext, index: int) -> int:
    element = context.markup.elements[context.markup.blocks[index].element]
    return element.parent if element.tag == "li" else -2 - index
