from bench.quality.peers.pages import Output
from bench.quality.stages.stripped import field_rows, printed_of
from bench.quality.stripping import prints_day, strip_page, visible_lines

PAGE = """<html><head><meta charset="utf-8"><meta name="author" content="Orm Tavi"><title>Storks | The Tern</title>
<script type="application/ld+json">{"@type": "NewsArticle", "author": "Orm Tavi"}</script>
<link rel="canonical" href="https://tern.example/storks"></head>
<body class="post"><h1 itemprop="headline">Storks come early</h1><a rel="author" href="/tavi">Runa Tavi</a>
<time datetime="2031-03-04T10:00">4 March 2031</time><p id="lede">They are here.</p>
<p>Tags: storks, marshes</p></body></html>"""


def test_what_machines_are_told_goes_and_what_is_printed_stays() -> None:
    bare = strip_page(PAGE, "bare")
    assert all(word not in bare for word in ("Orm", "datetime", "itemprop", "rel=", "canonical", "ld+json"))
    assert 'charset="utf-8"' in bare and "<title>Storks | The Tern</title>" in bare and 'class="post"' in bare
    assert "<title>" not in strip_page(PAGE, "untitled")
    assert "class=" not in strip_page(PAGE, "classless") and "id=" not in strip_page(PAGE, "classless")
    assert visible_lines(bare) == visible_lines(PAGE)


def test_a_day_counts_as_printed_in_any_of_its_forms() -> None:
    day = "2031-03-04"
    for line in (
        "4 March 2031",
        "March 4th, 2031",
        "04.03.2031",
        "3/4/31",
        "4. März 2031",
        "2031年3月4日",
        "4 de marzo de 2031",
    ):
        assert prints_day([line], day), line
    for line in ("5 March 2031", "4 March", "March 2031", "4 ferries in 2031", "4.3.2032", "12:04, 3 of 31 boats"):
        assert not prints_day([line], day), line


def test_values_that_a_page_does_not_print_are_not_wanted() -> None:
    gold = {
        "title": "Storks come early",
        "authors": ["Runa Tavi", "Orm Tavi"],
        "date": "2031-03-04",
        "tags": ["storks", "spring"],
    }
    printed = printed_of(gold, visible_lines(PAGE))
    assert printed.title_printed and printed.day_printed
    assert printed.printed_authors == {"runa tavi"} and printed.printed_tags == {"storks"}
    found = Output(title="Storks come early", authors=("Runa Tavi",), date="2031-03-05", tags=("storks", "boats"))
    rows = {
        row.metric: row.value
        for row in field_rows("set", "system", [printed], [found], ("title", "authors", "date", "tags"))
    }
    assert rows["title exact"] == rows["authors set"] == rows["authors, name by name recall"] == 1
    assert rows["same day"] == 0 and rows["another day"] == 1
    assert rows["tags precision"] == 0.5 and rows["tags recall"] == 1


def test_an_author_where_none_is_printed_is_invented() -> None:
    printed = printed_of({"title": "Storks", "authors": ["Orm Tavi"]}, ["Storks", "They are here."])
    found = Output(authors=("Mira Vask",))
    rows = {row.metric: row.value for row in field_rows("set", "system", [printed] * 20, [found] * 20, ("authors",))}
    assert rows == {"authors invented where none is printed": 1}
