"""What an article tells of, and its mentions in text order, for looking back."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from dateline.entities.name import Name
from dateline.entities.words import Words
from dateline.model import MentionKind, Span

_MOST_MENTIONS = 80


class Thing(msgspec.Struct):
    """One person, body, place, ... of the article: its names and what they tell together."""

    kind: MentionKind
    names: list[Name]
    ontology: str | None = None
    country: str | None = None
    sex: str | None = None
    offices: list[str] = []
    spellings: dict[str, None] = {}

    @property
    def name(self) -> str:
        """The fullest name: most words, then the longest, then the first; "" where it has none."""
        return max(self.spellings, key=lambda name: (len(name.split()), len(name)), default="")


class Reference(msgspec.Struct, frozen=True):
    """A mention without a name: "the minister", "she". thing: None where it names someone not told of before."""

    span: Span
    form: str
    thing: Thing
    kind: MentionKind
    ontology: str | None
    country: str | None
    found_by: str
    score: float


class Seen:
    """Mentions in text order, for looking back."""

    def __init__(self, words: Words, things: Sequence[Thing]) -> None:
        self.words = words
        told = []
        self.named: dict[int, Thing] = {}
        self.ends: dict[int, int] = {}
        for thing in things:
            for name in thing.names:
                near = words.within(name.span.start, name.span.end)
                self.named.update((token, thing) for token in near)
                if len(near):
                    self.ends[near.start] = max(self.ends.get(near.start, 0), near.stop)
                    told.append((near.start, thing))
        told.sort(key=lambda each: each[0])
        self.tokens = [token for token, _ in told]
        self.things = [thing for _, thing in told]
        self.tokens_of: dict[int, list[int]] = defaultdict(list)
        for token, thing in told:
            self.tokens_of[id(thing)].append(token)

    def add(self, span: Span, thing: Thing) -> None:
        """Add a mention found later."""
        near = self.words.within(span.start, span.end)
        token = near.start
        self.ends[token] = near.stop
        at = bisect.bisect_left(self.tokens, token)
        self.tokens.insert(at, token)
        self.things.insert(at, thing)
        bisect.insort(self.tokens_of[id(thing)], token)

    def before(self, index: int, sentences: int) -> list[tuple[int, Thing]]:
        """The mentions before a token within that many sentences, nearest first; at most _MOST_MENTIONS."""
        lowest = self.words.sentence_of[index] - sentences
        found: list[tuple[int, Thing]] = []
        at = bisect.bisect_left(self.tokens, index) - 1
        while at >= 0 and len(found) < _MOST_MENTIONS:
            if self.words.sentence_of[self.tokens[at]] < lowest:
                break
            found.append((self.tokens[at], self.things[at]))
            at -= 1
        return found

    def count_before(self, index: int, thing: Thing) -> int:
        """How often a thing was told of before a token."""
        return bisect.bisect_left(self.tokens_of[id(thing)], index)


def distinct(things: Iterable[Thing]) -> list[Thing]:
    """Things, each once, in their order."""
    return list({id(thing): thing for thing in things}.values())
