"""The words of bylines: the table `shared/article/bylines.toml`, compiled."""

import functools
import re
from collections.abc import Callable
from typing import Any
from unicodedata import category

import msgspec

from dateline.article.native import native
from dateline.language import Language, load_language, shared_data
from dateline.language.expressions import Late, alternatives, likened

_WORD = re.compile(r"\w+")
# Signs behind the words that open a byline, of several scripts.
_LABEL_SIGN = "[:：/|／・՝៖፡]"
# Words that lines open with are told apart by so many letters.
_HEAD = 3
_MOST_HEADS = 4096
# What heads of lines were found to open with; pages repeat them without end.
_SEEN: dict[str, frozenset[str]] = {}
# The expressions that a line begins with, each with the tables of its first words.
_OPENINGS = {
    "opener": ("openers", "colon_openers", "glued_uncased"),
    "glued": ("glued_openers",),
    "weak_opener": ("weak_openers",),
    "source": ("sources",),
    "with_agency": ("with_agencies",),
    "signers": ("signers",),
    "others": ("other_parts",),
    "editors": ("editors",),
}
# Those of them of which lines that open as bylines do begin with one, as a word of its own.
_OPENERS = ("opener", "weak_opener", "source", "with_agency")
# Those of them that pass over signs.
_BEHIND_SIGNS = ("source",)
# What may stand amid a line, as bits, by the expressions that look for it: where a byline ends; what joins two names; a
# town or a paper behind a name; a weekday or a button at its end, a joiner before it; what someone is; words of desks
# and agencies; words of no name; a thing's owner, what a body is for; a licence; signs between parts or about words;
# figures and addresses; a second opener, a word before a category; a word behind a name that says that it signs.
END, JOINED, BEHIND, DAY, TITLE, KIND, NEVER, OWNED, LICENCE, SIGN, TAIL, INNER, CLOSED = (
    1 << place for place in range(13)
)
ANYTHING = (1 << 13) - 1
_SIGNS = ("|", "/", ";", "&", "(", ")", "[", "]", "•", "·", "»", " - ", " ~ ", " – ", " — ")
_TAILS = (*"0123456789", "@", "at]", "at)", "http")
# Lines of western Europe with the signs that printers set: their letters fold to one each, as expressions compare them;
# they have neither figures nor white space but ASCII's.
_WESTERN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00ba\u00bb\u00bf-\u00de\u00e0-\u00ff‘-”–—•…]*"
)
# A line's first word, where it begins with one, up to white space or such a sign.
_FIRST_WORD = re.compile(rf"(?=[^\W_])[^\s{_LABEL_SIGN[1:]}+")
# A letter of scripts that write words without spaces.
_UNSPACED = "[\u3400-\u9fff\uac00-\ud7a3]"


