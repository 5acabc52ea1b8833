"""Bylines of several lines: all who sign, and nobody else."""

import pytest

from dateline.article import read_article
from dateline.model import Page

_TEXT = "".join(
    f"<p>The ferry to Orm stopped on {day} after ice closed the northern channel, the harbour office said again.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)


def _authors(lines: str) -> list[str]:
    html = f"<article><h1>Ferry to Orm stops running</h1>{lines}{_TEXT}</article>"
    return [author.name for author in read_article(Page(id="p", content=html.encode(), media_type="text/html")).authors]


def _lines(*names: str, tag: str = "div") -> str:
    return "".join(f'<{tag} class="byline-name">{name}</{tag}>' for name in names)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (_lines("Anna Meschel", "John Tavi", "Maria Orrery"), ["Anna Meschel", "John Tavi", "Maria Orrery"]),
        ('<div class="byline">By</div>' + _lines("Anna Meschel", "John Tavi"), ["Anna Meschel", "John Tavi"]),
        (
            _lines("Anna Meschel,", "Runa Vardo &amp;", "John Tavi", tag="li"),
            ["Anna Meschel", "Runa Vardo", "John Tavi"],
        ),
        (
            _lines(
                "\u0410\u043d\u043d\u0430 \u0422\u0430\u0432\u0438",
                "\u0418\u0432\u0430\u043d \u041e\u0440\u043c\u043e\u0432",
            ),
            [
                "\u0410\u043d\u043d\u0430 \u0422\u0430\u0432\u0438",
                "\u0418\u0432\u0430\u043d \u041e\u0440\u043c\u043e\u0432",
            ],
        ),
        (_lines("By Anna Meschel", "Edited by John Tavi"), ["Anna Meschel"]),
        (_lines("By Anna Meschel", "5 May 2031"), ["Anna Meschel"]),
        (_lines("By Anna Meschel") + '<p class="place">Port Sallo</p>', ["Anna Meschel"]),
    ],
)
def test_all_who_sign(lines: str, authors: list[str]) -> None:
    assert _authors(lines) == authors


def test_authors_of_teasers_sign_nothing() -> None:
    teasers = "".join(
        f'<div class="related"><a href="/{at}">Harbour {at} opens again</a><div class="byline-name">{name}</div></div>'
        for at, name in enumerate(("Maria Orrery", "John Tavi", "Peter Quill"))
    )
    assert _authors(_lines("By Anna Meschel")) == ["Anna Meschel"]
    html = f"<article><h1>Ferry to Orm stops running</h1>{_lines('By Anna Meschel')}{_TEXT}</article>{teasers}"
    found = read_article(Page(id="p", content=html.encode(), media_type="text/html")).authors
    assert [author.name for author in found] == ["Anna Meschel"]


@pytest.mark.parametrize("words", ["Photos", "Reviewed by"])
def test_who_did_something_else_does_not_sign(words: str) -> None:
    lines = "".join(f'<div class="byline">{each}</div>' for each in ("By Anna Meschel", words, "Tom Hain"))
    assert _authors(lines) == ["Anna Meschel"]
