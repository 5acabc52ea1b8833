"""A language's number words and rules: numbers.toml, compiled."""

import re
import tomllib
from typing import Any

import msgspec

from dateline.language import Language

FIGURE = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?|\.\d{1,4}"
_NATIONS = r"US|U\.S\.|Canadian|Australian|Hong Kong|Singapore|New Zealand"


class _Before(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    mod: str
    near: bool


class Numbers(msgspec.Struct, frozen=True):
    """numbers.toml, compiled."""

    atom: re.Pattern[str]
    words: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, dict[str, Any]]
    before: tuple[_Before, ...]
    after: tuple[tuple[re.Pattern[str], str], ...]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    money_signs: dict[str, str]
    money_words: dict[str, str]
    units: re.Pattern[str]
    unit_of: dict[str, str]
    persons: frozenset[str]
    collective: dict[str, str]
    never_after: re.Pattern[str]
    never_before: frozenset[str]
    year_before: frozenset[str]
    addresses: frozenset[str]
    address: re.Pattern[str]
    one_of_none: frozenset[str]
    counted_before: re.Pattern[str]
    between: re.Pattern[str]
    opens_range: re.Pattern[str]
    opens_change: re.Pattern[str]
    joint: re.Pattern[str]
    joins: frozenset[str]


def load_numbers(language: Language) -> Numbers | None:
    """The language's number words and rules; None where its pack has none."""
    raw = language.read("entities/numbers.toml")
    return None if raw is None else _compile(tomllib.loads(raw.decode("utf-8")))


def _alternatives(phrases: Any) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in ordered)


def _atom_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """One number as written: in figures, with its sign of money, in words, or vague."""
    number_words = {**data["words"], **{word: value for word, value in data["multipliers"].items() if len(word) > 3}}
    word = _alternatives(number_words)
    vague = _alternatives(entry["words"] for entry in data["vague"])
    signs, multiplier = _alternatives(data["money"]["signs"]), _alternatives(data["multipliers"])
    joins = _alternatives(data["ranges"]["and"])
    atom = (
        rf"(?P<sign>(?<!\w)(?:{signs})\s?)?"
        rf"(?:(?P<figure>(?<![\w.,:/'’+–—-])(?:{FIGURE})(?P<fraction>[½¼¾])?"
        rf"(?:[\s-]?(?P<multiplier>{multiplier})(?!\w)|(?P<short>k|m|bn|b|tn)(?![\w]))?)"
        rf"|(?P<vague>(?<![\w-])(?:{vague})(?![\w-]))"
        rf"|(?P<words>(?<![\w-])(?:{word})(?:(?:-|\s{{1,3}}(?:(?:{joins})\s{{1,3}})?)(?:{word})){{0,8}}(?!\w)))"
    )
    # a figure after a sign must not be refused for the sign before it
    atom = atom.replace(r"(?<![\w.,:/'’+–—-])(?:", r"(?:(?<=[$£€¥₹₽₪₩₦₺])|(?<=\d[-–—])|(?<![\w.,:/'’+–—-]))(?:", 1)
    return re.compile(atom, re.I)


def _compile(data: dict[str, Any]) -> Numbers:
    signs = _alternatives(data["money"]["signs"])
    befores = tuple(
        _Before(
            re.compile(rf"(?<!\w)(?:{_alternatives(entry['words'])})\s{{1,3}}$", re.I),
            entry["mod"],
            entry.get("near", False),
        )
        for entry in data["before"]
    )
    afters = tuple(
        (re.compile(rf"\s{{0,3}}(?:{_alternatives(entry['words'])})(?!\w)", re.I), entry["mod"])
        for entry in data["after"]
    )
    unit_of = {form: unit for unit, forms in data["units"].items() for form in forms}
    return Numbers(
        atom=_atom_pattern(data),
        words={name: float(value) for name, value in data["words"].items()},
        multipliers={name: float(value) for name, value in data["multipliers"].items()},
        vague={entry["words"]: entry for entry in data["vague"]},
        before=befores,
        after=afters,
        money_before=re.compile(rf"(?:{signs})\s?$"),
        money_after=re.compile(rf"[\s-]{{1,3}}(?:(?P<nation>{_NATIONS})\s)?"
                               rf"(?P<word>{_alternatives(data['money']['words'])})(?!\w)", re.I),
        money_signs={name.lower(): value for name, value in data["money"]["signs"].items()},
        money_words={name: value for name, value in data["money"]["words"].items()
                     if name not in data["money"]["ambiguous"]},
        units=re.compile(rf"[\s-]{{0,3}}(?P<unit>{_alternatives(unit_of)})(?!\w)", re.I),
        unit_of=unit_of,
        persons=frozenset(data["persons"]["nouns"]),
        collective=data["persons"]["collective"],
        never_after=re.compile(rf"(?:[\s-]{{1,3}}(?:{_alternatives(data['not_counted']['after'])})(?!\w)"
                               rf"|(?:am|pm|a\.m|p\.m)(?!\w)|[-–][A-Za-z]|(?:st|nd|rd|th|s)(?!\w)"
                               rf"|[:/]\d|['’]s?(?!\w)|\.\d|-\d)", re.I),
        never_before=frozenset(data["not_counted"]["before"]),
        addresses=frozenset(data["not_counted"]["addresses"]),
        address=re.compile(rf"\s(?:[A-Z][\w’'-]+\s){{1,3}}(?i:{_alternatives(data['not_counted']['addresses'])})(?!\w)"),
        one_of_none=frozenset(data["not_counted"]["one_of_none"]),
        counted_before=re.compile(rf"(?<!\w)(?:{_alternatives(data['counted']['before'])})\s$", re.I),
        year_before=frozenset(data["not_counted"]["year_before"]),
        between=re.compile(rf"\s{{0,3}}(?:{'|'.join(re.escape(j) for j in data['ranges']['joined'])})\s{{0,3}}"),
        opens_range=re.compile(rf"(?<!\w)(?:{_alternatives(data['ranges']['opens'])})\s{{1,3}}$", re.I),
        opens_change=re.compile(rf"(?<!\w)(?:{_alternatives(data['ranges']['changes'])})\s{{1,3}}$", re.I),
        joins=frozenset(data["ranges"]["and"]),
        joint=re.compile(rf"\s{{1,3}}(?:{_alternatives(data['ranges']['and'])})\s{{1,3}}", re.I),
    )  # fmt: skip
