"""Times that hang on what was told before them, and words for times that are parts of names.

"Only to lift it a day later": counted from the event told before, and where that has no day, of none that is known.
"""

import datetime

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Span, TimeExpression

# The rule of the times stage for "a day later".
_LATER = "later"
# Sentences back in which the event is looked for that a time is counted from.
_BACK = 1
_COARSE = ("year", "decade", "season", "quarter", "half", "month")
_TOLD = ("happened", "alleged", "did_not_happen", "denied")


def counted_from_story(scene: Scene, draft: Draft, time: TimeExpression) -> bool:
    """Whether a time is "a day later" of what was done, and the times stage had but the publication to count from."""
    if (time.rule or "").partition("@")[0] != _LATER or time.anchor is None or time.anchor.kind != "publication":
        return False
    done = draft.assessment is not None and draft.assessment.value >= 1.4 and not draft.assessment.future
    return done and not scene.is_present(draft.carrier)


def later_in_clause(scene: Scene, verb: int) -> TimeExpression | None:
    """The "a day later" that hangs on a verb; None where there is none."""
    times = (scene.time(each) for each in scene.trees.children(verb, "obl", "advmod", "nmod"))
    return next((time for time in times if time and (time.rule or "").partition("@")[0] == _LATER), None)


def days_between(time: TimeExpression) -> int | None:
    """The days by which a time is later than its anchor, or would be; None for what is coarser than a day."""
    later = time.earliest or next(iter(time.alternatives), "")
    if time.grain not in ("day", "daypart", "hour", None) or time.anchor is None:
        return None
    try:
        first = datetime.date.fromisoformat((time.anchor.time or "")[:10])
        return (datetime.date.fromisoformat(later[:10]) - first).days
    except ValueError:
        return None


def told_before(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The event that "a day later" goes on from: the last one before it, in its sentence or the one before."""
    number = scene.trees.sentence_number(draft.token)
    near = [
        each
        for each in drafts
        if each.token < draft.token
        and each.status in _TOLD
        and scene.trees.tokens[each.carrier].upos == "VERB"
        and base(scene.trees.deprel(each.carrier)) != "acl"
        and number - scene.trees.sentence_number(each.token) <= _BACK
    ]
    return near[-1] if near else None


def is_in_a_name(scene: Scene, token: int) -> bool:
    """ "The Grain Act, 2020", "the Velm Spring": a year or season that is part of what something is called."""
    time, words = scene.time(token), scene.trees.tokens
    if time is None:
        return False
    first = next(iter(scene.trees.within(Span(time.start, time.end))), token)
    before = first - 1
    if before < 1 or time.grain not in ("year", "season"):
        return False
    if time.grain == "season":
        named = words[before].upos in ("PROPN", "ADJ") and scene.article.text[words[before].start].isupper()
        return named and time.text[:1].isupper() and words[before].end + 1 == time.start and time.text.isalpha()
    return (
        scene.trees.form(before) == "," and scene.lemma(before - 1) in scene.lexicon.laws and _is_named(scene, before)
    )


def _is_named(scene: Scene, comma: int) -> bool:
    word = scene.trees.tokens[comma - 1]
    return scene.article.text[word.start].isupper()


def is_of_the_deed(scene: Scene, verb: int, time: TimeExpression) -> bool:
    """ "Jailed over the killing of a villager in 2021": a year behind the deed is the deed's, and no court's."""
    if time.grain not in _COARSE:
        return False
    trees = scene.trees
    deeds = (
        each
        for child in trees.children(verb, "obl", "nmod")
        if trees.case(child) in ("of", "for", "over", "with", "to")
        for each in (child, *trees.children(child, "nmod"))
    )
    return any(verb < each and trees.tokens[each].end <= time.start and _names_deed(scene, each) for each in deeds)


def _names_deed(scene: Scene, token: int) -> bool:
    return any(entry.type in ("ASSAULT", "PROTEST") or entry.kind in ("crime", "death")
               for entry in scene.lexicon.nouns.get(scene.lemma(token), ()))  # fmt: skip


def is_past_since(scene: Scene, time: TimeExpression, governor: int) -> bool:
    """ "Has run it since the merger in 1994": the year of what "since" opens, wherever the parser hung it."""
    trees = scene.trees
    head = next(iter(trees.within(Span(time.start, time.end))), None)
    if head is None or head < 2:
        return False
    noun = head - 2 if trees.tokens[head - 1].upos == "ADP" else head - 1
    return (
        noun != governor
        and trees.tokens[noun].upos in ("NOUN", "PROPN")
        and trees.case(noun) in ("since", "until", "till")
    )
