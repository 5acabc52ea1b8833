"""The default tagger: words, one model call per window of neighbouring paragraphs, labels read off the scores."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from dateline.language.attribution import Lexicon, find_outermost, lexicon_of
from dateline.language.lemmas import Lemmas, with_lemmas
from dateline.language.spans import SpanIndex
from dateline.language.tagging.agreement import agreed
from dateline.language.tagging.labels import (
    Floats,
    Found,
    Lemmatiser,
    begin_shares,
    entity_spans,
    in_doubt,
    join_names,
    read_name_words,
    runs,
    sigmoid,
    softmax,
)
from dateline.language.tagging.repeated import settled
from dateline.language.tagging.small_names import SmallNames
from dateline.language.tagging.tellings import LEAST_WORD, EventHeads, EventReader, HeldSentence
from dateline.language.tagging.tokenise import Tokeniser, read_token_rules
from dateline.language.tagging.trees import best_heads
from dateline.language.tagging.weights import ModelFacts, Scores, TaggerFacts, Weights
from dateline.language.tagging.windows import Window, WindowReader, Words
from dateline.language.tagging.wordpiece import WordPieces
from dateline.language.trees import Trees
from dateline.model import (
    Analysis,
    Sentence,
    Span,
    TaggedEvent,
    TaggedQuotation,
    TaggedSpan,
    TaggedTrigger,
    Token,
)

# Words so related to their head name no event of their own ("the elected mayor", "attack dog"): of 258 so marked in
# TimeBank and AQUAINT (dev), 11 were event words.
_NEVER_EVENTS = frozenset({"amod", "compound", "case", "mark", "aux", "cop", "fixed", "flat", "det", "cc", "punct"})
# What a rule finds without the model's cue score to bear it out: 9 in 10 of its content words are right
# (bench/quality, PolNeAR dev).
_RULE_SCORE = 0.9


class NeuralTagger:
    """Reads paragraphs with a trained model.

    Each window is a call by itself, so that neither batch nor threads nor other texts can change a label (activations
    are quantised per call). Short neighbouring spans of a text share a window, and see each other; sentences, trees and
    attributions stay within their span. A sentence whose names are in doubt is read once more without its neighbours.
    What a name is the whole text decides.
    """

    def __init__(self, folder: Path, facts: TaggerFacts, model: str) -> None:
        self._facts = facts.models[model]
        self.name = f"{facts.name}-{model}"
        self.version = _version(self._facts)
        self._kinds = facts.kinds
        self._upos = facts.upos
        self._leanings = _leanings(self._facts, facts.kinds)
        self._names = read_name_words(folder.parent / "tokens.toml")
        self._weights = Weights(folder, self._facts)
        self._heads_of_events = EventHeads(folder, self._facts.heads) if self._facts.heads is not None else None
        self._lexicon = _read_lexicon(folder.parent)
        self._lemmas = _read_lemmas(folder.parent)
        self._lemmatiser = Lemmatiser(self._facts.lemmas, (folder / "lemmas.tsv").read_text("utf-8"))
        self._root = self._facts.relations.index("root")
        sizes = [len(self._upos), len(self._facts.lemmas), 1 + 2 * len(self._kinds), 1, 1, 1]
        ends = np.cumsum([0, *sizes]).tolist()
        self._columns = [slice(a, b) for a, b in pairwise(ends)]
        self._windows = WindowReader(
            Tokeniser(read_token_rules(folder.parent / "tokens.toml")),
            WordPieces((folder / "vocab.txt").read_text("utf-8").splitlines()),
            self._weights,
            self._columns[3].start,
            self._facts.start_threshold,
        )

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Tokens, sentences with trees, entities, event words and quotations of each span."""
        found = _Found(self._heads_of_events)
        for windows in self._windows.read(text, spans):
            seen = len(found.sentences)
            guessed: list[TaggedQuotation] = []
            for window in windows:
                guessed.extend(self._read_window(text, window, found))
            found.quotations.extend(_joined(self._by_rule(text, found, seen), guessed))
        if found.reader is not None:
            found.events.extend(found.reader.rest())
        return Analysis(
            tuple(found.tokens),
            tuple(found.sentences),
            tuple(self._entities(text, found)),
            tuple(found.triggers),
            tuple(found.quotations),
            tuple(found.events),
            tagger=f"{self.name}@{self.version}",
            has_trees=True,
            has_entities=True,
            has_events=self._heads_of_events is not None,
        )

    def _read_window(self, text: str, window: Window, found: "_Found") -> Iterator[TaggedQuotation]:
        """Adds what one window's scores say of its words; gives the attributions that they suggest."""
        words, scores, starts = window.words, window.scores, window.starts
        count = len(words)
        base = len(found.tokens)
        sentences = list(zip(starts, [*starts[1:], count]))
        heads = self._heads(scores.arcs, sentences)
        relations = self._relations(scores, heads)
        tags = scores.tags[1 : count + 1]
        upos = tags[:, self._columns[0]].argmax(axis=1).tolist()
        scripts = tags[:, self._columns[1]].argmax(axis=1).tolist()
        for i, (a, b) in enumerate(words):
            part = self._upos[upos[i]]
            lemma = self._lemmatiser.lemma(text[a:b], part, scripts[i])
            head = -1 if heads[i] == 0 else base + heads[i] - 1
            found.tokens.append(Token(a, b, part, lemma, head, self._facts.relations[relations[i]]))
        found.labels.append(self._names_of(text, window, sentences))
        for first, last in sentences:
            found.sentences.append(Sentence(words[first][0], words[last - 1][1], base + first, base + last))
        events = sigmoid(tags[:, self._columns[4].start])
        for i in np.flatnonzero(events >= self._facts.event_threshold).tolist():
            if found.tokens[base + i].deprel.split(":")[0] in _NEVER_EVENTS:
                continue
            found.triggers.append(TaggedTrigger(base + i, round(float(events[i]), 4)))
        if found.reader is not None and scores.vectors is not None:
            for first, last in sentences:
                eventful = bool((events[first:last] >= LEAST_WORD).any())
                held = _held(scores, scores.vectors[0], first, last, base, eventful=eventful)
                found.events.extend(found.reader.add(held, scores.marks))
        return self._quotations(words, sigmoid(tags[:, self._columns[5].start]), scores)

    def _names_of(self, text: str, window: Window, sentences: Sequence[tuple[int, int]]) -> Floats:
        """[words, labels]: chances of names' labels. Sentences in doubt are read twice, with their neighbours and
        without, and the mean of the scores counts."""
        scores = self._leaning(window.scores, len(window.words))
        labels = softmax(scores)
        if len(sentences) == 1 and not window.among_others:
            return labels
        doubtful = in_doubt(labels, self._kinds, self._facts.doubt)
        for first, last in sentences:
            if doubtful[first:last].any():
                alone = self._leaning(self._windows.read_alone(text, window.words[first:last]), last - first)
                labels[first:last] = softmax((scores[first:last] + alone) * np.float32(0.5))
        return labels

    def _leaning(self, scores: Scores, count: int) -> Floats:
        """The first words' scores of names' labels, no name and organisations moved as the model's facts have it."""
        return scores.tags[1 : count + 1, self._columns[2]] + self._leanings

    def _entities(self, text: str, found: "_Found") -> Iterator[TaggedSpan]:
        """Names of the whole text, once all of it was read."""
        forms = [text[t.start : t.end] for t in found.tokens]
        labels = agreed(np.concatenate([_no_labels(self._kinds), *found.labels]), forms, self._kinds)
        sentences = [(s.first, s.last) for s in found.sentences]
        small = SmallNames(forms, sentences)
        names: list[Found] = []
        for first, last in sentences:
            own, words = labels[first:last], forms[first:last]
            spans = join_names(entity_spans(own, self._kinds), words, self._names, begin_shares(own))
            names.extend(
                (kind, first + a, first + b, score)
                for kind, a, b, score in spans
                if not small.are_slips(kind, words[a:b], score)
            )
        for kind, a, b, score in settled(names, forms, sentences):
            yield TaggedSpan(kind, found.tokens[a].start, found.tokens[b - 1].end, score)

    def _heads(self, arcs: Floats, sentences: list[tuple[int, int]]) -> list[int]:
        """Heads of all words of a window: 0 for a root, else word number plus one."""
        heads: list[int] = []
        for first, last in sentences:
            columns = np.concatenate(([0], np.arange(first + 1, last + 1)))
            own = best_heads(arcs[first + 1 : last + 1][:, columns])
            heads.extend(0 if h == 0 else first + h for h in own)
        return heads

    def _relations(self, scores: Scores, heads: list[int]) -> list[int]:
        rows = len(scores.rdep)
        padded = [0, *heads, *([0] * (rows - 1 - len(heads)))]
        table = self._weights.relations(scores, padded)[1 : len(heads) + 1]
        table[:, self._root] = -np.inf
        best: list[int] = table.argmax(axis=1).tolist()
        return [self._root if head == 0 else relation for head, relation in zip(heads, best)]

    def _by_rule(self, text: str, found: "_Found", seen: int) -> Iterator[TaggedQuotation]:
        """Attributions that the rules read off the trees of a span, its sentences being those from `seen` on."""
        sentences = found.sentences[seen:]
        if not sentences or self._lexicon.is_empty:
            return
        base = sentences[0].first
        tokens = tuple(
            Token(t.start, t.end, t.upos, t.lemma, t.head - base if t.head >= 0 else -1, t.deprel)
            for t in found.tokens[base:]
        )
        moved = tuple(Sentence(s.start, s.end, s.first - base, s.last - base) for s in sentences)
        analysis = with_lemmas(Analysis(tokens, moved, has_trees=True), text, self._lemmas)
        span = Span(sentences[0].start, sentences[-1].end)
        for each in find_outermost(text, Trees(analysis, text), [span], self._lexicon):
            source = () if each.source is None else ((each.source.start, each.source.end),)
            content = tuple((part.start, part.end) for part in each.content)
            yield TaggedQuotation(source, ((each.cue.start, each.cue.end),), content, _RULE_SCORE)

    def _quotations(self, words: Words, cues: Floats, scores: Scores) -> Iterator[TaggedQuotation]:
        """Attributions: each run of cue words with the words most likely its source and its content."""
        count = len(words)
        for first, last in runs((cues >= self._facts.cue_threshold).tolist()):
            cue = scores.qcue[first + 1 : last + 1].mean(axis=0)
            reached = (scores.qarg[1 : count + 1] * cue[None]).sum(axis=-1) / cue.shape[-1] ** 0.5
            chosen = sigmoid(reached + np.array(self._facts.quote_bias, dtype=np.float32))
            chosen[first:last] = 0.0
            source = runs((chosen[:, 0] >= self._facts.source_threshold).tolist(), most_gap=1)
            content = runs((chosen[:, 1] >= self._facts.content_threshold).tolist(), most_gap=2)
            content = [(a, b) for a, b in _without(content, first, last) if b - a > 1 or len(content) == 1]
            if content:
                yield TaggedQuotation(
                    _offsets(words, source),
                    _offsets(words, [(first, last)]),
                    _offsets(words, content),
                    round(float(cues[first:last].max()), 4),
                )


