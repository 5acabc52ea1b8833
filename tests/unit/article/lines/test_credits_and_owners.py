"""Credits of captions and owners of pages: every example of the tables, and what only looks like one."""

import re
from typing import Any

import pytest

from dateline.article.lines.credits import split_credit
from dateline.article.names.owners import logo_of, owner_in
from dateline.language import shared_data

CREDITS = shared_data().table("article/credits.toml")
COPYRIGHT = shared_data().table("article/outlets.toml")["copyright"]
_MARKED = re.compile(r"\[(.*)\]")


def plain(example: str) -> str:
    return _MARKED.sub(r"\1", example)


def marked(example: str) -> str | None:
    found = _MARKED.search(example)
    return found[1] if found else None


@pytest.mark.parametrize("section", CREDITS.values(), ids=CREDITS)
def test_the_credit_is_what_the_examples_mark(section: dict[str, Any]) -> None:
    assert section["examples"] and section["counterexamples"]
    found = {each: split_credit(plain(each))[1] for each in (*section["examples"], *section["counterexamples"])}
    assert found == {each: marked(each) for each in found}


def test_the_owner_is_what_the_examples_mark() -> None:
    found = {each: owner_in(plain(each)) for each in (*COPYRIGHT["examples"], *COPYRIGHT["counterexamples"])}
    assert found == {each: marked(each) for each in found}


LOGO = shared_data().table("article/outlets.toml")["logo"]


@pytest.mark.parametrize("line", [*LOGO["examples"], *LOGO["counterexamples"]])
def test_a_logo_s_text_names_its_site(line: str) -> None:
    alt, _, name = line.partition("=>")
    assert logo_of(alt.strip()) == (name.strip() or None)


def test_credits_in_capitals_are_cut_at_their_place() -> None:
    assert split_credit("İskele pazartesi. FOTOĞRAF: Mika Orrin") == ("İskele pazartesi.", "FOTOĞRAF: Mika Orrin")
    assert split_credit("Rıhtım pazartesi. KAYNAK: İlke Haber") == ("Rıhtım pazartesi.", "KAYNAK: İlke Haber")
