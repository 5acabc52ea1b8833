"""What the markup hides: left out, but for text that waits for a script to show it."""

from dateline.article.marks import load_marks
from dateline.article.markup import COVERED, Markup, PageImage, is_within

# Scripts uncover what the markup hides where that is the page's very text: more words than all that shows, as a copy
# of what shows is not.
_LEAST_UNCOVERED = 80
# So many are enough where no paragraph shows beside them in what holds the heading.
_LEAST_ALONE = 25
_PARAGRAPH_WORDS = 15
# A heading with so many gaps between its words tells whose it is.
_LEAST_GAPS = 2


def uncover(markup: Markup) -> None:
    """Take out the blocks that the markup hides, but for those that are the page's own text waiting for a script."""
    elements = markup.elements
    if not any(elements[block.element].flags & COVERED for block in markup.blocks):
        return
    covered: dict[int, int] = {}
    shown = 0
    roots: list[int] = []
    for block in markup.blocks:
        root = -1
        if elements[block.element].flags & COVERED:
            root = block.element
            while elements[elements[root].parent].flags & COVERED:
                root = elements[root].parent
        roots.append(root)
        words = block.text.count(" ") + 1
        if words >= _PARAGRAPH_WORDS and block.link_chars < 0.4 * len(block.text):
            if root < 0:
                shown += words
            else:
                covered[root] = covered.get(root, 0) + words
    never = load_marks().bit("consent", "form", "comment", "navigation", "promotion", "advert")
    kept = {
        root
        for root, words in covered.items()
        if words >= _LEAST_ALONE
        and not elements[root].marks & never
        and (
            (words >= _LEAST_UNCOVERED and (words > shown or words > _shown_beside(markup, root, roots)))
            or not _shown_beside(markup, root, roots, anywhere=True)
        )
    }
    places = [root < 0 or root in kept for root in roots]
    markup.hidden_chars = sum(len(block.text) for block, keep in zip(markup.blocks, places) if not keep)
    before = [0]
    for keep in places:
        before.append(before[-1] + keep)
    markup.blocks = [block for block, keep in zip(markup.blocks, places) if keep]
    markup.images = [
        PageImage(image.element, before[min(image.before, len(places))], image.url, image.alt)
        for image in markup.images
        if not elements[image.element].flags & COVERED
    ]


def _shown_beside(markup: Markup, root: int, roots: list[int], *, anywhere: bool = False) -> float:
    """The words that show in paragraphs beside a hidden element in the article that it is a part of.

    The page's title tells the article, by its heading: none shows where the element itself holds the heading and no
    other prints it. Infinite where that tells nothing. roots: for each block the hidden element around it, or -1.
    anywhere: where no article is around, what holds both the heading and the element is asked.
    """
    title = " ".join(markup.title.split()).casefold()
    headings = [
        index
        for index, block in enumerate(markup.blocks)
        if markup.elements[block.element].tag == "h1" and roots[index] in (-1, root) and _opens(title, block.text)
    ]
    heading = next((index for index in headings if roots[index] < 0), headings[0] if headings else None)
    if heading is None:
        return float("inf")
    if roots[heading] == root:
        return 0
    home = root
    while home >= 0 and markup.elements[home].tag != "article":
        home = markup.elements[home].parent
    if home < 0 and anywhere:
        home = root
        while home >= 0 and not is_within(markup, markup.blocks[heading].element, home):
            home = markup.elements[home].parent
    if home < 0 or not is_within(markup, markup.blocks[heading].element, home):
        return float("inf")
    beside = (block for block, each in zip(markup.blocks, roots) if each < 0 and is_within(markup, block.element, home))
    return sum(words for block in beside if (words := block.text.count(" ") + 1) >= _PARAGRAPH_WORDS)


def _opens(title: str, text: str) -> bool:
    """Whether a page's title, folded, begins with the words of a heading."""
    return text.count(" ") >= _LEAST_GAPS and title.startswith(text.casefold())
