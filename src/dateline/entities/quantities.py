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
    start, end = atom.start, atom.end
    unit = atom.currency
    money = rules.money_after.match(text, end, end + 40) if unit is None else None
    if money is not None and text[money.start("word")].lower() == money["word"][0].lower():
        word = re.sub(r"\s+", " ", money["word"].lower())
        unit = rules.money_words.get(word, "money") if not money["nation"] else _national(money["nation"], word)
        end = money.end()
    measured = rules.units.match(text, end, end + 40) if unit is None else None
    if measured is not None:
        unit = rules.unit_of[re.sub(r"\s+", " ", measured["unit"].lower())]
        end = measured.end()
        if text[end : end + 1] == "-" or (unit == "magnitude"):
            return []
    elif unit is None and rules.never_after.match(text, end, end + 20):
        return []
    if unit is None and is_no_count(text, atom, rules):
        return []
    of, person = (None, False) if unit is not None and not measured else counted(words, end, rules)
    if unit is None:
        if of in rules.addresses and text[end : end + 3].strip()[:1].isupper():
            return []
        if _IN_SO_MANY.match(text, end, end + 20) or _SO_MANY_IN.search(text[max(0, atom.start - 12) : atom.start]):
            return []  # "4 in 10": a share, of no count
        if rules.address.match(text, end, end + 60) or is_verb(words, atom):
            return []
        bounded = any(pattern.match(text, end, end + 20) for pattern, _ in rules.after)
        if not bounded and not stands_for_count(text, atom, of, end, rules):
            return []
        unit = "person" if person or harmed_after(text, end) else rules.collective.get(of or "")
    lower, upper, mod = atom.lower, atom.upper, None
    probe = start
    for _ in range(2):
        before = text[max(0, probe - _REACH) : probe]
        found = next(((match, rule) for rule in rules.before if (match := rule.pattern.search(before))), None)
        if found is None:
            break
        match, rule = found
        probe -= len(before) - match.start()
        if rule.mod:  # "at least another 20": what is neither bound nor doubt is stepped over
            start, mod = probe, rule.mod
            lower, upper = _bounds(rule.mod, atom)
    if mod is None:
        for pattern, after_mod in rules.after:
            follows = pattern.match(text, end, end + 20)
            if follows is not None:
                end, mod = follows.end(), after_mod
                lower, upper = _bounds(mod, atom)
                if of is None and unit is None:
                    of, person = counted(words, end, rules)
                    unit = "person" if person else None
                break
    value = atom.value
    quantity = Quantity(value=value, lower=lower, upper=upper, unit=unit, of=of, mod=mod)
    return [FoundQuantity(Span(start, end), quantity)]


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
