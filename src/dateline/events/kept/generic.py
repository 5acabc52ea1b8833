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
        or _strikes_no_thing(scene, draft)
        or _lacks_its_party(scene, draft)
        or _is_my_own(scene, draft)
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
        crewed = any(scene.lemma(head) in scene.lexicon.machines for role, head in draft.heads if role == "instrument")
        return not (crewed and entry.type in ("RETREAT", "MOBILIZE", "AID"))
    said = draft.claim is not None  # "said it would withhold": who speaks
    return bool(doers) and not any(
        _may_act(scene, head) or (said and scene.trees.form(head) in scene.lexicon.words("it")) for head in doers
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
    return scene.trees.form(head) != lemma and lemma.endswith(scene.lexicon.endings("people"))


def _is_loose_gerund(scene: Scene, draft: Draft) -> bool:
    """ "dollars for targeting voters", "a pathway to beating him": done only where what it hangs on was done."""
    trees, token = scene.trees, draft.token
    if (
        trees.tokens[token].upos != "VERB"
        or not trees.form(token).endswith(scene.lexicon.endings("gerund"))
        or trees.children(token, "aux")
    ):
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
        if trees.tokens[above].upos in ("VERB", "AUX") and not trees.form(above).endswith(
            scene.lexicon.endings("gerund")
        ):
            modals = [
                child
                for child in trees.children(above, "aux")
                if scene.lemma(child) not in scene.lexicon.words("helpers")
            ]
            return bool(modals) or (scene.is_present(above) and relation == "advcl")
    return False


def _is_offered_in_general(scene: Scene, draft: Draft) -> bool:
    """ "the bank offers loans", "it will help the skin": goods and services, no promise between parties."""
    entry = draft.entry
    if entry is None or entry.type != "AGREE" or draft.kind in ("agreement",):
        return False
    actors = [head for role, head in draft.heads if role == "actor"]
    if draft.status in ("planned", "expected", "hypothetical"):
        # "said it would free the prisoners": the "it" of a claim is who speaks
        speaks = any(a.role == "actor" and a.entity is not None and a.entity in scene.named for a in draft.arguments)
        return not speaks and not any(_is_someone(scene, head) for head in actors)
    present = scene.is_present(draft.carrier) and scene.lemma(draft.token) in scene.lexicon.words("offering")
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
    past = not trees.form(draft.token).endswith(scene.lexicon.endings("gerund"))
    return trees.tokens[draft.token].upos == "VERB" and relation in _ASIDE and past


def _is_generic_progressive(scene: Scene, draft: Draft) -> bool:
    """ "Women are buying books": what goes on in general, told of a bare plural, and weighing little."""
    entry, trees, verb = draft.entry, scene.trees, draft.carrier
    if entry is None or entry.kind in scene.lexicon.weighty or scene.role_of(verb) in scene.lexicon.present_exempt:
        return False
    if not any(trees.form(child) in scene.lexicon.words("being") for child in trees.children(verb, "aux")):
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


def _strikes_no_thing(scene: Scene, draft: Draft) -> bool:
    """ "fight climate change", "slash emissions": force against what no force can be used on."""
    entry, trees = draft.entry, scene.trees
    if entry is None or entry.type != "ASSAULT" or entry.objects or trees.tokens[draft.token].upos != "VERB":
        return False
    struck = [head for head in trees.objects(draft.token) if not trees.is_passive(draft.token)]
    return bool(struck) and all(_is_abstract(scene, each) for head in struck for each in scene.trees.conjuncts(head))


def _is_abstract(scene: Scene, head: int) -> bool:
    """Whether a noun names no thing or person: by its ending, by a list, or as one of a mass ("fight crime")."""
    trees, lemma = scene.trees, scene.lemma(head)
    lexicon = scene.lexicon
    things = lemma in (lexicon.instruments | lexicon.weapons | lexicon.standing | lexicon.machines)
    known = scene.mention(head) is not None or scene.is_place(head) or scene.is_agent(head) is True or things
    if trees.tokens[head].upos != "NOUN" or known:
        return False
    if any(is_named(scene, each) for each in trees.within(trees.phrase(head))):
        return False
    mass = trees.form(head) == lemma and not trees.children(head, "det", "nummod", "nmod:poss")
    return mass or lemma in lexicon.abstract or lemma.endswith(lexicon.abstract_endings)


def _lacks_its_party(scene: Scene, draft: Draft) -> bool:
    """Kinds that are nothing without someone: a lone "agreed", "the nuclear threat", "a trial in maize"."""
    entry, trees, token = draft.entry, scene.trees, draft.token
    if entry is None:
        return False
    roles = [role for role, _ in draft.heads]
    verbal = trees.tokens[token].upos == "VERB"
    if entry.kind == "agreement" and verbal and not entry.is_pattern:
        content = draft.content is not None or trees.children(token, "xcomp", "ccomp")
        return not content and roles.count("actor") < 2 and not set(roles) & {"recipient", "theme"}
    if entry.kind == "threat" and not verbal:
        told = draft.carrier != token or trees.children(token, "acl") or "recipient" in roles
        return not told and scene.role_of(token) not in scene.lexicon.present_exempt
    if entry.type == "CONSULT" and verbal:
        met = [head for head in trees.objects(token) if not trees.is_passive(token)]
        with_whom = [head for role, head in draft.heads if role in ("recipient", "place")]
        return (
            bool(met)
            and not entry.is_pattern
            and not any(scene.is_agent(head) or scene.is_place(head) for head in (*met, *with_whom))
        )  # "meet most of the goals", "negotiate the price"
    if entry.type == "CONSULT" and draft.carrier == token and scene.role_of(token) not in scene.lexicon.present_exempt:
        known = any(scene.is_agent(head) for role, head in draft.heads if role in ("actor", "recipient"))
        timed = any(scene.time(child) is not None for child in trees.children(token))
        return not known and not timed and not trees.children(token, "nmod:poss")
    if entry.kind == "trial" and not verbal:
        return not any(scene.is_agent(head) for role, head in draft.heads if role in ("victim", "recipient", "actor"))
    if entry.kind == "departure" and verbal:
        left = [head for head in trees.objects(token) if not scene.is_place(head) and not scene.is_agent(head)]
        return bool(left) or trees.is_passive(token) or (trees.deprel(token) == "acl" and scene.is_past(token))
    return False


def _is_my_own(scene: Scene, draft: Draft) -> bool:
    """ "I am going to complain", "our conviction": a writer's own words about what he does or thinks."""
    entry = draft.entry
    if entry is None or entry.type in ("ASSAULT", "THREATEN") or entry.kind in scene.lexicon.weighty:
        return False
    mine = [
        head for role, head in draft.heads
        if role in ("actor", "recipient") and scene.trees.form(head) in scene.lexicon.first_person
        and not is_named(scene, head)
    ]  # fmt: skip
    if not mine:
        return False
    told = scene.is_past(draft.carrier) if scene.trees.tokens[draft.carrier].upos == "VERB" else False
    return not told or draft.status not in ("happened", "alleged")
