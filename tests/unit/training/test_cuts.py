"""Train pages cut to their first paragraphs: what stays is known, and what stood beside it stays, too."""

import pytest
from training.blocks.align import align
from training.blocks.cuts import LENGTHS, shorten
from training.blocks.sources import Source, source_of
from training.blocks.tree import print_tree

from dateline.article.tree.read import read_markup

DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Sunday")
LINE = (
    "On {} the harbour office of Sallo counted forty vessels at its quays, which is more than on any other day of the "
    "year but the one on which the old lightship came home."
)
BESIDE = "Letters from the coast come to your mailbox each Friday, free of any charge for you"


def source() -> Source:
    own = "".join(f"<p>{LINE.format(day)}</p>" for day in DAYS)
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "On Sunday"}</script>'
    markup = read_markup(
        f"<html><head>{told}</head><body><h1>Vessels</h1><div>{own}</div><aside><p>{BESIDE}</p></aside></body></html>"
    )
    gold = align([block.text for block in markup.blocks], "\n".join(LINE.format(day) for day in DAYS))
    return source_of("vessels", 0, markup, gold, 0)


@pytest.mark.parametrize("length", LENGTHS)
def test_so_many_paragraphs_stay_and_all_that_stood_beside_them(length: int) -> None:
    html = print_tree(shorten(source(), length))
    texts = [block.text for block in read_markup(html).blocks]
    assert texts == ["Vessels", *(LINE.format(day) for day in DAYS[:length]), BESIDE]
    assert '"articleBody"' not in html
