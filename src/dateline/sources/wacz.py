"""WACZ: the WARC files inside a web archive collection zip (Webrecorder's WACZ 1.1)."""

import zipfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from dateline.model import Locator, Page, Unreadable
from dateline.sources.faults import NOT_A_PAGE, unreadable
from dateline.sources.warc import read_warc

_MAX_FILES = 100_000


def read_wacz(path: Path, name: str, *, max_bytes: int) -> Iterator[Page | Unreadable]:
    """Pages of all WARC files of the collection, file by file in the order of their names."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = sorted(
                entry.filename
                for entry in archive.infolist()[:_MAX_FILES]
                if entry.filename.startswith("archive/") and not entry.is_dir()
            )
            if not inside:
                yield unreadable(Locator(file=name), NOT_A_PAGE, "application/zip: a zip file that is no WACZ")
                return
            for member in inside:
                yield from _read_member(archive, member, f"{name}!/{member}", max_bytes)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield unreadable(Locator(file=name), "corrupt-zip", str(error))


def _read_member(archive: zipfile.ZipFile, member: str, name: str, max_bytes: int) -> Iterator[Page | Unreadable]:
    try:
        with archive.open(member) as file:
            magic = cast(BufferedReader, file).peek(2)[:2]
            yield from read_warc(cast(BinaryIO, file), name, gzipped=magic == b"\x1f\x8b", max_bytes=max_bytes)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        # RuntimeError is what zipfile raises for an encrypted member.
        yield unreadable(Locator(file=name), "corrupt-zip", str(error))
