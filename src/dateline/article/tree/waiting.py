"""Text that waits for a script to show it: in templates, scripts and text fields as markup, in data as `state` has it.

Asked only where a page that was saved before its scripts ran shows no article. Nothing is run: what has an article's
measure of sentences is put where it stands.
"""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dateline.article.tree.bound import bound_nesting
from dateline.article.tree.frames import children, words_shown
from dateline.article.tree.given import Html, holds
from dateline.article.tree.state import state_markup
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

_SIGNS = ("<template", "<textarea", "<script", "<noframes", "<TEMPLATE", "<TEXTAREA", "<SCRIPT", "<NOFRAMES")
_HOLDERS = "template, textarea, noframes, script[type]"
_MOST, _LONGEST, _LEAST_WORDS = 100, 2_000_000, 80


def may_wait(html: Html) -> bool:
    """Whether a page has elements in which markup may wait."""
    return any(holds(html, sign) for sign in _SIGNS)


def show_waiting(tree: LexborHTMLParser) -> None:
    """Put markup that waits in the place of the element that holds it, and what data hold at its head."""
    types = shared_data().resource("article-waiting", _build)
    found = False
    for holder in tree.css(_HOLDERS)[:_MOST]:
        if holder.tag == "script" and not types.search(holder.attributes.get("type") or ""):
            continue
        held = _held_in(holder)
        if not _LEAST_WORDS <= len(held) <= _LONGEST:
            continue
        inner = LexborHTMLParser(bound_nesting(f"<div>{held}</div>"))
        box = inner.body.first_child if inner.body is not None else None
        if box is not None and words_shown(inner) >= _LEAST_WORDS:
            holder.replace_with(box)
            found = True
    if not found:
        _show_state(tree)


def _show_state(tree: LexborHTMLParser) -> None:
    scripts = [(each.attributes.get("type") or "", each.text() or "") for each in tree.css("script")]
    titles = [each.text() or "" for each in tree.css("head title, h1")]
    titles += [each.attributes.get("content") or "" for each in tree.css("meta[property='og:title']")]
    markup = state_markup([(kind.lower(), text) for kind, text in scripts if "ld+json" not in kind], titles)
    if markup is None or tree.body is None:
        return
    inner = LexborHTMLParser(bound_nesting(markup))
    for child in list(children(inner.body)):
        first = tree.body.first_child
        if first is None:
            tree.body.insert_child(child)
        else:
            first.insert_before(child)


def _held_in(holder: Any) -> str:
    """The markup that an element holds: a template's as it is written out, another's text."""
    if holder.tag != "template":
        text = holder.text() or ""
        return text if "<" in text else ""
    written = holder.html or ""
    return str(written.removeprefix(_opening(written)).removesuffix("</template>"))


def _opening(written: str) -> str:
    """The start tag that opens written markup; signs in the values of its attributes end it not."""
    quoted = False
    for at, sign in enumerate(written):
        if sign == '"':
            quoted = not quoted
        elif sign == ">" and not quoted:
            return written[: at + 1]
    return ""


def _build(language: Language) -> re.Pattern[str]:
    return re.compile(alternatives(language.table("article/waiting.toml")["scripts"]["types"]), re.IGNORECASE)
