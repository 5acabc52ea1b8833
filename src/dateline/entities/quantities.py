"""Find quantities: counts, ranges, bounds, vague counts, money, shares, distances, and of what they are.

Rules and words are data (numbers.toml). A number that is a date, a time, an age, an order, an address, a score
or part of a name is none. Bounds follow UCDP's low, best and high: "at least 14" is 14, from 14, open above.
"""

import re

import msgspec

from dateline.entities.atoms import Atom, find_atoms, range_of
from dateline.entities.counted import counted, harmed_after, is_no_count, is_verb, stands_for_count
from dateline.entities.numbers import Numbers
from dateline.entities.words import Words
from dateline.model import Quantity, Span

_REACH = 60  # code points looked at before a number for a modifier
_IN_SO_MANY = re.compile(r"\s(?:in|out of)\s(?:every\s)?(?:\d+|three|four|five|ten|twenty|hundred)\b", re.I)
_SO_MANY_IN = re.compile(r"\b(?:\d|one|two|three|four|five|six|seven|eight|nine)\s(?:in|out of)\s(?:every\s)?$", re.I)


class FoundQuantity(msgspec.Struct, frozen=True):
    """A quantity and the words that tell it, modifiers and unit within."""

    span: Span
    quantity: Quantity


def find_quantities(words: Words, rules: Numbers, taken: tuple[Span, ...] = ()) -> tuple[FoundQuantity, ...]:
    """Quantities in the text of `words`, in order; numbers within `taken` (names) are left alone."""
    text = words.article_text
    atoms = find_atoms(text, rules, taken)
    found: list[FoundQuantity] = []
    number = 0
    while number < len(atoms):
        atom = atoms[number]
        after = atoms[number + 1] if number + 1 < len(atoms) else None
        ranged = range_of(text, atom, after, rules) if after is not None else None
        if ranged is not None:
            found += _finish(words, ranged, rules)
            number += 2
        else:
            found += _finish(words, atom, rules)
            number += 1
    return tuple(found)


def _finish(words: Words, atom: Atom, rules: Numbers) -> list[FoundQuantity]:
    """The quantity of an atom with its modifiers, unit and noun; an empty list where it is none."""
    text = words.article_text
    unit, end, is_measure = _unit_behind(text, atom, rules)
    if is_measure and (text[end : end + 1] == "-" or unit == "magnitude"):
        return []
    if unit is None and (rules.never_after.match(text, end, end + 20) or is_no_count(text, atom, rules)):
        return []
    of, person = (None, False) if unit is not None and not is_measure else counted(words, end, rules)
    if unit is None:
        if not _counts(words, atom, of, end, rules):
            return []
        unit = "person" if person or harmed_after(text, end) else rules.collective.get(of or "")
    start, mod = _modifier_before(text, atom.start, rules)
    if mod is None:
        end, mod = _modifier_after(text, end, rules)
        if mod is not None and of is None and unit is None:
            of, person = counted(words, end, rules)
            unit = "person" if person else None
    lower, upper = (atom.lower, atom.upper) if mod is None else _bounds(mod, atom)
    quantity = Quantity(value=atom.value, lower=lower, upper=upper, unit=unit, of=of, mod=mod)
    return [FoundQuantity(Span(start, end), quantity)]


def _unit_behind(text: str, atom: Atom, rules: Numbers) -> tuple[str | None, int, bool]:
    """The unit told with a number, where its words end, and whether it is a measure's, not money's."""
    if atom.currency is not None:
        return atom.currency, atom.end, False
    money = rules.money_after.match(text, atom.end, atom.end + 40)
    if money is not None and text[money.start("word")].lower() == money["word"][0].lower():
        word = re.sub(r"\s+", " ", money["word"].lower())
        unit = rules.money_words.get(word, "money") if not money["nation"] else _national(money["nation"], word)
        return unit, money.end(), False
    measure = rules.units.match(text, atom.end, atom.end + 40)
    if measure is not None:
        return rules.unit_of[re.sub(r"\s+", " ", measure["unit"].lower())], measure.end(), True
    return None, atom.end, False


def _counts(words: Words, atom: Atom, of: str | None, end: int, rules: Numbers) -> bool:
    """Whether a number without a unit counts something."""
    text = words.article_text
    if of in rules.addresses and text[end : end + 3].strip()[:1].isupper():
        return False
    if _IN_SO_MANY.match(text, end, end + 20) or _SO_MANY_IN.search(text[max(0, atom.start - 12) : atom.start]):
        return False  # "4 in 10": a share, of no count
    if rules.address.match(text, end, end + 60) or is_verb(words, atom):
        return False
    bounded = any(pattern.match(text, end, end + 20) for pattern, _ in rules.after)
    return bounded or stands_for_count(text, atom, of, end, rules)


def _modifier_before(text: str, start: int, rules: Numbers) -> tuple[int, str | None]:
    """Where a quantity begins with the words before its number, and what they make of it: "at least", "about"."""
    mod, probe = None, start
    for _ in range(2):
        before = text[max(0, probe - _REACH) : probe]
        matches = [(match, rule) for rule in rules.before if (match := rule.pattern.search(before))]
        found = min(matches, key=lambda each: each[0].start(), default=None)  # "no more than", and not "more than"
        if found is None:
            break
        match, rule = found
        probe -= len(before) - match.start()
        if rule.mod:  # "at least another 20": what is neither bound nor doubt is stepped over
            start, mod = probe, rule.mod
    return start, mod


def _modifier_after(text: str, end: int, rules: Numbers) -> tuple[int, str | None]:
    """Where a quantity ends with the words behind its number, and what they make of it: "or more"."""
    for pattern, mod in rules.after:
        follows = pattern.match(text, end, end + 20)
        if follows is not None:
            return follows.end(), mod
    return end, None


def _national(nation: str, word: str) -> str:
    codes = {"us": "USD", "u.s.": "USD", "canadian": "CAD", "australian": "AUD", "hong kong": "HKD",
             "singapore": "SGD", "new zealand": "NZD"}  # fmt: skip
    return codes[nation.lower()] if word.startswith("dollar") else "money"


def _bounds(mod: str, atom: Atom) -> tuple[float | None, float | None]:
    if mod in ("at_least", "more_than"):
        return (atom.lower if atom.lower is not None else atom.value), None
    if mod in ("at_most", "less_than"):
        return None, (atom.upper if atom.upper is not None else atom.value)
    return (None, None) if atom.value is not None else (atom.lower, atom.upper)
