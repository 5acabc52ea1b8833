"""Trains the trees that put the pieces of a block together and writes src/dateline/language/shared/dump/pieces.trees.

    python -m training.dumps.pieces [--data DIR] [--cross-validate]

Pages of train/wcxb_articles and train/fundus_half are printed string by string, with and without the white space
around each, as parsers do where they are asked for a page's text; a row goes on the one above where both stand in
the same block. The same pages printed a line a block teach that in other dumps no row does.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightgbm
import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.trees import dump_trees
from dateline.article.dump.unprint.pieces import FEATURES, LEAST, MODEL, piece_features
from training.dumps.print_page import print_page
from training.dumps.printers import lay_out, print_strings
from training.dumps.train import COMMON, FOLDS, domain_of, read_pages

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/dateline/language/shared"
ROUNDS = 120
_WAYS = ("spaced", "stripped", "plain", "laid out", "alts", "blank", "laid out")
_SETTINGS = {
    **COMMON, "objective": "binary", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
}  # fmt: skip


class PiecePage(msgspec.Struct):
    """A printed page. rows: (n, features); goes_on: for each row, whether it goes on the one above."""

    domain: str
    way: str
    rows: npt.NDArray[np.float32]
    goes_on: npt.NDArray[np.int64]


def samples(data: Path) -> Iterator[PiecePage]:
    unseen = {
        domain_of(page["url"]) for page in read_pages(data / "pages/test_public/article_extraction_benchmark.jsonl.gz")
    }
    for name in ("fundus_half", "wcxb_articles"):
        for number, page in enumerate(read_pages(data / f"pages/train/{name}.jsonl.gz")):
            domain = domain_of(page["url"])
            if domain in unseen:
                continue
            ways = _WAYS if name == "fundus_half" else (_WAYS[number % 2], _WAYS[2 + number % 5])
            for way in dict.fromkeys(ways):
                if way in ("spaced", "stripped"):
                    rows, goes_on = print_strings(page["html"], strip=way == "stripped")
                else:
                    whole = way == "laid out"
                    rows = lay_out(page["html"], number) if whole else print_page(page["html"], way, seed=number)
                    goes_on = [False for row in rows if row.strip()]
                if len(goes_on) > 3:
                    yield PiecePage(domain, way, piece_features(rows), np.array(goes_on, np.int64))


def fit(pages: list[PiecePage]) -> Any:
    weights = np.concatenate([np.full(len(page.goes_on), 100 / len(page.goes_on) ** 0.5) for page in pages])
    dataset = lightgbm.Dataset(
        np.concatenate([page.rows for page in pages]),
        label=np.concatenate([page.goes_on for page in pages]),
        weight=weights,
    )
    return lightgbm.train(_SETTINGS, dataset, ROUNDS)


def cross_validate(pages: list[PiecePage]) -> None:
    """Precision and recall of joins on held-out domains, by the way of printing."""
    domains = sorted({page.domain for page in pages})
    np.random.RandomState(0).shuffle(domains)
    fold_of = {domain: place % FOLDS for place, domain in enumerate(domains)}
    counts: dict[tuple[str, float], list[int]] = {}
    for fold in range(FOLDS):
        model = fit([page for page in pages if fold_of[page.domain] != fold])
        for page in pages:
            if fold_of[page.domain] == fold:
                chances = model.predict(page.rows, num_threads=1)
                for least in (0.4, 0.5, LEAST, 0.7, 0.8):
                    found = chances > least
                    count = counts.setdefault((page.way, least), [0, 0, 0, 0])
                    right = int((found & (page.goes_on == 1)).sum())
                    for place, more in enumerate((right, int(found.sum()), int(page.goes_on.sum()), len(found))):
                        count[place] += more
    for (way, least), (right, given, wanted, whole) in sorted(counts.items()):
        print(
            f"{way:<9} above {least}: precision {right / max(1, given):.3f} recall {right / max(1, wanted):.3f}; "
            f"{given} joins of {wanted} in {whole} rows"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.dumps.pieces", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared/data")))
    parser.add_argument("--cross-validate", action="store_true", help="measure on held-out domains; write nothing")
    options = parser.parse_args()
    if not (options.data / "pages/train").is_dir():
        print(f"no pages at {options.data}: set DATELINE_DATA or give --data", file=sys.stderr)
        return 2
    pages = list(samples(options.data))
    print(f"{len(pages)} printed pages, {sum(len(page.goes_on) for page in pages)} rows")
    if options.cross_validate:
        cross_validate(pages)
        return 0
    (TARGET / MODEL).write_bytes(dump_trees(FEATURES, 1, fit(pages).dump_model()["tree_info"]))
    print(f"written to {TARGET / MODEL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
