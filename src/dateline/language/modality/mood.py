"""What kind of clause a word stands in weighs on it: conditions, purposes, what is to come, questions, orders."""

from dateline.language.modality.assessment import Tally
from dateline.language.modality.beside import tally_beside
from dateline.language.modality.clauses import is_infinitive
from dateline.language.modality.words import Modality
from dateline.language.trees import Trees, base


def weigh_main(modality: Modality, trees: Trees, index: int, tally: Tally) -> None:
    """Weigh in the main clause of a word: one under a condition, one that orders or asks."""
    clause, clauses = trees.clause_head(index), modality.clauses
    if clause == index or trees.head(index) == clause:
        condition = clauses.main_of_condition(trees, clause, without=index)
        if condition is not None:
            tally.conditional = True
            value = max(modality.values.main_value, 0.01)
            tally.apply(condition, "main clause of a condition", value, "hypothetical")
    if base(trees.deprel(index)) == "amod":
        return  # "see the attached list": what only describes is neither ordered nor asked
    if clauses.is_command(trees, clause):
        tally.apply(clause, "command", modality.values.command_value, "unknown")
    asked = trees.head(clause) < 0 and clauses.ends_in_question(trees, clause)
    if asked and not modality.given.is_taken_by_question(trees, index, clause):
        tally.apply(trees.sentence(index).last - 1, "question", modality.values.question_value, "unknown")


def weigh_adverbial(modality: Modality, trees: Trees, child: int, tally: Tally) -> None:
    """Weigh in an adverbial clause: conditions, purposes and what is still to come, from its mark."""
    if base(trees.deprel(child)) != "advcl":
        return
    clauses, values, head = modality.clauses, modality.values, trees.head(child)
    marks = [trees.tokens[each].lemma.lower() for each in trees.children(child, "mark", "advmod")]
    if any(mark in clauses.marks for mark in marks) or trees.case(child) in clauses.phrases:
        tally.conditional = True
        tally.apply(child, "condition", values.value, "hypothetical")
    elif any(mark in clauses.until_marks for mark in marks):
        main = tally_beside(modality, trees, head)
        if main.future or main.kind:
            tally.apply(child, "until", values.until_value, "hypothetical")
    elif _comes_with(modality, trees, child):
        main = tally_beside(modality, trees, head)
        if main.kind in ("expected", "hypothetical") and main.value > 0:
            # "will open its market, allowing trade"; "once it opens, it will hire"
            tally.apply(head, main.because[-1][1], main.value, main.kind)
    elif is_infinitive(trees, child) and _may_be_for(modality, trees, head):
        tally.apply(child, "purpose", values.purpose_value, "planned")


def _comes_with(modality: Modality, trees: Trees, child: int) -> bool:
    """Whether an adverbial clause is of the main clause's time: a gerund that follows, a present under "when"."""
    if trees.form(child).endswith(modality.clauses.gerund):
        return child > trees.head(child) and not trees.children(child, "mark", "aux", "nsubj")
    marks = {trees.tokens[each].lemma.lower() for each in trees.children(child, "mark", "advmod")}
    form, lemma = trees.form(child), trees.tokens[child].lemma.lower()
    present = form in (f"{lemma}s", f"{lemma}es") or (form == lemma and bool(trees.children(child, "nsubj")))
    return bool(marks & modality.given.then) and present and not trees.children(child, "aux")


def _may_be_for(modality: Modality, trees: Trees, verb: int) -> bool:
    """Whether an infinitive under a verb says what for; who "flocked to join" joined."""
    return trees.tokens[verb].upos == "VERB" and not modality.given.hurries(trees, verb)
