"""Roles of every visible block, against pages of the train sets read block by block: furniture has no public gold.

`gold_roles/pages.jsonl` holds no text: per page the set, its id, a short hash of each block's text in order, and the
roles of two independent passes as runs ([role, how many blocks]; an empty list where a page was read once). Blocks are
found again by their hashes, in order; how many are is said, since another cutting of the page moves them.

Rows: agreement of the passes (accuracy, Cohen's kappa); ours against the first pass, and against the blocks on which
both passes agree, per role and as a macro-average over roles with at least 30 blocks. The body model, that of
furniture and that of lines that tell who wrote or when were trained on these pages: their cards (`furniture.md`,
`meta_lines.md`) give figures out of fold.
"""

import difflib
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.quality.report import Counts, Row, interval, total
from dateline.article import read_article
from dateline.model import Page

STAGE = "roles"
GOLD = Path(__file__).parents[1] / "gold_roles" / "pages.jsonl"
_LEAST = 30
_HASH = 8


class LabelledPage(msgspec.Struct, frozen=True):
    """One page of the gold. hashes: its blocks in order. first, second: a role for each block; second may be empty."""

    set: str
    page: str
    hashes: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


class Judged(msgspec.Struct, frozen=True):
    """One page measured. pairs: (gold, ours) of the blocks found again; agreed: of those on which both passes agree."""

    blocks: int
    pairs: tuple[tuple[str, str], ...]
    agreed: tuple[tuple[str, str], ...]


def hash_of(text: str) -> str:
    """The short hash by which a block is found again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def read_labelled(file: Path = GOLD) -> list[LabelledPage]:
    """The gold pages; none where there is no file."""
    if not file.is_file():
        return []
    return [_labelled(json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def _labelled(row: dict[str, Any]) -> LabelledPage:
    hashes = tuple(row["blocks"][at : at + _HASH] for at in range(0, len(row["blocks"]), _HASH))
    return LabelledPage(row["set"], row["page"], hashes, _spread(row["first"]), _spread(row["second"]))


def _spread(runs: list[list[Any]]) -> tuple[str, ...]:
    return tuple(role for role, count in runs for _ in range(count))


def judge(labelled: LabelledPage, html: str, url: str | None) -> Judged:
    """Our roles of one page beside the gold's."""
    content = html.encode("utf-8", "surrogatepass")
    page = Page(id=labelled.page, content=content, media_type="text/html", charset="utf-8", url=url)
    blocks = read_article(page).blocks
    ours = [hash_of(block.text) for block in blocks]
    pairs, agreed = [], []
    matcher = difflib.SequenceMatcher(None, labelled.hashes, ours, autojunk=False)
    for here, there, size in matcher.get_matching_blocks():
        for step in range(size):
            gold = labelled.first[here + step]
            pairs.append((gold, blocks[there + step].role))
            if labelled.second and labelled.second[here + step] == gold:
                agreed.append(pairs[-1])
    return Judged(len(labelled.hashes), tuple(pairs), tuple(agreed))


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Rows for agreement and for ours; a note where gold or pages are absent."""
    labelled = read_labelled()[:limit]
    if not labelled:
        return [Row(STAGE, "train pages", "dateline", "role accuracy", None, note="gold_roles/pages.jsonl is absent")]
    judged = list(_judged(labelled, data))
    if not judged:
        return [Row(STAGE, "train pages", "dateline", "role accuracy", None, note="data absent")]
    found = sum(len(each.pairs) for each in judged) / sum(each.blocks for each in judged)
    rows = _agreement(labelled)
    rows.append(Row(STAGE, "train pages", "dateline", "blocks found again", found, n=len(judged)))
    rows += _against("train pages, first pass", [each.pairs for each in judged])
    rows += _against("train pages, both passes", [each.agreed for each in judged if each.agreed])
    return rows


def _judged(labelled: list[LabelledPage], data: Path) -> Iterator[Judged]:
    for name in sorted({each.set for each in labelled}):
        file = data / f"pages/train/{name}.jsonl.gz"
        if not file.is_file():
            continue
        wanted = {each.page: each for each in labelled if each.set == name}
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in wanted:
                    yield judge(wanted[row["id"]], row["html"], row["url"])


def _agreement(labelled: list[LabelledPage]) -> list[Row]:
    twice = [each for each in labelled if each.second]
    if not twice:
        return []
    pages = [tuple(zip(each.first, each.second)) for each in twice]
    low, high = interval(pages, _accuracy)
    n = len(twice)
    return [
        Row(STAGE, "train pages", "second pass", "role accuracy", _accuracy(pages), low=low, high=high, n=n),
        Row(
            STAGE, "train pages", "second pass", "Cohen's kappa", _kappa([pair for page in pages for pair in page]), n=n
        ),
    ]


def _against(name: str, pages: Sequence[tuple[tuple[str, str], ...]]) -> list[Row]:
    if not pages:
        return []
    low, high = interval(pages, _accuracy)
    rows = [Row(STAGE, name, "dateline", "role accuracy", _accuracy(pages), low=low, high=high, n=len(pages))]
    counts = Counter(gold for page in pages for gold, _ in page)
    scores = {role: total([_counts(role, page) for page in pages]) for role in counts}
    common = [role for role, count in counts.items() if count >= _LEAST]
    macro = sum(scores[role].f1 for role in common) / max(len(common), 1)
    rows.append(Row(STAGE, name, "dateline", "macro f1", macro, n=len(common)))
    for role in sorted(common, key=lambda role: -counts[role]):
        score = scores[role]
        told = f"precision {score.precision:.3f}, recall {score.recall:.3f}"
        rows.append(Row(STAGE, name, "dateline", f"{role} f1", score.f1, n=counts[role], note=told))
    return rows


def _counts(role: str, page: Sequence[tuple[str, str]]) -> Counts:
    both = sum(gold == ours == role for gold, ours in page)
    return Counts(both, sum(ours == role for _, ours in page) - both, sum(gold == role for gold, _ in page) - both)


def _accuracy(pages: Sequence[tuple[tuple[str, str], ...]]) -> float:
    """The mean over pages, so that a page with a thousand menu items counts once."""
    return sum(sum(a == b for a, b in page) / len(page) for page in pages if page) / max(len(pages), 1)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance over all blocks (Cohen 1960)."""
    seen = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[role] * right[role] for role in left) / len(pairs) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0
