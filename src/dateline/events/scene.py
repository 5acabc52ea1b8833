"""One article's trees, mentions, times and claims, indexed by token, and what a token names."""

import bisect
import functools
from collections.abc import Sequence

import msgspec

from dateline.events.lexicon import Entry, EventLexicon
from dateline.language.modality import Assessment, Modality
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees, base
from dateline.model import (
    Analysis,
    Argument,
    Article,
    Claim,
    Horizon,
    Mention,
    Span,
    Standing,
    Status,
    TimeExpression,
    Token,
    When,
    Where,
)


class Draft(msgspec.Struct):
    """An event report in the making.

    token: the trigger's token. carrier: the predicate whose subject and obliques are the event's too ("held" of
    "held talks"); the trigger itself for a verb. triggers: every span that names it, the first the best.
    doubt: what speaks against its being an event, where the event heads hold it for one.
    chance: how likely the report is right, by `events.worth`; None where the language has no such model.
    content: the predicate of what is offered, threatened or refused.
    heads: the head tokens of the arguments, as (role, token).
    """

    token: int
    carrier: int
    lemma: str
    entry: Entry | None
    score: float
    found_by: str
    triggers: list[Span]
    content: int | None = None
    arguments: list[Argument] = msgspec.field(default_factory=list)
    heads: list[tuple[str, int]] = msgspec.field(default_factory=list)
    assessment: Assessment | None = None
    when: When | None = None
    where: Where | None = None
    said: str | None = None
    status: Status = "unknown"
    standing: tuple[Standing, ...] = ()
    horizon: Horizon | None = None
    claim: Claim | None = None
    doubt: str | None = None
    chance: float | None = None
    explained: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What repeated mentions of one event share."""
        return self.entry.kind if self.entry is not None else self.lemma


def is_signed(claim: Claim) -> bool:
    """Whether a claim's words are another's with no cue that says so: a signed post, a transcript's lines."""
    return claim.cue is None and claim.mode == "direct" and len(claim.sources) > 1


