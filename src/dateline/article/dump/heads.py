"""How likely each line of a dump heads its article, once the article's text is found: boosted trees.

The line model tells what a line looks like, and on pages with many titles several look like the headline. What tells
them apart is the text below: whose words it takes up, what signs stand between, what heads it as printed again.
Columns are named by `head_names` and must not be reordered without training anew; training/dumps/README.md is the card.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.article.bylines.openers import opens_byline
from dateline.article.dates.read import may_hold_date, read_printed_date
from dateline.article.dump.context import DumpContext
from dateline.article.dump.cues import WHOLE
from dateline.article.dump.features import Matrix, feature_names
from dateline.article.dump.model import BODY_CLASSES, CLASSES
from dateline.article.dump.trees import Trees, load_trees
from dateline.article.lines.credits import ends_in_credit
from dateline.language import Language, shared_data

Doubles = npt.NDArray[np.float64]

HEADS = "dump/heads.trees"
# Lines that may head the text: above its first line or so many below, no longer, and near it or likely.
INTO_TEXT, LONGEST = 4, 300
_NEAR, _LEAST_FAR, _LEAST_LETTERS = 100, 0.02, 4
_NEIGHBOURS = ("headline", "byline", "timestamp", "standfirst", "teaser", "furniture", "caption")
_OFFSETS = (-2, -1, 1, 2, 3)
_OWN = (
    "words", "chars", "function_share", "title_share", "upper_share", "digit_share", "terminal", "ends_colon",
    "question", "separators", "date", "clock", "name_like", "duplicates", "is_later_copy", "in_body_words",
    "shingles_before", "shingles_after", "long", "linked", "level", "blanks", "bullet", "place", "page_lines",
)  # fmt: skip
_BESIDE = ("words", "terminal", "title_share")
_SIGNED = ("byline", "timestamp")
_MAY_HEAD, _FAR, _FEW = 0.12, 80, 4
_REACH_BELOW, _REACH_ABOVE, _PATH = 6, 3, 6
_FIRST_LINES, _STEM = 3, 6
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# A line of whose words the text takes up none counts so much beside one of which it takes up all; and half where it
# stands so many lines from the text.
_UNSHARED, _NEARNESS = 0.25, 20
_ROLES = ("body", "teaser", "headline", "standfirst", "other")


def load_heads() -> Trees:
    """The shipped ensemble, read once per process."""
    return shared_data().resource("dump-heads", _read)


def _read(language: Language) -> Trees:
    return load_trees(language.read(HEADS) or b"")


def head_names() -> list[str]:
    """The columns of `head_features`, in order."""
    names = [f"c_{name}" for name in CLASSES]
    names += [f"{name}@{offset:+d}" for name in (*_NEIGHBOURS, "text") for offset in _OFFSETS]
    names += [f"{name}_{side}" for name in _SIGNED for side in ("below", "above")]
    names += [*_OWN, *(f"{name}@{offset:+d}" for name in _BESIDE for offset in (-1, 1))]
    names += ["index", "from_first", "share_above", "rank", "of_likeliest", "likelier_below", "lines_between"]
    names += ["titles_between", "teasers_between", "in_text", "shared_words", "in_first", "of_first"]
    names += ["told", "speaks", "opens_byline", "dated", "credit", "ends_paths", "in_longer_above", "in_longer_below"]
    names += [f"is_{role}" for role in _ROLES]
    return names


def may_head(context: DumpContext, first: int) -> list[int]:
    """Lines that may head the text. first: its first line."""
    chance = context.chances("headline")
    return [
        index
        for index in range(min(len(context.lines), first + INTO_TEXT))
        if _LEAST_LETTERS <= len(context.lines[index].text) <= LONGEST
        and (first - index <= _NEAR or chance[index] >= _LEAST_FAR)
    ]


def likeliest_head(context: DumpContext, asked: Sequence[int], first: int) -> tuple[int, float] | None:
    """The line that heads the text, and its chance by the trees; None where none is asked of.

    asked: places of lines; first: the text's first line. What the trees make too little of counts once more: a line
    whose words the text takes up, near it. Held out, 86 of a hundred news pages right instead of 84, of others 85
    instead of 83.
    """
    if not asked:
        return None
    rows = head_features(context, asked, first)
    chances = load_heads().probabilities(rows)[:, 0]
    shared, steps = (rows[:, head_names().index(name)].astype(float) for name in ("in_text", "from_first"))
    best = int(np.argmax(chances * (_UNSHARED + shared) / (1 + np.abs(steps) / _NEARNESS)))
    return asked[best], float(chances[best])


def head_features(context: DumpContext, asked: Sequence[int], first: int) -> Matrix:
    """A row for each line asked of, in the order of `head_names`. first: the text's first line."""
    by_class = context.probabilities
    text = by_class[:, list(BODY_CLASSES)].sum(axis=1)
    chance = {name: by_class[:, CLASSES.index(name)] for name in CLASSES}
    heads = chance["headline"]
    places = np.array(asked, np.int64)
    names = feature_names(context.cues)
    columns: list[npt.NDArray[Any]] = list(by_class[places].T)
    columns += [
        _at(values, places + offset)
        for values in (*(chance[name] for name in _NEIGHBOURS), text)
        for offset in _OFFSETS
    ]
    for name in _SIGNED:
        columns += [_highest(chance[name], places, 1, _REACH_BELOW), _highest(chance[name], places, -1, _REACH_ABOVE)]
    columns += [context.rows[places, names.index(name)] for name in _OWN]
    columns += [_at(context.rows[:, names.index(name)], places + offset) for name in _BESIDE for offset in (-1, 1)]
    columns += [
        np.log1p(places),
        np.clip(first - places, -_FAR, _FAR),
        places / max(1, first),
        *_standing(heads[places]),
        *_between(context, places, first, heads, chance["teaser"]),
    ]
    rows = np.array(
        [[*_shared, *_words] for _shared, _words in zip(_shares(context, asked, first), _told(context, asked))],
        np.float64,
    )
    columns += list(rows.reshape(len(asked), -1).T)
    columns += [np.array([context.found[index].role == role for index in asked]) for role in _ROLES]
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def _at(values: npt.NDArray[np.floating], places: npt.NDArray[np.int64]) -> Doubles:
    """The values at places; -1 beyond the page's ends."""
    inside = (places >= 0) & (places < len(values))
    return np.where(inside, values[np.clip(places, 0, len(values) - 1)], -1.0)


