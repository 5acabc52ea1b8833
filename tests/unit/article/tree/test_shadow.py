"""Declared shadow trees: read as browsers print them, other templates not at all."""

import time

import pytest

from dateline.article import read_article
from dateline.article.tree.shadow import open_shadows
from dateline.model import Page

_PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
]
_TEXT = "".join(f"<p>{each}</p>" for each in _PARAGRAPHS)
_NAV = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"


def _read(html: str) -> str | None:
    return read_article(Page(id="p", content=html.encode(), media_type="text/html")).text


@pytest.mark.parametrize(
    "opening",
    [
        '<template shadowrootmode="open">',
        "<TEMPLATE class=x shadowrootmode=closed>",
        '<template shadowroot="open">',
        '<template shadowmode="open" shadowdelegatesfocus>',
    ],
)
def test_article_in_a_shadow_tree_is_read(opening: str) -> None:
    head = f"<title>Ferry stops</title>{_NAV}<x-story>{opening}<style>p{{}}</style>"
    html = f"{head}<h1>Ferry stops</h1>{_TEXT}</template></x-story>"
    assert _read(html) == "\n\n".join(["Ferry stops", *_PARAGRAPHS])


def test_what_the_host_holds_follows() -> None:
    shadow = "<template shadowrootmode=open><h1>Ferry stops</h1><slot></slot></template>"
    html = f"{_NAV}<x-story>{shadow}{_TEXT}</x-story>"
    assert _read(html) == "\n\n".join(["Ferry stops", *_PARAGRAPHS])


def test_a_shadow_tree_within_a_line_leaves_it_whole() -> None:
    word = "<x-tip><template shadowrootmode=open><span><slot></slot></span></template>ferry</x-tip>"
    html = f"<h1>Ferry stops</h1>{_TEXT.replace('ferry', word)}"
    assert _read(html) == "\n\n".join(["Ferry stops", *_PARAGRAPHS])


def test_other_templates_are_not_read() -> None:
    html = f"<h1>Ferry stops</h1>{_TEXT}<template><p>Never shown, in {_PARAGRAPHS[0]}</p></template>"
    assert open_shadows(html) is html
    inner = "<template><template shadowrootmode=open><p>Never shown.</p></template></template>"
    assert open_shadows(inner) == inner
    marked = "<template data-shadowroot=open><p>Never shown.</p></template>"
    assert open_shadows(marked) == marked


@pytest.mark.parametrize("text", ["<script>x = '{0}'</script>", "<!-- {0} -->", "<textarea>{0}</textarea>"])
def test_tags_that_are_text_stay(text: str) -> None:
    told = text.format("<template shadowrootmode=open>") + "<b>x</b>"
    assert open_shadows(told) == told


@pytest.mark.parametrize(
    "part", ["<template shadowmode=open>", "<template ", "</template", "<!--", "<script ", "<style></styl"]
)
def test_time_is_linear(part: str) -> None:
    started = time.process_time()
    open_shadows("<template shadowmode=open>" + part * 100_000)
    assert time.process_time() - started < 2
