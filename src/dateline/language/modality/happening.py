"""How far a text says that a thing has come about by the time of writing: the question "did this happen?".

`Assessment.value` says how sure the text is ("will certainly close" is near certain); what is foretold has still not
happened, and so a second number is needed. It is found on the same walk over the tree, outwards from the word:

1. A word has a level by its own form: plain past and perfect high, the present a little lower, what stands under
   "will", "can" or in the imperative is open (still to come, or only possible) and below zero.
2. Once something is open, nothing outside closes it again: "did not promise to leave" is as far from having left as
   "promised to leave". What is settled is turned round by a negation and scaled by what governs it.
3. A clause without a tense of its own (infinitive, gerund, bare conjunct) takes its governor's level: "managed to land"
   is settled, "will manage to land" and "land and report" (an order) are open.

The question is that of UDS-IH2 (White et al. 2016; Rudinger et al. 2018). The numbers stand as `so_far` in a language's
`modality.toml`, set by hand beside the means of UDS-IH2's train part.
"""

from collections.abc import Collection

import msgspec

from dateline.language.modality.governors import Effect
from dateline.language.modality.words import Modality
from dateline.language.trees import Trees, base

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_MAX_STEPS = 60  # governors looked at above one word; deeper trees are a tagger's error


class Level(msgspec.Struct, frozen=True):
    """How far something has come about: value from 3 (has) to -3 (has not); open: it may still come or not."""

    value: float
    open: bool = False

    def under(self, outer: "Level") -> "Level":
        """This level seen through an outer one."""
        if outer.open:
            return Level(min(self.value, outer.value) if self.open else outer.value, True)
        if self.open:
            return self
        return Level(self.value * outer.value / 3.0)

    def scaled(self, factor: float) -> "Level":
        """Nearer to unknown, or turned round; what is open stays so."""
        return self if self.open else Level(self.value * factor)


