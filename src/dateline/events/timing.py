"""When an event happened: from its clause, its sentence, or the thread of its paragraph, and never from nothing."""

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Span, TimeExpression, When

_GRAINS = ("second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "quarter", "season", "half", "year",
           "decade", "century", "millennium", "unknown")  # fmt: skip


def add_when(scene: Scene, draft: Draft) -> None:
    """Give a draft the time that its words tie to it; the publication's date is never one by default."""
    found = _in_clause(scene, draft)
    if found is not None:
        draft.when = when_of(found, "clause")
        draft.explained["when"] = f"“{found.text}” in its clause ({found.rule or found.type})"
        return
    found = _from_governor(scene, draft)
    if found is not None:
        draft.when = when_of(found, "sentence")
        draft.explained["when"] = f"“{found.text}” in the clause it hangs on ({found.rule or found.type})"


def when_of(time: TimeExpression, how: str, *, inferred: bool = False) -> When:
    """A time expression as an event's time."""
    return When(
        edtf=time.edtf,
        earliest=time.earliest,
        latest=time.latest,
        grain=time.grain,
        time=time.id,
        how=how,
        inferred=inferred,
    )


def _usable(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.earliest is not None


def _candidates(scene: Scene, governor: int) -> list[TimeExpression]:
    """Times that hang on a word directly, or on its own objects' phrases' edges, nearest first."""
    trees = scene.trees
    found: list[tuple[int, TimeExpression]] = []
    for child in trees.children(governor):
        relation = base(trees.deprel(child))
        if relation in (
            "obl",
            "nmod",
            "advmod",
            "obj",
            "nummod",
            "appos",
            "dep",
            "amod",
            "compound",
            "parataxis",
            "list",
        ):
            for each in (child, *trees.children(child, "nmod", "obl", "flat", "appos", "nummod", "compound", "conj")):
                time = scene.time(each)
                if time is not None and _usable(time) and trees.case(child) not in ("until", "till", "since"):
                    found.append((abs(child - governor), time))
    found.sort(key=lambda pair: (pair[1].grain not in ("minute", "hour", "day", "daypart"), pair[0], pair[1].start))
    return [time for _, time in found]


def _in_clause(scene: Scene, draft: Draft) -> TimeExpression | None:
    trees = scene.trees
    for token in dict.fromkeys((draft.token, draft.carrier)):
        times = _candidates(scene, token)
        if times:
            return times[0]
    # a time parsed onto the last noun of the clause ("killed two men on Monday" with "men on Monday")
    for child in trees.children(draft.carrier, "obj", "obl", "nsubj"):
        if child > draft.carrier:
            for time in _candidates(scene, child):
                return time
    for child in trees.children(draft.carrier, "xcomp"):
        for time in _candidates(scene, child):
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
        if bare == "conj":
            times = _candidates(scene, head) or _later_conjuncts(scene, head, token)
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
                scene.lemma(head) in scene.lexicon.skipped or scene.modality.governor(scene.lemma(head), "clause")
            ):
                return None
            times = _candidates(scene, head) if bare != "nmod" else []
        else:
            return None
        if times:
            return times[0]
        token = head
    return None


def _later_conjuncts(scene: Scene, first: int, token: int) -> list[TimeExpression]:
    return [
        time
        for each in scene.trees.conjuncts(first)
        if each != token and not scene.trees.children(each, "nsubj")
        for time in _candidates(scene, each)
    ]


def _same_moment(scene: Scene, clause: int) -> bool:
    """A participle ("killing 14"), a purpose, "as" and "when" share the main clause's time."""
    marks = scene.trees.case(clause)
    return marks in ("", "to", "as", "when", "while", "in", "by") or not scene.trees.children(clause, "mark")


def thread_times(scene: Scene, drafts: list[Draft]) -> None:
    """Carry a time forward: an untimed past event right after a timed one in the same paragraph shares its day.

    Only from the sentence before, only to an event told as done, and marked as inferred.
    """
    last: tuple[int, int, When] | None = None
    for draft in sorted(drafts, key=lambda draft: draft.token):
        part = scene.part(draft.token)
        sentence = scene.trees.sentence_number(draft.token)
        done = draft.assessment is not None and draft.assessment.value >= 1.4 and not draft.assessment.future
        if draft.when is not None and part is not None:
            if draft.when.grain in ("minute", "hour", "daypart", "day") and done:
                last = (part, sentence, draft.when)
            continue
        background = scene.trees.deprel(draft.carrier) == "acl:relcl" or _is_perfect(scene, draft.carrier)
        if last is not None and part == last[0] and sentence - last[1] <= 1 and done and not background:
            if scene.trees.tokens[draft.token].upos == "VERB" and scene.is_past(draft.token):
                draft.when = When(
                    edtf=_day(last[2].edtf),
                    earliest=last[2].earliest,
                    latest=last[2].latest,
                    grain=last[2].grain,
                    time=last[2].time,
                    how="thread",
                    inferred=True,
                )
                draft.explained["when"] = "carried on from the event told just before it in the paragraph"


def _day(edtf: str | None) -> str | None:
    return edtf[:10] if edtf is not None and "/" not in edtf else edtf


def _is_perfect(scene: Scene, verb: int) -> bool:
    return any(scene.lemma(child) == "have" for child in scene.trees.children(verb, "aux"))


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


def sentence_span(scene: Scene, token: int) -> Span:
    """The code points of a token's sentence."""
    sentence = scene.trees.sentence(token)
    return Span(sentence.start, sentence.end)
