"""Train the model of furniture and write it, with its card, into the shared language data.

    python -m training.roles [--threads N] [--meta-lines-only]

Needs CatBoost and scikit-learn (training only), the train pages under DATELINE_DATA and the roles that readers gave
their blocks (bench/quality/gold_roles). Takes some minutes. The same pages, labels and versions give the same file.
"""

import argparse
import os
from importlib.metadata import version
from pathlib import Path

import numpy as np
from bench.quality.report import Counts, total

from dateline.article.learned.features import feature_names
from dateline.article.learned.furniture import FURNITURE, KEPT, pack, prefers_model
from dateline.article.learned.furniture_words import pack_words
from training.roles.learn import OPTIONS, Floats, fit, out_of_fold
from training.roles.meta_lines import OPTIONS as META_LINES
from training.roles.meta_lines import fit_meta_lines, meta_line_figures, meta_lines_out_of_fold
from training.roles.pages import RolePage, role_pages
from training.roles.words import fit_words, words_out_of_fold

_HOME = Path(__file__).parents[2] / "src/dateline/language/shared/article"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.roles", description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--meta-lines-only", action="store_true", help="leave the model of furniture as it is")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    pages = role_pages(data)
    print(f"{len(pages)} pages, {sum(len(page.ruled) for page in pages)} blocks", flush=True)
    _write_meta_lines(pages, arguments.threads)
    if arguments.meta_lines_only:
        return
    trees = out_of_fold(pages, arguments.threads)
    judged = words_out_of_fold(pages, trees)
    figures = [
        _figures(pages, None, "rules alone"),
        _figures(pages, trees, "with the trees, out of fold"),
        _figures(pages, judged, "with the trees and the words, out of fold"),
    ]
    each = _by_role(pages, judged)
    print("\n".join([*figures, *each]), flush=True)
    content = pack(fit(pages, arguments.threads), feature_names())
    words = pack_words(fit_words(pages))
    (_HOME / "furniture.npz").write_bytes(content)
    (_HOME / "furniture_words.npz").write_bytes(words)
    (_HOME / "furniture.md").write_text(_card(pages, figures, each, len(content), len(words)), encoding="utf-8")


def _write_meta_lines(pages: list[RolePage], threads: int) -> None:
    figures = meta_line_figures(pages, meta_lines_out_of_fold(pages, threads))
    print("\n".join(figures), flush=True)
    content = pack(fit_meta_lines(pages, threads), feature_names())
    (_HOME / "meta_lines.npz").write_bytes(content)
    told = "\n".join(f"- {line}" for line in figures)
    lines = sum(len(page.asked) for page in pages)
    (_HOME / "meta_lines.md").write_text(
        f"""# Lines that tell who wrote or when

Where the reader leaves a line about the headline or the text to furniture ({lines} lines of {len(pages)} pages), these
{META_LINES["iterations"]} boosted oblivious trees (depth {META_LINES["depth"]}, all roles at once) say whether it is a
byline or a time (`dateline.article.roles.meta_lines`). {len(content)} bytes.

Made by `python -m training.roles` (with --meta-lines-only, this alone) with CatBoost {version("catboost")}, seed 1.
Trained on the pages, and the labels, of the model of furniture (its card names them and their licences). The leaves
hold none of the pages' text.

On pages of sites that the trees did not see, where both readers agree (the block model did see these pages):

{told}

Limits: mostly news and blogs, mostly English and German.
""",
        encoding="utf-8",
    )


def settled(page: RolePage, judged: Floats | None) -> list[str]:
    """The roles as the reader gives them: the rules', or the model's where that is preferred."""
    if judged is None:
        return list(page.ruled)
    best, sure = judged.argmax(axis=1).tolist(), judged.max(axis=1).tolist()
    return [
        FURNITURE[place] if not named and prefers_model(role, FURNITURE[place], chance, plain=plain) else role
        for role, place, chance, plain, named in zip(page.ruled, best, sure, page.plain, page.named)
    ]


def _figures(pages: list[RolePage], judged: list[Floats] | None, name: str) -> str:
    by_page = []
    for index, page in enumerate(pages):
        ours = settled(page, judged[index] if judged else None)
        told = [(gold, role) for gold, role in zip(page.first, ours) if gold]
        by_page.append(sum(gold == role for gold, role in told) / max(len(told), 1))
    return f"{name}: role accuracy {np.mean(by_page):.4f} (mean over {len(pages)} pages, first pass)"


def _by_role(pages: list[RolePage], judged: list[Floats]) -> list[str]:
    lines = []
    for role in (*FURNITURE, *sorted(KEPT)):
        counts = []
        for page, chances in zip(pages, judged):
            told = [(gold, ours) for gold, ours in zip(page.first, settled(page, chances)) if gold]
            both = sum(gold == ours == role for gold, ours in told)
            given, wanted = sum(ours == role for _, ours in told), sum(gold == role for gold, _ in told)
            counts.append(Counts(both, given - both, wanted - both))
        whole = total(counts)
        lines.append(
            f"{role}: precision {whole.precision:.3f}, recall {whole.recall:.3f}, f1 {whole.f1:.3f}, "
            f"{int(whole.tp + whole.fn)} blocks"
        )
    return lines


def _card(pages: list[RolePage], figures: list[str], each: list[str], size: int, words: int) -> str:
    twice = sum(any(page.second) for page in pages)
    listed, by_role = ("\n".join(f"- {line}" for line in lines) for lines in (figures, each))
    return f"""# The model of furniture

Tells which furniture a block is ({", ".join(FURNITURE)}), once rules have settled what is the article's own.
{OPTIONS["iterations"]} boosted oblivious trees (depth {OPTIONS["depth"]}, all roles at once) over the block model's
features, the body probability and the rules' roles of the block, its neighbours and its siblings, {size} bytes; and a
linear model ({words} bytes) over the words of the block, its heading, its neighbours and its class attributes, as far
as they stand on pages of four sites or more. Evaluated with numpy alone (`dateline.article.learned.furniture` and
`furniture_words`).

Made by `python -m training.roles` with CatBoost {version("catboost")}, scikit-learn {version("scikit-learn")}, seed
1, three folds by site.

Trained on {len(pages)} pages of the train sets (WCXB articles and half of the news pages saved with fundus), whose
blocks were read and labelled one by one, {twice} of them twice and independently; labels: bench/quality/gold_roles,
which holds hashes and roles and no text. The weights hold single words and none of the pages' sentences.

Figures on pages of sites that the model did not see (the body model did see these pages, so that body, subhead and list
are in sample):

{listed}

By role, out of fold:

{by_role}

Limits: mostly news and blogs, mostly English; forums and shops are none of its business.
"""


if __name__ == "__main__":
    main()
