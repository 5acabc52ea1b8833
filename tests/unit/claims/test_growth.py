"""Work grows with a text's length and not with its square, whatever the text is made of; counted, not timed."""

import sys
from collections.abc import Callable
from types import FrameType

import msgspec
import pytest

from dateline.claims import find_claims
from dateline.entities import find_mentions
from dateline.events import find_events
from dateline.language import load_language
from dateline.language.attribution import find_outermost, read_lexicon
from dateline.language.trees import Trees
from dateline.model import Analysis, Article, Part, Span

# Work on four times as much text may be this many times as much: a square would make it sixteen.
_MOST = 5.5


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions, and steps of generators, a piece of work takes."""
    count = 0

    def one_more(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def tiled(unit: str, times: int, between: str) -> tuple[Article, Analysis]:
    """An article of one stretch again and again, with the tagger's view of it again and again."""
    once = load_language("en").tagger.tag(unit, [Span(0, len(unit))])
    step, words = len(unit) + len(between), len(once.tokens)
    tokens = tuple(
        msgspec.structs.replace(
            token,
            start=token.start + step * each,
            end=token.end + step * each,
            head=token.head + words * each if token.head >= 0 else -1,
        )
        for each in range(times)
        for token in once.tokens
    )
    sentences = tuple(
        msgspec.structs.replace(
            sentence,
            start=sentence.start + step * each,
            end=sentence.end + step * each,
            first=sentence.first + words * each,
            last=sentence.last + words * each,
        )
        for each in range(times)
        for sentence in once.sentences
    )
    text = between.join([unit] * times)
    if "\n" in between:
        parts = tuple(Part("body", step * each, step * each + len(unit)) for each in range(times))
    else:
        parts = (Part("body", 0, len(text)),)
    article = Article(page_id="p", kind="article", text=text, parts=parts, language="en")
    return article, Analysis(tokens, sentences, has_trees=True)


UNITS = {
    "paragraphs of dialogue": ("'Go,' Mott said.", "\n\n"),
    "a paragraph of dialogue": ("“Go,” Mott said.", " "),
    "paragraphs of quotation": ("“We will all leave the quay in spring.”", "\n\n"),
    "lines after colons": ("Mott was blunt: “We will all leave the quay.”", "\n\n"),
    "quotations never closed": ("“He said the gate held and we ran to the quay.", "\n\n"),
    "quotations never opened": ("We ran to the quay,” Mott said.", "\n\n"),
    "quotations in quotations": ("“He said: ‘Go to the quay,", " "),
    "a transcript": ("MOTT: We go to the quay.\n\nORLO: I said we go.", "\n\n"),
    "names and colons": ("Ilja Mott: “We go to the quay.”", "\n\n"),
    "he said": ("He said he left.", " "),
    "according to": ("The gate held, according to Ilja Mott.", " "),
    "who said": ("Ilja Mott, who said Dana Orlo said the gate held, said the mayor left.", " "),
    "unnamed sources": ("An official said on condition of anonymity that the gate held.", " "),
}


@pytest.mark.parametrize("case", UNITS)
def test_claims_take_work_by_the_length_of_the_text(case: str) -> None:
    english = load_language("en")
    unit, between = UNITS[case]

    def work(times: int) -> int:
        article, analysis = tiled(unit, times, between)
        mentions = find_mentions(article, analysis, english)
        return calls(lambda: find_claims(article, analysis, mentions, (), english))

    work(2)  # what is made once
    assert work(160) < _MOST * work(40)


def test_the_taggers_attributions_take_work_by_the_length_of_the_text() -> None:
    lexicon = load_language("en").resource("attribution", read_lexicon)

    def work(times: int) -> int:
        article, analysis = tiled("“Go,” Mott said,", times, " ")
        trees, paragraphs = Trees(analysis, article.text), [Span(0, len(article.text))]
        return calls(lambda: find_outermost(article.text, trees, paragraphs, lexicon))

    work(2)
    assert work(160) < _MOST * work(40)


def test_events_take_work_by_the_number_of_claims() -> None:
    english = load_language("en")

    def work(times: int) -> int:
        text = "\n\n".join(["'Go,' Mott said."] * times)
        article = Article(page_id="p", kind="article", text=text, parts=(Part("body", 0, len(text)),), language="en")
        analysis = english.tagger.tag(text, [Span(0, len(text))])
        mentions = find_mentions(article, analysis, english)
        claims = find_claims(article, analysis, mentions, (), english)
        return calls(lambda: find_events(article, analysis, mentions, (), claims, english))

    work(2)
    assert work(160) < _MOST * work(40)
