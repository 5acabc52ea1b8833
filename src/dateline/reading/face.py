"""The JSON face of a reading, in the shapes of the contract."""

import json
from typing import Any

import msgspec

from dateline.model import Reading
from dateline.reading.shapes import (
    SCHEMA,
    ArticleFace,
    BlockFace,
    ClaimFace,
    EventFace,
    LocatorFace,
    MentionFace,
    PageFace,
    ProblemFace,
    ReadingFace,
    TimeFace,
)


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The reading as the contract has it: plain dicts, lists, strings and numbers, ready for `json.dumps`.

    Keys stand in the contract's order; what is not known is None. The same reading gives the same JSON.

    >>> from dateline.model import Article, Reading
    >>> article = Article(page_id="p", kind="article", text="Orla Venn resigned.")
    >>> face = reading_to_json(Reading(page_id="p", dateline="0", media_type="text/plain", article=article))
    >>> face["schema"], face["page"]["kind"], face["article"]["headline"]
    (1, 'article', None)
    """
    face: dict[str, Any] = msgspec.to_builtins(face_of(reading))
    return face


def encode_reading(reading: Reading, *, indent: int = 0) -> bytes:
    """The contract's JSON as UTF-8 bytes without a line end; indent 0: all on one line.

    A text with lone surrogates, which UTF-8 cannot say, is written in ASCII with escapes.
    """
    try:
        line = msgspec.json.encode(face_of(reading))
    except UnicodeEncodeError:
        line = json.dumps(reading_to_json(reading), ensure_ascii=True, separators=(",", ":")).encode()
    return msgspec.json.format(line, indent=indent) if indent else line


def schema_of_reading() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the contract, made from the shapes above."""
    schema = msgspec.json.schema(ReadingFace)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What one page says, schema {SCHEMA}",
        **schema,
    }


def face_of(reading: Reading) -> ReadingFace:
    """The contract's shape of a reading."""
    article = reading.article
    return ReadingFace(
        schema=SCHEMA,
        dateline=reading.dateline,
        language_pack=reading.language_pack,
        page=PageFace(
            id=reading.page_id,
            url=reading.url,
            media_type=reading.media_type,
            charset=reading.charset,
            captured_at=reading.captured_at,
            kind=article.kind,
            locator=_shape(reading.locator, LocatorFace | None),
        ),
        article=_shape(article, ArticleFace),
        blocks=_shape(article.blocks, list[BlockFace]),
        page_text=article.page_text,
        mentions=_shape(reading.mentions, list[MentionFace]),
        times=_shape(reading.times, list[TimeFace]),
        claims=_shape(reading.claims, list[ClaimFace]),
        events=_shape(reading.events, list[EventFace]),
        problems=_shape(reading.problems, list[ProblemFace]),
    )


def _shape(value: object, shape: Any) -> Any:
    return msgspec.convert(value, shape, from_attributes=True)
