"""Pages: body text, fields and captions, beside the readers that others use.

Body by the article-extraction benchmark's metric (bench.quality.shingles); trafilatura's own set by its own metric
of snippets that must and must not be there. Fields: title exact (case, spaces and what prints nothing aside) and its
words (letters and digits alone: golds write the quotation marks and dashes of the page, or others), the set of authors
(an opening "By" aside on either side), the same day (of publication, of the last change where none is told: peers give
one date), tags as a set; authors that are given where a gold with a title has none, and names of authors one by one
with those pages counted: a reader that finds few authors invents few. On fundus_half the same by the language of the
gold text. The model was trained on wcxb_articles and fundus_half, so that Dateline's body figures on
these are in sample here; the out-of-fold ones stand in the model's card. Slow peers are left out of the large sets,
unless their outputs are kept from before.

What counts as body, of every set alike: standfirst, body, subheads, quotations, lists and tables; no headline, byline,
caption, credit or note of correction (WCXB's gold holds most of these notes, that of its news pages does not).
readability_tests has its gold as markup, made by another reader, which counts captions and credits as text: Dateline,
to which they are roles of their own, has a second line of figures there with these counted too ("..., captions and
credits counted"); peers give one text, which is held against the same gold. Soft hyphens, which print
nothing, are taken out of the snippets and of all texts. The body's confidence is the probability that a body's F1 is at
least 0.9: its calibration error and a row a bin, where a set has bodies; where it has snippets, the share of pages with
no snippet wrong stands beside.

DATELINE_BENCH_PEERS: names of the peers to run, comma-separated; "none" for Dateline alone.
"""

import gzip
import importlib.metadata
import itertools
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from training.dumps.print_page import print_page

from bench.quality.peers.pages import DATE_PEER, PEERS, Output, Peer, are_kept, outputs
from bench.quality.report import Counts, Row, f1_rows, interval
from bench.quality.shingles import body_scores, shingle_match
from dateline.article import read_article
from dateline.language.detect import detect_language
from dateline.model import Article, Page, Role

STAGE = "pages"
_TRAINED = "trained on these pages; out of fold: the model's card"
_BODY_SETS = (
    ("article_extraction_benchmark", "pages/test_public/article_extraction_benchmark.jsonl.gz", ""),
    ("fundus_half", "pages/train/fundus_half.jsonl.gz", _TRAINED),
    ("wcxb_articles", "pages/train/wcxb_articles.jsonl.gz", _TRAINED),
    ("readability_tests", "pages/dev/readability_tests.jsonl.gz", ""),
)
_BODY_PARTS = frozenset({"standfirst", "body", "subhead", "quotation", "list", "table"})
# Roles that a set's gold counts as text beside these.
_CONVENTIONS: dict[str, tuple[Role, ...]] = {"readability_tests": ("caption", "credit")}
_GOOD = 0.9
_CONFIDENCES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
_FIELD_SETS = (
    ("fundus_half", "pages/train/fundus_half.jsonl.gz"),
    ("trafilatura_eval", "pages/dev/trafilatura_eval.jsonl.gz"),
    ("readability_tests", "pages/dev/readability_tests.jsonl.gz"),
    ("htmldate_mc2020", "pages/dev/htmldate_mc2020.jsonl.gz"),
    ("wcxb_articles", "pages/train/wcxb_articles.jsonl.gz"),
)
# Sets whose gold titles are those that pages tell machines.
_TOLD_TITLES = frozenset({"readability_tests"})
_LARGE = 300
_SOFT_HYPHEN = "\xad"
# A caption leaks where this many of its first characters stand in the body.
_CAPTION_CHARS = 60
_LEAST_CAPTION = 25
# Golds that keep the line as printed have "By" in front of the name.
_OPENING = re.compile(r"^(?:by|par|von|por)\s+")
_LEAST_BARE = 20
# Soft hyphens, spaces without width, marks of direction.
_UNPRINTED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_FEW_OF_LANGUAGE = 3

