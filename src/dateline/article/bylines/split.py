"""Who signed: bylines and author fields split into persons, agencies and desks, titles apart from names."""

import functools
import re

import msgspec

from dateline.article.bylines.names import (
    NAME_WORD,
    WORD,
    are_names,
    capitalised,
    is_called_as_a_place,
    is_given,
    is_house_s,
    is_paper_s,
    is_personal,
    kind_of,
    names_agency,
)
from dateline.article.bylines.openers import LONGEST_LABEL, behind_opener, is_opener, opens_byline, sourced_agency
from dateline.article.bylines.words import (
    BEHIND,
    CLOSED,
    DAY,
    END,
    JOINED,
    LICENCE,
    NEVER,
    OWNED,
    SIGN,
    TAIL,
    TITLE,
    Wording,
    find_closer,
    load_wording,
    openings,
    stands_amid,
    without_loose,
)
from dateline.article.dates.read import find_printed_date, load_months, may_hold_date
from dateline.model import Author, AuthorKind

_LONGEST_BYLINE = 400
_MOST_AUTHORS = 12
# White space before something, entered at its start alone: a search tries each place.
_RUN = r"(?:(?<!\s)\s+)?"
# Signs between the parts of a line ("Jonas Tavi | 3 May | News").
_PARTS = re.compile(rf"{_RUN}[|•·⋅∙»›\n]\s*|\s(?:[-–—~]|//)\s")
_SPLIT = re.compile(rf"{_RUN}(?:[;/／|•·⋅∙&،、\n]|\s-\s|\s–\s|\s—\s)\s*")
_SPLIT_SIGNOFF = re.compile(rf"{_RUN}[;|]\s*|(?<=[a-z])\.\s+")
_TAIL = re.compile(rf"{_RUN}(?:\b(?:19|20)\d\d\b.*|@\w+.*|(?<!\S)\S+(?:@|\[at\]|\(at\))\S.*|https?:.*)$")
_BRACKETS = re.compile(rf"{_RUN}[(\[]([^()\[\]]{{1,60}})[)\]]")
# A name between others: "Runa (Ostrel) Meschel".
_BRACKETED_NAME = re.compile(r"[^\W\d_]+ \([^\W\d_]+(?: [^\W\d_]+)?\) [^\W\d_]+")
# Signs that no name has: of calls, of labels, of a letter that could not be read.
_NO_SIGNS = re.compile(r"^[)\]}.]|[!?:=<>\ufffd]|\w[\"“”]")
# Signs between the parts of a line that join two names.
_JOINING = frozenset("&、،")
# Small pictures beside a name.
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f](?:\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff]))?")
_PAIR = re.compile(r"[^\W\d_]+ & [^\W\d_]+")
_DASHED = re.compile(r"\w\s[-–—]\s$")
_DIGIT = re.compile(r"\d")
# "Jonas Tavi 0": how many comments.
_COUNT = re.compile(r"(?<=[^\W\d_])\s\d{1,3}$")
# What parts the words of a name to log in with.
_BETWEEN_WORDS = re.compile(r"[\s._-]+")


def names_someone(text: str) -> bool:
    """Whether a time line also names its author: after an opener, or as a person's name set apart from the date."""
    wording = load_wording()
    parts = [part.strip(" :,;-–—~|•·»") for part in _PARTS.split(_without_dates(text))]
    return any(behind_opener(part, wording) or find_closer(part, wording) or is_personal(part) for part in parts)


def split_byline(text: str, *, outlet: str | None = None, told: bool = False) -> tuple[Author, ...]:
    """The authors that a byline or an author field names, in order; none where it names nobody.

    outlet: a byline that is the outlet's own name is its desk. told: the words are metadata's, which name no things.

    >>> [(author.name, author.kind) for author in split_byline("By Jonas Tavi, Runa Meschel and Reuters")]
    [('Jonas Tavi', 'person'), ('Runa Meschel', 'person'), ('Reuters', 'agency')]
    """
    return _split(text[:_LONGEST_BYLINE].strip(), outlet, told)


