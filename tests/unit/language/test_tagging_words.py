from pathlib import Path

import pytest

import dateline.language
from dateline.language.tagging.tokenise import Tokeniser, TokenRules, read_token_rules
from dateline.language.tagging.wordpiece import (
    BROKEN,
    GLUED,
    MAX_PIECES,
    SHAPES,
    SPACED,
    WordPieces,
    casing_of,
    shape_of,
)

ENGLISH = Tokeniser(read_token_rules(Path(dateline.language.__file__).parent / "en" / "tokens.toml"))
NONE = Tokeniser(TokenRules())


def cut(text: str, tokeniser: Tokeniser = ENGLISH) -> list[str]:
    return [text[a:b] for a, b in tokeniser.cut(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn't go.", "She did n't go ."),
        ("They’ve said it’s Norvik’s.", "They ’ve said it ’s Norvik ’s ."),
        ("We cannot; you gotta.", "We can not ; you got ta ."),
        ("Mr. Holt of Orm Co. met Gen. Vass.", "Mr. Holt of Orm Co. met Gen. Vass ."),
        ("The U.S. envoy left at 9 a.m. today.", "The U.S. envoy left at 9 a.m. today ."),
        ("Ilse K. Brandt won.", "Ilse K. Brandt won ."),
        ("See No. 4 first. No. I won't.", "See No. 4 first . No . I wo n't ."),
        ("It cost $1,250.50, US$3m or 12%.", "It cost $ 1,250.50 , US$ 3 m or 12 % ."),
        ("At 5pm on 9/11/2031, 10:30 sharp.", "At 5 pm on 9/11/2031 , 10:30 sharp ."),
        ("the 1990s, the '90s, 21st", "the 1990s , the '90s , 21st"),
        ("a well-known non-profit's e-mail", "a well - known non-profit 's e-mail"),
        ("Write to desk@harrow-courier.example now.", "Write to desk@harrow-courier.example now ."),
        ("At https://orm.example/a?b=1, read.", "At https://orm.example/a?b=1 , read ."),
        ("www.norvik.example. Next", "www.norvik.example . Next"),
        ("“Stop!” he said... “Why?!”", "“ Stop ! ” he said ... “ Why ?! ”"),
        ("(the mill)--gone", "( the mill ) -- gone"),
        ("the players' bus", "the players ' bus"),
        ("O'Brandt and Sha'lan", "O'Brandt and Sha'lan"),
        ("R&D cost more", "R&D cost more"),
        ("@norvik_fd: #orm", "@norvik_fd : #orm"),
    ],
)
def test_cuts_english_as_the_web_treebank_does(text: str, words: str) -> None:
    assert cut(text) == words.split()


def test_without_rules_nothing_is_known_of_a_language() -> None:
    assert cut("don't 5pm Mr. Vass", NONE) == ["don't", "5pm", "Mr", ".", "Vass"]


def test_some_rules_without_others_cut_no_empty_words() -> None:
    for rules in (TokenRules(clitics=("n't",)), TokenRules(units=("m",)), TokenRules(prefixes=("non",))):
        assert all(cut("We don't pay 5m, non-stop.", Tokeniser(rules)))


def test_ideographs_stand_alone_and_marks_stay_with_their_letters() -> None:
    assert cut("市長は", NONE) == ["市", "長", "は"]
    assert cut("मेयर ने", NONE) == ["मेयर", "ने"]


def test_control_and_unseen_characters_are_no_words() -> None:
    assert cut("a\x00b \u200b\ufeff\x1b c") == ["a", "b", "c"]


def test_cuts_only_the_range_asked_for() -> None:
    text = "Norvik's mayor resigned."
    assert [text[a:b] for a, b in ENGLISH.cut(text, 0, 6)] == ["Norvik"]
    assert [text[a:b] for a, b in ENGLISH.cut(text, 6, 14)] == ["'", "s", "mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "a." * 50_000,
        "a-" * 50_000,
        "1," * 50_000,
        "'" * 100_000,
        "a'" * 50_000,
        "http://" * 14_000,
        ".a" * 50_000,
        "@a" * 50_000,
    ],
    ids=["letters", "acronym", "hyphens", "digits", "quotes", "apostrophes", "addresses", "dots", "handles"],
)
def test_time_grows_with_length_alone(text: str) -> None:
    import time

    begun = time.process_time()
    spans = ENGLISH.cut(text, 0, len(text))
    assert time.process_time() - begun < 5.0  # quadratic scans of 100,000 characters take minutes
    assert "".join(text[a:b] for a, b in spans) == text


VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "fire", "##men", "##s", "men", "n", "'", "t", "nova", "##kova", "市"]
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("firemen", ["fire", "##men"]),
        ("FIREMEN", ["fire", "##men"]),
        ("n't", ["n", "'", "t"]),
        ("Nováková", ["nova", "##kova"]),
        ("市市", ["市", "市"]),
        ("zebra", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_longest_piece_first(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[n] for n in PIECES.pieces(word)] == pieces


def test_a_word_has_few_pieces_however_long() -> None:
    assert len(PIECES.pieces("'" * 500)) == MAX_PIECES


def test_a_vocabulary_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="CLS"):
        WordPieces(["[UNK]", "fire"])


def test_shapes_tell_casing_and_space() -> None:
    words = ["—", "mill", "Mill", "MILL", "M", "McVass", "1931", "4th"]
    assert [casing_of(w) for w in words] == [0, 1, 2, 3, 4, 5, 6, 7]
    shapes = {shape_of(w, s) for w in words for s in (GLUED, SPACED, BROKEN)}
    assert shapes == set(range(1, SHAPES))
