"""Titles and offices that stand before and behind a person's name, and those the tagger took into it."""

import re

from dateline.entities.lexicon import Lexicon
from dateline.entities.name import Name
from dateline.entities.words import Words
from dateline.model import Span

_TITLE_REACH = 9


def is_title_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a "person" is but a title: "Prime Minister", "HH"."""
    words = text.lower().split()
    titles = [word in lexicon.offices or word in lexicon.honorifics or word in lexicon.modifiers for word in words]
    named = any(word in lexicon.first_names for word in words)
    return all(titles) and not named


def strip_titles(words: Words, name: Name, lexicon: Lexicon) -> None:
    """Move titles that the tagger took into a person's name out of it: they are found again before the name."""
    text = words.article_text
    lost = re.match(r"of\s+[A-Z][\w’'-]+\s+(?=[A-Z])", name.text)  # "Secretary [of State Ken Vell]"
    if lost is not None:
        name.span = Span(name.span.start + lost.end(), name.span.end)
        name.text = name.span.of(text)
    within = [match for match in re.finditer(r"\S+\s+", name.text) if _is_short_title(match.group().strip(), lexicon)]
    if within:  # "Texas Sen. Anna Korr"
        name.span = Span(name.span.start + within[-1].end(), name.span.end)
        name.text = name.span.of(text)
    while True:
        match = re.match(r"([\w.’'-]+)\s+(?=\S)", name.text)
        if match is None:
            return
        word = match.group(1).lower()
        nationality = match.group(1) in lexicon.demonyms
        known = (
            word in lexicon.honorifics
            or word in lexicon.offices
            or (word in lexicon.modifiers and _holds_office(name.text, lexicon))
        )
        if not (known or nationality) or (word in lexicon.first_names and word not in lexicon.honorifics):
            return
        start = name.span.start + match.end()
        of = re.match(r"(?:of|for)\s+(?:the\s+)?", text[start : name.span.end])
        if of is not None:  # "Minister of Foreign Affairs Anna Korr": the name is what is left after the field's words
            fields = re.match(r"(?:[\w'’]+\s+)", text[start + of.end() : name.span.end])
            start += of.end() + (fields.end() if fields is not None else 0)
            while (more := re.match(r"([\w'’]+)\s+(?=\S+\s+\S)", text[start : name.span.end])) is not None and (
                more.group(1).lower() in lexicon.modifiers or more.group(1).lower() == "and"
            ):
                start += more.end()
        name.span = Span(start, name.span.end)
        name.text = text[start : name.span.end]


def _is_short_title(word: str, lexicon: Lexicon) -> bool:
    low = word.lower()
    return low.endswith(".") and len(low) > 2 and (low in lexicon.offices or low in lexicon.honorifics)


def _holds_office(text: str, lexicon: Lexicon) -> bool:
    return any(word.lower() in lexicon.offices for word in text.split()[1:-1])


def attach_titles(words: Words, name: Name, lexicon: Lexicon) -> None:
    """Give a person the title and office told beside the name, and what they tell: sex, country, ontology."""
    first = words.within(name.span.start, name.span.end)
    if not len(first):
        return
    _title_before(words, name, first.start, lexicon)
    _office_after(words, name, first.stop, lexicon)
    given = re.match(r"[\w-]+", name.text)
    if name.sex is None and given is not None and " " in name.text:
        name.sex = lexicon.first_names.get(given.group().lower())
    name.ontology = name.ontology or "civilian"


def _title_before(words: Words, name: Name, at: int, lexicon: Lexicon) -> None:
    low = max(words.first(at), at - _TITLE_REACH) if at else 0
    index = at - 1
    if index >= low and words.text[index] == "," and index - 1 >= low:
        _office_before_comma(words, name, low, index, lexicon)
        return
    honorific_end = at
    if (
        index >= low
        and (word := words.lower[index].rstrip("."))
        and (words.lower[index] in lexicon.honorifics or word in lexicon.honorifics)
    ):
        if words.text[index][0].isupper() and words.joined(index, index + 1 if index + 1 < len(words) else index):
            name.sex = lexicon.honorifics.get(words.lower[index], lexicon.honorifics.get(word)) or name.sex
            name.title = words.text[index]
            honorific_end = index
            index -= 1
            if words.lower[honorific_end] not in lexicon.offices and word not in lexicon.offices:
                return
            index = honorific_end
    elif (
        index >= low
        and words.text[index] == "."
        and index - 1 >= low
        and words.lower[index - 1] + "." in lexicon.honorifics
    ):
        name.title = words.article_text[words.tokens[index - 1].start : words.tokens[index].end]
        name.sex = lexicon.honorifics[words.lower[index - 1] + "."] or name.sex
        return
    found = _office_ending(words, low, index + 1, lexicon)
    if found is None:
        return
    start, phrase = found
    while start - 1 >= low and _extends_title(words, start - 1, lexicon):
        start -= 1
    text = words.article_text
    end = words.tokens[index].end
    words_of_title = text[words.tokens[start].start : end]
    name.office = _without_nationality(words_of_title, lexicon) or None
    name.title = name.office
    name.ontology = _office_type(words, start, index + 1, phrase, lexicon)
    name.sex = name.sex or lexicon.person_nouns.get(phrase) or None
    for each in range(start, index + 1):
        name.country = name.country or lexicon.demonyms.get(words.text[each])
    before = words.text[start - 1] if start - 1 >= low else ""
    name.country = name.country or lexicon.demonyms.get(before)