class Sought(msgspec.Struct, frozen=True):
    """An expression that finds some words, and what tells sooner that a text of ASCII holds none of them."""

    expression: re.Pattern[str]
    holds: Callable[[str], bool] | None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in a text."""
        if self.holds is not None and text.isascii() and not self.holds(text):
            return None
        return self.expression.search(text)


class Wording(msgspec.Struct, frozen=True):
    """The table of byline words, compiled.

    glued: words that open a byline with no space behind them. inner: what stands before a name amid a part. loose: what
    is left of a line's words of time without their date, at its end or alone. category, written_in: what follows a name
    and is none. beside: a joiner before a name, or a button behind it. dotted: a point at the end that belongs to the
    name. others: words that open what another did. owner: the sign of a thing's owner. purpose: what a body is for.
    bodies: words that bodies are called by. articles: first words that no person's name has. labels: openers that alone
    in a line may head other things. no_one: words behind "posted by" that name nobody. shelved: openers before the part
    of a site. titled_first: titles that are first names, too.
    first_person: words by which one who writes speaks of oneself. weak_opener, weak_joiner: words that only before or
    between persons' plain names open bylines and join names; glued_joiner: such right before the second. closer: a
    word behind a name that says that it signs. plural_openers: weak openers before several names; double_names: such
    and the second of somebody's given names. capital_agencies: agencies in capitals alone. glued_closers: what stands
    right behind the name that a glued word opens. name_endings: words in small letters that end names. source,
    with_agency: words before an agency. pictured: who took the pictures, behind who wrote. small_agencies: agencies in
    small letters. given_last: given names behind the family's. time_label: how words before a date begin. heads: the
    first letters of the words that lines open with, and in which expressions. first_words: the first words of what
    opens bylines, likened. glued_second: glued words behind another. closers: the words of `closer`. amid: what
    `stands_amid` asks of plain lines.
    """

    opener: re.Pattern[str]
    glued: re.Pattern[str]
    inner: re.Pattern[str]
    joiner: re.Pattern[str]
    beside: re.Pattern[str]
    loose: frozenset[str]
    loose_alone: frozenset[str]
    category: re.Pattern[str]
    written_in: re.Pattern[str]
    day_and_month: re.Pattern[str]
    weekday: re.Pattern[str]
    clock: re.Pattern[str]
    dotted: re.Pattern[str]
    author_page: Sought
    never_first: frozenset[str]
    no_names: frozenset[str]
    desks: Sought
    agencies: frozenset[str]
    agency_words: Sought
    titles: Sought
    jobs: frozenset[str]
    honorifics: frozenset[str]
    never: Sought
    place_openers: frozenset[str]
    place_closers: frozenset[str]
    place_closers_with_no_given: frozenset[str]
    before_places: tuple[str, ...]
    stops: re.Pattern[str]
    given: frozenset[str]
    logins: tuple[str, ...]
    particles: frozenset[str]
    firms: re.Pattern[str]
    signoffs: re.Pattern[str]
    signers: re.Pattern[str]
    others: re.Pattern[str]
    editors: re.Pattern[str]
    for_paper: re.Pattern[str]
    for_bare: re.Pattern[str]
    licences: Sought
    picture_agencies: frozenset[str]
    small_words: frozenset[str]
    owning: frozenset[str]
    owner: re.Pattern[str]
    purpose: re.Pattern[str]
    bodies: frozenset[str]
    labels: frozenset[str]
    articles: frozenset[str]
    no_one: frozenset[str]
    shelved: re.Pattern[str]
    titled_first: frozenset[str]
    first_person: Late
    weak_opener: re.Pattern[str]
    plural_openers: frozenset[str]
    double_names: frozenset[str]
    weak_joiner: re.Pattern[str]
    closer: re.Pattern[str]
    source: re.Pattern[str]
    with_agency: re.Pattern[str]
    small_agencies: frozenset[str]
    capital_agencies: frozenset[str]
    glued_closers: tuple[str, ...]
    name_endings: frozenset[str]
    given_last: frozenset[str]
    glued_joiner: re.Pattern[str]
    pictured: re.Pattern[str]
    time_label: re.Pattern[str]
    heads: dict[str, frozenset[str]]
    first_words: frozenset[str]
    glued_second: tuple[str, ...]
    closers: tuple[str, ...]
    amid: Callable[[str], int] | None


@functools.cache
def load_wording() -> Wording:
    """The shared table of byline words, compiled once per process."""
    return _build(shared_data())


def openings(text: str) -> frozenset[str]:
    """The expressions, by name, that a line may begin with: its first letters leave most lines few of them, or none.

    Behind a sign stands the word for a source at most; all that begins with white space or a mark may.
    """
    head = text[:_HEAD]
    found = _SEEN.get(head)
    if found is None:
        if len(_SEEN) >= _MOST_HEADS:  # as a run over many sites meets
            _SEEN.clear()
        found = _SEEN[head] = _openings_of(head)
    return found


def _openings_of(head: str) -> frozenset[str]:
    first = head[:1]
    is_sign = first != "" and category(first)[0] in "PS"
    if not is_sign and not first.isalnum():
        return frozenset(_OPENINGS)
    heads, folded = load_wording().heads, "".join(map(likened, head))
    known = [heads.get(folded[:size], frozenset()) for size in range(1, _HEAD + 1)]
    return frozenset(_BEHIND_SIGNS if is_sign else ()).union(*known)


def begins_with_opener(text: str, wording: Wording) -> bool:
    """Whether the first word of a line is one of those that `first_words` are; a line of signs or other scripts may be.

    Asked of the few lines whose first letters leave something open, before expressions of hundreds of words are.
    """
    first = _FIRST_WORD.match(text)
    return first is None or not first.group().isascii() or first.group().lower() in wording.first_words


def stands_amid(text: str) -> int:
    """What may stand amid a line, as bits: a plain western one is asked for all words at once, any other may have all.

    What is cut off a line's ends, or out of it, has no more than the line.
    """
    asked = load_wording().amid
    if asked is None or "  " in text or not (text.isprintable() if text.isascii() else _WESTERN.fullmatch(text)):
        return ANYTHING
    return asked(text)


def find_closer(text: str, wording: Wording) -> re.Match[str] | None:
    """The word at a line's end, behind a name, that says that it signs."""
    return wording.closer.search(text) if text.rstrip().endswith(wording.closers) else None


