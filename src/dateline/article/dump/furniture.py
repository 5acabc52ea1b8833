"""Roles for what a dump prints around the article: by a line's own words, its section and its place.

A heading ("Most read") speaks for the lines below it until something else begins.
"""

import re

import msgspec

from dateline.article.bylines.names import is_personal
from dateline.article.bylines.openers import is_agency_line, opens_byline
from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import DumpContext, FoundRole
from dateline.article.dump.cues import START, WHOLE, bare
from dateline.article.dump.features import line_size
from dateline.article.dump.furniture_words import role_by_words, role_of_row
from dateline.article.dump.lines import Line
from dateline.article.dump.paths import is_path
from dateline.article.dump.rankings import RANK, rank_of
from dateline.article.dump.wording import load_wording
from dateline.model import Role

_REACH = 14
# A numbered list ends with its numbers; an entry is its number, a section, a title and an author at most.
_ENTRY_LINES = 3
_LONGEST_HEADING = 60
_HEADED: tuple[Role, ...] = ("ranking", "related", "comment", "tags")
_LISTS = frozenset({"related", "ranking", "teaser"})
_SETTLED = frozenset({"standfirst", "byline", "timestamp", "caption", "credit", "tags", "ranking", "breadcrumb"})
_CORRECTED = frozenset({"body", "other", "teaser", "standfirst"})
# After lines of these roles a section goes on.
_PASSING = frozenset({"other", "promotion"})
_TAGS_BESIDE = re.compile(r"[:：,|]\s*\S")
_WORDS = re.compile(r"[\s,;&|·]+")
_NAME = re.compile(r"(?:[A-ZÀ-ÝĀ-Ž][\w’'\-.]+\s){1,3}[A-ZÀ-ÝĀ-Ž][\w’'\-]+\Z")
_UNDER_HEADLINE = 6


class _Section(msgspec.Struct):
    """The section that lines stand in: the role its heading gives them, and how far the heading and a number are."""

    role: Role | None = None
    since: int = 0
    since_rank: int = 0

    def begin(self, role: Role | None) -> None:
        self.role, self.since, self.since_rank = role, 0, _REACH

    def reaches(self, *, ranked: bool) -> bool:
        """Whether a line stands in it. ranked: whether it begins with a number of the section's list."""
        goes_on = self.role != "ranking" or self.since_rank <= _ENTRY_LINES or self.since_rank >= _REACH
        return self.role is not None and self.since <= (3 * _REACH if ranked else _REACH) and goes_on


def name_furniture(context: DumpContext) -> None:
    """Roles for what is left: by a line's own words, and by the heading of the section it stands in."""
    first, last = context.bounds()
    section = _Section()
    for index, each in enumerate(context.found):
        strength = {name: context.told[index].get(place, 0) for place, name in enumerate(context.cues.kinds)}
        section.since += 1
        section.since_rank += 1
        if strength["correction"] >= START and each.role in _CORRECTED:
            each.role = "correction"
        if each.role in BODY_ROLES or each.role in {"headline", "correction"}:
            section.role = None if each.role == "body" else section.role
            continue
        if _is_mistaken(context, index, strength, section.role):
            each.role = "other"
        if each.role in _SETTLED:
            is_heading = each.role == "tags" or (each.role == "ranking" and each.rank is None)
            section.begin(each.role if is_heading else None)
            continue
        _name(context, index, strength, section, first, last)


def _name(context: DumpContext, index: int, strength: dict[str, int], section: _Section, first: int, last: int) -> None:
    """The role of a line of furniture; it opens, ends or goes on with the section."""
    line, each, headline = context.lines[index], context.found[index], context.headline
    opened = _section_opened(line, strength, is_below=headline is not None and index > headline)
    if opened is not None:
        # "Comments" above the text's end is a button and heads nothing.
        section.begin(None if opened == "comment" and index < last else opened)
        each.role = opened
        return
    own = role_by_words(context, index, strength, first, last)
    if own == "navigation" and section.role == "ranking" and section.since_rank <= _ENTRY_LINES:
        own = None  # the section an entry is from
    if own is not None:
        each.role = own
        section.role = section.role if own in _PASSING else None
        return
    rank = RANK.match(line.text) if section.role == "ranking" else None
    if rank is not None:
        section.since_rank = 0
    if section.role is not None and section.reaches(ranked=rank is not None):
        _stand_in(section.role, line, each, context.found[index - 1])
        if rank is not None:
            section.since = 0
        return
    section.role = None
    if each.role == "other":
        each.role = "byline" if _signs(context, index, strength, first) else _by_place(line, index, headline)


