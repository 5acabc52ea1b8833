"""Trains the line model of text dumps and writes src/dateline/language/shared/dump/*.trees and lines.networks.

    python -m training.dumps.train [--data DIR] [--cross-validate]

Pages of train/wcxb_articles and train/fundus_half are printed as dumps in several variants; lines are labelled
from the gold and the names of the elements around them. Pages whose domain also occurs in the public benchmark
are left out, so that its figures are those of unseen publishers. The same data and library versions give the
same files.
"""

import argparse
import gzip
import json
import os
import pickle
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import lightgbm
import msgspec
import numpy as np
import numpy.typing as npt
from bench.quality.shingles import body_scores, shingle_match

from dateline.article.dump.cues import load_cues
from dateline.article.dump.features import Matrix, Vector, line_features
from dateline.article.dump.lines import Line, split_lines
from dateline.article.dump.model import BODY_CLASSES, CLASSES, blend, context_features, counted_lines, model_columns
from dateline.article.dump.network import LineNetwork, load_networks, pack_networks
from dateline.article.dump.trees import dump_trees
from dateline.article.dump.unprint import unprint
from dateline.language.detect import detect_language, function_words
from training.dumps.label import label_roles
from training.dumps.network import NETWORKS, LinePage, fit_network
from training.dumps.print_page import VARIANTS, print_lines, print_page
from training.dumps.printers import WAYS, print_as

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/dateline/language/shared/dump"
FOLDS = 3
BODY_ROUNDS = 140
ROLE_ROUNDS = 70
# News pages are what the model is for; the other set's are blogs and shops for the most part.
NEWS_WEIGHT = 3.0
# Of every so many pages the article is also a dump by itself, as a reader's view or an e-mail has it. (Briefs, a page
# with its text's first paragraphs alone, made everything more careful: snippets' F1 of trafilatura_eval fell by .01.)
ALONE, _ALONE_EVERY = "alone", 3
# Ways of printing, and the dump that has the same words once they are undone.
_PRINTED = ("markdown", "strings", "numbered", "glued")
_WORDS_OF = {"strings": "plain", "glued": "plain", "numbered": "plain", "markdown": "alts", ALONE: "plain"}
_BESIDE = (0, 0, 0, 1, 2, 4)
_TEXT = ("body", "subhead")
_CLASS_OF = {"ranking": "teaser", "related": "teaser"}
COMMON: dict[str, Any] = {
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}
_BODY = {**COMMON, "objective": "binary", "learning_rate": 0.1, "num_leaves": 31}
_ROLES = {**COMMON, "objective": "multiclass", "num_class": len(CLASSES), "learning_rate": 0.12, "num_leaves": 15}


class Sited(Protocol):
    """What comes from a site."""

    @property
    def domain(self) -> str:
        """Of the page it is of."""


P = TypeVar("P", bound=Sited)


class Sample(msgspec.Struct):
    """A printed page. rows: its lines' features; classes: their labels; body: gold text."""

    domain: str
    news: bool
    variant: str
    lines: list[str]
    rows: Matrix
    classes: npt.NDArray[np.int64]
    body: str
    likely: Vector = msgspec.field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def weights(self) -> Vector:
        """A page counts the same however long it is; a line by its words."""
        words = np.minimum(np.expm1(self.rows[:, 0]), 80) + 4
        return np.asarray(words / words.sum() * (100 * (NEWS_WEIGHT if self.news else 1)), np.float32)

    @property
    def even_weights(self) -> Vector:
        """The same, news no more than others: networks learn the few news pages by heart otherwise."""
        return np.asarray(self.weights / self.weights.sum(), np.float32)


def read_pages(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def domain_of(url: str | None) -> str:
    """The last two labels of the host, three where the last two are short ("co.uk")."""
    labels = (urlsplit(url or "").hostname or "").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) <= 2 else labels[-2:])


def samples(data: Path) -> Iterator[Sample]:
    for page, domain, news, variant, number in printings(data):
        sample = _sample(page, domain, news, variant, number)
        if sample is not None:
            yield sample


