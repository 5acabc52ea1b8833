"""A trained model's files, and one call of it. Sessions use one thread and are fed one window at a time."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.language.tagging.session import open_session
from dateline.language.tagging.tellings import HeadFacts

Floats = NDArray[np.float32]


class ModelFacts(msgspec.Struct, frozen=True):
    """What `tagger.json` says of one model. Thresholds are calibrated in training; see MODEL_CARD.md.

    outside_bias: added to the score of a word's being in no name; organisation_bias: to that of its being in an
    organisation's. doubt: a sentence that holds a word less sure of its
    name's label than this is read once more, by itself.
    """

    model: str
    pairs: str
    sha256: str
    relations: tuple[str, ...]
    lemmas: tuple[str, ...]
    quote_bias: tuple[float, float]
    heads: HeadFacts | None = None
    event_threshold: float = 0.5
    cue_threshold: float = 0.5
    source_threshold: float = 0.5
    content_threshold: float = 0.5
    start_threshold: float = 0.5
    outside_bias: float = 0.0
    organisation_bias: float = 0.0
    doubt: float = 0.0


class TaggerFacts(msgspec.Struct, frozen=True):
    """`tagger.json`: the models of a language, the one taken unless another is asked for, and their labels."""

    name: str
    default: str
    upos: tuple[str, ...]
    kinds: tuple[str, ...]
    models: dict[str, ModelFacts]


def read_facts(folder: Path) -> TaggerFacts:
    """The `tagger.json` of a weights folder."""
    return msgspec.json.decode((folder / "tagger.json").read_bytes(), type=TaggerFacts)


class Scores(msgspec.Struct, frozen=True):
    """One window's numbers; row 0 of each is the root. n: words and the root.

    tags: [n, labels]. arcs: [n, n]. rdep, rhead: vectors for relations. qcue, qarg: [n, 2, width] for quotations.
    vectors: [1, pieces, width], of pieces and their casing, for the event heads; None where the model has none.
    first, last: rows' pieces.
    """

    tags: Floats
    arcs: Floats
    rdep: Floats
    rhead: Floats
    qcue: Floats
    qarg: Floats
    vectors: Floats | None = None
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()

    @property
    def marks(self) -> tuple[Floats, Floats]:
        """Vectors of a window's start and end."""
        assert self.vectors is not None
        return self.vectors[0, 0], self.vectors[0, -1]

    def of(self, start: int, end: int) -> "Scores":
        """Those of the words start..end of the window alone, under the same root."""
        rows = [0, *range(start + 1, end + 1)]
        table = np.ix_(rows, rows)
        return msgspec.structs.replace(
            self,
            tags=self.tags[rows],
            arcs=self.arcs[table],
            rdep=self.rdep[rows],
            rhead=self.rhead[rows],
            qcue=self.qcue[rows],
            qarg=self.qarg[rows],
            first=tuple(self.first[row] for row in rows),
            last=tuple(self.last[row] for row in rows),
        )


class Weights:
    """A loaded model. Files are read once; their hash is proven against `tagger.json`."""

    def __init__(self, folder: Path, facts: ModelFacts) -> None:
        content = (folder / facts.model).read_bytes()
        if hashlib.sha256(content).hexdigest() != facts.sha256:
            raise ValueError(f"{facts.model} is not the file that tagger.json describes")
        self._main = open_session(content)
        self._pairs = open_session((folder / facts.pairs).read_bytes())
        self._wanted = ["tags", "arcs", "rdep", "rhead", "qcue", "qarg", *(["vectors"] if facts.heads else [])]

    def run(self, pieces: list[int], shapes: list[int], first: list[int], last: list[int]) -> Scores:
        """Scores of one window. first, last: each word's first and last piece, the root's (0, 0) before them."""
        feed = {
            "pieces": np.array([pieces], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "first": np.array(first, dtype=np.int64),
            "last": np.array(last, dtype=np.int64),
        }
        tags, arcs, rdep, rhead, qcue, qarg, *given = self._main.run(self._wanted, feed)
        n = len(first)
        cues, arguments = qcue.reshape(n, 2, -1), qarg.reshape(n, 2, -1)
        vectors = given[0] if given else None
        return Scores(tags, arcs, rdep, rhead, cues, arguments, vectors, tuple(first), tuple(last))

    def relations(self, scores: Scores, heads: list[int]) -> Floats:
        """[n, relations]: scores of the relation of each row to its head's row."""
        feed = {"rdep": scores.rdep, "rhead": scores.rhead, "heads": np.array(heads, dtype=np.int64)}
        made: Floats = self._pairs.run(["relations"], feed)[0]
        return made


def describe(folder: Path, name: str) -> dict[str, Any]:
    """The parts of `tagger.json` that a model's own files tell: for the training's last step."""
    facts: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return {
        "model": f"{name}.onnx",
        "pairs": f"{name}.relations.onnx",
        "sha256": hashlib.sha256((folder / f"{name}.onnx").read_bytes()).hexdigest(),
        **facts,
    }
