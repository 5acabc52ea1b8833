"""`python -m tests.conformance.native_readings`: a line a page, its name and the digest of what is read of it.

Run once with the parts in C and once without (`DATELINE_NATIVE`), it must print the same.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.article import read_article
from dateline.model import Page

ROOT = Path(__file__).parents[2]
TAGS = (
    "p",
    "div",
    "span",
    "a",
    "b",
    "li",
    "ul",
    "h1",
    "h2",
    "table",
    "tr",
    "td",
    "br",
    "article",
    "nav",
    "figure",
    "img",
    "figcaption",
    "time",
    "script",
    "style",
    "noscript",
    "svg",
    "x-card",
    "button",
    "pre",
    "header",
    "dialog",
    "link",
    "meta",
    "template",
    "math",
    "title",
    "blockquote",
    "select",
    "option",
    "amp-img",
    "annotation-xml",
)
ATTRIBUTES = (
    "class='byline top'", "class=caption", "id='nav-1'", "hidden", "style='display: none'", "href='/quay'",
    "src=/q.jpg",
    "itemprop=author", "role=note", "alt='The quay'", "datetime=2024-05-08", "class", "content='Quay shut'", "open",
    "name=description", "rel=author", "src='DATA:image/gif;base64,xx' data-src=/r.jpg", "type='application/ld+json'",
    "data-component=credit", "xlink:href=x", "class='a' class='b'", "property=og:title", "style", "\ufffd=1", "Ж=2",
)  # fmt: skip
WORDS = (
    "The quay is shut. ", "By Orla Venn", "8 May 2024", "Most read", " ", "\u00a0", "\n\n", "Гавань закрыта, ",
    "市長。「",
    "\u00ad", "\u200b", "\x00", "İSTANBUL ßtraße ", "Subscribe to read on", "A\u2028B", "© Lowmark | News", "12 of 14",
    "{\"@type\": \"NewsArticle\"}", "&amp;", "&#0;", "&", "<", "<!-- no -->", "\U0001f30a", "e\u0301",
)  # fmt: skip


def any_page(draw: random.Random, size: int) -> bytes:
    """Markup of chance, some of it damaged."""
    pieces = []
    for _ in range(size):
        chosen = draw.random()
        if chosen < 0.35:
            told = " ".join(draw.choice(ATTRIBUTES) for _ in range(draw.choice((0, 0, 1, 2, 4))))
            pieces.append(f"<{draw.choice(TAGS)} {told}>")
        elif chosen < 0.55:
            pieces.append(f"</{draw.choice(TAGS)}>")
        else:
            pieces.append(draw.choice(WORDS))
    content = "".join(pieces).encode()
    if draw.random() < 0.2 and content:
        damaged = bytearray(content)
        for _ in range(20):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        content = bytes(damaged)
    return content


def hostile_pages() -> Iterator[tuple[str, bytes]]:
    """Pages made to break what reads them."""
    yield "empty", b""
    yield "bare", b"The quay is shut."
    yield "deep", b"<div>" * 50_000 + b"The quay is shut." + b"</div>" * 50_000
    yield "deep mixed", b"<b><i><a href=x><p>word " * 4_000
    yield "deep svg", b"<svg>" + b"<g>" * 3_000 + b"<title>t</title><foreignObject><p>The quay"
    yield "big attribute", b"<p class='" + b"byline " * 300_000 + b"' id='" + b"x" * 2_000_000 + b"'>The quay is shut."
    yield "many attributes", b"<p " + b" ".join(b"a%d=%d" % (at, at) for at in range(20_000)) + b">The quay is shut."
    yield "long tag", b"<" + b"x-" * 100_000 + b">The quay</p><p>is shut"
    yield "long names", b"<p " + b"y" * 100_000 + b"=1 class=caption>The quay"
    yield "long text", b"<p>" + b"The quay is shut. " * 200_000
    yield "one word", b"<p>" + b"quay" * 500_000
    yield "spaces", b"<p>quay" + b" \t\n" * 500_000 + b"shut"
    yield "breaks", b"<div>" + b"quay<br>" * 20_000 + b"<br><br>shut"
    yield "pieces", b"<p>" + b"<span>quay </span>" * 60_000
    yield "apart", b"<div>" + b"<span class=byline>By Orla Venn</span> <time>8 May</time> " * 3_000
    yield "cells", b"<table>" + b"<tr><td>1<td>2" * 20_000
    yield "blocks", b"<p>quay" * 40_000
    yield "scripts", b"<script type='application/ld+json'>{</script>" * 3_000 + b"<p>The quay is shut."
    yield "open script", b"<p>The quay<script>" + b"var quay;" * 1_000
    yield "nothing but nul", b"\0" * 100_000
    yield "nul", b"<p cl\0ass=by\0line>The\0quay</\0p><\0>" * 1_000
    yield "bad utf-8", b"<p class='\xff\xfe\xc3'>\xf0\x9f\x92 quay \xed\xa0\x80 \xc3(</p><\xc3\xa9\xff a\xff=b>" * 1_000
    yield "utf-16", "<p class=byline>The quay is shut.</p>".encode("utf-16") * 500
    yield (
        "other charset",
        "<meta charset=windows-1251><p>Гавань закрыта до субботы, сказал смотритель.".encode("cp1251"),
    )
    yield "wide", ("<p>" + "Гавань 市長 \U0001f30a quay. " * 20_000).encode()
    yield "frames", b"<iframe srcdoc='<p>The quay is shut.'></iframe>" * 500
    yield "templates", b"<template shadowrootmode=open><p>The quay is shut.</template>" * 500
    yield (
        "ten megabytes",
        b"<p class='text'>The ferry would not sail, <a href=/quay>the office</a> said.</p>\n" * 120_000,
    )


def pages() -> Iterator[tuple[str, bytes]]:
    """Every sample page and every test's page, pages of chance, and hostile ones."""
    for folder in ("examples", "tests"):
        for path in sorted((ROOT / folder).rglob("*.htm*")):
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for seed in range(400):
        draw = random.Random(seed)
        yield f"any {seed}", any_page(draw, draw.choice((5, 40, 200, 1_500)))
    yield from hostile_pages()


def digest(content: bytes) -> str:
    """Of all that is read of a page."""
    page = Page(id="page", content=content, media_type="text/html", url="https://lowmark.example/2024/05/quay")
    return hashlib.sha256(msgspec.json.encode(read_article(page))).hexdigest()


if __name__ == "__main__":
    for name, content in pages():
        print(f"{name}\t{digest(content)}")
