"""The tagger's quotations, where no rule has attributed their content."""

from collections.abc import Sequence

from dateline.claims.passage import Passage
from dateline.language.attribution import Draft, Lexicon, is_come_upon, is_negated, is_share, is_weighed, mode_of
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees, base
from dateline.model import Span, TaggedQuotation

# 0.5: bench/quality claims, pairs F1 on PolNeAR's train part is flat between 0.4 and 0.6.
_TAGGER_SCORE = 0.5

_TAGGER_RULE_SCORE = 0.9


def of_tagger(passage: Passage, tagged: Sequence[TaggedQuotation], drafts: Sequence[Draft]) -> list[Draft]:
    """The tagger's quotations whose content no rule has attributed already."""
    text, trees, quotes, lexicon = passage.text, passage.trees, passage.quotes, passage.lexicon
    known = SpanIndex(draft.content for draft in drafts)
    found = []
    for quotation in tagged:
        content = tuple(Span(*span) for span in quotation.content)
        if not content or quotation.score < _TAGGER_SCORE or not quotation.source:
            continue
        if known.touching(*content) or _is_duration(trees, lexicon, content):
            continue
        if _is_tail(trees, content[0]):
            continue
        cue = Span(quotation.cue[0][0], quotation.cue[-1][1]) if quotation.cue else None
        source_span = _within_sentence(trees, Span(quotation.source[0][0], quotation.source[-1][1]), cue or content[0])
        token = trees.head_of(cue) if cue else None
        speaker = trees.head_of(source_span)
        if speaker is None or is_share(trees, lexicon, speaker) or any(span.holds(source_span) for span in content):
            continue
        kind = _type_of_cue(trees, lexicon, cue, token)
        if token is not None and _is_plain_object(trees, lexicon, token, content):
            continue
        if token is not None and (is_weighed(trees, lexicon, token) or _is_ahead(trees, lexicon, token, content)):
            continue
        if kind is None or quotation.score == _TAGGER_RULE_SCORE:
            continue  # a word that no list knows as a cue; what the tagger has by rule, the rules here weigh better
        found.append(
            Draft(
                content=content,
                cue=cue,
                type=kind,
                frame="tagger",
                mode=mode_of(text, content, quotes),
                source=speaker,
                source_span=source_span,
                cue_token=token,
                negated=token is not None and is_negated(trees, lexicon, token),
                score=quotation.score,
            )
        )
    return found


def _is_plain_object(trees: Trees, lexicon: Lexicon, cue: int, content: Sequence[Span]) -> bool:
    """ "police found a man who had fled": whom or what one found or declined, not what one said of it."""
    head = trees.head_of(content[0])
    if (
        head is not None
        and trees.head(head) in (cue, *trees.children(cue, "obj"))
        and is_come_upon(trees, lexicon, cue, head)
    ):
        return True  # "found the boy hiding"
    found = head is not None and trees.head(head) == cue and base(trees.deprel(head)) == "obj"
    if found and trees.tokens[cue].lemma.lower() in lexicon.declining:
        return True  # "clinics refused service": what is not given
    if not found or lexicon.verbs.get(trees.tokens[cue].lemma.lower()) != "show" or trees.children(cue, "xcomp"):
        return False
    subjects = trees.subjects(cue)
    return bool(subjects) and trees.tokens[subjects[0]].lemma.lower() not in lexicon.document


def _within_sentence(trees: Trees, source: Span, cue: Span) -> Span:
    """A source cut to the sentence of its cue where it runs over a sentence's end: beyond it is no phrase of its."""
    inside, at = list(trees.within(source)), trees.head_of(cue)
    if not inside or at is None:
        return source
    sentence = trees.sentence(at)
    own = [each for each in inside if sentence.first <= each < sentence.last]
    if not own or len(own) == len(inside):
        return source
    return Span(trees.tokens[own[0]].start, trees.tokens[own[-1]].end)


def _is_duration(trees: Trees, lexicon: Lexicon, content: Sequence[Span]) -> bool:
    """ "argued for two years": how long it was said, not what."""
    heads = [trees.head_of(span) for span in content]
    return all(head is not None and trees.tokens[head].lemma.lower() in lexicon.durations for head in heads)


def _is_tail(trees: Trees, content: Span) -> bool:
    """ "declared three days [of mourning]": the rest of a noun's phrase, whose noun stands before it."""
    head = trees.head_of(content)
    if head is None or base(trees.deprel(head)) != "nmod" or not trees.children(head, "case"):
        return False
    noun = trees.head(head)
    return noun >= 0 and trees.tokens[noun].end <= content.start and trees.tokens[noun].upos == "NOUN"


def _type_of_cue(trees: Trees, lexicon: Lexicon, cue: Span | None, token: int | None) -> str | None:
    """The type of the tagger's cue: its head word's, that of a phrase ("according to"); a report where it has none."""
    if cue is None or token is None:
        return "report"
    words = tuple(trees.form(each) for each in trees.within(cue))
    return lexicon.type_of(trees.tokens[token].lemma.lower()) or ("report" if words in lexicon.phrases else None)


def _is_ahead(trees: Trees, lexicon: Lexicon, cue: int, content: tuple[Span, ...]) -> bool:
    """Whether the content is what is to come, and no one's word ("are going to attack")."""
    first = next(iter(trees.within(content[0])), None)
    infinitive = first is not None and trees.tokens[first].upos == "PART"
    return (
        infinitive and trees.tokens[cue].upos == "VERB" and trees.tokens[cue].lemma.lower() not in lexicon.infinitives
    )
