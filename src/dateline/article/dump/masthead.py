"""Lines of a dump that print the outlet's name."""

from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import FoundRole
from dateline.article.dump.lines import Line

_TOP = 12
_ANYWHERE = frozenset({"navigation", "teaser", "other"})


def mark_masthead(lines: list[Line], found: list[FoundRole], outlet: str | None) -> None:
    """Lines that are the outlet's name, at the page's top and in its menus, and the motto under the name at the top."""
    if not outlet:
        return
    named = [line.text.casefold() == outlet.casefold() for line in lines]
    marked = -2
    for index, each in enumerate(found[:_TOP]):
        if each.role in BODY_ROLES or each.role in {"headline", "standfirst"}:
            break
        if named[index]:
            each.role, marked = "masthead", index
        elif index == marked + 1 and each.role == "teaser" and 3 <= len(lines[index].text.split()) <= 9:
            each.role = "masthead"
    for is_name, each in zip(named, found):
        if is_name and each.role in _ANYWHERE:
            each.role = "masthead"
