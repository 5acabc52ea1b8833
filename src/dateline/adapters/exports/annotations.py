"""Evidence as W3C Web Annotations: each claim and event report with position and quote of its words."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.adapters.encoding import to_json
from dateline.adapters.exports.told import page_address
from dateline.model import Reading, Span
from dateline.views import Query, Store

_CONTEXT = 32


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One AnnotationPage. Positions are code points into the article's text, whose SHA-256 the target names."""
    out.write(
        b'{"@context":["http://www.w3.org/ns/anno.jsonld",{"dateline":"urn:dateline:"}],'
        b'"id":"urn:dateline:annotations","type":"AnnotationPage","items":['
    )
    first = True
    for reading in store.readings(query):
        for annotation in _annotations(reading):
            out.write((b"\n" if first else b",\n") + to_json(annotation))
            first = False
    out.write(b"\n]}\n")


def _annotations(reading: Reading) -> Iterator[dict[str, Any]]:
    for claim in reading.claims:
        speaker = claim.sources[-1].name or claim.sources[-1].text if claim.sources else None
        about = f"{claim.mode} speech" + (f" of {speaker}" if speaker else "")
        yield _annotation(reading, claim.id, claim.content, about, "claim", claim.found_by)
    for event in reading.events:
        span = Span(event.trigger.start, event.trigger.end)
        about = f"{event.type} {event.lemma}: {event.status}"
        yield _annotation(reading, event.id, (span,), about, "event", event.found_by)


def _annotation(
    reading: Reading, local: str, spans: tuple[Span, ...], about: str, kind: str, found_by: str
) -> dict[str, Any]:
    return {
        "id": f"urn:sha256:{reading.page_id}#{local}",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"type": "Software", "name": f"Dateline {reading.dateline}", "dateline:found_by": found_by},
        "body": [
            {"type": "TextualBody", "value": about, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": kind, "format": "text/plain", "purpose": "tagging"},
        ],
        "target": [_target(reading, span) for span in spans],
    }


def _target(reading: Reading, span: Span) -> dict[str, Any]:
    text = reading.article.text
    return {
        "source": page_address(reading),
        "dateline:page": reading.page_id,
        "dateline:text_sha256": reading.article.text_sha256,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _CONTEXT) : span.start],
                "suffix": text[span.end : span.end + _CONTEXT],
            },
        ],
    }
