"""Texts of our own read for the tests of this stage."""

import re
from collections.abc import Sequence

from dateline.entities import find_mentions
from dateline.language import load_language
from dateline.model import Analysis, Article, Mention, Sentence, Span, TaggedSpan, Token


def mentions_of(text: str, *, language: str = "en") -> tuple[Mention, ...]:
    """The mentions of a text by the shipped tagger."""
    pack = load_language(language)
    spans = tuple(Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return find_mentions(article_of(text), pack.tagger.tag(text, spans), pack)


def article_of(text: str) -> Article:
    return Article(page_id="page", kind="article", text=text)


def by_hand(text: str, entities: Sequence[tuple[str, str]] = ()) -> tuple[Mention, ...]:
    """The mentions of a text whose entities are given, as (kind, words) in text order; no trees."""
    return find_mentions(article_of(text), analysis_of(text, entities), load_language("en"))


def analysis_of(text: str, entities: Sequence[tuple[str, str]] = ()) -> Analysis:
    tokens: list[Token] = []
    sentences = []
    for sentence in re.finditer(r"[^\n.!?]+(?:[.!?]+[\"”]?|$)", text):
        first = len(tokens)
        for word in re.finditer(r"\w+(?:[.,'’-]\w+)*|[^\w\s]", sentence.group()):
            start = sentence.start() + word.start()
            form = word.group()
            upos = "PUNCT" if not form[0].isalnum() else "PROPN" if form[0].isupper() else "X"
            tokens.append(Token(start, start + len(form), upos, form.lower(), -1, ""))
        sentences.append(Sentence(sentence.start(), sentence.end(), first, len(tokens)))
    spans, at = [], 0
    for kind, words in entities:
        at = text.index(words, at)
        spans.append(TaggedSpan(kind, at, at + len(words), 0.9))
        at += len(words)
    return Analysis(tuple(tokens), tuple(sentences), tuple(spans), has_entities=True)


def one(mentions: Sequence[Mention], text: str, **wanted: str) -> Mention:
    """The first mention with these words (and attributes)."""
    return next(
        mention
        for mention in mentions
        if mention.text == text and all(getattr(mention, name) == value for name, value in wanted.items())
    )
