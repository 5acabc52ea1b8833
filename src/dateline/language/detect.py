"""Which language a text is in: by its script, its letters and its function words.

A small hand-written table decides among some sixty languages (docs/adr/0011-language-detection.md). The score is
naive Bayes over function words, whose share of running text follows from their rank, and over the letters a
language adds to its script; so it can tell how sure it is, and short text gives no answer.
"""

import functools
import math
import re
import string
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from dateline.language import Language, shared_data

_SAMPLE = 3000
# Vowel signs of Indic scripts are no letters to Python.
WORD = re.compile(r"[^\W\d_]+(?:(?:[\u0900-\u0dff]|['’](?=[^\W\d_]))[^\W\d_]*)*")
# Signs about words, of which none stands in one.
_AROUND = '.,;:!?"“”„«»()[]–—…'
_ASCII = bytes(range(128))
_PLAIN_LETTERS = string.ascii_letters.encode()
# A function word of rank r has about this share of running text (Zipf with a flat head), and any other word of
# another language the floor.
_SHARE = 0.11
_FLAT_HEAD = 1.6
_FLOOR = 0.0009
_LETTER_KNOWN = math.log(0.012)
_LETTER_STRANGE = math.log(0.0012)
# Words of one text hang together, so their evidence counts for less than independent draws would.
_TEMPER = 0.7
_MIN_CONFIDENCE = 0.6
# One function word of a language and none of another gives a little less than this.
_GUESS_CONFIDENCE = 0.25
# Running text has 20 to 45 % of words from these lists (5 to 10 % in Turkic and Finnic languages, which have letters
# of their own instead); far fewer means that it is in a language the table does not have.
_ENOUGH_WORDS = 40
_LEAST_KNOWN = 0.1
_OWN_LETTERS = 0.03
_COMMON_LETTERS = {
    "LATIN": frozenset("abcdefghijklmnopqrstuvwxyz"),
    "CYRILLIC": frozenset("абвгдежзийклмнопрстуфхцчшьюя"),
}


# For each word the places of the languages that use it, with how much likelier it makes them.
Users = dict[str, tuple[tuple[int, float], ...]]
# What known words speak for each language, how many are of each, how many words are known, and of how many.
Scores = tuple[list[float], list[int], int, int]


class _Script(msgspec.Struct, frozen=True):
    """The languages of one script."""

    codes: tuple[str, ...]
    letters: tuple[frozenset[str], ...]
    words: Users


class _Table(msgspec.Struct, frozen=True):
    alone: dict[str, str]
    by_script: dict[str, _Script]


def scorer_plainly(words: Users, places: int) -> Callable[[str], Scores]:
    """What tells how much a text's words, in lower case, speak for each of so many languages.

    >>> scorer_plainly({"the": ((0, 2.0),), "de": ((1, 1.5),)}, 2)("The quay, the pier")
    ([4.0, 0.0], [2, 0], 2, 4)
    """

    def score(text: str) -> Scores:
        found = split_words(text.lower())
        scores, used, known = [0.0] * places, [0] * places, 0
        for word, count in Counter(filter(words.__contains__, found)).items():
            known += count
            bounded = min(count, 12)  # a name that looks like a function word may stand in a text many times
            for place, gain in words[word]:
                scores[place] += bounded * gain
                used[place] += count
        return scores, used, known, len(found)

    return score


