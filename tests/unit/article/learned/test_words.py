"""Learned words: which words a block has, and that they decide where the trees doubt and nowhere else."""

import numpy as np

from dateline.article.learned.words import UNIT, WordReader, lean_on_words, pack_words, unpack_words
from dateline.article.tree.read import read_markup

PAGE = """<html><body><div class="story-body" id="mainText"><h2>About the survey</h2><p>The pilots of Sallo asked for it
in spring.</p></div><div class="legal-disclaimer footer"><p>By signing up you agree to the terms of the ferry.</p></div>
</body></html>"""
_FIRST, _TERMS = 1, 2


def reader() -> WordReader:
    markup = read_markup(PAGE)
    return WordReader(markup, np.array([len(block.text.split()) for block in markup.blocks], np.float32))


def test_a_block_has_its_own_words_its_headings_and_the_class_names_around_it() -> None:
    words = reader().words_of(_FIRST)
    assert {"S:pilots", "f:the", "b:the pilots", "h:about", "h:survey", "t:p div", "c1:story", "c1:main"} <= words
    assert "h:by" not in words
    assert {"c1:footer", "c1:disclaimer", "h:about"} <= reader().words_of(_TERMS)


def test_words_decide_where_the_trees_doubt_and_nowhere_else() -> None:
    markup = read_markup(PAGE)
    mass = reader().mass
    leaning = lean_on_words(markup, mass, np.array([0.99, 0.55, 0.55], np.float32))
    assert leaning[0] == np.float32(0.99)
    assert leaning[_TERMS] < 0.5 < leaning[_FIRST]
    sure = np.array([0.99, 0.9, 0.4], np.float32)  # what is out stays out
    assert (lean_on_words(markup, mass, sure) == sure).all()


def test_paragraphs_come_in_only_in_a_language_that_the_words_know() -> None:
    known = (
        "The harbour pilots said that they would not take their boats out before the council had answered their letter."
    )
    foreign = "Ve habos piloti sutt ke na lerri mo batti olun pret da konsil eru sutt na lettre dremi va."
    markup = read_markup(
        f"<body><article class='story-body'><h1>A letter</h1><p>{known}</p><p>{foreign}</p></article></body>"
    )
    mass = np.array([2, 19, 18], np.float32)
    leaning = lean_on_words(markup, mass, np.array([0.99, 0.45, 0.45], np.float32))
    assert leaning[1] > np.float32(0.45)
    assert leaning[2] == np.float32(0.45)


def test_a_data_file_keeps_what_it_is_given_but_for_next_to_nothing() -> None:
    words = unpack_words(pack_words({"c1:quay": -33 * UNIT, "S:tide": 0.5, "L:mole": 0.1 * UNIT}, -1.0))
    assert words.weights == {"c1:quay": -33 * UNIT, "S:tide": 0.5}
    assert words.bias == -1.0
    assert pack_words({"b": 1.0, "a": 0.5}, 0.0) == pack_words({"a": 0.5, "b": 1.0}, 0.0)
