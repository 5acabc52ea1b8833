"""Pages saved before their scripts ran: the text that waits in templates, scripts, text fields and data."""

import json
import re
import time
from html import escape
from typing import Any

import pytest

from dateline.article import read_article
from dateline.article.tree.state import state_markup
from dateline.language import shared_data
from dateline.model import Article, Page

HEADLINE = "Ferry to Orm stops running"
PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    "“We have wood for a month and flour for two,” said Ines Talvik, who keeps the only shop of the island.",
    "Pilots had asked for a second icebreaker in the autumn, and the council put the question off until spring.",
    "The county has lent two of its own boats for the week, and the crews were flown to Velno late on Tuesday night.",
    "Schools of the island stay open, but for the oldest pupils, who sleep in Sallo from Monday to Thursday each week.",
]
TEXT = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
STORY = f"<article><h1>{HEADLINE}</h1>{TEXT}</article>"
OTHER = "The miller has counted the storks each spring and says that there are more of them each year. " * 8
NAV = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
LOADING = '<div id="app">Loading…</div>'


def _read(held: str, shown: str = LOADING) -> Article:
    content = f"<html lang=en><title>{HEADLINE} | The Tern</title><body>{NAV}{shown}{held}</body></html>".encode()
    return read_article(Page(id="p", content=content, media_type="text/html"))


def _body(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


def _data(value: Any) -> str:
    return f'<script id="__DATA__" type="application/json">{json.dumps(value)}</script>'


def _runs(text: str) -> list[dict[str, Any]]:
    return [{"kind": "run", "text": text[:20]}, {"kind": "run", "text": text[20:31], "bold": True}, {"text": text[31:]}]


@pytest.mark.parametrize(
    "held",
    [
        f'<template id="story" data-x="a>b">{STORY}</template>',
        f'<script type="text/x-template">{STORY}</script>',
        f'<textarea style="display:none">{escape(STORY)}</textarea>',
    ],
)
def test_markup_that_waits_is_read_where_nothing_else_is(held: str) -> None:
    article = _read(held)
    assert article.headline == HEADLINE
    assert _body(article) == PARAGRAPHS
    assert article.found_by["text"] == "script"
    assert article.confidence["body"] <= 0.7
    assert "miller" not in _read(held.replace(PARAGRAPHS[0], OTHER), shown=STORY).page_text


@pytest.mark.parametrize(
    "value",
    [
        {"page": {"post": {"title": HEADLINE, "body": TEXT, "teaser": PARAGRAPHS[0]}}},
        {"post": {"title": HEADLINE, "text": "\n\n".join(PARAGRAPHS)}},
        {"post": {"headline": HEADLINE, "parts": [{"kind": "paragraph", "text": each} for each in PARAGRAPHS]}},
        {"post": {"headline": HEADLINE, "body": [{"kind": "block", "children": _runs(each)} for each in PARAGRAPHS]}},
        {"post": {"id": 4, "title": {"rendered": HEADLINE}, "content": {"rendered": TEXT, "protected": False}}},
        {
            "post": {"headline": HEADLINE, "body": PARAGRAPHS},
            "others": [{"headline": "Storks return", "body": [OTHER]}],
        },
        {"post": {"headline": HEADLINE, "body": TEXT, "more": [{"headline": "Storks return", "body": OTHER}]}},
        # Values by their places in a flat list.
        [{"data": 1}, {"title": 2, "body": 3, "id": 9}, HEADLINE, list(range(4, 11)), *PARAGRAPHS, 17],
    ],
)
def test_an_article_in_data_is_read_by_the_pages_title(value: Any) -> None:
    scripts = [_data(value)]
    if isinstance(value, dict):
        scripts += [f"<script>window.__STATE__ = {json.dumps(value)};\nstart()</script>"]
        scripts += [f"<script>var state = JSON.parse({json.dumps(json.dumps(value))})</script>"]
    for script in scripts:
        article = _read(script)
        assert article.headline == HEADLINE
        assert _body(article) == PARAGRAPHS


@pytest.mark.parametrize(
    "value",
    [
        {"post": {"headline": "Storks return to the mill", "body": TEXT}},
        {"post": {"headline": HEADLINE, "locked": True, "more": [{"headline": "Storks return", "body": OTHER}] * 4}},
        {"headline": HEADLINE, "lead": PARAGRAPHS[0], "padding": "x" * 600},
        {"title": "The Tern", "body": TEXT},
    ],
)
def test_data_without_the_articles_text_give_none(value: Any) -> None:
    article = _read(_data(value))
    assert (article.kind, article.text) != ("article", "")
    assert article.text == ""


def test_a_page_that_shows_its_article_is_read_by_that() -> None:
    value = {"post": {"headline": HEADLINE, "body": TEXT.replace("Orm", "Sallo") * 2}}
    article = _read(_data(value), shown=STORY)
    assert _body(article) == PARAGRAPHS
    assert "text" not in article.found_by


def test_words_that_are_not_set_apart_count() -> None:
    title = "北の航路が氷で閉ざされる"
    body = ["火曜日、北の航路が氷で閉ざされたため、オルム行きのフェリーは運航を停止したと港湾局が発表した。"] * 6
    script = json.dumps({"記事": {"題": title, "文": body, "番": 5}}, ensure_ascii=False) + " " * 400
    markup = state_markup([("application/json", script)], [f"{title}｜海鳥新聞"])
    assert markup is not None
    assert markup.count(body[0]) == 6


@pytest.mark.parametrize(
    "text",
    ['{"a":' * 50_000, "x = [" * 50_000, "[" * 200_000, "= " * 200_000, '{"title": "' + HEADLINE + '", "b": ' * 500],
)
def test_hostile_data_take_no_time_and_give_none(text: str) -> None:
    started = time.process_time()
    assert state_markup([("application/json", text), ("", text)], [HEADLINE]) is None
    assert time.process_time() - started < 4


def test_a_list_of_other_pages_is_no_article() -> None:
    items = [
        {"head": f"Ferry {number} stays in the port", "summary": " ".join(PARAGRAPHS[:2]), "at": f"/sea/{number}"}
        for number in range(8)
    ]
    script = json.dumps({"page": {"name": HEADLINE, "items": items}})
    assert state_markup([("application/json", script)], [HEADLINE]) is None


def test_pictures_of_an_article_make_it_no_list_of_pages() -> None:
    items = [
        {"text": text, "picture": f"/pictures/{number}.jpg", "below": "The ferry in the port"}
        for number, text in enumerate(PARAGRAPHS)
    ]
    script = json.dumps({"name": HEADLINE, "items": items})
    markup = state_markup([("application/json", script)], [HEADLINE])
    assert markup is not None
    assert all(text in markup for text in PARAGRAPHS)


def test_a_list_whose_places_name_the_same_time_and_again_takes_no_time() -> None:
    doubled = [[place + 1, place + 1] for place in range(3, 33)]
    script = json.dumps([{"page": 1}, {"title": 2, "text": 3}, HEADLINE, *doubled, " ".join(PARAGRAPHS)])
    started = time.process_time()
    assert state_markup([("application/json", script)], [HEADLINE]) is None
    assert time.process_time() - started < 4


def test_the_tables_examples() -> None:
    table = shared_data().table("article/waiting.toml")["scripts"]
    types = re.compile("|".join(map(re.escape, table["types"])), re.IGNORECASE)
    assert all(types.search(each) for each in table["examples"])
    assert not any(types.search(each) for each in table["counterexamples"])
