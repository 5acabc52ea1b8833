"""Compile a pack's lexicon and rules into one matcher over token classes.

Every word of the lexicon stands in categories; words with the same categories share one character. A text
becomes a string of such characters, a fifth as long as the text, and all rules become one regular expression
over it. Repetition without bound cannot be written in a rule, so a match attempt costs a bounded time.

A rule's `match` is a sequence of items: `word`, `~word` (glued to what stands before), `_word` (after a space),
`CATEGORY`, `MACRO`, groups `( a b | c )`, an option `item?`, and captures `{name:item ...}`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.language import Language, shared_data
from dateline.model import DatelineError

UNKNOWN = "x"
# Macros by these names are numbers, read as a whole; those that begin so are years in words.
NUMERALS = ("NUM", "ORD")
SPELLED = "SPELLED"
_FIRST_CODE = 0x100
_ITEM = re.compile(r"\{(?P<capture>\w+):|(?P<mark>[(){}|?])|(?P<item>[^\s(){}|?]+)")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, compiled. `captures` maps a regular expression's group to (field name, category)."""

    name: str
    op: str
    kind: str | None
    regex: re.Pattern[str]
    captures: tuple[tuple[str, str, str], ...]
    fields: Mapping[str, Any]
    capital: bool = False


@dataclass(slots=True)
class Grammar:
    """All rules of one language, ready to match.

    codes: a piece of text (with or without its leading space) to its class character.
    values: (category, word) to what the word means there. core: finds where a rule may match at all.
    rules: in order of preference; group i+1 of `matcher` is rules[i]. settings: the pack's switches.
    capitals: words that are times only with a capital ("May", "March"), in rules that ask for it.
    letters: what is read as what.
    """

    pack: str
    codes: dict[str, str]
    values: dict[tuple[str, str | None], Any]
    core: re.Pattern[str]
    matcher: re.Pattern[str]
    rules: tuple[Rule, ...]
    settings: Mapping[str, Any]
    capitals: frozenset[str] = frozenset()
    letters: Mapping[int, str] = field(default_factory=dict)


def grammar_of(language: Language) -> Grammar | None:
    """The language's grammar, compiled once per process; None where the pack has no rules for times."""
    return language.resource("times", _build)


def _build(language: Language) -> Grammar | None:
    rules = language.read("times/rules.toml")
    if rules is None:
        return None
    words = tomllib.loads((language.read("times/lexicon.toml") or b"").decode())
    common = tomllib.loads((shared_data().read("times/common.toml") or b"").decode())
    return compile_grammar(language.code, tomllib.loads(rules.decode()), words, common)


def compile_grammar(
    pack: str, rules: Mapping[str, Any], words: Mapping[str, Any], common: Mapping[str, Any]
) -> Grammar:
    """Compile parsed rule and lexicon files. Raises DatelineError where a rule names what does not exist."""
    letters = {ord(a): b for a, b in {**common.get("letters", {}), **words.get("letters", {})}.items()}
    lexicon = _Lexicon(letters)
    for table in (common, words):
        for category, entries in table.get("words", {}).items():
            lexicon.add(category, entries, prefixes=words.get("prefixes", {}))
    lexicon.add_digits()
    macros = {**common.get("macros", {}), **rules.get("macros", {})}
    parser = _Parser(lexicon, macros)
    core = [*rules.get("core", []), *common.get("core", [])]
    entries = [*rules.get("rule", []), *common.get("rule", [])]
    for text in (*macros.values(), *core, *(entry[key] for entry in entries for key in _PATTERN_KEYS if key in entry)):
        lexicon.add_literals(text, macros)
    lexicon.number()
    lexicon.values.update({(name, None): value for name, value in rules.get("meanings", {}).items()})
    compiled: list[Rule] = []
    bare: list[str] = []
    firsts: frozenset[str] = frozenset()
    for entry in entries:
        try:
            node, captures = parser.parse(entry["match"])
            guards = tuple(_guard(parser, entry, key) for key in ("after", "not_after", "before", "not_before"))
        except KeyError as error:
            raise DatelineError(
                f"{pack}: rule {entry.get('name')!r} names an unknown item {error}",
                remedy="define it as a category of the lexicon or as a macro",
            ) from error
        for _, name, category in captures:
            if not _has_meaning(category, lexicon):
                raise DatelineError(
                    f"{pack}: rule {entry['name']!r} captures {category!r} as {name!r}, which has no value",
                    remedy="capture a category of the lexicon, or give the word or macro a value under [meanings]",
                )
        compiled.append(
            Rule(
                name=f"{entry['name']}@{pack}",
                op=entry.get("op", "point"),
                kind=entry.get("type"),
                regex=re.compile(node.regex),
                captures=tuple(captures),
                fields=entry.get("set", {}),
                capital=entry.get("capital", False),
            )
        )
        firsts |= node.firsts
        # The set in front lets a rule that cannot begin here fail at one look; the empty group tells which matched.
        ahead = f"(?=[{''.join(sorted(node.firsts))}])"
        bare.append(f"{ahead}{guards[0]}{guards[1]}(?:{_nameless(node.regex)}){guards[2]}{guards[3]}()")
    return Grammar(
        pack=pack,
        codes=lexicon.codes(),
        values=lexicon.values,
        core=re.compile(f"[{parser.charset(core)}]"),
        matcher=re.compile(f"(?=[{''.join(sorted(firsts))}])(?:{'|'.join(bare)})"),
        rules=tuple(compiled),
        settings=rules.get("settings", {}),
        capitals=frozenset(words.get("capitals", ())),
        letters=letters,
    )


