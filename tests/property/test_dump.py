"""Whatever text comes in: only printers' marks go, each line is in one block, the same text gives the same draft."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import read_article
from dateline.article.dump import read_dump
from dateline.article.dump.lines import split_lines
from dateline.article.dump.unprint import unprint as unprinted
from dateline.model import Page


def unprint(text: str) -> str:
    return unprinted(text).text


LINES = st.sampled_from(
    [
        "Home", "News", "Most read", "1. Why storks come early", "Ferry sinks off Sallo", "By Ana Ferrol",
        "4 March 2031",
        "Photo: Ana Ferrol", "© Courier of Sallo", "Tags: Sallo, Ferries", "* Sport", "\t", "", "  -  ", "|", "…", "12",
        "The ferry sank on Monday morning, the harbour master said, and all aboard were saved by fishermen.",
        "It was on its way to the islands with forty passengers when water came in, he told reporters.",
        "Мэр сказал, что мост закроют завтра утром.", "市長は橋が二週間閉鎖されると述べた。",
        "a" * 3000, "\u2028", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(LINES, max_size=60).map("\n".join), st.text(max_size=400))


def article_of(text: str):  # type: ignore[no-untyped-def]
    content = text.encode("utf-8", "replace")
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8"))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_blocks_are_the_text(text: str) -> None:
    draft = read_dump(text)
    assert draft.page_text == unprint(text)
    end = 0
    kept = ""
    for block in draft.blocks:
        assert block.start is not None
        assert block.start >= end
        end = block.start + len(block.text)
        assert draft.page_text[block.start : end] == block.text
        kept += block.text
    lost = [line for line in split_lines(text) if line.text not in kept]
    assert not lost


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_articles_of_dumps_hold_together(text: str) -> None:
    article = article_of(text)
    for block in article.blocks:
        assert article.page_text[block.start : block.end] == block.text
    for part in article.parts:
        if part.block is not None:
            assert article.text[part.start : part.end] == article.blocks[part.block].text
    for span in article.body:
        assert article.text_map.to_page(span)
    assert article.kind == "article" or not article.text


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_draft(text: str) -> None:
    assert msgspec.json.encode(read_dump(text).fields) == msgspec.json.encode(read_dump(text).fields)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab cd.\t*-", max_size=40), max_size=40))
def test_lines_stand_in_order_and_where_they_say(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    end = 0
    for line in split_lines(text):
        assert line.start >= end
        assert text[line.start : line.end] == line.text == line.text.strip()
        end = line.end


_PRINTER = [
    "\n",
    "\n\n",
    " ",
    "[1]",
    "[2]",
    "](/a)",
    "[",
    "**",
    "_",
    "# ",
    "> ",
    "* ",
    "1. http://a.example/",
    "|",
    "\\",
]


@given(st.lists(st.one_of(st.sampled_from(_PRINTER), st.text(max_size=12)), max_size=60))
def test_taking_out_what_a_printer_added_adds_nothing(pieces: list[str]) -> None:
    given_text = "".join(pieces)
    rest = iter(given_text)
    # Every letter that is left stands in the dump, in the same order.
    assert all(letter in rest for letter in unprint(given_text) if not letter.isspace())
