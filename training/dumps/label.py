"""Which lines of a dump are body, from a page's gold; by words and by order."""

import re
from collections import defaultdict
from typing import Any

_WORD = re.compile(r"\w+")


def label_body(lines: list[str], body: str) -> list[bool]:
    """For each line, whether the gold body holds it.

    Long lines count where most of their 4-word shingles stand in the gold. Short ones (under six words) must stand
    there whole, and between the places of the long lines around them, so that a menu entry that also opens a
    paragraph does not count.
    """
    gold = _WORD.findall(body.lower())
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold)):
        for size in (1, 4):
            if at + size <= len(gold):
                places[tuple(gold[at : at + size])].append(at)
    words = [_WORD.findall(line.lower()) for line in lines]
    spans: list[tuple[int, int] | None] = [_long_span(each, places) for each in words]
    _drop_out_of_order(spans)
    for index, each in enumerate(words):
        if spans[index] is None and 0 < len(each) < 6:
            low = next((span[1] for span in reversed(spans[:index]) if span), 0)
            high = next((span[0] for span in spans[index + 1 :] if span), len(gold))
            found = [at for at in places.get((each[0],), []) if gold[at : at + len(each)] == each]
            near = [at for at in found if low - 2 <= at <= high + 2 and at - low < 40 + 4 * len(each)]
            if near and any(span for span in spans[max(0, index - 12) : index + 13]):
                spans[index] = (near[0], near[0] + len(each))
    return [span is not None for span in spans]


def _long_span(words: list[str], places: dict[tuple[str, ...], list[int]]) -> tuple[int, int] | None:
    if len(words) < 6:
        return None
    shingles = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
    found = [places[each][0] for each in shingles if each in places]
    if len(found) < 0.6 * len(shingles):
        return None
    middle = sorted(found)[len(found) // 2]
    return max(0, middle - len(words) // 2), middle + (len(words) + 1) // 2


def _drop_out_of_order(spans: list[tuple[int, int] | None]) -> None:
    """Of lines printed twice (a pull quote, a teaser of this very article), the copy far from its place goes."""
    known = [(index, span) for index, span in enumerate(spans) if span]
    for position, (index, span) in enumerate(known):
        same = [other for other, place in known if other != index and abs(place[0] - span[0]) <= 2]
        if not same:
            continue
        around = [place[0] for _, place in known[max(0, position - 3) : position + 4]]
        lonely = sum(1 for place in around if abs(place - span[0]) < 400) <= 1
        if lonely and len(known) > 3:
            spans[index] = None


# Roles that a line of a dump can be given, in the model's order.
ROLES = (
    "other", "body", "subhead", "headline", "standfirst", "byline", "timestamp", "caption", "credit", "tags",
    "teaser", "ranking", "related", "promotion", "comment", "contact", "legal", "navigation", "breadcrumb",
)  # fmt: skip

# What names of elements, classes and ids tell of the lines inside them, the surest first. Only training sees
# them: a dump has none.
_HINTS = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("comment", r"\bcomments?(?:-|_|\b)(?!.*count)|disqus|\bcommentlist|comment-(?:body|content|list)"),
        ("legal", r"copyright|cookie|consent|gdpr|disclaimer|\blegal|onetrust|privacy|imprint"),
        (
            "promotion",
            r"newsletter|subscri|paywall|signup|sign-up|promo|advert|sponsor|banner|donat|piano|abo-|membership|\bad-|\bcta\b",
        ),
        ("breadcrumb", r"breadcrumb|crumbs"),
        (
            "ranking",
            r"most-?_?(?:read|popular|viewed|shared|commented)|mostread|trending|popular|meistgelesen|ranking|top-?stories|mas-leid",
        ),
        (
            "credit",
            r"\bcredit|photo-?credit|image-?credit|figcredit|copyright-?holder|media-source|photographer|bildquelle|bildnachweis",
        ),
        ("caption", r"^\S*figcaption|figcaption|caption|bildunterschrift|legend\b|image-?desc|media-?desc"),
        (
            "byline",
            r"byline|\bauthors?(?:-|_|\b|name|text)|article-?author|post-?author|contributor|writer\b|redakteur|\bautor\b|\bauteur",
        ),
        (
            "timestamp",
            r"^time\b|\btime\b\.|pub(?:lish(?:ed)?)?-?_?(?:date|time)|date-?published|datepublished|timestamp|article-?date|post-?date|\bdate\b|datum|updated|article__meta-date|entry-date",
        ),
        (
            "tags",
            r"\btags?(?:-|_|\b|list)|article-?tags|post-?tags|keywords|topics?-?(?:list|links)|rel-tag|\.tag\b|schlagwort|themen",
        ),
        ("navigation", r"share|social|follow-us|toolbar"),
        ("contact", r"contact|address\b|kontakt"),
        (
            "related",
            r"related|recommend|more-(?:on|from|stories)|read-?(?:more|next|also)|also-?(?:read|like)|see-?also|mehr-zum|voir-aussi|onward|recirc|outbrain|taboola|up-?next",
        ),
        (
            "navigation",
            r"\bnav\b|^nav|footer|menu|navigation|\bheader\.?(?:-|_|\b)|masthead|sidebar-nav|search|login|skip",
        ),
        (
            "teaser",
            r"teaser|\bcard\b|story-?card|article-?card|headline-?list|listing|\bfeed\b|promo-?item|media-object|post-?item|swiper|carousel|\baside\b|sidebar|latest|widget",
        ),
    )
)
_STANDFIRST = re.compile(
    r"standfirst|\bdeck\b|\bdek\b|sub-?title|sub-?head|summary|lead\b|lede|\bintro\b|excerpt|chapeau|vorspann|entradilla|sommario|ingress|article-?desc|teaser-text"
)
_HEADING = re.compile(r"^(?:\S+ ){0,2}h[1-6]\.")
_H1 = re.compile(r"^(?:\S+ ){0,3}h1\.")
_ANY_DATE = re.compile(
    r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\d{4}[./\-年]|\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}|\bago\b|\bvor \d"
)
_NEAR = 4


