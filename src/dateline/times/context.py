"""The words around a time: its sentence and paragraph, the verb's tense, what is told by it."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.model import Analysis, Article, Sentence, Token
from dateline.times.tenses import Tenses

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:,.!?()\"“”]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+\Z")
_NEXT_WORD = re.compile(r"\s+([a-z]+)")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:\"”)])[^\S\n]*\n")
_POSSESSIVE = re.compile(r"['’]s?\b(?=\s+[a-z])")
_QUOTE = re.compile("[\"“”„«»]|``|''")
_BREAKS = frozenset(';:,.!?()"“”')

# Words around an expression that are looked at for a verb: bench/quality, value F1 is flat from 6 to 10.
_REACH = 8

# Tokens of a sentence whose tree is read: none of a newsroom's is longer, hostile ones are.
_LONGEST = 200


@dataclass(slots=True)
class Clause:
    """The words around one expression; paragraph: which paragraph of the text it stands in, from 0;
    role: of the block it stands in."""

    text: str
    start: int
    end: int
    low: int
    high: int
    paragraph: int
    tenses: Tenses
    results: frozenset[str] = frozenset()
    role: str = "body"
    tokens: Sequence[Token] = ()
    offset: int = 0
    known: str | None = None

    def tense(self) -> str | None:
        """ "past", "future" or None, from the verb nearest to the expression in its sentence."""
        if self.known is None:
            self.known = self._of_something_told() or self._governor() or self._left() or self._right() or ""
            if not self.known and self.word_before() in self.tenses.future_prepositions:
                self.known = "future"
        return self.known or None

    def _of_something_told(self) -> str | None:
        """Past for "its announcement on Thursday that it will": what is told has been told."""
        words = _WORD.findall(self.text[max(self.low, self.start - 30) : self.start].lower())
        after = _NEXT_WORD.match(self.text, self.end)
        told = not self.tenses.told.isdisjoint(words[-2:])
        return "past" if told and after is not None and after.group(1).lower() == "that" else None

    def adverbial(self) -> bool:
        """Whether the expression tells when something happened ("in May 1988"), not which thing ("the 1988 treaty")."""
        if self.word_before() in self.tenses.determiners or self._owns():
            return False
        after = _NEXT_WORD.match(self.text, self.end)
        return after is None or after.group(1) in self.tenses.function_words

    def _owns(self) -> bool:
        """Whether the expression says whose a thing is: "after Monday's vote" tells no time after Monday."""
        return _POSSESSIVE.match(self.text, self.end) is not None

    def in_brackets(self) -> bool:
        """Whether a bracket opens right before the expression."""
        return self.text[max(0, self.start - 1) : self.start] in ("(", "[")

    def word_before(self) -> str:
        """The word right before the expression, in lower case; "" where a mark stands between."""
        found = _LAST_WORD.search(self.text, max(self.low, self.start - 24), self.start)
        return found.group(1).lower() if found is not None else ""

    def is_close(self) -> bool:
        """Whether the word before the preposition puts what is told close to it: "shortly after midnight"."""
        words = _WORD.findall(self.text[max(self.low, self.start - 40) : self.start].lower())
        return len(words) > 1 and words[-2] in self.tenses.close

    def dates_a_saying(self) -> bool:
        """Whether the expression tells when something was said ("police said on Monday")."""
        words = _WORD.findall(self.text[max(self.low, self.start - 30) : self.start].lower())
        if words and words[-1] in self.tenses.reporting:
            return True
        return len(words) > 1 and words[-2] in self.tenses.reporting and words[-1] in self.tenses.function_words

    def tells_of_writer(self) -> bool:
        """Whether the sentence has the writer in it ("In May we set out"), or its paragraph an "I"; no quotation's."""
        if not self.tenses.writer:
            return False
        start = self.text.rfind("\n", 0, self.low) + 1
        end = self.text.find("\n", self.high)
        paragraph = self.text[start : end if end >= 0 else len(self.text)]
        if _QUOTE.search(self.text, self.low, self.high) or len(_QUOTE.findall(self.text, start, self.low)) % 2:
            return False
        own = not self.tenses.writer.isdisjoint(_WORD.findall(self.text[self.low : self.high].lower()))
        alone = not self.tenses.one_writer.isdisjoint(_WORD.findall(paragraph.lower()))
        return own or (alone and not _QUOTE.search(paragraph))

    def opens_paragraph(self) -> bool:
        """Whether no more than a preposition stands between the paragraph's start and the expression."""
        return "\n" in self.text[max(0, self.start - 12) : self.start] or self.start < 12

    def opens_sentence(self) -> bool:
        """Whether no more than a preposition stands between the sentence's start and the expression."""
        return self.start - self.low < 12

    def tells_results(self) -> bool:
        """Whether the words before the expression speak of business results."""
        words = _WORD.findall(self.text[max(self.low, self.start - 60) : self.start].lower())
        return not self.results.isdisjoint(words)

    def _governor(self) -> str | None:
        """The tense of the verb that governs the expression in the sentence's tree, where there is one."""
        tokens, offset = self.tokens, self.offset
        place = self.governing_verb(self.start, self.end)
        if place is None:
            return None
        verb = tokens[place]
        words = [self._word(each) for each in tokens if each.head == place + offset and each.upos in ("AUX", "PART")]
        above = verb.head - offset
        if (
            verb.deprel == "xcomp"
            and 0 <= above < len(tokens)
            and tokens[above].lemma.lower() in self.tenses.implicative
        ):
            # "tried to retake it in August": the infinitive is as past as the verb that tells of the attempt
            place, verb = above, tokens[above]
            words = [
                self._word(each) for each in tokens if each.head == place + offset and each.upos in ("AUX", "PART")
            ]
        if not self.tenses.future.isdisjoint(words):
            return "future"
        word = self._word(verb)
        if word in self.tenses.future:
            return None  # "was due in June": the words before tell which it is
        marks = [number for number, each in enumerate(words) if each in self.tenses.infinitive]
        if marks and not self.tenses.past.isdisjoint(words[: marks[0]]):
            return None  # "was to be opened in June"
        if not self.tenses.past.isdisjoint(words):
            return "past"
        if not self.tenses.infinitive.isdisjoint(words):
            return None
        if word in self.tenses.past or (self.tenses.past_by_lemma and self._is_past_form(word, verb.lemma.lower())):
            return "past"
        return None

    def is_fixed_ahead(self) -> bool:
        """Whether a present verb of the body tells it: "the talks open on Monday", what is fixed to come.

        So do "schools reopen Tuesday", "the deadline is Friday" and "gave them until Friday". False without a tree, and
        in headlines, whose present is past.
        """
        if self._is_day_of_plan():
            return True
        place, before = self.governing_verb(self.start, self.end), self.word_before()
        if place is None:
            return False
        if before in self.tenses.future_prepositions:
            return self._is_left(place, before)
        beside = before in self.tenses.on_a_day or before == self._word(self.tokens[place])
        return beside and self._has_present_of(self.tenses.scheduled)

    def _is_left(self, place: int, before: str | None) -> bool:
        """ "Have until Friday", "gave the army until Friday": a time that someone is left, by the verb's own words.

        None is left where something else was given: "gave chase until Friday", "gave him shelter until Friday".
        """
        verb = self.tokens[place]
        if verb.upos != "VERB" or before not in self.tenses.leaving:
            return False
        beside = [(number, each) for number, each in enumerate(self.tokens) if each.head - self.offset == place]
        if self._word(verb) in self.tenses.having:
            return not any(each.upos in ("AUX", "PART") for _, each in beside)
        if verb.lemma.lower() not in self.tenses.granting:
            return False
        given = [(number, each) for number, each in beside if each.deprel in ("obj", "iobj")]
        if any(each.deprel == "aux:pass" for _, each in beside):
            return not given
        bare = any(each.upos == "NOUN" and not self._has_determiner(number) for number, each in given)
        clause = any(each.deprel in ("xcomp", "ccomp") and each.start < self.start for _, each in beside)
        return len(given) == 1 and not bare and not clause

    def _has_determiner(self, place: int) -> bool:
        return any(
            each.head - self.offset == place and each.deprel in ("det", "nmod:poss", "nummod") for each in self.tokens
        )

    def _is_day_of_plan(self) -> bool:
        """ "The deadline is Friday": the day of what is planned, with a copula in the present."""
        if self.role != "body":
            return False
        inside = {index for index, each in enumerate(self.tokens) if each.start < self.end and each.end > self.start}
        beside = [each for each in self.tokens if each.head - self.offset in inside]
        copula = any(each.deprel == "cop" and self._word(each) in self.tenses.present_copulas for each in beside)
        planned = any(each.deprel == "nsubj" and self._word(each) in self.tenses.proposed for each in beside)
        return copula and planned

    def is_timetabled(self) -> bool:
        """Whether the simple present of the body tells it of what runs to a timetable: "the shop opens at 9 a.m."

        False without a tree, and in headlines.
        """
        place = self.governing_verb(self.start, self.end)
        once = place is not None and self.tokens[place].deprel == "acl:relcl"  # "a deal which opens the road at noon"
        return not once and self._has_present_of(self.tenses.timetabled)

    def _has_present_of(self, verbs: frozenset[str]) -> bool:
        """Whether one of these verbs governs it, in the simple present, with a subject and in the body."""
        place = self.governing_verb(self.start, self.end)
        if place is None or self.role != "body":
            return False
        verb = self.tokens[place]
        word = self._word(verb)
        helped = any(each.head - self.offset == place and each.upos in ("AUX", "PART") for each in self.tokens)
        subject = verb.deprel == "conj" or any(
            each.head - self.offset == place and each.deprel.startswith("nsubj") for each in self.tokens
        )
        present = not verbs.isdisjoint((word, word.removesuffix("s"), word.removesuffix("es")))
        return verb.upos == "VERB" and present and subject and not helped

    def is_proposed(self) -> bool:
        """Whether it closes what someone proposed: "offered talks on Monday" tells the day of the talks.

        So does "agreed to a strike starting on Monday". False without a tree, and where the day stands right behind the
        verb ("offered on Monday to talk").
        """
        place = self.governing_verb(self.start, self.end)
        if place is None or self.word_before() not in self.tenses.on_a_day:
            return False
        if self._word(self.tokens[place]) in self.tenses.opening:
            return self._is_agreed(place)
        before = [index for index, each in enumerate(self.tokens) if each.end < self.start]
        noun = before[-2] if len(before) > 1 else place  # the last of them is the "on"
        named = self.tokens[noun].upos == "NOUN" and self._word(self.tokens[noun]) in self.tenses.proposed
        return self.tokens[place].lemma.lower() in self.tenses.proposing and place < noun and named

    def _is_agreed(self, place: int) -> bool:
        """Whether the participle at a place hangs on what the verb above it agrees or orders."""
        if self.tokens[place].deprel == "conj":  # "starting on Friday and ending on Monday"
            place = max(self.tokens[place].head - self.offset, 0)
        noun = self.tokens[place].head - self.offset
        if self.tokens[place].deprel != "acl" or not 0 <= noun < place:
            return False
        verb = self.tokens[noun].head - self.offset
        named = self.tokens[noun].upos == "NOUN" and self.tokens[noun].deprel in ("obj", "obl", "nsubj:pass")
        return named and 0 <= verb < len(self.tokens) and self.tokens[verb].lemma.lower() in self.tenses.agreeing

    def has_happened(self) -> bool:
        """Whether a past verb's own adverbial is this: "the fair was held in June", not "moved to June", "due in June".

        False without a tree.
        """
        place = self.governing_verb(self.start, self.end)
        if place is None or self.tokens[place].upos != "VERB" or self.word_before() in self.tenses.appointing:
            return False
        beside = [self._word(each) for each in self.tokens if each.head - self.offset == place and each.upos == "AUX"]
        if not self.tenses.present_copulas.isdisjoint(beside):
            return False  # "when the case is heard in May"
        return self._is_own(place) and self._governor() == "past" and self._left() != "future"

    def is_to_come(self) -> bool:
        """Whether it is the own adverbial of a verb in the future ("will open in June"), or of what is fixed to come.

        False without a tree.
        """
        place = self.governing_verb(self.start, self.end)
        if place is None or self.tokens[place].upos != "VERB" or not self._is_own(place):
            return False
        return self._governor() == "future" or self.is_fixed_ahead()

    def _is_own(self, place: int) -> bool:
        """Whether the expression hangs on the verb at a place of its sentence, as its adverbial."""
        inside = (each for each in self.tokens if each.start < self.end and each.end > self.start)
        return any(each.head - self.offset == place for each in inside) and self.adverbial()

    def governing_verb(self, start: int, end: int) -> int | None:
        """The verb, or the word with a copula, that words of this sentence hang on, counted from the sentence's first
        token; None without a tree or where none governs them.
        """
        tokens, offset = self.tokens, self.offset
        inside = [index for index, each in enumerate(tokens) if each.start < end and each.end > start]
        heads = [index for index in inside if not inside[0] <= tokens[index].head - offset <= inside[-1]]
        if not heads:
            return None
        place, steps = tokens[heads[0]].head - offset, 0
        while 0 <= place < len(tokens) and tokens[place].upos not in ("VERB", "AUX") and steps < 6:
            if any(self._is_copula(each, place + offset) for each in tokens):
                break
            place, steps = tokens[place].head - offset, steps + 1
        return place if 0 <= place < len(tokens) and steps < 6 else None

    @staticmethod
    def _is_copula(token: Token, head: int) -> bool:
        return token.head == head and token.deprel.startswith("cop")

    def _word(self, token: Token) -> str:
        return self.text[token.start : token.end].lower()

    @staticmethod
    def _is_past_form(word: str, lemma: str) -> bool:
        return word != lemma and not word.endswith(("ing", "s"))

    def _left(self) -> str | None:
        words = _WORD.findall(self.text[max(self.low, self.start - 90) : self.start])
        seen = 0
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word in _BREAKS:
                if word in ";:":
                    break
                continue
            seen += 1
            if seen > _REACH:
                break
            tense = self._of(word, words[index - 1].lower() if index else "")
            if tense == "future" and not self.tenses.before_past.isdisjoint(words[max(0, index - 4) : index]):
                return "past"
            if tense:
                return tense
        return None

    def _right(self) -> str | None:
        words = _WORD.findall(self.text[self.end : min(self.high, self.end + 90)])
        for seen, word in enumerate(words):
            if seen >= _REACH:
                break
            tense = self._of(word, words[seen - 1].lower() if seen else "")
            if tense:
                return tense
        return None

    def _of(self, word: str, before: str) -> str | None:
        tenses = self.tenses
        name = not word.islower()
        word = word.lower()
        if word in tenses.future:
            return "future"
        if word in tenses.past:
            return "past"
        if name:
            return None
        if before in tenses.infinitive and word not in tenses.no_verbs:
            return "future"
        if len(word) > 4 and word.endswith(tenses.past_endings):
            return "past"
        return None


