"""Words of bylines: every example of the table, and what only looks like one."""

from collections.abc import Callable

import pytest

from dateline.article.authors.signed import find_signed
from dateline.article.bylines.marked import is_author_element
from dateline.article.bylines.names import NAME_WORD, is_agency, is_firm, is_personal, tells_of_place
from dateline.article.bylines.openers import is_agency_line, may_head_others, opens_byline, signs_plainly
from dateline.article.bylines.split import split_byline, split_signoff
from dateline.article.bylines.who_signs import is_job
from dateline.article.bylines.words import load_wording
from dateline.article.draft import DraftBlock
from dateline.article.tree.markup import Element
from dateline.language import shared_data

TABLE = shared_data().table("article/bylines.toml")
LISTS = [name for name in TABLE if name not in ("examples", "counterexamples")]


def signs_with_a_title(line: str) -> bool:
    return any(author.title for author in split_byline(line))


def signs_as_a_desk(line: str) -> bool:
    return [author.kind for author in split_byline(line)] == ["desk"]


def signs_as_an_agency(line: str) -> bool:
    blocks = [
        DraftBlock(text=text, role=role)
        for text, role in (("Bridge shut", "headline"), (line, "other"), ("A. " * 40, "body"))
    ]
    found = find_signed(blocks, outlet=None, section=None)
    return found is not None and [author.kind for author in found.authors] == ["agency"]


def links_to_an_author(address: str) -> bool:
    link = Element("a", parent=0, depth=1, marks=0, flags=0, block=0, classes=None, href=address)
    return is_author_element(link)


def tells_of_its_place(line: str) -> bool:
    return tells_of_place(*line.split(" | "))


def is_one_body(line: str) -> bool:
    told, whole = line.split(" | ")
    return [author.name for author in split_byline(told, told=True)] == [whole]


def begins_with_an_article(name: str) -> bool:
    return name.casefold().split()[0] in load_wording().articles


def speaks_of_oneself(line: str) -> bool:
    return load_wording().first_person.search(line) is not None


FINDS: dict[str, Callable[[str], bool]] = {
    "openers": opens_byline,
    "signers": signs_plainly,
    "desk_words": signs_as_a_desk,
    "agencies": is_agency,
    "agency_words": is_agency,
    "title_words": signs_with_a_title,
    "honorifics": signs_with_a_title,
    "particles": is_personal,
    "firms": is_firm,
    "jobs": is_job,
    "given_names": is_personal,
    "author_pages": links_to_an_author,
    "before_places": tells_of_its_place,
    "purposes": is_one_body,
    "labels": may_head_others,
    "articles": begins_with_an_article,
    "first_person": speaks_of_oneself,
    "small_agencies": signs_as_an_agency,
    "capital_agencies": is_agency,
    "closers": opens_byline,
    "given_last": is_personal,
}


def misread(name: str, line: str) -> list[str] | None:
    """The names that a line gives where they are not those behind its arrow, else None."""
    told, _, expected = line.partition("=>")
    split = split_signoff if name == "signoffs" else split_byline
    names = [author.name for author in split(told.strip())]
    return names if "; ".join(names) != expected.strip() else None


@pytest.mark.parametrize("name", LISTS)
def test_the_tables_examples_hold(name: str) -> None:
    examples, counterexamples = TABLE["examples"][name], TABLE["counterexamples"][name]
    read = {each: misread(name, each) for each in (*examples, *counterexamples) if "=>" in each}
    assert {each: names for each, names in read.items() if names is not None} == {}
    assert [each for each in examples if "=>" not in each and not FINDS[name](each)] == []
    assert [each for each in counterexamples if "=>" not in each and FINDS[name](each)] == []


@pytest.mark.parametrize(
    "text",
    [
        "In Salvane liegt die Fähre fest. Das Hafenamt berät über das Weitere, sagte ein Sprecher der Deutschen "
        "Presse-Agentur (dpa) am frühen Morgen.",
        "Orlik (dpa) – Trotz eines Gesprächs im Hafenamt bleibt die Fähre liegen, sagte der Lotse der Deutschen "
        "Presse-Agentur.",
    ],
)
def test_a_paragraph_that_names_an_agency_is_no_line_of_it(text: str) -> None:
    assert not is_agency_line(text)
    assert not opens_byline(text)


def test_a_capital_before_a_rule_of_signs_is_told_at_once() -> None:
    """A run of signs within a word was once tried in every way it can be divided."""
    assert NAME_WORD.fullmatch("T" + "-" * 70 + "_") is None
    assert NAME_WORD.fullmatch("O'Teld-Brandt")
