"""Whether two accounts are of one event: nothing speaks against it, and something for it."""

from dateline.events.accounts.apart import hit_apart, on_other_days, places_differ, same_moment
from dateline.events.accounts.shared_participants import (
    amounts_differ,
    compare_participants,
    counts_agree,
    counts_differ,
    done_to_others,
    heads_of,
    may_share_act,
    named_apart,
    one_thing,
    same_roles,
    things_differ,
    victims_differ,
)
from dateline.events.accounts.which_act import answers, days_clash, is_another, tells_which, told_of_same
from dateline.events.arguments.object_roles import BEFALLEN
from dateline.events.kept.filters import is_of_many
from dateline.events.scene import Draft, Scene
from dateline.events.timing.moments import clash

_PARTICIPANTS = ("actor", "recipient", "victim", "instrument", "theme")

_MOST_MENTIONS = 60

# Roles that must be filled alike for words that do not refer back to be of what was denied.
_BOTH = 2

_SUMMARIES = frozenset({"headline", "standfirst", "caption"})

# What is done to a thing said or planned: two things, two acts.
_STANCES = ("REJECT", "SUPPORT", "ACCUSE", "REQUEST", "AGREE", "CONCEDE")

_AHEAD = ("feared", "planned", "threatened", "expected")

_OPEN = ("feared", "hypothetical", "unknown", "planned", "threatened", "expected")


def belongs(scene: Scene, draft: Draft, group: list[Draft]) -> bool:
    """Whether nothing speaks against a draft being the group's event, and something speaks for it."""
    known = group[:_MOST_MENTIONS]
    if any(_conflict(scene, other, draft) for other in known):
        return False
    # what a headline tells is what the body tells first; later acts of its kind must show that they are the same
    told = scene.role_of(draft.token) not in _SUMMARIES and any(
        scene.role_of(other.token) not in _SUMMARIES for other in known
    )
    return any(_evidence(scene, other, draft, told=told) for other in known)


def only_points_back(scene: Scene, draft: Draft, group: list[Draft]) -> bool:
    """Whether nothing but a definite noun ties a draft to the group: no participant, no number, no day."""
    if not _means_one_before(scene, draft):
        return False
    for other in group[:_MOST_MENTIONS]:
        shared, _ = compare_participants(scene, other, draft)
        if shared or counts_agree(other, draft) or same_moment(other, draft) or _summarises(scene, other, draft):
            return False
    return True


def _conflict(scene: Scene, first: Draft, second: Draft) -> bool:
    akin = first.kind == second.kind or _summarises(scene, first, second)
    if not akin or first.entry is None or second.entry is None:
        return True
    if first.entry.type != second.entry.type and "OTHER" not in (first.entry.type, second.entry.type):
        return True
    inferred = any(draft.when is not None and draft.when.inferred for draft in (first, second))
    if not inferred and (clash(first.when, second.when) or on_other_days(first, second)):
        return True
    if counts_differ(first, second) or places_differ(first, second) or _standing_differs(scene, first, second):
        return True
    if (_is_over(scene, first) and second.status in _AHEAD) or (_is_over(scene, second) and first.status in _AHEAD):
        return True
    summary = _summarises(scene, first, second)
    if is_of_many(scene, first) != is_of_many(scene, second) and not summary:
        return True
    if _befell_and_was_done(scene, first, second) or _befell_the_doer(scene, first, second):
        return True
    if amounts_differ(first, second) or things_differ(scene, first, second, summary=summary):
        return True
    if _are_on_other_things(scene, first, second) or hit_apart(scene, first.token, second.token):
        return True
    if first.kind in scene.lexicon.singular and not summary and _befalls_another(scene, first, second):
        return True
    shared, different = compare_participants(scene, first, second)
    if different and named_apart(scene, first, second):
        return True  # "Korr defeated Vess" and "Korr defeated Dahl" are two
    # a picture's words are as often of another act as of the text's
    captioned = "caption" in (scene.role_of(first.token), scene.role_of(second.token))
    if different and not shared and not (summary and not captioned and not named_apart(scene, first, second)):
        return True
    if different and not summary and done_to_others(scene, first, second):
        return True
    if (is_another(scene, second) and not summary) or days_clash(scene, first, second):
        return True
    return answers(scene, second) and not answers(scene, first)


def _evidence(scene: Scene, first: Draft, second: Draft, *, told: bool) -> bool:
    """Whether two are one event; told: what summarises the second has its telling in the body already."""
    shared, _ = compare_participants(scene, first, second)
    if (
        shared
        or (counts_agree(first, second) and not victims_differ(scene, first, second))
        or (not told and _summarises(scene, first, second) and not _is_captions_own(scene, second))
    ):
        return True
    if _means_one_before(scene, second) or (_means_one_before(scene, first) and scene.role_of(first.token) != "body"):
        return True
    if first.kind in scene.lexicon.singular and not _is_indefinite(scene, second):
        return True
    if may_share_act(scene, first, second) or (points_back(scene, second) and told_of_same(scene, first, second)):
        return True
    sparse = not heads_of(second) or not heads_of(first)
    return sparse and same_moment(first, second) and not _is_indefinite(scene, second)


