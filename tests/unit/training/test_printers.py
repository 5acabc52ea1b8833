"""Our own printers print as programs do, and what they add is taken out again."""

from pathlib import Path

import pytest
from training.dumps.print_page import print_page
from training.dumps.printers import WAYS, lay_out, print_as, print_strings

from dateline.article.dump.unprint import unprint

HTML = (Path(__file__).parents[2] / "fixtures" / "printed" / "page.html").read_text("utf-8")
PLAIN = print_page(HTML)


def rows(text: str) -> list[str]:
    return [row.strip(" *") for row in text.split("\n") if row.strip(" *")]


@pytest.mark.parametrize("way", ["numbered", "markdown"])
def test_what_a_printer_adds_is_taken_out(way: str) -> None:
    printed = print_as(HTML, way)
    assert ("[7]Sallo" in printed) if way == "numbered" else ("[Sallo](/topics/sallo)" in printed)
    assert rows(unprint(printed).text) == PLAIN


@pytest.mark.parametrize("way", WAYS)
def test_every_way_prints_every_word(way: str) -> None:
    printed = print_as(HTML, way)
    assert all(word in printed for line in PLAIN for word in line.split()[1:-1] if word.isalpha())


def test_strings_tell_which_go_on_the_one_above() -> None:
    for strip in (True, False):
        printed, goes_on = print_strings(HTML, strip=strip)
        told = [row.strip() for row in printed if row.strip()]
        assert len(told) == len(goes_on)
        blocks: list[str] = []
        for row, is_rest in zip(told, goes_on):
            if is_rest:
                blocks[-1] += row
            else:
                blocks.append(row)
        assert ["".join(block.split()) for block in blocks] == ["".join(line.split()) for line in PLAIN]


def test_a_page_laid_out_has_the_same_lines() -> None:
    for seed in range(8):
        laid_out = lay_out(HTML, seed)
        assert [row.strip().lstrip("*-• ").strip() for row in laid_out if row.strip()] == PLAIN
