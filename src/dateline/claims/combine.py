"""Join what the trees, the quotation marks and the tagger each say into one list of attributions."""

from collections.abc import Sequence

import msgspec

from dateline.claims.own_words import is_torn, is_writers_own
from dateline.claims.passage import Passage
from dateline.claims.tagged import of_tagger
from dateline.claims.uncued import after_colons, free_quotes
from dateline.language.attribution import (
    UNCUED,
    Attribution,
    Draft,
    Lexicon,
    Places,
    could_show,
    is_declined,
    is_generic,
    is_negated,
    is_nobody,
    join_quotations,
    trimmed,
)
from dateline.language.attribution.wholes import is_bare_pronoun
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees, base
from dateline.model import Span, TaggedQuotation


def combine(
    passage: Passage, attributions: Sequence[Attribution], tagged: Sequence[TaggedQuotation]
) -> tuple[Draft, ...]:
    """Attributions with their quotations whole, then the tagger's where rules found none, then free quotations.

    Ordered by the start of the content. A quotation goes to one attribution only: the nearest cue of its
    paragraph; nothing is attributed to a speaker across an intervening attribution by someone else.
    """
    text, trees, quotes, lexicon = passage.text, passage.trees, passage.quotes, passage.lexicon
    drafts = join_quotations(Places(text, trees, attributions, quotes, passage.paragraphs, lexicon))
    turns = SpanIndex(draft.content for draft in drafts if draft.frame in UNCUED)

    def is_others(draft: Draft) -> bool:
        return not is_writers_own(trees, draft, quotes, turns, lexicon)

    drafts = [draft for draft in _without_repeats(drafts) if _is_news(passage, draft) and is_others(draft)]
    drafts += [
        draft
        for draft in of_tagger(passage, tagged, drafts)
        if _is_news(passage, draft) and is_others(draft) and not _is_withheld(trees, draft, lexicon)
    ]
    drafts += [draft for draft in after_colons(passage, drafts) if is_others(draft)]
    drafts += free_quotes(passage, drafts)
    drafts = [_without_dateline(text, draft, passage.dateline) for draft in drafts]
    drafts = [draft for draft in drafts if draft.content]
    return tuple(sorted(drafts, key=lambda draft: (draft.content[0].start, -draft.content[-1].end, draft.frame)))


def _without_dateline(text: str, draft: Draft, dateline: Span | None) -> Draft:
    """Content without the place and date that open a report: nobody said those."""
    if dateline is None or not any(span.overlaps(dateline) for span in draft.content):
        return draft
    parts = [
        Span(max(span.start, dateline.end), span.end) if span.overlaps(dateline) else span for span in draft.content
    ]
    kept = (trimmed(text, part) for part in parts if part.end > part.start)
    return msgspec.structs.replace(draft, content=tuple(part for part in kept if part is not None))


def _is_news(passage: Passage, draft: Draft) -> bool:
    """Not the wishes of the one who is quoted, not why a source has no name, and not a pronoun alone."""
    text, trees, quotes, lexicon = passage.text, passage.trees, passage.quotes, passage.lexicon
    if draft.mode == "indirect" and all(is_bare_pronoun(trees, lexicon, trees.within(span)) for span in draft.content):
        return False
    if draft.cue is None:
        return True
    if is_torn(draft, quotes) or _is_compound(trees, draft):
        return False
    if draft.source is not None and trees.tokens[draft.source].lemma.lower() in lexicon.self_:
        quoted = quotes.hold(draft.cue)
        if quoted and (draft.type not in ("report", "question") or draft.frame not in ("clause", "around", "bare")):
            return False
        if quoted and draft.cue_token is not None and _is_infinitive(trees, draft.cue_token):
            return False  # "I want to stress that": the same
        aux = () if draft.cue_token is None else trees.children(draft.cue_token, "aux")
        if quoted and not lexicon.modals.isdisjoint(trees.tokens[each].lemma.lower() for each in aux):
            return False  # "I would say that": in the words that are quoted, and at no other time
    words = " ".join(span.of(text) for span in (draft.cue, *draft.content)).lower()
    return not any(marker in words for marker in lexicon.anonymity)


def _is_compound(trees: Trees, draft: Draft) -> bool:
    """ "Pupils reported binge drinking": two nouns that the tree takes for a clause; what they had, not their word."""
    head = trees.head_of(draft.content[0]) if draft.mode == "indirect" and draft.type == "report" else None
    if head is None or base(trees.deprel(head)) not in ("ccomp", "xcomp"):
        return False
    return bool(trees.children(head, "compound")) and not trees.children(head, "nsubj", "aux", "cop", "mark", "expl")


def _is_infinitive(trees: Trees, verb: int) -> bool:
    return any(trees.tokens[each].upos == "PART" and each < verb for each in trees.children(verb, "mark"))


def _is_withheld(trees: Trees, draft: Draft, lexicon: Lexicon) -> bool:
    """ "did not say whether", "nobody asked": a cue that attributes nothing."""
    if draft.source is not None:
        if is_nobody(trees, lexicon, draft.source) or is_generic(trees, lexicon, draft.source, draft.type):
            return True
        shown = draft.cue_token is not None and trees.tokens[draft.cue_token].lemma.lower() in lexicon.appearing
        if shown and not could_show(trees, lexicon, draft.source):
            return True
    cue = draft.cue_token
    if cue is None or trees.tokens[cue].lemma.lower() not in lexicon.withheld:
        return False
    return is_negated(trees, lexicon, cue) or is_declined(trees, lexicon, cue)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of attributions with the same content the one with a source stays, else the first."""
    kept: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        old = kept.get(draft.content)
        if old is None or (old.source is None and draft.source is not None):
            kept[draft.content] = draft
    return list(kept.values())
