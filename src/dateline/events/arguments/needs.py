"""What a verb of `plover.toml` needs beside its word: the `needs` of its entry, one word each."""

import re

from dateline.events.arguments.participants import antecedent, participants
from dateline.events.scene import Scene
from dateline.language.trees import base

# The tagger's probability from which a verb that needs the tagger counts.
SURE_SCORE = 0.80
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?![\w-])")
_SCORE_REACH = 60  # characters behind "beat" within which its score stands


def meets(scene: Scene, token: int, need: str, score: float, passive: bool) -> bool:
    """Whether a verb has what its entry needs beside its word."""
    trees = scene.trees
    if need == "trigger":
        told = scene.is_past(token) or bool(trees.children(token, "aux")) or base(trees.deprel(token)) == "xcomp"
        return score >= SURE_SCORE and bool(participants(scene, token)[0] or passive) and told
    if need == "thing":
        return not any(scene.is_agent(antecedent(scene, head)) for head in participants(scene, token)[0])
    if need == "doer":
        doers = participants(scene, token)[0]
        return not doers or any(scene.is_agent(antecedent(scene, head)) for head in doers)
    if need == "no-clause":
        return not trees.children(token, "ccomp", "xcomp") and bool(participants(scene, token)[0])
    if need == "cared-for":
        return any(
            trees.case(child) in ("to", "into") and scene.lemma(child) in scene.lexicon.words("care")
            for child in trees.children(token, "obl")
        )
    if need == "no-object":
        return not trees.objects(token)
    if need == "object":
        return passive or bool(participants(scene, token)[1])
    if need == "content":
        return bool(trees.children(token, "xcomp", "ccomp"))
    if need == "official":
        return _is_of_states(scene, token)
    if need == "person":
        return any(
            scene.is_agent(antecedent(scene, head)) and scene.lemma(head) not in scene.lexicon.papers
            for head in participants(scene, token)[1]
        )
    if need == "force":
        return (passive or uses_force(scene, token)) and not is_by_score(scene, token)
    if need == "not-met-with":
        return not passive or not _is_met_with(scene, token)
    if need == "not-billed":
        cases = {trees.case(child) for child in trees.children(token, "obl")}
        return passive or "for" not in cases or "with" in cases
    if need == "shot":
        things = scene.lexicon.instruments | scene.lexicon.weapons
        return all(scene.lemma(head) in things for head in scene.trees.children(token, "obj"))
    if need == "troops":
        return any(
            _is_armed(scene, head) or scene.lemma(head) in scene.lexicon.homeward
            for head in participants(scene, token)[0]
        )
    if need == "physical":
        return _is_of_places(scene, token)
    if need == "force-or-place":
        return _is_of_places(scene, token) or uses_force(scene, token)
    if need == "state-dyad":
        return _is_between_states(scene, token)
    if need == "obliges":
        return _obliges(scene, token)
    if need == "asked":
        return _asks_to_act(scene, token)
    if need == "no-amount":
        return not _has_amount(scene, token)
    if need == "amount":
        return _has_amount(scene, token)
    if need == "main":
        return base(trees.deprel(token)) in ("root", "ccomp", "conj", "parataxis") and bool(trees.subjects(token))
    return True


def _is_of_states(scene: Scene, token: int) -> bool:
    """Whether an official acts, or someone known by name on a state ("Korr wants to help Lakhora")."""
    doers = [antecedent(scene, head) for head in participants(scene, token)[0]]
    if any(scene.is_official(head) for head in doers):
        return True
    named = [head for head in doers if scene.trees.tokens[head].upos == "PROPN" and scene.is_agent(head)]
    contents = scene.trees.children(token, "xcomp", "ccomp")
    return bool(named) and any(
        scene.is_official(head) for content in contents for head in participants(scene, content)[1]
    )


def _is_met_with(scene: Scene, token: int) -> bool:
    """ "An incursion would be met with force"; "was met by the mayor with a brass band" is no such."""
    beside = [(scene.trees.case(child), child) for child in scene.trees.children(token, "obl")]
    by_someone = any(case == "by" and scene.is_agent(child) for case, child in beside)
    return not by_someone and any(case in ("with", "by") for case, _ in beside)


