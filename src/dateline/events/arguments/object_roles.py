"""The role of what stands as object beside an event, or of its completing the verb's meaning only."""

from dateline.events.arguments.making import is_trigger_part
from dateline.events.scene import Draft, Scene

HARMS = ("death", "injury", "missing", "destruction", "displacement", "evacuation", "rescue", "cut", "crime", "burial",
          "medical", "transfer", "opening", "closing", "flood", "crash", "explosion")  # fmt: skip

# how things in a subject's place are found, whatever their role
BEFALLEN = "subject, no agent"
# what goes off, burns or crashes is told as the means of it
_BY_MEANS = ("death", "injury", "destruction", "explosion", "fire", "flood", "crash", "storm", "earthquake")

AGAINST_PEOPLE = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT")


def frame_of(scene: Scene, draft: Draft) -> dict[str, str]:
    """Prepositions and the roles they give beside an event of this report's type."""
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    return scene.lexicon.frames.get(type_, {})


def role_of_objects(draft: Draft, frame: dict[str, str]) -> str:
    """The role of what stands as object beside an event of this report."""
    if draft.entry is not None and draft.entry.object_role:
        return draft.entry.object_role
    if draft.entry is not None and draft.entry.type == "OTHER" and draft.kind not in HARMS:
        return "recipient"
    return frame.get("object", "victim")


def role_for_object(scene: Scene, draft: Draft, head: int, role: str) -> str:
    """A thing given or moved is the instrument, a place visited the place; who is acted on keeps the frame's role."""
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    agent = None if _is_no_body(scene, head) or _is_one_of_things(scene, head) else scene.is_agent(head)
    if agent and (is_made(scene, draft, head) or _is_condition(scene, head)):
        agent = None
    if role == "recipient" and _is_accused(scene, draft, head):
        return role
    if (
        type_ == "ASSAULT"
        and role == "recipient"
        and scene.lemma(draft.token) in scene.lexicon.sent
        and any(
            scene.lemma(each) in (scene.lexicon.instruments | scene.lexicon.weapons)
            for each in (head, *_counted_of(scene, head))
        )
    ):
        return "instrument"  # "firing dozens of rounds of artillery" too
    if is_thrown(scene, draft, head):
        return "instrument"
    if draft.entry is not None and role == "recipient" and agent is not True and draft.kind == "emergency":
        return "theme"  # "declared a state of emergency"
    thing = scene.trees.tokens[head].upos == "NOUN" and scene.mention(head) is None
    if (
        role == "origin"
        and thing
        and not agent
        and not scene.is_place(head)
        and scene.lemma(head) not in scene.lexicon.posts
    ):
        return "theme"  # "left messages at the gate"
    if role == "instrument" and agent and draft.entry is not None and draft.entry.type == "AID":
        return "recipient"
    if type_ == "CONSULT" and draft.kind == "visit" and scene.is_place(head):
        return "place"
    if (type_ == "OTHER" or scene.lemma(draft.token) in scene.lexicon.leaving) and scene.is_place(head):
        return _role_of_place(scene, draft, head, role)
    if type_ == "PROTEST" and role == "recipient" and agent is not True and not scene.is_place(head):
        return "reason"  # "protested the killing of a student"
    if (
        (type_ in AGAINST_PEOPLE or type_ == "OTHER")
        and role == "recipient"
        and agent is not True
        and not scene.is_place(head)
    ):
        return "theme"
    return role


def is_made(scene: Scene, draft: Draft, head: int) -> bool:
    """ "penned a letter", "built similar offices": papers, and bodies that are made, bought or opened, receive nothing.

    Only common nouns: "joined the Orlik Party" has its name for a receiver.
    """
    if scene.trees.tokens[head].upos != "NOUN" or draft.entry is None:
        return False
    mention = scene.mention_of_phrase(head)
    if mention is not None and mention.form == "name":
        return False
    lemma = scene.lemma(head)
    paper = lemma in scene.lexicon.papers and draft.entry.type in ("OTHER", "REJECT", "SUPPORT")
    making = draft.entry.type == "OTHER" and scene.lemma(draft.token) in scene.lexicon.making
    return paper or (making and lemma in scene.lexicon.made)


def _is_accused(scene: Scene, draft: Draft, head: int) -> bool:
    """ "accused it of backing the raid": whatever "it" is, it is accused."""
    blames = draft.entry is not None and draft.entry.mode == "allege" and scene.trees.tokens[draft.token].upos == "VERB"
    return blames and scene.trees.tokens[head].upos == "PRON" and scene.trees.deprel(head) == "obj"


def _is_condition(scene: Scene, head: int) -> bool:
    """ "raised the state of readiness": a state of something that has no name."""
    if scene.lemma(head) not in scene.lexicon.conditions or scene.trees.form(head) != scene.lemma(head):
        return False
    of = [each for each in scene.trees.children(head, "nmod") if scene.trees.case(each) == "of"]
    return bool(of) and all(scene.trees.tokens[each].upos == "NOUN" and scene.mention(each) is None for each in of)


