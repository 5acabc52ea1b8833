"""What stands above a word weighs on it: the walk up the tree, from governor to governor."""

from collections.abc import Collection

from dateline.language.modality.assessment import Tally
from dateline.language.modality.beside import tally_beside, weigh_beside
from dateline.language.modality.clauses import is_open_infinitive
from dateline.language.modality.governors import COMPLEMENT, Effect, is_nominal
from dateline.language.modality.mood import weigh_adverbial, weigh_main
from dateline.language.modality.words import Modality
from dateline.language.trees import Trees, base

_MAX_STEPS = 60  # governors looked at above one word; deeper trees are a tagger's error
_ADJUNCT = ("advcl", "parataxis", "appos", "list", "discourse", "vocative", "dislocated")


class Climb:
    """The walk up from one word, which weighs into `tally`."""

    def __init__(self, modality: Modality, trees: Trees, tally: Tally) -> None:
        self._modality, self._trees, self._tally = modality, trees, tally

    def run(self, index: int, until: Collection[int]) -> None:
        """Climb from a word to the root, or to one of the tokens `until`."""
        trees, modality, tally = self._trees, self._modality, self._tally
        child, carried = index, True
        weigh_main(modality, trees, index, tally)
        for step, governor in enumerate(trees.ancestors(index)):
            if step >= _MAX_STEPS or child in until:
                return
            relation = trees.deprel(child)
            if carried and base(relation) == "ccomp" and modality.clauses.asks_whether(trees, child):
                tally.apply(child, "asked-whether", modality.values.value, "unknown")
            if carried:
                weigh_adverbial(modality, trees, child, tally)
            if governor in until:
                return
            if base(relation) == "conj":
                if carried and modality.auxiliaries.shares_auxiliaries(trees, child, governor):
                    weigh_beside(modality, trees, governor, tally)
            else:
                carried = self._pass(child, governor, carried)
            child = governor

    def _pass(self, child: int, governor: int, carried: bool) -> bool:
        """Pass one governor; returns whether what stands above it still bears on the word."""
        effect = self._modality.governors.effect_on(self._trees, child, governor)
        reported = effect is not None and effect.report
        if reported and base(self._trees.deprel(child)) not in ("acl", "advcl"):
            self._tally.reports.append(governor)
        if not carried:
            return False
        return self._pass_plain(child, governor) if effect is None else self._pass_known(governor, effect)

    def _pass_known(self, governor: int, effect: Effect) -> bool:
        """Pass a governor that does something to what it governs."""
        negated = self._modality.negation.is_negated(self._trees, governor)
        value = effect.negated if negated else effect.value
        if effect.report and effect.name == "reported":
            self._tally.apply(governor, effect.name, value, effect.kind)
            return not negated
        kind = "did_not_happen" if value <= -1.5 and effect.kind in ("", "planned") else effect.kind
        if negated and kind == "expected":
            kind = "hypothetical"  # "did not expect a second raid"
        if effect.name in ("brings-about", "is-able") and not negated:
            kind = ""
        if negated and kind == "did_not_happen" and value > 0:
            kind = ""  # "did not stop them from attacking"
        if effect.past_value is not None and not negated and self._is_past_itself(governor):
            value, kind = effect.past_value, ""
        self._tally.apply(governor, effect.name, value, kind)
        if effect.factive:
            return False
        self._weigh_modals_of(governor, negated)
        return True

    def _pass_plain(self, child: int, governor: int) -> bool:
        """Pass a governor of which nothing is known: its place in the clause decides."""
        trees, modality = self._trees, self._modality
        relation, bare = trees.deprel(child), base(trees.deprel(child))
        noun = is_nominal(trees, child)
        if self._is_as_its_whole(child, governor) or (noun and self._settles_noun(child, governor)):
            return False
        if bare in _ADJUNCT or relation == "acl:relcl":
            return False
        if bare == "acl" and modality.clauses.is_past_participle(trees, child):
            return False
        if bare in ("xcomp", "acl") and is_open_infinitive(trees, child):
            # "the tools to go after them": nothing above says that it came to it
            self._tally.apply(child, "open infinitive", modality.values.open_value, "hypothetical")
        if noun:
            return self._pass_verb_of_noun(child, governor)
        if bare == "nmod" and self._is_measured(child, governor):
            return True
        if bare in ("xcomp", "csubj"):
            weigh_beside(modality, trees, governor, self._tally)
        return bare in COMPLEMENT

    def _pass_verb_of_noun(self, child: int, governor: int) -> bool:
        """ "Will hold a rally", "will lead to his arrest": as sure as the verb that carries or brings the noun."""
        trees, modality = self._trees, self._modality
        bare = base(trees.deprel(child))
        if modality.given.is_brought(trees, child, governor):
            weigh_beside(modality, trees, governor, self._tally)
            return True
        if bare in ("nsubj", "obj", "obl", "nmod") and modality.governors.carries(trees, governor):
            if bare in ("nsubj", "obj"):
                weigh_beside(modality, trees, governor, self._tally)
            return bare in ("nsubj", "obj")
        return bare == "nmod" and self._is_measured(child, governor)

    def _is_measured(self, child: int, governor: int) -> bool:
        """ "Charged with three counts of robbery": as sure as the charge."""
        governors = self._modality.governors
        return self._trees.case(child) == "of" and governors.lemma_of(self._trees, governor) in governors.measures

    def _is_as_its_whole(self, child: int, governor: int) -> bool:
        """ "The proposals include closing two wards": what is said to be a part is as sure as the whole."""
        whole = self._modality.given.is_in_a_list_of(self._trees, child, governor)
        if whole is None:
            return False
        effect = self._modality.governors.effect_of(self._trees.tokens[whole].lemma.lower(), "clause")
        if effect is None or not effect.kind:
            return False
        self._tally.apply(whole, effect.name, effect.value, effect.kind)
        return True

    def _settles_noun(self, child: int, governor: int) -> bool:
        """Whether a noun's place beside a verb says all: what ends or has an effect is given, any one is open."""
        trees, modality, tally = self._trees, self._modality, self._tally
        given, values = modality.given, modality.values
        if given.outlasts(trees, child, governor):
            return True
        if given.occasion(trees, child, governor) in modality.clauses.phrases:
            tally.conditional = True
            tally.apply(governor, "condition", values.value, "hypothetical")
            return True
        if given.comes_into_force(trees, child, governor):
            verb = tally_beside(modality, trees, governor)
            if verb.future or verb.kind:
                tally.apply(governor, "comes into force", values.is_to_value, "planned")
            return True
        if base(trees.deprel(child)) != "nsubj" or not given.is_any_one(trees, child):
            return False
        perfect = {trees.tokens[each].lemma.lower() for each in trees.children(governor, "aux")}
        verb = tally_beside(modality, trees, governor)
        if perfect & modality.auxiliaries.perfect or not any(name.startswith("modal") for _, name in verb.because):
            return False
        if modality.governors.carries(trees, governor) and verb.kind == "expected":
            return False  # "a meeting will take place"
        tally.apply(child, "any one", values.any_one_value, "hypothetical")
        return True

    def _is_past_itself(self, verb: int) -> bool:
        """ "Had to", "has had to": in the past or the perfect, and under no modal."""
        trees, words = self._trees, self._modality.auxiliaries
        helpers = {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}
        return trees.form(verb) in words.past and helpers <= words.perfect

    def _weigh_modals_of(self, governor: int, negated: bool) -> None:
        """A governor's modals bear on what it governs ("may fail to"); its negation was weighed already."""
        tally = self._tally
        before = tally.kind
        verb = tally_beside(self._modality, self._trees, governor)
        if verb.because and not negated:
            tally.value = tally.value * verb.value / 3.0
            tally.because.extend(verb.because)
            tally.kind = before or verb.kind
        elif negated and not before and verb.kind in ("expected", "hypothetical") and self._is_would(verb):
            tally.kind = "expected"  # "the arrest would not stop them from attacking"
        tally.future = tally.future or verb.future

    def _is_would(self, verb: Tally) -> bool:
        """Whether a modal of what is to come was met; "could not prevent the attack" tells that it came."""
        habit_modals = self._modality.auxiliaries.habit_modals
        return verb.future or any(name.removeprefix("modal ") in habit_modals for _, name in verb.because)
