"""Words that stand beside a predicate: auxiliaries, modals, modifiers, and what they say of its time."""

from collections.abc import Mapping
from typing import Any

from dateline.language.modality.sections import words
from dateline.language.trees import Trees


class Auxiliaries:
    """The words of the sections `tense`, `modal` and `modifier`.

    modals: word to (value, value under a negation, kind). modifiers: word to (value, kind). modal_so_far,
    modifier_so_far: word to how far what stands under it has come about (`happening.py`). not_of: word to the lemmas of
    which it says by how much, and not whether ("nearly doubled").
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        tense, modals, modifiers = data.get("tense", {}), data.get("modal", ()), data.get("modifier", ())
        self.future = words(tense.get("future"))
        self.past = words(tense.get("past"))
        self.perfect = words(tense.get("perfect"))
        self.support = words(tense.get("support"))
        self.subjunctive = words(tense.get("subjunctive"))
        self.generic_subjects = words(tense.get("generic_subjects"))
        self.ahead = words(tense.get("ahead"))
        self.going = words(tense.get("going"))
        self.habits = words(tense.get("habits"))
        self.habit_modals = words(tense.get("habit_modals"))
        self.modals = {
            word: (float(each["value"]), float(each.get("negated", -each["value"])), str(each.get("kind", "")))
            for each in modals
            for word in words(each["words"])
        }
        self.modifiers = {
            word: (float(each["value"]), str(each.get("kind", "")))
            for each in modifiers
            for word in words(each["words"])
        }
        self.not_of = {word: words(each.get("not_of")) for each in modifiers for word in words(each["words"])}
        self.modal_so_far = {word: float(each["so_far"]) for each in modals for word in words(each["words"])}
        self.modifier_so_far = {
            word: float(each["so_far"]) for each in modifiers if "so_far" in each for word in words(each["words"])
        }

    def modifier(self, trees: Trees, child: int, index: int) -> tuple[float, str] | None:
        """What a word that modifies another says of it; None where it says nothing of whether it is so."""
        lemma = trees.tokens[index].lemma.lower()
        for word in (trees.form(child), trees.tokens[child].lemma.lower()):
            if word in self.modifiers:
                return None if lemma in self.not_of[word] else self.modifiers[word]
        return None

    def fits_auxiliaries(self, trees: Trees, child: int, first: int) -> bool:
        """Whether a later verb has the form that the first one's last auxiliary asks for.

        "Did not attend or send", but not "did not attend, but rejected": behind "do" and modals stands the base form.
        """
        helpers = trees.children(first, "aux")
        last = trees.tokens[helpers[-1]].lemma.lower() if helpers else ""
        base_form = last in self.support or last in self.modals
        return not base_form or trees.form(child) == trees.tokens[child].lemma.lower()

    def shares_auxiliaries(self, trees: Trees, child: int, first: int) -> bool:
        """ "Did not attend or send": whether a later verb stands under the first one's auxiliaries too."""
        alone = not trees.children(child, "nsubj", "aux", "mark", "cop")
        verbs = trees.tokens[child].upos == trees.tokens[first].upos == "VERB"
        return verbs and alone and bool(trees.children(first, "aux")) and self.fits_auxiliaries(trees, child, first)
