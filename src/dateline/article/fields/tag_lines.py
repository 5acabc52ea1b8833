"""The tags of a page printed as text: where the list of them begins and ends, and what one tag is."""

import re

from dateline.article.draft import BODY_ROLES, DraftBlock, places_among, places_by_role
from dateline.article.dump.cues import START, find_cues, load_cues
from dateline.article.dump.tags import split_tags
from dateline.article.fields.tags import is_cloud, is_no_tag, tag_lines

# "Tags: ferry, harbour": a label and what it is of in one line.
_LISTED = re.compile(r"[:：,|•·]\s*\S")
# A line of one tag has so many words, and what is longer ends the list.
_MOST_WORDS = 4
# Tags without a label begin so many lines behind the text.
_RIGHT_BEHIND = 5
# Words of a menu are also those of sections.
_NO_END = frozenset({"navigation", "months", "agency", "desk"})
_SENTENCE_ENDS = ".!?…"
_LOOSE = " \t,;:#/|•·"


def tags_of_lines(blocks: list[DraftBlock]) -> tuple[str, ...]:
    """The tags that the lines nearest the text print; none where nothing tells where they begin and end.

    A line that lists several is all there is; else each line is one tag, up to one that is none. Without a label they
    stand right behind the text.
    """
    body = "\n".join([block.text for block in blocks if block.role == "body"])
    places = places_by_role(blocks)
    last = max(places_among(places, BODY_ROLES), default=len(blocks))
    labels, labelled = load_cues().kinds.index("tags"), False
    single: list[str] = []
    for index in tag_lines(places):
        text = blocks[index].text
        told = find_cues(text, load_cues())
        if told.get(labels, 0) >= START or text.endswith((":", "：")):
            if labelled and single:
                break
            labelled, single = True, []
            if _LISTED.search(text.rstrip(_LOOSE)):
                return _known(list(split_tags([text], body)))
            continue
        if not text.strip(_LOOSE):
            continue  # a stroke between two
        if labelled and not single and len(text.split()) > _MOST_WORDS:
            return _known(list(split_tags([text], body)))  # all of them in the line below their label
        if _ends(text, told):
            if single:
                break
            continue
        if labelled or index <= last + _RIGHT_BEHIND + len(single):
            single.append(text.strip(_LOOSE))
    return _known(single)


def _ends(text: str, told: dict[int, int]) -> bool:
    """Whether a line is no tag: a sentence, numbers, words that say what else it is."""
    return (
        len(text.split()) > _MOST_WORDS
        or text[-1] in _SENTENCE_ENDS
        or not any(map(str.isalpha, text))
        or any(strength >= START and load_cues().kinds[kind] not in _NO_END for kind, strength in told.items())
        or is_no_tag(text)
    )


def _known(tags: list[str]) -> tuple[str, ...]:
    named = dict.fromkeys(tag for tag in tags if tag and not is_no_tag(tag))
    return () if is_cloud(list(named)) else tuple(named)
