"""What the stage of pages compares with a set's gold."""

from bench.quality.stages.pages import body_of

from dateline.article import read_article
from dateline.model import Page

_HTML = b"""<article><h1>Bridge closed</h1><figure><img src="/quay.jpg">
<figcaption>The quay on Monday</figcaption></figure>
<p>The mayor of Lowmark said on Monday that the bridge would close for two weeks, and that a ferry would run.</p>
<p>Pilots said that the channel had silted up by a metre since the spring, so that it can pass only at high water.</p>
</article>"""


def test_roles_that_a_gold_counts_are_text_by_its_convention_and_no_other() -> None:
    article = read_article(Page(id=Page.identify(_HTML), content=_HTML, media_type="text/html"))
    assert "The quay on Monday" not in body_of(article)
    assert body_of(article, counted=("caption",)).splitlines()[0] == "The quay on Monday"
    assert body_of(article, counted=("credit",)) == body_of(article)
