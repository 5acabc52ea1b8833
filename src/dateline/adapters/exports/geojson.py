"""Events with coordinates, as GeoJSON (RFC 7946)."""

from typing import Any, BinaryIO

from dateline.adapters.encoding import sayable, to_json
from dateline.adapters.exports.told import Told, page_address, told_events
from dateline.views import Query, Store


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One FeatureCollection, a point an event."""
    features = [
        _feature(told)
        for told in told_events(store, query)
        if told.event.lat is not None and told.event.lon is not None
    ]
    collection = {"type": "FeatureCollection", "features": features}
    out.write(to_json(collection, indent=1) + b"\n")


def _feature(told: Told) -> dict[str, Any]:
    event = told.event
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [event.lon, event.lat]},
        "properties": {
            "type": event.type,
            "mode": event.mode,
            "lemma": event.lemma,
            "status": event.status,
            "title": sayable(event.title),
            "place": event.place and sayable(event.place),
            "country": event.country,
            "earliest": event.earliest,
            "latest": event.latest,
            "edtf": event.edtf,
            "reports": len(event.reports),
            "independent": event.independent,
            "outlets": [sayable(outlet) for outlet in told.outlets],
            "urls": [sayable(page_address(account.reading)) for account in told.accounts],
        },
    }
