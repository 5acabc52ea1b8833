"""When an event happened, from another's day: "three days after the explosion", "only to lift it a day later"."""

import datetime
import re

from dateline.events.scene import Draft, Scene
from dateline.events.timing.clauses import times_of
from dateline.events.timing.moments import when_of
from dateline.events.timing.story import counted_from_story, days_between, later_in_clause, told_before
from dateline.language.calendar import add_days
from dateline.language.trees import base
from dateline.model import When

_DURATION = re.compile(r"P(\d{1,4})([DW])")


def relate_times(scene: Scene, drafts: list[Draft]) -> None:
    """ "three days after the explosion": the one event's day from the other's, by the length of time between.

    Holds both ways: the main clause's day gives the noun's, or, where that is known, the noun's gives the clause's.
    """
    by_token = {draft.token: draft for draft in drafts}
    by_carrier = {draft.carrier: draft for draft in drafts}
    _count_from_story(scene, drafts)
    for draft in drafts:
        sign, days = _distance(scene, draft)
        head = scene.trees.head(draft.token)
        above = by_token.get(head) or by_carrier.get(head)
        relative = head >= 0 and base(scene.trees.deprel(head)) == "acl"
        if above is None and relative and scene.lemma(head) in scene.lexicon.light_subject:
            above = by_token.get(scene.trees.head(head))  # "the blast, which came a day after rebels attacked"
        if days is None or above is draft:
            continue
        if draft.when is None or draft.when.how == "sentence":
            known = above.when if above is not None else None
            moved = _moved(known or _moment_of_clause(scene, head), -sign * days)
        elif above is not None and above.when is None:
            moved, draft, above = _moved(draft.when, sign * days), above, draft
        else:
            continue
        if moved is not None:
            draft.when = moved
            since = above.triggers[0].of(scene.article.text) if above is not None else "the clause it hangs on"
            draft.explained["when"] = f"{days} days from “{since}”"


def _count_from_story(scene: Scene, drafts: list[Draft]) -> None:
    """ "only to lift it a day later": from the event told before, where its day is known; else of no known day."""
    for draft in drafts:
        time = later_in_clause(scene, draft.carrier) if draft.when is None else None
        if time is None or not counted_from_story(scene, draft, time):
            continue
        before, days = told_before(scene, draft, drafts), days_between(time)
        if before is not None and days is not None and _is_one_day(before.when):
            draft.when = _moved(before.when, days)
            draft.explained["when"] = f"“{time.text}” than “{before.triggers[0].of(scene.article.text)}”"


def _is_one_day(when: When | None) -> bool:
    return when is not None and when.edtf is not None and "/" not in when.edtf


def _moment_of_clause(scene: Scene, verb: int) -> When | None:
    """The day of a clause that tells no event of ours; a clause in the present is of the day it is published."""
    if verb < 0:
        return None
    times = [time for time in times_of(scene, verb) if time.type in ("DATE", "TIME")]
    if times:
        return when_of(times[0], "relation")
    published = (scene.article.published or "")[:10]
    finite = [verb, *scene.trees.children(verb, "aux", "cop")]
    present = any(scene.trees.form(each) in scene.lexicon.words("present") for each in finite) or scene.is_present(verb)
    if not published or not present:
        return None
    return When(edtf=published, earliest=published, grain="day", how="publication", inferred=True)


def _distance(scene: Scene, draft: Draft) -> tuple[int, int | None]:
    """1 or -1 for what comes after or before an event noun, and the days between; no days where none are told."""
    trees = scene.trees
    for case in trees.children(draft.token, "case", "mark"):
        sign = {"after": 1, "before": -1}.get(scene.lemma(case), 0)
        time = scene.time(case - 1) if case > 0 else None
        if sign and time is not None and time.type == "DURATION" and time.value is not None:
            match = _DURATION.fullmatch(time.value)
            if match is not None:
                return sign, int(match[1]) * {"D": 1, "W": 7}[match[2]]
    return 0, None


def _moved(when: When | None, days: int) -> When | None:
    """A day as much later; None for what is coarser than a day."""
    if when is None or when.earliest is None or when.grain not in ("minute", "hour", "daypart", "day"):
        return None
    try:
        day = datetime.date.fromisoformat(when.earliest[:10])
    except ValueError:
        return None
    first, next_ = add_days(day, days), add_days(day, days + 1)
    if first is None or next_ is None:
        return None
    return When(
        edtf=first.isoformat(), earliest=first.isoformat(), latest=next_.isoformat(), grain="day", how="relation",
        inferred=True,
    )  # fmt: skip
