"""A role for every line of a dump: the article's lines by the model, the furniture by its words and its neighbours."""

import re
from collections import Counter

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.bylines import opens_byline
from dateline.article.dates import read_printed_date
from dateline.article.draft import BODY_ROLES
from dateline.article.dump.cues import START, WHOLE, Cues, bare, find_cues, load_cues, load_wording
from dateline.article.dump.features import Matrix, feature_names
from dateline.article.dump.lines import Line
from dateline.article.dump.model import BODY_CLASSES, CLASSES
from dateline.model import Role

# dev/trafilatura_eval: F1 rises from 0.861 at 0.5 to 0.867 at 0.4; held-out news prefers 0.4 to 0.6.
_LEAST_BODY = 0.45
_LEAST_ROLE = 0.35
_LEAST_SHORT_BODY = 0.12
_LEAST_PARAGRAPH = 20
_SURE_HEADLINE = 0.5
# Dumps of so few lines may hold no more than a paragraph or two, which have so many words; a single one stands in
# a still shorter dump.
_FEW_LINES = 30
_FEW_WORDS = 12
_LONE_LINES = 8
_RULED_OUT = ("legal", "consent", "newsletter", "comment", "error", "related", "advert")
_SHORT_REACH = 25
_LEAST_HEADLINE = 0.12
_LEAST_CAPTION = 0.12
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
_LONGEST_INSERT = 25
_LONGEST_TOLD = 400
_ASKS_AT_END = re.compile(
    r"(?:[.!?:]|\s[-–])\s*(?:sign up|subscribe|register|join|download)"
    r"(?:\s+(?:here|now|today|for free|free))?\s*[.!›»]?\Z",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\S\s*[(\[|–—-]?\s*\b(?:Photo|Photos|Picture|Image|Foto|Fotos|Bild|Kuva|Fotografía)\s?:\s*[^.!?:]{2,60}\Z"
)
_SEPARATED = re.compile(r"[|·•>›»]")
_OFFERS_APP = re.compile(r"(?:get|download|try|install)\s(?:the|our)\b.{0,30}\bapps?\b", re.IGNORECASE)
_PIECES = re.compile(r"\s*[|•·]\s*|\s{3,}")
_STREET = re.compile(
    r"\b\d+[a-z]?,? (?:[A-Z][\w’'.-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Square|Lane|Boulevard|Blvd|Drive|Floor)\b|"
    r"\b[A-ZÄÖÜ]\w+(?:straße|strasse|gasse|platz|allee|weg)\s\d+|\bP\.?\s?O\.? Box\b|\bPostfach\b|"
    r"\b(?:rue|calle|via|avenida) [A-Z]"
)
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_HEADS_TAGS = re.compile(r":\s*\Z|article|artikel|articolo|artículo|tópicos", re.IGNORECASE)
_TOP = 12
_LEGAL_PIECE = re.compile(
    r"\b(?:privacy|terms|imprint|impressum|datenschutz|agb|cookies?|legal|copyright|privacidad|privacidade|confidentialité)\b",
    re.IGNORECASE,
)


class FoundRole(msgspec.Struct):
    """A line's role while the page is being read; the fields are those of a Block."""

    role: Role
    score: float
    rank: int | None = None
    author: str | None = None
    duplicate_of: int | None = None
    time: str | None = None


def assign_roles(
    lines: list[Line], probabilities: npt.NDArray[np.float64], rows: Matrix, cues: Cues
) -> list[FoundRole]:
    """A role for each line. probabilities: (lines, classes) in the order of `CLASSES`; rows: the lines' features."""
    told = [find_cues(line.text, cues) for line in lines]
    found = [_by_model(each) for each in probabilities]
    _find_short_body(lines, probabilities, found, told, cues)
    _drop_strays(found, rows)
    _drop_inserts(lines, found, told, cues)
    headline = _choose_headline(lines, probabilities, found, told, cues, rows)
    _find_entries(lines, found, told, cues, headline)
    _keep_to_their_places(found, headline)
    _find_standfirst(lines, probabilities, found, told, headline)
    _find_in_article(lines, probabilities, found, told, cues, rows, headline)
    _find_lede(lines, found, told, headline)
    _mark_copies(lines, found, headline)
    _find_path(lines, found, headline)
    _find_numbered(lines, found, headline)
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


def _find_short_body(
    lines: list[Line],
    probabilities: npt.NDArray[np.float64],
    found: list[FoundRole],
    told: list[dict[int, int]],
    cues: Cues,
) -> None:
    """The paragraph or two of a very short article: under a sure headline, long, and not ruled out by the model."""
    if any(each.role in BODY_ROLES for each in found):
        return
    chance = probabilities[:, CLASSES.index("headline")]
    body = probabilities[:, list(BODY_CLASSES)].sum(axis=1)
    headline = int(chance.argmax())
    ruled_out = {cues.kinds.index(name) for name in _RULED_OUT}
    if chance[headline] < _SURE_HEADLINE:
        for index in _lone_run(lines, told, ruled_out):
            found[index] = FoundRole("body", round(max(float(body[index]), _LEAST_ROLE), 3))
        return
    for index in range(headline + 1, min(len(lines), headline + 1 + _SHORT_REACH)):
        is_paragraph = len(lines[index].text.split()) >= _LEAST_PARAGRAPH and body[index] >= _LEAST_SHORT_BODY
        if is_paragraph and not ruled_out & told[index].keys():
            found[index] = FoundRole("body", round(float(body[index]), 3))


def _lone_run(lines: list[Line], told: list[dict[int, int]], ruled_out: set[int]) -> range:
    """The only paragraphs of a dump of few lines, one after the other; empty where there are others apart from them.

    The model has seen whole pages alone: a dump with no more than a paragraph or two looks to it like a teaser.
    """
    if len(lines) > _FEW_LINES:
        return range(0)
    paragraphs = [
        index
        for index, line in enumerate(lines)
        if len(line.text.split()) >= _FEW_WORDS
        and line.text.rstrip('"”’»)').endswith((".", "!", "?", "。", "।", "؟"))
        and not ruled_out & told[index].keys()
    ]
    if not paragraphs or paragraphs[-1] - paragraphs[0] + 1 > len(paragraphs) + 1:
        return range(0)
    words = sum(len(lines[index].text.split()) for index in paragraphs)
    if words < _LEAST_PARAGRAPH or (len(paragraphs) == 1 and len(lines) > _LONE_LINES):
        return range(0)
    return range(paragraphs[0], paragraphs[-1] + 1)


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


def _drop_inserts(lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], cues: Cues) -> None:
    """Short lines among the body whose own words say that they lead elsewhere ("Read more: ...", "... Sign up")."""
    kind = {name: place for place, name in enumerate(cues.kinds)}
    for line, each, tells in zip(lines, found, told):
        if each.role in BODY_ROLES and len(line.text) <= 500 and _CREDITED.search(line.text):
            each.role = "caption"
        if each.role not in BODY_ROLES or len(line.text.split()) > _LONGEST_INSERT:
            continue
        if tells.get(kind["related"], 0) >= START:
            each.role = "teaser" if len(line.text) > _NOT_SENTENCE else "related"
        elif (
            tells.get(kind["newsletter"], 0) >= START
            or tells.get(kind["advert"], 0) == WHOLE
            or _ASKS_AT_END.search(line.text)
            or _OFFERS_APP.match(line.text)
        ):
            each.role = "promotion"
        elif tells.get(kind["legal"], 0) >= START or tells.get(kind["share"], 0) == WHOLE:
            each.role = "legal" if tells.get(kind["legal"], 0) >= START else "other"


def _choose_headline(
    lines: list[Line],
    probabilities: npt.NDArray[np.float64],
    found: list[FoundRole],
    told: list[dict[int, int]],
    cues: Cues,
    rows: Matrix,
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
        return _line_above(lines, found, told, first) if len(lines) <= _FEW_LINES else None
    # The article speaks of what its headline names; a banner of other news does not share its words.
    shared = rows[:, feature_names(cues).index("in_body_words")]
    best = max(candidates, key=lambda index: (round(float(chance[index] * (0.5 + shared[index])), 4), -index))
    # A standfirst can look like a headline; of two close above each other the upper one heads.
    above = [
        index
        for index in candidates
        if index == best - 1
        and chance[index] >= 0.4 * chance[best]
        and shared[index] >= 0.6 * shared[best]
        and _can_head(lines[index].text)
    ]
    if above and lines[above[0]].text not in lines[best].text:
        best = above[0]
    found[best] = FoundRole("headline", round(float(chance[best]), 3))
    return best


def _line_above(lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], first: int) -> int | None:
    """The line that heads a dump of few lines: the nearest above the text that tells neither who wrote nor when."""
    for index in range(first - 1, max(-1, first - 5), -1) if first < len(lines) else ():
        text = lines[index].text
        if opens_byline(text) or read_printed_date(text) is not None:
            continue
        cued = any(strength == WHOLE for strength in told[index].values())
        if 3 <= len(text.split()) <= 25 and text[-1] not in ".:;" and not cued:
            found[index] = FoundRole("headline", _LEAST_ROLE)
            return index
        return None
    return None


def _find_entries(
    lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], cues: Cues, headline: int | None
) -> None:
    """The entries of a live blog: from three times of day that stand alone on, what follows each is body."""
    if headline is None:
        return
    clocks = [index for index in range(headline + 1, len(lines)) if _CLOCK_ALONE.match(lines[index].text)]
    last = max((index for index, each in enumerate(found) if each.role in BODY_ROLES), default=-1)
    clocks = [index for index in clocks if index <= last + _ENTRY_REACH]
    entries = [
        range(start + 1, min(end, start + 1 + _ENTRY_REACH))
        for start, end in zip(clocks, [*clocks[1:], (clocks[-1] if clocks else 0) + _ENTRY_REACH])
    ]
    told_at_length = sum(
        any(len(lines[index].text.split()) >= 10 for index in entry if index < len(lines)) for entry in entries
    )
    if len(clocks) < 3 or told_at_length < 0.6 * len(clocks):
        return
    for clock, entry in zip(clocks, entries):
        found[clock] = FoundRole("timestamp", found[clock].score)
        for index in entry:
            if index >= len(lines) or any(strength >= START for strength in told[index].values()):
                break
            if found[index].role in {"byline", "timestamp", "caption", "credit"}:
                continue
            is_heading = index == entry.start and len(lines[index].text.split()) < 15
            is_heading = is_heading and lines[index].text[-1] not in '.!?”"'
            found[index] = FoundRole("subhead" if is_heading else "body", found[index].score, time=lines[clock].text)


