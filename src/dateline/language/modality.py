"""How sure a text is of what one of its words names: negation, modals, conditionals, governing words.

The rules are language-neutral walks over a dependency tree; the words are a language's `modality.toml`.
Method: the walk up the tree of Saurí and Pustejovsky's De Facto (2012), with a number from 3 (certain) to
-3 (certainly not) in place of the six letters, so that a chain of governors multiplies.
"""

import tomllib
from collections.abc import Collection
from typing import Any, Literal

import msgspec

from dateline.language import Language
from dateline.language.given import Given
from dateline.language.happening import Happening
from dateline.language.trees import Trees, base
from dateline.model import Certainty, Polarity, Status

MAX_STEPS = 60  # governors looked at above one word; deeper trees are a tagger's error

_CLAUSE = ("ccomp", "xcomp", "acl", "csubj", "advcl", "obl", "nmod", "nsubj", "parataxis")
_COMPLEMENT = ("ccomp", "xcomp", "csubj")
_NOUN = ("obj", "nmod", "obl", "nsubj", "compound", "iobj")
_ADJUNCT = ("advcl", "parataxis", "appos", "list", "discourse", "vocative", "dislocated")


class Effect(msgspec.Struct, frozen=True):
    """What a governing word does to what it governs; see the head of `modality.toml`."""

    name: str
    value: float
    negated: float
    kind: str
    factive: bool
    report: bool
    so_far: float | None = None
    carries: float | None = None
    past_carries: bool = False
    infinitive: bool = False
    past_value: float | None = None
    direct: bool = False
    unknown: bool = False


class Assessment(msgspec.Struct, frozen=True):
    """How sure a text is that what a word names is a fact, as far as grammar tells.

    value: 3 certain to -3 certainly not (FactBank's question). happened: 3 it has come about by the time of writing to
    -3 it has not (UDS-IH2's question; `happening.py`): a thing foretold is likely and has not happened.
    kind: the plain word for it, before claims are weighed.
    future, conditional, negated, reported: what the walk met; `reports` are the tokens of the reporting words
    met on the way, innermost first. because: (token, name of the rule), in the order met.
    """

    value: float
    kind: Status
    future: bool = False
    conditional: bool = False
    negated: bool = False
    reports: tuple[int, ...] = ()
    because: tuple[tuple[int, str], ...] = ()
    happened: float = 0.0

    @property
    def certainty(self) -> Certainty:
        """FactBank's certainty."""
        size = abs(self.value)
        return "certain" if size >= 2.4 else "probable" if size >= 1.4 else "possible" if size >= 0.5 else "unknown"

    @property
    def polarity(self) -> Polarity:
        """FactBank's polarity."""
        return "unknown" if abs(self.value) < 0.5 else "positive" if self.value > 0 else "negative"


class _State:
    """The walk's running answer."""

    def __init__(self) -> None:
        self.value = 3.0
        self.kind = ""
        self.future = self.conditional = self.negated = False
        self.reports: list[int] = []
        self.because: list[tuple[int, str]] = []

    def apply(self, token: int, name: str, value: float, kind: str) -> None:
        self.value *= value / 3.0
        self.because.append((token, name))
        # an outer fear or threat says more than the inner "will"; an outer denial, than anything but a failure
        outer = kind in ("feared", "threatened") and self.kind in ("expected", "hypothetical")
        outer = outer or (kind == "did_not_happen" and value < 0 and self.kind == "planned")  # "called off the planned"
        if kind and (not self.kind or outer or (kind == "denied" and self.kind != "did_not_happen")):
            self.kind = kind


