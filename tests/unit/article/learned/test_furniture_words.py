"""What words say of furniture: which words a block has, and how a model of them is kept and asked."""

import numpy as np

from dateline.article.learned.furniture import FURNITURE
from dateline.article.learned.furniture_words import (
    KINDS,
    WordModel,
    add_words,
    judge_words,
    load_word_model,
    pack_words,
    rows_of,
    unpack_words,
    word_evidence,
)
from dateline.article.tree.read import read_markup

PAGE = """<body><div class="siteMenu top-bar"><p>Sign in</p></div><h2>Most read in Teln</h2>
<p>The old bridge is shut</p><p>A ferry to Sallo</p></body>"""


def model_of(**words: int) -> WordModel:
    """A model in which each word stands for the role at its place."""
    places: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    places["word"] = {word: row for row, word in enumerate(words)}
    weights = np.zeros((len(words), len(FURNITURE)), np.float32)
    for row, place in enumerate(words.values()):
        weights[row, place] = 1.5
    flat = np.zeros(len(FURNITURE), np.float32)
    return WordModel(places, weights, flat, flat)


def test_a_block_has_its_words_its_headings_its_neighbours_and_its_classes() -> None:
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for text, evidence in zip(("sign", "most", "old", "ferry"), word_evidence(read_markup(PAGE))):
        of_block = told.setdefault(text, {})
        for kind, words in evidence:
            of_block[kind] = (*of_block.get(kind, ()), *words)
    assert told["sign"]["whole"] == ("sign in",)
    assert told["sign"]["class"] == ("site", "menu", "top", "bar")
    assert told["sign"]["after"] == ("most", "read", "in")
    assert told["sign"]["heading"] == ()
    assert told["old"]["heading"] == ("most", "read", "in", "teln")
    assert told["ferry"]["before"] == ("the", "old", "bridge")


def test_each_block_is_judged_by_its_own_words() -> None:
    model = model_of(sign=1, ferry=4)
    judged = judge_words(model, [rows_of(each, model.places) for each in word_evidence(read_markup(PAGE))])
    assert judged.argmax(axis=1).tolist()[0] == 1
    assert judged.argmax(axis=1).tolist()[3] == 4
    assert np.allclose(judged[1], np.log(1 / len(FURNITURE)))
    assert np.allclose(np.exp(judged).sum(axis=1), 1, atol=1e-5)


def test_rows_are_those_of_the_words_that_a_model_knows() -> None:
    places: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    places["class"] = {"menu": 3, "top": 5}
    rows = [rows_of(each, places) for each in word_evidence(read_markup(PAGE))]
    assert rows == [{3, 5}, set(), set(), set()]
    assert judge_words(model_of(sign=1), [set(), set()]).shape == (2, len(FURNITURE))


def test_a_model_comes_back_from_its_file() -> None:
    model = model_of(sign=1, ferry=4)
    again = unpack_words(pack_words(model))
    assert again.places == model.places
    assert np.array_equal(again.weights, model.weights)


def test_words_move_what_the_trees_say_and_leave_probabilities() -> None:
    chances = np.full((1, len(FURNITURE)), 1 / len(FURNITURE), np.float32)
    words = np.log(np.where(np.arange(len(FURNITURE)) == 2, 0.9, 0.1 / (len(FURNITURE) - 1))).astype(np.float32)[None]
    mixed = add_words(chances, words, np.zeros(len(FURNITURE), np.float32))
    assert mixed.argmax() == 2
    assert np.isclose(mixed.sum(), 1, atol=1e-5)


def test_the_shipped_model_knows_roles_and_no_address() -> None:
    model = load_word_model()
    assert model is not None
    assert model.weights.shape == (sum(map(len, model.places.values())), len(FURNITURE))
    assert not any("http" in word and "://" in word for words in model.places.values() for word in words)
