"""Blocks under a heading that names furniture ("Most read"), and lists that count."""

import re

from dateline.article.dump.cues import START, WHOLE, find_cues, load_cues
from dateline.article.roles.context import NUMBER, SECTION_ROLES, RoleContext
from dateline.article.tree.markup import is_heading
from dateline.model import Role

_LONGEST_HEADING = 60
_LONGEST_TAG = 30
_LONGEST_BARE_TAG = 20
# What stands behind a label's colon in its own line.
_TOLD_BEHIND = re.compile(r"[:：՝៖፡]\s*\w")


def find_sections(context: RoleContext) -> dict[int, Role]:
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
            if run:
                close()
            continue
        number = NUMBER.match(raw.text)
        if number and int(number[1]) == expected:
            run.append(index)
            expected += 1
        elif number and int(number[1]) == 1:
            close()
            run.append(index)
            expected = 2
        elif run and NUMBER.fullmatch(blocks[run[-1]].text.rstrip(". ")) and raw.links:
            run.append(index)
        elif run:
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
        if name == "tags" and strength == START and not raw.links and _TOLD_BEHIND.search(raw.text):
            continue  # "Tags: ferry, harbour" heads nothing
        if strength == WHOLE or (strength == START and (heading or not raw.links)):
            return SECTION_ROLES[name]
    return None
