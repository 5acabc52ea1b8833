"""The texts whose event mentions were read: saved pages of the train sets, documents of open corpora, news we wrote."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.article import read_article
from dateline.model import Article, Page
from training.corpora import ewt_train, gum, meantime, re3d
from training.corpus import Doc, Sent
from training.events.pages import gum_rows, page_rows

_GENRES = ("weblog", "newsgroup")
_GUM_GENRES = ("news", "bio", "court", "interview", "speech", "voyage")
_WRITTEN = Path(__file__).parents[1] / "labels" / "written_news.txt"
# Corpora that keep no paragraphs, and our own pieces, are read in pieces of so many sentences.
_TOGETHER = 4
_OWN_TOGETHER = 3


def texts(data: Path, wanted: set[str] | None = None) -> Iterator[tuple[str, Callable[[], Article]]]:
    """Name and reader of each text: "f/…", "w/…" pages, "c/…", "g/…" documents, "d/…" our own. wanted: only these."""
    for name, content in written_news():
        if wanted is None or name in wanted:
            yield name, functools.partial(_plain, content)
    for doc in corpus_documents():
        name = f"c/{doc.name}"
        if wanted is None or name in wanted:
            yield name, functools.partial(document, doc)
    yield from gum_rows(data, wanted)
    yield from page_rows(data, wanted)


def corpus_documents() -> Iterator[Doc]:
    """Documents of EWT's blogs and newsgroups, of six of GUM's genres, of re3d and MEANTIME."""
    yield from (doc for doc in ewt_train() if doc.name.startswith(_GENRES))
    yield from (doc for doc in gum("train") if doc.name.split("_")[1] in _GUM_GENRES)
    yield from re3d()
    yield from meantime()


def document(doc: Doc) -> Article:
    """A document as a plain article: its paragraphs apart, its sentences behind each other."""
    paragraphs = doc.paragraphs
    if len(paragraphs) == 1:
        whole = paragraphs[0]
        paragraphs = [whole[at : at + _TOGETHER] for at in range(0, len(whole), _TOGETHER)]
    return _plain("\n\n".join(" ".join(map(_line, each)) for each in paragraphs if each))


def written_news() -> Iterator[tuple[str, str]]:
    """Name and text of each invented piece: its headline, then paragraphs of a few sentences."""
    for piece in _WRITTEN.read_text("utf-8").split("== ")[1:]:
        name, headline, *sentences = piece.strip().splitlines()
        paragraphs = [" ".join(sentences[at : at + _OWN_TOGETHER]) for at in range(0, len(sentences), _OWN_TOGETHER)]
        yield f"d/{name}", "\n\n".join([headline.removeprefix("# "), *paragraphs])


def _plain(text: str) -> Article:
    content = text.encode()
    page = Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8")
    return read_article(page, kind="article")


def _line(sent: Sent) -> str:
    return "".join(
        f"{' ' if number and space else ''}{form}" for number, (form, space) in enumerate(zip(sent.forms, sent.spaces))
    )
