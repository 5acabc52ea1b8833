"""Words by which the rules that come after the line model tell a line; see wording.toml."""

import re
from typing import Any

import msgspec

from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives


class Wording(msgspec.Struct, frozen=True):
    """The table: a set where words are a whole line or one word of it, a tuple where they stand anywhere, a pattern.

    picture_credit, agency_credit: patterns whose group "credit" is what a caption says of its picture's maker.
    """

    account: frozenset[str]
    contact: frozenset[str]
    ago: frozenset[str]
    date_words: frozenset[str]
    clock_words: frozenset[str]
    tags_headings: frozenset[str]
    home: frozenset[str]
    offers: tuple[str, ...]
    paywall: tuple[str, ...]
    request_at_end: re.Pattern[str]
    app_offer: re.Pattern[str]
    labelled_credit: re.Pattern[str]
    picture_credit: re.Pattern[str]
    agency_credit: re.Pattern[str]
    address: re.Pattern[str]
    heads_tags: re.Pattern[str]
    legal_entry: re.Pattern[str]
    clock_alone: re.Pattern[str]
    modified: re.Pattern[str]
    modified_piece: re.Pattern[str]


def load_wording() -> Wording:
    """The shared table of further words, read once per process."""
    return shared_data().resource("dump-wording", _build)


def load_tag_labels() -> frozenset[str]:
    """Its labels of tags alone, which pages of HTML ask for, too."""
    return shared_data().resource("dump-tag-labels", _build_labels)


def _build(language: Language) -> Wording:
    table = _table(language)
    months = language.table("dump/cues.toml")["months"]["any"]
    ways = {name: alternatives(each["words"]) for name, each in table.items() if "words" in each}
    return Wording(
        account=_whole(table["account"]),
        contact=_whole(table["contact"]),
        ago=_whole(table["ago"]),
        date_words=_whole(table["date_words"]) | frozenset(months),
        clock_words=_whole(table["clock_words"]),
        tags_headings=_whole(table["tags_headings"]),
        home=_whole(table["home"]),
        offers=tuple(table["offers"]["words"]),
        paywall=tuple(table["paywall"]["words"]),
        request_at_end=re.compile(
            rf"(?:[.!?:]|\s[-–])\s*(?:{ways['request_at_end']})"
            rf"(?:\s+(?:{alternatives(table['request_at_end']['how'])}))?\s*[.!›»]?\Z",
            re.IGNORECASE,
        ),
        app_offer=re.compile(table["app_offer"]["pattern"], re.IGNORECASE),
        labelled_credit=re.compile(rf"\S\s*[(\[|–—-]?\s*\b(?:{ways['labelled_credit']})\s?:\s*[^.!?:]{{2,60}}\Z"),
        picture_credit=re.compile(
            rf"\s*(?:[(\[|/]\s*)?\b(?P<credit>(?:{ways['picture_credit']})\s*:?\s*[^\n]{{2,80}})\Z"
        ),
        agency_credit=_in_brackets(table["agency_credit"]),
        address=_branches(table["address"]["pattern"]),
        heads_tags=re.compile(rf":\s*\Z|{ways['heads_tags']}", re.IGNORECASE),
        legal_entry=re.compile(rf"\b(?:{ways['legal_entry']})\b", re.IGNORECASE),
        clock_alone=re.compile(rf"\A\d{{1,2}}[:.h]\d{{2}}(?:\s?(?:{ways['clock_alone']}))?\Z", re.IGNORECASE),
        modified=re.compile(
            rf"\b(?:{ways['modified']})\b|(?<!\w)(?:{alternatives(language.table('article/times.toml')['changed'])})",
            re.IGNORECASE,
        ),
        modified_piece=re.compile(
            rf"(?=\b(?:(?:{alternatives(table['modified_piece']['before'])})\s+)?(?:{ways['modified_piece']})\b)",
            re.IGNORECASE,
        ),
    )


def _build_labels(language: Language) -> frozenset[str]:
    return _whole(_table(language)["tag_labels"])


def _table(language: Language) -> dict[str, Any]:
    return language.table("dump/wording.toml")


def _whole(section: dict[str, Any]) -> frozenset[str]:
    return frozenset(section["words"])


def _in_brackets(section: dict[str, Any]) -> re.Pattern[str]:
    named = rf"{alternatives(section['words'])}|\b(?:{alternatives(section['whole'])})\b"
    return re.compile(rf"\s*[(\[](?P<credit>[^()\[\]]{{0,40}}(?:{named})[^()\[\]]{{0,40}})[)\]]\.?\Z", re.IGNORECASE)


def _branches(pattern: str) -> re.Pattern[str]:
    """A pattern of the table, whose branches stand a line each."""
    return re.compile(pattern.replace("\n|", "|"))