def uses_force(scene: Scene, token: int) -> bool:
    """Whether those who act use force by trade, or use something: "police beat", "beat him with sticks"."""
    doers = participants(scene, token)[0]
    if any(_is_armed(scene, head) or scene.lemma(head) in scene.lexicon.forceful for head in doers):
        return True
    return any(
        scene.trees.case(child) == "with" and scene.lemma(child) in scene.lexicon.instruments
        for child in scene.trees.children(token, "obl")
    )


def is_by_score(scene: Scene, token: int) -> bool:
    """ "beat Teln 3-0": a game."""
    end = scene.trees.tokens[token].end
    return _SCORE.search(scene.article.text, end, min(end + _SCORE_REACH, scene.trees.sentence(token).end)) is not None


def _is_armed(scene: Scene, head: int) -> bool:
    """Whether a doer is by the entity stage's account someone who uses force."""
    mention = scene.mention_of_phrase(antecedent(scene, head))
    ontology = (mention.ontology or "") if mention is not None else ""
    return ontology.startswith(("armed-group", "criminal", "state/military", "state/police", "protester"))


def _is_of_places(scene: Scene, token: int) -> bool:
    """Whether what is acted on stands somewhere: a building, a town, a vehicle."""
    return any(
        scene.is_place(each) or scene.lemma(each) in (scene.lexicon.instruments | scene.lexicon.standing)
        for head in participants(scene, token)[1]
        for each in scene.trees.conjuncts(head)
    )


def _is_between_states(scene: Scene, token: int) -> bool:
    """Whether a giver or receiver is a state, a body or someone in office: "sent a team to Lakhora"."""
    trees = scene.trees
    doers, objects = participants(scene, token)
    receivers = [
        *trees.children(token, "iobj"),
        *(each for each in trees.children(token, "obl") if trees.case(each) in ("to", "for")),
        *(each for head in objects for each in trees.children(head, "nmod") if trees.case(each) in ("to", "for")),
        *objects,
    ]
    givers = [_speaker_behind(scene, antecedent(scene, head)) for head in doers]
    if any(trees.form(head) in scene.lexicon.reader for head in (*givers, *receivers)):
        return False
    agent = any(scene.is_agent(head) is True for head in givers) or not givers
    given = not receivers or any(scene.is_agent(head) is True or scene.is_place(head) for head in receivers)
    return agent and given and any(scene.is_official(head) for head in (*givers, *receivers))


def _speaker_behind(scene: Scene, head: int) -> int:
    """ "the agency said it will send a team": the "it" of what is said is who says so."""
    trees = scene.trees
    clause = trees.head(head)
    if (
        trees.form(head) not in scene.lexicon.words("it")
        or clause < 0
        or base(trees.deprel(clause)) != "ccomp"
        or trees.head(clause) < 0
    ):
        return head
    speakers = trees.subjects(trees.head(clause))
    return speakers[0] if len(speakers) == 1 and scene.is_agent(speakers[0]) else head


def _obliges(scene: Scene, token: int) -> bool:
    """ "said Lakhora must open the border": a demand, where who must is another than who says so."""
    trees = scene.trees
    speakers = {scene.entity(head) for head in participants(scene, token)[0]}
    for clause in trees.children(token, "ccomp"):
        if not any(trees.form(child) in scene.lexicon.words("must") for child in trees.children(clause, "aux")):
            continue
        for head in trees.children(clause, "nsubj"):
            named = trees.tokens[head].upos != "PRON" and scene.is_agent(head)
            if named and trees.tokens[clause].upos == "VERB" and scene.entity(head) not in speakers - {None}:
                return True
    return False


def _asks_to_act(scene: Scene, token: int) -> bool:
    """ "asked the port to move the cargo": someone is asked, and to do something; "told them how to" informs."""
    trees = scene.trees
    clauses = trees.children(token, "xcomp", "advcl", "ccomp")
    informs = any(
        child < clause and scene.lemma(child) in scene.lexicon.words("asking")
        for clause in clauses
        for child in trees.children(clause, "advmod", "obj")
    )
    infinitive = any(trees.tokens[mark].upos == "PART" for each in clauses for mark in trees.children(each, "mark"))
    whom = participants(scene, token)[1] or trees.children(token, "iobj")
    return bool(whom) and infinitive and not informs


def _has_amount(scene: Scene, token: int) -> bool:
    span = scene.trees.span(token)
    return any(
        mention.quantity is not None and mention.quantity.unit not in ("person", None)
        for mention in scene.quantities(span)
    )
