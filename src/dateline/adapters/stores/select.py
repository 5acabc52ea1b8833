"""The questions that find articles, events and entities, as SQL: each takes a connection and a Query."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import unpack
from dateline.adapters.stores.look_up import reading_at
from dateline.adapters.stores.match import Words, excerpt, find_words, parse_words
from dateline.adapters.stores.narrowing import Condition, conditions_of, events_told, found_by, joined
from dateline.model import Entity, Event, Reading
from dateline.views import FACETS, FacetValue, Hit, Query, Results

_FACET_VALUES = 30
_FACET_SQL = {
    "outlet": "SELECT 'outlet', outlet, outlet, count(*) AS k FROM found JOIN article USING (n)"
    " WHERE outlet IS NOT NULL{and_} GROUP BY outlet",
    "language": "SELECT 'language', language, language, count(*) AS k FROM found JOIN article USING (n)"
    " WHERE language IS NOT NULL{and_} GROUP BY language",
    "kind": "SELECT 'kind', kind, kind, count(*) AS k FROM found JOIN article USING (n) WHERE 1{and_} GROUP BY kind",
    "year": "SELECT 'year', substr(day, 1, 4), substr(day, 1, 4), count(*) AS k"
    " FROM found JOIN article USING (n) WHERE day IS NOT NULL{and_} GROUP BY substr(day, 1, 4)",
    "entity": "SELECT 'entity', entity.id, entity.name, count(DISTINCT article.n) AS k"
    " FROM found JOIN article USING (n) JOIN member ON member.n = article.n"
    " JOIN entity ON entity.id = member.entity WHERE 1{and_} GROUP BY entity.id",
    "type": "SELECT 'type', report.type, report.type, count(DISTINCT article.n) AS k"
    " FROM found JOIN article USING (n) JOIN report ON report.n = article.n WHERE 1{and_} GROUP BY report.type",
    "status": "SELECT 'status', report.status, report.status, count(DISTINCT article.n) AS k"
    " FROM found JOIN article USING (n) JOIN report ON report.n = article.n WHERE 1{and_}"
    " GROUP BY report.status",
}


def search(connection: sqlite3.Connection, query: Query) -> Results:
    """Articles that match, and facets; a facet's counts leave its own filter out, so that one sees its others."""
    words = parse_words(query.text)
    narrowed = conditions_of(query)
    where, values = joined(narrowed.values())
    found, found_values = found_by(words)
    total = connection.execute(
        f"WITH {found} SELECT count(*) FROM found JOIN article USING (n) WHERE 1{where}",
        [*found_values, *values],
    ).fetchone()[0]
    rank = "found.score" if words.match() and query.order == "best" else None
    order = {"oldest": "day IS NULL, day, article.n"}.get(query.order, "day IS NULL, day DESC, article.n")
    rows = connection.execute(
        f"WITH {found} SELECT article.n, page.id, kind, headline, outlet, published, language, url, events,"
        " claims, (SELECT id FROM page AS first WHERE first.n = copy_of)"
        f" FROM found JOIN article USING (n) JOIN page USING (n) WHERE 1{where}"
        f" ORDER BY {rank + ', ' if rank else ''}{order} LIMIT ? OFFSET ?",
        [*found_values, *values, query.limit, query.offset],
    ).fetchall()
    hits = tuple(_hit(connection, words, row) for row in rows)
    return Results(total=total, hits=hits, facets=_facets(connection, words, narrowed))


def _facets(
    connection: sqlite3.Connection, words: Words, narrowed: dict[str, Condition]
) -> dict[str, tuple[FacetValue, ...]]:
    found, found_values = found_by(words)
    statements, values = [], list(found_values)
    for name in FACETS:
        where, more = joined(condition for key, condition in narrowed.items() if key != name)
        inner = _FACET_SQL[name].format(and_=where)
        statements.append(f"SELECT * FROM ({inner} ORDER BY k DESC, 2 LIMIT {_FACET_VALUES})")
        values += more
    counted: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    for name, value, label, count in connection.execute(f"WITH {found} {' UNION ALL '.join(statements)}", values):
        counted[name].append(FacetValue(value=value, label=label, count=count))
    return {name: tuple(each) for name, each in counted.items()}


def _hit(connection: sqlite3.Connection, words: Words, row: tuple[Any, ...]) -> Hit:
    article = reading_at(connection, row[0]).article
    text = article.text
    matches = find_words(text, words)
    body = article.body[0].start if article.body else 0  # the headline is shown by itself
    shown = excerpt(text, matches, body)
    return Hit(
        page_id=row[1],
        kind=row[2],
        headline=row[3],
        outlet=row[4],
        published=row[5],
        language=row[6],
        url=row[7],
        events=row[8],
        claims=row[9],
        copy_of=None if row[10] == row[1] else row[10],
        excerpt=shown.of(text),
        start=shown.start,
        matches=matches,
    )


def readings(connection: sqlite3.Connection, query: Query | None) -> Iterator[Reading]:
    """Readings of the articles that match, in the order in which their pages came; all without a query."""
    if query is None:
        rows = connection.execute("SELECT body FROM reading ORDER BY n")
        return (unpack(row[0], Reading) for row in rows)
    found, values = found_by(parse_words(query.text))
    where, more = joined(conditions_of(query).values())
    rows = connection.execute(
        f"WITH {found} SELECT body FROM found JOIN article USING (n) JOIN reading USING (n) WHERE 1{where}"
        " ORDER BY article.n",
        [*values, *more],
    )
    return (unpack(row[0], Reading) for row in rows)


def timeline(connection: sqlite3.Connection, query: Query) -> tuple[Event, ...]:
    """Events by their earliest time; the words, outlets and entities asked for must be in one of its articles."""
    where, values = events_told(query)
    rows = connection.execute(
        f"SELECT body FROM event WHERE event.earliest IS NOT NULL{where}"
        " ORDER BY earliest, latest IS NULL, latest, id LIMIT ? OFFSET ?",
        [*values, query.limit, query.offset],
    )
    return tuple(unpack(row[0], Event) for row in rows)


def events(connection: sqlite3.Connection, query: Query | None) -> Iterator[Event]:
    """Events, dated or not, by id."""
    where, values = events_told(query) if query is not None else ("", [])
    rows = connection.execute(f"SELECT body FROM event WHERE 1{where} ORDER BY id", values)
    return (unpack(row[0], Event) for row in rows)


def entities(connection: sqlite3.Connection, kind: str | None, text: str, limit: int) -> tuple[tuple[Entity, int], ...]:
    """Entities with the number of articles that name them, most first, then by name."""
    clauses, values = ["1"], list[Any]()
    if kind is not None:
        clauses.append("kind = ?")
        values.append(kind)
    if text:
        clauses.append("name LIKE ? ESCAPE '!'")
        plain = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        values.append(f"%{sayable(plain)}%")
    rows = connection.execute(
        f"SELECT body, articles FROM entity WHERE {' AND '.join(clauses)} ORDER BY articles DESC, name, id LIMIT ?",
        [*values, limit],
    )
    return tuple((unpack(body, Entity), articles) for body, articles in rows)
