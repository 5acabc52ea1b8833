"""Blocks that a printer ran together without a space between, taken apart.

Parsers that give a page's strings with nothing between them (`get_text()`, `textContent`) print so: the last word of
a block stands at the first of the next ("HomeNewsSport", "at noon.The mayor"). So do names of two parts ("FerrySoft"),
which stay whole where they stand in a sentence.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.language.detect import detect_language, function_words

_SMALL, _LARGE = "a-zß-öø-ÿа-яё", "A-ZÀ-ÖØ-ÞА-ЯЁ"
# A small letter at a capital one that begins a word, or the end of a sentence or of a quotation at one.
_JOINT = re.compile(
    rf"(?<=[{_SMALL}]{{3}})(?=[{_LARGE}][{_SMALL}])"
    rf"|(?<=[{_SMALL}][.!?…])(?=[“„«]?[{_LARGE}])"
    rf"|(?<=[{_SMALL}.!?][.!?…)”»])(?=[{_LARGE}][{_SMALL}])"
    rf"|(?<=[{_SMALL}]{{2}}[)’])(?=[{_LARGE}][{_SMALL}])"
    rf"|(?<=(?<![.,:\d])\d{{4}})(?=[{_LARGE}][{_SMALL}])"
)
# A straight mark between two words opens a quotation or closes one, as others before it tell.
_MARKED = re.compile(rf"(?<=[{_SMALL}.!?…])\"(?=[{_LARGE}][{_SMALL}])")
_OPENS_LOW = "„"
# Addresses and code.
_NO_WORD = re.compile(r"[/@#\\_=$|{}<>]|\(\)|\.[a-z]{2,4}\b|[a-z]\([\"'a-zA-Z0-9]|\w\.\w+\.\w")
# Pages of themselves run labels together ("HomeNews"), but rarely a sentence and the next; without sentences, so
# large a share of the words must be joints.
_SENTENCE_JOINT = re.compile(r"[.!?…][)”\"»“]?\n")
_LEAST_SENTENCES, _LEAST_SHARE = 2, 0.01
_LEAST_JOINTS, _LARGE_SHARE = 8, 0.04
# Labels of a menu: no name of a thing has so many joints in one word.
_MENU = 3
# A row with fewer joints than one in so many words, and none between sentences, is a paragraph by itself.
_FEW = 8
_LEAST_NAMED = 2
_AROUND = "\"“”„«»‘’'()[].,:;!?…"
_SAMPLE = 20_000


def is_glued(rows: Sequence[str]) -> bool:
    """Whether words of one block stand at the words of the next without a space, all over the page."""
    words = joints = sentences = menus = 0
    for row in rows:
        for word in row.split():
            words += 1
            if _is_joint(word):
                parts = _split(word)
                joints += 1
                sentences += _SENTENCE_JOINT.search(parts) is not None
                menus += parts.count("\n") >= _MENU
    sentences += menus
    between_sentences = sentences >= _LEAST_SENTENCES and joints >= _LEAST_SHARE * words
    return between_sentences or (joints >= _LEAST_JOINTS and joints >= _LARGE_SHARE * words)


def take_apart(rows: Sequence[str]) -> list[str]:
    """Rows with each block in one of its own."""
    common = function_words(detect_language("\n".join(rows)[:_SAMPLE])[0])
    names = frozenset(_names(rows, common))
    apart: list[str] = []
    for row in rows:
        joints = [word for word in row.split() if _is_joint(word)]
        if not joints and '"' not in row:
            apart.append(row)
            continue
        is_paragraph = _is_paragraph(row, joints)
        words = []
        marks = 0
        for word in row.split(" "):
            is_whole = word.strip(_AROUND) in names or (is_paragraph and not _opens_sentence(word, common))
            words.append(word if is_whole or not _is_joint(word) else _split(word, marks, low=_OPENS_LOW in row))
            marks += word.count('"')
        apart += " ".join(words).split("\n")
    return apart


def _split(word: str, marks: int = 0, *, low: bool = False) -> str:
    """A word with a line break at each joint. marks: straight quotation marks before it in its row.

    low: quotations of the row open below the line, so that the mark that opens them in other places closes them.
    """

    def at_mark(found: re.Match[str]) -> str:
        return '"\n' if (marks + word.count('"', 0, found.start())) % 2 else '\n"'

    parts = _JOINT.sub("\n", _MARKED.sub(at_mark, word))
    return parts.replace("\n“", "“\n") if low else parts


def _names(rows: Sequence[str], common: frozenset[str]) -> Iterator[str]:
    """Words that look like joints and are none: in a paragraph, before a comma, or again between small words."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        words = row.split()
        joints = [(place, word) for place, word in enumerate(words) if _is_joint(word)]
        is_paragraph = _is_paragraph(row, [word for _, word in joints])
        for place, word in joints:
            name = word.strip(_AROUND)
            if not _is_joint(name) or _opens_sentence(name, common):
                continue
            if is_paragraph or word[-1] in ",;":
                yield name
            elif 0 < place < len(words) - 1 and words[place - 1].islower() and words[place + 1].islower():
                around = found.setdefault(name, set())
                around.add((words[place - 1], words[place + 1]))
                if len(around) == _LEAST_NAMED:
                    yield name


def _is_paragraph(row: str, joints: Sequence[str]) -> bool:
    """Whether a row is a block by itself: long, with few joints, and none of them between sentences."""
    if len(joints) * _FEW > len(row.split()):
        return False
    return not any(_SENTENCE_JOINT.search(_split(word)) for word in joints)


def _opens_sentence(word: str, common: frozenset[str]) -> bool:
    """Whether what stands behind a joint is a word that opens sentences, and no part of a name."""
    parts = _split(word).split("\n")[1:]
    return any(part.strip(_AROUND).lower() in common for part in parts)


def _is_joint(word: str) -> bool:
    return (_JOINT.search(word) or _MARKED.search(word)) is not None and _NO_WORD.search(word) is None
