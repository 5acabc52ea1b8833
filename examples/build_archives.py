"""Builds the archives under examples/archives from the sample pages, byte for byte the same on every machine.

    python examples/build_archives.py            write the archives
    python examples/build_archives.py --check    exit 1 if a file differs from what would be written

Members are gzip with stored blocks written here by hand, because zlib and its successors compress the same
bytes differently from version to version. Record identifiers are name-based UUIDs and no clock is read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import sys
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
STORED_BLOCK = 0xFFFF  # RFC 1951, 3.2.4: the most bytes that one stored block holds

# A transparent GIF of one pixel: a resource that is no page.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
STYLESHEET = b"#wrap{width:960px;margin:0 auto}.tt{font:bold 32px/1.1 Arial}.tx{font:16px/1.5 Georgia}\n"


@dataclass(frozen=True)
class Capture:
    """One saved answer of a web server: where, when, and what it said."""

    url: str
    at: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def gzip_member(data: bytes) -> bytes:
    """One gzip member (RFC 1952) that holds ``data`` in stored blocks; the same bytes everywhere."""
    out = bytearray(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
    starts = range(0, len(data), STORED_BLOCK) if data else range(1)
    for start in starts:
        piece = data[start : start + STORED_BLOCK]
        last = start + STORED_BLOCK >= len(data)
        out += struct.pack("<BHH", int(last), len(piece), len(piece) ^ 0xFFFF) + piece
    return bytes(out + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF))


def chunked(body: bytes, *, size: int = 4096) -> bytes:
    """``body`` in HTTP/1.1 chunked transfer coding, as a server sent it and a crawler kept it."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def digest(data: bytes) -> str:
    """The digest of a WARC record: SHA-1 in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def record_id(kind: str, url: str, at: str) -> str:
    """A name-based record identifier: the same record has the same one in every build."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {url} {at}')}>"


def record(kind: str, url: str, at: str, media_type: str, block: bytes, *extra: tuple[str, str]) -> bytes:
    """One WARC/1.1 record as a gzip member."""
    fields = [("WARC-Type", kind), ("WARC-Record-ID", record_id(kind, url, at)), ("WARC-Date", at)]
    if kind != "warcinfo":
        fields.append(("WARC-Target-URI", url))
    fields += [*extra, ("WARC-Block-Digest", digest(block))]
    fields += [("Content-Type", media_type), ("Content-Length", str(len(block)))]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    return gzip_member(head.encode("utf-8") + block + b"\r\n\r\n")


