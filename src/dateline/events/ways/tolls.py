"""Tolls: "the death toll rose to 19", "put the number of dead at 17", "the dead number 19"."""

import msgspec

from dateline.events.arguments.making import quantity_argument
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.language.modality import assess_word
from dateline.language.trees import base
from dateline.model import Argument, ArgumentRole, Span, Standing

_COUNTED = frozenset(("killed", "wounded", "missing", "displaced", "detained"))
_TOLD = frozenset(("happened", "alleged", "denied"))
_SCORE = 0.5  # where the tagger says nothing of the word, the pattern itself is the evidence


def find_tolls(scene: Scene) -> list[Draft]:
    """Drafts of words that tell how many were killed, hurt or are missing without a verb of it, in text order.

    Each holds its number as its one argument; a toll without a number tells nothing new and is none.
    """
    found: list[Draft] = []
    for token in range(len(scene.trees.tokens)):
        kind = None if _is_superseded(scene, token) else _kind(scene, token)
        number = _number(scene, token) if kind is not None else None
        if kind is None or number is None:
            continue
        word = scene.trees.tokens[_counted(scene, token)]
        draft = Draft(
            token=token,
            carrier=_carrier(scene, token),
            lemma="toll",
            entry=Entry(type="OTHER", kind=kind),
            score=scene.scores.get(token, _SCORE),
            found_by="toll",
            triggers=[Span(word.start, word.end)],
        )
        role = scene.lexicon.counts[kind]
        draft.arguments.append(msgspec.structs.replace(number, role=role))
        found.append(draft)
    return found


def _kind(scene: Scene, token: int) -> str | None:
    """What a word counts: a toll, a number of dead, the dead who "number"."""
    trees, lemma = scene.trees, scene.lemma(token)
    if trees.tokens[token].upos == "NOUN" and lemma in scene.lexicon.tolls:
        words = [scene.lemma(child) for child in trees.children(token, "compound", "amod", "nmod")]
        return next((scene.lexicon.counted[word] for word in words if word in scene.lexicon.counted), "death")
    counter = trees.tokens[token].upos == "NOUN" and lemma in scene.lexicon.counters
    parts = trees.children(token, "nmod", "amod") if counter else ()
    if trees.tokens[token].upos == "VERB" and lemma in scene.lexicon.words("numbering"):
        parts = trees.subjects(token)
    return next(
        (scene.lexicon.counted[scene.lemma(each)] for each in parts if scene.lemma(each) in scene.lexicon.counted), None
    )


def _is_superseded(scene: Scene, token: int) -> bool:
    """ "revising down an earlier toll of 23": another number has taken its place."""
    return any(scene.lemma(each) in scene.lexicon.earlier for each in scene.trees.children(token, "amod"))


