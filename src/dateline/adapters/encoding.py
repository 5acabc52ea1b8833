"""Text on its way out: what UTF-8 cannot say (lone surrogates, from texts given as JSON) must not end a run."""

import json

import msgspec


def to_json(value: object, *, indent: int = 0) -> bytes:
    """JSON of any value of ours, on one line unless indented; lone surrogates are escaped."""
    try:
        line = msgspec.json.encode(value)
    except UnicodeEncodeError:
        line = json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode("ascii")
    return msgspec.json.format(line, indent=indent) if indent else line


def sayable(text: str) -> str:
    """The text with lone surrogates replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text
