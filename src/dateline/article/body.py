"""Second thoughts on the body: comments, other articles, cards, repeats, walls and tails are taken out as wholes.

The block model judges block by block; a thread of comments or a neighbour's whole article reads like body to it.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.article.amid import drop_loose, drop_parts, join_code
from dateline.article.blocks import Markup, is_heading, is_within
from dateline.article.dump.cues import START, WHOLE, find_cues, load_cues
from dateline.article.features import Features, distance_columns
from dateline.article.joins import join_long_text, join_paragraphs
from dateline.article.lines import find_request, is_pointer, offers_app
from dateline.article.others import drop_before_headline, drop_next_article
from dateline.article.walls import is_wall

Floats = npt.NDArray[np.float32]

_BODY = 0.5
_OUT = 0.3
_THREADS = ("comment", "consent")
_THREAD_REACH = 8
# A thread is taken out where the rest is an article by itself: so many words, this share of all, before the thread.
_REST_WORDS = 60
_REST_SHARE = 0.2
_REST_BEFORE = 0.9
# A thread that the model is this sure of is the article's own: answers to a question, a discussion that it reports.
_THREAD_SURE = 0.9
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
_TITLE_CHARS = (12, 220)
# Under a count of comments, so many short lines with a time of day or a date in numbers; how sure the text before is.
_LEAST_STAMPS, _STAMP_CHARS, _SURE_BEFORE = 3, 90, 0.75
_STAMP = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_HEAD_OF_ARTICLE = 6
_REPEATED_WORDS = 12
# Pages for two screens print more than one paragraph again; a single one may be the author's.
_LEAST_REPEATED = 2
_LEAST_DISTINCT = 4
# A single paragraph, where it is long and stands among so many.
_DISTINCT, _ONCE_REPEATED_WORDS = 5, 15
# So many words of one block, of the longest few, of which so much is printed in others too.
_GATHERED_WORDS, _MOST_GATHERED, _GATHERED_SHARE = 60, 3, 0.5
_LONGEST_HEADING = 60
# What follows the end of an article is another thing where it is less than half of what came before.
_TAIL_SHARE = 0.5
_SURE_TAIL = 0.95
# Tails surer than this are text more often than not: right ones had means up to 0.77, wrong ones mostly above 0.78.
_DOUBTFUL_TAIL = 0.78
_LABELS = ("advert", "share", "newsletter", "consent")
# Of these kinds only where the line is their words and no more.
_WHOLE_LABELS = ("related", "comment", "ranking")
_MAIN_WORDS = 80
_LEAST_WORDS = 25
_LEAST_LIKELY = 0.12
_NEARLY = 0.6
# Expected F1 below which the model is at a loss with a page.
_AT_A_LOSS = 0.75
_MOST = 0.65
_SURE = 0.97


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
    settled = _at_least_something(markup, mass, body)
    join_paragraphs(markup, mass, settled)
    join_long_text(markup, mass, settled)
    if not (settled >= _BODY).any():
        return settled
    join_code(markup, settled)
    drop_next_article(markup, matrix, mass, settled, headline)
    drop_before_headline(markup, mass, settled, headline)
    _drop_threads(matrix, mass, settled)
    _drop_counted_thread(markup, mass, settled)
    _drop_other_articles(markup, mass, settled, headline)
    _drop_cards(markup, mass, settled, headline)
    _drop_gathered(markup, mass, settled)
    _drop_repeats(markup, mass, settled)
    _drop_tail(markup, mass, settled)
    drop_parts(markup, matrix, mass, settled, headline)
    labels, whole = ({load_cues().kinds.index(kind) for kind in kinds} for kinds in (_LABELS, _WHOLE_LABELS))
    for index in np.flatnonzero(settled >= _BODY).tolist():
        block = markup.blocks[index]
        if (
            _is_label(markup, index, features.cues[index], labels)
            or any(features.cues[index].get(kind, 0) >= WHOLE for kind in whole)
            or (settled[index] < _SURE and is_wall(block.text))
            or is_pointer(block.text, block.link_chars)
            or find_request(block.text)
        ):
            settled[index] = _OUT
    drop_loose(markup, mass, settled, headline, article=article, authors=authors)
    return settled


def _mean(body: Floats, mass: Floats, chosen: Sequence[int] | npt.NDArray[np.int64]) -> float:
    """The mean probability of blocks, by words."""
    return float(np.average(body[chosen], weights=mass[chosen]))


def _is_label(markup: Markup, index: int, told: dict[int, int], labels: set[int]) -> bool:
    """Whether a block is the label of furniture and no more ("Advertisement"), or a link that opens like one."""
    block = markup.blocks[index]
    linked = block.link_chars >= 0.9 * len(block.text)
    if linked and offers_app(block.text):
        return True
    if ":" in block.text[:30] and told:
        kinds = load_cues().kinds
        # "Tags: ferries, tides" and "Read also: Pilots ask for a survey" name themselves.
        if told.get(kinds.index("tags"), 0) >= START:
            return True
        if block.links and told.get(kinds.index("related"), 0) >= START:
            return True
    return any(told.get(kind, 0) >= (START if linked else WHOLE) for kind in labels)


def _at_least_something(markup: Markup, mass: Floats, body: Floats) -> Floats:
    """Where next to nothing is body by the model, the likeliest blocks are, if any is likely at all.

    So are, on a page that the model is at a loss with, those above the threshold that makes the expected F1 largest,
    in the element that holds most of them: one half is that threshold only where the judgement is sure (Lipton et al.
    2014, "Optimal thresholding of classifiers to maximize F1 measure").
    """
    if not len(body):
        return body.copy()
    expected, threshold = _best_threshold(mass, body)
    if expected < _AT_A_LOSS:
        likely = np.flatnonzero(body >= threshold)
        home = _home(markup, likely.tolist(), (mass * body)[likely])
        near = [index for index in likely.tolist() if body[index] < _BODY and _within(markup, index, home)]
        body = body.copy()
        body[near] = _BODY + 0.01
    likeliest = float(body.max(initial=0.0))
    if mass[body >= _BODY].sum() >= _LEAST_WORDS or likeliest < _LEAST_LIKELY:
        return body.copy()
    raised = np.where((body >= _NEARLY * likeliest) & (body < _BODY), _BODY + 0.01, body)
    return raised.astype(np.float32) if mass[raised >= _BODY].sum() >= _LEAST_WORDS else body.copy()


def _home(markup: Markup, blocks: list[int], weights: Floats) -> int:
    """The lowest element that holds most of some blocks, by their weights."""
    held: dict[int, float] = {}
    for index, weight in zip(blocks, weights.tolist()):
        at = markup.blocks[index].element
        while at >= 0:
            held[at] = held.get(at, 0.0) + weight
            at = markup.elements[at].parent
    least = _MOST * float(weights.sum())
    return max((element for element, weight in held.items() if weight >= least), default=0)


def _best_threshold(mass: Floats, body: Floats) -> tuple[float, float]:
    """The largest expected F1 that a threshold gives, by words, and that threshold."""
    order = np.argsort(-body, kind="stable")
    right, chosen = np.cumsum((mass * body)[order]), np.cumsum(mass[order])
    expected = 2 * right / (chosen + right[-1] + 1e-6)
    best = int(np.argmax(expected))
    return float(expected[best]), float(body[order[best]])


def _parent(markup: Markup, index: int) -> int:
    return markup.elements[markup.blocks[index].element].parent


def _drop_threads(matrix: Floats, mass: Floats, body: Floats) -> None:
    """Comments and lists of cookies, where what is left is an article by itself that stands before them."""
    for kind in _THREADS:
        inside = body >= _BODY
        thread = inside & (matrix[:, distance_columns()[kind]] <= _THREAD_REACH)
        if not thread.any():
            continue
        rest = np.where(inside & ~thread, mass, 0.0)
        if _mean(body, mass, np.flatnonzero(thread)) >= _THREAD_SURE:
            continue
        whole, first = float(rest.sum()), int(np.flatnonzero(thread)[0])
        least = min(_REST_WORDS + _REST_SHARE * float(mass[thread].sum()), float(mass[thread].sum()))
        if (whole > least and rest[:first].sum() >= _REST_BEFORE * whole) or whole > mass[thread].sum():
            body[thread] = np.minimum(body[thread], _OUT)


def _drop_counted_thread(markup: Markup, mass: Floats, body: Floats) -> None:
    """Comments in elements that say nothing of it, under a line that counts them, each with its time."""
    cues = load_cues()
    comment = cues.kinds.index("comment")
    weights = np.where(body >= _BODY, mass, 0.0)
    before, sure = np.cumsum(weights), np.cumsum(weights * body)
    for index in range(1, len(body)):
        block = markup.blocks[index]
        text = block.text
        if body[index] >= _BODY or len(text) > _LONGEST_HEADING or not any(map(str.isdigit, text)):
            continue
        if before[index] < _REST_WORDS or sure[index] < _SURE_BEFORE * before[index] or block.link_chars > 0.5 * len(text):
            continue
        if find_cues(text, cues).get(comment, 0) < WHOLE:
            continue
        stamped = [each for each in markup.blocks[index + 1 :] if _STAMP.search(each.text[:_STAMP_CHARS])]
        if len([each for each in stamped if len(each.text) <= _STAMP_CHARS]) >= _LEAST_STAMPS:
            body[index + 1 :] = np.minimum(body[index + 1 :], _OUT)
            return


def _drop_other_articles(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """Of several article elements with heads of their own, the one with the headline is the page's own.

    An article whose sections are article elements has no linked or first-rank headings in the others.
    """
    elements = markup.elements
    outer: dict[int, int] = {}
    words: dict[int, float] = {}
    for index in np.flatnonzero(body >= _BODY).tolist():
        home = _outer_article(markup, markup.blocks[index].element, outer)
        if home >= 0:
            words[home] = words.get(home, 0.0) + float(mass[index])
    if len(words) < 2:
        return
    homes = [_outer_article(markup, block.element, outer) for block in markup.blocks]
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


def _drop_cards(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """A stream of teasers: elements alike side by side, most titled by a link, with a text or two each.

    Only where an article stands apart from them: none of its text beside them in the element around the stream, nor
    between them. A list of recommendations within an article has its introduction there.
    """
    inside = np.flatnonzero(body >= _BODY).tolist()
    for stream, members in _series(markup, inside):
        cards = sorted(members)
        chosen = [index for card in cards for index in members[card]]
        words = float(mass[chosen].sum())
        if len(chosen) > _CARD_BLOCKS * len(cards) or words > _CARD_WORDS * len(cards):
            continue
        apart = set(chosen)
        outside = [index for index in inside if index not in apart and body[index] >= _BODY]
        if outside and chosen[0] < outside[-1] and _mean(body, mass, chosen) >= _CARD_SURE:
            continue
        around = float(mass[outside].sum())
        if around < max(_MAIN_WORDS, 0.15 * words):
            continue
        home = stream
        for _ in range(_CARD_APART):
            home = max(markup.elements[home].parent, 0)
        beside = [index for index in outside if _within(markup, index, home) or chosen[0] < index < chosen[-1]]
        if mass[beside].sum() > 0.1 * around or (headline is not None and chosen[0] <= headline <= chosen[-1]):
            continue
        body[chosen] = np.minimum(body[chosen], _OUT)


def _within(markup: Markup, index: int, element: int) -> bool:
    return is_within(markup, markup.blocks[index].element, element)


def _series(markup: Markup, inside: list[int]) -> list[tuple[int, dict[int, list[int]]]]:
    """Series of like elements, most with a title that is a link: the element around, and each one's body blocks."""
    elements, blocks = markup.elements, markup.blocks
    found: dict[tuple[int, str], dict[int, list[int]]] = {}
    for index in inside:
        at = blocks[index].element
        for _ in range(_CARD_CLIMB):
            above = elements[at].parent
            if above < 0 or elements[at].tag in ("body", "main"):
                break
            if elements[at].tag in _CARD_TAGS:
                found.setdefault((above, elements[at].tag), {}).setdefault(at, []).append(index)
            at = above
    titled = _titled(markup)
    counts = Counter((elements[card].parent, elements[card].tag) for card in titled)
    return [
        (stream, members)
        for (stream, tag), members in sorted(found.items(), key=lambda each: each[0])
        if counts[stream, tag] >= _LEAST_CARDS
        and sum(card in titled for card in members) >= _CARD_TITLED * len(members)
    ]


