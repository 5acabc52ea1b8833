"""Variants of the training pages: what a page may hold beside its article, and other ways to mark the article up.

Another article, teasers with summaries, comments or furniture of other pages is put after, beside or into a page's
article; or the article itself is split over containers. A few have other tags and classes, or no headline, besides.
What is put in comes from pages of the same fold, so that no site is learned from through another's page.
"""

import random
from collections.abc import Callable, Sequence

from dateline.article.tree.markup import Markup
from training.blocks.sources import Donor, Source
from training.blocks.tree import Node, copy_tree, elements_of, parents_of, print_tree

# An attribute that the reader makes nothing of, on what is put in.
PUT_AT, PUT = "rel", "put-in"
_SECTIONS = ("article", "main", "section", "aside")
_NAMES = ("Ada Quill", "Tam Orrery", "Ines Vardo", "J. Marlow", "Pip", "riverman", "Otto Lund", "mrs_kestrel", "Bo")
_NEUTRAL = ("content", "block", "wrapper", "row", "col", "container", "inner", "section", "item", "css-1x2f", "module",
            "l-main", "text", "block-inner", "media-body", "entry")  # fmt: skip
_TEASERS = ("teaser", "card", "related-list", "more-stories", "river", "story-list", "recommended", "latest")
_COMMENTS = ("comment", "comments-list", "reply", "commentlist", "discussion")
_LABELS = ("More stories", "Related", "Read more", "Latest news", "You may also like", "Recommended", "Most read")
_TIMES = ("2 hours ago", "14 May 2019", "May 3, 2020", "Updated 11:40", "3 days ago", "12.06.2019", "Jan 9")


class _Draw:
    """One variant in the making. root: the lowest element around all of the body, as a path of elements down to it."""

    def __init__(self, source: Source, donors: list[Donor], seed: str) -> None:
        self.chance = random.Random(seed)
        self.tree = copy_tree(source.tree)
        self.gold = set(source.gold)
        self.headline = source.headline
        self.donors = donors
        self.above = parents_of(self.tree)
        self.root = self._around(source.gold)
        self.by_place = {node.place: node for node in elements_of(self.tree) if node.place >= 0}

    def _path(self, place: int) -> list[int]:
        path = [place]
        while path[-1] in self.above:
            path.append(self.above[path[-1]].place)
        return path[::-1]

    def _around(self, places: Sequence[int]) -> int:
        """The lowest element that holds nine tenths of the body."""
        counts: dict[int, int] = {}
        paths = [self._path(place)[:-1] or [place] for place in places]
        for path in paths:
            for place in path:
                counts[place] = counts.get(place, 0) + 1
        holding = [place for place, count in counts.items() if count >= 0.9 * len(places)]
        return max(holding, key=lambda place: len(self._path(place)))

    def pick(self, options: Sequence[str]) -> str:
        return self.chance.choice(options)

    def donor(self) -> Donor:
        return self.chance.choice(self.donors)

    def classes(self, telling: Sequence[str] = ()) -> dict[str, str | None]:
        """Classes for an element that is made: none, neutral ones, or such as tell what it is."""
        drawn = self.chance.random()
        if drawn < 0.35:
            return {}
        if drawn < 0.7 or not telling:
            return {"class": self.pick(_NEUTRAL)}
        return {"class": self.pick(telling)}

    def made(self, tag: str, children: list["Node | str"], telling: Sequence[str] = ()) -> Node:
        return Node(tag, self.classes(telling), children)

    def body_make(self) -> tuple[str, dict[str, str | None]]:
        """Tag and class of most of the article's paragraphs, or plain ones."""
        if self.chance.random() < 0.5:
            node = self.by_place[self.chance.choice(sorted(self.gold))]
            if node.tag in ("p", "div"):
                return node.tag, {key: value for key, value in node.attributes.items() if key == "class"}
        return "p", {}

    def after(self, put: Node) -> None:
        """Put an element after the article: after its root or an element around that."""
        put.attributes[PUT_AT] = PUT
        at = self.root
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 3))):
            higher = self.above.get(at)
            if higher is None or higher.tag in ("body", "html"):
                break
            at = higher.place
        home = self.above.get(at)
        if home is None or home.tag == "html" or self.by_place[at].tag in ("li", "td", "tr", "tbody", "table"):
            self.by_place[self.root].children.append(put)
            return
        where = _index(home, self.by_place[at])
        home.children.insert(where + 1, put)

    def last(self, put: Node) -> None:
        """Put an element into the article's own, as its last."""
        put.attributes[PUT_AT] = PUT
        self.by_place[self.root].children.append(put)

    def amid(self, put: Node) -> None:
        """Put an element between two paragraphs."""
        put.attributes[PUT_AT] = PUT
        homes = [place for place in sorted(self.gold) if place in self.above and self.by_place[place].tag == "p"]
        if len(homes) < 4:
            self.last(put)
            return
        place = self.chance.choice(homes[1:-1])
        home = self.above[place]
        home.children.insert(_index(home, self.by_place[place]) + 1, put)

    def somewhere(self, put: Node) -> None:
        drawn = self.chance.random()
        (self.after if drawn < 0.6 else self.last if drawn < 0.8 else self.amid)(put)

    def title(self, donor: Donor, rank: str, *, linked: float) -> Node:
        if self.chance.random() < linked:
            link = Node("a", {"href": f"/{self.chance.randrange(10**6)}"}, [donor.headline])
            return Node(rank, self.classes(("title", "headline")), [link])
        return Node(rank, self.classes(("title", "headline")), [donor.headline])


