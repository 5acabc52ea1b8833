"""Numbers as they are written: in figures, in words, vague, as a range of two."""

import re
from collections.abc import Sequence

import msgspec

from dateline.entities.numbers import FIGURE, Numbers
from dateline.model import Span

_SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_REACH = 20  # code points looked at before a range for what opens it
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class Atom(msgspec.Struct):
    """One number as written: where, its value or bounds, whether in figures."""

    start: int
    end: int
    value: float | None
    lower: float | None
    upper: float | None
    figure: str
    currency: str | None = None
    vague: bool = False


def find_atoms(text: str, rules: Numbers, taken: tuple[Span, ...]) -> list[Atom]:
    """Numbers as they are written, in order; those within `taken` (names) are left out."""
    atoms: list[Atom] = []
    spans = iter(taken)
    name = next(spans, None)
    for match in rules.atom.finditer(text):
        while name is not None and name.end <= match.start():
            name = next(spans, None)
        if name is not None and name.start < match.end():
            continue
        found: Sequence[Atom | None] = _two_numbers(text, match, rules) or (_atom_of(match, rules),)
        atoms += [each for each in found if each is not None]
    return atoms


def _two_numbers(text: str, match: re.Match[str], rules: Numbers) -> tuple[Atom, Atom] | None:
    """The bounds of "between five and nine", "between one hundred and two hundred", in words.

    Cut where they lie nearest to each other: what else is possible takes a bound for part of the other.
    """
    words, start = match["words"] or "", match.start("words")
    if not words or rules.opens_range.search(text[max(0, start - _REACH) : start]) is None:
        return None
    found: list[tuple[float, Atom, Atom]] = []
    for joint in rules.joint.finditer(words):
        low, high = (_spelled(each.lower(), rules) for each in (words[: joint.start()], words[joint.end() :]))
        if low is None or high is None:
            continue
        low = _as_far(low, high, words[joint.end() :].lower(), rules)
        if low < high:
            first = Atom(start, start + joint.start(), low, low, low, "")
            found.append((high - low, first, Atom(start + joint.end(), match.end("words"), high, high, high, "")))
    return min(found, key=lambda each: each[0])[1:] if found else None


def _as_far(low: float, high: float, words: str, rules: Numbers) -> float:
    """ "Between two and three hundred": the lower bound takes the upper one's multiplier."""
    factor = rules.multipliers.get(re.split(r"[\s-]+", words)[-1], 1.0)
    return low * factor if low < high / factor else low


def _atom_of(match: re.Match[str], rules: Numbers) -> Atom | None:
    sign = (match["sign"] or "").strip().lower()
    currency = rules.money_signs.get(sign)
    if match["vague"]:
        entry = rules.vague[re.sub(r"\s+", " ", match["vague"].lower())]
        value = entry.get("value")
        return Atom(match.start("vague"), match.end(), value, entry.get("lower", value), entry.get("upper", value),
                     "", None, value is None)  # fmt: skip
    if match["words"]:
        number = _spelled(match["words"].lower(), rules)
        return None if number is None else Atom(match.start("words"), match.end(), number, number, number, "")
    figure = re.match(FIGURE, match["figure"])
    if figure is None:
        return None
    value = float(re.sub(r"[^\d.]", "", figure.group()) or 0) + _FRACTIONS.get(match["fraction"] or "", 0)
    if match["multiplier"]:
        value *= rules.multipliers[match["multiplier"].lower()]
    elif match["short"]:
        value *= _SHORT[match["short"].lower()]
        if not currency and match["short"].lower() in ("m", "b"):  # "5m" without a sign may be metres
            return None
    written = figure.group() if not (match["multiplier"] or match["short"] or match["fraction"]) else ""
    start = match.start() if currency else match.start("figure")
    value = round(value, 6)
    return Atom(start, match.end(), value, value, value, written, currency)


def _spelled(words: str, rules: Numbers) -> float | None:
    """The value of a number in words: "two hundred and fifty-six thousand". None where they make no number."""
    total = current = 0.0
    last = None
    for word in re.split(r"[\s-]+", words):
        if word in rules.joins:
            continue
        if word in rules.words:
            value = rules.words[word]
            if last is not None and not (
                last in (100, 1000) or (last % 10 == 0 and 20 <= last < 100 and 0 < value < 10)
            ):
                return None  # "two three" is a list, not a number
            current += value
            last = value
        else:
            factor = rules.multipliers[word]
            if last is None:
                return None  # a bare "hundred" has its own entry with its article
            if factor >= 1000:
                total += current * factor
                current = 0.0
                last = 1000
            else:
                current *= factor
                last = 100 if factor == 100 else factor
    return total + current


def range_of(text: str, low: Atom, high: Atom, rules: Numbers) -> Atom | None:
    """Two numbers as one range ("between 30 and 40", "10 to 15", "5-7"), or None."""
    if low.vague or high.vague or low.value is None or high.value is None or high.start - low.end > 8:
        return None
    joint = text[low.end : high.start]
    before = text[max(0, low.start - _REACH) : low.start]
    lower, upper = low.value, high.value
    if low.figure and not high.figure and high.value >= 1000 and lower < 1000 and upper >= 1000 * lower:
        scale = 10 ** (3 * ((len(str(int(upper))) - 1) // 3))
        lower *= scale  # "2 to 3 million", "$5-10 billion"
    years = re.compile(r"(?:1[0-9]|20)\d\d")
    if lower >= upper or (years.fullmatch(low.figure) and years.fullmatch(high.figure) and low.currency is None):
        return None
    between = rules.opens_range.search(before)
    if between and rules.joint.fullmatch(joint):
        start = low.start - len(between.group())
    elif rules.between.fullmatch(joint) and (joint.strip() not in "-–—" or (low.figure or low.currency)):
        start = low.start
        if rules.opens_change.search(before):
            return None  # "from 5 to 7"
    else:
        return None
    return Atom(start, high.end, None, lower, upper, "", low.currency or high.currency)
