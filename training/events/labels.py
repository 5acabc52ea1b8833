"""Judgements of reports, without text: where a report's words stand, and whether they are right.

Two files in `training/labels` hold a row for each judged report: `event_reports.tsv` for reports that rules alone read,
`event_verdicts.tsv` for those that event heads bear out. A row is the page; the trigger; the type; the actors,
recipients and victims as `role@span`; the verdicts, one of each judge, by a space. A span is `hash:start-end`: the
first eight hex digits of the SHA-256 of its paragraph (UTF-8), and code points in that paragraph. A report is known
again where page, trigger, type and all these spans agree; another reader's reports that differ in one of them are not
judged here.

A verdict is "right", or letters for what is wrong: x no event worth telling, t type, a or r a wrong actor or recipient,
A or R one that the sentence names and the report lacks, s standing.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.events.scene import Draft
from dateline.model import Article

_LABELS = Path(__file__).parents[1] / "labels"
FILE, BY_RULE = _LABELS / "event_verdicts.tsv", _LABELS / "event_reports.tsv"
_HEADER = ("page", "trigger", "type", "parties", "verdict")
Verdicts = tuple[str, ...]
_PARTIES = ("actor", "recipient", "victim")


class Key(msgspec.Struct, frozen=True):
    """What two reports must share to be the same one."""

    page: str
    trigger: str
    type: str
    parties: tuple[str, ...]


def key_of(page: str, article: Article, draft: Draft) -> Key:
    """The key of a draft that was read from an article."""
    trigger = draft.triggers[0]
    parties = {
        f"{argument.role}@{_span(article, argument.start, argument.end)}"
        for argument in draft.arguments
        if argument.role in _PARTIES
    }
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    return Key(page, _span(article, trigger.start, trigger.end), type_, tuple(sorted(parties)))


def _span(article: Article, start: int, end: int) -> str:
    part = next((part for part in article.parts if part.start <= start < part.end), None)
    first, last = (part.start, part.end) if part is not None else (0, len(article.text))
    digest = hashlib.sha256(article.text[first:last].encode()).hexdigest()[:8]
    return f"{digest}:{start - first}-{end - first}"


def is_right(verdict: str) -> bool:
    """Whether trigger, type, actors and recipients are right; the standing is another stage's doing."""
    return not set("" if verdict == "right" else verdict) & set("xtaArR")


def share_right(verdicts: Verdicts) -> float:
    """The share of judges who hold a report for right."""
    return sum(map(is_right, verdicts)) / len(verdicts)


def is_held_out(page: str) -> bool:
    """Whether a page was kept for the count after learning: every third of the web pages, by its name's hash."""
    return not page.startswith("g/") and int(hashlib.sha256(f"h{page}".encode()).hexdigest(), 16) % 3 == 0


def read_labels(file: Path = FILE) -> dict[Key, Verdicts]:
    """Verdicts by key."""
    found = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        page, trigger, type_, parties, verdicts = line.split("\t")
        found[Key(page, trigger, type_, tuple(parties.split()))] = tuple(verdicts.split())
    return found


def write_labels(rows: Iterable[tuple[Key, Verdicts]], file: Path = FILE) -> None:
    """Write verdicts, sorted, under a header."""
    lines = [
        "\t".join((key.page, key.trigger, key.type, " ".join(key.parties), " ".join(verdicts)))
        for key, verdicts in sorted(rows, key=lambda row: msgspec.structs.astuple(row[0]))
    ]
    file.write_text("\n".join(["\t".join(_HEADER), *lines]) + "\n", encoding="utf-8")
