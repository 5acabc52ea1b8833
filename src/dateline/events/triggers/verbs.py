"""Verbs that name events: by their particles, prepositions and objects, and by who takes part."""

from dateline.events.arguments.needs import meets
from dateline.events.arguments.participants import (
    antecedent,
    is_clipped_passive,
    is_reduced_passive,
    participants,
    understood_subject,
)
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Span

# The tagger's probability above which a word of the lexicon counts: on the project's own pages precision
# rises little above these and recall falls.
VERB_SCORE = 0.30
_NO_ENTRY = Entry(type="OTHER", kind="")


def verb_draft(scene: Scene, token: int) -> Draft | None:
    """The event that a verb names, None where it names none."""
    trees = scene.trees
    if base(trees.deprel(token)) in ("aux", "cop", "compound", "fixed", "amod", "case", "mark"):
        return None
    of_nouns = base(trees.deprel(token)) == "conj" and trees.tokens[trees.head(token)].upos in ("NOUN", "PROPN")
    if of_nouns and not trees.children(token, "nsubj", "obj"):
        return None  # "time for prayer, begging and promises"
    score = scene.scores.get(token, 0.0)
    if score < VERB_SCORE and trees.head(token) >= 0:
        return None
    for key, extra in _verb_keys(scene, token):
        entries = scene.lexicon.verbs.get(key, ())
        for entry in entries:
            if _fits(scene, token, entry, score, extra):
                spans = [_trigger_span(scene, token, extra), *_object_triggers(scene, token, entry)]
                return Draft(token, token, key, entry, score, f"lexicon {entry.type}", spans)
        agentless = next(
            (
                entry
                for entry in entries
                if entry.needs_agent and not entry.is_pattern and entry.needs not in ("person", "shot")
            ),
            None,
        )
        if agentless is not None and agentless.type == "ASSAULT" and key in scene.lexicon.verbs:
            # "beat Teln": of verbs that need force told beside them, nobody is hurt without it
            role = "recipient" if "force" in agentless.needs.split() else "victim"
            other = Entry(type="OTHER", kind=agentless.kind, object_role=role)
            spans = [_trigger_span(scene, token, extra)]
            return Draft(token, token, key, other, score, "lexicon, no agent", spans)
    return None


def _object_triggers(scene: Scene, token: int, entry: Entry) -> list[Span]:
    """Event nouns that the verb only brings about ("imposed a curfew"): they name the event as the verb does."""
    tokens = scene.trees.tokens
    heads = scene.trees.subjects(token) if scene.trees.is_passive(token) else scene.trees.objects(token)
    return [
        Span(tokens[head].start, tokens[head].end)
        for head in heads
        if scene.lemma(head) in entry.objects
        and any(noun.type == entry.type for noun in scene.lexicon.nouns.get(scene.lemma(head), ()))
    ]


def _verb_keys(scene: Scene, token: int) -> list[tuple[str, int | None]]:
    """Lemma with particle, following preposition or following word, then the lemma alone."""
    trees, lemma = scene.trees, scene.lemma(token)
    particle = trees.child(token, "compound:prt")
    keys: list[tuple[str, int | None]] = [
        (f"{lemma}_{scene.lemma(child)}", child)
        for child in trees.children(token, "compound:prt", "advmod", "xcomp", "obj")
        if token < child <= token + (12 if child == particle else 3)
    ]
    for child in trees.children(token, "obl"):
        case = trees.child(child, "case")
        if scene.time(child) is not None:
            continue  # "insisted on Monday" insists on nothing
        if case is not None and token < case <= token + 2:
            keys.append((f"{lemma}_{scene.lemma(case)}", case))
    after = token + 1
    adverb_of = trees.head(after) if after < len(trees.tokens) and base(trees.deprel(after)) == "advmod" else -1
    if particle is None and adverb_of >= 0 and trees.tokens[adverb_of].upos == "NUM":
        # "handed over 700 sacks": the particle, taken for "over 700"
        keys.insert(0, (f"{lemma}_{scene.lemma(after)}", after))
    known = [(key, extra) for key, extra in keys if key in scene.lexicon.verbs]
    adverb = trees.child(token, "advmod")
    if adverb is not None and adverb == token - 1 and f"{scene.lemma(adverb)}_{lemma}" in scene.lexicon.verbs:
        known.append((f"{scene.lemma(adverb)}_{lemma}", adverb))
    if particle is None:
        known.append((lemma, None))
    return known


