"""Times told together: "between 2015 and 2019", "in August and September", "on March 3 and 4"."""

import re

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Span, TimeExpression, When

_JOINT = re.compile(r"\s*(?:,|[-–—]|through|,?\s*(?:and|or|&)(?:\s+(?:on|in|the))?)\s*")
# Times that one list may hold: a newsroom's hold seven days at most, hostile ones more.
_MOST = 12
# And so many letters, spaces among them, at most stand between two of them.
_LONGEST_JOINT = 16


def stretch(scene: Scene, time: TimeExpression, how: str) -> tuple[When, str] | None:
    """ "between 2015 and 2019", "from May to June": all of it, where both ends are of one grain, and the words."""
    text = scene.article.text
    before = scene.time_beside(time, -1)
    if before is not None and _spans(scene, before, time):
        time = before
    following = scene.time_beside(time, 1)
    if following is None or not _spans(scene, time, following):
        return None
    first, last = time.edtf, following.edtf
    if following.grain != time.grain or first is None or last is None or "/" in first + last:
        return None
    earliest = time.earliest
    if _is_bare_hour(time) and not _is_bare_hour(following) and "T" in first and "T" in last and earliest is not None:
        # "between 8 a.m. and 9 p.m. on Wednesday": the day stands behind the second hour alone
        first, earliest = last[:10] + first[10:], last[:10] + earliest[10:]
    if first > last:
        return None
    edtf, latest = f"{first}/{last}", following.latest
    when = When(edtf=edtf, earliest=earliest, latest=latest, grain=time.grain, time=time.id, how=how)
    return when, text[time.start : following.end]


def several(scene: Scene, time: TimeExpression, how: str) -> tuple[When, str] | None:
    """ "in August and September", "in May or June": from the first to the last of them, and the words; else None."""
    told = _list_of(scene, time)
    if len(told) < 2:
        return None
    bounds = [(each.earliest, each.latest, each.edtf) for each in told]
    known = sorted((first, last, edtf) for first, last, edtf in bounds if first and last and edtf and "/" not in edtf)
    if len(known) < len(told):
        return None
    edtf = f"{known[0][2]}/{known[-1][2]}"
    when = When(edtf=edtf, earliest=known[0][0], latest=known[-1][1], grain=time.grain, time=told[0].id, how=how)
    return when, scene.article.text[told[0].start : told[-1].end]


def _list_of(scene: Scene, time: TimeExpression) -> list[TimeExpression]:
    """The times of one grain that are listed with a time, itself among them; only what ends in "and" or "or" is one."""
    told = [time]
    for step in (-1, 1):
        while len(told) < _MOST:
            here = told[0] if step < 0 else told[-1]
            beside = scene.time_beside(here, step)
            if beside is None or not _are_joined(scene, *((beside, here) if step < 0 else (here, beside))):
                break
            told.insert(0 if step < 0 else len(told), beside)
    closed = len(told) > 1 and scene.article.text[told[-2].end : told[-1].start].strip(" ,") != ""
    return told if closed else [time]


def _are_joined(scene: Scene, left: TimeExpression, right: TimeExpression) -> bool:
    """Whether two neighbours tell days, months or years that the text joins, and the second marks no noun."""
    alike = left.type == right.type == "DATE" and left.grain == right.grain and left.mod == right.mod
    if scene.article.text[right.end : right.end + 1] in ("'", "’"):
        return False  # "on Monday and Tuesday's talks were called off"
    if not alike or right.start - left.end > _LONGEST_JOINT:
        return False
    if _JOINT.fullmatch(scene.article.text, left.end, right.start) is None:
        return False
    head = scene.trees.head_of(Span(right.start, right.end))
    return head is not None and base(scene.trees.deprel(head)) not in ("compound", "amod", "nummod", "nsubj")


def _spans(scene: Scene, first: TimeExpression, last: TimeExpression) -> bool:
    """Whether two neighbours are the ends of one time: "between 2015 and 2019"."""
    text = scene.article.text
    words = text[max(0, first.start - _LONGEST_JOINT) : first.start].lower().split()
    joint = text[first.end : first.end + _LONGEST_JOINT if last.start - first.end > _LONGEST_JOINT else last.start]
    return bool(words) and f"{words[-1]}_{joint.strip().lower()}" in scene.lexicon.ranges


def _is_bare_hour(time: TimeExpression) -> bool:
    """Whether a time's words are an hour alone, whose day is another's or the publication's."""
    return (time.rule or "").partition("@")[0] == "clock"
