"""The small words of the events stage stand in the language's data, each under a name that code asks for."""

import re
import tomllib
from pathlib import Path

import pytest

from dateline import read_text

SOURCES = Path(__file__).parents[3] / "src" / "dateline"
DATA = tomllib.loads((SOURCES / "language" / "en" / "events" / "forms.toml").read_text("utf-8"))


def asked(method: str) -> set[str]:
    code = "\n".join(path.read_text("utf-8") for path in sorted((SOURCES / "events").rglob("*.py")))
    return set(re.findall(rf'lexicon\.{method}\("(\w+)"\)', code))


def test_every_name_asked_for_is_there_and_no_other() -> None:
    owned = {name for name in DATA["words"] if name.startswith("owned_")}
    assert asked("words") == set(DATA["words"]) - owned
    assert asked("endings") == set(DATA["endings"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked themselves in Orlik.", "themselves"),
        ("Korr defeated Vess by half.", "half"),
        ("Renn returned home on Monday.", "the home"),
    ],
)
def test_words_that_name_no_party(text: str, words: str) -> None:
    events = read_text(text, published="2031-05-14", language="en").events
    assert words not in {each.text for report in events for each in report.arguments}
