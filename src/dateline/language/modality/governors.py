"""What a governing word does to what it governs: "plan to", "deny that", "the fear of"."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from dateline.language.modality.clauses import CLAUSE, Clauses, is_infinitive
from dateline.language.modality.given import Given
from dateline.language.modality.negation import Negation
from dateline.language.modality.sections import words
from dateline.language.trees import Trees, base

COMPLEMENT = ("ccomp", "xcomp", "csubj")
NOMINAL = ("obj", "nmod", "obl", "nsubj", "compound", "iobj")
Frame = Literal["clause", "noun"]


class Effect(msgspec.Struct, frozen=True):
    """What a governing word does to what it governs; see the head of `modality.toml`."""

    name: str
    value: float
    negated: float
    kind: str = ""
    factive: bool = False
    report: bool = False
    so_far: float | None = None
    carries: float | None = None
    past_carries: bool = False
    infinitive: bool = False
    past_value: float | None = None
    direct: bool = False
    unknown: bool = False


def is_nominal(trees: Trees, child: int) -> bool:
    """Whether a word is governed as a noun is, and heads no clause."""
    nominal = trees.tokens[child].upos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")
    return nominal and base(trees.deprel(child)) not in COMPLEMENT


class Governors:
    """The words of the sections `governor` and `carrier`.

    >>> from dateline.language import load_language
    >>> from dateline.language.modality import load_modality
    >>> load_modality(load_language("en")).governors.effect_of("threaten", "clause").kind
    'threatened'
    """

    def __init__(self, data: Mapping[str, Any], given: Given, clauses: Clauses, negation: Negation) -> None:
        tense, carrier = data.get("tense", {}), data.get("carrier", {})
        self.carriers = words(carrier.get("words"))
        self.measures = words(carrier.get("measures"))
        self._charge_marks = words(tense.get("charge_marks"))
        self._keeping_marks = words(tense.get("keeping_marks"))
        self._given, self._clauses, self._softeners = given, clauses, negation.softeners
        self._effects: dict[tuple[str, Frame], Effect] = {}
        for each in data.get("governor", ()):
            effect = msgspec.convert({"negated": -each["value"], **each}, Effect)
            frames: tuple[Frame, ...] = ("clause", "noun") if each["on"] == "both" else (each["on"],)
            for word in words(each["words"]):
                for frame in frames:
                    self._effects.setdefault((word, frame), effect)

    def effect_of(self, lemma: str, frame: Frame) -> Effect | None:
        """What a word does to a clause or to a noun it governs; "call_off" is a verb and its particle."""
        return self._effects.get((lemma, frame))

    def effect_on(self, trees: Trees, child: int, governor: int) -> Effect | None:
        """What a governor does to a word that hangs on it; None where it is not known to do anything."""
        relation = trees.deprel(child)
        if relation == "acl:relcl" or base(relation) in ("appos", "list", "vocative", "conj"):
            return None
        if relation == "acl" and self._clauses.is_past_participle(trees, child):
            return None  # "the warning issued by the port": the noun says which, not that it was so
        if is_nominal(trees, child):
            return self._on_noun(trees, child, governor)
        if base(relation) == "advcl":
            return self._on_adverbial(trees, child, governor)
        return self._on_clause(trees, child, governor)

    def _on_noun(self, trees: Trees, child: int, governor: int) -> Effect | None:
        """ "Planned an attack", "the fear of an attack", "an attack is feared"."""
        relation, upos = base(trees.deprel(child)), trees.tokens[governor].upos
        if relation not in NOMINAL or (relation == "obl" and upos not in ("NOUN", "VERB", "ADJ")):
            return None
        if relation == "nsubj" and not trees.is_passive(governor) and upos == "VERB":
            return None
        if self._given.stands_beside(trees, child) or self._is_judged_as(trees, governor, child):
            return None
        lemma = self.lemma_of(trees, governor)
        called = f"{lemma}_obj"  # "called an election", but "calls for" and "a call for"
        verbal = relation == "obj" and upos == "VERB" and (called, "noun") in self._effects
        if verbal and self._given.is_known(trees, child):
            return None  # "called the decision absurd"
        effect = self.effect_of(called if verbal else lemma, "noun")
        if effect is None or (effect.direct and relation not in ("obj", "nsubj")):
            return None
        passed = effect.unknown and relation == "nsubj" and self._given.is_known(trees, child)
        return None if passed else effect

    def _on_adverbial(self, trees: Trees, child: int, governor: int) -> Effect | None:
        """ "Accused of killing a man", "stopped the army from attacking", "is on pace to win"."""
        upos = trees.tokens[governor].upos
        infinitive = is_infinitive(trees, child)
        predicate = infinitive and bool(trees.children(governor, "cop"))  # "is on pace to win"
        if upos not in ("ADJ", "VERB") and not predicate:
            return None
        lemma, mark = self.lemma_of(trees, governor), trees.case(child)
        if mark in self._charge_marks:
            return self._charge(lemma)
        if mark in self._keeping_marks:
            kept = self.effect_of(lemma, "clause")  # "stopped the army from attacking"
            return kept if kept is not None and kept.kind == "did_not_happen" else None
        if not infinitive or (upos == "VERB" and not self._given.hurries(trees, governor)):
            return None
        return self.effect_of(lemma, "clause")

    def _on_clause(self, trees: Trees, child: int, governor: int) -> Effect | None:
        """ "Denied that they fired", "the plan to fire", "they fired, he denied"."""
        relation, lemma = base(trees.deprel(child)), self.lemma_of(trees, governor)
        clause = relation in CLAUSE
        if clause and trees.tokens[governor].upos == "VERB" and trees.case(child) in self._charge_marks:
            return self._charge(lemma)
        if relation == "parataxis":
            if trees.stands_apart(child):
                return None  # "thousands protested; police used tear gas": told beside it, and by no one there
            effect = self.effect_of(lemma, "clause")
            return effect if effect is not None and effect.report else None
        told = self.effect_of(f"{lemma}_that", "clause") if relation == "ccomp" and trees.subjects(child) else None
        effect = (told or self.effect_of(lemma, "clause")) if clause else None
        participle = relation == "xcomp" and self._clauses.is_past_participle(trees, child)
        if effect is not None and effect.infinitive and participle:
            return None  # "is believed to have armed them", with "have" read as a verb
        return effect

    def _charge(self, lemma: str) -> Effect | None:
        charge = self.effect_of(lemma, "noun")  # "accused of killing a man"
        return charge if charge is not None and charge.report and charge.kind == "alleged" else None

    def _is_judged_as(self, trees: Trees, governor: int, child: int) -> bool:
        """ "Is considered a crime": what it is taken for, and nobody plans it."""
        judged = any(trees.tokens[each].upos in ("NOUN", "ADJ") for each in trees.children(governor, "xcomp"))
        return judged and base(trees.deprel(child)) in ("nsubj", "obj") and trees.tokens[governor].upos == "VERB"

    def lemma_of(self, trees: Trees, index: int) -> str:
        """The word by which a governor is known: with its particle ("call_off"), or as it stands ("going")."""
        particle = trees.child(index, "compound:prt")
        yet = next((each for each in trees.children(index, "advmod") if trees.form(each) in self._softeners), None)
        if yet is not None and (f"{trees.tokens[index].lemma.lower()}_{trees.form(yet)}", "clause") in self._effects:
            particle = yet
        lemma = trees.tokens[index].lemma.lower()
        form = trees.form(index)
        if form != lemma and (form, "clause") in self._effects and (lemma, "clause") not in self._effects:
            lemma = form  # "going to" foretells where "go" does not
        if particle is not None:
            joined = f"{lemma}_{trees.tokens[particle].lemma.lower()}"
            if joined in self.carriers or any((joined, frame) in self._effects for frame in ("clause", "noun")):
                return joined
        return lemma

    def carries(self, trees: Trees, index: int) -> bool:
        """Whether a verb only carries the event that a noun names ("hold", "take")."""
        return self.lemma_of(trees, index) in self.carriers
