import argparse
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.unit.record.story import claim_in, event_in, mention_in, page_of, reading_of, town

from dateline.adapters.cli import main
from dateline.adapters.cli.commands import COMMANDS
from dateline.adapters.cli.console import Console, duration, plain, size
from dateline.adapters.cli.main import load_command, parser_of
from dateline.adapters.cli.reference import reference
from dateline.adapters.stores import open_record
from dateline.jobs import join_record
from dateline.model import Judgement

ROOT = Path(__file__).parents[3]
ARTICLE = (
    "<!doctype html><html lang='en'><head><title>Silo blast in {town}</title>"
    '<meta property="og:site_name" content="The Velden Post">'
    '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Silo blast in {town}",'
    '"datePublished":"2024-05-07T09:00:00+02:00"}}</script></head><body><main><article><h1>Silo blast in {town}</h1>'
    "<p>An explosion tore through a grain silo in the port of {town} late on Monday, killing 12 people and wounding"
    " more than 40, the harbour master said.</p><p>Divers searched the basin through the night while families waited"
    " behind a rope on the old customs quay.</p><p>The cause was not known, said the harbour master, Jorun Teller."
    "</p></article></main></body></html>"
)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    shown = capsys.readouterr()
    return status, shown.out, shown.err


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for town_name in ("Velden", "Sallo"):
        (folder / f"{town_name}.html").write_text(ARTICLE.format(town=town_name), "utf-8")
    return folder


@pytest.fixture
def record(tmp_path: Path) -> Iterator[str]:
    """A joined record of three readings built by hand, one with an escape in its headline."""
    folder = tmp_path / "record"
    with open_record(folder, write=True) as store:
        for number, outlet in enumerate(("Harbour Radio", "The Velden Post", "Capital Daily")):
            headline = "Blast\x1b[31m in Velden" if number == 0 else f"Blast in Velden, {outlet} says"
            reading = reading_of(
                headline=headline, outlet=outlet, published=f"2024-05-0{7 + number}", url=f"https://{number}.example/a"
            )
            report = event_in(
                reading,
                "explosion",
                place="Velden",
                at=(54.0, 11.0),
                killed=("12", 12.0 + number),
                wounded=("40", 40.0),
            )
            foretold = event_in(
                reading, "asked", id="e2", type="REQUEST", status="planned", day=None, horizon="late on Monday"
            )
            reading = msgspec.structs.replace(
                reading,
                mentions=(
                    mention_in(reading, "Jorun Teller"),
                    mention_in(reading, "Velden", id="m2", entity="n2", kind="place", place=town("Velden", 7)),
                ),
                claims=(claim_in(reading, "The cause was not known", "said the harbour", "Jorun Teller", entity="n1"),),
                events=(report, foretold),
            )
            body = [span.of(reading.article.text) for span in reading.article.body]
            page = msgspec.structs.replace(page_of(body), id=reading.page_id)
            store.add(reading, page)
        join_record(store)
    yield str(folder)


# -- help, wrong calls, documentation ---------------------------------------------------------------------


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    assert all(f"  {name} " in out and summary in out for name, summary in COMMANDS.items())


def test_no_command_shows_the_help_and_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 2 and "usage" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"usage: dateline {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for action in parser_of(name, load_command(name))._actions:
        assert action.help and action.help is not argparse.SUPPRESS, f"{name} {action.dest} has no help"


