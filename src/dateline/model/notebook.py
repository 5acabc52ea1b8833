"""Tables for notebooks: plain HTML, every word escaped."""

from collections.abc import Iterable, Sequence
from html import escape

_MAX_ROWS = 50


def table(head: Sequence[str], rows: Sequence[Iterable[str]]) -> str:
    """Rows under titles, at most fifty; nothing where there are no rows."""
    if not rows:
        return ""
    titles = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[:_MAX_ROWS])
    more = f"<caption>the first {_MAX_ROWS} of {len(rows)}</caption>" if len(rows) > _MAX_ROWS else ""
    return f"<table>{more}<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
