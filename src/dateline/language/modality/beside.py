"""What stands beside a word weighs on it: negation, modal auxiliaries, modifiers, "is to"."""

from dateline.language.modality.assessment import Tally
from dateline.language.modality.clauses import is_infinitive
from dateline.language.modality.words import Modality
from dateline.language.trees import Trees, base


def weigh_beside(modality: Modality, trees: Trees, index: int, tally: Tally) -> None:
    """Weigh in modifiers, a modal auxiliary and negation of a word, in that order."""
    negation = modality.negation.find(trees, index)
    wish = _subjunctive(modality, trees, index)
    if wish is not None:
        tally.apply(wish, "subjunctive", modality.values.open_value, "hypothetical")
    _weigh_is_to(modality, trees, index, tally)
    modal = _weigh_modifiers(modality, trees, index, tally)
    if modal is not None:
        value, negated, kind = modality.auxiliaries.modals[_modal_word(modality, trees, modal) or ""]
        tally.apply(modal, f"modal {trees.form(modal)}", negated if negation is not None else value, kind)
        if negation is not None:
            tally.negated = True
            tally.because.append((negation, "negation"))
    elif negation is not None:
        tally.negated = not tally.negated
        weak = trees.form(negation) in modality.negation.weak
        tally.apply(negation, "negation", -1.5 if weak else -3.0, "")


def tally_beside(modality: Modality, trees: Trees, index: int) -> Tally:
    """What stands beside a word, on its own."""
    tally = Tally()
    weigh_beside(modality, trees, index, tally)
    return tally


def _weigh_modifiers(modality: Modality, trees: Trees, index: int, tally: Tally) -> int | None:
    """Weigh in what modifies a word; returns its modal auxiliary, the first one."""
    words, modal = modality.auxiliaries, None
    for child in trees.children(index, "aux", "advmod", "amod", "cop"):
        lemma, form = trees.tokens[child].lemma.lower(), trees.form(child)
        if base(trees.deprel(child)) in ("aux", "cop"):
            if modal is None and _modal_word(modality, trees, child) is not None:
                modal = child
                tally.future = tally.future or lemma in words.future or form in words.future
        else:
            modifier = words.modifier(trees, child, index)
            if modifier is not None:
                tally.apply(child, f"modifier {form}", *modifier)
    for child in modality.given.shared_modifiers(trees, index):
        modifier = words.modifiers.get(trees.form(child))
        if modifier is not None and modifier[0] > 0:  # "attempted murder and robbery": the robbery was none
            tally.apply(child, f"modifier {trees.form(child)}", *modifier)
    return modal


def _modal_word(modality: Modality, trees: Trees, auxiliary: int) -> str | None:
    """The word by which an auxiliary is known for a modal."""
    words = (trees.tokens[auxiliary].lemma.lower(), trees.form(auxiliary))
    return next((each for each in words if each in modality.auxiliaries.modals), None)


def _subjunctive(modality: Modality, trees: Trees, index: int) -> int | None:
    """ "insisted that he be removed": a bare helping verb in a clause with a subject tells what should be."""
    helpers = trees.children(index, "aux")
    bare = len(helpers) == 1 and trees.form(helpers[0]) in modality.auxiliaries.subjunctive
    clause = base(trees.deprel(index)) == "ccomp" and bool(trees.subjects(index))
    return helpers[0] if bare and clause and not is_infinitive(trees, index) else None


def _weigh_is_to(modality: Modality, trees: Trees, index: int, tally: Tally) -> None:
    """ "Is to visit Teln" is planned; "the fear was to lose" is as the subject says."""
    subject = modality.given.subject_of_infinitive(trees, index)
    if subject is None:
        return
    effect = modality.governors.effect_of(trees.tokens[subject].lemma.lower(), "clause")
    if effect is not None and effect.kind and not effect.report:
        tally.apply(subject, effect.name, effect.value, effect.kind)
    else:
        tally.apply(index, "is to", modality.values.is_to_value, "planned")
