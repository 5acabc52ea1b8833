"""Find where rules match: one pass over token classes, in time linear in the text."""

import re
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from dateline.times.grammar import NUMERALS, SPELLED, UNKNOWN, Grammar, Rule

# A piece is one run of letters, one run of digits or one other character, with the single space before it.
_PIECE = re.compile(r" ?(?:[^\W\d_]+|\d+|[^\w\s]|_)|\s+")
_ODD_SPACES = "\u00a0\u202f\u2009\t"
# A single capital behind digits: "1600E Road", "2049N", "1080P" name roads and sizes; "14:30Z" is a time.
_LETTERED = re.compile(r"[A-Y](?!\w)")
_LONE_BREAK = re.compile(r"(?<!\n)\r?\n(?![\r\n])")


class Match(NamedTuple):
    """One match of one rule: code points, the rule, its captured words by field, and the words alone."""

    start: int
    end: int
    rule: Rule
    fields: dict[str, Any]


def scan(text: str, grammar: Grammar) -> list[Match]:
    """All matches, leftmost first, none overlapping; where several rules match, the first in the pack's order."""
    pieces = _PIECE.findall(plain(text, grammar))
    classes = "".join(map(grammar.codes.get, pieces, repeat(UNKNOWN)))
    starts: list[int] | None = None
    matches: list[Match] = []
    position = 0
    core, matcher = grammar.core, grammar.matcher
    while found := core.search(classes, position):
        first = classes.rfind(UNKNOWN, position, found.start()) + 1 or position
        position = classes.find(UNKNOWN, found.start())
        if position < 0:
            position = len(classes)
        for hit in matcher.finditer(classes, first, position):
            if starts is None:
                starts = list(accumulate(map(len, pieces), initial=0))
            match = _read(text, grammar, pieces, starts, classes, hit)
            if match is not None:
                matches.append(match)
    return matches


def plain(text: str, grammar: Grammar) -> str:
    """The text in lower case with plain spaces, digits and letters; as long as the text, code point by code point."""
    if "\u0130" in text:  # the one letter whose lower case is two code points
        text = text.replace("\u0130", "i")
    text = text.lower()
    for space in _ODD_SPACES:
        if space in text:
            text = text.replace(space, " ")
    if "\n" in text:
        text = _LONE_BREAK.sub(lambda found: " " * len(found.group()), text)
    if grammar.letters and not text.isascii():
        text = text.translate(grammar.letters)
    return text


def _read(
    text: str,
    grammar: Grammar,
    pieces: list[str],
    starts: list[int],
    classes: str,
    hit: re.Match[str],
) -> Match | None:
    rule = grammar.rules[(hit.lastindex or 1) - 1]
    first, last = hit.span()
    start = starts[first] + (pieces[first][0] == " ")
    end = starts[last]
    if text[end - 1].isdecimal() and _LETTERED.match(text, end):
        return None
    if rule.capital:
        for index in range(first, last):
            word = pieces[index].lstrip()
            if word in grammar.capitals and not text[starts[index + 1] - len(word)].isupper():
                return None
    inner = rule.regex.fullmatch(classes, first, last)
    if inner is None:
        return None
    fields: dict[str, Any] = dict(rule.fields)
    for group, name, category in rule.captures:
        low, high = inner.span(group)
        if low >= 0:
            fields[name] = _value(pieces[low:high], category, grammar)
    return Match(start, end, rule, fields)


def _value(pieces: list[str], category: str, grammar: Grammar) -> Any:
    words = [piece.lstrip() for piece in pieces]
    known = grammar.values.get((category, words[0]))
    if known is not None:
        return known
    known = grammar.values.get((category, None))
    if known is not None:
        return known
    spelled = category.startswith(SPELLED)
    if spelled or category in NUMERALS:
        return number_of(words, grammar, year=spelled)
    if words[0].isdecimal():
        return int(words[0])
    if all(("NUMBER", word) in grammar.values for word in words):
        return number_of(words, grammar)
    return " ".join(words)


def number_of(words: list[str], grammar: Grammar, *, year: bool = False) -> float | int | None:
    """What digits or number words come to: "3", "2.5", "10,000", "twenty-one", "nineteen ninety-four" (a year)."""
    if "/" in words:
        return _fraction(words)
    digits = "".join(word for word in words if word.isdecimal() or word == ".").strip(".")
    if digits:
        try:
            return float(digits) if "." in digits else int(digits)
        except ValueError:
            return None
    total = current = 0
    seen = False
    groups: list[int] = []
    for word in words:
        value = grammar.values.get(("NUMBER", word))
        if value is None:
            value = grammar.values.get(("ORDINAL", word))
        if value is None:
            continue
        seen = True
        if value >= 100:
            current = max(current, 1) * value
            if value >= 1000:
                total += current
                current = 0
        else:
            if year and current >= 10 and value >= 10:
                groups.append(current)
                current = 0
            current += value
    if not seen:
        return None
    if groups:
        return groups[0] * 100 + current
    return total + current


def _fraction(words: list[str]) -> float | None:
    """ "2 1/2": the last two numbers make the fraction."""
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 6]
    if len(numbers) < 2 or numbers[-1] == 0:
        return None
    return sum(numbers[:-2]) + numbers[-2] / numbers[-1]
