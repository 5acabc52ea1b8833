"""Which of the pages found must be read: those that are new, and those another version or other options read."""

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from dateline._version import __version__
from dateline.language import load_language
from dateline.model import Page, Reading, Unreadable
from dateline.record import Card


class ToRead(msgspec.Struct, frozen=True):
    """A page to be read."""

    page: Page


class Known(msgspec.Struct, frozen=True):
    """A page whose reading is as good as a new one would be."""

    page: Page


Step = ToRead | Known | Unreadable


def plan(
    found: Iterable[Page | Unreadable], made_by: Callable[[str], str | None], options: str, *, force: bool = False
) -> Iterator[Step]:
    """What to do with each thing found, in its order, lazily.

    made_by: what made the reading of a page id, None where there is none. options: as in `current_maker`.
    force: read again what is known, too.
    """
    for each in found:
        if isinstance(each, Unreadable):
            yield each
            continue
        maker = made_by(each.id)
        current = maker is not None and maker == current_maker(_pack_in(maker), options)
        yield Known(each) if current and not force else ToRead(each)


def current_maker(pack: str | None, options: str) -> str:
    """What a reading made now would be made by: version, language pack, shape of readings, options.

    pack: `code@version` of the pack that read the page; None where no pack did. Its version is taken anew,
    so that a pack with changed rules gives another maker.

    >>> current_maker(None, "auto") == current_maker("und@0", "auto")
    True
    """
    code = None if pack is None else pack.partition("@")[0]
    return f"{__version__} {load_language(code).name} {_shapes()} {options}"


@functools.cache
def _shapes() -> str:
    """A fingerprint of what is stored of a page: readings of another shape must be made anew."""
    shapes = msgspec.json.schema_components((Reading, Card), ref_template="{name}")
    plain = json.dumps(shapes, sort_keys=True, default=str)
    return hashlib.sha256(re.sub(r'"description": "(?:[^"\\\\]|\\\\.)*", ', "", plain).encode()).hexdigest()[:8]


def _pack_in(maker: str) -> str | None:
    parts = maker.split(" ", 2)
    return parts[1] if len(parts) > 1 else None
