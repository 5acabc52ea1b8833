"""Elements that bear tags as classes without being tags: the cards of other articles."""

from dateline.article import read_article
from dateline.model import Page

TEXT = "<p>The ferry to Salvane stayed in port for want of a crew, the harbour office of Orlik said on Monday.</p>" * 5
TAGS = '<div class="tags"><a href="/t/ferry">Ferry</a> <a href="/t/orlik">Orlik</a></div>'
CARD = (
    '<div class="post tag tag-harbour"><h3><a href="/b">Storks come early</a></h3><p>The first storks of the year '
    "stand on the lighthouse of Brenn, weeks before their time, and nobody there knows why.</p></div>"
)


def test_a_card_that_bears_tags_is_a_teaser_and_its_words_are_no_tags() -> None:
    html = f"<html><body><article><h1>Ferry stays in port</h1>{TEXT}{TAGS}</article><div>{CARD * 2}</div></body></html>"
    article = read_article(Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8"))
    roles = {block.text: block.role for block in article.blocks}
    assert roles["Storks come early"] != "tags"
    assert article.tags == ("Ferry", "Orlik")
