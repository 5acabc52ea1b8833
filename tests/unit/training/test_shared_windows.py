"""Training windows are laid as the tagger's are: whole neighbouring paragraphs of one text share one, others none."""

import random
from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.corpus import Doc, Sent
from training.prepare import Inventory, paragraph_size, tensors, windows
from training.train import Paragraphs, numbered

import dateline.language
from dateline.language.tagging.wordpiece import WordPieces

WEIGHTS = Path(dateline.language.__file__).parent / "en/weights"
CUTTER = WordPieces((WEIGHTS / "vocab.txt").read_text("utf-8").splitlines())


def sentence(words: str) -> Sent:
    forms = words.split()
    return Sent(forms=forms, spaces=[1] * len(forms))


def paragraphs(*texts: tuple[tuple[str, ...], ...]) -> Paragraphs:
    """Numbered paragraphs of texts, each of paragraphs, each of sentences."""
    docs = [
        Doc(name=f"d{n}", paragraphs=[[sentence(each) for each in paragraph] for paragraph in text])
        for n, text in enumerate(texts)
    ]
    return numbered(docs, CUTTER, Inventory([], []))


def test_short_paragraphs_of_one_text_share_a_window_and_texts_do_not() -> None:
    first = (("The ferry struck the pier .",), ("Police closed the quay .", "Nobody was hurt ."))
    found = windows(paragraphs(first, (("A train was late .",),)), random.Random(1), (128,))
    assert [len(window) for window in found] == [3, 1]


def test_a_window_holds_no_more_than_its_limit_and_a_long_paragraph_shares_none() -> None:
    line = "The ferry struck the pier at noon ."
    long = tuple([line] * 20)
    found = windows(paragraphs(((line,), (line,), long, (line,))), random.Random(1), (40,))
    assert all(paragraph_size(window) <= 40 + 1 for window in found)  # the last mark aside
    assert len(found[0]) == 2
    assert len(found[-1]) == 1
    assert sum(map(len, found)) == 23


def test_a_mark_stands_between_paragraphs_and_words_know_their_pieces() -> None:
    window = windows(paragraphs((("Norvik burned .",), ("Orm did not .",))), random.Random(1), (128,))[0]
    batch = tensors([window], CUTTER, None)
    pieces, first, last = (batch[name][0].tolist() for name in ("pieces", "first", "last"))
    assert [n for n, piece in enumerate(pieces) if piece == CUTTER.end] == [last[3] + 1, len(pieces) - 1]
    assert first[4] == last[3] + 2
    assert len(first) == 8