_CLOCK_ALONE = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|uhr|h|gmt|bst|et))?\Z", re.IGNORECASE)
_ENTRY_REACH = 12


def _can_head(text: str) -> bool:
    return 4 <= len(text.split()) <= 25 and not _SEPARATED.search(text) and text[-1] not in ".:"


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


def _find_standfirst(
    lines: list[Line],
    probabilities: npt.NDArray[np.float64],
    found: list[FoundRole],
    told: list[dict[int, int]],
    headline: int | None,
) -> None:
    """A line under the headline that the model leaves open, where a byline, a date or the body follows it."""
    if headline is None or any(each.role == "standfirst" for each in found):
        return
    chance = probabilities[:, CLASSES.index("standfirst")]
    for index in range(headline + 1, min(headline + 3, len(lines) - 1)):
        each = found[index]
        size = len(lines[index].text.split())
        follows = {found[place].role for place in range(index + 1, min(index + 3, len(lines)))}
        speaks = any(strength >= START for strength in told[index].values())
        if each.role in {"teaser", "other", "caption"} and 6 <= size <= 60 and not speaks:
            signed = follows & {"byline", "timestamp"}
            if (signed and chance[index] >= 0.01) or (found[index + 1].role == "body" and chance[index] >= 0.05):
                found[index] = FoundRole("standfirst", round(float(chance[index]), 3))
            return


