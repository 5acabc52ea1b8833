"""What a line is made of, letter by letter."""

from collections.abc import Callable

from dateline.article.native import native


def count_signs_plainly(text: str) -> tuple[int, int, int]:
    """How many digits a text has, words between white space that begin with a letter, and such with a capital.

    >>> count_signs_plainly("Pier 12 shut, says Tavi")
    (2, 4, 2)
    """
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    return sum(map(str.isdigit, text)), len(firsts), sum(map(str.isupper, firsts))


count_signs: Callable[[str], tuple[int, int, int]] = count_signs_plainly if native() is None else native().count_signs
