"""People, bodies and places of the record, and one of them with what it said and where it is named."""

from typing import Any

from dateline.adapters.web.asked import MOST_WORDS, Asked, NotFoundError, reference_of
from dateline.views import Query, Store, view_entity

_SHOWN = 120
_ROWS = 20
KINDS = (
    ("", "All"),
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
    ("group", "Groups"),
    ("facility", "Buildings and sites"),
    ("product", "Things"),
    ("work", "Works"),
    ("event", "Named events"),
)


def people(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """Entities by the number of articles that name them."""
    kind, words = asked.one("kind"), asked.one("q", MOST_WORDS)
    known = kind if kind in dict(KINDS) else ""
    entities = store.entities(kind=known or None, text=words, limit=_SHOWN + 1)
    return "people.html", {
        "kinds": KINDS,
        "kind": known,
        "words": words,
        "entities": entities[:_SHOWN],
        "more": len(entities) > _SHOWN,
    }


def entity(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """One entity: its names, its claims, the events told where it is named, and those articles."""
    view = view_entity(store, reference_of(asked.named["id"]), limit=_ROWS)
    if view is None:
        raise NotFoundError("No person, body or place of this record has that address.")
    results = store.search(Query(entities=(view.entity.id,), kinds=(), order="newest", limit=_ROWS))
    beside = [each for each in results.facets.get("entity", ()) if each.value != view.entity.id]
    return "entity.html", {
        "view": view,
        "entity": view.entity,
        "names": [name for name in view.entity.names if name != view.entity.name],
        "hits": results.hits,
        "total": results.total,
        "beside": beside[:15],
        "rows": _ROWS,
    }
