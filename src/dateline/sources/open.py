"""open_source: whatever was saved, as a stream of Pages."""

from collections.abc import Iterator
from pathlib import Path

from dateline.model import DatelineError, Locator, Page, Unreadable
from dateline.sources import sniff
from dateline.sources.faults import SourceError, unreadable
from dateline.sources.folder import files_under
from dateline.sources.inflate import GzipMembers
from dateline.sources.page import pages_of
from dateline.sources.wacz import read_wacz
from dateline.sources.warc import read_warc

DEFAULT_MAX_BYTES = 20_000_000


def open_source(
    location: str | Path,
    *,
    url: str | None = None,
    captured_at: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Iterator[Page | Unreadable]:
    """Pages of a folder (all files below it), a file or an archive, told by their content, not by their names.

    Read are HTML, plain-text dumps, MHTML, Safari's web archives, RSS and Atom (a Page an entry), WARC and WET, WACZ,
    and each of them gzipped. Pages come lazily, in a fixed order: files by name, records and entries as they stand.
    What gives no page comes as `Unreadable`, in its place, and the stream goes on; its code is "not-a-page" for
    what is whole but no page (an image, a style sheet, a redirect, a revisit).

    location: an existing path. url, captured_at: of a single saved page that does not tell them itself.
    max_bytes: of one page; larger ones give "too-large". Memory stays within a small multiple of it.
    Raises DatelineError where the path does not exist.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "saved").write_text("<title>Ferry sinks</title><p>All aboard were saved.</p>")
    >>> [page.media_type for page in open_source(folder)]
    ['text/html']
    """
    path = Path(location)
    if "\0" in str(location) or not path.exists():
        raise DatelineError(f"no such file or folder: {location}", remedy="give the path of a saved page or folder")
    if max_bytes < 1:
        raise DatelineError(f"max_bytes is {max_bytes}", remedy="give a number of bytes above zero")
    if path.is_dir():
        return _read_folder(path, max_bytes)
    return _read_file(path, url, captured_at, max_bytes)


def _read_folder(folder: Path, max_bytes: int) -> Iterator[Page | Unreadable]:
    for found in files_under(folder):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _read_file(found, None, None, max_bytes)


def _read_file(path: Path, url: str | None, captured_at: str | None, max_bytes: int) -> Iterator[Page | Unreadable]:
    name = str(path)
    try:
        kind = _kind_of(path)
        if kind == sniff.ZIP:
            yield from read_wacz(path, name, max_bytes=max_bytes)
        elif kind is not None:
            with path.open("rb") as file:
                yield from read_warc(file, name, gzipped=kind == sniff.GZIP, max_bytes=max_bytes)
        else:
            with path.open("rb") as file:
                content = file.read(max_bytes + 1)
            yield from pages_of(content, Locator(file=name), url=url, captured_at=captured_at, max_bytes=max_bytes)
    except OSError as error:
        yield unreadable(Locator(file=name), "unreadable-file", error.strerror or str(error))


def _kind_of(path: Path) -> str | None:
    """`application/zip`, `application/warc`, `application/gzip` for a gzipped WARC; None for a single page."""
    with path.open("rb") as file:
        magic = file.read(8)
        if magic.startswith(b"WARC/"):
            return sniff.WARC
        if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return sniff.ZIP
        if not magic.startswith(b"\x1f\x8b"):
            return None
        file.seek(0)
        try:
            piece, _ = GzipMembers(file).next_piece()
        except SourceError:
            return None
        return sniff.GZIP if piece.startswith(b"WARC/") else None
