"""What the tagger's event heads say of an article's events: words that no list holds, and who takes part.

Rules read participants off the tree; where the tree is misread they err, and the heads, which never saw it, often do
not. Where the two differ the surer one is followed, and the report says which it was. A language without such heads is
read by rule alone.
"""

import math
from collections.abc import Iterator, Sequence
from typing import get_args

from dateline.events.arguments.left_counts import drop_counts_of
from dateline.events.arguments.making import add_argument, as_role, is_number, remove_argument
from dateline.events.arguments.needs import meets
from dateline.events.arguments.object_roles import (
    BEFALLEN,
    frame_of,
    happens_to_subject,
    is_made,
    is_thrown,
    is_town_that_acts,
    role_for_object,
    role_of_objects,
)
from dateline.events.arguments.participants import is_active_beside_passive
from dateline.events.headlines.passives import befallen_in_headline
from dateline.events.learned.no_parties import is_no_party
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.events.triggers.light_verbs import with_particle
from dateline.language.trees import base
from dateline.model import Argument, ArgumentRole, EventType, Span, TaggedEvent, TaggedParty

# From this probability a word that no list holds makes a report of its own, to be weighed with the others.
LEAST_TOLD = 0.25
# From this one a rule's doubt is a sign among others, and no veto.
BORNE_OUT = 0.5
# What speaks against an event whatever the heads say.
_VETOES = frozenset(
    ("taken back", "habit", "has been before", "inside a source", "befalls a thing", "what it is called")
)
# Ways of the rules to a participant that the heads never learnt: their silence says nothing.
_UNSEEN = ("adjective of nation", "compound", "doer of the attack", "told together", "goes along")
# Below this one a type of the heads is none.
_LEAST_TYPE = 0.5
_TYPES: tuple[EventType, ...] = get_args(EventType)
# A participant read off the tree falls below the first, one of the heads' is added above the second.
KEPT = 0.2
ADDED = 0.5
# A doer of the tree that the heads give at least this stays one, unless they are by so much surer of another role.
HELD, CLEARER = 0.45, 0.25
_DONE_TO = ("recipient", "victim")
_SIDES: dict[str, tuple[str, ...]] = {"actor": ("actor",), "to": _DONE_TO, "what": ("theme",)}
# What verbs need to mean their event at all.
_OTHER_SENSES = frozenset(("not-met-with",))
# What makes another event of a verb: without it the entry says nothing of the word.
_ONLY_BESIDE = "cared-for"
# Types whose verbs are completed by a noun of speech: "expressed sympathy".
_SPEECH = ("SUPPORT", "ACCUSE", "REQUEST", "AGREE", "THREATEN")
# Roles of the tree that are as good as the heads' side; what stands in them is not added a second time.
_NEAR: dict[str, tuple[str, ...]] = {
    "actor": ("instrument",),
    "to": ("theme", "place", "destination", "origin", "beneficiary", "instrument", "reason"),
    "what": ("recipient", "victim", "instrument", "reason", "amount", "place", "origin", "destination", "beneficiary"),
}


