"""One suite for every export: whole, valid in its format, the same each time, its quotes where it says."""

import csv
import datetime
import io
import itertools
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.unit.record.story import claim_in, event_in, mention_in, page_of, reading_of, town

from dateline.adapters.exports import EXPORTS, export
from dateline.adapters.exports.acled import COLUMNS as ACLED
from dateline.adapters.exports.table import COLUMNS as TABLE
from dateline.adapters.exports.ucdp import COLUMNS as UCDP
from dateline.adapters.stores import RecordStore, open_record
from dateline.jobs import join_record
from dateline.model import Author, DatelineError, Reading
from dateline.reading.shapes import ReadingFace
from dateline.views import Query

HOSTILE = (
    '=HYPERLINK("http://x.example") "quoted", <b>bold</b> & ]]> \ud800 \x0b\x00 🏳️ in Velden: an explosion'
    " killed 12 people, said Jorun Teller; “no word\u2028of it”, she went on."
)


def readings() -> list[Reading]:
    made = []
    for number, outlet in enumerate(("Harbour Radio", "The Velden Post", "=Capital, Daily\n")):
        reading = reading_of(
            headline=f"Blast in Velden, says number {number}",
            outlet=outlet,
            published=f"2024-05-0{7 + number}T09:00:00+02:00",
            url=f"https://{number}.example/a?b=1&c=<d>",
        )
        event = event_in(reading, "explosion", place="Velden", at=(54.0, 11.0), killed=("12", 12.0 + number))
        late = event_in(reading, "searched", id="e2", type="AID", day=("2024-05", "2024-06"), actor="Divers")
        undated = event_in(reading, "asked", id="e3", type="REQUEST", status="planned", day=None)
        made.append(
            msgspec.structs.replace(
                reading,
                mentions=(mention_in(reading, "Velden", kind="place", place=town("Velden", 7)),),
                claims=(claim_in(reading, "The cause was not known", "said the harbour", "Jorun Teller"),),
                events=(event, late, undated),
            )
        )
    odd = reading_of((HOSTILE,), headline="@odd", outlet=None, published="0001-01-01", url="javascript:alert(1)")
    odd = msgspec.structs.replace(
        odd,
        article=msgspec.structs.replace(odd.article, authors=(Author(name="<A & B>", kind="person"),)),
        claims=(claim_in(odd, "no word\u2028of it", "said", "Jorun Teller"),),
        events=(
            event_in(odd, "explosion", day=("9999-12-31", "9999-12-31T23:00:00"), place="Velden", at=(0.0, 180.0)),
            event_in(odd, "killed", id="e2", day=("-0500", "-0499")),
        ),
    )
    return [*made, odd]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    with open_record(tmp_path_factory.mktemp("record"), write=True) as store:
        for reading in readings():
            body = [span.of(reading.article.text) for span in reading.article.body]
            store.add(reading, msgspec.structs.replace(page_of(body), id=reading.page_id))
        join_record(store)
        yield store


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    with open_record(tmp_path_factory.mktemp("nothing"), write=True) as store:
        yield store


def written(name: str, store: RecordStore, query: Query = Query()) -> bytes:  # noqa: B008
    out = io.BytesIO()
    export(name, store, query, out)
    return out.getvalue()


# -- what holds in each format ----------------------------------------------------------------------------


def check_jsonl(data: bytes, store: RecordStore) -> int:
    lines = data.splitlines()
    for line in lines:
        if b"\\ud800" not in line:
            msgspec.json.decode(line, type=ReadingFace)
        face = json.loads(line)
        for event in face["events"]:
            trigger = event["trigger"]
            assert face["article"]["text"][trigger["start"] : trigger["end"]] == trigger["text"]
    return len(lines)


def rows_of(data: bytes, columns: tuple[str, ...]) -> list[dict[str, str]]:
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == columns
    assert all(len(row) == len(columns) for row in rows)
    for cell in itertools.chain.from_iterable(rows[1:]):
        assert cell[:1] not in ("=", "+", "@") and "\0" not in cell
    return [dict(zip(columns, row)) for row in rows[1:]]


def check_csv(data: bytes, store: RecordStore) -> int:
    rows = rows_of(data, TABLE)
    for row in rows:
        reading = store.reading(row["page"])
        assert reading is not None
        assert reading.article.text[int(row["start"]) : int(row["end"])] == row["words"]
        assert store.event(row["event"]) is not None
    return len(rows)


def check_acled(data: bytes, store: RecordStore) -> int:
    rows = rows_of(data, ACLED)
    for row in rows:
        assert datetime.date.fromisoformat(row["event_date"]).year == int(row["year"])
        assert row["time_precision"] in ("1", "2", "3")
        assert row["geo_precision"] in ("", "1", "2", "3")
    assert not rows or {row["fatalities"] for row in rows} <= {"", "12", "14"}
    return len(rows)


