"""A name that stands more than once in a text is one name, of one extent and one kind.

What single words are, `agreement` has drawn together before labels were read off; where a name begins and ends it
leaves to each place. On names in news (dev) extent and kind gain alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.language.tagging.labels import NUMBERS, Found

_MOST_WORDS = 12  # of a name that others are held against

_Name = tuple[str, ...]
_Votes = dict[_Name, dict[str, float]]


def settled(names: Iterable[Found], forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[Found]:
    """The names of a whole text, in order and none within another.

    names: (kind, first, end, score), words counted over the text. forms: its words. sentences: (first, end) of each.
    What is read as part of a name that the text has in full elsewhere gets that name's extent, where the same words
    stand around it; then each name gets the kind that most is said for. Dates and numbers are left as they are.
    """
    given = list(names)
    numbers = [each for each in given if each[0] in NUMBERS]
    named = [each for each in given if each[0] not in NUMBERS]
    whole = _in_full(named, forms, sentences)
    votes = _votes(whole, forms)
    same = [(_chosen(votes[_words(each, forms)], each[0]), *each[1:]) for each in whole]
    out: list[Found] = []
    for each in sorted([*numbers, *same], key=lambda each: (each[1], -each[2], -each[3], each[0])):
        if not out or each[1] >= out[-1][2]:
            out.append(each)
    return out


def _words(name: Found, forms: Sequence[str]) -> _Name:
    return tuple(forms[name[1] : name[2]])


def _votes(names: Sequence[Found], forms: Sequence[str]) -> _Votes:
    """What the scores of all mentions say for each kind of a name."""
    votes: _Votes = defaultdict(dict)
    for each in names:
        own = votes[_words(each, forms)]
        own[each[0]] = own.get(each[0], 0.0) + each[3]
    return votes


def _chosen(votes: dict[str, float], own: str) -> str:
    """The kind with most votes; its own where others have as many."""
    return max(sorted(votes), key=lambda kind: (votes[kind], kind == own))


def _in_full(names: Sequence[Found], forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[Found]:
    """The names in order, those that are read as part of another of the text with that one's kind and extent."""
    votes = _votes([each for each in names if 1 < each[2] - each[1] <= _MOST_WORDS], forms)
    held: dict[str, set[tuple[int, int]]] = defaultdict(set)  # a word -> lengths of names and its place in them
    for words in votes:
        for at, word in enumerate(words):
            held[word].add((len(words), at))
    out: list[Found] = []
    at_sentence = 0
    for kind, first, end, score in names:
        while sentences[at_sentence][1] <= first:
            at_sentence += 1
        least, most = sentences[at_sentence]
        around: list[tuple[float, int, int]] = []
        for length, at in held.get(forms[first], ()):
            low, high = first - at, first - at + length
            fits = length > end - first and high >= end and low >= least and high <= most
            if fits and (words := tuple(forms[low:high])) in votes:
                around.append((sum(votes[words].values()), length, -low))
        if around:
            _, length, low = max(around)
            first, end = -low, -low + length
            kind = _chosen(votes[tuple(forms[first:end])], kind)
        out.append((kind, first, end, score))
    return out
