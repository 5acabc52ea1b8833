"""`python -m bench.speed.reading`: the whole reading of a page (all stages) and page reading alone, beside trafilatura.

Each system runs in a process of its own over the same pages, one thread. Shown: pages per CPU second, median and 95th
percentile of a page, peak resident memory of the process, and the ratio to trafilatura's pages per second.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

from dateline.model import Page

ROOT = Path(__file__).resolve().parents[2]
SET = "pages/train/fundus_half.jsonl.gz"
SYSTEMS = ("trafilatura", "dateline, page", "dateline, all stages")


def measure(system: str, path: str, limit: int) -> tuple[list[float], float]:
    """CPU seconds of each page, and the peak resident memory of this process in MB."""
    os.environ["OMP_NUM_THREADS"] = "1"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        pages = [json.loads(line)["html"] for _, line in zip(range(limit), file)]
    read = _reader(system)
    read(pages[0])  # what is loaded once is not a page's cost
    seconds = []
    for html in pages:
        start = time.process_time()
        read(html)
        seconds.append(time.process_time() - start)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _reader(system: str) -> Callable[[str], object]:
    if system == "trafilatura":
        import trafilatura

        return lambda html: trafilatura.bare_extraction(html, with_metadata=True)
    from dateline import read_page
    from dateline.article import read_article

    def page_of(html: str) -> Page:
        content = html.encode("utf-8", "replace")
        return Page(id=Page.identify(content), content=content, media_type="text/html", charset="utf-8")

    if system == "dateline, page":
        return lambda html: read_article(page_of(html))
    return lambda html: read_page(page_of(html))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed.reading", description=__doc__)
    parser.add_argument("--limit", type=int, default=131)
    options = parser.parse_args()
    path = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")) / SET
    if not path.is_file():
        print(f"no data at {path}: set DATELINE_DATA to the folder that holds pages/")
        return
    base: float | None = None
    for system in SYSTEMS:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, memory = pool.apply(measure, (system, str(path), options.limit))
        seconds.sort()
        rate = len(seconds) / sum(seconds)
        base = base or rate
        p50, p95 = seconds[len(seconds) // 2] * 1000, seconds[int(0.95 * (len(seconds) - 1))] * 1000
        print(
            f"{system:<22} {rate:7.1f} pages/s  ratio {rate / base:5.2f}  "
            f"p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  peak {memory:5.0f} MB"
        )


if __name__ == "__main__":
    main()
