"""Fields, captions and roles on pages of our own, each named for what readers of pages get wrong on it."""

from pathlib import Path

import pytest

from dateline.article import read_article
from dateline.model import Article, Page

PAGES = Path(__file__).parent / "pages"


def read(name: str) -> Article:
    content = (PAGES / f"{name}.html").read_bytes()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def body(article: Article) -> str:
    return "\n".join(span.of(article.text) for span in article.body)


def roles(article: Article, words: str) -> set[str]:
    return {block.role for block in article.blocks if words in block.text}


def test_rankings_keep_rank_and_headline_and_teasers_their_author() -> None:
    article = read("rankings-and-teasers")
    ranked = [(block.rank, block.text) for block in article.blocks if block.role == "ranking" and block.rank]
    assert ranked == [
        (1, "Why storks come early this year"),
        (2, "Fish market moves to the old pier"),
        (3, "Sallo elects its first lighthouse keeper"),
    ]
    assert [block.author for block in article.blocks if block.author] == ["Orla Finnick", "Sven Arkin"]
    assert roles(article, "Pilots ask for new charts") <= {"related", "teaser"}
    assert "storks" not in body(article)


def test_lines_in_a_pictures_box_are_its_caption_and_credit() -> None:
    article = read("pictures-without-figures")
    assert [(image.caption, image.credit, image.url) for image in article.images] == [
        ("Passengers wait on the upper deck of the ferry off Hollen Ford.", "Image: Ilo Brandt/Tern Press", "/f.jpg"),
        (
            "The drifted buoy lies on the beach below the lighthouse of Sallo.",
            "Image: Rana Vessel/Tern Press",
            "/g.jpg",
        ),
    ]
    assert "upper deck" not in body(article)
    assert "drifted buoy lies" not in body(article)


def test_a_byline_is_read_without_its_date_and_its_comment_count() -> None:
    article = read("pictures-without-figures")
    assert [(author.name, author.kind) for author in article.authors] == [("Ada Quill", "person")]
    assert article.published == "2025-05-14"


def test_a_figure_in_a_side_column_is_the_articles_and_its_copy_is_no_second_picture() -> None:
    article = read("floating-figures")
    assert [(image.caption, image.credit) for image in article.images] == [
        ("The ferry on the sandbank at low water.", "Ilo Brandt/Tern Press"),
        ("The buoy was found on the beach.", "© Tern Press | Rana Vessel"),
    ]
    copies = [block for block in article.blocks if block.duplicate_of is not None]
    assert [block.text for block in copies] == ["The ferry on the sandbank at low water."]
    assert article.standfirst == "Harbour master blames a buoy that drifted in the storm"
    assert "low water" not in body(article)


def test_the_time_of_the_last_save_is_no_publication() -> None:
    article = read("save-time-as-publication")
    assert article.published == "2025-05-14T09:40"
    assert article.found_by["published"] == "visible"
    assert article.modified == "2025-05-16T16:05:00Z"


def test_an_evening_is_kept_in_the_pages_own_zone() -> None:
    article = read("evening-in-another-zone")
    assert article.published == "2025-05-14T21:25:00-04:00"
    assert article.raw["published"] == "2025-05-15T01:25:00+00:00"


def test_structured_data_that_are_no_json_still_tell_what_is_plain_in_them() -> None:
    article = read("broken-structured-data")
    assert article.published == "2025-05-14T15:20:00+02:00"
    assert [author.name for author in article.authors] == ["Ada Quill"]


def test_the_sites_owner_is_no_author() -> None:
    assert read("owner-is-no-author").authors == ()


def test_neither_todays_date_nor_a_comment_dates_or_signs_an_article() -> None:
    article = read("no-date-no-author")
    assert (article.published, article.modified, article.authors) == (None, None, ())
    assert roles(article, "cold long before") == {"comment"}
    assert "cold long before" not in body(article)


def test_a_block_in_another_language_says_so() -> None:
    article = read("mixed-languages")
    assert article.language == "en"
    others = {block.language: block.text.split()[0] for block in article.blocks if block.language}
    assert others == {"es": "«El", "de": "Die"}


def test_a_headline_and_tags_printed_again_are_no_body() -> None:
    article = read("repeated-headline-and-tags")
    assert "Ferry runs aground" not in body(article)
    assert article.tags == ("Ferries", "Hollen Ford")
    assert roles(article, "Home ›") == {"breadcrumb"}


@pytest.mark.parametrize(
    ("name", "language", "author", "published", "headline", "last"),
    [
        (
            "arabic-right-to-left", "ar", "ليلى المرساوي", "2025-05-14T21:22",
            "جنوح عبّارة قرب هولن فورد", "تبحر من جديد.",
        ),
        ("hindi", "hi", "अनिता वर्सेल", "2025-05-14T15:20", "होलेन फोर्ड के पास नौका रेत में फंसी", "जांच की जाएगी।"),
        ("chinese-undeclared-charset", "zh", "林海棠", "2025-05-14T15:20", "渡轮在霍伦福德附近搁浅", "大约三百米。"),
        (
            "cyrillic-contradicting-charset", "ru", "Вера Лоцман", "2025-05-14T15:20",
            "Паром сел на мель у Холлен-Форда", "осмотрят в доке.",
        ),
        (
            "hungarian-dates", "hu", "Réka Hajós", "2025-05-14T15:20",
            "Zátonyra futott a komp Hollen Fordnál", "mielőtt újra elindul.",
        ),
    ],
)  # fmt: skip
def test_pages_in_many_scripts(name: str, language: str, author: str, published: str, headline: str, last: str) -> None:
    article = read(name)
    assert article.language == language
    assert [each.name for each in article.authors] == [author]
    assert article.published == published
    assert article.headline == headline
    text = body(article)
    assert text.endswith(last)
    assert author not in text
    assert len(text.split("\n")) == 3


def test_share_buttons_in_a_figure_and_the_sites_copyright_are_no_captions() -> None:
    article = read("share-buttons-in-a-figure")
    captions = [block.text for block in article.blocks if block.role in ("caption", "credit")]
    assert captions == ["The first boat leaves the pier on Tuesday morning."]
    assert roles(article, "All rights reserved") == {"legal"}


def test_a_line_that_names_the_section_names_no_author() -> None:
    told = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6
    content = f"""<html><head><title>Bridge stays open</title>
        <meta property="og:type" content="article"><meta property="article:section" content="Mereva &amp; Lakhora">
        </head><body><article><h1>Bridge stays open</h1>
        <ul><li>8 May 2024</li><li><span>From the section </span><a href="/mereva">Mereva &amp; Lakhora</a></li></ul>
        <p>{told}</p><p>{told}</p></article></body></html>""".encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert article.section == "Mereva & Lakhora"
    assert article.authors == ()


@pytest.mark.parametrize("place", ["{$site.name}", "{{ site.name }}", "${site}", "<%= site %>", "%%site%%"])
def test_a_template_s_place_that_nothing_was_put_into_tells_nothing(place: str) -> None:
    html = (
        f'<html><head><meta property="og:site_name" content="{place}"><meta name="author" content="{place}">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","articleSection":"{place}"}}</script></head>'
        "<body><h1>Ferry stays in port</h1>" + "<p>The ferry to Salvane stayed in port for want of a crew.</p>" * 4
    )
    article = read_article(Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8"))
    assert (article.outlet, article.authors, article.section) == (None, (), None)
