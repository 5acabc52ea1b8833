"""What kind of clause a predicate heads: a condition, an order, a question, an infinitive, a participle."""

from collections.abc import Mapping
from typing import Any

from dateline.language.modality.sections import phrases, words
from dateline.language.trees import Trees, base

CLAUSE = ("ccomp", "xcomp", "acl", "csubj", "advcl", "obl", "nmod", "nsubj", "parataxis")


def is_infinitive(trees: Trees, index: int) -> bool:
    """Whether a verb is an infinitive with its mark and without a subject of its own."""
    mark = trees.child(index, "mark")
    return mark is not None and trees.tokens[mark].upos == "PART" and not trees.children(index, "nsubj")


def is_open_infinitive(trees: Trees, index: int) -> bool:
    """An infinitive that is not of the past ("is said to have fled")."""
    return is_infinitive(trees, index) and not any(
        trees.tokens[each].lemma.lower() == "have" for each in trees.children(index, "aux")
    )


class Clauses:
    """The words of the sections `conditional`, `performative` and, of verbs' forms, `tense`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        conditional, tense = data.get("conditional", {}), data.get("tense", {})
        self.marks = words(conditional.get("marks"))
        self.phrases = phrases(conditional.get("fixed"))
        self.whether_marks = words(conditional.get("whether"))
        self.until_marks = words(conditional.get("until"))
        self.time_marks = words(conditional.get("time"))
        self.not_yet = words(conditional.get("not_yet"))
        self.purpose_marks = phrases(conditional.get("purpose"))
        self.performatives = words(data.get("performative", {}).get("words"))
        self.do_support = words(tense.get("support"))
        self.question_words = words(tense.get("question_words"))
        self.gerund = str(tense.get("gerund", "ing"))

    def is_past_participle(self, trees: Trees, index: int) -> bool:
        """ "the zone agreed by both": what a participle behind a noun tells is taken for granted."""
        word = trees.tokens[index]
        form = trees.form(index)
        bare = form == word.lemma.lower() or form.endswith(self.gerund)
        return word.upos == "VERB" and not bare and not trees.children(index, "mark", "aux", "nsubj")

    def is_command(self, trees: Trees, index: int) -> bool:
        """Whether a clause is an imperative: a root verb in its base form without a subject or auxiliary."""
        token = trees.tokens[index]
        support = all(trees.tokens[each].lemma.lower() in self.do_support for each in trees.children(index, "aux"))
        return (
            token.upos == "VERB"
            and (trees.head(index) < 0 or base(trees.deprel(index)) == "parataxis")
            and bool(trees.text)
            and trees.form(index) == token.lemma.lower()
            and token.lemma.lower() not in self.performatives
            and support
            and not trees.children(index, "nsubj", "csubj", "mark", "expl")
        )

    def is_asked(self, trees: Trees, clause: int) -> bool:
        """Whether a main clause asks whether it is so; one that asks who, why or how takes the rest for granted."""
        if not self.ends_in_question(trees, clause):
            return False
        later = any(
            base(trees.deprel(each)) in ("parataxis", "conj") for each in trees.children(clause) if each > clause
        )
        if later and not trees.children(clause, "aux"):
            return False  # "I have a car, but where do I park it?"
        return not any(trees.form(each) in self.question_words for each in trees.subtree(clause, without=CLAUSE))

    def is_condition(self, trees: Trees, index: int) -> bool:
        """Whether an adverbial clause states a condition."""
        marks = [trees.tokens[each].lemma.lower() for each in trees.children(index, "mark", "advmod")]
        phrase = trees.case(index) in self.phrases
        verb = trees.form(index) in self.marks and bool(trees.children(index, "ccomp"))  # "provided that"
        return phrase or verb or any(mark in self.marks for mark in marks)

    def main_of_condition(self, trees: Trees, clause: int, without: int = -1) -> int | None:
        """The conditional clause on which a clause depends, None where it depends on none."""
        for child in trees.children(clause, "advcl") if not self._is_told(trees, clause) else ():
            marks = {trees.tokens[each].lemma.lower() for each in trees.children(child, "mark")}
            if child != without and marks & self.marks and "whether" not in marks:
                return child
        return None

    def asks_whether(self, trees: Trees, clause: int) -> bool:
        """ "did not know if they had fired": a clause under "if" or "whether" that a verb takes as its object."""
        return any(trees.tokens[mark].lemma.lower() in self.whether_marks for mark in trees.children(clause, "mark"))

    @staticmethod
    def ends_in_question(trees: Trees, index: int) -> bool:
        """Whether the sentence of a word ends in a question mark."""
        sentence = trees.sentence(index)
        last = trees.tokens[sentence.last - 1] if sentence.last > sentence.first else None
        return last is not None and last.upos == "PUNCT" and last.lemma in ("?", "？", "؟")

    @staticmethod
    def _is_told(trees: Trees, index: int) -> bool:
        """Whether a verb stands in the plain past, where a condition bears on what it governs: "threatened to ...
        unless"."""
        token = trees.tokens[index]
        form, lemma = trees.form(index), token.lemma.lower()
        inflected = form not in (lemma, f"{lemma}s", f"{lemma}es") and not form.endswith("ing")
        return token.upos == "VERB" and inflected and not trees.children(index, "aux")
