"""The sample pages keep their promises: gold words stand in their pages, faults are there, archives rebuild."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest
from fastwarc.warc import ArchiveIterator
from selectolax.lexbor import LexborHTMLParser, LexborNode

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PAGES = EXAMPLES / "pages"
GOLD = sorted(PAGES.glob("*/*.gold.json"))
ARTICLE_ROLES = {
    "headline",
    "standfirst",
    "body",
    "subhead",
    "quotation",
    "list",
    "table",
    "caption",
    "correction",
}
HIDDEN = {"head", "script", "style", "noscript", "template", "svg"}
INLINE = {"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "time", "u"}
MARKER = re.compile(r"<[^>]* [rk]=[a-z_0-9]+[ >]")
EDTF = re.compile(r"\{?[\d.T:/,\-]+\}?|\d{4}-W\d\d")


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return gold


def page_of(path: Path) -> Path:
    stem = path.name.removesuffix(".gold.json")
    (found,) = (path.with_name(stem + ending) for ending in (".html", ".txt") if path.with_name(stem + ending).exists())
    return found


def one_blank(text: str) -> str:
    return " ".join(text.split())


def visible_text(html: str) -> str:
    pieces: list[str] = []

    def walk(node: LexborNode) -> None:
        if node.tag == "-text":
            pieces.append(node.text_content or "")
            return
        if node.tag in HIDDEN or node.tag is None or node.tag.startswith(("-", "!", "_")):
            return
        edge = "" if node.tag in INLINE else "\n"
        pieces.append(edge)
        child = node.child
        while child is not None:
            walk(child)
            child = child.next
        pieces.append(edge)

    body = LexborHTMLParser(html).body
    assert body is not None
    walk(body)
    return one_blank("".join(pieces))


def text_of(path: Path, gold: dict[str, Any]) -> str:
    page = page_of(path)
    text = page.read_bytes().decode(gold["charset"])
    return one_blank(text) if page.suffix == ".txt" else visible_text(text)


def article_words(gold: dict[str, Any]) -> str:
    return "\n".join(block["text"] for block in gold["blocks"] if block["role"] in ARTICLE_ROLES)


def occurrences(text: str, words: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def check_place(words: str, text: str, item: dict[str, Any]) -> None:
    """The words stand once, or ``in`` and ``nth`` say which of them is meant and agree."""
    starts = occurrences(words, text)
    assert starts, text
    if len(starts) == 1:
        return
    around = occurrences(words, item["in"])
    assert len(around) == 1, (text, item["in"])
    meant = starts[item["nth"] - 1]
    assert around[0] <= meant <= around[0] + len(item["in"]) - len(text)


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_archives", EXAMPLES / "build_archives.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def schema_faults(value: Any, schema: dict[str, Any], where: str = "gold") -> list[str]:
    """The part of JSON Schema that gold.schema.json uses."""
    if "oneOf" in schema:
        return [] if any(not schema_faults(value, one, where) for one in schema["oneOf"]) else [where]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where}: {value!r}"]
    names: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "null": type(None),
        "boolean": bool,
        "integer": int,
        "number": (int, float),
    }
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, names[kind]) for kind in kinds):
        return [f"{where}: {value!r} is no {kinds}"]
    faults: list[str] = []
    if isinstance(value, dict) and "properties" in schema:
        faults += [f"{where}: {key} is missing" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            if key not in schema["properties"]:
                faults.append(f"{where}: {key} is unknown")
            else:
                faults += schema_faults(inner, schema["properties"][key], f"{where}.{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            faults += schema_faults(inner, schema["items"], f"{where}[{number}]")
    return faults


def test_the_set_is_wide_enough() -> None:
    golds = [load(path) for path in GOLD]
    outlets = {gold["outlet"] for gold in golds}
    kinds = Counter(gold["kind"] for gold in golds)
    full = [gold for gold in golds if gold["language"] == "en" and {"claims", "events"} <= set(gold["annotated"])]
    assert len(golds) >= 34
    assert len(outlets) >= 6
    assert {gold["language"] for gold in golds} >= {"en", "es", "ru", "ar"}
    assert kinds["article"] >= 30
    assert set(kinds) == {"article", "index", "error", "consent", "empty"}
    assert len(full) >= 14
    assert sum(len(gold["claims"]) for gold in full) >= 150
    assert sum(len(gold["events"]) for gold in full) >= 150


def test_every_page_has_its_gold_and_no_stray_files() -> None:
    pages = {path for path in PAGES.glob("*/*") if not path.name.endswith(".gold.json")}
    assert pages == {page_of(path) for path in GOLD}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_gold_has_its_form(path: Path) -> None:
    schema = json.loads((EXAMPLES / "gold.schema.json").read_text("utf-8"))
    assert schema_faults(load(path), schema) == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_blocks_are_all_the_visible_text_in_order(path: Path) -> None:
    gold = load(path)
    joined = " ".join(block["text"] for block in gold["blocks"])
    assert joined == text_of(path, gold)
    assert not MARKER.search(page_of(path).read_bytes().decode(gold["charset"]))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_fields_stand_on_the_page(path: Path) -> None:
    gold = load(path)
    text = text_of(path, gold)
    by_role = {role: [b["text"] for b in gold["blocks"] if b["role"] == role] for role in ("headline", "standfirst")}
    for field in ("headline", "standfirst"):
        assert by_role[field] == ([gold[field]] if gold[field] else [])
    wanted = [author["name"] for author in gold["authors"]] + gold["tags"]
    wanted += [image[key] for image in gold["images"] for key in ("caption", "credit") if image[key]]
    if gold["dateline"]:
        wanted.append(gold["dateline"]["place"])
    for words in wanted:
        assert words in text
    if gold["kind"] != "article":
        assert not (gold["times"] or gold["claims"] or gold["events"])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_findings_stand_in_the_article(path: Path) -> None:
    gold = load(path)
    words = article_words(gold)
    for time in gold["times"]:
        check_place(words, time["text"], time)
    for number, claim in enumerate(gold["claims"]):
        for content in claim["content"]:
            assert len(occurrences(words, content)) == 1, content
        for source in claim["sources"]:
            assert source["text"] in words
        if claim["cue"]:
            around = claim.get("cue_in", claim["cue"])
            assert len(occurrences(words, around)) == 1, around
            assert claim["cue"] in around
        if "parent" in claim:
            parent = gold["claims"][claim["parent"]]
            assert claim["parent"] < number
            assert claim["sources"][: len(parent["sources"])] == parent["sources"]
    for event in gold["events"]:
        check_place(words, event["trigger"], event)
        assert (event["type"] == "OTHER") == ("lemma" in event)
        for also in event.get("also", []):
            assert also in words
        for argument in event["arguments"]:
            assert argument["text"] in argument.get("in", argument["text"])
            assert argument.get("in", argument["text"]) in words
            low, high = argument.get("lower"), argument.get("upper")
            assert low is None or high is None or low <= high
        for place in (event["where"], event.get("horizon", {}).get("text")):
            assert place is None or place in words
        assert event["when"] is None or EDTF.fullmatch(event["when"].replace("W", "0")), event["when"]
    for mention in gold["mentions"]:
        assert mention["text"] in words


def test_faults_are_on_the_pages() -> None:
    golds = {f"{path.parent.name}/{page_of(path).name}": (path, load(path)) for path in GOLD}
    liars = [name for name, (_, gold) in golds.items() if gold["charset"] != gold["declared_charset"]]
    assert {golds[name][1]["charset"] for name in liars} == {"windows-1252", "windows-1251"}
    for name in liars:
        with pytest.raises(UnicodeDecodeError):
            page_of(golds[name][0]).read_bytes().decode("utf-8")
    path, gold = golds["ledger/hours-or-days.html"]
    html = page_of(path).read_text("utf-8")
    assert f'"datePublished": "{gold["modified"]}"' in html
    assert gold["published"] not in html
    raw = {name: page_of(path).read_bytes() for name, (path, _) in golds.items()}
    assert b"ld+json" not in raw["gazette/explosion.html"] and b"og:" not in raw["gazette/explosion.html"]
    assert b'dir="rtl"' in raw["marfa/infijar-al-mina.html"]
    assert [name for name, (_, gold) in golds.items() if gold["truncated"]] == ["ledger/vienna-talks.html"]


def test_wire_copies_carry_the_same_words() -> None:
    story = load(EXAMPLES / "story.gold.json")
    (wire,) = story["wire_copies"]

    def body(page: str) -> list[str]:
        gold = load((EXAMPLES / page).with_suffix("").with_suffix(".gold.json"))
        return [block["text"] for block in gold["blocks"] if block["role"] == "body"]

    first, *others = (body(page) for page in wire["unchanged"])
    assert others and all(other == first for other in others)
    for page in wire["edited"]:
        assert body(page) != first
        assert set(" ".join(body(page)).split()) & set(" ".join(first).split())


def test_story_points_at_gold() -> None:
    story = load(EXAMPLES / "story.gold.json")
    names = {event["id"] for event in story["events"]}
    assert len(names) == len(story["events"])
    for event in story["events"]:
        for report in event["reports"]:
            gold = load((EXAMPLES / report["page"]).with_suffix("").with_suffix(".gold.json"))
            assert gold["events"][report["event"]]["trigger"] == report["trigger"]
        for page in event.get("also_on", []):
            assert (EXAMPLES / page).is_file()
    for row in story["disagreements"]:
        assert row["event"] in names
        for value in row["values"]:
            gold = load((EXAMPLES / value["page"]).with_suffix("").with_suffix(".gold.json"))
            assert any(value["text"] in block["text"] for block in gold["blocks"])
    for row in story["forecasts"]:
        assert row["event"] in names
        assert all((EXAMPLES / page).is_file() for page in row["pages"] + row["outcome_pages"])


def test_feed_says_what_its_gold_says() -> None:
    gold = load(EXAMPLES / "feeds" / "global-monitor-24.gold.json")
    items = list(ElementTree.parse(EXAMPLES / "feeds" / "global-monitor-24.xml").getroot().iter("item"))
    assert len(items) == len(gold["items"])
    encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    for item, expected in zip(items, gold["items"], strict=True):
        assert item.findtext("title") == expected["headline"]
        assert item.findtext("link") == expected["url"]
        assert unescape(item.findtext("description") or "") == expected["standfirst"]
        full = item.findtext(encoded)
        assert (full is not None) == expected["full_text"]
        for paragraph in expected["body"]:
            assert paragraph in visible_text(full or "")


def test_archives_rebuild_byte_for_byte(builder: ModuleType) -> None:
    for name, data in builder.build().items():
        assert (EXAMPLES / "archives" / name).read_bytes() == data, f"run python examples/build_archives.py ({name})"
    assert builder.main(["--check"]) == 0


def test_archives_rebuild_in_another_process() -> None:
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / "build_archives.py"), "--check"]
    assert subprocess.run(command, check=False, env={"PYTHONHASHSEED": "7"}).returncode == 0


def test_archives_hold_what_their_gold_says() -> None:
    gold = load(EXAMPLES / "archives" / "archives.gold.json")
    assert set(gold) == {path.name for path in (EXAMPLES / "archives").iterdir()} - {"archives.gold.json"}
    for name, expected in gold.items():
        data = (EXAMPLES / "archives" / name).read_bytes()
        if name.endswith(".wacz"):
            data = ZipFile(BytesIO(data)).read("archive/data.warc.gz")
        assert gzip.decompress(data).startswith(b"WARC/1.1\r\n")
        records = list(ArchiveIterator(BytesIO(data), parse_http=False))
        assert len(records) == len(expected)
        for one, wanted in zip(
            ArchiveIterator(BytesIO(data), parse_http=True, auto_decode="transfer"), expected, strict=True
        ):
            assert str(one.record_type) == wanted["type"]
            assert one.headers.get("WARC-Target-URI") == wanted["url"]
            if wanted["type"] == "response":
                assert one.http_headers is not None and one.http_headers.status_code == wanted["status"]
            content = one.reader.read()
            if wanted["type"] == "revisit" or wanted["page"] is None:
                continue
            if one.http_headers is not None and one.http_headers.get("Content-Encoding") == "gzip":
                content = gzip.decompress(content)
            assert content == (EXAMPLES / wanted["page"]).read_bytes()