def _trigger_span(scene: Scene, token: int, extra: int | None) -> Span:
    first = last = scene.trees.tokens[token]
    if extra is not None and abs(extra - token) == 1:
        first = scene.trees.tokens[min(token, extra)]
        last = scene.trees.tokens[max(token, extra)]
    return Span(first.start, last.end)


def _fits(scene: Scene, token: int, entry: Entry, score: float, extra: int | None) -> bool:
    trees = scene.trees
    passive = trees.is_passive(token) or is_reduced_passive(scene, token)
    headline = scene.role_of(token) in scene.lexicon.present_exempt
    passive = passive or (headline and is_clipped_passive(scene, entry.kind, token))
    if entry.kind == "strike" and trees.head(token) >= 0 and scene.lemma(trees.head(token)) in scene.lexicon.named:
        return False  # "what it called unprovoked strikes"
    if entry.objects:
        heads = participants(scene, token)[1]
        if not heads or not any(_matches(scene, head, entry.objects) for head in heads):
            given = [
                head
                for head in trees.children(token, "obl")
                if trees.case(head) == "with" or (extra is not None and trees.head(extra) == head)
            ]
            if not any(_matches(scene, head, entry.objects) for head in given):
                return False
    if entry.subjects and not any(_matches(scene, head, entry.subjects) for head in participants(scene, token)[0]):
        return False
    if entry.needs_agent and not _may_have_agent(scene, token, passive, entry):
        return False
    return all(meets(scene, token, need, score, passive) for need in entry.needs.split())


def _matches(scene: Scene, head: int, words: frozenset[str]) -> bool:
    """Whether a phrase's head, a conjunct, or its compound is among the words."""
    trees = scene.trees
    for each in trees.conjuncts(head):
        lemma = scene.lemma(each)
        if lemma in words or trees.form(each) in words:
            return True
        for child in trees.children(each, "compound", "amod"):
            if f"{scene.lemma(child)}_{lemma}" in words:
                return True
        # "dozens of soldiers": the counted noun is what the verb is about
        for child in trees.children(each, "nmod"):
            if (
                trees.case(child) == "of"
                and (lemma in words or scene.lemma(child) in words)
                and (
                    scene.quantities(Span(trees.tokens[each].start, trees.tokens[each].end))
                    or lemma in scene.lexicon.words("measures")
                )
            ):
                return True
    return False


def _may_have_agent(scene: Scene, token: int, passive: bool, entry: Entry) -> bool:
    """Whether nothing speaks against a person or body as the doer; for killing, something must speak for it."""
    trees = scene.trees
    if passive:
        doers = [head for head in trees.children(token, "obl") if trees.case(head) == "by"]
    else:
        doers = list(trees.subjects(token))
        if not doers:
            doers = [head for head in (understood_subject(scene, token),) if head is not None]
    verdicts = [scene.is_agent(antecedent(scene, head)) for head in doers]
    if True in verdicts:
        return True
    if entry.type == "ASSAULT" and any(scene.lemma(head) in scene.lexicon.machines for head in doers):
        return True
    if False in verdicts or entry.needs_person:
        return False
    if entry.kind != "death" or entry.mode is not None:
        return True
    return scene.lemma(token) not in scene.lexicon.words("killing") or _names_attack(scene, token)


def _names_attack(scene: Scene, token: int) -> bool:
    """Whether the clause of "were killed" names an attack that did it."""
    return any(
        entry.type == "ASSAULT" or scene.lemma(each) in scene.lexicon.weapons
        for child in scene.trees.children(token, "obl", "advcl", "nmod")
        for each in (child, *scene.trees.children(child, "nmod", "compound"))
        for entry in scene.lexicon.nouns.get(scene.lemma(each), ()) or (_NO_ENTRY,)
    )
