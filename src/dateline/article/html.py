"""Pages in HTML: one pass over the tree, a role for every visible block, then the fields."""

from dateline.article.blocks import Markup, read_markup
from dateline.article.draft import Draft, DraftBlock
from dateline.article.fields import gather_fields
from dateline.article.headline import find_headline, outlet_names
from dateline.article.marks import load_marks
from dateline.article.structured import read_structured


def read_html(html: str, *, url: str | None = None) -> Draft:
    """The draft of a page from its decoded HTML. url: where it was saved, for dates and relative addresses."""
    markup = read_markup(html)
    structured = read_structured(markup)
    names = outlet_names(structured, url)
    headline = find_headline(markup, structured, names)
    blocks = _roles(markup, headline.block)
    return Draft(blocks=blocks, fields=gather_fields(markup, structured, headline, blocks, names, url))


def _roles(markup: Markup, headline: int | None) -> list[DraftBlock]:
    marks = load_marks()
    bad = marks.bit("navigation", "footer", "sidebar", "related", "ranking", "promotion", "comment", "consent", "advert", "share", "form", "breadcrumb", "tags")
    tell = {"caption": marks.bit("caption"), "credit": marks.bit("credit"), "byline": marks.bit("byline"), "timestamp": marks.bit("timestamp")}
    blocks = []
    for index, raw in enumerate(markup.blocks):
        block = DraftBlock(text=raw.text)
        mask, at, tags = 0, raw.element, []
        while at >= 0:
            element = markup.elements[at]
            if element.tag not in ("body", "html"):
                mask |= element.marks
            tags.append(element.tag)
            at = element.parent
        own = markup.elements[raw.element].marks
        words = len(raw.text.split())
        if index == headline:
            block.role = "headline"
        elif "nav" in tags or "aside" in tags or "footer" in tags[1:] or mask & bad or raw.link_chars > 0.5 * len(raw.text):
            block.role = "other"
        elif "figcaption" in tags:
            block.role = "credit" if own & tell["credit"] else "caption"
        elif own & tell["byline"] and words < 20:
            block.role = "byline"
        elif own & tell["timestamp"] and words < 20:
            block.role = "timestamp"
        elif tags[0] in ("h2", "h3", "h4") and headline is not None and index > headline:
            block.role = "subhead"
        elif words >= 8 and tags[0] in ("p", "div", "blockquote", "li", "td"):
            block.role = "body"
        blocks.append(block)
    return blocks
