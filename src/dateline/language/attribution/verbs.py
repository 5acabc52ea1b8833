"""Cues that are verbs: what each gives by the surest of its frames, or a quotation beside it alone."""

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.extent import content_spans, cue_span, source_span
from dateline.language.attribution.frames import BARE, FRAMES, Content, closing
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.sources import addressee_of, source_of_verb
from dateline.language.attribution.speakers import is_generic, is_share
from dateline.language.attribution.unsaid import is_made_to, is_other_verb
from dateline.language.attribution.verb_forms import is_infinitive, is_negated
from dateline.language.attribution.weigh import Candidate, is_claim, is_declined
from dateline.language.attribution.wholes import is_felt, is_felt_beside, with_antecedent, without_opening
from dateline.language.trees import Trees
from dateline.model import Span


def of_verb(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Attribution | None:
    """What a verb attributes: "said that", "is believed to", "denied the charge", "called it a “rout”"."""
    if is_other_verb(trees, lexicon, verb):
        return None
    for frame, find in FRAMES.items():
        content = find(trees, lexicon, verb, lemma)
        spans = () if content is None else _spans_of(trees, lexicon, verb, content)
        if content is not None and spans:
            return _framed(trees, lexicon, verb, frame, content, spans)
    return _bare(trees, lexicon, verb, lemma)


def is_weighed(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Whether the rules have weighed what a verb gives: where they attribute nothing by it, nothing is said by it."""
    if trees.tokens[verb].upos != "VERB":
        return False
    if is_other_verb(trees, lexicon, verb) or is_made_to(trees, lexicon, verb):
        return True
    lemma = trees.tokens[verb].lemma.lower()
    objects = trees.children(verb, "obj")
    things = any(trees.tokens[each].upos == "NOUN" and len(trees.subtree(each)) <= BARE for each in objects)
    if lemma in lexicon.naming and (things or trees.is_passive(verb)) and not trees.children(verb, "xcomp"):
        return True  # "called the police", "was called by the union"
    return any(find(trees, lexicon, verb, lemma) is not None for find in FRAMES.values())


def _spans_of(trees: Trees, lexicon: Lexicon, verb: int, content: Content) -> tuple[Span, ...]:
    spans = content_spans(trees, content.heads, (*content.without, *closing(trees, lexicon, verb)), verb)
    return with_antecedent(trees, lexicon, verb, without_opening(trees, verb, content.heads, spans))


def _framed(
    trees: Trees, lexicon: Lexicon, verb: int, frame: str, content: Content, spans: tuple[Span, ...]
) -> Attribution | None:
    """What a frame of a verb gives, where anybody says it."""
    lemma, kind = trees.tokens[verb].lemma.lower(), content.type
    source = source_of_verb(trees, lexicon, verb)
    negated = is_negated(trees, lexicon, verb)
    if is_felt(trees, lexicon, verb) or is_felt_beside(trees, lexicon, verb):
        kind = lexicon.adjectives[trees.form(verb)]
    elif kind == "order" and frame == "clause" and _names(trees, lexicon, verb, lemma):
        kind = "evaluation"  # "called it a disgrace"
    if not is_claim(trees, lexicon, Candidate(verb, lemma, kind, frame, source, negated)):
        return None
    if source is not None and is_share(trees, lexicon, source):
        if frame not in ("clause", "around"):
            return None  # "9.6% reported a loss": a finding, and no one's word
        source = None
    return Attribution(
        cue=verb,
        cue_span=cue_span(trees, verb, content.without if frame == "prepositional" else ()),
        type=kind,
        frame=frame,
        content=spans,
        source=source,
        source_span=None if source is None else source_span(trees, source, verb),
        addressee=addressee_of(trees, lexicon, verb, content.heads),
        negated=negated,
    )


def _bare(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Attribution | None:
    """A cue with no content of its own in the tree: a quotation beside it may be its content."""
    if lemma not in lexicon.verbs or is_made_to(trees, lexicon, verb) or is_declined(trees, lexicon, verb):
        return None
    kind, negated = lexicon.verbs[lemma], is_negated(trees, lexicon, verb)
    if negated and kind != "denial":
        return None  # "would never rule out a “stern” answer"
    if lemma not in lexicon.addressed and not _could_quote(trees, verb):
        return None
    source = source_of_verb(trees, lexicon, verb)
    if source is None or is_generic(trees, lexicon, source, kind) or is_share(trees, lexicon, source):
        return None
    return Attribution(
        cue=verb,
        cue_span=cue_span(trees, verb),
        # "what he called the “crisis”": it names, and demands nothing
        type="evaluation" if _names(trees, lexicon, verb, lemma) else kind,
        frame="bare",
        content=_named(trees, lexicon, verb, lemma),
        source=source,
        source_span=source_span(trees, source, verb),
        addressee=addressee_of(trees, lexicon, verb, ()),
        negated=negated,
    )


def _could_quote(trees: Trees, verb: int) -> bool:
    """Whether a cue without a clause may still give a quotation: with no plain object and no other verb's act."""
    acts = any(is_infinitive(trees, each) for each in trees.children(verb, "xcomp"))  # "continued to act “freely”"
    return not acts and not any(trees.tokens[each].upos == "NOUN" for each in trees.children(verb, "obj"))


def _names(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> bool:
    """Whether a verb tells what something is called: "called it", not "called for"."""
    return lemma in lexicon.naming and not any(
        (lemma, trees.form(each)) in lexicon.prepositions for each in (verb + 1, verb + 2) if each < len(trees.tokens)
    )


def _named(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> tuple[Span, ...]:
    """What a quotation behind the verb names: "called | the retreat | “a rout”"."""
    below = (each for named in trees.children(verb, "xcomp") for each in trees.children(named, "nsubj"))
    objects = [each for each in (*trees.children(verb, "obj", "iobj", "nsubj"), *below) if each > verb]
    return (trees.phrase(objects[0]),) if objects and _names(trees, lexicon, verb, lemma) else ()
