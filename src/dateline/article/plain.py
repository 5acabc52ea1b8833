"""Text that is an article's own: paragraphs are told apart, nothing is stripped."""

import re

from dateline.article.draft import Draft, DraftBlock

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def read_plain(text: str) -> Draft:
    """The paragraphs of a text as it stands: its lines, each a body block at its own place.

    Lines hold white space at neither end; offsets are into the text as given.
    """
    blocks = []
    for match in _PARAGRAPH.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        blocks.append(DraftBlock(text=words.strip(), role="body", start=start, score=1.0))
    return Draft(blocks=blocks, page_text=text, as_given=True, kind="article" if blocks else "empty")
