"""Dates, bylines, datelines, headlines, metadata and bounds, each by themselves."""

import time

import pytest

from dateline.article import read_article
from dateline.article.bylines.dateline import find_dateline
from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import read_machine_date, read_printed_date, read_url_date
from dateline.article.html import read_html
from dateline.article.lines.credits import split_credit
from dateline.article.names.wording import strip_site
from dateline.model import Page


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Tuesday 4 March 2025, 13:12", "2025-03-04T13:12"),
        ("31.03.2025 08:10", "2025-03-31T08:10"),
        ("4 de marzo de 2025 - 09:15 CET", "2025-03-04T09:15+01:00"),
        ("March 5, 2025 at 3:40 p.m. GMT", "2025-03-05T15:40Z"),
        ("الثلاثاء ٤ مارس ٢٠٢٥", "2025-03-04"),
        ("2025年3月4日", "2025-03-04"),
        ("Tue 11 Mar 2025 09.10 GMT", "2025-03-11T09:10Z"),
        ("24 نيسان / أبريل 2020 09:22 مساءً", "2020-04-24T21:22"),
        ("24 अप्रैल 2020", "2020-04-24"),
        ("২৪ এপ্রিল ২০২০", "2020-04-24"),
        ("2024 m. balandžio 5 d.", "2024-04-05"),
        ("2024. gada 5. aprīlī", "2024-04-05"),
        ("ngày 5 tháng 4 năm 2024, 10:30", "2024-04-05T10:30"),
        ("2020년 4월 17일 오후 3:20", "2020-04-17T15:20"),
        ("۲۴ اردیبهشت ۱۴۰۴", "2025-05-14"),
        ("24 ارديبهشت 1404 - 3:09:08 ب.ظ", "2025-05-14T15:09"),
        ("۱۴۰۴/۰۲/۲۴ ۱۸:۲۰", "2025-05-14T18:20"),
        ("30 اسفند 1403", "2025-03-20"),
    ],
)
def test_printed_dates(words: str, value: str) -> None:
    found = read_printed_date(words)
    assert found is not None
    assert found.value == value


def test_an_ambiguous_order_of_numbers_is_less_sure() -> None:
    found = read_printed_date("4/3/2025")
    assert found is not None
    assert found.sure < 1
    assert read_printed_date("4/3/2025", day_first=False).value == "2025-04-03"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    [
        "the 31 of February 2025", "room 12.13.14", "May the wind", "", "5 May 1415", "1445/03/02", "30 اسفند 1404",
        "1404/13/02", "1404-02-24",
    ],
)  # fmt: skip
def test_what_is_no_date_gives_none(words: str) -> None:
    assert read_printed_date(words) is None


def test_metadata_dates() -> None:
    assert read_machine_date("Tue, 04 Mar 2025 13:12:00 GMT").value == "2025-03-04T13:12:00+00:00"  # type: ignore[union-attr]
    assert read_machine_date("0000-00-00") is None
    assert read_url_date("https://tern.example/2025/mar/04/ferry") == "2025-03-04"
    assert read_url_date("https://tern.example/a/20251345") is None


def test_bylines_split_into_persons_agencies_and_desks() -> None:
    authors = split_byline("By Ada Quill, shipping correspondent, Orrin Vask and Reuters", outlet="The Tern")
    assert [(author.name, author.kind, author.title) for author in authors] == [
        ("Ada Quill", "person", "shipping correspondent"),
        ("Orrin Vask", "person", None),
        ("Reuters", "agency", None),
    ]
    assert split_byline("The Tern", outlet="The Tern")[0].kind == "desk"
    assert split_byline("Von Redaktion Küste")[0].kind == "desk"
    assert split_byline("admin") == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on August 2, 2019 by Ada Quill", ["Ada Quill"]),
        ("Dezember 10, 2019 · von Orrin", ["Orrin"]),
        ("Veröffentlicht vonAda Quill", ["Ada Quill"]),
        ("Ada Quill Schreibe einen Kommentar", ["Ada Quill"]),
        ("von Ada Quill | 20. Mai 2007 | Hafen, Hafen 2007 | 0 Kommentare", ["Ada Quill"]),
        ("The Tern | 07.03.2031 à 9h12 • Mis à jour le 08.03.2031 à 17h45 | Par Ada Quill", ["Ada Quill"]),
        ("Autoren Ada Quill und Orrin Vask", ["Ada Quill", "Orrin Vask"]),
        ("Posted in Harbours by Ada Quill", ["Ada Quill"]),
        ("By April Vask", ["April Vask"]),
        ("By", []),
        ("Von den Segeln bis hinauf zu den Masten", []),
        ("14 May 2025, 15:20", []),
    ],
)
def test_bylines_are_read_without_dates_counts_and_openers(line: str, names: list[str]) -> None:
    assert [author.name for author in split_byline(line)] == names