def _office_type(words: Words, start: int, end: int, phrase: str, lexicon: Lexicon) -> str:
    """The type of who bears an office: of the office itself, or of the body it is in ("rebel spokesman")."""
    own = lexicon.offices[phrase]
    if own != "civilian":
        return own
    for index in range(start, end):
        word = words.lower[index]
        noun = lexicon.nouns.get(word)
        kind = noun.ontology if noun is not None else lexicon.organisation_words.get(word)
        if kind not in (None, "civilian", "group") and word not in phrase:
            return kind
    return own


def _office_before_comma(words: Words, name: Name, low: int, comma: int, lexicon: Lexicon) -> None:
    """ "Its spokeswoman, Kim Lowe, ...": a role told before the name and set off by a comma."""
    found = _office_ending(words, low, comma, lexicon)
    if found is None or words.text[comma - 1][:1].isupper():
        return
    start, phrase = found
    while start - 1 >= low and words.lower[start - 1] in lexicon.modifiers:
        start -= 1
    if start - 1 >= low and words.lower[start - 1] in (
        "'s",
        "’s",
        "’",
        "'",
        "his",
        "her",
        "its",
        "their",
        "the",
        "our",
    ):
        name.office = words.article_text[words.tokens[start].start : words.tokens[comma - 1].end]
        name.ontology = _office_type(words, start, comma, phrase, lexicon)
        name.sex = name.sex or lexicon.person_nouns.get(phrase) or None


def _office_ending(words: Words, low: int, end: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The longest office phrase among tokens low..end that ends at `end`: its first token and the phrase."""
    best = None
    for start in range(end - 1, max(low, end - lexicon.office_length) - 1, -1):
        phrase = re.sub(r"\s+", " ", words.article_text[words.tokens[start].start : words.tokens[end - 1].end].lower())
        for form in (phrase, phrase.removesuffix("s") if phrase.endswith("s") else phrase):
            if form in lexicon.offices:
                best = (start, form)
    return best


def _extends_title(words: Words, index: int, lexicon: Lexicon) -> bool:
    word, low = words.text[index], words.lower[index]
    if word in ("-", "’s", "'s"):
        return words.tokens[index].start == words.tokens[index - 1].end and index > words.first(index)
    if word.islower() and word.isalpha() and words.tokens[index].upos == "NOUN" and words.joined(index, index + 1):
        return low not in lexicon.not_modifiers
    return low in lexicon.modifiers or low in lexicon.offices or (
        word[:1].isupper() and word.isalpha() and len(word) > 2 and not words.opens_sentence(index)
        and words.tokens[index].upos in ("PROPN", "ADJ", "NOUN") and word not in lexicon.demonyms
    )  # fmt: skip


def _without_nationality(title: str, lexicon: Lexicon) -> str:
    words = title.split()
    while words and (words[0] in lexicon.demonyms or words[0] in ("-", "'s", "’s")):
        words = words[1:]
    return " ".join(words)


def _office_after(words: Words, name: Name, at: int, lexicon: Lexicon) -> None:
    """An office in apposition: "Anna Korr, the defence minister, ..." or "Korr, a spokesman for the port"."""
    last = words.last(at - 1)
    if at >= last or words.text[at] not in (",", "(", "—", "–"):
        return
    index = at + 1
    if index + 1 < last and words.text[index].isdigit() and words.text[index + 1] == ",":
        index += 2  # the age
    start = index
    while start < last and words.lower[start] in ("the", "a", "an", "who", "is", "was", "his", "her", "their", "its"):
        start += 1
    stop = start
    while stop < min(last, start + 8) and (words.text[stop][0].isalnum() or words.text[stop] in ("-", "'s", "’s", "’")):
        if words.lower[stop] in ("of", "for", "at", "in", "with", "and", "to", "from", "said", "who", "on"):
            break
        stop += 1
    for end in range(stop, start, -1):
        found = _office_ending(words, start, end, lexicon)
        if found is None:
            continue
        if not all(_fits_title(words, each, lexicon) for each in range(start, found[0])):
            return
        phrase_end = _office_reach(words, end, last)
        if phrase_end < last and words.text[phrase_end][:1].isupper():
            return  # "Vell, Trade Minister Anna Korr and ...": the office of the next in a list
        text = words.article_text[words.tokens[start].start : words.tokens[phrase_end - 1].end]
        name.office = name.office or text.strip()
        if name.ontology in (None, "civilian"):
            name.ontology = _office_type(words, start, phrase_end, found[1], lexicon)
        name.sex = name.sex or lexicon.person_nouns.get(found[1]) or None
        for each in range(start, phrase_end):
            name.country = name.country or lexicon.demonyms.get(words.text[each])
        return


def _fits_title(words: Words, index: int, lexicon: Lexicon) -> bool:
    word = words.text[index]
    return (
        words.lower[index] in lexicon.modifiers
        or word in lexicon.demonyms
        or word[:1].isupper()
        or word in ("-", "'s", "’s")
        or words.tokens[index].upos in ("ADJ", "NOUN")
    )


def _office_reach(words: Words, end: int, last: int) -> int:
    """Where an office phrase ends: it takes "of", "for" and "at" with the capitalised words that follow."""
    if end >= last or words.lower[end] not in ("of", "for", "at"):
        return end
    index = end + 1
    while index < min(last, end + 8) and (
        words.text[index][:1].isupper() or words.lower[index] in ("the", "of", "and", "for", "'s", "’s")
    ):
        index += 1
    while index > end + 1 and not words.text[index - 1][:1].isupper():
        index -= 1
    return index if index > end + 1 else end
