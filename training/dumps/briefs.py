"""Trains the second reading of dumps that may be of briefs; writes src/dateline/language/shared/dump/brief*.trees.

    python -m training.dumps.briefs [--data DIR] [--cross-validate]

The pages of `training.dumps.train`, each whole, with its text cut to the first one to four paragraphs, and some without
text. The first reading of each is that of trees which have not seen its domain. The same data and library versions give
the same files.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightgbm
import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.briefs import (
    NETWORK,
    TAKEN,
    TEXT,
    asked_lines,
    at_threshold,
    brief_features,
    column_names,
    counted_words,
    promises_more,
    second_chances,
    taken_words,
    text_of,
)
from dateline.article.dump.cues import load_cues
from dateline.article.dump.features import Matrix
from dateline.article.dump.lines import Line
from dateline.article.dump.model import BODY_CLASSES, context_features, counted_lines
from dateline.article.dump.network import LineNetwork, load_networks, pack_networks
from dateline.article.dump.trees import dump_trees
from training.dumps.network import LinePage, NetworkSettings, fit_network
from training.dumps.train import (
    ALONE,
    COMMON,
    Sample,
    by_folds,
    fit_body,
    fit_roles,
    printed_lines,
    printings,
    sample_of,
)

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/dateline/language/shared"
ROUNDS = 150
# Of whole pages those are learnt from of which the first reading takes fewer words.
MOST_WORDS = 600.0
# Paragraphs left of a page's text: 0 for a page without any, None for a whole one. What each counts in learning.
_TEXT_SHARE = {None: 0.3, 0: 0.3, 1: 1.0, 2: 1.0, 3: 0.7, 4: 0.5}
_TEXT_NEWS = 2.0
_MOST_KEPT, _PARAGRAPH = 4, 12
# A page is cut where at least so many paragraphs go, and where the whole is read well: else its labels are doubtful.
_LEAST_GONE, _LEAST_READ = 2, 0.8
# The text of a page that is cut begins so many lines below its headline at most.
_BELOW_HEADLINE = 30
_LEAST_LINES, _LEAST_ARTICLE = 10, 25
_HEAD = ("headline", "standfirst", "byline", "timestamp", "caption", "credit", "tags")
_TEXT = ("body", "subhead")
_BETWEEN = ("caption", "credit", "teaser", "furniture", "other")
_TEXT_TREES: dict[str, Any] = {
    **COMMON, "objective": "binary", "learning_rate": 0.1, "num_leaves": 24, "feature_fraction": 0.25,
}  # fmt: skip
_NETWORK = NetworkSettings(seed=3, words=0, passes=6, width=48)


class BriefPage(msgspec.Struct):
    """A printed page. left: paragraphs of its text that are left, None for all; number: of the page.

    by_trees: (lines, classes) the first reading; second: (lines,) the second; both by models that have not seen the
    page's domain.
    """

    sample: Sample
    left: int | None
    number: str
    by_trees: Matrix = msgspec.field(default_factory=lambda: np.zeros((0, 0), np.float32))
    second: npt.NDArray[np.float64] = msgspec.field(default_factory=lambda: np.zeros(0))

    @property
    def domain(self) -> str:
        return self.sample.domain

    @property
    def is_text(self) -> npt.NDArray[np.bool_]:
        return np.isin(self.sample.classes, BODY_CLASSES)

    @property
    def asked(self) -> npt.NDArray[np.bool_]:
        return asked_lines(self.sample.rows, self.by_trees)

    @property
    def columns(self) -> Matrix:
        """What the second reading goes by: a row for each line. Made each time: of all pages they are gigabytes."""
        sample = self.sample
        return brief_features(sample.rows, sample.likely, self.by_trees, sample.lines, load_cues())


def brief_pages(data: Path) -> Iterator[BriefPage]:
    """Every printing of every page, whole; all but those of the article alone also cut, and some without text."""
    for place, (page, domain, news, variant, number) in enumerate(printings(data)):
        lines, labels, text = printed_lines(page, variant, number)
        if variant == ALONE:
            continue
        seed, address = 16 * number + place % 16, f"{news}{number}"
        cuts: list[int | None] = [None, 1 + (number + place) % _MOST_KEPT]
        cuts += [1 + (number + place + 2) % _MOST_KEPT] if news else []
        cuts += [0] if seed % 2 else []
        for left in cuts:
            kept = range(len(lines)) if left is None else cut(lines, labels, left, seed)
            kept_lines, kept_labels = [lines[at] for at in kept], [labels[at] for at in kept]
            telling = counted_lines(kept_lines, load_cues())
            if len(telling) < (_LEAST_LINES if left is not None else 1):
                continue
            sample = sample_of(
                [kept_lines[at] for at in telling],
                [kept_labels[at] for at in telling],
                text,
                domain=domain,
                news=news,
                variant=variant,
                body="",
            )
            yield BriefPage(sample, left, f"{address} {variant}")


def cut(lines: list[Line], labels: list[str], left: int, seed: int) -> list[int]:
    """The lines of a page once its text but for the first `left` paragraphs is out; none where too little would go."""
    text = [place for place, label in enumerate(labels) if label in (*_TEXT, "standfirst")]
    if left == 0:
        # No headline either: what is left is like a page of teasers.
        titles = {line.text for line, label in zip(lines, labels) if label == "headline"}
        head = {place for place, label in enumerate(labels) if label in _HEAD or lines[place].text in titles}
        return [place for place in range(len(lines)) if place not in head and place not in set(text)]
    paragraphs = [place for place in text if labels[place] == "body" and len(lines[place].text.split()) >= _PARAGRAPH]
    if len(paragraphs) < left + _LEAST_GONE:
        return []
    last = paragraphs[left - 1]
    heads = [place for place in range(paragraphs[0]) if labels[place] == "headline"]
    if not heads or paragraphs[0] - heads[-1] > _BELOW_HEADLINE:
        return []
    gone = {place for place in text if place > last}
    if random.Random(seed).random() < 0.5:
        gone |= {place for place in range(last + 1, text[-1]) if labels[place] in _BETWEEN}
    return [place for place in range(len(lines)) if place not in gone]


def read_first(pages: list[BriefPage]) -> None:
    """Give every page the first reading's probabilities."""

    def guess_body(train: list[BriefPage], held_out: list[BriefPage]) -> None:
        model = fit_body(_whole(train))
        for page in held_out:
            page.sample.likely = model.predict(page.sample.rows, num_threads=1).astype(np.float32)

    def guess_roles(train: list[BriefPage], held_out: list[BriefPage]) -> None:
        model = fit_roles(_whole(train))
        for page in held_out:
            sample = page.sample
            rows = np.concatenate([sample.rows, context_features(sample.likely, sample.rows)], axis=1)
            page.by_trees = model.predict(rows, num_threads=1).astype(np.float32)

    by_folds(pages, guess_body)
    by_folds(pages, guess_roles)


