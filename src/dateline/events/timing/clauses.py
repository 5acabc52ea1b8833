"""Times that hang on a word of a clause, and are of what it tells."""

from dateline.events.scene import Scene
from dateline.events.timing.story import is_in_a_name, is_of_the_deed, is_past_since
from dateline.language.trees import CLAUSES, base
from dateline.model import Span, TimeExpression

# Relations by which a time marks the noun behind it.
_MARKING = ("compound", "nummod", "amod", "nmod:poss")

# What is done to someone for a deed that has a day of its own.
_OF_COURTS = frozenset(("charge", "sentence", "accusation", "lawsuit"))


def is_usable(time: TimeExpression) -> bool:
    """Whether a time is a date or an hour that is known, and no span, set or "recently"."""
    return time.type in ("DATE", "TIME") and time.earliest is not None


def times_at(scene: Scene, governor: int) -> list[TimeExpression]:
    """Times that hang on a word without a clause between, the finest and nearest first."""
    trees = scene.trees
    found: list[tuple[bool, int, int, TimeExpression]] = []
    mark = trees.child(governor, "mark")
    opens = mark if mark is not None else -1
    # "said on Tuesday that it fell": what stands before the mark is the saying's, wherever the parser hung it
    stack = [(child, 1) for child in trees.children(governor) if child > opens or opens > governor]
    while stack:
        token, depth = stack.pop()
        relation = base(trees.deprel(token))
        if relation in CLAUSES or depth > 4 or relation == "nsubj":
            continue
        if relation == "conj" and trees.tokens[token].upos == "VERB":
            continue
        time = scene.time(token)
        if time is not None:
            own = trees.head(token) == governor or not _marks_a_thing(scene, token, governor)
            own = own and not is_in_a_name(scene, token) and not is_past_since(scene, time, governor)
            if own and is_usable(time) and trees.case(token) not in scene.lexicon.words("bounds"):
                coarse = time.grain not in ("minute", "hour", "day", "daypart")
                found.append((coarse, abs(token - governor), time.start, time))
            continue
        if trees.case(token) not in scene.lexicon.words("other_moment"):
            stack.extend((child, depth + 1) for child in trees.children(token))
    found.sort(key=lambda each: each[:3])
    return [time for *_, time in found]


def _marks_a_thing(scene: Scene, token: int, governor: int) -> bool:
    """ "repudiated a 2016 agreement", "rejected Monday's offer": a time that says which thing, and not when.

    "in Tuesday night's raid" tells when; "charged with manslaughter in the June 3 stabbing" does not.
    """
    trees = scene.trees
    noun = trees.head(token)
    if noun < 0 or trees.deprel(token) not in _MARKING or trees.tokens[noun].upos not in ("NOUN", "PROPN"):
        return False
    if scene.time(noun) is not None:
        return False
    return is_of_courts(scene, governor) or trees.case(noun) not in scene.lexicon.words("of_when")


def is_of_courts(scene: Scene, verb: int) -> bool:
    """Whether a verb is of charges and sentences, each for a deed of another day."""
    return any(entry.kind in _OF_COURTS for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))


def times_of(scene: Scene, verb: int) -> list[TimeExpression]:
    """A verb's times; of one that only begins or ends another's act ("stopped work on Thursday"), the other's too."""
    found = [time for time in times_at(scene, verb) if not _is_of_its_object(scene, verb, time)]
    verbal = scene.trees.tokens[verb].upos == "VERB"
    if verbal and (scene.lemma(verb) in scene.lexicon.convicting or is_of_courts(scene, verb)):
        found = [time for time in found if not is_of_the_deed(scene, verb, time)]
    if not found:
        found = [time for each in _naming_clauses(scene, verb) for time in times_at(scene, each)]
    if not found and scene.lemma(verb) in scene.lexicon.skipped:
        found = [time for each in scene.trees.children(verb, "xcomp") for time in times_at(scene, each)]
    return found


def _naming_clauses(scene: Scene, verb: int) -> list[int]:
    """ "Bombed what it called a camp on the night of 3 May": clauses that name the object; the time is the verb’s."""
    trees = scene.trees
    names = (each for each in trees.objects(verb) if scene.lemma(each) in scene.lexicon.named)
    clauses = (clause for name in names for clause in trees.children(name, "acl"))
    return [clause for clause in clauses if scene.lemma(clause) in scene.lexicon.naming]


def _is_of_its_object(scene: Scene, verb: int, time: TimeExpression) -> bool:
    """ "offered talks on Friday", told on Wednesday: a day still to come behind what was offered is the talks'."""
    published = (scene.article.published or "")[:10]
    if not published or (time.earliest or "")[:10] <= published or not scene.is_past(verb):
        return False
    if scene.lemma(verb) not in scene.lexicon.proposing:
        return False
    words = scene.trees.tokens
    return any(
        verb < each and words[each].end <= time.start and words[each].upos == "NOUN"
        for each in scene.trees.children(verb, "obj", "obl")
    )


def marks_its_noun(scene: Scene, noun: int, time: TimeExpression) -> bool:
    """Whether a time says which thing a noun means ("the 2016 deal")."""
    words = scene.trees.within(Span(time.start, time.end))
    return any(scene.trees.head(each) == noun and scene.trees.deprel(each) in _MARKING for each in words)


def later_conjuncts(scene: Scene, first: int, token: int) -> list[TimeExpression]:
    """The times of what is joined to a word by "and" and shares its doer."""
    return [
        time
        for each in scene.trees.conjuncts(first)
        if each != token and not scene.trees.children(each, "nsubj")
        for time in times_at(scene, each)
    ]
