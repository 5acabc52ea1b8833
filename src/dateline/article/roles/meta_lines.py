"""Lines about the headline and the text that tell who wrote or when, where no rule says so: boosted trees.

A name alone below a headline, "ku Salvane", "4 min read": place, shape and what is known of the article by then speak
together where no word does. Asked once the fields are known, of the lines alone that the rules leave to furniture:
authors and days are found by words that say so, and these lines show where else the page prints them. Trained by
`python -m training.roles` on pages read block by block; card beside the data.
"""

import re
import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.article.bylines.marked import marked_names
from dateline.article.bylines.names import is_agency, is_given, is_personal
from dateline.article.bylines.openers import opens_byline
from dateline.article.dates.read import find_printed_date, may_hold_date
from dateline.article.draft import DraftBlock, Fields
from dateline.article.learned.columns import join_columns
from dateline.article.learned.features import Features, pick_columns
from dateline.article.learned.furniture import KEPT, RoleModel, read_role_model, vote
from dateline.article.lines.shape import SHAPE, measure_shapes
from dateline.article.publication.printed import load_time_words
from dateline.article.roles.context import RoleContext
from dateline.article.tree.folded import folded_words, words_of
from dateline.article.tree.markup import Markup, RawBlock
from dateline.language import Language, shared_data
from dateline.model import Role

Floats = npt.NDArray[np.float32]

# What the trees tell; the last is all else.
TOLD: tuple[Role, ...] = ("byline", "timestamp", "other")
# So many lines before the headline and behind the text are looked at, of so many characters at most.
_ABOUT, _LONGEST = 6, 400
# Out of fold, F1 of bylines and times is within .01 from .4 to .6; wrong ones are fewer above.
SURE = 0.5
# Lines of up to so many characters are read for dates and names, such of so many words may be a name.
_LINE, _NAME_WORDS = 200, 5
_FAR = 300.0
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ONE_NUMBER = re.compile(r"\D{0,20}\d{1,2}\D{1,20}")
_BOLD, _ITALIC = frozenset(("b", "strong", "em", "i")), frozenset(("em", "i", "cite"))
NAMES = (
    "letters", "words", "digits", "capitalised", "in_capitals", "ends", "ends_with_colon", "opens_quote",
    "opens_bracket", "opens_dash", "slash", "dot_between", "comma", "date", "beside_date", "clock", "year",
    "one_number", "told_day", "opens_byline", "personal", "agency", "marked_name", "given_name", "told_name",
    "told_share", "in_told_name", "in_headline", "holds_headline", "published", "bold", "italic", "in_time",
    "writer_s_page", "from_headline", "from_first", "from_last", "by_picture", "below_picture", "pictured", "body",
    "linked",
)  # fmt: skip


def tell_meta_lines(context: RoleContext, features: Features, fields: Fields, blocks: list[DraftBlock]) -> None:
    """Give lines that tell who wrote or when their role. fields: the article's, as gathered."""
    model = shared_data().resource("article-meta-lines", _build)
    asked = ask_of(context, blocks)
    if model is None or not asked:
        return
    places, told = np.array(asked, np.intp), _measure(context, fields, asked)
    chances = vote(model.forest, pick_columns(features.matrix, model.names), told, places)
    for index, line in zip(asked, chances[:, :-1].astype(float).tolist()):
        sure = max(line)
        if sure >= SURE:
            blocks[index].role, blocks[index].score = TOLD[line.index(sure)], round(sure, 3)


def ask_of(context: RoleContext, blocks: Sequence[DraftBlock]) -> list[int]:
    """The lines about the headline and the text that the rules leave to furniture."""
    head = context.headline if context.headline is not None else context.first
    low, high = min(head, context.first) - _ABOUT, max(context.last, head) + _ABOUT
    near = range(max(0, low), min(len(blocks), high))
    return [index for index in near if blocks[index].role not in KEPT and len(blocks[index].text) <= _LONGEST]


