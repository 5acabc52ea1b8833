"""What is told but is no event: habits, general statements, definitions, what is only asked for."""

from collections.abc import Callable

from dateline.events.kept.generic import is_of_nobody_in_particular
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

# Acts between someone and someone: without either, nothing is told.
_BETWEEN = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "COOPERATE", "SANCTION")
_COUNTS = ("killed", "wounded", "missing", "displaced", "detained")


def doubt_of(scene: Scene, draft: Draft) -> str | None:
    """What speaks against a draft's telling of something that happened, did not, or may; None where nothing does.

    A habit ("strikes every spring"), a general present ("the militia controls the dam"), a bare concept
    ("the risk of floods in general", "anti-strike law") and what someone is merely asked to do are no events. The
    draft's arguments must be filled in.
    """
    return next((name for name, holds in _DOUBTS.items() if holds(scene, draft)), None)


def _is_taken_back(scene: Scene, draft: Draft) -> bool:
    """ "An earlier version said 31 had died": taken back, not told."""
    return scene.role_of(draft.token) == "correction"


def _is_active_participle(scene: Scene, draft: Draft) -> bool:
    """ "a bus carrying evacuees" describes the bus; what PLOVER does not code is then no event of its own."""
    trees, token = scene.trees, draft.token
    return (
        draft.entry is not None
        and draft.entry.type == "OTHER"
        and draft.entry.kind not in scene.lexicon.weighty
        and trees.deprel(token) == "acl"
        and trees.tokens[token].upos == "VERB"
        and trees.form(token).endswith(scene.lexicon.endings("gerund"))
    )


def _is_gerund(scene: Scene, draft: Draft) -> bool:
    """ "Buying a house is dear", "after selling it": what PLOVER does not code is an event only in a finite verb."""
    trees, token = scene.trees, draft.token
    return (
        draft.entry is not None
        and draft.entry.type == "OTHER"
        and draft.entry.kind not in scene.lexicon.weighty
        and trees.tokens[token].upos == "VERB"
        and trees.form(token).endswith(scene.lexicon.endings("gerund"))
        and not trees.children(token, "aux")
        and base(trees.deprel(token)) != "root"
    )


def _is_of_nobody(scene: Scene, draft: Draft) -> bool:
    """The dead and the missing must be told of someone, and what befalls "someone" or "anyone" befell nobody."""
    victims = [head for role, head in draft.heads if role in ("victim", "recipient")]
    counted = any(argument.role in _COUNTS for argument in draft.arguments)
    adjective = scene.trees.tokens[draft.token].upos == "ADJ" or (
        draft.entry is not None and scene.lemma(draft.token) in scene.lexicon.adjectives
    )
    if adjective and not counted and not any(scene.is_agent(head) for head in victims):
        return True
    other = draft.entry is not None and draft.entry.type == "OTHER"
    if draft.kind == "departure" and _leaves_behind(scene, draft):
        return True
    if draft.kind == "departure" and any(
        role == "origin" and scene.trees.tokens[head].upos == "PRON" for role, head in draft.heads
    ):
        return True
    return other and any(scene.lemma(head) in scene.lexicon.words("someone") for head in victims)


def _befalls_a_thing(scene: Scene, draft: Draft) -> bool:
    """ "the disk is dying", "missing features", "killed two birds with one stone": only the living die."""
    if draft.kind not in ("death", "missing") or draft.lemma == "toll":
        return False
    victims = [head for role, head in draft.heads if role in ("victim", "recipient")]
    return bool(victims) and all(_is_a_thing(scene, head) for head in victims)


def _is_a_thing(scene: Scene, head: int) -> bool:
    """A common noun that nothing speaks for being someone; numbers and pronouns may stand for people."""
    word, lemma = scene.trees.tokens[head], scene.lemma(head)
    if word.upos == "NUM":
        of = [child for child in scene.trees.children(head, "nmod") if scene.trees.case(child) == "of"]
        return bool(of) and all(scene.trees.tokens[each].upos == "NOUN" and _is_a_thing(scene, each) for each in of)
    if word.upos != "NOUN" or scene.is_agent(head) is not None or scene.mention(head) is not None:
        return word.upos == "NOUN" and scene.is_agent(head) is False and scene.mention(head) is None
    counted = [child for child in scene.trees.children(head, "nmod") if scene.trees.case(child) == "of"]
    return not any(scene.is_agent(child) for child in counted) and not lemma.endswith(scene.lexicon.endings("people"))


def _leaves_behind(scene: Scene, draft: Draft) -> bool:
    """ "left the district without power": nobody departed."""
    trees = scene.trees
    around = (draft.token, *trees.children(draft.token, "obj", "xcomp"))
    return any(
        trees.case(child) in scene.lexicon.words("without")
        for each in around
        for child in (each, *trees.children(each))
    )


