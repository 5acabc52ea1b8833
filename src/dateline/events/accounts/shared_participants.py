"""Whether two accounts name the same participants, or as many people."""

from dateline.events.accounts.apart import are_others
from dateline.events.scene import Draft, Scene

_COUNTS = ("killed", "wounded", "missing", "displaced", "detained")

# Types of what is done to many, one after the other.
_DONE = ("ASSAULT", "COERCE", "OTHER")

# Two amounts this near, in parts of the larger, may be one that was rounded.
_ROUNDED = 0.05


def compare_participants(scene: Scene, first: Draft, second: Draft) -> tuple[bool, bool]:
    """Whether some participant is the same, and whether some role is filled by two different ones."""
    shared = different = False
    for role in ("actor", "recipient", "victim"):
        left = [head for other, head in first.heads if other == role]
        right = [head for other, head in second.heads if other == role]
        if not left or not right:
            continue
        counted = role == "victim" and counts_agree(first, second) and not _are_others(scene, left, right)
        alike = [(a, b) for a in left for b in right if one_thing(scene, a, b)]
        if counted or any(_is_sure(scene, role, a, b) for a, b in alike):
            shared = True
        elif not alike:
            different = True
    return shared, different


def _is_sure(scene: Scene, role: str, first: int, second: int) -> bool:
    """Whether two heads that may be one thing are more than a pronoun of nobody known and something that it fits.

    Doers do many things of a kind ("he warned"); whom it befalls it mostly befalls once ("he was arrested"), but
    "everyone" is nobody told before.
    """
    pronouns = [scene.trees.form(each) for each in (first, second) if scene.trees.tokens[each].upos == "PRON"]
    if not pronouns:
        return True
    left, right = scene.mention_of_phrase(first), scene.mention_of_phrase(second)
    if left is not None and right is not None and left.entity is not None and left.entity == right.entity:
        return True
    personal = scene.lexicon.words("single") | scene.lexicon.words("several")
    return role != "actor" and personal.issuperset(pronouns)