def _are_on_other_things(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "defied a cordon and rejected the plan": two verbs of a sentence for a stance, each with a thing of its own."""
    trees = scene.trees
    if first.entry is None or first.entry.type not in _STANCES or scene.lemma(first.token) == scene.lemma(second.token):
        return False
    verbs = all(trees.tokens[each.token].upos == "VERB" for each in (first, second))
    if not verbs or trees.sentence_number(first.token) != trees.sentence_number(second.token):
        return False
    left = {head for role, head in first.heads if role == "theme"}
    right = {head for role, head in second.heads if role == "theme"}
    return bool(left) and bool(right) and not left & right


def _befell_and_was_done(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "reopened the case", "the airport reopened": done to one thing, and what another did by itself."""
    themes = [[each for each in draft.arguments if each.role == "theme"] for draft in (first, second)]
    alone = [any(each.found_by == BEFALLEN for each in told) for told in themes]
    if not all(themes) or alone[0] == alone[1]:
        return False
    left, right = ({scene.lemma(head) for role, head in draft.heads if role == "theme"} for draft in (first, second))
    return not left & right


def _befell_the_doer(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "the car hit a wall after it was struck by a bus": what "it" stands for did the one and suffered the other."""
    trees = scene.trees
    if trees.sentence_number(first.token) != trees.sentence_number(second.token):
        return False
    for one, other in ((first, second), (second, first)):
        suffered = [head for role, head in other.heads if role in ("victim", "recipient")]
        did = [head for role, head in one.heads if role in ("actor", "instrument")]
        its = [head for head in suffered if trees.form(head) in scene.lexicon.words("it")]
        if any(thing < it and scene.is_agent(thing) is not True for it in its for thing in did):
            return True
    return False


def _is_over(scene: Scene, draft: Draft) -> bool:
    """Whether it is dated wholly before the article: an earlier attempt is not what is foretold now."""
    latest, published = (draft.when.latest if draft.when else None), scene.article.published
    return bool(latest and published) and str(latest)[:10] <= str(published)[:10] and draft.status not in _AHEAD


def _befalls_another(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "a ferry struck a bank", "a car hit a wall": both tell what it befell, the second something new."""
    known = [head for role, head in first.heads if role in _PARTICIPANTS]
    told = [head for role, head in second.heads if role in _PARTICIPANTS]
    if not known or not told or points_back(scene, second):
        return False
    if any(one_thing(scene, one, other) for one in known for other in told):
        return False
    determiners = [{scene.lemma(child) for child in scene.trees.children(head, "det", "nmod:poss")} for head in told]
    pronouns = any(scene.trees.tokens[head].upos == "PRON" for head in told)
    return not pronouns and not any(each & scene.lexicon.definite for each in determiners)


def _summarises(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether one stands in the headline, standfirst or a caption and the other in the body."""
    roles = {scene.role_of(first.token), scene.role_of(second.token)}
    return bool(roles & _SUMMARIES) and bool(roles - _SUMMARIES)


def _is_captions_own(scene: Scene, draft: Draft) -> bool:
    """ "Korr, blamed for the 7 October attacks", below a picture: another act than the page's, by its own words."""
    return scene.role_of(draft.token) == "caption" and tells_which(scene, draft)


def _means_one_before(scene: Scene, draft: Draft) -> bool:
    """A definite event noun that does not say itself which act it is."""
    return points_back(scene, draft) and not tells_which(scene, draft)


def _is_indefinite(scene: Scene, draft: Draft) -> bool:
    """ "another blast", "a fire in 2019": a new one."""
    words = {scene.lemma(child) for child in scene.trees.children(draft.token, "det", "amod")}
    bare_plural = not words and scene.trees.form(draft.token) != scene.lemma(draft.token)
    return bool(words & scene.lexicon.indefinite) or (bare_plural and scene.trees.deprel(draft.token) == "nsubj")


def _standing_differs(scene: Scene, first: Draft, second: Draft) -> bool:
    """What did not happen is another event than what did; what is still open may be either.

    What is told after a denied act is the denied one only where its words refer back: a definite noun, or both the
    doer and whom it was done to.
    """
    if first.status == "denied" != second.status and not points_back(scene, second):
        return len(same_roles(scene, first, second)) < _BOTH
    if "did_not_happen" in (first.status, second.status) and first.status != second.status:
        return True
    return (first.status in ("happened", "alleged")) != (second.status in ("happened", "alleged")) and (
        first.status in _OPEN or second.status in _OPEN
    )


def points_back(scene: Scene, draft: Draft) -> bool:
    """A definite event noun ("the blast", "that attack") without a number of its own."""
    trees = scene.trees
    if trees.tokens[draft.token].upos == "VERB":
        return False
    words = {scene.lemma(child) for child in trees.children(draft.token, "det", "nmod:poss")}
    return bool(words & scene.lexicon.definite)
