"""find_times: time expressions of an article, each with its value and the ground for it."""

import bisect
import itertools
import re
from collections.abc import Sequence

from dateline.language import Language, calendar
from dateline.language.capitals import has_title_case
from dateline.language.posts import signed_posts
from dateline.model import Analysis, Article, Grain, Span, TimeExpression
from dateline.model.time import AnchorKind
from dateline.times.clocks import is_evening, opens_day
from dateline.times.context import Clause, Clauses
from dateline.times.grammar import Grammar, grammar_of
from dateline.times.habits import of_habits
from dateline.times.resolve import resolve
from dateline.times.resolved import Resolved
from dateline.times.scan import Match, scan
from dateline.times.setting import Setting, day_of, is_anchor
from dateline.times.tenses import Tenses, tenses_of
from dateline.times.thread import Reference, State, remember, tells_history

# Words that print their own day, with what holds for them.
_Apart = tuple[Span, Setting, State]

_GRAINS: dict[str, Grain] = {
    "TS": "second", "TM": "minute", "TH": "hour", "D": "day", "W": "week", "WE": "weekend", "M": "month",
    "Q": "quarter", "S": "season", "H": "half", "Y": "year", "DE": "decade", "CE": "century", "ML": "millennium",
}  # fmt: skip


def find_times(article: Article, analysis: Analysis, language: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in text order, resolved as far as text and publication allow.

    article: its `text` is searched; its `published` (ISO 8601) anchors what is told from the time of writing;
    without it such values stay underspecified ("XXXX-WXX-5"). analysis: sentences, and words' classes where
    the tagger gives them. language: a pack with `times/rules.toml`; without one nothing is found.
    Values are TIMEX3; earliest is inclusive, latest exclusive. Never raises on odd text.

    >>> from dateline.language import load_language
    >>> from dateline.model import Analysis, Article
    >>> article = Article("p", "article", text="The ferry sank on Monday.", published="2024-05-08")
    >>> [(time.text, time.value) for time in find_times(article, Analysis((), ()), load_language("en"))]
    [('Monday', '2024-05-06')]
    """
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    matches = scan(article.text, grammar)
    setting = _setting(article, matches, grammar)
    clauses = Clauses(article, analysis, tenses_of(language), frozenset(grammar.settings.get("results", ())))
    state = State()
    apart = sorted(
        (*_posts(article, matches, setting), *_dated_captions(article, matches, setting)),
        key=lambda each: each[0].start,
    )
    found: list[TimeExpression] = []
    matches = _of_years_ago(article.text, _share(article.text, matches, grammar), setting, grammar)
    for match in of_habits(article.text, matches, clauses):
        clause = clauses.at(match.start, match.end)
        if _ends_a_name(match, clause) or _is_of_a_film(match, clause):
            continue
        here, told = _holding(apart, match.start) or (setting, state)
        resolved = resolve(match, here, told, clause)
        if resolved is None or resolved.value is None:
            continue
        _bound(resolved, match, clause, grammar)
        time = _expression(f"t{len(found) + 1}", article.text, match, resolved)
        found.append(time)
        remember(told, here, match, clause, _reference(time, resolved, match, clause))
    return tuple(found)


def _holding(apart: Sequence[_Apart], place: int) -> tuple[Setting, State] | None:
    """What holds for the words around a place that print their own day."""
    at = bisect.bisect_right(apart, place, key=lambda each: each[0].start) - 1
    return apart[at][1:] if at >= 0 and place < apart[at][0].end else None


def _posts(article: Article, matches: list[Match], setting: Setting) -> list[_Apart]:
    """The words of posts that print their date: what they tell from it, and nothing from the page or for it."""
    found: list[_Apart] = []
    for post in signed_posts(article):
        own = None if post.date is None else _of_its_day(article, matches, setting, post.date, "post")
        if own is not None:
            state = State()
            found += [(span, own, state) for span in post.words]
    return found


def _dated_captions(article: Article, matches: list[Match], setting: Setting) -> list[_Apart]:
    """Captions below a date that stands by itself: a gallery's pictures are of their own days, not of the page's."""
    found: list[_Apart] = []
    own: Setting | None = None
    for part in article.parts:
        if part.role not in ("caption", "credit"):
            own = None
            continue
        text = article.text[part.start : part.end]
        date = Span(part.start, part.end) if len(text) <= _LONGEST_DATE and text.strip()[-1:].isdigit() else None
        dated = None if date is None else _of_its_day(article, matches, setting, date, "text", whole=True)
        if dated is not None:
            own = dated
        elif own is not None:
            found.append((Span(part.start, part.end), own, State()))
    return found


def _of_its_day(
    article: Article, matches: list[Match], setting: Setting, date: Span, kind: AnchorKind, *, whole: bool = False
) -> Setting | None:
    """What holds for words that print their own day; whole: the day is all that stands there."""
    clause = Clause(article.text, date.start, date.end, date.start, date.end, 0, _NO_TENSES)
    first = bisect.bisect_left(matches, date.start, key=lambda match: match.start)
    for match in itertools.takewhile(
        lambda match: match.start < date.end, map(matches.__getitem__, range(first, len(matches)))
    ):
        if whole and (match.start, match.end) != (date.start, date.end):
            continue
        written = resolve(match, setting, State(), clause)
        if written is not None and written.day is not None and written.unit == "D":
            return Setting(written.day, written.value, False, setting.day_first, kind)
    return None


def _ends_a_name(match: Match, clause: Clause) -> bool:
    """ "He told Astrel Today": a day's or week's word with a capital in the midst of a sentence is a name's."""
    text, fields = clause.text, match.fields
    told = "dayword" in fields or ("value" in fields and match.rule.op == "set") or {"unit", "d"} <= fields.keys()
    if not told or not text[match.start].isupper() or match.start - clause.low < 2:
        return False
    inside = text[match.start - 1] == " " and text[match.start - 2].isalpha()
    return inside and not has_title_case(f"{text[clause.low : match.start]} {text[match.end : clause.high]}")


def _is_of_a_film(match: Match, clause: Clause) -> bool:
    """ "1:30 Army shows its new tanks", a line without a full stop: how long a film runs, and no hour of the day."""
    text = clause.text
    opens = text[max(0, match.start - 1) : match.start] == "\n"
    if not opens or _LENGTH.fullmatch(text, match.start, match.end) is None:
        return False
    end = text.find("\n", match.end)
    line = text[match.end : end if end >= 0 else len(text)].strip()
    return bool(line) and line[0].isupper() and line[-1].isalnum()


def _setting(article: Article, matches: list[Match], grammar: Grammar) -> Setting:
    """What holds for the whole article; a dated dateline close to publication is what the report tells from."""
    day = day_of(article.published)
    day_first = _day_first(article, matches, grammar)
    setting = Setting(day, article.published, tells_history(matches, day), day_first)
    line = article.dateline
    if line is None or line.date is None:
        return setting
    told = next((match for match in scan(line.date, grammar) if match.rule.kind is None), None)
    if told is None:
        return setting
    clause = Clause(line.date, told.start, told.end, 0, len(line.date), 0, _NO_TENSES)
    written = resolve(told, Setting(day, article.published, False, day_first), State(), clause)
    if written is None or written.day is None or written.unit != "D":
        return setting
    if day is not None and not 0 <= (day - written.day).days <= _DATELINE_REACH:
        return setting
    return Setting(written.day, written.value, setting.narrative, day_first, "dateline")


def _day_first(article: Article, matches: list[Match], grammar: Grammar) -> bool:
    """Whether "3/4" is the third of April: as a date of the text that can be read but one way has it, else by the
    region of the article's language, else by the country of its address, else by the pack."""
    for match in matches:
        if match.rule.op == "numeric":
            first, second = match.fields["a"], match.fields["b"]
            if (first > 12) != (second > 12):
                return bool(first > 12)
    regions = grammar.settings.get("day_first_regions", ())
    if (article.language or "").lower().replace("_", "-").rpartition("-")[2] in regions:
        return True
    host = (article.canonical_url or "").partition("//")[2].partition("/")[0].lower()
    if "." in host and host.rpartition(".")[2] in regions:
        return True
    return bool(grammar.settings.get("day_first", False))


_LONGEST_DATE = 40
_LENGTH = re.compile(r"\d:\d\d")
# Days between a report's dateline and its publication within which the report's "Monday" is the dateline's.
_DATELINE_REACH = 3
_NO_TENSES = Tenses()


def _share(text: str, matches: list[Match], grammar: Grammar) -> list[Match]:
    """Give the first date of a pair what only the second tells: "6-7 January 1916", "April and June 1955"."""
    joints = grammar.settings.get("joints", {})
    shared = list(matches)
    for index in range(len(matches) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if right.start - left.end > _JOINT_REACH:
            continue
        joint = joints.get(text[left.end : right.start].strip().lower())
        if joint is None:
            continue
        if joint == "range":
            shared[index] = left = left._replace(fields={**left.fields, "ranged": True})
            if "weekday" in left.fields and "weekday" in right.fields and "month" not in right.fields:
                shared[index + 1] = right._replace(fields={**right.fields, "t": 0})
        if "season" in left.fields and "season" in right.fields and "y" in right.fields and "y" not in left.fields:
            shared[index] = left._replace(fields={**left.fields, "y": right.fields["y"]})
        if "y" in left.fields or "month" not in right.fields:
            continue
        if "month" not in left.fields and left.rule.op != "part":
            continue
        fields = {"month": right.fields["month"], **left.fields}
        turned = (fields["month"], fields.get("day", 0)) > (right.fields["month"], right.fields.get("day", 99))
        if "y" in right.fields:
            fields["y"] = right.fields["y"] - (turned and joint == "range")
        elif turned and joint == "range":
            fields["before_next"] = True
        shared[index] = left._replace(fields=fields)
    return shared


def _of_years_ago(text: str, matches: list[Match], setting: Setting, grammar: Grammar) -> list[Match]:
    """Give a season or month the year that is told behind it: "the winter of two years ago", "the May of last year".

    A winter has the year in which it ended, so the value's year, in which it began, is one less.
    """
    if setting.day is None or setting.narrative:
        return matches
    owners = grammar.settings.get("owners", ())
    owned = list(matches)
    for index in range(len(matches) - 1):
        left, right = matches[index], matches[index + 1]
        fields = right.fields
        period = left.fields.get("season") or ("month" in left.fields and "day" not in left.fields)
        years = fields.get("n") if fields.get("unit") == "Y" and right.rule.op == "shift" else None
        if not period or years is None or "y" in left.fields or fields.get("sign", 1) >= 0:
            continue
        if text[left.end : right.start].strip().lower() not in owners or int(years) != years:
            continue
        began = left.fields.get("season") == "WI" and setting.day.month < 12
        owned[index] = left._replace(fields={**left.fields, "y": setting.day.year - int(years) - began})
    return owned


# Characters between the two dates of a pair: " through " is the longest joint of the packs.
_JOINT_REACH = 12


def _bound(resolved: Resolved, match: Match, clause: Clause, grammar: Grammar) -> None:
    """Take the modifier from the word before: "after 2003", "since May", "by Friday"."""
    if resolved.mod is not None or resolved.type not in ("DATE", "TIME") or not resolved.unit:
        return
    mod = grammar.settings.get("bounds", {}).get(clause.word_before())
    if mod is None or "ranged" in match.fields or not clause.adverbial():
        return
    opens_day(resolved, mod, match.fields)
    resolved.mod = "APPROX" if resolved.type == "TIME" and clause.is_close() and mod in ("AFTER", "BEFORE") else mod


def _reference(time: TimeExpression, resolved: Resolved, match: Match, clause: Clause) -> Reference | None:
    """The expression as what later ones may be told from; None where it is no place in time."""
    if resolved.day is None or resolved.value is None or resolved.type not in ("DATE", "TIME"):
        return None
    if not is_anchor(resolved.day):
        return None
    return Reference(
        day=resolved.day,
        unit=resolved.unit,
        ref=time.id,
        value=resolved.value,
        place=clause.paragraph,
        stated="y" in match.fields,
        told=resolved.anchor is not None and resolved.anchor.kind in ("text", "headline"),
        headline=clause.role in ("headline", "standfirst"),
        evening=is_evening(resolved.value),
    )


def _expression(id_: str, text: str, match: Match, resolved: Resolved) -> TimeExpression:
    value = resolved.value or ""
    zoned = value + (resolved.zone or "") if resolved.type == "TIME" and ":" in value else value
    span = calendar.bounds(zoned)
    earliest, latest = (span.earliest, span.latest) if span else (None, None)
    if resolved.mod == "BEFORE":
        earliest, latest = None, earliest
    elif resolved.mod == "AFTER":
        earliest, latest = latest, None
    elif resolved.mod == "ON_OR_BEFORE":
        earliest = None
    elif resolved.mod == "ON_OR_AFTER":
        latest = None
    grain = _GRAINS.get(resolved.unit)
    if resolved.type == "TIME" and "T" in value:
        clock = value.split("T", 1)[1]
        grain = "daypart" if clock[:1].isalpha() else "minute" if ":" in clock else "hour"
    dated = resolved.type in ("DATE", "TIME")
    return TimeExpression(
        id=id_,
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        type=resolved.type,
        value=value,
        mod=resolved.mod,
        edtf=calendar.edtf(zoned, resolved.mod) if dated else None,
        earliest=earliest if dated else None,
        latest=latest if dated else None,
        grain=grain,
        anchor=resolved.anchor,
        alternatives=resolved.alternatives,
        rule=match.rule.name,
        quant=resolved.quant,
        freq=resolved.freq,
        zone=resolved.zone,
    )
