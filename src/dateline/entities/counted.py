"""What a number counts, and whether it counts at all: a year, an age, an order, half a score do not."""

import re

from dateline.entities.atoms import Atom
from dateline.entities.numbers import Numbers
from dateline.entities.words import Words

_REACH = 60  # code points looked at before a number for what counts it
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
        "die",
        "died",
        "drown",
        "drowned",
        "perish",
        "perished",
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

_HARM_FOLLOWS = re.compile(r"\s(?:(?:were|was|are|is|have|has|had|been|people|more|others)\s){0,3}(\w+)")


def counted(words: Words, end: int, rules: Numbers) -> tuple[str | None, bool]:
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


def harmed_after(text: str, end: int) -> bool:
    """Whether what follows says that those counted were killed, hurt, held, ...: then they are people."""
    told = _HARM_FOLLOWS.match(text, end, end + 60)
    return told is not None and told.group(1).lower() in _HARMED


def stands_for_count(text: str, atom: Atom, of: str | None, end: int, rules: Numbers) -> bool:
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
    if harmed_after(text, end):
        return True
    if re.match(r"\s(?:were|are|had|have|more|others?|remain|died|of)\b", after):
        return True
    told = rules.counted_before.search(text[max(0, atom.start - _REACH) : atom.start])
    return atom.vague or atom.value is None or atom.value >= 1000 or told is not None


def is_no_count(text: str, atom: Atom, rules: Numbers) -> bool:
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


def is_verb(words: Words, atom: Atom) -> bool:
    """Whether a vague count is a verb here: "she scores"."""
    near = words.within(atom.start, atom.end)
    return atom.vague and len(near) == 1 and words.tokens[near.start].upos == "VERB"
