"""Tolls: "the death toll rose to 19", "put the number of dead at 17", "the dead number 19"."""

import msgspec

from dateline.events.argument_making import quantity_argument
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Span

_COUNTED = frozenset(("killed", "wounded", "missing", "displaced", "detained"))
_TOLD = frozenset(("happened", "alleged", "denied"))
_SCORE = 0.5  # where the tagger says nothing of the word, the pattern itself is the evidence


def find_tolls(scene: Scene) -> list[Draft]:
    """Drafts of words that tell how many were killed, hurt or are missing without a verb of it, in text order.

    Each holds its number as its one argument; a toll without a number tells nothing new and is none.
    """
    found: list[Draft] = []
    for token in range(len(scene.trees.tokens)):
        kind = _kind(scene, token)
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
    if trees.tokens[token].upos == "VERB" and lemma == "number":
        parts = trees.subjects(token)
    return next(
        (scene.lexicon.counted[scene.lemma(each)] for each in parts if scene.lemma(each) in scene.lexicon.counted), None
    )


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
