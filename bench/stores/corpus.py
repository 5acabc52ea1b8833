"""Saved pages to fill a store with: pages of the training sets, repeated with changed days, outlets and words."""

import gzip
import hashlib
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
SETS = ("pages/train/wcxb_articles.jsonl.gz", "pages/train/fundus_half.jsonl.gz")
_LANGUAGES = ("en", "en", "en", "de", "es", "fr")
_TYPES = ("ASSAULT", "PROTEST", "CONSULT", "ACCUSE", "OTHER")


class Saved(msgspec.Struct, frozen=True):
    """One page with what a record keeps of it."""

    id: str
    content: bytes
    text: str
    headline: str
    outlet: str
    language: str
    day: str
    type: str


def data_folder() -> Path:
    return Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))


def originals(data: Path) -> list[tuple[bytes, str]]:
    """Page bytes and article text of every page that has a gold body."""
    found = []
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                body = _body(row.get("gold") or {})
                if len(body) > 300:
                    found.append((row["html"].encode("utf-8", "replace"), body))
    return found


def _body(gold: dict[str, object]) -> str:
    for name in ("body", "articleBody", "text", "main_content"):
        value = gold.get(name)
        if isinstance(value, list):
            value = "\n\n".join(map(str, value))
        if isinstance(value, str) and value:
            return value
    return ""


def pages(data: Path, count: int) -> Iterator[Saved]:
    """`count` pages, the same each time."""
    known = originals(data)
    draw = random.Random(1)
    for number in range(count):
        content, text = known[number % len(known)]
        mark = f"<!-- {number} -->".encode()
        yield Saved(
            id=hashlib.sha256(content + mark).hexdigest(),
            content=content + mark,
            text=f"{text}\n\nReport {number} of series {draw.randrange(1000)}.",
            headline=text[:80],
            outlet=f"Outlet {int(draw.paretovariate(1.2)) % 300}",
            language=draw.choice(_LANGUAGES),
            day=f"20{draw.randrange(10, 26)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
            type=draw.choice(_TYPES),
        )


def questions(data: Path, count: int = 60) -> list[str]:
    """Words to look for: from common to rare, one to three at once."""
    frequency: Counter[str] = Counter()
    for _, text in originals(data):
        frequency.update(set(re.findall(r"[a-z]{4,12}", text.lower())))
    ranked = [word for word, found in frequency.most_common() if found >= 3]
    draw = random.Random(2)
    return [" ".join(draw.choice(ranked[: len(ranked) // (1 + i % 5)]) for _ in range(1 + i % 3)) for i in range(count)]