def part_plainly(text: str) -> tuple[int, str]:
    """How many plain Latin letters a text has, and its letters that are not ASCII, in order.

    >>> part_plainly("Überfahrt – 8 Uhr")
    (11, 'Ü')
    """
    encoded = text.encode("utf-8", "surrogatepass")
    plain = len(encoded) - len(encoded.translate(None, _PLAIN_LETTERS))
    if text.isascii():
        return plain, ""
    return plain, "".join(filter(str.isalpha, encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")))


class Counts(NamedTuple):
    """What counts a text's words and letters: as above, or what was built to do the same in less time."""

    scorer: Callable[[Users, int], Callable[[str], Scores]]
    part: Callable[[str], tuple[int, str]]


PLAIN = Counts(scorer_plainly, part_plainly)


def detect_language(text: str, *, counts: Counts = PLAIN) -> tuple[str | None, float]:
    """The BCP 47 code of a text's language and how sure that is, 0 to 1; None where the text does not tell.

    Only the first 3000 characters are looked at. Norwegian is "no", Serbo-Croatian in Latin letters "hr".

    >>> detect_language("The mayor said that the bridge would be closed for two weeks.")[0]
    'en'
    >>> detect_language("Der Bürgermeister sagte, dass die Brücke für zwei Wochen gesperrt wird.")[0]
    'de'
    >>> detect_language("2024")
    (None, 0.0)
    """
    sample = text[:_SAMPLE]
    plain, others = counts.part(sample)
    script, share = _main_script(plain, others)
    if script is None:
        return None, 0.0
    table = shared_data().resource("detect", _read_table)
    if script in {"HAN", "KANA"}:
        return ("ja" if script == "KANA" else "zh"), share
    if script in table.alone:
        return table.alone[script], share
    languages = table.by_script.get(script)
    if languages is None:
        return None, 0.0
    # Where plain letters are the common ones, only others need to be counted: few in Latin script.
    code, confidence = _best(languages, script, sample, others if script == "LATIN" else sample, share, counts)
    return (code if confidence >= _MIN_CONFIDENCE else None), confidence


def language_to_read_in(text: str) -> str | None:
    """The language to read a text in where nothing tells which it is: the likeliest, however unsure.

    Meant for the few words of a headline or a single sentence, which `detect_language` rightly leaves open; a text
    of forty words and more that tells nothing is None. What is likeliest by the script alone is in
    detect/likeliest.toml.

    >>> language_to_read_in("Gunmen killed three soldiers.")
    'en'
    """
    code, _ = detect_language(text)
    if code is not None:
        return code
    sample = text[:_SAMPLE]
    script, share = _main_script(*part_plainly(sample))
    if script is None or len(WORD.findall(sample)) >= _ENOUGH_WORDS:
        return None
    languages = shared_data().resource("detect", _read_table).by_script.get(script)
    code, confidence = _best(languages, script, sample, sample, share, PLAIN) if languages else (None, 0.0)
    if code is not None and confidence >= _GUESS_CONFIDENCE:
        return code
    return shared_data().resource("detect-likeliest", _read_likeliest).get(script)


def function_words(code: str | None) -> frozenset[str]:
    """The function words of a language; of all languages with their commonest twenty where it is unknown."""
    known = shared_data().resource("detect-words", _read_words)
    return known.get(code or "", known[""])


def _best(
    languages: _Script, script: str, sample: str, signs: str, share: float, counts: Counts
) -> tuple[str | None, float]:
    """The likeliest language of a text in this script. signs: the text, or all of it that tells letters apart."""
    scores, used, known, total = _scorer(script, counts)(sample.replace("’", "'"))
    letters = _telling_letters(signs, script) if signs else {}
    evidence = known + sum(letters.values())
    if not evidence:
        return None, 0.0
    if letters:
        weights = [
            (letter, min(count, 8) * _LETTER_KNOWN, min(count, 8) * _LETTER_STRANGE)
            for letter, count in letters.items()
        ]
        in_none = sum([strange for _, _, strange in weights])
        for place, own in enumerate(languages.letters):
            scores[place] += (
                in_none
                if own.isdisjoint(letters)
                else sum([known if letter in own else strange for letter, known, strange in weights])
            )
    top = max(scores)
    best = scores.index(top)
    # One or two known words may stand in a text of another language altogether.
    confidence = min(1.0, share + 0.1) * (1 - 0.5**evidence)
    confidence = round(confidence / sum([math.exp(_TEMPER * (score - top)) for score in scores]), 3)
    if total >= _ENOUGH_WORDS and used[best] < _LEAST_KNOWN * total:
        own_letters = sum([count for letter, count in letters.items() if letter in languages.letters[best]])
        if own_letters < _OWN_LETTERS * len(sample):
            return None, min(confidence, 0.1)  # in a language that the table does not have
    return languages.codes[best], confidence


def _telling_letters(signs: str, script: str) -> dict[str, int]:
    """How often each letter stands in a text that is not common to the languages of its script."""
    common = _COMMON_LETTERS.get(script, frozenset())
    counted = Counter(signs.lower()).items()
    return {letter: count for letter, count in counted if letter not in common and letter.isalpha()}


@functools.cache
def _scorer(script: str, counts: Counts) -> Callable[[str], Scores]:
    languages = shared_data().resource("detect", _read_table).by_script[script]
    return counts.scorer(languages.words, len(languages.codes))


def split_words(text: str) -> list[str]:
    """The words of a text, as WORD finds them: most are told by white space and the signs about them, for half as much.

    >>> split_words("The pilot's boat (three of 12) sank.")
    ['The', "pilot's", 'boat', 'three', 'of', 'sank']
    """
    words = []
    for word in text.split():
        if not word.isalpha():
            word = word.strip(_AROUND)
            if not word.isalpha():
                words += WORD.findall(word)
                continue
        words.append(word)
    return words


@functools.lru_cache(maxsize=8192)
def _script_of(letter: str) -> str:
    name = unicodedata.name(letter, "")
    first = name.split(" ", 1)[0].split("-", 1)[0]
    if first in {"HIRAGANA", "KATAKANA"}:
        return "KANA"
    return "HAN" if first == "CJK" else first


def _main_script(plain: int, others: str) -> tuple[str | None, float]:
    """The script of most letters, and its share; Han with kana counts as Japanese, an ideograph for three letters.

    plain: how many letters are plain Latin ones. others: all other letters, mostly few.
    """
    counts = {"LATIN": plain} if plain else {}
    for letter, count in Counter(others).items() if others else ():
        script = _script_of(letter)
        worth = 3 if script in {"HAN", "KANA"} else 2 if script == "HANGUL" else 1
        counts[script] = counts.get(script, 0) + count * worth
    if counts.get("KANA", 0) > 0.08 * counts.get("HAN", 0):
        counts["KANA"] += counts.pop("HAN", 0)
    total = sum(counts.values())
    if total < 3:
        return None, 0.0
    script, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return script, round(count / total, 3)


def _read_likeliest(language: Language) -> dict[str, str]:
    likeliest: dict[str, str] = tomllib.loads((language.read("detect/likeliest.toml") or b"").decode("utf-8"))
    return likeliest


def _read_table(language: Language) -> _Table:
    raw = tomllib.loads((language.read("detect/languages.toml") or b"").decode("utf-8"))
    alone = raw.pop("alone", {})
    return _Table(alone=alone, by_script={script: _script(entries) for script, entries in raw.items()})


def _script(entries: dict[str, dict[str, str]]) -> _Script:
    words: dict[str, list[tuple[int, float]]] = {}
    for place, entry in enumerate(entries.values()):
        for word, share in _shares(entry["words"].split()).items():
            words.setdefault(word, []).append((place, math.log(share / _FLOOR)))
    return _Script(
        codes=tuple(entries),
        letters=tuple(frozenset(entry["letters"]) for entry in entries.values()),
        words={word: tuple(users) for word, users in words.items()},
    )


def _shares(words: list[str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for rank, word in enumerate(words):
        shares.setdefault(word, max(_FLOOR * 2, _SHARE / (rank + _FLAT_HEAD) ** 0.9))
    return shares


def _read_words(language: Language) -> dict[str, frozenset[str]]:
    raw = tomllib.loads((language.read("detect/languages.toml") or b"").decode("utf-8"))
    raw.pop("alone", None)
    lists = {code: entry["words"].split() for entries in raw.values() for code, entry in entries.items()}
    words = {code: frozenset(each) for code, each in lists.items()}
    words[""] = frozenset(word for each in lists.values() for word in each[:20])
    return words
