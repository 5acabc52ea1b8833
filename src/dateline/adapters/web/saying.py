"""Values in a reader's words: times, kinds, statuses. What is not known is said to be unknown."""

import datetime
import re

from dateline.model import Event, Standing, When, Where
from dateline.views.seasons import PARTS_OF_YEAR

UNKNOWN = "unknown"
RTL = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku-arab", "nqo", "pa-arab", "ps", "sd", "syr", "ug", "ur", "yi")
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOMENT = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)
_STATUSES = {"did_not_happen": "did not happen"}
_TYPES = {
    "AGREE": "agreement", "CONSULT": "talks or visit", "SUPPORT": "support", "CONCEDE": "concession",
    "COOPERATE": "cooperation", "AID": "aid", "RETREAT": "withdrawal or truce", "REQUEST": "demand",
    "ACCUSE": "accusation", "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest",
    "MOBILIZE": "mobilisation", "SANCTION": "sanction", "COERCE": "coercion", "ASSAULT": "attack",
    "OTHER": "other event",
}  # fmt: skip
STATUS_MEANINGS = {
    "happened": "told as a fact",
    "alleged": "told as somebody's word",
    "denied": "somebody says it did not happen",
    "planned": "intended by those who are to do it",
    "threatened": "announced as a threat",
    "feared": "expected and unwelcome",
    "expected": "foretold",
    "hypothetical": "only supposed, or tied to a condition",
    "did_not_happen": "told as a fact that it did not",
    "unknown": "the words do not tell",
}
_HOW = {
    "clause": "said in the same clause",
    "sentence": "said in the same sentence",
    "thread": "carried on from what was told before",
    "relation": "from its relation to another event",
    "dateline": "from the dateline",
    "publication": "from the time of publication",
    "argument": "said with the event",
    "headline": "from the headline",
}
_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def say_time(text: str | None) -> str:
    """A time in EDTF or ISO 8601 as one says it; as it is where one would not say it otherwise.

    >>> say_time("2025-03-28T15:20:00+00:00"), say_time("2025-03"), say_time("2025-03-03/2025-03-05"), say_time(None)
    ('Fri 28 March 2025, 15:20 UTC', 'March 2025', 'Mon 3 March 2025 to Wed 5 March 2025', 'unknown')
    """
    if not text:
        return UNKNOWN
    first, slash, last = text.partition("/")
    if not slash:
        return _moment(text)
    if first in ("", ".."):
        return f"until {_moment(last)}" if last not in ("", "..") else UNKNOWN
    return f"from {_moment(first)} on" if last in ("", "..") else f"{_moment(first)} to {_moment(last)}"


