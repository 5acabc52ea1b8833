"""The words of a line in folded case, told once for all that ask for them."""

import re
from collections.abc import Callable, Set
from functools import partial

from dateline.article.native import native
from dateline.article.tree.markup import RawBlock
from dateline.language.detect import PLAIN, Counts, Scores, Users

_WORD = re.compile(r"\w+")
_ASCII_GAPS = "".join(chr(point) if chr(point).isalnum() or chr(point) == "_" else " " for point in range(128))


def fold_plainly(text: str) -> list[str]:
    r"""The words of a text in folded case: its stretches of \w.

    >>> fold_plainly("Pier No. 3 re-opens")
    ['pier', 'no', '3', 're', 'opens']
    """
    folded = text.casefold()
    # Most lines are ASCII, which is cut into the same words in half the time without the expression.
    return folded.translate(_ASCII_GAPS).split() if folded.isascii() else _WORD.findall(folded)


folded_words: Callable[[str], list[str]] = fold_plainly if native() is None else native().folded_words


def key_plainly(text: str) -> str:
    """The words of a text in folded case with nothing between them.

    >>> key_plainly("Pier No. 3 re-opens")
    'pierno3reopens'
    """
    return "".join(fold_plainly(text))


folded_key: Callable[[str], str] = key_plainly if native() is None else native().folded_key


def words_of(block: RawBlock) -> list[str]:
    """A block's words, which the headline, the features and the furniture ask for in turn: not to be changed."""
    words = block.folded
    if words is None:
        words = block.folded = folded_words(block.text)
    return words


def known_shares(blocks: list[RawBlock], known: Set[str], longest: int) -> list[float]:
    """Of each block's words the share that is among these; 0 for blocks of so many characters or more."""
    shares = []
    for block in blocks:
        words = words_of(block) if len(block.text) < longest else ()
        shares.append(sum(map(known.__contains__, words)) / len(words) if words else 0.0)
    return shares


def strangers_of(known: Set[str], longest: int, share: float) -> Callable[[list[str]], list[int]]:
    """What tells the places of texts of whose words less than this share is known.

    Words are stretches between white space, in lower case; so many characters of each text are looked at.

    >>> strangers_of({"the", "at"}, 400, 0.5)(["The quay at noon", "At noon, the fog came"])
    [1]
    """
    built = native()
    if built is None:
        return partial(tell_strangers_plainly, known=known, longest=longest, share=share)
    words, little_known = built.Words(known), built.little_known
    return lambda texts: little_known(texts, words, longest, share)


def tell_strangers_plainly(texts: list[str], known: Set[str], longest: int, share: float) -> list[int]:
    """The same in plain Python."""
    told = [text[:longest].lower().split() for text in texts]
    return [at for at, words in enumerate(told) if sum(map(known.__contains__, words)) < share * len(words)]


def _scorer(words: Users, places: int) -> Callable[[str], Scores]:
    score: Callable[[str], Scores] = native().Scores(words, places).score
    return score


# What counts a text's words and letters for its language.
COUNTS = PLAIN if native() is None else Counts(_scorer, native().part_letters)


def places_with(blocks: list[RawBlock], known: Set[str], longest: int, least: int, shortest: int) -> list[int]:
    """The places of the blocks of at most so many characters that have so many of these words, one at least.

    A word counts as often as it stands there. shortest: characters that a block has at least in folded case; those of
    fewer cost nothing.
    """
    built = native()
    if built is None:
        return place_plainly(blocks, known, longest, least, shortest)
    places: list[int] = built.places_with(blocks, built.Words(known), longest, least, shortest)
    return places


def place_plainly(blocks: list[RawBlock], known: Set[str], longest: int, least: int, shortest: int) -> list[int]:
    """The same in plain Python."""
    return [
        index
        for index, block in enumerate(blocks)
        if len(block.text) <= longest
        and len(block.text if block.text.isascii() else block.text.casefold()) >= shortest
        and not known.isdisjoint(words := words_of(block))
        and (least < 2 or sum(map(known.__contains__, words)) >= least)
    ]
