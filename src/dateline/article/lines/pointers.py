"""Lines that stand in a body and are none of it by their own words: pointers to other pages, requests to the reader.

The words are data (`shared/article/lines.toml`, with examples and counterexamples of each kind).
"""

import functools
import re
from collections.abc import Callable, Iterable

import msgspec

from dateline.article.lines.sought import finder_of
from dateline.language import Language, shared_data
from dateline.language.expressions import Late, alternatives

# A pointer's label ends here, so many characters into the line at most; so much of what follows is a link.
_LABEL = re.compile(r"^[^\w]{0,4}([^:|»►]{3,40}?)\s?[:|»►]\s*(?=\S)")
_LABEL_SIGNS = ":|»►"
_OTHER_COLONS = "：՝៖፡"
_COLONS = str.maketrans(_OTHER_COLONS, "::::")
_LEAST_LINKED, _WHOLLY_LINKED = 0.8, 0.95
_QUOTES = "\"“”„«»'‘’"
_LONGEST = 320
_ENDS = " .…!:"
# What stands behind a label that heads nothing, and how long such a label is.
_HANGING_ENDS, _LONGEST_HANGING = " .…!?:：»>→►▶", 40


class Lines(msgspec.Struct, frozen=True):
    """The table compiled: how pointers open before a colon, how lines of one link do, and notices; in lower case.

    hanging: labels at a text's end that head none of it. find_requests: the places of the requests of which a line
    holds a word.
    """

    openings: frozenset[str]
    hanging: frozenset[str]
    linked: tuple[str, ...]
    notices: frozenset[str]
    notice_openings: tuple[str, ...]
    requests: "tuple[Request, ...]"
    find_requests: Callable[[str], Iterable[int]]
    amendment: re.Pattern[str]
    app: Late
    slide: re.Pattern[str]


class Request(msgspec.Struct, frozen=True):
    """One kind of request. has: one of these stands in lower case in every line that the pattern finds."""

    name: str
    has: tuple[str, ...]
    longest: int
    pattern: Late


@functools.cache
def load_lines() -> Lines:
    """The shared table of lines, compiled once per process."""
    return _build(shared_data())


def is_pointer(text: str, link_chars: int) -> bool:
    """Whether a line names another page behind a label ("Read more: ..."), or leads there by its own words.

    link_chars: how many of its characters are a link.
    """
    if not link_chars or len(text) > _LONGEST:
        return False
    if link_chars >= _WHOLLY_LINKED * len(text) and text[:40].casefold().startswith(load_lines().linked):
        return True
    if not any(sign in text[:45] for sign in _LABEL_SIGNS + _OTHER_COLONS):
        return False
    text = text if text.isascii() else text.translate(_COLONS)
    label = _LABEL.match(text)
    if label is None or link_chars < _LEAST_LINKED * (len(text) - label.end() - 1) or text[label.end()] in _QUOTES:
        return False
    return label[1].strip().casefold().replace("i\u0307", "i") in load_lines().openings


def is_hanging_label(text: str) -> bool:
    """Whether a line is a label of what no text goes with ("Further reading:"), where nothing of the text follows it.

    >>> is_hanging_label("Further reading:"), is_hanging_label("Further reading is dull.")
    (True, False)
    """
    return len(text) <= _LONGEST_HANGING and text.casefold().rstrip(_HANGING_ENDS) in load_lines().hanging


def is_notice(text: str) -> bool:
    """Whether a line on a page with hardly another is what a server or a script says: an error, a wait, a test."""
    lines, lowered = load_lines(), text.strip().casefold()
    if lowered.rstrip(_ENDS) in lines.notices:
        return True
    return any(
        lowered.startswith(each) and not lowered[len(each) : len(each) + 1].isalpha() for each in lines.notice_openings
    )


def find_request(text: str) -> str | None:
    """What a line asks of its reader or says of the page itself, by the name of its kind; None where it does not.

    >>> find_request("Follow The Lowmark Courier on Instagram and Facebook.")
    'follow'
    """
    if len(text) > _LONGEST:
        return None
    lines = load_lines()
    for number in lines.find_requests(text):
        request = lines.requests[number]
        if len(text) <= request.longest and request.pattern.search(text):
            return request.name
    return None


def opens_amendment(text: str) -> bool:
    """Whether a line begins as those do that say what was changed in a text ("An earlier version of this ...")."""
    return load_lines().amendment.match(text) is not None


def offers_app(text: str) -> bool:
    """Whether a line asks for an app to be had and says no more."""
    return load_lines().app.match(text) is not None


def slide_number(text: str) -> tuple[str, str] | None:
    """The number of a gallery's picture and how many there are, where a line begins with both ("3 of 12").

    >>> slide_number("3 of 12 The quay at low tide")
    ('3', '12')
    """
    found = load_lines().slide.match(text)
    return (found[1], found[2]) if found else None


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of these words, or of these pieces of words."""
    for word in words:  # noqa: SIM110 - a generator would take half as long again, for every line of a page
        if word in text:
            return True
    return False


def _build(language: Language) -> Lines:
    table = language.table("article/lines.toml")
    requests = [
        Request(each["name"], tuple(each["has"]), each["longest"], _compile(each["pattern"]))
        for each in table["request"]
    ]
    linked, notices = (tuple(table[kind]["openings"]) for kind in ("linked", "notice"))
    whole = frozenset(table["notice"]["whole"])
    openings = frozenset(opening.casefold() for opening in table["pointer"]["openings"])
    amended, between = alternatives(table["amendment"]["openings"]), alternatives(table["slide"]["between"])
    return Lines(
        openings,
        openings.union(label.casefold() for label in table["hanging"]["labels"]),
        linked,
        whole,
        notices,
        tuple(requests),
        finder_of([request.has for request in requests]),
        amendment=re.compile(rf"\W*(?:{amended})", re.IGNORECASE),
        app=_compile(table["app"]["pattern"]),
        slide=re.compile(rf"\W*(\d{{1,3}})\s?(?:{between})\s?(\d{{1,3}})\b"),
    )


def _compile(pattern: str) -> Late:
    """A pattern of the table, whose branches stand a line each."""
    return Late(pattern.replace("\n|", "|"), re.IGNORECASE)