Pages = list[dict[str, Any]]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    rows: list[Row] = []
    read: dict[str, list[Article]] = {}
    for name, file, note in _BODY_SETS:
        pages = read_pages(data / file, limit)
        if not pages:
            rows.append(Row(STAGE, name, "dateline", "body f1", None, note=f"absent: {file}"))
            continue
        read[name] = [read_page_article(page) for page in pages]
        rows += _body_rows(name, pages, read[name], note)
        rows += _confidence_rows(name, pages, read[name], note)
    for name, file in _FIELD_SETS:
        pages = read_pages(data / file, limit)
        if not pages:
            rows.append(Row(STAGE, name, "dateline", "title exact", None, note=f"absent: {file}"))
            continue
        articles = read.get(name) or [read_page_article(page) for page in pages]
        if name == "trafilatura_eval":
            rows += _snippet_rows(name, pages, articles)
        rows += _field_rows(name, pages, articles)
        if name == "fundus_half":
            rows += _caption_rows(name, pages, articles)
            rows += _language_rows(name, pages, articles)
    return rows


def read_page_article(page: dict[str, Any]) -> Article:
    """Dateline's reading of one page of a set."""
    content = page["html"].encode("utf-8", "surrogatepass")
    return read_article(
        Page(id=Page.identify(content), content=content, media_type="text/html", charset="utf-8", url=page["url"])
    )


def body_of(article: Article, *, counted: Sequence[Role] = ()) -> str:
    """What the sets call an article's body, a line a block, in the page's order. counted: roles that are text too."""
    if article.kind != "article":
        return ""
    return "\n".join(block.text for block in article.blocks if block.role in _BODY_PARTS or block.role in counted)


def read_pages(path: Path, limit: int | None) -> Pages:
    """The pages of a set with their gold bodies as text; none where the file is absent."""
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    for page in pages[:limit]:
        if not page["gold"].get("body") and page["gold"].get("expected_html"):
            page["gold"]["body"] = "\n".join(print_page(page["gold"]["expected_html"]))
    return pages[:limit]


def installed(peers: Sequence[Peer], set_: str, pages: Pages) -> list[tuple[str, Peer | None]]:
    """Each peer by name with version, None where it is not installed or too slow for a large set."""
    found: list[tuple[str, Peer | None]] = []
    wanted = os.environ.get("DATELINE_BENCH_PEERS")
    for peer in peers:
        if wanted is not None and peer.name not in wanted.split(","):
            continue
        try:
            slow = peer.slow and len(pages) > _LARGE and not are_kept(peer, set_, pages)
            found.append((peer.system, None if slow else peer))
        except importlib.metadata.PackageNotFoundError:
            found.append((peer.name, None))
    return found


def _body_rows(set_: str, pages: Pages, articles: list[Article], note: str) -> list[Row]:
    golds = [page["gold"].get("body") or "" for page in pages]
    rows = _scores(set_, "dateline", golds, [body_of(article) for article in articles], note)
    counted = _CONVENTIONS.get(set_, ())
    if counted:
        bodies = [body_of(article, counted=counted) for article in articles]
        convention = f", {' and '.join(f'{role}s' for role in counted)} counted"
        rows += _scores(set_, "dateline", golds, bodies, "as this gold counts", of=convention)
    for system, peer in installed(PEERS, set_, pages):
        if peer is None:
            rows.append(Row(STAGE, set_, system, "body f1", None, note="not installed, or slow on a large set"))
            continue
        found = outputs(peer, set_, pages)
        failed = sum(each.failed for each in found)
        told = f"failed on {failed}" if failed else ""
        rows += _scores(set_, system, golds, [each.body for each in found], told)
    return rows