def _is_one_of_things(scene: Scene, head: int) -> bool:
    """ "caught one of the trains", "spent hundreds of crowns": a number of things, which are no receivers."""
    counts = scene.trees.tokens[head].upos in ("NUM", "DET", "PRON")  # "some of the techniques" too
    if not counts and scene.lemma(head) not in scene.lexicon.multitudes:
        return False
    of = [each for each in scene.trees.children(head, "nmod") if scene.trees.case(each) == "of"]
    nouns = all(scene.trees.tokens[each].upos == "NOUN" and scene.mention(each) is None for each in of)
    people = any(scene.is_agent(each) or _may_be_people(scene, each) for each in of)
    return bool(of) and nouns and not people


def _may_be_people(scene: Scene, token: int) -> bool:
    lemma = scene.lemma(token)
    if lemma in scene.lexicon.adjectives:
        return True  # "some of the injured"
    return lemma.endswith(scene.lexicon.endings("people")) and not scene.is_thing(lemma)


def _is_no_body(scene: Scene, head: int) -> bool:
    """ "refused service", "left office": one noun of a body with nothing before it, which a text never means so."""
    word = scene.trees.tokens[head]
    bare = word.upos == "NOUN" and scene.article.text[word.start : word.end] == scene.lemma(head)
    marked = scene.trees.children(head, "det", "nmod:poss", "compound", "amod", "nummod", "appos", "flat", "acl")
    return bare and not marked and scene.mention(head) is None and scene.role_of(head) != "headline"


def _role_of_place(scene: Scene, draft: Draft, head: int, role: str) -> str:
    """ "entered Europe", "left the town", "visited the harbour": a place is a receiver only where it is a state."""
    if scene.lemma(draft.token) in scene.lexicon.entering:
        return "destination"
    if scene.lemma(draft.token) in scene.lexicon.leaving:
        return "origin"
    mention = scene.mention(head)
    state = mention is not None and mention.place is not None and mention.place.kind == "country"
    return "theme" if role == "recipient" and not state else role


def is_thrown(scene: Scene, draft: Draft, head: int) -> bool:
    """ "hurled bottles", "paint was poured": what force was used with, not whom it was used on."""
    thrown = scene.lemma(draft.token) in scene.lexicon.thrown and scene.is_agent(head) is not True
    force = draft.entry is not None and draft.entry.type in ("ASSAULT", "PROTEST")
    return thrown and force and scene.trees.deprel(scene.trees.first_conjunct(head)) in ("obj", "nsubj:pass")


def _counted_of(scene: Scene, head: int) -> tuple[int, ...]:
    """What a bare number counts: "rounds" of "dozens of rounds"."""
    if scene.lemma(head) not in scene.lexicon.multitudes:
        return ()
    return tuple(child for child in scene.trees.children(head, "nmod") if scene.trees.case(child) == "of")


def is_empty_object(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether an object only completes the verb's meaning ("voiced concern", "cut ties") and is no participant."""
    entry = draft.entry
    forceful = entry is not None and entry.type in ("ASSAULT", "COERCE")
    if entry is not None and forceful and scene.lemma(head) in scene.lexicon.acts & entry.objects:
        return True
    if draft.kind == "clash" and scene.lemma(head) in scene.lexicon.nouns and scene.is_agent(head) is not True:
        return True  # "fought running battles"
    return (
        entry is not None
        and (
            entry.type in ("ACCUSE", "SUPPORT", "REQUEST", "SANCTION", "CONSULT", "THREATEN", "AGREE", "PROTEST")
            or is_trigger_part(scene, draft, head)
        )
        and entry.object_role is None
        and scene.lemma(head) not in scene.lexicon.instruments
        and scene.lemma(head) in entry.objects
        and scene.is_agent(head) is not True
    )


def happens_to_subject(scene: Scene, draft: Draft) -> bool:
    """ "The airport reopened", "tear gas drifted": without an object, a thing in the subject's place used nothing."""
    verb = draft.carrier
    plain = draft.entry is None or (draft.entry.type == "OTHER" and draft.kind not in _BY_MEANS)
    strikes = any(entry.type == "ASSAULT" for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))
    plain = plain and not strikes  # "two bullets struck from the front"
    acts = scene.trees.tokens[verb].upos == "VERB" and not scene.trees.is_passive(verb)
    return plain and acts and not scene.trees.objects(verb) and not scene.trees.children(verb, "ccomp", "xcomp", "iobj")


def is_town_that_acts(scene: Scene, draft: Draft, head: int) -> bool:
    """ "Orlik County closed the mill": a named town or district that does something to something."""
    mention = scene.mention(head)
    named = mention is not None and mention.kind == "place" and mention.form == "name"
    named = named or scene.lemma(head) in scene.lexicon.acting  # "the municipality closed two schools"
    return named and bool(scene.trees.objects(draft.carrier)) and not scene.trees.is_passive(draft.carrier)
