"""The journalistic text on a page, and every other block of the page by its role."""

import bisect
from html import escape
from typing import Literal

import msgspec

from dateline.model.text import Span

Role = Literal[
    "masthead",
    "navigation",
    "breadcrumb",
    "headline",
    "standfirst",
    "byline",
    "timestamp",
    "caption",
    "credit",
    "body",
    "subhead",
    "quotation",
    "list",
    "table",
    "tags",
    "teaser",
    "ranking",
    "related",
    "promotion",
    "comment",
    "contact",
    "legal",
    "correction",
    "other",
]
PageKind = Literal["article", "index", "error", "consent", "empty", "other"]
AuthorKind = Literal["person", "agency", "desk"]


class Block(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One visible block of the page.

    start, end: code points into `Article.page_text`; `text` equals the words there.
    language: BCP 47 code of this block where it differs from or is surer than the page's.
    rank: the place in a ranking ("most read").
    time: what a live entry or a teaser prints as its time, ISO 8601 where it resolves, else the raw words.
    author: the author a teaser or a live entry prints.
    score: how sure the role is, 0 to 1.
    duplicate_of: index of the block that says the same (an alternative text beside its caption).
    """

    role: Role
    text: str
    start: int
    end: int
    language: str | None = None
    rank: int | None = None
    time: str | None = None
    author: str | None = None
    score: float | None = None
    duplicate_of: int | None = None


class Author(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who signed: a person, an agency or a desk; `title` is what the byline adds ("Defence correspondent")."""

    name: str
    kind: AuthorKind
    title: str | None = None


class Image(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A picture of the article: caption and credit as printed, alternative text, address."""

    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    url: str | None = None


class Dateline(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The place and date that open a report ("PORT SALLO, 3 May -"), as printed."""

    place: str | None = None
    date: str | None = None
    start: int | None = None
    end: int | None = None


class Part(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of `Article.text` that came from one block; `block` indexes `Article.blocks`."""

    role: Role
    start: int
    end: int
    block: int | None = None


class TextSegment(msgspec.Struct, frozen=True, gc=False):
    """`article_text[article:article+length] == page_text[page:page+length]`."""

    article: int
    page: int
    length: int


class TextMap(msgspec.Struct, frozen=True):
    """The way from article text back to page text: segments ordered by their place in the article."""

    segments: tuple[TextSegment, ...] = ()

    def to_page(self, span: Span) -> tuple[Span, ...]:
        """Spans in the page's text that hold the words of an article span; separators between blocks have none."""
        starts = [segment.article for segment in self.segments]
        found: list[Span] = []
        for segment in self.segments[max(0, bisect.bisect_right(starts, span.start) - 1) :]:
            if segment.article >= span.end:
                break
            low = max(span.start, segment.article)
            high = min(span.end, segment.article + segment.length)
            if low < high:
                shift = segment.page - segment.article
                found.append(Span(low + shift, high + shift))
        return tuple(found)


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one page is and holds.

    kind: an article, or why it is none; text and body are empty for anything but an article.
    text: frozen; headline, standfirst, body blocks in reading order, then captions, joined by blank lines.
    body: spans of `text` that are body paragraphs (body, subhead, quotation, list, table blocks).
    parts: every stretch of `text` with its role, in order; they cover all but the separators.
    published, modified: ISO 8601, with zone where the page tells one; a day alone where it tells no time.
    found_by: for each field, where its value was found ("json-ld", "meta", "visible", "script", "url", "archive",
    "rule@version").
    raw: for each field from metadata, the raw value as the page has it.
    confidence: for each field (and "body"), how sure, 0 to 1.
    """

    page_id: str
    kind: PageKind
    page_text: str = ""
    blocks: tuple[Block, ...] = ()
    text: str = ""
    text_sha256: str = ""
    parts: tuple[Part, ...] = ()
    body: tuple[Span, ...] = ()
    text_map: TextMap = TextMap()
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[Author, ...] = ()
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    canonical_url: str | None = None
    dateline: Dateline | None = None
    images: tuple[Image, ...] = ()
    truncated: bool = False
    paywalled: bool = False
    found_by: dict[str, str] = {}
    raw: dict[str, str] = {}
    confidence: dict[str, float] = {}

    def _repr_html_(self) -> str:
        """Headline, fields, and the body in paragraphs; for a page that is no article, what it is."""
        if self.kind != "article":
            return f"<p><b>No article</b>: {escape(self.kind)} page, {len(self.blocks)} blocks</p>"
        fields = [
            ("by", ", ".join(author.name for author in self.authors)),
            ("outlet", self.outlet),
            ("published", self.published),
            ("modified", self.modified),
            ("section", self.section),
            ("tags", ", ".join(self.tags)),
        ]
        known = " · ".join(f"{name}: {escape(value)}" for name, value in fields if value)
        paragraphs = "".join(f"<p>{escape(self.text[span.start : span.end])}</p>" for span in self.body)
        return f"<h3>{escape(self.headline or '(no headline)')}</h3><p><small>{known}</small></p>{paragraphs}"
