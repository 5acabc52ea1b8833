"""Infinitives that tell what came of it: "took three years to rebuild", "only to lift it again", "voted to reject".

An infinitive as such is a purpose or a plan; behind these it was done.
"""

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.language.modality import Assessment, is_infinitive
from dateline.language.trees import base

# What only says that the word is an infinitive; a negation or a modal beside it has the say.
_BARE = frozenset(("purpose", "open infinitive"))
AHEAD_OF = "ahead of"


def as_outcome(scene: Scene, draft: Draft, assessment: Assessment) -> Assessment:
    """The assessment of a draft's word, as a fact where its infinitive tells an outcome; else as it was.

    "Held pending extradition": what is pending is still expected.
    """
    before = _words_before(scene, draft.token)
    pending = [each for each in before if scene.trees.form(each) in scene.lexicon.pending]
    if pending and assessment.value > 0:
        because = (*assessment.because, (pending[0], "pending"))
        return msgspec.structs.replace(assessment, value=1.5, kind="expected", happened=-2.5, because=because)
    if not assessment.because and is_ahead(scene, draft):
        because = ((draft.token, AHEAD_OF),)
        return msgspec.structs.replace(assessment, value=1.5, kind="expected", happened=-2.5, because=because)
    names = {name for _, name in assessment.because}
    clause = scene.trees.clause_head(draft.carrier)
    if not names or not names <= _BARE or not _is_outcome(scene, draft, clause):
        return assessment
    because = tuple((token, "outcome") for token, _ in assessment.because)
    return msgspec.structs.replace(assessment, value=3.0, kind="happened", happened=3.0, because=because)


def _words_before(scene: Scene, token: int) -> list[int]:
    """The prepositions of a noun, and the word right before its phrase, whatever the parser took it for."""
    if scene.trees.tokens[token].upos != "NOUN":
        return []
    first = scene.trees.within(scene.trees.phrase(token))[0]
    return [*scene.trees.children(token, "case"), *((first - 1,) if first > 0 else ())]


def _is_outcome(scene: Scene, draft: Draft, clause: int) -> bool:
    trees, lexicon = scene.trees, scene.lexicon
    above = trees.head(clause)
    if above < 0 or not is_infinitive(trees, clause):
        return False
    relation = base(trees.deprel(clause))
    if relation == "acl" and scene.time(above) is not None:
        # "took [three years to rebuild]": hung on the length of time
        relation, above = "xcomp", trees.head(above)
    if above < 0 or relation not in ("advcl", "xcomp", "ccomp", "csubj") or not _is_done(scene, above):
        return False
    if scene.lemma(above) in lexicon.lasting:
        return any(_is_length(scene, each) for each in trees.children(above, "obj", "obl", "nmod", "advmod"))
    if scene.lemma(above) in lexicon.voting:
        listed = lexicon.verbs.get(scene.lemma(draft.token), ())
        return any(entry.type in lexicon.voted or entry.kind in lexicon.voted for entry in listed)
    mark = trees.child(clause, "mark")
    return relation == "advcl" and mark is not None and mark > 0 and trees.form(mark - 1) in lexicon.turning


def _is_length(scene: Scene, token: int) -> bool:
    time = scene.time(token)
    return time is not None and time.type == "DURATION"


def _is_done(scene: Scene, verb: int) -> bool:
    """Whether a verb is in the plain past or the perfect, and not denied or only possible."""
    trees = scene.trees
    helpers = {scene.lemma(each) for each in trees.children(verb, "aux")}
    plain = helpers <= {"have", "be"}
    return plain and scene.is_past(verb) and not scene.modality.negation.is_negated(trees, verb)


def is_ahead(scene: Scene, draft: Draft) -> bool:
    """ "Leads ahead of Friday's election": still to come, unless it is dated long before the page.

    A weekday told of what is ahead is the next one, whatever it was taken for; a clause in the plain past without
    one tells of then.
    """
    trees, token = scene.trees, draft.token
    marks = trees.children(token, "case")
    opened = any(f"{trees.form(mark - 1)} {trees.form(mark)}" in scene.lexicon.ahead_of for mark in marks if mark > 0)
    above = trees.head(token)
    if not opened or trees.tokens[token].upos != "NOUN" or above < 0:
        return False
    times = [scene.time(each) for each in trees.children(token, "nmod", "compound", "amod", "obl")]
    dated = [time for time in times if time is not None and time.value]
    if dated:
        return all(time.text.lower().split()[0] in scene.lexicon.weekdays for time in dated)
    past = trees.tokens[above].upos == "VERB" and scene.is_past(above)
    perfect = any(
        scene.lemma(each) in scene.lexicon.words("perfect")
        and trees.form(each) not in scene.lexicon.words("pluperfect")
        for each in trees.children(above, "aux")
    )
    return not past or perfect
