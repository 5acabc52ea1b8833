"""The article's pictures: each caption and credit with the picture it stands by."""

import re
from urllib.parse import urljoin

from dateline.article.draft import DraftBlock, places_among, places_by_role
from dateline.article.fields.addresses import is_whole
from dateline.article.lines.credits import split_credit
from dateline.article.tree.markup import Markup, PageImage
from dateline.language.archives import is_saved_copy
from dateline.model import Image, Role

_TOLD: tuple[Role, ...] = ("caption", "credit")
_MOST_STEPS = 4
_LONGEST = 2_000
# Schemes, or a disk, other than the web's.
_ELSEWHERE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def gather_images(markup: Markup, blocks: list[DraftBlock], url: str | None) -> tuple[Image, ...]:
    """Pictures that have a caption or a credit, in page order; a caption without a picture counts as one."""
    told = [index for index in places_among(places_by_role(blocks), _TOLD) if blocks[index].duplicate_of is None]
    if not told:
        return ()
    found: list[Image] = []
    seen: set[tuple[str | None, str | None]] = set()
    printed: dict[int, list[int]] = {}
    for place, image in enumerate(markup.images):
        printed.setdefault(image.before, []).append(place)
    index = 0
    for start in told:
        if start < index:
            continue
        index = start
        caption: list[str] = []
        credit: list[str] = []
        holder = _figure_of(markup, start)
        while index < len(blocks) and blocks[index].role in _TOLD and blocks[index].duplicate_of is None:
            if index > start and (_figure_of(markup, index) != holder or (blocks[index].role == "caption" and credit)):
                break
            (caption if blocks[index].role == "caption" else credit).append(blocks[index].text)
            index += 1
        words, ending = split_credit(" ".join(caption))
        name = " ".join(credit) or ending
        if (words, name) in seen:
            continue
        seen.add((words, name))
        near = [place for before in range(start - 1, index + 1) for place in printed.get(before, ())]
        picture = _picture(markup, [markup.images[place] for place in sorted(near)], start, holder)
        address = _address(picture.url, url) if picture and picture.url else None
        found.append(
            Image(caption=words or None, credit=name, alt=(picture.alt or None) if picture else None, url=address)
        )
    return tuple(found)


def _address(told: str, url: str | None) -> str | None:
    """A picture's address on the web; None for a copy in the folder that a browser saved beside the page."""
    told = told.strip()
    if len(told) >= _LONGEST or is_saved_copy(told):
        return None
    if is_whole(told):
        return told
    if _ELSEWHERE.match(told):
        return None
    try:
        return urljoin(url or "", told)
    except ValueError:
        return None


def _figure_of(markup: Markup, index: int) -> int:
    """The figure element around a block, or the nearest block-level element above its own."""
    at = markup.blocks[index].element
    above = at
    for _ in range(_MOST_STEPS):
        if markup.elements[at].tag == "figure":
            return at
        at = markup.elements[at].parent
        if at < 0:
            break
    return max(markup.elements[above].parent, 0)


def _picture(markup: Markup, near: list[PageImage], start: int, holder: int) -> PageImage | None:
    """The picture within the same figure, of those printed near, else the one printed just before."""
    for image in near:
        at = image.element
        while at > holder:
            at = markup.elements[at].parent
        if at == holder:
            return image
    return next((image for image in reversed(near) if image.before <= start), None)
