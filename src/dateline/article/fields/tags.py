"""An article's tags: those that machines are told, or those that the page prints nearest to its text."""

import functools
import itertools
import re
from collections.abc import Callable

import msgspec

from dateline.article.dates.read import load_months
from dateline.article.draft import BODY_ROLES, DraftBlock, Fields, RolePlaces, places_among, places_by_role
from dateline.article.dump.cues import WHOLE, find_cues, load_cues, with_plain_colons
from dateline.article.dump.tags import split_tags
from dateline.article.lines.sought import may_match_of
from dateline.article.structured import Structured, texts
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data
from dateline.language.expressions import Late, alternatives

_TAG_METAS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "og:article:tag", "sailthru.tags")
# Words that a page tells search engines: many are the site's own, and two tags printed behind the text outrank them.
_FOR_SEARCH, _LEAST_PRINTED, _LONGEST_PRINTED = ("keywords", "news_keywords"), 2, 45
# Words of scripts without spaces, a space between one and the next.
_UNSPACED_WORDS = re.compile(r"\w*[\u3040-\u30ff\u3400-\u9fff](?:\s\w+)+")
_BETWEEN_TAGS = re.compile("[,;،、|]")
_SPLIT_PRINTED = re.compile(r"\s*[,;،、|·•]\s*")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
# Numbers and machine names are no tags.
_MACHINE_TAG = re.compile(
    r"[\d\W]+|[0-9a-f]{8}-[0-9a-f-]{27}|\w+:\w+:.*|(?-i:[a-z_]{2,20}):\S.*"
    r"|[a-z\d]+(?:_[a-z\d]+)+|[\w-]+\.(?:com|org|net|de|co\.uk)",
    re.IGNORECASE,
)
_MOST_TAG_WORDS = 4
_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
# Lines before the headline and after the text within which the article's tags are printed.
_NEAR_TAGS, _FAR_TAGS = 4, 30
# More tags than these above the headline are the topics of the day, in a menu; a single one is its section or kicker.
_MOST_TAGS_ABOVE = 5
_MOST_TAGS = 40
# So many printed tags, so much of them in alphabetical order, are a cloud of the site's.
_LEAST_CLOUD, _CLOUD_ORDER = 15, 0.9
# Tags right behind these, above the headline, are a menu's.
_MENUS: frozenset[str] = frozenset({"navigation", "masthead"})
# A line with a label amid it stands so near behind the text, and is no longer than this.
_FAR_LABELLED, _LONGEST_LABELLED = 20, 400


class TagWords(msgspec.Struct, frozen=True):
    """What stands before tags in a line, what ends them, and what systems write before each ("Topic: Harbours").

    may_label: whether a line holds a word of a label, as few do.
    tool: how lines open that do something with the page ("Print this page"). access: tags that say who may read it.
    """

    may_label: Callable[[str], bool]
    label: Late
    end: Late
    prefix: re.Pattern[str]
    tool: re.Pattern[str]
    access: frozenset[str]


@functools.cache
def load_tag_words() -> TagWords:
    """The shared table, compiled once per process."""
    return _build(shared_data())


def without_prefix(tag: str) -> str:
    """A tag without the word for what it is.

    >>> without_prefix("Topic: Harbours")
    'Harbours'
    """
    return load_tag_words().prefix.sub("", tag) if ":" in tag else tag


def _of_content(values: list[str]) -> list[str]:
    return [value for value in values if not tells_access(value)]


def tells_access(tag: str) -> bool:
    """Whether a tag says who may read the page, and not what it is about: "Premium", "subscriber-only"."""
    return tag.casefold().replace("_", " ") in load_tag_words().access


