"""Text that a page prints twice is its body once."""

import numpy as np
import numpy.typing as npt

from dateline.article.tree.chosen import places_among, places_from
from dateline.article.tree.markup import Markup

Floats = npt.NDArray[np.float32]

_BODY, _OUT = 0.5, 0.3
_REPEATED_WORDS = 12
# Pages for two screens print more than one paragraph again; a single one may be the author's.
_LEAST_REPEATED = 2
_LEAST_DISTINCT = 4
# A single paragraph, where it is long and stands among so many.
_DISTINCT, _ONCE_REPEATED_WORDS = 5, 15
# So many words of one block, of the longest few, of which so much is printed in others too.
_GATHERED_WORDS, _MOST_GATHERED, _GATHERED_SHARE = 60, 3, 0.5
# So many parts are looked for in so many characters.
_MOST_PARTS, _LONGEST_GATHERED = 200, 50_000
# Most parts are told by their first characters to be none, which are looked for in less time than the whole of them.
_OPENING = 10


def _parent(markup: Markup, index: int) -> int:
    return markup.elements[markup.blocks[index].element].parent


def drop_repeats(markup: Markup, mass: Floats, body: Floats) -> None:
    """Paragraphs printed again in another element, as pages for several screens have them, are body once.

    A single one is where it is the body's first, told again below, or its last: a refrain or a clause may stand twice.
    """
    first: dict[str, int] = {}
    again: list[int] = []
    long = places_among(mass, places_from(body, _BODY), _REPEATED_WORDS)
    distinct = len({markup.blocks[index].text for index in long})
    if distinct < _LEAST_DISTINCT:
        return  # filler text, repeated to show a design
    for index in long:
        before = first.setdefault(markup.blocks[index].text, index)
        if before != index and _parent(markup, before) != _parent(markup, index):
            again.append(index)
    single = len(again) == 1 and distinct >= _DISTINCT and mass[again[0]] >= _ONCE_REPEATED_WORDS
    if single:
        single = again[0] == long[-1] or first[markup.blocks[again[0]].text] == long[0]
    if single or len(again) >= _LEAST_REPEATED:
        body[again] = np.minimum(body[again], _OUT)


def drop_gathered(markup: Markup, mass: Floats, body: Floats) -> None:
    """A block that prints in one what blocks of the body print by and by, as text for search or to be read aloud."""
    parts = places_among(mass, places_from(body, _BODY), _REPEATED_WORDS)
    long = places_among(mass, parts, _GATHERED_WORDS)
    if len(parts) <= _LEAST_REPEATED or not long:
        return
    words = mass.tolist()
    long.sort(key=lambda index: -words[index])
    parts = parts[:_MOST_PARTS]
    for index in long[:_MOST_GATHERED]:
        whole = markup.blocks[index].text[:_LONGEST_GATHERED]
        told = {
            text: words[part]
            for part in parts
            if part != index and (text := markup.blocks[part].text)[:_OPENING] in whole and text in whole
        }
        if len(told) >= _LEAST_REPEATED and sum(told.values()) >= _GATHERED_SHARE * words[index]:
            body[index] = _OUT
