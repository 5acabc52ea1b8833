"""read_article: which reader a page needs, and what its draft becomes."""

import functools
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Literal

from dateline.article.draft import Draft, Fields, assemble
from dateline.article.feed_entry import read_feed_entry
from dateline.article.fields.printed import with_printed_fields
from dateline.article.html import read_html
from dateline.article.plain import read_plain
from dateline.article.tree.folded import COUNTS, strangers_of
from dateline.article.tree.given import Html, is_utf8, text_of
from dateline.language.archives import is_address, original_of
from dateline.language.charset import decide_charset, decode
from dateline.language.detect import detect_language, function_words
from dateline.model import Article, Page

Kind = Literal["auto", "html", "dump", "article"]

_FEED_ENTRY = "application/vnd.dateline.feed-entry+xml"
_MARKUP = ("html", "xml")
# A block shorter than this does not tell its language; one with this share of the page's function words is in it.
_TELLING = 80
_LOOKED_AT, _KNOWN_SHARE = 400, 0.15
# One in a language without such a list is another's where so much of its beginning is plain Latin letters.
_BEGINNING, _PLAIN_SHARE = 200, 0.5
_SURE = 0.9
_MOST_ASKED = 40
# Lines of other roles are names and labels.
_PROSE = frozenset({"body", "quotation", "standfirst", "list", "caption", "comment", "teaser", "related", "promotion"})


def read_article(
    page: Page,
    *,
    kind: Kind = "auto",
    published: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Article:
    """What a page is, its article, and the role of every visible block.

    page: saved bytes; their charset is decided here where the page tells none. kind: "auto" goes by the media
    type; "html" and "dump" (visible text, a line a block) force a reader; "article" takes the text as the
    article's own. published (ISO 8601), headline, outlet, language (BCP 47): what the caller knows; used where
    the page does not tell, except for kind "article", where they are the fields.

    >>> html = b"<h1>Bridge closed</h1><p>The mayor said on Monday that the bridge would close for two weeks.</p>"
    >>> read_article(Page(id=Page.identify(html), content=html, media_type="text/html")).headline
    'Bridge closed'
    """
    draft = _read(page, kind)
    if page.http_status is not None and page.http_status >= 400 and kind != "article":
        draft.kind = "error"  # what the archive says outranks how the page looks
    _add_known(draft.fields, published=published, headline=headline, outlet=outlet)
    _settle_language(draft, language)
    _tell_other_languages(draft)
    return assemble(draft, page)


def _decode(page: Page) -> Html:
    """A page's text; its bytes where they are that text in UTF-8, byte by byte."""
    markup = any(word in page.media_type for word in _MARKUP)
    charset = page.charset or decide_charset(page.content, declared=page.declared_charset, markup=markup)
    exact = charset == "utf-8" and not page.content.startswith(BOM_UTF8) and is_utf8(page.content)
    return page.content if exact else decode(page.content, charset)


def _read(page: Page, kind: Kind) -> Draft:
    html = _decode(page)
    if kind == "article":
        return read_plain(text_of(html))
    url = page.url if page.url and is_address(page.url) else None
    if kind == "auto" and page.media_type == _FEED_ENTRY:
        return read_feed_entry(text_of(html), url=url)
    if kind == "dump" or (kind == "auto" and page.media_type == "text/plain"):
        from dateline.article.dump import read_dump  # its data are read only where there are dumps

        held = original_of(url)
        address = held.url if held else url
        return with_printed_fields(read_dump(text_of(html), url=address), url=address)
    return read_html(html, url=url)


def _add_known(fields: Fields, *, published: str | None, headline: str | None, outlet: str | None) -> None:
    """What the caller knows, where the page is silent."""
    for name, value in (("published", published), ("headline", headline), ("outlet", outlet)):
        if value and getattr(fields, name) is None:
            setattr(fields, name, value)
            fields.found_by[name] = "caller"
            fields.confidence[name] = 1.0


def _settle_language(draft: Draft, told: str | None) -> None:
    """The language: the caller's, else the text's own where it is sure, else what the markup declares."""
    fields = draft.fields
    if told:
        fields.language = told
        fields.found_by["language"] = "caller"
        return
    body = "\n".join([block.text for block in draft.blocks if block.role in ("body", "headline", "list")])
    found, sure = detect_language(
        body[:3000] or "\n".join([block.text for block in draft.blocks])[:3000], counts=COUNTS
    )
    declared = fields.language
    if declared and (found is None or found == declared.split("-")[0].lower() or sure < 0.8):
        return
    if found:
        fields.language = found
        fields.found_by["language"] = "detect_language"
        fields.confidence["language"] = round(sure, 3)


def _tell_other_languages(draft: Draft) -> None:
    """Blocks in another language than the page's: a quoted statement, a teaser of a sister site."""
    page = (draft.fields.language or "").split("-")[0].lower()
    prose = [block for block in draft.blocks if block.role in _PROSE and len(block.text) >= _TELLING]
    for place in _strangers(page)([block.text for block in prose])[:_MOST_ASKED]:
        block = prose[place]
        found, sure = detect_language(block.text[:1000], counts=COUNTS)
        if found and found != page and sure >= _SURE:
            block.language = found


@functools.lru_cache(maxsize=128)
def _strangers(language: str) -> Callable[[list[str]], list[int]]:
    """What tells the places of texts that do not plainly have a language's function words.

    Of a language without a list of those it tells texts in Latin letters.
    """
    known = function_words(language)
    return _in_latin if known is function_words(None) else strangers_of(known, _LOOKED_AT, _KNOWN_SHARE)


def _in_latin(texts: list[str]) -> list[int]:
    openings = [text[:_BEGINNING] for text in texts]
    return [at for at, text in enumerate(openings) if COUNTS.part(text.lower())[0] >= _PLAIN_SHARE * len(text)]
