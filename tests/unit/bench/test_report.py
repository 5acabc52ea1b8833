from pathlib import Path

from bench.quality.floors import fallen, raise_floors, read_floors
from bench.quality.report import Counts, Row, f1_rows, interval, table, total


def row(value: float, system: str = "dateline") -> Row:
    return Row("times", "own", system, "value f1", value)


def test_counts_add_and_give_precision_recall_and_f1() -> None:
    whole = total([Counts(2, 1, 0), Counts(1, 0, 2)])
    assert (whole.precision, whole.recall) == (0.75, 0.6)
    assert abs(whole.f1 - 2 * 0.75 * 0.6 / 1.35) < 1e-12


def test_nothing_found_and_nothing_to_find_is_zero_not_an_error() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


def test_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    documents = [Counts(i % 3, 1, 1) for i in range(30)]
    first = interval(documents, lambda drawn: total(drawn).f1)
    assert first == interval(documents, lambda drawn: total(drawn).f1)
    assert first[0] < total(documents).f1 < first[1]


def test_rows_print_as_a_table_with_published_figures_marked() -> None:
    rows = [*f1_rows("times", "own", "dateline", [Counts(1, 1, 0)], of="extent")]
    rows.append(Row("times", "own", "peer 1.0", "value f1", 0.7, published=True))
    printed = table(rows)
    assert "extent precision" in printed and "0.5000" in printed and "published" in printed


def test_floors_rise_but_fall_only_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    raise_floors([row(0.8)], file=file)
    raise_floors([row(0.6)], file=file)
    assert read_floors(file)[0].floor == 0.795
    assert fallen([row(0.6)], file) == ["below its floor: times/own/value f1 is 0.6000, floor 0.7950"]
    raise_floors([row(0.6)], lowered=["times/own/value f1"], reason='the set was "mended"', file=file)
    assert read_floors(file)[0].floor == 0.595
    assert "mended" in read_floors(file)[0].lowered[0]
    assert fallen([row(0.6)], file) == []


def test_a_peers_figure_never_becomes_a_floor(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    raise_floors([row(0.8, system="peer 1.0")], file=file)
    assert read_floors(file) == []
