"""python -m bench.stores [--pages 5000] [--only sqlite]: ingest, faceted search, size, crash safety."""

import argparse
import itertools
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.stores.candidates import CANDIDATES, Candidate
from bench.stores.corpus import Saved, data_folder, pages, questions

BATCH = 64


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--only", choices=list(CANDIDATES))
    parser.add_argument("--write-until-killed", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = data_folder()
    if not (data / "pages").is_dir():
        print(f"data absent: {data} (set DATELINE_DATA)")
        return 0
    if options.write_until_killed:
        _write_until_killed(options.only, Path(options.write_until_killed), data)
        return 0
    print(f"{options.pages} pages, batches of {BATCH}; zlib level 6 for page bytes everywhere")
    for name in [options.only] if options.only else CANDIDATES:
        folder = Path(tempfile.mkdtemp(prefix=f"stores-{name}-"))
        try:
            _measure(name, folder, data, options.pages)
        except ImportError as error:
            print(f"{name:8} absent: {error}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _measure(name: str, folder: Path, data: Path, count: int) -> None:
    store: Candidate = CANDIDATES[name](folder / "store")
    spent, cpu, raw = 0.0, 0.0, 0
    for batch in _batches(pages(data, count)):
        raw += sum(len(page.content) for page in batch)
        started, worked = time.perf_counter(), time.process_time()
        store.add(batch)
        spent += time.perf_counter() - started
        cpu += time.process_time() - worked
    last = batch[-1]
    asked = questions(data)
    for words in asked[:5]:
        store.search(words)
    times, found = [], 0
    for words in asked:
        started = time.perf_counter()
        total, _, _ = store.search(words)
        times.append(time.perf_counter() - started)
        found += total
    started = time.perf_counter()
    assert store.content(last.id) == last.content
    fetched = time.perf_counter() - started
    store.close()
    size = sum(file.stat().st_size for file in (folder / "store").rglob("*") if file.is_file())
    times.sort()
    median, late = 1000 * statistics.median(times), 1000 * times[int(0.95 * len(times))]
    print(
        f"{store.name:16} ingest {count / spent:5.0f} pages/s, {1000 * cpu / count:.1f} ms CPU a page"
        f" · search with facets p50 {median:6.1f} ms p95 {late:6.1f} ms"
        f" ({found} found) · size {size / 1e6:6.1f} MB of {raw / 1e6:.0f} MB"
        f" · one page {1000 * fetched:.1f} ms · {store.note}"
    )
    print(f"{'':16} {_kill(name, folder / 'killed')}")


def _batches(source: Iterator[Saved]) -> Iterator[Sequence[Saved]]:
    while batch := list(itertools.islice(source, BATCH)):
        yield batch


def _write_until_killed(name: str, folder: Path, data: Path) -> None:
    store: Candidate = CANDIDATES[name](folder)
    kept = 0
    for batch in _batches(pages(data, 1_000_000)):
        store.add(batch[:16])
        kept += 16
        print(kept, flush=True)


def _kill(name: str, folder: Path) -> str:
    """Kill a writer nine times at odd moments; after each, everything it told of must be there and open."""
    lost = broken = 0
    for trial in range(9):
        shutil.rmtree(folder, ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.stores", "--only", name, "--write-until-killed", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ},
        )
        assert process.stdout is not None
        told = [int(line) for line in itertools.islice(process.stdout, 3 + trial)]
        time.sleep(0.003 * trial)
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        try:
            store: Candidate = CANDIDATES[name](folder)
            lost += max(0, (told[-1] if told else 0) - store.count())
            store.close()
        except Exception as error:
            broken += 1
            print(f"{'':16} after a kill: {type(error).__name__}: {error}"[:200])
    return f"killed 9 times while writing: {lost} committed pages lost, {broken} times it would not open"


if __name__ == "__main__":
    sys.exit(main())
