from dateline.model import Article, Block, EventReport, Part, Problem, Reading, Span, Trigger, When

ARTICLE = Article(
    page_id="p",
    kind="article",
    text="Dam <b>fails</b>\n\nWater rose.",
    parts=(Part("headline", 0, 16), Part("body", 18, 29)),
    body=(Span(18, 29),),
    headline="Dam <b>fails</b>",
    outlet="The Lowmark Courier",
)


def test_an_article_shows_its_fields_and_body_with_every_word_escaped() -> None:
    shown = ARTICLE._repr_html_()
    assert "Dam &lt;b&gt;fails&lt;/b&gt;" in shown and "<b>" not in shown.replace("<b>No", "")
    assert "<p>Water rose.</p>" in shown and "outlet: The Lowmark Courier" in shown


def test_a_page_that_is_no_article_says_what_it_is() -> None:
    page = Article(page_id="p", kind="index", blocks=(Block("teaser", "x", 0, 1),))
    assert "index page, 1 blocks" in page._repr_html_()


def test_a_reading_shows_events_with_unknown_where_nothing_is_known() -> None:
    report = EventReport(id="v1", type="OTHER", lemma="rise", trigger=Trigger("rose", 24, 28), status="happened")
    dated = EventReport(
        id="v2", type="AID", lemma="help", trigger=Trigger("rose", 24, 28), when=When(edtf="2024-05-03")
    )
    problem = Problem(code="article-cut", stage="reading", detail="too <long>")
    shown = Reading(
        page_id="p",
        dateline="0",
        media_type="text/html",
        article=ARTICLE,
        events=(report, dated),
        problems=(problem,),
    )._repr_html_()
    assert "<td>rise</td><td>rose</td><td></td><td>unknown</td>" in shown
    assert "<td>2024-05-03</td>" in shown and "too &lt;long&gt;" in shown