def _find_lede(lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], headline: int | None) -> None:
    """Whole sentences right before the body and under the headline that the model took for a teaser are its lede."""
    first = next((index for index, each in enumerate(found) if each.role == "body"), None)
    if headline is None or first is None or first <= headline:
        return
    for index in range(first - 1, headline, -1):
        text = lines[index].text
        speaks = any(strength >= START for strength in told[index].values())
        whole = len(text.split()) >= _LEDE_WORDS and text.rstrip('”"»’ ')[-1:] in (".", "!", "?", "…", "。")
        if found[index].role not in ("teaser", "other") or speaks or not whole:
            return
        found[index] = FoundRole("body", found[index].score)


# Words of a sentence that is news and not a label.
_LEDE_WORDS = 10


def _find_in_article(
    lines: list[Line],
    probabilities: npt.NDArray[np.float64],
    found: list[FoundRole],
    told: list[dict[int, int]],
    cues: Cues,
    rows: Matrix,
    headline: int | None,
) -> None:
    """Dates and bylines under the headline, and captions among the body, that the model leaves open."""
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES]
    if not body or headline is None:
        return
    names = feature_names(cues)
    clock = rows[:, names.index("clock")] > 0
    kind = {name: place for place, name in enumerate(cues.kinds)}
    chance = probabilities[:, CLASSES.index("caption")]
    for index in range(max(0, headline - 3), min(len(lines), body[-1] + 1)):
        each = found[index]
        size = len(lines[index].text.split())
        in_head = index <= body[0] + 3
        follows_head = index > 0 and found[index - 1].role in {"headline", "standfirst", "byline", "timestamp"}
        is_open = each.role in {"other", "teaser"} and in_head and index > headline and size <= 16
        if is_open and opens_byline(lines[index].text) and _has_name(lines[index]):
            each.role = "byline"
        elif each.role == "byline" and in_head and _is_date(lines[index].text, False) and not _has_name(lines[index]):
            each.role = "timestamp"
        elif each.role == "credit" and headline < index < body[0] and follows_head:
            # Under a headline stands who wrote it; a credit follows a caption.
            each.role = "credit" if told[index].get(kind["credit"], 0) >= START else "byline"
        elif each.role in {"other", "teaser"} and in_head and size <= 8 and _is_date(lines[index].text, clock[index]):
            each.role = "timestamp"
        elif each.role in {"other", "teaser"} and index > headline and size <= 60 and not told[index]:
            before_credit = index + 1 < len(found) and found[index + 1].role == "credit"
            if (before_credit and chance[index] >= 0.02) or chance[index] >= _LEAST_CAPTION:
                each.role = "caption"


