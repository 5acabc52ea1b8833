"""Pages of the train sets as the event stage sees them."""

import functools
import gzip
import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.article import read_article
from dateline.claims import find_claims
from dateline.entities import find_mentions
from dateline.events.find import find_drafts, scene_of
from dateline.events.learned.worth import page_signs, report_signs
from dateline.events.scene import Draft, Scene
from dateline.language import load_language
from dateline.model import Article, Page
from dateline.reading.read import tagged_spans
from dateline.times import find_times

SETS = {"f": "fundus_half", "w": "wcxb_articles"}


class Judged(msgspec.Struct, frozen=True):
    """One report in the making and the signs of it."""

    page: str
    article: Article
    draft: Draft
    signs: tuple[str, ...]


def read_reports(
    texts: Iterable[tuple[str, Callable[[], Article]]], cache: Path | None = None, *, by_rule: bool
) -> Iterator[tuple[str, Scene, list[Judged]]]:
    """Name of each text that is an article, and every draft of it. texts: names ("w/0017", "g/GUM_news_x"), readers.

    by_rule: as read by a tagger that has no event heads. cache: a folder where what the tagger and the stages before
    events found is kept between runs of one version.
    """
    for page, read in texts:
        scene = scene_with(page, read, cache, by_rule=by_rule)
        if scene is None:
            continue
        drafts = find_drafts(scene)
        told = page_signs(scene) if drafts else ()
        yield page, scene, [Judged(page, scene.article, d, (*told, *report_signs(scene, d))) for d in drafts]


def gum_rows(data: Path, wanted: set[str] | None) -> Iterator[tuple[str, Callable[[], Article]]]:
    """Documents of GUM as text, a line to a sentence's paragraph; the title is the headline."""
    for file in sorted((data / "language" / "train" / "gum" / "dep").glob("*.conllu")):
        if wanted is None or f"g/{file.stem}" in wanted:
            yield f"g/{file.stem}", functools.partial(_document, file)


def _document(file: Path) -> Article:
    published = None
    paragraphs: list[list[str]] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# meta::dateCreated = "):
            published = line.partition(" = ")[2]
        elif line == "# newpar" or line.startswith("# newpar ="):
            paragraphs.append([])
        elif line.startswith("# text = "):
            _last(paragraphs).append(line.partition(" = ")[2])
    content = "\n\n".join(" ".join(each) for each in paragraphs if each).encode()
    page = Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8")
    return read_article(page, kind="article", published=published)


def _last(paragraphs: list[list[str]]) -> list[str]:
    if not paragraphs:
        paragraphs.append([])
    return paragraphs[-1]


def _page(row: dict[str, Any]) -> Article:
    content = row["html"].encode("utf-8", "replace")
    return read_article(
        Page(id=Page.identify(content), content=content, media_type="text/html", charset="utf-8", url=row["url"])
    )


def page_rows(data: Path, wanted: set[str] | None) -> Iterator[tuple[str, Callable[[], Article]]]:
    """Name and reader of each saved page of the train sets. wanted: only these."""
    for short, name in SETS.items():
        with gzip.open(data / "pages" / "train" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                page = f"{short}/{row['id']}"
                if wanted is None or page in wanted:
                    yield page, functools.partial(_page, row)


def scene_with(
    page: str,
    read: Callable[[], Article],
    cache: Path | None,
    *,
    by_rule: bool = False,
) -> Scene | None:
    """A text as the event stage sees it; None where there is no article.

    by_rule: as read by a tagger that has no event heads.
    cache: a folder where the text and what the stages before events found is kept between runs of one version.
    """
    english = load_language("en")
    kept = cache / f"{page.replace('/', '_')}.pickle" if cache is not None else None
    if kept is not None and kept.is_file():
        article, found = pickle.loads(kept.read_bytes())
    else:
        article, found = read(), None
        if article.kind == "article" and article.text:
            spans = tagged_spans(article)
            analysis = english.tagger.tag(article.text, spans)
            mentions = find_mentions(article, analysis, english)
            times = find_times(article, analysis, english)
            found = (analysis, mentions, times, find_claims(article, analysis, mentions, times, english))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps((article, found)))
    if found is None:
        return None
    analysis, mentions, times, claims = found
    if by_rule:
        analysis = msgspec.structs.replace(analysis, events=(), has_events=False)
    return scene_of(article, analysis, mentions, times, claims, english)
