"""Sources in a phrase: "according to the ministry", "in the words of its head"."""

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.extent import content_spans, source_span
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.trees import Trees, base
from dateline.model import Span

_TORN = 5  # words of a source's phrase that a tree may tear from it


def of_phrase(text: str, trees: Trees, lexicon: Lexicon, index: int) -> Attribution | None:
    """ "according to the ministry": the source is what the preposition governs, the content its clause."""
    tokens = trees.tokens
    words = _phrase_at(text, trees, lexicon, index)
    if words is None:
        return None
    last = index + len(words) - 1
    source = _governed(trees, index, last)
    if source is None:
        return None
    top = trees.head(source)
    if top < 0:
        return None
    clause = trees.clause_head(top)
    whole = source_span(trees, source, index)
    first = next(iter(trees.within(whole)), source)
    torn = tuple(range(last + 1, first)) if _is_noun_phrase(trees, last + 1, first) else ()
    spans = _without(trees, content_spans(trees, (clause,), (source,), source), torn)
    if not spans:
        return None
    return Attribution(
        cue=index,
        cue_span=Span(tokens[index].start, tokens[last].end),
        type="report",
        frame="phrase",
        content=spans,
        source=source,
        source_span=Span(tokens[torn[0]].start, whole.end) if torn else whole,
    )


def _is_noun_phrase(trees: Trees, first: int, last: int) -> bool:
    """Whether the words up to a source's own are the beginning of its phrase, which a tree tore from it."""
    parts = [trees.tokens[each].upos for each in range(first, last)]
    return 0 < len(parts) <= _TORN and all(each in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") for each in parts)


def _without(trees: Trees, spans: tuple[Span, ...], torn: tuple[int, ...]) -> tuple[Span, ...]:
    """Content less the stretches that begin within the words torn from its source."""
    if not torn:
        return spans
    place = Span(trees.tokens[torn[0]].start, trees.tokens[torn[-1]].end)
    return tuple(span for span in spans if not place.holds(span))


def _phrase_at(text: str, trees: Trees, lexicon: Lexicon, index: int) -> tuple[str, ...] | None:
    first = trees.tokens[index]
    if first.upos == "PUNCT":
        return None
    word = text[first.start : first.end].lower()
    for phrase in lexicon.phrases:
        if word == phrase[0]:
            tokens = trees.tokens[index : index + len(phrase)]
            if tuple(text[token.start : token.end].lower() for token in tokens) == phrase:
                return phrase
    return None


def _governed(trees: Trees, first: int, last: int) -> int | None:
    """The noun that a prepositional phrase's words govern: the case mark's head, or the last word's dependent."""
    for index in (first, last):
        head = trees.head(index)
        if head > last and base(trees.deprel(index)) in ("case", "mark", "fixed"):
            return head
    for index in (last, first):
        below = next((each for each in trees.children(index, "obl", "nmod", "obj", "pobj") if each > last), None)
        if below is not None:
            return below
    return None
