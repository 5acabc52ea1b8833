"""Briefs: pages whose article is cut to its first paragraphs, read back, as HTML and as text dumps, peers beside us.

No set has many short articles with a gold, and the fewer words an article has, the more of a page is something else. So
pages of dev/trafilatura_eval that Dateline reads well (no snippet wrong, body confidence of at least .9) are cut to the
first one, two and three paragraphs of that reading; whatever else was on the page stays. The gold is what is left of
the reading; with no paragraph left, the page is to be told to be no article. Which pages are cut favours Dateline, what
stands beside the text does not: it is as each site printed it. Body by the public benchmark's metric, and for how many
pages the kind is right.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from training.blocks.align import align
from training.blocks.cuts import LENGTHS, first_paragraphs, shorten
from training.blocks.sources import source_of
from training.blocks.tree import print_tree
from training.dumps.print_page import print_page

from bench.quality.peers.pages import PEERS, outputs
from bench.quality.report import Row, interval
from bench.quality.shingles import body_scores, shingle_match
from bench.quality.stages.dumps import best_span, c4_lines, read_body
from bench.quality.stages.pages import body_of, installed, read_page_article, snippet_counts
from dateline.article.tree.read import read_markup

STAGE = "briefs"
SET = "trafilatura_eval"
FILE = "pages/dev/trafilatura_eval.jsonl.gz"
_CONFIDENT = 0.9
# So many more paragraphs than are kept, so that something is cut.
_LEAST_CUT = 2
_PARAGRAPH = 20
_IN = 0.5
_MOST_LEFT = 0.1


class Cut(msgspec.Struct):
    """A page cut to a few paragraphs. page: as the sets have them, with its gold body."""

    length: int
    page: dict[str, Any]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    path = data / FILE
    if not path.is_file():
        return [Row(STAGE, SET, "dateline", "body f1", None, note=f"absent: {FILE}")]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines][:limit]
    cuts = [cut for page in pages for cut in _cuts(page)]
    rows: list[Row] = []
    for length in LENGTHS:
        chosen = [cut.page for cut in cuts if cut.length == length]
        if chosen:
            rows += _html_rows(f"{SET}, {length} of its paragraphs", chosen)
            rows += _dump_rows(f"{SET}, {length} of its paragraphs, as text", chosen)
    return rows + _emptied_rows([cut.page for cut in cuts if not cut.length])


def _cuts(page: dict[str, Any]) -> Iterator[Cut]:
    """A page that is read well, cut to each of the lengths that leave out enough of it."""
    article = read_page_article(page)
    body = body_of(article)
    wrong = snippet_counts([page], [body])[0]
    if article.kind != "article" or article.confidence.get("body", 0.0) < _CONFIDENT or wrong.fp or wrong.fn:
        return
    markup = read_markup(page["html"])
    texts = [block.text for block in markup.blocks]
    shares = align(texts, body)
    source = source_of(page["id"], 0, markup, shares, None)
    paragraphs = sum(share >= _IN and len(text.split()) >= _PARAGRAPH for text, share in zip(texts, shares))
    for length in (0, *LENGTHS):
        if paragraphs >= length + _LEAST_CUT:
            gold = first_paragraphs(texts, shares, length)
            html = print_tree(shorten(source, length))
            gone = {text for text, share in zip(texts, shares) if share >= _IN} - set(gold.split("\n"))
            left = sum(block.text in gone for block in read_markup(html).blocks)
            # A page that prints its text twice, or in parts that cannot be taken out, is not cut.
            if left <= _MOST_LEFT * len(gone):
                # Peers' outputs are kept by this name: another reading may cut the same page elsewhere.
                name = f"{page['id']} {hashlib.sha256(html.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
                yield Cut(length, {**page, "id": name, "html": html, "gold": {"body": gold}})


def _html_rows(name: str, pages: list[dict[str, Any]]) -> list[Row]:
    golds = [page["gold"]["body"] for page in pages]
    articles = [read_page_article(page) for page in pages]
    rows = _scores(name, "dateline", golds, [body_of(each) for each in articles])
    told = sum(each.kind == "article" for each in articles) / len(articles)
    rows.append(Row(STAGE, name, "dateline", "kind accuracy", told, n=len(pages)))
    for system, peer in installed(PEERS, name, pages):
        if peer is None:
            rows.append(Row(STAGE, name, system, "body f1", None, note="not installed, or slow on a large set"))
            continue
        rows += _scores(name, system, golds, [each.body for each in outputs(peer, name, pages)])
    return rows


def _emptied_rows(pages: list[dict[str, Any]]) -> list[Row]:
    """How many of the pages whose text was taken out are told to be no article."""
    if not pages:
        return []
    told = sum(read_page_article(page).kind != "article" for page in pages) / len(pages)
    return [Row(STAGE, f"{SET}, none of its paragraphs", "dateline", "kind accuracy", told, n=len(pages))]


def _dump_rows(name: str, pages: list[dict[str, Any]]) -> list[Row]:
    golds = [page["gold"]["body"] for page in pages]
    dumps = ["\n".join(print_page(page["html"])) for page in pages]
    rows: list[Row] = []
    for system, reader in (("dateline", read_body), ("C4 line rules", c4_lines), ("best span of words-12", best_span)):
        rows += _scores(name, system, golds, [reader(dump) for dump in dumps])
    return rows


def _scores(name: str, system: str, golds: list[str], bodies: list[str]) -> list[Row]:
    matches = [shingle_match(gold, body) for gold, body in zip(golds, bodies)]
    scores = body_scores(matches)
    low, high = interval(matches, lambda drawn: body_scores(drawn)["f1"])
    return [
        Row(STAGE, name, system, "body f1", scores["f1"], low=low, high=high, n=len(matches)),
        *(Row(STAGE, name, system, f"body {each}", scores[each], n=len(matches)) for each in ("precision", "recall")),
    ]
