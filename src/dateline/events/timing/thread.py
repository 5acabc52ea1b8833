"""Days carried forward: what is told next, without a day of its own, is of the day told last, where nothing parts them.

A text's clock stands still where it turns to what was before, to what is only alleged, or to another matter: there no
day is better than the last one.
"""

import bisect
import itertools

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.events.timing.clauses import is_usable
from dateline.language.trees import base
from dateline.model import Claim, Span, TimeExpression, When

_FINE = ("minute", "hour", "daypart", "day")
# What nothing goes on from: what comes after a time goes on from it.
_BACK_OR_ON = ("since", "until", "till", "before", "than", "as of")
# In sentences: of days carried further two in five are right, on pages read for nothing else.
_REACH = 3
_STANCES = ("ACCUSE", "SUPPORT", "AGREE", "REQUEST", "REJECT")


class _Day(msgspec.Struct, frozen=True):
    """A day that a text tells, and where it leaves the text's clock.

    holds: whether the clock goes on from it; words: lemmas of all that it hangs on.
    """

    time: TimeExpression
    token: int
    sentence: int
    holds: bool
    words: frozenset[str]


def thread_times(scene: Scene, drafts: list[Draft]) -> None:
    """Carry a time forward: an untimed past event shares the day last told before it.

    From at most three sentences back, only to a verb in the plain past told as done, and marked as inferred.
    """
    days = _days(scene)
    ends = [day.time.end for day in days]
    for draft in drafts:
        if draft.when is not None or not _may_follow(scene, draft):
            continue
        sentence = scene.trees.sentence_number(draft.token)
        last = bisect.bisect_right(ends, draft.triggers[0].start)
        before = [day for day in days[max(0, last - 12) : last] if 0 < sentence - day.sentence <= _REACH]
        if before and (before[-1].holds or _is_named(scene, draft, before[-1])) and _goes_on(scene, draft, before[-1]):
            time = before[-1].time
            draft.when = When(
                edtf=_whole_day(time.edtf), earliest=time.earliest, latest=time.latest, grain="day", time=time.id,
                how="thread", inferred=True,
            )  # fmt: skip
            draft.explained["when"] = f"carried on from “{time.text}”, told before it"


def _days(scene: Scene) -> list[_Day]:
    """The days up to the publication that a text tells, in order; of a quotation or a plan, none goes on outside it."""
    published = (scene.article.published or "9999")[:10]
    found: list[_Day] = []
    for time in scene.times:
        token = scene.trees.head_of(Span(time.start, time.end))
        if token is None or not is_usable(time) or time.grain not in _FINE or str(time.earliest)[:10] > published:
            continue
        if _is_of_another_moment(scene, token) or _is_ahead(scene, token) or _stands_alone(scene, time, token):
            continue
        above = list(scene.trees.ancestors(token))
        clause = scene.trees.clause_head(token)
        near = {scene.lemma(each) for each in above if scene.trees.is_under(each, clause)}
        holds = not _is_of_now(scene, clause) and not near & scene.lexicon.telling
        words = frozenset(scene.lemma(each) for each in above)
        found.append(_Day(time, token, scene.trees.sentence_number(token), holds, words))
    return found


def _is_of_another_moment(scene: Scene, token: int) -> bool:
    """Whether a time stands behind "since" or "before", by itself or in their clause: nothing goes on from it."""
    above = (token, *itertools.islice(scene.trees.ancestors(token), 4))
    return any(scene.trees.case(each) in _BACK_OR_ON for each in above)


def _stands_alone(scene: Scene, time: TimeExpression, token: int) -> bool:
    """Whether a time is no moment of the story: the writer's "today", a dateline's, a participle's ("year ended")."""
    line = scene.article.dateline
    if line is not None and line.end is not None and time.start < line.end:
        return True
    clause = scene.trees.clause_head(token)
    return scene.lemma(token) in scene.lexicon.writers_day or base(scene.trees.deprel(clause)) == "acl"


def _is_of_now(scene: Scene, clause: int) -> bool:
    """ "is still so on Monday": a clause in the present, where that is not the headlines' way to tell the past."""
    now = scene.is_present(clause) or any(
        scene.trees.form(each) in scene.lexicon.words("so_now") for each in scene.trees.children(clause, "cop")
    )
    return now and scene.role_of(clause) not in scene.lexicon.present_exempt


def _is_ahead(scene: Scene, token: int) -> bool:
    """ "told them to gather on Wednesday", "would open on Monday": a day that was still to come when it was named."""
    trees = scene.trees
    clause = trees.clause_head(token)
    if trees.tokens[clause].upos != "VERB":
        return False
    modal = any(scene.lemma(each) in scene.lexicon.ahead for each in trees.children(clause, "aux"))
    return modal or any(trees.tokens[each].upos == "PART" for each in trees.children(clause, "mark"))


# -- what a day is carried to -------------------------------------------------------------------------


