"""Readers of pages beside Dateline: body text and fields of one page from its HTML.

Each is imported when first used. Outputs are kept in $DATELINE_BENCH_CACHE (default: a folder of the user's cache),
by peer, version and set, since some take minutes on one set, and written every few pages, so that a run which was
stopped goes on where it was; delete the folder to measure anew.
"""

import importlib
import importlib.metadata
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec


class Output(msgspec.Struct, frozen=True):
    """What a peer says of one page; None where it has no such field or failed."""

    body: str = ""
    title: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None
    tags: tuple[str, ...] | None = None
    site: str | None = None
    failed: bool = False


# Pages read between two writings of the cache.
_KEPT_EVERY = 25

Reader = Callable[[str, str | None], Output]


class Peer(msgspec.Struct, frozen=True):
    """A peer: its package, how it is made, and the fields it gives beside the body."""

    name: str
    package: str
    make: Callable[[], Reader]
    fields: tuple[str, ...] = ()
    slow: bool = False

    @property
    def system(self) -> str:
        """Name with version; raises PackageNotFoundError where it is not installed."""
        return f"{self.name} {importlib.metadata.version(self.package)}"


def outputs(peer: Peer, set_: str, pages: Sequence[dict[str, Any]]) -> list[Output]:
    """A peer's outputs for pages of a set, from the cache where they are."""
    file = _file(peer, set_)
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    missing = [page for page in pages if page["id"] not in kept]
    reader = peer.make() if missing else None
    for done, page in enumerate(missing, start=1):
        if reader is not None:
            kept[page["id"]] = msgspec.to_builtins(_read(reader, page))
        if done % _KEPT_EVERY == 0 or done == len(missing):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(".new")
            fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
            fresh.replace(file)
    return [msgspec.convert(kept[page["id"]], Output) for page in pages]


def are_kept(peer: Peer, set_: str, pages: Sequence[dict[str, Any]]) -> bool:
    """Whether the cache has a peer's outputs for all pages of a set."""
    file = _file(peer, set_)
    return file.is_file() and {page["id"] for page in pages} <= json.loads(file.read_text("utf-8")).keys()


def _file(peer: Peer, set_: str) -> Path:
    home = os.environ.get("DATELINE_BENCH_CACHE", str(Path.home() / ".cache" / "dateline-bench"))
    return Path(home) / "pages" / peer.system.replace(" ", "@") / f"{set_}.json"


def _read(reader: Reader, page: dict[str, Any]) -> Output:
    try:
        return reader(page["html"], page.get("url"))
    except Exception:  # a peer that fails on a page gave nothing for it; the count is reported
        return Output(failed=True)


def _texts(values: Iterable[object] | None) -> tuple[str, ...]:
    """The values that are text: goose3 hands on what JSON-LD nests."""
    return tuple(each for each in values or () if isinstance(each, str))


def _trafilatura(**options: Any) -> Callable[[], Reader]:
    def make() -> Reader:
        trafilatura = importlib.import_module("trafilatura")

        def read(html: str, url: str | None) -> Output:
            found = trafilatura.bare_extraction(html, url=url, include_comments=False, with_metadata=True, **options)
            told = found if isinstance(found, dict) else found.as_dict() if found else {}
            authors = tuple(name.strip() for name in (told.get("author") or "").split(";") if name.strip())
            tags = told.get("tags") or ()
            return Output(
                told.get("text") or "",
                told.get("title"),
                authors,
                told.get("date"),
                tuple(tags) if isinstance(tags, list | tuple) else tuple(str(tags).split(";")),
                told.get("sitename"),
            )

        return read

    return make


def _readability() -> Reader:
    document = importlib.import_module("readability").Document
    parse = importlib.import_module("lxml.html").fromstring

    def read(html: str, url: str | None) -> Output:
        found = document(html)
        tree = parse(found.summary(html_partial=True))
        for element in tree.iter("p", "div", "li", "h1", "h2", "h3", "h4", "br", "td", "blockquote", "pre"):
            element.tail = "\n" + (element.tail or "")
        return Output(tree.text_content(), found.short_title())

    return read


def _newspaper() -> Reader:
    newspaper = importlib.import_module("newspaper")

    def read(html: str, url: str | None) -> Output:
        article = newspaper.Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        date = article.publish_date
        return Output(
            article.text,
            article.title or None,
            _texts(article.authors),
            date.date().isoformat() if date else None,
            # It has a field for tags and left it empty on every page; the page's key words are what it gives.
            tuple(sorted(article.tags or ())) or _texts(article.meta_keywords),
        )

    return read


def _resiliparse() -> Reader:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text

    def read(html: str, url: str | None) -> Output:
        return Output(extract(html, main_content=True, alt_texts=False))

    return read


def _justext() -> Reader:
    justext = importlib.import_module("justext")
    words = justext.get_stoplist("English") | justext.get_stoplist("German")

    def read(html: str, url: str | None) -> Output:
        paragraphs = justext.justext(html.encode("utf-8"), words, encoding="utf-8")
        return Output("\n".join(each.text for each in paragraphs if not each.is_boilerplate))

    return read


def _boilerpy() -> Reader:
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)

    def read(html: str, url: str | None) -> Output:
        return Output(extractor.get_content(html))

    return read


def _goose() -> Reader:
    goose = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def read(html: str, url: str | None) -> Output:
        found = goose.extract(raw_html=html)
        date = found.publish_datetime_utc
        return Output(
            found.cleaned_text,
            found.title or None,
            _texts(found.authors),
            date.date().isoformat() if date else None,
            tuple(found.tags or ()),
        )

    return read


def _newsplease() -> Reader:
    news = importlib.import_module("newsplease").NewsPlease

    def read(html: str, url: str | None) -> Output:
        found = news.from_html(html, url=url, fetch_images=False)
        date = found.date_publish
        return Output(
            found.maintext or "",
            found.title,
            _texts(found.authors),
            date.date().isoformat() if date else None,
        )

    return read


def _htmldate() -> Reader:
    find = importlib.import_module("htmldate").find_date

    def read(html: str, url: str | None) -> Output:
        return Output(date=find(html, url=url, original_date=True))

    return read


PEERS = (
    Peer("trafilatura", "trafilatura", _trafilatura(), ("title", "authors", "date", "tags", "site")),
    Peer("trafilatura-precision", "trafilatura", _trafilatura(favor_precision=True)),
    Peer("trafilatura-fast", "trafilatura", _trafilatura(fast=True)),
    Peer("readability-lxml", "readability-lxml", _readability, ("title",)),
    Peer("newspaper4k", "newspaper4k", _newspaper, ("title", "authors", "date", "tags"), slow=True),
    Peer("resiliparse", "resiliparse", _resiliparse),
    Peer("jusText", "jusText", _justext),
    Peer("boilerpy3", "boilerpy3", _boilerpy),
    Peer("goose3", "goose3", _goose, ("title", "authors", "date", "tags"), slow=True),
    Peer("news-please", "news-please", _newsplease, ("title", "authors", "date"), slow=True),
)
DATE_PEER = Peer("htmldate", "htmldate", _htmldate, ("date",))
