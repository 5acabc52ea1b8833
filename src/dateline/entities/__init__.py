"""Mentions: the words that name people, bodies, places and quantities, and what they name."""

import msgspec

from dateline.entities.kinds import settle_kinds
from dateline.entities.lexicon import load_lexicon
from dateline.entities.name import Name
from dateline.entities.names import find_names
from dateline.entities.numbers import load_numbers
from dateline.entities.places import Atlas, load_atlas, resolve_places
from dateline.entities.quantities import FoundQuantity, find_quantities
from dateline.entities.references import find_references
from dateline.entities.same_names import group_names
from dateline.entities.things import Reference, Thing
from dateline.entities.words import Words
from dateline.language import Language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.model import Analysis, Article, Mention, PlaceReference

__all__ = ["find_mentions"]


def find_mentions(article: Article, analysis: Analysis, language: Language) -> tuple[Mention, ...]:
    """Find the mentions of an article: names, roles and pronouns, places resolved, quantities.

    article: its text is what every offset points into (code points). analysis: the tagger's, of that text; names
    come from its entities, so a language whose tagger finds none has quantities at most.
    Returns mentions in text order; ids "m1".. and entity ids "e1".. run in that order. Raises nothing on odd text.
    Sources: the rules and words are the pack's (`<code>/entities`), places the shared gazetteer's.

    >>> from dateline.language import load_language
    >>> from dateline.model import Sentence, TaggedSpan, Token
    >>> text = "Defence Minister Anna Korr met 27 dockers."
    >>> words = [("Defence", "PROPN"), ("Minister", "PROPN"), ("Anna", "PROPN"), ("Korr", "PROPN"), ("met", "VERB"),
    ...          ("27", "NUM"), ("dockers", "NOUN"), (".", "PUNCT")]
    >>> tokens = tuple(Token(text.index(w), text.index(w) + len(w), p, w.lower(), -1, "") for w, p in words)
    >>> analysis = Analysis(tokens, (Sentence(0, len(text), 0, len(tokens)),), (TaggedSpan("person", 17, 26, 0.9),))
    >>> article = Article(page_id="p", kind="article", text=text)
    >>> for mention in find_mentions(article, analysis, load_language("en")):
    ...     print(mention.kind, mention.text, mention.office or "", mention.ontology or "", mention.form)
    person Anna Korr Defence Minister state name
    quantity 27   name
    group dockers  labour nominal
    """
    lexicon = language.resource("entities/lexicon", load_lexicon)
    numbers = language.resource("entities/numbers", load_numbers)
    words = Words(article.text, analysis)
    names = find_names(words, analysis.entities, lexicon) if lexicon is not None else []
    atlas = language.resource("entities/atlas", load_atlas) if lexicon is not None else None
    names = settle_kinds(words, names, lexicon, atlas, article.outlet) if lexicon is not None else []
    places = _places_of(article, names, atlas)
    past = atlas.past if atlas is not None else frozenset()
    keys = {
        index: _place_key(place) + (f"|{names[index].text}" if names[index].text in past else "")
        for index, place in places.items()
        if not place.inferred
    }
    things = group_names(words, names, keys)
    references = find_references(words, things, lexicon) if lexicon is not None else []
    spans = tuple(name.span for name in names)
    counted = Words(article.text, with_lemmas(analysis, article.text, load_lemmas(language)))
    quantities = find_quantities(counted, numbers, spans) if numbers is not None else ()
    return _numbered(article.text, names, places, things, references, quantities)


def _places_of(article: Article, names: list[Name], atlas: Atlas | None) -> dict[int, PlaceReference]:
    """The resolved place of each name of a place, by the name's index."""
    if atlas is None:
        return {}
    indices = [index for index, name in enumerate(names) if name.kind in ("place", "facility")]
    opening = article.dateline.place if article.dateline is not None else None
    resolved = resolve_places(article.text, [names[index].span for index in indices], atlas, dateline=opening)
    return {index: place for index, place in zip(indices, resolved) if place is not None}


def _place_key(place: PlaceReference) -> str:
    return f"{place.name}|{place.lat}|{place.lon}"


def _numbered(
    text: str,
    names: list[Name],
    places: dict[int, PlaceReference],
    things: list[Thing],
    references: list[Reference],
    quantities: tuple[FoundQuantity, ...],
) -> tuple[Mention, ...]:
    place_of = {id(names[index]): place for index, place in places.items()}
    drafts: list[tuple[Mention, Thing | None]] = [
        (_name_mention(name, thing, place_of.get(id(name))), thing) for thing in things for name in thing.names
    ]
    drafts += [(_reference_mention(reference), reference.thing) for reference in references]
    drafts += [(_quantity_mention(found), None) for found in quantities]
    drafts.sort(key=lambda draft: (draft[0].start, draft[0].end))
    entities: dict[int, str] = {}
    mentions = []
    for number, (mention, thing) in enumerate(drafts, 1):
        entity = None if thing is None else entities.setdefault(id(thing), f"e{len(entities) + 1}")
        mentions.append(
            msgspec.structs.replace(mention, id=f"m{number}", entity=entity, text=text[mention.start : mention.end])
        )
    return tuple(mentions)


def _name_mention(name: Name, thing: Thing, place: PlaceReference | None) -> Mention:
    country = name.country or (place.country if place is not None else thing.country)
    return Mention(
        id="",
        kind=name.kind,
        start=name.span.start,
        end=name.span.end,
        text=name.text,
        name=thing.name,
        place=place,
        title=name.title,
        office=name.office or (thing.offices[0] if thing.offices else None),
        ontology=name.ontology if name.kind in ("place", "facility") else thing.ontology or name.ontology,
        country=country,
        found_by=name.found_by,
        score=round(name.score, 3),
    )


def _reference_mention(reference: Reference) -> Mention:
    return Mention(
        id="",
        kind=reference.kind,
        start=reference.span.start,
        end=reference.span.end,
        text="",
        name=reference.thing.name or None,
        form="pronoun" if reference.form == "pronoun" else "nominal",
        office=reference.thing.offices[0] if reference.thing.offices else None,
        ontology=reference.ontology,
        country=reference.country,
        found_by=reference.found_by,
        score=reference.score,
    )


def _quantity_mention(found: FoundQuantity) -> Mention:
    return Mention(
        id="",
        kind="quantity",
        start=found.span.start,
        end=found.span.end,
        text="",
        quantity=found.quantity,
        found_by="entities/numbers@1",
    )
