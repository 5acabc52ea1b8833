"""The section an article stands in: what machines are told, else the last step of the way that the page prints to it.

Values that name a kind of page ("article", "amp", "uncategorized") name no section: `sections.toml` lists them.
"""

import re

import msgspec

from dateline.article.dates import load_months
from dateline.article.draft import DraftBlock, Fields
from dateline.article.structured import Structured, texts
from dateline.language import Language, shared_data

_METAS = ("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:category")
_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")
_WORD = re.compile(r"\w+")
_PATH = re.compile(r"/?[^\s/]+(?:/[^\s/]+)+/?|/[^\s/]+/?")
_LONGEST_STEP, _MOST_STEP_WORDS = 50, 6
# A last step of so many letters that opens the headline is the headline, cut short.
_LEAST_OPENING = 10


class SectionWords(msgspec.Struct, frozen=True):
    """What is no section. kinds: whole values, folded; leading: how a line opens that leads elsewhere."""

    kinds: frozenset[str]
    leading: re.Pattern[str]


def load_section_words() -> SectionWords:
    """The shared table, compiled once per process."""
    return shared_data().resource("article-sections", _build)


def find_section(fields: Fields, structured: Structured, blocks: list[DraftBlock]) -> None:
    """Note the section in `fields`, whose headline is known; nothing where none is told or printed."""
    for source, values in (
        ("json-ld", texts(structured.article.get("articleSection"), structured)),
        *(("meta", structured.metas.get(name, [])) for name in _METAS),
    ):
        for value in values:
            section = read_section(value)
            if section:
                fields.section = section
                fields.note("section", source, 0.9, value)
                return
    crumbs = _crumbs(blocks)
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


def _crumbs(blocks: list[DraftBlock]) -> list[str]:
    """The steps that the page's breadcrumb lines print."""
    lines = [block.text for block in blocks if block.role == "breadcrumb"]
    return [step.strip() for line in lines for step in _CRUMB.split(line.split(":")[-1]) if _names_section(step)]


def _names_section(step: str) -> bool:
    """Whether a step is no month or year that the page is filed under."""
    folded = step.strip().casefold()
    return bool(folded) and not folded.isdigit() and folded not in load_months()


def _is_headline(step: str, headline: str | None) -> bool:
    """Whether a step is the article itself: its headline, whole or cut short, or words too many for a section."""
    if len(step) > _LONGEST_STEP or len(step.split()) > _MOST_STEP_WORDS or step.endswith(("...", "…")):
        return True
    told, words = ("".join(_WORD.findall(each.casefold())) for each in (headline or "", step))
    return words == told or (len(words) >= _LEAST_OPENING and told.startswith(words))


def _build(language: Language) -> SectionWords:
    table = language.table("article/sections.toml")
    leading = "|".join(re.escape(words.replace("-", " ")) for words in table["leading"])
    return SectionWords(frozenset(table["kinds"]), re.compile(rf"\W*(?:{leading})(?!\w)"))
