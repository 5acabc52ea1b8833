"""Repeated mentions of one event become one report of the article."""

from dateline.events.apart import are_others, hit_apart, on_other_days, places_differ, same_moment
from dateline.events.filters import is_of_many
from dateline.events.scene import Draft, Scene
from dateline.events.timing import clash, finer
from dateline.events.told import tells_anew
from dateline.language.modality import is_infinitive
from dateline.language.trees import base
from dateline.model import Argument, Status

_PARTICIPANTS = ("actor", "recipient", "victim", "instrument", "theme")
# Whom or what it is done to: one mention's victims are not another's recipients.
_DONE_TO = frozenset(("recipient", "victim", "theme"))
_COUNTS = ("killed", "wounded", "missing", "displaced", "detained")
# From the surest telling to the least: what the article itself tells as done outweighs what someone says.
_RANK: tuple[Status, ...] = (
    "happened", "did_not_happen", "denied", "alleged", "threatened", "planned", "expected", "feared",
    "hypothetical", "unknown",
)  # fmt: skip
# Events of one kind looked back at: an article has few; a book-length text must not cost the square of its length.
_MOST_GROUPS = 40
_MOST_MENTIONS = 60
# Sentences back to which a definite noun reaches.
_BACK = 3
# Roles that must be filled alike for words that do not refer back to be of what was denied.
_BOTH = 2
_SUMMARIES = frozenset({"headline", "standfirst", "caption"})
# What is done to a thing said or planned: two things, two acts.
_STANCES = ("REJECT", "SUPPORT", "ACCUSE", "REQUEST", "AGREE", "CONCEDE")
_SINGLE = ("he", "she", "it", "him", "her", "his", "its", "i", "me", "my")
_SEVERAL = ("they", "them", "we", "us")
_AHEAD = ("feared", "planned", "threatened", "expected")
_OPEN = ("feared", "hypothetical", "unknown", "planned", "threatened", "expected")


