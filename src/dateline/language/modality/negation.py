"""Whether a predicate is negated: by an adverb, a negative subject, object or determiner, a preposition."""

from collections.abc import Mapping
from typing import Any

from dateline.language.modality.given import Given
from dateline.language.modality.sections import phrases, words
from dateline.language.trees import Trees, base


class Negation:
    """The words of the section `negation`."""

    def __init__(self, section: Mapping[str, Any], given: Given) -> None:
        self.words = words(section.get("words"))
        self.determiners = words(section.get("determiners"))
        self.subjects = words(section.get("subjects"))
        self.prepositions = words(section.get("prepositions"))
        self.obliques = words(section.get("obliques")) | self.subjects
        self.weak = words(section.get("weak"))
        self.bounding = words(section.get("bounding"))
        self.swift = phrases(section.get("swift"))
        self.softeners = words(section.get("only_with"))
        self._given = given

    def is_negated(self, trees: Trees, index: int) -> bool:
        """Whether a predicate is negated: an adverb, a negative subject, object or determiner."""
        return self.find(trees, index) is not None

    def find(self, trees: Trees, index: int) -> int | None:
        """The word that negates a predicate, None where none does."""
        return next((child for child in trees.children(index) if self._negates(trees, child)), None)

    def _negates(self, trees: Trees, child: int) -> bool:
        word, lemma = trees.form(child), trees.tokens[child].lemma.lower()
        relation = base(trees.deprel(child))
        if relation in ("nsubj", "obj", "obl"):
            if relation == "obl" and trees.children(child, "case"):
                # "not by force but by thaw" denies the means; "in no way" denies the deed, "in no time" none
                if f"{trees.case(child)} {word}" in self.swift:
                    return False
                return any(trees.form(each) in self.determiners for each in trees.children(child, "det"))
            if relation == "obl":
                # "at no time", but not "in a town with no road"
                return lemma in self.words or (lemma in self.obliques and self._is_negative_phrase(trees, child))
            return self._is_negative_phrase(trees, child)
        if relation in ("mark", "case") and lemma in self.prepositions:
            return True
        if relation in ("mark", "case", "cc") and self._given.is_instead(trees, child):
            return True
        if relation in ("det", "advmod") and lemma in self.determiners:
            return True
        if relation in ("advmod", "aux", "neg", "cc", "discourse", "mark", "det"):
            return (lemma in self.words or word in self.words) and not self._softened(trees, child)
        return False

    def _softened(self, trees: Trees, negation: int) -> bool:
        """Whether "not" only opens "not only", "not just", "not yet" or stands in a tag."""
        later = negation + 1
        return (
            later < len(trees.tokens)
            and trees.tokens[later].lemma.lower() in self.softeners - {"yet"}
            and trees.head(later) in (negation, trees.head(negation))
        )

    def _is_negative_phrase(self, trees: Trees, index: int) -> bool:
        if trees.tokens[index].lemma.lower() in self.subjects or trees.form(index) in self.subjects:
            return True
        if index + 1 < len(trees.tokens) and trees.form(index + 1) in self.bounding:
            return False  # "no fewer than 23 died"
        return any(
            trees.tokens[child].lemma.lower() in self.determiners
            or (trees.tokens[child].lemma.lower() == "not" and trees.tokens[child].upos in ("PART", "ADV"))
            for child in trees.children(index, "det", "advmod")
        ) or any(trees.form(child) in self.determiners for child in trees.children(index, "cc"))