def _titled(markup: Markup) -> set[int]:
    """Elements that hold a block which is a link as long as a title."""
    elements = markup.elements
    found: set[int] = set()
    for block in markup.blocks:
        if _TITLE_CHARS[0] <= len(block.text) <= _TITLE_CHARS[1] and block.link_chars >= 0.8 * len(block.text):
            at = block.element
            for _ in range(_CARD_CLIMB):
                if at < 0:
                    break
                found.add(at)
                at = elements[at].parent
    return found


def _drop_repeats(markup: Markup, mass: Floats, body: Floats) -> None:
    """A paragraph printed again in another element, as pages for several screens have it, is body once."""
    first: dict[str, int] = {}
    again: list[int] = []
    long = np.flatnonzero((body >= _BODY) & (mass >= _REPEATED_WORDS)).tolist()
    distinct = len({markup.blocks[index].text for index in long})
    if distinct < _LEAST_DISTINCT:
        return  # filler text, repeated to show a design
    for index in long:
        before = first.setdefault(markup.blocks[index].text, index)
        if before != index and _parent(markup, before) != _parent(markup, index):
            again.append(index)
    if len(again) >= _LEAST_REPEATED or (distinct >= _DISTINCT and again and mass[again[0]] >= _ONCE_REPEATED_WORDS):
        body[again] = np.minimum(body[again], _OUT)


