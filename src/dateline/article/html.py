"""Pages in HTML: one pass over the tree, a role for every visible block, then the fields."""

import numpy as np

from dateline.article.body.bare import MOST_CONFIDENCE, bare_body, is_bare
from dateline.article.body.brief import BEYOND_BRIEF, SURELY_BEYOND
from dateline.article.body.choose import choose_body
from dateline.article.body.doubted import settle_doubt
from dateline.article.body.joins import judge_crowd
from dateline.article.body.steps import tells_steps
from dateline.article.draft import BODY_ROLES, Draft, DraftBlock
from dateline.article.fields.gather import gather_fields
from dateline.article.fields.images import gather_images
from dateline.article.kind.front import tell_first_card
from dateline.article.kind.genre import is_likely_article, prints_day
from dateline.article.kind.tell import tell_kind
from dateline.article.learned.blocks import body_probability
from dateline.article.learned.confidence import body_confidence
from dateline.article.learned.features import measure_blocks
from dateline.article.lines.walls import find_wall, is_cut_off, is_paywalled
from dateline.article.names.headline import Headline, find_headline
from dateline.article.names.sites import outlet_names
from dateline.article.publication.find import declared_day
from dateline.article.publishers import apply_roles, declared_body, declared_headline, find_layout
from dateline.article.roles import assign_roles, tell_meta_lines
from dateline.article.saved.archived import Restored, restore
from dateline.article.saved.flat import flat_body, is_flat
from dateline.article.saved.sourced import own_address, saving_lines
from dateline.article.saved.unseen import SURE, add_unseen, unseen_paragraphs
from dateline.article.saved.viewed import page_viewed
from dateline.article.structured import read_structured
from dateline.article.tree.given import Html
from dateline.article.tree.read import read_markup
from dateline.article.tree.waiting import may_wait
from dateline.language.archives import original_of

# From this probability on a block is text; that of a line that is none.
_BODY, _OUT = 0.5, 0.05

# Where a page's own metadata stand.
_TOLD = ("json-ld", "microdata", "meta")

# Kinds of pages that may be waiting for their scripts.
_SHOWS_NOTHING = ("empty", "other")


def read_html(html: Html, *, url: str | None = None) -> Draft:
    """The draft of a page from its HTML.

    url: where it was saved, for dates and relative addresses.
    """
    if (viewed := page_viewed(html, url)) is not None:
        html, url = viewed.html, viewed.url
    page = restore(html, url)
    draft = _read(page)
    if draft.kind in _SHOWS_NOTHING and may_wait(page.html):
        waiting = _read(page, waiting=True)
        if waiting.kind == "article":
            waiting.fields.note("text", "script", SURE)
            waiting.fields.confidence["body"] = min(SURE, waiting.fields.confidence["body"])
            return waiting
    return draft


