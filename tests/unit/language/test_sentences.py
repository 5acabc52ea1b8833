"""Sentences by rule: the full stop of an abbreviation ends none."""

import pytest

from dateline.language import Language, load_language
from dateline.language.tagging.sentences import sentence_around
from dateline.model import Span

ENGLISH = load_language("en")


def around(text: str, word: str, language: Language = ENGLISH, most: int = 400) -> str:
    at = text.index(word)
    return sentence_around(text, Span(at, at + len(word)), language, most=most).of(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Guards in St. Orlan shot two men on Nov. 5, Gen. Ivo Marn said.",
        "The U.S. envoy K. L. Brandt was shot in camp No. 5 near Mt. Sorrel.",
        "“We left at once,” said Lt. Col. Tora Vint, who was shot.",
        "Who shot Sen. Mott?",
        "He left the U.S. after he was shot.",
        "Guards shot 3.5 tonnes of game...",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert around(f"Rain fell. {sentence} Then Mayor Orlan Tevis wept.", "shot") == sentence
    assert around(f"Rain fell!\n{sentence}\nThe mayor wept.", "shot") == sentence


def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one() -> None:
    assert around("Marn fled to the U.S. The mayor was shot at 9 p.m. He died.", "fled") == "Marn fled to the U.S."
    assert (
        around("Marn fled to the U.S. The mayor was shot at 9 p.m. He died.", "shot") == "The mayor was shot at 9 p.m."
    )


def test_a_title_ends_none_before_a_name_that_looks_like_such_a_word() -> None:
    assert around("Rain fell. Dr. He Lin was shot. Gen. So fled.", "shot") == "Dr. He Lin was shot."
    assert around("Rain fell. Dr. He Lin was shot. Gen. So fled.", "fled") == "Gen. So fled."


def test_a_quotation_closes_with_its_sentence() -> None:
    assert around("“They shot him.” The crowd ran.", "shot") == "“They shot him.”"
    assert around('"They shot him." Nobody ran.', "ran") == "Nobody ran."


def test_a_long_sentence_is_cut_at_a_blank() -> None:
    text = "they ran " * 100 + "and shot him " + "as they fled " * 100
    found = around(text, "shot", most=40)
    assert len(found) <= 84 and found.startswith("they") and found.endswith(("as", "they", "fled"))


def test_other_languages_have_their_own_marks() -> None:
    none = load_language("und")
    assert around("市長は辞任した。港は閉鎖された。", "港", none) == "港は閉鎖された。"
    assert around("", "", none) == ""