def _signs(context: DumpContext, index: int, strength: dict[str, int], first: int) -> bool:
    """Whether a line under the headline is a desk's or an agency's signature."""
    headline = context.headline
    if headline is None or not headline < index <= min(headline + _UNDER_HEADLINE, first - 1):
        return False
    signs = strength["desk"] > 0 or strength["agency"] == WHOLE
    return signs and len(context.lines[index].text) < _LONGEST_HEADING


def _is_mistaken(context: DumpContext, index: int, strength: dict[str, int], section: Role | None) -> bool:
    """Whether a line that the model takes for a byline or for tags cannot be so, by its words or its section."""
    role = context.found[index].role
    if role == "byline":
        return section in _LISTS or not _is_byline(context.lines[index], strength, index, context.headline)
    return role == "tags" and (section in _LISTS or strength["related"] == WHOLE or strength["ranking"] >= START)


def signs_alone(text: str) -> bool:
    """Whether a line signs by its words alone: it opens as bylines do, or is persons' plain names or an agency's."""
    return opens_byline(text) or is_agency_line(text) or is_personal(text)


def _is_byline(line: Line, strength: dict[str, int], index: int, headline: int | None) -> bool:
    """Whether a line that the model takes for a byline can be one: no path, no row of buttons, no masthead."""
    if is_path(line.text) or strength["share"] or strength["navigation"] == WHOLE or role_of_row(line.text):
        return False
    if strength["byline"] or strength["agency"] or strength["desk"] or signs_alone(line.text):
        return headline is None or index > headline - 4
    words = [word for word in _WORDS.split(line.text) if word]
    names = sum(1 for word in words if word[0].isupper() or not word[0].isalpha() or len(word) <= 3)
    letters = [word for word in words if len(word.strip(".+-")) > 1]
    return len(letters) >= 2 and names >= 0.6 * len(words) and (headline is None or index > headline - 3)


def _section_opened(line: Line, strength: dict[str, int], *, is_below: bool) -> Role | None:
    """The role of the section that a heading opens. is_below: whether it stands below the headline."""
    wording = load_wording()
    is_short = len(line.text) < _LONGEST_HEADING
    if is_below and bare(line.text) in wording.tags_headings:
        return "tags"
    for role in _HEADED:
        is_heading = strength[role] == WHOLE or (role == "ranking" and strength[role] >= START and is_short)
        if is_heading and strength["share"] < WHOLE and (is_below or role != "tags"):
            return role
    heads_tags = wording.heads_tags.search(line.text) and not _TAGS_BESIDE.search(line.text)
    return "tags" if strength["tags"] == START and is_below and is_short and heads_tags else None


def _stand_in(section: Role, line: Line, each: FoundRole, before: FoundRole) -> None:
    """A line takes its section's role; with a number it is ranked, and a name below an entry is its author's."""
    rank = RANK.match(line.text)
    each.role = section
    if section == "ranking" and rank is not None:
        each.rank = rank_of(rank)
        # A number alone on its line: the words come on the next ones.
        each.score = -1.0 if rank["alone"] else each.score
    elif section == "ranking" and before.score < 0:
        each.rank, before.score = before.rank, 0.5
        each.score = -1.0
    elif section in _LISTS and before.role == section and _NAME.match(line.text):
        before.author = line.text


def _by_place(line: Line, index: int, headline: int | None) -> Role:
    words = line_size(line.text)
    if words <= 5 and not line.text.endswith((".", "!", "?")):
        return "other" if headline is not None and 0 <= headline - index <= 1 else "navigation"
    return "teaser" if words >= 6 else "other"
