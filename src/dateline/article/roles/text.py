"""What part of the text a block of the body is, and notes of correction."""

import functools
import re

from dateline.article.dump.cues import START, find_cues, load_cues
from dateline.article.lines.pointers import opens_amendment
from dateline.article.publication.printed import load_time_words
from dateline.article.roles.context import RoleContext, stands_under
from dateline.article.tree.markup import RawBlock, is_heading
from dateline.model import Role

_LONGEST_ROW, _SHORTEST_NOTE = 160, 25
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# The kinds of cues that open notes, within so many characters.
_NOTES, _LONGEST_OPENING = ("correction", "updated"), 60


def may_correct(context: RoleContext) -> range:
    """The places of the blocks that may be notes of correction."""
    return range(max(0, context.first - 4), min(len(context.body), context.last + 13))


def is_correction(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """Whether a block of `may_correct` is a note of correction, by its markup or its words."""
    if len(raw.text) <= _SHORTEST_NOTE or raw.link_chars > 0.5 * len(raw.text):
        return False
    if context.far["correction"][index] <= 2:
        return True
    opening = raw.text[:_LONGEST_OPENING]
    if opening.isascii() and ((first := _FIRST_WORD.search(opening)) is None or first[0].lower() not in _note_words()):
        return False  # as all cues of the line would tell
    if ":" not in opening and not opens_amendment(raw.text):
        return False
    table = load_cues()
    strengths = {table.kinds[kind]: strength for kind, strength in find_cues(opening, table).items()}
    if strengths.get("correction", 0) >= START:
        return True
    # "Updated 15.03.2025 09:10: the age has been corrected": an update that says what it changed.
    changed = strengths.get("updated", 0) >= START and load_time_words().changed.match(raw.text) is not None
    return changed and re.search(r":\s\D{20}", raw.text[:200]) is not None


@functools.cache
def _note_words() -> frozenset[str]:
    """The first words of the cues of _NOTES, as lines of ASCII have them."""
    table = load_cues()
    kinds = {table.kinds.index(kind) for kind in _NOTES}
    opening = [word for word, phrases in table.start.items() if kinds.intersection(each.kind for each in phrases)]
    opening += [cue for cue, told in table.whole.items() if kinds.intersection(told)]
    return frozenset(first[0] for cue in opening if (first := _FIRST_WORD.search(cue)))


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
