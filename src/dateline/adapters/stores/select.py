"""The questions, as SQL: each function takes a connection and a Query and gives what the view shows."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import unpack
from dateline.adapters.stores.match import Words, excerpt, find_words, parse_words
from dateline.adapters.stores.schema import SCHEMA
from dateline.language import language_of_pack
from dateline.language.tagging.sentences import sentence_around
from dateline.model import Claim, Entity, Event, EventReport, Reading, Span
from dateline.views import FACETS, ClaimLine, FacetValue, Hit, Query, ReportLine, Results, Stats, day_bounds

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

Condition = tuple[str, list[Any]]


def search(connection: sqlite3.Connection, query: Query) -> Results:
    """Articles that match, and facets; a facet's counts leave its own filter out, so that one sees its others."""
    words = parse_words(query.text)
    narrowed = _conditions(query)
    where, values = _join(narrowed.values())
    found, found_values = _found(words)
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


def _found(words: Words) -> Condition:
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


def _conditions(query: Query) -> dict[str, Condition]:
    """What narrows the articles, by facet."""
    found: dict[str, Condition] = {}
    for name, column, wanted in (
        ("outlet", "article.outlet", query.outlets),
        ("language", "article.language", query.languages),
        ("kind", "article.kind", query.kinds),
    ):
        if wanted:
            found[name] = (f"{column} IN ({_marks(wanted)})", [sayable(each) for each in wanted])
    if query.entities:
        found["entity"] = _naming(query.entities)
    for name, wanted in (("type", query.types), ("status", query.statuses)):
        if wanted:
            found[name] = (
                f"article.n IN (SELECT n FROM report WHERE report.{name} IN ({_marks(wanted)}))",
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
    marks = _marks(entities)
    names = [sayable(each) for each in entities]
    return (
        f"article.n IN (SELECT member.n FROM member JOIN entity ON entity.id = member.entity"
        f" WHERE entity.id IN ({marks}) OR entity.name IN ({marks}))",
        [*names, *names],
    )


def _join(conditions: Any) -> Condition:
    parts = list(conditions)
    return "".join(f" AND {text}" for text, _ in parts), [value for _, values in parts for value in values]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _facets(
    connection: sqlite3.Connection, words: Words, narrowed: dict[str, Condition]
) -> dict[str, tuple[FacetValue, ...]]:
    found, found_values = _found(words)
    statements, values = [], list(found_values)
    for name in FACETS:
        where, more = _join(condition for key, condition in narrowed.items() if key != name)
        inner = _FACET_SQL[name].format(and_=where)
        statements.append(f"SELECT * FROM ({inner} ORDER BY k DESC, 2 LIMIT {_FACET_VALUES})")
        values += more
    counted: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    for name, value, label, count in connection.execute(f"WITH {found} {' UNION ALL '.join(statements)}", values):
        counted[name].append(FacetValue(value=value, label=label, count=count))
    return {name: tuple(each) for name, each in counted.items()}


def _hit(connection: sqlite3.Connection, words: Words, row: tuple[Any, ...]) -> Hit:
    article = _reading(connection, row[0]).article
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


def _reading(connection: sqlite3.Connection, number: int) -> Reading:
    return unpack(connection.execute("SELECT body FROM reading WHERE n = ?", (number,)).fetchone()[0], Reading)


def readings(connection: sqlite3.Connection, query: Query) -> Iterator[Reading]:
    """Readings of the articles that match, in the order in which their pages came."""
    found, values = _found(parse_words(query.text))
    where, more = _join(_conditions(query).values())
    rows = connection.execute(
        f"WITH {found} SELECT body FROM found JOIN article USING (n) JOIN reading USING (n) WHERE 1{where}"
        " ORDER BY article.n",
        [*values, *more],
    )
    return (unpack(row[0], Reading) for row in rows)


def timeline(connection: sqlite3.Connection, query: Query) -> tuple[Event, ...]:
    """Events by their earliest time; the words, outlets and entities asked for must be in one of its articles."""
    where, values = _events_told(query)
    rows = connection.execute(
        f"SELECT body FROM event WHERE event.earliest IS NOT NULL{where}"
        " ORDER BY earliest, latest IS NULL, latest, id LIMIT ? OFFSET ?",
        [*values, query.limit, query.offset],
    )
    return tuple(unpack(row[0], Event) for row in rows)


def events(connection: sqlite3.Connection, query: Query | None) -> Iterator[Event]:
    """Events, dated or not, by id."""
    where, values = _events_told(query) if query is not None else ("", [])
    rows = connection.execute(f"SELECT body FROM event WHERE 1{where} ORDER BY id", values)
    return (unpack(row[0], Event) for row in rows)


def _events_told(query: Query) -> Condition:
    first, last = day_bounds(query.since, query.until)
    conditions: list[Condition] = []
    for name, wanted in (("type", query.types), ("status", query.statuses)):
        if wanted:
            conditions.append((f"event.{name} IN ({_marks(wanted)})", list(wanted)))
    if first is not None:
        conditions.append(("coalesce(event.latest, event.earliest || '~') > ?", [first]))
    if last is not None:
        conditions.append(("event.earliest < ?", [last]))
    told = _articles_told(query)
    if told is not None:
        found, where, values = told
        articles = f"WITH {found} SELECT n FROM found JOIN article USING (n) WHERE 1{where}"
        conditions.append((f"event.id IN (SELECT report.event FROM report WHERE report.n IN ({articles}))", values))
    return _join(conditions)


def _articles_told(query: Query) -> tuple[str, str, list[Any]] | None:
    """The articles in which an event must be told: common table, conditions, values; None for any article."""
    kept = {
        name: condition for name, condition in _conditions(query).items() if name in {"outlet", "language", "entity"}
    }
    words = parse_words(query.text)
    if not kept and words == Words():
        return None
    found, values = _found(words)
    where, more = _join(kept.values())
    return found, where, [*values, *more]


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


def claims(connection: sqlite3.Connection, query: Query) -> tuple[ClaimLine, ...]:
    """Claims in articles that match, newest article first, in text order; entities: who speaks."""
    words = parse_words(query.text)
    found, values = _found(words)
    narrowed = _conditions(query)
    narrowed.pop("entity", None)
    where, more = _join(narrowed.values())
    speaks, speakers = "", list[Any]()
    if query.entities:
        marks = _marks(query.entities)
        speaks = f" AND (entity.id IN ({marks}) OR entity.name IN ({marks}) OR claim.speaker IN ({marks}))"
        speakers = [sayable(each) for each in query.entities] * 3
    rows = connection.execute(
        f"WITH {found} SELECT claim.n, claim.i, entity.id, page.id FROM found JOIN article USING (n)"
        " JOIN page USING (n) JOIN claim ON claim.n = article.n"
        " LEFT JOIN member ON member.n = claim.n AND member.local = claim.local"
        f" LEFT JOIN entity ON entity.id = member.entity WHERE 1{where}{speaks}"
        " ORDER BY day IS NULL, day DESC, claim.n, claim.i LIMIT ? OFFSET ?",
        [*values, *more, *speakers, query.limit, query.offset],
    ).fetchall()
    lines = []
    shown: tuple[int, Reading] | None = None
    for number, index, entity, page_id in rows:
        if shown is None or shown[0] != number:
            shown = (number, _reading(connection, number))
        lines.append(_claim_line(shown[1], shown[1].claims[index], entity, page_id))
    return tuple(lines)


def _claim_line(reading: Reading, claim: Claim, entity: str | None, page_id: str) -> ClaimLine:
    article = reading.article
    inner = claim.sources[-1] if claim.sources else None
    return ClaimLine(
        page_id=page_id,
        claim=claim.id,
        mode=claim.mode,
        speaker=None if inner is None else inner.name or inner.text,
        speaker_kind=None if inner is None else inner.kind,
        entity=entity,
        chain=tuple(source.name or source.text for source in claim.sources),
        cue=None if claim.cue is None else claim.cue.text,
        content=tuple(span.of(article.text) for span in claim.content),
        spans=claim.content,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
    )


def forecasts(connection: sqlite3.Connection, query: Query) -> tuple[ReportLine, ...]:
    """Reports that carry a horizon, by publication, then in text order."""
    found, values = _found(parse_words(query.text))
    narrowed = _conditions(query)
    for name in ("type", "status"):
        if name in narrowed:
            wanted = query.types if name == "type" else query.statuses
            narrowed[name] = (f"report.{name} IN ({_marks(wanted)})", list(wanted))
    where, more = _join(narrowed.values())
    rows = connection.execute(
        f"WITH {found} SELECT page.id, report.id FROM found JOIN article USING (n) JOIN page USING (n)"
        f" JOIN report ON report.n = article.n WHERE report.horizon{where}"
        " ORDER BY day IS NULL, day, report.n, report.i LIMIT ? OFFSET ?",
        [*values, *more, query.limit, query.offset],
    ).fetchall()
    return reports(connection, [f"{page}#{local}" for page, local in rows])


def reports(connection: sqlite3.Connection, report_ids: Sequence[str]) -> tuple[ReportLine, ...]:
    """Reports in the order asked for, each with the sentence that tells it."""
    return tuple(_report_lines(connection, report_ids))


def _report_lines(connection: sqlite3.Connection, report_ids: Sequence[str]) -> Iterator[ReportLine]:
    read: dict[str, tuple[Reading, str | None] | None] = {}
    for reference in report_ids:
        page_id, _, local = reference.partition("#")
        if page_id not in read:
            row = connection.execute(
                "SELECT body, (SELECT id FROM page AS first WHERE first.n = copy_of) FROM page"
                " JOIN reading USING (n) JOIN article USING (n) WHERE id = ?",
                (page_id,),
            ).fetchone()
            read[page_id] = None if row is None else (unpack(row[0], Reading), row[1])
        known = read[page_id]
        if known is None:
            continue
        reading, copy_of = known
        for report in reading.events:
            if report.id == local:
                yield _report_line(reading, report, None if copy_of == page_id else copy_of)


def _report_line(reading: Reading, report: EventReport, copy_of: str | None) -> ReportLine:
    article = reading.article
    trigger = Span(report.trigger.start, report.trigger.end)
    sentence = sentence_around(article.text, trigger, language_of_pack(reading.language_pack))
    return ReportLine(
        page_id=reading.page_id,
        report=report.id,
        type=report.type,
        status=report.status,
        trigger=report.trigger.text,
        start=report.trigger.start,
        end=report.trigger.end,
        sentence=sentence.of(article.text),
        sentence_start=sentence.start,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        copy_of=copy_of,
        edtf=report.when.edtf if report.when else None,
        place=(report.where.name or report.where.text) if report.where else None,
        claim=report.claim,
        horizon=report.horizon.text if report.horizon else None,
        horizon_earliest=report.horizon.earliest if report.horizon else None,
        horizon_latest=report.horizon.latest if report.horizon else None,
    )


def stats(connection: sqlite3.Connection, size: int) -> Stats:
    """What the record holds."""

    def count(statement: str) -> int:
        return int(connection.execute(statement).fetchone()[0])

    def counts(statement: str) -> dict[str, int]:
        return {key: number for key, number in connection.execute(statement) if key is not None}

    first, last = connection.execute("SELECT min(day), max(day) FROM article WHERE kind = 'article'").fetchone()
    unjoined = connection.execute("SELECT value FROM fact WHERE name = 'unjoined'").fetchone()
    return Stats(
        pages=count("SELECT count(*) FROM page"),
        articles=count("SELECT count(*) FROM article WHERE kind = 'article'"),
        not_articles=counts("SELECT kind, count(*) FROM article WHERE kind <> 'article' GROUP BY kind ORDER BY kind"),
        entities=count("SELECT count(*) FROM entity"),
        events=count("SELECT count(*) FROM event"),
        reports=count("SELECT count(*) FROM report"),
        claims=count("SELECT count(*) FROM claim"),
        judgements=count("SELECT count(*) FROM judgement WHERE standing"),
        problems=counts("SELECT code, count(*) FROM problem GROUP BY code ORDER BY code"),
        unreadable=count("SELECT count(*) FROM unreadable"),
        outlets=count("SELECT count(DISTINCT outlet) FROM article"),
        languages=counts(
            "SELECT language, count(*) FROM article WHERE kind = 'article' GROUP BY language ORDER BY language"
        ),
        earliest=first,
        latest=last,
        unjoined=int(unjoined[0]) if unjoined else 0,
        bytes=size,
        schema=SCHEMA,
    )
