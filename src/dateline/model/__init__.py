"""Values that every stage speaks: no behaviour beyond what a value can say of itself.

Only the standard library and msgspec are imported here. Every offset is in Unicode code points,
half-open, into a frozen text: `Article.text` for mentions, times, claims and events;
`Article.page_text` for blocks.
"""

from dateline.model.analysis import (
    Analysis,
    Sentence,
    TaggedEvent,
    TaggedParty,
    TaggedQuotation,
    TaggedSpan,
    TaggedTrigger,
    Token,
)
from dateline.model.article import (
    Article,
    Author,
    AuthorKind,
    Block,
    Dateline,
    Image,
    PageKind,
    Part,
    Role,
    TextMap,
    TextSegment,
)
from dateline.model.claim import Claim, ClaimSource, Cue, Mode, SourceKind
from dateline.model.event import (
    Argument,
    ArgumentRole,
    Certainty,
    EventReport,
    EventType,
    Horizon,
    Polarity,
    Standing,
    Status,
    Trigger,
    When,
    Where,
)
from dateline.model.evidence import Evidence
from dateline.model.mention import Mention, MentionKind, PlaceReference, Quantity
from dateline.model.page import Locator, Page, Unreadable
from dateline.model.problem import DatelineError, Problem
from dateline.model.reading import Reading
from dateline.model.record import (
    Cluster,
    Disagreement,
    DisagreementValue,
    Entity,
    Event,
    Judgement,
    Reason,
    Verdict,
)
from dateline.model.text import Span, text_sha256
from dateline.model.time import Anchor, Grain, TimeExpression, TimeType

__all__ = [
    "Analysis",
    "Anchor",
    "Argument",
    "ArgumentRole",
    "Article",
    "Author",
    "AuthorKind",
    "Block",
    "Certainty",
    "Claim",
    "ClaimSource",
    "Cluster",
    "Cue",
    "Dateline",
    "DatelineError",
    "Disagreement",
    "DisagreementValue",
    "Entity",
    "Event",
    "EventReport",
    "EventType",
    "Evidence",
    "Grain",
    "Horizon",
    "Image",
    "Judgement",
    "Locator",
    "Mention",
    "MentionKind",
    "Mode",
    "Page",
    "PageKind",
    "Part",
    "PlaceReference",
    "Polarity",
    "Problem",
    "Quantity",
    "Reading",
    "Reason",
    "Role",
    "Sentence",
    "SourceKind",
    "Span",
    "Standing",
    "Status",
    "TaggedEvent",
    "TaggedParty",
    "TaggedQuotation",
    "TaggedSpan",
    "TaggedTrigger",
    "TextMap",
    "TextSegment",
    "TimeExpression",
    "TimeType",
    "Token",
    "Trigger",
    "Unreadable",
    "Verdict",
    "When",
    "Where",
    "text_sha256",
]
