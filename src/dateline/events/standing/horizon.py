"""For what is foretold, by when: bounds counted from the utterance, and on what it depends."""

import datetime

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.events.standing.granted import cue_tokens
from dateline.language.calendar import shift_day
from dateline.language.trees import base
from dateline.model import Horizon, Span, Status

AHEAD: tuple[Status, ...] = ("planned", "threatened", "feared", "expected")
_BOUNDS = ("ON_OR_BEFORE", "BEFORE")
_BEFORE = ("by", "before")  # "before the end of the month" is bounded by the month's end, and no "BEFORE" of TIMEX3


def add_horizon(scene: Scene, draft: Draft) -> None:
    """For what is foretold, by when: bounds counted from the utterance, and what the words rule out."""
    if draft.status not in AHEAD:
        if draft.entry is not None and draft.entry.type == "THREATEN":
            draft.horizon = _with_condition(scene, draft, None)  # the threat was made; what it foretells hangs on this
        return
    said = (draft.said or scene.article.published or "")[:10]
    bounded = _within(scene, draft, said) or _bounded(scene, draft, said)
    graded = _graded_units(scene, draft, said) or bounded or _dated(scene, draft)
    if graded is not None:
        draft.explained["horizon"] = f"“{graded.text}”, counted from {said or 'an unknown day'}"
    draft.horizon = _with_condition(scene, draft, graded)


def _with_condition(scene: Scene, draft: Draft, horizon: Horizon | None) -> Horizon | None:
    """ "will open the gates if the river rises": on what it depends, in the clause's own words with their mark."""
    clause = _condition(scene, draft)
    if clause is None:
        return horizon
    span = scene.trees.span(clause)
    words = span.of(scene.article.text)
    draft.explained["condition"] = f"“{words}”"
    if horizon is not None:
        return msgspec.structs.replace(horizon, condition=words)
    return Horizon(text=words, start=span.start, end=span.end, condition=words)


def _condition(scene: Scene, draft: Draft) -> int | None:
    """The conditional clause on the event's own clause or on one that foretells it ("threatened to ... unless")."""
    trees, place = scene.trees, draft.carrier
    until = set(cue_tokens(scene, draft.claim))
    for token in (place, *trees.ancestors(place)):
        found = next(
            (each for each in trees.children(token, "advcl") if scene.modality.clauses.is_condition(trees, each)), None
        )
        if found is not None:
            return None if trees.is_under(place, found) else found
        below = (*trees.children(place, "xcomp"), *trees.children(place, "ccomp")) if token == place else ()
        inner = [each for clause in below for each in trees.children(clause, "advcl")]
        found = next((each for each in inner if scene.modality.clauses.is_condition(trees, each)), None)
        if found is not None:
            return found
        if token in until or base(trees.deprel(token)) not in ("xcomp", "ccomp", "conj", "obj", "acl"):
            return None
    return None


def _graded_units(scene: Scene, draft: Draft, said: str) -> Horizon | None:
    """ "hours or days, not weeks": units joined by "or", and those the words exclude."""
    trees = scene.trees
    sentence = trees.sentence(draft.token)
    units = [
        token for token in range(sentence.first, sentence.last) if scene.lemma(token) in scene.lexicon.horizon_units
    ]
    plural = [
        token for token in units if trees.form(token) != scene.lemma(token) and not trees.children(token, "nummod")
    ]
    if not plural:
        return None
    excluded = [
        token for token in plural
        if any(scene.lemma(before) in scene.modality.negation.words for before in range(max(0, token - 2), token))
    ]  # fmt: skip
    allowed = [token for token in plural if token not in excluded]
    if not allowed or not (excluded or _has_within(scene, allowed[0])):
        return None
    span = Span(trees.tokens[plural[0]].start, trees.tokens[plural[-1]].end)
    largest = scene.lemma(excluded[0]) if excluded else None
    latest = _shift(said, 1, largest) if largest else None
    return Horizon(
        text=span.of(scene.article.text),
        start=span.start,
        end=span.end,
        earliest=said or None,
        latest=latest,
        excluded=trees.form(excluded[0]) if excluded else None,
    )


def _has_within(scene: Scene, token: int) -> bool:
    return any(scene.lemma(each) in scene.lexicon.horizon_within for each in scene.trees.children(token, "case"))


def _within(scene: Scene, draft: Draft, said: str) -> Horizon | None:
    """ "within six hours", "in the next two days": a length of time from the utterance on."""
    trees = scene.trees
    for token in dict.fromkeys((draft.carrier, draft.token)):
        for child in trees.children(token, "obl", "nmod", "advmod"):
            time = scene.time(child)
            if time is None or time.type != "DURATION" or not (_has_within(scene, child)):
                continue
            count, unit = _length(time.value)
            if unit is None:
                continue
            span = trees.span(child)
            return Horizon(
                text=span.of(scene.article.text),
                start=span.start,
                end=span.end,
                earliest=said or None,
                latest=_shift(said, count, unit),
            )
    return None


def _bounded(scene: Scene, draft: Draft, said: str) -> Horizon | None:
    """ "by June", "before the weekend": from the utterance until a time that opens nowhere itself.

    Of a noun too where it hangs on the verb that foretells it: "fighting is feared before the end of the month".
    """
    trees = scene.trees
    above = trees.head(draft.token)
    told = (above,) if above >= 0 and base(trees.deprel(draft.token)) in ("nsubj", "obj") else ()
    for token in dict.fromkeys((draft.carrier, draft.token, *told)):
        for child in trees.children(token, "obl", "nmod", "advmod"):
            time = scene.time(child)
            bounded = time is not None and (time.mod in _BOUNDS or trees.case(child) in _BEFORE)
            if time is None or not bounded or time.latest is None or time.latest[:10] <= said:
                continue
            span = trees.span(child)
            words = span.of(scene.article.text)
            return Horizon(text=words, start=span.start, end=span.end, earliest=said or None, latest=time.latest)
    return None


def _dated(scene: Scene, draft: Draft) -> Horizon | None:
    """ "by Sunday", "on Wednesday": the date told for it is its horizon."""
    if draft.when is None or draft.when.time is None:
        return None
    time = next((each for each in scene.times if each.id == draft.when.time), None)
    if time is None:
        return None
    token = scene.trees.head_of(Span(time.start, time.end))
    case = scene.trees.case(token) if token is not None else ""
    earliest = (
        (scene.article.published or "")[:10] or None if case in scene.lexicon.words("until_then") else time.earliest
    )
    latest = time.earliest if case == "before" else time.latest
    return Horizon(text=time.text, start=time.start, end=time.end, earliest=earliest, latest=latest)


def _length(value: str | None) -> tuple[int, str | None]:
    """Count and unit of a TIMEX3 duration of one unit ("P2D", "PT6H"); no unit for any other."""
    units = {"S": "second", "H": "hour", "D": "day", "W": "week", "Y": "year"}
    if value is None or not value.startswith("P"):
        return 0, None
    clock = value.startswith("PT")
    number, letter = value[2 if clock else 1 : -1], value[-1]
    if not number.isdigit():
        return 0, None
    unit = ("minute" if clock else "month") if letter == "M" else units.get(letter)
    return int(number), unit


def _shift(said: str, count: int, unit: str | None) -> str | None:
    """The day `count` units after an ISO day; hours and less end the day after."""
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return None
    days = max(1, -(-count // 24)) if unit == "hour" else 1
    grains = {"day": "D", "week": "W", "month": "M", "year": "Y"}
    moved = shift_day(day, count, grains[unit]) if unit in grains else shift_day(day, days, "D")
    return moved.isoformat() if moved is not None else None
