"""The model of furniture: when its word is taken, and that it answers alike every time."""

import numpy as np

from dateline.article.html import read_html
from dateline.article.learned.features import measure_blocks
from dateline.article.learned.furniture import FURNITURE, judge_furniture, load_role_model, prefers_model
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup

PAGE = """<body><ul class="menu"><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul>
<h1>Bridge at Teln closed</h1><p>The mayor of Teln closed the old bridge on Monday after a crack was found in it.</p>
<p>Newsletter: sign up and read the day's news from Teln in your mail every morning.</p>
<footer><a href="/terms">Terms of use</a> <a href="/privacy">Privacy policy</a></footer></body>"""


def test_what_the_rules_keep_for_the_article_is_never_overruled() -> None:
    assert not prefers_model("byline", "promotion", 0.99, plain=False)
    assert not prefers_model("body", "teaser", 0.99, plain=False)


def test_the_model_needs_to_be_sure_where_the_rules_have_a_reason() -> None:
    assert not prefers_model("contact", "legal", 0.8, plain=True)  # an address for mail stands in it
    assert prefers_model("teaser", "ranking", 0.8, plain=True)
    assert not prefers_model("teaser", "ranking", 0.5, plain=True)
    assert prefers_model("teaser", "ranking", 0.5, plain=False)
    assert not prefers_model("teaser", "ranking", 0.25, plain=False)
    assert not prefers_model("teaser", "other", 0.99, plain=False)


def test_it_judges_each_block_once_and_alike() -> None:
    assert load_role_model() is not None
    markup = read_markup(PAGE)
    features = measure_blocks(markup, read_structured(markup), None)
    body = np.array([block.text.startswith("The mayor") for block in markup.blocks], np.float32)
    ruled = ["other"] * (len(markup.blocks) - 1) + ["body"]
    asked, roles, chances = judge_furniture(markup, features, body, ruled)
    assert (asked, roles, chances) == judge_furniture(markup, features, body, ruled)
    assert asked == list(range(len(markup.blocks) - 1))
    assert all(role in FURNITURE and 0 < sure <= 1 for role, sure in zip(roles, chances, strict=True))
    told = {markup.blocks[index].text: role for index, role in zip(asked, roles)}
    assert told["News"] == "navigation"


def test_pictures_with_lines_that_are_links_in_a_list_are_no_captions() -> None:
    card = '<li><a href="/{0}"><figure><img src="/{0}.jpg"><figcaption>{1}</figcaption></figure></a></li>'
    cards = card.format("flood", "Flood that never came") + card.format("clerk", "Clerk of Teln lifts lid on sacking")
    text = "<p>The mayor of Teln closed the old bridge on Monday after a long crack was found in one of its arches.</p>"
    own = '<figure><img src="/bridge.jpg"><figcaption>The old bridge at Teln on Monday</figcaption></figure>'
    page = (
        f"<html><body><article><h1>Bridge at Teln closed</h1>{own}{text * 2}<div class='grid'><h3>Top stories</h3>"
        f"<ul>{cards}</ul></div>{text}</article></body></html>"
    )
    roles = {block.text: block.role for block in read_html(page).blocks}
    assert roles["The old bridge at Teln on Monday"] == "caption"
    assert roles["Flood that never came"] in ("related", "teaser", "ranking")
    assert roles["Clerk of Teln lifts lid on sacking"] in ("related", "teaser", "ranking")
