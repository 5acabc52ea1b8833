"""Dependency trees as questions: who hangs on whom, what a phrase covers, what a clause's subject is.

Language-neutral: only Universal Dependencies relations and parts of speech are used, never word forms.
Every answer is in text order and bounded, also for trees that a model got wrong (cycles, heads in another
sentence); where an analysis has no trees every token is a root without children.
"""

import bisect
import itertools
from collections.abc import Collection, Iterator

from dateline.model import Analysis, Sentence, Span, Token

SUBJECTS = ("nsubj", "csubj")
CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj")
PREDICATES = ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM")


def base(deprel: str) -> str:
    """A relation without its subtype: "nsubj:pass" is "nsubj"."""
    return deprel.partition(":")[0]


# No noun phrase begins with these, whatever the parser makes of them ("by journalist and activist Vail").
NEVER_FIRST = frozenset((",", ";", ":", ".", "of", "by"))


class Trees:
    """The trees of one analysis, indexed once; token numbers are indices into `analysis.tokens`.

    >>> from dateline.model import Analysis, Sentence, Token
    >>> words = [("Guards", "guard", "NOUN", 2, "nsubj:pass"), ("were", "be", "AUX", 2, "aux:pass"),
    ...          ("hurt", "hurt", "VERB", -1, "root")]
    >>> starts = [0, 7, 12]
    >>> tokens = tuple(Token(s, s + len(w), p, m, h, d) for s, (w, m, p, h, d) in zip(starts, words))
    >>> trees = Trees(Analysis(tokens, (Sentence(0, 16, 0, 3),), has_trees=True))
    >>> trees.subjects(2), trees.is_passive(2), trees.span(2)
    ((0,), True, Span(start=0, end=16))
    """

    def __init__(self, analysis: Analysis, text: str = "") -> None:
        self.analysis = analysis
        self.text = text
        self.tokens: tuple[Token, ...] = analysis.tokens
        self._starts = [token.start for token in self.tokens]
        self._sentence: list[int] = [0] * len(self.tokens)
        for number, sentence in enumerate(analysis.sentences):
            for index in range(sentence.first, min(sentence.last, len(self.tokens))):
                self._sentence[index] = number
        self._heads = self._sound_heads()
        children: list[list[int]] = [[] for _ in self.tokens]
        for index, head in enumerate(self._heads):
            if head >= 0:
                children[head].append(index)
        self._children = tuple(tuple(each) for each in children)

    def _sound_heads(self) -> list[int]:
        """Heads with every cycle cut at its first token, and none outside the token's own sentence."""
        heads = [-1] * len(self.tokens)
        for index, token in enumerate(self.tokens):
            inside = 0 <= token.head < len(self.tokens) and token.head != index
            if inside and self._sentence[token.head] == self._sentence[index]:
                heads[index] = token.head
        done = [False] * len(heads)
        for start in range(len(heads)):
            trail: list[int] = []
            on_trail: set[int] = set()
            index = start
            while index >= 0 and not done[index]:
                if index in on_trail:
                    heads[index] = -1
                    break
                trail.append(index)
                on_trail.add(index)
                index = heads[index]
            for each in trail:
                done[each] = True
        return heads

    def form(self, index: int) -> str:
        """The word itself, lower-cased; its lemma where the trees were made without the text."""
        token = self.tokens[index]
        return (self.text[token.start : token.end] or token.lemma).lower()

    # -- single tokens -----------------------------------------------------------------------------

    def head(self, index: int) -> int:
        """The governor, -1 for a root."""
        return self._heads[index]

    def deprel(self, index: int) -> str:
        """The relation to the governor, with its subtype."""
        return self.tokens[index].deprel

    def children(self, index: int, *deprels: str) -> tuple[int, ...]:
        """Dependents; with `deprels`, those of one of these relations ("nsubj" holds "nsubj:pass" too)."""
        if not deprels:
            return self._children[index]
        return tuple(each for each in self._children[index] if self._is(each, deprels))

    def child(self, index: int, *deprels: str) -> int | None:
        """The first dependent of one of these relations."""
        return next((each for each in self._children[index] if self._is(each, deprels)), None)

    def _is(self, index: int, deprels: Collection[str]) -> bool:
        deprel = self.tokens[index].deprel
        return deprel in deprels or base(deprel) in deprels

    def sentence(self, index: int) -> Sentence:
        """The sentence that holds a token."""
        return self.analysis.sentences[self._sentence[index]]

    def sentence_number(self, index: int) -> int:
        """The number of that sentence in `analysis.sentences`."""
        return self._sentence[index]

    def at(self, offset: int) -> int | None:
        """The token that covers a code point, None between tokens."""
        index = bisect.bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.tokens[index].end else None

    def within(self, span: Span) -> range:
        """The tokens that overlap a span."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        while first < len(self.tokens) and self.tokens[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect.bisect_left(self._starts, span.end)))

    def head_of(self, span: Span) -> int | None:
        """The token of a span on which the others hang: the first whose governor lies outside; None if empty.

        Punctuation and function words are passed over where the span holds anything else.
        """
        inside = self.within(span)
        tops = [index for index in inside if self._heads[index] not in inside]
        firm = [index for index in tops if self.tokens[index].upos not in ("PUNCT", "ADP", "DET", "CCONJ", "SYM")]
        return next(iter(firm or tops), None)

    # -- phrases -----------------------------------------------------------------------------------

    def subtree(self, index: int, *, without: Collection[str] = ()) -> tuple[int, ...]:
        """A token and all that hang on it, in text order; direct dependents of relations `without` are left out."""
        found = [index]
        stack = [each for each in self._children[index] if not (without and self._is(each, without))]
        while stack:
            each = stack.pop()
            found.append(each)
            stack.extend(self._children[each])
        return tuple(sorted(found))

    def span(self, index: int, *, without: Collection[str] = ()) -> Span:
        """The unbroken stretch around a token that its subtree covers, without punctuation at the edges.

        Where the subtree has gaps (a crossing arc, relations left out in the middle), only the stretch that
        holds the token itself is given, so that the words are always those of one phrase.
        """
        inside = self.subtree(index, without=without)
        place = bisect.bisect_left(inside, index)
        low = high = place
        while low > 0 and inside[low - 1] == inside[low] - 1:
            low -= 1
        while high + 1 < len(inside) and inside[high + 1] == inside[high] + 1:
            high += 1
        while low < place and self.tokens[inside[low]].upos == "PUNCT" and not self._opens_pair(inside, low, high):
            low += 1
        while high > place and self.tokens[inside[high]].upos == "PUNCT" and not self._opens_pair(inside, low, high):
            high -= 1
        return Span(self.tokens[inside[low]].start, self.tokens[inside[high]].end)

    def _opens_pair(self, inside: tuple[int, ...], low: int, high: int) -> bool:
        """Whether both edges are single punctuation marks on the phrase's own head: quotation marks, brackets."""
        first, last = inside[low], inside[high]
        return (
            first != last
            and self.tokens[first].upos == "PUNCT"
            and self.tokens[last].upos == "PUNCT"
            and self._heads[first] == self._heads[last]
        )

    def phrase(self, index: int) -> Span:
        """A noun phrase as a reader would quote it: without its case mark, clauses, appositions, other conjuncts."""
        left_out = ("case", "mark", "cc", "conj", "acl", "appos", "punct", "parataxis", "cop", "advcl", "discourse",
                    "nsubj", "aux", "ccomp", "orphan", "dislocated", "vocative")  # fmt: skip
        inside = self.subtree(index, without=left_out)
        place = bisect.bisect_left(inside, index)
        low = high = place
        while low > 0 and self._joined(inside[low - 1], inside[low]):
            low -= 1
        while high + 1 < len(inside) and self._joined(inside[high], inside[high + 1]):
            high += 1
        while low < place and self.form(inside[low]) in NEVER_FIRST:
            low += 1
        return Span(self.tokens[inside[low]].start, self.tokens[inside[high]].end)

    def _joined(self, left: int, right: int) -> bool:
        """Whether nothing but punctuation stands between two tokens."""
        return all(self.tokens[between].upos == "PUNCT" for between in range(left + 1, right))

    def first_conjunct(self, index: int) -> int:
        """The head of a coordination this token is a later member of; itself where it is none."""
        while self._heads[index] >= 0 and base(self.tokens[index].deprel) == "conj":
            index = self._heads[index]
        return index

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """A token and all that are coordinated below it, in text order."""
        found = [index]
        stack = [index]
        while stack:
            later = self.children(stack.pop(), "conj")
            found.extend(later)
            stack.extend(later)
        return tuple(sorted(found))

    # -- ways through the tree ---------------------------------------------------------------------

    def ancestors(self, index: int) -> Iterator[int]:
        """Governors from the nearest up to the root."""
        index = self._heads[index]
        while index >= 0:
            yield index
            index = self._heads[index]

    def is_under(self, index: int, above: int) -> bool:
        """Whether a token is another or hangs on it, however far."""
        return index == above or above in self.ancestors(index)

    def stands_apart(self, index: int) -> bool:
        """Whether a clause opens behind a semicolon with a subject and no mark: "...; police used tear gas"."""
        return base(self.tokens[index].deprel) in ("parataxis", "conj") and self.opens_apart(index)

    def opens_apart(self, index: int) -> bool:
        """The same of a clause by any relation: parsers hang it on a verb of saying before it, too."""
        if self.children(index, "mark"):
            return False
        first = self.subtree(index)[0]
        while first < index and self.tokens[first].upos in ("PUNCT", "CCONJ"):
            first += 1  # the semicolon itself may hang on the clause it opens
        return first > 0 and self.tokens[first - 1].lemma == ";" and bool(self.children(index, *SUBJECTS))

    def path(self, start: int, end: int) -> tuple[int, ...] | None:
        """The tokens from one to another through their nearest common governor; None across sentences or roots."""
        up = [start, *self.ancestors(start)]
        place = {index: number for number, index in enumerate(up)}
        down: list[int] = []
        for index in (end, *self.ancestors(end)):
            if index in place:
                return (*up[: place[index] + 1], *reversed(down))
            down.append(index)
        return None

    # -- clauses -----------------------------------------------------------------------------------

    def clause_head(self, index: int) -> int:
        """The predicate of the clause a token stands in: itself, or the nearest governor that heads a clause."""
        for each in (index, *self.ancestors(index)):
            deprel = base(self.tokens[each].deprel)
            if self._heads[each] < 0 or deprel in CLAUSES:
                return each
            if deprel == "conj" and (self.tokens[each].upos == "VERB" or self.children(each, "nsubj", "cop", "aux")):
                return each
        return index

    def is_passive(self, index: int) -> bool:
        """Whether a verb is passive: a passive subject or auxiliary, or a participle that modifies with an agent."""
        if self.children(index, "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"):
            return True
        first = self.first_conjunct(index)
        if first == index or self.children(index, "nsubj", "aux", "obj"):
            return False
        return bool(self.children(first, "nsubj:pass", "aux:pass"))

    def subjects(self, index: int) -> tuple[int, ...]:
        """Subject heads of a predicate with their conjuncts; a later conjunct takes the first one's subject."""
        own = self._own_subjects(index)
        if own:
            return own
        if base(self.tokens[index].deprel) == "conj" and self._heads[index] >= 0:
            first = self._heads[index]
            if self.tokens[first].upos in PREDICATES and not self.children(index, "mark"):
                return self.subjects_of_first(first)
        return ()

    def _own_subjects(self, index: int) -> tuple[int, ...]:
        """The subjects that hang on a predicate itself: the first with its conjuncts, and what a headline's comma joins
        to it ("Police, marchers clash"); a comma behind them too makes the second an apposition."""
        own = self.children(index, *SUBJECTS)
        found = self.conjuncts(own[0]) if own else ()
        for left, right in itertools.pairwise(own):
            parts = [each for each in range(left + 1, right) if self._heads[each] not in (left, right)]
            names = all(self.tokens[each].upos in ("NOUN", "PROPN") for each in (left, right))
            commas = [each for each in range(left, index) if self.form(each) == ","]
            if not names or parts or right > index or len(commas) != 1 or not left < commas[0] < right:
                break
            found += self.conjuncts(right)
        return found

    def subjects_of_first(self, index: int) -> tuple[int, ...]:
        """The subjects found by going up a coordination of predicates."""
        while True:
            own = self._own_subjects(index)
            if own:
                return own
            if base(self.tokens[index].deprel) != "conj" or self._heads[index] < 0:
                return ()
            index = self._heads[index]

    def objects(self, index: int) -> tuple[int, ...]:
        """Direct object heads with their conjuncts; a first conjunct without one takes the last conjunct's
        object ("looted and burned shops")."""
        own = self.children(index, "obj")
        if own:
            return self.conjuncts(own[0])
        for later in self.children(index, "conj"):
            shared = self.children(later, "obj")
            if shared and self.tokens[later].upos == "VERB" and not self.children(later, *SUBJECTS, "aux"):
                # only where nothing of the first verb's own stands between it and the conjunction
                between = [each for each in self._children[index] if index < each < later]
                if all(base(self.tokens[each].deprel) in ("cc", "punct", "conj") for each in between):
                    return self.conjuncts(shared[0])
        return ()

    def case(self, index: int) -> str:
        """The lemmas of a phrase's case or clause marks joined by spaces ("in", "ahead of"); "" for none."""
        marks = self.children(index, "case", "mark")
        words: list[int] = []
        for mark in marks:
            words.extend((mark, *self.children(mark, "fixed")))
        return " ".join(self.tokens[each].lemma.lower() for each in sorted(words))
