"""The section an article stands in: what machines are told, else the last step of the way that the page prints to it.

Values that name a kind of page ("article", "amp", "uncategorized") name no section: `sections.toml` lists them.
"""

import functools
import re

import msgspec

from dateline.article.dates.read import find_printed_date, load_months, may_hold_date
from dateline.article.draft import Fields
from dateline.article.names.wording import key
from dateline.article.structured import Structured, texts
from dateline.language import Language, shared_data

_METAS = ("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:category")
_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")
# Words in quotation marks that look like steps' signs.
_QUOTED = re.compile(r"«[^«»]*»")
# "You are here:", but no time of day.
_LABEL = re.compile(r"^.*:(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_PATH = re.compile(r"/?[^\s/]+(?:/[^\s/]+)+/?|/[^\s/]+/?")
_LONGEST_STEP, _MOST_STEP_WORDS = 50, 6
# A last step of so many letters that opens the headline is the headline, cut short.
_LEAST_OPENING = 10


class SectionWords(msgspec.Struct, frozen=True):
    """What is no section. kinds: whole values, folded; leading: how a line opens that leads elsewhere."""

    kinds: frozenset[str]
    leading: re.Pattern[str]


@functools.cache
def load_section_words() -> SectionWords:
    """The shared table, compiled once per process."""
    return _build(shared_data())


def find_section(fields: Fields, structured: Structured, lines: list[str]) -> None:
    """Note the section in `fields`, whose headline is known; nothing where none is told or printed.

    lines: the breadcrumb lines that the page prints.
    """
    for source, values in (
        ("json-ld", texts(structured.article.get("articleSection"), structured)),
        *(("meta", structured.metas.get(name, [])) for name in _METAS),
    ):
        for value in values:
            section = read_section(value)
            if section and key(section) != key(fields.headline or ""):
                fields.section = section
                fields.note("section", source, 0.9, value)
                return
    crumbs = _crumbs(lines, fields.headline)
    steps = [step for step in crumbs if not _is_headline(step, fields.headline) and read_section(step)]
    if len(crumbs) >= 2 and len(steps) >= 1 and steps[-1] != crumbs[0]:
        fields.section = steps[-1]
        fields.note("section", "visible", 0.7, " > ".join(crumbs))


def read_section(value: str) -> str | None:
    """The section that a value names, the first of several; None where it names a kind of page, or a number.

    >>> read_section("Coast,Harbours"), read_section("news-article")
    ('Coast', None)
    """
    value = " ".join(value.split())
    if _PATH.fullmatch(value) and (value.startswith("/") or value.count("/") > 1):
        value = re.sub(r"[_-]+", " ", value.strip("/").rpartition("/")[2])
    parts = re.split(r",(?=\S)|;", value)
    if len(parts) == 1 and value.count(", ") > 2:
        parts = value.split(", ")
    return next((part.strip() for part in parts if _is_section(part)), None)


def _is_section(words: str) -> bool:
    known = load_section_words()
    folded = " ".join(re.sub(r"[_-]+", " ", words.casefold()).split())
    if not any(letter.isalpha() for letter in folded):
        return False
    return folded not in known.kinds and known.leading.match(folded) is None


def _crumbs(lines: list[str], headline: str | None) -> list[str]:
    """The steps that breadcrumb lines print, without the words before the first ("You are here:")."""
    found: list[str] = []
    for line in lines:
        steps = _CRUMB.split(_QUOTED.sub(" ", line))
        if not _is_headline(steps[0], headline):
            steps[0] = _LABEL.sub("", steps[0])
        found += [step.strip() for step in steps if _names_section(step)]
    return found


def _names_section(step: str) -> bool:
    """Whether a step is no month or year that the page is filed under, and tells no day and no time of day."""
    folded = step.strip().casefold()
    if not folded or folded.isdigit() or folded in load_months() or _CLOCK.search(folded):
        return False
    return not may_hold_date(step) or find_printed_date(step) is None


def _is_headline(step: str, headline: str | None) -> bool:
    """Whether a step is the article itself: its headline, whole or cut short, or words too many for a section."""
    if len(step) > _LONGEST_STEP or len(step.split()) > _MOST_STEP_WORDS or step.endswith(("...", "…")):
        return True
    told, words = ("".join(_WORD.findall(each.casefold())) for each in (headline or "", step))
    opens = len(words) >= _LEAST_OPENING and told.startswith(words)
    return words == told or opens or (len(told) >= _LEAST_OPENING and told in words)


def _build(language: Language) -> SectionWords:
    table = language.table("article/sections.toml")
    leading = "|".join(re.escape(words.replace("-", " ")) for words in table["leading"])
    return SectionWords(frozenset(table["kinds"]), re.compile(rf"\W*(?:{leading})(?!\w)"))
