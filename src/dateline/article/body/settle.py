"""Second thoughts on the body: comments, other articles, cards, repeats, walls and tails are taken out as wholes.

The block model judges block by block; a thread of comments or a neighbour's whole article reads like body to it.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.article.body.amid import BEFORE_BOX, drop_loose, drop_parts, join_code
from dateline.article.body.joins import join_alike, join_headings, join_long_text, join_paragraphs
from dateline.article.body.likely import at_least_something
from dateline.article.body.others import drop_before_headline, drop_next_article
from dateline.article.body.repeats import drop_gathered, drop_repeats
from dateline.article.body.tables import settle_tables
from dateline.article.body.threads import drop_counted_thread, drop_threads
from dateline.article.dump.cues import START, WHOLE, load_cues
from dateline.article.learned.features import Features, distance_columns, feature_places
from dateline.article.lines.asking import find_asking, find_signs
from dateline.article.lines.cookies import STEPS, without_cookie_lists
from dateline.article.lines.pointers import find_request, is_pointer, offers_app
from dateline.article.lines.walls import is_wall
from dateline.article.publication.announced import drop_announced
from dateline.article.tree.chosen import places_among, places_from, places_with_bits, sum_at
from dateline.article.tree.marks import tag_bit
from dateline.article.tree.markup import Markup, RawBlock, is_heading, lies_in, outermost

Floats = npt.NDArray[np.float32]
# The element around some, and their tag.
_Stream = tuple[int, str]

_BODY = 0.5
_OUT = 0.3
# Cards: so many alike side by side, most of them titled by a link, few short paragraphs each.
_LEAST_CARDS = 3
_CARD_CLIMB = 7
_CARD_TITLED = 0.6
_CARD_APART = 1
_CARD_BLOCKS = 2.0
# Cards amid the text that the model is as sure of as this are a list of the article's own: contents, products.
_CARD_SURE = 0.75
_CARD_WORDS = 90
_CARD_TAGS = frozenset({"li", "div", "article", "section", "aside", "tr", "td", "dl"})
_TOPS = frozenset({"body", "main"})
# A title has so many characters, so much of it is a link, and no less than this by the feature, which is rounded.
_TITLE_CHARS, _LINKED, _NEARLY_LINKED = (12, 220), 0.8, 0.75
_HEAD_OF_ARTICLE = 6
_LONGEST_HEADING = 60
# Kinds of furniture that end an article.
_ENDS = ("related", "ranking", "newsletter", "comment")
# What follows the end of an article is another thing where it is less than half of what came before.
_TAIL_SHARE = 0.5
_SURE_TAIL = 0.95
# Tails surer than this are text more often than not: right ones had means up to 0.77, wrong ones mostly above 0.78.
_DOUBTFUL_TAIL = 0.78
_LABELS = ("advert", "share", "newsletter", "consent")
# Of these kinds only where the line is their words and no more.
_WHOLE_LABELS = ("related", "comment", "ranking")
_MAIN_WORDS = 80
# What a subscription offers has so many blocks and words at most, and stands behind so many words of text.
_OFFER_BLOCKS, _OFFER_WORDS, _OFFER_BEHIND = 14, 160, 15
_SURE = 0.97
# A line that opens as lists of tags do is one where so much of it is links.
_TAGS_LINKED = 0.3
_COLON = re.compile(r"[:：՝៖፡]")


def settle_body(
    markup: Markup,
    features: Features,
    body: Floats,
    headline: int | None,
    *,
    article: bool = False,
    authors: Sequence[str] = (),
) -> Floats:
    """The body probabilities with comments, other articles, pay walls, labels and tails put below one half.

    article: the page is likely one. authors: names that it tells machines, none of them the site's own.
    """
    matrix, mass = features.matrix, features.mass
    cleared = without_cookie_lists(markup, mass, body) if _any_in_list(matrix, body) else body
    settled = at_least_something(markup, mass, cleared, headline)
    join_paragraphs(markup, mass, settled)
    join_alike(markup, settled)
    join_long_text(markup, mass, settled)
    inside = places_from(settled, _BODY)
    if not inside:
        return settled
    # From here on the body's first and last lines stand no farther apart.
    asking = find_asking(markup.blocks, inside[0] - BEFORE_BOX, inside[-1] + 1 + _OFFER_BLOCKS)
    signs = find_signs(markup.blocks, asking)
    may_ask, signed = set(asking), set(signs)
    join_code(markup, settled)
    drop_next_article(markup, features, settled, headline)
    drop_before_headline(markup, mass, settled, headline)
    drop_threads(matrix, mass, settled)
    drop_counted_thread(markup, features, settled)
    _drop_other_articles(markup, features, settled, headline)
    _drop_cards(markup, features, settled, headline)
    drop_gathered(markup, mass, settled)
    drop_repeats(markup, mass, settled)
    _drop_tail(markup, features, settled)
    drop_parts(markup, matrix, mass, settled, headline, signs)
    drop_announced(markup, settled)
    join_headings(markup, settled, headline)
    for index in places_from(settled, _BODY):
        block, told = markup.blocks[index], features.cues[index]
        if (
            (index in signed and settled[index] < _SURE and is_wall(block.text))
            or (index in may_ask and find_request(block.text))
            # Most lines are no link and hold no cue.
            or ((told or block.link_chars) and (_is_label(block, told) or is_pointer(block.text, block.link_chars)))
        ):
            settled[index] = _OUT
    if signs:
        _drop_offer(markup, mass, settled, signs)
    settle_tables(markup, features, settled)
    drop_loose(markup, mass, settled, headline, article=article, authors=authors)
    return settled


def _lists_tags(block: RawBlock) -> bool:
    """Whether a line that opens as lists of tags do is one: a label, then links."""
    return block.link_chars >= _TAGS_LINKED * len(block.text) and _COLON.search(block.text[:40]) is not None


def _any_in_list(matrix: Floats, body: Floats) -> bool:
    """Whether any of the body may stand in a list or a table."""
    columns, inside = distance_columns(), places_from(body, _BODY)
    return any(places_among(matrix[:, columns[tag]], inside, 0, STEPS + 1) for tag in ("tag_list", "tag_table"))


def _drop_offer(markup: Markup, mass: Floats, body: Floats, signs: list[int]) -> None:
    """What stands behind the text between two lines that ask for a subscription is what it offers.

    signs: the places of the lines that may.
    """
    inside = places_from(body, _BODY)
    if not inside:
        return
    first, last = inside[0] + 1, inside[-1]
    behind = range(last + _OFFER_BLOCKS, max(first, last) - 1, -1)
    end = next((index for index in signs[::-1] if index in behind and is_wall(markup.blocks[index].text)), first)
    amid = range(first, end)
    start = next((index for index in signs if index in amid and is_wall(markup.blocks[index].text)), end)
    if start == end or end - start > _OFFER_BLOCKS:
        return
    offer, text = [index for index in inside if index >= start], [index for index in inside if index < start]
    if sum_at(mass, text) >= _OFFER_BEHIND and sum_at(mass, offer) <= _OFFER_WORDS:
        body[offer] = np.minimum(body[offer], _OUT)


def _mean(body: Floats, mass: Floats, chosen: Sequence[int] | npt.NDArray[np.int64]) -> float:
    """The mean probability of blocks, by words."""
    return float(np.average(body[chosen], weights=mass[chosen]))


def _is_label(block: RawBlock, told: dict[int, int]) -> bool:
    """Whether a block is the label of furniture and no more ("Advertisement"), or a link that opens like one.

    told: the kinds of cue that it holds, with their strengths.
    """
    linked = block.link_chars >= 0.9 * len(block.text)
    if linked and offers_app(block.text):
        return True
    if not told:
        return False
    kinds = load_cues().kinds
    tags = told.get(kinds.index("tags"), 0) >= START
    related = block.links and told.get(kinds.index("related"), 0) >= START
    # "Tags: ferries, tides" and "Read also: Pilots ask for a survey" name themselves.
    if (tags or related) and ":" in block.text[:30]:
        return True
    least = START if linked else WHOLE
    return (
        any(told.get(kinds.index(kind), 0) >= least for kind in _LABELS)
        or any(told.get(kinds.index(kind), 0) >= WHOLE for kind in _WHOLE_LABELS)
        or (tags and _lists_tags(block))
    )


def _drop_other_articles(markup: Markup, features: Features, body: Floats, headline: int | None) -> None:
    """Of several article elements with heads of their own, the one with the headline is the page's own.

    An article whose sections are article elements has no linked or first-rank headings in the others.
    """
    if len(places_with_bits(features.marks, tag_bit("article"))) < 2:
        return
    elements = markup.elements
    outer: dict[int, int] = {}
    words: dict[int, float] = {}
    for index in places_from(body, _BODY):
        home = outermost(markup, "article", markup.blocks[index].element, outer)
        if home >= 0:
            words[home] = words.get(home, 0.0) + float(features.mass[index])
    if len(words) < 2:
        return
    homes = [outermost(markup, "article", block.element, outer) for block in markup.blocks]
    own = homes[headline] if headline is not None and homes[headline] in words else next(iter(words))
    if words[own] < max(_MAIN_WORDS, 0.3 * max(words.values())):
        return
    headed = _headed(markup, homes)
    for index, home in enumerate(homes):
        if home >= 0 and home != own and home in headed and body[index] >= _BODY and elements[home].parent >= 0:
            body[index] = min(float(body[index]), _OUT)


def _headed(markup: Markup, homes: list[int]) -> set[int]:
    """Article elements that open with a heading of the first rank, or with one that is a link."""
    seen: dict[int, int] = {}
    headed: set[int] = set()
    for block, home in zip(markup.blocks, homes):
        if home < 0 or seen.get(home, 0) >= _HEAD_OF_ARTICLE:
            continue
        seen[home] = seen.get(home, 0) + 1
        if markup.elements[block.element].tag == "h1" or (
            block.link_chars >= 0.8 * len(block.text) and len(block.text) >= _TITLE_CHARS[0]
        ):
            headed.add(home)
    return headed


def _drop_cards(markup: Markup, features: Features, body: Floats, headline: int | None) -> None:
    """A stream of teasers: elements alike side by side, most titled by a link, with a text or two each.

    Only where an article stands apart from them: none of its text beside them in the element around the stream, nor
    between them. A list of recommendations within an article has its introduction there.
    """
    mass, inside = features.mass, places_from(body, _BODY)
    for stream, members in _series(markup, features, inside):
        cards = sorted(members)
        chosen = [index for card in cards for index in members[card]]
        words = sum_at(mass, chosen)
        apart = set(chosen)
        outside = [index for index in inside if index not in apart and body[index] >= _BODY]
        if outside and chosen[0] < outside[-1] and _mean(body, mass, chosen) >= _CARD_SURE:
            continue
        around = sum_at(mass, outside)
        if around < _least_around(words):
            continue
        home = stream
        for _ in range(_CARD_APART):
            home = max(markup.elements[home].parent, 0)
        beside = [index for index in outside if lies_in(markup, index, home) or chosen[0] < index < chosen[-1]]
        if sum_at(mass, beside) > 0.1 * around or (headline is not None and chosen[0] <= headline <= chosen[-1]):
            continue
        body[chosen] = np.minimum(body[chosen], _OUT)


def _series(markup: Markup, features: Features, inside: list[int]) -> list[tuple[int, dict[int, list[int]]]]:
    """Series of like elements with few body blocks of few words each, most with a title that is a link.

    By the element around them, in page order: each one's body blocks.
    """
    elements, whole = markup.elements, sum_at(features.mass, inside)
    if whole < _least_around(0):
        return []
    streams: dict[_Stream, dict[int, list[int]]] = {}
    for stream, members in _streams(markup, inside).items():
        if sum(map(len, members.values())) <= _CARD_BLOCKS * len(members):
            words = sum_at(features.mass, [index for indices in members.values() for index in indices])
            if words <= _CARD_WORDS * len(members) and whole - words >= _least_around(words):
                streams[stream] = members
    if not streams:
        return []
    titled = _titled(markup, features)
    streams = {
        stream: members
        for stream, members in streams.items()
        if sum([card in titled for card in members]) >= _CARD_TITLED * len(members)
    }
    if not streams:
        return []
    counts = Counter([stream for card in titled if (stream := (elements[card].parent, elements[card].tag)) in streams])
    return [
        (stream[0], members)
        for stream, members in sorted(streams.items(), key=lambda each: each[0])
        if counts[stream] >= _LEAST_CARDS
    ]


def _least_around(words: float) -> float:
    """How many words of the body an article has at least beside cards of so many."""
    return max(_MAIN_WORDS, 0.15 * words)


def _streams(markup: Markup, inside: list[int]) -> dict[_Stream, dict[int, list[int]]]:
    """Elements that may be cards around body blocks, those side by side together: each one's body blocks in order.

    None where each of them would hold too many for a card.
    """
    elements, blocks = markup.elements, markup.blocks
    cards: dict[int, list[int]] = {}
    # The elements around a paragraph are those around the ones beside it.
    beside: dict[int, list[int]] = {}
    for index in inside:
        at = blocks[index].element
        element = elements[at]
        if element.parent >= 0 and element.tag not in _TOPS:
            beside.setdefault(element.parent, []).append(index)
            if element.tag in _CARD_TAGS:
                cards.setdefault(at, []).append(index)
    if not cards and len(beside) == 1 and len(*beside.values()) > _CARD_BLOCKS:
        return {}  # as on most pages, all of whose text stands in one element: none around it holds so few of it
    for at, indices in beside.items():
        for _ in range(_CARD_CLIMB - 1):
            element = elements[at]
            tag, above = element.tag, element.parent
            if above < 0 or tag in _TOPS:
                break
            if tag in _CARD_TAGS:
                if at in cards:
                    cards[at] += indices
                else:
                    cards[at] = indices.copy()
            at = above
    found: dict[_Stream, dict[int, list[int]]] = {}
    for at, held in cards.items():
        held.sort()
        found.setdefault((elements[at].parent, elements[at].tag), {})[at] = held
    return found


def _titled(markup: Markup, features: Features) -> set[int]:
    """Elements that hold a block which is a link as long as a title."""
    blocks = markup.blocks
    titles = [
        index
        for index in places_from(features.matrix[:, feature_places()["link_share"]], _NEARLY_LINKED)
        if _TITLE_CHARS[0] <= (size := len(blocks[index].text)) <= _TITLE_CHARS[1]
        and blocks[index].link_chars >= _LINKED * size
    ]
    return set(features.above[:_CARD_CLIMB, titles].ravel().tolist())


def _drop_tail(markup: Markup, features: Features, body: Floats) -> None:
    """After a heading of furniture, the less sure and shorter rest is furniture too."""
    inside = places_from(body, _BODY)
    first, last = inside[0], inside[-1]
    if last - first < len(inside):
        return  # as on many pages, whose text has no gap
    kinds = load_cues().kinds
    ends = [kinds.index(kind) for kind in _ENDS]
    for index in range(first + 1, last):
        told, block = features.cues[index], markup.blocks[index]
        if not told or body[index] >= _BODY:
            continue
        if len(block.text) > _LONGEST_HEADING or block.link_chars > 0.5 * len(block.text):
            continue
        heading = is_heading(markup.elements[block.element])
        if not any(told.get(kind, 0) >= (START if heading else WHOLE) for kind in ends):
            continue
        weights = np.where(body >= _BODY, features.mass, 0.0)
        before = np.cumsum(weights)
        rest = before[-1] - before[index]
        after = slice(index + 1, len(body))
        sure = float((weights[after] * body[after]).sum() / max(rest, 1.0))
        if heading and rest < _TAIL_SHARE * before[index] and sure < _DOUBTFUL_TAIL:
            body[after] = np.where(body[after] < _SURE_TAIL, np.minimum(body[after], _OUT), body[after])
            return