def _drop_gathered(markup: Markup, mass: Floats, body: Floats) -> None:
    """A block that prints in one what blocks of the body print by and by, as text for search or to be read aloud."""
    inside = np.flatnonzero(body >= _BODY)
    long = inside[mass[inside] >= _GATHERED_WORDS]
    parts = inside[mass[inside] >= _REPEATED_WORDS].tolist()
    if len(parts) <= _LEAST_REPEATED:
        return
    for index in long[np.argsort(-mass[long], kind="stable")][:_MOST_GATHERED].tolist():
        whole = markup.blocks[index].text
        told = {text: mass[part] for part in parts if part != index and (text := markup.blocks[part].text) in whole}
        if len(told) >= _LEAST_REPEATED and sum(told.values()) >= _GATHERED_SHARE * mass[index]:
            body[index] = _OUT


def _outer_article(markup: Markup, element: int, outer: dict[int, int]) -> int:
    """The outermost article element around an element, itself included; -1 where there is none.

    outer: those of elements asked about before and of the elements around them; filled here.
    """
    path: list[int] = []
    while element >= 0 and element not in outer:
        path.append(element)
        element = markup.elements[element].parent
    found = outer[element] if element >= 0 else -1
    for each in reversed(path):
        if found < 0 and markup.elements[each].tag == "article":
            found = each
        outer[each] = found
    return found


