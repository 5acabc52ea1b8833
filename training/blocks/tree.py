"""A page's tree as plain values, to be changed and printed as HTML again."""

from html import escape
from typing import Any

import msgspec

from dateline.article.tree.markup import Markup

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
# Nothing within these has a place among the elements that the reader keeps.
_UNREAD = frozenset({"script", "style", "svg"})


class Node(msgspec.Struct):
    """An element. place: its index among `Markup.elements`, -1 for one that the reader does not keep or that was made.

    children: elements and stretches of text, in order.
    """

    tag: str
    attributes: dict[str, str | None]
    children: list["Node | str"]
    place: int = -1


def tree_of(markup: Markup) -> Node:
    """The tree of a page just read, its elements numbered as the reader numbers them."""
    top = Node("top", {}, [])
    count = 0
    # What is left to do: a parser's node, the element it goes into, whether it is kept.
    waiting: list[tuple[Any, Node, bool]] = [(markup.tree.root, top, True)]
    while waiting:
        raw, home, kept = waiting.pop()
        tag = raw.tag or "unknown"
        if tag == "-text":
            home.children.append(raw.text_content or "")
            continue
        if tag[0] in "-!_":
            continue
        node = Node(tag, dict(raw.attributes), [], count if kept else -1)
        count += kept
        home.children.append(node)
        inner = []
        child = raw.first_child
        while child is not None:
            inner.append((child, node, kept and tag not in _UNREAD))
            child = child.next
        waiting += reversed(inner)
    root = top.children[0]
    assert isinstance(root, Node)
    return root


def print_tree(root: Node) -> str:
    """HTML that reads as the same tree."""
    out = ["<!DOCTYPE html>"]
    waiting: list[Node | str] = [root]
    raw = 0
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if each.startswith("\x00"):  # a closing tag, put there below
                out.append(each[1:])
                raw -= each[3:-1] in _RAW
            else:
                out.append(each if raw else escape(each, quote=False))
            continue
        told = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in each.attributes.items()
        )
        out.append(f"<{each.tag}{told}>")
        if each.tag in _VOID:
            continue
        raw += each.tag in _RAW
        waiting.append(f"\x00</{each.tag}>")
        waiting += reversed(each.children)
    return "".join(out)


def copy_tree(node: Node) -> Node:
    """A copy that shares nothing with the original."""
    return Node(
        node.tag,
        dict(node.attributes),
        [copy_tree(child) if isinstance(child, Node) else child for child in node.children],
        node.place,
    )


def parents_of(root: Node) -> dict[int, Node]:
    """For each element that the reader keeps, by its place, the element around it."""
    found: dict[int, Node] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for child in node.children:
            if isinstance(child, Node):
                if child.place >= 0:
                    found[child.place] = node
                waiting.append(child)
    return found


def elements_of(root: Node) -> list[Node]:
    """All elements in page order, the root first."""
    found: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [child for child in reversed(node.children) if isinstance(child, Node)]
    return found
