"""What the block model knows of a block by the page: what machines are told, repeats, cues of its words."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import TRIM, find_cues, load_cues
from dateline.article.learned.columns import Ints, Rows
from dateline.article.native import native
from dateline.article.structured import Structured, texts
from dateline.article.tree.folded import folded_words, known_shares, words_of
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

# Longer blocks are not looked through for cues.
CUE_CHARS = 160
_QUOTES = "\"“”„«»‘’'"
_HAS_QUOTE = re.compile(f"[{_QUOTES}]")
_AROUND_QUOTED = _QUOTES + " .,"
# What is compared of a quotation: at least and at most so many characters of a block of so many.
_LEAST_PULLED, _PULLED, _LEAST_QUOTE, _LONGEST_QUOTE = 15, 60, 20, 300
# Of so many characters at least, the first ones are sought in the text that machines are told, and in descriptions.
_LEAST_TOLD, _TOLD, _LEAST_DESCRIBED, _DESCRIBED = 16, 80, 25, 60
# Longer blocks are not compared with the page's titles; a larger share of known words is a title.
_LONGEST_TITLE, _TITLE_SHARE = 200, 0.9
_MOST_REPEATS = 5
_LIMITS = (_LEAST_TOLD, _TOLD, _LEAST_DESCRIBED, _DESCRIBED, _LONGEST_TITLE, _MOST_REPEATS, _LEAST_QUOTE,
           _LONGEST_QUOTE, _LEAST_PULLED, _PULLED)  # fmt: skip
# A title of so few words has none that tell enough; its share is one that no block has.
_FEW_WORDS, _NO_SHARE = 2, 2.0


def measure_metadata(markup: Markup, structured: Structured, depths: Ints, rows: Rows) -> None:
    """How much of each block machines are told, in title, description and text; repeats, pictures before, depth."""
    told = " ".join(texts(structured.article.get("articleBody"), structured))[:200_000]
    descriptions = [*structured.metas.get("og:description", []), *structured.metas.get("description", [])]
    descriptions += texts(structured.article.get("description"), structured)
    starts = {" ".join(each.split())[:_DESCRIBED].casefold() for each in descriptions if len(each) >= _LEAST_DESCRIBED}
    titles = [*texts(structured.article.get("headline"), structured)[:1], *structured.metas.get("og:title", [])[:1]]
    title = set(folded_words(" ".join([*titles, markup.title])))
    compare_texts(markup, told, starts, title, rows[:-1])
    before = np.array([image.before for image in markup.images], np.intp)
    count = len(markup.blocks)
    np.minimum(np.bincount(before, minlength=count)[:count], 5, out=rows[5], casting="unsafe")
    rows[7] = depths


def compare_texts(markup: Markup, told: str, starts: set[str], title: set[str], rows: Rows) -> None:
    """Fill in all of these rows but the one of pictures.

    told: the text that machines are told. starts: how descriptions begin, in folded case. title: its words.
    """
    built = native()
    if built is None:
        compare_plainly(markup, told, starts, title, rows)
        return
    tables = [built.Words(words) if words else None for words in (starts, title)]
    limits = (*_LIMITS, _TITLE_SHARE if len(title) > _FEW_WORDS else _NO_SHARE)
    built.compare_texts(
        [block.text for block in markup.blocks], told or None, *tables, _QUOTES, _AROUND_QUOTED, limits, rows
    )


def compare_plainly(markup: Markup, told: str, starts: set[str], title: set[str], rows: Rows) -> None:
    """The same in plain Python."""
    blocks = [block.text for block in markup.blocks]
    in_body, described, overlap, is_title, repeated, _, quoted = rows
    in_body[:] = _numbers([len(text) >= _LEAST_TOLD and text[:_TOLD] in told for text in blocks]) if told else -1
    described[:] = (
        _numbers([len(text) >= _LEAST_DESCRIBED and text[:_DESCRIBED].casefold() in starts for text in blocks])
        if starts
        else False
    )
    shares = np.array(known_shares(markup.blocks, title, _LONGEST_TITLE)) if title else np.zeros(len(blocks))
    overlap[:] = shares
    is_title[:] = shares > _TITLE_SHARE if len(title) > _FEW_WORDS else False
    repeated[:] = _numbers(_repeats(blocks, _MOST_REPEATS))
    whole = "\n".join(blocks)
    quoted[:] = _numbers(
        [
            _LEAST_QUOTE <= len(text) <= _LONGEST_QUOTE and _has_quote(text) and _is_quoted(text, whole)
            for text in blocks
        ]
    )


def _numbers(small: list[int] | list[bool]) -> npt.NDArray[np.uint8]:
    """Numbers below 256 as an array, which numpy makes of a list in ten times the time."""
    return np.frombuffer(bytes(small), np.uint8)


def _repeats(blocks: list[str], most: int) -> list[int]:
    """For each block, how many before it have the same text, at most so many."""
    seen: dict[str, int] = {}
    repeats = []
    for text in blocks:
        before = seen.get(text, 0)
        if before < most:
            seen[text] = before + 1
        repeats.append(before)
    return repeats


def _has_quote(text: str) -> bool:
    return '"' in text or "'" in text if text.isascii() else _HAS_QUOTE.search(text) is not None


def _is_quoted(text: str, whole: str) -> bool:
    """Whether a quotation stands in another block too, as pull quotes do. whole: all blocks, a line each."""
    words = text.strip(_AROUND_QUOTED)[:_PULLED]
    return len(words) >= _LEAST_PULLED and whole.count(words) >= 2


def find_all_cues(markup: Markup) -> list[dict[int, int]]:
    """For each block, the kinds of cue that its words hold, with their strengths; none in long ones."""
    cues, blocks = load_cues(), markup.blocks
    none: dict[int, int] = {}  # one for all: most lines hold no cue
    if native() is None:
        found, left = [none] * len(blocks), [at for at, block in enumerate(blocks) if len(block.text) <= CUE_CHARS]
    else:
        found, left = shared_data().resource("cues-native", _native_cues).find(blocks, CUE_CHARS, none)
    for at in left:
        found[at] = find_cues(blocks[at].text, cues, words_of(blocks[at])) or none
    return found


def _native_cues(_: Language) -> Any:
    cues = load_cues()
    start, anywhere = (
        {word: tuple((phrase.rest, phrase.kind, phrase.apart) for phrase in phrases) for word, phrases in told.items()}
        for told in (cues.start, cues.anywhere)
    )
    whole = {line: tuple(((), kind, False) for kind in kinds) for line, kinds in cues.whole.items()}
    return native().Cues(start, anywhere, whole, set(TRIM), cues.unspaced_signs)


def measure_cues(found: list[dict[int, int]], rows: Rows) -> None:
    """A row a kind of cue: how strongly each block's words speak for it."""
    built = native()
    if built is not None:
        built.measure_cues(found, rows)
        return
    rows[:] = 0
    for index, own in enumerate(found):
        if own:  # as of few lines
            for kind, strength in own.items():
                rows[kind, index] = strength
