"""Train the model of date lines and write it, with its card, into the shared language data.

    python -m training.dates [--threads N]

Needs CatBoost (training only) and the train pages under DATELINE_DATA. Takes about two minutes. The same pages and
versions give the same file.
"""

import argparse
import os
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.learned.blocks import Forest, forest_arrays, pack_arrays, vote
from dateline.article.publication.date_lines import LIKELY, NAMES
from training.blocks.learn import as_forest
from training.dates.pages import FOLDS, DatedPage, dated_pages

_HOME = Path(__file__).parents[2] / "src/dateline/language/shared/article"
Floats = npt.NDArray[np.float32]
OPTIONS: dict[str, Any] = {"iterations": 120, "depth": 4, "learning_rate": 0.1, "l2_leaf_reg": 8, "border_count": 32}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.dates", description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    pages = list(dated_pages(data))
    figures = [
        f"{len(pages)} readings, {sum(len(page.lines) for page in pages)} lines",
        *_out_of_fold(pages, arguments.threads),
    ]
    print("\n".join(figures), flush=True)
    content = pack_arrays(NAMES, forest_arrays(fit(pages, arguments.threads)))
    (_HOME / "date_lines.npz").write_bytes(content)
    (_HOME / "date_lines.md").write_text(_card(figures, len(content)), encoding="utf-8")


def fit(pages: list[DatedPage], threads: int) -> Forest:
    """A forest that tells lines of the page's day from others; each page weighs by the root of its lines."""
    rows = np.concatenate([_rows(page) for page in pages])
    gold = np.array([_is_day(page, place) for page in pages for place in range(len(page.lines))])
    weights = np.concatenate([np.full(len(page.lines), len(page.lines) ** -0.5) for page in pages])
    model = CatBoostClassifier(**OPTIONS, thread_count=threads, random_seed=1, verbose=0, allow_writing_files=False)
    model.fit(rows, gold.astype(int), sample_weight=weights / weights.mean())
    return as_forest(model, int(OPTIONS["depth"]))


def _rows(page: DatedPage) -> Floats:
    return np.array([line.measures for line in page.lines], np.float32)


def _is_day(page: DatedPage, place: int) -> bool:
    told = page.lines[place].told
    return page.day in (told.day, told.other_order)


def _out_of_fold(pages: list[DatedPage], threads: int) -> list[str]:
    """How often the likeliest line is of the day, by how likely it is."""
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        forest = fit([page for page in pages if page.fold != fold], threads)
        for page in pages:
            if page.fold == fold:
                chances = vote(forest, _rows(page))
                best = int(chances.argmax())
                told.append((float(chances[best]), page.lines[best].told.day == page.day))
    bounds = (0.0, 0.2, 0.35, 0.5, LIKELY, 0.8, 0.9, 1.01)
    return [
        f"likeliest line at {low:.2f} to {high:.2f}: {sum(right for right in within)} right of {len(within)}"
        for low, high in pairwise(bounds)
        if (within := [right for chance, right in told if low <= chance < high])
    ]


def _card(figures: list[str], size: int) -> str:
    listed = "\n".join(f"- {line}" for line in figures)
    return f"""# The model of date lines

Tells of each short line that prints a date how likely that is the day when the page was published:
{OPTIONS["iterations"]} boosted oblivious trees of depth {OPTIONS["depth"]} over {len(NAMES)} measures of a line
(`dateline.article.publication.date_lines`). Asked only where metadata, bylines, time lines, address and opening tell no
day. {size} bytes.

Made by `python -m training.dates` with CatBoost {version("catboost")}, seed 1.

Trained on the article pages of the web content extraction benchmark (WCXB) and half of the news pages saved with
fundus, with the dates given for them, each as it stands and without metadata for machines; pages of sites that the
public article-extraction benchmark also has are left out. The weights hold none of their text.

By five folds of sites, of all pages and not only of those on which it would be asked:

{listed}

Limits: mostly English and German pages; lines that say they tell of a change are not asked.
"""


if __name__ == "__main__":
    main()
