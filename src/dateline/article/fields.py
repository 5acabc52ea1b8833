"""An article's fields: for each, what the page says in several places, the surest taken, and where it stood.

Order of belief: JSON-LD of the article, then microdata, then meta elements, then what is printed, then the address.
Agreement between places raises confidence; nothing is made up where all are silent.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import msgspec

from dateline.article.blocks import Markup
from dateline.article.bylines import (
    author_named,
    is_firm,
    is_opener,
    load_wording,
    marked_names,
    names_someone,
    opens_byline,
    split_byline,
    split_signoff,
)
from dateline.article.dates import load_months
from dateline.article.draft import BODY_ROLES, DraftBlock, Fields
from dateline.article.dump.cues import WHOLE, find_cues, load_cues
from dateline.article.dump.tags import split_tags
from dateline.article.headline import Headline
from dateline.article.outlet import find_outlet
from dateline.article.publication import find_publication
from dateline.article.structured import Structured, texts, types_of
from dateline.model import Author

_AUTHOR_METAS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "cxenseparse:author", "article:author_name", "rnews:author",
    "shareaholic:article_author_name",
    "cxenseparse:recs:author", "dc:creator", "creator", "authors", "article:authors", "sailthru:author", "author_name",
)  # fmt: skip
_SECTION_METAS = ("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:category")
_TAG_METAS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "og:article:tag", "sailthru.tags")
# Words that a page tells search engines: many are the site's own, and two tags printed behind the text outrank them.
_FOR_SEARCH, _LEAST_PRINTED, _LONGEST_PRINTED = ("keywords", "news_keywords"), 2, 45
# Words of scripts without spaces, a space between one and the next.
_UNSPACED_WORDS = re.compile(r"\w*[\u3040-\u30ff\u3400-\u9fff](?:\s\w+)+")
_OUTLET_METAS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "al:ios:app_name",
    "citation_journal_title",
)
_SPLIT_TAGS = re.compile(r"\s*[,;،、|]\s*")
_SPLIT_PRINTED = re.compile(r"\s*[,;،、|·•]\s*")
_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?$")
_WIRE = re.compile(r"\(([A-Z]{2,5})\)")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
# "Category: Harbours" is the tag Harbours; numbers and machine names are no tags.
_TAG_PREFIX = re.compile(r"^(?:\w+ )?(?:category|tag|topic|keyword|thema|tagname)\s*:\s*", re.IGNORECASE)
_MACHINE_TAG = re.compile(
    r"[\d\W]+|[0-9a-f]{8}-[0-9a-f-]{27}|\w+:\w+:.*|[\w-]+\.(?:com|org|net|de|co\.uk)", re.IGNORECASE
)
_MOST_TAG_WORDS = 4
_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
# Lines before the headline and after the text within which the article's tags are printed.
_NEAR_TAGS, _FAR_TAGS = 4, 30
# More tags than these above the headline are the topics of the day, in a menu; a single one is its section or kicker.
_MOST_TAGS_ABOVE = 5
_USER_NAME = re.compile(r"[a-z0-9._-]+")
_LONGEST_NAMES = 80
# Lines around the last of the text among which a wire's reporters are named, and how long such a line is.
_SIGNOFF_LINES, _LONGEST_SIGNOFF = 6, 400
_MOST_TAGS = 40


def gather_fields(
    markup: Markup,
    structured: Structured,
    headline: Headline,
    blocks: list[DraftBlock],
    names: list[str],
    url: str | None,
) -> Fields:
    """All fields of a page. blocks: with their roles, in page order; names: the site's; url: where it was saved."""
    fields = Fields()
    _headline(fields, headline)
    _standfirst(fields, blocks)
    _outlet(fields, markup, structured, names, url)
    _section(fields, structured, blocks)
    _authors(fields, markup, structured, blocks, names, url)
    _signed_behind(fields, blocks)
    _wire_authors(fields, blocks)
    _dates(fields, markup, structured, blocks, url)
    _tags(fields, markup, structured, blocks)
    _canonical(fields, markup, structured, url)
    _language(fields, markup, structured)
    return fields


