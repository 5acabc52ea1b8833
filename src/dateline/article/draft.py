"""What every reader of pages hands over, and the one place where it becomes an Article.

The reader of HTML and the reader of text dumps meet here: both give a `Draft` (visible text, blocks with
roles, fields), and `assemble` builds the frozen text, its parts and the map back to the page.
"""

import functools
from collections.abc import Iterable

import msgspec

from dateline.article.bylines.dateline import find_dateline
from dateline.article.bylines.names import tells_of_place
from dateline.article.native import native
from dateline.model import (
    Article,
    Author,
    Block,
    Dateline,
    Image,
    Page,
    PageKind,
    Part,
    Role,
    Span,
    TextMap,
    TextSegment,
    text_sha256,
)

# Roles whose blocks are the article's body, in reading order.
BODY_ROLES: frozenset[Role] = frozenset({"body", "subhead", "quotation", "list", "table"})
# Those of the blocks that its text is made of, behind the headline: one kind after the other.
_SHOWN: tuple[frozenset[Role], ...] = (frozenset({"standfirst"}), BODY_ROLES, frozenset({"caption"}))
_GAP = "\n\n"
# The places of the blocks of each role, in page order.
RolePlaces = dict[Role, list[int]]


class DraftBlock(msgspec.Struct, gc=False):
    """A visible block while a page is being read; becomes a `Block`.

    text: the block's words, white space collapsed; no line breaks but those the page prints.
    score: how sure the role is, 0 to 1. level: of a heading, 1 to 6.
    start: the block's place in `Draft.page_text`, where the draft gives that.
    """

    text: str
    role: Role = "other"
    score: float | None = None
    language: str | None = None
    rank: int | None = None
    time: str | None = None
    author: str | None = None
    level: int | None = None
    duplicate_of: int | None = None
    start: int | None = None


def places_by_role(blocks: list[DraftBlock]) -> RolePlaces:
    """The places of the blocks of each role, in page order: told once where several things are asked of roles."""
    built = native()
    if built is None:
        return place_plainly(blocks)
    places: RolePlaces = built.places_by(blocks, "role")
    return places


def place_plainly(blocks: list[DraftBlock]) -> RolePlaces:
    """The same in plain Python."""
    places: RolePlaces = {}
    for index, block in enumerate(blocks):
        role = block.role
        if role in places:
            places[role].append(index)
        else:
            places[role] = [index]
    return places


def places_among(places: RolePlaces, roles: Iterable[Role]) -> list[int]:
    """The places of the blocks of several roles, in page order.

    >>> places_among({"body": [1, 4], "other": [2], "list": [3]}, ("body", "list"))
    [1, 3, 4]
    """
    found: list[int] = []
    for role in roles:
        found += places.get(role, ())
    found.sort()
    return found


class Fields(msgspec.Struct, kw_only=True):
    """An article's fields while they are being gathered; what is not known stays None or empty.

    found_by, raw, confidence: per field, as `Article` explains them.
    """

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
    images: tuple[Image, ...] = ()
    truncated: bool = False
    paywalled: bool = False
    found_by: dict[str, str] = msgspec.field(default_factory=dict)
    raw: dict[str, str] = msgspec.field(default_factory=dict)
    confidence: dict[str, float] = msgspec.field(default_factory=dict)

    def note(self, name: str, source: str, sure: float, raw: str = "") -> None:
        """Keep where a field's value was found, how sure it is (0 to 1), and the raw value as the page has it."""
        self.found_by[name] = source
        self.confidence[name] = _in_thousandths(sure)
        if raw:
            self.raw[name] = raw[:500]


@functools.lru_cache(maxsize=256)
def _in_thousandths(sure: float) -> float:
    """To three decimals: most are one of few, and to round takes five times as long as to look up."""
    return round(sure, 3)


class Draft(msgspec.Struct, kw_only=True):
    """A page as a reader understood it: its blocks in the order they are printed, and its fields.

    page_text: the visible text where it is more than the blocks' lines; then each block tells its start in it.
    as_given: the page's text is the article's text, untouched, and the blocks are spans of it.
    """

    blocks: list[DraftBlock]
    kind: PageKind = "article"
    fields: Fields = msgspec.field(default_factory=Fields)
    page_text: str | None = None
    as_given: bool = False


