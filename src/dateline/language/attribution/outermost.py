"""Attributions as PARC and PolNeAR mark them: flat, the outermost only, each with its cue, source and content."""

from collections.abc import Sequence

import msgspec

from dateline.language.attribution.find import find_attributions
from dateline.language.attribution.joining import join_quotations
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.places import Places
from dateline.language.attribution.quotes import Quotes, find_quotes
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees
from dateline.model import Span


class Outermost(msgspec.Struct, frozen=True):
    """One attribution in code points; source is None where the text names none."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]


def find_outermost(text: str, trees: Trees, paragraphs: Sequence[Span], lexicon: Lexicon) -> tuple[Outermost, ...]:
    """Attributions by rule that lie in no other one, in the order of their cues.

    >>> from dateline.language import load_language
    >>> from dateline.language.attribution.lexicon import read_lexicon
    >>> english = load_language("en")
    >>> text = "The mayor said the bridge would close."
    >>> trees = Trees(english.tagger.tag(text, [Span(0, len(text))]), text)
    >>> found = find_outermost(text, trees, [Span(0, len(text))], english.resource("attribution", read_lexicon))
    >>> [(each.cue.of(text), each.content[0].of(text)) for each in found]
    [('said', 'the bridge would close')]
    """
    quotes = Quotes(find_quotes(text, paragraphs))
    found = find_attributions(text, trees, lexicon)
    drafts = join_quotations(Places(text, trees, found, quotes, paragraphs, lexicon))
    contents = SpanIndex(draft.content for draft in drafts)
    return tuple(
        Outermost(draft.source_span, draft.cue, draft.content)
        for draft in drafts
        if draft.cue is not None
        and not any(drafts[each].content != draft.content for each in contents.holding(draft.cue))
    )