class Modality:
    """The words of one language's `modality.toml`, and the walk.

    >>> from dateline.language import load_language
    >>> modality = load_modality(load_language("en"))
    >>> modality.governor("threaten", "clause").kind
    'threatened'
    """

    def __init__(self, data: dict[str, Any]) -> None:
        negation = data.get("negation", {})
        self.negations = _words(negation.get("words"))
        self.negative_determiners = _words(negation.get("determiners"))
        self.negative_subjects = _words(negation.get("subjects"))
        self.negative_prepositions = _words(negation.get("prepositions"))
        self.negative_obliques = _words(negation.get("obliques")) | self.negative_subjects
        self.weak_negations = _words(negation.get("weak"))
        self.softeners = _words(negation.get("only_with"))
        self.future_words = _words(data.get("tense", {}).get("future"))
        self.modals = {
            word: (float(each["value"]), float(each.get("negated", -each["value"])), str(each.get("kind", "")))
            for each in data.get("modal", ())
            for word in _words(each["words"])
        }
        self.modifiers = {
            word: (float(each["value"]), str(each.get("kind", "")))
            for each in data.get("modifier", ())
            for word in _words(each["words"])
        }
        conditional = data.get("conditional", {})
        self.conditional_marks = _words(conditional.get("marks"))
        self.whether_marks = _words(conditional.get("whether"))
        self.conditional_phrases = frozenset(str(conditional.get("fixed", "")).split(",")) - {""}
        self.until_marks = _words(conditional.get("until"))
        self.conditional_value = float(conditional.get("value", 0.2))
        self.main_value = float(conditional.get("main_value", 0.8))
        self.question_value = float(conditional.get("question_value", 0.2))
        self.purpose_value = float(conditional.get("purpose_value", 1.2))
        self.command_value = float(conditional.get("command_value", 0.3))
        self.until_value = float(conditional.get("until_value", 0.6))
        self.is_to_value = float(conditional.get("is_to_value", 1.5))
        self.any_one_value = float(conditional.get("any_one_value", 0.5))
        self.open_value = float(conditional.get("open_value", 0.6))
        self.carriers = _words(data.get("carrier", {}).get("words"))
        self.measures = _words(data.get("carrier", {}).get("measures"))
        self.performatives = _words(data.get("performative", {}).get("words"))
        tense = data.get("tense", {})
        self.past_auxiliaries = _words(tense.get("past"))
        self.perfect = _words(tense.get("perfect"))
        self.do_support = _words(tense.get("support"))
        self.charge_marks = _words(tense.get("charge_marks"))
        self.keeping_marks = _words(tense.get("keeping_marks"))
        self.subjunctive = _words(tense.get("subjunctive"))
        self.gerund = str(tense.get("gerund", "ing"))
        self.generic_subjects = _words(tense.get("generic_subjects"))
        self.question_words = _words(tense.get("question_words"))
        self.time_marks = _words(conditional.get("time"))
        self.not_yet = _words(conditional.get("not_yet"))
        self.purpose_marks = frozenset(str(conditional.get("purpose", "")).split(",")) - {""}
        self.ahead = _words(tense.get("ahead"))
        self.going = _words(tense.get("going"))
        self.habits = _words(tense.get("habits"))
        self.habit_modals = _words(tense.get("habit_modals"))
        self.so_far = {str(name): float(value) for name, value in data.get("so_far", {}).items()}
        self.modal_so_far = {
            word: float(each["so_far"]) for each in data.get("modal", ()) for word in _words(each["words"])
        }
        self.modifier_so_far = {
            word: float(each["so_far"])
            for each in data.get("modifier", ())
            if "so_far" in each
            for word in _words(each["words"])
        }
        self.given = Given(data.get("given", {}))
        self._governors: dict[tuple[str, str], Effect] = {}
        for each in data.get("governor", ()):
            effect = Effect(
                name=str(each["name"]),
                value=float(each["value"]),
                negated=float(each.get("negated", -each["value"])),
                kind=str(each.get("kind", "")),
                factive=bool(each.get("factive", False)),
                report=bool(each.get("report", False)),
                so_far=each.get("so_far"),
                carries=each.get("carries"),
                past_carries=bool(each.get("past_carries", False)),
                infinitive=bool(each.get("infinitive", False)),
                past_value=each.get("past_value"),
                direct=bool(each.get("direct", False)),
                unknown=bool(each.get("unknown", False)),
            )
            frames = ("clause", "noun") if each["on"] == "both" else (str(each["on"]),)
            for word in _words(each["words"]):
                for frame in frames:
                    self._governors.setdefault((word, frame), effect)

    def governor(self, lemma: str, frame: Literal["clause", "noun"]) -> Effect | None:
        """What a word does to a clause or to a noun it governs; "call_off" is a verb and its particle."""
        return self._governors.get((lemma, frame))

    def assess(self, trees: Trees, index: int, *, until: Collection[int] = ()) -> Assessment:
        """How sure the text is of what token `index` names.

        until: tokens at which the walk up stops (a claim's cue), so that the answer is that claim's source's.
        """
        state = _State()
        self._own(trees, index, state)
        self._climb(trees, index, state, frozenset(until))
        value = max(-3.0, min(3.0, state.value))
        return Assessment(
            value=value,
            kind=_plain(state.kind, value),
            future=state.future,
            conditional=state.conditional,
            negated=state.negated,
            reports=tuple(state.reports),
            because=tuple(state.because),
            happened=Happening(self, trees, until).of(index).value if self.so_far else 0.0,
        )

    # -- what stands beside the word -----------------------------------------------------------------

    def is_negated(self, trees: Trees, index: int) -> bool:
        """Whether a predicate is negated: an adverb, a negative subject, object or determiner."""
        return self._negation(trees, index) is not None

    def _negation(self, trees: Trees, index: int) -> int | None:
        return next((child for child in trees.children(index) if self._negates(trees, child)), None)

    def _negates(self, trees: Trees, child: int) -> bool:
        word, lemma = trees.form(child), trees.tokens[child].lemma.lower()
        relation = base(trees.deprel(child))
        if relation in ("nsubj", "obj", "obl"):
            if relation == "obl" and trees.children(child, "case"):
                # "not by force but by thaw" denies the means; "in no way", "at no time" deny the deed
                return any(trees.form(each) in self.negative_determiners for each in trees.children(child, "det"))
            if relation == "obl":
                # "at no time", but not "in a town with no road"
                return lemma in self.negations or (
                    lemma in self.negative_obliques and self._is_negative_phrase(trees, child)
                )
            return self._is_negative_phrase(trees, child)
        if relation in ("mark", "case") and lemma in self.negative_prepositions:
            return True
        if relation in ("mark", "case", "cc") and self.given.is_instead(trees, child):
            return True
        if relation in ("det", "advmod") and lemma in self.negative_determiners:
            return True
        if relation in ("advmod", "aux", "neg", "cc", "discourse", "mark", "det"):
            return (lemma in self.negations or word in self.negations) and not self._softened(trees, child)
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
        if trees.tokens[index].lemma.lower() in self.negative_subjects or trees.form(index) in self.negative_subjects:
            return True
        return any(
            trees.tokens[child].lemma.lower() in self.negative_determiners
            or (trees.tokens[child].lemma.lower() == "not" and trees.tokens[child].upos in ("PART", "ADV"))
            for child in trees.children(index, "det", "advmod")
        ) or any(trees.form(child) in self.negative_determiners for child in trees.children(index, "cc"))

    def _own(self, trees: Trees, index: int, state: _State) -> None:
        """Negation, modal auxiliaries and modifiers of a word, applied in that order."""
        negation = self._negation(trees, index)
        wish = self._subjunctive(trees, index)
        if wish is not None:
            state.apply(wish, "subjunctive", self.open_value, "hypothetical")
        self._under_be(trees, index, state)
        modal = None
        for child in trees.children(index, "aux", "advmod", "amod", "cop"):
            lemma = trees.tokens[child].lemma.lower()
            form = trees.form(child)
            if base(trees.deprel(child)) in ("aux", "cop"):
                found = self.modals.get(lemma) or self.modals.get(form)
                if found is not None and modal is None:
                    modal = (child, found)
                    state.future = state.future or lemma in self.future_words or form in self.future_words
            elif base(trees.deprel(child)) in ("advmod", "amod"):
                modifier = self.modifiers.get(form) or self.modifiers.get(lemma)
                if modifier is not None:
                    state.apply(child, f"modifier {form}", *modifier)
        for child in self.given.shared_modifiers(trees, index):
            modifier = self.modifiers.get(trees.form(child))
            if modifier is not None and modifier[0] > 0:  # "attempted murder and robbery": the robbery was none
                state.apply(child, f"modifier {trees.form(child)}", *modifier)
        if modal is not None:
            child, (value, negated, kind) = modal
            state.apply(child, f"modal {trees.form(child)}", negated if negation is not None else value, kind)
            if negation is not None:
                state.negated = True
                state.because.append((negation, "negation"))
        elif negation is not None:
            state.negated = not state.negated
            weak = trees.form(negation) in self.weak_negations
            state.apply(negation, "negation", -1.5 if weak else -3.0, "")

    def _subjunctive(self, trees: Trees, index: int) -> int | None:
        """ "insisted that he be removed": a bare helping verb in a clause with a subject tells what should be."""
        helpers = trees.children(index, "aux")
        bare = len(helpers) == 1 and trees.form(helpers[0]) in self.subjunctive
        clause = base(trees.deprel(index)) == "ccomp" and bool(trees.subjects(index))
        return helpers[0] if bare and clause and not self.is_infinitive(trees, index) else None

    def _under_be(self, trees: Trees, index: int, state: _State) -> None:
        """ "Is to visit Teln" is planned; "the fear was to lose" is as the subject says."""
        subject = self.given.subject_of_infinitive(trees, index)
        if subject is None:
            return
        effect = self.governor(trees.tokens[subject].lemma.lower(), "clause")
        if effect is not None and effect.kind and not effect.report:
            state.apply(subject, effect.name, effect.value, effect.kind)
        else:
            state.apply(index, "is to", self.is_to_value, "planned")

    # -- what stands above the word --------------------------------------------------------------------

    def _climb(self, trees: Trees, index: int, state: _State, until: frozenset[int]) -> None:
        child, carried = index, True
        self._question(trees, index, state)
        for step, governor in enumerate(trees.ancestors(index)):
            if step >= MAX_STEPS or child in until:
                return
            relation = trees.deprel(child)
            if carried and base(relation) == "ccomp" and self._asks_whether(trees, child):
                state.apply(child, "asked-whether", self.conditional_value, "unknown")
            if carried and base(relation) in ("acl", "advcl"):
                self._subordinate(trees, child, relation, state)
            if governor in until:
                return
            if base(relation) == "conj":
                if carried and self._shares_auxiliaries(trees, child, governor):
                    self._own(trees, governor, state)
            else:
                carried = self._through(trees, child, governor, relation, state, carried)
            child = governor

    def _through(self, trees: Trees, child: int, governor: int, relation: str, state: _State, carried: bool) -> bool:
        """Pass one governor; returns whether what stands above it still bears on the word."""
        noun = trees.tokens[child].upos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM") and base(relation) not in _COMPLEMENT
        effect = self._effect(trees, child, governor, relation, noun)
        reported = effect is not None and effect.report
        if reported and base(relation) not in ("acl", "advcl"):
            state.reports.append(governor)
        if not carried:
            return False
        if effect is not None:
            negated = self._negation(trees, governor) is not None
            if effect.report and effect.name == "reported":
                state.apply(governor, effect.name, effect.negated if negated else effect.value, effect.kind)
                return not negated
            value = effect.negated if negated else effect.value
            kind = "did_not_happen" if value <= -1.5 and effect.kind in ("", "planned") else effect.kind
            if negated and kind == "expected":
                kind = "hypothetical"  # "did not expect a second raid"
            if effect.name in ("brings-about", "is-able") and not negated:
                kind = ""
            if negated and kind == "did_not_happen" and value > 0:
                kind = ""  # "did not stop them from attacking"
            if effect.past_value is not None and not negated and self._is_past_itself(trees, governor):
                value, kind = effect.past_value, ""
            state.apply(governor, effect.name, value, kind)
            if effect.factive:
                return False
            self._own_without_negation(trees, governor, state, negated)
            return True
        bare = base(relation)
        whole = self.given.is_in_a_list_of(trees, child, governor)
        if whole is not None:
            effect = self.governor(trees.tokens[whole].lemma.lower(), "clause")
            if effect is not None and effect.kind:
                state.apply(whole, effect.name, effect.value, effect.kind)
                return False
        if noun and self._settles_noun(trees, child, governor, state):
            return False
        if bare in _ADJUNCT or relation == "acl:relcl" or (bare == "acl" and self.is_past_participle(trees, child)):
            return False
        if bare in ("xcomp", "acl") and self._is_open_infinitive(trees, child):
            # "the tools to go after them": nothing above says that it came to it
            state.apply(child, "open infinitive", self.open_value, "hypothetical")
        if noun and self.given.is_brought(trees, child, governor):
            self._own(trees, governor, state)
            return True
        if noun and bare in ("nsubj", "obj", "obl", "nmod") and self._lemma(trees, governor) in self.carriers:
            if bare in ("nsubj", "obj"):
                self._own(trees, governor, state)
            return bare in ("nsubj", "obj")
        if bare == "nmod" and trees.case(child) == "of" and self._lemma(trees, governor) in self.measures:
            return True  # "charged with three counts of robbery"
        if noun and bare in _NOUN:
            return False
        if bare in ("xcomp", "csubj"):
            self._own(trees, governor, state)
        return bare in _COMPLEMENT

    def _settles_noun(self, trees: Trees, child: int, governor: int, state: _State) -> bool:
        """Whether a noun's place beside a verb says all: what ends or has an effect is given, any one is open."""
        given = self.given
        if given.outlasts(trees, child, governor):
            return True
        if given.occasion(trees, child, governor) in self.conditional_phrases:
            state.conditional = True
            state.apply(governor, "condition", self.conditional_value, "hypothetical")
            return True
        scratch = _State()
        if given.comes_into_force(trees, child, governor):
            self._own(trees, governor, scratch)
            if scratch.future or scratch.kind:
                state.apply(governor, "comes into force", self.is_to_value, "planned")
            return True
        if base(trees.deprel(child)) != "nsubj" or not given.is_any_one(trees, child):
            return False
        perfect = {trees.tokens[each].lemma.lower() for each in trees.children(governor, "aux")} & self.perfect
        self._own(trees, governor, scratch)
        if perfect or not any(name.startswith("modal") for _, name in scratch.because):
            return False
        if self._lemma(trees, governor) in self.carriers and scratch.kind == "expected":
            return False  # "a meeting will take place"
        state.apply(child, "any one", self.any_one_value, "hypothetical")
        return True

    def _is_past_itself(self, trees: Trees, verb: int) -> bool:
        """ "Had to", "has had to": in the past or the perfect, and under no modal."""
        helpers = {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}
        return trees.form(verb) in self.past_auxiliaries and helpers <= self.perfect

    def _own_without_negation(self, trees: Trees, governor: int, state: _State, negated: bool) -> None:
        """A governor's modals bear on what it governs ("may fail to"); its negation was weighed already."""
        before, value = state.kind, state.value
        scratch = _State()
        self._own(trees, governor, scratch)
        if scratch.because and not negated:
            state.value = value * scratch.value / 3.0
            state.because.extend(scratch.because)
            state.kind = before or scratch.kind
        elif negated and not before and scratch.kind in ("expected", "hypothetical") and self._is_would(scratch):
            state.kind = "expected"  # "the arrest would not stop them from attacking"
        state.future = state.future or scratch.future

    def _is_would(self, state: _State) -> bool:
        """Whether a modal of what is to come was met; "could not prevent the attack" tells that it came."""
        return state.future or any(name.removeprefix("modal ") in self.habit_modals for _, name in state.because)

    def _effect(self, trees: Trees, child: int, governor: int, relation: str, noun: bool) -> Effect | None:
        bare = base(relation)
        if relation == "acl:relcl" or bare in ("appos", "list", "vocative", "conj"):
            return None
        if relation == "acl" and self.is_past_participle(trees, child):
            return None  # "the warning issued by the port": the noun says which, not that it was so
        lemma = self._lemma(trees, governor)
        if noun:
            if bare not in _NOUN or (bare == "obl" and not _governed_by_verb_noun(trees, governor)):
                return None
            if bare == "nsubj" and not trees.is_passive(governor) and trees.tokens[governor].upos == "VERB":
                return None
            if self.given.stands_beside(trees, child) or self._is_judged_as(trees, governor, child):
                return None
            called = f"{lemma}_obj"  # "called an election", but "calls for" and "a call for"
            verbal = bare == "obj" and trees.tokens[governor].upos == "VERB" and (called, "noun") in self._governors
            if verbal and self.given.is_known(trees, child):
                return None  # "called the decision absurd"
            effect = self.governor(called if verbal else lemma, "noun")
            if effect is None or (effect.direct and bare not in ("obj", "nsubj")):
                return None
            passed = effect.unknown and bare == "nsubj" and self.given.is_known(trees, child)
            return None if passed else effect
        predicate = bool(trees.children(governor, "cop")) and self.is_infinitive(trees, child)  # "is on pace to win"
        if bare == "advcl" and trees.tokens[governor].upos not in ("ADJ", "VERB") and not predicate:
            return None
        charged = bare == "advcl" or (bare in _CLAUSE and trees.tokens[governor].upos == "VERB")
        if charged and trees.case(child) in self.charge_marks:
            charge = self.governor(lemma, "noun")  # "accused of killing a man"
            return charge if charge is not None and charge.report and charge.kind == "alleged" else None
        if bare == "advcl" and trees.case(child) in self.keeping_marks:
            kept = self.governor(lemma, "clause")  # "stopped the army from attacking"
            return kept if kept is not None and kept.kind == "did_not_happen" else None
        if bare == "advcl" and not self.is_infinitive(trees, child):
            return None
        if bare == "advcl" and trees.tokens[governor].upos == "VERB" and not self.given.hurries(trees, governor):
            return None
        if bare == "parataxis":
            if trees.stands_apart(child):
                return None  # "thousands protested; police used tear gas": told beside it, and by no one there
            effect = self.governor(lemma, "clause")
            return effect if effect is not None and effect.report else None
        told = self.governor(f"{lemma}_that", "clause") if bare == "ccomp" and trees.subjects(child) else None
        effect = (told or self.governor(lemma, "clause")) if bare in _CLAUSE else None
        participle = bare == "xcomp" and self.is_past_participle(trees, child)
        if effect is not None and effect.infinitive and participle:
            return None  # "is believed to have armed them", with "have" read as a verb
        return effect

    def _is_judged_as(self, trees: Trees, governor: int, child: int) -> bool:
        """ "Is considered a crime": what it is taken for, and nobody plans it."""
        judged = any(trees.tokens[each].upos in ("NOUN", "ADJ") for each in trees.children(governor, "xcomp"))
        return judged and base(trees.deprel(child)) in ("nsubj", "obj") and trees.tokens[governor].upos == "VERB"

    def _lemma(self, trees: Trees, index: int) -> str:
        particle = trees.child(index, "compound:prt")
        yet = next((each for each in trees.children(index, "advmod") if trees.form(each) in self.softeners), None)
        if yet is not None and (f"{trees.tokens[index].lemma.lower()}_{trees.form(yet)}", "clause") in self._governors:
            particle = yet
        lemma = trees.tokens[index].lemma.lower()
        form = trees.form(index)
        if form != lemma and (form, "clause") in self._governors and (lemma, "clause") not in self._governors:
            lemma = form  # "going to" foretells where "go" does not
        if particle is not None:
            joined = f"{lemma}_{trees.tokens[particle].lemma.lower()}"
            if joined in self.carriers or any((joined, frame) in self._governors for frame in ("clause", "noun")):
                return joined
        return lemma

    def _subordinate(self, trees: Trees, child: int, relation: str, state: _State) -> None:
        """Conditions, purposes and what is still to come, from the mark of an adverbial clause."""
        if relation == "acl:relcl" or base(relation) != "advcl":
            return
        marks = [trees.tokens[each].lemma.lower() for each in trees.children(child, "mark", "advmod")]
        phrase = trees.case(child)
        if any(mark in self.conditional_marks for mark in marks) or phrase in self.conditional_phrases:
            state.conditional = True
            state.apply(child, "condition", self.conditional_value, "hypothetical")
        elif any(mark in self.until_marks for mark in marks):
            scratch = _State()
            self._own(trees, trees.head(child), scratch)
            if scratch.future or scratch.kind:
                state.apply(child, "until", self.until_value, "hypothetical")
        elif self._comes_with(trees, child):
            scratch = _State()
            self._own(trees, trees.head(child), scratch)
            if scratch.kind in ("expected", "hypothetical") and scratch.value > 0:
                # "will open its market, allowing trade"; "once it opens, it will hire"
                state.apply(trees.head(child), scratch.because[-1][1], scratch.value, scratch.kind)
        elif self.is_infinitive(trees, child) and self._may_be_for(trees, trees.head(child)):
            state.apply(child, "purpose", self.purpose_value, "planned")

    def _comes_with(self, trees: Trees, child: int) -> bool:
        """Whether an adverbial clause is of the main clause's time: a gerund that follows, a present under "when"."""
        if trees.form(child).endswith(self.gerund):
            return child > trees.head(child) and not trees.children(child, "mark", "aux", "nsubj")
        marks = {trees.tokens[each].lemma.lower() for each in trees.children(child, "mark", "advmod")}
        form, lemma = trees.form(child), trees.tokens[child].lemma.lower()
        present = form in (f"{lemma}s", f"{lemma}es") or (form == lemma and bool(trees.children(child, "nsubj")))
        return bool(marks & self.given.then) and present and not trees.children(child, "aux")

    def _may_be_for(self, trees: Trees, verb: int) -> bool:
        """Whether an infinitive under a verb says what for; who "flocked to join" joined."""
        return trees.tokens[verb].upos == "VERB" and not self.given.hurries(trees, verb)

    def is_infinitive(self, trees: Trees, index: int) -> bool:
        """Whether a verb is an infinitive with its mark and without a subject of its own."""
        mark = trees.child(index, "mark")
        return mark is not None and trees.tokens[mark].upos == "PART" and not trees.children(index, "nsubj")

    def is_past_participle(self, trees: Trees, index: int) -> bool:
        """ "the zone agreed by both": what a participle behind a noun tells is taken for granted."""
        word = trees.tokens[index]
        form = trees.form(index)
        bare = form == word.lemma.lower() or form.endswith(self.gerund)
        return word.upos == "VERB" and not bare and not trees.children(index, "mark", "aux", "nsubj")

    def _is_open_infinitive(self, trees: Trees, index: int) -> bool:
        """An infinitive that is not of the past ("is said to have fled")."""
        return self.is_infinitive(trees, index) and not any(
            trees.tokens[each].lemma.lower() == "have" for each in trees.children(index, "aux")
        )

    def _asks_whether(self, trees: Trees, clause: int) -> bool:
        """ "did not know if they had fired": a clause under "if" or "whether" that a verb takes as its object."""
        return any(trees.tokens[mark].lemma.lower() in self.whether_marks for mark in trees.children(clause, "mark"))

    def _question(self, trees: Trees, index: int, state: _State) -> None:
        """The main clause of a condition, and a clause that asks."""
        clause = trees.clause_head(index)
        if clause == index or trees.head(index) == clause:
            condition = self.main_of_condition(trees, clause, without=index)
            if condition is not None:
                state.conditional = True
                state.apply(condition, "main clause of a condition", max(self.main_value, 0.01), "hypothetical")
        if base(trees.deprel(index)) == "amod":
            return  # "see the attached list": what only describes is neither ordered nor asked
        if self.is_command(trees, clause):
            state.apply(clause, "command", self.command_value, "unknown")
        asked = trees.head(clause) < 0 and self._ends_in_question(trees, clause)
        if asked and not self.given.is_taken_by_question(trees, index, clause):
            state.apply(trees.sentence(index).last - 1, "question", self.question_value, "unknown")

    def main_of_condition(self, trees: Trees, clause: int, without: int = -1) -> int | None:
        """The conditional clause on which a clause depends, None where it depends on none."""
        for child in trees.children(clause, "advcl") if not self._is_told(trees, clause) else ():
            marks = {trees.tokens[each].lemma.lower() for each in trees.children(child, "mark")}
            if child != without and marks & self.conditional_marks and "whether" not in marks:
                return child
        return None

    def _ends_in_question(self, trees: Trees, index: int) -> bool:
        sentence = trees.sentence(index)
        last = trees.tokens[sentence.last - 1] if sentence.last > sentence.first else None
        return last is not None and last.upos == "PUNCT" and last.lemma in ("?", "？", "؟")

    def is_asked(self, trees: Trees, clause: int) -> bool:
        """Whether a main clause asks whether it is so; one that asks who, why or how takes the rest for granted."""
        if not self._ends_in_question(trees, clause):
            return False
        later = any(
            base(trees.deprel(each)) in ("parataxis", "conj") for each in trees.children(clause) if each > clause
        )
        if later and not trees.children(clause, "aux"):
            return False  # "I have a car, but where do I park it?"
        return not any(trees.form(each) in self.question_words for each in trees.subtree(clause, without=_CLAUSE))

    def _is_told(self, trees: Trees, index: int) -> bool:
        """Whether a verb stands in the plain past, where a condition bears on what it governs: "threatened to ...
        unless"."""
        token = trees.tokens[index]
        form, lemma = trees.form(index), token.lemma.lower()
        inflected = form not in (lemma, f"{lemma}s", f"{lemma}es") and not form.endswith("ing")
        return token.upos == "VERB" and inflected and not trees.children(index, "aux")

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

    def is_condition(self, trees: Trees, index: int) -> bool:
        """Whether an adverbial clause states a condition."""
        marks = [trees.tokens[each].lemma.lower() for each in trees.children(index, "mark", "advmod")]
        phrase = trees.case(index) in self.conditional_phrases
        verb = trees.form(index) in self.conditional_marks and bool(trees.children(index, "ccomp"))  # "provided that"
        return phrase or verb or any(mark in self.conditional_marks for mark in marks)

    def carries(self, trees: Trees, index: int) -> bool:
        """Whether a verb only carries the event that a noun names ("hold", "take")."""
        return self._lemma(trees, index) in self.carriers

    def effect_on(self, trees: Trees, child: int, governor: int) -> Effect | None:
        """What a governor does to a word that hangs on it; None where it is not known to do anything."""
        relation = trees.deprel(child)
        noun = trees.tokens[child].upos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM") and base(relation) not in _COMPLEMENT
        return self._effect(trees, child, governor, relation, noun)

    def _shares_auxiliaries(self, trees: Trees, child: int, first: int) -> bool:
        alone = not trees.children(child, "nsubj", "aux", "mark", "cop")
        verbs = trees.tokens[child].upos == trees.tokens[first].upos == "VERB"
        return verbs and alone and bool(trees.children(first, "aux")) and self.fits_auxiliaries(trees, child, first)

    def fits_auxiliaries(self, trees: Trees, child: int, first: int) -> bool:
        """Whether a later verb has the form that the first one's last auxiliary asks for.

        "Did not attend or send", but not "did not attend, but rejected": behind "do" and modals stands the base form.
        """
        helpers = trees.children(first, "aux")
        last = trees.tokens[helpers[-1]].lemma.lower() if helpers else ""
        base_form = last in self.do_support or last in self.modals
        return not base_form or trees.form(child) == trees.tokens[child].lemma.lower()