class Happening:
    """The walk over one tree. until: tokens at which it stops (a claim's cue), so that the answer is that source's."""

    def __init__(self, modality: Modality, trees: Trees, until: Collection[int] = ()) -> None:
        self._modality = modality
        self._numbers = modality.so_far
        self._trees = trees
        self._until = until

    def of(self, index: int) -> Level:
        """The level of a word in its text."""
        return self._level(index, 0)

    def _level(self, index: int, step: int) -> Level:
        own = self._own(index)
        return own if step >= _MAX_STEPS else own.under(self._around(index, step + 1))

    # -- the word itself ---------------------------------------------------------------------------

    def _own(self, index: int) -> Level:
        """By the word's own form, its auxiliaries, modifiers and negation."""
        trees, words = self._trees, self._modality.auxiliaries
        level = Level(self._numbers[self._form(index)])
        for child in trees.children(index, "aux", "cop"):
            form, lemma = trees.form(child), trees.tokens[child].lemma.lower()
            modal = words.modal_so_far.get(form, words.modal_so_far.get(lemma))
            if modal is not None and not (form in words.habit_modals and self._is_habit(index)):
                helpers = {trees.tokens[each].lemma.lower() for each in trees.children(index, "aux")}
                level = Level(modal * (0.5 if helpers & words.perfect else 1.0), True)
                break
        for child in trees.children(index, "advmod", "amod"):
            form = trees.form(child)
            modifier = words.modifier_so_far.get(form)
            if modifier is not None and trees.tokens[index].lemma.lower() not in words.not_of[form]:
                level = Level(modifier, True) if modifier < 0 else level.scaled(modifier / 3.0)
        if not level.open and self._is_ahead(index):
            level = Level(self._numbers["ahead"], True)
        if self._modality.negation.is_negated(trees, index):
            level = level.scaled(self._numbers["negated"])
        return level

    def _is_ahead(self, index: int) -> bool:
        """ "The trial begins tomorrow", "is going to close": no past tense, and a word of what comes, or "going to"."""
        trees, modality = self._trees, self._modality
        if self._form(index) not in ("present", "progressive", "generic"):
            return False
        if trees.form(index) in modality.auxiliaries.going and any(
            self._is_infinitive(each) for each in trees.children(index, "xcomp")
        ):
            return True
        beside = trees.children(index, "obl", "advmod", "nmod")
        below = (each for child in beside for each in (child, *trees.children(child, "amod", "advmod")))
        return any(trees.form(each) in modality.auxiliaries.ahead for each in below)

    def _is_habit(self, index: int) -> bool:
        """ "He would always laugh": a habit of the past."""
        return any(
            self._trees.form(each) in self._modality.auxiliaries.habits
            for each in self._trees.children(index, "advmod")
        )

    def _form(self, index: int) -> str:
        """The name of a word's form in `so_far`: past, perfect, progressive, present, gerund, ..."""
        trees, modality = self._trees, self._modality
        token = trees.tokens[index]
        if token.upos not in ("VERB", "AUX"):
            return "noun" if not trees.children(index, "cop") else "present"
        form, lemma = trees.form(index), token.lemma.lower()
        auxiliaries = [trees.form(each) for each in trees.children(index, "aux")]
        if any(each in modality.auxiliaries.past for each in auxiliaries):
            return "past"
        if any(each in modality.auxiliaries.perfect for each in auxiliaries):
            return "perfect"
        if form.endswith(modality.clauses.gerund):
            return "progressive" if auxiliaries else "gerund"
        inflected = form not in (lemma, f"{lemma}s", f"{lemma}es")
        if (
            inflected
            and not auxiliaries
            and base(trees.deprel(index)) in ("amod", "acl")
            and not trees.children(index, "nsubj")
        ):
            return "participle"
        if inflected and not auxiliaries and not form.endswith("s"):
            return "past"
        subjects = [trees.form(each) for each in trees.subjects(index)]
        return "generic" if any(each in modality.auxiliaries.generic_subjects for each in subjects) else "present"

    # -- what stands around it ---------------------------------------------------------------------

    def _around(self, index: int, step: int) -> Level:
        """The level of the surroundings as far as it bears on a word."""
        trees, modality = self._trees, self._modality
        head, relation = trees.head(index), base(trees.deprel(index))
        if head < 0 or index in self._until or head in self._until:
            return self._mood(index)
        if trees.deprel(index) == "acl:relcl":
            return self._beside(index, head, step, self._numbers["relative_open"])
        if relation == "conj":
            return self._conjunct(index, head, step)
        if relation == "parataxis":
            return self._mood(index)
        if relation == "amod" or trees.deprel(index) in ("amod", "compound"):
            return Level(3.0)
        if relation == "advcl":
            return self._adverbial(index, head, step)
        effect = modality.governors.effect_on(trees, index, head)
        if effect is not None:
            return self._governed(index, head, effect, step)
        if trees.tokens[index].upos in _NOMINAL and relation not in ("ccomp", "xcomp", "csubj"):
            return self._nominal(index, head, relation, step)
        if self._has_tense(index):
            return self._finite(index, head, step)
        if relation in ("xcomp", "acl", "csubj", "ccomp", "obl", "nmod", "obj", "nsubj"):
            return self._tenseless(index, head, step)
        return self._finite(index, head, step)

    def _mood(self, index: int) -> Level:
        """A main clause: an order, a question, or the main clause of a condition."""
        trees, modality = self._trees, self._modality
        if modality.clauses.is_command(trees, index):
            return Level(self._numbers["command"], True)
        if self._is_infinitive(index) and not self._is_perfect_infinitive(index) and not self._is_under_way(index):
            return Level(self._numbers["infinitive_main"], True)  # "the goal is to close the gap"
        if modality.clauses.is_asked(trees, index):
            return Level(self._numbers["asked"], True)
        if modality.clauses.main_of_condition(trees, index) is not None:
            return Level(self._numbers["conditional_main"], True)
        return Level(3.0)

    def _governed(self, index: int, head: int, effect: Effect, step: int) -> Level:
        """Under a word that is known to do something to what it governs."""
        outer = self._level(head, step)
        told = self._form(index) in ("past", "perfect") or self._is_perfect_infinitive(index)
        if told and effect.carries is None:
            return Level(3.0 if effect.so_far is None else self._numbers["told_open"])
        done = effect.past_carries and not outer.open and self._form(head) in ("past", "perfect")
        if effect.carries is not None or done:
            return outer.scaled(1.0 if effect.carries is None else effect.carries)
        if effect.so_far is not None and not (effect.infinitive and self._has_tense(index)):
            return Level(effect.so_far, True)
        if self._has_tense(index):
            return Level(3.0) if effect.factive else self._finite(index, head, step)
        if effect.factive and self._trees.tokens[head].upos == "ADJ":
            return outer  # "glad to see"
        return self._tenseless(index, head, step)

    def _nominal(self, index: int, head: int, relation: str, step: int) -> Level:
        """A noun is as far along as the verb that carries it ("will hold a rally"); else only openness bears on it."""
        outer = self._level(head, step)
        if relation in ("nsubj", "obj") and self._modality.governors.carries(self._trees, head):
            return outer
        return Level(self._numbers["noun_open"], True) if outer.open and relation in ("obj", "xcomp") else Level(3.0)

    def _finite(self, index: int, head: int, step: int) -> Level:
        """A clause with a tense of its own: only what is open about its governor bears on a present."""
        outer = self._level(head, step)
        if outer.open and self._form(index) in ("present", "generic", "progressive"):
            return Level(self._numbers["present_open"])
        return Level(3.0)

    def _tenseless(self, index: int, head: int, step: int) -> Level:
        """Infinitives and gerunds."""
        outer = self._level(head, step)
        if self._form(index) == "participle" or self._is_perfect_infinitive(index):
            return Level(3.0)
        if self._is_infinitive(index):
            nominal = self._trees.tokens[head].upos in _NOMINAL
            number = self._numbers["infinitive_of_noun" if nominal else "infinitive"]
            return Level(min(number, outer.value) if outer.open else number, True)
        return Level(self._numbers["gerund_open"], True) if outer.open else Level(3.0)

    def _adverbial(self, index: int, head: int, step: int) -> Level:
        """Conditions, purposes, times, and clauses that only add something."""
        trees, modality = self._trees, self._modality
        if modality.clauses.is_condition(trees, index):
            return Level(self._numbers["condition"], True)
        outer = self._level(head, step)
        case = trees.case(index)
        mark = case.split(" ")[0]
        present = self._form(index) in ("present", "generic", "progressive")
        if self._is_infinitive(index) or (case in modality.clauses.purpose_marks and present):
            number = self._numbers["purpose_open" if outer.open else "purpose"]
            return Level(number, True)
        if mark in modality.clauses.not_yet and present:
            return Level(self._numbers["not_yet"], True)
        if mark in modality.clauses.time_marks and present and not outer.open:
            return Level(self._numbers["when_present"])
        if outer.open and (mark in modality.clauses.time_marks or not self._has_tense(index)):
            return (
                Level(self._numbers["beside_open"], True)
                if self._form(index) not in ("past", "perfect")
                else Level(3.0)
            )
        return Level(3.0)

    def _beside(self, index: int, head: int, step: int, number: float) -> Level:
        outer = self._level(head, step)
        if outer.open and self._form(index) in ("present", "generic", "progressive"):
            return Level(number)
        return Level(3.0)

    def _conjunct(self, index: int, head: int, step: int) -> Level:
        """A conjunct with a subject and a tense of its own shares the first one's surroundings, else its level."""
        trees = self._trees
        if trees.children(index, "nsubj", "aux", "mark", "cop", "csubj"):
            return self._mood(index) if trees.head(head) < 0 else self._around(head, step)
        alike = self._form(index) == self._form(head) and self._modality.auxiliaries.fits_auxiliaries(
            trees, index, head
        )
        if alike or not self._has_tense(index):
            return self._level(head, step)
        return self._around(head, step) if self._has_tense(head) else self._level(head, step)

    def _is_infinitive(self, index: int) -> bool:
        return any(self._trees.tokens[each].upos == "PART" for each in self._trees.children(index, "mark"))

    def _is_perfect_infinitive(self, index: int) -> bool:
        """ "is said to have fled"."""
        auxiliaries = self._trees.children(index, "aux")
        perfect = any(self._trees.form(each) in self._modality.auxiliaries.perfect for each in auxiliaries)
        return perfect and self._is_infinitive(index)

    def _is_under_way(self, index: int) -> bool:
        """ "is alleged to be taking bribes": what goes on while it is told, where a claim's cue ends the walk."""
        above = self._trees.head(index)
        return above in self._until and self._form(index) == "progressive"

    def _has_tense(self, index: int) -> bool:
        trees = self._trees
        if self._is_infinitive(index):
            return False
        form = self._form(index)
        if form in ("gerund", "participle", "noun"):
            return False
        bare = trees.form(index) == trees.tokens[index].lemma.lower() and not trees.children(index, "aux", "nsubj")
        return not (form in ("present", "generic") and bare and base(trees.deprel(index)) in ("xcomp", "ccomp", "conj"))
