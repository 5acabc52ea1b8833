"""When an event happened: from its clause, its sentence or another event, and never from nothing."""

import datetime
import re

from dateline.events.participants import marked_noun
from dateline.events.scene import Draft, Scene
from dateline.events.story import (
    counted_from_story,
    days_between,
    is_in_a_name,
    is_of_the_deed,
    is_past_since,
    later_in_clause,
    told_before,
)
from dateline.events.stretches import several, stretch
from dateline.language.calendar import add_days
from dateline.language.trees import CLAUSES, base
from dateline.model import Span, TimeExpression, When

# From the finest to the coarsest.
_GRAINS = (
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "quarter", "season", "half", "year",
    "decade", "century", "millennium", "unknown",
)  # fmt: skip
# Open a phrase that is of another moment: "the biggest march since the riots of 2011".
_OTHER_MOMENT = ("since", "until", "till", "before", "after", "than")
# Relations by which a time marks the noun behind it.
_MARKING = ("compound", "nummod", "amod", "nmod:poss")
# What is done to someone for a deed that has a day of its own.
_OF_COURTS = frozenset(("charge", "sentence", "accusation", "lawsuit"))
_DURATION = re.compile(r"P(\d{1,4})([DW])")


def add_when(scene: Scene, draft: Draft) -> None:
    """Give a draft the time that its words tie to it; the publication's date is never one by default."""
    found = _in_clause(scene, draft)
    if found is not None and counted_from_story(scene, draft, found):
        return  # `relate_times` counts it from the event before
    if found is None and later_in_clause(scene, draft.carrier) is not None:
        return  # "two days later", of a day that is not known
    if found is not None:
        draft.when, words = _when(scene, found, "clause")
        draft.explained["when"] = f"“{words}” in its clause ({found.rule or found.type})"
        return
    found = _from_governor(scene, draft) or _at_the_end(scene, draft)
    if found is not None:
        draft.when, words = _when(scene, found, "sentence")
        draft.explained["when"] = f"“{words}” in the clause it hangs on ({found.rule or found.type})"


def _when(scene: Scene, time: TimeExpression, how: str) -> tuple[When, str]:
    """A time as an event's, with the others it is told together with, and the words."""
    found = stretch(scene, time, how) or several(scene, time, how)
    return found if found is not None else (when_of(time, how), time.text)


def when_of(time: TimeExpression, how: str, *, inferred: bool = False) -> When:
    """A time expression as an event's time; "since August" opens what goes on, an event in it is of that August.

    "after 1950" stays open: it begins where that year ends.
    """
    edtf, latest = time.edtf, time.latest
    if edtf is not None and edtf.endswith("/..") and latest is None and time.earliest is not None:
        first = edtf.removesuffix("/..")
        end = _end_of(first)
        if end is None or time.earliest < end:
            edtf, latest = first, end
    return When(
        edtf=edtf,
        earliest=time.earliest,
        latest=latest,
        grain=time.grain,
        time=time.id,
        how=how,
        inferred=inferred,
    )


def _end_of(edtf: str) -> str | None:
    """The day after a day, month or year in EDTF; None for what has another form."""
    try:
        if len(edtf) in (4, 7):
            year, month = int(edtf[:4]), int(edtf[5:] or 12)
            return datetime.date(year + month // 12, month % 12 + 1, 1).isoformat()
        day = add_days(datetime.date.fromisoformat(edtf), 1)
    except ValueError:
        return None
    return day.isoformat() if day is not None else None


def is_usable(time: TimeExpression) -> bool:
    """Whether a time is a date or an hour that is known, and no span, set or "recently"."""
    return time.type in ("DATE", "TIME") and time.earliest is not None


def _candidates(scene: Scene, governor: int) -> list[TimeExpression]:
    """Times that hang on a word without a clause between, the finest and nearest first."""
    trees = scene.trees
    found: list[tuple[bool, int, int, TimeExpression]] = []
    mark = trees.child(governor, "mark")
    opens = mark if mark is not None else -1
    # "said on Tuesday that it fell": what stands before the mark is the saying's, wherever the parser hung it
    stack = [(child, 1) for child in trees.children(governor) if child > opens or opens > governor]
    while stack:
        token, depth = stack.pop()
        relation = base(trees.deprel(token))
        if relation in CLAUSES or depth > 4 or relation == "nsubj":
            continue
        if relation == "conj" and trees.tokens[token].upos == "VERB":
            continue
        time = scene.time(token)
        if time is not None:
            own = trees.head(token) == governor or not _marks_a_thing(scene, token, governor)
            own = own and not is_in_a_name(scene, token) and not is_past_since(scene, time, governor)
            if own and is_usable(time) and trees.case(token) not in ("until", "till", "since"):
                coarse = time.grain not in ("minute", "hour", "day", "daypart")
                found.append((coarse, abs(token - governor), time.start, time))
            continue
        if trees.case(token) not in _OTHER_MOMENT:
            stack.extend((child, depth + 1) for child in trees.children(token))
    found.sort(key=lambda each: each[:3])
    return [time for *_, time in found]


def _marks_a_thing(scene: Scene, token: int, governor: int) -> bool:
    """ "repudiated a 2016 agreement", "rejected Monday's offer": a time that says which thing, and not when.

    "in Tuesday night's raid" tells when; "charged with manslaughter in the June 3 stabbing" does not.
    """
    trees = scene.trees
    noun = trees.head(token)
    if noun < 0 or trees.deprel(token) not in _MARKING or trees.tokens[noun].upos not in ("NOUN", "PROPN"):
        return False
    if scene.time(noun) is not None:
        return False
    return _is_of_courts(scene, governor) or trees.case(noun) not in ("in", "during", "at", "throughout", "amid")


def _is_of_courts(scene: Scene, verb: int) -> bool:
    return any(entry.kind in _OF_COURTS for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))