def say_bounds(earliest: str | None, latest: str | None) -> str:
    """A stretch of time from its bounds, of which the later is no part of it, as one says it: a day by its name.

    >>> say_bounds("2025-03-03", "2025-03-04"), say_bounds("2025-03-03", "2025-03-06"), say_bounds(None, "2025-03-29")
    ('Mon 3 March 2025', 'Mon 3 March 2025 to Wed 5 March 2025', 'until Fri 28 March 2025')
    >>> say_bounds("2025-01-01", "2026-01-01"), say_bounds("2025-02-01", "2025-03-01"), say_bounds("2025-03-03", None)
    ('2025', 'February 2025', 'from Mon 3 March 2025 on')
    """
    first, last = (bound and bound.removesuffix("T00:00") for bound in (earliest, latest))
    try:
        end = datetime.date.fromisoformat(last or "")
        last = (end - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # a moment of the day, or none
        return say_time(f"{first or ''}/{last or ''}")
    if first == last:
        return say_time(first)
    if first == f"{last[:4]}-01-01" and (end.month, end.day) == (1, 1):
        return say_time(last[:4])
    if first == f"{last[:7]}-01" and end.day == 1:
        return say_time(last[:7])
    return say_time(f"{first or ''}/{last}")


def _moment(text: str) -> str:
    bare = text.rstrip("~?%")
    about = "about " if text != bare and "?" not in text[len(bare) :] else "perhaps " if text != bare else ""
    part = re.fullmatch(r"(\d{4})-(\d\d)", bare, re.ASCII)
    if part and part[2] in PARTS_OF_YEAR:
        return f"{about}{PARTS_OF_YEAR[part[2]]} {part[1]}"
    if re.fullmatch(r"\d{3}X", bare, re.ASCII):
        return f"{about}the {bare[:3]}0s"
    match = _MOMENT.fullmatch(bare)
    if match is None:
        return text
    year, month, day, hour, minute, zone = match.groups()
    if month is None:
        return about + year
    if not 1 <= int(month) <= 12:
        return text
    said = f"{_MONTHS[int(month) - 1]} {year}"
    if day is not None:
        try:
            weekday = _DAYS[datetime.date(int(year), int(month), int(day)).weekday()]
        except ValueError:
            return text
        said = f"{weekday} {int(day)} {said}"
    if hour is not None:
        said += f", {hour}:{minute}" + (f" {_zone(zone)}" if zone else "")
    return about + said


def _zone(zone: str) -> str:
    return "UTC" if zone in ("Z", "+00:00", "+0000") else f"UTC{zone}"


def say_day(text: str | None) -> str:
    """The day of a time, without its hour."""
    return say_time(text.partition("T")[0] if text else None)


def machine_time(text: str | None) -> str | None:
    """What may stand in a `datetime` attribute: a plain year, month, day or moment; None for anything else."""
    return text if text and _MOMENT.fullmatch(text) else None


def say_when(event: Event) -> str:
    """When an event was, as its reports have it."""
    return say_time(event.edtf or event.earliest)


def say_report_when(when: When | None) -> str:
    """When one report says it was."""
    return UNKNOWN if when is None else say_time(when.edtf or when.earliest)


def say_where(where: Where | None) -> str:
    """Where one report says it was: the name, and the words where they differ."""
    if where is None or not (where.name or where.text):
        return UNKNOWN
    if where.name and where.text and where.name.casefold() not in where.text.casefold():
        return f"{where.name} (“{where.text}”)"
    return where.text or where.name or UNKNOWN


def say_how(how: str | None) -> str:
    """How a time or place was found."""
    return _HOW.get(how or "", (how or "").replace("_", " "))


def say_status(status: str) -> str:
    """A status in plain words."""
    return _STATUSES.get(status, status)


def say_type(kind: str, lemma: str | None = None) -> str:
    """An event type in plain words; an event of no type by its own word."""
    return lemma if kind == "OTHER" and lemma else _TYPES.get(kind, kind.lower())


def say_language(code: str | None) -> str:
    """A language by its English name."""
    return _LANGUAGES.get((code or "").partition("-")[0].lower(), code or UNKNOWN)


def is_language(code: str | None) -> bool:
    """Whether this may stand in a `lang` attribute."""
    return bool(code and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", code, re.ASCII))


def direction(code: str | None) -> str:
    """Which way a language runs: rtl or ltr; auto where the language is not known."""
    if not code:
        return "auto"
    return "rtl" if code.lower() in RTL or code.lower().partition("-")[0] in RTL else "ltr"


def say_mode(mode: str) -> str:
    """How the words of a claim are given."""
    modes = {
        "direct": "word for word",
        "indirect": "in the reporter’s words",
        "mixed": "partly word for word",
        "author": "told by the outlet itself",
    }
    return modes.get(mode, mode)


def say_source(source: str) -> str:
    """Whose word it is; a page that does not name its outlet has one all the same."""
    return source or "the outlet"


def say_standing(standing: Standing) -> str:
    """How sure one source is that it happened, or that it did not."""
    if standing.certainty == UNKNOWN and standing.polarity == UNKNOWN:
        return "does not say"
    sure = {"certain": "certain", "probable": "holds it probable", "possible": "holds it possible"}
    said = sure.get(standing.certainty, "not known how sure")
    return said + (" that it did not happen" if standing.polarity == "negative" else "")


def say_field(field: str) -> str:
    """The field of a disagreement."""
    return {"date": "when", "place": "where", "status": "whether it happened"}.get(field, f"how many {field}")


def say_value(field: str, value: str) -> str:
    """A value of a disagreement."""
    if field == "date":
        return say_time(value)
    if field == "status":
        return say_status(value)
    low, dots, high = value.partition("..")
    if not dots:
        return value or UNKNOWN
    if not low:
        return f"at most {high}" if high else UNKNOWN
    return f"{low} to {high}" if high else f"at least {low}"


def say_size(count: int) -> str:
    """Bytes, in the unit that reads best."""
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def shorten(text: str, most: int = 220) -> str:
    """A text cut at a word to at most `most` code points."""
    flat = " ".join(text[: most * 4].split())
    if len(flat) <= most:
        return flat
    cut = flat[:most]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + " …"


def many(count: int, word: str, plural: str = "") -> str:
    """A number with its word: 1 event, 2 events, 1,204 events."""
    return f"{count:,} {word if count == 1 else plural or word + 's'}"
