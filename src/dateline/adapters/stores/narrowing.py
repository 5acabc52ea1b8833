"""What a Query asks for, as SQL conditions with their values."""

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.match import Words, parse_words
from dateline.views import Query, day_bounds

Condition = tuple[str, list[Any]]


def found_by(words: Words) -> Condition:
    """The rows that hold the words, as the common table `found (n, score)`."""
    unmatch = words.unmatch()
    leave_out = " AND {} NOT IN (SELECT rowid FROM words WHERE words MATCH ?)" if unmatch else ""
    more: list[Any] = [unmatch] if unmatch else []
    match = words.match()
    if match is None:
        return f"found (n, score) AS (SELECT n, 0 FROM article WHERE 1{leave_out.format('n')})", more
    return (
        "found (n, score) AS MATERIALIZED (SELECT rowid, bm25(words, 4.0, 1.0) FROM words"
        f" WHERE words MATCH ?{leave_out.format('rowid')})",
        [match, *more],
    )


def conditions_of(query: Query) -> dict[str, Condition]:
    """What narrows the articles, by facet."""
    found: dict[str, Condition] = {}
    for name, column, wanted in (
        ("outlet", "article.outlet", query.outlets),
        ("language", "article.language", query.languages),
        ("kind", "article.kind", query.kinds),
    ):
        if wanted:
            found[name] = (f"{column} IN ({placeholders(wanted)})", [sayable(each) for each in wanted])
    if query.entities:
        found["entity"] = _naming(query.entities)
    for name, wanted in (("type", query.types), ("status", query.statuses)):
        if wanted:
            found[name] = (
                f"article.n IN (SELECT n FROM report WHERE report.{name} IN ({placeholders(wanted)}))",
                list(wanted),
            )
    first, last = day_bounds(query.since, query.until)
    if first is not None or last is not None:
        parts = [("article.day >= ?", first), ("article.day < ?", last)]
        found["year"] = (
            " AND ".join(text for text, value in parts if value is not None),
            [value for _, value in parts if value is not None],
        )
    return found


def _naming(entities: Sequence[str]) -> Condition:
    marks = placeholders(entities)
    names = [sayable(each) for each in entities]
    return (
        f"article.n IN (SELECT member.n FROM member JOIN entity ON entity.id = member.entity"
        f" WHERE entity.id IN ({marks}) OR entity.name IN ({marks}))",
        [*names, *names],
    )


def events_told(query: Query) -> Condition:
    """What narrows the events."""
    first, last = day_bounds(query.since, query.until)
    conditions: list[Condition] = []
    for name, wanted in (("type", query.types), ("status", query.statuses)):
        if wanted:
            conditions.append((f"event.{name} IN ({placeholders(wanted)})", list(wanted)))
    if first is not None:
        conditions.append(("coalesce(event.latest, event.earliest || '~') > ?", [first]))
    if last is not None:
        conditions.append(("event.earliest < ?", [last]))
    told = _articles_told(query)
    if told is not None:
        found, where, values = told
        articles = f"WITH {found} SELECT n FROM found JOIN article USING (n) WHERE 1{where}"
        conditions.append((f"event.id IN (SELECT report.event FROM report WHERE report.n IN ({articles}))", values))
    return joined(conditions)


def _articles_told(query: Query) -> tuple[str, str, list[Any]] | None:
    """The articles in which an event must be told: common table, conditions, values; None for any article."""
    kept = {
        name: condition for name, condition in conditions_of(query).items() if name in {"outlet", "language", "entity"}
    }
    words = parse_words(query.text)
    if not kept and words == Words():
        return None
    found, values = found_by(words)
    where, more = joined(kept.values())
    return found, where, [*values, *more]


def joined(conditions: Iterable[Condition]) -> Condition:
    """Conditions as one that goes behind a WHERE 1."""
    parts = list(conditions)
    return "".join(f" AND {text}" for text, _ in parts), [value for _, values in parts for value in values]


def placeholders(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
