"""Where an argument's words end, on trees of any shape."""

from types import SimpleNamespace
from typing import Any

import pytest

from dateline.events.arguments.extents import tidied
from dateline.model import Span, Token


def scene_of(text: str, words: list[tuple[int, int, str]]) -> Any:
    tokens = tuple(Token(start, end, upos, text[start:end], -1, "dep") for start, end, upos in words)

    def within(span: Span) -> range:
        inside = [number for number, each in enumerate(tokens) if each.start < span.end and span.start < each.end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def form(token: int) -> str:
        return tokens[token].lemma

    trees = SimpleNamespace(tokens=tokens, within=within, form=form, sentence=lambda token: Span(0, len(text)))
    lexicon = SimpleNamespace(words=lambda name: frozenset({name}))
    return SimpleNamespace(article=SimpleNamespace(text=text), trees=trees, lexicon=lexicon)


@pytest.mark.parametrize(
    ("text", "words", "span", "head", "told"),
    [
        ("a ” b", [(0, 1, "DET"), (2, 3, "PUNCT"), (4, 5, "NOUN")], (2, 3), 1, "”"),
        ("“ b", [(0, 1, "PUNCT"), (2, 3, "NOUN")], (0, 1), 0, "“"),
        ("and b,", [(0, 3, "CCONJ"), (4, 5, "NOUN"), (5, 6, "PUNCT")], (0, 6), 1, "b"),
        ("whose b", [(0, 5, "PRON"), (6, 7, "NOUN")], (0, 7), 1, "b"),
        ("its “b” c", [(0, 3, "PRON"), (4, 5, "PUNCT"), (5, 6, "NOUN"), (6, 7, "PUNCT")], (0, 6), 2, "its “b”"),
    ],
)
def test_the_words_hold_their_head(
    text: str, words: list[tuple[int, int, str]], span: tuple[int, int], head: int, told: str
) -> None:
    assert tidied(scene_of(text, words), Span(*span), head).of(text) == told