def find_tags(fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock]) -> None:
    """Note the tags in `fields`; none where nothing tells any."""
    values = _of_content(texts(structured.article.get("keywords"), structured))
    source = "json-ld"
    printed: list[str] = []
    places = {} if values else places_by_role(blocks)
    if not values:
        name = next((name for name in _TAG_METAS if _of_content(structured.metas.get(name, []))), "")
        values, source = structured.metas.get(name, []), "meta"
        if not name or name in _FOR_SEARCH:
            lines = tag_lines(places)
            printed = _printed_tags(markup, blocks, places, lines) if lines else []
            if name and _outrank(printed, values, behind=bool(lines) and lines[0] > _text_of(places)[0]):
                values = []
    if len(values) == 1:
        values = _split_told(values[0])
    if len(values) == 1 and _UNSPACED_WORDS.fullmatch(values[0]):
        values = values[0].split()
    if len(values) == 1 and len(values[0].split()) > _MOST_TAG_WORDS:
        # Keywords with nothing but spaces between them: the text tells which words are one.
        values = list(split_tags(values, "\n".join([block.text for block in blocks if block.role == "body"]))) or values
    if not values:
        values, source = printed or _amid_lines(blocks, places), "visible"
    named = (without_prefix(" ".join(value.split())) for value in values)
    unique = dict.fromkeys(value for value in named if not _is_machine_s(value) and not tells_access(value))
    fields.tags = tuple(value for value in unique if 1 < len(value) <= 80 or _IDEOGRAPH.fullmatch(value))[:_MOST_TAGS]
    if fields.tags:
        fields.note("tags", source, 0.9 if source == "json-ld" else 0.8, ", ".join(values))


def _split_told(value: str) -> list[str]:
    """The tags of a value, without the spaces around them."""
    return [tag.strip() for tag in _BETWEEN_TAGS.split(value)]


def _is_machine_s(tag: str) -> bool:
    """Whether a tag is a number or a machine's name; letters and spaces alone are none."""
    return not tag.replace(" ", "").isalpha() and _MACHINE_TAG.fullmatch(tag) is not None


def _outrank(printed: list[str], told: list[str], *, behind: bool) -> bool:
    """Whether tags that are printed behind the text say other things than what search engines are told."""
    if not printed or not behind or len(set(printed)) < _LEAST_PRINTED or max(map(len, printed)) > _LONGEST_PRINTED:
        return False
    known = {value.casefold() for each in told for value in _split_told(each)}
    return any(tag.casefold() not in known for tag in printed)


def _printed_tags(markup: Markup, blocks: list[DraftBlock], places: RolePlaces, lines: list[int]) -> list[str]:
    """Tags as these lines of the page print them: after a label, split where one line holds several."""
    kinds = load_cues().kinds
    found: list[str] = []
    some_linked = any(markup.blocks[index].links for index in lines)
    for index in lines:
        block = blocks[index]
        if some_linked and not markup.blocks[index].links:
            continue  # the label above the tags, in whatever words
        linked = _link_texts(markup, index)
        labelled = len(linked) == 1 and ":" not in block.text and block.text.strip().endswith(" " + linked[0])
        if len(linked) > 1 or labelled:  # "Filed under" and a link: the link's words are the tag
            found += [tag.lstrip("#") for tag in linked]
            continue
        label, colon, rest = with_plain_colons(block.text).partition(":")
        words = rest if colon and len(label) <= 30 else block.text
        cues = {kinds[kind]: strength for kind, strength in find_cues(words, load_cues()).items()}
        if not words.strip() or (not colon and max(cues.get("tags", 0), cues.get("related", 0)) == WHOLE):
            continue
        found += [tag.strip().lstrip("#") for tag in _SPLIT_PRINTED.split(words)]
    found = [tag for tag in found if tag and not is_no_tag(tag)]
    if is_cloud(found):
        return []
    above = places.get("headline", [-1])[-1] >= lines[-1]
    in_menu = above and lines[0] > 0 and blocks[lines[0] - 1].role in _MENUS
    if above and ":" not in blocks[lines[0]].text and (in_menu or not 1 < len(found) <= _MOST_TAGS_ABOVE):
        return []
    return found


def is_cloud(tags: list[str]) -> bool:
    """Whether printed tags are the site's own, all in alphabetical order: so many of an article's never are."""
    folded = [tag.casefold() for tag in tags]
    ordered = sum(before <= after for before, after in itertools.pairwise(folded))
    return len(tags) >= _LEAST_CLOUD and ordered >= _CLOUD_ORDER * (len(tags) - 1)