def without_loose(text: str) -> str:
    """A line without the small words at its end; nothing of a line of nothing but small words.

    >>> without_loose("Runa Meschel on"), without_loose("am")
    ('Runa Meschel', '')
    """
    wording = load_wording()
    last = _WORD.findall(text.rpartition(" ")[2]) or _WORD.findall(text)
    if not last or last[-1].lower() not in wording.loose_alone:
        return text
    words = list(_WORD.finditer(text))
    if all(word.group().lower() in wording.loose_alone for word in words):
        return ""
    end = len(text)
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        gap = text[word.end() : words[place + 1].start()] if place + 1 < len(words) else ""
        start = word.start()
        if word.group().lower() not in wording.loose or not text[max(0, start - 1)].isspace() or gap.strip():
            break
        while start and text[start - 1].isspace():
            start -= 1
        end = start
    return text[:end]


def _build(language: Language) -> Wording:
    table = language.table("article/bylines.toml")
    one_of = {name: alternatives(words) for name, words in table.items() if isinstance(words, list)}
    english = load_language("en").table("entities/first_names.toml")
    given = f"{table['given_names']} {english.get('male', '')} {english.get('female', '')}"
    return Wording(
        opener=re.compile(
            rf"^\s*(?:(?:{one_of['openers']})(?:\s*{_LABEL_SIGN}\s*|\s+|$)|(?:{one_of['colon_openers']})\s*{_LABEL_SIGN}\s*"
            rf"|(?:{one_of['glued_uncased']})(?={_UNSPACED}{{2,4}}(?:{one_of['glued_closers']})?(?!{_UNSPACED}|[\u3040-\u30ff])))(?!$)",
            re.IGNORECASE,
        ),
        glued=_glued(table),
        inner=re.compile(rf"\s(?:{one_of['inner_openers']})\s", re.IGNORECASE),
        joiner=re.compile(rf"(?<!\s)\s+(?:{one_of['joiners']})\s+", re.IGNORECASE),
        beside=re.compile(
            rf"^(?:{one_of['leading_joiners']})\s+(?=[^\W\d_]+\s)|(?<!\s)\s+(?:{one_of['buttons']})$", re.IGNORECASE
        ),
        loose=frozenset(table["loose_words"]),
        loose_alone=frozenset([*table["loose_words"], *table["loose_alone"]]),
        category=re.compile(rf"(?<!\s)\s+(?:{one_of['before_categories']})\s+[A-ZÄÖÜ].*$"),
        written_in=re.compile(rf"(?<!\s)\s+(?:{one_of['before_towns']})\s+[A-ZÄÖÜ][^,]{{2,40}}$"),
        day_and_month=_day_and_month(one_of),
        weekday=re.compile(
            rf"(?<!\s)\s+(?:{one_of['before_weekdays']})\s+(?:[^\W\d_]+(?:{one_of['weekday_endings']})|{one_of['weekdays']})$",
            re.IGNORECASE,
        ),
        clock=re.compile(
            rf"(?<!\d)\d{{1,2}}(?::\d\d){{1,2}}\s*(?:(?:{one_of['clock_marks']})\b)?|\b\d{{1,2}}\s?h\s?\d\d\b",
            re.IGNORECASE,
        ),
        dotted=re.compile(rf"(?:\b[^\W\d_]|\b(?:{one_of['abbreviations']}))\.$"),
        author_page=_sought(
            re.compile(rf"/(?:{one_of['author_pages']})/|[?&]author=", re.IGNORECASE),
            [f"/{folder}/" for folder in table["author_pages"]] + ["?author=", "&author="],
        ),
        never_first=frozenset(table["never_first"]),
        no_names=frozenset(table["no_names"]) | (_weekdays(language) - set(given.casefold().split())),
        desks=_sought(re.compile(rf"(?<!\w)(?:{one_of['desk_words']})(?!\w)"), table["desk_words"]),
        agencies=frozenset(table["agencies"]),
        agency_words=_sought(re.compile(one_of["agency_words"]), table["agency_words"]),
        titles=_sought(re.compile(rf"(?<!\w)(?:{one_of['title_words']})(?!\w)", re.IGNORECASE), table["title_words"]),
        jobs=frozenset(table["jobs"]),
        honorifics=frozenset(table["honorifics"]),
        never=_never(table["never_in_names"]),
        place_openers=frozenset(table["place_openers"]),
        place_closers=frozenset(table["place_closers"]),
        place_closers_with_no_given=frozenset(table["place_closers_with_no_given"]),
        before_places=tuple(table["before_places"]),
        particles=frozenset(table["particles"]),
        given=frozenset(given.casefold().split()),
        logins=tuple(table["logins"]),
        firms=re.compile(rf"(?<!\w)(?:{one_of['firms']})(?!\w)", re.IGNORECASE),
        signoffs=re.compile(rf"\s*(?:{one_of['signoffs']})\s+", re.IGNORECASE),
        signers=_signers(table["signers"]),
        others=_signers(table["other_parts"]),
        editors=_signers(table["editors"]),
        for_paper=re.compile(rf"(?<=\w)\s(?:{one_of['before_papers']})\s\S.*$"),
        for_bare=re.compile(rf"(?<=\w)\s(?:{one_of['before_bare_papers']})\s(?=[A-ZÄÖÜ])"),
        licences=_sought(re.compile(rf"(?<!\w)(?:{one_of['licences']})(?!\w)", re.IGNORECASE), table["licences"]),
        picture_agencies=frozenset(table["picture_agencies"]),
        small_words=frozenset(table["small_words"]),
        owning=frozenset(table["owning"]),
        bodies=frozenset(table["bodies"]),
        labels=frozenset(table["labels"]),
        articles=frozenset(table["articles"]),
        no_one=frozenset(table["no_one"]),
        shelved=re.compile(rf"\s*(?:{one_of['before_shelves']})(?:\s*:|\s)", re.IGNORECASE),
        titled_first=frozenset(table["titled_first"]),
        first_person=Late(rf"(?<!\w)(?:{one_of['first_person']})(?!\w)"),
        owner=re.compile(rf"(?<=\w)(?:{one_of['possessives']})\s"),
        purpose=re.compile(rf"(?<=\w)\s(?:{one_of['purposes']})\s(?=\w)"),
        stops=_stops(table, one_of),
        weak_opener=re.compile(rf"^\s*(?:{one_of['weak_openers']})\s+", re.IGNORECASE),
        plural_openers=frozenset(table["plural_openers"]),
        double_names=frozenset(table["double_names"]),
        weak_joiner=re.compile(rf"(?<!\s)\s+(?:{one_of['weak_joiners']})\s+"),
        closer=re.compile(rf"(?:(?<=[^\W\d_])\s|(?<={_UNSPACED}{{2}}))(?:{one_of['closers']})\s*$"),
        source=re.compile(rf"^\W*(?:{one_of['sources']})\s*{_LABEL_SIGN}\s*", re.IGNORECASE),
        with_agency=re.compile(rf"^\s*(?:{one_of['with_agencies']})\s+", re.IGNORECASE),
        small_agencies=frozenset(table["small_agencies"]),
        capital_agencies=frozenset(table["capital_agencies"]),
        glued_closers=tuple(table["glued_closers"]),
        name_endings=frozenset(table["name_endings"]),
        given_last=frozenset(table["given_last"].casefold().split()),
        glued_joiner=re.compile(rf"\s(?:{one_of['glued_joiners']})(?=\w{{3}})"),
        pictured=re.compile(
            rf"(?:\s(?:{one_of['joiners']})\s+|[,;&]\s*)(?:[^\W\d_][^\s,;&()]*\s+){{1,4}}\((?:{one_of['pictured']})\)",
            re.IGNORECASE,
        ),
        time_label=_time_label(language.table("article/times.toml")),
        heads=_heads(table),
        first_words=_first_words(table),
        glued_second=tuple(table["glued_second"]),
        closers=tuple(table["closers"]),
        amid=_amid(table),
    )