def _may_follow(scene: Scene, draft: Draft) -> bool:
    """Whether an event is told as the next thing that happened."""
    trees = scene.trees
    done = draft.assessment is not None and draft.assessment.value >= 1.4 and not draft.assessment.future
    if not done or trees.tokens[draft.token].upos != "VERB" or not scene.is_past(draft.token):
        return False
    if draft.entry is not None and draft.entry.type in _STANCES:
        return False
    if _is_in_aside(scene, draft.carrier):
        return False
    relation = trees.deprel(trees.first_conjunct(draft.carrier))
    return base(relation) != "acl" and not _is_perfect(scene, draft.carrier)


def _is_in_aside(scene: Scene, verb: int) -> bool:
    """ "the worst day since eleven men died", "a month after it sold the pier": by its clause's mark."""
    trees = scene.trees
    for token in (verb, trees.first_conjunct(verb)):
        if base(trees.deprel(token)) == "advcl" and set(trees.case(token).split()) & scene.lexicon.apart:
            return True
    return False


def _is_perfect(scene: Scene, verb: int) -> bool:
    both = (verb, scene.trees.first_conjunct(verb))
    return any(
        scene.lemma(child) in scene.lexicon.words("perfect")
        for each in both
        for child in scene.trees.children(each, "aux")
    )


def _whole_day(edtf: str | None) -> str | None:
    return edtf[:10] if edtf is not None and "/" not in edtf else edtf


# -- what parts an event from the day before it -------------------------------------------------------


def _goes_on(scene: Scene, draft: Draft, day: _Day) -> bool:
    """Whether a text goes on from a day to an event: within one matter, one quotation and one kind of account."""
    return not (
        _is_under_another_heading(scene, draft, day)
        or _is_quoted_apart(scene, draft, day)
        or _has_another_time(scene, draft, day)
        or _is_of_the_charge(scene, draft, day)
    )


def _is_named(scene: Scene, draft: Draft, day: _Day) -> bool:
    """Whether the event's own sentence names the day once more, wherever its tree hangs it."""
    sentence = scene.trees.sentence(draft.token)
    return any(
        time.type in ("DATE", "TIME") and _date(time) == _date(day.time)
        for time in scene.times_within(sentence.start, sentence.end)
    )


def _date(time: TimeExpression) -> str:
    """The day of a time, where it has one; of "by noon on Tuesday", which has no beginning, too."""
    return (time.earliest or time.value or "")[:10]


def _is_under_another_heading(scene: Scene, draft: Draft, day: _Day) -> bool:
    """Whether a heading stands between, or the one stands in a caption that the other is no part of."""
    first, last = scene.part(day.token), scene.part(draft.token)
    if first is None or last is None:
        return False
    parts = scene.article.parts
    captioned = first != last and "caption" in (parts[first].role, parts[last].role)
    return captioned or any(part.role == "subhead" for part in parts[first + 1 : last + 1])


def _is_quoted_apart(scene: Scene, draft: Draft, day: _Day) -> bool:
    """Whether one stands in a speaker's own words and the other does not: he tells of when he likes."""
    return _quotation(scene, draft.token) != _quotation(scene, day.token)


def _quotation(scene: Scene, token: int) -> str | None:
    """Who is quoted with a token in their own words: the speaker, or the claim where nobody is known; else None."""
    claim = _claim(scene, token, "direct")
    return None if claim is None else (claim.sources[-1].entity or claim.id if claim.sources else claim.id)


def _claim(scene: Scene, token: int, *modes: str) -> Claim | None:
    start = scene.trees.tokens[token].start
    held = (
        claim
        for claim in scene.claims_near(token)
        if claim.mode in modes and any(span.start <= start < span.end for span in claim.content)
    )
    return next(held, None)


def _has_another_time(scene: Scene, draft: Draft, day: _Day) -> bool:
    """Whether the event's clause or one above it tells another time: "recently", "in 2019"; no day is carried there."""
    trees = scene.trees
    sentence = trees.sentence(draft.token)
    for time in scene.times_within(sentence.start, sentence.end):
        if time.type not in ("DATE", "TIME"):
            continue
        token = trees.head_of(Span(time.start, time.end))
        above = token is not None and trees.is_under(draft.token, trees.clause_head(token))
        if above and _date(time) != _date(day.time):
            return True
    return False


def _is_of_the_charge(scene: Scene, draft: Draft, day: _Day) -> bool:
    """ "was arraigned on Monday. He allegedly rented a van": a court has its day, the deed another."""
    lexicon = scene.lexicon
    told = (*scene.trees.within(draft.triggers[0]), *scene.trees.subjects(draft.token))
    own = frozenset(scene.lemma(token) for token in told)
    if bool(day.words & lexicon.court) != bool(own & lexicon.court):
        return True
    return _is_alleged(scene, draft.token) and not _is_alleged(scene, day.token)


def _is_alleged(scene: Scene, token: int) -> bool:
    """Whether a word's clause is told as alleged: by its adverb, or by who brings a charge."""
    trees, lexicon = scene.trees, scene.lexicon
    clause = trees.clause_head(token)
    adverbs = (each for verb in (clause, trees.first_conjunct(clause)) for each in trees.children(verb, "advmod"))
    if any(scene.lemma(each) in lexicon.alleged for each in adverbs):
        return True
    claim = _claim(scene, token, "direct", "indirect", "mixed")
    if claim is None:
        return False
    words = {word for source in claim.sources for word in source.text.lower().split()}
    return bool(words & lexicon.accusers)