def _scores(set_: str, system: str, golds: list[str], bodies: list[str], note: str, *, of: str = "") -> list[Row]:
    """Rows of F1, precision, recall and exact pages. of: what the metrics' names say of the bodies at their end."""
    matches = [shingle_match(_whole(gold), _whole(body)) for gold, body in zip(golds, bodies) if gold]
    scores = body_scores(matches)
    low, high = interval(matches, lambda drawn: body_scores(drawn)["f1"])
    rows = [Row(STAGE, set_, system, f"body f1{of}", scores["f1"], low=low, high=high, n=len(matches), note=note)]
    others = ("precision", "recall", "exact")
    return [
        *rows,
        *(Row(STAGE, set_, system, f"body {name}{of}", scores[name], n=len(matches), note=note) for name in others),
    ]


def _snippet_rows(set_: str, pages: Pages, articles: list[Article]) -> list[Row]:
    ours = snippet_counts(pages, [body_of(each) for each in articles])
    rows = f1_rows(STAGE, set_, "dateline", ours, of="snippets")
    right = [counts.fp == counts.fn == 0 for counts in ours]
    told = [article.confidence.get("body", 0.0) for article in articles]
    rows += _calibration(set_, told, right, "no snippet wrong", "fitted to another measure: body f1")[1:]
    for system, peer in installed(PEERS, set_, pages):
        if peer is None:
            rows.append(Row(STAGE, set_, system, "snippets f1", None, note="not installed, or slow on a large set"))
            continue
        bodies = [each.body for each in outputs(peer, set_, pages)]
        rows += f1_rows(STAGE, set_, system, snippet_counts(pages, bodies), of="snippets")
    return rows


def snippet_counts(pages: Pages, bodies: list[str]) -> list[Counts]:
    """For each page how many of its snippets are in the body or not, as they must be or not."""
    counts = []
    for page, body in zip(pages, bodies):
        flat = _flat(body)
        wanted = [_flat(each) in flat for each in page["gold"]["with"] or ()]
        unwanted = [_flat(each) in flat for each in page["gold"]["without"] or ()]
        counts.append(Counts(sum(wanted), sum(unwanted), len(wanted) - sum(wanted)))
    return counts


def _whole(text: str) -> str:
    """A text without soft hyphens, which would count as the ends of words."""
    return text.replace(_SOFT_HYPHEN, "")


def _flat(text: str) -> str:
    return " ".join(_whole(text).split())


def _confidence_rows(set_: str, pages: Pages, articles: list[Article], note: str) -> list[Row]:
    """How the body's confidence agrees with how good the bodies are."""
    told, good = [], []
    for page, article in zip(pages, articles):
        gold = page["gold"].get("body")
        if gold and article.kind == "article":
            common, excess, missing = shingle_match(gold, body_of(article))
            told.append(article.confidence.get("body", 0.0))
            good.append(2 * common >= _GOOD * (2 * common + excess + missing) and common > 0)
    return _calibration(set_, told, good, "body f1 at least 0.9", note)


def _calibration(set_: str, told: list[float], good: list[bool], what: str, note: str) -> list[Row]:
    rows, error = [], 0.0
    for low, high in itertools.pairwise(_CONFIDENCES):
        inside = [index for index, each in enumerate(told) if low <= each < high or each == high == 1.0]
        if not inside:
            continue
        share = sum(good[index] for index in inside) / len(inside)
        mean = sum(told[index] for index in inside) / len(inside)
        error += abs(share - mean) * len(inside)
        metric = f"{what}, of confidence {low:g} to {high:g}"
        rows.append(Row(STAGE, set_, "dateline", metric, share, n=len(inside), note=f"mean confidence {mean:.3f}"))
    if not told:
        return []
    head = Row(STAGE, set_, "dateline", f"calibration error of {what}", error / len(told), n=len(told), note=note)
    return [head, *rows]


Test = Callable[[dict[str, Any], Output], bool | None]


