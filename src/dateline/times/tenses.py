"""A language's words that tell past from future, and a time of happening from a mere name."""

import tomllib
from dataclasses import dataclass
from typing import Any

from dateline.language import Language


@dataclass(frozen=True, slots=True)
class Tenses:
    """Words of a language that tell past from future, and a time of happening from a mere name."""

    past: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    past_by_lemma: bool = False
    infinitive: frozenset[str] = frozenset()
    no_verbs: frozenset[str] = frozenset()
    before_past: frozenset[str] = frozenset()
    future_prepositions: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    implicative: frozenset[str] = frozenset()
    habit: frozenset[str] = frozenset()
    ruled: frozenset[str] = frozenset()
    ruling: frozenset[str] = frozenset()
    writer: frozenset[str] = frozenset()
    appointing: frozenset[str] = frozenset()
    before_verbs: frozenset[str] = frozenset()
    one_writer: frozenset[str] = frozenset()
    scheduled: frozenset[str] = frozenset()
    timetabled: frozenset[str] = frozenset()
    proposing: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    agreeing: frozenset[str] = frozenset()
    on_a_day: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    granting: frozenset[str] = frozenset()
    leaving: frozenset[str] = frozenset()
    present_copulas: frozenset[str] = frozenset()
    close: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    foretold: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    dating: frozenset[str] = frozenset()


_WORD_SETS = (
    "past", "future", "infinitive", "no_verbs", "before_past", "future_prepositions", "reporting", "told",
    "determiners", "function_words", "implicative", "habit", "ruled", "ruling", "writer",
    "appointing", "before_verbs", "one_writer", "scheduled", "timetabled", "proposing",
    "proposed", "opening", "agreeing", "on_a_day", "having", "granting", "leaving", "present_copulas", "close",
    "deeds", "foretold", "opened", "dating",
)  # fmt: skip


def tenses_of(language: Language) -> Tenses:
    """The pack's verb forms, read once per process."""
    return language.resource("times tenses", _read_tenses)


def _read_tenses(language: Language) -> Tenses:
    raw: dict[str, Any] = tomllib.loads((language.read("times/tense.toml") or b"").decode())
    return Tenses(
        past_endings=tuple(raw.get("past_endings", ())),
        past_by_lemma=bool(raw.get("past_by_lemma", False)),
        **{name: frozenset(raw.get(name, ())) for name in _WORD_SETS},
    )
