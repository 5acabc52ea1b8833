"""An article's fields: for each, what the page says in several places, the surest taken, and where it stood.

Order of belief: JSON-LD of the article, then microdata, then meta elements, then what is printed, then the address.
Agreement between places raises confidence; nothing is made up where all are silent.
"""

import re
from urllib.parse import urljoin, urlsplit

from dateline.article.authors.find import find_authors
from dateline.article.draft import DraftBlock, Fields, places_by_role
from dateline.article.fields.addresses import is_whole
from dateline.article.fields.section import find_section
from dateline.article.fields.tags import find_tags
from dateline.article.names.headline import Headline
from dateline.article.names.outlet import name_outlet
from dateline.article.names.wording import told_title
from dateline.article.publication.find import find_publication
from dateline.article.structured import Structured, texts
from dateline.article.tree.markup import Markup

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?$")


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
    if title := told_title(markup, structured):
        fields.raw["title"] = title[:500]
    places = places_by_role(blocks)
    _standfirst(fields, [blocks[place].text for place in places.get("standfirst", ())])
    _outlet(fields, markup, structured, names, url)
    find_section(fields, structured, [blocks[place].text for place in places.get("breadcrumb", ())])
    find_authors(fields, markup, structured, blocks, names, url)
    find_dates(fields, markup, structured, blocks, url)
    find_tags(fields, markup, structured, blocks)
    _canonical(fields, structured, url)
    _language(fields, markup, structured)
    return fields


def _headline(fields: Fields, headline: Headline) -> None:
    if headline.words:
        fields.headline = headline.words
        fields.note("headline", headline.source, headline.sure, headline.raw)


def _standfirst(fields: Fields, lines: list[str]) -> None:
    if lines:
        fields.standfirst = " ".join(lines)
        fields.note("standfirst", "visible", 0.9)


def _outlet(fields: Fields, markup: Markup, structured: Structured, names: list[str], url: str | None) -> None:
    named = name_outlet(markup, structured, names, url, headline=fields.headline)
    if named is not None:
        fields.outlet = " ".join(named.name.split())
        fields.note("outlet", named.source, named.sure, named.name)


def find_dates(
    fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock], url: str | None
) -> None:
    """Note when the page was published and last changed."""
    times = find_publication(markup, structured, blocks, url)
    for name, dated in (("published", times.published), ("modified", times.modified)):
        if dated:
            setattr(fields, name, dated.date.value)
            fields.note(name, dated.source, dated.sure * dated.date.sure, dated.raw)


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
            fields.note("language", source, 0.9, values[0])
            return


def _canonical(fields: Fields, structured: Structured, url: str | None) -> None:
    places = [("link", href) for href in structured.canonical]
    places += [("meta", value) for value in structured.metas.get("og:url", ())]
    for source, value in places:
        address = value.strip()
        try:
            address = address if (whole := is_whole(address)) else urljoin(url or "", address)
            hosted = whole or urlsplit(address).netloc
        except ValueError:
            continue
        if hosted:
            fields.canonical_url = address
            fields.note("canonical_url", source, 0.95 if source == "link" else 0.85, value)
            return