def printings(data: Path) -> Iterator[tuple[dict[str, Any], str, bool, str, int]]:
    """Every page in each of the variants that it is printed in: page, domain, whether it is news, variant, number."""
    unseen = {
        domain_of(page["url"]) for page in read_pages(data / "pages/test_public/article_extraction_benchmark.jsonl.gz")
    }
    for name in ("wcxb_articles", "fundus_half"):
        for number, page in enumerate(read_pages(data / f"pages/train/{name}.jsonl.gz"), 1):
            domain = domain_of(page["url"])
            if not page["gold"].get("body") or domain in unseen:
                continue
            others = [VARIANTS[1 + (number + step) % (len(VARIANTS) - 1)] for step in (0, 3)]
            variants = ["plain", "alts", *others] if name == "fundus_half" else [["plain", others[0]][number % 2]]
            variants += [] if number % _ALONE_EVERY else [ALONE]
            first = number % len(_PRINTED)
            variants += [_PRINTED[first], _PRINTED[first - 1]] if name == "fundus_half" else [_PRINTED[first]]
            for variant in dict.fromkeys(variants):
                yield page, domain, name == "fundus_half", variant, number


def _sample(page: dict[str, Any], domain: str, news: bool, variant: str, seed: int) -> Sample | None:
    lines, labels, text = printed_lines(page, variant, seed)
    kept = counted_lines(lines, load_cues())
    if not kept:
        return None
    if variant == ALONE:
        kept = alone(kept, labels, seed)
    lines, labels = [lines[place] for place in kept], [labels[place] for place in kept]
    return sample_of(lines, labels, text, domain=domain, news=news, variant=variant, body=page["gold"]["body"])


def printed_lines(page: dict[str, Any], variant: str, seed: int) -> tuple[list[Line], list[str], str]:
    """The lines of a page as printed and read back, a label for each, and the dump."""
    way = _WORDS_OF.get(variant, variant)
    printed = print_lines(page["html"], way)
    roles = label_roles([line.text for line in printed], [line.inside for line in printed], page["gold"])
    text = print_as(page["html"], variant) if variant in WAYS else "\n".join(print_page(page["html"], way, seed=seed))
    lines = split_lines(*unprint(text))
    if not lines:
        return [], [], text
    found = _roles_of(lines, [line.text for line in printed], roles)
    return lines, [_CLASS_OF.get(role, role) for role in found], text


def sample_of(
    lines: list[Line], labels: list[str], text: str, *, domain: str, news: bool, variant: str, body: str
) -> Sample:
    """What is learnt of lines that all tell something. text: the dump that they are of; body: gold text."""
    long_text = " ".join(line.text for line in lines if len(line.text) > 60)
    return Sample(
        domain=domain,
        news=news,
        variant=variant,
        lines=[line.text for line in lines],
        rows=line_features(lines, load_cues(), function_words(detect_language(long_text or text)[0])),
        classes=np.array([CLASSES.index(label) if label in CLASSES else 0 for label in labels]),
        body=body,
    )


def alone(kept: list[int], labels: list[str], seed: int) -> list[int]:
    """The lines from the headline or the text's first line to its last, with a few on either side."""
    chance = random.Random(seed)
    inside = [place for place, line in enumerate(kept) if labels[line] in ("headline", *_TEXT)]
    if not inside:
        return kept
    before, after = chance.choice(_BESIDE), chance.choice(_BESIDE)
    return kept[max(0, inside[0] - before) : inside[-1] + 1 + after]


