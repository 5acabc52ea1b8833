"""What a noun gets from the clause it stands in: one that is known is given, one of a kind is as open as the clause.

"The arrest could cause a crisis" takes the arrest for granted; "a strike could paralyse the port" does not. What a
plan is said to include is planned; what a strategy is said to be is too.
"""

from collections.abc import Mapping
from typing import Any

from dateline.language.modality.sections import phrases, words
from dateline.language.trees import Trees, base


class Given:
    """The words of the section `given` of a language's `modality.toml`."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        self.definite = words(section.get("definite"))
        self.any_one = words(section.get("any_one"))
        self.effects = words(section.get("effects"))
        self.lasting = words(section.get("lasting"))
        self.bringing = words(section.get("bringing"))
        self.then = words(section.get("then"))
        self.hurrying = words(section.get("hurrying"))
        self.listing = words(section.get("listing"))
        self.copulas = words(section.get("copulas"))
        self.in_force = words(section.get("in_force"))
        self.past_copulas = words(section.get("past_copulas"))
        self.intents = words(section.get("intents"))
        self.deeds = words(section.get("deeds"))
        self.question_words = words(section.get("question_words"))
        self.beside = phrases(section.get("beside"))
        self.instead = phrases(section.get("instead"))

    def is_known(self, trees: Trees, noun: int) -> bool:
        """ "The arrest of Molen", "its war": one that the reader is taken to know of."""
        return any(
            trees.tokens[each].lemma.lower() in self.definite or base(trees.deprel(each)) == "nmod"
            for each in trees.children(noun, "det", "nmod:poss")
        )

    def is_any_one(self, trees: Trees, noun: int) -> bool:
        """ "An attack on one bridge", "any strike": none in particular, and nothing tells of it as past."""
        first = trees.children(noun, "det")
        told = trees.children(noun, "acl:relcl", "nmod:poss", "appos")
        return bool(first) and not told and all(trees.tokens[each].lemma.lower() in self.any_one for each in first)

    def hurries(self, trees: Trees, verb: int) -> bool:
        """ "Flocked to join", "went on to win": an infinitive behind it was done."""
        words = [trees.tokens[verb].lemma.lower()]
        words += [trees.form(each) for each in trees.children(verb, "advmod", "compound:prt") if each == verb + 1]
        return words[0] in self.hurrying or "_".join(words) in self.hurrying

    def shared_modifiers(self, trees: Trees, noun: int) -> tuple[int, ...]:
        """ "The alleged kidnapping and murder": what stands before the first of two bare nouns bears on the second."""
        first = trees.first_conjunct(noun)
        if first == noun or trees.tokens[noun].upos != "NOUN" or trees.children(noun, "det", "amod", "nmod:poss"):
            return ()
        return trees.children(first, "amod")

    def outlasts(self, trees: Trees, noun: int, verb: int) -> bool:
        """ "Could end the war", "the arrest would cause a crisis": whatever the verb's own standing, the noun's is its
        own."""
        lemma, relation = trees.tokens[verb].lemma.lower(), base(trees.deprel(noun))
        if lemma in self.lasting:
            done_to = relation == "obj" or (relation == "nsubj" and trees.is_passive(verb))
            return done_to or (relation == "nsubj" and self.is_known(trees, noun))
        affects = bool(trees.children(verb, "obj", "xcomp", "obl")) and not trees.is_passive(verb)
        return relation == "nsubj" and lemma in self.effects and affects and self.is_known(trees, noun)

    def is_brought(self, trees: Trees, noun: int, verb: int) -> bool:
        """ "The deal would allow the release", "could lead to his arrest": the noun is as sure as the verb."""
        lemma, relation, case = trees.tokens[verb].lemma.lower(), base(trees.deprel(noun)), trees.case(noun)
        return (relation == "obj" and lemma in self.bringing) or (
            relation == "obl" and f"{lemma}_{case}" in self.bringing
        )

    def comes_into_force(self, trees: Trees, noun: int, verb: int) -> bool:
        """ "The withdrawal will become final in May": then it is done, and not before."""
        named = trees.children(verb, "xcomp")
        return (
            base(trees.deprel(noun)) == "nsubj"
            and trees.tokens[verb].lemma.lower() in self.copulas
            and any(trees.tokens[each].lemma.lower() in self.in_force for each in named)
        )

    def is_in_a_list_of(self, trees: Trees, child: int, governor: int) -> int | None:
        """ "The proposals include closing two wards": the noun that a clause or noun is said to be part of."""
        if trees.tokens[governor].lemma.lower() not in self.listing:
            return None
        if base(trees.deprel(child)) not in ("obj", "xcomp", "ccomp", "advcl"):
            return None
        return next(iter(trees.children(governor, "nsubj")), None)

    def subject_of_infinitive(self, trees: Trees, index: int) -> int | None:
        """ "Molen is to visit Teln", "the strategy was to wait": the subject of an infinitive under "be".

        "His first act was to dismiss the board", "her journey was to mend a quarrel" tell deeds and what they are for.
        """
        mark = trees.child(index, "mark")
        if mark is None or trees.tokens[mark].upos != "PART":
            return None
        if not any(each < mark for each in trees.children(index, "cop")):
            return None
        subject = next(iter(trees.children(index, "nsubj")), None)
        if subject is None or trees.tokens[subject].lemma.lower() in self.deeds:
            return None
        past = any(trees.form(each) in self.past_copulas for each in trees.children(index, "cop"))
        purpose = past and trees.tokens[subject].upos == "NOUN" and not trees.is_passive(index)
        return None if purpose and trees.tokens[subject].lemma.lower() not in self.intents else subject

    def is_instead(self, trees: Trees, child: int) -> bool:
        """ "Instead of attacking", "rather than resign": what stands under it was not done."""
        words = (child, *trees.children(child, "fixed"))
        return " ".join(trees.form(each) for each in sorted(words)) in self.instead

    def stands_beside(self, trees: Trees, noun: int) -> bool:
        """ "Rain is expected after the storm": a phrase of time or ground, on which the governing word has no hold."""
        return base(trees.deprel(noun)) in ("obl", "nmod") and trees.case(noun) in self.beside

    def occasion(self, trees: Trees, noun: int, governor: int) -> str:
        """The phrase that opens a noun under another, with the other's own: "in the event of"."""
        if base(trees.deprel(noun)) in ("obl", "obj"):
            return trees.case(noun)
        determiners = (trees.form(each) for each in trees.children(governor, "det"))
        return " ".join((trees.case(governor), *determiners, trees.form(governor), trees.case(noun)))

    def is_taken_by_question(self, trees: Trees, index: int, clause: int) -> bool:
        """ "What next after the arrest?", "Why was he jailed?": asked about, and taken to have happened.

        index: the event's word; clause: the head of the clause that asks.
        """
        asks = any(
            trees.form(each) in self.question_words and (each == clause or base(trees.deprel(each)) != "acl:relcl")
            for each in (clause, *trees.children(clause), *trees.subjects(clause))
        )
        if trees.tokens[index].upos in ("NOUN", "PROPN"):
            return index != clause and (self.is_known(trees, index) or asks)
        helpers = {trees.tokens[each].lemma.lower() for each in trees.children(index, "aux")}
        return asks and helpers <= {"be", "have", "do"} and not trees.form(index).endswith("ing")
