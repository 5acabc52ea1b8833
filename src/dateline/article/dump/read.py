"""read_dump: a page's visible text, printed a line a block without tags, becomes a Draft."""

from collections.abc import Sequence

from dateline.article.draft import BODY_ROLES, Draft, DraftBlock
from dateline.article.dump.briefs import role_probabilities
from dateline.article.dump.cues import load_cues
from dateline.article.dump.fields import read_fields
from dateline.article.dump.front_matter import add_told, address_told, take_front_matter
from dateline.article.dump.kind import kind_of
from dateline.article.dump.lines import split_lines
from dateline.article.dump.masthead import mark_masthead
from dateline.article.dump.posts import quote_posts
from dateline.article.dump.roles import assign_roles
from dateline.article.dump.unprint import unprint
from dateline.language.detect import detect_language, function_words

_SAYS_LANGUAGE = 60


def judge_lines(texts: Sequence[str]) -> list[tuple[bool, float]]:
    """For each line of a page, whether it is the article's text, and how sure the role is that it has."""
    # White space tells nothing here; a line without any other character keeps its place.
    page_text = "\n".join([" ".join(text.split()) or "-" for text in texts])
    lines, cues = split_lines(page_text, most=len(texts), most_chars=len(page_text)), load_cues()
    if len(lines) != len(texts):
        return [(False, 0.0)] * len(texts)
    language = detect_language(page_text)[0]
    roles = assign_roles(lines, *role_probabilities(lines, cues, function_words(language)), cues)
    return [(found.role in BODY_ROLES, found.score) for found in roles]


def read_dump(text: str, *, url: str | None = None, language: str | None = None) -> Draft:
    """A text dump as a draft: a role for every line, and the article's fields as far as the lines tell them.

    text: the page's visible text with menus, teasers and legal lines mixed in, as some program printed it. Front matter
    and printers' marks are taken out (`unprint`); a dump of a line a block stays untouched. Every block's words stand
    in the draft's text. url: for the publication date where no line tells it. language: BCP 47, where known.

    >>> draft = read_dump(
    ...     "Home\\nNews\\nSport\\nFerry sinks off Sallo\\nBy Ana Ferrol\\n4 March 2031\\n"
    ...     "The ferry sank on Monday morning, the harbour master said, and all aboard were saved by fishermen.\\n"
    ...     "It was on its way to the islands with forty passengers when water came in, he told reporters.\\n"
    ...     "The company that owns it said its pumps had been tested in the spring, and that it would look into it.\\n"
    ...     "“We heard a bang and then the lights went out,” said Ilja Mott, a teacher who was on the upper deck.\\n"
    ...     "Two other ferries of the kind were taken out of service while the hull is brought to the surface.\\n"
    ...     "Most read\\n1. Why storks come early\\n© Courier of Sallo. All rights reserved.\\n"
    ... )
    >>> [block.role for block in draft.blocks if block.role in ("headline", "byline", "legal")]
    ['headline', 'byline', 'legal']
    """
    front = take_front_matter(text)
    text, marks = unprint(front.rest)
    lines = split_lines(text, marks)
    if not lines:
        return Draft(blocks=[], kind="empty", page_text=text)
    url = url or address_told(front.told)
    cues = load_cues()
    long_text = " ".join(line.text for line in lines if len(line.text) >= _SAYS_LANGUAGE)
    language = language or detect_language(long_text or text)[0]
    probabilities, rows = role_probabilities(lines, cues, function_words(language))
    roles = assign_roles(lines, probabilities, rows, cues)
    quote_posts(lines, roles)
    kind = kind_of(lines, roles, cues)
    fields = read_fields(lines, roles, cues, url=url, is_article=kind == "article")
    add_told(fields, front.told)
    mark_masthead(lines, roles, fields.outlet)
    blocks = [
        DraftBlock(
            text=line.text,
            start=line.start,
            role=found.role,
            score=found.score,
            rank=found.rank,
            author=found.author,
            time=found.time,
            duplicate_of=found.duplicate_of,
        )
        for line, found in zip(lines, roles)
    ]
    rest = text[lines[-1].end :].strip()
    if rest:
        # A dump of so many lines is no page; what lies beyond them is kept, with no role told.
        blocks.append(DraftBlock(text=rest, start=text.index(rest, lines[-1].end)))
    return Draft(blocks=blocks, kind=kind, page_text=text, fields=fields)