def _roles_of(lines: list[Line], printed: list[str], roles: list[str]) -> list[str]:
    """The printed lines' roles for the lines read back, matched by how many letters went before."""
    letters = [len(re.sub(r"\W+", "", text)) for text in printed]
    ends = np.cumsum(letters)
    found: list[str] = []
    passed = 0
    for line in lines:
        size = len(re.sub(r"\W+", "", line.text))
        place = int(np.searchsorted(ends, passed + size // 2, side="right"))
        found.append(roles[min(place, len(roles) - 1)])
        passed += size
    return found


def fit(
    pages: list[Sample], rows: list[Matrix], labels: list[npt.NDArray[np.int64]], settings: dict[str, Any], rounds: int
) -> Any:
    dataset = lightgbm.Dataset(
        np.concatenate(rows), label=np.concatenate(labels), weight=np.concatenate([page.weights for page in pages])
    )
    return lightgbm.train(settings, dataset, rounds)


def fit_body(pages: list[Sample]) -> Any:
    labels = [np.isin(page.classes, BODY_CLASSES).astype(np.int64) for page in pages]
    return fit(pages, [page.rows for page in pages], labels, _BODY, BODY_ROUNDS)


def fit_roles(pages: list[Sample]) -> Any:
    rows = [np.concatenate([page.rows, context_features(page.likely, page.rows)], axis=1) for page in pages]
    return fit(pages, rows, [page.classes for page in pages], _ROLES, ROLE_ROUNDS)


def fit_networks(pages: list[Sample]) -> tuple[LineNetwork, ...]:
    """One network of each kind, as they are read back from the file."""
    learnt = [LinePage(page.rows, page.lines, page.classes, page.even_weights) for page in pages]
    return load_networks(pack_networks([fit_network(learnt, settings) for settings in NETWORKS]))


def by_folds(pages: list[P], visit: Callable[[list[P], list[P]], None]) -> None:
    """Call `visit(train, held_out)` for each fold; folds are whole domains."""
    domains = sorted({page.domain for page in pages})
    np.random.RandomState(0).shuffle(domains)
    fold_of = {domain: place % FOLDS for place, domain in enumerate(domains)}
    for fold in range(FOLDS):
        visit(
            [page for page in pages if fold_of[page.domain] != fold],
            [page for page in pages if fold_of[page.domain] == fold],
        )


def guess_body(train: list[Sample], held_out: list[Sample]) -> None:
    """Give the held-out pages the first ensemble's probabilities, so that the second learns from honest ones."""
    model = fit_body(train)
    for page in held_out:
        page.likely = model.predict(page.rows, num_threads=1).astype(np.float32)


def cross_validate(pages: list[Sample], keep: Path | None) -> None:
    found: dict[int, npt.NDArray[np.float64]] = {}

    def visit(train: list[Sample], held_out: list[Sample]) -> None:
        model, networks = fit_roles(train), fit_networks(train)
        for page in held_out:
            rows = np.concatenate([page.rows, context_features(page.likely, page.rows)], axis=1)
            scores = [network.scores(page.rows, page.lines) for network in networks]
            found[id(page)] = blend(model.predict(rows, num_threads=1), scores)

    by_folds(pages, visit)
    for news in (False, True):
        for variant in ("plain", ""):
            chosen = [page for page in pages if page.news == news and variant in (page.variant, "")]
            for least in (0.4, 0.5, 0.6):
                scores = []
                for page in chosen:
                    body = found[id(page)][:, list(BODY_CLASSES)].sum(axis=1) >= least
                    text = "\n".join(line for line, is_body in zip(page.lines, body) if is_body)
                    scores.append(shingle_match(page.body, text))
                print("news" if news else "web", variant or "all", least, len(chosen), body_scores(scores))
    guessed = np.concatenate([found[id(page)].argmax(axis=1) for page in pages])
    true = np.concatenate([page.classes for page in pages])
    for number, name in enumerate(CLASSES):
        right = int(((guessed == number) & (true == number)).sum())
        given, wanted = int((guessed == number).sum()), int((true == number).sum())
        print(f"{name:<12} precision {right / max(1, given):.3f} recall {right / max(1, wanted):.3f} of {wanted}")
    if keep is not None:
        rows = [
            (page.domain, page.news, page.variant, page.lines, page.classes, found[id(page)], page.body)
            for page in pages
        ]
        keep.write_bytes(pickle.dumps(rows))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.dumps.train", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared/data")))
    parser.add_argument("--cross-validate", action="store_true", help="measure on held-out domains; write nothing")
    parser.add_argument("--keep", type=Path, help="where to keep the held-out probabilities, for looking into")
    options = parser.parse_args()
    if not (options.data / "pages/train").is_dir():
        print(f"no pages at {options.data}: set DATELINE_DATA or give --data", file=sys.stderr)
        return 2
    start = time.monotonic()
    pages = list(samples(options.data))
    print(
        f"{len(pages)} printed pages, {sum(len(page.lines) for page in pages)} lines, {time.monotonic() - start:.0f} s"
    )
    by_folds(pages, guess_body)
    print(f"first ensemble guessed, {time.monotonic() - start:.0f} s")
    if options.cross_validate:
        cross_validate(pages, options.keep)
        return 0
    own, both = model_columns(load_cues())
    body, roles = fit_body(pages), fit_roles(pages)
    (TARGET / "body.trees").write_bytes(dump_trees(own, 1, body.dump_model()["tree_info"]))
    (TARGET / "roles.trees").write_bytes(dump_trees(both, len(CLASSES), roles.dump_model()["tree_info"]))
    (TARGET / "lines.networks").write_bytes(pack_networks(fit_networks(pages)))
    print(f"written to {TARGET}, {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
