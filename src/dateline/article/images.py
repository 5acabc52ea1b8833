"""The article's pictures: each caption and credit with the picture it stands by."""

import re
from urllib.parse import urljoin

from dateline.article.blocks import Markup, PageImage
from dateline.article.draft import DraftBlock
from dateline.model import Image

_OPENERS = (
    r"©|\(c\)|copyright:?|photo(?:graph)?s?(?:\s+by|\s*:|\s+credit)|foto(?:s|graf|grafie)?\s*[:/]|bild(?:er|quelle)?\s*:"
    r"|image(?:s|\s+credit)?\s*:|credits?\s*:|crédits?\s*:|picture\s*:|pictures\s*:|fotografía\s*:|imagen\s*:|фото\s*:"
    r"|источник\s*:|quelle\s*:|source\s*:|ảnh\s*:|isithombe\s*:|umfanekiso\s*:|kuva\s*:|zdjęcie\s*:|fot\.|fotó\s*:"
    r"|снимка\s*:|φωτογραφία\s*:|φωτο\s*:|الصورة\s*:|تصوير\s*:|عکس\s*:|צילום\s*:"
    r"|写真\s*[:：=＝]|撮影\s*[:：=＝]|사진\s*[:=]|图\s*[:：]|图片来源\s*[:：]"
)
_CREDIT = re.compile(rf"\s*(?:[|(\[（]\s*)?(?P<credit>(?:{_OPENERS})\s*[^\n]{{2,120}}?)\s*[)\]）]?\s*$", re.IGNORECASE)
# One of these stands in whatever an opener is found in; few captions hold any, and they are sought at a fraction of the
# cost.
_STEMS = (
    "©", "(c)", "copyright", "photo", "fot", "bild", "image", "credit", "crédit", "picture", "фото", "источник",
    "quelle", "source", "ảnh", "isithombe", "umfanekiso", "kuva", "zdjęcie", "снимка", "φωτο", "الصورة",
    "تصوير", "عکس", "צילום", "写真", "撮影", "사진", "图",
)  # fmt: skip
_AGENCIES = r"Getty|Reuters|REUTERS|AFP|AP|dpa|DPA|EPA|EFE|Imago|IMAGO|imago|PA|ANSA|TASS|NTB|TT|APA|Keystone|Anadolu"
_BRACKETED = re.compile(
    r"\s*[(\[（](?P<credit>[^()\[\]（）]{2,60}(?:/[^()\[\]（）]{2,40})+|[^()\[\]（）]{0,40}(?:"
    + _AGENCIES
    + r")\b[^()\[\]（）]{0,40}"
    r"|[^()（）]{1,20}(?:提供|撮影))[)\]）]\s*$"
)
# After the last sentence, or a stroke: "... on Thursday. AP Photo/Rana Vessel", "... | Rana Vessel/EFE", "...＝ＡＰ".
_TRAILING = re.compile(
    r"(?:(?<=[.!?。다])\s+|\s*\|\s*|\s*[＝=]\s*|(?<=[^\W\d_])\s+)"
    r"(?P<credit>(?:" + _AGENCIES + r")(?:\s(?:Photo|Images))?\s?/\s?[^.!?|/]{2,50}(?:,\s?File)?"
    r"|(?:(?<=[.!?。]\s)|(?<=\|\s)|(?<=\|)|(?<=[＝=]))(?:[A-ZÄÖÜÁÉÍÓÚ][^.!?|/]{1,40}/\s?[A-ZÄÖÜÁÉÍÓÚ][^.!?|]{1,60}|"
    + _AGENCIES
    + r"|[^.!?|]{0,40}\b(?:"
    + _AGENCIES
    + r")\b[^.!?|]{0,30})"
    r"|(?<=[＝=])[^.!?|\s]{1,12})\s*$"
)
_KOREAN = re.compile(r"(?<=다\.)\s*(?P<credit>[가-힣]{2,6}(?:\s?(?:기자|제공))?)\s*$")
_MOST_STEPS = 4


def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption and the credit that ends it, if one does.

    >>> split_credit("Smoke over the quay. Photo: Lev Amsel/The Salvane Courier")
    ('Smoke over the quay.', 'Photo: Lev Amsel/The Salvane Courier')
    """
    lowered = caption.casefold()
    opened = any(stem in lowered for stem in _STEMS)
    for pattern in (_CREDIT, _BRACKETED, _TRAILING, _KOREAN) if opened else (_BRACKETED, _TRAILING, _KOREAN):
        match = pattern.search(caption)
        if match and match.start():
            return caption[: match.start()].rstrip(" |-–—=＝"), match["credit"].strip()
    return caption, None


def gather_images(markup: Markup, blocks: list[DraftBlock], url: str | None) -> tuple[Image, ...]:
    """Pictures that have a caption or a credit, in page order; a caption without a picture counts as one."""
    found: list[Image] = []
    seen: set[tuple[str | None, str | None]] = set()
    index = 0
    while index < len(blocks):
        if blocks[index].role not in ("caption", "credit") or blocks[index].duplicate_of is not None:
            index += 1
            continue
        start = index
        caption: list[str] = []
        credit: list[str] = []
        holder = _figure_of(markup, start)
        while (
            index < len(blocks) and blocks[index].role in ("caption", "credit") and blocks[index].duplicate_of is None
        ):
            if index > start and (_figure_of(markup, index) != holder or (blocks[index].role == "caption" and credit)):
                break
            (caption if blocks[index].role == "caption" else credit).append(blocks[index].text)
            index += 1
        words, ending = split_credit(" ".join(caption))
        name = " ".join(credit) or ending
        picture = _picture(markup, start, index, holder)
        if (words, name) in seen:
            continue
        seen.add((words, name))
        address = urljoin(url or "", picture.url) if picture and picture.url and len(picture.url) < 2000 else None
        found.append(
            Image(caption=words or None, credit=name, alt=(picture.alt or None) if picture else None, url=address)
        )
    return tuple(found)


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


def _picture(markup: Markup, start: int, end: int, holder: int) -> PageImage | None:
    """The picture within the same figure, else the one printed just before."""
    near = [image for image in markup.images if start - 1 <= image.before <= end]
    for image in near:
        at = image.element
        while at > holder:
            at = markup.elements[at].parent
        if at == holder:
            return image
    return next((image for image in reversed(near) if image.before <= start), None)