def _field_rows(set_: str, pages: Pages, articles: list[Article]) -> list[Row]:
    rows: list[Row] = []
    if set_ in _TOLD_TITLES:
        named = [_title(page["gold"], Output(title=each.raw.get("title"))) for page, each in zip(pages, articles)]
        rows.append(_share(set_, "dateline", "title exact, as told to machines", named, note="as this gold counts"))
    systems: list[tuple[str, list[Output], tuple[str, ...]]] = [
        ("dateline", [as_output(article) for article in articles], ("title", "authors", "date", "tags", "site"))
    ]
    for system, peer in installed((*PEERS, DATE_PEER), set_, pages):
        if peer is not None and peer.fields:
            systems.append((system, outputs(peer, set_, pages), peer.fields))
    for system, found, fields in systems:
        for field, metric, test in _TESTS:
            if field not in fields:
                continue
            results = [test(page["gold"], each) for page, each in zip(pages, found)]
            known = [result for result in results if result is not None]
            if known:
                rows.append(Row(STAGE, set_, system, metric, sum(known) / len(known), n=len(known)))
        if "tags" in fields:
            counts = [_tags(page["gold"], each) for page, each in zip(pages, found) if page["gold"].get("tags")]
            rows += f1_rows(STAGE, set_, system, counts, of="tags")[-1:] if counts else []
        if "authors" in fields and any(page["gold"].get("authors") for page in pages):
            told = [(page["gold"], each) for page, each in zip(pages, found) if page["gold"].get("title")]
            rows += f1_rows(
                STAGE, set_, system, [_names(gold, each) for gold, each in told], of="authors, name by name"
            )
        rows += _invented_rows(set_, system, pages, found, fields)
    return rows


def _invented_rows(set_: str, system: str, pages: Pages, found: list[Output], fields: tuple[str, ...]) -> list[Row]:
    """How often a system names an author on a page whose gold has a title and no author."""
    bare = [each for page, each in zip(pages, found) if page["gold"].get("title") and not page["gold"].get("authors")]
    if "authors" not in fields or len(bare) < _LEAST_BARE:
        return []
    share = sum(bool(each.authors) for each in bare) / len(bare)
    return [Row(STAGE, set_, system, "authors invented", share, n=len(bare), note="lower is better")]


def _language_rows(set_: str, pages: Pages, articles: list[Article]) -> list[Row]:
    """Body, title, authors and day by the language of the gold text, beside trafilatura; rare languages as one."""
    languages = [detect_language(page["gold"]["body"][:3000])[0] or "other" for page in pages]
    counts = Counter(languages)
    groups = [each if counts[each] >= _FEW_OF_LANGUAGE else "other" for each in languages]
    systems = [("dateline", [as_output(article) for article in articles])]
    for system, peer in installed(PEERS[:1], set_, pages):
        if peer is not None:
            systems.append((system, outputs(peer, set_, pages)))
    rows: list[Row] = []
    for group in sorted(set(groups)):
        places = [place for place, each in enumerate(groups) if each == group]
        name = f"{set_}/{group}"
        for system, found in systems:
            matches = [shingle_match(pages[place]["gold"]["body"], found[place].body) for place in places]
            rows.append(Row(STAGE, name, system, "body f1", body_scores(matches)["f1"], n=len(places)))
            for _, metric, test in (_TESTS[0], *_TESTS[2:4]):
                results = [test(pages[place]["gold"], found[place]) for place in places]
                rows.append(_share(name, system, metric, results))
    return rows


def as_output(article: Article) -> Output:
    """Dateline's reading in the shape of a peer's."""
    return Output(
        body_of(article),
        article.headline,
        tuple(author.name for author in article.authors),
        (article.published or article.modified or "")[:10] or None,
        article.tags,
        article.outlet,
    )


def _title(gold: dict[str, Any], found: Output) -> bool | None:
    return same(found.title) == same(gold["title"]) if isinstance(gold.get("title"), str) else None


def _title_words(gold: dict[str, Any], found: Output) -> bool | None:
    return letters(found.title) == letters(gold["title"]) if isinstance(gold.get("title"), str) else None


def _authors(gold: dict[str, Any], found: Output) -> bool | None:
    wanted = gold.get("authors")
    if not wanted:
        return None
    return {name_of(name) for name in found.authors or ()} == wanted_names(wanted)


