"""Train the block model and write it, with its card, into the shared language data.

    python -m training.blocks [--threads N] [--confidence-only] [--wholes-only] [--briefs-only] [--proposals-only]
                              [--words-only]

Needs CatBoost (training only) and the train pages under DATELINE_DATA. Takes about half an hour on two cores.
The same pages and versions give the same file. The probabilities of pages whose site the model did not see also give
the weights of the body's confidence, the model of wholes beside the article, that of briefs and that of proposals for
the body; learned words are fitted to the pages alone. Each --NAME-only fits that anew and leaves all else as it is.
"""

import argparse
import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from bench.quality.shingles import body_scores, shingle_match

from dateline.article.body import proposals
from dateline.article.body.brief import BEYOND_BRIEF, IN_DOUBT, pack_briefs
from dateline.article.body.proposals import pack_proposals
from dateline.article.body.wholes import NAMES, OTHER, pack_wholes
from dateline.article.learned.blocks import MODELS, Forest, pack
from dateline.article.learned.features import feature_names
from dateline.article.learned.words import pack_words
from training.blocks.briefs import BEYOND, BLOCKS, Fitted, fit_all, fit_briefs
from training.blocks.confidence import fit_confidence
from training.blocks.cuts import LENGTHS
from training.blocks.learn import FIRST, SECOND, SHALLOW, Floats, fit, fold_forests, out_of_fold, second_columns
from training.blocks.pages import SETS, TrainingPage, training_pages
from training.blocks.proposals import OPTIONS as PROPOSALS
from training.blocks.proposals import Judged, Pair, fit_proposals, judge_proposals, proposal_figures
from training.blocks.wholes import OPTIONS, SEEDS, VARIANTS, Wholes, fit_wholes, gather_wholes
from training.blocks.wholes import reliability as reliability_of_wholes
from training.blocks.words import LEAST_SITES, fit_words

_HOME = Path(__file__).parents[2] / "src/dateline/language/shared/article"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.blocks", description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--confidence-only", action="store_true")
    parser.add_argument("--wholes-only", action="store_true")
    parser.add_argument("--briefs-only", action="store_true")
    parser.add_argument("--proposals-only", action="store_true")
    parser.add_argument("--words-only", action="store_true")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    pages = training_pages(data)
    print(f"{len(pages)} pages, {sum(len(page.texts) for page in pages)} blocks", flush=True)
    parts = ("confidence", "wholes", "briefs", "proposals", "words")
    only = {part for part in parts if getattr(arguments, f"{part}_only")}
    if not only - {"words"}:
        _write_words(pages)
    if only == {"words"}:
        return
    deep, shallow = (_judge_out_of_fold(pages, options, arguments.threads) for options in ((FIRST, SECOND), SHALLOW))
    final: list[Floats] = [((one + other) / 2).astype(np.float32) for one, other in zip(deep.judged, shallow.judged)]
    figures = [*deep.figures, *shallow.figures, *_figures(pages, final, "their mean")]
    print("\n".join(figures), flush=True)
    pairs = list(zip(deep.forests, shallow.forests))
    if not only or "wholes" in only:
        _write_wholes(gather_wholes(pages, final, pairs))
    if not only or only & {"briefs", "proposals"}:
        fitted = fit_briefs(pages, pairs, arguments.threads)
        if not only or "briefs" in only:
            _write_briefs(pages, fitted, arguments.threads)
        if not only or "proposals" in only:
            _write_proposals(pages, pairs, fitted, arguments.threads)
    if only and "confidence" not in only:
        return
    weights, reliability = fit_confidence(pages, final)
    print("\n".join(reliability), flush=True)
    (_HOME / "confidence.toml").write_text(weights, encoding="utf-8")
    if only:
        return
    sizes = []
    for name, options, columns in zip(MODELS, ((FIRST, SECOND), SHALLOW), (deep.columns, shallow.columns)):
        first = fit(pages, [page.matrix for page in pages], options[0], arguments.threads)
        second = fit(pages, columns, options[1], arguments.threads)
        data_file = pack(first, second, tuple(feature_names()))
        (_HOME / f"{name}.npz").write_bytes(data_file)
        sizes.append(len(data_file))
    (_HOME / "blocks.md").write_text(_card(pages, figures, reliability, sizes), encoding="utf-8")


class _Judged(msgspec.Struct):
    """A pair of stages, out of fold: its judgements, the second stage's columns, each fold's forests, figures."""

    judged: list[Floats]
    columns: list[Floats]
    forests: list[tuple[Forest, Forest]]
    figures: list[str]


