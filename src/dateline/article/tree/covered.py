"""What the markup hides: left out, but for text that waits for a script to show it."""

import re
from bisect import bisect_left

from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import COVERED, Markup, RawBlock, is_within

# Scripts uncover what the markup hides where that is the page's very text: more words than all that shows, as a copy
# of what shows is not.
_LEAST_UNCOVERED = 80
# So many are enough where no paragraph shows beside them in what holds the heading.
_LEAST_ALONE = 25
_PARAGRAPH_WORDS = 15
# So many letters of a word are the same in its other forms.
_STEM = 5
_WORD = re.compile(r"[^\W\d_]+")
# A heading with so many gaps between its words tells whose it is.
_LEAST_GAPS = 2


def uncover(markup: Markup) -> None:
    """Take out the blocks that the markup hides, but for those that are the page's own text waiting for a script."""
    elements, blocks, roots = markup.elements, markup.blocks, markup.covered
    if not roots:
        return
    covered: dict[int, int] = {}
    for index, root in roots.items():
        if words := _paragraph_words(blocks[index]):
            covered[root] = covered.get(root, 0) + words
    likely = {root: words for root, words in covered.items() if words >= _LEAST_ALONE}
    kept = _kept(markup, roots, likely)
    gone = [index for index, root in roots.items() if root not in kept]
    markup.hidden_chars = sum([len(blocks[index].text) for index in gone])
    leaving = set(gone)
    markup.blocks = [block for index, block in enumerate(blocks) if index not in leaving]
    markup.images = [image for image in markup.images if not elements[image.element].flags & COVERED]
    for image in markup.images:
        place = min(image.before, len(blocks))
        image.before = place - bisect_left(gone, place)


def _paragraph_words(block: RawBlock) -> int:
    """The words of a block that is a paragraph, few of them links; 0 for any other."""
    words = block.text.count(" ") + 1
    return words if words >= _PARAGRAPH_WORDS and block.link_chars < 0.4 * len(block.text) else 0


def _kept(markup: Markup, roots: dict[int, int], likely: dict[int, int]) -> set[int]:
    """Of the hidden elements with their words those that are the page's own text. roots: of all hidden blocks."""
    never = load_marks().bit("consent", "form", "comment", "navigation", "promotion", "advert")
    likely = {root: words for root, words in likely.items() if not markup.elements[root].marks & never}
    if not likely:
        return set()  # as on most pages
    shown = sum([_paragraph_words(block) for index, block in enumerate(markup.blocks) if index not in roots])
    beside = _Beside(markup, roots)
    return {
        root
        for root, words in likely.items()
        if (words >= _LEAST_UNCOVERED and (words > shown or words > beside.shown(root)))
        or (beside.is_told(root) and not beside.shown(root, anywhere=True))
    }


class _Beside:
    """What shows beside hidden elements; each element around some of them is looked through once.

    The page's title tells the article, by its heading. roots: of each hidden block the element that hides it.
    """

    def __init__(self, markup: Markup, roots: dict[int, int]) -> None:
        self._markup, self._roots = markup, roots
        title = " ".join(markup.title.split()).casefold()
        self._headings: dict[int, int] = {}  # the first heading of each hidden element, and of what shows
        for index, block in enumerate(markup.blocks):
            if markup.elements[block.element].tag == "h1" and _opens(title, block.text):
                self._headings.setdefault(roots.get(index, -1), index)
        self._shown: dict[int, float] = {}
        self._told: set[int] | None = None

    def shown(self, root: int, *, anywhere: bool = False) -> float:
        """The words that show in paragraphs beside a hidden element in the article that it is a part of.

        None shows where the element itself holds the heading and no other prints it. Infinite where that tells
        nothing. anywhere: where no article is around, what holds both the heading and the element is asked.
        """
        heading = self._headings.get(-1)
        if heading is None:
            return 0 if root in self._headings else float("inf")
        elements, at = self._markup.elements, self._markup.blocks[heading].element
        home = root
        while home >= 0 and elements[home].tag != "article":
            home = elements[home].parent
        if home < 0 and anywhere:
            home = root
            while home >= 0 and not is_within(self._markup, at, home):
                home = elements[home].parent
        if home < 0 or not is_within(self._markup, at, home):
            return float("inf")
        if home not in self._shown:
            self._shown[home] = self._words_in(home)
        return self._shown[home]

    def _words_in(self, home: int) -> float:
        shown = (block for index, block in enumerate(self._markup.blocks) if index not in self._roots)
        counts = (block.text.count(" ") + 1 for block in shown if is_within(self._markup, block.element, home))
        return sum(words for words in counts if words >= _PARAGRAPH_WORDS)

    def is_told(self, root: int) -> bool:
        """Whether a hidden element repeats a word of the heading, as a few words of a notice or an offer do not."""
        if self._told is None:
            self._told = self._repeating()
        return root in self._told

    def _repeating(self) -> set[int]:
        blocks, heading = self._markup.blocks, self._headings.get(-1)
        told = _stems(blocks[heading].text) if heading is not None else set()
        return set(self._headings) | {
            root for index, root in self._roots.items() if not told.isdisjoint(_stems(blocks[index].text))
        }


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words of a text, folded; whole words where they are short for their script."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) >= _STEM or not word.isascii()}


def _opens(title: str, text: str) -> bool:
    """Whether a page's title, folded, begins with the words of a heading."""
    return text.count(" ") >= _LEAST_GAPS and title.startswith(text.casefold())
