"""Articles, claims and quotations as schema.org JSON-LD."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.adapters.encoding import to_json
from dateline.adapters.exports.told import page_address
from dateline.model import Claim, Reading
from dateline.views import Query, Store


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One graph: for each article a NewsArticle, and a Quotation or a Claim for each claim in it."""
    out.write(b'{"@context":"https://schema.org","@graph":[')
    first = True
    for reading in store.readings(query):
        for node in _nodes(reading):
            out.write((b"\n" if first else b",\n") + to_json(node))
            first = False
    out.write(b"\n]}\n")


def _nodes(reading: Reading) -> Iterator[dict[str, Any]]:
    article = reading.article
    identity = f"urn:sha256:{reading.page_id}"
    yield _known(
        {
            "@type": "NewsArticle",
            "@id": identity,
            "url": page_address(reading),
            "headline": article.headline,
            "description": article.standfirst,
            "datePublished": article.published,
            "dateModified": article.modified,
            "inLanguage": article.language,
            "articleSection": article.section,
            "keywords": list(article.tags),
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
            "author": [
                {"@type": "Person" if author.kind == "person" else "Organization", "name": author.name}
                for author in article.authors
            ],
        }
    )
    for claim in reading.claims:
        yield _claim(reading, claim, identity)


def _claim(reading: Reading, claim: Claim, identity: str) -> dict[str, Any]:
    words = " ".join(span.of(reading.article.text) for span in claim.content)
    source = claim.sources[-1] if claim.sources else None
    kinds = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization"}
    speaker = source and {"@type": kinds.get(source.kind, "Thing"), "name": source.name or source.text}
    direct = claim.mode == "direct"
    return _known(
        {
            "@type": "Quotation" if direct else "Claim",
            "@id": f"{identity}#{claim.id}",
            "text": words,
            "spokenByCharacter" if direct else "author": speaker,
            "isPartOf" if direct else "appearance": {"@id": identity},
        }
    )


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, [], "")}
