"""Where and when a browser says it saved a page: the note it writes at the top of the file."""

import re
from datetime import datetime

import msgspec

_HEAD = 4096
# Internet Explorer, Chrome and Edge; the number counts the address's characters.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->")
_SINGLE_FILE = re.compile(
    rb"Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+"
    rb"saved date:\s*\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})"
)
_MIRRORED = re.compile(
    rb"<!--\s*Mirrored from (\S{1,2000}) by HTTrack[^,>]{0,200},\s*\w{3}, (\d\d? \w{3} \d{4} \d\d:\d\d:\d\d) GMT"
)


class SaveNote(msgspec.Struct, frozen=True):
    """What the saving program noted: the address, and the time in ISO 8601 with zone."""

    url: str | None = None
    captured_at: str | None = None


def read_save_note(content: bytes) -> SaveNote:
    """The note that Chrome, SingleFile or HTTrack leave in a saved page; empty where there is none.

    >>> read_save_note(b"<!-- saved from url=(0027)https://courier.example/p/1 --><html>").url
    'https://courier.example/p/1'
    """
    head = content[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        return SaveNote(_address(found.group(1)), _time(found.group(2) + found.group(3), "%b %d %Y %H:%M:%S%z"))
    if found := _SAVED_FROM.search(head):
        return SaveNote(_address(found.group(1)))
    if found := _MIRRORED.search(head):
        url = _address(b"http://" + found.group(1).removeprefix(b"http://").removeprefix(b"https://"))
        return SaveNote(url, _time(found.group(2) + b"+0000", "%d %b %Y %H:%M:%S%z"))
    return SaveNote()


def _address(raw: bytes) -> str | None:
    text = raw.decode("utf-8", "replace").replace("%2D%2D", "--")  # so written in the note, where no "--" may stand
    return text if re.match(r"https?://", text) else None


def _time(raw: bytes, pattern: str) -> str | None:
    try:
        return datetime.strptime(raw.decode("ascii", "replace"), pattern).isoformat()
    except ValueError:
        return None
