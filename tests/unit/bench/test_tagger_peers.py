import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bench.quality.peers import taggers
from bench.quality.peers.taggers import BareNames, Kept, Loaded, Peer, wanted
from bench.quality.stages.tagger import measure_peer, measure_trees, name_counts, read_tagged

from dateline.adapters.taggers import SpacyTagger
from dateline.model import Analysis, Span

TEXT = "The Harbour Board's Ilse Brandt of Norvik met Norvikers by the Long Quay under the Ferry Act."
LABELS = {
    "The Harbour Board's": "ORG",
    "Ilse Brandt": "PERSON",
    "Norvik": "GPE",
    "Norvikers": "NORP",
    "the Long Quay": "FAC",
    "the Ferry Act": "LAW",
}
ROWS = (
    "The/O Harbour/B-Organization Board/I-Organization 's/O Ilse/B-Person Brandt/I-Person of/O Norvik/B-Location "
    "met/O Norvikers/B-NORP by/O the/O Long/B-Facility Quay/I-Facility under/O the/O Ferry/O Act/O ./O"
)
KINDS = {
    "Organization": "organisation",
    "Person": "person",
    "Location": "place",
    "NORP": "group",
    "Facility": "facility",
}
CONLLU = """# newdoc id = one
# newpar
# sent_id = one-1
1\tNorvik\tNorvik\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tburned\tburn\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


class Doc:
    """A fake pipeline's answer: words by spaces and marks, every name of LABELS."""

    def __init__(self, text: str) -> None:
        found = re.finditer(r"['’]s|\w+|[^\w\s]", text)
        self.words = [_word(i, m.start(), m.group()) for i, m in enumerate(found)]
        for word in self.words:
            word.head = self.words[0]
        self.sents = [self.words]
        self.ents = [
            SimpleNamespace(label_=label, start_char=text.index(name), end_char=text.index(name) + len(name))
            for name, label in LABELS.items()
            if name in text
        ]

    def has_annotation(self, name: str) -> bool:
        return True


def _word(i: int, at: int, text: str) -> Any:
    tag = "PUNCT" if text == "." else "PROPN" if text[0].isupper() else "VERB"
    return SimpleNamespace(i=i, idx=at, text=text, is_space=False, pos_=tag, lemma_=text, dep_="pobj", head=None)


class Counting:
    name, version = "fake", "1"

    def __init__(self) -> None:
        self.calls = 0
        self.tagger = SpacyTagger(Doc, name="fake", version="1")

    def tag(self, text: str, spans: Any) -> Analysis:
        self.calls += 1
        return self.tagger.tag(text, spans)


def names(analysis: Analysis) -> list[tuple[str, str]]:
    return [(each.kind, TEXT[each.start : each.end]) for each in analysis.entities]


def test_kinds_of_another_scheme_are_ours_and_law_is_none() -> None:
    found = names(SpacyTagger(Doc, name="fake", version="1").tag(TEXT, [Span(0, len(TEXT))]))
    assert found == [
        ("organisation", "The Harbour Board's"),
        ("person", "Ilse Brandt"),
        ("place", "Norvik"),
        ("group", "Norvikers"),
        ("facility", "the Long Quay"),
    ]


def test_bare_names_are_those_of_the_sets() -> None:
    document = read_tagged([tuple(row.split("/")) for row in ROWS.split()], KINDS)
    assert document.text == TEXT + "\n\n"
    tagger = SpacyTagger(Doc, name="fake", version="1")
    ours = {kind: kind for kind in KINDS.values()}
    as_they_come = name_counts(document, tagger.tag(document.text, document.spans), ours)
    bare = name_counts(document, BareNames(tagger).tag(document.text, document.spans), ours)
    assert (as_they_come["organisation"].tp, as_they_come["facility"].tp) == (0, 0)
    assert all(counts.f1 == 1.0 for counts in bare.values())


def test_two_readings_of_a_text_cost_one_pass() -> None:
    counting = Counting()
    kept = Kept(counting)
    span = [Span(0, len(TEXT))]
    assert names(BareNames(kept).tag(TEXT, span))[0] == ("organisation", "Harbour Board")
    assert names(kept.tag(TEXT, span))[0] == ("organisation", "The Harbour Board's")
    assert counting.calls == 1


def test_trees_of_another_scheme_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "language/train/ud_ewt"
    folder.mkdir(parents=True)
    (folder / "en_ewt-ud-test.conllu").write_text(CONLLU, "utf-8")
    peer = Peer("fake", ("pytest",), lambda package: Loaded(Counting(), lambda text, spans: 0))
    rows = measure_peer(peer, tmp_path, 1, "t")
    assert [row.metric for row in rows if row.metric.endswith("f1")] == ["words f1", "sentences f1", "UPOS f1"]
    assert all(row.system.startswith("fake ") and row.value == 1.0 for row in rows)
    assert len(measure_trees(Counting(), tmp_path, "ud_ewt/test", "ours")) == 18


def test_a_copys_package_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "language/train/ud_ewt"
    folder.mkdir(parents=True)
    (folder / "en_ewt-ud-test.conllu").write_text(CONLLU, "utf-8")
    peer = Peer("fake", ("no-such-package", "pytest"), lambda package: Loaded(Counting(), lambda text, spans: 0))
    assert {row.note for row in measure_peer(peer, tmp_path, 1, "t")} == {"as pytest"}


def test_what_is_not_installed_is_said_and_passed_over(tmp_path: Path) -> None:
    def broken(package: str) -> Loaded:
        raise ImportError("its library")

    for packages in (("no-such-package", "nor-this"), ("pytest",)):
        (row,) = measure_peer(Peer("fake", packages, broken), tmp_path, 1, "tnws")
        assert row.value is None and row.note == f"not installed: {' or '.join(packages)}"


def test_peers_may_be_named_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_BENCH_PEERS", raising=False)
    assert wanted() == list(taggers.PEERS)
    monkeypatch.setenv("DATELINE_BENCH_PEERS", "none")
    assert wanted() == []
    monkeypatch.setenv("DATELINE_BENCH_PEERS", f"trafilatura,{taggers.PEERS[0].name}")
    assert wanted() == [taggers.PEERS[0]]