def _times_of(scene: Scene, verb: int) -> list[TimeExpression]:
    """A verb's times; of one that only begins or ends another's act ("stopped work on Thursday"), the other's too."""
    found = [time for time in _candidates(scene, verb) if not _is_of_its_object(scene, verb, time)]
    verbal = scene.trees.tokens[verb].upos == "VERB"
    if verbal and (scene.lemma(verb) in scene.lexicon.convicting or _is_of_courts(scene, verb)):
        found = [time for time in found if not is_of_the_deed(scene, verb, time)]
    if not found:
        found = [time for each in _naming_clauses(scene, verb) for time in _candidates(scene, each)]
    if not found and scene.lemma(verb) in scene.lexicon.skipped:
        found = [time for each in scene.trees.children(verb, "xcomp") for time in _candidates(scene, each)]
    return found


def _naming_clauses(scene: Scene, verb: int) -> list[int]:
    """ "Bombed what it called a camp on the night of 3 May": clauses that name the object; the time is the verb’s."""
    trees = scene.trees
    names = (each for each in trees.objects(verb) if scene.lemma(each) == "what")
    clauses = (clause for name in names for clause in trees.children(name, "acl"))
    return [clause for clause in clauses if scene.lemma(clause) in scene.lexicon.naming]


def _is_of_its_object(scene: Scene, verb: int, time: TimeExpression) -> bool:
    """ "offered talks on Friday", told on Wednesday: a day still to come behind what was offered is the talks'."""
    published = (scene.article.published or "")[:10]
    if not published or (time.earliest or "")[:10] <= published or not scene.is_past(verb):
        return False
    if scene.lemma(verb) not in scene.lexicon.proposing:
        return False
    words = scene.trees.tokens
    return any(
        verb < each and words[each].end <= time.start and words[each].upos == "NOUN"
        for each in scene.trees.children(verb, "obj", "obl")
    )


def _in_clause(scene: Scene, draft: Draft) -> TimeExpression | None:
    trees = scene.trees
    for token in dict.fromkeys((draft.token, draft.carrier)):
        times = _times_of(scene, token)
        if token == draft.token and _is_undone(scene, draft):
            times = [time for time in times if not _marks_its_noun(scene, token, time)]
        if times:
            return times[0]
    dated = _time_before_when(scene, draft.carrier)
    if dated is not None:
        return dated
    head = trees.head(draft.carrier)
    if head >= 0 and base(trees.deprel(draft.carrier)) in ("acl", "advcl"):
        time = scene.time(head)  # "in August, when the column turned back"
        if time is not None and is_usable(time):
            return time
    return None


def _is_undone(scene: Scene, draft: Draft) -> bool:
    """ "Ending the 2016 deal": the event is what the verb does to what the noun names."""
    carried = draft.carrier != draft.token and scene.trees.tokens[draft.carrier].upos == "VERB"
    return carried and draft.entry is not None and scene.lemma(draft.token) in draft.entry.objects


def _marks_its_noun(scene: Scene, noun: int, time: TimeExpression) -> bool:
    words = scene.trees.within(Span(time.start, time.end))
    return any(scene.trees.head(each) == noun and scene.trees.deprel(each) in _MARKING for each in words)


def _time_before_when(scene: Scene, verb: int) -> TimeExpression | None:
    """ "since last August, when eleven men died": the time right before the "when" that opens a clause."""
    trees = scene.trees
    for word in trees.children(verb, "advmod", "mark"):
        before = word - 1
        while before > 0 and trees.tokens[before].upos == "PUNCT":
            before -= 1
        time = scene.time(before) if before >= 0 and scene.lemma(word) == "when" else None
        if time is not None and is_usable(time):
            return time
    return None


