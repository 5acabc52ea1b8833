"""What is told of nobody in particular: advice, offers of goods and services, things that "threaten" or "help"."""

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

# Acts of will: a thing in the actor's place is a figure of speech ("storms threaten", "the tool helps").
_WILLED = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "COOPERATE", "SANCTION", "AID", "CONSULT",
           "CONCEDE", "MOBILIZE", "PROTEST", "COERCE", "RETREAT")  # fmt: skip
# Kindly acts that a participle often only describes its noun by: "the scheme backed by the university".
_DESCRIBING = ("SUPPORT", "AGREE", "AID", "COOPERATE", "REQUEST")
_ASIDE = ("acl", "amod")


def is_of_nobody_in_particular(scene: Scene, draft: Draft) -> bool:
    """Whether a draft tells no event of anyone's: its arguments and standing must be filled in."""
    return (
        _is_to_the_reader(scene, draft)
        or (scene.is_advice and not _is_pinned(scene, draft))
        or _is_by_a_thing(scene, draft)
        or _is_loose_gerund(scene, draft)
        or _is_offered_in_general(scene, draft)
        or _only_describes(scene, draft)
        or _is_generic_progressive(scene, draft)
        or _is_unsure_of_any(scene, draft)
        or _may_happen_to_anyone(scene, draft)
        or _is_a_war_in_passing(scene, draft)
    )


def _is_to_the_reader(scene: Scene, draft: Draft) -> bool:
    """ "gives you structure": the reader is no participant; whom a speaker threatens may be."""
    if draft.entry is None or draft.entry.type in ("THREATEN", "ASSAULT"):
        return False
    return any(
        scene.trees.form(head) in scene.lexicon.reader
        for role, head in draft.heads
        if role in ("actor", "recipient", "victim", "theme")
    )


def _is_pinned(scene: Scene, draft: Draft) -> bool:
    """Whether it is told as done, by or to someone named or on a day of its own."""
    if draft.status not in ("happened", "alleged", "denied"):
        return False
    if not scene.is_past(draft.carrier) and scene.trees.tokens[draft.carrier].upos == "VERB":
        return False
    return any(is_named(scene, head) for _, head in draft.heads)


def is_named(scene: Scene, head: int) -> bool:
    """Whether a phrase names someone or somewhere, or stands for one that is named."""
    mention = scene.mention_of_phrase(head)
    if mention is None:
        return False
    return mention.form == "name" or (mention.entity is not None and mention.entity in scene.named)


def _is_by_a_thing(scene: Scene, draft: Draft) -> bool:
    entry, trees = draft.entry, scene.trees
    if entry is None or entry.type not in _WILLED or trees.tokens[draft.token].upos != "VERB":
        return False
    doers = [head for role, head in draft.heads if role == "actor"]
    things = [
        argument for argument in draft.arguments if argument.role == "instrument" and "no agent" in argument.found_by
    ]
    if things and not doers:
        return entry.mode != "evacuate" and entry.type not in ("RETREAT", "MOBILIZE")
    said = draft.claim is not None  # "said it would withhold": who speaks
    return bool(doers) and not any(
        _may_act(scene, head) or (said and scene.trees.form(head) == "it") for head in doers
    )


def _may_act(scene: Scene, head: int) -> bool:
    """Whether something speaks for a doer: a name, a pronoun, a word for people, or a form that makes one."""
    if scene.is_agent(head) is True or scene.is_place(head):
        return True
    word, lemma = scene.trees.tokens[head], scene.lemma(head)
    if word.upos == "PRON":
        return scene.trees.form(head) not in scene.lexicon.inanimate_pronouns or is_named(scene, head)
    if word.upos != "NOUN":
        return True
    if lemma in scene.lexicon.machines or scene.mention(head) is not None:
        return True
    return scene.trees.form(head) != lemma and lemma.endswith(("er", "or", "ee", "ant"))