def test_the_reference_in_the_docs_is_the_one_of_the_program() -> None:
    written = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    assert written == reference(), "run: python -m dateline.adapters.cli.reference > docs/reference/commands.md"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["serach"], "no such command: serach (did you mean search?)"),
        (["search", "--outlte", "x"], "--outlte (did you mean --outlet?)"),
        (["read"], "PATH"),
        (["read", "--again", "--record", "{pages}/Velden.html"], "Velden.html"),
        (["read", "/no/such/folder"], "/no/such/folder"),
        (["read", "{pages}", "--workers", "-1"], "not a whole number of 0 or more: '-1'"),
        (["read", "{pages}", "--record", "{pages}"], "is the record, too"),
        (["read", "{pages}", "--page-limit", "0"], "'0'"),
        (["read", "{pages}", "--kind", "novel"], "novel"),
        (["search", "x", "--record", "/no/record"], "no record in /no/record"),
        (["search", "--since", "May"], "'May'"),
        (["search", "--since", "2024-02-30"], "2024-02-30"),
        (["search", "--since", "2024", "--until", "2023"], "2023"),
        (["search", "--type", "RIOT"], "'RIOT' (choose from AGREE, CONSULT"),
        (["timeline", "--status", "perhaps"], "'perhaps' (choose from happened, alleged"),
        (["show", "nothing"], "'nothing'"),
        (["export"], "required: FORMAT ("),
        (["export", "parquet"], "parquet"),
        (["export", "csv", "--output", "/no/such/folder/out.csv"], "/no/such/folder/out.csv"),
        (["inspect", "/no/such/file"], "/no/such/file"),
        (["inspect", "/no/such/file", "--kind", "article"], "/no/such/file"),
        (["inspect", "/no/such/file", "--batch"], "/no/such/file"),
        (["inspect", "{pages}/Velden.html", "--published", "yesterday"], "'yesterday'"),
        (["inspect", "{pages}/Velden.html", "--language", "??"], "??"),
        (["inspect", "{pages}/Velden.html", "--language", "xx"], "'xx'; there are ar, de, en"),
        (["read", "{pages}", "--language", "nl-BE"], "'nl-BE'; there are ar, de, en"),
        (["explain", "ffff"], "ffff"),
        (["serve", "--host", "0.0.0.0"], "0.0.0.0"),
        (["serve", "--port", "99999"], "99999"),
    ],
)
def test_a_wrong_call_gives_one_line_with_the_value_and_a_remedy(
    words: list[str], told: str, record: str, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word.format(pages=pages) for word in words]
    if words[0] not in ("read", "inspect", "serach") and "--record" not in words:
        words += ["--record", record]
    status, out, err = run(capsys, *words)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1 and err.startswith("dateline: ")
    assert told in err
    assert "(" in err and "Traceback" not in err


def test_help_starts_quickly_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from dateline.adapters.cli import main; main(['--help']);"
        "heavy = {'numpy', 'onnxruntime', 'selectolax', 'starlette', 'sqlite3', 'dateline.reading'} & set(sys.modules);"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# -- reading ----------------------------------------------------------------------------------------------


def test_read_makes_a_record_and_a_second_run_finds_all_known(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "made")
    status, out, err = run(capsys, "read", str(pages), "--record", folder, "--workers", "0")
    assert (status, err) == (0, "")
    rows = dict(line.strip().rsplit("  ", 1) for line in out.splitlines() if "  " in line.strip())
    assert rows["read now".ljust(13)].strip() == "2" if "read now".ljust(13) in rows else "read now" in out
    status, out, _ = run(capsys, "read", str(pages), "--record", folder, "--workers", "0", "--json")
    done = json.loads(out.splitlines()[-1])
    assert (done["event"], done["read"], done["known"]) == ("done", 0, 2)
    assert done["record"]["articles"] == 2
    _, out, _ = run(capsys, "search", "Teller", "--record", folder, "--json")
    assert json.loads(out)["total"] == 2


def test_a_record_among_the_pages_is_not_read_itself(
    pages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages)
    for expected in (2, 0):
        _, out, _ = run(capsys, "read", ".", "--workers", "0", "--json")
        done = json.loads(out.splitlines()[-1])
        assert (done["found"], done["read"]) == (2, expected)


def test_a_record_reads_its_own_pages_again(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "made")
    run(capsys, "read", str(pages), "--record", folder, "--workers", "0")
    for file in pages.iterdir():
        file.unlink()
    words = ["read", "--again", "--record", folder, "--workers", "0", "--json"]
    assert json.loads(run(capsys, *words)[1].splitlines()[-1])["read"] == 0
    assert json.loads(run(capsys, *words, "--force")[1].splitlines()[-1])["read"] == 2


