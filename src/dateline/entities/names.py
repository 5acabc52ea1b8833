"""Names: the tagger's entities made clean, with titles, offices, countries and ontology types.

The tagger says where names are; the lexicon mends what it gets wrong: articles, possessives and titles inside a
name, nationalities taken for places, well-known bodies taken for persons.
"""

import re

from dateline.entities.lexicon import Lexicon
from dateline.entities.name import Name
from dateline.entities.titles import attach_titles, is_title_alone, strip_titles
from dateline.entities.words import Words
from dateline.model import MentionKind, Span, TaggedSpan

KINDS: dict[str, MentionKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "facility": "facility",
    "group": "group",
    "work": "work",
    "product": "product",
    "event": "event",
}

_EDGE = " \t\n\r\"“”„'‘’`,;:.!?-–—()[]*…"

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")

_LEADING = re.compile(r"^(?:the|a|an|this|that|his|her|their|its|our|my)\s+", re.I)


def find_names(words: Words, entities: tuple[TaggedSpan, ...], lexicon: Lexicon) -> list[Name]:
    """Clean names in text order, none overlapping another; the longer wins over its part."""
    names: list[Name] = []
    for tagged in sorted(entities, key=lambda each: (each.start, -each.end)):
        kind = KINDS.get(tagged.kind)
        if kind is None or (names and tagged.start < names[-1].span.end):
            continue
        name = _clean(words, tagged, kind, lexicon)
        if name is not None and (not names or name.span.start >= names[-1].span.end):
            names.append(name)
    names = _with_nationalities(words, names, lexicon)
    for name in names:
        _classify(words, name, lexicon)
    return names


def _clean(words: Words, tagged: TaggedSpan, kind: MentionKind, lexicon: Lexicon) -> Name | None:
    text = words.article_text
    start, end = tagged.start, tagged.end
    if "\n" in text[start:end]:
        end = start + text[start:end].index("\n")
    changed = True
    while changed and start < end:
        changed = False
        piece = text[start:end]
        keeps_point = piece.endswith(".") and bool(
            re.search(r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|Bros|S\.A))\.$", piece)
        )
        stripped_end = len(piece.rstrip(_EDGE.replace(".", "") if keeps_point else _EDGE))
        stripped_start = len(piece) - len(piece.lstrip(_EDGE))
        if stripped_start >= stripped_end:
            return None
        possessive = _POSSESSIVE.search(piece[:stripped_end]) if kind != "work" else None
        leading = _LEADING.match(piece[stripped_start:stripped_end]) if kind != "work" else None
        new_end = start + (possessive.start() if possessive and possessive.start() > 1 else stripped_end)
        new_start = start + stripped_start + (leading.end() if leading else 0)
        changed = (new_start, new_end) != (start, end)
        start, end = new_start, new_end
    # its own point must follow: at a text's end the slice is the name itself
    if kind == "place" and text.startswith(".", end) and text[start : end + 1] in lexicon.abbreviations:
        end += 1
    piece = text[start:end]
    if not piece or not any(letter.isalpha() for letter in piece) or len(piece) > 150:
        return None
    if piece.lower() in lexicon.no_names or len(piece) < 2:
        return None
    if piece.islower() and kind not in ("event", "product", "group"):
        return None
    name = Name(Span(start, end), piece, kind, tagged.score)
    if kind == "person":
        strip_titles(words, name, lexicon)
        if is_title_alone(name.text, lexicon):
            return None
    return name if name.text else None


def _with_nationalities(words: Words, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """Names with nationalities and faiths as groups: also those the tagger left out, or called places."""
    covered = [False] * len(words)
    kept: list[Name] = []
    for name in names:
        single = name.text
        if (
            single in lexicon.demonyms
            and single not in ("US", "U.S.")
            and name.kind in ("place", "group", "organisation", "person")
        ):
            name.kind, name.country = "group", lexicon.demonyms[single]
        elif (single in lexicon.religions or single in lexicon.peoples) and name.kind in (
            "place",
            "group",
            "organisation",
        ):
            name.kind = "group"
        for index in words.within(name.span.start, name.span.end):
            covered[index] = True
        kept.append(name)
    index = 0
    while index < len(words):
        opens = (
            re.split(r"\W", words.text[index], maxsplit=1)[0] in lexicon.group_openers
            if words.text[index][:1].isupper()
            else False
        )
        for length in (2, 1) if opens else ():
            if index + length > len(words) or any(covered[index : index + length]):
                continue
            start, end = words.tokens[index].start, words.tokens[index + length - 1].end
            piece = words.article_text[start:end]
            if piece in ("US", "U.S."):
                continue
            country = lexicon.demonyms.get(piece)
            if country is not None or piece in lexicon.religions or piece in lexicon.peoples:
                kept.append(
                    Name(Span(start, end), piece, "group", 0.9, country=country, found_by="entities/nationalities@1")
                )
                index += length - 1
                break
        index += 1
    return sorted(kept, key=lambda name: name.span.start)


def _classify(words: Words, name: Name, lexicon: Lexicon) -> None:
    known = lexicon.known.get(name.text)
    if known is not None and name.kind != "event":
        name.kind = "group" if name.kind == "group" else "organisation"
        name.ontology, name.country = known
        return
    if name.kind == "person":
        attach_titles(words, name, lexicon)
    elif name.kind == "organisation":
        name.ontology = organisation_type(name.text, lexicon)
        name.country = name.country or next(
            (code for word in re.findall(r"[A-Z][\w-]+", name.text) if (code := lexicon.demonyms.get(word))), None
        )
    elif name.kind == "group":
        if name.text in lexicon.religions:
            name.ontology = "religious"
        elif name.text in lexicon.peoples:
            name.ontology = "ethnic"


def organisation_type(name: str, lexicon: Lexicon) -> str:
    """The ontology type of an organisation by the words of its name; "group" where none tells.

    The last telling word wins ("Party of Justice Court" is a court), except before "of" and "for", where the
    word before them does ("Ministry of Sport").
    """
    low = name.lower()
    head = re.split(r"\s(?:of|for)\s", low)[0]
    for piece in (head, low):
        found = [match.group() for match in lexicon.organisation_pattern.finditer(piece)]
        if found:
            return lexicon.organisation_words[found[-1]]
    return "group"