def has_substance(scene: Scene, draft: Draft) -> bool:
    """Whether a merged report tells more than its own name: someone, something, a place or a time."""
    if (
        draft.entry is not None
        and draft.entry.type in _BETWEEN
        and not any(argument.role in ("actor", "recipient") for argument in draft.arguments)
    ):
        return False
    nominal = scene.trees.tokens[draft.token].upos != "VERB"
    roles = {argument.role for argument in draft.arguments}
    if nominal and roles and roles <= {"beneficiary", "reason", "amount"} and draft.when is None:
        return False
    if nominal and draft.entry is not None and draft.entry.mode == "investigate" and "actor" not in roles:
        return any(scene.is_agent(head) for role, head in draft.heads if role == "recipient")
    other = draft.entry is not None and draft.entry.type == "OTHER" and draft.kind not in scene.lexicon.weighty
    if nominal and other and all(argument.role == "amount" for argument in draft.arguments) and draft.when is None:
        return False
    if draft.arguments or draft.where:
        return True
    relation = base(scene.trees.deprel(draft.token))
    new = any(scene.lemma(child) in scene.lexicon.words("newly") for child in scene.trees.children(draft.token, "det"))
    if new and relation in ("obj", "nsubj") and draft.entry is not None and draft.entry.type == "ASSAULT":
        return True
    if len(draft.triggers) == 1 and draft.when is None and scene.role_of(draft.token) != "headline":
        return False
    if scene.trees.tokens[draft.token].upos == "VERB":
        return draft.kind in scene.lexicon.weighty and draft.when is not None
    return draft.when is not None or draft.kind in scene.lexicon.weighty


def _is_inside_source(scene: Scene, draft: Draft) -> bool:
    """What describes a source ("two officials who asked not to be named") is no event of the article."""
    trigger = draft.triggers[0]
    around = (draft.carrier, *scene.trees.ancestors(draft.carrier))
    if not any(base(scene.trees.deprel(token)) == "acl" for token in around):
        return False
    return any(span.start <= trigger.start < span.end for span in scene.unnamed_sources_near(draft.token))


def _is_idle(scene: Scene, draft: Draft) -> bool:
    """What may or did not happen is shown only where it weighs: violence, aid, force, disasters and their like."""
    entry = draft.entry
    if entry is None:
        return False
    if draft.status == "did_not_happen":
        if entry.type in ("SUPPORT", "ACCUSE", "REQUEST", "CONSULT", "AGREE"):
            return True
        return entry.kind in ("promise", "payment", "purchase", "sale", "request", "meeting", "agreement")
    if draft.status not in ("hypothetical", "unknown"):
        return False
    if entry.type == "OTHER":
        return entry.kind not in scene.lexicon.weighty
    return entry.type in ("REJECT", "AGREE", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "CONSULT")