def _index(home: Node, child: Node) -> int:
    return next(at for at, each in enumerate(home.children) if each is child)


def _neighbours(draw: _Draw) -> None:
    """One to three whole articles in the page's own mould, or plain ones."""
    for _ in range(draw.chance.choice((1, 1, 2, 3))):
        donor = draw.donor()
        paragraphs = donor.paragraphs
        if draw.chance.random() < 0.4:
            paragraphs = paragraphs[: draw.chance.randrange(1, 6)]
        moulded = draw.chance.random() < 0.6
        put = _moulded(draw, donor, paragraphs) if moulded else _plain(draw, donor, paragraphs)
        draw.after(put)


def _plain(draw: _Draw, donor: Donor, paragraphs: list[str]) -> Node:
    tag, attributes = draw.body_make()
    children: list[Node | str] = [draw.title(donor, draw.pick(("h1", "h2", "h2", "h3")), linked=0.6)]
    if draw.chance.random() < 0.5:
        children.append(draw.made("div", [f"By {draw.pick(_NAMES)}"], ("byline", "author")))
    if draw.chance.random() < 0.5:
        children.append(draw.made("div", [draw.pick(_TIMES)], ("date", "timestamp")))
    text: list[Node | str] = [Node(tag, dict(attributes), [words]) for words in paragraphs]
    if draw.chance.random() < 0.6:
        text = [draw.made("div", text, ("article-body", "entry-content", "story-body"))]
    return draw.made(draw.pick(("article", "div", "section", "div")), children + text, ("post", "article", "story"))


def _moulded(draw: _Draw, donor: Donor, paragraphs: list[str]) -> Node:
    """The element around the article copied, with the other's words in place of its own."""
    root = draw.root
    for _ in range(3):
        if draw.headline is None or draw.headline in _places(draw.by_place[root]):
            break
        higher = draw.above.get(root)
        if higher is None or higher.tag in ("body", "html"):
            break
        root = higher.place
    mould = copy_tree(draw.by_place[root])
    mould = _without_put(mould)
    left = list(paragraphs)
    titled = False
    for node in elements_of(mould):
        if node.place == draw.headline:
            node.children = draw.title(donor, "h2", linked=0.5).children
            titled = True
        elif node.place in draw.gold:
            if any(each.place in draw.gold for each in elements_of(node)[1:]):
                node.children = [child for child in node.children if isinstance(child, Node)]
            else:
                node.children = [left.pop(0)] if left else []
    if not titled:
        mould.children.insert(0, draw.title(donor, draw.pick(("h1", "h2")), linked=0.6))
    if mould.tag in ("li", "td", "tr", "tbody", "body"):
        mould.tag = "div"
    mould.attributes.pop("id", None)
    return mould