def _has_meaning(category: str, lexicon: "_Lexicon") -> bool:
    if category in NUMERALS or category.startswith(SPELLED) or (category, None) in lexicon.values:
        return True
    return _is_category(category) and category in lexicon.members


_PATTERN_KEYS = ("match", "after", "not_after", "before", "not_before")


def _guard(parser: "_Parser", entry: Mapping[str, Any], key: str) -> str:
    """A look around the match: one item before it (of one width per choice), or a pattern after it."""
    if key not in entry:
        return ""
    if key in ("after", "not_after"):
        looks = "|".join(f"(?<={_nameless(parser.parse(choice)[0].regex)})" for choice in entry[key].split(" | "))
        return f"(?:{looks})" if key == "after" else f"(?!{looks})"
    pattern = _nameless(parser.parse(entry[key])[0].regex)
    return f"(?={pattern})" if key == "before" else f"(?!{pattern})"


def _nameless(pattern: str) -> str:
    return _NAMED.sub("(?:", pattern)


_NAMED = re.compile(r"\(\?P<\w+>")


class _Lexicon:
    """Words, their categories, and the class character of each set of categories."""

    def __init__(self, letters: Mapping[int, str]) -> None:
        self.letters = letters
        self.values: dict[tuple[str, str | None], Any] = {}
        self._categories: dict[str, set[str]] = {}
        self._numbers: dict[frozenset[str], str] = {}
        self.members: dict[str, set[str]] = {}

    def add(self, category: str, entries: Mapping[str, Any], *, prefixes: Mapping[str, Any]) -> None:
        for word, value in entries.items():
            word = word.translate(self.letters)
            bare = word.lstrip("~_") or word
            self.values[category, bare] = value
            for piece in _pieces(word):
                self._categories.setdefault(piece, set()).add(category)
            for prefix in prefixes:
                joined = prefix + bare
                if bare[0].isalpha() and (category, joined) not in self.values:
                    self.values[category, joined] = value
                    for piece in _pieces(joined):
                        self._categories.setdefault(piece, set()).add(category)

    def add_digits(self) -> None:
        """Digit runs of up to four digits, by what they can be."""
        for number in range(10_000):
            for width in range(1, 5):
                text = f"{number:0{width}d}"
                if len(text) == width:
                    for piece in _pieces(text):
                        self._categories.setdefault(piece, set()).update(_digit_categories(text, number))

    def add_literals(self, pattern: str, macros: Mapping[str, str]) -> None:
        for found in _ITEM.finditer(pattern):
            item = found.group("item") and found.group("item").translate(self.letters)
            if item and item not in macros and not _is_category(item):
                for piece in _pieces(item):
                    self._categories.setdefault(piece, set()).add(f"={item}")

    def number(self) -> None:
        for categories in self._categories.values():
            key = frozenset(categories)
            if key not in self._numbers:
                code = chr(_FIRST_CODE + len(self._numbers))
                self._numbers[key] = code
                for category in key:
                    self.members.setdefault(category, set()).add(code)

    def codes(self) -> dict[str, str]:
        return {piece: self._numbers[frozenset(each)] for piece, each in self._categories.items()}


def _pieces(word: str) -> Iterator[str]:
    if len(word) > 1 and word[0] == "~":
        yield word[1:]
    elif len(word) > 1 and word[0] == "_":
        yield " " + word[1:]
    else:
        yield word
        yield " " + word


def _is_category(item: str) -> bool:
    return item[0].isupper() and item == item.upper() and len(item) > 1


