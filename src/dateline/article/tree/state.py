"""The text in the data that a page's scripts would have shown it from: Next.js, Nuxt, Apollo and their like.

Pages saved as servers send them hold their article in a script: JSON by itself, or assigned to a name. No names of keys
are known here: of all objects the one is taken that has the page's title, and in it the way down to the most words.
Asked only where a page shows no article; nothing is run.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Any

from dateline.article.tree.frames import count_words

_LEAST, _LONGEST, _MOST_SCRIPTS, _MOST_VALUES = 500, 5_000_000, 200, 12
_DEEPEST, _MOST_NODES = 40, 200_000
_LEAST_WORDS, _STRETCH = 80, 8
_LEAST_TITLE, _LONGEST_TITLE, _MOST_TITLED = 3, 400, 12
_NAMES_ENTRIES = 3
# Other pages: so many objects on end, each with an address, of no picture, and a title of so many words at most.
_LEAST_PAGES, _LONGEST_OWN = 3, 20
_OWN_ADDRESS = re.compile(r"(?:https?:/)?/\S{1,500}\Z")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|mp[34])(?:\?|\Z)", re.IGNORECASE)
_ASSIGNED = re.compile(r"=\s*(?P<parsed>JSON\.parse\(\s*(?=[\"']))?(?=[\[{\"'])")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_BREAKS = re.compile(r"\s*\n\s*")
_ENDS = tuple('.!?…:"”»“。！？؟।')
_DECODER = json.JSONDecoder(strict=False)


def state_markup(scripts: Sequence[tuple[str, str]], titles: Sequence[str]) -> str | None:
    """The article that a page's data hold, as markup; None where they hold none by the page's title.

    scripts: each one's type and text, in page order. titles: what the page calls itself.
    """
    wanted = [_words(title) for title in titles if _could_be_title(title)]
    if not wanted:
        return None
    best: tuple[int, str, Any] = (_LEAST_WORDS - 1, "", None)
    for kind, text in scripts[:_MOST_SCRIPTS]:
        for value in _values(kind, text):
            for name, title, node, above in islice(_titled(value, wanted), _MOST_TITLED):
                own = _without_others(node, name, 0)
                count = _count(own, 0)
                if count < _LEAST_WORDS and _is_small(node) and isinstance(above, dict):
                    own = {key: each for key, each in above.items() if each is not node and _is_small(each)}
                    count = _count(own, 0)  # a title in an object of its own ("rendered"), and so the text
                if count > best[0]:
                    best = (count, title, own)
    paragraphs = _markup_of(best[2], 0)
    return f"<article><h1>{escape(best[1])}</h1>{''.join(paragraphs)}</article>" if paragraphs else None


def _could_be_title(text: str) -> bool:
    """Whether a string has the words of a headline, or its letters where words are not set apart."""
    return len(text) <= _LONGEST_TITLE and count_words(text) >= _LEAST_TITLE


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _values(kind: str, text: str) -> Iterator[Any]:
    """The data of a script: all of it, or what it assigns."""
    if not _LEAST <= len(text) <= _LONGEST:
        return
    if "json" in kind:
        value = _decode(text.strip(), 0)
        yield _revived(value) if isinstance(value, list) else value
        return
    at = 0
    for _ in range(_MOST_VALUES):
        found = _ASSIGNED.search(text, at)
        if found is None:
            return
        at = found.end()
        if found["parsed"] is None and text[at] in "\"'":
            continue
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            continue
        yield _decode(value, 0) if isinstance(value, str) else value


def _decode(text: str, at: int) -> Any:
    try:
        return _DECODER.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None


def _revived(flat: list[Any]) -> Any:
    """A flat list of values that name each other by their places (Nuxt's payload) as the values that they stand for."""
    if len(flat) < 2 or not isinstance(flat[0], list | dict):
        return flat
    first = flat[0].values() if isinstance(flat[0], dict) else flat[0]
    if not all(isinstance(each, int | str) for each in first) or not any(isinstance(each, int) for each in first):
        return flat
    known: dict[int, Any] = {}
    sizes: dict[int, int] = {}  # what many places name would grow without bound

    def value_at(place: Any, depth: int) -> Any:
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(flat) or depth > _DEEPEST:
            return None
        if place not in known:
            known[place] = None
            value = flat[place]
            named = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            held = [value_at(each, depth + 1) for each in named]
            sizes[place] = 1 + sum(sizes.get(each, 1) for each in named if isinstance(each, int))
            if sizes[place] > _MOST_NODES:
                sizes[place], value = 1, None
            elif isinstance(value, dict):
                value = dict(zip(value, held))
            elif isinstance(value, list):
                value = held
            known[place] = value
        return known[place]

    value_at(0, 0)
    return [value for value in known.values() if isinstance(value, dict)]


def _titled(value: Any, wanted: list[list[str]]) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
    """Objects that have the page's title among their strings: its name, the title, the object, what is around it."""
    waiting: list[tuple[Any, Any, int]] = [(value, None, 0)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node, above, depth = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            named = ((name, each) for name, each in node.items() if isinstance(each, str) and _is_title(each, wanted))
            for name, title in named:
                yield name, title, node, above
                break
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        if depth < _DEEPEST:
            waiting += [(each, node, depth + 1) for each in inner if isinstance(each, dict | list)]


def _is_small(value: Any) -> bool:
    """Whether a value is a string, or an object of a few plain values."""
    if not isinstance(value, dict):
        return isinstance(value, str)
    return len(value) <= _NAMES_ENTRIES and not any(isinstance(each, dict | list) for each in value.values())


def _without_others(value: Any, name: str, depth: int) -> Any:
    """A value without what has a title of its own under the same name: other articles, the parts of a collection."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        if depth and isinstance(value.get(name), str):
            return None
        return {key: _without_others(each, name, depth + 1) for key, each in value.items()}
    return [_without_others(each, name, depth + 1) for each in value] if isinstance(value, list) else value


def _is_title(text: str, wanted: list[list[str]]) -> bool:
    """Whether a string is what the page calls itself, or that without the site's name at its end."""
    if not _could_be_title(text):
        return False
    words = _words(text)
    return any(title[: len(words)] == words and 2 * len(words) >= len(title) for title in wanted)


def _count(value: Any, depth: int) -> int:
    """The words in stretches of some length that a value holds on its way down to the most."""
    if isinstance(value, str):
        words = count_words(value)
        return words if words >= _STRETCH else 0
    if depth > _DEEPEST:
        return 0
    if isinstance(value, dict):
        return max((_count(each, depth + 1) for each in value.values()), default=0)
    if not isinstance(value, list) or _lists_pages(value):
        return 0
    return sum(_count(each, depth + 1) for each in value)


def _lists_pages(items: list[Any]) -> bool:
    """Whether a list is of other pages: most of its objects have an address and a title beside their words."""
    objects = [item for item in items if isinstance(item, dict)]
    return len(objects) >= _LEAST_PAGES and 2 * sum(map(_tells_page, objects)) > len(items)


def _tells_page(item: dict[str, Any]) -> bool:
    told = [each for each in item.values() if isinstance(each, str)]
    titles = sum(1 for each in told if _LEAST_TITLE <= count_words(each[:_LONGEST_TITLE]) <= _LONGEST_OWN)
    return titles > 0 and any(_OWN_ADDRESS.match(each) and not _FILE.search(each) for each in told)


def _markup_of(value: Any, depth: int) -> list[str]:
    """The paragraphs of a value, as markup."""
    if isinstance(value, str):
        if _TAG.search(value):
            return [value]
        return [f"<p>{escape(line)}</p>" for line in _BREAKS.split(value.strip()) if line]
    if depth > _DEEPEST:
        return []
    if isinstance(value, dict):
        return _markup_of(max(value.values(), key=lambda each: _count(each, depth + 1), default=None), depth + 1)
    if not isinstance(value, list) or _lists_pages(value):
        return []
    items = _alike(value, depth)
    if all(isinstance(each, str) for each in items) and sum(each.rstrip().endswith(_ENDS) for each in items) * 2 < len(
        items
    ):
        return [
            f"<p>{''.join(each if _TAG.search(each) else escape(each) for each in items)}</p>"
        ]  # runs of one paragraph
    return [paragraph for each in items for paragraph in _markup_of(each, depth + 1)]


def _alike(items: list[Any], depth: int) -> list[Any]:
    """Of a list's objects what stands under the name under which most words stand; other values as they are."""
    names: Counter[str] = Counter()
    for item in items:
        if isinstance(item, dict) and item:
            name = max(item, key=lambda key: _count(item[key], depth + 1))
            names[name] += _count(item[name], depth + 1)
    name = names.most_common(1)[0][0] if names else ""
    return [item.get(name, "") if isinstance(item, dict) else item for item in items]