def _read(page: Restored, *, waiting: bool = False) -> Draft:
    """The draft of a page as it was before an archive. waiting: what scripts would have shown is read, too."""
    url = page.url
    markup = read_markup(page.html, without=page.put_in, waiting=waiting)
    if page.held is None:
        url = own_address(markup, url)
    structured = read_structured(markup)
    names = outlet_names(structured, markup)
    headline = find_headline(markup, structured, names)
    day = declared_day(structured)
    layout = find_layout(url, day)
    declared = declared_headline(markup, layout) if layout else None
    if declared is not None:
        words = markup.blocks[declared].text
        headline = Headline(words, declared, "publisher", 1.0, words)
    features = measure_blocks(markup, structured, headline.block)
    judged = body_probability(features.matrix, features.mass, features.groups)
    judged = judge_crowd(markup, features.mass, judged)
    dated = day is not None or prints_day(markup, headline.block)
    settled = choose_body(markup, structured, features, judged, headline.block, names, dated=dated)
    least = BEYOND_BRIEF if is_likely_article(structured, dated=dated) else SURELY_BEYOND
    steps = tells_steps(markup, structured, settled)
    opinion = settle_doubt(markup, features, judged, settled, headline.block, least=least, steps=steps)
    body, bounds = opinion.body, opinion.bounds
    emptied = body is not settled and not (body >= _BODY).any()
    if is_flat(markup):
        body = flat_body(markup)
    saving = saving_lines(markup)
    body[saving] = np.minimum(body[saving], _OUT)
    bare = is_bare(markup, features, body)
    if bare:
        body = bare_body(body)
    if layout:
        body = declared_body(markup, layout, body)
    context, blocks = assign_roles(markup, structured, features, body, headline.block, names)
    if layout:
        apply_roles(markup, layout, blocks)
    unseen = unseen_paragraphs(structured, blocks, markup.title)
    kind = "article" if unseen else tell_kind(markup, structured, blocks, features, bare=bare, address=url)
    if kind == "index":
        tell_first_card(markup, blocks, url)
    fields = gather_fields(markup, structured, headline, blocks, names, url)
    told = original_of(fields.canonical_url) if page.held is not None else None
    if told is not None:
        fields.canonical_url = told.url  # a canonical address that leads into the archive, too
    if page.held is not None and fields.canonical_url is None:
        fields.canonical_url = page.held.url
        fields.note("canonical_url", "archive", 0.9, page.held.url)
    if page.held is None and url != page.url and url and fields.canonical_url is None:
        fields.canonical_url = url
        fields.note("canonical_url", "visible", 0.85, url)
    fields.images = gather_images(markup, blocks, url)
    wall = find_wall(blocks)
    fields.paywalled = is_paywalled(markup, structured, wall)
    fields.truncated = markup.cut or is_cut_off(structured, blocks, wall, paywalled=fields.paywalled)
    places = body_places(blocks)
    if body is settled and not saving and places == opinion.chosen:
        confidence = opinion.confidence  # as on most pages
    else:
        confidence = body_confidence(features, judged, body, places)
    fields.confidence["body"] = min(MOST_CONFIDENCE if bare else 1.0, max(bounds[0], min(bounds[1], confidence)))
    if kind == "article":
        tell_meta_lines(context, features, fields, blocks)
    if unseen:
        blocks = add_unseen(blocks, unseen)
        fields.note("text", "json-ld", SURE)
        fields.confidence["body"] = SURE
    draft = Draft(blocks=blocks, fields=fields, kind=kind)
    if kind != "article":
        # A page whose text did not come with it was still published when it says.
        _clear(draft, dated=emptied)
    return draft


def body_places(blocks: list[DraftBlock]) -> list[int]:
    """Places of the blocks that are the article's text: its body and its standfirst."""
    return [index for index, block in enumerate(blocks) if block.role in BODY_ROLES or block.role == "standfirst"]


def _clear(draft: Draft, *, dated: bool) -> None:
    """A page that is no article has no article's fields, and nothing on it is body.

    What machines are told of the page's own time stays true of a picture's or a video's page. dated: so does what it
    prints.
    """
    fields = draft.fields
    own = draft.kind in ("other", "empty")
    dates = [name for name in ("published", "modified") if not (own and (dated or fields.found_by.get(name) in _TOLD))]
    for name in ("headline", "standfirst", *dates):
        setattr(fields, name, None)
    fields.authors, fields.images, fields.tags = (), (), ()
    fields.paywalled = fields.truncated = False
    for name in ("headline", "standfirst", *dates, "authors", "tags"):
        for told in (fields.found_by, fields.raw, fields.confidence):
            told.pop(name, None)
    if draft.kind == "index":
        title = next((block.text for block in draft.blocks if block.role == "headline"), None)
        if title and fields.section is None:
            fields.section = title
            fields.found_by["section"] = "visible"
            fields.confidence["section"] = 0.7
    for block in draft.blocks:
        if draft.kind == "index" and block.role in ("byline", "timestamp", "caption", "credit", "correction"):
            block.role = "teaser"
        if block.role in BODY_ROLES or block.role in ("standfirst", "headline"):
            if draft.kind == "index":
                block.role = "teaser" if block.role != "headline" else "masthead"
            elif draft.kind == "consent":
                block.role = "legal"
            else:
                block.role = "other"
