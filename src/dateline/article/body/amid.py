"""What stands amid a body: code that belongs to it; galleries, charts, asides, links and bare headings that do not.

All look at the blocks that the model left in the body and change its probabilities in place. Each was kept for what it
gained on pages of several sets; none is about one site.
"""

import itertools
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import distance_columns
from dateline.article.lines.pointers import is_hanging_label, slide_number
from dateline.article.lines.walls import is_wall
from dateline.article.names.headline import retells
from dateline.article.tree.chosen import places_among, places_from, sum_at
from dateline.article.tree.marks import mark_bit
from dateline.article.tree.markup import PRE, Markup, is_heading, lies_in

Floats = npt.NDArray[np.float32]

_BODY = 0.5
_OUT, _IN = 0.3, 0.51
# What is left of the article where a part of another kind is taken out of it.
_LEAST_LEFT = 80
# Code amid the text is the article's down to this; of the train pages' lines of code below one half, two in three are.
_LEAST_CODE = 0.1
# "3/50 Ferry sold": a picture of a gallery. At least so many of one count.
_LEAST_SLIDES = 3
# Labels of a chart's axes: so many lines on end, each of so few characters, most of them a bare number or a year. Grids
# of figures have words among them.
_LEAST_LABELS, _LONGEST_LABEL, _NUMBERED = 10, 10, 0.8
_LABEL_TAGS = frozenset({"p", "div", "span"})
_NUMBER = re.compile(r"(?=\D*\d)[\W\d]*$")
# A heading at the very end, before what is no text: so many words (of a mere label fewer, longer ones are sentences),
# so sure at most, so many of them one after the other.
_HANGING_WORDS, _LABEL_WORDS, _HANGING_SURE, _MOST_HANGING = 10, 6, 0.95, 3
# A first heading surer than this asks what the headline asks, and is answered below.
_RETOLD_SURE = 0.7
# A headline of so many characters that stands again as a line of its own is no paragraph.
_LEAST_TOLD, _QUOTED_SIGNS = 20, " .\"“”„«»'‘’"
_ENDS_SENTENCE = ".!?…。"
# An aside or a form amid the article holds at most so much of the text; more of it where it is a ticker, many of whose
# lines open with a clock. Lists in an aside may be the article's contents.
_BESIDE = frozenset({"aside", "form"})
_BESIDE_REACH = 11
_BESIDE_SHARE, _TICKER_SHARE, _LEAST_CLOCKS = 0.3, 0.7, 4
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b")
# Lists of links: so much of each item (of a line by itself, nearly all), so many words an item, this sure at most. A
# line before them that is no sentence of so many words introduces them.
_LIST_LINKED, _LINE_LINKED, _LIST_WORDS, _LIST_SURE, _INTRODUCTION = 0.5, 0.95, 5, 0.85, 8
# What many countries register names under.
_UNDER_COUNTRIES = frozenset(("ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "ne", "net", "or", "org"))
_ENDS_QUOTED = '.!?…"”»“'
# A summary: so many sentences in a list among the first blocks of the body, so many words before it at most.
# Two sentences are a summary down to a lower chance.
_SUMMARY_REACH, _LEAST_SUMMARY, _MOST_SUMMARY, _SUMMARY_BEFORE, _PAIR_SURE = 4, 2, 6, 60, 0.7
# A note on an author: among so many last blocks, after so many others, so many words long, so many characters before
# the name. On the train pages' end eight such in ten are none of the gold body.
_MOST_NOTES, _LEAST_BEFORE_NOTE, _LONGEST_NOTE, _BEFORE_NAME = 3, 3, 90, 25
# What a subscription gives stands in one box with the line that asks for it.
_BOX_STEPS, _BOX_WORDS, _BOX_OPENING = 5, 250, 60
BEFORE_BOX = 3  # The line stands so few blocks before the body at most.
_BOX_BLOCKS = 200
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LONGEST_OFFER = 120
_NO_BOX = frozenset({"body", "html", "main", "article"})


def drop_parts(
    markup: Markup, matrix: Floats, mass: Floats, body: Floats, headline: int | None, signs: list[int]
) -> None:
    """Parts of a page that an article stands around: galleries, charts, asides, forms, offers of a subscription.

    signs: the places of the lines about the body that may ask for one.
    """
    _drop_gallery(markup, mass, body, headline)
    _drop_chart_labels(markup, body)
    _drop_beside(markup, matrix, mass, body, headline)
    if signs:
        _drop_walled(markup, mass, body, signs)


def drop_loose(
    markup: Markup, mass: Floats, body: Floats, headline: int | None, *, article: bool, authors: Sequence[str]
) -> None:
    """Links and headings that no text goes with, and notes on the authors. article: the page is likely one."""
    if article:
        _drop_links(markup, body)
        _drop_summary(markup, mass, body, headline)
    _drop_retold(markup, body, headline)
    _drop_hanging(markup, body)
    if authors:
        _drop_author_notes(markup, body, authors)


def join_code(markup: Markup, body: Floats) -> None:
    """Preformatted lines between two blocks of the body are body, unless they are very unlikely."""
    elements, blocks = markup.elements, markup.blocks
    inside = places_from(body, _BODY)
    for index in places_from(body, _LEAST_CODE, _BODY):
        if elements[blocks[index].element].flags & PRE and inside[0] < index < inside[-1]:
            body[index] = _IN


def _drop_gallery(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """A gallery with numbered pictures amid an article: what stands in the smallest element around all of them goes.

    Only where an article is left that begins before it, and the headline is not in there with the pictures.
    """
    counts: dict[str, list[int]] = {}
    inside = places_from(body, _BODY)
    for index in inside:
        text = markup.blocks[index].text
        slide = slide_number(text) if text[:5].strip()[:1].isdigit() else None
        if slide and 0 < int(slide[0]) <= int(slide[1]):
            counts.setdefault(slide[1], []).append(index)
    for slides in counts.values():
        if len(slides) < _LEAST_SLIDES:
            continue
        home = _home(markup, slides)
        within = [index for index in inside if body[index] >= _BODY and lies_in(markup, index, home)]
        if not within:
            continue
        left = sum_at(mass, inside) - sum_at(mass, within)
        if left < _LEAST_LEFT or inside[0] == within[0] or (headline is not None and lies_in(markup, headline, home)):
            continue
        body[within] = np.minimum(body[within], _OUT)
        inside = [index for index in inside if body[index] >= _BODY]


def _drop_chart_labels(markup: Markup, body: Floats) -> None:
    """Runs of next to nothing, most of it numbers: what a chart that is drawn with text prints along its axes."""
    inside = places_from(body, _BODY)
    if sum([len(markup.blocks[index].text) <= _LONGEST_LABEL for index in inside]) < _LEAST_LABELS:
        return
    run: list[int] = []
    for index in (*inside, len(markup.blocks)):
        if index < len(markup.blocks) and _is_label(markup, index):
            run.append(index)
            continue
        numbers = sum(_NUMBER.match(markup.blocks[each].text) is not None for each in run)
        if len(run) >= _LEAST_LABELS and numbers >= _NUMBERED * len(run):
            body[run] = np.minimum(body[run], _OUT)
        run = []


def _drop_walled(markup: Markup, mass: Floats, body: Floats, signs: list[int]) -> None:
    """What a subscription gives goes with the line that asks for one: a box that opens with it, and no more."""
    inside = places_from(body, _BODY)
    whole = sum_at(mass, inside)
    near = range(inside[0] - BEFORE_BOX, inside[-1]) if inside else ()
    seen: dict[int, range] = {}
    for wall in signs:
        text = markup.blocks[wall].text
        if wall not in near or len(text) > _LONGEST_OFFER or not is_wall(text):
            continue
        at = markup.blocks[wall].element
        for _ in range(_BOX_STEPS):
            at = markup.elements[at].parent
            if at < 0 or markup.elements[at].tag in _NO_BOX:
                break
            box = seen.get(at, range(0))
            if wall not in box:
                box = seen[at] = _box(markup, wall, at)
            if len(box) > _BOX_BLOCKS:
                break
            chosen = [index for index in box if body[index] >= _BODY]
            words = sum_at(mass, chosen)
            opening = [markup.blocks[index].text for index in box if index < wall]
            if words > _BOX_WORDS or whole - words < _LEAST_LEFT or any(len(text) > _BOX_OPENING for text in opening):
                break
            body[chosen] = np.minimum(body[chosen], _OUT)
            whole -= words


def _drop_beside(markup: Markup, matrix: Floats, mass: Floats, body: Floats, headline: int | None) -> None:
    """Asides (pulled quotations, boxes, tickers) and forms are no part of the article that stands around them."""
    columns, inside = distance_columns(), places_from(body, _BODY)
    near = {
        index
        for tag in _BESIDE
        for index in places_among(matrix[:, columns[f"tag_{tag}"]], inside, 0, _BESIDE_REACH + 1)
    }
    if not near:
        return
    whole = sum_at(mass, inside)
    around: dict[int, list[int]] = {}
    for index in sorted(near):
        outer = _outermost(markup, markup.blocks[index].element)
        if outer >= 0:
            around.setdefault(outer, []).append(index)
    left = whole
    for outer, chosen in around.items():
        words = sum_at(mass, chosen)
        if left - words < _LEAST_LEFT or (headline is not None and lies_in(markup, headline, outer)):
            continue
        if words > (_TICKER_SHARE if _is_ticker(markup, chosen, outer) else _BESIDE_SHARE) * whole:
            continue
        if markup.elements[outer].tag == "aside":
            if markup.elements[outer].marks & mark_bit("contents"):
                continue
            chosen = [index for index in chosen if markup.elements[markup.blocks[index].element].tag != "li"]
        body[chosen] = np.minimum(body[chosen], _OUT)
        left -= sum_at(mass, chosen)


def _drop_links(markup: Markup, body: Floats) -> None:
    """Links to the site's other pages amid paragraphs, lists of them or single ones, which nothing introduces.

    For pages that are likely articles; elsewhere such links are as often the article's own.
    """
    lists: dict[int, list[int]] = {}
    for index in places_from(body, _BODY):
        block = markup.blocks[index]
        home = _list_of(markup, index)
        if home >= 0:
            lists.setdefault(home, []).append(index)
        elif block.links and block.link_chars >= _LINE_LINKED * len(block.text) and not _is_heading(markup, index):
            lists[-1 - index] = [index]
    if not lists:
        return
    own = {_site(link) for kind, link in markup.links if kind == "canonical"}
    for items in lists.values():
        blocks = [markup.blocks[index] for index in items]
        if not items[0] or min(block.link_chars / len(block.text) for block in blocks) < _LIST_LINKED:
            continue
        words = sum(block.text.count(" ") + 1 for block in blocks)
        before = markup.blocks[items[0] - 1]
        introduced = body[items[0] - 1] >= _BODY and (
            before.text[-1] not in _ENDS_QUOTED or before.text.count(" ") < _INTRODUCTION
        )
        doubtful = not introduced and float(body[items].mean()) <= _LIST_SURE
        if (
            doubtful
            and words >= _LIST_WORDS * len(items)
            and all(_stays_on_site(markup, index, own) for index in items)
        ):
            body[items] = np.minimum(body[items], _OUT)


def _drop_summary(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """A list that says what the text below will say, between the headline and the first paragraph."""
    inside = [index for index in places_from(body, _BODY) if headline is None or index > headline]
    place = next((at for at, index in enumerate(inside[:_SUMMARY_REACH]) if _list_of(markup, index) >= 0), None)
    if place is None:
        return
    home = _list_of(markup, inside[place])
    items = list(itertools.takewhile(lambda index: _list_of(markup, index) == home, inside[place:]))
    before, after = inside[:place], inside[place + len(items) :]
    if (
        not _LEAST_SUMMARY <= len(items) <= _MOST_SUMMARY
        or sum_at(mass, before) > _SUMMARY_BEFORE
        or sum_at(mass, after) < max(_LEAST_LEFT, 1.5 * sum_at(mass, items))
        or float(body[items].mean()) > (_LIST_SURE if len(items) > _LEAST_SUMMARY else _PAIR_SURE)
        or any(markup.blocks[index].links or markup.blocks[index].text[-1] not in _ENDS_QUOTED for index in items)
    ):
        return
    label = [index for index in before[-1:] if mass[index] <= _LABEL_WORDS and index + 1 == items[0]]
    body[[*label, *items]] = np.minimum(body[[*label, *items]], _OUT)


def _list_of(markup: Markup, index: int) -> int:
    """The element around the list item that a block stands in, -1 where it stands in none."""
    elements = markup.elements
    at = markup.blocks[index].element
    if elements[at].tag != "li":
        at = elements[at].parent
    return elements[at].parent if at >= 0 and elements[at].tag == "li" else -1


def _stays_on_site(markup: Markup, index: int, own: set[str]) -> bool:
    """Whether a block's first link leads to another page of the same site. own: names of the page's own hosts."""
    for _, owner in markup.blocks[index].pieces:
        at = owner
        while at > markup.blocks[index].element and markup.elements[at].tag != "a":
            at = markup.elements[at].parent
        if at >= 0 and markup.elements[at].tag == "a":
            address = markup.elements[at].href or ""
            if address.startswith("#") or _OTHER_SCHEME.match(address):
                return False
            return "//" not in address or _site(address) in own
    return False


def _site(address: str) -> str:
    """The name that an address's host is registered by, so that "jobs." and the same name in another country are one.

    "" where the address is none ("https://[domain]/").
    """
    try:
        parts = urlsplit(address).netloc.lower().removeprefix("www.").split(".")
    except ValueError:
        return ""
    second = len(parts) > 2 and parts[-2] in _UNDER_COUNTRIES and len(parts[-1]) == 2  # ".co.uk"
    return parts[-3 if second else -2] if len(parts) > 1 else ""


def _drop_retold(markup: Markup, body: Floats, headline: int | None) -> None:
    """A heading before the first paragraph that tells the headline again is no subhead; nor is its copy a paragraph."""
    if headline is None:
        return
    told = markup.blocks[headline].text
    for index in places_from(body, _BODY):
        if index <= headline:
            continue
        if not _is_heading(markup, index):
            if len(told) >= _LEAST_TOLD and markup.blocks[index].text.strip(_QUOTED_SIGNS) == told.strip(_QUOTED_SIGNS):
                body[index] = min(float(body[index]), _OUT)
                continue
            return
        if body[index] <= _RETOLD_SURE and retells(told, markup.blocks[index].text):
            body[index] = min(float(body[index]), _OUT)


def _drop_hanging(markup: Markup, body: Floats) -> None:
    """Headings and labels at the body's end whose text is none of it: "More on this:" before links, "Read next"."""
    for index in places_from(body, _BODY)[: -_MOST_HANGING - 1 : -1]:
        block = markup.blocks[index]
        if is_hanging_label(block.text):
            body[index] = min(float(body[index]), _OUT)
            continue
        heading = _is_heading(markup, index)
        if not (heading or block.text.endswith(":")) or block.text[-1] in _ENDS_SENTENCE:
            return
        if len(block.text.split()) > (_HANGING_WORDS if heading else _LABEL_WORDS) or body[index] > _HANGING_SURE:
            return
        if block.links or not _leads_to_links(markup, index):
            return
        body[index] = min(float(body[index]), _OUT)


def _outermost(markup: Markup, element: int) -> int:
    """The outermost aside or form around an element, -1 where there is none."""
    outer = -1
    while element >= 0:
        if markup.elements[element].tag in _BESIDE:
            outer = element
        element = markup.elements[element].parent
    return outer


def _is_ticker(markup: Markup, chosen: list[int], outer: int) -> bool:
    box = _box(markup, chosen[0], outer)
    return sum(_CLOCK.match(markup.blocks[index].text) is not None for index in box) >= _LEAST_CLOCKS


def _drop_author_notes(markup: Markup, body: Floats, authors: Sequence[str]) -> None:
    """Who wrote it, told at the end: a short paragraph that opens with an author's name, perhaps with what they are."""
    inside = places_from(body, _BODY)
    for index in inside[max(_LEAST_BEFORE_NOTE, len(inside) - _MOST_NOTES) :]:
        text = markup.blocks[index].text
        if text.count(" ") >= _LONGEST_NOTE or _is_heading(markup, index):
            continue
        opening = text[:80]
        if any(0 <= opening.find(name) <= _BEFORE_NAME for name in authors):
            body[index] = min(float(body[index]), _OUT)


def _leads_to_links(markup: Markup, index: int) -> bool:
    following = markup.blocks[index + 1 : index + 3]
    return any(block.link_chars >= 0.6 * len(block.text) for block in following)


def _is_heading(markup: Markup, index: int) -> bool:
    return is_heading(markup.elements[markup.blocks[index].element])


def _is_label(markup: Markup, index: int) -> bool:
    block = markup.blocks[index]
    return len(block.text) <= _LONGEST_LABEL and not block.links and markup.elements[block.element].tag in _LABEL_TAGS


def _box(markup: Markup, index: int, element: int) -> range:
    """The blocks around a block that lie in an element."""
    first = last = index
    while first > 0 and lies_in(markup, first - 1, element):
        first -= 1
    while last + 1 < len(markup.blocks) and lies_in(markup, last + 1, element):
        last += 1
    return range(first, last + 1)


def _home(markup: Markup, indices: list[int]) -> int:
    """The smallest element around all of these blocks."""
    home = markup.blocks[indices[0]].element
    while home > 0 and not all(lies_in(markup, index, home) for index in indices):
        home = markup.elements[home].parent
    return max(home, 0)
