"""Readings, cards and page bytes as they lie in a store: one leading byte tells how the rest is written."""

import json
import zlib
from typing import Any, TypeVar

import msgspec

from dateline.model import DatelineError

T = TypeVar("T")

_PACKED, _ESCAPED = b"\x01", b"\x02"  # zlib over msgpack; zlib over ASCII JSON, for texts that UTF-8 cannot say
_LEVEL = 6  # bench/stores: level 9 saves 0.7 % of the size for half as much time again, level 1 costs 19 % more


def pack(value: object) -> bytes:
    """A value as compressed bytes; the same value gives the same bytes."""
    try:
        return _PACKED + zlib.compress(msgspec.msgpack.encode(value), _LEVEL)
    except UnicodeEncodeError:
        return _ESCAPED + zlib.compress(json.dumps(msgspec.to_builtins(value)).encode("ascii"), _LEVEL)


def unpack(data: bytes, shape: type[T]) -> T:
    """The value that `pack` wrote. Raises DatelineError where another Dateline wrote another shape."""
    try:
        if data[:1] == _PACKED:
            return msgspec.msgpack.decode(zlib.decompress(data[1:]), type=shape)
        return msgspec.convert(json.loads(zlib.decompress(data[1:])), shape)
    except msgspec.ValidationError as error:
        raise DatelineError(
            f"the record holds a {shape.__name__} of another Dateline: {error}",
            remedy="read its pages again: dateline read --again --record DIR",
        ) from error


def unpack_plain(data: bytes) -> Any:
    """What `pack` wrote as plain dicts and lists, whichever Dateline wrote it."""
    if data[:1] == _PACKED:
        return msgspec.msgpack.decode(zlib.decompress(data[1:]))
    return json.loads(zlib.decompress(data[1:]))


def press(content: bytes) -> bytes:
    """Page bytes, compressed."""
    return zlib.compress(content, _LEVEL)


def unpress(data: bytes) -> bytes:
    """Page bytes as they were."""
    return zlib.decompress(data)
