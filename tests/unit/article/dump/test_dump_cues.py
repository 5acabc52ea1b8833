import tomllib

import pytest

from dateline.article.dump.cues import START, WHOLE, find_cues, load_cues
from dateline.language import shared_data

CUES = load_cues()


def told(text: str) -> dict[str, int]:
    return {CUES.kinds[kind]: strength for kind, strength in find_cues(text, CUES).items()}


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("Most read", "ranking", WHOLE),
        ("MEISTGELESEN", "ranking", WHOLE),
        ("Most read on IBR", "ranking", START),
        ("Read more: Spring fairs open", "related", START),
        ("Lesen Sie auch: Die Brücke", "related", START),
        ("© Courier of Sallo 2031", "legal", START),
        ("Privacy policy", "legal", WHOLE),
        ("Photo: Ana Ferrol", "credit", START),
        ("Tags: Sallo, Ferries", "tags", START),
        ("Sign up for our letter", "newsletter", START),
        ("Correction: the ferry had two decks", "correction", START),
        ("By Ana Ferrol", "byline", START),
        ("人気記事", "ranking", WHOLE),
        ("Page not found", "error", WHOLE),
        ("Comments (14)", "comment", WHOLE),
    ],
)
def test_lines_tell_what_they_are(text: str, kind: str, strength: int) -> None:
    assert told(text)[kind] == strength


@pytest.mark.parametrize("text", ["The ferry sank off Sallo", "Bybrook floods", "Retagged goods held at the port"])
def test_words_inside_others_tell_nothing(text: str) -> None:
    assert told(text) == {}


def test_every_cue_in_the_table_is_found() -> None:
    raw = tomllib.loads((shared_data().read("dump/cues.toml") or b"").decode())
    for kind, places in raw.items():
        for cue in (*places["whole"], *places["start"], *places["any"]):
            assert kind in told(cue), (kind, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Correction officers boarded the ferry",
        "Oprava mola trvala do 12:30",
        "Поправка к закону о паромах",
        "В предыдущей версии закона паромов не было",
        "In einer früheren Fassung des Gesetzes fehlten Fähren",
    ],
)
def test_words_that_open_sentences_want_a_sign_behind_them(text: str) -> None:
    assert "correction" not in told(text)
    assert told("Oprava: kapitán se jmenuje Tavi")["correction"] == START
    assert told("Correction (4 May): the captain is Orm Tavi")["correction"] == START
    assert told("В предыдущей версии статьи паром назывался иначе")["correction"] == START