def http_answer(capture: Capture) -> bytes:
    """Status line, headers and body as they went over the wire."""
    lines = [f"HTTP/1.1 {capture.status}", *(f"{name}: {value}" for name, value in capture.headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + capture.body


def response(capture: Capture, *, payload: bytes | None = None) -> bytes:
    """A response record; ``payload`` is the body before transfer coding, for its digest."""
    extra = ("WARC-Payload-Digest", digest(capture.body if payload is None else payload))
    return record(
        "response", capture.url, capture.at, "application/http; msgtype=response", http_answer(capture), extra
    )


def url_of(page: str) -> str:
    """The address of a sample page, from its gold reading."""
    gold = json.loads((PAGES / page).with_suffix("").with_suffix(".gold.json").read_text("utf-8"))
    return str(gold["url"])


def saved(page: str, at: str, *, status: str = "200 OK", media_type: str = "text/html; charset=utf-8") -> Capture:
    """A capture of one sample page, with the plain headers that most servers send."""
    body = (PAGES / page).read_bytes()
    headers = (("Content-Type", media_type), ("Content-Length", str(len(body))), ("Server", "quayside/2.4"))
    return Capture(url_of(page), at, status, headers, body)


def warcinfo(name: str, at: str) -> bytes:
    """The record that opens an archive."""
    block = "software: build_archives.py\r\nformat: WARC File Format 1.1\r\ndescription: invented sample pages\r\n"
    return record("warcinfo", name, at, "application/warc-fields", block.encode("ascii"), ("WARC-Filename", name))


def week_warc() -> bytes:
    """A crawl: pages, a compressed and chunked one, a wrong charset, a 404, a redirect, a style sheet, an image."""
    opened = "2025-03-14T19:00:00Z"
    march = saved("astrel/march-on-the-palace.html", "2025-03-14T19:00:04Z")
    packed = gzip_member(march.body)
    coded = Capture(
        march.url,
        march.at,
        march.status,
        (
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("Vary", "Accept-Encoding"),
        ),
        chunked(packed),
    )
    berecz = saved("astrel/berecz-guard-planned-it.html", "2025-03-14T19:00:09Z")
    request = f"GET / HTTP/1.1\r\nHost: {berecz.url.split('/')[2]}\r\nUser-Agent: quayside\r\n\r\n".encode("ascii")
    moved = Capture(
        "http://astreltoday.example/",
        "2025-03-14T19:00:10Z",
        "301 Moved Permanently",
        (("Location", "https://astreltoday.example/"), ("Content-Length", "0")),
        b"",
    )
    sheet = Capture(
        "https://astreltoday.example/s.css",
        "2025-03-14T19:00:11Z",
        "200 OK",
        (("Content-Type", "text/css"), ("Content-Length", str(len(STYLESHEET)))),
        STYLESHEET,
    )
    pixel = Capture(
        "https://cdn.astreltoday.example/p.gif",
        "2025-03-14T19:00:12Z",
        "200 OK",
        (("Content-Type", "image/gif"), ("Content-Length", str(len(PIXEL)))),
        PIXEL,
    )
    revisit = record(
        "revisit",
        berecz.url,
        "2025-03-15T07:30:00Z",
        "application/http; msgtype=response",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Refers-To-Target-URI", berecz.url),
        ("WARC-Refers-To-Date", berecz.at),
        ("WARC-Payload-Digest", digest(berecz.body)),
    )
    return b"".join(
        (
            warcinfo("river-week.warc.gz", opened),
            response(coded, payload=packed),
            record("request", berecz.url, berecz.at, "application/http; msgtype=request", request),
            response(berecz),
            response(moved),
            response(sheet),
            response(pixel),
            response(saved("monitor/page-not-found.html", "2025-03-14T19:00:20Z", status="404 Not Found")),
            response(saved("ledger/before-you-continue.html", "2025-03-14T19:00:25Z")),
            response(saved("gazette/explosion.html", "2025-03-14T19:00:31Z", media_type="text/html")),
            response(saved("vestnik/zabastovka.html", "2025-03-14T19:00:36Z")),
            revisit,
        )
    )


def text_wet() -> bytes:
    """A WET file: plain text that a crawler took from pages, one conversion record each."""
    out = [warcinfo("dumps.warc.wet.gz", "2025-03-22T06:00:00Z")]
    for page, at in (
        ("dumps/radio-lakhora-andarov.txt", "2025-03-22T06:00:01Z"),
        ("dumps/business-review-treaty.txt", "2025-03-22T06:00:02Z"),
    ):
        text = (PAGES / page).read_bytes()
        out.append(record("conversion", url_of(page), at, "text/plain", text))
    return b"".join(out)


def talks_wacz() -> bytes:
    """A WACZ: the same kind of archive, in a ZIP file with a list of its pages."""
    captures = (
        saved("ledger/hours-or-days.html", "2025-03-29T09:00:01Z"),
        saved("monitor/ceasefire-signed.html", "2025-03-29T09:00:02Z"),
    )
    warc = warcinfo("data.warc.gz", "2025-03-29T09:00:00Z") + b"".join(response(one) for one in captures)
    rows: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages"}]
    rows += [{"url": one.url, "ts": one.at} for one in captures]
    pages = "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")
    files = {"archive/data.warc.gz": warc, "pages/pages.jsonl": pages}
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "created": "2025-03-29T09:00:03Z",
        "resources": [
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
                "bytes": len(data),
            }
            for path, data in files.items()
        ],
    }
    files["datapackage.json"] = (json.dumps(package, indent=2) + "\n").encode("ascii")
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for path, data in files.items():
            entry = ZipInfo(path, date_time=(2025, 3, 29, 9, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target.getvalue()


def build() -> dict[str, bytes]:
    """Every archive by its file name under examples/archives."""
    return {"river-week.warc.gz": week_warc(), "dumps.warc.wet.gz": text_wet(), "talks.wacz": talks_wacz()}


def main(arguments: list[str]) -> int:
    """Writes the archives, or with --check compares them."""
    folder = HERE / "archives"
    stale = []
    for name, data in build().items():
        path = folder / name
        if arguments == ["--check"]:
            if not path.is_file() or path.read_bytes() != data:
                stale.append(name)
        else:
            folder.mkdir(exist_ok=True)
            path.write_bytes(data)
    for name in stale:
        print(f"{name} differs: run python examples/build_archives.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
