"""Trains the trees that tell which line heads a dump; writes src/dateline/language/shared/dump/heads.trees.

    python -m training.dumps.heads [--data DIR] [--cross-validate]

The pages of `training.dumps.train` in all of its printings, each read by line models that have not seen its domain:
what the trees learn from is as doubtful as what they will be asked about. The same data and library versions give the
same file.
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import lightgbm
import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.context import look_at
from dateline.article.dump.cues import load_cues
from dateline.article.dump.features import Matrix
from dateline.article.dump.heads import HEADS, head_features, head_names, may_head
from dateline.article.dump.lines import Line
from dateline.article.dump.model import CLASSES, blend, context_features, counted_lines
from dateline.article.dump.roles import find_text
from dateline.article.dump.trees import dump_trees
from training.dumps.train import (
    ALONE,
    NEWS_WEIGHT,
    Sample,
    alone,
    by_folds,
    fit_body,
    fit_networks,
    fit_roles,
    printed_lines,
    printings,
    sample_of,
)

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/dateline/language/shared"
ROUNDS = 150
_HEADS: dict[str, Any] = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 15, "min_data_in_leaf": 30, "feature_fraction": 0.3,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "verbosity": -1,
}  # fmt: skip
# Shorter titles may be printed anywhere.
_LEAST_TITLE = 8


class HeadPage(msgspec.Struct):
    """A printed page. lines, labels: of all its lines; kept: places of those that the line model sees.

    chances: (kept, classes) by models that have not seen the page's domain.
    """

    sample: Sample
    lines: list[Line]
    labels: list[str]
    kept: list[int]
    title: str
    chances: Matrix = msgspec.field(default_factory=lambda: np.zeros((0, 0), np.float32))

    @property
    def domain(self) -> str:
        return self.sample.domain


class Asked(msgspec.Struct):
    """The lines of a page that may head it. heads: which of them do."""

    domain: str
    news: bool
    rows: Matrix
    heads: npt.NDArray[np.bool_]


def head_pages(data: Path) -> list[HeadPage]:
    """Every printing of every page."""
    pages = []
    for page, domain, news, variant, number in printings(data):
        lines, labels, text = printed_lines(page, variant, number)
        kept = counted_lines(lines, load_cues())
        if not kept:
            continue
        if variant == ALONE:
            kept = alone(kept, labels, number)
        chosen, roles = [lines[place] for place in kept], [labels[place] for place in kept]
        body = page["gold"]["body"]
        sample = sample_of(chosen, roles, text, domain=domain, news=news, variant=variant, body=body)
        if variant == ALONE:
            lines, labels, kept = chosen, roles, list(range(len(kept)))
        pages.append(HeadPage(sample, lines, labels, kept, letters(page["gold"].get("title"))))
    return pages


def read_lines(pages: list[HeadPage]) -> None:
    """Give every page the line model's probabilities."""

    def guess_body(train: list[HeadPage], held_out: list[HeadPage]) -> None:
        model = fit_body([page.sample for page in train])
        for page in held_out:
            page.sample.likely = model.predict(page.sample.rows, num_threads=1).astype(np.float32)

    def guess_roles(train: list[HeadPage], held_out: list[HeadPage]) -> None:
        seen = [page.sample for page in train]
        model, networks = fit_roles(seen), fit_networks(seen)
        for page in held_out:
            sample = page.sample
            rows = np.concatenate([sample.rows, context_features(sample.likely, sample.rows)], axis=1)
            scores = [network.scores(sample.rows, sample.lines) for network in networks]
            page.chances = blend(model.predict(rows, num_threads=1), scores).astype(np.float32)

    by_folds(pages, guess_body)
    by_folds(pages, guess_roles)


def ask(page: HeadPage) -> Asked | None:
    """The lines of a page that may head its text; None where it has no text or no such lines."""
    count = len(page.lines)
    probabilities = np.zeros((count, len(CLASSES)))
    probabilities[:, 0] = 1
    probabilities[page.kept] = page.chances
    rows = np.zeros((count, page.sample.rows.shape[1]), np.float32)
    rows[page.kept] = page.sample.rows
    context = look_at(page.lines, probabilities, rows, load_cues())
    find_text(context)
    first = context.first_paragraph()
    asked = may_head(context, first) if first is not None else []
    if first is None or not asked:
        return None
    is_title = [len(page.title) > _LEAST_TITLE and letters(page.lines[place].text) == page.title for place in asked]
    heads = np.array([page.labels[place] == "headline" or title for place, title in zip(asked, is_title)])
    return Asked(page.domain, page.sample.news, head_features(context, asked, first), heads)


def letters(text: str | None) -> str:
    """A text's letters and digits in folded case."""
    return re.sub(r"\W+", "", (text or "").casefold())


def fit(pages: list[Asked]) -> Any:
    """The trees, of the pages of which a line is known to head them."""
    known = [page for page in pages if page.heads.any()]
    weights = np.concatenate([np.full(len(page.heads), NEWS_WEIGHT if page.news else 1.0) for page in known])
    labels = np.concatenate([page.heads for page in known]).astype(int)
    dataset = lightgbm.Dataset(np.concatenate([page.rows for page in known]), label=labels, weight=weights)
    return lightgbm.train(_HEADS, dataset, ROUNDS)


def cross_validate(pages: list[Asked]) -> None:
    """The share of pages whose likeliest line heads them, by the line model alone and by the trees."""
    right: dict[tuple[bool, str], list[bool]] = {}

    def visit(train: list[Asked], held_out: list[Asked]) -> None:
        model, chance = fit(train), head_names().index("c_headline")
        for page in (each for each in held_out if each.heads.any()):
            by_trees = model.predict(page.rows, num_threads=1)
            for name, chances in (("lines alone", page.rows[:, chance]), ("trees", by_trees)):
                right.setdefault((page.news, name), []).append(bool(page.heads[int(chances.argmax())]))

    by_folds(pages, visit)
    for (news, name), told in sorted(right.items()):
        print("news" if news else "web", name, len(told), f"{np.mean(told):.4f}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.dumps.heads", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared/data")))
    parser.add_argument("--cross-validate", action="store_true", help="measure on held-out domains; write nothing")
    options = parser.parse_args()
    if not (options.data / "pages/train").is_dir():
        print(f"no pages at {options.data}: set DATELINE_DATA or give --data", file=sys.stderr)
        return 2
    start = time.monotonic()
    pages = head_pages(options.data)
    read_lines(pages)
    print(f"{len(pages)} printed pages read, {time.monotonic() - start:.0f} s")
    asked = [each for each in map(ask, pages) if each is not None]
    if options.cross_validate:
        cross_validate(asked)
        return 0
    content = dump_trees(head_names(), 1, fit(asked).dump_model()["tree_info"])
    (TARGET / HEADS).write_bytes(content)
    print(f"written to {TARGET / HEADS}, {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
