"""`python -m bench.speed.pages`: pages a second on one core, Dateline and trafilatura by turns in the same run.

CPU seconds of this process, whole reading (roles, fields, language) against trafilatura's default with metadata. The
first round is given apart: there every page is new, while later rounds find what is kept of a page's class words. The
ratio is of the best of the rounds per page, its interval from the rounds one by one. Then the slowest pages, with how
they compare to their size; a ladder of sizes with seconds and peak memory, each in a process of its own; and a page of
ten megabytes. Exits with status 1 where the ratio or the largest page's time is beyond what floors.toml has.
"""

import argparse
import gzip
import importlib
import json
import multiprocessing
import os
import resource
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from dateline.article import read_article
from dateline.article.native import native
from dateline.model import Page

ROOT = Path(__file__).resolve().parents[2]
SET = "pages/test_public/article_extraction_benchmark.jsonl.gz"
_LADDER = (100_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
_FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--slowest", type=int, default=10)
    parser.add_argument("--set", default=SET, help="the pages, below the data folder")
    parser.add_argument("--no-ladder", action="store_true", help="leave out the ladder of sizes")
    options = parser.parse_args()
    missed: list[str] = []
    if not options.no_ladder:
        missed += _climb()  # first: a new process inherits the peak of the one that starts it
    path = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")) / options.set
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            missed += _compare([json.loads(line) for line in lines][: options.limit], options.rounds, options.slowest)
    else:
        print(f"absent: {path}")
    for each in missed:
        print(f"beyond its floor: {each}")
    sys.exit(1 if missed else 0)


def _compare(rows: list[dict[str, str]], rounds: int, slowest: int) -> list[str]:
    """Print pages a second of each, their ratio and the slowest pages. What is beyond its floor."""
    missed = []
    pages = []
    for row in rows:
        content = row["html"].encode("utf-8", "surrogatepass")
        pages.append(Page(id=row["id"], content=content, media_type="text/html", charset="utf-8", url=row["url"]))
    readers: dict[str, Callable[[int], object]] = {"dateline": lambda index: read_article(pages[index])}
    try:
        extract = importlib.import_module("trafilatura").bare_extraction
        readers["trafilatura"] = lambda index: extract(rows[index]["html"], with_metadata=True)
    except ImportError:
        print("trafilatura: not installed")
    read_article(Page(id="first", content=b"<p>What is loaded once is no page's cost.</p>", media_type="text/html"))
    spent: dict[str, list[list[float]]] = {name: [] for name in readers}
    for _ in range(rounds):
        for of_name in spent.values():
            of_name.append([])
        for index in range(len(pages)):  # page by page in turn, so that a busy machine slows both alike
            for name, read in readers.items():
                started = time.process_time()
                read(index)
                spent[name][-1].append(time.process_time() - started)
    best = {name: [min(each) for each in zip(*of_rounds)] for name, of_rounds in spent.items()}
    for name, seconds in best.items():
        mean, rate, first = (
            1000 * sum(seconds) / len(pages),
            len(pages) / sum(seconds),
            len(pages) / sum(spent[name][0]),
        )
        half, most = (1000 * sorted(seconds)[int(share * (len(pages) - 1))] for share in (0.5, 0.95))
        print(
            f"{name:<12} {rate:8.1f} pages/s   {mean:7.2f} ms a page   p50 {half:7.2f}   p95 {most:7.2f}"
            f"   first round {first:8.1f} pages/s"
        )
    if "trafilatura" in best:
        ratios = [sum(theirs) / sum(ours) for theirs, ours in zip(spent["trafilatura"], spent["dateline"])]
        of_best = sum(best["trafilatura"]) / sum(best["dateline"])
        print(f"ratio        {of_best:8.2f}   rounds {min(ratios):.2f} to {max(ratios):.2f}, the first {ratios[0]:.2f}")
        least = _FLOORS["ratio"]["plain" if native() is None else "with_c"]
        missed = [f"the ratio is {of_best:.2f}, at least {least}"] if of_best < least else []
    print(f"slowest pages {'ms':>8} {'bytes':>10} {'ms/100 kB':>10}")
    for index in sorted(range(len(pages)), key=lambda index: -best["dateline"][index])[:slowest]:
        size, took = len(pages[index].content), 1000 * best["dateline"][index]
        print(f"{rows[index]['id'][:12]:<13} {took:8.1f} {size:>10} {took * 100_000 / size:>10.1f}")
    return missed


def _climb() -> list[str]:
    """Print seconds and peak memory against a page's size; memory per byte must not grow. What is beyond its floor."""
    most, seconds = _FLOORS["seconds"]["largest_page"], 0.0
    print(f"{'page bytes':>11} {'seconds':>8} {'peak MB':>8} {'bytes of memory a byte':>23}")
    for size in _LADDER:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, before, peak = pool.apply(measure_size, (size,))
        print(f"{size:>11} {seconds:8.2f} {peak / 2**20:8.0f} {(peak - before) / size:23.1f}")
    return [f"a page of {_LADDER[-1]} bytes took {seconds:.2f} s, at most {most}"] if seconds > most else []


def measure_size(size: int) -> tuple[float, int, int]:
    """CPU seconds of a page of so many bytes; this process's peak memory before and after, in bytes."""
    words = "The ferry would not sail before the end of the week, the harbour office said. "
    paragraph = f'<p class="text">{words * 4}<a href="/quay">The quay</a> was closed.</p>'
    read_article(Page(id="first", content=paragraph.encode(), media_type="text/html", charset="utf-8"))
    count = size // len(paragraph)
    content = f"<html><body><h1>Ferry</h1>{paragraph * count}</body></html>".encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    started = time.process_time()
    read_article(Page(id="big", content=content, media_type="text/html", charset="utf-8"))
    return time.process_time() - started, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