def _found(fields: Fields, name: str, source: str, sure: float, raw: str = "") -> None:
    fields.found_by[name] = source
    fields.confidence[name] = round(sure, 3)
    if raw:
        fields.raw[name] = raw[:500]


def _headline(fields: Fields, headline: Headline) -> None:
    if headline.words:
        fields.headline = headline.words
        _found(fields, "headline", headline.source, headline.sure, headline.raw)


def _standfirst(fields: Fields, blocks: list[DraftBlock]) -> None:
    words = [block.text for block in blocks if block.role == "standfirst"]
    if words:
        fields.standfirst = " ".join(words)
        _found(fields, "standfirst", "visible", 0.9)


def _outlet(fields: Fields, markup: Markup, structured: Structured, names: list[str], url: str | None) -> None:
    metas = structured.metas
    for name in ("og:site_name",):
        if metas.get(name):
            fields.outlet = " ".join(metas[name][0].split())
            _found(fields, "outlet", "meta", 0.95, metas[name][0])
            return
    publisher = texts(structured.article.get("publisher"), structured)
    if publisher:
        fields.outlet = publisher[0]
        _found(fields, "outlet", "json-ld", 0.9, publisher[0])
    elif names:
        fields.outlet = " ".join(names[0].split())
        _found(
            fields, "outlet", "json-ld" if names[0] not in metas.get("application-name", []) else "meta", 0.8, names[0]
        )
    elif (named := find_outlet(markup, structured, url)) is not None:
        fields.outlet = " ".join(named.name.split())
        _found(fields, "outlet", named.source, named.sure, named.name)


def _authors(
    fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock], names: list[str], url: str | None
) -> None:
    printed, line = _printed_authors(fields, markup, blocks)
    printed = tuple(author for author in printed if not _is_of_section(author, fields.section))
    told = _told_authors(fields, structured)
    home = _home(fields.outlet, names, url)
    if told and not _signed(told[0], home):
        # What metadata call the author is the outlet: its own word for "no one", unless the article's data say so.
        told = told if told[1] == "json-ld" or _is_desk(told[0]) else None
    if told and told[1] == "meta" and all(is_firm(author.name) for author in told[0]):
        told = None  # the site's owner
    if told and printed:
        same = {author.name.casefold() for author in told[0]} & {author.name.casefold() for author in printed}
        merged = _with_titles(told[0], printed)
        if not same and not _persons(told[0]) and _persons(printed):
            merged, told = printed, None
        fields.authors = merged
        _found(fields, "authors", told[1] if told else "visible", 0.97 if same else 0.75, told[2] if told else line)
    elif told:
        fields.authors = told[0]
        _found(fields, "authors", told[1], 0.8 if told[1] == "json-ld" else 0.7, told[2])
    elif printed:
        fields.authors = printed
        _found(fields, "authors", "visible", 0.8, line)


def _signed_behind(fields: Fields, blocks: list[DraftBlock]) -> None:
    """The reporters named by a line behind the text, where nothing before it names an author."""
    if fields.authors:
        return
    last = max((index for index, block in enumerate(blocks) if block.role in BODY_ROLES), default=-1)
    for block in blocks[max(0, last - _SIGNOFF_LINES) : last + _SIGNOFF_LINES]:
        authors = split_signoff(block.text, outlet=fields.outlet) if len(block.text) <= _LONGEST_SIGNOFF else ()
        if authors:
            fields.authors = authors
            _found(fields, "authors", "visible", 0.8, block.text)
            return


def _is_of_section(author: Author, section: str | None) -> bool:
    """ "From the section Mereva & Lakhora": what a line names is the page's section, whole or in part."""
    return set(author.name.casefold().split()) <= set((section or "").casefold().split())


def _persons(authors: Iterable[Author]) -> list[Author]:
    """Those with a person's name: a user name ("jonas.tavi") is none where a full one is to be had."""
    return [author for author in authors if author.kind == "person" and not _USER_NAME.fullmatch(author.name)]


def _is_desk(authors: tuple[Author, ...]) -> bool:
    return any(load_wording().desks.search(author.name.lower()) for author in authors)


