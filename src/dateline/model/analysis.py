"""What a tagger says of a text: tokens, sentences, entities, event words, quotations."""

from typing import Literal

import msgspec

PartyRole = Literal["actor", "to", "what"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One syntactic word.

    start, end: code points in the analysed text.
    upos: Universal Dependencies part of speech; "X" where a tagger gives none.
    head: index into `Analysis.tokens` of the governor, -1 for a root; -1 everywhere where a tagger gives no trees.
    deprel: Universal Dependencies relation; "" where a tagger gives no trees.
    """

    start: int
    end: int
    upos: str
    lemma: str
    head: int
    deprel: str


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its code points, and its tokens as the half-open range first..last of `Analysis.tokens`."""

    start: int
    end: int
    first: int
    last: int


class TaggedSpan(msgspec.Struct, frozen=True, gc=False):
    """A named entity or a number: kind is one of person, organisation, place, facility, group, event, work,
    product, cardinal, percent, money, quantity, date, time."""

    kind: str
    start: int
    end: int
    score: float


class TaggedTrigger(msgspec.Struct, frozen=True, gc=False):
    """A token that names an event (TimeML's sense), with the tagger's probability."""

    token: int
    score: float


class TaggedParty(msgspec.Struct, frozen=True, gc=False):
    """A token whose phrase takes part in an event, with the tagger's probability: "actor" did it; it was done "to", or
    befell, the second; "what" is the other thing acted on."""

    role: PartyRole
    token: int
    score: float


class TaggedEvent(msgspec.Struct, frozen=True, gc=False):
    """A token that tells of a particular happening, or refers back to one.

    told, referred: probabilities that its sentence tells the event, or only refers back to it. type: the likeliest
    PLOVER event type, "OTHER" where none fits, with its probability. parties: of the same sentence, by token and role.
    """

    token: int
    told: float
    referred: float
    type: str
    type_score: float
    parties: tuple[TaggedParty, ...] = ()


class TaggedQuotation(msgspec.Struct, frozen=True, gc=False):
    """An attribution in PARC's sense: spans (code points) of source, cue and content; any may be empty or split."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


class Analysis(msgspec.Struct, frozen=True):
    """All that a tagger says of one text, in text order.

    tagger: `name@version` of what made it. has_trees, has_entities and has_events tell whether dependency trees,
    entities and events were attempted at all, so that a stage can tell "none found" from "not looked for".
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[TaggedSpan, ...] = ()
    triggers: tuple[TaggedTrigger, ...] = ()
    quotations: tuple[TaggedQuotation, ...] = ()
    events: tuple[TaggedEvent, ...] = ()
    tagger: str = ""
    has_trees: bool = False
    has_entities: bool = False
    has_events: bool = False
