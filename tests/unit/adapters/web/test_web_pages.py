"""Every page: it answers, nothing a saved page holds becomes markup, and words lead to words."""

import itertools
import re
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient
from tests.unit.adapters.web.velden import HOSTILE, SCRIPT, arabic, hostile, index, post, radio
from tests.unit.adapters.web.walk import Walk

from dateline.adapters.stores import RecordStore, open_record
from dateline.adapters.web import create_app
from dateline.adapters.web.guard import HEADERS
from dateline.adapters.web.links import article_link, entity_link, event_link
from dateline.adapters.web.render import environment
from dateline.model import Page, Span

BLAST = event_link(f"{post().page_id}#v1")
ROUTES = [
    "/",
    "/search",
    "/search?q=silo&kind=any&order=newest",
    "/search?q=%22no+such+words%22",
    "/timeline",
    "/timeline?undated=1",
    "/claims",
    "/claims?q=warned",
    "/people",
    "/people?kind=place&q=vel",
    "/disagreements",
    "/forecasts",
    "/problems",
    "/about",
    BLAST,
    entity_link(f"{post().page_id}#e1"),
    entity_link(f"{hostile().page_id}#e1"),
    *(article_link(each().page_id) for each in (post, radio, hostile, arabic, index)),
    "/article/0000000000",
    "/event/none.v1",
    "/entity/nobody",
    "/nowhere",
    "/search?since=tomorrow",
    "/search?page=0",
    "/static/dateline.css",
    "/static/passwd",
]
ALLOWED = {
    "a", "article", "aside", "bdi", "blockquote", "body", "button", "caption", "code", "dd", "details", "div", "dl",
    "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "kbd", "label", "legend",
    "li", "link", "main", "mark", "meta", "nav", "ol", "option", "p", "script", "section", "select", "span", "strong",
    "summary", "table", "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
}  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_carries_the_security_headers(client: TestClient, route: str) -> None:
    answer = client.get(route)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert "text/html" in answer.headers["content-type"] or route.startswith("/static/")


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.startswith("/static/")])
def test_nothing_of_a_saved_page_becomes_markup(client: TestClient, route: str) -> None:
    walk = Walk(client.get(route).text)
    assert {tag for tag, _ in walk.tags} <= ALLOWED
    assert len(walk.all("script")) == 1 and walk.all("script")[0]["src"].startswith("/static/dateline.js?v=")
    for tag, attributes in walk.tags:
        assert not any(name == "style" or name.startswith(("on", "{{")) for name in attributes), tag
        for name in ("href", "src", "action"):
            address = attributes.get(name, "/")
            if address.startswith(("http:", "https:")):
                assert tag == "a" and "noreferrer" in attributes["rel"].split()
            else:
                assert re.match(r"/(?!/)|#", address), (tag, address)


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.startswith("/static/")])
def test_ids_are_unique_and_links_within_a_page_lead_somewhere(client: TestClient, route: str) -> None:
    walk = Walk(client.get(route).text)
    ids = [attributes["id"] for _, attributes in walk.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    within = {attributes["href"][1:] for attributes in walk.all("a") if attributes.get("href", "").startswith("#")}
    assert within <= set(ids)


def test_a_hostile_headline_is_shown_as_its_words(client: TestClient) -> None:
    walk = Walk(client.get(article_link(hostile().page_id)).text)
    assert " ".join(HOSTILE.split()) in walk.text
    assert "{{ 7*7 }}" in walk.text
    assert walk.all("html") == [{"lang": "en"}]


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    html = client.get(article_link(radio().page_id)).text
    assert "javascript:alert(3)" in Walk(html).text
    assert not [each for each in Walk(html).all("a") if "javascript" in each.get("href", "")]


def test_right_to_left_articles_run_from_right_to_left(client: TestClient) -> None:
    walk = Walk(client.get(article_link(arabic().page_id)).text)
    assert walk.all("div", dir="rtl", lang="ar")
    assert walk.all("html", lang="en")
    assert Walk(client.get("/search?language=ar").text).all("p", dir="rtl", lang="ar")


def test_a_page_that_is_no_article_says_so(client: TestClient) -> None:
    text = Walk(client.get(article_link(index().page_id)).text).text
    assert "takes this for an index page" in text
    assert "Silo blast: what we know" in text


def test_what_is_not_known_is_said_to_be_unknown(client: TestClient) -> None:
    text = Walk(client.get(article_link(post().page_id)).text).text
    assert "standfirst unknown" in text
    assert "by June: unknown" in text
    assert "inferred" in text


def test_the_event_page_tells_who_says_what_in_which_words(client: TestClient) -> None:
    html = client.get(BLAST).text
    text = Walk(html).text
    assert "Where sources differ" in text and "how many killed" in text
    assert "An explosion tore through a grain silo in the port of Velden on Monday" in text
    assert "there is but one silo" in text and "person:editor" in text
    assert '<span class="m-event">explosion</span>' in html


def test_what_no_report_says_in_so_many_words_is_marked_inferred(client: TestClient) -> None:
    text = Walk(client.get(BLAST).text).text
    assert "Where Velden inferred" in text
    assert "When Mon 6 May 2024 Where" in text


def test_each_link_to_words_lands_on_these_words(client: TestClient, store: RecordStore) -> None:
    links = [each["href"] for each in Walk(client.get(BLAST).text).all("a") if "#w" in each.get("href", "")]
    assert len(links) >= 4
    for link in links:
        page_id = re.search(r"/article/(\w+)", link)
        bounds = re.search(r"#w(\d+)-(\d+)$", link)
        assert page_id and bounds
        start, end = int(bounds[1]), int(bounds[2])
        reading = store.reading(page_id[1])
        assert reading is not None
        html = client.get(link).text
        assert Walk(html).all("mark", id=f"w{start}-{end}")
        shown = "".join(re.findall(r'<mark class="m-here[^"]*"[^>]*>(?:<a [^>]*>)?([^<]*)', html))
        assert shown == reading.article.text[start:end].replace("&", "&amp;")


def test_words_that_are_no_mark_of_their_own_can_be_pointed_at(client: TestClient) -> None:
    reading = post()
    start = reading.article.text.index("explosion would come by")
    html = client.get(article_link(reading.page_id, [Span(start, start + 23)])).text
    assert f'id="w{start}-{start + 23}"' in html
    pieces = re.findall(r'<mark class="m-here([^"]*)"[^>]*>(?:<a [^>]*>)?([^<]*)', html)
    assert "".join(words for _, words in pieces) == "explosion would come by"
    assert any("m-time" in classes for classes, _ in pieces)


@pytest.mark.parametrize("at", ["9999999-99999999", "5-5", "7-3", "a-b", "-", "1-" + "9" * 400, "٣-٧"])
def test_stretches_outside_the_text_are_left_out(client: TestClient, at: str) -> None:
    answer = client.get(article_link(post().page_id), params={"at": at})
    assert answer.status_code == 200
    assert "<mark" not in answer.text


def test_search_finds_narrows_and_pages(client: TestClient) -> None:
    assert "2 articles" in Walk(client.get("/search?q=silo").text).text
    narrowed = Walk(client.get("/search?q=silo&outlet=Harbour+Radio").text)
    assert "1 article" in narrowed.text and "Fourteen dead in harbour blast" in narrowed.text
    assert narrowed.all("input", name="outlet", value="Harbour Radio")[0]["checked"] == ""
    assert "No article of this record matches" in Walk(client.get("/search?q=silo&page=7").text).text
    assert "index page" in Walk(client.get("/search?kind=index").text).text


def test_the_same_question_leads_from_articles_to_events(client: TestClient) -> None:
    tabs = [each["href"] for each in Walk(client.get("/search?q=silo&outlet=Harbour+Radio&page=1").text).all("a")]
    assert "/timeline?q=silo&outlet=Harbour+Radio" in tabs
    walk = Walk(client.get("/timeline?q=silo&outlet=Harbour+Radio").text)
    assert [each["href"] for each in walk.all("a") if each["href"].startswith("/event/")]


def test_undated_events_have_a_list_of_their_own(client: TestClient) -> None:
    assert "The owners will close" not in Walk(client.get("/timeline").text).text
    assert "The owners will close" in Walk(client.get("/timeline?undated=1").text).text


def test_forecasts_show_their_horizon(client: TestClient) -> None:
    assert "horizon: within two weeks" in Walk(client.get("/forecasts").text).text


def test_problems_are_listed_and_escaped(client: TestClient) -> None:
    walk = Walk(client.get("/problems").text)
    assert f"broken{SCRIPT}.warc" in walk.text and "cut short" in walk.text


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("/nowhere", 404),
        ("/article/0000000000", 404),
        ("/event/none.v1", 404),
        ("/entity/nobody", 404),
        ("/static/../app.py", 404),
        ("/static/passwd", 404),
        ("/search?since=tomorrow", 400),
        ("/search?since=2025&until=2024", 400),
        ("/search?page=x", 400),
        ("/search?page=-1", 400),
        ("/search?page=99999999999999999999", 400),
        ("/timeline?page=", 200),
        ("/search?q=%00%ff%22OR%22*", 200),
        ("/people?q=%25_!", 200),
        ("/search?entity=" + "x" * 900, 200),
    ],
)
def test_odd_questions_get_a_plain_answer(client: TestClient, route: str, status: int) -> None:
    answer = client.get(route)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_every_page_has_one_heading_and_its_headings_do_not_skip(client: TestClient) -> None:
    for route in ROUTES:
        if route.startswith("/static/"):
            continue
        levels = [int(tag[1]) for tag, _ in Walk(client.get(route).text).tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, route
        assert levels[0] == 1, route
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (route, levels)


def test_a_failure_shows_no_more_than_that_it_failed(store: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret path")

    monkeypatch.setattr(type(store), "stats", fail)
    client = TestClient(create_app(store), base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "could not be made" in answer.text
    assert answer.headers["content-security-policy"]


def test_no_template_trusts_what_it_is_given() -> None:
    templates = files("dateline.adapters.web").joinpath("templates")
    names = [each.name for each in templates.iterdir()]
    assert "article.html" in names
    for name in names:
        source = templates.joinpath(name).read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup|<script>|<style|\sstyle=|\son\w+=", source), name
    assert environment().autoescape is True


@pytest.mark.parametrize(("found_by", "told"), [({"text": "json-ld"}, True), ({}, False)])
def test_words_that_the_page_does_not_show_are_told_to_be_so(
    tmp_path: Path, found_by: dict[str, str], told: bool
) -> None:
    reading = post()
    article = msgspec.structs.replace(reading.article, found_by=reading.article.found_by | found_by)
    with open_record(tmp_path, write=True) as record:
        page = Page(id=reading.page_id, content=b"<html></html>", media_type="text/html")
        record.add(msgspec.structs.replace(reading, article=article), page)
        record.commit()
        answer = TestClient(create_app(record), base_url="http://localhost").get(article_link(reading.page_id))
    assert ("data for machines (JSON-LD)" in answer.text) == told


def test_how_sure_an_outlet_is_that_the_page_does_not_name(tmp_path: Path) -> None:
    reading = post()
    events = tuple(
        msgspec.structs.replace(each, standing=tuple(msgspec.structs.replace(one, source="") for one in each.standing))
        for each in reading.events
    )
    article = msgspec.structs.replace(reading.article, outlet=None)
    with open_record(tmp_path, write=True) as record:
        page = Page(id=reading.page_id, content=b"<html></html>", media_type="text/html")
        record.add(msgspec.structs.replace(reading, article=article, events=events), page)
        record.commit()
        answer = TestClient(create_app(record), base_url="http://localhost").get(article_link(reading.page_id))
    assert "<bdi>the outlet</bdi>: certain" in answer.text
    assert "<bdi></bdi>" not in answer.text