def merge_mentions(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft per event, in order of its best mention; the other triggers are kept as `triggers`.

    Two drafts are one event when they are of one kind and nothing speaks against it (participants, counts, time,
    place, standing), and something speaks for it: shared participants, a definite noun that points back, or the
    headline's telling of what the body tells.
    """
    groups: list[list[Draft]] = []
    by_kind: dict[str, list[list[Draft]]] = {}
    for draft in drafts:
        alike = by_kind.setdefault(_family(scene, draft), [])
        group = next((each for each in reversed(alike[-_MOST_GROUPS:]) if _belongs(scene, draft, each)), None)
        if group is None:
            groups.append([draft])
            alike.append(groups[-1])
        else:
            group.append(draft)
    groups = _fold_references(scene, _fold_causes(scene, groups))
    return sorted((_merged(scene, group) for group in groups), key=lambda draft: draft.triggers[0].start)


def _family(scene: Scene, draft: Draft) -> str:
    """Under which drafts are kept that may be one event: their kind, or that of the kinds akin to it."""
    return min(scene.lexicon.kin) if draft.kind in scene.lexicon.kin else draft.kind


def _fold_causes(scene: Scene, groups: list[list[Draft]]) -> list[list[Draft]]:
    """ "the explosion that destroyed the warehouse": the destruction is part of the explosion's report."""
    by_token = {draft.token: group for group in groups for draft in group}
    kept: list[list[Draft]] = []
    for group in groups:
        first = group[0]
        causes = [by_token[head] for role, head in first.heads if role == "instrument" and head in by_token]
        victim = _killed_in(scene, first, by_token)
        if victim is not None and len(group) == 1:
            _fold(scene, first, victim)
            continue
        marched = by_token.get(scene.trees.head(first.carrier))
        if marched is not None and marched is not group and _is_purpose(scene, first, marched[0]):
            for draft in group:
                _fold(scene, draft, marched[0])
        elif first.kind == "destruction" and causes and causes[0] is not group:
            for draft in group:
                _fold(scene, draft, causes[0][0])
        else:
            kept.append(group)
    return kept


def _is_purpose(scene: Scene, draft: Draft, above: Draft) -> bool:
    """ "marched to protest against the tax": what the march is for is the march."""
    protests = all(each.entry is not None and each.entry.type == "PROTEST" for each in (draft, above))
    infinitive = is_infinitive(scene.trees, draft.carrier)
    return protests and infinitive and scene.trees.deprel(draft.carrier) in ("advcl", "xcomp")


def _fold_references(scene: Scene, groups: list[list[Draft]]) -> list[list[Draft]]:
    """ "set fire to a church. The attack ...": a definite noun that names no one is the act of its type told before.

    Only nouns that may stand for any act of their type, and only where one other act of that type stands in the three
    sentences before, on no other day and in no other place.
    """
    kept = []
    for group in groups:
        meant = _act_meant(scene, group, groups)
        if meant is None:
            kept.append(group)
            continue
        for draft in group:
            _fold(scene, draft, meant)
        meant.explained["same_as"] = f"“{group[0].triggers[0].of(scene.article.text)}” refers back to it"
    return kept


def _act_meant(scene: Scene, group: list[Draft], groups: list[list[Draft]]) -> Draft | None:
    first = group[0]
    general = first.lemma in scene.lexicon.general and first.entry is not None and first.entry.type != "OTHER"
    if not general or not all(_points_back(scene, draft) and not _heads(draft) for draft in group):
        return None
    number = scene.trees.sentence_number(first.token)
    near = [
        other[0]
        for other in groups
        if other is not group
        and other[0].entry is not None
        and first.entry is not None
        and other[0].entry.type == first.entry.type
        and any(
            each.token < first.token and number - scene.trees.sentence_number(each.token) <= _BACK for each in other
        )
    ]
    if len(near) != 1 or near[0].status != first.status or clash(near[0].when, first.when):
        return None
    return None if places_differ(near[0], first) or _counts_differ(near[0], first) else near[0]


def _killed_in(scene: Scene, draft: Draft, by_token: dict[int, list[Draft]]) -> Draft | None:
    """The killing an attack noun stands under: "eleven were killed in an ambush" is one event."""
    trees = scene.trees
    head = trees.head(draft.token)
    if head >= 0 and base(trees.deprel(draft.token)) == "nmod" and base(trees.deprel(head)) == "obj":
        head = trees.head(head)  # "killed nine people in a car bombing", hung on the people
    if draft.kind != "attack" or trees.tokens[draft.token].upos != "NOUN" or head not in by_token:
        return None
    above = by_token[head][0]
    under = trees.case(draft.token) in ("in", "by", "during")
    return above if under and above.kind in ("death", "injury") else None


def _fold(scene: Scene, draft: Draft, target: Draft) -> None:
    """Make one draft part of another's report: its words, and what it tells that the other leaves open."""
    target.triggers.extend(draft.triggers)
    for argument, head in _paired(draft):
        if argument.role != "instrument" and _is_new(scene, target, argument, head):
            target.arguments.append(argument)
            if head is not None:
                target.heads.append((argument.role, head))
    target.when = finer(target.when, draft.when)
    target.where = target.where or draft.where
    for field in ("when", "where"):
        if field in draft.explained:
            target.explained.setdefault(field, draft.explained[field])


def _belongs(scene: Scene, draft: Draft, group: list[Draft]) -> bool:
    """Whether nothing speaks against a draft being the group's event, and something speaks for it."""
    known = group[:_MOST_MENTIONS]
    if any(_conflict(scene, other, draft) for other in known):
        return False
    # what a headline tells is what the body tells first; later acts of its kind must show that they are the same
    told = scene.role_of(draft.token) not in _SUMMARIES and any(
        scene.role_of(other.token) not in _SUMMARIES for other in known
    )
    return any(_evidence(scene, other, draft, told=told) for other in known)


def _conflict(scene: Scene, first: Draft, second: Draft) -> bool:
    akin = first.kind == second.kind or _summarises(scene, first, second)
    if not akin or first.entry is None or second.entry is None:
        return True
    if is_of_many(scene, first) != is_of_many(scene, second) and not _summarises(scene, first, second):
        return True
    inferred = any(draft.when is not None and draft.when.inferred for draft in (first, second))
    if not inferred and (clash(first.when, second.when) or on_other_days(first, second)):
        return True
    if _counts_differ(first, second) or places_differ(first, second) or _standing_differs(scene, first, second):
        return True
    if (_is_over(scene, first) and second.status in _AHEAD) or (_is_over(scene, second) and first.status in _AHEAD):
        return True
    if first.entry.type != second.entry.type and "OTHER" not in (first.entry.type, second.entry.type):
        return True
    if _are_on_other_things(scene, first, second) or hit_apart(scene, first.token, second.token):
        return True
    summary = _summarises(scene, first, second)
    if first.kind in scene.lexicon.singular and not summary and _befalls_another(scene, first, second):
        return True
    shared, different = _participants(scene, first, second)
    if different and _named_apart(scene, first, second):
        return True  # "Korr defeated Vess" and "Korr defeated Dahl" are two
    # a picture's words are as often of another act as of the text's
    captioned = "caption" in (scene.role_of(first.token), scene.role_of(second.token))
    return different and not shared and not (summary and not captioned and not _named_apart(scene, first, second))


def _are_on_other_things(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "defied a cordon and rejected the plan": two verbs of a sentence for a stance, each with a thing of its own."""
    trees = scene.trees
    if first.entry is None or first.entry.type not in _STANCES or scene.lemma(first.token) == scene.lemma(second.token):
        return False
    verbs = all(trees.tokens[each.token].upos == "VERB" for each in (first, second))
    if not verbs or trees.sentence_number(first.token) != trees.sentence_number(second.token):
        return False
    left = {head for role, head in first.heads if role == "theme"}
    right = {head for role, head in second.heads if role == "theme"}
    return bool(left) and bool(right) and not left & right


def _is_over(scene: Scene, draft: Draft) -> bool:
    """Whether it is dated wholly before the article: an earlier attempt is not what is foretold now."""
    latest, published = (draft.when.latest if draft.when else None), scene.article.published
    return bool(latest and published) and str(latest)[:10] <= str(published)[:10] and draft.status not in _AHEAD


def _evidence(scene: Scene, first: Draft, second: Draft, *, told: bool) -> bool:
    """Whether two are one event; told: what summarises the second has its telling in the body already."""
    shared, _ = _participants(scene, first, second)
    if (
        shared
        or (_counts_agree(first, second) and not _victims_differ(scene, first, second))
        or (not told and _summarises(scene, first, second))
    ):
        return True
    if _points_back(scene, second) or (_points_back(scene, first) and scene.role_of(first.token) != "body"):
        return True
    if first.kind in scene.lexicon.singular and not _is_indefinite(scene, second):
        return True
    sparse = not _heads(second) or not _heads(first)
    return sparse and same_moment(first, second) and not _is_indefinite(scene, second)


def _befalls_another(scene: Scene, first: Draft, second: Draft) -> bool:
    """ "a ferry struck a bank", "a car hit a wall": both tell what it befell, the second something new."""
    known = [head for role, head in first.heads if role in _PARTICIPANTS]
    told = [head for role, head in second.heads if role in _PARTICIPANTS]
    if not known or not told or _points_back(scene, second):
        return False
    if any(_one_thing(scene, one, other) for one in known for other in told):
        return False
    determiners = [{scene.lemma(child) for child in scene.trees.children(head, "det", "nmod:poss")} for head in told]
    pronouns = any(scene.trees.tokens[head].upos == "PRON" for head in told)
    return not pronouns and not any(each & scene.lexicon.definite for each in determiners)


def _summarises(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether one stands in the headline, standfirst or a caption and the other in the body."""
    roles = {scene.role_of(first.token), scene.role_of(second.token)}
    return bool(roles & _SUMMARIES) and bool(roles - _SUMMARIES)


def _is_indefinite(scene: Scene, draft: Draft) -> bool:
    """ "another blast", "a fire in 2019": a new one."""
    words = {scene.lemma(child) for child in scene.trees.children(draft.token, "det", "amod")}
    bare_plural = not words and scene.trees.form(draft.token) != scene.lemma(draft.token)
    return bool(words & scene.lexicon.indefinite) or (bare_plural and scene.trees.deprel(draft.token) == "nsubj")


def _heads(draft: Draft) -> list[tuple[str, int]]:
    return [(role, head) for role, head in draft.heads if role in ("actor", "recipient", "victim")]


def _participants(scene: Scene, first: Draft, second: Draft) -> tuple[bool, bool]:
    """Whether some participant is the same, and whether some role is filled by two different ones."""
    shared = different = False
    for role in ("actor", "recipient", "victim"):
        left = [head for other, head in first.heads if other == role]
        right = [head for other, head in second.heads if other == role]
        if not left or not right:
            continue
        counted = role == "victim" and _counts_agree(first, second) and not _are_few_others(scene, left, right)
        if counted or any(_one_thing(scene, a, b) for a in left for b in right):
            shared = True
        else:
            different = True
    return shared, different


def _victims_differ(scene: Scene, first: Draft, second: Draft) -> bool:
    left, right = ([head for role, head in each.heads if role == "victim"] for each in (first, second))
    return bool(left) and bool(right) and _are_few_others(scene, left, right)


def _are_few_others(scene: Scene, left: list[int], right: list[int]) -> bool:
    """ "two poachers" and "two judges": as few people by other words, neither of them a word for just anyone."""
    words = [{scene.lemma(head) for head in heads} for heads in (left, right)]
    nouns = all(scene.trees.tokens[head].upos == "NOUN" for head in (*left, *right))
    few = all(any(scene.lemma(each) in scene.lexicon.few for each in scene.trees.children(head, "nummod"))
              for head in (*left, *right))  # fmt: skip
    return nouns and few and not words[0] & words[1] and not (words[0] | words[1]) & scene.lexicon.generic


def _same_roles(scene: Scene, first: Draft, second: Draft) -> set[str]:
    """The roles that some one participant fills in both."""
    return {
        role
        for role, head in _heads(first)
        if any(other == role and _one_thing(scene, head, each) for other, each in _heads(second))
    }


def _named_apart(scene: Scene, first: Draft, second: Draft) -> bool:
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


def _counts_agree(first: Draft, second: Draft) -> bool:
    left = {each.value or each.lower for each in first.arguments if each.role in _COUNTS}
    right = {each.value or each.lower for each in second.arguments if each.role in _COUNTS}
    return bool((left & right) - {None})


def _one_thing(scene: Scene, first: int, second: int) -> bool:
    left, right = scene.mention_of_phrase(first), scene.mention_of_phrase(second)
    if left is not None and right is not None and left.entity is not None and left.entity == right.entity:
        return True
    words = scene.trees.tokens
    if words[first].upos == "PRON" or words[second].upos == "PRON":
        if _of_one(scene, first) is not None and _of_one(scene, first) is (not _of_one(scene, second)):
            return False  # "residents" and "she"
        return left is None or right is None or left.entity == right.entity
    alike = scene.lemma(first) == scene.lemma(second) and not are_others(scene, first, second)
    return alike and not _named_otherwise(scene, first, second)


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
        return True if form in _SINGLE else False if form in _SEVERAL else None
    if scene.trees.tokens[head].upos == "NOUN" and scene.is_agent(head):
        return False if form != lemma or len(scene.trees.conjuncts(head)) > 1 else None
    mention = scene.mention(head)
    return True if mention is not None and mention.kind == "person" else None


def _counts_differ(first: Draft, second: Draft) -> bool:
    put = "toll" in (first.lemma, second.lemma)
    for role in (*_COUNTS, "amount") if put else _COUNTS:
        left = [(each.value, each.lower) for each in first.arguments if each.role == role]
        right = [(each.value, each.lower) for each in second.arguments if each.role == role]
        values = {value for value, _ in left if value} & {value for value, _ in right if value}
        if left and right and not values and not set(left) & set(right):
            return True
    return False


def _standing_differs(scene: Scene, first: Draft, second: Draft) -> bool:
    """What did not happen is another event than what did; what is still open may be either.

    What is told after a denied act is the denied one only where its words refer back: a definite noun, or both the
    doer and whom it was done to.
    """
    if first.status == "denied" != second.status and not _points_back(scene, second):
        return len(_same_roles(scene, first, second)) < _BOTH
    if "did_not_happen" in (first.status, second.status) and first.status != second.status:
        return True
    return (first.status in ("happened", "alleged")) != (second.status in ("happened", "alleged")) and (
        first.status in _OPEN or second.status in _OPEN
    )


def _points_back(scene: Scene, draft: Draft) -> bool:
    """A definite event noun ("the blast", "that attack") without a number of its own."""
    trees = scene.trees
    if trees.tokens[draft.token].upos == "VERB":
        return False
    words = {scene.lemma(child) for child in trees.children(draft.token, "det", "nmod:poss")}
    return bool(words & scene.lexicon.definite)


def _merged(scene: Scene, group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda draft: (tells_anew(scene, draft), _weight(scene, draft), -draft.token))
    others = [draft for draft in group if draft is not best]
    for draft in others:
        best.triggers.extend(trigger for trigger in draft.triggers if trigger not in best.triggers)
        best.when = finer(best.when, draft.when)
        if best.when is draft.when is not None:
            best.explained["when"] = draft.explained.get("when", "another mention of the event")
        if best.where is None or (best.where.name is None and draft.where is not None and draft.where.name):
            best.where = draft.where or best.where
            if best.where is draft.where is not None:
                best.explained["where"] = draft.explained.get("where", "another mention of the event")
        for argument, head in _paired(draft):
            if _is_new(scene, best, argument, head):
                best.arguments.append(argument)
                if head is not None:
                    best.heads.append((argument.role, head))
        if best.entry is not None and draft.entry is not None and best.entry.type == "OTHER" != draft.entry.type:
            best.entry = draft.entry
        best.horizon = best.horizon or draft.horizon
        if _RANK.index(draft.status) < _RANK.index(best.status):
            best.status, best.explained["status"] = draft.status, draft.explained.get("status", "")
        known = {each.source for each in best.standing}
        best.standing = (*best.standing, *(each for each in draft.standing if each.source not in known))
    best.arguments.sort(key=lambda argument: (argument.start, argument.role))
    best.explained["same_as"] = f"{len(group)} mentions of one event: same kind, nothing against it"
    return best


def _weight(scene: Scene, draft: Draft) -> tuple[int, int]:
    """How much a mention tells: the body's before the headline's, then by its participants and other fields."""
    body = scene.role_of(draft.token) not in ("headline", "standfirst", "caption", "subhead")
    participants = len({role for role, _ in draft.heads if role in ("actor", "recipient", "victim")})
    return (2 * participants + len(draft.arguments) + (draft.when is not None) + (3 if body else 0), int(body))


def _paired(draft: Draft) -> list[tuple[Argument, int | None]]:
    """Arguments with their head tokens where they have one."""
    found: list[tuple[Argument, int | None]] = []
    heads = dict.fromkeys(draft.heads)
    for argument in draft.arguments:
        match = next((pair for pair in heads if pair[0] == argument.role), None)
        found.append((argument, match[1] if match is not None else None))
    return found


def _is_new(scene: Scene, best: Draft, argument: Argument, head: int | None) -> bool:
    """Whether an argument fills a role the best mention leaves open; a bare pronoun never does."""
    taken = {each.role for each in best.arguments}
    if argument.role in taken or (argument.role in _DONE_TO and taken & _DONE_TO):
        return False
    if head is not None and scene.trees.tokens[head].upos == "PRON" and argument.entity is None:
        return False
    return all(each.start != argument.start or each.end != argument.end for each in best.arguments)
