"""Variants of training pages: what is put in is known, the article stays whole, each run gives the same."""

import pytest
from training.blocks.align import align
from training.blocks.sources import Source, donors_for, source_of
from training.blocks.tree import print_tree, tree_of
from training.blocks.variants import is_put, vary

from dateline.article.tree.read import read_markup

TEXTS = {
    "harbour": "The harbour office of Sallo counted forty vessels on Tuesday, which is more than on any other {} day.",
    "teapots": "Four hundred teapots stand in the kitchen of Mirabel Onderdonk, who began to collect on some {} day.",
    "tramway": "The tramway of Hollen Ford is to be dug up again, said the county on what was yet another {} day.",
}
DAYS = ("wet", "fine", "grey", "long", "short")


def html_of(name: str) -> str:
    own = "".join(f"<p class=text>{TEXTS[name].format(day)}</p>" for day in DAYS)
    box = "<aside><p>Letters from the coast come to your mailbox each Friday, free of any charge for you</p></aside>"
    head = f"<head><title>{name}</title></head>"
    return f"<html lang=en>{head}<body><h1>The {name}</h1><div>{own}</div>{box}</body></html>"


def source(name: str) -> Source:
    markup = read_markup(html_of(name))
    gold = align([block.text for block in markup.blocks], "\n".join(TEXTS[name].format(day) for day in DAYS))
    return source_of(name, 0, markup, gold, 0)


SOURCES = [source(name) for name in TEXTS]


def test_a_page_printed_reads_as_the_same() -> None:
    markup = read_markup('<p>a &lt; b &amp; c</p><script>if (a < b) {"&"}</script><img src="x?a&b"><br>tail')
    again = read_markup(print_tree(tree_of(markup)))
    assert [block.text for block in again.blocks] == [block.text for block in markup.blocks] == ["a < b & c", "tail"]
    assert [image.url for image in again.images] == ["x?a&b"]


@pytest.mark.parametrize("number", range(20))
def test_the_article_stays_and_what_is_put_in_is_known(number: int) -> None:
    own, donors = SOURCES[0], donors_for(SOURCES[0], SOURCES)
    kind, html = vary(own, donors, number)
    assert (kind, html) == vary(own, donors, number)
    markup = read_markup(html)
    kept = " ".join(block.text for block, put in zip(markup.blocks, is_put(markup)) if not put)
    assert all(TEXTS["harbour"].format(day) in kept for day in DAYS)
    assert "teapots" not in kept and "tramway" not in kept
    assert (kind == "split") or any(is_put(markup))


def test_furniture_is_given_away_and_no_page_gives_to_itself() -> None:
    assert [node.tag for node in SOURCES[0].donor.furniture] == ["aside"]
    assert [donor.headline for donor in donors_for(SOURCES[0], SOURCES)] == ["The teapots", "The tramway"]
