"""find_times: time expressions of an article, each with its value and the ground for it."""

import re

from dateline.language import Language, calendar
from dateline.model import Analysis, Article, Grain, TimeExpression
from dateline.times.context import Clauses, Setting, day_of, tenses_of
from dateline.times.grammar import grammar_of
from dateline.times.resolve import Reference, Resolved, State, resolve
from dateline.times.scan import Match, scan

_DATED = re.compile(r"\d{4}(-.*)?")
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
    for match in matches:
        clause = clauses.at(match.start, match.end)
        resolved = resolve(match, setting, state, clause)
        if resolved is None or resolved.value is None:
            continue
        time = _expression(f"t{len(found) + 1}", article.text, match, resolved)
        found.append(time)
        _remember(state, setting, match, resolved, time, clause.paragraph)
    return tuple(found)


def _setting(article: Article, matches: list[Match], day_first: bool) -> Setting:
    day = day_of(article.published)
    return Setting(day, article.published, _tells_history(matches, day), day_first)


def _tells_history(matches: list[Match], day: object) -> bool:
    """Whether the text tells a history: many stated years far from publication, little told from it."""
    far = near = 0
    year = getattr(day, "year", None)
    for match in matches:
        fields = match.fields
        if "bc" in fields:
            far += 1
        elif "y" in fields:
            if year is None or abs(int(fields["y"]) - year) > 2:
                far += 1
        elif "d" in fields or "dayword" in fields or ("weekday" in fields and "month" not in fields):
            near += 1
    return far >= 8 and far > 3 * near


def _remember(
    state: State, setting: Setting, match: Match, resolved: Resolved, time: TimeExpression, paragraph: int
) -> None:
    """Keep the time as what later ones may be told from."""
    if resolved.day is None or resolved.type not in ("DATE", "TIME") or resolved.value is None:
        return
    fields = match.fields
    stated = "y" in fields
    value = resolved.value
    reference = Reference(resolved.day, resolved.unit, time.id, value, paragraph, stated)
    state.last = reference
    if resolved.unit in ("DE", "CE", "ML"):
        return
    if setting.narrative or setting.day is None:
        state.thread = reference
        return
    if stated:
        far = abs((resolved.day - setting.day).days) > 330 and resolved.day.year != setting.day.year
        state.thread = reference if far and ("month" in fields or "season" in fields) else None
    elif resolved.anchor is not None and resolved.anchor.kind == "text" and state.thread is not None:
        state.thread = reference
    elif "d" in fields or "dayword" in fields or "weekday" in fields:
        state.thread = None


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
