"""The text of a page that was saved before its scripts had printed it: what its JSON-LD holds of the article."""

import re
from html import unescape

from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.structured import Structured, is_article, texts
from dateline.article.tree.folded import folded_words

# An article in metadata has so many words; the page prints at most such a share of it, and no text of such a length.
_LEAST_WORDS, _MOST_PRINTED, _MOST_OTHER = 80, 0.1, 0.25
_LONGEST = 200_000
_WORD = re.compile(r"\w+")
_RUN, _STEP = 4, 7
_BREAK = re.compile(r"[\n\r\u2028\u2029]|<br\b[^<>]{0,200}>|</?(?:p|div|li|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
# What no reader sees: scripts, styles and comments, each with its end.
_HIDDEN = re.compile(r"<(?:(script|style)\b|!--)", re.IGNORECASE)
_ENDS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\b[^<>]{0,200}>", re.IGNORECASE),
    "style": re.compile(r"</style\b[^<>]{0,200}>", re.IGNORECASE),
}
# An article told by this share of its headline's words in what the page is called is the page's own.
_ALIKE = 0.5
_MARKUP = re.compile(r"</?\w[^<>]{0,400}>")
# How sure it is that this is the article's text: the page says so itself, and nothing printed speaks for it.
SURE = 0.7


def unseen_paragraphs(structured: Structured, blocks: list[DraftBlock], title: str) -> list[str]:
    """The paragraphs of the article that the page tells machines and does not print; none where it prints them.

    schema.org's `articleBody` (https://schema.org/articleBody); markup in it is taken out. title: the page's.
    """
    told = structured.article.get("articleBody")
    if not isinstance(told, str):
        return []
    own = sum([len(block.text.split()) for block in blocks if block.role in BODY_ROLES])
    # Something stands between two words, so that there are no more of them than this: most pages print their article.
    most = (len(told if told.isascii() else told.casefold()) + 1) // 2
    if own > _MOST_OTHER * most or not _is_own(structured, title, blocks):
        return []
    pieces = [_MARKUP.sub(" ", piece) for piece in _BREAK.split(_seen(_as_markup(told[:_LONGEST])))]
    paragraphs = [text for piece in pieces if (text := " ".join(unescape(piece).split()))]
    words = [word for text in paragraphs for word in _WORD.findall(text.casefold())]
    if len(words) < _LEAST_WORDS or own > _MOST_OTHER * len(words):
        return []
    printed = " ".join(_WORD.findall(" ".join([block.text for block in blocks]).casefold()))
    runs = [" ".join(words[at : at + _RUN]) for at in range(0, len(words) - _RUN + 1, _STEP)]
    return paragraphs if sum(run in printed for run in runs) <= _MOST_PRINTED * len(runs) else []


def _as_markup(told: str) -> str:
    """What is told with its markup as such, where it was escaped on its way: "&lt;p&gt;"."""
    if "<" not in told and "&lt;" in unescape(told):
        told = unescape(told)
    return unescape(told) if "<" not in told and "&lt;" in told else told


def _seen(told: str) -> str:
    """What is told without scripts, styles and comments; one without an end stays, as text does."""
    kept: list[str] = []
    at = 0
    for opening in _HIDDEN.finditer(told):
        if opening.start() < at:
            continue
        closing = _ENDS[(opening[1] or "").lower()].search(told, opening.end())
        if closing is None:
            break
        kept.append(told[at : opening.start()])
        at = closing.end()
    return " ".join([*kept, told[at:]])


def _is_own(structured: Structured, title: str, blocks: list[DraftBlock]) -> bool:
    """Whether the article told is the page's: by the words of its headline; without one, as the only article told."""
    told = [words for place in ("headline", "name") for words in texts(structured.article.get(place), structured)[:1]]
    if not told:
        return sum(is_article(node) for node in structured.nodes) == 1
    wanted = set(folded_words(told[0]))
    called = [title, *structured.metas.get("og:title", ()), *(each.text for each in blocks if each.role == "headline")]
    return any(len(wanted & set(folded_words(words))) >= _ALIKE * len(wanted) for words in called)


def add_unseen(blocks: list[DraftBlock], paragraphs: list[str]) -> list[DraftBlock]:
    """The page's blocks with an unprinted article's paragraphs behind the headline; nothing printed is body then."""
    for block in blocks:
        if block.role in BODY_ROLES:
            block.role = "other"
    place = next((index + 1 for index, block in enumerate(blocks) if block.role == "headline"), len(blocks))
    place += sum(block.role == "standfirst" for block in blocks[place : place + 1])
    body = [DraftBlock(text=text, role="body", score=SURE) for text in paragraphs]
    return [*blocks[:place], *body, *blocks[place:]]