def _from_governor(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time of the clause this one hangs on, where both tell of the same moment."""
    trees, token = scene.trees, draft.carrier
    for _ in range(6):
        head, relation = trees.head(token), trees.deprel(token)
        if head < 0:
            return None
        bare = base(relation)
        if _is_of_before(scene, token, bare):
            return None
        if bare == "conj":
            times = _times_of(scene, head) or _later_conjuncts(scene, head, token)
        elif bare == "xcomp" or (bare == "advcl" and _same_moment(scene, token)):
            times = _candidates(scene, head)
            if (
                times
                and draft.assessment is not None
                and draft.assessment.kind
                in (
                    "planned",
                    "threatened",
                    "expected",
                )
            ):
                return None  # "promised on Monday to": the promise's time
        elif bare in ("obj", "nsubj", "obl", "nmod") and trees.tokens[token].upos != "VERB":
            verbal = trees.tokens[head].upos == "VERB"
            if verbal and (
                scene.lemma(head) in (scene.lexicon.skipped | scene.lexicon.reviewing)
                or scene.modality.governor(scene.lemma(head), "clause")
            ):
                return None
            times = _candidates(scene, head) if bare != "nmod" else []
        else:
            return None
        if times:
            return times[0]
        token = head
    return None


def _is_of_before(scene: Scene, token: int, relation: str) -> bool:
    """ "arrested on Monday over the killing", "in connection with the killing", "a suspended mayor": told of before.

    What someone is held or blamed for, and what a participle before a noun tells, is older than the clause.
    """
    trees = scene.trees
    if marked_noun(scene, token) is not None:
        return True
    verb = trees.head(token) if relation == "obl" else trees.head(trees.head(token))
    if verb >= 0 and trees.case(token) in ("of", "for", "with") and _is_of_courts(scene, verb):
        return True  # "convicted her of the killing", whichever of the two the parser hung it on
    if relation == "obl":
        return trees.case(token) in scene.lexicon.grounds
    return relation == "nmod" and scene.lemma(trees.head(token)) in scene.lexicon.occasions


def _later_conjuncts(scene: Scene, first: int, token: int) -> list[TimeExpression]:
    return [
        time
        for each in scene.trees.conjuncts(first)
        if each != token and not scene.trees.children(each, "nsubj")
        for time in _candidates(scene, each)
    ]


def _at_the_end(scene: Scene, draft: Draft) -> TimeExpression | None:
    """ "smashed windows and set fire to two buses last night": a time behind the last of several verbs of one doer."""
    verb = draft.carrier
    if scene.trees.tokens[verb].upos != "VERB" or not scene.is_past(verb):
        return None
    later = [each for each in scene.trees.children(verb, "conj") if scene.is_past(each)]
    found = _later_conjuncts(scene, verb, verb) if later else []
    return next((time for time in found if time.start > scene.trees.tokens[later[-1]].start), None)


def _same_moment(scene: Scene, clause: int) -> bool:
    """A participle ("killing 14"), a purpose, "as" and "when" share the main clause's time."""
    marks = scene.trees.case(clause)
    return marks in ("", "to", "as", "when", "while", "in", "by") or not scene.trees.children(clause, "mark")


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


def time_of_when(scene: Scene, drafts: list[Draft]) -> None:
    """ "six were killed and nine hurt when their bus hit a mine on Sunday": the moment that a "when" tells.

    For what has no time of its own, and none of what did it.
    """
    for draft in drafts:
        if draft.when is not None and draft.when.how != "thread":
            continue
        times = [time for clause in scene.when_clauses(draft.carrier) for time in _candidates(scene, clause)]
        if times:
            draft.when, words = _when(scene, times[0], "sentence")
            draft.explained["when"] = f"“{words}” in the clause of the same moment ({times[0].rule or times[0].type})"


def _moment_of_clause(scene: Scene, verb: int) -> When | None:
    """The day of a clause that tells no event of ours; a clause in the present is of the day it is published."""
    if verb < 0:
        return None
    times = [time for time in _times_of(scene, verb) if time.type in ("DATE", "TIME")]
    if times:
        return when_of(times[0], "relation")
    published = (scene.article.published or "")[:10]
    finite = [verb, *scene.trees.children(verb, "aux", "cop")]
    present = any(scene.trees.form(each) in ("is", "are", "has", "have") for each in finite) or scene.is_present(verb)
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


def finer(left: When | None, right: When | None) -> When | None:
    """The more exact of two times of one event; the first where neither is."""
    if left is None or right is None:
        return left or right
    if left.inferred != right.inferred:
        return right if left.inferred else left
    size = {grain: number for number, grain in enumerate(_GRAINS)}
    return right if size.get(right.grain or "unknown", 15) < size.get(left.grain or "unknown", 15) else left


def clash(left: When | None, right: When | None) -> bool:
    """Whether two times cannot be of one event: their bounds do not meet."""
    if left is None or right is None:
        return False
    if None in (left.earliest, left.latest, right.earliest, right.latest):
        return False
    first = (str(left.earliest)[:10], str(left.latest)[:10])
    second = (str(right.earliest)[:10], str(right.latest)[:10])
    return first[1] < second[0] or second[1] < first[0]
