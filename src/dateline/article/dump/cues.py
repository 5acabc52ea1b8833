"""The words by which a line of a dump tells what it is ("Most read", "Photo:", "All rights reserved")."""

import functools
import itertools
import re

import msgspec

from dateline.language import Language, shared_data

# From weak to strong; the value is the feature's.
ANY, START, WHOLE = 1, 2, 3
_LONGEST_CUE_LINE = 400
_OTHER_COLONS = "：՝៖፡"
# Vowel signs of Indic scripts, points of Hebrew and Arabic and joiners are no word characters to the pattern language.
_WORD = re.compile(
    r"(?:[^\W_]+|[\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u1049\u104c-\u109f\u1780-\u17d3\u200c\u200d]+)+"
)
_ASCII_GAPS = "".join(chr(point) if chr(point).isalnum() else " " for point in range(128))
# Scripts without spaces, and signs: such cues are looked for as they stand.
_UNSPACED = re.compile(
    r"[©\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\u3040-\u30ff\u3400-\u9fff\U0001f300-\U0001faff]"
)
TRIM = " \t:：՝៖፡.…!?»«›‹>|·•-–—→↓↑▼▲0123456789()[]#*\xa0"


class Cues(msgspec.Struct, frozen=True):
    """The table compiled: kinds in file order; phrases by their first word, the longest first.

    anywhere_words: the first words of `anywhere`; a set tells at a fraction of a dict's cost that none is in a line.
    unspaced: cues that are looked for as they stand; unspaced_signs: the characters that they begin with, each with the
    places of its cues.
    """

    kinds: tuple[str, ...]
    whole: dict[str, tuple[int, ...]]
    start: "dict[str, tuple[Phrase, ...]]"
    anywhere: "dict[str, tuple[Phrase, ...]]"
    anywhere_words: frozenset[str]
    unspaced: "tuple[tuple[str, int, int], ...]"
    unspaced_signs: dict[str, tuple[int, ...]]


class Phrase(msgspec.Struct, frozen=True):
    """The words of a cue after the first, and its kind. apart: a sign stands behind them."""

    rest: tuple[str, ...]
    kind: int
    apart: bool = False


@functools.cache
def load_cues() -> Cues:
    """The shared table of cues, compiled once per process."""
    return _build(shared_data())


def find_cues(text: str, cues: Cues, folded: list[str] | None = None) -> dict[int, int]:
    """Kinds (as indices into `cues.kinds`) that a line's words speak for, each with how strongly.

    folded: the whole line's words by `folded_words`, where the caller has them.

    >>> cues = load_cues()
    >>> {cues.kinds[kind]: strength for kind, strength in find_cues("Most read", cues).items()}
    {'ranking': 3}
    """
    lowered = text[:_LONGEST_CUE_LINE].lower()
    ascii_only = lowered.isascii()
    if not ascii_only:  # a Turkish capital is two signs in small letters; colons of other scripts are colons
        lowered = with_plain_colons(lowered.replace("i\u0307", "i"))
    if folded is not None and ascii_only and "_" not in lowered and len(text) <= _LONGEST_CUE_LINE:
        words = folded
    elif ascii_only:
        # Most lines are ASCII, which is cut into the same words in half the time without the expression.
        words = lowered.translate(_ASCII_GAPS).split()
    else:
        words = _WORD.findall(lowered)
    found: dict[int, int] = {}
    if len(text) <= _LONGEST_CUE_LINE and not cues.anywhere_words.isdisjoint(words):  # most lines hold none
        first = cues.anywhere_words
        for at, word in enumerate(words):
            if word in first:
                for phrase in cues.anywhere[word]:
                    if _follows(words, at, phrase):
                        found[phrase.kind] = ANY
    if not ascii_only:
        signs = cues.unspaced_signs.keys() & lowered
        for place in sorted([place for sign in signs for place in cues.unspaced_signs[sign]]):
            literal, kind, strength = cues.unspaced[place]
            if lowered.startswith(literal) if strength == START else literal in lowered:
                found[kind] = strength
    if words:
        for phrase in cues.start.get(words[0], ()):
            if _follows(words, 0, phrase) and (not phrase.apart or _stands_apart(lowered, phrase)):
                found[phrase.kind] = START
    for kind in cues.whole.get(lowered.strip(TRIM) if ascii_only else _trimmed(lowered), ()):
        found[kind] = WHOLE
    return found


def with_plain_colons(line: str) -> str:
    """A line with the colons of other scripts as that of ASCII, a sign for a sign.

    >>> with_plain_colons("標籤：港口")
    '標籤:港口'
    """
    if not line.isascii():
        for colon in _OTHER_COLONS:
            line = line.replace(colon, ":")  # faster than a look at each letter
    return line


def whole_cues(text: str, cues: Cues) -> tuple[int, ...]:
    """Kinds that a line speaks for as a whole, to which `find_cues` gives the strength WHOLE."""
    lowered = text[:_LONGEST_CUE_LINE].lower()
    if lowered.isascii():
        return cues.whole.get(lowered.strip(TRIM), ())
    return cues.whole.get(_trimmed(with_plain_colons(lowered.replace("i\u0307", "i"))), ())


def _follows(words: list[str], at: int, phrase: Phrase) -> bool:
    rest = phrase.rest
    return not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest


def _stands_apart(lowered: str, phrase: Phrase) -> bool:
    """Whether a sign stands behind the words of a cue at the start of a line: "Correction (4 May): ..."."""
    words = itertools.islice(_WORD.finditer(lowered), 1 + len(phrase.rest))
    rest = lowered[max((word.end() for word in words), default=0) :].lstrip()
    return not rest[:1].isalnum()


def _build(language: Language) -> Cues:
    raw = language.table("dump/cues.toml")
    kinds = tuple(raw)
    whole: dict[str, tuple[int, ...]] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {"start": {}, "any": {}}
    unspaced: list[tuple[str, int, int]] = []
    for kind, name in enumerate(kinds):
        for cue in raw[name]["whole"]:
            key = cue.strip(TRIM) or cue
            whole[key] = tuple(dict.fromkeys((*whole.get(key, ()), kind)))
        for place, strength in (("any", ANY), ("start", START)):
            for cue in raw[name][place]:
                words = _WORD.findall(cue)
                if not words or _UNSPACED.search(cue):
                    unspaced.append((cue.strip(), kind, strength))
                else:
                    apart = raw[name].get("apart", False) and cue.endswith(":")
                    phrases[place].setdefault(words[0], []).append(Phrase(tuple(words[1:]), kind, apart))
    signs: dict[str, tuple[int, ...]] = {}
    for index, (literal, _, _) in enumerate(unspaced):
        signs[literal[0]] = (*signs.get(literal[0], ()), index)
    return Cues(
        kinds=kinds,
        whole=whole,
        start={word: tuple(each) for word, each in phrases["start"].items()},
        anywhere={word: tuple(each) for word, each in phrases["any"].items()},
        anywhere_words=frozenset(phrases["any"]),
        unspaced=tuple(unspaced),
        unspaced_signs=signs,
    )


def bare(text: str) -> str:
    """A line's words as the tables write whole lines: lower case, without numbers and signs around."""
    return _trimmed(text.lower())


def _trimmed(lowered: str) -> str:
    return lowered.replace("’", "'").strip(TRIM)
