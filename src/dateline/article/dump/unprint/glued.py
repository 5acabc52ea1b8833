"""Blocks that a printer ran together without a space between, taken apart.

Parsers that give a page's strings with nothing between them (`get_text()`, `textContent`) print so: the last word of
a block stands at the first of the next ("HomeNewsSport", "at noon.The mayor").
"""

import re
from collections.abc import Sequence

# A small letter at a capital one that begins a word, or the end of a sentence or of a quotation at one.
_JOINT = re.compile(
    r"(?<=[a-zß-öø-ÿа-яё]{3})(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё])"
    r"|(?<=[a-zß-öø-ÿа-яё][.!?…])(?=[\"“„«]?[A-ZÀ-ÖØ-ÞА-ЯЁ])"
    r"|(?<=[a-zß-öø-ÿа-яё.!?][.!?…)”\"»])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё])"
    r"|(?<=[a-zß-öø-ÿа-яё]{2}[)’])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё])"
    r"|(?<=(?<![.,:\d])\d{4})(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё])"
)
_ADDRESS = re.compile(r"[/@#\\]|\.[a-z]{2,4}\b")
# Pages of themselves run labels together ("HomeNews"), but rarely a sentence and the next; without sentences, so
# large a share of the words must be joints.
_SENTENCE_JOINT = re.compile(r"[.!?…][)”\"»]?\n")
_LEAST_SENTENCES, _LEAST_SHARE = 2, 0.01
_LEAST_JOINTS, _LARGE_SHARE = 8, 0.04
# Labels of a menu: no name of a thing has so many joints in one word.
_MENU = 3


def is_glued(rows: Sequence[str]) -> bool:
    """Whether words of one block stand at the words of the next without a space, all over the page."""
    words = joints = sentences = menus = 0
    for row in rows:
        for word in row.split():
            words += 1
            if _is_joint(word):
                parts = _JOINT.sub("\n", word)
                joints += 1
                sentences += _SENTENCE_JOINT.search(parts) is not None
                menus += parts.count("\n") >= _MENU
    sentences += menus
    between_sentences = sentences >= _LEAST_SENTENCES and joints >= _LEAST_SHARE * words
    return between_sentences or (joints >= _LEAST_JOINTS and joints >= _LARGE_SHARE * words)


def take_apart(rows: Sequence[str]) -> list[str]:
    """Rows with each block in one of its own."""
    apart: list[str] = []
    for row in rows:
        words = [_JOINT.sub("\n", word) if _is_joint(word) else word for word in row.split(" ")]
        apart += " ".join(words).split("\n")
    return apart


def _is_joint(word: str) -> bool:
    return _JOINT.search(word) is not None and _ADDRESS.search(word) is None
