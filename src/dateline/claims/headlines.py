"""Attributions by a mark: "Korr: the valley is lost", "Blast kills 14: officials", "'We ran' – Korr", speaker labels.

A transcript's label ("PRESENTER:", "Q:", "Yeo:") opens more than one paragraph, or stands in capitals; all that follows
it in its paragraph is what its speaker says.

A headline's colon is a cue only where one side is a speaker and nothing else; topics set before a colon
("Port blast: what we know") attribute nothing.
"""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from dateline.claims.mentions import Mentions
from dateline.language.attribution import UNCUED, Attribution, Lexicon
from dateline.language.spans import SpanIndex, without_blanks
from dateline.language.trees import Trees
from dateline.model import Article, Mention, Part, Span

_ROLES = ("headline", "standfirst", "subhead", "caption", "body")
_SPEAKERS = ("person", "organisation")
_MAX_SPEAKER_WORDS = 7
# A label opens its paragraph: up to five words, each with a capital, before the colon.
_LABEL = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*)(?: (?:[^\W\d_a-z][\w.’'-]*)){0,4}(?=\s?:\s)")
# A quotation, and nothing else, before a dash.
_DASHED = re.compile(
    r"\s*(?P<words>“[^“”]+”|‘[^“”]+’|\"[^\"]+\"|'[^\"“”]+')\s+(?P<dash>[–—-])\s+(?P<speaker>(?:(?!\s[–—-]\s).)+?)\s*"
)
_OPENING = "“\"«‘'„"


def find_in_headlines(
    article: Article, trees: Trees, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Attributions by a colon or dash in headlines, and in body lines where a quotation follows a name alone."""
    labels = _labels(article)
    placed = Mentions(mentions)
    found = [
        attribution
        for part in article.parts
        if part.role in _ROLES
        for attribution in [
            _of_label(article.text, part, trees, labels) or _of_part(article.text, part, trees, placed, lexicon)
        ]
        if attribution is not None
    ]
    return tuple(found)


def _labels(article: Article) -> frozenset[str]:
    """The words that open paragraphs as a transcript's labels do."""
    found = Counter(
        match.group()
        for part in article.parts
        if part.role in ("body", "quotation")
        for match in [_LABEL.match(article.text, part.start, part.end)]
        if match is not None
    )
    several = len(found) > 1 and sum(found.values()) > len(found)
    return frozenset(word for word, times in found.items() if times > 1 or (several and word.isupper()))


def _of_label(text: str, part: Part, trees: Trees, labels: frozenset[str]) -> Attribution | None:
    match = _LABEL.match(text, part.start, part.end) if labels else None
    if match is None or match.group() not in labels:
        return None
    colon = text.index(":", match.end())
    content = without_blanks(text, Span(colon + 1, part.end))
    found = _attribution(trees, Span(*match.span()), Span(colon, colon + 1), content)
    return None if found is None or content.end <= content.start else msgspec.structs.replace(found, frame="label")


def beside_labels(attributions: Sequence[Attribution], by_colon: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions without those that take a transcript's label for a source or for content."""
    spans = (each.source_span for each in by_colon if each.frame in UNCUED)
    labels = SpanIndex([span] for span in spans if span is not None)
    return tuple(
        each
        for each in attributions
        if not labels.touching(*each.content, *([each.source_span] if each.source_span else []))
    )


def _of_part(text: str, part: Part, trees: Trees, mentions: Mentions, lexicon: Lexicon) -> Attribution | None:
    if part.role == "headline":
        signed = _behind_dash(text, part, trees, mentions, lexicon)
        if signed is not None:
            return signed
    colon = text.find(": ", part.start, part.end)
    if colon < 0:
        return None
    before = without_blanks(text, Span(part.start, colon))
    after = without_blanks(text, Span(colon + 1, part.end))
    if before.start >= before.end or after.start >= after.end:
        return None
    quoted = text[after.start] in _OPENING
    labelled = not before.of(text).isupper() and any(each.kind == "person" for each in mentions.holding(before))
    if (quoted or labelled or part.role == "headline") and _is_speaker(
        text, before, trees, mentions, lexicon, quoted=quoted
    ):
        return _attribution(trees, before, Span(colon, colon + 1), after)
    last = text.rfind(": ", part.start, part.end)
    behind = without_blanks(text, Span(last + 1, part.end))
    if part.role == "headline" and _is_speaker(text, behind, trees, mentions, lexicon, quoted=False):
        return _attribution(trees, behind, Span(last, last + 1), without_blanks(text, Span(part.start, last)))
    return None


def _behind_dash(text: str, part: Part, trees: Trees, mentions: Mentions, lexicon: Lexicon) -> Attribution | None:
    """ "‘The river took our town’ – Mott": a headline that is a quotation, and who said it."""
    match = _DASHED.fullmatch(text, part.start, part.end)
    if match is None:
        return None
    speaker = Span(*match.span("speaker"))
    if not _is_speaker(text, speaker, trees, mentions, lexicon, quoted=False):
        return None
    return _attribution(trees, speaker, Span(*match.span("dash")), Span(*match.span("words")))


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


def _is_speaker(text: str, span: Span, trees: Trees, mentions: Mentions, lexicon: Lexicon, *, quoted: bool) -> bool:
    tokens = list(trees.within(span))
    head = trees.head_of(span)
    if not tokens or head is None or len(tokens) > _MAX_SPEAKER_WORDS:
        return False
    if any(trees.tokens[each].upos in ("VERB", "AUX", "SCONJ") for each in tokens):
        return False
    token = trees.tokens[head]
    if len(tokens) == 1 and trees.form(head).lower() in lexicon.kickers:
        return False
    for mention in mentions.at(token.start):
        if mention.kind in _SPEAKERS:
            return span.start <= mention.start and mention.end <= span.end
    lemma = token.lemma.lower()
    if lemma in lexicon.unnamed or lemma in lexicon.document:
        return len(tokens) <= 3
    return quoted and token.upos == "PROPN"