def load_modality(language: Language) -> Modality:
    """The modality of a language, from its `modality.toml`; one that knows no words where there is none."""

    def build(language: Language) -> Modality:
        content = language.read("modality.toml")
        return Modality(tomllib.loads(content.decode("utf-8")) if content else {})

    return language.resource("modality", build)


def _plain(kind: str, value: float) -> Status:
    """The plain word: what the rules said, or what the number alone says."""
    if value <= -1.4 and kind not in ("denied", "threatened"):
        return "did_not_happen"
    if kind == "alleged":
        return "alleged"
    if kind == "denied":
        return "denied"
    if kind == "planned":
        return "planned"
    if kind == "threatened":
        return "threatened"
    if kind == "feared":
        return "feared"
    if kind == "expected":
        return "expected"
    if kind == "hypothetical":
        return "hypothetical"
    if kind == "did_not_happen":
        return "did_not_happen" if value < 0 else "unknown"
    if kind == "unknown":
        return "unknown"
    return "happened" if value >= 1.4 else "did_not_happen" if value <= -0.9 else "unknown"


def _words(text: object) -> frozenset[str]:
    return frozenset(str(text or "").lower().split())


def _governed_by_verb_noun(trees: Trees, governor: int) -> bool:
    return trees.tokens[governor].upos in ("NOUN", "VERB", "ADJ")
