"""`python -m bench.speed.pages`: pages a second on one core, Dateline and trafilatura by turns in the same run.

CPU seconds of this process, best of the rounds, whole reading (roles, fields, language) against trafilatura's
default with metadata; then the slowest pages, and a page of ten megabytes.
"""

import argparse
import gzip
import importlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from dateline.article import read_article
from dateline.model import Page

ROOT = Path(__file__).resolve().parents[2]
SET = "pages/test_public/article_extraction_benchmark.jsonl.gz"
_BIG = 10_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--slowest", type=int, default=5)
    options = parser.parse_args()
    path = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")) / SET
    if not path.is_file():
        print(f"absent: {path}")
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: options.limit]
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
    best = {name: [float("inf")] * len(pages) for name in readers}
    for _ in range(options.rounds):
        for name, read in readers.items():
            for index in range(len(pages)):
                started = time.process_time()
                read(index)
                best[name][index] = min(best[name][index], time.process_time() - started)
    for name, seconds in best.items():
        print(
            f"{name:<12} {len(pages) / sum(seconds):8.1f} pages/s   {1000 * sum(seconds) / len(pages):7.2f} ms a page"
        )
    if "trafilatura" in best:
        print(f"ratio        {sum(best['trafilatura']) / sum(best['dateline']):8.2f}")
    order = sorted(range(len(pages)), key=lambda index: -best["dateline"][index])[: options.slowest]
    for index in order:
        size, spent = len(pages[index].content), 1000 * best["dateline"][index]
        print(f"slowest: {spent:7.1f} ms  {size:>9} bytes  {rows[index]['id']}")
    paragraph = "<p>" + "The ferry would not sail before the end of the week, the harbour office said. " * 4 + "</p>"
    big = ("<html><body><h1>Ferry</h1>" + paragraph * (_BIG // len(paragraph)) + "</body></html>").encode()
    started = time.process_time()
    read_article(Page(id="big", content=big, media_type="text/html", charset="utf-8"))
    print(f"a page of {len(big)} bytes: {time.process_time() - started:.2f} s")


if __name__ == "__main__":
    main()
