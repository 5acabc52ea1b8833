"""Where an event happened: a place its own words name, never the dateline or the outlet's home by default."""

import msgspec

from dateline.events.arguments.making import is_site
from dateline.events.arguments.object_roles import HARMS
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Mention, Span, Where

_ROLES = ("place", "destination", "origin")


def add_where(scene: Scene, draft: Draft) -> None:
    """Give a draft the place that its arguments name, else the one of the clause it hangs on; else none."""
    told = (each for role in _ROLES for each in draft.arguments if each.role == role)
    argument = next((each for each in told if each.role == "place" or _is_somewhere(scene, each)), None)
    if argument is not None and argument.role == "place":
        draft.where = _where(scene, argument, "argument")
        draft.explained["where"] = f"“{argument.text}”, {argument.found_by}"
        return
    held = _inside_participants(scene, draft)
    if held is not None:
        draft.where = held
        return
    inherited = (
        _from_where(scene, draft)
        or _from_own_phrases(scene, draft)
        or _from_main_clause(scene, draft)
        or _from_when_clause(scene, draft)
    )
    if inherited is not None:
        draft.where = inherited
    elif argument is not None:
        draft.where = _where(scene, argument, "argument")
        draft.explained["where"] = f"“{argument.text}”, {argument.role}"
    else:
        draft.where = _where_doers_are(scene, draft)


def _from_where(scene: Scene, draft: Draft) -> Where | None:
    """ "in the valley, where rebels hold two dams": the place that the clause is about."""
    trees = scene.trees
    clause = trees.first_conjunct(draft.carrier)
    noun = trees.head(clause)
    opens = any(trees.form(each) in scene.lexicon.relative_place for each in trees.children(clause, "advmod", "obl"))
    if trees.deprel(clause) != "acl:relcl" or noun < 0 or not opens or not scene.is_place(noun):
        return None
    span = trees.phrase(noun)
    argument = Argument(role="place", text=span.of(scene.article.text), start=span.start, end=span.end)
    draft.explained["where"] = f"“{argument.text}”, where its clause is"
    return _where(scene, argument, "sentence")


def _where_doers_are(scene: Scene, draft: Draft) -> Where | None:
    """ "Police in Orlik arrested four men": what such people do they do where they are; inferred."""
    if draft.entry is None or draft.entry.type not in ("ASSAULT", "COERCE", "PROTEST"):
        return None
    for role, head in draft.heads:
        if role != "actor" or scene.lemma(head) not in scene.lexicon.local:
            continue
        for child in scene.trees.children(head, "nmod"):
            if is_site(scene, child) and scene.trees.case(child) == "in":
                span = scene.trees.phrase(child)
                argument = Argument(role="place", text=span.of(scene.article.text), start=span.start, end=span.end)
                draft.explained["where"] = f"“{argument.text}”, where its doers are"
                return msgspec.structs.replace(_where(scene, argument, "sentence"), inferred=True)
    return None


def _is_somewhere(scene: Scene, argument: Argument) -> bool:
    """ "resigned from the council", "removed from office": a body or a post that is left is no place."""
    head = scene.trees.head_of(Span(argument.start, argument.end))
    if head is None or scene.is_place(head):
        return True
    mention = scene.mention(head)
    post = scene.lemma(head) in scene.lexicon.posts
    return not post and (mention is None or mention.kind not in ("organisation", "group", "person"))


def _where(scene: Scene, argument: Argument, how: str) -> Where:
    mention = _best_place(scene, Span(argument.start, argument.end), argument.mention)
    place = mention.place if mention is not None else None
    exact = mention is not None and (mention.start, mention.end) == (argument.start, argument.end)
    return Where(
        text=argument.text,
        start=argument.start,
        end=argument.end,
        name=place.name if place is not None else None,
        lat=place.lat if place is not None else None,
        lon=place.lon if place is not None else None,
        precision=place.precision if place is not None else None,
        mention=mention.id if mention is not None else None,
        how=how,
        country=place.country if place is not None else None,
        inferred=(place.inferred if place is not None else False)
        or (place is not None and not exact and how != "argument"),
    )


def _best_place(scene: Scene, span: Span, preferred: str | None) -> Mention | None:
    """The place mention a phrase names: its own head, else the first resolved one inside it."""
    inside: list[Mention] = []
    for token in scene.trees.within(span):
        mention = scene.mention(token)
        if mention is not None and mention.kind in ("place", "facility") and mention not in inside:
            inside.append(mention)
    for mention in inside:
        if mention.id == preferred and mention.place is not None:
            return mention
    resolved = [mention for mention in inside if mention.place is not None]
    return next(iter(resolved or inside), None)