@functools.lru_cache(maxsize=64)  # roles and authors ask of the same few lines of a page
def _split(text: str, outlet: str | None, told: bool) -> tuple[Author, ...]:
    wording, may, opened = load_wording(), stands_amid(text), opens_byline(text)
    if opened and (agency := sourced_agency(text, wording)):
        return (Author(name=agency, kind="agency"),)
    if not told and "source" in openings(text) and wording.source.match(text):
        return ()  # where the text is from is no one who wrote
    if told and may & OWNED and (body := _body_named(text, wording, outlet)):
        return (body,)
    if not told and not opened and (text.startswith("©") or (may & LICENCE and wording.licences.search(text))):
        return ()
    if "(" in text:
        text = wording.pictured.sub("", text)
        may, opened = stands_amid(text), opens_byline(text)
    found: list[Author] = []
    bracketed: list[str] = []
    for part in _named_parts(text, wording, may):
        bare = part
        if "(" in part or "[" in part:
            bracketed += [name for name in _BRACKETS.findall(part) if names_agency(name, wording)]
            bare = part if _BRACKETED_NAME.fullmatch(part) and not bracketed else _BRACKETS.sub(" ", part)
        joined = False
        signs = _SPLIT.findall(bare) if may & SIGN else []
        for piece, sign in zip(_SPLIT.split(bare) if signs else (bare,), (*signs, "")):
            _read_piece(piece, found, wording, outlet, stands_amid(piece) if may else may, told=told, joined=joined)
            joined = sign.strip() in _JOINING
    if bracketed:
        found += [Author(name=name.strip(), kind="agency") for name in bracketed]
    if not told and not opened and may & SIGN and _PAIR.fullmatch(text) and not are_names(*WORD.findall(text)):
        return ()  # a section: "Tides & Ports"
    written = [author for author in found if author.name.casefold() not in wording.picture_agencies]
    if len(written) < len(found) and not opened:
        return ()  # whose picture it is
    if not told and opened and written and written[0].kind == "person":
        # "Posted by Runa Meschel - Harbour Safety team": what she belongs to
        written = [each for each in written if each.kind != "desk" or not _DASHED.search(text[: text.find(each.name)])]
    if not told and opened and all(_is_small(author.name) for author in written):
        written = [author for author in written if author.name not in wording.no_one]
    return _unique(written)


def _is_small(name: str) -> bool:
    """Whether a name is one word in small letters: a name to log in with, or any word behind "by"."""
    return name.isalpha() and name.islower()


def _body_named(text: str, wording: Wording, outlet: str | None) -> Author | None:
    """The body that metadata name whole, by what it is there for: "Institute for Tides, Fish and Harbours"."""
    purpose = wording.purpose.search(text)
    if purpose is None or ";" in text or opens_byline(text):
        return None
    whole = _PARTS.split(text)[0]
    before, behind = text[: purpose.start()], _pieces(text[purpose.end() :], wording)
    named = len(_pieces(before, wording)) > 1 and " " in whole  # but "Tidal - the paper for pilots"
    if is_personal(before) or named or any(map(is_personal, behind)):
        return None  # someone, and whom they wrote for or what they belong to
    author = author_named(whole, outlet=outlet, told=True)
    return msgspec.structs.replace(author, kind="desk") if author and author.kind == "person" else author


def _pieces(text: str, wording: Wording) -> list[str]:
    """The words between commas, signs and joiners."""
    return [
        name.strip()
        for piece in _SPLIT.split(text)
        for words in wording.joiner.split(piece)
        for name in words.split(",")
    ]


def split_signoff(text: str, *, outlet: str | None = None) -> tuple[Author, ...]:
    """The reporters that a line behind the text names, as wires sign ("(Reporting by A B; Editing by C D)").

    Who edited or only added to it is no author; where the line opens otherwise it names none.

    >>> [author.name for author in split_signoff("(Reporting by Runa Meschel in Velno; Editing by Jonas Tavi)")]
    ['Runa Meschel']
    """
    wording = load_wording()
    found: list[Author] = []
    text = text.strip(" ()[]*—–-.")[:_LONGEST_BYLINE]
    if wording.signoffs.match(text) is None:
        return ()
    for part in _SPLIT_SIGNOFF.split(text):
        opener = wording.signoffs.match(part)
        if opener is not None:
            found += split_byline(part[opener.end() :], outlet=outlet)
        elif not found:
            return ()
    return _unique(found)


