"""Who writes a site that is called by a person's name, where no line signs.

A site of two words, the first a given name, may be a person's or that of a paper of a town so called; whose text says
"I" throughout is a person's. On dev and train pages nine such sites had no other author: the six whose texts say so
have the person in their gold, the others (a page about someone, a wiki, a practice) have none.
"""

import re

from dateline.article.bylines.names import is_personal
from dateline.article.bylines.words import load_wording
from dateline.article.draft import DraftBlock, Fields
from dateline.article.names.owners import paper_words
from dateline.model import Author

_OFTEN, _WORDS_EACH = 5, 150
# Among so many first lines a masthead stands.
_FIRST = 10
_QUOTED = re.compile(r"[“„«][^“”„«»]{1,600}[”“»]|\"[^\"]{1,600}\"")
_TEXT = frozenset({"body", "list", "standfirst"})


def writer_of_site(fields: Fields, blocks: list[DraftBlock]) -> Author | None:
    """The person by whose name a site is called, as its masthead has it; None where its text tells of no writer."""
    heads = [block.text.strip(" /|") for block in blocks[:_FIRST] if block.role == "masthead"]
    name = next((name for name in (fields.outlet or "", *heads) if _may_be_a_writer_s(name)), None)
    if name is None or name.casefold() in (fields.headline or "").casefold():
        return None  # a page about someone
    text = _QUOTED.sub(" ", "\n".join(block.text for block in blocks if block.role in _TEXT))
    often = len(load_wording().first_person.findall(text))
    if often < _OFTEN or often * _WORDS_EACH < text.count(" "):
        return None
    return Author(name=name, kind="person")


def _may_be_a_writer_s(name: str) -> bool:
    words = name.split()
    return len(words) == 2 and is_personal(name) and words[1].casefold() not in paper_words()
