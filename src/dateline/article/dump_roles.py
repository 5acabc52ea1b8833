"""A role for every line of a dump: the article's lines by the model, the furniture by its words and its neighbours."""

import re

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.draft import BODY_ROLES
from dateline.article.dump_cues import START, WHOLE, Cues, find_cues
from dateline.article.dump_features import Matrix
from dateline.article.dump_lines import Line
from dateline.article.dump_model import CLASSES
from dateline.model import Role

# bench/quality/stages/dumps.py on held-out domains: F1 is level between 0.45 and 0.6.
_LEAST_BODY = 0.5
_LEAST_ROLE = 0.35
_LEAST_HEADLINE = 0.12
_NAMED: tuple[Role, ...] = ("standfirst", "byline", "timestamp", "caption", "credit", "tags")
_NEAR_HEADLINE = 14
_SECTION_REACH = 14
_DUPLICATE_REACH = 4
_RANK = re.compile(r"(\d{1,2})(?:[.):]|\s(?=\S{2}))\s*(?=\D)|(\d{1,2})\Z")
_BREADCRUMB = re.compile(r"\S.{0,60}?(?:\s*[>›»→]\s*|\s+/\s+)\S")
_PHONE_OR_MAIL = re.compile(
    r"(?:\+|\b00)\d[\d\s()/.\-]{7,}|\b\(?0\d{2,5}\)?[\s/\-]\d[\d\s\-]{4,}|[\w.+\-]+@[\w\-]+\.\w{2,}"
)
_LETTERS = re.compile(r"[\W_]+")
_NAME = re.compile(r"(?:[A-ZÀ-ÝĀ-Ž][\w’'\-.]+\s){1,3}[A-ZÀ-ÝĀ-Ž][\w’'\-]+\Z")
_NOT_SENTENCE = 25


class FoundRole(msgspec.Struct):
    """A line's role while the page is being read; the fields are those of a Block."""

    role: Role
    score: float
    rank: int | None = None
    author: str | None = None
    duplicate_of: int | None = None


def assign_roles(
    lines: list[Line], probabilities: npt.NDArray[np.float64], rows: Matrix, cues: Cues
) -> list[FoundRole]:
    """A role for each line. probabilities: (lines, classes) in the order of `CLASSES`; rows: the lines' features."""
    told = [find_cues(line.text, cues) for line in lines]
    found = [_by_model(each) for each in probabilities]
    _drop_strays(found, rows)
    headline = _choose_headline(lines, probabilities, found, told, cues)
    _keep_to_their_places(found, headline)
    _mark_copies(lines, found, headline)
    _name_furniture(lines, found, told, cues, headline)
    return found


def _by_model(probabilities: npt.NDArray[np.float64]) -> FoundRole:
    by_class = dict(zip(CLASSES, probabilities.tolist()))
    body = by_class["body"] + by_class["subhead"]
    if body >= _LEAST_BODY:
        return FoundRole("body" if by_class["body"] >= by_class["subhead"] else "subhead", round(body, 3))
    best = max(_NAMED, key=lambda name: by_class[name])
    if by_class[best] >= _LEAST_ROLE and by_class[best] > by_class["teaser"]:
        return FoundRole(best, round(by_class[best], 3))
    for name in ("comment", "teaser"):
        if by_class[name] >= _LEAST_ROLE:
            return FoundRole("comment" if name == "comment" else "teaser", round(by_class[name], 3))
    return FoundRole("other", round(by_class["furniture"], 3))


def _drop_strays(found: list[FoundRole], rows: Matrix) -> None:
    """Body runs that are small and far from the main one are teasers: what is left over is one article."""
    words = np.expm1(rows[:, 0])
    runs: list[tuple[int, int, float]] = []
    start = -1
    for index in range(len(found) + 1):
        is_body = index < len(found) and found[index].role in BODY_ROLES
        if is_body and start < 0:
            start = index
        elif not is_body and start >= 0:
            runs.append((start, index, float(words[start:index].sum())))
            start = -1
    if len(runs) < 2:
        return
    main = max(range(len(runs)), key=lambda place: runs[place][2])
    whole = sum(run[2] for run in runs)
    for step in (-1, 1):
        edge, place = (runs[main][0] if step < 0 else runs[main][1]), main + step
        while 0 <= place < len(runs):
            low, high, mass = runs[place]
            gap = edge - high if step < 0 else low - edge
            if gap > 25 and mass < 0.08 * whole:
                for index in range(low, high):
                    found[index].role = "teaser"
            else:
                edge = low if step < 0 else high
            place += step


def _choose_headline(
    lines: list[Line],
    probabilities: npt.NDArray[np.float64],
    found: list[FoundRole],
    told: list[dict[int, int]],
    cues: Cues,
) -> int | None:
    """The line that heads the article: the likeliest up to a little below the body's first line."""
    first = next((index for index, each in enumerate(found) if each.role == "body"), len(lines))
    chance = probabilities[:, CLASSES.index("headline")]
    agency = cues.kinds.index("agency")
    candidates = [
        index
        for index in range(min(len(lines), first + 4))
        if chance[index] >= _LEAST_HEADLINE
        and len(lines[index].text) <= 300
        and not any(strength == WHOLE for kind, strength in told[index].items() if kind != agency)
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda index: (round(float(chance[index]), 4), -index))
    found[best] = FoundRole("headline", round(float(chance[best]), 3))
    return best


