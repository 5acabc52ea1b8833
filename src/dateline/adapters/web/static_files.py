"""The style sheet, the script and the icon, read once; nothing else can be asked for."""

import hashlib
from functools import cache
from importlib.resources import files

_TYPES = {
    "dateline.css": "text/css; charset=utf-8",
    "dateline.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@cache
def content_of(name: str) -> tuple[bytes, str] | None:
    """A file's bytes and media type; None for any other name."""
    if name not in _TYPES:
        return None
    return files("dateline.adapters.web").joinpath("static", name).read_bytes(), _TYPES[name]


@cache
def address_of(name: str) -> str:
    """Where a file is served, with a mark that changes with its content."""
    known = content_of(name)
    if known is None:
        raise KeyError(name)
    return f"/static/{name}?v={hashlib.sha256(known[0]).hexdigest()[:12]}"