def assemble(draft: Draft, page: Page) -> Article:
    """The Article of a draft.

    page_text is the blocks' texts, a line each; text is the headline, the standfirst, the body blocks in reading
    order, then captions, with a blank line between. Only a page of kind "article" has text. A headline that no
    block prints (metadata alone tells it) opens the text with no block and no way back to the page.
    """
    page_text, blocks = _page_text(draft)
    text, parts, segments = _article_text(draft, page_text, blocks)
    fields = draft.fields
    first = next((part for part in parts if part.role == "body"), None)
    dateline = find_dateline(text[first.start : first.end], first.start) if first else None
    return Article(
        page_id=page.id,
        kind=draft.kind,
        page_text=page_text,
        blocks=blocks,
        text=text,
        text_sha256=text_sha256(text),
        parts=parts,
        body=tuple([Span(part.start, part.end) for part in parts if part.role in BODY_ROLES]),
        text_map=TextMap(segments),
        headline=fields.headline,
        standfirst=fields.standfirst,
        authors=_without_places(fields.authors, text, dateline),
        outlet=fields.outlet,
        published=fields.published,
        modified=fields.modified,
        section=fields.section,
        tags=fields.tags,
        language=fields.language,
        canonical_url=fields.canonical_url,
        dateline=dateline,
        images=fields.images,
        truncated=fields.truncated,
        paywalled=fields.paywalled,
        found_by=dict(sorted(fields.found_by.items())),
        raw=dict(sorted(fields.raw.items())),
        confidence=dict(sorted(fields.confidence.items())),
    )


_Parts = tuple[str, tuple[Part, ...], tuple[TextSegment, ...]]


def _without_places(authors: tuple[Author, ...], text: str, dateline: Dateline | None) -> tuple[Author, ...]:
    """Authors without where they wrote from ("Sefa Lindqvist, Lowmark"), where the article tells of "in Lowmark"."""
    where = (dateline.place or "").casefold() if dateline else ""

    def is_place(name: str) -> bool:
        return name.casefold() == where or tells_of_place(text, name)

    return tuple(
        author
        for place, author in enumerate(authors)
        if not place or author.kind != "person" or not is_place(author.name)
    )


def _page_text(page: Draft) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    at = 0
    for draft in page.blocks:
        at = draft.start if draft.start is not None else at
        end = at + len(draft.text)
        blocks.append(
            # By place, in half the time that names take.
            Block(
                draft.role,
                draft.text,
                at,
                end,
                draft.language,
                draft.rank,
                draft.time,
                draft.author,
                draft.score,
                draft.duplicate_of,
            )
        )
        at = end + 1
    page_text = page.page_text
    return "\n".join([draft.text for draft in page.blocks]) if page_text is None else page_text, tuple(blocks)


def _article_text(draft: Draft, page_text: str, blocks: tuple[Block, ...]) -> _Parts:
    if draft.kind != "article":
        return "", (), ()
    return _as_given(page_text, blocks) if draft.as_given else _text(draft, blocks)


def _as_given(page_text: str, blocks: tuple[Block, ...]) -> _Parts:
    parts = tuple(
        Part(role=block.role, start=block.start, end=block.end, block=index) for index, block in enumerate(blocks)
    )
    return page_text, parts, (TextSegment(article=0, page=0, length=len(page_text)),)


def _text(draft: Draft, blocks: tuple[Block, ...]) -> _Parts:
    pieces: list[str] = []
    parts: list[Part] = []
    segments: list[TextSegment] = []
    at = 0
    places = places_by_role(draft.blocks)
    printed = places.get("headline", [])[:1]
    told = draft.fields.headline
    if told and not printed:
        at = len(told)
        pieces.append(told)
        parts.append(Part("headline", 0, at))
    for roles in _SHOWN:
        printed += [index for index in places_among(places, roles) if blocks[index].duplicate_of is None]
    for index in printed:
        block = blocks[index]
        size = len(block.text)
        if not size:
            continue
        if pieces:
            at += len(_GAP)
        pieces.append(block.text)
        parts.append(Part(block.role, at, at + size, index))
        segments.append(TextSegment(at, block.start, size))
        at += size
    return _GAP.join(pieces), tuple(parts), tuple(segments)
