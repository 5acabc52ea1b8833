"""Pages of our own, each named for what readers of pages get wrong on it."""

from pathlib import Path

import numpy as np
import pytest

from dateline.article import read_article
from dateline.article.learned.confidence import body_confidence
from dateline.article.learned.features import measure_blocks
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Article, Page

PAGES = Path(__file__).parent / "pages"
FIRST = "The morning ferry from Sallo ran aground"
LAST = "The sandbank has moved by about 300 metres"


def read(name: str, *, url: str | None = None) -> Article:
    content = (PAGES / f"{name}.html").read_bytes()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=url))


def body(article: Article) -> str:
    return "\n".join(span.of(article.text) for span in article.body)


def roles(article: Article, words: str) -> set[str]:
    return {block.role for block in article.blocks if words in block.text}


def test_an_article_split_over_sibling_containers_is_whole() -> None:
    text = body(read("split-over-siblings"))
    assert text.startswith(FIRST)
    assert LAST in text
    assert "Advertisement" not in text


def test_a_neighbours_article_is_not_appended() -> None:
    article = read("neighbour-appended")
    assert article.headline == "Ferry runs aground off Hollen Ford"
    assert "ribbon of seaweed" not in body(article)
    assert "refund every ticket" in body(article)


def test_related_links_and_app_prompts_inside_the_text_stay_out_of_it() -> None:
    article = read("related-mid-text")
    assert "buoys of the bay" not in body(article)
    assert "Tern app" not in body(article)
    assert LAST in body(article)
    assert roles(article, "buoys of the bay") <= {"related", "teaser"}


def test_a_live_pages_entries_keep_their_times() -> None:
    article = read("live-blog")
    times = {block.text[:12]: block.time for block in article.blocks if block.role == "body"}
    assert times["The company "] == "2025-05-14T13:40:00+02:00"
    assert times["The morning "] == "2025-05-14T08:05:00+02:00"


def test_a_paywalled_page_says_so_and_its_wall_is_no_body() -> None:
    article = read("paywalled")
    assert article.paywalled
    assert article.truncated
    assert "Subscribe" not in body(article)


def test_standfirst_subheads_lists_and_tables_are_kept() -> None:
    article = read("lists-and-tables")
    assert article.standfirst == "More than two hundred passengers waited five hours for the tide"
    assert roles(article, "What we know") == {"subhead"}
    assert roles(article, "left Sallo at seven") == {"list"}
    assert roles(article, "2024 5") == {"table"}
    assert "2024 5" in body(article)


def test_captions_credits_bios_tags_and_comments_have_their_roles() -> None:
    article = read("captions-and-bio")
    assert [(image.caption, image.credit) for image in article.images] == [
        ("The ferry on the sandbank at low water.", "Photo: Ilo Brandt/The Tern")
    ]
    assert "keeps bees" not in body(article)
    assert "cold long before" not in body(article)
    assert roles(article, "cold long before") == {"comment"}
    assert roles(article, "Ferries") == {"tags"}
    assert article.tags == ("Ferries", "Hollen Ford")


def test_fields_tell_where_they_were_found() -> None:
    article = read("captions-and-bio")
    assert article.published == "2025-05-14T15:20:00+02:00"
    assert article.modified == "2025-05-14T18:00:00+02:00"
    assert [(author.name, author.kind, author.title) for author in article.authors] == [
        ("Ada Quill", "person", "shipping correspondent")
    ]
    assert article.outlet == "The Tern"
    assert article.found_by["published"] == "json-ld"
    assert 0 < article.confidence["body"] <= 1


def test_text_that_waits_for_a_script_is_the_pages_text() -> None:
    assert LAST in body(read("uncovered-by-script"))


def test_a_section_page_is_no_article() -> None:
    article = read("section-index")
    assert article.kind == "index"
    assert article.text == ""
    assert roles(article, "Mayor opens fish market") == {"teaser"}


def test_a_korean_page_without_paragraphs_is_read() -> None:
    article = read("korean")
    assert article.headline == "홀렌포드 앞바다에서 여객선 좌초"
    assert "300미터" in body(article)
    assert "무단 전재" not in body(article)
    assert article.language == "ko"


def test_a_correction_is_its_own_role() -> None:
    article = read("correction")
    assert roles(article, "earlier version") == {"correction"}
    assert "earlier version" not in body(article)


def test_a_wrong_charset_declaration_is_not_believed() -> None:
    article = read("wrong-charset")
    assert article.headline == "Паром сел на мель у Холлен-Форда"
    assert article.language == "ru"


def test_a_declared_publisher_is_read_by_its_selectors() -> None:
    article = read("declared-publisher", url="https://www.astrel-observer.example/tram")
    assert article.headline == "Tram line closed for a month"
    assert article.standfirst == "Passengers told to walk from Corn Market"
    assert "winter boots" not in body(article)
    assert [author.name for author in article.authors] == ["Delia Marsk"]


def test_a_stream_of_teasers_after_the_article_is_none_of_its_text() -> None:
    article = read("stream-of-cards")
    assert "water main burst" in body(article)
    assert "made the journey twice" in body(article)
    assert not any(words in body(article) for words in ("silver cup", "new roof of slate", "no rolls"))


def test_text_printed_for_two_screens_is_body_once() -> None:
    text = body(read("printed-twice"))
    assert text.count("handed out blankets") == 1
    assert "made the journey twice" in text


def test_an_article_whose_sections_are_article_elements_is_whole() -> None:
    text = body(read("sections-as-articles"))
    assert all(words in text for words in ("handed out blankets", "a bang and then", "made the journey twice"))


def test_a_list_of_cookies_is_no_body() -> None:
    article = read("cookie-table")
    assert "provider of our statistics" not in body(article)
    assert "made the journey twice" in body(article)


def test_elements_of_the_pages_own_making_stay_in_their_line() -> None:
    article = read("own-inline-elements")
    assert article.headline == "Burst pipe stops the night tram"
    assert "measured ninety litres a second at the corner" in body(article)


def test_a_sites_motto_and_a_headline_told_twice_are_no_standfirst() -> None:
    article = read("motto-before-headline")
    assert article.standfirst is None
    assert "since the tide turned" not in article.text


def test_the_bodys_confidence_falls_with_doubt() -> None:
    markup = read_markup((PAGES / "stream-of-cards.html").read_text("utf-8"))
    features = measure_blocks(markup, read_structured(markup), 1)
    paragraphs = [index for index, block in enumerate(markup.blocks) if "said" in block.text]
    sure = np.full(len(markup.blocks), 0.01, np.float32)
    sure[paragraphs] = 0.99
    doubtful = np.full(len(markup.blocks), 0.4, np.float32)
    doubtful[paragraphs] = 0.6
    assert body_confidence(features, sure, sure, paragraphs) > body_confidence(features, doubtful, doubtful, paragraphs)
    assert body_confidence(features, sure, sure, []) == 0.0


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_offsets_are_true(name: str) -> None:
    article = read(name)
    assert all(block.text == article.page_text[block.start : block.end] for block in article.blocks)
    assert read(name) == article
