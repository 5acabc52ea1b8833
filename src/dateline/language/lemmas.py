"""Lemmas by rule: irregular forms and endings of a language, as data.

Meant to correct a tagger's lemma where rules know better; a language without rules corrects nothing.
"""

import re
import tomllib
from typing import Any

import msgspec

from dateline.language import Language
from dateline.model import Analysis

_LONGEST_FORM = 40  # letters; longer words are no inflected words


class Lemmas:
    """One language's `lemmas.toml`.

    >>> from dateline.language import load_language
    >>> lemmas = load_lemmas(load_language("en"))
    >>> [lemmas.lemma(form, "VERB") for form in ("seized", "stopped", "carried", "shelling", "fled")]
    ['seize', 'stop', 'carry', 'shell', 'flee']
    >>> lemmas.lemma("children", "NOUN"), lemmas.lemma("attacks", "NOUN")
    ('child', 'attack')
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._irregular = {
            upos: {form: lemma for lemma, forms in table.items() for form in str(forms).split()}
            for upos, table in data.get("irregular", {}).items()
        }
        self._bases = {upos: frozenset(table) for upos, table in data.get("irregular", {}).items()}
        self._compounds = tuple((ending, lemma) for lemma, ending in data.get("compounds", {}).get("NOUN", {}).items())
        keep = data.get("keep", {})
        self._kept_compounds = frozenset(str(keep.get("compounds", "")).split())
        self._kept_nouns = frozenset(str(keep.get("nouns", "")).split())
        self._kept_endings = tuple(str(keep.get("endings", "")).split())
        verbs = data.get("endings", {}).get("VERB", {})
        self._has_verbs = bool(verbs)
        self._undouble = frozenset(str(verbs.get("undouble", "")).split())
        self._keep_double = frozenset(str(verbs.get("keep_double", "")).split())
        self._undouble_l = frozenset(str(verbs.get("undouble_l", "")).split())
        self._no_e = frozenset(str(verbs.get("no_e", "")).split())
        patterns = "|".join(f"(?:{pattern})" for pattern in verbs.get("add_e", ()))
        self._keep_eed = frozenset(str(verbs.get("keep_eed", "")).split())
        self._add_e = re.compile(f"(?:{patterns})$") if patterns else None

    def lemma(self, form: str, upos: str) -> str | None:
        """The lemma of a form as a part of speech; None where the rules do not know."""
        word = form.lower()
        if len(word) > _LONGEST_FORM:
            return None
        part = "VERB" if upos == "AUX" else upos
        irregular: str | None = self._irregular.get(part, {}).get(word)
        if irregular is not None:
            return irregular
        if word in self._bases.get(part, ()):
            return word
        if part == "VERB" and self._has_verbs:
            return self._verb(word)
        if part == "NOUN" and self._kept_endings:
            return self._noun(word)
        return None

    def _verb(self, word: str) -> str:
        if word.endswith(("ies", "ied")) and len(word) > 4:
            return f"{word[:-3]}y"
        if word.endswith("ing") and len(word) > 5 and re.search("[aeiouy]", word[:-3]):
            return self._stem(word[:-3])
        if word.endswith("eed"):
            return word if word in self._keep_eed else word[:-1]
        if word.endswith("ed") and len(word) > 3:
            return self._stem(word[:-2])
        if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-1]
        return word

    def _stem(self, stem: str) -> str:
        """What is left of "-ed" and "-ing": a doubled letter undone, an e put back."""
        last = stem[-1:]
        if len(stem) > 2 and last == stem[-2]:
            if last in self._undouble and stem not in self._keep_double:
                return stem[:-1]
            if last == "l" and stem[:-1] in self._undouble_l:
                return stem[:-1]
            return stem if last != "u" else f"{stem}e"
        if stem in self._no_e or self._add_e is None:
            return stem
        return f"{stem}e" if self._add_e.search(stem) else stem

    def _noun(self, word: str) -> str | None:
        if word not in self._kept_compounds:
            for ending, lemma in self._compounds:
                if word.endswith(ending) and len(word) > len(ending) + 1:
                    return f"{word.removesuffix(ending)}{lemma}"
        if not word.endswith("s") or word in self._kept_nouns or word.endswith(self._kept_endings) or len(word) < 4:
            return word
        if word.endswith("ies") and len(word) > 4:
            return f"{word[:-3]}y"
        if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
            return word[:-2]
        return word[:-1]


def with_lemmas(analysis: Analysis, text: str, lemmas: Lemmas) -> Analysis:
    """The analysis with verbs' and nouns' lemmas by rule, where the rules know the form."""
    tokens = list(analysis.tokens)
    for index, token in enumerate(tokens):
        if token.upos in ("VERB", "NOUN"):
            lemma = lemmas.lemma(text[token.start : token.end], token.upos)
            if lemma is not None and lemma != token.lemma:
                tokens[index] = msgspec.structs.replace(token, lemma=lemma)
    return msgspec.structs.replace(analysis, tokens=tuple(tokens))


def load_lemmas(language: Language) -> Lemmas:
    """The rules of a language, from its `lemmas.toml`; rules that know nothing where there is none."""

    def build(language: Language) -> Lemmas:
        content = language.read("lemmas.toml")
        return Lemmas(tomllib.loads(content.decode("utf-8")) if content else {})

    return language.resource("lemmas", build)
