"""Warnings: a threat where the warner would do the thing, else advice or a forecast.

PLOVER's THREATEN holds "coercive or forceful warnings": what is to come must come from who warns, or be what befalls
those who do not heed him. "Warned residents of floods" and "warned that prices may rise" threaten nobody.
"""

import itertools

from dateline.events.arguments.making import add_argument, cut_before, remove_argument
from dateline.events.arguments.participants import participants
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Span

_DONE_TO = ("recipient", "victim", "theme")
_OF = ("of", "about")
_TOLD = ("ccomp", "xcomp", "acl", "parataxis")


def settle_warning(scene: Scene, draft: Draft) -> None:
    """Take a warning for a threat where it threatens, else for advice or a forecast, and what it foretells for feared.

    Call it after the draft is assessed.
    """
    if draft.status == "threatened" and _is_foretold(scene, draft):
        draft.status = "feared"
        draft.explained["status"] = f"{draft.explained['status']}; a warning, and no threat of the warner's"
    entry, token = draft.entry, draft.token
    if scene.lemma(token) not in scene.lexicon.warning:
        return
    _part_warned(scene, draft)
    if entry is None or entry.type not in ("THREATEN", "OTHER"):
        return
    words = draft.triggers[0].of(scene.article.text)
    if threatens(scene, token):
        draft.entry = Entry("THREATEN", draft.lemma)
        draft.explained["type"] = f"“{words}” of what the warner would do: a threat"
    elif entry.type == "THREATEN":
        advice = _advises(scene, token)
        draft.entry = Entry("REQUEST" if advice else "OTHER", draft.lemma)
        kind = "advice" if advice else "a forecast"
        draft.explained["type"] = f"“{words}”: {kind}, and no threat of the warner's"


# -- who is warned, and of what -----------------------------------------------------------------------


def _part_warned(scene: Scene, draft: Draft) -> None:
    """ "warned residents of floods": whom, and of what, which parsers like to hang on whom."""
    trees = scene.trees
    for argument in [each for each in draft.arguments if each.role in _DONE_TO]:
        head = trees.head_of(Span(argument.start, argument.end))
        if head is None:
            continue
        if trees.case(head) in _OF and _is_danger(scene, draft.token, head):
            _replace(scene, draft, argument, head)
            continue
        danger = _danger_within(scene, argument, head)
        case = None if danger is None else trees.child(danger, "case")
        if danger is not None and case is not None and scene.is_agent(head) is True:
            cut_before(scene, draft, case, argument.role)
            add_argument(scene, draft, "theme", danger, f"after {trees.case(danger)}, hung on whom it is told")
    for head in trees.children(draft.token, "obl", "nmod"):
        if trees.case(head) in _OF and _is_danger(scene, draft.token, head):
            add_argument(scene, draft, "theme", head, f"after {trees.case(head)}")
    draft.arguments.sort(key=lambda each: (each.start, each.role))


def _replace(scene: Scene, draft: Draft, argument: Argument, head: int) -> None:
    """ "warned of more floods": nobody is warned."""
    if argument.role != "theme":
        remove_argument(scene, draft, argument)
        add_argument(scene, draft, "theme", head, argument.found_by)


def _danger_within(scene: Scene, argument: Argument, head: int) -> int | None:
    """The phrase within that of the warned which says of what: "members of the club [of job cuts]"."""
    trees = scene.trees
    inside = (each for each in trees.within(Span(argument.start, argument.end)) if each > head)
    hung = (each for each in inside if base(trees.deprel(each)) == "nmod" and trees.case(each) in _OF)
    return next((each for each in hung if _is_danger(scene, trees.head(each), each)), None)


def _is_danger(scene: Scene, above: int, token: int) -> bool:
    """Whether a phrase behind "of" or "about" is what someone is warned of, and not whose or which they are."""
    trees, lexicon, lemma = scene.trees, scene.lexicon, scene.lemma(token)
    if trees.case(token) == "about" or trees.tokens[above].upos == "VERB":
        return scene.time(token) is None and scene.is_agent(token) is not True
    if trees.tokens[token].upos != "NOUN" or scene.time(token) is not None:
        return False
    words = {lemma, *(f"{scene.lemma(each)}_{lemma}" for each in trees.children(token, "compound", "amod"))}
    if words & (lexicon.nouns.keys() | lexicon.event_nouns | lexicon.dangers):
        return True
    whose = scene.is_agent(token) is True or scene.is_place(token) or scene.lemma(above) in lexicon.related
    return not whose and lemma not in lexicon.counters


# -- whether it threatens -----------------------------------------------------------------------------


