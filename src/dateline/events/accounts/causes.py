"""What befell people takes the time and place of what did it: "died in an explosion", and the toll of its article."""

import datetime

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Span, When, Where

# Who is missing is so at the hour of telling, and shares no time with what did it.
_HARMS = ("death", "injury", "destruction", "displacement")
_PLACED = ("death", "injury", "destruction")
_RECENT = 31  # days
_TOLD = ("happened", "alleged", "denied")


def share_causes(scene: Scene, drafts: list[Draft]) -> None:
    """Give merged drafts of harm the day and place of their cause, where they have none of their own; inferred.

    The cause is the event they are told to come of ("killed in the crash", "the blast that killed"), else, for a
    number of people told without any other cause, time or place, the one disaster or attack the article is about.
    """
    causes = [draft for draft in drafts if draft.kind in scene.lexicon.causes and draft.status in _TOLD]
    by_token = {token: draft for draft in causes for span in draft.triggers for token in scene.trees.within(span)}
    topic = _topic(scene, causes)
    told = {token: draft for draft in drafts for span in draft.triggers for token in scene.trees.within(span)}
    for draft in drafts:
        if draft.kind not in _HARMS or draft.status not in _TOLD:
            continue
        if _cause_at(scene, draft.token, by_token) is None:
            _place_beside(scene, draft, told)
        cause = _named_cause(scene, draft, by_token)
        named = cause is not None
        if cause is None and topic is not None and _is_bare_toll(scene, draft):
            cause = topic
        if cause is None or cause is draft:
            continue
        name = cause.triggers[0].of(scene.article.text)
        if cause.when is not None and (draft.when is None or draft.when.how == "thread"):
            draft.when = _inferred(cause.when)
            draft.explained["when"] = f"that of “{name}”, which did it"
        if named and cause.where is not None and draft.where is None and draft.kind in _PLACED:
            draft.where = _placed(cause.where)
            draft.explained["where"] = f"that of “{name}”, which did it"


def _named_cause(scene: Scene, draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The event a harm is told to come of, by any of its mentions, else one joined to it ("two dead, six hurt in")."""
    trees = scene.trees
    own = [token for span in draft.triggers for token in trees.within(span)]
    beside = [each for token in own for each in trees.conjuncts(trees.first_conjunct(token)) if each not in own]
    tokens = (*own, *(each for each in beside if _is_harm(scene, each)))
    return next((cause for token in tokens if (cause := _cause_at(scene, token, by_token)) is not None), None)


def _place_beside(scene: Scene, draft: Draft, told: dict[int, Draft]) -> None:
    """ "Six killed, 20 wounded in Orlik shelling": where the first was, if nothing hangs on the second."""
    trees = scene.trees
    first = told.get(trees.first_conjunct(draft.token))
    bare = not trees.children(draft.token, "obl", "advcl", "aux", "aux:pass")
    if first is None or first is draft or first.where is None or draft.where is not None or not bare:
        return
    if first.kind in _HARMS and draft.kind in _PLACED:
        draft.where = _placed(first.where)
        draft.explained["where"] = f"that of “{trees.form(first.token)}”, told together"


def _cause_at(scene: Scene, token: int, by_token: dict[int, Draft]) -> Draft | None:
    trees, head = scene.trees, scene.trees.head(token)
    around = [
        child for child in trees.children(token, "obl", "nmod", "nsubj", "obj")
        if not trees.case(child) or trees.case(child) in scene.lexicon.words("come_of")
    ]  # fmt: skip
    around += [child for child in trees.children(token, "advcl") if _is_as_it_happens(scene, child)]
    if base(trees.deprel(token)) in ("acl", "advcl") and head >= 0:
        around.append(head)  # "the explosion that killed", "tore through the hall, killing"
    if base(trees.deprel(token)) == "parataxis" and 0 <= head < token and trees.form(head + 1) == ":":
        around.append(head)  # "Orlik blast: four dead"
    return next((by_token[each] for each in around if each in by_token), None)


def _is_harm(scene: Scene, token: int) -> bool:
    words = (scene.lemma(token), scene.trees.form(token))
    lists = (scene.lexicon.verbs, scene.lexicon.adjectives)
    return any(entry.kind in _HARMS for each in lists for word in words for entry in each.get(word, ()))


def _is_as_it_happens(scene: Scene, clause: int) -> bool:
    """Whether a clause tells of the same moment ("were killed when a warehouse exploded")."""
    openers = scene.trees.children(clause, "mark", "advmod")
    return any(each < clause and scene.trees.form(each) in scene.lexicon.words("as_it_happens") for each in openers)


def _topic(scene: Scene, causes: list[Draft]) -> Draft | None:
    """The dated disaster or attack an article is about: told first of its kind, not long before the publication."""
    causes = sorted(causes, key=lambda draft: min(span.start for span in draft.triggers))
    told = [
        draft for draft in causes if draft.when is not None and draft.when.how != "thread" and _is_recent(scene, draft)
    ]
    if len({str(draft.when and draft.when.earliest)[:10] for draft in told}) > 1:
        told = [draft for draft in told if _is_headed(scene, draft)]
    if len(told) != 1:
        return None
    early = causes[0] is told[0] or len(told[0].triggers) > 1 or _is_headed(scene, told[0])
    return told[0] if early else None


def _is_headed(scene: Scene, draft: Draft) -> bool:
    """Whether the headline names it."""
    return any(scene.role_of(token) == "headline" for span in draft.triggers for token in scene.trees.within(span))


def _is_recent(scene: Scene, draft: Draft) -> bool:
    """Whether it was at most a month before the publication: a toll without a date is not of an old disaster."""
    first, published = (draft.when.earliest if draft.when else None) or "", scene.article.published or ""
    try:
        days = (datetime.date.fromisoformat(published[:10]) - datetime.date.fromisoformat(first[:10])).days
    except ValueError:
        return False
    return 0 <= days <= _RECENT


def _is_bare_toll(scene: Scene, draft: Draft) -> bool:
    """A number of people hurt, with no time of its own in its sentence and no place but the cause's."""
    counted = any(argument.role in ("killed", "wounded") for argument in draft.arguments)
    if not counted or (draft.when is not None and draft.when.how != "thread") or draft.where is not None:
        return False
    trees = scene.trees
    if base(trees.deprel(draft.token)) == "advcl":
        return False  # "after two of the injured died": a part, told in passing
    if any(trees.case(child) == "of" for role, head in draft.heads if role == "victim"
           for child in trees.children(head, "nmod")):  # fmt: skip
        return False
    sentence = scene.trees.sentence(draft.token)
    span = Span(sentence.start, sentence.end)
    published = (scene.article.published or "9999")[:10]
    said = (draft.said or published)[:10]
    own = [
        time for time in scene.times
        if span.holds(Span(time.start, time.end)) and time.type in ("DATE", "TIME")
        and (time.earliest or "")[:10] not in ("", said, published)
    ]  # fmt: skip
    return not own


def _inferred(when: When) -> When:
    return msgspec.structs.replace(when, how="relation", inferred=True)


def _placed(where: Where) -> Where:
    return msgspec.structs.replace(where, how="relation", inferred=True)