def add_counts_put(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "The ministry put the figure at eight": a number of its own teller, for what was counted last before it.

    A report for each such number, of the kind of the event counted in its sentence or the one before; none where the
    text counts two kinds there. In order with the drafts.
    """
    known = {draft.token for draft in drafts}
    found = [
        draft
        for token in range(len(scene.trees.tokens))
        if token not in known and (draft := _put(scene, token, drafts)) is not None
    ]
    gone = {draft.carrier for draft in found}
    kept = [draft for draft in drafts if draft.token not in gone]
    return sorted((*kept, *found), key=lambda draft: draft.token)


def _put(scene: Scene, token: int, drafts: list[Draft]) -> Draft | None:
    trees = scene.trees
    verb = trees.head(token)
    counter = trees.tokens[token].upos == "NOUN" and scene.lemma(token) in scene.lexicon.counters
    if not counter or verb < 0 or scene.lemma(verb) not in scene.lexicon.putting or token not in trees.objects(verb):
        return None
    if not any(scene.lemma(each) in scene.lexicon.definite for each in trees.children(token, "det")):
        return None
    number, sentence = _number(scene, token), trees.sentence_number(token)
    before = [
        (role, draft) for draft in drafts if draft.token < token and sentence - trees.sentence_number(draft.token) <= 1
        for role in [_counted_role(draft)] if role is not None
    ]  # fmt: skip
    if number is None or len({draft.kind for _, draft in before}) != 1:
        return None
    role, told = before[-1]
    word = trees.tokens[token]
    draft = Draft(token, verb, "toll", told.entry, _SCORE, "toll", [Span(word.start, word.end)])
    draft.arguments.append(msgspec.structs.replace(number, role=role))
    _tell_by_subject(scene, draft, verb)
    return draft


def _tell_by_subject(scene: Scene, draft: Draft, verb: int) -> None:
    """Who puts a figure at a number says so, and nobody else."""
    draft.assessment = assess_word(scene.modality, scene.trees, verb, until=(verb,))
    draft.status = "alleged" if draft.assessment.kind == "happened" else draft.assessment.kind
    tellers = [(scene.trees.phrase(head).of(scene.article.text), scene.entity(head))
               for head in scene.trees.subjects(verb)[:1]]  # fmt: skip
    sure, polarity = draft.assessment.certainty, draft.assessment.polarity
    draft.standing = tuple(Standing(text, sure, polarity, entity) for text, entity in tellers)
    draft.explained["status"] = f"who “{scene.trees.form(verb)}” it says so"


def _counted_role(draft: Draft) -> ArgumentRole | None:
    """The role of the number of people an event tells of; a crowd's is an amount."""
    crowd = draft.entry is not None and draft.entry.type == "PROTEST"
    roles = ("amount",) if crowd else _COUNTED
    return next((each.role for each in draft.arguments if each.role in roles and each.value), None)


def _counted(scene: Scene, token: int) -> int:
    """The word that names what befell: "dead" of "the number of dead"; else the toll itself."""
    trees = scene.trees
    verbal = trees.tokens[token].upos == "VERB"
    parts = trees.subjects(token) if verbal else trees.children(token, "nmod", "amod")
    return next((each for each in parts if scene.lemma(each) in scene.lexicon.counted), token)


def _carrier(scene: Scene, token: int) -> int:
    """The verb a toll hangs on, whose times and certainty are its own."""
    head = scene.trees.head(token)
    verbal = head >= 0 and scene.trees.tokens[head].upos == "VERB"
    return head if verbal and base(scene.trees.deprel(token)) in ("nsubj", "obj") else token


def _number(scene: Scene, token: int) -> Argument | None:
    """The number a toll is put at: behind it, or behind the verb it hangs on."""
    trees = scene.trees
    head = trees.head(token)
    places = list(trees.children(token, "nmod", "nummod", "appos", "obj", "obl", "advmod", "flat"))
    if head >= 0 and base(trees.deprel(token)) in ("nsubj", "obj"):
        places += [head, *trees.children(head, "obl", "obj", "nummod", "xcomp", "advmod")]
    places += [child for place in places for child in trees.children(place, "nmod") if trees.case(child) == "to"]
    for place in sorted(set(places)):
        if place <= token or _is_dated(scene, place) or trees.case(place) in ("from", "by", "in", "since"):
            continue
        found = _told(scene, place) or _figure(scene, place)
        if found is not None:
            return found
    return None


def _is_dated(scene: Scene, place: int) -> bool:
    """Whether a number belongs to a time; a bare "at 17" may be read as an hour, and is a toll here."""
    time = scene.time(place)
    if scene.trees.form(place) in scene.lexicon.spelled and scene.trees.tokens[place].upos == "NUM":
        return time is not None and len(time.text.split()) > 2
    return time is not None and not time.text.lower().removeprefix("at ").strip().isdecimal()


def _told(scene: Scene, place: int) -> Argument | None:
    """A number of people the entity stage found."""
    word = scene.trees.tokens[place]
    for mention in scene.quantities(Span(word.start, word.end)):
        quantity = mention.quantity
        if quantity is not None and quantity.unit in ("person", None):
            return quantity_argument(mention, quantity, "killed", "toll")
    return None


def _figure(scene: Scene, place: int) -> Argument | None:
    """A bare figure ("at 17"), which counts nothing until a toll says what."""
    word, text = scene.trees.tokens[place], scene.trees.form(place).replace(",", "")
    text = str(scene.lexicon.spelled.get(text, text))
    if word.upos != "NUM" or not text.isdecimal() or len(text) > 7:
        return None
    value = float(text)
    span = Span(word.start, word.end)
    return Argument(
        role="killed", text=span.of(scene.article.text), start=word.start, end=word.end,
        value=value, lower=value, upper=value, unit="person", found_by="toll",
    )  # fmt: skip


def counts_people(draft: Draft) -> bool:
    """Whether a report counts the dead, the hurt, the missing, the displaced or the detained of what did happen.

    Such a report is never left out for being unsure: sources are held against each other by these numbers.
    """
    sure = draft.status in _TOLD and draft.doubt is None
    return sure and any(argument.role in _COUNTED and argument.value for argument in draft.arguments)
