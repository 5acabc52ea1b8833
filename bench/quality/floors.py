"""Committed floors: figures that must not fall unnoticed.

floors.toml holds one table per floor: stage, set, metric, floor, and the reasons for any lowering.
Only Dateline's own rows have floors.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.quality.report import Row

FILE = Path(__file__).with_name("floors.toml")
# Room for what varies between library versions and machines; measured spread of reruns is 0.
MARGIN = 0.005
# Metrics of which less is better, or neither: they have no floor.
_NO_FLOOR = ("error", "leaks", "invented", "wrong", "left out", "of confidence", "found again")


class Floor(msgspec.Struct):
    """One floor. lowered: a line for each time it went down, and why."""

    stage: str
    set: str
    metric: str
    floor: float
    lowered: list[str] = []
    system: str = "dateline"

    @property
    def name(self) -> str:
        return _name(self.stage, self.set, self.metric, self.system)


def _name(stage: str, set_: str, metric: str, system: str) -> str:
    return f"{stage}/{set_}/{metric}" + ("" if system == "dateline" else f" [{system}]")


def read_floors(file: Path = FILE) -> list[Floor]:
    """All floors, in file order."""
    if not file.is_file():
        return []
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")).get("floor", []), list[Floor])


def write_floors(floors: Sequence[Floor], file: Path = FILE) -> None:
    """Write floors sorted by name."""
    ordered = sorted(floors, key=lambda floor: floor.name)
    lines = [
        "# Floors of the quality bench. Raise with --set-floors; lowering needs --lower and --reason.",
        "",
    ]
    for floor in ordered:
        quoted = msgspec.json.encode(floor.lowered).decode()
        lines += [
            "[[floor]]",
            f'stage = "{floor.stage}"',
            f'set = "{floor.set}"',
            f'metric = "{floor.metric}"',
        ]
        lines += [f'system = "{floor.system}"'] if floor.system != "dateline" else []
        lines += [f"floor = {floor.floor:.4f}", *([f"lowered = {quoted}"] if floor.lowered else []), ""]
    file.write_text("\n".join(lines), "utf-8")


def _ours(rows: Sequence[Row]) -> dict[str, float]:
    return {
        _name(row.stage, row.set, row.metric, row.system): row.value
        for row in rows
        if row.value is not None and not row.published and row.system.replace(",", " ").split(" ")[0] == "dateline"
    }


def fallen(rows: Sequence[Row], file: Path = FILE) -> list[str]:
    """One line for each measured figure that lies below its floor."""
    ours = _ours(rows)
    return [
        f"below its floor: {floor.name} is {ours[floor.name]:.4f}, floor {floor.floor:.4f}"
        for floor in read_floors(file)
        if floor.name in ours and ours[floor.name] < floor.floor
    ]


def raise_floors(
    rows: Sequence[Row], *, lowered: Sequence[str] = (), reason: str | None = None, file: Path = FILE
) -> None:
    """Raise floors to the measured figures less MARGIN; lower only those named in `lowered`, keeping the reason.

    Only figures where more is better, between 0 and 1, become floors.
    """
    known = {floor.name: floor for floor in read_floors(file)}
    for row in rows:
        name = _name(row.stage, row.set, row.metric, row.system)
        if name not in _ours([row]) or row.value is None or not 0 < row.value <= 1:
            continue
        if any(word in row.metric for word in _NO_FLOOR):
            continue
        new = max(0.0, row.value - MARGIN)
        old = known.get(name)
        if old is None:
            known[name] = Floor(row.stage, row.set, row.metric, new, system=row.system)
        elif new > old.floor:
            old.floor = new
        elif name in lowered and reason and row.value < old.floor:
            old.lowered.append(f"{old.floor:.4f} to {new:.4f}: {reason}")
            old.floor = new
    write_floors(list(known.values()), file)
