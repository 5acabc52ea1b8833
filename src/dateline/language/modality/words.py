"""The words of one language's `modality.toml`, each section with what it tells of a tree."""

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.language import Language
from dateline.language.modality.auxiliaries import Auxiliaries
from dateline.language.modality.clauses import Clauses
from dateline.language.modality.given import Given
from dateline.language.modality.governors import Governors
from dateline.language.modality.negation import Negation


class Values(msgspec.Struct, frozen=True):
    """How sure what stands in a clause of a kind is, from 3 (certain) to 0 (unknown); section `conditional`."""

    value: float = 0.2
    main_value: float = 0.8
    question_value: float = 0.2
    purpose_value: float = 1.2
    command_value: float = 0.3
    until_value: float = 0.6
    is_to_value: float = 1.5
    any_one_value: float = 0.5
    open_value: float = 0.6


class Modality:
    """The words of one language; without data it knows none, and all is told as it stands.

    so_far: how far a thing has come about, by the name of its form (`happening.py`).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.given = Given(data.get("given", {}))
        self.negation = Negation(data.get("negation", {}), self.given)
        self.clauses = Clauses(data)
        self.auxiliaries = Auxiliaries(data)
        self.governors = Governors(data, self.given, self.clauses, self.negation)
        self.values = msgspec.convert(data.get("conditional", {}), Values)
        self.so_far = {str(name): float(value) for name, value in data.get("so_far", {}).items()}


def load_modality(language: Language) -> Modality:
    """The modality of a language, from its `modality.toml`; one that knows no words where there is none."""

    def build(language: Language) -> Modality:
        content = language.read("modality.toml")
        return Modality(tomllib.loads(content.decode("utf-8")) if content else {})

    return language.resource("modality", build)
