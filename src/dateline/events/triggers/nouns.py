"""Nouns and adjectives that name events: by their modifiers, by what they are of, by the verb that carries them."""

from dateline.events.scene import Draft, Scene
from dateline.events.triggers.light_verbs import carrier_of
from dateline.language.trees import base
from dateline.model import Span

# The tagger's probability above which a weak noun counts, as for verbs (`verb_triggers.py`).
NOUN_SCORE = 0.40


def noun_draft(scene: Scene, token: int) -> Draft | None:
    """The event that a noun names, None where it names none."""
    trees = scene.trees
    relation = base(trees.deprel(token))
    if scene.lexicon.nouns.get(scene.lemma(token)) and any(
        scene.lemma(child) in scene.lexicon.not_meetings for child in trees.children(token, "compound")
    ):
        return None
    if relation in ("compound", "flat", "fixed", "nmod:poss") and trees.tokens[token].upos == "NOUN":
        return None
    mention = scene.mention(token)
    if mention is not None and mention.form == "name" and mention.kind not in ("event",):
        return None
    opens = token == trees.sentence(token).first
    if trees.tokens[token].upos == "PROPN" and mention is None and not opens and scene.role_of(token) != "headline":
        return None
    lemma, score = scene.lemma(token), scene.scores.get(token, 0.0)
    for child in trees.children(token, "compound", "amod"):
        if child < token:
            for entry in scene.lexicon.nouns.get(f"{scene.lemma(child)}_{lemma}", ()):
                hyphen = child == token - 2 and trees.form(token - 1) == "-"
                first = child if child == token - 1 or hyphen else token
                span = Span(trees.tokens[first].start, trees.tokens[token].end)
                name = f"{scene.lemma(child)} {lemma}"
                return Draft(token, token, name, entry, score, f"lexicon {entry.type}", [span])
    for entry in scene.lexicon.nouns.get(lemma, ()) or scene.lexicon.nouns.get(trees.form(token), ()):
        if entry.needs == "person" and lemma in scene.lexicon.words("of_persons") and not _is_of_a_person(scene, token):
            continue
        if entry.kind == "release" and _is_of_a_thing(scene, token):
            continue
        if entry.kind == "clash" and _is_against_a_thing(scene, token):
            continue
        weak = lemma in scene.lexicon.weak_nouns or bool(entry.needs)
        if weak and score < NOUN_SCORE and not _has_doer(scene, token) and carrier_of(scene, token) is None:
            continue
        span = Span(trees.tokens[token].start, trees.tokens[token].end)
        return Draft(token, token, lemma, entry, score, f"lexicon {entry.type}", [span])
    return None


def _is_of_a_person(scene: Scene, token: int) -> bool:
    """ "the execution of two prisoners", not "of the plan"."""
    return any(scene.is_agent(child) is True for child in scene.trees.children(token, "nmod"))


def _is_against_a_thing(scene: Scene, token: int) -> bool:
    """ "the fight against the fire": nobody is fought."""
    against = [each for each in scene.trees.children(token, "nmod") if scene.trees.case(each) == "against"]
    return bool(against) and all(
        scene.is_agent(each) is not True and scene.trees.tokens[each].upos == "NOUN" and not scene.is_place(each)
        for each in against
    )


def _is_of_a_thing(scene: Scene, token: int) -> bool:
    """ "the release of a video": what is brought out, and nobody is freed."""
    of = [each for each in scene.trees.children(token, "nmod") if scene.trees.case(each) == "of"]
    common = [each for each in of if scene.trees.tokens[each].upos == "NOUN" and scene.mention(each) is None]
    counted = (child for each in common for child in scene.trees.children(each, "nmod"))
    people = (each for each in (*common, *counted) if scene.lemma(each) not in scene.lexicon.papers)
    return bool(common) and not any(scene.is_agent(each) for each in people)


def _has_doer(scene: Scene, token: int) -> bool:
    """Whether a noun names who did it: "a demand from the ministry", "a withdrawal by the army"."""
    trees = scene.trees
    return any(
        trees.case(child) in ("by", "from") and scene.is_agent(child) is True
        for child in trees.children(token, "nmod", "obl")
    )


def adjective_draft(scene: Scene, token: int) -> Draft | None:
    """The event that an adjective or participle tells of ("two dead"), None where it tells of none."""
    trees = scene.trees
    entries = scene.lexicon.adjectives.get(scene.lemma(token), ()) or scene.lexicon.adjectives.get(
        trees.form(token), ()
    )
    if not entries:
        return None
    counted = bool(trees.children(token, "nummod")) or bool(trees.children(token, "cop"))
    predicate = base(trees.deprel(token)) in ("root", "ccomp", "conj", "xcomp", "advcl", "acl", "parataxis")
    if not counted and not (predicate and (trees.subjects(token) or trees.head(token) >= 0)):
        return None
    span = Span(trees.tokens[token].start, trees.tokens[token].end)
    score = scene.scores.get(token, 0.0)
    known = scene.lemma(token) if scene.lemma(token) in scene.lexicon.adjectives else scene.trees.form(token)
    return Draft(token, token, known, entries[0], score, f"lexicon {entries[0].type}", [span])