class Clauses:
    """Finds the sentence and paragraph of a place in the text."""

    def __init__(self, article: Article, analysis: Analysis, tenses: Tenses, results: frozenset[str]) -> None:
        self._text = article.text
        self._tenses = tenses
        self._results = results
        self._sentences: Sequence[Sentence] = analysis.sentences
        self._parts = article.parts
        self._analysis = analysis

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self._sentences]

    @cached_property
    def _part_starts(self) -> list[int]:
        return [each.start for each in self._parts]

    @cached_property
    def _paragraphs(self) -> list[int]:
        # A lone line break ends a paragraph only after a sentence's end: hard-wrapped text has others.
        return [found.end() for found in _PARAGRAPH_END.finditer(self._text)]

    def at(self, start: int, end: int) -> Clause:
        """The clause around code points start to end."""
        index = bisect.bisect_right(self._starts, start) - 1
        low, high = 0, len(self._text)
        tokens: Sequence[Token] = ()
        offset = 0
        if 0 <= index < len(self._sentences):
            low = self._sentences[index].start
            high = max(self._sentences[index].end, end)
            if self._analysis.has_trees:
                offset = self._sentences[index].first
                tokens = self._analysis.tokens[offset : min(self._sentences[index].last, offset + _LONGEST)]
        paragraph = bisect.bisect_right(self._paragraphs, start)
        part = bisect.bisect_right(self._part_starts, start) - 1
        role = self._parts[part].role if part >= 0 else "body"
        return Clause(self._text, start, end, low, high, paragraph, self._tenses, self._results, role, tokens, offset)