def read_second(pages: list[BriefPage]) -> None:
    """Give every page of which the first reading takes little the second's probabilities."""

    def guess(train: list[BriefPage], held_out: list[BriefPage]) -> None:
        text, network = fit_text(train), fit_line_network(train)
        for page in held_out:
            sample = page.sample
            page.second = np.zeros(len(page.by_trees))
            if not _takes_little(page) or not page.asked.any():
                continue
            columns = page.columns
            by_text = text.predict(columns[page.asked], num_threads=1)
            page.second = second_chances(page.asked, by_text, network.scores(columns, sample.lines))

    by_folds(pages, guess)


def _whole(pages: list[BriefPage]) -> list[Sample]:
    return [page.sample for page in pages if page.left is None]


def sound(pages: list[BriefPage]) -> list[BriefPage]:
    """Pages that may be briefs; of those that are cut, the ones whose whole the first reading reads well."""
    read = {page.number: words_f1(page, text_of(page.by_trees) >= TAKEN) for page in pages if page.left is None}
    return [
        page
        for page in pages
        if page.asked.any()
        and (page.left or _takes_little(page))
        and (not page.left or read.get(page.number, 0.0) >= _LEAST_READ)
    ]


def _takes_little(page: BriefPage) -> bool:
    return taken_words(counted_words(page.sample.rows), text_of(page.by_trees)) < MOST_WORDS


