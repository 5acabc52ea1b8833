"""Comments, and lists of cookies, that read like body."""

import re

import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import WHOLE
from dateline.article.learned.features import Features, distance_columns, feature_places
from dateline.article.tree.chosen import places_among, places_from, sum_at
from dateline.article.tree.markup import Markup, RawBlock

Floats = npt.NDArray[np.float32]

_BODY, _OUT = 0.5, 0.3
_THREADS = ("comment", "consent")
_THREAD_REACH = 8
# A thread is taken out where the rest is an article by itself: so many words, this share of all, before the thread.
_REST_WORDS = 60
_REST_SHARE = 0.2
_REST_BEFORE = 0.9
# A thread that the model is this sure of is the article's own: answers to a question, a discussion that it reports.
_THREAD_SURE = 0.9
# Under a count of comments, so many short lines with a day or a year and a time, one in so many blocks of the body at
# least, and not many more than are counted; how sure the text before is.
_LEAST_STAMPS, _STAMP_CHARS, _BLOCKS_A_STAMP, _MOST_OF_COUNT, _SURE_BEFORE = 3, 90, 6, 1.5, 0.75
_STAMP = re.compile(r"(?:\d{1,2}[./-]\d{1,2}|\b(?:19|20)\d\d)\b.{0,20}\b\d{1,2}[:.]\d\d\b")
_COUNT = re.compile(r"\d{1,5}")


def drop_threads(matrix: Floats, mass: Floats, body: Floats) -> None:
    """Comments and lists of cookies, where what is left is an article by itself that stands before them."""
    for kind in _THREADS:
        inside = places_from(body, _BODY)
        thread = places_among(matrix[:, distance_columns()[kind]], inside, 0, _THREAD_REACH + 1)
        if not thread or float(np.average(body[thread], weights=mass[thread])) >= _THREAD_SURE:
            continue
        rest, words = sorted(set(inside).difference(thread)), sum_at(mass, thread)
        whole, before = sum_at(mass, rest), sum_at(mass, [index for index in rest if index < thread[0]])
        least = min(_REST_WORDS + _REST_SHARE * words, words)
        if (whole > least and before >= _REST_BEFORE * whole) or whole > words:
            body[thread] = np.minimum(body[thread], _OUT)


def drop_counted_thread(markup: Markup, features: Features, body: Floats) -> None:
    """Comments in elements that say nothing of it, under a line that counts them, among them their days and times.

    Not where one element holds text before the line and after it: there it is a bar within the article.
    """
    counts = [
        (index, int(told[0]))
        for index in places_from(features.matrix[:, feature_places()["cue_comment"]], WHOLE)
        if body[index] < _BODY
        and markup.blocks[index].link_chars <= 0.5 * len(markup.blocks[index].text)
        and (told := _COUNT.search(markup.blocks[index].text)) is not None
    ]
    if not counts:
        return
    weights = np.where(body >= _BODY, features.mass, 0.0)
    before, sure = np.cumsum(weights), np.cumsum(weights * body)
    inside = (body >= _BODY).nonzero()[0]
    last = min(int(inside[-1]) + 2, len(body) - 1) if len(inside) else 0
    for index, counted in counts:
        if before[index] < _REST_WORDS or sure[index] < _SURE_BEFORE * before[index]:
            continue
        stamps = sum(map(_is_stamped, markup.blocks[index + 1 : last + 1]))
        after = int((inside > index).sum())
        enough = stamps >= max(_LEAST_STAMPS, after / _BLOCKS_A_STAMP)
        if enough and stamps <= _MOST_OF_COUNT * counted and not _is_amid(markup, inside, index):
            body[index + 1 :] = np.minimum(body[index + 1 :], _OUT)
        return


def _is_stamped(block: RawBlock) -> bool:
    return len(block.text) <= _STAMP_CHARS and _STAMP.search(block.text) is not None


def _is_amid(markup: Markup, inside: npt.NDArray[np.int64], index: int) -> bool:
    """Whether blocks of the body on both sides of one stand in the same element."""
    homes = [markup.elements[markup.blocks[each].element].parent for each in inside.tolist()]
    first = int((inside < index).sum())
    return not set(homes[:first]).isdisjoint(homes[first:])
