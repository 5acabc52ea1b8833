"""An article's tags from the lines that print them, also where they run together in one line."""

import re

from dateline.article.dump.wording import load_tag_labels

_LABEL = re.compile(r"\A[^\W\d_][^:：]{1,40}[:：]\s*")
_SEPARATORS = re.compile(r"\s*[,;|•·/#،、\t]\s*|\s{2,}")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ0-9])(?=[A-ZÀ-ÖØ-Þ])")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LONGEST_TAG = 60
_LONGEST_LINE = 400
_MOST_WORDS = 5
_ENOUGH = 0.5


def split_tags(lines: list[str], body: str) -> tuple[str, ...]:
    """Tags in the order printed, without copies. body: the article's text, which settles where one tag ends.

    A line of one tag is a tag. In a line without separators, words that stand together in the body are one tag;
    a line of which the body knows less than half is left whole where it is short, and dropped where it is long.

    >>> split_tags(["Tags: Sallo, Ferries"], "")
    ('Sallo', 'Ferries')
    >>> split_tags(["Port Sallo Ana Ferrol Ferries"], "Ana Ferrol of Port Sallo said the Ferries would run.")
    ('Port Sallo', 'Ana Ferrol', 'Ferries')
    """
    labels = load_tag_labels()
    tags: dict[str, str] = {}
    for number, line in enumerate(lines):
        text = line[:_LONGEST_LINE]
        label = _LABEL.match(text)
        if label:
            text = text[label.end() :]
        elif len(lines) > 1 and number == 0 and text.rstrip(":").casefold() in labels:
            continue
        for tag in _split_line(text.strip(), body):
            if 1 < len(tag) <= _LONGEST_TAG and tag.casefold() not in labels:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def _split_line(text: str, body: str) -> list[str]:
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if len(pieces) > 1:
        return [tag for piece in pieces for tag in _split_glued(piece, body)]
    words = text.split()
    glued = _split_glued(text, body)
    if len(glued) > 1:
        return glued
    if len(words) < 3:
        return [text] if text else []
    return _split_by_body(words, body) or ([text] if len(words) <= 4 else [])


def _split_glued(text: str, body: str) -> list[str]:
    """Tags printed with nothing between them ("SalloFerries"), where the body does not write them so."""
    pieces = _GLUED.split(text)
    if len(pieces) < 2:
        return [text]
    joined: list[str] = [pieces[0]]
    for piece in pieces[1:]:
        # "McDonald", "iPhone": the body writes the two in one.
        tail, head = joined[-1].split(" ")[-1], piece.split(" ")[0]
        if tail + head in body or len(tail) <= 2:
            joined[-1] += piece
        else:
            joined.append(piece)
    return [piece.strip() for piece in joined]


def _split_by_body(words: list[str], body: str) -> list[str]:
    folded = " ".join(["", *_WORD.findall(body.casefold()), ""])
    tags: list[str] = []
    known = at = 0
    loose: list[str] = []
    while at < len(words):
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            if f" {' '.join(words[at:end]).casefold()} " in folded:
                if loose:
                    tags.append(" ".join(loose))
                    loose = []
                tags.append(" ".join(words[at:end]))
                known += end - at
                at = end
                break
        else:
            loose.append(words[at])
            at += 1
    if loose:
        tags.append(" ".join(loose))
    return tags if known >= _ENOUGH * len(words) else []