def _inside_participants(scene: Scene, draft: Draft) -> Where | None:
    """A facility or place that is itself acted on is where it happened: the town taken, the warehouse struck."""
    if draft.entry is None or draft.entry.type not in ("ASSAULT", "OTHER", "COERCE", "PROTEST"):
        return None
    for argument in draft.arguments:
        if argument.role not in ("recipient", "victim", "theme"):
            continue
        head = scene.trees.head_of(Span(argument.start, argument.end))
        if head is None or not scene.is_place(head):
            continue
        mention, meant = scene.mention(head), scene.mention_of_phrase(head)
        if meant is not None and meant.kind == "person":
            continue
        if mention is None and (
            scene.lemma(head) in scene.lexicon.sites_or_things or _is_only_a_thing(scene, draft, head)
        ):
            continue  # "shrank the 400-gram bar", "offered them a building"
        country = mention is not None and mention.place is not None and mention.place.kind == "country"
        if not country:
            draft.explained["where"] = f"“{argument.text}”, the place acted on"
            return _where(scene, argument, "argument")
    return None


def _is_only_a_thing(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether an event of no harm has a site for its object: given, bought or planned, nothing has happened there.

    "Searched the quay" did; of "the river froze" the river is what, and not where.
    """
    entry, verb, trees = draft.entry, scene.lemma(draft.carrier), scene.trees
    by_itself = head in trees.subjects(draft.carrier) and not trees.is_passive(draft.carrier)
    listed = verb in scene.lexicon.on_site or draft.lemma in scene.lexicon.on_site
    there = draft.kind in HARMS or (listed and not by_itself)
    return entry is not None and entry.type == "OTHER" and not there


def _site_hung_on(scene: Scene, head: int) -> int | None:
    """ "A shell landed on a wedding party in Harun": a named place that the parser hung on what was struck."""
    below = (each for each in scene.trees.children(head, "nmod") if each > head and is_site(scene, each))
    named = (each for each in below if (mention := scene.mention(each)) is not None and mention.form == "name")
    return next(named, None)


def _from_own_phrases(scene: Scene, draft: Draft) -> Where | None:
    """Of what is struck; not of what someone rules, votes or speaks on ("ruled on a dispute in Harun")."""
    trees, verb = scene.trees, draft.carrier
    strikes = draft.entry is not None and draft.entry.type == "ASSAULT"
    if trees.tokens[verb].upos != "VERB" or not (strikes or all(role != "actor" for role, _ in draft.heads)):
        return None
    phrases = [each for each in trees.children(verb, "obl") if trees.case(each) in scene.lexicon.onto]
    site = next((site for each in phrases if (site := _site_hung_on(scene, each)) is not None), None)
    if site is None:
        return None
    span = trees.phrase(site)
    argument = Argument(role="place", text=span.of(scene.article.text), start=span.start, end=span.end)
    draft.explained["where"] = f"“{argument.text}”, hung on what was struck"
    return _where(scene, argument, "sentence")


def _from_when_clause(scene: Scene, draft: Draft) -> Where | None:
    """ "three were killed when their vehicle hit a mine in Orm": both happened there."""
    trees = scene.trees
    own = _while_clauses(scene, draft.carrier)
    for clause in (*scene.when_clauses(draft.carrier), *own):
        for child in trees.children(clause, "obl", "obj"):
            crossed = clause in own and base(trees.deprel(child)) == "obj" and scene.is_place(child)
            site = child if crossed or is_site(scene, child) else _site_hung_on(scene, child)
            if site is not None:
                span = trees.phrase(site)
                argument = Argument(role="place", text=span.of(scene.article.text), start=span.start, end=span.end)
                draft.explained["where"] = f"“{argument.text}” in the clause of the same moment"
                return _where(scene, argument, "sentence")
    return None


def _while_clauses(scene: Scene, verb: int) -> tuple[int, ...]:
    """ "was hit while crossing a road in Orm": clauses of the same moment that have no subject of their own."""
    return tuple(
        clause
        for clause in scene.trees.children(verb, "advcl")
        if clause > verb
        and not scene.trees.subjects(clause)
        and any(scene.lemma(word) in scene.lexicon.meanwhile for word in scene.trees.children(clause, "mark", "advmod"))
    )


def _from_main_clause(scene: Scene, draft: Draft) -> Where | None:
    """ "tore through a warehouse, killing 14": what a participle tells happened where its main clause did."""
    trees, token = scene.trees, draft.carrier
    head, relation = trees.head(token), base(trees.deprel(token))
    if head < 0 or relation not in ("advcl", "conj", "xcomp"):
        return None
    if relation == "advcl" and trees.child(token, "mark") is not None and trees.case(token) != "to":
        return None
    elsewhere = any(not scene.is_dated(each) for each in trees.children(token, "obl"))
    if relation == "conj" and elsewhere and trees.children(token, "nsubj", "csubj"):
        return None  # "sank in the lake, and a tram burnt at the depot": another clause, of elsewhere
    for child in trees.children(head, "obl", "obj"):
        inside = scene.is_place(child) and trees.case(child) not in ("from", "to")
        if inside and (trees.children(child, "case") or scene.mention(child) is not None):
            span = trees.phrase(child)
            argument = Argument(role="place", text=span.of(scene.article.text), start=span.start, end=span.end)
            draft.explained["where"] = f"“{argument.text}” in the main clause"
            return _where(scene, argument, "sentence")
    return None