def test_read_heeds_what_a_person_judged_since(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_record(record, write=True) as store:
        event = next(each for each in store.events() if len(each.reports) == 3)
        left, right = event.reports[:2]
        store.judge([Judgement("event", left, right, "different", 1.0, by="person:ana", at="2024-06-01T00:00:00Z")])
    (tmp_path / "nothing").mkdir()
    assert run(capsys, "read", str(tmp_path / "nothing"), "--record", record, "--workers", "0")[0] == 0
    with open_record(record) as store:
        assert store.event(left) != store.event(right)


def test_read_goes_on_past_a_bad_file_and_tells_by_its_status(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import gzip

    whole = gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n" * 50)
    (pages / "a-truncated.warc.gz").write_bytes(whole[:-20])
    folder = str(tmp_path / "made")
    status, out, _ = run(capsys, "read", str(pages), "--record", folder, "--workers", "0")
    assert status == 1
    assert "could not be read" in out
    _, out, _ = run(capsys, "status", "--record", folder, "--problems", "--json")
    found = json.loads(out)
    assert found["stats"]["articles"] == 2
    assert any("a-truncated.warc.gz" in (each["file"] or "") for each in found["problems"])


def test_any_number_of_workers_gives_the_same_answers(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for workers in ("0", "2"):
        folder = str(tmp_path / f"by-{workers}")
        assert run(capsys, "read", str(pages), "--record", folder, "--workers", workers)[0] == 0
        answers.append(run(capsys, "export", "csv", "--record", folder)[1] or read_export(folder))
    assert answers[0] == answers[1]


def read_export(folder: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "dateline.adapters.cli", "export", "jsonl", "--record", folder], capture_output=True
    )
    return done.stdout.decode()


# -- one page ---------------------------------------------------------------------------------------------


def test_inspect_prints_the_contract(pages: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ["inspect", str(pages / "Velden.html"), "--json", "--url", "https://post.example/a"]
    assert main(words) == 0
    face = json.loads(capsysbinary.readouterr().out)
    assert (face["schema"], face["page"]["kind"], face["page"]["url"]) == (1, "article", "https://post.example/a")
    assert face["article"]["headline"] == "Silo blast in Velden"
    for mention in face["mentions"]:
        assert face["article"]["text"][mention["start"] : mention["end"]] == mention["text"]


def test_inspect_takes_an_article_as_it_is(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "  Menu\n\nThe bridge at Åsby fell on Monday 🌉, the mayor said.\r\n"
    file = tmp_path / "article.txt"
    file.write_bytes(text.encode())
    assert main(["inspect", str(file), "--kind", "article", "--published", "2024-05-08", "--json"]) == 0
    face = json.loads(capsysbinary.readouterr().out)
    assert face["article"]["text"] == text
    assert face["article"]["published"] == "2024-05-08"


@pytest.mark.parametrize("batch", [False, True])
def test_a_page_on_which_a_stage_fails_is_told_by_the_status(
    batch: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def broken(*given: object, **known: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("dateline.reading.read.read_article", broken)
    file = tmp_path / "page"
    file.write_text(
        json.dumps({"id": 1, "text": "A bridge fell."}) if batch else ARTICLE.format(town="Velden"), "utf-8"
    )
    assert main(["inspect", str(file), "--json", *(["--batch"] if batch else [])]) == 1
    face = json.loads(capsysbinary.readouterr().out)
    assert face["problems"][0]["code"] == "stage-failed"


def test_a_batch_answers_every_line_in_its_order(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = [
        {"id": "one", "text": "The bridge fell on Monday.", "published": "2024-05-08"},
        {"id": 2, "html": ARTICLE.format(town="Velden"), "url": "https://post.example/a"},
        {"id": "none"},
        {"id": "bad", "text": 5},
        {"id": "surrogate", "text": "Half \ud800 a pair."},
        {"id": "when", "text": "The bridge fell.", "published": "May 99"},
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines), "no json", "", "[" * 5000]) + "\n", "utf-8")
    assert main(["inspect", "--batch", str(file)]) == 1
    answers = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["one", 2, "none", "bad", "surrogate", "when", None, None]
    assert answers[0]["article"]["text"] == lines[0]["text"]
    assert answers[1]["page"]["url"] == "https://post.example/a"
    assert answers[4]["article"]["text"] == "Half \ufffd a pair."
    assert [answer["problems"][0]["code"] for answer in answers[2:4] + answers[5:]] == ["bad-line"] * 5
    assert "\"published\" 'May 99'" in answers[5]["problems"][0]["detail"]


def test_a_batch_in_workers_gives_the_same_bytes(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "batch.jsonl"
    lines = [json.dumps({"id": n, "text": f"Bridge {n} fell on Monday.", "published": "2024-05-08"}) for n in range(6)]
    file.write_text("\n".join(lines), "utf-8")
    outputs = []
    for workers in ("0", "2"):
        assert main(["inspect", "--batch", str(file), "--workers", workers]) == 0
        outputs.append(capsysbinary.readouterr().out)
    assert outputs[0] == outputs[1]


def test_explain_reads_a_file_and_a_page_of_the_record(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_record(record) as store:
        page = next(store.readings()).page_id
    status, out, _ = run(capsys, "explain", page[:12], "e1", "--record", record)
    assert status == 0
    assert "explosion [" in out and "lexicon" in out and "rule@1" in out
    status, out, _ = run(capsys, "explain", page, "--record", record, "--json")
    assert [each["event"] for each in json.loads(out)] == ["e1", "e2"]
    assert run(capsys, "explain", page, "e9", "--record", record)[0] == 2


# -- asking -----------------------------------------------------------------------------------------------


def test_search_shows_hits_and_facets(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "search", "silo", "--record", record, "--facets", "--limit", "2")
    assert status == 0
    assert "3 articles, 2 shown" in out
    assert "Harbour Radio" in out and "ASSAULT" in out and "copy of" in out
    _, out, _ = run(capsys, "search", "silo", "--record", record, "--outlet", "Harbour Radio", "--json")
    assert [hit["outlet"] for hit in json.loads(out)["hits"]] == ["Harbour Radio"]


def test_no_escape_of_a_page_reaches_the_terminal(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["search", "silo"], ["timeline"], ["claims"], ["status"]):
        assert "\x1b" not in run(capsys, *words, "--record", record)[1]


def test_timeline_shows_an_event_once_with_its_sources(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "timeline", "--record", record)
    assert "3 reports" in out and "1 independent source" in out and "1 event" in out
    _, out, _ = run(capsys, "timeline", "--record", record, "--disputed")
    assert "killed" in out and "1 disagreement" in out
    _, out, _ = run(capsys, "timeline", "--record", record, "--foretold", "--json")
    assert [each["report"]["status"] for each in json.loads(out)] == ["planned"] * 3


def test_show_finds_pages_events_and_entities(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_record(record) as store:
        event = next(each for each in store.events() if len(each.reports) == 3)
        page = event.id.partition("#")[0]
    _, out, _ = run(capsys, "show", event.id, "--record", record)
    assert "They disagree on killed" in out and "Why they are one" in out and "same-place" in out
    _, out, _ = run(capsys, "show", "Jorun Teller", "--record", record)
    assert "in 3 articles" in out
    _, out, _ = run(capsys, "show", page[:8], "--record", record, "--text")
    assert "Divers searched the basin" in out
    _, out, _ = run(capsys, "show", page, "--record", record, "--json")
    assert json.loads(out)["page"]["id"] == page


def test_claims_show_the_chain(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "claims", "--entity", "Jorun Teller", "--record", record)
    assert "Harbour Radio > Jorun Teller" in out and "3 claims" in out


def test_status_counts(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "status", "--record", record, "--json")
    stats = json.loads(out)
    assert (stats["articles"], stats["outlets"], stats["unjoined"]) == (3, 3, 0)


def test_export_writes_a_file_whole(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.geojson"
    assert run(capsys, "export", "geojson", "--record", record, "--output", str(target))[0] == 0
    assert json.loads(target.read_text("utf-8"))["type"] == "FeatureCollection"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []


def test_doctor_tells_what_is_wrong(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "doctor", "--record", record, "--json")
    findings = {each["what"]: each for each in json.loads(out)}
    assert findings["SQLite"]["well"] and findings[f"record {record}"]["well"]
    (Path(record) / "record.sqlite").write_bytes(b"broken" * 1000)
    status, out, _ = run(capsys, "doctor", "--record", record)
    assert status == 1 and "WRONG" in out


def test_serve_hands_over_to_the_web(
    record: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import types

    called = {}

    def serve(folder: str, **known: object) -> int:
        called.update(known, folder=folder)
        return 0

    web = types.ModuleType("dateline.adapters.web")
    web.serve = serve  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dateline.adapters.web", web)
    words = ["serve", "--record", record, "--host", "0.0.0.0", "--token", "word", "--port", "0"]
    assert run(capsys, *words)[0] == 0
    assert (called["folder"], called["host"], called["port"], called["token"]) == (record, "0.0.0.0", 0, "word")
    assert called["open_browser"] is False
    assert run(capsys, "serve", "--record", record, "--host", "::1")[0] == 0


# -- pipes, Ctrl-C, the console -----------------------------------------------------------------------------


def test_a_reader_that_leaves_early_ends_the_command_quietly(record: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline.adapters.cli", "export", "annotations", "--record", record],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (0, b"")


def test_ctrl_c_ends_with_130_and_one_line() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline.adapters.cli", "inspect", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has its children ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(b'{"id": 1, "text": "A bridge fell."}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1  # it is at work, and waits for the next line
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.startswith(b"dateline: stopped") and err.count(b"\n") == 1


class Terminal(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_alone() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    Console(pipe, terminal).progress("12 pages read", now=True)
    Console(pipe, pipe).progress("12 pages read", now=True)
    assert "12 pages read" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_read_shows_counts_and_rate_on_a_terminal(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["read", str(pages), "--record", str(tmp_path / "made"), "--workers", "0"]) == 0
    assert "page read" in terminal.getvalue() and "pages/s" in terminal.getvalue()


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (duration(3.14), "3.1 s"),
        (duration(75), "1 min 15 s"),
        (duration(7322), "2 h 02 min"),
        (size(12), "12 bytes"),
        (size(1_234_567), "1.2 MB"),
        (plain("a\x1b[2J\n b\x07"), "a [2J b"),
    ],
)
def test_how_things_are_said(shown: str, expected: str) -> None:
    assert shown == expected


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("dateline ")
