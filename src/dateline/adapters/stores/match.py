"""What a person types into the search box, as a full-text query that cannot fail; and where its words stand."""

import functools
import re
import unicodedata

import msgspec

from dateline.model import Span

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+")
_MOST_TERMS = 32
_MOST_CHARACTERS = 1000
_EXCERPT = 240
_SCANNED = 200_000


class Words(msgspec.Struct, frozen=True):
    """A parsed question. groups: all must match, each by one of its phrases; excluded: phrases that must not.

    A phrase is words in order, as typed (the index folds them its own way); a trailing "*" on its last word
    marks what only begins so.
    """

    groups: tuple[tuple[tuple[str, ...], ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()

    def match(self) -> str | None:
        """The FTS5 expression of the groups, or None where there are none."""
        return _all(self.groups) if self.groups else None

    def unmatch(self) -> str | None:
        """The FTS5 expression of what is left out, or None."""
        return " OR ".join(_phrase(words) for words in self.excluded) or None


def parse_words(text: str) -> Words:
    """Read a search box: words, "phrases", -word, word*, OR. Anything typed gives a query.

    >>> parse_words('grain "port blast" -flood harb*').match()
    '("grain") AND ("port blast") AND ("harb"*)'
    """
    groups: list[list[tuple[str, ...]]] = []
    excluded: list[tuple[str, ...]] = []
    join = False
    for match in list(_TERM.finditer(text[:_MOST_CHARACTERS]))[:_MOST_TERMS]:
        minus, phrase, bare = match.groups()
        if bare == "OR" and groups:
            join = True
            continue
        negative = minus == "-" or (bare is not None and bare.startswith("-") and len(bare) > 1)
        raw = phrase if bare is None else bare
        words = tuple(_WORD.findall(raw))
        if not words:
            continue
        if raw.endswith("*"):
            words = (*words[:-1], words[-1] + "*")
        if negative:
            excluded.append(words)
        elif join:
            groups[-1].append(words)
        else:
            groups.append([words])
        join = False
    return Words(groups=tuple(tuple(group) for group in groups), excluded=tuple(excluded))


def _all(groups: tuple[tuple[tuple[str, ...], ...], ...]) -> str:
    return " AND ".join("(" + " OR ".join(_phrase(words) for words in group) + ")" for group in groups)


def _phrase(words: tuple[str, ...]) -> str:
    star = words[-1].endswith("*")
    return '"' + " ".join(words).rstrip("*") + '"' + ("*" if star else "")


def fold(text: str) -> str:
    """The text without case and diacritics, code point for code point, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return _NOT_ASCII.sub(lambda match: _fold_one(match[0]), text).lower()


@functools.lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    lower = character.lower()[0]
    parts = unicodedata.normalize("NFD", lower)
    return parts[0] if all(unicodedata.combining(mark) for mark in parts[1:]) else lower


def find_words(text: str, words: Words) -> tuple[Span, ...]:
    """Where the words and phrases of a question stand in a text (its first 200,000 code points), in order."""
    phrases = [tuple(map(fold, phrase)) for group in words.groups for phrase in group]
    if not phrases:
        return ()
    tokens = list(_WORD.finditer(fold(text[:_SCANNED])))
    by_first: dict[str, list[tuple[str, ...]]] = {}
    open_ended = [phrase for phrase in phrases if len(phrase) == 1 and phrase[0].endswith("*")]
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    found: list[Span] = []
    for index, token in enumerate(tokens):
        if found and token.start() < found[-1].end:
            continue
        for phrase in [*by_first.get(token[0], ()), *open_ended]:
            stretch = tokens[index : index + len(phrase)]
            if len(stretch) == len(phrase) and all(
                each[0].startswith(word[:-1]) if word.endswith("*") else each[0] == word
                for each, word in zip(stretch, phrase)
            ):
                found.append(Span(stretch[0].start(), stretch[-1].end()))
                break
    return tuple(found)


def excerpt(text: str, matches: tuple[Span, ...], body: int = 0) -> Span:
    """The stretch of about 240 code points from `body` on that holds most matches, cut at spaces; else its first."""
    matches = tuple(match for match in matches if match.start >= body)
    if not matches:
        return _at_spaces(text, body)
    best = most = last = 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while last < len(matches) and matches[last].end <= match.start + _EXCERPT - 40:
            last += 1
        if last - first > most:
            best, most = first, last - first
    return _at_spaces(text, max(body, matches[best].start - 40))


def _at_spaces(text: str, start: int) -> Span:
    if start > 0 and not text[start - 1].isspace():
        space = text.find(" ", start, start + 30)
        start = start if space < 0 else space + 1
    end = min(len(text), start + _EXCERPT)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = end if space <= start else space
    return Span(start, end)
