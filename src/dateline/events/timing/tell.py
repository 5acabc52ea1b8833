"""When an event happened: from its clause or its sentence, and never from nothing."""

from dateline.events.arguments.participants import marked_noun
from dateline.events.scene import Draft, Scene
from dateline.events.timing.clauses import is_of_courts, is_usable, later_conjuncts, marks_its_noun, times_at, times_of
from dateline.events.timing.moments import when_of
from dateline.events.timing.story import counted_from_story, later_in_clause
from dateline.events.timing.stretches import several, stretch
from dateline.language.trees import base
from dateline.model import TimeExpression, When


def add_when(scene: Scene, draft: Draft) -> None:
    """Give a draft the time that its words tie to it; the publication's date is never one by default."""
    found = _in_clause(scene, draft) or _is_on(scene, draft)
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


def time_of_when(scene: Scene, drafts: list[Draft]) -> None:
    """ "six were killed and nine hurt when their bus hit a mine on Sunday": the moment that a "when" tells.

    For what has no time of its own, and none of what did it.
    """
    for draft in drafts:
        if draft.when is not None and draft.when.how != "thread":
            continue
        times = [time for clause in scene.when_clauses(draft.carrier) for time in times_at(scene, clause)]
        if times:
            draft.when, words = _when(scene, times[0], "sentence")
            draft.explained["when"] = f"“{words}” in the clause of the same moment ({times[0].rule or times[0].type})"


def _when(scene: Scene, time: TimeExpression, how: str) -> tuple[When, str]:
    """A time as an event's, with the others it is told together with, and the words."""
    found = stretch(scene, time, how) or several(scene, time, how)
    return found if found is not None else (when_of(time, how), time.text)


def _in_clause(scene: Scene, draft: Draft) -> TimeExpression | None:
    trees = scene.trees
    for token in dict.fromkeys((draft.token, draft.carrier)):
        times = times_of(scene, token)
        if token == draft.token and _is_undone(scene, draft):
            times = [time for time in times if not marks_its_noun(scene, token, time)]
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


def _is_on(scene: Scene, draft: Draft) -> TimeExpression | None:
    """ "The match is on Sunday": a time that a clause with "be" tells of its subject."""
    trees, head = scene.trees, scene.trees.head(draft.token)
    if head < 0 or base(trees.deprel(draft.token)) != "nsubj" or not trees.children(head, "cop"):
        return None
    time = scene.time(head)
    return time if time is not None and is_usable(time) else None


def _is_undone(scene: Scene, draft: Draft) -> bool:
    """ "Ending the 2016 deal": the event is what the verb does to what the noun names."""
    carried = draft.carrier != draft.token and scene.trees.tokens[draft.carrier].upos == "VERB"
    return carried and draft.entry is not None and scene.lemma(draft.token) in draft.entry.objects


def _time_before_when(scene: Scene, verb: int) -> TimeExpression | None:
    """ "since last August, when eleven men died": the time right before the "when" that opens a clause."""
    trees = scene.trees
    for word in trees.children(verb, "advmod", "mark"):
        before = word - 1
        while before > 0 and trees.tokens[before].upos == "PUNCT":
            before -= 1
        time = scene.time(before) if before >= 0 and scene.lemma(word) in scene.lexicon.words("when") else None
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
            times = times_of(scene, head) or later_conjuncts(scene, head, token)
        elif bare == "xcomp" or (bare == "advcl" and _same_moment(scene, token)):
            times = times_at(scene, head)
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
                or scene.modality.governors.effect_of(scene.lemma(head), "clause")
            ):
                return None
            times = times_at(scene, head) if bare != "nmod" else []
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
    if verb >= 0 and trees.case(token) in ("of", "for", "with") and is_of_courts(scene, verb):
        return True  # "convicted her of the killing", whichever of the two the parser hung it on
    if relation == "obl":
        return trees.case(token) in scene.lexicon.grounds
    return relation == "nmod" and scene.lemma(trees.head(token)) in scene.lexicon.occasions


def _at_the_end(scene: Scene, draft: Draft) -> TimeExpression | None:
    """ "smashed windows and set fire to two buses last night": a time behind the last of several verbs of one doer."""
    verb = draft.carrier
    if scene.trees.tokens[verb].upos != "VERB" or not scene.is_past(verb):
        return None
    later = [each for each in scene.trees.children(verb, "conj") if scene.is_past(each)]
    found = later_conjuncts(scene, verb, verb) if later else []
    return next((time for time in found if time.start > scene.trees.tokens[later[-1]].start), None)


def _same_moment(scene: Scene, clause: int) -> bool:
    """A participle ("killing 14"), a purpose, "as" and "when" share the main clause's time."""
    marks = scene.trees.case(clause)
    return marks in ("", "to", "as", "when", "while", "in", "by") or not scene.trees.children(clause, "mark")