def _unique(found: list[Author]) -> tuple[Author, ...]:
    """Each author once, as first told, and no more of them than a line may name."""
    unique: dict[str, Author] = {}
    for author in found:
        unique.setdefault(author.name.casefold(), author)
    return tuple(unique.values())[:_MOST_AUTHORS]


def _named_parts(text: str, wording: Wording, may: int) -> list[str]:
    """The parts of a line that may name someone: without dates, clocks, counts and what follows the names.

    Where a part opens as bylines do ("3 May | by Jonas Tavi"), those before it name no one.
    may: what may stand amid the line.
    """
    bare = _without_dates(text) if may & TAIL else text
    parts = _PARTS.split(bare) if may & SIGN or bare is not text else [bare]
    if may & END:
        parts = [_before_stop(part, wording) for part in parts]
    if may & TAIL:
        parts = [_without_tail(part) for part in parts]
    parts = [part.strip(" :,;/-–—~|•·»") for part in parts]
    opened = [behind_opener(part, wording, may) for part in parts]
    if opened.count(None) == len(opened):
        return [part for part in parts if part]
    first = next(place for place, words in enumerate(opened) if words is not None)
    return [words if words is not None else part for part, words in zip(parts[first:], opened[first:]) if words or part]


def _before_stop(part: str, wording: Wording) -> str:
    """A part up to the words that end a byline; what follows them where nothing stands before."""
    opener = wording.opener.match(part) if "opener" in openings(part) else None
    stop = wording.stops.search(part, opener.end() if opener else 0)
    if stop is None:
        return part
    if stop.start() == 0 and wording.others.match(part):
        return ""
    return part[: stop.start()] if part[: stop.start()].strip() else part[stop.end() :]


def _without_dates(text: str) -> str:
    """A line with a stroke in the place of each date and time of day."""
    if not may_hold_date(text):
        return text
    wording = load_wording()
    for _ in range(3):
        found = find_printed_date(text)
        if found is None:
            break
        before = without_loose(without_label(text[: found.start])) if found.start else ""
        text = f"{before} | {text[found.end :]}"
    if not _DIGIT.search(text):
        return text
    months = load_months()

    def cut(match: re.Match[str]) -> str:
        word = match["month"] or match["after"]
        return " | " if word.lower() in months else match.group()

    return wording.clock.sub(" | ", wording.day_and_month.sub(cut, text))


def _without_tail(text: str) -> str:
    """A text without what follows names at its end: a year, an account, an address."""
    may = may_hold_date(text) or "@" in text or "at]" in text or "at)" in text or "http" in text
    return _TAIL.sub("", text) if may else text


def without_label(before: str) -> str:
    """The words before a date without those at their end that tell what happened on it.

    >>> without_label("Jonas Tavi | Last updated: ")
    'Jonas Tavi | '
    """
    wording = load_wording()
    start = max((sign.end() for sign in _PARTS.finditer(before)), default=0)
    label = wording.time_label.search(before, start)
    if label is None or len(before) - label.start() > LONGEST_LABEL or opens_byline(before[label.start() :]):
        return before
    whole = start > 0 and before[start : label.start()].count(" ") <= 1
    return before[: start if whole else label.start()]


def author_named(
    name: str, *, outlet: str | None = None, organisation: bool = False, told: bool = True
) -> Author | None:
    """One author of a name as metadata or a line gives it; None where the name is nobody's.

    told: metadata give it, which name no things.
    organisation: the metadata calls it one: then it is an agency unless it is the outlet's own desk.
    """
    return _author_named(name, outlet, stands_amid(name), organisation=organisation, told=told)


def _author_named(name: str, outlet: str | None, may: int, *, organisation: bool, told: bool) -> Author | None:
    """The same. may: what may stand amid the name."""
    known = _called(name, may)
    if known is None:
        return None
    (name, kind), wording = known, load_wording()
    if kind == "person":
        if not organisation and _is_no_person(name, wording, told, may):
            return None
        kind = "desk" if outlet and is_house_s(name, outlet) else "agency" if organisation else "person"
    honorific, _, rest = name.partition(" ")
    if kind == "person" and " " in rest and _is_honorific(honorific, wording):
        return Author(name=rest, kind=kind, title=honorific)
    return Author(name=name, kind=kind)