def _keep_to_their_places(found: list[FoundRole], headline: int | None) -> None:
    """Bylines, dates and standfirsts belong to the article only near its head; others are a teaser's."""
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES]
    if not body:
        return
    head = headline if headline is not None else body[0]
    for index, each in enumerate(found):
        if each.role in {"byline", "timestamp"}:
            near_head = -6 <= index - head <= _NEAR_HEADLINE or abs(index - body[0]) <= 6
            if not near_head and not 0 < index - body[-1] <= 4:
                each.role = "other"
        elif each.role == "standfirst" and not head - 4 <= index <= body[0] + 2:
            each.role = "teaser"
        elif each.role in {"caption", "credit"} and not head - 10 <= index <= body[-1] + 6:
            each.role = "teaser" if each.role == "caption" else "other"


def _mark_copies(lines: list[Line], found: list[FoundRole], headline: int | None) -> None:
    """Lines that say again what a caption beside them says (an alternative text), and copies of the headline."""
    keys = [_LETTERS.sub(" ", line.text.casefold()).strip() for line in lines]
    for index, each in enumerate(found):
        if each.role != "caption" or len(keys[index]) < 8:
            continue
        for other in range(max(0, index - _DUPLICATE_REACH), min(len(lines), index + _DUPLICATE_REACH + 1)):
            if other == index or found[other].duplicate_of is not None or each.duplicate_of is not None:
                continue
            if found[other].role in BODY_ROLES or found[other].role == "headline":
                continue
            if _says_same(keys[index], keys[other]):
                shorter, longer = sorted((index, other), key=lambda place: (len(keys[place]), -place))
                found[longer].role = found[shorter].role = "caption"
                found[shorter].duplicate_of = longer
    if headline is None or len(keys[headline]) < 12:
        return
    for index, each in enumerate(found):
        if (
            index != headline
            and keys[index] == keys[headline]
            and each.role not in BODY_ROLES
            and index < headline + 30
        ):
            found[index] = FoundRole("headline", each.score, duplicate_of=headline)


def _says_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 20 and long.startswith(short) and len(short) > 0.5 * len(long))


def _name_furniture(
    lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], cues: Cues, headline: int | None
) -> None:
    """Roles for what is left: by a line's own words, and by the heading of the section it stands in."""
    kind = {name: place for place, name in enumerate(cues.kinds)}
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    section: Role | None = None
    since = 0
    for index, (line, each) in enumerate(zip(lines, found)):
        strength = {name: told[index].get(place, 0) for name, place in kind.items()}
        since += 1
        if strength["correction"] >= START and each.role in {"body", "other", "teaser", "standfirst"}:
            each.role = "correction"
        if each.role in BODY_ROLES or each.role in {"headline", "correction"}:
            section = None if each.role == "body" else section
            continue
        if each.role in _NAMED and not (each.role == "byline" and section in {"related", "ranking", "teaser"}):
            continue
        opened = _section_opened(line, strength)
        if opened is not None:
            section, since = opened, 0
            each.role = opened
            continue
        own = _by_words(line, strength, index, first, last, headline)
        if own is not None:
            each.role = own
            continue
        if section is not None and since <= _SECTION_REACH:
            _in_section(line, each, section, found, index)
            continue
        section = None
        if each.role == "other":
            each.role = _by_place(line, index, headline, first)


def _section_opened(line: Line, strength: dict[str, int]) -> Role | None:
    for name, role in (("ranking", "ranking"), ("related", "related"), ("comment", "comment"), ("tags", "tags")):
        is_heading = strength[name] == WHOLE or (name == "ranking" and strength[name] >= START and len(line.text) < 60)
        if is_heading and strength["share"] < WHOLE:
            opened: Role = role  # type: ignore[assignment]
            return opened
    return None


def _in_section(line: Line, each: FoundRole, section: Role, found: list[FoundRole], index: int) -> None:
    if section == "tags" and len(line.text) > 60:
        return
    rank = _RANK.match(line.text)
    if section == "ranking" and rank is not None:
        each.rank = int(rank.group(1) or rank.group(2))
    elif section == "ranking" and index and found[index - 1].role == "ranking":
        previous = found[index - 1].rank
        each.rank = previous if previous is not None and found[index - 1].author is None else None
    if section in {"related", "ranking"} and _NAME.match(line.text) and index and found[index - 1].role == section:
        found[index - 1].author = line.text
    each.role = section


def _by_words(
    line: Line, strength: dict[str, int], index: int, first: int, last: int, headline: int | None
) -> Role | None:
    if strength["legal"] >= START or strength["consent"] >= START:
        return "legal"
    if strength["newsletter"] >= START or strength["advert"] >= START:
        return "promotion"
    if strength["related"] == START:
        return "teaser" if len(line.text) > _NOT_SENTENCE else "related"
    if strength["comment"] >= START:
        return "comment"
    if strength["tags"] == START:
        return "tags"
    if strength["contact"] == START or (_PHONE_OR_MAIL.search(line.text) and len(line.text) < 200 and index > last):
        return "contact"
    if strength["legal"] or (strength["consent"] and len(line.text) > 60):
        return "legal"
    if strength["newsletter"]:
        return "promotion"
    if strength["share"] >= START:
        return "other"
    if strength["navigation"] == WHOLE or strength["contact"] == WHOLE:
        return "navigation"
    if _BREADCRUMB.match(line.text) and len(line.text) < 160 and index < min(first, 150) and "http" not in line.text:
        return "breadcrumb"
    return None


def _by_place(line: Line, index: int, headline: int | None, first: int) -> Role:
    words = len(line.text.split())
    if words <= 5 and not line.text.endswith((".", "!", "?")):
        return "other" if headline is not None and 0 <= headline - index <= 1 else "navigation"
    return "teaser" if words >= 6 else "other"