def _is_loose_gerund(scene: Scene, draft: Draft) -> bool:
    """ "dollars for targeting voters", "a pathway to beating him": done only where what it hangs on was done."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos != "VERB" or not trees.form(token).endswith("ing") or trees.children(token, "aux"):
        return False
    first = trees.first_conjunct(token)
    relation = base(trees.deprel(first))
    if relation == "root":
        return scene.role_of(token) not in scene.lexicon.present_exempt
    if trees.case(first) in scene.lexicon.gerund_prepositions and relation in ("acl", "nmod", "obl"):
        return True
    if relation in ("csubj", "nsubj", "obj", "appos", "nmod"):
        return True
    for above in trees.ancestors(first):
        if trees.tokens[above].upos in ("VERB", "AUX") and not trees.form(above).endswith("ing"):
            modals = [child for child in trees.children(above, "aux") if scene.lemma(child) not in ("have", "be", "do")]
            return bool(modals) or (scene.is_present(above) and relation == "advcl")
    return False


def _is_offered_in_general(scene: Scene, draft: Draft) -> bool:
    """ "the bank offers loans", "it will help the skin": goods and services, no promise between parties."""
    entry = draft.entry
    if entry is None or entry.type != "AGREE" or draft.kind in ("agreement",):
        return False
    actors = [head for role, head in draft.heads if role == "actor"]
    if draft.status in ("planned", "expected", "hypothetical"):
        return not any(_is_someone(scene, head) for head in actors)
    present = scene.is_present(draft.carrier) and scene.lemma(draft.token) in ("offer", "provide", "give")
    return present and scene.role_of(draft.token) not in scene.lexicon.present_exempt


def _is_someone(scene: Scene, head: int) -> bool:
    """A body, a name, a person pointed at ("she", "the two sides"), not "employers" or "a caterer"."""
    if scene.is_official(head) or is_named(scene, head) or scene.trees.form(head) in scene.lexicon.pronouns:
        return True
    words = {scene.lemma(child) for child in scene.trees.children(head, "det", "nmod:poss")}
    return scene.is_agent(head) is True and bool(words & scene.lexicon.definite)


def _only_describes(scene: Scene, draft: Draft) -> bool:
    """ "offices backed by others", "highly demanded by teams": a participle that says what its noun is like."""
    entry, trees = draft.entry, scene.trees
    if entry is None or entry.type not in _DESCRIBING or draft.when is not None:
        return False
    relation = trees.deprel(draft.token)
    past = not trees.form(draft.token).endswith("ing")
    return trees.tokens[draft.token].upos == "VERB" and relation in _ASIDE and past


def _is_generic_progressive(scene: Scene, draft: Draft) -> bool:
    """ "Women are buying books": what goes on in general, told of a bare plural, and weighing little."""
    entry, trees, verb = draft.entry, scene.trees, draft.carrier
    if entry is None or entry.kind in scene.lexicon.weighty or scene.role_of(verb) in scene.lexicon.present_exempt:
        return False
    if not any(trees.form(child) in ("is", "are", "'s", "\u2019s", "'re", "\u2019re") for child in trees.children(verb, "aux")):
        return False
    parties = [head for role, head in draft.heads if role in ("actor", "recipient", "victim")]
    return not any(_is_someone(scene, head) for head in parties)


def _is_unsure_of_any(scene: Scene, draft: Draft) -> bool:
    """ "a war could disrupt life", "might trigger more storms": a noun of any such event, of nobody, that may be."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos != "NOUN" or draft.status not in ("hypothetical", "unknown", "planned"):
        return False
    definite = {scene.lemma(child) for child in trees.children(token, "det", "nmod:poss")} & scene.lexicon.definite
    named = any(is_named(scene, head) for _, head in draft.heads)
    return not definite and not named


def _may_happen_to_anyone(scene: Scene, draft: Draft) -> bool:
    """ "unrest can force students to leave": a possibility, and nobody known, counted or dated."""
    if draft.status not in ("hypothetical", "unknown") or scene.trees.tokens[draft.token].upos != "VERB":
        return False
    if draft.assessment is None or draft.assessment.conditional:
        return False
    return not any(_is_someone(scene, head) for _, head in draft.heads)


def _is_a_war_in_passing(scene: Scene, draft: Draft) -> bool:
    """ "during the Lakhoran war", "a world war": a war named to say when or what else, without who fought whom."""
    trees, token = scene.trees, draft.token
    if draft.kind != "clash" or trees.tokens[token].upos not in ("NOUN", "PROPN") or draft.carrier != token:
        return False
    if scene.lemma(token) not in scene.lexicon.wars or scene.role_of(token) in scene.lexicon.present_exempt:
        return False
    known = [head for role, head in draft.heads if role in ("actor", "recipient")]
    return not any(is_named(scene, head) or scene.is_agent(head) for head in known)