def _places(node: Node) -> set[int]:
    return {each.place for each in elements_of(node)}


def _without_put(node: Node) -> Node:
    for each in elements_of(node):
        each.children = [
            child for child in each.children if not (isinstance(child, Node) and child.attributes.get(PUT_AT) == PUT)
        ]
    return node


def _teasers(draw: _Draw) -> None:
    """A stream of teasers, each with a title and mostly a summary."""
    tag, attributes = draw.body_make()
    alike = draw.chance.random() < 0.4
    card_tag = draw.pick(("div", "li", "article", "div", "section"))
    made = draw.classes(_TEASERS)
    rank, linked = draw.pick(("h2", "h3", "h3", "h4", "div", "p")), draw.chance.choice((0.0, 0.9, 1.0, 1.0))
    summaries, dated = draw.chance.choice((0.6, 1.0, 1.0)), draw.chance.random() < 0.4
    long = draw.chance.random() < 0.3
    cards: list[Node | str] = []
    for _ in range(draw.chance.randrange(2, 11)):
        donor = draw.donor()
        inner: list[Node | str] = [draw.title(donor, rank, linked=linked)]
        if dated:
            inner.append(Node("span", {}, [draw.pick(_TIMES)]))
        if donor.paragraphs and draw.chance.random() < summaries:
            words = [part for text in donor.paragraphs[: 2 if long else 1] for part in text.split()]
            cut = len(words) if long else draw.chance.randrange(12, 60)
            told = " ".join(words[:cut]) + ("..." if cut < len(words) else "")
            inner.append(Node(tag, dict(attributes) if alike else {}, [told]))
        cards.append(Node(card_tag, dict(made), inner))
    outer = "ul" if card_tag == "li" else draw.pick(("div", "section", "aside", "div"))
    children: list[Node | str] = [Node(outer, draw.classes(_TEASERS), cards)]
    if draw.chance.random() < 0.6:
        children.insert(0, Node(draw.pick(("h2", "h3", "h4", "div", "p")), {}, [draw.pick(_LABELS)]))
    draw.somewhere(draw.made("div", children, _TEASERS))


def _comments(draw: _Draw) -> None:
    """A thread: names, times, and a sentence or more each."""
    tag, attributes = draw.body_make()
    alike = draw.chance.random() < 0.4
    made, card_tag = draw.classes(_COMMENTS), draw.pick(("div", "li", "article", "div"))
    thread: list[Node | str] = []
    for _ in range(draw.chance.randrange(3, 16)):
        paragraphs = draw.donor().paragraphs
        if not paragraphs:
            continue
        start = draw.chance.randrange(len(paragraphs))
        texts = paragraphs[start : start + draw.chance.choice((1, 1, 1, 2))]
        inner: list[Node | str] = [Node("span", {}, [draw.pick(_NAMES)]), Node("div", {}, [draw.pick(_TIMES)])]
        inner += [Node(tag, dict(attributes) if alike else {}, [text]) for text in texts]
        if draw.chance.random() < 0.5:
            inner.append(Node("a", {"href": "#"}, ["Reply"]))
        thread.append(Node(card_tag, dict(made), inner))
    children: list[Node | str] = [Node("ul" if card_tag == "li" else "div", draw.classes(_COMMENTS), thread)]
    if draw.chance.random() < 0.7:
        children.insert(0, Node(draw.pick(("h2", "h3", "div")), {}, [f"{len(thread)} Comments"]))
    draw.after(draw.made(draw.pick(("div", "section")), children, _COMMENTS))


def _boxes(draw: _Draw) -> None:
    """Furniture of other pages with sentences of its own."""
    having = [donor for donor in draw.donors if donor.furniture]
    if not having:
        return _teasers(draw)
    for _ in range(draw.chance.choice((1, 1, 2, 3))):
        box = copy_tree(draw.chance.choice(draw.chance.choice(having).furniture))
        if draw.chance.random() < 0.3:
            for node in elements_of(box):
                node.attributes = {key: value for key, value in node.attributes.items() if key == "href"}
        put: Node = Node("div", {}, [box]) if box.tag not in ("div", "section", "aside") else box
        draw.somewhere(put)
    return None