def find_told(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of words that the heads take for events and the word lists do not, in text order."""
    known = {draft.token for draft in drafts} | {draft.carrier for draft in drafts}
    known |= {token for draft in drafts for span in draft.triggers for token in scene.trees.within(span)}
    known |= {head for draft in drafts for head in _completed(scene, draft)}
    return [
        _draft(scene, event)
        for event in scene.told.values()
        if event.told >= LEAST_TOLD
        and event.token not in known
        and _may_tell(scene, event.token)
        and not _is_another_sense(scene, event.token)
        and not _is_inside(scene, event.token, known)
    ]


def _completed(scene: Scene, draft: Draft) -> list[int]:
    """ "expressed sympathy", "voiced concern": objects that only say what a verb of the lists does."""
    entry = draft.entry
    if entry is None or not entry.objects or entry.type not in _SPEECH:
        return []
    return [head for head in scene.trees.objects(draft.token) if scene.lemma(head) in entry.objects]


def _is_inside(scene: Scene, token: int, known: set[int]) -> bool:
    """ "began impeachment proceedings": the first of two nouns that are one name of one event."""
    trees = scene.trees
    outer = trees.head(token)
    if outer < 0 or base(trees.deprel(token)) != "compound" or trees.tokens[token].upos != "NOUN":
        return False
    above = scene.told.get(outer)
    return outer in known or (above is not None and above.told >= BORNE_OUT)


def is_told(scene: Scene, draft: Draft) -> bool:
    """Whether the heads hold a draft for an event, whatever rules say against it; it is weighed with the doubt."""
    event = event_of(scene, draft)
    return event is not None and event.told >= BORNE_OUT and draft.doubt not in _VETOES


def tells_anew(scene: Scene, draft: Draft) -> bool:
    """Whether the heads hold a draft's word for one that tells the event, and not for one that refers back to it."""
    event = event_of(scene, draft)
    return event is not None and event.told >= max(BORNE_OUT, event.referred)


def _may_tell(scene: Scene, token: int) -> bool:
    word = scene.trees.tokens[token]
    return word.upos in ("VERB", "NOUN", "PROPN", "ADJ") and not scene.is_dated(token)


def _is_another_sense(scene: Scene, token: int) -> bool:
    """ "Was met with jeers": a verb that means no such event, whatever the heads say."""
    needs = {entry.needs for entry in scene.lexicon.verbs.get(scene.lemma(token), ())} & _OTHER_SENSES
    return any(not meets(scene, token, need, 0.0, scene.trees.is_passive(token)) for need in sorted(needs))


def _draft(scene: Scene, event: TaggedEvent) -> Draft:
    trees, token = scene.trees, _named_by_subject(scene, event.token)
    particle = trees.child(token, "compound:prt")
    lemma = scene.lemma(token) if particle is None else f"{scene.lemma(token)}_{scene.lemma(particle)}"
    type_: EventType = _event_type(event.type) if event.type_score >= _LEAST_TYPE else "OTHER"
    last = token if particle is None or particle != token + 1 else particle
    spans = [Span(trees.tokens[token].start, trees.tokens[last].end)]
    carrier = _carrier(scene, token)
    if carrier != token and with_particle(scene, carrier) in scene.lexicon.words("occurring"):
        spans.append(Span(trees.tokens[carrier].start, trees.tokens[carrier].end))
    found_by = f"event heads, {event.told:.2f}"
    return Draft(token, carrier, lemma, _entry(scene, lemma, type_), event.told, found_by, spans)


def _named_by_subject(scene: Scene, token: int) -> int:
    """ "The festival takes place": the verb tells only that there is one; the noun is what is."""
    trees = scene.trees
    if trees.tokens[token].upos != "VERB" or with_particle(scene, token) not in scene.lexicon.words("occurring"):
        return token
    subjects = [
        each for each in trees.subjects(token) if trees.tokens[each].upos == "NOUN" and not scene.is_agent(each)
    ]
    return subjects[0] if subjects else token


def _event_type(name: str) -> EventType:
    return next((known for known in _TYPES if known == name), "OTHER")


def _entry(scene: Scene, lemma: str, type_: EventType) -> Entry:
    """The list's own entry of that type for the word, without its conditions; else one of the type alone."""
    lexicon = scene.lexicon
    listed = (*lexicon.verbs.get(lemma, ()), *lexicon.nouns.get(lemma, ()))
    plain = [entry for entry in listed if not entry.is_pattern and _ONLY_BESIDE not in entry.needs]
    same = next((entry for entry in plain if entry.type == type_), None)
    if same is not None:
        return Entry(same.type, same.kind, same.mode, same.context, object_role=same.object_role)
    return Entry(type_, lemma)


def _carrier(scene: Scene, token: int) -> int:
    """The verb that a noun is the object of, if that only carries it ("carried out the survey")."""
    trees, head = scene.trees, scene.trees.head(token)
    if trees.tokens[token].upos == "VERB" or head < 0 or trees.tokens[head].upos != "VERB":
        return token
    relation = base(trees.deprel(token))
    if relation == "nsubj" and with_particle(scene, head) in scene.lexicon.words("occurring"):
        return head
    carried = relation == "obj" or trees.deprel(token) == "nsubj:pass"
    return head if carried and scene.lemma(head) in scene.lexicon.light else token


# -- participants -------------------------------------------------------------------------------------


def settle_parties(scene: Scene, draft: Draft) -> None:
    """Take a draft's participants from the heads where these are sure and the tree's differ."""
    event = event_of(scene, draft)
    if event is None or event.told < LEAST_TOLD:
        return
    before = [each for each in draft.arguments if not is_number(each)]
    for side, roles in _SIDES.items():
        _drop_unlikely(scene, draft, event, side, roles)
    beside = {side: _joined(scene, draft, roles) for side, roles in _SIDES.items()}
    own = _own_words(scene, draft)
    for party in sorted(event.parties, key=lambda each: each.token):
        told = beside[party.role]
        if party.token not in own and party.score >= ADDED and (told is None or party.token in told):
            _add(scene, draft, event, party)
    drop_counts_of(scene, draft, before)


def _joined(scene: Scene, draft: Draft, roles: tuple[str, ...]) -> frozenset[int] | None:
    """Words joined by "and" to a side's participants of the tree; None where the tree has none.

    Heads like a second doer from the clause around ("the port confirmed that he had left"): the tree's, once borne out,
    has the say on how many there are.
    """
    heads = [head for role, head in draft.heads if role in roles]
    if not heads:
        return None
    joined = {each for head in heads for each in scene.trees.conjuncts(scene.trees.first_conjunct(head))}
    return frozenset((*joined, *(name for each in joined for name in scene.trees.children(each, "appos"))))


def _own_words(scene: Scene, draft: Draft) -> set[int]:
    """The event's own words: "the blast" is no doer where "the blast struck" is one event."""
    return {token for span in draft.triggers for token in scene.trees.within(span)} | {draft.token, draft.carrier}


def event_of(scene: Scene, draft: Draft) -> TaggedEvent | None:
    """What the heads say of a draft's own word, or of the verb that carries it; the likelier one."""
    near = {token for span in draft.triggers[:1] for token in scene.trees.within(span)} | {draft.token, draft.carrier}
    found = [scene.told[token] for token in sorted(near) if token in scene.told]
    return max(found, key=lambda event: (event.told, -event.token), default=None)


def _drop_unlikely(scene: Scene, draft: Draft, event: TaggedEvent, side: str, roles: tuple[str, ...]) -> None:
    """Participants of a side that the heads hold for none, or for one of another side, lose their role."""
    for argument in [each for each in draft.arguments if each.role in roles and not is_number(each)]:
        if _is_plain_in_tree(scene, draft, argument, side):
            continue
        unlikely = _borne_out(scene, event, argument, side) < KEPT and not _elsewhere(scene, event, argument)
        if unlikely and not _is_listed(scene, event, argument, side):
            remove_argument(scene, draft, argument)


def _is_plain_in_tree(scene: Scene, draft: Draft, argument: Argument, side: str) -> bool:
    """ "The convoy was attacked by rebels and fled", "Renn arrested": whatever the heads think, the tree is plain."""
    head = scene.trees.head_of(Span(argument.start, argument.end))
    if side != "actor":
        return head in befallen_in_headline(scene, draft.token)
    return is_active_beside_passive(scene, draft.token) and head in scene.trees.subjects(draft.token)


def _is_listed(scene: Scene, event: TaggedEvent, argument: Argument, side: str) -> bool:
    """ "ships and boats sank": the second of two alike that nothing but "and" or a comma parts, the first borne out; in
    a headline either by the other ("Korr, Senn hold talks")."""
    trees = scene.trees
    head = trees.head_of(Span(argument.start, argument.end))
    if head is None:
        return False
    first = trees.first_conjunct(head)
    if first == head and scene.role_of(head) == "headline":
        first = next((each for each in trees.conjuncts(head) if each != head), head)
    alike = first != head and trees.tokens[first].upos == trees.tokens[head].upos
    alike = alike and scene.is_place(first) == scene.is_place(head)
    between = range(min(first, head) + 1, max(first, head))
    plain = all(trees.tokens[each].upos not in ("VERB", "AUX", "SCONJ", "PRON") for each in between)
    roles = ("actor",) if side == "actor" else ("to", "what")
    score = max((each.score for each in event.parties if each.token == first and each.role in roles), default=0.0)
    return alike and plain and score >= ADDED


def _borne_out(scene: Scene, event: TaggedEvent, argument: Argument, side: str) -> float:
    """How likely the heads hold an argument for one of its side; what is acted on may be someone or a thing."""
    if argument.found_by.startswith(_UNSEEN):
        return 1.0
    sides: tuple[str, ...] = ("actor",) if side == "actor" else ("to", "what")
    if argument.found_by == BEFALLEN:
        sides = ("actor", "to", "what")  # the heads call it the doer
    return max(_support(scene, event, argument, each) for each in sides)


def _elsewhere(scene: Scene, event: TaggedEvent, argument: Argument) -> bool:
    """Whether an argument stands in another sentence, where the heads do not look."""
    sentence = scene.trees.sentence(event.token)
    return not sentence.start <= argument.start < sentence.end


def _support(scene: Scene, event: TaggedEvent, argument: Argument, side: str) -> float:
    inside = scene.trees.within(Span(argument.start, argument.end))
    return max((each.score for each in event.parties if each.role == side and each.token in inside), default=0.0)


def _add(scene: Scene, draft: Draft, event: TaggedEvent, party: TaggedParty) -> None:
    """A participant of the heads, unless its words are one already; in another role of the tree, that role yields."""
    word = scene.trees.tokens[party.token]
    if is_no_party(scene, draft, party) or (party.role == "to" and _is_whom_gone_to(scene, draft, party.token)):
        return
    for argument in [each for each in draft.arguments if each.start <= word.start < each.end and not is_number(each)]:
        if argument.found_by == "possessor" and argument.role != "actor" and not _has_another_party(scene, draft):
            return  # "Molen's impeachment": who is impeached, where nobody stands behind "of"
        if argument.role in (*_SIDES[party.role], *_NEAR[party.role]):
            return
        if argument.role == "actor" and HELD <= _borne_out(scene, event, argument, "actor") > party.score - CLEARER:
            return
        remove_argument(scene, draft, argument)
    along = party.role == "to" and _goes_along(scene, draft, party.token)
    why = "goes along" if along else f"event heads, {party.score:.2f}"
    add_argument(scene, draft, "actor" if along else _role(scene, draft, party), party.token, why)


def _has_another_party(scene: Scene, draft: Draft) -> bool:
    return any(scene.trees.case(each) in ("of", "by") for each in scene.trees.children(draft.token, "nmod"))


def _role(scene: Scene, draft: Draft, party: TaggedParty) -> ArgumentRole:
    if party.role == "actor":
        # as the tree's subjects that can do nothing: "an explosion", killing
        if scene.is_agent(party.token) is not False or is_town_that_acts(scene, draft, party.token):
            return "actor"
        own = party.token in scene.trees.subjects(draft.carrier)
        return "theme" if own and happens_to_subject(scene, draft) else "instrument"
    first = scene.trees.first_conjunct(party.token)
    told = [role for role, head in draft.heads if head == first != party.token and role in (*_DONE_TO, "theme")]
    if told:
        return as_role(told[0])  # "accompanied the officers and the loggers": what "and" joins has one role
    if is_thrown(scene, draft, party.token):
        return "instrument"
    if _is_where_to(scene, draft, party.token):
        return "destination"
    if party.role == "what":
        return "theme"
    if role_of_objects(draft, frame_of(scene, draft)) != "victim":
        thing = _is_a_thing_acted_on(scene, draft, party.token) or _is_gone_to(scene, draft, party.token)
        return "theme" if thing else "recipient"
    return "reason" if scene.trees.case(party.token) == "from" else "victim"  # "one death from the fever"


def _is_a_thing_acted_on(scene: Scene, draft: Draft, token: int) -> bool:
    """ "caught one of the trains": things are no receivers, though the heads know one side for both."""
    trees = scene.trees
    if draft.entry is None or draft.entry.type != "OTHER":
        return False
    objects = trees.objects(draft.token)
    if token not in objects and not (trees.head(token) in objects and trees.case(token) == "of"):
        return False
    counted = [each for each in trees.children(token, "nmod") if trees.case(each) == "of"]
    several = trees.tokens[token].upos == "NUM" or scene.lemma(token) in scene.lexicon.multitudes
    one = counted[0] if several and counted else token
    if is_made(scene, draft, one):
        return True
    if trees.tokens[one].upos != "NOUN" or scene.mention(one) is not None or scene.is_agent(one):
        return False
    return role_for_object(scene, draft, one, "recipient") == "theme"


def _is_gone_to(scene: Scene, draft: Draft, token: int) -> bool:
    """ "arrived at the second phase": no place and nobody."""
    moves = scene.lemma(draft.token) in scene.lexicon.moving and scene.trees.case(token) in ("to", "at")
    return moves and scene.trees.tokens[token].upos == "NOUN" and scene.is_agent(token) is not True


def _is_whom_gone_to(scene: Scene, draft: Draft, token: int) -> bool:
    """ "went to the doctor": somebody unnamed by what they do, as one goes to a place, and nobody it was done to."""
    goes = scene.lemma(draft.token) in scene.lexicon.words("going") and scene.trees.case(token) == "to"
    return goes and scene.trees.tokens[token].upos == "NOUN" and scene.is_agent(token) is True


def _goes_along(scene: Scene, draft: Draft, token: int) -> bool:
    """ "walked to the temple with her father": who goes too, and nobody it was done to."""
    moves = scene.lemma(draft.token) in scene.lexicon.moving and not scene.trees.objects(draft.token)
    first = scene.trees.first_conjunct(token)
    own = scene.trees.case(first) == "with" and scene.trees.head(first) == draft.token
    return moves and own and scene.is_agent(token) is True


def _is_where_to(scene: Scene, draft: Draft, token: int) -> bool:
    """ "flew him to Lakhora", "returned home": where someone goes; a place that is given a thing is a recipient."""
    trees = scene.trees
    if draft.entry is None or draft.entry.type not in ("OTHER", "RETREAT", "CONSULT"):
        return False
    if not scene.is_place(token):
        body = scene.mention(token)
        moves = scene.lemma(draft.token) in scene.lexicon.moving and trees.case(token) in ("to", "at")
        return moves and body is not None and body.kind == "organisation"
    if scene.lemma(draft.token) in scene.lexicon.entering:
        return True
    bare = scene.lemma(token) in scene.lexicon.words("home") and not trees.children(
        token, "case", "det", "nmod", "compound", "amod"
    )
    towards = set(trees.case(token).split()) & {"to", "into", "toward", "towards"}
    given = [head for head in trees.objects(draft.token) if head != token and scene.is_agent(head) is not True]
    return bool((bare or towards) and not given)


# -- how sure -----------------------------------------------------------------------------------------


def agreement(scene: Scene, draft: Draft) -> Iterator[str]:
    """Signs of how far the heads bear a report out; steps at each of which one more sign holds."""
    event = event_of(scene, draft)
    if event is None:
        yield "heads: none"
        return
    yield from (f"told over {step:g}" for step in (0.2, 0.35, 0.5, 0.65, 0.8, 0.9) if event.told > step)
    if event.referred > event.told:
        yield "refers back"
    yield f"heads type {event.type}"
    for side in ("actor", "to"):
        doubt = _doubt(scene, draft, event, side)
        yield from (f"{side} doubt over {step:g}" for step in (0.1, 0.3, 0.6, 1.0, 1.6, 2.5) if doubt > step)


def _doubt(scene: Scene, draft: Draft, event: TaggedEvent, side: str) -> float:
    """How unlikely the heads hold a report's participants of a side: minus the log of the chance of just these."""
    told = [each for each in draft.arguments if each.role in _SIDES[side] and not is_number(each)]
    doubt = 0.0
    inside = {token for each in told for token in scene.trees.within(Span(each.start, each.end))}
    inside |= {*_own_words(scene, draft), *befallen_in_headline(scene, draft.token)}
    along = [each for each in draft.arguments if each.found_by in ("goes along", BEFALLEN)]
    inside |= {token for each in along for token in scene.trees.within(Span(each.start, each.end))}
    for argument in told:
        if not _elsewhere(scene, event, argument) and not _is_plain_in_tree(scene, draft, argument, side):
            doubt -= math.log(max(_borne_out(scene, event, argument, side), 0.05))
    # A thing told as the means is as good as one told as the doer.
    means = [each for each in draft.arguments if side == "actor" and each.role in _NEAR["actor"]]
    inside |= {token for each in means for token in scene.trees.within(Span(each.start, each.end))}
    for party in event.parties:
        if party.role == side and party.token not in inside:
            doubt -= math.log(max(1.0 - party.score, 0.05))
    return doubt
