"""Every language's rules give what the examples beside them say, and nothing on the counterexamples."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.times.times_of import times_of

import dateline.language
from dateline.language import languages_with_packs, load_language
from dateline.times.grammar import grammar_of

PACKS = Path(dateline.language.__file__).parent
LANGUAGES = [code for code in languages_with_packs() if (PACKS / code / "times" / "rules.toml").is_file()]


def rows(file: str) -> Iterator[tuple[str, dict[str, object]]]:
    for code in LANGUAGES:
        path = PACKS / code / "times" / file
        for line in path.read_text("utf-8").splitlines():
            yield code, json.loads(line)


@pytest.mark.parametrize(("code", "row"), list(rows("examples.jsonl")))
def test_example(code: str, row: dict[str, object]) -> None:
    found = times_of(str(row["text"]), row["published"], code)
    assert [[each.text, each.type, each.value] for each in found] == row["times"]


@pytest.mark.parametrize(("code", "row"), list(rows("counterexamples.jsonl")))
def test_counterexample(code: str, row: dict[str, object]) -> None:
    assert [each.text for each in times_of(str(row["text"]), "2024-05-08", code)] == []


def test_all_eight_languages_have_rules_and_examples() -> None:
    assert {"en", "he", "ar", "fa", "ru", "es", "fr", "de"} <= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_rule_names_are_unique_and_tell_their_pack(code: str) -> None:
    grammar = grammar_of(load_language(code))
    assert grammar is not None
    names = [rule.name for rule in grammar.rules]
    assert len(names) == len(set(names))
    assert all(name.endswith(f"@{code}") for name in names)
