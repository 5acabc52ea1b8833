"""One suite for every store of records. An oracle that scans all readings tells what a search must find."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.record.story import (
    DISPATCH,
    claim_in,
    event_in,
    mention_in,
    page_of,
    reading_of,
)

from dateline.adapters.stores import RecordStore, open_record, schema
from dateline.adapters.stores.codec import pack
from dateline.jobs import join_record
from dateline.model import (
    DatelineError,
    Judgement,
    Locator,
    Page,
    Problem,
    Reading,
    Unreadable,
)
from dateline.views import Query, Store

OPENERS = {"sqlite": open_record}


@pytest.fixture(params=list(OPENERS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordStore]:
    with OPENERS[request.param](tmp_path / "record", write=True) as opened:
        yield opened


def keep(store: RecordStore, reading: Reading, *, made_by: str = "", **known: object) -> Page:
    paragraphs = [reading.article.text[span.start : span.end] for span in reading.article.body]
    page = page_of(paragraphs, salt=f"{reading.article.outlet}{reading.article.headline}", **known)
    page = msgspec.structs.replace(page, id=reading.page_id)
    store.add(reading, page, made_by=made_by)
    return page


def telling(outlet: str, published: str = "2024-05-07", **event: object) -> Reading:
    reading = reading_of(headline=f"Blast in Velden, {outlet} reports", outlet=outlet, published=published)
    return msgspec.structs.replace(
        reading,
        mentions=(mention_in(reading, "Jorun Teller"),),
        claims=(claim_in(reading, "The cause was not known", "said the harbour", "Jorun Teller", entity="n1"),),
        events=(event_in(reading, "explosion", place="Velden", killed=("12", 12.0), **event),),  # type: ignore[arg-type]
    )


def test_it_is_a_store(store: RecordStore) -> None:
    assert isinstance(store, Store)


def test_pages_and_readings_come_back_as_they_went_in(store: RecordStore) -> None:
    reading = telling("Harbour Radio")
    page = keep(store, reading, url="https://radio.example/1", captured_at="2024-05-08T00:00:00Z", http_status=200)
    assert store.reading(reading.page_id) == reading
    assert store.page(reading.page_id) == page
    assert list(store.readings()) == [reading]
    assert store.reading(reading.page_id[:6]) == reading
    assert store.reading("0" * 64) is None and store.reading("nothing") is None


def test_every_byte_and_every_code_point_is_kept(store: RecordStore) -> None:
    content = bytes(range(256)) * 3
    reading = reading_of(("Half a \ud83d pair, a \0 and a flag 🏳️.",), outlet="O\ud800")
    store.add(reading, Page(id=reading.page_id, content=content, media_type="text/html"))
    found = store.page(reading.page_id)
    assert found is not None and found.content == content
    assert store.reading(reading.page_id) == reading
    assert store.search(Query(text="flag")).total == 1


def test_a_second_reading_takes_the_place_of_the_first_everywhere(store: RecordStore) -> None:
    reading = telling("Harbour Radio")
    page = keep(store, reading)
    other = reading_of(("A quiet day in Sallo.",), outlet="Harbour Radio")
    store.add(msgspec.structs.replace(other, page_id=reading.page_id), page)
    assert store.search(Query(text="explosion")).total == 0
    assert store.search(Query(text="Sallo")).total == 1
    stats = store.stats()
    assert (stats.pages, stats.reports, stats.claims) == (1, 0, 0)
    assert store.check() == ()


def test_what_made_a_reading_and_where_its_page_was_met(store: RecordStore) -> None:
    reading = telling("Harbour Radio")
    page = keep(store, reading, made_by="1 en@a auto")
    store.see(msgspec.structs.replace(page, locator=Locator(file="again.html")))
    store.see(msgspec.structs.replace(page, locator=Locator(file="again.html")))
    assert [(each.locator.file, each.url) for each in store.sightings(page.id)] == [("", None), ("again.html", None)]
    assert store.sightings("0" * 64) == ()
    assert store.made_by(reading.page_id) == "1 en@a auto"
    assert store.made_by("0" * 64) is None
    assert store.stats().pages == 1


OUTLETS = ("Harbour Radio", "The Velden Post", "Capital Daily")
WORDS = ("grain", "Velden", "Hafen", "Ångström", "сегодня", "12", "mole", "dust")


@st.composite
def records(draw: st.DrawFn) -> list[Reading]:
    made: dict[str, Reading] = {}
    for _ in range(draw(st.integers(0, 8))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
        reading = reading_of(
            (" ".join(words) + ".",),
            outlet=draw(st.sampled_from(OUTLETS)),
            published=draw(st.sampled_from(["2023-12-31", "2024-05-07T09:00:00+02:00", "2024-06-01", None])),
            language=draw(st.sampled_from(["en", "de"])),
        )
        if draw(st.booleans()):
            status = draw(st.sampled_from(["happened", "denied"]))
            reading = msgspec.structs.replace(reading, events=(event_in(reading, words[0], status=status),))
        made[reading.page_id] = reading
    return list(made.values())


def matches(reading: Reading, query: Query) -> bool:
    article = reading.article
    words = article.text.casefold().rstrip(".").split()
    day = (article.published or "")[:10]
    return (
        all(word.casefold() in words for word in query.text.split())
        and (not query.outlets or article.outlet in query.outlets)
        and (not query.languages or article.language in query.languages)
        and (not query.statuses or any(event.status in query.statuses for event in reading.events))
        and (query.since is None or day >= query.since)
        and (query.until is None or ("" < day <= query.until + "~"))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    readings=records(),
    text=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    outlets=st.lists(st.sampled_from(OUTLETS), max_size=2).map(tuple),
    languages=st.sampled_from([(), ("en",), ("de",)]),
    statuses=st.sampled_from([(), ("denied",)]),
    since=st.sampled_from([None, "2024", "2024-05-08"]),
    until=st.sampled_from([None, "2024-05", "2024-06-01"]),
)
def test_search_finds_what_a_scan_finds_and_counts_facets_without_their_own_filter(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading], **asked: object
) -> None:
    query = Query(limit=100, **asked)  # type: ignore[arg-type]
    with open_record(tmp_path_factory.mktemp("record"), write=True) as store:
        for reading in readings:
            keep(store, reading)
        results = store.search(query)
        expected = {reading.page_id for reading in readings if matches(reading, query)}
        assert {hit.page_id for hit in results.hits} == expected
        assert results.total == len(expected)
        assert {reading.page_id for reading in store.readings(query)} == expected
        wider = msgspec.structs.replace(query, outlets=())
        by_outlet = [each.article.outlet for each in readings if matches(each, wider)]
        counted = {value.value: value.count for value in results.facets["outlet"]}
        assert counted == {outlet: by_outlet.count(outlet) for outlet in set(by_outlet)}
        for hit in results.hits:
            text = next(each.article.text for each in readings if each.page_id == hit.page_id)
            assert text[hit.start : hit.start + len(hit.excerpt)] == hit.excerpt
            folded = [span.of(text).casefold() for span in hit.matches]
            assert all(any(word.casefold() == each for word in query.text.split()) for each in folded)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=40) | st.text(alphabet='"-*()^:{}+ ORANDNEAR a', max_size=30))
def test_whatever_is_typed_gives_an_answer(store: RecordStore, text: str) -> None:
    assert store.search(Query(text=text)).total >= 0
    assert list(store.timeline(Query(text=text))) == list(store.timeline(Query(text=text)))
    assert list(store.claims(Query(text=text))) == list(store.claims(Query(text=text)))


def test_phrases_exclusions_prefixes_and_alternatives(store: RecordStore) -> None:
    for words in ("port blast kills", "blast at the port", "harbour fire"):
        keep(store, reading_of((words,)))

    def count(text: str) -> int:
        return store.search(Query(text=text)).total

    assert count('"port blast"') == 1
    assert count("port blast") == 2
    assert count("blast -kills") == 1
    assert count("-port") == 1
    assert count("harb*") == 1
    assert count("harb") == 0
    assert count("fire OR kills") == 2
    assert count("BLAST") == 2
    assert store.search("harbour fire").total == 1
    assert store.search().total == 3


def test_marks_and_case_do_not_matter_and_matches_stand_in_the_text(store: RecordStore) -> None:
    keep(store, reading_of(("Le Président a parlé; йод и хлор; 한국.",)))
    for asked, words in (("president", "Président"), ("PARLE", "parlé"), ("йод", "йод"), ("한국", "한국")):
        (hit,) = store.search(Query(text=asked)).hits
        text = store.reading(hit.page_id).article.text  # type: ignore[union-attr]
        assert [span.of(text) for span in hit.matches] == [words]


def test_the_joined_record_is_found_by_any_of_its_ids(store: RecordStore) -> None:
    readings = [telling(outlet) for outlet in OUTLETS]
    for reading in readings:
        keep(store, reading)
    assert store.stats().unjoined == 3
    record = join_record(store)
    assert store.stats().unjoined == 0
    (event,) = record.events
    assert [store.event(reference) for reference in event.reports] == [event] * 3
    assert store.event(event.reports[1][:10] + "#e1") == event
    assert store.timeline(Query()) == (event,)
    assert store.timeline(Query(outlets=("Capital Daily",))) == (event,)
    assert store.timeline(Query(outlets=("Nobody",))) == ()
    assert store.timeline(Query(since="2024-05-06", until="2024-05-06")) == (event,)
    assert store.timeline(Query(since="2024-05-07")) == ()
    assert store.timeline(Query(until="2024-05-05")) == ()
    entity = store.entity("Jorun Teller")
    assert entity is not None and len(entity.members) == 3
    assert store.entities(text="teller") == ((entity, 3),)
    assert store.entities(kind="place") == ()
    assert [line.speaker for line in store.claims(Query(entities=(entity.id,)))] == ["Jorun Teller"] * 3
    assert store.search(Query(entities=("Jorun Teller",))).total == 3
    cluster = store.copies_of(readings[0].page_id)
    assert cluster is not None and len(cluster.members) == 3
    assert {hit.copy_of for hit in store.search(Query()).hits} == {None, cluster.id}


def test_forecasts_come_by_publication(store: RecordStore) -> None:
    later = telling("Harbour Radio", "2024-06-01", horizon="late on Monday", status="threatened")
    sooner = telling("Capital Daily", "2024-05-01", horizon="late on Monday", status="planned")
    for reading in (later, sooner, telling("The Velden Post")):
        keep(store, reading)
    assert [line.outlet for line in store.forecasts(Query())] == ["Capital Daily", "Harbour Radio"]
    assert [line.outlet for line in store.forecasts(Query(statuses=("threatened",)))] == ["Harbour Radio"]
    assert store.forecasts(Query())[0].sentence.startswith("An explosion tore")


def test_judgements_are_kept_in_order_once_and_rules_that_no_longer_judge_so_stand_back(store: RecordStore) -> None:
    person = Judgement("event", "a#e1", "b#e1", "different", 1.0, by="person:ana", at="2024-06-01T00:00:00Z")
    assert store.judge([person]) == 1
    assert store.judge([person]) == 0
    for outlet in OUTLETS[:2]:
        keep(store, telling(outlet))
    join_record(store)
    assert [each.subject for each in store.judgements()] == ["event", "copy", "entity", "event"]
    standing = list(store.judgements())
    plain = reading_of(("Nothing to join here.",))
    page = store.page(telling(OUTLETS[0]).page_id)
    assert page is not None
    store.add(msgspec.structs.replace(plain, page_id=page.id), page)
    join_record(store)
    assert list(store.judgements()) == [person]
    assert list(store.judgements(standing=False)) == standing
    assert list(store.judgements("b#e1")) == [person]
    assert list(store.judgements("b")) == [person]
    assert list(store.judgements("b#e")) == []
    assert not store.stale
    assert store.judge([msgspec.structs.replace(person, at="2024-06-02T00:00:00Z")]) == 1
    assert store.stale


def test_what_could_not_be_read_is_kept_until_the_next_run(store: RecordStore) -> None:
    problem = Problem(code="truncated-gzip", stage="sources", detail="ends early")
    store.note(Unreadable(Locator(file="a.warc.gz", offset=7), problem))
    store.note(Unreadable(Locator(file="a.warc.gz", offset=7), problem))
    assert [(line.file, line.code) for line in store.problems()] == [("a.warc.gz", "truncated-gzip")]
    store.forget_unreadable(["elsewhere", "a.warc"])
    assert len(list(store.problems())) == 1
    store.forget_unreadable(["a.warc.gz"])
    assert list(store.problems()) == []
    store.note(Unreadable(Locator(file="pages/b.gz"), problem))
    store.forget_unreadable(["pages/"])
    assert list(store.problems()) == []


def test_stats_count_what_is_there(store: RecordStore) -> None:
    keep(store, msgspec.structs.replace(telling("Harbour Radio"), problems=(Problem("x", "times", "y"),)))
    index = reading_of(("Menu",))
    index = msgspec.structs.replace(index, article=msgspec.structs.replace(index.article, kind="index"))
    keep(store, index)
    store.commit()
    stats = store.stats()
    assert (stats.articles, stats.not_articles, stats.problems) == (1, {"index": 1}, {"x": 1})
    assert (stats.reports, stats.claims, stats.languages) == (1, 1, {"en": 1})
    assert stats.bytes > 0


def test_offset_and_limit_walk_through_all_hits_once(store: RecordStore) -> None:
    for number in range(7):
        keep(store, reading_of((f"Report {number}.",), published=f"2024-05-0{number + 1}"))
    pages = [store.search(Query(offset=offset, limit=3)).hits for offset in (0, 3, 6)]
    days = [(hit.published or "")[9:] for hits in pages for hit in hits]
    assert days == list("7654321")
    assert [hit.published for hit in store.search(Query(order="oldest", limit=1)).hits] == ["2024-05-01"]


# -- one folder, several processes, sudden ends ---------------------------------------------------------


def test_a_second_writer_is_refused_with_the_process_that_holds_the_record(tmp_path: Path) -> None:
    with open_record(tmp_path, write=True), pytest.raises(DatelineError, match=f"process {os.getpid()}"):
        open_record(tmp_path, write=True)
    open_record(tmp_path, write=True).close()


def test_readers_see_whole_commits_while_one_writes(tmp_path: Path) -> None:
    with open_record(tmp_path, write=True) as writer, open_record(tmp_path) as reader:
        keep(writer, telling("Harbour Radio"))
        assert reader.stats().pages == 0
        writer.commit()
        assert reader.stats().pages == 1
        with pytest.raises(DatelineError, match="opened for reading"):
            keep(reader, telling("Capital Daily"))


def test_one_store_answers_many_threads(tmp_path: Path) -> None:
    with open_record(tmp_path, write=True) as writer:
        keep(writer, telling("Harbour Radio"))
    found: list[int] = []
    with open_record(tmp_path) as reader:
        threads = [
            threading.Thread(target=lambda: found.append(reader.search(Query(text="silo")).total)) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [1] * 8


@pytest.mark.parametrize("moment", [1, 4, 9])
def test_nothing_committed_is_lost_when_the_writer_is_killed(tmp_path: Path, moment: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.conformance.killed_writer", str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    assert process.stdout is not None
    told = [int(line) for line in itertools.islice(process.stdout, moment)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_record(tmp_path) as reader:
        assert reader.stats().pages >= told[-1]
    with open_record(tmp_path, write=True) as writer:  # the lock went with its process
        assert writer.check() == ()
        pages = writer.stats().pages
        assert len(list(writer.readings())) == pages
        assert writer.search(Query(text='"of the archive"')).total == pages
        keep(writer, telling("Harbour Radio"))
        join_record(writer)
        assert writer.stats().pages == pages + 1


def test_a_lock_that_is_anothers_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "writer.lock").write_bytes(b"no lock at all, and longer than a header of SQLite is." * 20)
    with pytest.raises(DatelineError, match=r"is not a record: its writer\.lock") as error:
        open_record(tmp_path, write=True)
    assert error.value.remedy


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_one_may_not_look_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: bool) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(DatelineError, match=r"cannot read .*: Permission denied") as error:
        open_record(tmp_path, write=write)
    assert error.value.remedy


def test_a_record_on_a_folder_one_may_only_read_opens(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    with open_record(folder, write=True) as writer:
        keep(writer, telling("Harbour Radio"))
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    try:
        with open_record(folder) as reader:
            assert reader.search(Query(text="silo")).total == 1
    finally:
        folder.chmod(0o755)


def test_no_record_no_folder_other_files_and_newer_records_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no record in"):
        open_record(tmp_path / "nothing")
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatelineError, match="not a folder"):
        open_record(tmp_path / "file", write=True)
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / "record.sqlite") as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    for write in (False, True):
        with pytest.raises(DatelineError, match="not made by Dateline"):
            open_record(other, write=write)
    junk = tmp_path / "junk"
    junk.mkdir()
    (junk / "record.sqlite").write_bytes(b"no database, but long enough to look at" * 40)
    with pytest.raises(DatelineError, match="not a record"):
        open_record(junk)
    newer = tmp_path / "newer"
    open_record(newer, write=True).close()
    with sqlite3.connect(newer / "record.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    with pytest.raises(DatelineError, match="update Dateline"):
        open_record(newer)


def test_an_older_record_is_brought_up_to_date_by_its_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_record(tmp_path, write=True) as writer:
        keep(writer, telling("Harbour Radio"))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE fact ADD COLUMN since TEXT"))
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)
    with pytest.raises(DatelineError, match="older Dateline"):
        open_record(tmp_path)
    with open_record(tmp_path, write=True) as writer:
        assert writer.stats().pages == 1
    with open_record(tmp_path) as reader:
        assert reader.search(Query(text="silo")).total == 1


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_record(tmp_path, write=True).close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE extra (n); SELECT * FROM missing"))
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)
    with pytest.raises(sqlite3.OperationalError):
        open_record(tmp_path, write=True)
    monkeypatch.undo()
    with open_record(tmp_path, write=True) as writer:
        assert writer.check() == ()
        assert not writer._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchall()


def test_what_another_dateline_wrote_in_another_shape_is_told_and_can_be_read_again(tmp_path: Path) -> None:
    reading = telling("Harbour Radio")
    with open_record(tmp_path, write=True) as writer:
        page = keep(writer, reading)
        writer.commit()
        old = msgspec.to_builtins(reading)
        old["events"][0]["type"] = "EXPLODE"
        writer._connection.execute("UPDATE reading SET body = ?", (pack(old),))
    with open_record(tmp_path, write=True) as writer:
        with pytest.raises(DatelineError, match="--again"):
            writer.reading(reading.page_id)
        assert [each.id for each in writer.pages()] == [page.id]
        keep(writer, reading)
        assert writer.reading(reading.page_id) == reading
        assert writer.search(Query(text="silo")).total == 1


def test_the_same_readings_give_the_same_answers_in_whatever_order_they_came(tmp_path: Path) -> None:
    readings = [telling(outlet, f"2024-05-0{7 + i}") for i, outlet in enumerate(OUTLETS)] + [reading_of(DISPATCH[1:])]
    answers = []
    for number, order in enumerate(itertools.permutations(readings)):
        with open_record(tmp_path / str(number), write=True) as store:
            for reading in order:
                keep(store, reading)
            join_record(store)
            answers.append((list(store.events()), store.timeline(Query()), store.entities()))
    assert all(answer == answers[0] for answer in answers)
