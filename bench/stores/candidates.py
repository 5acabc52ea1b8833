"""The candidates: each keeps page bytes, a few columns to narrow by, and a full-text index, in one folder."""

import contextlib
import sqlite3
import zlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from bench.stores.corpus import Saved

Facets = dict[str, list[tuple[str, int]]]


class Candidate(Protocol):
    """What is measured of a store."""

    name: str
    note: str

    def add(self, pages: Sequence[Saved]) -> None:
        """Keep a batch; when this returns, the batch must outlive a kill of the process."""
        ...

    def search(self, words: str) -> tuple[int, list[str], Facets]:
        """How many hold all the words, the 20 best, and counts by outlet, language and year."""
        ...

    def count(self) -> int:
        """Pages kept."""
        ...

    def content(self, page_id: str) -> bytes:
        """A page's bytes."""
        ...

    def close(self) -> None: ...


class Sqlite:
    """SQLite, WAL, FTS5 without a copy of the text; page bytes in the same file."""

    note = "one file, WAL, synchronous=FULL"

    def __init__(self, folder: Path) -> None:
        self.name = f"sqlite {sqlite3.sqlite_version}"
        folder.mkdir(parents=True, exist_ok=True)
        self._made = sqlite3.connect(folder / "record.sqlite", isolation_level=None)
        for line in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cache_size = -65536",
            "CREATE TABLE IF NOT EXISTS article (n INTEGER PRIMARY KEY, id TEXT UNIQUE, headline TEXT, outlet TEXT,"
            " language TEXT, day TEXT, type TEXT)",
            "CREATE TABLE IF NOT EXISTS content (n INTEGER PRIMARY KEY, bytes BLOB)",
            "CREATE INDEX IF NOT EXISTS by_day ON article (day)",
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (headline, body, content='',"
            " tokenize='unicode61 remove_diacritics 2')",
        ):
            self._made.execute(line)

    def add(self, pages: Sequence[Saved]) -> None:
        self._made.execute("BEGIN")
        for page in pages:
            row = (page.id, page.headline, page.outlet, page.language, page.day, page.type)
            cursor = self._made.execute(
                "INSERT INTO article (id, headline, outlet, language, day, type) VALUES (?, ?, ?, ?, ?, ?)", row
            )
            number = cursor.lastrowid
            self._made.execute("INSERT INTO content VALUES (?, ?)", (number, zlib.compress(page.content, 6)))
            self._made.execute(
                "INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", (number, page.headline, page.text)
            )
        self._made.execute("COMMIT")

    def search(self, words: str) -> tuple[int, list[str], Facets]:
        match = " AND ".join(f'"{word}"' for word in words.split())
        found = (
            "WITH found (n, score) AS MATERIALIZED (SELECT rowid, bm25(words, 4.0, 1.0) FROM words WHERE words MATCH ?)"
        )
        best = self._made.execute(
            f"{found} SELECT id FROM found JOIN article USING (n) ORDER BY score LIMIT 20", (match,)
        ).fetchall()
        parts = [
            f"SELECT * FROM (SELECT '{name}', {what} AS v, count(*) AS k FROM found JOIN article USING (n)"
            " GROUP BY v ORDER BY k DESC, v LIMIT 30)"
            for name, what in (("outlet", "outlet"), ("language", "language"), ("year", "substr(day, 1, 4)"))
        ]
        facets: Facets = {"outlet": [], "language": [], "year": []}
        for name, value, count in self._made.execute(f"{found} {' UNION ALL '.join(parts)}", (match,)):
            facets[name].append((value, count))
        return sum(count for _, count in facets["language"]), [row[0] for row in best], facets

    def count(self) -> int:
        return int(self._made.execute("SELECT count(*) FROM article JOIN content USING (n)").fetchone()[0])

    def content(self, page_id: str) -> bytes:
        row = self._made.execute("SELECT bytes FROM article JOIN content USING (n) WHERE id = ?", (page_id,)).fetchone()
        return zlib.decompress(row[0])

    def close(self) -> None:
        self._made.close()


