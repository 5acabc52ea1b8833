"""A headline that never ends takes work by its length, and no more than a bound per sentence; counted, not timed."""

import pytest
from tests.unit.claims.test_growth import calls

from dateline.entities import find_mentions
from dateline.events import find_events
from dateline.language import load_language
from dateline.model import Article, Part, Span

# Work on four times as much text may be this many times as much, as the windows of what is compared fill up; a square
# would make it sixteen.
_MOST = 8
# Calls for 20 kB; without the bound per sentence they were 25 million.
_CALLS = 12_000_000


@pytest.mark.parametrize("unit", ["Four dead, nine hurt, ", "Gunmen kill 12 in Orlik, wound 9, ", "killed "])
def test_a_headline_without_an_end(unit: str) -> None:
    english = load_language("en")

    def work(chars: int) -> int:
        text = (unit * (chars // len(unit))).rstrip()
        part = Part("headline", 0, len(text))
        article = Article(page_id="p", kind="article", text=text, parts=(part,), language="en")
        analysis = english.tagger.tag(text, [Span(0, len(text))])
        mentions = find_mentions(article, analysis, english)
        return calls(lambda: find_events(article, analysis, mentions, (), (), english))

    work(500)
    small, large = work(5_000), work(20_000)
    assert large < _MOST * small
    assert large < _CALLS
