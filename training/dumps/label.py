"""Which lines of a dump are body, from a page's gold; by words and by order."""

import re
from collections import defaultdict

_WORD = re.compile(r"\w+")


def label_body(lines: list[str], body: str) -> list[bool]:
    """For each line, whether the gold body holds it.

    Long lines count where most of their 4-word shingles stand in the gold. Short ones (under six words) must stand
    there whole, and between the places of the long lines around them, so that a menu entry that also opens a
    paragraph does not count.
    """
    gold = _WORD.findall(body.lower())
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold)):
        for size in (1, 4):
            if at + size <= len(gold):
                places[tuple(gold[at : at + size])].append(at)
    words = [_WORD.findall(line.lower()) for line in lines]
    spans: list[tuple[int, int] | None] = [_long_span(each, places) for each in words]
    _drop_out_of_order(spans)
    for index, each in enumerate(words):
        if spans[index] is None and 0 < len(each) < 6:
            low = next((span[1] for span in reversed(spans[:index]) if span), 0)
            high = next((span[0] for span in spans[index + 1 :] if span), len(gold))
            found = [at for at in places.get((each[0],), []) if gold[at : at + len(each)] == each]
            near = [at for at in found if low - 2 <= at <= high + 2 and at - low < 40 + 4 * len(each)]
            if near and any(span for span in spans[max(0, index - 12) : index + 13]):
                spans[index] = (near[0], near[0] + len(each))
    return [span is not None for span in spans]


def _long_span(words: list[str], places: dict[tuple[str, ...], list[int]]) -> tuple[int, int] | None:
    if len(words) < 6:
        return None
    shingles = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
    found = [places[each][0] for each in shingles if each in places]
    if len(found) < 0.6 * len(shingles):
        return None
    middle = sorted(found)[len(found) // 2]
    return max(0, middle - len(words) // 2), middle + (len(words) + 1) // 2


def _drop_out_of_order(spans: list[tuple[int, int] | None]) -> None:
    """Of lines printed twice (a pull quote, a teaser of this very article), the copy far from its place goes."""
    known = [(index, span) for index, span in enumerate(spans) if span]
    for position, (index, span) in enumerate(known):
        same = [other for other, place in known if other != index and abs(place[0] - span[0]) <= 2]
        if not same:
            continue
        around = [place[0] for _, place in known[max(0, position - 3) : position + 4]]
        lonely = sum(1 for place in around if abs(place - span[0]) < 400) <= 1
        if lonely and len(known) > 3:
            spans[index] = None