def evidence(
    context: RoleContext, features: Features, fields: Fields, asked: list[int], wanted: tuple[str, ...]
) -> Floats:
    """The columns of evidence for the lines asked: features by name, and what a line is made of."""
    rows = pick_columns(features.matrix, wanted).T.take(asked, axis=1).T
    return join_columns([rows, _measure(context, fields, asked)])


def _measure(context: RoleContext, fields: Fields, asked: list[int]) -> Floats:
    """What each line is made of, in the order of NAMES."""
    markup, head, first, last = context.markup, context.headline, context.first, context.last
    near, after, figured, body = context.near_picture, context.after_picture, context.figured, context.body
    headline = _fold(markup.blocks[head].text) if head is not None else ""
    names = [_fold(author.name) for author in fields.authors]
    all_names = "\n".join(names)
    day = (fields.published or "")[:10]
    published = load_time_words().published
    values: list[float] = []
    for index in asked:
        block = markup.blocks[index]
        text, words, pictured = block.text, " ".join(words_of(block)), index in near
        values += _dated(text, day)
        values += _named(markup, index, text)
        values += _known(words, names, all_names)
        values += (
            words != "" and words in headline,
            headline != "" and headline in words,
            published.match(text) is not None,
        )
        values += _marked(markup, block)
        values += (
            index - head if head is not None else _FAR,
            index - first,
            index - last,
            pictured,
            index in after,
            pictured or index in figured,
            body[index],
            block.link_chars / len(text),
        )
    told = np.frombuffer(struct.pack(f"{len(values)}f", *values), np.float32)
    shapes = measure_shapes([markup.blocks[index].text for index in asked])
    return join_columns([shapes.T, told.reshape(-1, len(NAMES) - SHAPE)])


def _dated(text: str, day: str) -> tuple[float, ...]:
    if not may_hold_date(text):
        return False, _FAR, False, False, False, False
    date = find_printed_date(text) if len(text) <= _LINE else None
    return (
        date is not None,
        len(text) - (date.end - date.start) if date else _FAR,
        _CLOCK.search(text) is not None,
        _YEAR.search(text) is not None,
        _ONE_NUMBER.fullmatch(text) is not None,
        date is not None and date.date.value[:10] == day,
    )


def _named(markup: Markup, index: int, text: str) -> tuple[float, ...]:
    if len(text) > _LINE:
        return (0,) * 5
    short = text.count(" ") < _NAME_WORDS
    return (
        opens_byline(text),
        short and is_personal(text),
        short and is_agency(text),
        bool(marked_names(markup, index)),
        is_given(text.split(" ", 1)[0]),
    )


def _known(words: str, names: list[str], all_names: str) -> tuple[float, ...]:
    """How much of a line the names are that machines are told, and whether it is a part of one.

    all_names: the same in one text, which no line's words run across.
    """
    within = words != "" and words in all_names
    told = [len(name) for name in names if name in words]
    if not told:
        return False, 0, within
    return True, max(told) / max(len(words), 1), within


def _marked(markup: Markup, block: RawBlock) -> tuple[float, ...]:
    bold = italic = 0
    in_time = writer_s = False
    elements = markup.elements
    for text, owner in block.pieces:
        if owner < 0:
            continue
        element = elements[owner]
        bold += len(text) if element.tag in _BOLD else 0
        italic += len(text) if element.tag in _ITALIC else 0
        in_time = in_time or element.tag == "time"
        if element.href and not writer_s:
            link = element.href.lower()
            writer_s = "author" in link or "autor" in link
    return bold / len(block.text), italic / len(block.text), in_time, writer_s


def _fold(text: str) -> str:
    return " ".join(folded_words(text))


def _build(language: Language) -> RoleModel | None:
    content = language.read("article/meta_lines.npz")
    return read_role_model(content) if content is not None else None
