"""The training pages as the reader sees them: features of every block, and how much of it is in the gold body."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features, measure_blocks
from dateline.article.names.headline import find_headline
from dateline.article.names.sites import outlet_names
from dateline.article.structured import Structured, read_structured
from dateline.article.tree.markup import Markup
from dateline.article.tree.read import read_markup
from training.blocks.align import align
from training.blocks.sources import Source, source_of

SETS = ("wcxb_articles", "fundus_half")
FOLDS = 5


class TrainingPage(msgspec.Struct):
    """One page. gold: share of each block that stands in the gold body; fold: by its site, so that no site is split.

    markup, structured, names, headline, features: what the page reader knows before the model judges. source: the
    page as it can be varied.
    """

    set: str
    id: str
    site: str
    fold: int
    texts: list[str]
    body: str
    matrix: npt.NDArray[np.float32]
    mass: npt.NDArray[np.float32]
    groups: npt.NDArray[np.int64]
    gold: npt.NDArray[np.float32]
    markup: Markup
    structured: Structured
    names: list[str]
    headline: int | None
    features: Features
    source: Source


def site_of(url: str) -> str:
    """The registered domain of an address, by rule of thumb."""
    parts = urlsplit(url or "").netloc.lower().split(":")[0].split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    return ".".join(parts[-3:] if short else parts[-2:])


def fold_of(site: str) -> int:
    """The fold of a site's pages."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def training_pages(data: Path) -> list[TrainingPage]:
    """All pages of the train sets with a gold body, but for sites that the public benchmark has too."""
    public = data / "pages/test_public/article_extraction_benchmark.jsonl.gz"
    kept_out = {site_of(row["url"]) for row in rows_of(public)}
    pages = []
    for name in SETS:
        for row in rows_of(data / f"pages/train/{name}.jsonl.gz"):
            if not row["gold"].get("body") or site_of(row["url"]) in kept_out:
                continue
            markup = read_markup(row["html"])
            if not markup.blocks:
                continue
            structured = read_structured(markup)
            names = outlet_names(structured, markup)
            headline = find_headline(markup, structured, names)
            features = measure_blocks(markup, structured, headline.block)
            texts = [block.text for block in markup.blocks]
            gold = align(texts, row["gold"]["body"])
            site = site_of(row["url"])
            fold = fold_of(site)
            source = source_of(row["id"], fold, markup, gold, headline.block)
            markup.tree = None  # no longer needed, and large
            pages.append(
                TrainingPage(
                    set=name,
                    id=row["id"],
                    site=site,
                    fold=fold,
                    texts=texts,
                    body=row["gold"]["body"],
                    matrix=features.matrix,
                    mass=features.mass,
                    groups=features.groups,
                    gold=np.array(gold, np.float32),
                    markup=markup,
                    structured=structured,
                    names=names,
                    headline=headline.block,
                    features=features,
                    source=source,
                )
            )
    return pages
