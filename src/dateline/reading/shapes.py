"""The shapes of a reading's JSON: the contract by which others read what Dateline found.

Their field order is the order in the JSON; a field that is not known is null. What the contract does not name but a
reading knows is added at the end of its object. A rename or a removal needs a new SCHEMA number.
"""

import msgspec

SCHEMA = 1


class SpanFace(msgspec.Struct, frozen=True):
    """Code points into `article.text`, half-open."""

    start: int
    end: int


class LocatorFace(msgspec.Struct, frozen=True):
    """The file, and inside an archive the record, its byte offset and digest."""

    file: str
    record: str | None
    offset: int | None
    digest: str | None


class PageFace(msgspec.Struct, frozen=True):
    """The saved page. id: hex sha256 of its bytes; kind: an article, or why it is none."""

    id: str
    url: str | None
    media_type: str
    charset: str | None
    captured_at: str | None
    kind: str
    locator: LocatorFace | None


class AuthorFace(msgspec.Struct, frozen=True):
    """Who signed; kind: person, agency or desk."""

    name: str
    kind: str
    title: str | None


class DatelineFace(msgspec.Struct, frozen=True):
    """The place and date that open a report, as printed."""

    place: str | None
    date: str | None


class ImageFace(msgspec.Struct, frozen=True):
    """A picture's caption and credit as printed."""

    caption: str | None
    credit: str | None
    alt: str | None
    url: str | None


class ArticleFace(msgspec.Struct, frozen=True):
    """The article. found_by: where each field was found. body: spans of `text` that are its paragraphs."""

    headline: str | None
    standfirst: str | None
    authors: list[AuthorFace]
    outlet: str | None
    published: str | None
    modified: str | None
    section: str | None
    tags: list[str]
    language: str | None
    canonical_url: str | None
    dateline: DatelineFace | None
    images: list[ImageFace]
    truncated: bool
    found_by: dict[str, str]
    text: str
    text_sha256: str
    body: list[SpanFace]
    paywalled: bool
    raw: dict[str, str]
    confidence: dict[str, float]


class BlockFace(msgspec.Struct, frozen=True):
    """One visible block. start, end: code points into `page_text`."""

    role: str
    text: str
    start: int
    end: int
    language: str | None
    rank: int | None
    time: str | None
    author: str | None
    score: float | None
    duplicate_of: int | None


class PlaceFace(msgspec.Struct, frozen=True):
    """A resolved place: degrees in WGS 84, precision as in UCDP GED (1 exact ... 6 country, 7 waters)."""

    name: str
    lat: float | None
    lon: float | None
    precision: int | None
    geonames_id: int | None
    country: str | None
    admin1: str | None
    admin2: str | None
    kind: str | None
    inferred: bool
    confidence: float | None


class QuantityFace(msgspec.Struct, frozen=True):
    """A number as told: best value, inclusive bounds, unit, what is counted, modifier."""

    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    of: str | None
    mod: str | None


class MentionFace(msgspec.Struct, frozen=True):
    """Words that name something; `entity` ties mentions of one thing within the page."""

    id: str
    kind: str
    start: int
    end: int
    text: str
    entity: str | None
    name: str | None
    place: PlaceFace | None
    form: str
    quantity: QuantityFace | None
    title: str | None
    office: str | None
    ontology: str | None
    country: str | None
    found_by: str
    score: float | None


class AnchorFace(msgspec.Struct, frozen=True):
    """What a relative expression was resolved against."""

    kind: str
    time: str | None
    ref: str | None
    why: str | None


class TimeFace(msgspec.Struct, frozen=True):
    """A time expression: TIMEX3 type, value and mod; EDTF; earliest inclusive, latest exclusive."""

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    anchor: AnchorFace | None
    alternatives: list[str]
    rule: str
    grain: str | None
    quant: str | None
    freq: str | None
    zone: str | None


class SourceFace(msgspec.Struct, frozen=True):
    """One link of a source chain; the outlet itself may have no place in the text."""

    text: str
    start: int | None
    end: int | None
    kind: str
    entity: str | None
    name: str | None
    number: str | None
    office: str | None
    reason: str | None


class CueFace(msgspec.Struct, frozen=True):
    """The words that attribute."""

    text: str
    start: int
    end: int
    lemma: str | None
    type: str | None
    negated: bool


class ClaimFace(msgspec.Struct, frozen=True):
    """Attributed content; sources from the outermost inwards; parent: the claim that holds this one."""

    id: str
    mode: str
    sources: list[SourceFace]
    cue: CueFace | None
    content: list[SpanFace]
    parent: str | None
    found_by: str
    score: float | None


class TriggerFace(msgspec.Struct, frozen=True):
    """The words that name an event."""

    text: str
    start: int
    end: int


class ArgumentFace(msgspec.Struct, frozen=True):
    """A participant, place or number of an event."""

    role: str
    text: str
    start: int
    end: int
    entity: str | None
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    of: str | None
    mention: str | None
    inferred: bool
    found_by: str


class WhenFace(msgspec.Struct, frozen=True):
    """When it happened; time: id of the time expression; how: what tied the two."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    grain: str | None
    time: str | None
    how: str | None
    inferred: bool


class WhereFace(msgspec.Struct, frozen=True):
    """Where it happened, with the raw words."""

    text: str | None
    name: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    how: str | None
    start: int | None
    end: int | None
    mention: str | None
    country: str | None
    inferred: bool


class StandingFace(msgspec.Struct, frozen=True):
    """How sure one source is of the event, on FactBank's scale."""

    source: str
    certainty: str
    polarity: str
    entity: str | None


class HorizonFace(msgspec.Struct, frozen=True):
    """When a foretold thing is to come."""

    earliest: str | None
    latest: str | None
    excluded: str | None
    text: str
    start: int
    end: int
    condition: str | None


class EventFace(msgspec.Struct, frozen=True):
    """One article's account of one event."""

    id: str
    type: str
    mode: str | None
    lemma: str
    trigger: TriggerFace
    arguments: list[ArgumentFace]
    when: WhenFace | None
    where: WhereFace | None
    status: str
    standing: list[StandingFace]
    horizon: HorizonFace | None
    claim: str | None
    same_as: list[TriggerFace]
    context: list[str]
    said: str | None
    found_by: str
    score: float | None
    explained: dict[str, str]


class ProblemFace(msgspec.Struct, frozen=True):
    """Something wrong with the page; the run went on."""

    code: str
    stage: str
    detail: str
    start: int | None
    end: int | None


class ReadingFace(msgspec.Struct, frozen=True):
    """What one page says. start, end of findings: code points into `article.text`; of blocks: into `page_text`."""

    schema: int
    dateline: str
    language_pack: str | None
    page: PageFace
    article: ArticleFace
    blocks: list[BlockFace]
    page_text: str
    mentions: list[MentionFace]
    times: list[TimeFace]
    claims: list[ClaimFace]
    events: list[EventFace]
    problems: list[ProblemFace]
