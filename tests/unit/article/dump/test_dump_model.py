import numpy as np

from dateline.article.dump.briefs import role_probabilities
from dateline.article.dump.cues import load_cues
from dateline.article.dump.lines import split_lines
from dateline.article.dump.model import CLASSES, best_span, load_model, model_columns
from dateline.article.dump.trees import dump_trees, load_trees

LEAF_LOW = {"leaf_value": -1.0}
LEAF_HIGH = {"leaf_value": 2.0}
STUMP = {"tree_structure": {"split_feature": 1, "threshold": 0.1, "left_child": LEAF_LOW, "right_child": LEAF_HIGH}}
CONSTANT = {"tree_structure": {"leaf_value": 0.5}}


def test_trees_come_out_of_the_file_as_they_went_in() -> None:
    trees = load_trees(dump_trees(["words", "commas"], 1, [STUMP, CONSTANT]))
    rows = np.array([[9.0, 0.0], [0.0, 0.2]], np.float32)
    assert trees.scores(rows).tolist() == [[-0.5], [2.5]]
    assert trees.features == ("words", "commas")


def test_a_value_at_the_threshold_goes_left() -> None:
    trees = load_trees(dump_trees(["words", "commas"], 1, [STUMP]))
    above = np.nextafter(np.float32(0.1), np.float32(1))
    rows = np.array([[0, np.float32(0.1)], [0, above]], np.float32)
    assert trees.scores(rows)[:, 0].tolist() == [-1.0, 2.0]


def test_classes_take_turns() -> None:
    trees = load_trees(dump_trees(["words", "commas"], 2, [STUMP, CONSTANT]))
    probabilities = trees.probabilities(np.array([[0, 1]], np.float32))
    assert trees.scores(np.array([[0, 1]], np.float32)).tolist() == [[2.0, 0.5]]
    assert abs(float(probabilities.sum()) - 1) < 1e-12


def test_the_same_trees_give_the_same_bytes() -> None:
    assert dump_trees(["a", "b"], 1, [STUMP]) == dump_trees(["a", "b"], 1, [STUMP])


def test_the_shipped_files_have_the_columns_that_the_code_makes() -> None:
    own, both = model_columns(load_cues())
    model = load_model()
    assert (list(model.body.features), model.body.classes) == (own, 1)
    assert (list(model.roles.features), model.roles.classes) == (both, len(CLASSES))


def test_probabilities_are_of_every_line_and_sum_to_one(treaty: str) -> None:
    lines = split_lines(treaty)
    probabilities, rows = role_probabilities(lines, load_cues(), frozenset({"the", "of"}))
    assert probabilities.shape == (len(lines), len(CLASSES))
    assert len(rows) == len(lines)
    assert np.allclose(probabilities.sum(axis=1), 1)


def test_the_best_span_is_the_run_with_the_greatest_sum() -> None:
    assert best_span(np.array([-1, 2, -1, 3, -9, 4], np.float32)) == (1, 4)
    assert best_span(np.array([-1, -2], np.float32)) == (0, 0)
