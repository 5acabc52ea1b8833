"""Lists of cookies are no part of an article, however short that is."""

import pytest

from dateline.article import read_article
from dateline.article.lines.cookies import lists_cookies
from dateline.language import shared_data
from dateline.model import Page

TABLE = shared_data().table("article/cookies.toml")
HEAD = "<title>Ferry stops running | The Tern</title><meta property='og:type' content='article'>"
TEXT = (
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said, and "
    "crews from the mainland brought food and mail to the island by sledge."
)
PURPOSE = "Remembers whether a reader has closed the notice at the foot of the page, so that it is shown once."
ROWS = "".join(f"<tr><td>_tern{number}</td><td>{PURPOSE}</td><td>{number} days</td></tr>" for number in range(5))
LISTS = [
    f"<table><tr><th>Name</th><th>Purpose</th><th>Expiry</th></tr>{ROWS}</table>",
    f"<ul>{''.join(f'<li>tern{n}<p>{PURPOSE}<p>Duration: {n} days<p>Type: Cookie' for n in range(5))}</ul>",
    "".join(f"<dl><dt>Name<dd>_tern{n}<dt>Purpose<dd>{PURPOSE}<dt>Expiry<dd>{n} days</dl>" for n in range(5)),
]


@pytest.mark.parametrize("listed", LISTS)
def test_a_list_of_cookies_is_no_body(listed: str) -> None:
    html = f"{HEAD}<nav><a href=/>Home</a> <a href=/sea>Sea</a></nav><h1>Ferry stops running</h1><p>{TEXT}</p>"
    article = read_article(Page(id="p", content=f"{html}<div>{listed}</div>".encode(), media_type="text/html"))
    assert [span.of(article.text) for span in article.body] == [TEXT]


def test_the_tables_examples() -> None:
    assert [each for each in TABLE["examples"] if not lists_cookies(each.split(" / "))] == []
    assert [each for each in TABLE["counterexamples"] if lists_cookies(each.split(" / "))] == []
