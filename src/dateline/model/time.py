"""Time expressions: TIMEX3 type and value, EDTF, bounds, and the anchor they were resolved against."""

from typing import Literal

import msgspec

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal[
    "second", "minute", "hour", "daypart", "day", "week", "weekend", "month", "quarter", "season", "half",
    "year", "decade", "century", "millennium", "unknown",
]  # fmt: skip
AnchorKind = Literal["publication", "text", "event", "dateline", "headline", "post", "none"]


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a relative expression was resolved against.

    kind: the publication time, an earlier time in the text, an event whose date is known, the page's dateline,
    the date of the post that tells it.
    time: the anchor's own value, ISO 8601. ref: id of the anchoring time or event. why: the rule that chose it.
    """

    kind: AnchorKind
    time: str | None = None
    ref: str | None = None
    why: str | None = None


class TimeExpression(msgspec.Struct, frozen=True, omit_defaults=True):
    """One expression. start, end: code points into `Article.text`; `text` equals the words there.

    value: TIMEX3 value ("2024-05-03", "P2W", "PAST_REF"); None where it cannot be known.
    mod: TIMEX3 mod (APPROX, BEFORE, AFTER, ON_OR_BEFORE, START, MID, END, MORE_THAN, ...).
    edtf: ISO 8601-2 form of a date or interval; None for durations and sets.
    earliest: inclusive, latest: exclusive; ISO 8601, local to the text where it names no zone.
    alternatives: other TIMEX3 values that stay possible, likeliest first. rule: `name@pack` of the rule.
    """

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None = None
    mod: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: Grain | None = None
    anchor: Anchor | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
