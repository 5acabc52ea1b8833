"""The parts in C give what plain Python gives, byte for byte, and take no wrong value for a right one."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.conformance.native_readings import any_page

import dateline
from dateline.article import native as package
from dateline.article.blocks import native_walker, walk, walk_plainly
from dateline.article.features import _of_text, count_plainly
from dateline.article.folded import fold_plainly, folded_words
from dateline.article.markup import Markup, RawBlock
from dateline.article.native import SWITCH, native
from dateline.article.native.walker import TRIED
from dateline.article.trees import gather_questions, sum_leaves, sum_plainly

ROOT = Path(__file__).parents[2]
built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")
_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SIGNS = " .,?!:|©@htpw0A\u00a0\u0e01\u3042市Ж\u00ad\U0001f30a\ud800_"
_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(_SIGNS)), min_size=1, max_size=90)


def in_process(switch: str, *command: str) -> str:
    """What Python prints with the switch set so."""
    environment = {**os.environ, SWITCH: switch, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@built
def test_every_page_is_read_alike() -> None:
    command = ("-m", "tests.conformance.native_readings")
    plain, compiled = in_process("0", *command), in_process("1", *command)
    differing = [a for a, b in zip(plain.splitlines(), compiled.splitlines(), strict=True) if a != b]
    assert not differing
    assert len(plain.splitlines()) > 400


@built
def test_the_walk_in_c_is_in_use() -> None:
    import selectolax

    if selectolax.__version__ in TRIED:
        assert native_walker() is not None


@built
@given(st.randoms(use_true_random=False), st.sampled_from((3, 20, 120)))
@_SETTINGS
def test_any_tree_is_walked_alike(draw: Any, size: int) -> None:
    content = any_page(draw, size)
    for most in (3, 1000):
        tree = LexborHTMLParser(content)
        assert _told(walk(tree, most)) == _told(walk_plainly(tree, most))


def _told(markup: Markup) -> bytes:
    markup.tree = None
    return msgspec.msgpack.encode(markup)


@built
@given(st.text(max_size=200))
@_SETTINGS
def test_words_are_cut_alike(text: str) -> None:
    assert folded_words(text) == fold_plainly(text)


@built
@given(st.lists(st.tuples(_TEXT, st.integers(0, 50), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8))
@_SETTINGS
def test_texts_are_counted_alike(lines: list[tuple[str, int, int, int]]) -> None:
    tree = LexborHTMLParser("<p>")
    markup = walk_plainly(tree, 10)
    markup.blocks = [RawBlock(text, 0, [(text, 0)], *told, order) for order, (text, *told) in enumerate(lines)]
    markup.blocks.append(RawBlock("The quay is shut. " * 300 + "市" * 2500, 0, [], 0, 0, 0, 9))
    for mine, plain in zip(_of_text(markup), count_plainly(markup)):
        assert np.array_equal(mine, plain)


class _Forest(msgspec.Struct, dict=True):
    columns: Any
    thresholds: Any
    leaves: Any
    depth: int

    @property
    def questions(self) -> Any:
        return gather_questions(self.columns, self.thresholds, self.depth)


def _forest(draw: np.random.Generator, *, votes: int, depth: int, columns: int) -> _Forest:
    trees = 7
    shape = (trees << depth, votes) if votes else (trees << depth,)
    return _Forest(
        draw.integers(0, columns, trees * depth),
        draw.random(trees * depth).astype(np.float32),
        draw.integers(-60_000, 60_000, shape).astype(np.int32),
        depth,
    )


@built
@pytest.mark.parametrize("votes", [0, 1, 12])
@pytest.mark.parametrize("rows", [0, 1, 2, 255, 256, 257, 900])
def test_trees_vote_alike(votes: int, rows: int) -> None:
    draw = np.random.default_rng(rows)
    for depth in (1, 5, 8):
        forest = _forest(draw, votes=votes, depth=depth, columns=9)
        matrix = draw.random((rows, 9)).astype(np.float32)
        matrix[rows // 2 :, 3] = np.nan
        for each in (matrix, np.asfortranarray(matrix), np.asfortranarray(matrix)[1:], matrix[::2]):
            assert np.array_equal(sum_leaves(forest, each), sum_plainly(forest, each))


@built
def test_what_does_not_fit_is_refused() -> None:
    module = native()
    forest = _forest(np.random.default_rng(0), votes=2, depth=3, columns=4)
    matrix, sums = np.zeros((4, 5), np.float32), np.zeros((5, 2), np.int64)
    good = [matrix, forest.columns, forest.thresholds, forest.leaves, 3, sums]
    module.sum_leaves(*good)
    for place, wrong in (
        (0, matrix[:3]), (0, matrix.astype(float)), (0, matrix.T), (0, matrix[0]), (1, forest.columns + 2),
        (1, forest.columns - 9), (1, forest.columns[:-1]), (1, forest.columns.astype(np.int32)),
        (2, forest.thresholds[:-3]), (3, forest.leaves[:-1]), (3, forest.leaves[:, ::-1]), (3, forest.leaves[:, :0]),
        (4, 0), (4, 9), (4, -1), (5, sums[:4]), (5, sums[:, :1]), (5, b"bytes"), (5, None),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError, BufferError)):
            module.sum_leaves(*good[:place], wrong, *good[place + 1 :])
    for arguments in (([1], *[np.zeros(1, np.int64)] * 3), ([], *[np.zeros(0, np.int64)] * 3), ([], b"", b"", b"")):
        with pytest.raises((TypeError, ValueError, AttributeError, BufferError)):
            module.gather_elements(*arguments)
    with pytest.raises(TypeError):
        module.folded_words(b"bytes")
    with pytest.raises(TypeError):
        module.Words({1: 1})
    walker = module.Walker.__new__(module.Walker)
    with pytest.raises(TypeError):
        walker.walk(None, None, 0, 0, 1)
    with pytest.raises(LookupError):
        module.Walker(
            library="/nowhere.so", tags={}, element=1, block=1, image=1, marks_of=1, hiding=1, broken="",
            hidden=0, own_line=0, figure=0, meta_marks=0,
        )  # fmt: skip


@built
def test_they_can_be_switched_off() -> None:
    told = ("-c", "from dateline.article.native import native; print(native() is None)")
    assert in_process("0", *told) == "True\n"
    assert in_process("1", *told) == "False\n"


def test_where_they_must_be_built_their_absence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateline.article.native._native", None)
    monkeypatch.delenv(SWITCH, raising=False)
    assert package._load() is None
    monkeypatch.setenv(SWITCH, "1")
    with pytest.raises(ImportError):
        package._load()


def test_every_setting_is_documented() -> None:
    """Environment variables that the code reads are told of in the reference."""
    told = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    folder = Path(dateline.__file__).parent
    asked = {
        name for path in folder.rglob("*.py") for name in re.findall(r'"(DATELINE_[A-Z_]+)"', path.read_text("utf-8"))
    }
    assert SWITCH in asked
    assert not {name for name in asked if f"`{name}`" not in told}
