"""Declared shadow trees: what stands in such a template is printed, at the head of the element that holds it.

SingleFile and sites rendered by a server write `<template shadowrootmode="open">` (HTML Standard, "declarative shadow
DOM"), Chrome's MHTML `shadowmode`, older pages `shadowroot`. The parser keeps what a template holds out of the tree, so
its tag is renamed before. What the host itself holds follows, whichever slot it is meant for: most shadow trees are
a frame around one slot, and moving it for the others would copy half the page.
"""

import re

TAG = "shadow-tree"
# Asked first: an expression that starts with a tag is slow on a page without any of these words.
_WORD, _ENDS = "shadow", ("root", "mode", "Root")
_SIGN = re.compile(r"<template\s[^<>]{0,400}?\bshadow(?:root)?(?:mode)?\s*=", re.IGNORECASE)
# Templates open and close; comments, scripts and styles hold no tags.
_PART = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)\b|\Z)"
    r"|<template\b(?P<told>[^<>]*)>|(?P<end></template\b[^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_DECLARES = re.compile(r"(?<![\w-])shadow(?:root)?(?:mode)?\s*=\s*[\"']?(?:open|closed)", re.IGNORECASE)


def open_shadows(html: str) -> str:
    """The page with the templates that declare a shadow tree as elements of their own; the same page without such.

    A template within one that declares none stays unread with it.

    >>> open_shadows('<x-story><template shadowrootmode="open"><slot></slot></template><p>Rain.</p></x-story>')
    '<x-story><shadow-tree><slot></slot></shadow-tree><p>Rain.</p></x-story>'
    """
    if not _names_one(html) or not _SIGN.search(html):
        return html
    out: list[str] = []
    declared: list[bool] = []
    at = 0
    for part in _PART.finditer(html):
        if part["told"] is not None:
            opens, new = all(declared[-1:]) and bool(_DECLARES.search(part["told"])), f"<{TAG}>"
            declared.append(opens)
        elif part["end"] and declared:
            opens, new = declared.pop(), f"</{TAG}>"
        else:
            continue
        if opens:
            out += (html[at : part.start()], new)
            at = part.end()
    out.append(html[at:])
    return "".join(out)


def _names_one(html: str) -> bool:
    """Whether one of the words of such templates stands on the page."""
    at = html.find(_WORD)
    while at >= 0:
        if html.startswith(_ENDS, at + len(_WORD)):
            return True
        at = html.find(_WORD, at + len(_WORD))
    return False