@functools.lru_cache(maxsize=64)  # metadata, a byline and its markup name the same few
def _called(name: str, may: int) -> tuple[str, AuthorKind] | None:
    """A name without what is loose about it, and what it is by its own words; None where it is nobody's."""
    wording = load_wording()
    name = _without_tail(name) if may & TAIL else name
    name = name if name.isascii() else _PICTURES.sub("", name)
    name = without_loose(" ".join(name.split())).strip(' ,;:|-–—~*+●•"“”„(')
    name = wording.beside.sub("", wording.weekday.sub("", name)) if may & DAY else name
    if may & CLOSED and (closer := find_closer(name, wording)) is not None:
        name = name[: closer.start()].rstrip()
        if names_agency(name, wording, may=may):
            return None  # what someone is whom another line names
    name = name.rstrip(".") if name.endswith(".") and not wording.dotted.search(name) else name
    name = _once(_COUNT.sub("", name) if may & TAIL else name)
    return (name, kind_of(name, wording, None, may)) if _is_name(name, wording, may) else None


def _is_honorific(word: str, wording: Wording) -> bool:
    """Whether a word before a name is its title: "Dr", or a compound that ends in a job's word."""
    job = word.rpartition("-")[2]
    return word.lower() in wording.honorifics or (job != word and wording.titles.expression.fullmatch(job) is not None)


def _once(name: str) -> str:
    """A name that a line has twice in a row, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _read_piece(
    piece: str, found: list[Author], wording: Wording, outlet: str | None, may: int, *, told: bool, joined: bool
) -> None:
    """Add to `found` whom a piece names.

    may: what may stand amid it. joined: a sign before it joins it to the last of them, as words in it may.
    """
    turns = _turns(piece, wording) if may & JOINED else [piece]
    for turn, words in enumerate(turns):
        # "Runa Meschel, head of tides and ports": the title goes on behind the joiner.
        goes_on = turn > 0 and not turns[turn - 1].rstrip().endswith(",")
        for place, part in enumerate(words.split(",")):
            name = part.strip()
            name = (_without_paper(wording.written_in.sub("", name), wording) if may & BEHIND else name).strip(" :*")
            last = found[-1] if found else None
            is_title = may & TITLE > 0 and _tells_title(name, wording)
            follows = last is not None and last.kind == "person" and last.title is None
            if last and follows and is_title:
                found[-1] = msgspec.structs.replace(last, title=name)
                continue
            if is_title and kind_of(name, wording, outlet) == "person":
                continue
            if found and name.partition(" ")[0].lower() in wording.place_openers:
                continue  # "Sefa Lindqvist, Port Salvane": where it was written
            if found and (place or not (turn or joined)) and is_called_as_a_place(name, wording):
                continue  # "Sefa Lindqvist, Lowmark Bay"
            if place and not told and found and " " in name and not is_personal(name) and is_paper_s(name):
                continue  # "Runa Meschel, Salvane Courier": whom they write for
            author = _author_named(name, outlet, may, organisation=False, told=told) if name else None
            if author and not told and last and last.title and _is_where(author, wording):
                continue  # "Runa Meschel, head of tides, Ostrel Radio and Velno Institute"
            if author and author.kind == "person" and goes_on and place == 0 and last and last.title:
                author = author if is_personal(name) else None
            follows_alike = place == 0 and (turn > 0 or joined) and last is not None and are_names(last.name, name)
            # "Runa, Jonas and Ines"; without the joiner it is a name turned round.
            follows_alike = follows_alike or (
                bool(turns[1:]) and last is not None and is_given(last.name) and is_given(name)
            )
            one_word = (
                author is not None
                and author.kind == "person"
                and " " not in author.name
                and found
                and not (may & CLOSED and find_closer(name, wording))
            )
            if author and (not one_word or (follows_alike and last is not None and last.kind == "person")):
                found.append(author)  # one word after a full name is where it was written, not who


def _turns(piece: str, wording: Wording) -> list[str]:
    """The words between joiners; such as join in one language alone count between persons' plain names."""
    turns = []
    for words in wording.joiner.split(piece):
        for weak in (wording.weak_joiner, wording.glued_joiner):
            names = weak.split(words)
            if len(names) > 1 and all(map(is_personal, names)):
                break
        turns += names if len(names) > 1 and all(map(is_personal, names)) else [words]
    return turns


