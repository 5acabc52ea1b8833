"""Blocks under a heading that names furniture ("Most read"), and lists that count."""

import re

from dateline.article.dump.cues import START, WHOLE, load_cues, whole_cues
from dateline.article.roles.context import NUMBER, SECTION_ROLES, RoleContext
from dateline.article.tree.markup import HEADINGS, RawBlock
from dateline.model import Role

_LONGEST_HEADING = 60
_MOST_MEMBERS = 60
# The kinds of cues that head lists, the more telling first.
_HEADING_CUES = ("tags", "ranking", "newsletter", "comment", "related")
_HEADS_LISTS = frozenset(_HEADING_CUES)
_LONGEST_TAG = 30
_LONGEST_BARE_TAG = 20
# A list that counts has so many numbers at least, and as many links.
_LEAST_NUMBERED = 3
_NUMBERED = frozenset(range(1, _LEAST_NUMBERED + 1))
# What stands behind a label's colon in its own line.
_TOLD_BEHIND = re.compile(r"[:：՝៖፡]\s*\w")


def find_sections(context: RoleContext) -> dict[int, Role]:
    """For blocks under a heading that names furniture: the role it speaks for; keys are block indices."""
    elements, blocks = context.markup.elements, context.markup.blocks
    found: dict[int, Role] = {}
    tags = [elements[raw.element].tag for raw in blocks]
    telling = [
        index
        for index, (tag, cues) in enumerate(zip(tags, context.cues))
        if tag in HEADINGS or (cues and not _HEADS_LISTS.isdisjoint(cues))
    ]
    for index in telling:
        raw = blocks[index]
        if len(raw.text) > _LONGEST_HEADING or context.body[index] >= 0.9 or index in found:
            continue
        role = _section_role(raw, context.cues[index], heading=tags[index] in HEADINGS)
        members = _section_members(context, raw.element, index) if role else range(0)
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
        level = tags[index]
        for member in members:
            if member != index + 1 and tags[member] == level and level[:1] == "h":
                break
            found.setdefault(member, role)
    for index in _numbered(context):
        found.setdefault(index, "ranking")
    return found


def _section_members(context: RoleContext, element: int, index: int) -> range:
    """The blocks that a heading speaks for: those after it in the smallest element around it that holds any.

    None where that element holds body text: then the line is no heading of furniture.
    """
    elements = context.markup.elements
    for _ in range(4):
        element = elements[element].parent
        if element < 0 or elements[element].tag in ("body", "html", "main", "article"):
            break
        members = _members(context, element, index)
        if members:
            return range(0) if max(context.body[members.start : members.stop]) >= 0.8 else members
    return range(0)


def _numbered(context: RoleContext) -> list[int]:
    """Blocks of lists that print 1, 2, 3 before links, outside of the body, with the heading above them."""
    blocks = context.markup.blocks
    unlettered = [(index, raw.text) for index, raw in enumerate(blocks) if not raw.text[0].isalpha()]
    numbers = {index: int(told[1]) for index, text in unlettered if (told := NUMBER.match(text))}
    if not _NUMBERED.issubset(numbers.values()):
        return []  # as on most pages
    found: list[int] = []
    run: list[int] = []
    expected = 1

    def close() -> None:
        nonlocal expected
        if expected > _LEAST_NUMBERED and sum(blocks[each].links > 0 for each in run) >= _LEAST_NUMBERED:
            before = run[0] - 1
            if before >= 0 and len(blocks[before].text) <= 40 and not blocks[before].links:
                found.append(before)
            found.extend(run)
        run.clear()
        expected = 1

    for index, chance in enumerate(context.body):
        number = numbers.get(index)
        if not run and number != 1:
            continue
        if chance >= 0.8:
            close()
        elif number == expected:
            run.append(index)
            expected += 1
        elif number == 1:
            close()
            run.append(index)
            expected = 2
        elif NUMBER.fullmatch(blocks[run[-1]].text.rstrip(". ")) and blocks[index].links:
            run.append(index)
        else:
            close()
    close()
    return found


def _members(context: RoleContext, element: int, heading: int) -> range:
    """Blocks after a heading that lie within an element."""
    elements, blocks = context.markup.elements, context.markup.blocks
    end = heading + 1
    for block in blocks[end : end + _MOST_MEMBERS]:
        at = block.element
        while at > element:
            at = elements[at].parent
        if at != element:
            break
        end += 1
    return range(heading + 1, end)


def _section_role(raw: RawBlock, cues: dict[str, int], *, heading: bool) -> Role | None:
    if heading and "ranking" not in cues:
        # "Most viewed in World": the first two words alone may be the cue.
        table = load_cues()
        for kind in whole_cues(" ".join(raw.text.split(None, 2)[:2]), table):
            if table.kinds[kind] in ("ranking", "related"):
                cues = cues | {table.kinds[kind]: WHOLE}
    if not cues:
        return None
    least = START if heading or not raw.links else WHOLE
    for name in _HEADING_CUES:
        strength = cues.get(name, 0)
        if strength < least:
            continue
        if name == "tags" and strength == START and not raw.links and _TOLD_BEHIND.search(raw.text):
            continue  # "Tags: ferry, harbour" heads nothing
        return SECTION_ROLES[name]
    return None