def _names(gold: dict[str, Any], found: Output) -> Counts:
    """Names right, too much and missing; on a page whose gold has none, each that is given is too much."""
    wanted = wanted_names(gold.get("authors") or ())
    given = {name_of(name) for name in found.authors or ()}
    return Counts(len(wanted & given), len(given - wanted), len(wanted - given))


def wanted_names(authors: Sequence[Any]) -> set[str]:
    """The names of a gold's authors, folded."""
    return {name_of(name) for each in authors for name in (each if isinstance(each, list) else [each])}


def _date(gold: dict[str, Any], found: Output) -> bool | None:
    return (found.date or "")[:10] == gold["date"][:10] if isinstance(gold.get("date"), str) else None


def _site(gold: dict[str, Any], found: Output) -> bool | None:
    return same(found.site) == same(gold["sitename"]) if gold.get("sitename") else None  # some are left empty


def _tags(gold: dict[str, Any], found: Output) -> Counts:
    listed = gold["tags"] if isinstance(gold["tags"], list) else str(gold["tags"]).split(";")
    wanted = {same(tag) for tag in listed}
    given = {same(tag) for tag in found.tags or ()}
    return Counts(len(wanted & given), len(given - wanted), len(wanted - given))


_TESTS: tuple[tuple[str, str, Test], ...] = (
    ("title", "title exact", _title),
    ("title", "title words", _title_words),
    ("authors", "authors set", _authors),
    ("date", "same day", _date),
    ("site", "site exact", _site),
)


def name_of(words: str) -> str:
    """An author's name, folded, without an opening "By"."""
    return _OPENING.sub("", same(words))


def same(words: str | None) -> str:
    """Words folded: case, spaces and what prints nothing aside."""
    return " ".join(_UNPRINTED.sub("", unicodedata.normalize("NFKC", words or "")).split()).casefold()


def letters(words: str | None) -> str:
    """The letters and digits of words, folded."""
    return "".join(_WORD.findall(same(words)))


def _caption_rows(set_: str, pages: Pages, articles: list[Article]) -> list[Row]:
    rows: list[Row] = []
    leaks = [_leaks(page, body_of(article)) for page, article in zip(pages, articles)]
    rows.append(_share(set_, "dateline", "pages where a caption leaks", leaks))
    for system, peer in installed(PEERS, set_, pages):
        if peer is not None:
            bodies = [each.body for each in outputs(peer, set_, pages)]
            leaks = [_leaks(page, body) for page, body in zip(pages, bodies)]
            rows.append(_share(set_, system, "pages where a caption leaks", leaks))
    returned: list[bool | None] = []
    credited: list[bool | None] = []
    for page, article in zip(pages, articles):
        given = [same(image.caption) for image in article.images if image.caption]
        credits = " | ".join(same(image.credit) for image in article.images if image.credit)
        for image in page["gold"].get("images") or ():
            caption = same(image.get("caption"))
            if len(caption) >= _LEAST_CAPTION and caption in same(" ".join(page["html"].split())):
                returned.append(any(caption[:_CAPTION_CHARS] in each or each in caption for each in given))
            if image.get("authors"):
                credited.append(all(same(name) in credits for name in image["authors"]))
    rows.append(_share(set_, "dateline", "captions returned", returned))
    rows.append(_share(set_, "dateline", "credits returned", credited))
    return rows


def _leaks(page: dict[str, Any], body: str) -> bool | None:
    """Whether a gold caption that the gold body does not hold stands in the body; None where no caption tells."""
    gold = same(page["gold"].get("body"))
    captions = [same(image.get("caption"))[:_CAPTION_CHARS] for image in page["gold"].get("images") or ()]
    telling = [each for each in captions if len(each) >= _LEAST_CAPTION and each not in gold]
    flat = same(body)
    return any(each in flat for each in telling) if telling else None


def _share(set_: str, system: str, metric: str, results: Sequence[bool | None], *, note: str = "") -> Row:
    known = [result for result in results if result is not None]
    return Row(STAGE, set_, system, metric, sum(known) / len(known) if known else None, n=len(known), note=note)