def test_datelines_need_capitals_or_an_agency() -> None:
    assert find_dateline("The ferry - a grey one - sank.") is None
    assert find_dateline("HOLLEN FORD (TP) — The ferry sank.").place == "HOLLEN FORD"  # type: ignore[union-attr]


def test_sites_come_off_either_end_of_a_title() -> None:
    assert strip_site("The Tern: Ferry aground", ["The Tern"]) in ("Ferry aground", "The Tern: Ferry aground")
    assert strip_site("Ferry aground — The Tern", ["The Tern"]) == "Ferry aground"
    assert strip_site("Ferry aground - again", ["The Tern"]) == "Ferry aground - again"


def test_credits_are_split_from_captions() -> None:
    assert split_credit("At low water. (Ilo Brandt/Tern Press)") == ("At low water.", "Ilo Brandt/Tern Press")
    assert split_credit("At low water. AP Photo/Ilo Brandt, File") == ("At low water.", "AP Photo/Ilo Brandt, File")
    assert split_credit("座礁した船（海上保安庁提供）") == ("座礁した船", "海上保安庁提供")
    assert split_credit("He asked yes/no and AP heard it.") == ("He asked yes/no and AP heard it.", None)
    assert split_credit("A photo of the ferry at low water.") == ("A photo of the ferry at low water.", None)


def test_a_feed_entry_with_a_summary_alone_is_cut_short() -> None:
    entry = (
        b'<entry xmlns="http://www.w3.org/2005/Atom"><title type="html">Ferry aground</title>'
        b"<published>2025-05-14T08:05:00Z</published><author><name>Ada Quill</name></author>"
        b'<summary type="html">&lt;p&gt;The morning ferry ran aground on a sandbank on Wednesday.&lt;/p&gt;</summary>'
        b"<source><title>The Tern</title></source></entry>"
    )
    page = Page(id=Page.identify(entry), content=entry, media_type="application/vnd.dateline.feed-entry+xml")
    article = read_article(page)
    assert (article.headline, article.outlet, article.truncated) == ("Ferry aground", "The Tern", True)
    assert article.published == "2025-05-14T08:05:00Z"
    assert "ran aground on a sandbank" in article.text


def test_the_callers_fields_fill_what_the_text_cannot_tell() -> None:
    content = b"The bridge fell.\n\n  It was old.  \n"
    page = Page(id=Page.identify(content), content=content, media_type="text/plain")
    article = read_article(page, kind="article", published="2025-05-14", outlet="The Tern")
    assert article.text == content.decode()
    assert [span.of(article.text) for span in article.body] == ["The bridge fell.", "It was old."]
    assert article.found_by["published"] == "caller"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "x" + "</div>" * 60_000,
        "".join(f"<b id={number}><p>x" for number in range(4_000)),
        "<table><tr><td>" * 10_000,
        "<p>" + "a<br>" * 100_000,
        "<" * 1_000_000,
        "<!--" + "-" * 1_000_000,
        '<script type="application/ld+json">' + "[" * 200_000,
        "<p>" + "word, and more words " * 50_000,
    ],
    ids=["deep", "unclosed-bold", "tables", "breaks", "angles", "comment", "brackets", "one-paragraph"],
)
def test_hostile_markup_is_read_in_bounded_time(html: str) -> None:
    started = time.process_time()
    read_html(html)
    assert time.process_time() - started < 5