def _digit_categories(text: str, number: int) -> Iterator[str]:
    yield "INT"
    if len(text) <= 2:
        yield "SHORT"
        if 1 <= number <= 31:
            yield "DAY"
        if 1 <= number <= 12:
            yield "MON"
        if number <= 24:
            yield "HOUR"
        if 1 <= number <= 21:
            yield "CENT"
    if len(text) == 2:
        yield "TWO"
        if number <= 59:
            yield "SIXTY"
        if number % 10 == 0:
            yield "TENYEAR"
    if len(text) == 3:
        yield "THREE"
    if len(text) == 4:
        if 1000 <= number <= 2199:
            yield "YEAR"
        if 1500 <= number <= 2199:
            yield "LATEYEAR"
        if number % 10 == 0 and 1000 <= number <= 2199:
            yield "DECADEYEAR"
        if number // 100 <= 24 and number % 100 <= 59:
            yield "HHMM"
        if 1300 <= number <= 1500:
            yield "YEARAH"


@dataclass(slots=True)
class _Node:
    """A piece of a rule as a regular expression.

    firsts: the characters it may begin with. empty: it may match nothing.
    """

    regex: str
    firsts: frozenset[str]
    empty: bool = False


class _Parser:
    """From rule notation to a regular expression over class characters, by recursive descent."""

    def __init__(self, lexicon: _Lexicon, macros: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        self._macros = macros
        self._captures: list[tuple[str, str, str]] = []

    def parse(self, pattern: str) -> tuple[_Node, list[tuple[str, str, str]]]:
        """The pattern's node, and its captures as (group, field, category)."""
        self._captures = []
        return self._whole(pattern, 0), self._captures

    def charset(self, items: list[str]) -> str:
        """All characters of some categories and words."""
        return "".join(sorted({code for item in items for code in self._codes(item)}))

    def _codes(self, item: str) -> set[str]:
        key = item if _is_category(item) else f"={item.translate(self._lexicon.letters)}"
        return self._lexicon.members[key]

    def _whole(self, pattern: str, depth: int) -> _Node:
        if depth > 12:
            raise DatelineError(f"macros nest too deep in {pattern!r}", remedy="a macro must not hold itself")
        marks = list(_ITEM.finditer(pattern))[::-1]
        node = self._choice(marks, depth)
        if marks:
            raise DatelineError(f"unbalanced brackets in {pattern!r}", remedy="close what is opened")
        return node

    def _choice(self, marks: list[re.Match[str]], depth: int) -> _Node:
        branches = [self._sequence(marks, depth)]
        while marks and marks[-1].group("mark") == "|":
            marks.pop()
            branches.append(self._sequence(marks, depth))
        if len(branches) == 1:
            return branches[0]
        regex = "(?:" + "|".join(branch.regex for branch in branches) + ")"
        firsts = frozenset[str]().union(*(branch.firsts for branch in branches))
        return _Node(regex, firsts, any(branch.empty for branch in branches))

    def _sequence(self, marks: list[re.Match[str]], depth: int) -> _Node:
        regex, firsts, empty = "", frozenset[str](), True
        while marks and marks[-1].group("mark") not in ("|", ")", "}"):
            node = self._item(marks, depth)
            if marks and marks[-1].group("mark") == "?":
                marks.pop()
                node = _Node(f"(?:{node.regex})?", node.firsts, True)
            firsts |= node.firsts if empty else frozenset()
            empty = empty and node.empty
            regex += node.regex
        return _Node(regex, firsts, empty)

    def _item(self, marks: list[re.Match[str]], depth: int) -> _Node:
        found = marks.pop()
        if (name := found.group("capture")) is not None:
            group = f"{name}_{len(self._captures)}"
            category = marks[-1].group("item") if marks else ""
            self._captures.append((group, name, category or ""))
            node = self._choice(marks, depth)
            self._close(marks)
            return _Node(f"(?P<{group}>{node.regex})", node.firsts, node.empty)
        if found.group("mark") is not None:
            node = self._choice(marks, depth)
            self._close(marks)
            return _Node(f"(?:{node.regex})", node.firsts, node.empty)
        item = found.group("item")
        if item in self._macros:
            return self._whole(self._macros[item], depth + 1)
        codes = "".join(sorted(self._codes(item)))
        return _Node(f"[{codes}]" if len(codes) > 1 else codes, frozenset(codes))

    def _close(self, marks: list[re.Match[str]]) -> None:
        if not marks or marks.pop().group("mark") not in (")", "}"):
            raise DatelineError("unbalanced brackets in a rule", remedy="close what is opened")
