"""What stands above the article in a header: the site's name and words, and what only stands beside them."""

from dateline.article import read_article
from dateline.model import Page

TEXT = "".join(
    f"<p>{each}</p>"
    for each in (
        "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
        "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
        "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    )
)


def _roles(header: str, kicker: str = "") -> dict[str, str]:
    html = (
        f"<html lang=en><title>Ferry to Orm stops | Teln Courier</title><body><header>{header}</header><article>"
        f"<header>{kicker}<h1>Ferry to Orm stops</h1></header><p>By Runa Meschel</p>{TEXT}</article></body></html>"
    )
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    return {block.text: block.role for block in article.blocks}


def test_the_sites_name_and_motto_are_the_masthead() -> None:
    roles = _roles("<a href='/'>Teln Courier</a><p>News from the coast since 1888</p>")
    assert (roles["Teln Courier"], roles["News from the coast since 1888"]) == ("masthead", "masthead")


def test_a_link_to_another_article_is_none() -> None:
    title = "Council weighs second icebreaker for northern bay"
    assert _roles(f"<a href='/'>Teln Courier</a><p><a href='/ice'>{title}</a></p>")[title] != "masthead"


def test_a_kicker_above_the_headline_is_none() -> None:
    roles = _roles("<a href='/'>Teln Courier</a>", "<p><a href='/sea'>Northern bay</a></p><p>4 min read</p>")
    assert roles["Northern bay"] != "masthead" != roles["4 min read"]
