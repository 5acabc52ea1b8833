"""Notes of correction, and lines of the text that only look like one."""

import pytest

from dateline.article import read_article
from dateline.model import Page

TEXT = "<p>The ferry to Salvane stayed in port for want of a crew, the harbour office of Orlik said on Monday.</p>" * 4


@pytest.mark.parametrize(
    ("line", "corrects"),
    [
        ("Updated 15.03.2031 09:10: the age of the pilot has been corrected.", True),
        ("Correction: The ferry has 40 seats, not 400 as was first said here.", True),
        ("Date: usually in May or June, with the day to be told by the harbour office.", False),
        ("Date: Fri, 3 May 2031 11:53:40 +0200 From: Mara Teld To: Orlik pilots Subject: the ferry's crew", False),
        ("Posted at the gate: no ferry before noon, and no tickets for lorries at all.", False),
    ],
)
def test_what_corrects_the_text_says_so(line: str, corrects: bool) -> None:
    html = f"<html><body><article><h1>Ferry stays in port</h1>{TEXT}<p>{line}</p>{TEXT}</article></body></html>"
    article = read_article(Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8"))
    assert [block.role == "correction" for block in article.blocks if block.text == line] == [corrects]
