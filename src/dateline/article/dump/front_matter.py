"""What a clipper or converter wrote above a page's text: its title, address, author and days."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import read_machine_date
from dateline.article.draft import Fields
from dateline.language import Language, shared_data
from dateline.language.archives import is_address
from dateline.model import Author

_FENCE = re.compile(r"-{3,}[ \t]*\Z")
_KEY = re.compile(r"([A-Za-z][\w .-]{0,30}?)[ \t]*:(?:[ \t]+(.*))?\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)\Z")
# A value in the rows below is told by a mark.
_FOLDED = re.compile(r"^[>|][+-]?(?: |\Z)")
_IN_LIST = re.compile(r"(?:\s*\"(?:[^\"\\]|\\.)*\"\s*|\s*'(?:[^']|'')*'\s*|[^,])+")
_WIKI_LINK = re.compile(r"\[\[([^\]|]{1,200})(?:\|[^\]]{0,200})?\]\]")
_WEB = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_MOST_ROWS = 60
_LEAST_KEYS = 2
_SOURCE, _SURE = "front-matter", 0.9


class Keys(msgspec.Struct, frozen=True):
    """The table: by a key's name its field and its place among the field's names, and what the rules ask for."""

    fields: dict[str, tuple[str, int]]
    beside_date: frozenset[str]
    own_tags: frozenset[str]
    opens: tuple[str, ...]
    label: frozenset[str]


class FrontMatter(NamedTuple):
    """What was told, each field with its values as written, and the text below."""

    told: dict[str, list[str]]
    rest: str


def load_keys() -> Keys:
    """The shared table, compiled once per process."""
    return shared_data().resource("dump-front-matter", _build)


def _build(language: Language) -> Keys:
    raw = language.table("dump/front_matter.toml")
    rules = raw["rules"]
    return Keys(
        fields={key: (field, place) for field, keys in raw["keys"].items() for place, key in enumerate(keys)},
        beside_date=frozenset(rules["beside_date"]),
        own_tags=frozenset(rules["own_tags"]),
        opens=tuple(rules["opens"]),
        label=frozenset(rules["label"]),
    )


def take_front_matter(text: str) -> FrontMatter:
    """The front matter of a text and the text without it; nothing told and the same text where it has none.

    >>> take_front_matter("---\\ntitle: Ferry aground\\nurl: https://harbour.example/f\\n---\\nAll are safe.").rest
    'All are safe.'
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    rows = text[start : start + 20_000].splitlines(keepends=True)[:_MOST_ROWS]
    keys = load_keys()
    end = _end_of_yaml(rows) or _end_of_header(rows, keys)
    if end is None:
        return FrontMatter({}, text)
    found = _read(rows[:end])
    told = _by_field(found, keys)
    if sum(1 for name in found if name in keys.fields) < _LEAST_KEYS:
        return FrontMatter({}, text)
    return FrontMatter(told, text[start + sum(map(len, rows[:end])) :])


def _end_of_yaml(rows: Sequence[str]) -> int | None:
    if not rows or not _FENCE.match(rows[0].rstrip("\r\n")):
        return None
    return next((place + 1 for place, row in enumerate(rows) if place and _FENCE.match(row.rstrip("\r\n"))), None)


def _end_of_header(rows: Sequence[str], keys: Keys) -> int | None:
    if not rows or not rows[0].lower().startswith(keys.opens):
        return None
    return next((place + 1 for place, row in enumerate(rows) if row.strip().lower() in keys.label), None)


def _read(rows: Sequence[str]) -> dict[str, list[str]]:
    """The values of each key: what stands behind it, goes on in rows set in, or stands in a list below."""
    found: dict[str, list[str]] = {}
    written: list[str] | None = None
    for row in rows:
        line = row.rstrip("\r\n")
        if written is not None and (item := _ITEM.match(line)):
            written.append(item.group(1))
        elif written and line[:1] in " \t" and line.strip():
            written[-1] = f"{written[-1]} {line.strip()}"
        else:
            match = _KEY.match(line)
            written = found.setdefault(match.group(1).strip().lower(), []) if match else None
            if match and written is not None and match.group(2):
                written.append(match.group(2).strip())
    return {name: [each for value in values for each in _values(value) if each] for name, values in found.items()}


def _values(value: str) -> list[str]:
    """A value or those of a list in one row, without marks."""
    value = _FOLDED.sub("", value)
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_bare(each) for each in _IN_LIST.findall(value[1:-1])]
    return [_bare(value)]


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return _WIKI_LINK.sub(r"\1", value).strip()


def _by_field(found: dict[str, list[str]], keys: Keys) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for name, values in found.items():
        field, place = keys.fields.get(name, ("", 0))
        if not field or (name == "date" and keys.beside_date.isdisjoint(found)):
            continue
        if field == "tags":
            values = [part.strip() for part in values[0].split(",")] if len(values) == 1 else values
            values = [value for value in values if value.lower() not in keys.own_tags]
        if values and place <= places.get(field, place):
            told[field], places[field] = values, place
    return told


def add_told(fields: Fields, told: dict[str, list[str]]) -> None:
    """Put what front matter tells into the fields: it is what the page told machines, and a printed value is kept."""
    _add(fields, "headline", told.get("headline", [None])[0], told)
    _add(fields, "outlet", told.get("outlet", [None])[0], told)
    _add(fields, "tags", tuple(told.get("tags", ())), told)
    _add(fields, "authors", _authors(told.get("authors", []), fields.outlet), told)
    for name in ("published", "modified"):
        date = read_machine_date(told[name][0]) if name in told else None
        _add(fields, name, date.value if date else None, told)
    address = address_told(told)
    if address:
        _note(fields, "canonical_url", address, told["address"])


def address_told(told: dict[str, list[str]]) -> str | None:
    """The page's address, where front matter tells one."""
    address = told.get("address", [""])[0]
    return address if _WEB.match(address) and is_address(address) else None


def _authors(values: list[str], outlet: str | None) -> tuple[Author, ...]:
    found = [author for value in values for author in split_byline(value, outlet=outlet, told=True)]
    return tuple({author.name: author for author in found}.values())


def _add(fields: Fields, name: str, value: object, told: dict[str, list[str]]) -> None:
    if value and not getattr(fields, name):
        _note(fields, name, value, told[name])


def _note(fields: Fields, name: str, value: object, raw: list[str]) -> None:
    setattr(fields, name, value)
    fields.note(name, _SOURCE, _SURE, ", ".join(raw))