def may_share_act(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "the men rented a flat", "they had rented the flat": a doer that the pronoun fits, and one thing."""
    doers = [[head for role, head in draft.heads if role == "actor"] for draft in (first, second)]
    if not all(doers) or not any(one_thing(scene, a, b) for a in doers[0] for b in doers[1]):
        return False
    left, right = (
        {scene.lemma(head) for role, head in draft.heads if role in ("theme", "recipient")} for draft in (first, second)
    )
    return bool(left & right)


def victims_differ(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether two accounts tell of as few victims by other words, or of others ("another five people")."""
    left, right = ([head for role, head in each.heads if role == "victim"] for each in (first, second))
    return bool(left) and bool(right) and _are_others(scene, left, right)


def _are_others(scene: Scene, left: list[int], right: list[int]) -> bool:
    """ "two poachers" and "two judges", "five people" and "another five people"."""
    return are_few_others(scene, left, right) or any(are_others(scene, a, b) for a in left for b in right)


def are_few_others(scene: Scene, left: list[int], right: list[int]) -> bool:
    """ "two poachers" and "two judges": as few people by other words, neither of them a word for just anyone."""
    words = [{scene.lemma(head) for head in heads} for heads in (left, right)]
    nouns = all(scene.trees.tokens[head].upos == "NOUN" for head in (*left, *right))
    few = all(any(scene.lemma(each) in scene.lexicon.few for each in scene.trees.children(head, "nummod"))
              for head in (*left, *right))  # fmt: skip
    return nouns and few and not words[0] & words[1] and not (words[0] | words[1]) & scene.lexicon.generic


def done_to_others(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "Rebels attacked a village", "Rebels attacked a church": of an act of force or of a court, the second tells of
    someone or something new, whoever did both."""
    if first.entry is None or first.entry.type not in _DONE:
        return False
    for role in ("recipient", "victim"):
        left, right = ([head for other, head in draft.heads if other == role] for draft in (first, second))
        if left and right and (_are_others(scene, left, right) or all(_is_new(scene, each, left) for each in right)):
            return True
    return False


def _is_new(scene: Scene, head: int, known: list[int]) -> bool:
    """ "a church": by its article or number told for the first time, in a word that stands for none of those known."""
    trees, words = scene.trees, {scene.lemma(each) for each in known}
    marks = {scene.lemma(each) for each in trees.children(head, "det", "amod")}
    first = bool(marks & scene.lexicon.indefinite) or bool(trees.children(head, "nummod"))
    nouns = all(trees.tokens[each].upos == "NOUN" for each in (head, *known)) and scene.lemma(head) not in words
    return first and nouns and not {scene.lemma(head), *words} & (scene.lexicon.generic | scene.lexicon.collectives)


def same_roles(scene: Scene, first: Draft, second: Draft) -> set[str]:
    """The roles that some one participant fills in both."""
    return {
        role
        for role, head in heads_of(first)
        if any(other == role and one_thing(scene, head, each) for other, each in heads_of(second))
    }


def named_apart(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether the two give one role to two different names."""
    for role in ("actor", "recipient", "victim"):
        left = {_entity(scene, head) for other, head in first.heads if other == role} - {None}
        right = {_entity(scene, head) for other, head in second.heads if other == role} - {None}
        if left and right and not left & right:
            return True
    return False


def _entity(scene: Scene, head: int) -> str | None:
    mention = scene.mention_of_phrase(head)
    return mention.entity if mention is not None and mention.form == "name" else None


def one_thing(scene: Scene, first: int, second: int) -> bool:
    """Whether two heads may name the same participant; a pronoun may name any that it fits."""
    left, right = scene.mention_of_phrase(first), scene.mention_of_phrase(second)
    if left is not None and right is not None and left.entity is not None and left.entity == right.entity:
        return True
    words = scene.trees.tokens
    if words[first].upos == "PRON" or words[second].upos == "PRON":
        if _of_one(scene, first) is not None and _of_one(scene, first) is (not _of_one(scene, second)):
            return False  # "residents" and "she"
        if _is_another_speaker(scene, first, second) or _is_another_speaker(scene, second, first):
            return False
        return left is None or right is None or left.entity == right.entity
    alike = scene.lemma(first) == scene.lemma(second) and not are_others(scene, first, second)
    return alike and not _named_otherwise(scene, first, second)


def _is_another_speaker(scene: Scene, pronoun: int, other: int) -> bool:
    """ "Renn played", "“I played,” Senn said": who says "I" is known, and it is not the one named."""
    if scene.trees.form(pronoun) not in scene.lexicon.words("speaker"):
        return False
    word, named = scene.trees.tokens[pronoun], _entity(scene, other)
    spoken = [
        claim.sources[-1].entity
        for claim in scene.claims_near(pronoun)
        if claim.mode == "direct" and claim.sources and any(s.start <= word.start < s.end for s in claim.content)
    ]
    return named is not None and bool(spoken) and None not in spoken and named not in spoken


def _named_otherwise(scene: Scene, first: int, second: int) -> bool:
    """ "Lakhoran forces" and "Ostrine forces": one word, and names before it that tell them apart."""
    names = [
        {scene.entity(each) or scene.lemma(each) for each in scene.trees.children(head, "amod", "compound")
         if (mention := scene.mention(each)) is not None and mention.form == "name"
         and mention.kind in ("place", "group")}
        for head in (first, second)
    ]  # fmt: skip
    return all(names) and not names[0] & names[1]


def _of_one(scene: Scene, head: int) -> bool | None:
    """Whether a participant is one, not several; None where its word does not tell."""
    form, lemma = scene.trees.form(head), scene.lemma(head)
    if scene.trees.tokens[head].upos in ("ADJ", "DET", "NUM") and scene.trees.children(head, "nmod"):
        return form in scene.lexicon.one  # "several of his relatives"
    if scene.trees.tokens[head].upos == "PRON":
        return (
            True if form in scene.lexicon.words("single") else False if form in scene.lexicon.words("several") else None
        )
    if scene.lemma(head) in scene.lexicon.collectives and scene.trees.children(head, "nmod"):
        return False  # "a number of people"
    if scene.trees.tokens[head].upos == "NOUN" and scene.is_agent(head):
        return False if form != lemma or len(scene.trees.conjuncts(head)) > 1 else None
    mention = scene.mention(head)
    return True if mention is not None and mention.kind == "person" else None


def heads_of(draft: Draft) -> list[tuple[str, int]]:
    """Who takes part, by role: doers, and whom it is done to."""
    return [(role, head) for role, head in draft.heads if role in ("actor", "recipient", "victim")]


def counts_agree(first: Draft, second: Draft) -> bool:
    """Whether two accounts give one count alike."""
    left = {each.value or each.lower for each in first.arguments if each.role in _COUNTS}
    right = {each.value or each.lower for each in second.arguments if each.role in _COUNTS}
    return bool((left & right) - {None})


def counts_differ(first: Draft, second: Draft) -> bool:
    """Whether two accounts give a count, and none of it alike."""
    put = "toll" in (first.lemma, second.lemma)
    roles = {each.role for each in first.arguments} & {each.role for each in second.arguments}
    for role in (*_COUNTS, "amount") if put else _COUNTS:
        if role not in roles:
            continue
        left = [(each.value, each.lower) for each in first.arguments if each.role == role]
        right = [(each.value, each.lower) for each in second.arguments if each.role == role]
        values = {value for value, _ in left if value} & {value for value, _ in right if value}
        if left and right and not values and not set(left) & set(right):
            return True
    return False


def amounts_differ(first: Draft, second: Draft) -> bool:
    """ "declined by 25%", "declined by 31%": shares or sums of one unit, none of them near another."""
    for unit in _units(first) & _units(second):
        left, right = _amounts(first, unit), _amounts(second, unit)
        if left and right and not any(_is_near(one, other) for one in left for other in right):
            return True
    return False


def _units(draft: Draft) -> set[str]:
    return {each.unit for each in draft.arguments if each.role == "amount" and each.unit not in (None, "person")} - {
        None
    }


def _amounts(draft: Draft, unit: str) -> list[float]:
    told = (each for each in draft.arguments if each.role == "amount" and each.unit == unit)
    return [value for each in told if (value := each.value or each.lower) is not None]


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def things_differ(scene: Scene, first: Draft, second: Draft, *, summary: bool) -> bool:
    """ "launched a movement", "launched two colleges": it was done to another thing, by no word that refers back.

    Only of events of no type of their own. summary: one of the two stands in a headline, where any word may stand for
    the thing; verbs that differ, too, still tell of two ("use surged", "firms drop cover").
    """
    if any(draft.entry is None or draft.entry.type != "OTHER" for draft in (first, second)):
        return False
    verbs = all(scene.trees.tokens[each.token].upos == "VERB" for each in (first, second))
    if summary and not (verbs and scene.lemma(first.token) != scene.lemma(second.token)):
        return False
    left, right = ([head for role, head in draft.heads if role == "theme"] for draft in (first, second))
    if not left or not right or any(_refers_back(scene, head) for head in (*left, *right)):
        return False
    if same_roles(scene, first, second) & {"recipient", "victim"}:
        return False  # "appointed Korr head of the port", "Korr's promotion to chief"
    left, right = ([each for head in heads for each in (head, *_of(scene, head))] for heads in (left, right))
    return not any(one_thing(scene, one, other) for one in left for other in right)


def _of(scene: Scene, head: int) -> tuple[int, ...]:
    """ "lights" of "90 poles of lights"."""
    return tuple(each for each in scene.trees.children(head, "nmod") if scene.trees.case(each) == "of")


def _refers_back(scene: Scene, head: int) -> bool:
    """A pronoun, a name, or a noun behind "the", "that" or "its": other words for a thing may mean it."""
    if scene.trees.tokens[head].upos != "NOUN":
        return True
    return any(scene.lemma(each) in scene.lexicon.definite for each in scene.trees.children(head, "det", "nmod:poss"))
