"""The place and date that open a report, as printed."""

import re

from dateline.article.bylines.words import load_wording
from dateline.article.dates.words import load_date_words
from dateline.model import Dateline

# "PORT SALLO, Mereva, 3 May (AD) — ": capitals first, then anything short up to a dash; lookahead bounds the cost.
_OPENING = re.compile(
    r"(?P<place>\d{0,4}[^\W\d_a-z][^\n—–(]{1,60}?)"
    r"(?:\s*[,،]?\s*\((?P<agency>[^()\n]{1,40})\))?"
    r"\s*(?:—|–|--|\s-\s|-\s)\s*(?=\S)"
)
_LONGEST = 110
# A line that opens with a dateline and goes on for so many words to the end of a sentence opens the report.
_REPORTED, _SENTENCE_ENDS = 10, '.!?…"”'


def find_dateline(paragraph: str, start: int = 0) -> Dateline | None:
    """The dateline at the head of a report's first paragraph, or None.

    start: where the paragraph begins in the article's text; offsets of the result are into that text.
    A dateline is a place in capitals, or one followed by an agency in brackets, up to a dash.

    >>> find_dateline("PORT SALLO, 3 May (AD) — The ferry sank.")
    Dateline(place='PORT SALLO', date='3 May', start=0, end=22)
    """
    match = _OPENING.match(paragraph[:_LONGEST])
    if match is None:
        return None
    words = match["place"].strip(" ,;/")
    date = load_date_words().dateline.search(words)
    place = (words[: date.start()] if date else words).strip(" ,;/")
    if not _is_place(place, told=bool(match["agency"]) or date is not None):
        return None
    end = match.end("agency") + 1 if match["agency"] else match.start("place") + len(match["place"].rstrip(" ,;/"))
    return Dateline(
        place=_city(place), date=date["date"] if date else None, start=start + match.start("place"), end=start + end
    )


def opens_report(line: str, text: str | None) -> bool:
    """Whether a line below the headline is the report's first paragraph: the dateline opens it, and not the text below.

    text: the first paragraph of the text below; None where there is none.

    >>> opens_report("PORT SALLO (AD) - The ferry sank at noon with all its lorries, the pilots said.", "All are well.")
    True
    """
    line = line.rstrip()
    dateline = find_dateline(line)
    if dateline is None or text is None or line[-1] not in _SENTENCE_ENDS:
        return False
    return len(line[dateline.end :].split()) >= _REPORTED and find_dateline(text) is None


def _is_place(words: str, *, told: bool) -> bool:
    """Whether the words read as a place: the first all in capitals; or, with a date or agency, each capitalised."""
    if words.casefold() in load_wording().agencies:
        return False  # "KRP — The ferry sank": who reports it, not where
    tokens = re.findall(r"[^\W\d_]+", words)
    if not tokens or len(tokens) > 6 or re.search(r"[.!?:\"“”]\s", words):
        return False
    if tokens[0].isupper() and len(tokens[0]) > 1:
        return True
    return told and all(token[0].isupper() or len(token) <= 3 for token in tokens)


def _city(place: str) -> str:
    """The capitals alone of "PORT SALLO, Mereva", as gazetteers want them; else the words as they are."""
    head = place.split(",")[0].strip()
    return head if head.isupper() else place