def _is_negated_noun(scene: Scene, draft: Draft) -> bool:
    """ "no deaths", "without warning": a noun that is only denied."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos not in ("NOUN", "PROPN"):
        return False
    return any(
        scene.lemma(child) in scene.modality.negation.determiners | scene.modality.negation.prepositions
        for child in trees.children(token, "det", "case", "advmod")
    )


def is_of_many(scene: Scene, draft: Draft) -> bool:
    """ "Explosions in ports have happened before": a bare plural that opens its clause is of no one event."""
    trees, token = scene.trees, draft.token
    told = trees.tokens[token].upos == "NOUN" and base(trees.deprel(token)) == "nsubj"
    bare = not trees.children(token, "det", "nmod:poss", "nummod", "amod")
    return told and bare and trees.form(token) != scene.lemma(token)


def _has_been_before(scene: Scene, draft: Draft) -> bool:
    """ "Explosions have happened in ports before": the like has been, which tells of none."""
    trees, verb = scene.trees, scene.trees.head(draft.token)
    if verb < 0 or not is_of_many(scene, draft):
        return False
    words = range(verb + 1, trees.sentence(verb).last - 1)
    return any(
        trees.form(word) in scene.lexicon.words("once") and trees.tokens[word + 1].upos == "PUNCT" for word in words
    )


def _is_said_to_be_common(scene: Scene, draft: Draft) -> bool:
    """ "Attacks on journalists are common": how often such things are, and none of them."""
    head = scene.trees.head(draft.token)
    return head >= 0 and is_of_many(scene, draft) and scene.lemma(head) in scene.lexicon.common


def _is_habit(scene: Scene, draft: Draft) -> bool:
    trees = scene.trees
    for token in {draft.token, draft.carrier}:
        for child in trees.children(token):
            if base(trees.deprel(child)) in ("advmod", "obl", "nmod", "amod", "det"):
                if scene.lemma(child) in scene.lexicon.habit_adverbs:
                    return True
                time = scene.time(child)
                if time is not None and time.type == "SET":
                    return True
                if any(scene.lemma(each) in scene.lexicon.words("every") for each in trees.children(child, "det")) and (
                    time is not None or child > token
                ):
                    return True
        head = trees.head(token)
        if head >= 0 and base(trees.deprel(token)) == "xcomp" and trees.form(head) in scene.lexicon.habit_verbs:
            return True
    return False


def _is_general_present(scene: Scene, draft: Draft) -> bool:
    """A simple present outside headlines tells how things are; performative speech acts excepted."""
    if scene.role_of(draft.token) in scene.lexicon.present_exempt or draft.lemma == "toll":
        return False
    verb = draft.carrier
    if not scene.is_present(verb):
        return False
    if draft.assessment is not None and draft.assessment.conditional:
        return False
    published = (scene.article.published or "")[:10]
    dates = [scene.time(child) for child in scene.trees.children(verb, "obl", "advmod")]
    if published and any(date is not None and (date.earliest or "")[:10] > published for date in dates):
        return False  # "the talks open on March 17": a present for what is fixed to come
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    speech = type_ in ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE")
    return not (speech and base(scene.trees.deprel(verb)) in ("root", "conj"))


def _is_bare_concept(scene: Scene, draft: Draft) -> bool:
    """A noun that names the kind of thing and no one event: no determiner, no time, no participant, no carrier."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos not in ("NOUN", "PROPN") or draft.carrier != token:
        return False
    if scene.role_of(token) in ("headline", "subhead"):
        return False
    relation = base(trees.deprel(token))
    pinned = trees.children(token, "det", "nmod:poss", "nummod", "acl")
    if any(scene.lemma(each) in scene.lexicon.words("any") for each in trees.children(token, "det")):
        return True
    timed = any(scene.time(child) is not None for child in trees.children(token))
    if draft.arguments or timed:
        return False
    if draft.entry is not None and draft.entry.kind not in scene.lexicon.weighty:
        return True
    if not pinned and not trees.children(token, "amod", "compound") and relation not in ("nsubj", "root", "conj"):
        return True
    if relation in ("nmod", "compound", "conj", "appos") and not pinned:
        return True
    plural = trees.form(token) != scene.lemma(token)
    return not pinned and (plural or relation in ("obl", "nmod", "obj"))


def _is_only_wished(_: Scene, draft: Draft) -> bool:
    """What is asked, wished or wondered about is content of that act, and no event of its own."""
    assessment = draft.assessment
    if assessment is None:
        return False
    names = {name for _, name in assessment.because}
    if "purpose" in names and draft.status != "happened":
        return True
    return bool(names & {"requested", "requested-event", "wanted", "asked-whether", "required", "question", "command"})


def _is_of_someone(scene: Scene, draft: Draft) -> bool:
    """Whether an actor that is a bare "I", "we" or "you" is known by name; an act of nobody in particular is none.

    "I would not hang a cat on it" is a figure of speech; "we will attack" is kept, being a threat.
    """
    for role, head in draft.heads:
        if role != "actor" or scene.trees.tokens[head].upos != "PRON":
            continue
        mention = scene.mention(head)
        known = mention is not None and mention.entity is not None
        if scene.trees.form(head) in scene.lexicon.words("addressed"):
            return False
        if (
            not known
            and scene.trees.form(head) in scene.lexicon.words("writers")
            and draft.status in ("hypothetical", "did_not_happen", "unknown")
        ):
            return False
    return True


def _is_of_nobody_known(scene: Scene, draft: Draft) -> bool:
    return not _is_of_someone(scene, draft)


def _is_but_a_name(scene: Scene, draft: Draft) -> bool:
    """ "called the treaty a surrender": what someone calls a thing has not happened by that."""
    trees, token = scene.trees, draft.token
    above = trees.head(token)
    if above < 0 or trees.tokens[token].upos != "NOUN" or base(trees.deprel(token)) not in ("xcomp", "obj"):
        return False
    beside = [each for each in trees.children(above, "obj", "nsubj:pass") if each < token]
    return scene.lemma(above) in scene.lexicon.naming and bool(beside)


_DOUBTS: dict[str, Callable[[Scene, Draft], bool]] = {
    "taken back": _is_taken_back,
    "what it is called": _is_but_a_name,
    "active participle": _is_active_participle,
    "gerund": _is_gerund,
    "of nobody": _is_of_nobody,
    "befalls a thing": _befalls_a_thing,
    "inside a source": _is_inside_source,
    "idle": _is_idle,
    "negated noun": _is_negated_noun,
    "habit": _is_habit,
    "has been before": _has_been_before,
    "common": _is_said_to_be_common,
    "general present": _is_general_present,
    "bare concept": _is_bare_concept,
    "only wished": _is_only_wished,
    "of nobody known": _is_of_nobody_known,
    "of nobody in particular": is_of_nobody_in_particular,
}
