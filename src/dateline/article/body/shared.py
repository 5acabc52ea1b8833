"""Words that groups of texts have in common."""

from dateline.article.native import native

# A group of texts, a paragraph each.
Group = list[str]


def count_shared(parts: list[Group], others: list[Group], *, most: int, least: int, edges: str) -> list[list[int]]:
    """For each of the parts how many longer words it has, how many of these another part has, and each of the others.

    Then a row for the others: two zeros, and how many such words each has. most: words of a text that are looked at;
    least: letters of one, with the marks around it; edges: those, which are not of it. A word counts once.
    """
    built = native()
    if built is None:
        return count_plainly(parts, others, most=most, least=least, edges=edges)
    counts: list[list[int]] = built.shared_words(parts, others, most, least, edges)
    return counts


def count_plainly(parts: list[Group], others: list[Group], *, most: int, least: int, edges: str) -> list[list[int]]:
    """The same in plain Python.

    >>> count_plainly([["Red ferry,"], ["ferry port"]], [["ports", "Ferry"]], most=9, least=4, edges=",")
    [[1, 1, 1], [2, 1, 1], [0, 0, 2]]
    """
    own, told = ([_words(texts, most, least, edges) for texts in groups] for groups in (parts, others))
    seen: set[str] = set()
    shared: set[str] = set()
    for words in own:
        shared |= seen & words
        seen |= words
    rows = [[len(words), len(words & shared), *(len(words & each) for each in told)] for words in own]
    return [*rows, [0, 0, *map(len, told)]]


def _words(texts: Group, most: int, least: int, edges: str) -> set[str]:
    """The longer words of some texts, without the marks around them."""
    return {word.strip(edges) for text in texts for word in text.lower().split(" ", most)[:most] if len(word) >= least}
