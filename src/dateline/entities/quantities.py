"""Find quantities: counts, ranges, bounds, vague counts, money, shares, distances, and of what they are.

Rules and words are data (numbers.toml). A number that is a date, a time, an age, an order, an address, a score
or part of a name is none. Bounds follow UCDP's low, best and high: "at least 14" is 14, from 14, open above.
"""

import re
import tomllib
from typing import Any

import msgspec

from dateline.entities.words import Words
from dateline.language import Language
from dateline.model import Quantity, Span

_FIGURE = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?|\.\d{1,4}"
_SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_REACH = 60  # code points looked at before a number for a modifier
_HARMED = frozenset(
    [
        "killed",
        "dead",
        "wounded",
        "injured",
        "missing",
        "hurt",
        "arrested",
        "detained",
        "displaced",
        "hospitalised",
        "hospitalized",
        "died",
        "evacuated",
        "stranded",
        "homeless",
        "trapped",
        "rescued",
        "freed",
        "released",
    ]
)
_NO_OF = frozenset(
    ["casualties", "injuries", "deaths", "fatalities", "survivors", "victims", "arrests", "witnesses", "damage"]
)


_IN_SO_MANY = re.compile(r"\s(?:in|out of)\s(?:every\s)?(?:\d+|three|four|five|ten|twenty|hundred)\b", re.I)
_SO_MANY_IN = re.compile(r"\b(?:\d|one|two|three|four|five|six|seven|eight|nine)\s(?:in|out of)\s(?:every\s)?$", re.I)
_HARM_FOLLOWS = re.compile(r"\s(?:(?:were|was|are|is|have|has|had|been|people|more|others)\s){0,3}(\w+)")
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


class FoundQuantity(msgspec.Struct, frozen=True):
    """A quantity and the words that tell it, modifiers and unit within."""

    span: Span
    quantity: Quantity


class _Atom(msgspec.Struct):
    """One number as written: where, its value or bounds, whether in figures."""

    start: int
    end: int
    value: float | None
    lower: float | None
    upper: float | None
    figure: str
    currency: str | None = None
    vague: bool = False


def load_numbers(language: Language) -> Numbers | None:
    """The language's number words and rules; None where its pack has none."""
    raw = language.read("entities/numbers.toml")
    return None if raw is None else _compile(tomllib.loads(raw.decode("utf-8")))


def find_quantities(words: Words, rules: Numbers, taken: tuple[Span, ...] = ()) -> tuple[FoundQuantity, ...]:
    """Quantities in the text of `words`, in order; numbers within `taken` (names) are left alone."""
    text = words.article_text
    atoms = _atoms(text, rules, taken)
    found: list[FoundQuantity] = []
    number = 0
    while number < len(atoms):
        atom = atoms[number]
        after = atoms[number + 1] if number + 1 < len(atoms) else None
        ranged = _range(text, atom, after, rules) if after is not None else None
        if ranged is not None:
            found += _finish(words, ranged, rules)
            number += 2
        else:
            found += _finish(words, atom, rules)
            number += 1
    return tuple(found)


def _alternatives(phrases: Any) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in ordered)


