"""The label files hold places and kinds, and no text."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from training.hand_names import LABELS, written_names

RANGES = r"(?:-|\d+-\d+(?:,\d+-\d+)*)"
ROWS = {
    "ewt_names.tsv": r"[\w.-]+\t[0-9a-f]{8}\t\d+-\d+:[POLFGEWD](?: \d+-\d+:[POLFGEWD])*",
    "news_names.tsv": r"[\w/.-]+\t\d+-\d+\t[0-9a-f]{8}\t(?:-|\d+-\d+:[POLFGEWD](?: \d+-\d+:[POLFGEWD])*)",
    **dict.fromkeys(
        ("event_reports.tsv", "event_verdicts.tsv"),
        r"(?:page\ttrigger\ttype\tparties\tverdict)|"
        r"[^\t ]+\t[0-9a-f]{8}:-?\d+--?\d+\t[A-Z]+\t(?:\w+@[0-9a-f]{8}:-?\d+--?\d+ ?)*\t"
        r"(?:right|[xtaArRs]+)(?: (?:right|[xtaArRs]+))*",
    ),
    "news_attributions.tsv": rf"[\w/.-]+\t[0-9a-f]{{8}}\t{RANGES}\t{RANGES}\t{RANGES}",
}


def rows(name: str) -> Iterator[str]:
    yield from (LABELS / name).read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_an_identity_a_hash_and_places(name: str) -> None:
    odd = [row for row in rows(name) if not re.fullmatch(ROWS[name], row)]
    assert odd == []


@pytest.mark.parametrize("name", ["ewt_names.tsv", "news_names.tsv"])
def test_names_are_in_order_and_do_not_overlap(name: str) -> None:
    for row in rows(name):
        spans = [tuple(map(int, s.split(":")[0].split("-"))) for s in row.split("\t")[-1].split() if s != "-"]
        assert all(start < end for start, end in spans), row
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), row


def test_a_sentence_is_listed_once() -> None:
    identities = [row.split("\t")[0] for row in rows("ewt_names.tsv")]
    assert len(identities) == len(set(identities))


def test_written_names_lie_on_the_text_without_its_marks() -> None:
    pieces = written_names()
    assert len(pieces) > 400
    # A mark that is no pair of brackets with a kind would be passed over in silence.
    marks = (LABELS / "written_names.txt").read_text("utf-8")
    assert {marks.count(each) for each in "[]|"} == {sum(len(names) for _, names in pieces.values())}
    for name, (text, names) in pieces.items():
        assert not set("[]|") & set(text), name
        assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in names), name
        assert all(one[1] <= other[0] for one, other in pairwise(names)), name