def _drop_tail(markup: Markup, mass: Floats, body: Floats) -> None:
    """After a heading of furniture, the less sure and shorter rest is furniture too."""
    cues = load_cues()
    ends = {cues.kinds.index(kind) for kind in ("related", "ranking", "newsletter", "comment")}
    inside = np.flatnonzero(body >= _BODY)
    first, last = int(inside[0]), int(inside[-1])
    weights = np.where(body >= _BODY, mass, 0.0)
    before = np.cumsum(weights)
    for index in range(first + 1, last):
        text = markup.blocks[index].text
        if body[index] >= _BODY or len(text) > _LONGEST_HEADING or markup.blocks[index].link_chars > 0.5 * len(text):
            continue
        heading = is_heading(markup.elements[markup.blocks[index].element])
        told = find_cues(text, cues)
        if not any(told.get(kind, 0) >= (START if heading else WHOLE) for kind in ends):
            continue
        rest = before[-1] - before[index]
        after = slice(index + 1, len(body))
        sure = float((weights[after] * body[after]).sum() / max(rest, 1.0))
        if heading and rest < _TAIL_SHARE * before[index] and sure < _DOUBTFUL_TAIL:
            body[after] = np.where(body[after] < _SURE_TAIL, np.minimum(body[after], _OUT), body[after])
            return
