"""What part of the text a block of the body is, and notes of correction."""

import functools
import re
from collections.abc import Callable

from dateline.article.dump.cues import START, find_cues, load_cues
from dateline.article.learned.columns import FAR
from dateline.article.lines.pointers import opens_amendment
from dateline.article.lines.sought import opener_of
from dateline.article.publication.printed import load_time_words
from dateline.article.roles.context import RoleContext, stands_under
from dateline.article.tree.markup import RawBlock, is_heading
from dateline.model import Role

_LONGEST_ROW, _SHORTEST_NOTE = 160, 25
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# A note stands so many lines above the text or below its end; an element that is marked so, so many steps above it.
_ABOVE_TEXT, _BELOW_TEXT, _NOTE_REACH = 4, 12, 2
# The kinds of cues that open notes, within so many characters.
_NOTES, _LONGEST_OPENING = ("correction", "updated"), 60


def may_correct(context: RoleContext) -> list[int]:
    """The places of the blocks that may be notes of correction, by their markup or how they begin."""
    first, end = max(0, context.first - _ABOVE_TEXT), min(len(context.body), context.last + 1 + _BELOW_TEXT)
    steps = context.far["correction"]
    opened = _find_openings()(context.markup.blocks, first, end)
    if min(steps[first:end], default=FAR) > _NOTE_REACH:
        return opened  # as on most pages
    return sorted({*opened, *(index for index in range(first, end) if steps[index] <= _NOTE_REACH)})


def is_correction(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """Whether a block of `may_correct` is a note of correction, by its markup or its words."""
    if len(raw.text) <= _SHORTEST_NOTE or raw.link_chars > 0.5 * len(raw.text):
        return False
    if context.far["correction"][index] <= _NOTE_REACH:
        return True
    opening = raw.text[:_LONGEST_OPENING]
    if ":" not in opening and not opens_amendment(raw.text):
        return False
    strengths = context.cues[index] if len(raw.text) <= _LONGEST_OPENING else _cues_of(opening)
    if strengths.get("correction", 0) >= START:
        return True
    # "Updated 15.03.2025 09:10: the age has been corrected": an update that says what it changed.
    changed = strengths.get("updated", 0) >= START and load_time_words().changed.match(raw.text) is not None
    return changed and re.search(r":\s\D{20}", raw.text[:200]) is not None


def _cues_of(words: str) -> dict[str, int]:
    table = load_cues()
    return {table.kinds[kind]: strength for kind, strength in find_cues(words, table).items()}


@functools.cache
def _find_openings() -> Callable[[list[RawBlock], int, int], list[int]]:
    """What tells the places of blocks that may begin with a cue of _NOTES: by its first word, as ASCII has it."""
    table = load_cues()
    kinds = {table.kinds.index(kind) for kind in _NOTES}
    opening = [word for word, phrases in table.start.items() if kinds.intersection(each.kind for each in phrases)]
    opening += [cue for cue, told in table.whole.items() if kinds.intersection(told)]
    words = frozenset(first[0] for cue in opening if (first := _FIRST_WORD.search(cue)))
    return opener_of(words, _LONGEST_OPENING)


def body_role(context: RoleContext, index: int, raw: RawBlock) -> Role:
    """What part of the text a block of the body is: subhead, table, list, quotation or paragraph."""
    element = context.markup.elements[raw.element]
    tag = element.tag
    if is_heading(element):
        return "subhead"
    if tag in ("td", "th", "tr", "caption") and len(raw.text) <= _LONGEST_ROW:
        return "table"
    if tag in ("li", "dd", "dt") or (
        context.far["tag_list"][index] <= 2 and stands_under(context, raw.element, "li", 2)
    ):
        return "list"
    if tag == "blockquote" or context.far["tag_quote"][index] <= 2 or context.far["quotation"][index] <= 1:
        return "quotation"
    short = len(raw.text) <= 80 and raw.text[-1] not in '.!?。…:;,”"'
    if short and raw.bold_chars >= 0.95 * len(raw.text) and not raw.links:
        return "subhead"
    return "body"