def _highest(values: Doubles, places: npt.NDArray[np.int64], step: int, reach: int) -> Doubles:
    return np.asarray(np.max([_at(values, places + step * far) for far in range(1, reach + 1)], axis=0))


def _standing(heads: Doubles) -> list[Doubles]:
    """How each chance stands among the others: its rank, its share of the highest, how many below are higher."""
    rank = (heads[None, :] > heads[:, None]).sum(axis=1)
    below = np.triu(heads[None, :] > heads[:, None], 1).sum(axis=1)
    return [np.minimum(rank, _FAR).astype(float), heads / max(float(heads.max(initial=0.0)), 1e-6), below.astype(float)]


def _between(
    context: DumpContext, places: npt.NDArray[np.int64], first: int, heads: Doubles, teasers: Doubles
) -> list[Doubles]:
    """What lies between a line and the text: lines of some words, likely headlines, likely teasers."""
    words = np.expm1(context.rows[:, feature_names(context.cues).index("words")])
    found = []
    for values in ((words >= _FEW).astype(float), (heads >= _MAY_HEAD).astype(float), teasers):
        sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        found.append(sums[np.maximum(first, places + 1)] - sums[places + 1])
    return found


def _shares(context: DumpContext, asked: Sequence[int], first: int) -> list[tuple[float, ...]]:
    """Of each line the share of its words that the text takes up, and how many; the share in its opening, and of it."""
    body = [place for place in context.body() if place >= first]
    stems = [_stems(context.lines[place].text) for place in body]
    spread: dict[str, int] = {}
    for each in stems:
        for stem in each:
            spread[stem] = spread.get(stem, 0) + 1
    opening = frozenset().union(*stems[:_FIRST_LINES])
    within = dict(zip(body, stems))
    shares: list[tuple[float, ...]] = []
    for index in asked:
        own = _stems(context.lines[index].text)
        used = 1 if index in within else 0
        taken = sum(spread.get(stem, 0) > used for stem in own)
        begun = len(own & opening) if index not in body[:_FIRST_LINES] else 0
        shares.append((taken / max(1, len(own)), taken, begun / max(1, len(own)), begun / max(1, len(opening))))
    return shares


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _told(context: DumpContext, asked: Sequence[int]) -> list[tuple[float, ...]]:
    """What a line's words tell of it, and where it is printed again."""
    texts = [line.text.casefold() for line in context.lines]
    told: list[tuple[float, ...]] = []
    for index in asked:
        text, strengths = context.lines[index].text, context.told[index].values()
        words = texts[index]
        dated = may_hold_date(text) and read_printed_date(text) is not None
        above = texts[max(0, index - _PATH) : index]
        told.append((
            any(strength == WHOLE for strength in strengths),
            context.speaks(index),
            opens_byline(text),
            dated,
            ends_in_credit(text),
            sum(each != words and each.endswith(words) for each in above),
            sum(each != words and words in each for each in texts[:index]),
            sum(each != words and words in each for each in texts[index + 1 :]),
        ))  # fmt: skip
    return told