def _compile(data: dict[str, Any]) -> Numbers:
    number_words = {**data["words"], **{word: value for word, value in data["multipliers"].items() if len(word) > 3}}
    word = _alternatives(number_words)
    vague = {entry["words"]: entry for entry in data["vague"]}
    multiplier = _alternatives(data["multipliers"])
    signs = _alternatives(data["money"]["signs"])
    atom = (
        rf"(?P<sign>(?<!\w)(?:{signs})\s?)?"
        rf"(?:(?P<figure>(?<![\w.,:/'’+–—-])(?:{_FIGURE})(?P<fraction>[½¼¾])?"
        rf"(?:[\s-]?(?P<multiplier>{multiplier})(?!\w)|(?P<short>k|m|bn|b|tn)(?![\w]))?)"
        rf"|(?P<vague>(?<![\w-])(?:{_alternatives(vague)})(?![\w-]))"
        rf"|(?P<words>(?<![\w-])(?:{word})(?:(?:-|\s{{1,3}}(?:and\s{{1,3}})?)(?:{word})){{0,8}}(?!\w)))"
    )
    # a figure after a sign must not be refused for the sign before it
    atom = atom.replace(r"(?<![\w.,:/'’+–—-])(?:", r"(?:(?<=[$£€¥₹₽₪₩₦₺])|(?<=\d[-–—])|(?<![\w.,:/'’+–—-]))(?:", 1)
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
        atom=re.compile(atom, re.I),
        words={name: float(value) for name, value in data["words"].items()},
        multipliers={name: float(value) for name, value in data["multipliers"].items()},
        vague=vague,
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
    )  # fmt: skip


def _atoms(text: str, rules: Numbers, taken: tuple[Span, ...]) -> list[_Atom]:
    atoms: list[_Atom] = []
    spans = iter(taken)
    name = next(spans, None)
    for match in rules.atom.finditer(text):
        while name is not None and name.end <= match.start():
            name = next(spans, None)
        if name is not None and name.start < match.end():
            continue
        atom = _atom_of(match, rules)
        atoms += [atom] if atom is not None else _two_numbers(match, rules)
    return atoms


def _two_numbers(match: re.Match[str], rules: Numbers) -> list[_Atom]:
    """ "Between five and nine": two numbers in words that no one number is made of."""
    found: list[_Atom] = []
    start = match.start("words")
    for piece in re.split(r"(\s+and\s+)", match["words"] or ""):
        number = _spelled(piece.lower(), rules) if piece.strip() not in ("", "and") else None
        if number is not None:
            found.append(_Atom(start, start + len(piece), number, number, number, ""))
        start += len(piece)
    return found


def _atom_of(match: re.Match[str], rules: Numbers) -> _Atom | None:
    sign = (match["sign"] or "").strip().lower()
    currency = rules.money_signs.get(sign)
    if match["vague"]:
        entry = rules.vague[re.sub(r"\s+", " ", match["vague"].lower())]
        value = entry.get("value")
        return _Atom(match.start("vague"), match.end(), value, entry.get("lower", value), entry.get("upper", value),
                     "", None, value is None)  # fmt: skip
    if match["words"]:
        number = _spelled(match["words"].lower(), rules)
        return None if number is None else _Atom(match.start("words"), match.end(), number, number, number, "")
    figure = re.match(_FIGURE, match["figure"])
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
    return _Atom(start, match.end(), value, value, value, written, currency)


def _spelled(words: str, rules: Numbers) -> float | None:
    """The value of a number in words: "two hundred and fifty-six thousand". None where they make no number."""
    total = current = 0.0
    last = None
    for word in re.split(r"[\s-]+", words):
        if word == "and":
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


