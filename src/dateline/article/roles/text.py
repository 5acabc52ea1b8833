"""What part of the text a block of the body is, and notes of correction."""

import re

from dateline.article.dump.cues import START, find_cues, load_cues
from dateline.article.lines.pointers import opens_amendment
from dateline.article.publication.printed import load_time_words
from dateline.article.roles.context import RoleContext, stands_under
from dateline.article.tree.markup import RawBlock, is_heading
from dateline.model import Role

_LONGEST_ROW = 160


def is_correction(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """Whether a block is a note of correction, by its markup or its words."""
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
    changed = strengths.get("updated", 0) >= START and load_time_words().changed.match(raw.text) is not None
    told = told or (changed and re.search(r":\s\D{20}", raw.text[:200]) is not None)
    return len(raw.text) > 25 and (told or marked)


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
