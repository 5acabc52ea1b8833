"""Attributions by a colon: "Korr: the valley is lost", "Blast kills 14: officials", an interview's speaker labels.

A headline's colon is a cue only where one side is a speaker and nothing else; topics set before a colon
("Port blast: what we know") attribute nothing.
"""

from collections.abc import Sequence

from dateline.claims.attributions import Attribution
from dateline.claims.lexicon import Lexicon
from dateline.language.trees import Trees
from dateline.model import Article, Mention, Part, Span

_ROLES = ("headline", "standfirst", "subhead", "caption", "body")
_SPEAKERS = ("person", "organisation")
_MAX_SPEAKER_WORDS = 7
_OPENING = "“\"«‘'„"


def find_in_headlines(
    article: Article, trees: Trees, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Attributions by a colon in headlines, and in body lines where a quotation follows a name alone."""
    found = [
        attribution
        for part in article.parts
        if part.role in _ROLES
        for attribution in [_of_part(article.text, part, trees, mentions, lexicon)]
        if attribution is not None
    ]
    return tuple(found)


def _of_part(text: str, part: Part, trees: Trees, mentions: Sequence[Mention], lexicon: Lexicon) -> Attribution | None:
    colon = text.find(": ", part.start, part.end)
    if colon < 0:
        return None
    before = _trim(text, Span(part.start, colon))
    after = _trim(text, Span(colon + 1, part.end))
    if before.start >= before.end or after.start >= after.end:
        return None
    quoted = text[after.start] in _OPENING
    labelled = any(each.kind == "person" and each.start <= before.start and each.end >= before.end for each in mentions)
    if (quoted or labelled or part.role == "headline") and _is_speaker(
        text, before, trees, mentions, lexicon, quoted=quoted
    ):
        return _attribution(trees, before, Span(colon, colon + 1), after)
    last = text.rfind(": ", part.start, part.end)
    behind = _trim(text, Span(last + 1, part.end))
    if part.role == "headline" and _is_speaker(text, behind, trees, mentions, lexicon, quoted=False):
        return _attribution(trees, behind, Span(last, last + 1), _trim(text, Span(part.start, last)))
    return None


def _attribution(trees: Trees, speaker: Span, cue: Span, content: Span) -> Attribution | None:
    head = trees.head_of(speaker)
    colon = trees.at(cue.start)
    if head is None or colon is None:
        return None
    return Attribution(
        cue=colon,
        cue_span=cue,
        type="report",
        frame="headline",
        content=(content,),
        source=head,
        source_span=speaker,
    )


def _is_speaker(
    text: str, span: Span, trees: Trees, mentions: Sequence[Mention], lexicon: Lexicon, *, quoted: bool
) -> bool:
    tokens = list(trees.within(span))
    head = trees.head_of(span)
    if not tokens or head is None or len(tokens) > _MAX_SPEAKER_WORDS:
        return False
    if any(trees.tokens[each].upos in ("VERB", "AUX", "SCONJ") for each in tokens):
        return False
    token = trees.tokens[head]
    for mention in mentions:
        if mention.kind in _SPEAKERS and mention.start <= token.start < mention.end:
            return span.start <= mention.start and mention.end <= span.end
    lemma = token.lemma.lower()
    if lemma in lexicon.unnamed or lemma in lexicon.document:
        return len(tokens) <= 3
    return quoted and token.upos == "PROPN"


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