def _amid_lines(blocks: list[DraftBlock], places: RolePlaces) -> list[str]:
    """Tags that a line behind the text names amid other things: "Posted in Coast | Tags: ferry, harbour"."""
    last = max(_text_of(places), default=len(blocks))
    for block in blocks[last + 1 : last + 1 + _FAR_LABELLED]:
        if len(block.text) <= _LONGEST_LABELLED and block.role not in ("teaser", "comment", "ranking"):
            found = [tag for tag in labelled_tags(block.text) if not is_no_tag(tag)]
            if found:
                return found
    return []


def labelled_tags(line: str) -> list[str]:
    """The tags behind a label in a line, none where what follows is no list of tags.

    >>> labelled_tags("Posted in Coast | Tags: ferry, harbour | 2 comments")
    ['ferry', 'harbour']
    """
    known = load_tag_words()
    line = with_plain_colons(line)
    label = known.label.search(line) if known.may_label(line) else None
    if label is None:
        return []
    rest = known.end.split(line[label.end() :], maxsplit=1)[0].strip(" :.|•·–—-")
    tags = [tag.strip(' .#„“”"') for tag in _SPLIT_PRINTED.split(rest)]
    short = all(0 < len(tag.split()) <= _MOST_TAG_WORDS for tag in tags)
    return tags if short and (len(tags) > 1 or label.group().rstrip().endswith(":")) else []


def is_no_tag(words: str) -> bool:
    """ "Next story", "Print this page", "May 2031": where a list leads on, a tool, or the month it is filed under."""
    if load_tag_words().tool.match(words):
        return True
    leads = any(
        strength > 1 and load_cues().kinds[kind] == "related"
        for kind, strength in find_cues(words, load_cues()).items()
    )
    year = _YEAR.search(words)
    return leads or (year is not None and words[: year.start()].strip().lower() in load_months())


def _link_texts(markup: Markup, index: int) -> list[str]:
    """The texts of a block's links, one each."""
    block = markup.blocks[index]
    texts_of: dict[int, list[str]] = {}
    for text, owner in block.pieces:
        at = owner
        while at > block.element and markup.elements[at].tag != "a":
            at = markup.elements[at].parent
        if at > block.element:
            texts_of.setdefault(at, []).append(text)
    return [words for each in texts_of.values() if (words := " ".join("".join(each).split()))]


def _text_of(places: RolePlaces) -> list[int]:
    return places_among(places, BODY_ROLES)


def tag_lines(places: RolePlaces) -> list[int]:
    """The lines of the article's own tags: the group nearest its text, not one in a menu far off."""
    body = _text_of(places)
    if not body or "tags" not in places:
        return []
    start = places.get("headline", body)[0]
    lines = [index for index in places["tags"] if start - _NEAR_TAGS <= index <= body[-1] + _FAR_TAGS]
    groups: list[list[int]] = []
    for index in lines:
        if groups and index - groups[-1][-1] <= 2:
            groups[-1].append(index)
        else:
            groups.append([index])
    behind = [group for group in groups if group[0] > body[0]]
    return min(behind or groups, key=lambda group: abs(group[0] - body[-1]), default=[])


def _build(language: Language) -> TagWords:
    table = language.table("article/tags.toml")
    listed = sorted(table["labels"], key=len, reverse=True)
    plain, amid = ("|".join(re.escape(each) for each in listed if (" " in each) == spaced) for spaced in (False, True))
    ends = rf"(?:{'|'.join(re.escape(words) for words in table['ends'])})(?!\w)"
    return TagWords(
        may_label=may_match_of([label.casefold() for label in listed]),
        # A single word is a label where it opens its line, or what a sign sets off.
        label=Late(rf"(?:(?:^|[|•·.]\s*)(?:{plain})|\b(?:{amid}))(?:(?<=:)|(?!\w))\s*:?\s*", re.IGNORECASE),
        prefix=re.compile(rf"^(?:\w+ )?(?:{alternatives(table['prefix']['words'])})\s*:\s*", re.IGNORECASE),
        tool=re.compile(
            rf"(?:{alternatives(table['tool']['openings'])})\b|(?:{alternatives(table['tool']['whole'])})$",
            re.IGNORECASE,
        ),
        access=frozenset(table["access"]["flags"]),
        end=Late(rf"\s*(?:[|•]|\.\s+(?={ends})|\s(?={ends}))", re.IGNORECASE),
    )