def _amid(table: dict[str, Any]) -> Callable[[str], int] | None:
    """What tells which of the bits of `stands_amid` a plain line has, with no more than a space between words."""
    built = native()
    if built is None:
        return None

    def listed(form: str, *lists: str) -> list[str]:
        return [form.format(word) for name in lists for word in table[name]]

    bits: dict[str, int] = {}
    for bit, words in (
        (END, listed("{}", "stops", "other_parts", "editors") + listed(" {}", "counted")),
        (JOINED, listed(" {} ", "joiners", "weak_joiners") + listed(" {}", "glued_joiners")),
        (BEHIND, listed(" {} ", "before_towns", "before_papers", "before_bare_papers")),
        (DAY, listed(" {} ", "before_weekdays") + listed("{} ", "leading_joiners") + listed(" {}", "buttons")),
        (TITLE, table["title_words"]),
        (KIND, listed("{}", "desk_words", "agency_words")),
        (NEVER, table["never_in_names"]),
        (OWNED, listed(" {} ", "purposes") + listed("{} ", "possessives")),
        (LICENCE, table["licences"]),
        (SIGN, list(_SIGNS)),
        (TAIL, list(_TAILS)),
        (INNER, listed(" {} ", "inner_openers", "before_categories")),
        (CLOSED, table["closers"]),
    ):
        for word in words:
            folded = "".join(map(likened, word))
            bits[folded] = bits.get(folded, 0) | bit
    find: Callable[[str], int] = built.Finder(bits).find
    return find