def _split(draw: _Draw) -> None:
    """The article's paragraphs over containers side by side."""
    homes: dict[int, list[int]] = {}
    for place in draw.gold:
        if place in draw.above:
            homes.setdefault(draw.above[place].place, []).append(place)
    if not homes:
        return
    home = draw.by_place[max(homes, key=lambda each: (len(homes[each]), -each))]
    parts = draw.chance.randrange(2, 6)
    size = max(1, -(-len(home.children) // parts))
    if draw.chance.random() < _ROWS:
        size = draw.chance.randrange(2, 7)  # white space between two paragraphs counts as well
    tag, made = draw.pick(("div", "section", "div", "article")), draw.classes(("paragraph", "live-post", "text"))
    chunks: list[Node | str] = []
    for start in range(0, len(home.children), size):
        chunks.append(Node(tag, dict(made), home.children[start : start + size]))
        if draw.chance.random() < 0.3:
            ad = draw.made("div", ["Advertisement"], ("ad", "advert"))
            ad.attributes[PUT_AT] = PUT
            chunks.append(ad)
    if home.tag not in ("ul", "ol", "dl", "table", "tr", "tbody", "p"):
        home.children = chunks


def _rename(draw: _Draw) -> None:
    """Classes and ids exchanged for others or left out, the same everywhere on the page."""
    none = draw.chance.random() < 0.3
    names: dict[str, str] = {}
    for node in elements_of(draw.tree):
        for key in ("class", "id"):
            words = node.attributes.get(key)
            if not words:
                continue
            if none:
                del node.attributes[key]
                continue
            for word in words.split():
                names.setdefault(word, f"c{draw.chance.randrange(36**4):x}")
            node.attributes[key] = " ".join(names[word] for word in words.split())


def _retag(draw: _Draw) -> None:
    """Paragraphs as div elements, or as lines between breaks; elements of HTML 5 as div."""
    drawn = draw.chance.random()
    for node in elements_of(draw.tree):
        if (drawn > 0.3 and node.tag in _SECTIONS) or (drawn < 0.6 and node.tag == "p"):
            node.tag = "div"


def _untitle(draw: _Draw) -> None:
    """No headline in the article: what printed it is gone."""
    if draw.headline is not None and draw.headline not in draw.gold and draw.headline in draw.above:
        home = draw.above[draw.headline]
        node = draw.by_place[draw.headline]
        if not _places(node) & draw.gold:
            home.children = [child for child in home.children if child is not node]


# Of a hundred variants so many are of each kind.
KINDS: dict[Callable[[_Draw], None], int] = {_neighbours: 30, _teasers: 18, _comments: 12, _boxes: 12, _split: 28}
_RENAMED, _RETAGGED, _UNTITLED = 0.1, 0.1, 0.05
# Splits into containers of a few paragraphs each.
_ROWS = 0.4


def vary(source: Source, donors: list[Donor], number: int) -> tuple[str, str]:
    """A variant's kind and HTML; the same for the same source, donors and number. donors: other pages of the fold."""
    seed = f"{source.id} {number}"
    change = random.Random(seed).choices(list(KINDS), list(KINDS.values()))[0]
    kind = change.__name__.strip("_")
    draw = _Draw(source, donors, f"{source.id} {kind} {number}")
    change(draw)
    for also, share in ((_rename, _RENAMED), (_retag, _RETAGGED), (_untitle, _UNTITLED)):
        if draw.chance.random() < share:
            also(draw)
    return kind, print_tree(draw.tree)


def is_put(markup: Markup) -> list[bool]:
    """For each block, whether it was put in."""
    elements = markup.elements
    put: list[bool] = []
    for element in elements:
        own = bool(element.attributes) and (element.attributes or {}).get(PUT_AT) == PUT
        put.append(own or (element.parent >= 0 and put[element.parent]))
    return [put[block.element] for block in markup.blocks]
