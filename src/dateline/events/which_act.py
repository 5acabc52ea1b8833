"""What the words of one mention say about which act of its kind it is: its own day, its own place, an answer to another."""

import re

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

# A day in TIMEX3, its year known or not.
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d)")

# Letters that words of one stem begin with alike, and of how many there must be more.
_STEM = 5
_SHORT = 2

# Acts that are told as answers to acts of their own kind.
_ANSWERED = ("ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST")


def days_clash(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "the 7 October attacks", "a raid on 3 August": two days of the calendar, though no year stands with one of them."""
    left, right = _days(scene, first), _days(scene, second)
    return bool(left) and bool(right) and not any(_may_be_one(one, other) for one in left for other in right)


def tells_which(scene: Scene, draft: Draft) -> bool:
    """ "the 7 October attack", "the Teln bombing": a definite noun that says itself which act it is points back to no other."""
    if _days(scene, draft):
        return True
    trees = scene.trees
    named = (scene.mention(each) for each in trees.children(draft.token, "compound", "amod", "nmod:poss", "nmod"))
    return any(mention is not None and mention.kind == "place" and mention.form == "name" for mention in named)


def answers(scene: Scene, draft: Draft) -> bool:
    """ "shelled the port in retaliation", "a retaliatory raid": an act told as the answer to another."""
    if draft.entry is None or draft.entry.type not in _ANSWERED:
        return False
    trees = scene.trees
    for token in dict.fromkeys((draft.token, draft.carrier)):
        for child in trees.children(token, "amod", "obl", "nmod", "advcl", "compound"):
            prepositional = base(trees.deprel(child)) in ("obl", "nmod")
            if scene.lemma(child) in scene.lexicon.words("answer" if prepositional else "answering"):
                return True
    return False


def is_another(scene: Scene, draft: Draft) -> bool:
    """ "another blast", "a second raid": told as one more than those before."""
    words = {scene.lemma(child) for child in scene.trees.children(draft.token, "det", "amod", "nummod")}
    return bool(words & scene.lexicon.words("one_more"))


def share_stem(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "shelled", "the shelling": words that begin alike."""
    one, other = scene.lemma(first.token), scene.lemma(second.token)
    shorter = min(len(one), len(other), _STEM)
    return shorter > _SHORT and one[:shorter] == other[:shorter]


def _days(scene: Scene, draft: Draft) -> set[tuple[str, str]]:
    """Year and day of the days that hang on the mention itself."""
    found = set()
    for token in dict.fromkeys((draft.token, draft.carrier)):
        for child in scene.trees.children(token):
            time = scene.time(child)
            day = _DAY.match(time.value or "") if time is not None and time.type in ("DATE", "TIME") else None
            if day is not None:
                found.add((day[1], day[2]))
    when = draft.when
    if not found and when is not None and when.grain == "day" and when.how == "clause" and when.edtf is not None:
        day = _DAY.fullmatch(when.edtf)
        found = {(day[1], day[2])} if day is not None else set()
    return found


def _may_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or "XXXX" in (one[0], other[0]))