def _home(outlet: str | None, names: list[str], url: str | None) -> set[str]:
    """The words by which a page calls its own site, letters alone."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    return {_letters(name) for name in (outlet or "", *names, host, host.partition(".")[0]) if len(_letters(name)) > 1}


def _signed(authors: tuple[Author, ...], home: set[str]) -> bool:
    """Whether any of the authors is other than the site itself, by its name or its address."""
    return any(_letters(author.name) not in home and not _DOMAIN.fullmatch(author.name) for author in authors)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _wire_authors(fields: Fields, blocks: list[DraftBlock]) -> None:
    """An author whose initials stand in brackets in the dateline ("PORT SALLO (AD) —") is the agency."""
    first = next((block.text[:110] for block in blocks if block.role == "body"), "")
    marks = set(_WIRE.findall(first))
    if marks:
        fields.authors = tuple(
            msgspec.structs.replace(author, kind="agency")
            if author.kind == "person" and "".join(word[0] for word in author.name.split()) in marks
            else author
            for author in fields.authors
        )


def _printed_authors(fields: Fields, markup: Markup, blocks: list[DraftBlock]) -> tuple[tuple[Author, ...], str]:
    """Who the page's own lines say wrote it, and the line that does: bylines first, then time lines with a name."""
    start = "\n".join([each.text for each in blocks if each.role == "body"])[:3000]
    for role in ("byline", "timestamp"):
        for index, block in enumerate(blocks):
            if block.role != role:
                continue
            authors = _named_in(fields, markup, blocks, index)
            # A second name that the text itself speaks of is where the report was written.
            authors = authors[:1] + tuple(each for each in authors[1:] if not _is_place(each, block.text, start))
            if authors:
                return authors, block.text
    return (), ""


def _named_in(fields: Fields, markup: Markup, blocks: list[DraftBlock], index: int) -> tuple[Author, ...]:
    """The authors of a line: what its markup calls the author, else its words, else those of the line below."""
    block = blocks[index]
    marked = [author for words in marked_names(markup, index) for author in split_byline(words, outlet=fields.outlet)]
    if marked:
        titled = {author.name.casefold(): author.title for author in split_byline(block.text, outlet=fields.outlet)}
        return _unique(
            msgspec.structs.replace(author, title=author.title or titled.get(author.name.casefold()))
            for author in marked
        )
    if is_opener(block.text) and index + 1 < len(blocks):
        below = blocks[index + 1]
        if len(below.text) <= _LONGEST_NAMES and below.role not in ("headline", "caption", "credit", "comment"):
            return split_byline(below.text, outlet=fields.outlet)
    if block.role == "timestamp" and not names_someone(block.text):
        return ()
    return split_byline(block.text, outlet=fields.outlet)


def _is_place(author: Author, byline: str, text: str) -> bool:
    """Whether a name set off by a comma in a byline is one that the text itself uses."""
    return author.kind == "person" and f", {author.name}" in byline and author.name in text


def _told_authors(fields: Fields, structured: Structured) -> tuple[tuple[Author, ...], str, str] | None:
    found: list[Author] = []
    value = structured.article.get("author") or structured.article.get("creator")
    for each in value if isinstance(value, list) else [value]:
        organisation = isinstance(each, dict) and any("Organization" in kind for kind in types_of(each))
        for name in texts(each, structured):
            found += _authors_of(name, fields.outlet, organisation)
    if found:
        return _unique(found), "json-ld", "; ".join(author.name for author in found)
    for name in _AUTHOR_METAS:
        for value in structured.metas.get(name, ()):
            if not value.startswith(("http", "/", "@")):
                found += _authors_of(value, fields.outlet, False)
        if found:
            return _unique(found), "meta", "; ".join(structured.metas[name])
    return _card_author(fields, structured)


def _card_author(fields: Fields, structured: Structured) -> tuple[tuple[Author, ...], str, str] | None:
    """The author in the labelled data of a share card ("Written by": "Jonas Tavi")."""
    for number in (1, 2):
        label = structured.metas.get(f"twitter:label{number}", [""])[0]
        value = structured.metas.get(f"twitter:data{number}", [""])[0]
        if value and (opens_byline(f"{label} x") or opens_byline(value)):
            authors = split_byline(value, outlet=fields.outlet)
            if authors:
                return authors, "meta", value
    return None


