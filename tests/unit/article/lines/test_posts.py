"""Posts of networks that an article prints, and elements that hold the article; every page is invented."""

import tomllib

import pytest

from dateline.article import read_article
from dateline.article.lines.posts import find_posts
from dateline.article.tree.read import read_markup
from dateline.language import shared_data
from dateline.model import Article, Page

_TABLE = tomllib.loads((shared_data().read("article/posts.toml") or b"").decode())
_HEADLINE = "Pilots of Velno refuse to sail without a new chart"
_PARAGRAPHS = [
    "The pilots of Velno said on Monday that they would not sail again before the county gives them a new chart.",
    "Two ships have run aground since the spring, and the harbour master counts nine more that touched the bottom.",
    "The county answered that the chart would be printed by June and that the channel is as deep as ten years ago.",
    "Ferries to the islands go as before, the company said, but with fewer lorries, since a light ferry draws less.",
]
_POST = """<blockquote class="{classes}"><p>We measured it ourselves at low tide: four metres where the chart has six.
    </p>&mdash; Mika Orrin (@orrin_pilot) <a href="https://post.example/1">May 4, 2031</a></blockquote>"""


def page_of(*, between: str = "", inside: str = "", meta: str = "", opening: str = "") -> Article:
    first, *rest = [f"<p>{text}</p>" for text in _PARAGRAPHS]
    content = f"""<html lang="en"><head><title>{_HEADLINE}</title><meta property="og:type" content="article"></head>
        <body><article><div class="{inside}"><h1>{_HEADLINE}</h1>{meta}{opening}{first}{between}{"".join(rest)}</div>
        </article><div class="related"><h2>Related</h2><ul>
        <li><a href="/a">Ferry pilots ask for a survey of the coast</a></li>
        <li><a href="/b">Lorries wait for the night ferry in Brenn</a></li></ul></div></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def roles_of(article: Article) -> dict[str, str]:
    return {block.text[:30]: block.role for block in article.blocks}


@pytest.mark.parametrize("classes", _TABLE["examples"])
def test_a_post_is_quoted_with_the_line_that_says_whose_it_is(classes: str) -> None:
    article = page_of(between=_POST.format(classes=classes))
    roles = roles_of(article)
    assert roles["We measured it ourselves at lo"] == roles["— Mika Orrin (@orrin_pilot) Ma"] == "quotation"
    assert "four metres where the chart has six" in article.text


@pytest.mark.parametrize("classes", _TABLE["counterexamples"])
def test_buttons_and_timelines_of_the_networks_are_no_posts(classes: str) -> None:
    markup = read_markup(f"<body><div class='{classes}'>Four metres where the chart has six.</div></body>")
    assert find_posts(markup, range(len(markup.blocks))) == set()


def test_a_button_within_a_post_is_none_of_its_text_and_a_post_far_from_the_article_is_not_quoted() -> None:
    button = '<a href="https://post.example/1">View this post</a>'
    article = page_of(
        between=f'<div class="instagram-media"><div>{button}</div><p>Four metres at low tide, says the lead.</p></div>'
    )
    roles = roles_of(article)
    assert roles["View this post"] != "quotation"
    assert roles["Four metres at low tide, says "] == "quotation"


def test_an_element_that_holds_the_article_is_no_list_of_tags_whatever_it_is_called() -> None:
    meta = '<p class="byline">By Sefa Lindqvist</p><p>Published 4 May 2031, 10:55</p>'
    article = page_of(inside="wide heading-tag-switch", meta=meta)
    assert "tags" not in {block.role for block in article.blocks}
    assert [author.name for author in article.authors] == ["Sefa Lindqvist"]
    assert article.published is not None and article.published.startswith("2031-05-04")


def test_an_element_that_holds_paragraphs_is_no_caption() -> None:
    picture = '<figure><img src="a.jpg"><figcaption>A pilot boat off Velno.</figcaption></figure>'
    article = page_of(inside="content-imagetext", opening=picture)
    roles = roles_of(article)
    assert roles["A pilot boat off Velno."] == "caption"
    assert {roles[text[:30]] for text in _PARAGRAPHS} <= {"body", "standfirst"}
