"""Whose words they are: the writer's own, which no claim attributes, and what no reading may take from a quotation."""

from dateline.language.attribution import Draft, Lexicon, Quotes
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees
from dateline.model import Span

# Code points in which a quotation may go beyond a speaker named in it, and still be a name in quotation marks.
_NAME_EDGES = 24
_THOUGHTS = ("belief", "question", "evaluation")


def is_writers_own(trees: Trees, draft: Draft, quotes: Quotes, turns: SpanIndex, lexicon: Lexicon) -> bool:
    """ "I think the crane is old", outside of quotation marks: what who writes thinks is the text's own word.

    So is what a text asks of its readers. turns: what labels and signatures give to their speakers,
    who are the "I" there.
    """
    if draft.cue is None or draft.source is None or draft.cue_token is None:
        return False
    lemma = trees.tokens[draft.cue_token].lemma.lower()
    if trees.form(draft.source) in lexicon.writer and _is_invitation(trees, draft, lexicon):
        return not quotes.hold(draft.cue) and not turns.holding(draft.cue)
    thinks = draft.type in _THOUGHTS or lexicon.type_of(lemma) in _THOUGHTS
    if not thinks or lemma in lexicon.addressed:
        return False  # "we asked the board whether": that was said
    if trees.form(draft.source) not in lexicon.writer:
        return False
    return not quotes.hold(draft.cue) and not turns.holding(draft.cue)


def _is_invitation(trees: Trees, draft: Draft, lexicon: Lexicon) -> bool:
    """ "we ask you to send your pictures", "we invite readers to write": a text's word to its reader."""
    to = draft.addressee
    return draft.type == "order" and to is not None and trees.tokens[to].lemma.lower() in lexicon.reached


def is_torn(draft: Draft, quotes: Quotes) -> bool:
    """Whether a quotation's own speaker and cue are given words outside of it: `a plea, “I am begging you to wait,”`.

    Or a speaker is taken from the words that are given: `“It is she who worries me,” he wrote`; `the “Iron Mayor” said`
    is none.
    """
    if draft.cue is None or draft.source_span is None:
        return False
    for part in quotes.parts_touching(draft.source_span):
        if not part.holds(draft.source_span):
            continue
        if part.holds(draft.cue):
            if not set(quotes.touching(part)) & set(quotes.touching(*draft.content)):
                return True
        elif any(span.overlaps(part) for span in draft.content) or _is_amid(draft.source_span, part):
            return True
    return False


def _is_amid(source: Span, quotation: Span) -> bool:
    return (quotation.end - quotation.start) - (source.end - source.start) > _NAME_EDGES