class Duckdb:
    """DuckDB; its full-text extension where it can be had without a download, else a scan of the text."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.name = f"duckdb {duckdb.__version__}"
        folder.mkdir(parents=True, exist_ok=True)
        self._made = duckdb.connect(str(folder / "record.duckdb"))
        self._made.execute("SET threads = 1")
        try:
            self._made.execute("LOAD fts")
            self.note = "fts extension"
        except duckdb.Error:
            self.note = "fts extension needs a download: text is scanned"
        self._made.execute(
            "CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, headline TEXT, outlet TEXT, language TEXT,"
            " day TEXT, type TEXT, body TEXT, bytes BLOB)"
        )

    def add(self, pages: Sequence[Saved]) -> None:
        rows = [
            (p.id, p.headline, p.outlet, p.language, p.day, p.type, p.text, zlib.compress(p.content, 6)) for p in pages
        ]
        self._made.execute("BEGIN")
        self._made.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._made.execute("COMMIT")

    def search(self, words: str) -> tuple[int, list[str], Facets]:
        where = " AND ".join("regexp_matches(lower(body), ?)" for _ in words.split())
        values = [rf"\b{word}\b" for word in words.split()]
        self._made.execute(
            f"CREATE OR REPLACE TEMP TABLE found AS SELECT id, outlet, language, day FROM article WHERE {where}", values
        )
        facets: Facets = {}
        for name, what in (("outlet", "outlet"), ("language", "language"), ("year", "substr(day, 1, 4)")):
            facets[name] = self._made.execute(
                f"SELECT {what} AS v, count(*) AS k FROM found GROUP BY v ORDER BY k DESC, v LIMIT 30"
            ).fetchall()
        best = self._made.execute("SELECT id FROM found ORDER BY day DESC LIMIT 20").fetchall()
        return sum(count for _, count in facets["language"]), [row[0] for row in best], facets

    def count(self) -> int:
        (count,) = self._made.execute("SELECT count(*) FROM article").fetchall()[0]
        return int(count)

    def content(self, page_id: str) -> bytes:
        (pressed,) = self._made.execute("SELECT bytes FROM article WHERE id = ?", [page_id]).fetchall()[0]
        return zlib.decompress(pressed)

    def close(self) -> None:
        self._made.close()


class Tantivy:
    """tantivy: index, columns and page bytes in its own segments; joins and judgements would need a second store."""

    note = "index only: what must be joined or changed in place needs a second store"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self.name = f"tantivy {metadata.version('tantivy')}"
        folder.mkdir(parents=True, exist_ok=True)
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("headline", stored=True)
        schema.add_text_field("body")
        for name in ("outlet", "language", "year"):
            schema.add_text_field(name, stored=True, fast=True, tokenizer_name="raw")
        schema.add_bytes_field("bytes", stored=True, indexed=False)
        self._made = tantivy.Index(schema.build(), path=str(folder))
        self._writer = self._made.writer(64_000_000, 1)

    def add(self, pages: Sequence[Saved]) -> None:
        for page in pages:
            self._writer.add_document(
                self._tantivy.Document(
                    id=page.id,
                    headline=page.headline,
                    body=page.text,
                    outlet=page.outlet,
                    language=page.language,
                    year=page.day[:4],
                    bytes=zlib.compress(page.content, 6),
                )
            )
        self._writer.commit()

    def search(self, words: str) -> tuple[int, list[str], Facets]:
        self._made.reload()
        searcher = self._made.searcher()
        query = self._made.parse_query(" AND ".join(words.split()), ["headline", "body"])
        asked = {name: {"terms": {"field": name, "size": 30}} for name in ("outlet", "language", "year")}
        counted: dict[str, Any] = searcher.aggregate(query, asked)
        facets = {name: [(each["key"], int(each["doc_count"])) for each in counted[name]["buckets"]] for name in asked}
        result = searcher.search(query, 20)
        best = [searcher.doc(address)["id"][0] for _, address in result.hits]
        return sum(count for _, count in facets["language"]), best, facets

    def count(self) -> int:
        self._made.reload()
        return int(self._made.searcher().num_docs)

    def content(self, page_id: str) -> bytes:
        searcher = self._made.searcher()
        query = self._tantivy.Query.term_query(self._made.schema, "id", page_id)
        (_, address), *_ = searcher.search(query, 1).hits
        return zlib.decompress(bytes(searcher.doc(address)["bytes"][0]))

    def close(self) -> None:
        with contextlib.suppress(ValueError):
            self._writer.wait_merging_threads()


CANDIDATES: dict[str, type[Any]] = {"sqlite": Sqlite, "duckdb": Duckdb, "tantivy": Tantivy}
