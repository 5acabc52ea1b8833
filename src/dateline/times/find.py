"""find_times: time expressions of an article, each with its value and the ground for it."""

import datetime

from dateline.language import Language, calendar
from dateline.model import Analysis, Article, Grain, TimeExpression
from dateline.times.context import Clause, Clauses, Setting, day_of, tenses_of
from dateline.times.grammar import Grammar, grammar_of
from dateline.times.resolve import Reference, Resolved, State, resolve
from dateline.times.scan import Match, scan

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
    setting = _setting(article, matches, bool(grammar.settings.get("day_first", False)))
    clauses = Clauses(
        article, analysis, tenses_of(language), frozenset(grammar.settings.get("results", ()))
    )
    state = State()
    found: list[TimeExpression] = []
    for match in _share(article.text, matches, grammar):
        clause = clauses.at(match.start, match.end)
        resolved = resolve(match, setting, state, clause)
        if resolved is None or resolved.value is None:
            continue
        time = _expression(f"t{len(found) + 1}", article.text, match, resolved)
        found.append(time)
        _remember(state, setting, match, resolved, time, clause)
    return tuple(found)


def _setting(article: Article, matches: list[Match], day_first: bool) -> Setting:
    day = day_of(article.published)
    return Setting(day, article.published, _tells_history(matches, day), day_first)


def _share(text: str, matches: list[Match], grammar: Grammar) -> list[Match]:
    """Give the first date of a pair what only the second tells: "6-7 January 1916", "April and June 1955"."""
    joints = grammar.settings.get("joints", {})
    shared = list(matches)
    for index in range(len(matches) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if right.start - left.end > _JOINT_REACH or "y" in left.fields or "month" not in right.fields:
            continue
        if "month" not in left.fields and left.rule.op != "part":
            continue
        joint = joints.get(text[left.end : right.start].strip().lower())
        if joint is None:
            continue
        fields = {"month": right.fields["month"], **left.fields}
        turned = (fields["month"], fields.get("day", 0)) > (right.fields["month"], right.fields.get("day", 99))
        if "y" in right.fields:
            fields["y"] = right.fields["y"] - (turned and joint == "range")
        elif turned and joint == "range":
            fields["before_next"] = True
        shared[index] = left._replace(fields=fields)
    return shared


# Characters between the two dates of a pair: " through " is the longest joint of the packs.
_JOINT_REACH = 12


def _tells_history(matches: list[Match], day: datetime.date | None) -> bool:
    """Whether the text tells a history: several stated years far from publication, little told from it."""
    far = near = 0
    for match in matches:
        fields = match.fields
        if "bc" in fields:
            far += 1
        elif "y" in fields:
            if day is None or abs(int(fields["y"]) - day.year) > 2:
                far += 1
        elif "d" in fields or "dayword" in fields or ("weekday" in fields and "month" not in fields):
            near += 1
    return far >= _HISTORY_YEARS and far > _HISTORY_RATIO * near


# Stated years far from publication that make a history, and how many there must be for each time told from
# publication: TimeBank and AQUAINT have none that pass, WikiWars has 16 of 16.
_HISTORY_YEARS = 6
_HISTORY_RATIO = 3


def _remember(
    state: State, setting: Setting, match: Match, resolved: Resolved, time: TimeExpression, clause: Clause
) -> None:
    """Keep the time as what later ones may be told from."""
    fields = match.fields
    if resolved.day is None or resolved.type not in ("DATE", "TIME") or resolved.value is None:
        return
    stated = "y" in fields
    reference = Reference(resolved.day, resolved.unit, time.id, resolved.value, clause.paragraph, stated)
    if match.rule.op != "shift" or fields.get("sign", 1) > 0:
        state.last = reference
    if resolved.unit in ("DE", "CE", "ML"):
        return
    if setting.narrative or setting.day is None:
        if _moves_history(state.thread, reference, match, clause):
            state.thread = reference
        return
    if stated:
        far = resolved.day.year != setting.day.year and abs((resolved.day - setting.day).days) > 180
        state.far += far
        if far and clause.adverbial():
            state.thread = reference
        elif not far:
            state.thread = None
    elif resolved.anchor is not None and resolved.anchor.kind == "text" and state.thread is not None:
        state.thread = reference
    elif "d" in fields or "dayword" in fields or ("weekday" in fields and "month" not in fields):
        state.thread = None


def _moves_history(thread: Reference | None, new: Reference, match: Match, clause: Clause) -> bool:
    """Whether a history goes on from this time, or only glances at it."""
    if thread is None or clause.opens_paragraph():
        return True
    if match.rule.op == "shift" and match.fields.get("sign", 1) < 0:
        return False
    if new.stated and clause.tense() == "future":
        return False
    if new.unit in ("D", "M", "W", "S"):
        return clause.adverbial() or not new.stated
    return clause.adverbial() and abs(new.day.year - thread.day.year) <= 1


def _expression(id_: str, text: str, match: Match, resolved: Resolved) -> TimeExpression:
    value = resolved.value or ""
    span = calendar.bounds(value)
    earliest, latest = (span.earliest, span.latest) if span else (None, None)
    if resolved.mod == "BEFORE":
        earliest, latest = None, earliest
    elif resolved.mod == "AFTER":
        earliest, latest = latest, None
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
        edtf=calendar.edtf(value, resolved.mod) if dated else None,
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