def _is_where(author: Author, wording: Wording) -> bool:
    """Whether a name behind someone's title is of where they hold it: a desk, a body by its last word."""
    return author.kind == "desk" or author.name.split()[-1].casefold() in wording.bodies


def _without_paper(name: str, wording: Wording) -> str:
    """A full name without the paper that it was written for; one word, or words that no name has, is a body's own.

    "for the" says that a paper follows; behind a bare "for" it has to be called as papers are ("for Ostrel Radio").
    """
    before = wording.for_paper.sub("", name)
    if before == name and (bare := wording.for_bare.search(name)) and is_paper_s(name[bare.end() :]):
        before = name[: bare.start()]
    words = before.split()
    full = len(words) > 1 and all(NAME_WORD.fullmatch(word) or word.lower() in wording.particles for word in words)
    return before if full and wording.bodies.isdisjoint(word.lower() for word in words) else name


def _tells_title(name: str, wording: Wording) -> bool:
    """Whether words have one that titles go by, behind what is said before a name."""
    return wording.titles.search(_without_first(_without_honorific(name, wording), wording)) is not None


def _without_honorific(name: str, wording: Wording) -> str:
    """A name without what is said before it: "Dr Runa Meschel" is a person's, "Dr" alone a title."""
    first, _, rest = name.partition(" ")
    return rest if _is_honorific(first, wording) and " " in rest and capitalised(rest) else name


def _without_first(name: str, wording: Wording) -> str:
    """A name of three words without a first one that stands behind other names as a title: "Md Runa Tavi"."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in wording.titled_first and " " in rest and capitalised(rest) else name


def _is_name(name: str, wording: Wording, may: int) -> bool:
    """Whether words can be anyone's name, a desk's or an agency's. may: what may stand amid them."""
    lowered = name.lower()
    if not 2 <= len(name) <= 80 or lowered in wording.no_names or (may & NEVER and wording.never.search(name)):
        return False
    words = name.split()
    plain = "".join(words).isalpha()  # as most names are
    if not plain and _NO_SIGNS.search(name):
        return False
    first = words[0].lower() if words else ""
    if (
        lowered.strip(" :.") in wording.no_names
        or first in wording.never_first
        or is_opener(name)
        or name[0].isdigit()
        or lowered in load_months()
        or _logs_in(lowered, wording)
    ):
        return False
    return len(words) <= 8 and (plain or (any(map(str.isalpha, name)) and sum(map(str.isdigit, name)) <= 2))


def _is_no_person(name: str, wording: Wording, told: bool, may: int) -> bool:
    """Whether words that are no desk's name are no person's either.

    A clause ("from the planning to the last of it"), a thing and its owner, marks of languages. may: what may stand
    amid them.
    """
    words = name.split()
    small = [word for word in words if word[0].islower() and word.lower() not in wording.particles]
    purpose = may & OWNED > 0 and wording.purpose.search(name) is not None
    # "Orm Tavi is a reporter": the name of a sentence
    goes_on = len(words) > 2 and words[0][0].isupper() and small[-1:] == words[-1:]
    if goes_on and not told and words[-1] not in wording.name_endings:
        return True
    return (
        (len(words) > 2 and len(small) >= 2 and not (told and purpose))
        or (
            not told
            and not wording.small_words.isdisjoint(name.replace("-", " ").split())
            and not (purpose and len(words) > 3)
        )
        or (not told and words[0].lower() in wording.owning)
        or (not told and may & OWNED > 0 and wording.owner.search(name) is not None)
        or (not told and len(words) > 2 and all(len(word) == 2 and word.isupper() for word in words))
    )


def _logs_in(lowered: str, wording: Wording) -> bool:
    """Whether a name is one that systems log in with: "wordpressadmin", "NOC Admin"."""
    if not lowered.endswith(wording.logins):
        return False
    words = _BETWEEN_WORDS.split(lowered)
    return len(words) <= 2 and (words[-1] in wording.logins or (len(words) == 1 and words[0].endswith(wording.logins)))
