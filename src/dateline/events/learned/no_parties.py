"""Words that the heads take for participants of an event, and that the tree shows to be none."""

from dateline.events.arguments.participants import is_active_beside_passive, marked_noun
from dateline.events.headlines.passives import befallen_in_headline
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import TaggedParty

# From this one a doer stands in spite of a tree that makes a participle of the verb ("have tortured scores of people").
SURE = 0.95


def is_no_party(scene: Scene, draft: Draft, party: TaggedParty) -> bool:
    """Whether the tree speaks against a participant of the heads: who only says so, who did what is told beside it."""
    if party.role == "actor" and _only_says_so(scene, draft, party.token):
        return True
    if party.role == "actor" and party.token in befallen_in_headline(scene, draft.token):
        return True  # "Renn arrested"
    marks = scene.lemma(draft.token) in scene.lexicon.nouns and base(scene.trees.deprel(draft.token)) == "compound"
    if marks and scene.trees.head(draft.token) == party.token:
        return True  # "a hunt for bombing plotters"
    if party.token == scene.trees.first_conjunct(draft.token) != draft.token and _is_noun(scene, draft.token):
        return True  # "the death of a boy and injuries to a girl"
    if party.role == "actor" and _is_subject_of_first(scene, draft.token, party.token):
        return True
    if party.role == "actor" and _is_agent_of_passive_before(scene, draft, party.token):
        return True
    if party.role != "actor" and (
        _is_subject_of_content(scene, draft, party.token) or _is_counted_beside(scene, draft, party.token)
    ):
        return True
    force = draft.entry is not None and draft.entry.type in ("ASSAULT", "PROTEST")
    if force and party.role != "actor" and _is_inside_a_thing(scene, party.token):
        return True
    if party.role == "actor" and (_is_around(scene, draft, party.token) or _did_what_is_protested(scene, draft, party)):
        return True
    if party.role != "actor" and _stands_beside(scene, scene.trees.first_conjunct(party.token)):
        return True
    if party.score < SURE and _is_in_a_relative_clause(scene, draft, party.token):
        return True
    outside = party.role == "actor" and _is_outside(scene, draft, party.token)
    if outside and (party.score < SURE or not _is_helped(scene, draft.token)):
        return True
    return party.role != "actor" and party.score < SURE and _is_of_another_verb(scene, draft, party.token)


def _is_agent_of_passive_before(scene: Scene, draft: Draft, token: int) -> bool:
    """ "was attacked by rebels and fled": the rebels did only the first."""
    trees = scene.trees
    agent = trees.first_conjunct(token)
    by = trees.case(agent) == "by" and trees.head(agent) in trees.conjuncts(trees.first_conjunct(draft.token))
    return by and trees.head(agent) != draft.token and is_active_beside_passive(scene, draft.token)


def _is_subject_of_first(scene: Scene, verb: int, token: int) -> bool:
    """ "A blast killed two and a fire killed four": a verb with a subject of its own does not share the one before."""
    trees = scene.trees
    own = [each for each in trees.children(verb, "nsubj") if each < verb]
    first = trees.first_conjunct(verb)
    return bool(own) and first != verb and token not in trees.subjects(verb) and token in trees.subjects(first)


def _is_subject_of_content(scene: Scene, draft: Draft, token: int) -> bool:
    """ "She tweeted he was honoured": who it is about is not whom it is told to."""
    trees = scene.trees
    clauses = trees.children(draft.token, "ccomp") if trees.tokens[draft.token].upos == "VERB" else ()
    # "found Korr slumped" tells of Korr
    clauses = tuple(each for each in clauses if trees.children(each, "mark", "aux", "aux:pass", "cop"))
    accused = draft.entry is not None and draft.entry.type in ("ACCUSE", "REQUEST", "THREATEN")
    subjects = (head for each in clauses for head in trees.children(each, "nsubj", "nsubj:pass"))
    return not accused and any(token == head or trees.is_under(token, head) for head in subjects)


def _is_counted_beside(scene: Scene, draft: Draft, token: int) -> bool:
    """ "3 killed, 200 displaced": each number is of its own harm."""
    trees, harm = scene.trees, scene.trees.head(token)
    joined = harm != draft.token and harm in trees.conjuncts(trees.first_conjunct(draft.token))
    counted = trees.tokens[token].upos == "NUM" and base(trees.deprel(token)) == "nsubj"
    return joined and counted and bool(trees.subjects(draft.token))


