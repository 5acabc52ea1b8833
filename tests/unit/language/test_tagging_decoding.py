import itertools
import random

import numpy as np
import pytest

from dateline.language.tagging.labels import Lemmatiser, NameWords, entity_spans, join_names, runs, sigmoid, softmax
from dateline.language.tagging.trees import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    for word in range(1, len(heads) + 1):
        seen, at = set(), word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return heads.count(0) == 1


def brute(scores: np.ndarray) -> float:
    """The best sum over all trees with one root."""
    n = len(scores)
    logs = scores.copy()
    logs[np.arange(n), np.arange(1, n + 1)] = -np.inf
    logs -= logs.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    trees = (h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h))
    return max(sum(float(logs[i, h]) for i, h in enumerate(heads)) for heads in trees)


@pytest.mark.parametrize("seed", range(40))
def test_every_answer_is_a_tree_with_one_root(seed: int) -> None:
    draw = np.random.default_rng(seed)
    size = 1 + seed
    heads = best_heads(draw.normal(scale=3, size=(size, size + 1)).astype(np.float32))
    assert is_tree(tuple(heads))


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tree_below_the_root_it_chose(seed: int) -> None:
    draw = np.random.default_rng(100 + seed)
    scores = draw.normal(scale=2, size=(4, 5)).astype(np.float32)
    heads = best_heads(scores)
    n = len(scores)
    logs = scores.astype(np.float64)
    logs[np.arange(n), np.arange(1, n + 1)] = -np.inf
    logs -= logs.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    root = heads.index(0)
    rivals = [h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h) and h[root] == 0]
    best = max(sum(float(logs[i, h]) for i, h in enumerate(r)) for r in rivals)
    assert sum(float(logs[i, h]) for i, h in enumerate(heads)) == pytest.approx(best, abs=1e-4)


def test_a_ring_is_opened_where_it_costs_least() -> None:
    # 1 and 2 choose each other; the root can be had for less by 2.
    scores = np.array([[0.0, 0.0, 9.0], [3.0, 9.0, 0.0]], dtype=np.float32)
    assert best_heads(scores) == [2, 0]


def spell(kinds: list[str], rows: list[list[float]]) -> list[tuple[str, int, int]]:
    return [s[:3] for s in entity_spans(softmax(np.array(rows, dtype=np.float32)), kinds)]


def test_entity_labels_are_read_as_spans() -> None:
    #        O  B-p I-p B-o I-o
    rows = [[0, 9, 0, 0, 0], [0, 0, 9, 0, 0], [9, 0, 0, 0, 0], [0, 0, 0, 9, 0], [0, 0, 0, 9, 0]]
    assert spell(["person", "organisation"], rows) == [("person", 0, 2), ("organisation", 3, 4), ("organisation", 4, 5)]


def test_an_inner_label_without_a_beginning_is_never_given() -> None:
    rows = [[0, 0, 5, 4.9, 0], [0, 0, 0, 0, 9], [0, 0, 5, 0, 4.9]]
    assert spell(["person", "organisation"], rows) == [("organisation", 0, 3)]


def test_a_name_cut_in_two_is_joined_and_numbers_are_not() -> None:
    words = ["Orm", "Rail", "of", "al", "-", "Hasa", "met", "4", "May", "7", "times"]
    spans = [
        ("organisation", 0, 1, 0.9),
        ("organisation", 1, 2, 0.8),
        ("organisation", 3, 4, 0.4),
        ("place", 5, 6, 0.9),
    ]
    numbers = [("date", 7, 9, 0.9), ("cardinal", 9, 10, 0.9), ("cardinal", 10, 11, 0.9)]
    known = NameWords(particles=frozenset({"al"}))
    joined = join_names([*spans, *numbers], words, known)
    assert joined == [("organisation", 0, 2, 0.8), ("place", 3, 6, 0.4), *numbers]
    assert join_names(spans[2:], words, NameWords()) == spans[2:]


def test_names_at_their_edges() -> None:
    words = ["Tessalian", "Labour", "Party", "Sheikh", "Dr.", "Vass", "and", "President", "MNT", "4,030", "2031", ","]
    spans = [("group", 0, 1, 0.9), ("organisation", 1, 3, 0.8), ("person", 3, 6, 0.7), ("person", 7, 8, 0.6)]
    numbers = [("money", 8, 9, 0.9), ("cardinal", 9, 10, 0.8), ("date", 10, 12, 0.9)]
    known = NameWords(titles=frozenset({"sheikh", "dr.", "president"}))
    assert join_names([*spans, *numbers], words, known) == [
        ("organisation", 0, 3, 0.8),
        ("person", 5, 6, 0.7),
        ("money", 8, 10, 0.8),
        ("date", 10, 11, 0.9),
    ]


@pytest.mark.parametrize("seed", range(25))
def test_the_best_well_formed_reading(seed: int) -> None:
    draw = random.Random(seed)
    probabilities = softmax(np.array([[draw.gauss(0, 2) for _ in range(5)] for _ in range(4)], dtype=np.float32))

    def well_formed(labels: tuple[int, ...]) -> bool:
        return all(label not in (2, 4) or before in (label, label - 1) for before, label in zip((0, *labels), labels))

    best = max(
        (labels for labels in itertools.product(range(5), repeat=4) if well_formed(labels)),
        key=lambda labels: sum(float(np.log(probabilities[i, n])) for i, n in enumerate(labels)),
    )
    spans = entity_spans(probabilities, ["person", "organisation"])
    found = [0] * 4
    for kind, first, end, _ in spans:
        for i in range(first, end):
            found[i] = (1 if kind == "person" else 3) + (i > first)
    assert tuple(found) == best


@pytest.mark.parametrize(
    ("form", "upos", "script", "lemma"),
    [
        ("Mills", "NOUN", 0, "mill"),
        ("Norvik", "PROPN", 1, "Norvik"),
        ("carried", "VERB", 2, "carry"),
        ("BRANDT", "PROPN", 3, "Brandt"),
        ("a", "DET", 2, "a"),
        ("told", "VERB", 0, "tell"),
        ("told", "ADJ", 1, "told"),
    ],
)
def test_lemmas(form: str, upos: str, script: int, lemma: str) -> None:
    lemmatiser = Lemmatiser(["l|1|", "k|0|", "l|3|y", "t|0|"], "told\tVERB\ttell\n")
    assert lemmatiser.lemma(form, upos, script) == lemma


def test_runs_bridge_small_gaps_only() -> None:
    held = [True, False, True, False, False, True, True]
    assert runs(held) == [(0, 1), (2, 3), (5, 7)]
    assert runs(held, most_gap=1) == [(0, 3), (5, 7)]
    assert runs([]) == []


def test_sigmoid_bears_extremes() -> None:
    assert sigmoid(np.array([-1e9, 0.0, 1e9], dtype=np.float32)).tolist() == pytest.approx([0.0, 0.5, 1.0])
