"""What a text takes for granted: asides within a claim, and events that are only referred to."""

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Claim, Span


def cue_tokens(scene: Scene, claim: Claim | None) -> tuple[int, ...]:
    """The tokens of a claim's cue; none where it has none."""
    if claim is None or claim.cue is None:
        return ()
    return tuple(scene.trees.within(Span(claim.cue.start, claim.cue.end)))


def is_taken_for_granted(scene: Scene, draft: Draft) -> bool:
    """ "will retaliate for the recent attacks": an event noun that what is announced only refers to."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos != "NOUN" or draft.carrier != token:
        return False
    definite = {scene.lemma(child) for child in trees.children(token, "det", "nmod:poss")} & scene.lexicon.definite
    known = definite or any(scene.lemma(child) in scene.lexicon.gone for child in trees.children(token, "amod"))
    aside = base(trees.deprel(trees.first_conjunct(token))) in ("obl", "nmod")
    return bool(known or is_past_dated(scene, draft)) and aside


def is_occasion(scene: Scene, draft: Draft) -> bool:
    """ "Warned against a vote during his visit": when something was said is none of what was said."""
    given, token = scene.modality.given, draft.token
    noun = scene.trees.tokens[token].upos == "NOUN"
    return noun and given.stands_beside(scene.trees, token) and given.is_known(scene.trees, token)


def is_told_as_past(scene: Scene, draft: Draft) -> bool:
    """ "sought custody of a man who was booked for murder": of whom something is sought is told in the past."""
    aside = _aside(scene, draft)
    return aside is not None and scene.is_past(aside)


def is_past_dated(scene: Scene, draft: Draft) -> bool:
    """Whether a time beside the event's own word lies before the publication."""
    published = (scene.article.published or "")[:10]
    return any(
        time is not None and time.value and published and time.value[:10] < published and time.value[:4].isdigit()
        for child in scene.trees.children(draft.token)
        for time in (scene.time(child),)
    )


def is_aside(scene: Scene, draft: Draft) -> bool:
    """ "said troops would retake the dam, which was seized in July": what a clause in passing takes for granted."""
    return _aside(scene, draft) is not None


def _aside(scene: Scene, draft: Draft) -> int | None:
    """The verb of the clause in passing, within what a claim tells, in which an event stands."""
    claim = draft.claim
    if claim is None or claim.mode == "direct":
        return None
    for token in (draft.carrier, *scene.trees.ancestors(draft.carrier)):
        start = scene.trees.tokens[token].start
        if not any(span.start <= start < span.end for span in claim.content):
            return None
        relation = scene.trees.deprel(token)
        opens = base(relation) in ("advcl", "acl") and scene.trees.case(token) in ("since", "after")
        which = relation == "acl" and scene.modality.clauses.is_past_participle(scene.trees, token)
        if relation == "acl:relcl" or opens or which:
            head = scene.trees.tokens[max(0, scene.trees.head(token))].start
            return token if any(span.start <= head < span.end for span in claim.content) else None
    return None


def is_beside_cue(scene: Scene, draft: Draft, claim: Claim) -> bool:
    """ "Denies the quarrel even as he attacks her": a clause of time that hangs on the cue is not what is said."""
    if claim.mode == "direct":
        return False
    cue = cue_tokens(scene, claim)
    clause = scene.trees.clause_head(draft.carrier)
    marks = scene.trees.case(clause).split(" ")
    timed = base(scene.trees.deprel(clause)) == "advcl" and bool(set(marks) & scene.modality.clauses.time_marks)
    return timed and scene.trees.head(clause) in cue and bool(scene.trees.subjects(clause))


def is_blamed_for(scene: Scene, draft: Draft) -> bool:
    """ "Condemned Lakhor for its war": one is blamed, thanked or praised for what is taken to be so."""
    cue = draft.claim.cue if draft.claim is not None else None
    if cue is None or cue.lemma is None or scene.trees.tokens[draft.token].upos != "NOUN":
        return False
    effect = scene.modality.governors.effect_of(cue.lemma, "clause")
    factive = effect is not None and effect.factive
    return factive and cue.type == "accusation" and scene.modality.given.is_known(scene.trees, draft.token)


def is_told_plainly(scene: Scene, draft: Draft) -> bool:
    """Whether an event is a finite verb in the past, and nothing around it makes it less than a fact."""
    trees, token = scene.trees, draft.token
    relation = trees.deprel(token)
    finite = trees.tokens[token].upos == "VERB" and base(relation) not in ("amod", "acl", "xcomp", "csubj")
    plain = draft.assessment is not None and not draft.assessment.because
    return (finite or relation == "acl:relcl") and plain and scene.is_past(token) and bool(trees.subjects(token))


def undoes(scene: Scene, draft: Draft, cue: tuple[int, ...]) -> bool:
    """ "Ruled out an attack": a claim's cue that says itself that the event it names will not be."""
    above = scene.trees.head(draft.token)
    effect = scene.modality.governors.effect_on(scene.trees, draft.token, above) if above in cue else None
    return effect is not None and effect.kind == "did_not_happen"