def _has_name(line: Line) -> bool:
    """Whether a line holds words beside numbers, days, months and "published"."""
    wording = load_wording()
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", line.text)]
    known = wording.date_words | wording.ago | _CLOCK_WORDS
    return any(len(word) > 2 and word not in known for word in words)


_CLOCK_WORDS = frozenset({"gmt", "utc", "bst", "cet", "cest", "est", "edt", "uhr", "last", "first", "page"})


def _is_date(text: str, has_clock: bool) -> bool:
    return has_clock or read_printed_date(text, day_first=True) is not None


def _mark_copies(lines: list[Line], found: list[FoundRole], headline: int | None) -> None:
    """Lines that say again what a caption beside them says (an alternative text), and copies of the headline."""
    keys = [_LETTERS.sub(" ", line.text.casefold()).strip() for line in lines]
    for index in range(1, len(found)):
        # No article prints a paragraph twice on end: it is a caption and the text of its picture.
        beside = found[index - 1].role, found[index].role
        credited = index + 1 < len(found) and found[index + 1].role == "credit"
        if keys[index] == keys[index - 1] and len(keys[index]) >= 8 and ("caption" in beside or credited):
            found[index - 1].role = found[index].role = "caption"
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


def _find_path(lines: list[Line], found: list[FoundRole], headline: int | None) -> None:
    """Short lines from "Home" down to the headline: a path whose steps were printed apart.

    A menu has "Home" once; a path repeats it below the menu.
    """
    home = load_wording().home
    menu = next((index for index, line in enumerate(lines) if bare(line.text) in home), len(lines))
    for start in range((headline or 0) - 1, max(-1, (headline or 0) - 6), -1):
        if found[start].role != "other" or len(lines[start].text.split()) > 4:
            return
        if bare(lines[start].text) in home:
            if start == menu:
                return
            for index in range(start, headline or 0):
                found[index].role = "breadcrumb"
            return


