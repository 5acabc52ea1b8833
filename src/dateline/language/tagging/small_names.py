"""Names without a capital, in texts that keep their capitals.

In a hasty message a name may well be written small. Where every sentence begins with a capital, what has none is a name
only when the same words have theirs elsewhere in the text, or when the model is sure of it ("the ministry of trade").
"""

from collections.abc import Sequence

from dateline.language.tagging.labels import NUMBERS

# Sentences that begin with a letter, and how many of them with a capital, for a text to keep its capitals. Chosen on
# GUM, UNER (dev parts) and Worldwide Newswire, where .9 to .98 and 3 to 10 sentences are alike.
_SENTENCES = 5
_SHARE = 0.95
# A score from which a name may be small; with none at all sets of names gain a little more, and readers lose bodies.
_SURE = 0.8
_SHORT = 2  # sentences of so few words are headings and marks of lists


class SmallNames:
    """Tells which names of one text are none, for want of a capital.

    forms: the words of the text. sentences: (first, end) of each.
    """

    def __init__(self, forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> None:
        begun = [forms[first] for first, end in sentences if end - first > _SHORT and forms[first][0].isalpha()]
        capitals = sum(form[0].isupper() for form in begun)
        self._kept = len(begun) >= _SENTENCES and capitals >= _SHARE * len(begun)
        self._capitalised = {form.lower() for form in forms if form[0].isupper()} if self._kept else set()

    def are_slips(self, kind: str, words: Sequence[str], score: float) -> bool:
        """Whether a span said to be a name of `kind`, so surely, is none."""
        if not self._kept or kind in NUMBERS or score >= _SURE or not _is_small("".join(words)):
            return False
        return not all(word in self._capitalised for word in words)


def _is_small(name: str) -> bool:
    """Whether a name has no capital and might have one; "65th" and "tessaly.example" might not, nor other scripts."""
    return name.islower() and not any(letter.isdigit() or letter == "." for letter in name)
