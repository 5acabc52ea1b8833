"""Event mentions read by hand, without text: `training/labels/event_mentions.tsv`.

A row for each paragraph that was read: the page; the first eight hex digits of the SHA-256 of the paragraph's text
(UTF-8); up to which of its code points it was read; its mentions, or "-". A mention is
`start-end:telling:TYPE:roles`, in code points of the paragraph. Telling: n where the sentence tells the event, r where
it only refers back to one. Roles: `a12-20` who did it, `t30-34` to whom it was done or whom it befell, `w40-51` the
other thing acted on; joined by commas, empty where the sentence names none.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).parents[1] / "labels" / "event_mentions.tsv"
Role = Literal["actor", "to", "what"]
ROLES: tuple[Role, ...] = ("actor", "to", "what")
_LETTERS: dict[str, Role] = {"a": "actor", "t": "to", "w": "what"}
Range = tuple[int, int]
_PARTS = 4


class MentionLabel(msgspec.Struct, frozen=True):
    """One mention; all offsets count in its paragraph."""

    trigger: Range
    new: bool
    type: str
    roles: tuple[tuple[Role, Range], ...]


class ParagraphLabel(msgspec.Struct, frozen=True):
    """What was marked in a paragraph, read up to `end`."""

    page: str
    digest: str
    end: int
    mentions: tuple[MentionLabel, ...]


def digest_of(text: str) -> str:
    """Eight hex digits that tell one paragraph from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def read_labels(file: Path = FILE) -> dict[tuple[str, str], ParagraphLabel]:
    """Labels by page and paragraph."""
    found = {}
    for line in file.read_text("utf-8").splitlines():
        page, digest, end, cell = line.split("\t")
        mentions = () if cell == "-" else tuple(_mention(each) for each in cell.split())
        found[page, digest] = ParagraphLabel(page, digest, int(end), mentions)
    return found


def write_labels(labels: Iterable[ParagraphLabel], file: Path = FILE) -> None:
    """Write labels, sorted by page and paragraph."""
    lines = [
        "\t".join((each.page, each.digest, str(each.end), " ".join(map(_cell, each.mentions)) or "-"))
        for each in sorted(labels, key=lambda each: (each.page, each.digest))
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _mention(cell: str) -> MentionLabel:
    where, telling, type_, roles = cell.split(":")
    parts = tuple((_LETTERS[part[0]], _range(part[1:])) for part in roles.split(",") if part)
    return MentionLabel(_range(where), telling == "n", type_, parts)


def _cell(mention: MentionLabel) -> str:
    letters = {role: letter for letter, role in _LETTERS.items()}
    roles = ",".join(f"{letters[role]}{a}-{b}" for role, (a, b) in mention.roles)
    return f"{mention.trigger[0]}-{mention.trigger[1]}:{'n' if mention.new else 'r'}:{mention.type}:{roles}"


def _range(text: str) -> Range:
    start, _, end = text.partition("-")
    return int(start), int(end)


def is_held(page: str) -> bool:
    """Whether a page is kept back, so that reports can be weighed by what heads say of pages they did not learn from.

    A quarter of the real texts; of our own pieces none.
    """
    number = int(hashlib.sha256(f"mentions {page}".encode()).hexdigest(), 16)
    return not page.startswith("d/") and number % _PARTS == 0
