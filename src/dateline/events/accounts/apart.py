"""Whether two mentions of a kind of event are kept apart by their days and places."""

import re

from dateline.events.scene import Draft, Scene

# Stretches that hold many acts of a kind.
_LONG = ("week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")


def on_other_days(first: Draft, second: Draft) -> bool:
    """ "shelled it on Monday", "shelled it on Tuesday": two days, each told as a day; a night may run into the next."""
    left, right = first.when, second.when
    if left is None or right is None or left.grain != "day" or right.grain != "day":
        return False
    if None in (left.earliest, left.latest, right.earliest, right.latest) or not left.how == right.how == "clause":
        return False
    return str(left.latest) <= str(right.earliest) or str(right.latest) <= str(left.earliest)


def same_moment(first: Draft, second: Draft) -> bool:
    """Whether both tell the same day or hour; what is only concluded to go on from it, or at another site, is none."""
    left, right = first.when, second.when
    if left is None or right is None or left.edtf != right.edtf:
        return False
    if left.grain in _LONG:
        return False
    return not (left.inferred or right.inferred) and not _sites_differ(first, second)


def _sites_differ(first: Draft, second: Draft) -> bool:
    """ "at a market" and "in the harbour": sites in other words, neither of them known on the map."""
    left, right = first.where, second.where
    if left is None or right is None or left.name is not None or right.name is not None:
        return False
    one, other = (left.text or "").lower(), (right.text or "").lower()
    return one not in other and other not in one


def places_differ(first: Draft, second: Draft) -> bool:
    """Whether both name a resolved place and the two are different points of like precision."""
    left, right = first.where, second.where
    if left is None or right is None or left.name is None or right.name is None or left.name == right.name:
        return False
    if _words(left.text) == _words(right.text):
        return False  # "Station Road, Teln", "Station Road in Teln"
    return left.precision is not None and left.precision == right.precision and left.precision <= 3


def _words(text: str | None) -> frozenset[str]:
    """The names' words of a place's phrase, in any order."""
    return frozenset(each.lower() for each in re.findall(r"\w+", text or "") if each[0].isupper() or each.isdigit())


def are_others(scene: Scene, first: int, second: int) -> bool:
    """ "a 26-year-old man" and "a 37-year-old man", "two more men", "a man" and "three men": people told as others."""
    trees = scene.trees
    if {trees.tokens[first].upos, trees.tokens[second].upos} != {"NOUN"}:
        return False
    ages = [_age(scene, each) for each in (first, second)]
    if None not in ages:
        return ages[0] != ages[1]
    later = max(first, second)
    marks = {scene.lemma(each) for each in trees.children(later, "amod", "det", "nummod")}
    new = set() if marks & scene.lexicon.definite else marks & scene.lexicon.others  # "the other girl" is known
    several = any(_is_several(scene, each) for each in (first, second))
    return bool(new) or (several and any(_is_one(scene, each) for each in (first, second)))


def hit_apart(scene: Scene, first: int, second: int) -> bool:
    """ "shot down two planes and bombed a school": coordinated verbs, each with an object of its own."""
    trees = scene.trees
    if {trees.tokens[first].upos, trees.tokens[second].upos} != {"VERB"} or second not in trees.conjuncts(first):
        return False
    left, right = (trees.children(each, "obj") for each in (first, second))
    if not left or not right or any(trees.tokens[each].upos == "PRON" for each in (*left, *right)):
        return False
    return not {scene.lemma(each) for each in left} & {scene.lemma(each) for each in right}


def _age(scene: Scene, head: int) -> str | None:
    """How old someone is told to be within their phrase: "26-year-old"."""
    found = re.search(scene.lexicon.age, scene.trees.phrase(head).of(scene.article.text).lower())
    return found[1] if found is not None and scene.lexicon.age else None


def _is_one(scene: Scene, head: int) -> bool:
    """Whether a noun for someone stands behind "a" or "an"."""
    trees = scene.trees
    single = trees.form(head) == scene.lemma(head) and scene.is_agent(head) is True
    alone = len(trees.conjuncts(head)) == 1 and scene.lemma(head) not in scene.lexicon.collectives
    return single and alone and any(scene.lemma(each) in scene.lexicon.one for each in trees.children(head, "det"))


def _is_several(scene: Scene, head: int) -> bool:
    """Whether a noun for people is counted as two or more: "two men"."""
    trees = scene.trees
    plural = trees.form(head) != scene.lemma(head) and scene.is_agent(head) is True
    return plural and bool(trees.children(head, "nummod"))