class Scene:
    """All that the steps of `find_events` look things up in."""

    def __init__(
        self,
        article: Article,
        analysis: Analysis,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        claims: Sequence[Claim],
        lexicon: EventLexicon,
        modality: Modality,
    ) -> None:
        self.article = article
        self.trees = Trees(analysis, article.text)
        self.mentions = tuple(mentions)
        self.times = tuple(times)
        self.claims = tuple(claims)
        self.lexicon = lexicon
        self.modality = modality
        self.scores = {trigger.token: trigger.score for trigger in analysis.triggers}
        self.told = {event.token: event for event in analysis.events}
        self.has_told = analysis.has_events
        self._mention_at: dict[int, Mention] = {}
        self._quantities_at: dict[int, list[Mention]] = {}
        self._index_mentions()
        self._dated = {
            token
            for span in analysis.entities
            if span.kind in ("date", "time")
            for token in self.trees.within(Span(span.start, span.end))
        }
        self._part_starts = [part.start for part in article.parts]
        self._claims_in: dict[int, list[Claim]] = {}
        self._unnamed_in: dict[int, list[Span]] = {}
        self._index_claims()
        self.days_on: dict[int, frozenset[tuple[str, str]]] = {}  # what `which_act` has looked up
        self._time_at: dict[int, TimeExpression] = {}
        self._time_starts = [time.start for time in self.times]
        for time in self.times:
            for token in self.trees.within(Span(time.start, time.end)):
                self._time_at.setdefault(token, time)

    def _index_mentions(self) -> None:
        for mention in self.mentions:
            tokens = self.trees.within(Span(mention.start, mention.end))
            if mention.kind == "quantity":
                for token in tokens:
                    self._quantities_at.setdefault(token, []).append(mention)
                continue
            head = self.trees.head_of(Span(mention.start, mention.end))
            for token in tokens:
                if token == head or token not in self._mention_at:
                    self._mention_at[token] = mention

    # -- what a token names --------------------------------------------------------------------------

    def mention(self, token: int) -> Mention | None:
        """The mention whose words hold a token, quantities apart."""
        return self._mention_at.get(token)

    def mention_of_phrase(self, head: int) -> Mention | None:
        """The mention a noun phrase stands for: at its head, or as the name its title or apposition leads to."""
        found = self._mention_at.get(head)
        if found is not None and found.form == "name":
            return found
        for child in self.trees.children(head, "flat", "appos", "nmod:desc", "compound"):
            inner = self._mention_at.get(child)
            person = inner is not None and inner.kind == "person"
            apposed = inner is not None and base(self.trees.deprel(child)) == "appos" and inner.kind != "quantity"
            named = inner is not None and inner.form == "name" and (person or apposed)
            if named and base(self.trees.deprel(child)) != "compound":
                return inner
        return found

    def quantities(self, span: Span) -> tuple[Mention, ...]:
        """Quantities told within a span, in order."""
        found: list[Mention] = []
        for token in self.trees.within(span):
            for mention in self._quantities_at.get(token, ()):
                if mention not in found:
                    found.append(mention)
        return tuple(found)

    def time(self, token: int) -> TimeExpression | None:
        """The time expression whose words hold a token."""
        return self._time_at.get(token)

    def times_within(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The time expressions that begin from code point `start` on and before `end`, in order."""
        first = bisect.bisect_left(self._time_starts, start)
        return self.times[first : bisect.bisect_left(self._time_starts, end, first)]

    def time_beside(self, time: TimeExpression, step: int) -> TimeExpression | None:
        """The time expression before one of the article's own (step -1) or behind it (1)."""
        number = bisect.bisect_left(self._time_starts, time.start) + step
        return self.times[number] if 0 <= number < len(self.times) else None

    def is_dated(self, token: int) -> bool:
        """Whether a token stands in a time expression, or in what the tagger takes for a date or time."""
        return token in self._time_at or token in self._dated

    def lemma(self, token: int) -> str:
        """The lemma, lower-cased."""
        return self.trees.tokens[token].lemma.lower()

    def role_of(self, token: int) -> str:
        """The role of the block a token stands in ("headline", "body", ...)."""
        part = self.part(token)
        role = self.article.parts[part].role if part is not None else "body"
        return "headline" if role == "body" and self._opens_untitled(token) else role

    def _opens_untitled(self, token: int) -> bool:
        """Whether a token stands in a first line that closes without a full stop: a headline given as text."""
        if self.trees.sentence_number(token) != 0:
            return False
        sentence = self.trees.sentence(token)
        last = self.trees.tokens[sentence.last - 1]
        after = self.article.text[sentence.end : sentence.end + 2]
        return last.upos != "PUNCT" and (not after.strip(" ") or after.startswith("\n"))

    def part(self, token: int) -> int | None:
        """The number of the article part a token stands in."""
        start = self.trees.tokens[token].start
        number = bisect.bisect_right(self._part_starts, start) - 1
        return number if number >= 0 and start < self.article.parts[number].end else None

    def claims_near(self, token: int) -> list[Claim]:
        """Claims of others, by a cue or a signature, whose content reaches into a token's sentence, in order."""
        return self._claims_in.get(self.trees.sentence_number(token), [])

    def unnamed_sources_near(self, token: int) -> list[Span]:
        """The words of unnamed sources that stand in a token's sentence."""
        return self._unnamed_in.get(self.trees.sentence_number(token), [])

    def _index_claims(self) -> None:
        for claim in self.claims:
            if claim.mode == "author" or (claim.cue is None and not is_signed(claim)):
                continue
            for number in sorted({n for span in claim.content for n in self._sentences_of(span)}):
                self._claims_in.setdefault(number, []).append(claim)
            for source in claim.sources:
                if source.kind == "unnamed" and source.start is not None and source.end is not None:
                    span = Span(source.start, source.end)
                    for number in self._sentences_of(span):
                        self._unnamed_in.setdefault(number, []).append(span)

    def _sentences_of(self, span: Span) -> range:
        tokens = self.trees.within(span)
        if not tokens:
            return range(0)
        return range(self.trees.sentence_number(tokens[0]), self.trees.sentence_number(tokens[-1]) + 1)

    def is_agent(self, token: int) -> bool | None:
        """Whether a noun phrase's head can act: True, False, or None where it cannot be told."""
        if self.time(token) is not None:
            return False
        mention = self.mention(token)
        word = self.trees.tokens[token]
        lemma = self.lemma(token)
        if mention is not None and mention.kind in ("person", "organisation", "group"):
            return True
        if word.upos == "PRON" or lemma in self.lexicon.inanimate_pronouns:
            if lemma in self.lexicon.pronouns or self.trees.form(token) in self.lexicon.pronouns:
                return True
            return True if self._is_speaker(token) else None
        if lemma in self.lexicon.agents or self._is_marked(token):
            return True
        if mention is not None and mention.kind == "place":
            return mention.place is None or mention.place.kind in (None, "country", "city", "admin1", "region")
        if word.upos == "PROPN":
            return not (mention is None and lemma in self.lexicon.nouns and token == self.trees.sentence(token).first)
        if word.upos in ("NUM", "DET", "ADJ") or word.upos == "X":
            return None
        if lemma in self.lexicon.nouns:
            return False
        if lemma in self.lexicon.places and self._is_named_place(token):
            return True
        if lemma in self.lexicon.instruments or (lemma in self.lexicon.places and lemma not in self.lexicon.agents):
            return False
        if word.upos == "NOUN" and lemma.endswith(self.lexicon.agent_endings) and self.scores.get(token, 0.0) < 0.2:
            return True
        return None

    def _is_marked(self, token: int) -> bool:
        """ "Armed herders": whatever bears arms or a mask acts, but for deeds and weapons ("armed conflict")."""
        lexicon, lemma = self.lexicon, self.lemma(token)
        if lemma in lexicon.nouns or lemma in lexicon.event_nouns or lemma in lexicon.instruments:
            return False
        marks = (each for each in self.trees.children(token, "amod") if each < token)
        return self.trees.tokens[token].upos == "NOUN" and any(
            self.lemma(each) in lexicon.agent_marks or self.trees.form(each) in lexicon.agent_marks for each in marks
        )

    def _is_named_place(self, token: int) -> bool:
        """ "The city of Brenn passed an ordinance": a place by its kind and its name acts as its name alone does."""
        names = (each for each in self.trees.children(token, "nmod") if self.trees.case(each) == "of")
        return any((mention := self.mention(each)) is not None and mention.kind == "place" for each in names)

    def _is_speaker(self, token: int) -> bool:
        """ "the army said it had killed": a pronoun for a thing, in what someone says, is the body that speaks."""
        trees = self.trees
        clause = trees.head(token)
        if clause < 0 or base(trees.deprel(clause)) != "ccomp" or base(trees.deprel(token)) != "nsubj":
            return False
        speakers = trees.subjects(trees.head(clause))
        return any(self._is_body(each) for each in speakers)

    def _is_body(self, token: int) -> bool:
        """Whether a word names one body of people, and neither a person nor several."""
        mention = self.mention(token)
        known = mention is not None and (mention.kind == "organisation" or mention.place is not None)
        return known or (self.lemma(token) in self.lexicon.collectives and self.trees.form(token) == self.lemma(token))

    def is_thing(self, lemma: str) -> bool:
        """Whether a noun is one of things or animals, and never of people: none of these counts in a toll."""
        lexicon = self.lexicon
        things = lexicon.instruments | lexicon.places | lexicon.standing | lexicon.machines | lexicon.uncounted
        return lemma in things and lemma not in lexicon.agents

    @functools.cached_property
    def named(self) -> frozenset[str]:
        """Entities that the article names."""
        return frozenset(each.entity for each in self.mentions if each.form == "name" and each.entity is not None)

    @functools.cached_property
    def is_advice(self) -> bool:
        """Whether the text speaks to its reader: a guide, a sales page; what is quoted is left out of the count."""
        quoted = SpanIndex(claim.content for claim in self.claims if claim.mode == "direct")
        words = [
            token
            for token in range(len(self.trees.tokens))
            if self.trees.form(token) in self.lexicon.reader
            and not quoted.touching(_first_sign(self.trees.tokens[token]))
        ]
        # six words at the least: a short report may turn to its reader once or twice
        return len(words) >= max(6, int(self.lexicon.advice * len(self.trees.tokens)))

    def entity(self, token: int) -> str | None:
        """The entity a noun phrase's head stands for, where it is known."""
        mention = self.mention_of_phrase(token)
        return mention.entity if mention is not None else None

    def is_official(self, token: int) -> bool:
        """Whether a head names a state, a body, or someone in office: who may commit more than himself."""
        if self.lemma(token) in self.lexicon.officials:
            return True
        mention = self.mention_of_phrase(token)
        if mention is None:
            return False
        return _is_in_office(mention) or mention.entity in self._officials

    @functools.cached_property
    def _officials(self) -> frozenset[str]:
        """Entities of which some mention says that they are a state, a body, or in office."""
        return frozenset(each.entity for each in self.mentions if each.entity is not None and _is_in_office(each))

    def is_place(self, token: int) -> bool:
        """Whether a noun phrase's head names a place."""
        mention = self.mention(token)
        if mention is not None and mention.kind in ("place", "facility"):
            return True
        if mention is not None and mention.kind in ("person",):
            return False
        if self.lemma(token) in self.lexicon.posts and not self.trees.children(token, "det", "nmod:poss", "compound"):
            return False  # "removed from office"
        of = self._of(token)
        if of and self.lemma(token) in self.lexicon.of_things and not any(self.is_place(each) for each in of):
            return False  # "in front of the guards"
        if any(f"{self.lemma(token)}_of_{self.lemma(each)}" in self.lexicon.no_sites for each in of):
            return False  # "a state of emergency"
        marks = self.trees.children(token, "compound", "amod")
        if any(f"{self.lemma(each)}_{self.lemma(token)}" in self.lexicon.no_sites for each in marks):
            return False  # "the firm's share capital"
        return self.lemma(token) in self.lexicon.places and self.time(token) is None

    def when_clauses(self, verb: int) -> tuple[int, ...]:
        """ "killed when the bus turned over": clauses with "when" behind a verb that is over, or its last conjunct."""
        trees = self.trees
        if trees.tokens[verb].upos != "VERB" or not self.is_past(verb):
            return ()
        verbs = [each for each in trees.conjuncts(verb) if trees.tokens[each].upos in ("VERB", "ADJ")]
        return tuple(
            clause
            for each in verbs
            for clause in trees.children(each, "advcl")
            if clause > each
            and self.is_past(clause)
            and any(self.lemma(word) in self.lexicon.same_moment for word in trees.children(clause, "advmod", "mark"))
        )

    def _of(self, token: int) -> tuple[int, ...]:
        return tuple(each for each in self.trees.children(token, "nmod") if self.trees.case(each) == "of")

    def is_past(self, token: int) -> bool:
        """Whether a finite verb is in a past or perfect form, told from its form and auxiliaries."""
        trees = self.trees
        for child in trees.children(token, "aux", "cop"):
            form = trees.form(child)
            if self.lemma(child) in self.lexicon.words("helpers"):
                return form not in self.lexicon.words("no_past") or self.lemma(child) in self.lexicon.words("perfect")
        form, lemma = trees.form(token), self.lemma(token)
        if lemma in self.lexicon.same_past:
            return form == lemma
        return form not in (lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies", f"{lemma}ing")

    def is_present(self, token: int) -> bool:
        """Whether a verb is finite and in the simple present."""
        trees = self.trees
        if trees.tokens[token].upos != "VERB" or trees.children(token, "aux"):
            return False
        if any(trees.tokens[each].upos == "PART" for each in trees.children(token, "mark")):
            return False
        form, lemma = trees.form(token), self.lemma(token)
        if form in (f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies"):
            return True
        return form == lemma and lemma not in self.lexicon.same_past and bool(trees.children(token, "nsubj"))


def _first_sign(token: Token) -> Span:
    return Span(token.start, token.start + 1)


def _is_in_office(mention: Mention) -> bool:
    """Whether a mention tells of a state, a body, or someone in office."""
    ontology = mention.ontology or ""
    state = mention.place is not None and mention.place.kind == "country"
    if state or mention.title or mention.office or ontology.startswith(("state", "igo", "armed-group")):
        return True
    return mention.kind == "organisation" and ontology in ("political-party", "labour", "")
