"""What one mention's words say about which act of its kind it is: its own day and place, an answer to another."""

import re

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

# A day in TIMEX3, its year known or not.
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d)")

# Letters that words of one stem begin with alike, and of how many there must be more.
_STEM = 5
_SHORT = 2

# Whom or what it was done to, and where.
_AIMED = ("recipient", "victim", "place", "destination")

_WORD = re.compile(r"\w+")

# Acts that are told as answers to acts of their own kind.
_ANSWERED = ("ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST")


def days_clash(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "the 7 October attacks", "a raid on 3 August": two days, though no year stands with one of them."""
    left, right = _days(scene, first), _days(scene, second)
    return bool(left) and bool(right) and not any(_may_be_one(one, other) for one in left for other in right)


def tells_which(scene: Scene, draft: Draft) -> bool:
    """ "the 7 October attack", "the Teln bombing", "the raid on Orlik": such a noun says itself which act it is."""
    return bool(_own_days(scene, draft.token) or _names(scene, draft))


def told_of_same(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "shelled Teln on Friday", "Friday's attack on Teln": what the noun says of itself is known of the first.

    So does a name where the first tells of no place and of nobody it was done to.
    """
    names, days = _names(scene, second), _own_days(scene, second.token)
    texts = [each.text for each in first.arguments]
    texts += [first.where.text] if first.where is not None and first.where.text else []
    words = {word.lower() for text in texts for word in _WORD.findall(text)}
    known = _days(scene, first)
    silent = first.where is None and not any(each.role in _AIMED for each in first.arguments)
    if (not silent and any(not name & words for name in names)) or (days and not known):
        return False
    return bool(names or days) and not days_clash(scene, first, second)


def _names(scene: Scene, draft: Draft) -> list[frozenset[str]]:
    """The words of each name that hangs on the mention's noun."""
    parts = scene.trees.children(draft.token, "compound", "amod", "nmod:poss", "nmod")
    mentions = (scene.mention_of_phrase(each) for each in parts)
    named = [mention for mention in mentions if mention is not None and mention.form == "name"]
    return [frozenset(word.lower() for word in _WORD.findall(mention.text)) for mention in named]


def answers(scene: Scene, draft: Draft) -> bool:
    """ "shelled the port in retaliation", "a retaliatory raid": an act told as the answer to another."""
    if draft.entry is None or draft.entry.type not in _ANSWERED:
        return False
    trees = scene.trees
    answering = scene.lexicon.words("answering")
    if scene.lemma(draft.token) in answering or draft.lemma in answering:
        return True
    for token in dict.fromkeys((draft.token, draft.carrier, *trees.objects(draft.token))):
        for child in trees.children(token, "amod", "obl", "nmod", "advcl", "compound"):
            prepositional = base(trees.deprel(child)) in ("obl", "nmod")
            if scene.lemma(child) in (scene.lexicon.words("answer") if prepositional else answering):
                return True
    return False


def is_another(scene: Scene, draft: Draft) -> bool:
    """ "another blast", "a second raid", "the return match": told as one more than those before."""
    words = {scene.lemma(child) for child in scene.trees.children(draft.token, "det", "amod", "nummod", "compound")}
    return bool(words & scene.lexicon.words("one_more"))


def share_stem(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "shelled", "the shelling": words that begin alike."""
    one, other = scene.lemma(first.token), scene.lemma(second.token)
    shorter = min(len(one), len(other), _STEM)
    return shorter > _SHORT and one[:shorter] == other[:shorter]


def _days(scene: Scene, draft: Draft) -> frozenset[tuple[str, str]]:
    """Year and day of the days that hang on the mention or on what carries it; else that of its time."""
    found = _own_days(scene, draft.token) | _own_days(scene, draft.carrier)
    when = draft.when
    if not found and when is not None and when.grain == "day" and when.how == "clause" and when.edtf is not None:
        day = _DAY.fullmatch(when.edtf)
        found = frozenset([(day[1], day[2])] if day is not None else ())
    return found


def _own_days(scene: Scene, token: int) -> frozenset[tuple[str, str]]:
    """Year and day of the days that hang on a word; looked up once, since every mention is compared with others."""
    known = scene.days_on.get(token)
    if known is None:
        times = (scene.time(child) for child in scene.trees.children(token)) if scene.times else ()
        values = (time.value or "" for time in times if time is not None and time.type in ("DATE", "TIME"))
        known = frozenset((day[1], day[2]) for value in values if (day := _DAY.match(value)) is not None)
        scene.days_on[token] = known
    return known


def _may_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or "XXXX" in (one[0], other[0]))
