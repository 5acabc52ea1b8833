"""Saved RSS and Atom: each entry a Page of its own, as a stand-alone Atom entry document (RFC 4287).

Parsed by expat with no entity declaration allowed and nothing fetched (docs/adr/0006-sources.md). Prefixes are
taken as feeds write them by custom, since many feeds use them undeclared.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from dateline.language.charset import decide_charset, decode
from dateline.model import Locator, Page, Unreadable
from dateline.sources.faults import NOT_A_PAGE, SourceError, unreadable

FEED_ENTRY = "application/vnd.dateline.feed-entry+xml"
ATOM = "http://www.w3.org/2005/Atom"

_PIECE = 65_536
_MAX_DEPTH = 200
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_PLAIN_PREFIXES = frozenset({"atom", "atom03", "a", "rss", "rdf", "feed", "ns0", "default"})
_ENTRY_NAMES = frozenset({"item", "entry"})
_PERSON_WITH_MAIL = re.compile(r"\S+@\S+\s+\(([^()]{1,300})\)\s*\Z")
_DATES = {
    "published": ("published", "pubdate", "dc:date", "issued", "dcterms:created", "created"),
    "updated": ("updated", "modified", "dcterms:modified"),
}

Value = tuple[dict[str, str], str]


def read_feed(
    content: bytes, locator: Locator, *, declared_charset: str | None, captured_at: str | None
) -> Iterator[Page | Unreadable]:
    """A Page an entry, in the feed's order; where the markup breaks, the entries before it and then a problem."""
    text = decode(content, decide_charset(content, declared=declared_charset))
    reader = _FeedReader()
    count = 0
    try:
        for entry in reader.read(_NOT_XML.sub(" ", _DECLARATION.sub("", text, count=1))):
            count += 1
            yield _entry_page(entry, reader, locator, captured_at, count)
    except SourceError as fault:
        yield unreadable(locator, fault.code, fault.detail)
        return
    if not count:
        yield unreadable(locator, NOT_A_PAGE, "a feed without entries")