def _find_numbered(lines: list[Line], found: list[FoundRole], headline: int | None) -> None:
    """Lists numbered 1, 2, 3 outside of the article, with the heading above them: rankings."""
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    index = 0
    while index < len(lines):
        places = _numbers_from(lines, index) if not first <= index <= last else []
        if len(places) < 3 or (headline is not None and headline in places):
            index += 1
            continue
        end = min(len(lines), places[-1] + (2 if bare(lines[places[-1]].text) == "" else 1))
        number = 0
        for place in range(places[0], end):
            number += place in places
            if found[place].role in BODY_ROLES:
                break
            found[place] = FoundRole("ranking", found[place].score, rank=number)
        before = places[0] - 1
        if before >= 0 and found[before].role not in BODY_ROLES and len(lines[before].text.split()) <= 6:
            found[before].role = "ranking"
        index = end


def _numbers_from(lines: list[Line], start: int) -> list[int]:
    """Places of the lines numbered 1, 2, 3, ... from `start` on, no more than three lines apart; empty without 1."""
    places: list[int] = []
    place = start
    while place < min(len(lines), (places[-1] if places else start) + 4) and len(places) < 30:
        match = _RANK.match(lines[place].text)
        if match and int(match.group(1) or match.group(2)) == len(places) + 1:
            places.append(place)
        elif not places:
            return []
        place += 1
    return places


def _name_furniture(
    lines: list[Line], found: list[FoundRole], told: list[dict[int, int]], cues: Cues, headline: int | None
) -> None:
    """Roles for what is left: by a line's own words, and by the heading of the section it stands in."""
    kind = {name: place for place, name in enumerate(cues.kinds)}
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    section: Role | None = None
    since = since_rank = 0
    for index, (line, each) in enumerate(zip(lines, found)):
        strength = {name: told[index].get(place, 0) for name, place in kind.items()}
        since += 1
        since_rank += 1
        if strength["correction"] >= START and each.role in {"body", "other", "teaser", "standfirst"}:
            each.role = "correction"
        if each.role in BODY_ROLES or each.role in {"headline", "correction"}:
            section = None if each.role == "body" else section
            continue
        if each.role == "byline" and (section in _LISTS or not _is_byline(line, strength, index, headline)):
            each.role = "other"
        if each.role == "tags" and (section in _LISTS or strength["related"] == WHOLE or strength["ranking"] >= START):
            each.role = "other"
        if each.role in _NAMED or each.role in {"ranking", "breadcrumb"}:
            is_heading = each.role == "tags" or (each.role == "ranking" and each.rank is None)
            section = each.role if is_heading else None
            since, since_rank = 0, _SECTION_REACH
            continue
        opened = _section_opened(line, strength, is_below=headline is not None and index > headline)
        if opened is not None:
            # "Comments" above the text's end is a button and heads nothing.
            section = None if opened == "comment" and index < last else opened
            since, since_rank = 0, _SECTION_REACH
            each.role = opened
            continue
        own = _by_words(line, strength, index, first, last)
        if own == "navigation" and section == "ranking" and since_rank <= _ENTRY_LINES:
            own = None  # the section an entry is from
        if own is not None:
            each.role = own
            section = section if own in {"other", "promotion"} else None
            continue
        rank = _RANK.match(line.text) if section == "ranking" else None
        if rank is not None:
            since_rank = 0
        # A numbered list ends with its numbers; an entry is its number, a section, a title and an author at most.
        goes_on = section != "ranking" or since_rank <= _ENTRY_LINES or since_rank >= _SECTION_REACH
        if section is not None and since <= (3 * _SECTION_REACH if rank else _SECTION_REACH) and goes_on:
            _in_section(line, each, section, found, index)
            if rank is not None:
                since = 0
            continue
        section = None
        if each.role == "other":
            signs = strength["desk"] or strength["agency"] == WHOLE
            under_headline = headline is not None and headline < index <= min(headline + 6, first - 1)
            signs_here = signs and under_headline and len(line.text) < 60
            each.role = "byline" if signs_here else _by_place(line, index, headline)


