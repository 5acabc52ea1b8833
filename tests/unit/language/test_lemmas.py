"""Lemmas by rule: endings, irregular forms, and forms that look inflected and are not."""

import pytest

from dateline.language import load_language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.model import Analysis, Sentence, Token

LEMMAS = load_lemmas(load_language("en"))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("seized", "seize"), ("damaged", "damage"), ("stopped", "stop"), ("added", "add"), ("carried", "carry"),
        ("used", "use"), ("visited", "visit"), ("invited", "invite"), ("shelling", "shell"), ("cancelled", "cancel"),
        ("called", "call"), ("fled", "flee"), ("fleeing", "flee"), ("lying", "lie"), ("agreed", "agree"),
        ("needed", "need"), ("need", "need"), ("developed", "develop"), ("attacks", "attack"), ("passes", "pass"),
        ("focus", "focus"), ("extradited", "extradite"), ("charged", "charge"), ("belonged", "belong"),
        ("explored", "explore"), ("monitored", "monitor"), ("voted", "vote"), ("closed", "close"), ("said", "say"),
    ],
)  # fmt: skip
def test_verbs(form: str, lemma: str) -> None:
    assert LEMMAS.lemma(form, "VERB") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("gunmen", "gunman"), ("airmen", "airman"), ("servicewomen", "servicewoman"), ("schoolchildren", "schoolchild"),
     ("midwives", "midwife"),
     ("specimen", "specimen"), ("pumice", "pumice"), ("women", "woman"), ("children", "child"),
     ("crises", "crisis"), ("cities", "city"), ("buses", "bus"), ("news", "news"),
     ("troops", "troop"), ("talks", "talks"), ("analysis", "analysis"), ("class", "class")],
)  # fmt: skip
def test_nouns(form: str, lemma: str) -> None:
    assert LEMMAS.lemma(form, "NOUN") == lemma


def test_other_parts_of_speech_and_other_languages_are_left_alone() -> None:
    assert LEMMAS.lemma("Rising", "PROPN") is None
    assert load_lemmas(load_language(None)).lemma("seized", "VERB") is None
    assert LEMMAS.lemma("a" * 5_000 + "ed", "VERB") is None


def test_an_analysis_keeps_all_but_its_lemmas() -> None:
    tokens = (Token(0, 6, "VERB", "seiz", -1, "root"), Token(7, 11, "PROPN", "Teln", 0, "obj"))
    analysis = Analysis(tokens, (Sentence(0, 11, 0, 2),), has_trees=True)
    mended = with_lemmas(analysis, "seized Teln", LEMMAS)
    assert [token.lemma for token in mended.tokens] == ["seize", "Teln"]
    assert mended.sentences == analysis.sentences
