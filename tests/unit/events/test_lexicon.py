"""The event word lists: well formed, wide enough, and every word reachable."""

import typing

from dateline.events.lexicon import read_lexicon
from dateline.language import load_language
from dateline.model import EventType

LEXICON = read_lexicon(load_language("en"))


def test_every_type_has_words() -> None:
    types = {entry.type for table in (LEXICON.verbs, LEXICON.nouns) for rows in table.values() for entry in rows}
    assert types == set(typing.get_args(EventType))


def test_the_lists_are_wide() -> None:
    entries = sum(len(rows) for table in (LEXICON.verbs, LEXICON.nouns, LEXICON.adjectives) for rows in table.values())
    assert entries >= 1_500


def test_patterns_are_tried_before_plain_words() -> None:
    for word, rows in LEXICON.verbs.items():
        plain = [number for number, entry in enumerate(rows) if not entry.is_pattern]
        patterns = [number for number, entry in enumerate(rows) if entry.is_pattern]
        assert not plain or not patterns or max(patterns) < min(plain), word


def test_words_are_lower_case_lemmas_without_stray_marks() -> None:
    for table in (LEXICON.verbs, LEXICON.nouns, LEXICON.adjectives):
        for word in table:
            assert word == word.lower()
            assert word.replace("_", "").replace("-", "").replace("'", "").isalpha(), word


def test_a_language_without_event_words_tells_no_event() -> None:
    assert read_lexicon(load_language(None)).is_empty