def check_ucdp(data: bytes, store: RecordStore) -> int:
    rows = rows_of(data, UCDP)
    for row in rows:
        low, best, high = (float(row[name]) for name in ("low", "best", "high"))
        assert low <= best <= high and high > 0
        assert row["date_start"] <= row["date_end"]
        assert not row["geom_wkt"] or row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    return len(rows)


def check_timelinejs(data: bytes, store: RecordStore) -> int:
    events = json.loads(data)["events"]
    for event in events:
        start = event["start_date"]
        datetime.date(start["year"], start["month"], start["day"])
        assert "<b>" not in event["text"]["headline"]
        assert "javascript:" not in event["text"]["text"]
    return len(events)


def check_geojson(data: bytes, store: RecordStore) -> int:
    collection = json.loads(data)
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature["type"] == "Feature" and feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90
    return len(collection["features"])


def check_ics(data: bytes, store: RecordStore) -> int:
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    events = [
        list(group) for inside, group in itertools.groupby(lines[4:-2], lambda line: line != "END:VEVENT") if inside
    ]
    for event in events:
        names = [line.partition(":")[0].partition(";")[0] for line in event]
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"):
            assert names.count(name) == 1
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == len(events)
    return len(events)


def check_atom(data: bytes, store: RecordStore) -> int:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(data)
    for element in (feed, *feed.findall(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(atom + name)) == 1
        datetime.datetime.fromisoformat(element.findtext(f"{atom}updated") or "")
    times = [entry.findtext(f"{atom}updated") or "" for entry in feed.findall(f"{atom}entry")]
    assert times == sorted(times, reverse=True)
    return len(times)


def check_annotations(data: bytes, store: RecordStore) -> int:
    page = json.loads(data)
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["target"]
        for target in item["target"]:
            reading = store.reading(target["dateline:page"])
            assert reading is not None
            text = reading.article.text
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            assert reading.article.text_sha256 == target["dateline:text_sha256"]
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    return len(page["items"])


def check_schemaorg(data: bytes, store: RecordStore) -> int:
    graph = json.loads(data)
    assert graph["@context"] == "https://schema.org"
    ids = {node["@id"] for node in graph["@graph"]}
    for node in graph["@graph"]:
        whole: Any = node.get("isPartOf") or node.get("appearance")
        assert node["@type"] == "NewsArticle" or whole["@id"] in ids
    return len(graph["@graph"])


CHECKS: dict[str, tuple[Callable[[bytes, RecordStore], int], int]] = {
    "jsonl": (check_jsonl, 4),
    "csv": (check_csv, 11),
    "acled": (check_acled, 3),
    "ucdp": (check_ucdp, 1),
    "timelinejs": (check_timelinejs, 3),
    "geojson": (check_geojson, 2),
    "ics": (check_ics, 2),
    "atom": (check_atom, 5),
    "annotations": (check_annotations, 15),
    "schemaorg": (check_schemaorg, 8),
}


def test_every_export_has_its_row_here() -> None:
    assert set(CHECKS) == set(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_it_is_valid_and_its_quotes_stand_where_it_says(name: str, record: RecordStore) -> None:
    check, _ = CHECKS[name]
    assert check(written(name, record), record) > 0


@pytest.mark.parametrize("name", EXPORTS)
def test_it_is_valid_when_there_is_nothing_to_tell(name: str, nothing: RecordStore) -> None:
    check, _ = CHECKS[name]
    assert check(written(name, nothing), nothing) == 0


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_record_gives_the_same_bytes(name: str, record: RecordStore, tmp_path: Path) -> None:
    with open_record(tmp_path, write=True) as again:
        for reading in reversed(readings()):
            body = [span.of(reading.article.text) for span in reading.article.body]
            again.add(reading, msgspec.structs.replace(page_of(body), id=reading.page_id))
        join_record(again)
        ours, theirs = written(name, record), written(name, again)
    if name in ("jsonl", "annotations", "schemaorg"):  # in the order in which pages came
        ours, theirs = (b"\n".join(sorted(each.replace(b",\n", b"\n").split(b"\n"))) for each in (ours, theirs))
    assert ours == theirs
    assert written(name, record) == written(name, record)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_query_narrows_it(name: str, record: RecordStore) -> None:
    check, _ = CHECKS[name]
    whole = check(written(name, record), record)
    assert check(written(name, record, Query(text="zebra")), record) == 0
    assert 0 < check(written(name, record, Query(outlets=("Harbour Radio",))), record) <= whole


def test_a_format_that_there_is_not_is_refused(record: RecordStore) -> None:
    with pytest.raises(DatelineError, match="parquet"):
        written("parquet", record)
