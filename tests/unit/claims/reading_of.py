"""Texts of our own read for the tests of this stage."""

from dateline.claims import find_claims
from dateline.entities import find_mentions
from dateline.language import load_language
from dateline.model import Article, Claim, Part, Span


def claims_of(*paragraphs: str) -> tuple[str, list[Claim]]:
    """The text of an article of these paragraphs, and its claims but the outlet's own, by the shipped tagger."""
    parts, at = [], 0
    for paragraph in paragraphs:
        parts.append(Part("body", at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    article = Article(page_id="p", kind="article", text=text, parts=tuple(parts), language="en")
    english = load_language("en")
    analysis = english.tagger.tag(text, [Span(part.start, part.end) for part in parts])
    mentions = find_mentions(article, analysis, english)
    found = find_claims(article, analysis, mentions, (), english)
    return text, [claim for claim in found if claim.mode != "author"]


def said(text: str, claims: list[Claim]) -> list[tuple[str, str]]:
    """(innermost source, content) of each claim."""
    return [(claim.sources[-1].text, " … ".join(span.of(text) for span in claim.content)) for claim in claims]
