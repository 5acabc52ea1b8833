"""`python -m bench.quality [STAGE ...]`: measure stages beside their peers and hold them to their floors.

Prints a table per stage and writes it as JSON Lines with --out. Exits with status 1 when a figure falls
below its floor in floors.toml. Data are looked for in $DATELINE_DATA, else in ../shared/data; what is
absent is said, not guessed. `--set-floors` raises floors to what was measured less a small margin;
lowering one needs `--lower STAGE/SET/METRIC --reason "..."`.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import time
from pathlib import Path

import msgspec

from bench.quality import floors, stages
from bench.quality.report import Row, table

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """Where the data sets lie: $DATELINE_DATA, else ../shared/data beside the repository."""
    return Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))


def stage_names() -> list[str]:
    """Every module of bench.quality.stages, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(stages.__path__) if not module.name.startswith("_"))


def measure(stage: str, data: Path, limit: int | None) -> list[Row]:
    """The rows of one stage."""
    module = importlib.import_module(f"bench.quality.stages.{stage}")
    rows: list[Row] = module.run(data, limit=limit)
    return rows


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("stage", nargs="*", help=f"which stages; all of {', '.join(stage_names())} by default")
    parser.add_argument("--limit", type=int, help="measure on the first N documents of each set only")
    parser.add_argument("--out", type=Path, help="append the rows to this JSON Lines file")
    parser.add_argument("--set-floors", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", action="append", default=[], help="a floor that may be lowered")
    parser.add_argument("--reason", help="why; required with --lower, kept in floors.toml")
    options = parser.parse_args(argv)
    if options.lower and not options.reason:
        parser.error("--lower needs --reason: say why the floor goes down")
    unknown = [stage for stage in options.stage if stage not in stage_names()]
    if unknown:
        parser.error(f"no stage {unknown[0]!r}: choose from {', '.join(stage_names())}")
    data = data_folder()
    if not data.is_dir():
        print(f"no data at {data}: set DATELINE_DATA to the folder that holds pages/ and language/")
    rows: list[Row] = []
    for stage in options.stage or stage_names():
        started = time.monotonic()
        measured = measure(stage, data, options.limit)
        rows += measured
        print(table(measured))
        print(f"{stage}: {len(measured)} figures in {time.monotonic() - started:.0f} s\n", flush=True)
    if options.out:
        with options.out.open("ab") as file:
            file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    if options.set_floors:
        floors.raise_floors(rows, lowered=options.lower, reason=options.reason)
    if options.limit is None:
        fallen = floors.fallen(rows)
        for line in fallen:
            print(line, file=sys.stderr)
        return 1 if fallen else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