class _FeedReader:
    """Gathers each entry's elements by name while expat walks the feed."""

    def __init__(self) -> None:
        self.title = ""
        self.link = ""
        self.language = ""
        self._path: list[str] = []
        self._entry: dict[str, list[Value]] | None = None
        self._entry_depth = 0
        self._open: tuple[str, dict[str, str], int] | None = None
        self._words: list[str] = []
        self._is_markup = False
        self._done: list[dict[str, list[Value]]] = []

    def read(self, text: str) -> Iterator[dict[str, list[Value]]]:
        """Entries as their end is met. Raises SourceError: unsafe-feed, malformed-feed."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse_entity
        parser.ExternalEntityRefHandler = _load_nothing
        # With a foreign DTD that is then not loaded, expat hands over names like &nbsp; and does not stop at them.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._named_character
        data = text.encode("utf-8", "replace")
        for at in range(0, len(data) + 1, _PIECE):
            piece = data[at : at + _PIECE]
            try:
                parser.Parse(piece, at + _PIECE > len(data))
            except expat.ExpatError as error:
                yield from self._take_done()
                detail = f"{expat.ErrorString(error.code)} at line {error.lineno}"
                raise SourceError("malformed-feed", detail) from error
            except SourceError:
                yield from self._take_done()
                raise
            yield from self._take_done()

    def _take_done(self) -> list[dict[str, list[Value]]]:
        done, self._done = self._done, []
        return done

    def _start(self, raw_name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= _MAX_DEPTH:
            raise SourceError("malformed-feed", f"elements nested more than {_MAX_DEPTH} deep")
        name = _custom_name(raw_name)
        self._path.append(name)
        if self._open is not None:
            if self._is_markup:
                pairs = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
                self._words.append(f"<{raw_name.rpartition(':')[2]}{pairs}>")
            elif name == "name" and self._open[0] in {"author", "dc:creator", "contributor"}:
                self._words.clear()  # Atom: the person's name, not what else the person element holds
            return
        if name in _ENTRY_NAMES and self._entry is None:
            self._entry = {}
            self._entry_depth = len(self._path)
            return
        if name in {"feed", "rss", "rdf"}:
            self.language = attributes.get("xml:lang", "")
        level = self._entry_depth + 1 if self._entry is not None else len(self._path)
        if len(self._path) == level:
            if self._entry is None and name in {"channel", "feed", "rss", "rdf"}:
                return
            self._open = (name, attributes, len(self._path))
            self._words = []
            self._is_markup = attributes.get("type") == "xhtml"

    def _end(self, raw_name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if self._open is not None:
            name, attributes, opened_at = self._open
            if depth > opened_at:
                if self._is_markup:
                    self._words.append(f"</{raw_name.rpartition(':')[2]}>")
                elif name in {"author", "contributor"} and _custom_name(raw_name) == "name":
                    self._keep(name, attributes)
                    self._words.clear()
                    self._open = ("", {}, opened_at)
                return
            if name:
                self._keep(name, attributes)
            self._open = None
            return
        if self._entry is not None and depth == self._entry_depth:
            self._done.append(self._entry)
            self._entry = None

    def _keep(self, name: str, attributes: dict[str, str]) -> None:
        words = "".join(self._words).strip()
        if self._entry is not None:
            self._entry.setdefault(name, []).append((attributes, words))
        elif name == "title" and not self.title:
            self.title = words
        elif name == "link" and not self.link and attributes.get("rel", "alternate") == "alternate":
            self.link = attributes.get("href") or words
        elif name in {"language", "dc:language"} and not self.language:
            self.language = words

    def _characters(self, words: str) -> None:
        if self._open is not None:
            self._words.append(escape(words) if self._is_markup else words)

    def _named_character(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._characters(html.unescape(f"&{name};"))


def _refuse_entity(*_: object) -> None:
    raise SourceError("unsafe-feed", "the feed declares entities of its own")


def _load_nothing(*_: object) -> int:
    return 1


def _custom_name(raw_name: str) -> str:
    prefix, _, local = raw_name.rpartition(":")
    if not prefix or prefix.lower() in _PLAIN_PREFIXES:
        return local.lower()
    return raw_name.lower()


def _entry_page(
    entry: dict[str, list[Value]], feed: _FeedReader, locator: Locator, captured_at: str | None, count: int
) -> Page:
    link = _link(entry, feed.link)
    identity = _first(entry, "id", "guid") or link or f"entry-{count}"
    document = _entry_document(entry, feed, identity, link).encode("utf-8")
    return Page(
        id=Page.identify(document),
        content=document,
        media_type=FEED_ENTRY,
        url=link or None,
        charset="utf-8",
        captured_at=captured_at,
        locator=Locator(
            file=locator.file,
            record=f"{locator.record}#{identity}" if locator.record else identity,
            offset=locator.offset,
            digest=locator.digest,
        ),
    )


def _entry_document(entry: dict[str, list[Value]], feed: _FeedReader, identity: str, link: str) -> str:
    language = f" xml:lang={quoteattr(feed.language)}" if feed.language else ""
    lines = [f'<entry xmlns="{ATOM}"{language}>', f"<id>{escape(identity)}</id>"]
    lines += _text_element("title", entry.get("title", []))
    if link:
        lines.append(f'<link rel="alternate" href={quoteattr(link)}/>')
    for name, sources in _DATES.items():
        if time := _first(entry, *sources):
            lines.append(f"<{name}>{escape(_iso_time(time))}</{name}>")
    lines += [f"<author><name>{escape(person)}</name></author>" for person in _persons(entry)]
    for attributes, words in entry.get("category", []) + entry.get("dc:subject", []):
        if term := attributes.get("label") or attributes.get("term") or words:
            lines.append(f"<category term={quoteattr(term)}/>")
    lines += _text_element("summary", entry.get("summary") or entry.get("description", []))
    lines += _text_element("content", entry.get("content:encoded") or entry.get("content", []))
    source = f"<title>{escape(feed.title)}</title>" if feed.title else ""
    if feed.link:
        source += f'<link rel="alternate" href={quoteattr(feed.link)}/>'
    if source:
        lines.append(f"<source>{source}</source>")
    return "\n".join([*lines, "</entry>", ""])


def _text_element(name: str, values: list[Value]) -> list[str]:
    for attributes, words in values[:1]:
        # RSS does not say; its titles and texts are escaped HTML by custom.
        kind = "text" if attributes.get("type") in {"text", "text/plain"} else "html"
        return [f'<{name} type="{kind}">{escape(words)}</{name}>'] if words else []
    return []


def _persons(entry: dict[str, list[Value]]) -> list[str]:
    persons: list[str] = []
    for name in ("author", "dc:creator"):
        for _, words in entry.get(name, []):
            with_mail = _PERSON_WITH_MAIL.match(words)
            person = with_mail.group(1) if with_mail else words
            if person and person not in persons:
                persons.append(person)
    return persons


def _link(entry: dict[str, list[Value]], base: str) -> str:
    for attributes, words in entry.get("link", []):
        target = attributes.get("href") or words
        if target and attributes.get("rel", "alternate") == "alternate":
            return _absolute(base, target)
    for attributes, words in entry.get("guid", []):
        if attributes.get("ispermalink", attributes.get("isPermaLink", "true")) == "true" and "://" in words:
            return words
    return ""


def _absolute(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _first(entry: dict[str, list[Value]], *names: str) -> str:
    return next((words for name in names for _, words in entry.get(name, []) if words), "")


def _iso_time(words: str) -> str:
    try:
        return datetime.fromisoformat(words).isoformat() if words[:4].isdigit() else _mail_time(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return words


def _mail_time(words: str) -> str:
    return parsedate_to_datetime(words).isoformat()