_ENTRY_LINES = 3
_SECTIONS: tuple[Role, ...] = ("ranking", "related", "comment", "tags")
_TAGS_BESIDE = re.compile(r"[:：,|]\s*\S")
_LISTS = frozenset({"related", "ranking", "teaser"})


def _is_byline(line: Line, strength: dict[str, int], index: int, headline: int | None) -> bool:
    """Whether a line that the model takes for a byline can be one: no path, no row of buttons, no masthead."""
    if _BREADCRUMB.match(line.text) or strength["share"] or strength["navigation"] == WHOLE or _buttons(line):
        return False
    if strength["byline"] or strength["agency"] or strength["desk"]:
        return headline is None or index > headline - 4
    words = [word for word in re.split(r"[\s,;&|·]+", line.text) if word]
    names = sum(1 for word in words if word[0].isupper() or not word[0].isalpha() or len(word) <= 3)
    letters = [word for word in words if len(word.strip(".+-")) > 1]
    return len(letters) >= 2 and names >= 0.6 * len(words) and (headline is None or index > headline - 3)


def _section_opened(line: Line, strength: dict[str, int], *, is_below: bool) -> Role | None:
    """The role of the section that a heading opens. is_below: whether it stands below the headline."""
    if is_below and bare(line.text) in load_wording().tags_headings:
        return "tags"
    for role in _SECTIONS:
        is_heading = strength[role] == WHOLE or (role == "ranking" and strength[role] >= START and len(line.text) < 60)
        if is_heading and strength["share"] < WHOLE and (is_below or role != "tags"):
            return role
    heads_tags = _HEADS_TAGS.search(line.text) and not _TAGS_BESIDE.search(line.text)
    return "tags" if strength["tags"] == START and is_below and len(line.text) < 60 and heads_tags else None


def _buttons(line: Line) -> Role | None:
    """The role of a row of buttons or menu entries run together ("A+ A- Print Send", "Accept all Settings")."""
    cues = load_cues()
    words = line.text.lower().split()
    if not 2 <= len(words) <= 24:
        return None
    told: Counter[str] = Counter()
    at = known = 0
    while at < len(words):
        for end in range(min(len(words), at + 4), at, -1):
            kinds = cues.whole.get(bare(" ".join(words[at:end])) or words[at], ())
            if kinds:
                told.update(cues.kinds[kind] for kind in kinds)
                known += end - at
                at = end
                break
        else:
            at += 1
    if known < 0.7 * len(words) or sum(told.values()) < 2:
        return None
    for kind, role in _ROWS:
        if told[kind]:
            return role
    return "navigation"


