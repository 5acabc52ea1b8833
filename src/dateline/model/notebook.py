"""How an Article and a Reading show themselves in a notebook: plain HTML, every word escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.model.article import Article
    from dateline.model.reading import Reading

_MAX_ROWS = 50


def article_html(article: Article) -> str:
    """Headline, fields, and the body in paragraphs; for a page that is no article, what it is."""
    if article.kind != "article":
        return f"<p><b>No article</b>: {escape(article.kind)} page, {len(article.blocks)} blocks</p>"
    fields = [
        ("by", ", ".join(author.name for author in article.authors)),
        ("outlet", article.outlet),
        ("published", article.published),
        ("modified", article.modified),
        ("section", article.section),
        ("tags", ", ".join(article.tags)),
    ]
    known = " · ".join(f"{name}: {escape(value)}" for name, value in fields if value)
    paragraphs = "".join(f"<p>{escape(article.text[span.start : span.end])}</p>" for span in article.body)
    return f"<h3>{escape(article.headline or '(no headline)')}</h3><p><small>{known}</small></p>{paragraphs}"


def reading_html(reading: Reading) -> str:
    """The article, then tables of its events and claims with their exact words."""
    text = reading.article.text
    events = [
        (
            event.type if event.type != "OTHER" else event.lemma,
            event.trigger.text,
            "; ".join(f"{argument.role}: {argument.text}" for argument in event.arguments),
            (event.when.edtf if event.when else None) or "unknown",
            (event.where.text if event.where else None) or "unknown",
            event.status,
        )
        for event in reading.events
    ]
    claims = [
        (
            " › ".join(source.name or source.text or "unnamed" for source in claim.sources),
            claim.cue.text if claim.cue else "",
            " … ".join(span.of(text) for span in claim.content),
        )
        for claim in reading.claims
        if claim.mode != "author"
    ]
    return (
        article_html(reading.article)
        + _table(("event", "words", "who and what", "when", "where", "status"), events)
        + _table(("who says so", "cue", "content"), claims)
        + _table(("problem", "stage", "detail"), [(each.code, each.stage, each.detail) for each in reading.problems])
    )


def _table(head: Sequence[str], rows: Sequence[Iterable[str]]) -> str:
    if not rows:
        return ""
    titles = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[:_MAX_ROWS])
    more = f"<caption>the first {_MAX_ROWS} of {len(rows)}</caption>" if len(rows) > _MAX_ROWS else ""
    return f"<table>{more}<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