def _read_lexicon(pack: Path) -> Lexicon:
    files = [pack / "claims" / name for name in ("cues.toml", "sources.toml", "forms.toml")]
    return lexicon_of(*(file.read_bytes() if file.is_file() else b"" for file in files))


def _read_lemmas(pack: Path) -> Lemmas:
    file = pack / "lemmas.toml"
    return Lemmas(tomllib.loads(file.read_text("utf-8")) if file.is_file() else {})


def _version(facts: ModelFacts) -> str:
    """Twelve hex digits that change with the model's file or that of its event heads."""
    heads = facts.heads.sha256 if facts.heads is not None else ""
    return hashlib.sha256(f"{facts.sha256}{heads}".encode()).hexdigest()[:12]


class _Found:
    """What has been found so far, in text order."""

    def __init__(self, heads: EventHeads | None) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.labels: list[Floats] = []
        self.triggers: list[TaggedTrigger] = []
        self.quotations: list[TaggedQuotation] = []
        self.events: list[TaggedEvent] = []
        self.reader = None if heads is None else EventReader(heads)


def _leanings(facts: ModelFacts, kinds: Sequence[str]) -> Floats:
    """What is added to the scores of names' labels."""
    out = np.zeros(1 + 2 * len(kinds), dtype=np.float32)
    out[0] = facts.outside_bias
    if "organisation" in kinds:
        at = 1 + 2 * kinds.index("organisation")
        out[at : at + 2] = facts.organisation_bias
    return out