def _authors_of(words: str, outlet: str | None, organisation: bool) -> list[Author]:
    if organisation:
        author = author_named(words, outlet=outlet, organisation=True)
        return [author] if author else []
    return list(split_byline(words, outlet=outlet))


def _unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    unique: dict[str, Author] = {}
    for author in authors:
        unique.setdefault(author.name.casefold(), author)
    return tuple(unique.values())


def _with_titles(told: tuple[Author, ...], printed: tuple[Author, ...]) -> tuple[Author, ...]:
    titles = {author.name.casefold(): author.title for author in printed}
    return tuple(
        msgspec.structs.replace(author, title=author.title or titles.get(author.name.casefold())) for author in told
    )


def _dates(fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock], url: str | None) -> None:
    times = find_publication(markup, structured, blocks, url)
    for name, dated in (("published", times.published), ("modified", times.modified)):
        if dated:
            setattr(fields, name, dated.date.value)
            _found(fields, name, dated.source, dated.sure * dated.date.sure, dated.raw)


def _section(fields: Fields, structured: Structured, blocks: list[DraftBlock]) -> None:
    for source, values in (
        ("json-ld", texts(structured.article.get("articleSection"), structured)),
        *(("meta", structured.metas.get(name, [])) for name in _SECTION_METAS),
    ):
        if values:
            fields.section = " ".join(values[0].split())
            _found(fields, "section", source, 0.9, values[0])
            return
    crumbs = [
        step.strip()
        for block in blocks
        if block.role == "breadcrumb"
        for step in _CRUMB.split(block.text.split(":")[-1])
        if step.strip()
    ]
    crumbs = [crumb for crumb in crumbs if crumb != fields.headline]
    if len(crumbs) >= 2:
        fields.section = crumbs[-1]
        _found(fields, "section", "visible", 0.7, " > ".join(crumbs))


def _tags(fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock]) -> None:
    printed = _printed_tags(markup, blocks)
    values = texts(structured.article.get("keywords"), structured)
    source = "json-ld"
    if not values:
        name = next((name for name in _TAG_METAS if structured.metas.get(name)), "")
        values, source = structured.metas.get(name, []), "meta"
        if name in _FOR_SEARCH and _outrank(printed, values, blocks):
            values, source = [], "visible"
    if len(values) == 1:
        values = _SPLIT_TAGS.split(values[0])
    if len(values) == 1 and _UNSPACED_WORDS.fullmatch(values[0]):
        values = values[0].split()
    if len(values) == 1 and len(values[0].split()) > _MOST_TAG_WORDS:
        # Keywords with nothing but spaces between them: the text tells which words are one.
        values = list(split_tags(values, "\n".join([block.text for block in blocks if block.role == "body"]))) or values
    if not values and printed:
        values, source = printed, "visible"
    named = (_TAG_PREFIX.sub("", " ".join(value.split())) for value in values)
    unique = dict.fromkeys(value for value in named if not _MACHINE_TAG.fullmatch(value))
    fields.tags = tuple(value for value in unique if 1 < len(value) <= 80)[:_MOST_TAGS]
    if fields.tags:
        _found(fields, "tags", source, 0.9 if source == "json-ld" else 0.8, ", ".join(values))


def _outrank(printed: list[str], told: list[str], blocks: list[DraftBlock]) -> bool:
    """Whether tags that are printed behind the text say other things than what search engines are told."""
    first = next((index for index, block in enumerate(blocks) if block.role in BODY_ROLES), 0)
    behind = bool(printed) and _tag_lines(blocks)[0] > first
    if not behind or len(set(printed)) < _LEAST_PRINTED or max(map(len, printed)) > _LONGEST_PRINTED:
        return False
    known = {value.casefold() for each in told for value in _SPLIT_TAGS.split(each)}
    return any(tag.casefold() not in known for tag in printed)


