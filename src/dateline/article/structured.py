"""What a page says of itself for machines: JSON-LD, meta elements, microdata.

schema.org's types and properties are read wherever they stand, in @graph or nested; depth and number are bounded.
"""

import functools
import json
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import msgspec

from dateline.article.tree.markup import Markup

_ARTICLE_TYPES = re.compile(
    r"(?:(?:Analysis|AskPublic|Background|Opinion|Reportage|Review)?News|Analysis|Background|Opinion|Reportage|Review"
    r"|AskPublic|Report|Satirical|Scholarly|Tech|AdvertiserContent|Medical\w*)?Article"
    r"|BlogPosting|LiveBlogPosting|Report|Posting|Review|Recipe|NewsMediaObject",
)
_INDEX_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "Blog", "ProfilePage"})
# Each stretch of white space is gone over once, from its beginning.
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|(?://\s*|/\*\s*|(?<!\s)\s*)\]\]>\s*(?:\*/\s*)?)\s*(?:;\s*)?$"
)
# What can be had of a script that no parser takes: its plain string properties.
# Half of a pair, escaped: no text holds it.
_HALVES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TYPE = re.compile(r'"@type"\s*:\s*"(\w{4,40})"')
_PROPERTY = re.compile(
    r'"(datePublished|dateModified|headline|articleSection|inLanguage)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"\s*[,}\n]'
)
_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}\[\]]{0,200}?"name"\s*:\s*"((?:[^"\\\n]|\\.){1,100})"')
# A meta element of this name holds what was to be a script, where a site's framework was told so in its old way.
_MISPLACED = "script:ld+json"
# A place in a template that nothing was put into: "{$site.name}", "{{ title }}", "${author}", "<%= tag %>", "%%name%%".
_UNFILLED = re.compile(r"\{[{$%][^{}]*\}{1,2}|\$\{[^{}]*\}|<%[^%]*%>|%%?[\w.-]+%%?|\[\[[^\]]*\]\]")
_PLACES = "{$<%["
_MOST_NODES = 2_000
_DEEPEST = 12
_LONGEST_SCRIPT = 2_000_000


class Structured(msgspec.Struct):
    """Metadata gathered: the JSON-LD node of the article (if any), all nodes by @id, meta values by name.

    canonical: the addresses that link elements call the page's own.
    """

    article: dict[str, Any]
    nodes: list[dict[str, Any]]
    by_id: dict[str, dict[str, Any]]
    metas: dict[str, list[str]]
    items: dict[str, list[tuple[str | None, int]]]
    types: frozenset[str]
    canonical: list[str] = msgspec.field(default_factory=list)


def read_structured(markup: Markup) -> Structured:
    """All structured data of a page; broken scripts are passed over."""
    nodes: list[dict[str, Any]] = []
    for script in (*markup.scripts, *(value for name, value in markup.metas if name == _MISPLACED)):
        _collect(_loads(script), nodes, 0)
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > len(by_id.get(identity, ())):
            by_id[identity] = node
    metas: dict[str, list[str]] = {}
    for name, value in markup.metas:
        value = value.strip()
        if value and (value[0] not in _PLACES or not _is_unfilled(value)):
            metas.setdefault(name, []).append(value)
    items: dict[str, list[tuple[str | None, int]]] = {}
    for name, content, element in markup.items:
        items.setdefault(name, []).append((content, element))
    return Structured(
        article=_choose_article(nodes, markup),
        nodes=nodes,
        by_id=by_id,
        metas=metas,
        items=items,
        types=frozenset(kind for node in nodes for kind in types_of(node)),
        canonical=[href for rel, href in markup.links if "canonical" in rel and "canonical" in rel.split()],
    )


def types_of(node: dict[str, Any]) -> list[str]:
    """The schema.org types of a node, without their prefix."""
    kinds = node.get("@type")
    if isinstance(kinds, str):
        return [_bare_type(kinds)]
    return [_bare_type(kind) for kind in kinds if isinstance(kind, str)] if isinstance(kinds, list) else []


def _bare_type(kind: str) -> str:
    return kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] if "/" in kind or ":" in kind else kind


def is_article(node: dict[str, Any]) -> bool:
    """Whether a node's type is an article's."""
    return any(map(_is_article_s, types_of(node)))