def _no_labels(kinds: Sequence[str]) -> Floats:
    return np.zeros((0, 1 + 2 * len(kinds)), dtype=np.float32)


def _held(scores: Scores, vectors: Floats, first: int, last: int, base: int, *, eventful: bool) -> HeldSentence:
    """Words first..last of a window, whose first token is `base`, for the event heads; row 0 is the root."""
    start, end = scores.first[first + 1], scores.last[last] + 1
    return HeldSentence(
        base + first,
        vectors[start:end],
        tuple(piece - start for piece in scores.first[first + 1 : last + 1]),
        tuple(piece - start for piece in scores.last[first + 1 : last + 1]),
        eventful,
    )


def _without(ranges: list[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The ranges less the words first..last (a bridged gap may hold the cue itself)."""
    for a, b in ranges:
        if a < first and b > last:
            yield a, first
            yield last, b
        else:
            yield a, b


def _joined(sure: Iterator[TaggedQuotation], guessed: list[TaggedQuotation]) -> list[TaggedQuotation]:
    """The rules' attributions, and of the model's those whose cue and content the rules have left free."""
    rules = list(sure)
    every = [*rules, *guessed]
    places = [[Span(*words) for words in (*each.cue, *each.content)] for each in every]
    index = SpanIndex(places)
    left = set(range(len(rules), len(every)))  # guesses that are not taken
    for number in range(len(rules), len(every)):
        if all(other in left for other in index.touching(*places[number])):
            left.remove(number)
    kept = (each for number, each in enumerate(every) if number not in left)
    return sorted(kept, key=lambda q: (q.cue[0], q.content))


def _offsets(words: Words, ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((words[a][0], words[b - 1][1]) for a, b in ranges)