def _range(text: str, low: _Atom, high: _Atom, rules: Numbers) -> _Atom | None:
    """Two numbers as one range ("between 30 and 40", "10 to 15", "5-7"), or None."""
    if low.vague or high.vague or low.value is None or high.value is None or high.start - low.end > 8:
        return None
    joint = text[low.end : high.start]
    before = text[max(0, low.start - 12) : low.start].lower()
    lower, upper = low.value, high.value
    if low.figure and not high.figure and high.value >= 1000 and lower < 1000 and upper >= 1000 * lower:
        scale = 10 ** (3 * ((len(str(int(upper))) - 1) // 3))
        lower *= scale  # "2 to 3 million", "$5-10 billion"
    years = re.compile(r"(?:1[0-9]|20)\d\d")
    if lower >= upper or (years.fullmatch(low.figure) and years.fullmatch(high.figure) and low.currency is None):
        return None
    between = re.search(r"\bbetween\s{1,3}$", before)
    if between and joint.strip().lower() == "and":
        start = low.start - len(between.group())
    elif rules.between.fullmatch(joint) and (joint.strip() not in "-–—" or (low.figure or low.currency)):
        start = low.start
        came = re.search(r"\bfrom\s{1,3}$", before)
        if came:
            return None  # "from 5 to 7" tells a change as often as a range
    else:
        return None
    return _Atom(start, high.end, None, lower, upper, "", low.currency or high.currency)


def _finish(words: Words, atom: _Atom, rules: Numbers) -> list[FoundQuantity]:
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
    if unit is None and _is_no_count(text, atom, rules):
        return []
    of, person = (None, False) if unit is not None and not measured else _counted(words, end, rules)
    if unit is None:
        if of in rules.addresses and text[end : end + 3].strip()[:1].isupper():
            return []
        if _IN_SO_MANY.match(text, end, end + 20) or _SO_MANY_IN.search(text[max(0, atom.start - 12) : atom.start]):
            return []  # "4 in 10": a share, of no count
        if rules.address.match(text, end, end + 60) or _is_verb(words, atom):
            return []
        bounded = any(pattern.match(text, end, end + 20) for pattern, _ in rules.after)
        if not bounded and not _stands_for_count(text, atom, of, end, rules):
            return []
        unit = "person" if person or _harmed_after(text, end) else rules.collective.get(of or "")
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
                    of, person = _counted(words, end, rules)
                    unit = "person" if person else None
                break
    value = atom.value
    quantity = Quantity(value=value, lower=lower, upper=upper, unit=unit, of=of, mod=mod)
    return [FoundQuantity(Span(start, end), quantity)]


def _national(nation: str, word: str) -> str:
    codes = {"us": "USD", "u.s.": "USD", "canadian": "CAD", "australian": "AUD", "hong kong": "HKD",
             "singapore": "SGD", "new zealand": "NZD"}  # fmt: skip
    return codes[nation.lower()] if word.startswith("dollar") else "money"


def _bounds(mod: str, atom: _Atom) -> tuple[float | None, float | None]:
    if mod in ("at_least", "more_than"):
        return (atom.lower if atom.lower is not None else atom.value), None
    if mod in ("at_most", "less_than"):
        return None, (atom.upper if atom.upper is not None else atom.value)
    return (None, None) if atom.value is not None else (atom.lower, atom.upper)


def _is_no_count(text: str, atom: _Atom, rules: Numbers) -> bool:
    """Whether a bare number is a year, an age, an order or a name's part by the word before it."""
    before = text[max(0, atom.start - 24) : atom.start]
    if before[-1:] in ("-", "–", "—"):
        return True  # the second half of a score, a telephone number, a season
    word = re.search(r"([\w.#'’]+)[\s(]{1,3}$", before)
    previous = word.group(1).lower() if word else ""
    if previous in rules.never_before:
        return True
    if re.fullmatch(r"(?:1[0-9]|20)\d\d", atom.figure):
        noun = re.match(r"\s(?:[a-z]+\s){0,1}[a-z]+s\b|\speople\b", text[atom.end : atom.end + 40])
        if previous in rules.year_before or noun is None:
            return True
    # an age in apposition: "Anna Korr, 45, ..."
    closes = text[atom.end : atom.end + 1]
    return bool(atom.figure and re.search(r"\w,\s$", before) and closes in (",", ".", ";") and (atom.value or 0) < 111
                and re.search(r"[A-Z][\w.'’-]+,\s$", before))  # fmt: skip


def _counted(words: Words, end: int, rules: Numbers) -> tuple[str | None, bool]:
    """The lemma of what the number just before `end` counts, and whether that is persons."""
    tokens = words.tokens
    text = words.article_text
    near = words.within(max(0, end - 1), end + 60)
    number = next((i for i in near if tokens[i].end >= end), None)
    if number is None:
        return None, False
    head = tokens[number].head if tokens[number].start < end else -1
    counts = words.has_trees and tokens[number].deprel.startswith("nummod") and number < head < len(tokens)
    if counts and tokens[head].start - end < 60:
        return _noun(words, head, rules)
    last = words.last(number)
    index = number + 1 if tokens[number].start < end else number
    if index < last and words.lower[index] == "of":
        index += 1
        while index < last and words.lower[index] in ("the", "his", "her", "their", "its", "our", "these", "those"):
            index += 1
    for step in range(index, min(index + 5, last)):
        token, word = tokens[step], words.lower[step]
        if text[end : token.start].count(",") > 1 or not word[0].isalpha():
            if word in ("-", "‑", "'", "’", '"', "“"):
                continue
            return None, False
        if word in rules.persons or token.lemma.lower() in rules.persons or word in _HARMED:
            following = step + 1
            compound = following < last and tokens[following].upos == "NOUN" and token.upos == "NOUN"
            if not compound:
                return _noun(words, step, rules)
        if token.upos in ("NOUN", "PROPN"):
            if step + 1 < last and tokens[step + 1].upos in ("NOUN",) and words.joined(step, step + 1):
                continue
            return _noun(words, step, rules)
        if token.upos == "X" and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            return _noun(words, step, rules)
        if token.upos not in ("ADJ", "X", "NUM", "PROPN", "PUNCT") and not (
            token.upos == "VERB" and word.endswith(("ed", "ing"))
        ):
            return None, False
    return None, False


def _noun(words: Words, index: int, rules: Numbers) -> tuple[str, bool]:
    token = words.tokens[index]
    if words.lower[index] in _HARMED:
        return words.lower[index], True
    lemma = token.lemma.lower() if token.lemma and token.lemma != "_" else words.lower[index]
    person = (
        bool({lemma, words.lower[index], words.lower[index].removesuffix("s")} & rules.persons)
        or words.lower[index] in _HARMED
    )
    return lemma, person


def _is_verb(words: Words, atom: _Atom) -> bool:
    """Whether a vague count is a verb here: "she scores"."""
    near = words.within(atom.start, atom.end)
    return atom.vague and len(near) == 1 and words.tokens[near.start].upos == "VERB"


def _harmed_after(text: str, end: int) -> bool:
    """Whether what follows says that those counted were killed, hurt, held, ...: then they are people."""
    told = _HARM_FOLLOWS.match(text, end, end + 60)
    return told is not None and told.group(1).lower() in _HARMED


def _stands_for_count(text: str, atom: _Atom, of: str | None, end: int, rules: Numbers) -> bool:
    """Whether a number without a unit counts something: a noun follows, or it heads a phrase of its own."""
    word = text[atom.start : atom.end].lower()
    after = text[end : end + 30].lower()
    if word == "no":
        return (
            of is not None and re.match(r"\s(?:\w+\s){0,2}(?:" + "|".join(sorted(_NO_OF)) + r")\b", after) is not None
        )
    if word == "one":
        if re.search(
            r"\b(?:no|any|some|every|the|this|that|another|which|each)\s$",
            text[max(0, atom.start - 10) : atom.start].lower(),
        ):
            return False
        return of is not None and of not in rules.one_of_none and not after.startswith((" of ", " another"))
    if word == "both" and after[:1] == " " and text[end + 1 : end + 2].isupper():
        return False  # "both Vell and Korr"
    if word in ("both", "a few", "several", "a couple of", "a handful of", "a pair of", "zero"):
        return of is not None
    if of is not None:
        return True
    if _harmed_after(text, end):
        return True
    if re.match(r"\s(?:were|are|had|have|more|others?|remain|died|of)\b", after):
        return True
    told = rules.counted_before.search(text[max(0, atom.start - _REACH) : atom.start])
    return atom.vague or atom.value is None or atom.value >= 1000 or told is not None