def _heads(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The first letters of words that lines open with, likened, and in which expressions they stand."""
    heads: dict[str, frozenset[str]] = {}
    for name, lists in _OPENINGS.items():
        for word in (word for words in lists for word in table[words]):
            head = "".join(map(likened, word[:_HEAD]))
            heads[head] = heads.get(head, frozenset()) | {name}
    return heads


def _first_words(table: dict[str, Any]) -> frozenset[str]:
    """The first words of what lines open with as bylines do, likened."""
    opening = (word for name in _OPENERS for words in _OPENINGS[name] for word in table[words])
    return frozenset("".join(map(likened, first.group())) for word in opening if (first := _FIRST_WORD.match(word)))


def _weekdays(language: Language) -> frozenset[str]:
    """Days of the week: what is left of a line's date is nobody."""
    return frozenset(word for words in language.table("article/months.toml")["weekdays"] for word in words)


def _time_label(times: dict[str, Any]) -> re.Pattern[str]:
    """How the words before a date begin that tell what happened on it."""
    return re.compile(rf"(?<!\w)(?:{alternatives([*times['changed'], *times['published']])})", re.IGNORECASE)


def _sought(expression: re.Pattern[str], words: list[str]) -> Sought:
    """What an expression finds that matches nothing without one of these words, in any case."""
    built = native()
    folded = {"".join(map(likened, word)): 1 for word in words}
    return Sought(expression, None if built is None else built.Finder(folded).holds)


def _never(words: list[str]) -> Sought:
    """One of these, words as whole words: "ago" stands in no "Santiago"."""
    signs = (rf"(?<!\w){re.escape(word)}(?!\w)" if word.isalpha() else re.escape(word) for word in words)
    return _sought(re.compile("|".join(signs), re.IGNORECASE), words)


def _signers(words: list[str]) -> re.Pattern[str]:
    """Words before a name that say no less than who wrote; one alone wants a colon."""
    several = alternatives(each for each in words if " " in each)
    return re.compile(rf"\s*(?:(?:{alternatives(words)})\s*:|(?:{several})\s)\s*(?=\S)", re.IGNORECASE)


def _stops(table: dict[str, Any], one_of: dict[str, str]) -> re.Pattern[str]:
    """Where a byline ends: at other parts of the line, at what is counted, at what another did."""
    several = alternatives(each for each in (*table["other_parts"], *table["editors"]) if " " in each)
    single = alternatives(each for each in table["other_parts"] if " " not in each)
    return re.compile(
        rf"(?<!\w)(?:{one_of['stops']}|\d+\s(?:{one_of['counted']})|(?:{several})(?!\w)|(?:{single})\s?:)",
        re.IGNORECASE,
    )


def _glued(table: dict[str, Any]) -> re.Pattern[str]:
    """An opener with a capital or without, or one after another word, right before a name's capital."""
    first = alternatives(word for each in table["glued_openers"] for word in (each, each.capitalize()))
    second = alternatives(table["glued_second"])
    return re.compile(rf"^(?:{first}|\w+ (?:{second}))(?=[A-ZÄÖÜÉ](?:[^\W\d_]|\.\s?[A-ZÄÖÜÉ]))")


def _day_and_month(one_of: dict[str, str]) -> re.Pattern[str]:
    """A day and a word beside it, in groups "month" or "after", with the word that opens them."""
    return re.compile(
        rf"(?:\b(?:{one_of['before_days']})\s+)?"
        rf"(?:(?P<month>[^\W\d_]{{3,12}})\.?\s\d{{1,2}}(?:{one_of['ordinal_endings']})?\b"
        rf"|\b\d{{1,2}}(?:{one_of['ordinal_endings']}|\.)?\s(?P<after>[^\W\d_]{{3,12}}))\b\.?",
        re.IGNORECASE,
    )