def _is_noun(scene: Scene, token: int) -> bool:
    return scene.trees.tokens[token].upos == "NOUN"


def _only_says_so(scene: Scene, draft: Draft, token: int) -> bool:
    """Whether a word names who tells of the event ("a blast killed nine, officials said"), and is no doer."""
    word, trigger = scene.trees.tokens[token], draft.triggers[0]
    return any(
        source.start is not None and source.end is not None and source.start <= word.start < source.end
        for claim in scene.claims_near(draft.token)
        if any(span.holds(trigger) for span in claim.content)
        for source in claim.sources
    )


def _is_outside(scene: Scene, draft: Draft, token: int) -> bool:
    """ "police arrested the suspended mayor": who does what the clause tells did not do what its noun's mark tells."""
    noun = marked_noun(scene, draft.token)
    return noun is not None and not scene.trees.is_under(token, noun)


def _is_inside_a_thing(scene: Scene, token: int) -> bool:
    """ "clashes in parts of the town": where it was, and nobody it was done to."""
    inside = set(scene.trees.case(token).split()) & scene.lexicon.within
    return bool(inside) and scene.trees.tokens[token].upos == "NOUN" and scene.is_agent(token) is not True


def _is_around(scene: Scene, draft: Draft, token: int) -> bool:
    """ "Stayed silent during the protests", "were warned of shelling": the clause's subject did not do that."""
    trees, noun = scene.trees, draft.token
    if trees.tokens[noun].upos != "NOUN" or draft.carrier != noun:
        return False
    first = trees.first_conjunct(noun)
    verb = trees.head(first)
    if base(trees.deprel(first)) != "obl" or verb < 0 or token not in trees.subjects(verb):
        return False
    around = bool(set(trees.case(first).split()) & scene.lexicon.around)
    warned = scene.lemma(verb) in scene.lexicon.warning and trees.is_passive(verb)
    return around or warned


def _did_what_is_protested(scene: Scene, draft: Draft, party: TaggedParty) -> bool:
    """ "Protests against the shelling of the town by troops": who stands behind "by" does not protest."""
    protest = draft.entry is not None and draft.entry.type == "PROTEST"
    return protest and scene.trees.case(party.token) == "by" and scene.trees.head(party.token) not in (
        draft.token, draft.carrier,
    )  # fmt: skip


def _is_of_another_verb(scene: Scene, draft: Draft, token: int) -> bool:
    """ "the first to meet the guild when he travels": the object of a verb that is not joined to it."""
    trees = scene.trees
    first = trees.first_conjunct(token)
    verb, own = trees.head(first), (draft.token, draft.carrier)
    if base(trees.deprel(first)) not in ("obj", "iobj") or verb < 0 or verb in own:
        return False
    if trees.tokens[verb].upos != "VERB" or trees.tokens[draft.token].upos != "VERB":
        return False
    joined = {*trees.conjuncts(trees.first_conjunct(verb)), trees.head(verb)}
    joined.update(each for each in trees.children(verb, "xcomp", "advcl", "ccomp", "acl"))
    joined.update(each for each in trees.children(token, "acl"))
    return not joined & set(own)


def _stands_beside(scene: Scene, token: int) -> bool:
    """ "found the gun next to him", "exploded near the mayor": where it was."""
    case = scene.trees.child(token, "case")
    if case is None:
        return False
    words = (scene.trees.case(token).replace(" ", "_"), f"{scene.trees.form(case - 1)}_{scene.trees.form(case)}")
    return any(each in scene.lexicon.words("beside") for each in words)


def _is_in_a_relative_clause(scene: Scene, draft: Draft, token: int) -> bool:
    """ "Renn, whose work has been praised, was given a prize": what a clause about a party tells is no party."""
    trees = scene.trees
    if trees.case(token) == "by":
        return False
    clause = next((each for each in (token, *trees.ancestors(token)) if trees.deprel(each) == "acl:relcl"), None)
    return clause is not None and clause != token and not trees.is_under(draft.token, clause)


def _is_helped(scene: Scene, token: int) -> bool:
    """ "have tortured scores of people": a verb, whatever the tree makes of it, for a helping verb is before it."""
    return token > 0 and scene.trees.tokens[token - 1].upos in ("AUX", "ADV")
