"""The gate: exact sums, whole pages only, and why a report is shown."""

from dateline import read_text
from dateline.events.learned.worth import Worth, page_signs, read_worth
from dateline.language import load_language
from dateline.model import Page
from dateline.reading import ReadOptions, read_page

NEWS = """Soldiers shell Teln as talks stall

Soldiers of the Lakhoran army shelled the village of Teln on Monday, killing nine, Governor Mirela Dusan said.

Orvia's foreign minister, Tomas Vess, condemned the attack and called on Lakhora to withdraw its troops from the valley.
"They fired on a market," he told reporters in Port Salvane on Tuesday. The Lakhoran ministry of defence denied that its
forces had fired at civilians.

Police arrested two men in Dursk on Tuesday. A court in the city charged them with murder on Wednesday, the prosecutor
Anna Dahl said. The union of dockworkers, which had protested against the war in March, said that the men were not its
members. President Korr met Ms Dusan on Wednesday evening and promised that the state would rebuild the school. Nine
bodies were buried in Teln on Thursday, and more than two hundred people attended the service, the mayor said.
"""

ADVICE = """Top 10 tips for your first garden

You can attack weeds early if you plan your beds with care. Choose a tool that supports your back, and it will help you
to win the fight against slugs. You should cut the stems in spring. If your soil is heavy, you may ask a neighbour
for sand, and you can agree on a day to share the work.

A good hose supports many fittings. Strike a deal with your local shop, which may offer you a bag of compost. Kill two
birds with one stone: plant beans, and they feed your soil. You might meet other gardeners in a club, where you can
exchange seeds, and you will discover what grows best. Protect young plants from storms with a net. Do not let the frost
destroy your crop. When you are ready, launch your own compost heap and you will never have to buy soil again. Enjoy!
"""


DIARY = """My week with a new kettle

I bought my kettle from a shop on our street, and my sister helped me carry it home. She met me at the corner and we
talked about our mother, who visited us in spring. I promised her a cup. Then my cat attacked the box, and I fought with
the tape for an hour while she laughed at me.

On my second day my kettle leaked. I called the shop and demanded my money, and the man there offered me a voucher,
which I refused. My neighbour supported me: he wrote them a letter that accused them of greed, and I thanked him. We
agreed that I would never buy from them again. I love tea, and I missed it badly. My friends gave me a pot, so I invited
them, and we protested together against bad kettles by drinking eleven cups. I recommend that you do the same, dears.
"""


def test_sums_are_whole_numbers_whatever_the_order() -> None:
    worth = Worth({"a": 1_001, "b": -3_002, "c": 7}, -250, 0)
    assert worth.sum(("a", "b", "c")) == worth.sum(("c", "b", "a")) == -2_244
    assert worth.sum(("never seen",)) == -250


def test_the_shipped_model_is_sound() -> None:
    worth = read_worth(load_language("en"))
    assert worth is not None
    assert worth.weights
    assert all(isinstance(weight, int) and abs(weight) < 5_000 for weight in worth.weights.values())


def test_a_language_without_a_model_shows_every_report() -> None:
    assert read_worth(load_language(None)) is None


def test_news_is_told_with_its_chance_and_reasons() -> None:
    reports = read_text(NEWS, published="2025-03-14", language="en").events
    assert {"shelled", "condemned", "arrested"} <= {report.trigger.text for report in reports}
    assert all(report.score is not None and 0 < report.score <= 1 for report in reports)
    assert all("likely right" in report.explained["shown"] for report in reports)


def test_a_page_of_advice_tells_nothing() -> None:
    assert read_text(ADVICE, published="2025-03-14", language="en").events == ()


def test_all_reports_are_told_with_their_chance_where_that_is_asked() -> None:
    page = Page(id=Page.identify(DIARY.encode()), content=DIARY.encode(), media_type="text/plain", charset="utf-8")
    sure, every = (
        read_page(page, options=ReadOptions(kind="article", language="en", events=events)).events
        for events in ("sure", "all")
    )
    assert {report.trigger for report in sure} < {report.trigger for report in every}
    assert len(sure) <= 2 and len(every) >= 8
    assert all(report.score is not None and report.score < 0.7 for report in every)


def test_a_sentence_handed_in_to_be_coded_is_not_judged() -> None:
    reports = read_text("Women in the club thanked the caterer.", language="en").events
    assert [report.type for report in reports] == ["SUPPORT"]


def test_signs_of_a_page_are_the_same_each_time() -> None:
    from dateline.events.find import scene_of
    from dateline.model import Article, Part, Span

    english = load_language("en")
    article = Article(page_id="p", kind="article", text=NEWS, parts=(Part("body", 0, len(NEWS)),))
    analysis = english.tagger.tag(NEWS, [Span(0, len(NEWS))])
    scenes = [scene_of(article, analysis, (), (), (), english) for _ in range(2)]
    assert scenes[0] is not None
    assert scenes[1] is not None
    assert page_signs(scenes[0]) == page_signs(scenes[1])