_ROWS: tuple[tuple[str, Role], ...] = (("consent", "legal"), ("legal", "legal"), ("share", "other"))


def _in_section(line: Line, each: FoundRole, section: Role, found: list[FoundRole], index: int) -> None:
    rank = _RANK.match(line.text)
    before = found[index - 1]
    each.role = section
    if section == "ranking" and rank is not None:
        each.rank = int(rank.group(1) or rank.group(2))
        # A number alone on its line: the words come on the next ones.
        each.score = -1.0 if rank.group(2) else each.score
    elif section == "ranking" and before.score < 0:
        each.rank, before.score = before.rank, 0.5
        each.score = -1.0
    elif section in _LISTS and before.role == section and _NAME.match(line.text):
        before.author = line.text


def _by_words(line: Line, strength: dict[str, int], index: int, first: int, last: int) -> Role | None:
    """The role that a line's own words give it, outside of the article's text; None where they say nothing."""
    wording = load_wording()
    text = line.text
    whole = bare(text)
    if whole in wording.account:
        return "navigation"
    if strength["share"] == WHOLE:
        return "other"
    if whole in wording.contact:
        return "contact"
    if strength["legal"] >= START or strength["consent"] >= START or ("©" in text and len(text) < 250):
        return "legal"
    if strength["newsletter"] >= START or strength["advert"] >= START:
        return "promotion"
    if len(text) > _LONGEST_TOLD:
        return "legal" if strength["legal"] or strength["consent"] else None
    if _ASKS_AT_END.search(text) or _OFFERS_APP.match(text):
        return "promotion"
    if strength["related"] == START:
        return "teaser" if len(text) > _NOT_SENTENCE else "related"
    if strength["comment"] >= START:
        return "comment"
    if strength["tags"] == START and first < index:
        return "tags"
    if strength["contact"] == START or (len(text) < 200 and index > last and _PHONE_OR_MAIL.search(text)):
        return "contact"
    if strength["legal"] or (strength["consent"] and len(text) > 60):
        return "legal"
    if strength["newsletter"] or any(offer in whole for offer in wording.offers):
        return "promotion"
    if _BREADCRUMB.match(text) and len(text) < 160 and index < min(first, 150) and "http" not in text:
        return "breadcrumb"
    row = "other" if strength["share"] >= START else _buttons(line)
    if row is not None:
        return row
    pieces = _PIECES.split(_GLUED.sub("|", text))
    if len(pieces) >= 3 and max(map(len, pieces)) <= 40 and not text.endswith((".", "!", "?")):
        return "legal" if any(_LEGAL_PIECE.search(piece) for piece in pieces) else "navigation"
    if index > last and len(text) < 200 and _STREET.search(text):
        return "contact"
    if strength["navigation"] >= START or strength["contact"] == WHOLE:
        return "navigation"
    return None


def _by_place(line: Line, index: int, headline: int | None) -> Role:
    words = len(line.text.split())
    if words <= 5 and not line.text.endswith((".", "!", "?")):
        return "other" if headline is not None and 0 <= headline - index <= 1 else "navigation"
    return "teaser" if words >= 6 else "other"


def mark_masthead(lines: list[Line], found: list[FoundRole], outlet: str | None) -> None:
    """Lines at the page's top that print the outlet's name, and the motto under it."""
    if not outlet:
        return
    marked = -2
    for index in range(min(_TOP, len(lines))):
        each = found[index]
        if each.role in BODY_ROLES or each.role in {"headline", "standfirst"}:
            break
        if lines[index].text.casefold() == outlet.casefold():
            each.role, marked = "masthead", index
        elif index == marked + 1 and each.role == "teaser" and 3 <= len(lines[index].text.split()) <= 9:
            each.role = "masthead"
    for line, each in zip(lines, found):
        if each.role in {"navigation", "teaser", "other"} and line.text.casefold() == outlet.casefold():
            each.role = "masthead"