def threatens(scene: Scene, token: int) -> bool:
    """Whether a word of warning tells what the warner would do, or what comes to those who do not heed him."""
    trees, lexicon = scene.trees, scene.lexicon
    named = [each for each in trees.children(token, "obl", "nmod") if trees.case(each) in ("of", "about")]
    # "warned of consequences", not "of the consequences of a flood"
    if any(scene.lemma(each) in lexicon.consequences and not trees.children(each, "nmod") for each in named):
        return True
    return any(_is_threat(scene, token, clause) for clause in _contents(scene, token))


def _contents(scene: Scene, token: int) -> list[int]:
    """The predicates of what is warned, told after the word, before it or in the warner's own words."""
    trees = scene.trees
    found = [each for each in trees.children(token, *_TOLD) if trees.tokens[each].upos != "PUNCT"]
    if base(trees.deprel(token)) == "parataxis":
        found.append(trees.head(token))
    cues = Span(trees.tokens[token].start, trees.tokens[token].end)
    for claim in scene.claims_near(token):
        if claim.cue is not None and cues.overlaps(Span(claim.cue.start, claim.cue.end)):
            inside = itertools.chain.from_iterable(trees.within(span) for span in claim.content)
            found.extend(each for each in inside if trees.children(each, "aux"))
    joined = itertools.chain.from_iterable(trees.conjuncts(each) for each in found)
    return list(dict.fromkeys(each for each in joined if each != token))


def _is_threat(scene: Scene, token: int, clause: int) -> bool:
    """Whether a clause tells what the warner will do, how someone will be punished, or what follows if they do not."""
    trees, lexicon = scene.trees, scene.lexicon
    if not any(scene.lemma(each) in lexicon.ahead for each in trees.children(clause, "aux")):
        return False
    subjects, objects = participants(scene, clause)
    if any(scene.lemma(each) in lexicon.consequences for each in (*subjects, *objects)):
        return True  # "there will be consequences", "they will face prosecution"
    if trees.is_passive(clause):
        return scene.lemma(clause) in lexicon.punished and not subjects
    if scene.lemma(clause) in lexicon.reprisals or any(_is_warner(scene, token, each) for each in subjects):
        return True
    return any(_defies(scene, each) for each in trees.children(clause, "advcl"))


def _is_warner(scene: Scene, token: int, head: int) -> bool:
    """Whether a doer is who warns: the same entity, "we", or "it" where nobody else is warned."""
    trees = scene.trees
    if trees.form(head) in scene.lexicon.first_person:
        return True
    warners, warned = participants(scene, token)
    entity = scene.entity(head)
    if entity is not None and entity in {scene.entity(each) for each in warners}:
        return True
    pronoun = trees.tokens[head].upos == "PRON" and trees.form(head) in scene.lexicon.words("warners")
    return pronoun and entity is None and bool(warners) and not warned


def _defies(scene: Scene, clause: int) -> bool:
    """ "if Lakhora does not leave": a condition that someone in office may still meet."""
    trees = scene.trees
    if not scene.modality.clauses.is_condition(trees, clause):
        return False
    unmet = trees.case(clause) in scene.lexicon.words("unless") or any(
        scene.lemma(each) in scene.modality.negation.words for each in trees.children(clause, "advmod")
    )
    return unmet and any(scene.is_official(head) for head in trees.subjects(clause))


def _advises(scene: Scene, token: int) -> bool:
    """ "warned them to leave", "warned against swimming": what someone should do or leave undone."""
    trees = scene.trees
    asked = any(
        trees.tokens[mark].upos == "PART"
        for clause in trees.children(token, "xcomp", "advcl", "ccomp", "acl")
        for mark in trees.children(clause, "mark")
    )
    below = trees.children(token, "obl", "nmod", "advcl", "ccomp", "xcomp")
    return asked or any("against" in trees.case(each).split() for each in below)


def _is_foretold(scene: Scene, draft: Draft) -> bool:
    """Whether what makes an event a threat is a warning that threatens nobody."""
    because = () if draft.assessment is None else draft.assessment.because
    governors = [token for token, name in because if name == "threatened"]
    claim = draft.claim
    if claim is not None and claim.cue is not None and claim.cue.type == "threat":
        governors.extend(scene.trees.within(Span(claim.cue.start, claim.cue.end)))
    warnings = [token for token in governors if scene.lemma(token) in scene.lexicon.warning]
    others = [token for token in governors if scene.trees.tokens[token].upos in ("VERB", "NOUN")]
    return bool(warnings) and warnings == others and not any(threatens(scene, token) for token in warnings)
