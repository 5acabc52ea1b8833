"""Mentions, whatever the text: their words, their order, their ids."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.entities import find_mentions
from dateline.language import load_language
from dateline.model import Analysis, Article, Sentence, TaggedSpan, Token

KINDS = ["person", "organisation", "place", "facility", "group", "event", "work", "product"]
WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "Anna Korr Mr Mrs President of the Paris , Texas ( PWU ) Port Workers Union she He his At least 14 dozens 3 "
        '- 5 million $ % US U.S. French troops police minister The said " “ ” 2009 May İ ẞ \n km more than one no '
        "1,000 . ' ’s",
    )
)

# A row of these alone is what makes ranges, bounds and scales; among other words they seldom meet.
NUMBERS = st.sampled_from(
    re.findall(
        r"\S+",
        "0 0 1 5 14 999 1,000 2009 0.0 3.5 007 two nineteen hundred thousand million 5 million 2bn $0 €7 £ % percent "
        "½ dozen dozens to to and - – between from at least more than up about crowns people km no a of or than , .",
    )
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, Analysis]:
    words = draw(st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=6)), max_size=40))
    tokens, sentences, text, first = [], [], "", 0
    for word in words:
        start = len(text)
        text += word
        upos = draw(st.sampled_from(["NOUN", "PROPN", "X", "NUM", "VERB", "PUNCT"]))
        head = draw(st.integers(-1, max(0, len(words) - 1)))
        tokens.append(Token(start, len(text), upos, word.lower(), head, draw(st.sampled_from(["nsubj", "nummod", ""]))))
        text += draw(st.sampled_from([" ", " ", "", "\n"]))
        if draw(st.integers(0, 6)) == 0:
            sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
            first = len(tokens)
    if first < len(tokens):
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
    entities = []
    for _ in range(draw(st.integers(0, 8))):
        low = draw(st.integers(0, len(text)))
        high = draw(st.integers(low, min(len(text), low + 30)))
        entities.append(TaggedSpan(draw(st.sampled_from(KINDS)), low, high, 0.5))
    article = Article(page_id="p", kind="article", text=text)
    return article, Analysis(tuple(tokens), tuple(sentences), tuple(entities), has_trees=True, has_entities=True)


@settings(max_examples=300, deadline=None)
@given(articles())
def test_mentions_keep_to_the_text(given_article: tuple[Article, Analysis]) -> None:
    article, analysis = given_article
    mentions = find_mentions(article, analysis, load_language("en"))
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(article.text)
        assert article.text[mention.start : mention.end] == mention.text
        assert (mention.quantity is not None) == (mention.kind == "quantity")
    assert len({mention.id for mention in mentions}) == len(mentions)
    assert [(m.start, m.end) for m in mentions] == sorted((m.start, m.end) for m in mentions)
    names = [mention for mention in mentions if mention.form == "name" and mention.kind != "quantity"]
    assert all(left.end <= right.start for left, right in itertools.pairwise(names))
    entities = [mention.entity for mention in mentions if mention.entity]
    firsts = list(dict.fromkeys(entities))
    assert firsts == [f"e{number}" for number in range(1, len(firsts) + 1)]
    assert find_mentions(article, analysis, load_language("en")) == mentions


@settings(max_examples=100, deadline=None)
@given(articles())
def test_quantities_have_sound_bounds(given_article: tuple[Article, Analysis]) -> None:
    article, analysis = given_article
    for mention in find_mentions(article, analysis, load_language("en")):
        quantity = mention.quantity
        if quantity is not None and quantity.lower is not None and quantity.upper is not None:
            assert quantity.lower <= quantity.upper
            assert quantity.value is None or quantity.lower <= quantity.value <= quantity.upper


@pytest.mark.parametrize("name", ["U.S.", "U.K.", "Paris", "D.C.", "Dr.", "St.", "the U.S.", "U.S.’s", "(U.K.)"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_may_be_a_texts_last_word(name: str, kind: str) -> None:
    text = f"She left for {name}"
    starts = [match.span() for match in re.finditer(r"[\w.’]+|\S", text)]
    tokens = tuple(Token(*span, "PROPN", text[slice(*span)].lower(), -1, "") for span in starts)
    entities = tuple(TaggedSpan(kind, low, len(text), 0.9) for low in (13, tokens[-1].start))
    for entity in entities:
        analysis = Analysis(tokens, (Sentence(0, len(text), 0, len(tokens)),), (entity,), has_entities=True)
        for mention in find_mentions(Article("p", "article", text=text), analysis, load_language("en")):
            assert text[mention.start : mention.end] == mention.text
            assert mention.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(NUMBERS, min_size=3, max_size=12))
def test_rows_of_numbers_have_sound_bounds(row: list[str]) -> None:
    article = Article(page_id="p", kind="article", text=" ".join(row))
    for mention in find_mentions(article, Analysis((), ()), load_language("en")):
        assert article.text[mention.start : mention.end] == mention.text
        quantity = mention.quantity
        if quantity is not None and quantity.lower is not None and quantity.upper is not None:
            assert quantity.lower <= quantity.upper, mention.text