def _judge_out_of_fold(
    pages: list[TrainingPage], options: tuple[dict[str, Any], dict[str, Any]], threads: int
) -> _Judged:
    matrices = [page.matrix for page in pages]
    firsts = fold_forests(pages, matrices, options[0], threads)
    judged = out_of_fold(pages, matrices, firsts)
    columns = second_columns(pages, judged)
    seconds = fold_forests(pages, columns, options[1], threads)
    final = out_of_fold(pages, columns, seconds)
    depth = options[0]["depth"]
    figures = _figures(pages, judged, f"depth {depth}, first stage") + _figures(pages, final, f"depth {depth}, both")
    return _Judged(final, columns, list(zip(firsts, seconds)), figures)


def _write_briefs(pages: list[TrainingPage], fitted: Fitted, threads: int) -> None:
    print("\n".join(fitted.lines), flush=True)
    data_file = pack_briefs(fit_all(fitted, threads))
    (_HOME / "briefs.npz").write_bytes(data_file)
    (_HOME / "briefs.md").write_text(_briefs_card(pages, fitted.lines, len(data_file)), encoding="utf-8")


def _write_proposals(pages: list[TrainingPage], pairs: Sequence[Sequence[Pair]], fitted: Fitted, threads: int) -> None:
    judged = judge_proposals(pages, pairs, fitted)
    told = proposal_figures(judged, threads)
    print("\n".join(told), flush=True)
    data_file = pack_proposals(fit_proposals(judged, threads))
    (_HOME / "proposals.npz").write_bytes(data_file)
    (_HOME / "proposals.md").write_text(_proposals_card(pages, judged, told, len(data_file)), encoding="utf-8")


def _proposals_card(pages: list[TrainingPage], judged: list[Judged], told: list[str], size: int) -> str:
    counts = ", ".join(f"{name}: {sum(page.set == name for page in pages)}" for name in SETS)
    listed = "\n".join(f"- {line}" for line in told)
    return f"""# Proposals for the body

How much better than the body so far another proposal for it is (`dateline.article.body.proposals`):
{PROPOSALS["iterations"]} trees of depth {PROPOSALS["depth"]} over {len(proposals.NAMES)} measures of a proposal. Asked
only where the body is in doubt (confidence below {proposals.IN_DOUBT}); a proposal takes its place where the F1 is
expected to be larger by {proposals.MARGIN}. {size} bytes.

Made by `python -m training.blocks` (with --proposals-only, this alone) with CatBoost {version("catboost")}.

Trained on {sum(len(each.gain) for each in judged)} proposals for {len(judged)} pages: those of the block model (its
card names them and their licences; {counts}) as they are, cut to their first paragraphs, with something put in that
other pages of their fold hold, both, and without their text. What the models say of a page is that of trees which saw
no page of its site. The leaves hold none of the pages' text.

Out of fold, by site: F1 of the blocks that are body, by words, on the mean page; before and with these trees.

{listed}
"""


def _briefs_card(pages: list[TrainingPage], told: list[str], size: int) -> str:
    counts = ", ".join(f"{name}: {sum(page.set == name for page in pages)}" for name in SETS)
    listed = "\n".join(f"- {line}" for line in told)
    return f"""# Briefs

Where the article is a paragraph or a few and the page holds far more beside it (`dateline.article.body.brief`): a
forest of {BLOCKS["iterations"]} trees of depth {BLOCKS["depth"]} that says of each block how likely it is such a
brief's text, and {BEYOND["iterations"]} trees of depth {BEYOND["depth"]} that say of what stands farther out whether it
is another thing's. Both are asked only where the body is in doubt (confidence below {IN_DOUBT}), the second alone
decides what goes, from {BEYOND_BRIEF} on. {size} bytes.

Made by `python -m training.blocks` (with --briefs-only, these alone) with CatBoost {version("catboost")}.

Trained on the pages of the block model (its card names them and their licences; {counts}), as they are and cut to
their first {LENGTHS[0]} to {LENGTHS[-1]} paragraphs. The leaves hold none of their text.

Out of fold, by site: F1 of the blocks that are body, by words, on the mean page; before and with these forests.

{listed}
"""


def _write_words(pages: list[TrainingPage]) -> None:
    words, told = fit_words(pages)
    print("\n".join(told), flush=True)
    data_file = pack_words(words.weights, words.bias)
    (_HOME / "words.npz").write_bytes(data_file)
    (_HOME / "words.md").write_text(_words_card(pages, len(words.weights), told, len(data_file)), encoding="utf-8")