def _printed_tags(markup: Markup, blocks: list[DraftBlock]) -> list[str]:
    """Tags as the page prints them: after a label, split where one line holds several."""
    kinds = load_cues().kinds
    found: list[str] = []
    lines = _tag_lines(blocks)
    some_linked = any(markup.blocks[index].links for index in lines)
    for index in lines:
        block = blocks[index]
        if some_linked and not markup.blocks[index].links:
            continue  # the label above the tags, in whatever words
        linked = _link_texts(markup, index)
        labelled = len(linked) == 1 and ":" not in block.text and block.text.strip().endswith(" " + linked[0])
        if len(linked) > 1 or labelled:  # "Filed under" and a link: the link's words are the tag
            found += [tag.lstrip("#") for tag in linked]
            continue
        label, colon, rest = block.text.partition(":")
        words = rest if colon and len(label) <= 30 else block.text
        cues = {kinds[kind]: strength for kind, strength in find_cues(words, load_cues()).items()}
        if not words.strip() or (not colon and max(cues.get("tags", 0), cues.get("related", 0)) == WHOLE):
            continue
        found += [tag.strip().lstrip("#") for tag in _SPLIT_PRINTED.split(words)]
    found = [tag for tag in found if tag and not _is_no_tag(tag)]
    above = bool(lines) and any(block.role == "headline" for block in blocks[lines[-1] :])
    if above and ":" not in blocks[lines[0]].text and not 1 < len(found) <= _MOST_TAGS_ABOVE:
        return []
    return found


def _is_no_tag(words: str) -> bool:
    """ "Next story", "May 2031": where a printed list leads on, or the month it is filed under."""
    leads = any(
        strength > 1 and load_cues().kinds[kind] == "related"
        for kind, strength in find_cues(words, load_cues()).items()
    )
    year = _YEAR.search(words)
    return leads or (year is not None and words[: year.start()].strip().lower() in load_months())


def _link_texts(markup: Markup, index: int) -> list[str]:
    """The texts of a block's links, one each."""
    block = markup.blocks[index]
    texts_of: dict[int, list[str]] = {}
    for text, owner in block.pieces:
        at = owner
        while at > block.element and markup.elements[at].tag != "a":
            at = markup.elements[at].parent
        if at > block.element:
            texts_of.setdefault(at, []).append(text)
    return [words for each in texts_of.values() if (words := " ".join("".join(each).split()))]


def _tag_lines(blocks: list[DraftBlock]) -> list[int]:
    """The lines of the article's own tags: the group nearest its text, not one in a menu far off."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    if not body:
        return []
    start = next((index for index, block in enumerate(blocks) if block.role == "headline"), body[0])
    lines = [
        index
        for index, block in enumerate(blocks)
        if block.role == "tags" and start - _NEAR_TAGS <= index <= body[-1] + _FAR_TAGS
    ]
    groups: list[list[int]] = []
    for index in lines:
        if groups and index - groups[-1][-1] <= 2:
            groups[-1].append(index)
        else:
            groups.append([index])
    behind = [group for group in groups if group[0] > body[0]]
    return min(behind or groups, key=lambda group: abs(group[0] - body[-1]), default=[])


def _language(fields: Fields, markup: Markup, structured: Structured) -> None:
    """The language the page declares, its primary part; whether the text agrees is settled with the text."""
    places = (
        ("html", [markup.language or ""]),
        ("json-ld", texts(structured.article.get("inLanguage"), structured)),
        *(("meta", structured.metas.get(name, [])) for name in ("og:locale", "content-language", "language")),
    )
    for source, values in places:
        match = _LANGUAGE.match(values[0].strip()) if values else None
        if match:
            fields.language = match[1].lower()
            _found(fields, "language", source, 0.9, values[0])
            return


def _canonical(fields: Fields, markup: Markup, structured: Structured, url: str | None) -> None:
    places = [("link", href) for rel, href in markup.links if "canonical" in rel.split()]
    places += [("meta", value) for value in structured.metas.get("og:url", ())]
    for source, value in places:
        try:
            address = urljoin(url or "", value.strip())
            host = urlsplit(address).netloc
        except ValueError:
            continue
        if host:
            fields.canonical_url = address
            _found(fields, "canonical_url", source, 0.95 if source == "link" else 0.85, value)
            return
