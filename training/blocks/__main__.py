"""Train the block model and write it, with its card, into the shared language data.

    python -m training.blocks [--threads N] [--confidence-only]

Needs CatBoost (training only) and the train pages under DATELINE_DATA. Takes about a quarter of an hour on two cores.
The same pages and versions give the same file. The probabilities of pages whose site the model did not see also give
the weights of the body's confidence; --confidence-only fits these anew and leaves the block model as it is.
"""

import argparse
import os
from importlib.metadata import version
from pathlib import Path

from bench.quality.shingles import body_scores, shingle_match

from dateline.article.features import feature_names
from dateline.article.model import pack
from training.blocks.confidence import fit_confidence
from training.blocks.learn import FIRST, SECOND, Floats, fit, out_of_fold, second_columns
from training.blocks.pages import SETS, TrainingPage, training_pages

_HOME = Path(__file__).parents[2] / "src/dateline/language/shared/article"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.blocks", description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--confidence-only", action="store_true")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    pages = training_pages(data)
    print(f"{len(pages)} pages, {sum(len(page.texts) for page in pages)} blocks", flush=True)
    matrices = [page.matrix for page in pages]
    judged = out_of_fold(pages, matrices, FIRST, arguments.threads)
    columns = second_columns(pages, judged)
    final = out_of_fold(pages, columns, SECOND, arguments.threads)
    figures = _figures(pages, judged, "first stage") + _figures(pages, final, "both stages")
    print("\n".join(figures), flush=True)
    weights, reliability = fit_confidence(pages, final)
    print("\n".join(reliability), flush=True)
    (_HOME / "confidence.toml").write_text(weights, encoding="utf-8")
    if arguments.confidence_only:
        return
    first = fit(pages, matrices, FIRST, arguments.threads)
    second = fit(pages, columns, SECOND, arguments.threads)
    data_file = pack(first, second, tuple(feature_names()))
    (_HOME / "blocks.npz").write_bytes(data_file)
    (_HOME / "blocks.md").write_text(_card(pages, figures, reliability, len(data_file)), encoding="utf-8")


def _figures(pages: list[TrainingPage], judged: list[Floats], name: str) -> list[str]:
    lines = []
    for each in SETS:
        matches = [
            shingle_match(page.body, "\n".join(text for text, value in zip(page.texts, values) if value >= 0.5))
            for page, values in zip(pages, judged)
            if page.set == each
        ]
        scores = body_scores(matches)
        told = ", ".join(f"{key} {value:.4f}" for key, value in scores.items())
        lines.append(f"{name}, {each} ({len(matches)} pages), out of fold: {told}")
    return lines


def _card(pages: list[TrainingPage], figures: list[str], reliability: list[str], size: int) -> str:
    counts = ", ".join(f"{name}: {sum(page.set == name for page in pages)}" for name in SETS)
    listed = "\n".join(f"- {line}" for line in figures)
    told = "\n".join(f"- {line}" for line in reliability)
    return f"""# The block model

Tells for each visible block of a page how likely it is the article's text. Two stages of boosted oblivious trees
({FIRST["iterations"]} and {SECOND["iterations"]}, depth {FIRST["depth"]}) over {len(feature_names())} features a block
(`dateline.article.features`); the second stage sees the first one's judgement of neighbours and siblings. {size} bytes;
evaluated with numpy alone (`dateline.article.model`).

Made by `python -m training.blocks` with CatBoost {version("catboost")}, seed 1, five folds by site.

Trained on (pages): {counts}. Article pages of the web content extraction benchmark
(WCXB) and half of the news pages saved with fundus, with the bodies given for them; the weights hold none of their
text. Pages of sites that the public article-extraction benchmark also has are left out.
Labels: a block is body where at least half of its four-word shingles stand in the gold body.

Figures by the article-extraction benchmark's metric, on pages of sites that the model did not see:

{listed}

The body's confidence (`confidence.toml`, `dateline.article.confidence`) is the probability that a body's F1 is at least
0.9, a logistic model over measures of the whole page, fitted on the same unseen judgements; reliability by five folds
of sites:

{told}

Limits: mostly English pages, and German among the others; index pages, forums and shops are none of its business;
a page's second article is often taken for part of the first.
"""


if __name__ == "__main__":
    main()
