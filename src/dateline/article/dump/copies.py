"""Lines of a dump that say again what others say: alternative texts of pictures, and the headline."""

import re

from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import DumpContext, FoundRole

_REACH = 4
_HEADLINE_REACH = 30
# Shorter lines, in letters, may be alike by chance.
_LEAST_CAPTION, _LEAST_HEADLINE, _LEAST_OPENING = 8, 12, 20
_GAPS = re.compile(r"[\W_]+")


def mark_copies(context: DumpContext) -> None:
    """Lines that say again what a caption beside them says (an alternative text), and copies of the headline."""
    keys = [_GAPS.sub(" ", line.text.casefold()).strip() for line in context.lines]
    _find_twins(context, keys)
    for index, each in enumerate(context.found):
        if each.role == "caption" and len(keys[index]) >= _LEAST_CAPTION:
            _mark_copies_of(context, keys, index)
    headline = context.headline
    if headline is None or len(keys[headline]) < _LEAST_HEADLINE:
        return
    for index, each in enumerate(context.found[: headline + _HEADLINE_REACH]):
        if index != headline and keys[index] == keys[headline] and each.role not in BODY_ROLES:
            context.found[index] = FoundRole("headline", each.score, duplicate_of=headline)


def _find_twins(context: DumpContext, keys: list[str]) -> None:
    """A line printed twice on end, of which the model knows one for a caption or a credit follows, is two captions."""
    found = context.found
    for index in range(1, len(found)):
        # No article prints a paragraph twice on end: it is a caption and the text of its picture.
        if keys[index] != keys[index - 1] or len(keys[index]) < _LEAST_CAPTION:
            continue
        credited = index + 1 < len(found) and found[index + 1].role == "credit"
        if credited or "caption" in (found[index - 1].role, found[index].role):
            found[index - 1].role = found[index].role = "caption"


def _mark_copies_of(context: DumpContext, keys: list[str], index: int) -> None:
    """Of a caption and lines near it that say the same, the shorter are copies."""
    found = context.found
    for other in range(max(0, index - _REACH), min(len(found), index + _REACH + 1)):
        if other == index or found[other].duplicate_of is not None or found[index].duplicate_of is not None:
            continue
        if context.is_body(other) or found[other].role == "headline":
            continue
        if _says_same(keys[index], keys[other]):
            shorter, longer = sorted((index, other), key=lambda place: (len(keys[place]), -place))
            found[longer].role = found[shorter].role = "caption"
            found[shorter].duplicate_of = longer


def _says_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    opens = len(short) >= _LEAST_OPENING and long.startswith(short) and len(short) > 0.5 * len(long)
    return short == long or opens