@functools.lru_cache(maxsize=512)  # schema.org has few types, and pages repeat them
def _is_article_s(kind: str) -> bool:
    return _ARTICLE_TYPES.fullmatch(kind) is not None


def is_index(structured: Structured) -> bool:
    """Whether the page calls itself a list of things."""
    return bool(structured.types & _INDEX_TYPES)


def calls_itself_article(structured: Structured) -> bool:
    """Whether the page says of itself that it is an article."""
    return bool(structured.article) or "article" in structured.metas.get("og:type", [""])[0].lower()


def calls_itself_news(structured: Structured) -> bool:
    """Whether the page says of itself that it is news, or of its publisher that it brings news."""
    return any("News" in kind for kind in structured.types)


def named_authors(structured: Structured, sites: Sequence[str]) -> list[str]:
    """Names of two to four words that the page tells machines as its article's authors. sites: the site's names."""
    names = [*texts(structured.article.get("author"), structured), *structured.metas.get("author", ())]
    return [name for name in dict.fromkeys(names) if 1 <= name.strip().count(" ") <= 3 and name not in sites]


def texts(value: Any, structured: Structured, *, key: str = "name") -> list[str]:
    """The plain strings in a property: itself, a list of them, or the `key` of nodes (references followed)."""
    found: list[str] = []
    if value is None:
        return found  # as most properties that are asked for
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            if key not in each and isinstance(each.get("@id"), str):
                each = structured.by_id.get(each["@id"], each)
            each = each.get(key) or each.get("@value")
            if isinstance(each, list):
                found += [part for part in each if isinstance(part, str)]
                continue
        if isinstance(each, str) and (bare := each.strip()) and not _is_unfilled(bare):
            found.append(" ".join((unescape(each) if "&" in each else each).split()))
    return found


def _is_unfilled(value: str) -> bool:
    """Whether a value is a place in a template; most begin as none does."""
    return value[0] in _PLACES and _UNFILLED.fullmatch(value) is not None


def _loads(script: str) -> Any:
    script = script[:_LONGEST_SCRIPT]
    try:
        return msgspec.json.decode(script)
    except msgspec.DecodeError:
        pass
    except RecursionError:
        return None
    cleaned = _HALVES.sub(r"\\ufffd", _COMMENT.sub("", script).strip().rstrip(";"))
    for words in (cleaned, _TRAILING_COMMA.sub("", cleaned)):
        try:
            return json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvage(script)


def _salvage(script: str) -> dict[str, Any] | None:
    """The plain properties of an article's node in a script that is no JSON: a quotation mark left bare, a cut end."""
    kind = next((found for found in _TYPE.findall(script) if _ARTICLE_TYPES.fullmatch(found)), None)
    if kind is None:
        return None
    node: dict[str, Any] = {"@type": kind}
    for name, value in _PROPERTY.findall(script):
        try:
            node.setdefault(name, json.loads(f'"{value}"'))
        except ValueError:
            continue
    author = _AUTHOR.search(script)
    if author and "\\" not in author[1]:
        node["author"] = author[1]
    return node


def _collect(value: Any, nodes: list[dict[str, Any]], depth: int) -> None:
    if depth > _DEEPEST or len(nodes) >= _MOST_NODES:
        return
    if isinstance(value, list):
        for each in value:
            _collect(each, nodes, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            nodes.append(value)
        for each in value.values():
            if isinstance(each, dict | list):
                _collect(each, nodes, depth + 1)


def _choose_article(nodes: list[dict[str, Any]], markup: Markup) -> dict[str, Any]:
    """The node of the page's own article: the one whose headline the title repeats, else the fullest."""
    best: tuple[float, dict[str, Any]] = (0.0, {})
    title = markup.title.casefold()
    for node in nodes:
        if not is_article(node):
            continue
        headline = node.get("headline") or node.get("name")
        score = 1.0 + 0.1 * sum(name in node for name in ("datePublished", "author", "articleBody", "mainEntityOfPage"))
        if isinstance(headline, str) and headline.strip():
            score += 1.0
            if headline.casefold().strip()[:40] in title or (len(title) > 12 and title[:40] in headline.casefold()):
                score += 2.0
        if score > best[0]:
            best = (score, node)
    return best[1]