def label_roles(lines: list[str], insides: list[str], gold: dict[str, Any]) -> list[str]:
    """A role for each line, from the gold where it tells and else from the names of the elements around it."""
    is_body = label_body(lines, gold["body"])
    summary = _joined("\n".join(gold.get("summary") or []))
    title = _joined(gold.get("title") or "")
    authors = [_joined(each) for each in gold.get("authors") or []]
    captions = [_joined(each.get("caption") or "") for each in gold.get("images") or []]
    credits = [_joined(credit) for each in gold.get("images") or [] for credit in each.get("authors") or []]
    tags = {_joined(each) for each in gold.get("tags") or []}
    first = next((index for index, body in enumerate(is_body) if body), len(lines))
    last = max((index for index, body in enumerate(is_body) if body), default=-1)
    roles: list[str] = []
    for index, (line, inside) in enumerate(zip(lines, insides)):
        words = _joined(line)
        near = " ".join(inside.split(" ")[:_NEAR])
        size = len(words.split())
        if not words:
            roles.append("other")
        elif index <= first + 3 and _is_title(words, title) and "headline" not in roles[-3:]:
            roles.append("headline")
        elif is_body[index]:
            is_summary = size > 4 and summary and words in summary
            roles.append("standfirst" if is_summary else "subhead" if _HEADING.match(inside) and size < 20 else "body")
        elif any(len(each) > 10 and (words in each or each in words) and size > 2 for each in captions):
            roles.append("caption")
        elif any(each and each in words and size <= len(each.split()) + 4 for each in credits):
            roles.append("credit")
        elif size < 25 and abs(index - first) < 12 and any(len(each) > 4 and each in words for each in authors):
            roles.append("byline")
        elif size <= 4 and words in tags and index > last - 3:
            roles.append("tags")
        elif size > 5 and index < first + 1 and first - index < 8 and _STANDFIRST.search(near):
            roles.append("standfirst")
        else:
            roles.append(_hinted(line, size, inside, near, abs(index - first)))
    return roles


def _hinted(line: str, size: int, inside: str, near: str, from_first: int) -> str:
    for role, pattern in _HINTS:
        where = inside if role in {"comment", "legal", "ranking", "related", "navigation"} else near
        if not pattern.search(where):
            continue
        if role == "timestamp" and not (_ANY_DATE.search(line) and size < 20):
            continue
        if role == "byline" and (size > 15 or from_first > 40):
            continue
        if role in {"tags", "credit"} and size > 12:
            continue
        return "teaser" if role in {"ranking", "related"} and size > 22 else role
    return "other"


def _is_title(words: str, title: str) -> bool:
    return len(title) > 8 and (
        words == title
        or (
            len(words) > 20
            and (words in title or title in words)
            and min(len(words), len(title)) > 0.6 * max(len(words), len(title))
        )
    )


def _joined(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