def _words_card(pages: list[TrainingPage], count: int, told: list[str], size: int) -> str:
    counts = ", ".join(f"{name}: {sum(page.set == name for page in pages)}" for name in SETS)
    listed = "\n".join(f"- {line}" for line in told)
    return f"""# Learned words

What {count:,} words say for or against a block's being the article's text: the block's own (by its length, and its
first ones), those of the heading or label above it, tags, and class, id and role words of nine elements up
(`dateline.article.learned.words`). A linear model whose log odds count half, cut off at 3, beside those of the block
model, on pages of news and on blocks that it can turn. {size} bytes.

Made by `python -m training.blocks` (with --words-only, this alone) with scipy {version("scipy")}.

Trained on the pages of the block model (its card names them; {counts}). Only words of at least {LEAST_SITES} sites;
of a text's words only those written small four times in five, so that no names are among them. The weights hold none of
the pages' text beyond these single words and pairs.

{listed}

By themselves the words are worse than the block model; what they add is in `docs/adr/0034`.
"""


def _write_wholes(wholes: list[Wholes]) -> None:
    told = reliability_of_wholes(wholes, OTHER)
    print("\n".join(told), flush=True)
    data_file = pack_wholes(fit_wholes(wholes))
    (_HOME / "wholes.npz").write_bytes(data_file)
    (_HOME / "wholes.md").write_text(_wholes_card(wholes, told, len(data_file)), encoding="utf-8")


def _wholes_card(wholes: list[Wholes], told: list[str], size: int) -> str:
    counts = [sum(len(each.gold) for each in wholes if (each.weight < 1) == varied) for varied in (False, True)]
    listed = "\n".join(f"- {line}" for line in told)
    return f"""# The model of wholes

Tells of each element beside the article that holds text found to be body whether it is another thing's: a neighbouring
article, teasers, comments. {SEEDS} times {OPTIONS["iterations"]} boosted oblivious trees of depth {OPTIONS["depth"]},
their mean, over {len(NAMES)} measures of an element (`dateline.article.body.wholes`). {size} bytes.

Made by `python -m training.blocks` with CatBoost {version("catboost")}, seeds 1 to {SEEDS}.

Trained on the pages of the block model (its card names them), {counts[0]} elements, and on {VARIANTS} variants of each
page (`training.blocks.variants`: something that other pages of its fold hold is put in, or the article is split over
containers), {counts[1]} elements, with the bodies given for the pages. The weights hold none of their text.

By five folds of sites:

{listed}

Limits: what stands beside the paragraphs in the article's own element, with no element around it, is not judged; a page
that does not call itself an article is left alone.
"""


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


def _card(pages: list[TrainingPage], figures: list[str], reliability: list[str], sizes: list[int]) -> str:
    counts = ", ".join(f"{name}: {sum(page.set == name for page in pages)}" for name in SETS)
    listed = "\n".join(f"- {line}" for line in figures)
    told = "\n".join(f"- {line}" for line in reliability)
    return f"""# The block model

Tells for each visible block of a page how likely it is the article's text: the mean of two pairs of stages of boosted
oblivious trees ({FIRST["iterations"]} and {SECOND["iterations"]} of depth {FIRST["depth"]};
{SHALLOW[0]["iterations"]} and {SHALLOW[1]["iterations"]} of depth {SHALLOW[0]["depth"]}) over {len(feature_names())}
features a block (`dateline.article.learned.features`); a pair's second stage sees the first one's judgement of
neighbours and siblings. {" and ".join(map(str, sizes))} bytes; evaluated with numpy alone
(`dateline.article.learned.blocks`).

Made by `python -m training.blocks` with CatBoost {version("catboost")}, seed 1, five folds by site.

Trained on (pages): {counts}. Article pages of the web content extraction benchmark
(WCXB) and half of the news pages saved with fundus, with the bodies given for them; the weights hold none of their
text. Pages of sites that the public article-extraction benchmark also has are left out.
Labels: a block is body where at least half of its four-word shingles stand in the gold body.

Figures by the article-extraction benchmark's metric, on pages of sites that the model did not see:

{listed}

The body's confidence (`confidence.toml`, `dateline.article.learned.confidence`) is the probability that a body's F1 is
at least 0.9, a logistic model over measures of the whole page, fitted on the same unseen judgements; reliability by
five folds of sites:

{told}

Limits: mostly English pages, and German among the others; index pages, forums and shops are none of its business;
a page's second article is often taken for part of the first.
"""


if __name__ == "__main__":
    main()