def words_f1(page: BriefPage, taken: npt.NDArray[np.bool_]) -> float:
    """F1 by words of lines; on a page without text 1 where too little is taken for an article."""
    words, is_text = counted_words(page.sample.rows), page.is_text
    if not is_text.any():
        return float(words[taken].sum() < _LEAST_ARTICLE)
    return float(2 * words[taken & is_text].sum() / max(1e-9, words[taken].sum() + words[is_text].sum()))


def fit_text(pages: list[BriefPage]) -> Any:
    """The trees of the second reading."""
    weights, labels, columns = [], [], []
    for page in sound(pages):
        columns.append(page.columns[page.asked])
        weights.append((_weights(page) * 100 * (_TEXT_NEWS if page.sample.news else 1))[page.asked])
        labels.append(page.is_text[page.asked].astype(np.int64))
    dataset = lightgbm.Dataset(np.concatenate(columns), label=np.concatenate(labels), weight=np.concatenate(weights))
    return lightgbm.train(_TEXT_TREES, dataset, ROUNDS)


def fit_line_network(pages: list[BriefPage]) -> LineNetwork:
    """The network of the second reading, as it is read back from the file."""
    learnt = [
        LinePage(page.columns, page.sample.lines, page.sample.classes, _weights(page).astype(np.float32))
        for page in sound(pages)
    ]
    return load_networks(pack_networks([fit_network(learnt, _NETWORK)]))[0]


def _weights(page: BriefPage) -> npt.NDArray[np.float32]:
    words = np.minimum(np.expm1(page.sample.rows[:, 0]), 80) + 4
    return np.asarray(words / words.sum() * _TEXT_SHARE[page.left], np.float32)


def cross_validate(pages: list[BriefPage]) -> None:
    """By paragraphs left: pages, and F1 by words of the first reading's trees, of the second and of the chosen one."""
    for left in (None, 0, 1, 2, 3, 4):
        scores = []
        for page in (each for each in pages if each.left == left):
            words, first = counted_words(page.sample.rows), text_of(page.by_trees)
            second = at_threshold(page.second, words)
            asked = taken_words(words, first) < MOST_WORDS and page.asked.any()
            chosen = second if asked and promises_more(words, first, second) else first
            scores.append([words_f1(page, each >= TAKEN) for each in (first, second, chosen)])
        print(left, len(scores), *(f"{mean:.4f}" for mean in np.mean(scores, axis=0)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.dumps.briefs", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared/data")))
    parser.add_argument("--cross-validate", action="store_true", help="measure on held-out domains; write nothing")
    options = parser.parse_args()
    if not (options.data / "pages/train").is_dir():
        print(f"no pages at {options.data}: set DATELINE_DATA or give --data", file=sys.stderr)
        return 2
    start = time.monotonic()
    pages = list(brief_pages(options.data))
    print(f"{len(pages)} printed pages, {time.monotonic() - start:.0f} s", flush=True)
    read_first(pages)
    print(f"first reading guessed, {time.monotonic() - start:.0f} s", flush=True)
    if options.cross_validate:
        read_second(pages)
        cross_validate(pages)
        return 0
    text = fit_text(pages)
    (TARGET / TEXT).write_bytes(dump_trees(column_names(load_cues()), 1, text.dump_model()["tree_info"]))
    (TARGET / NETWORK).write_bytes(pack_networks([fit_line_network(pages)]))
    print(f"written to {TARGET}, {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
