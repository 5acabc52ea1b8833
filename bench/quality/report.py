"""Rows of a quality table: a figure, its interval, and what it was measured on."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

T = TypeVar("T")


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure.

    stage, set: what was measured, on what ("times", "tempeval3_tbaq/TimeBank").
    system: "dateline", a peer's name with its version, or a baseline's.
    metric: "f1", "precision", "recall", "accuracy", ...; with what it is of ("value f1").
    value: 0 to 1 unless the metric says otherwise; None where it could not be measured: `note` says why.
    low, high: 95% bootstrap interval over documents, where it was computed.
    published: the figure is a publication's, not measured in this run.
    """

    stage: str
    set: str
    system: str
    metric: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    published: bool = False
    note: str = ""


class Counts(msgspec.Struct, frozen=True):
    """True positives, false positives and false negatives of one document, addable."""

    tp: float = 0.0
    fp: float = 0.0
    fn: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


def total(counts: Sequence[Counts]) -> Counts:
    """The sum of per-document counts."""
    whole = Counts()
    for each in counts:
        whole = whole + each
    return whole


def interval(
    documents: Sequence[T], figure: Callable[[Sequence[T]], float], *, samples: int = 500, seed: int = 1
) -> tuple[float, float]:
    """The 95% bootstrap interval of `figure` over documents, drawn with a fixed seed."""
    if not documents:
        return (0.0, 0.0)
    draw = random.Random(seed)
    figures = sorted(figure(draw.choices(documents, k=len(documents))) for _ in range(samples))
    return figures[int(0.025 * samples)], figures[min(samples - 1, int(0.975 * samples))]


def f1_rows(stage: str, set_: str, system: str, per_document: Sequence[Counts], *, of: str) -> list[Row]:
    """Precision, recall and F1 of `of`, micro-averaged, F1 with its interval."""
    whole = total(per_document)
    low, high = interval(per_document, lambda drawn: total(drawn).f1)
    n = len(per_document)
    return [
        Row(stage, set_, system, f"{of} precision", whole.precision, n=n),
        Row(stage, set_, system, f"{of} recall", whole.recall, n=n),
        Row(stage, set_, system, f"{of} f1", whole.f1, low=low, high=high, n=n),
    ]


def table(rows: Sequence[Row]) -> str:
    """Rows as a plain text table, in the order given."""
    lines = [f"{'stage':<10} {'set':<34} {'system':<30} {'metric':<34} {'value':>8}  interval / note"]
    for row in rows:
        value = "-" if row.value is None else f"{row.value:.4f}" if abs(row.value) < 100 else f"{row.value:.0f}"
        span = f"[{row.low:.3f}, {row.high:.3f}]" if row.low is not None and row.high is not None else ""
        note = " ".join(each for each in (span, "published" if row.published else "", row.note) if each)
        lines.append(f"{row.stage:<10} {row.set:<34} {row.system:<30} {row.metric:<34} {value:>8}  {note}")
    return "\n".join(lines)
