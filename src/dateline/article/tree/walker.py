"""The walk in C made ready: what it needs of the tables of tags and marks, and of the parser.

It calls the parser's own functions by name, which selectolax's library shows to whoever loads it; what they take and
give is no promise of selectolax's. So only releases that were tried are walked in C, and only after a page of our own
was walked both ways with the same outcome (`read.native_walker`).
"""

from collections.abc import Callable, Mapping
from typing import Any

import selectolax
from selectolax import lexbor

from dateline.article.native import native
from dateline.article.tree.marks import LONGEST, load_marks, marks_of
from dateline.article.tree.markup import Element, PageImage, RawBlock
from dateline.article.tree.parted import BREAK

# Releases whose parser was walked in C with the outcome of the walk in Python, over all pages of the evaluation sets.
TRIED = frozenset({"1.0.2"})
# A page that has something of all that a walk comes upon.
SPECIMEN = """<!DOCTYPE html><html lang=en><head><title>Quay</title>
<meta property="og:title" content="Quay shut"></head><body>
<script type="application/ld+json">{"name": "Quay"}</script><svg><title>No</title></svg><!-- Nor this -->
<div class="top nav">Lowmark<br>Harbour<br><br>News</div><my-part itemprop=name content=x>Part</my-part>
<p id=lead role=note>The \u201cquay\u201d is&shy; shut <b>now</b>, <a href="/a">see</a><a href="/b">here</a>.</p>
<figure><img src="/q.jpg" alt="Quay"><figcaption><span class=caption>The quay</span> <span class=credit>O. Venn</span>
</figcaption></figure><pre>One\n\nTwo</pre><p style="display:none">Hidden</p><p hidden>Too</p><button>On</button>
<table><tr><td>1<td>2</table><dialog>Off</dialog>
<time datetime="2024-05-08">8 May</time> \u0416\u0438\u0437\u043d\u044c"""


def make_walker(
    tags: Mapping[str, tuple[int, int, bool, bool, bool]],
    hiding: Callable[[str], object],
) -> Any:
    """The walk in C, not yet compared with that in Python; None where it is not to be had.

    tags: what a tag alone tells. hiding: whether a style hides.
    """
    built = native()
    if built is None or selectolax.__version__ not in TRIED:
        return None
    marks = load_marks()
    try:
        return built.Walker(
            library=lexbor.__file__,
            tags=dict(tags),
            element=Element,
            block=RawBlock,
            image=PageImage,
            marks_of=lambda words: marks_of(words[:LONGEST]),
            hiding=hiding,
            broken=BREAK,
            hidden=marks.bit("hidden"),
            own_line=marks.bit("credit"),
            figure=marks.bit("figure", "caption"),
            meta_marks=marks.bit("byline", "timestamp", "caption", "credit"),
        )
    except LookupError:  # a parser that shows its functions to nobody, or structs of another layout
        return None
