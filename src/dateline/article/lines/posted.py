"""Posts of networks by their words alone: the address at their end, and the line that signs them.

Where a page or a dump has lost the networks' own code, these tell that a text is a post's and not the article's.
"""

import functools
import re

import msgspec

from dateline.article.dates.read import find_printed_date
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

# "— Mika Orrin (@orrin_pilot) May 4, 2031"; the dash is lost where lines lose their bullets.
_NAMED = r"\S+(?: \S+){0,5} ?\(@[\w.]{1,30}\)"
_SIGNED = re.compile(rf"^(?:[—–-]{{1,2}}\s?)?{_NAMED}[\s,·|]*(?=.{{0,20}}\d)\S.{{0,40}}$")
_SIGNED_BEHIND = re.compile(r"\s[—–-]{1,2}\s?(?=\S+(?: \S+){0,5} ?\(@)")
_CLOCK, _LONGEST_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)"), 60
_WORD = re.compile(r"[^\W\d_]+")
_HANDLE = re.compile(r"@[\w.]{2,30}")
# Between a handle and the day stands a word at most: "on", "den", "lundi"; more are a sentence's ("joined us on").
_MOST_BEFORE_DAY = 1
# A line that ends with a quote closed is the article's, which quotes the post; what a button says is short.
_CLOSED, _LONGEST_BUTTON = "\"”’'»“)", 60
# The addresses at a post's end stand in so many characters.
_LONGEST_END = 200
# A post has so many characters at most where nothing but the line below tells that it is one.
_LONGEST_POST = 600


class PostWords(msgspec.Struct, frozen=True):
    """The table compiled. linked: ends with an address of a network's own; shared, button: whole lines."""

    linked: re.Pattern[str]
    shared: re.Pattern[str]
    button: re.Pattern[str]


def signs_post(text: str) -> bool:
    """Whether a line signs the post above it, with name, handle and day.

    >>> signs_post("— Mika Orrin (@orrin_pilot) May 4, 2031"), signs_post("Mika Orrin (@orrin_pilot)")
    (True, False)
    """
    return "(@" in text and _SIGNED.match(text) is not None and _tells_day(text.partition("(@")[2].partition(")")[2])


def is_handle(text: str) -> bool:
    """Whether a line is nothing but a name on a network: "@orrin_pilot"."""
    return text[:1] == "@" and _HANDLE.fullmatch(text) is not None


def tells_clock_and_day(text: str) -> bool:
    """Whether a line is little more than a time of day and a date: "10:12 AM · May 4, 2031"."""
    return len(text) <= _LONGEST_TIME and _CLOCK.search(text) is not None and find_printed_date(text) is not None


def ends_as_post(text: str) -> bool:
    """Whether a line is a post's own text: it ends with an address of a network's, and what it says is not in quotes.

    >>> ends_as_post("Four metres where the chart has six. pic.twitter.com/aB3dE5")
    True
    """
    if "/" not in text or "." not in text:
        return False
    if "(@" in text and (behind := _SIGNED_BEHIND.search(text)) and signs_post(text[behind.start() :].strip()):
        text = text[: behind.start()].rstrip()
        if text and _words().linked.search(text[-_LONGEST_END:]) is None:
            return True
    end = text[-_LONGEST_END:]
    linked = _words().linked.search(end)
    return linked is not None and end[: linked.start()].rstrip()[-1:] not in _CLOSED


def names_sharer(text: str) -> bool:
    """Whether a line is a network's own on who shared the post above it."""
    if "(@" not in text or _words().shared.fullmatch(text) is None:
        return False
    rest = text.rpartition("(@")[2].partition(")")[2]
    return not any(map(str.isalpha, rest)) or _tells_day(rest)


def is_button(text: str) -> bool:
    """Whether a line is a network's button to the post."""
    return len(text) <= _LONGEST_BUTTON and _words().button.fullmatch(text) is not None


def may_be_signed(text: str) -> bool:
    """Whether a line may be a post's, of which the line below it alone tells: it is short, and leads on to nothing."""
    text = text.rstrip()
    return 0 < len(text) <= _LONGEST_POST and text[-1] != ":"


def _tells_day(rest: str) -> bool:
    """Whether what stands behind a handle is a day, and no sentence goes on to it."""
    day = find_printed_date(rest)
    return day is not None and len(_WORD.findall(rest[: day.start])) <= _MOST_BEFORE_DAY


@functools.cache
def _words() -> PostWords:
    return _build(shared_data())


def _build(language: Language) -> PostWords:
    table = language.table("article/posts.toml")
    address = rf"(?:https?://)?(?:{alternatives(table['links']['hosts'])})\w+"
    shared, buttons = (alternatives(table[name]["openings"]) for name in ("shared", "buttons"))
    networks = alternatives(table["buttons"]["networks"])
    return PostWords(
        linked=re.compile(rf"(?<![\w./-])(?:{address}\s?)+…?$"),
        shared=re.compile(rf"(?:{shared}) {_NAMED}(?:\s.{{0,60}})?", re.IGNORECASE),
        button=re.compile(rf"(?:{buttons}) (?:{networks})(?: \w+)?\W*", re.IGNORECASE),
    )
