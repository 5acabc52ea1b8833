"""Join what the trees, the quotation marks and the tagger each say into one list of attributions."""

import bisect
from collections.abc import Sequence

import msgspec

from dateline.claims.own_words import is_torn, is_writers_own
from dateline.language.attribution import (
    UNCUED,
    Attribution,
    Draft,
    Lexicon,
    Quote,
    Quotes,
    could_show,
    is_declined,
    is_generic,
    is_negated,
    is_nobody,
    is_share,
    is_weighed,
    join_quotations,
    last_before,
    mode_of,
    paragraph_of,
    source_span,
    trimmed,
)
from dateline.language.attribution.wholes import is_bare_pronoun
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees, base
from dateline.model import Span, TaggedQuotation

# 0.5: bench/quality claims, pairs F1 on PolNeAR's train part is flat between 0.4 and 0.6.
_TAGGER_SCORE = 0.5
_TAGGER_RULE_SCORE = 0.9
# Words a stretch in quotation marks needs to be someone's words without a cue; fewer are scare quotes.
_FREE_QUOTE_WORDS = 6
# Words before a colon among which the verb that opens a quotation is looked for.
_MOST_OPENING = 200


def combine(
    text: str,
    trees: Trees,
    attributions: Sequence[Attribution],
    quotes: Sequence[Quote],
    tagged: Sequence[TaggedQuotation],
    paragraphs: Sequence[Span],
    headings: frozenset[int],
    lexicon: Lexicon,
    dateline: Span | None,
) -> tuple[Draft, ...]:
    """Attributions with their quotations whole, then the tagger's where rules found none, then free quotations.

    Ordered by the start of the content. A quotation goes to one attribution only: the nearest cue of its
    paragraph; nothing is attributed to a speaker across an intervening attribution by someone else.
    headings: where those paragraphs begin that are headings.
    """
    outer = Quotes(quotes)
    drafts = join_quotations(text, trees, attributions, outer, paragraphs, lexicon)
    turns = SpanIndex(draft.content for draft in drafts if draft.frame in UNCUED)
    drafts = [
        draft
        for draft in _without_repeats(drafts)
        if _is_news(text, trees, draft, outer, lexicon) and not is_writers_own(trees, draft, outer, turns, lexicon)
    ]
    drafts += [
        draft
        for draft in _of_tagger(text, trees, tagged, drafts, outer, lexicon)
        if _is_news(text, trees, draft, outer, lexicon)
        and not is_writers_own(trees, draft, outer, turns, lexicon)
        and not _is_withheld(trees, draft, lexicon)
    ]
    drafts += [
        draft
        for draft in _after_colons(text, trees, outer, drafts, paragraphs)
        if not is_writers_own(trees, draft, outer, turns, lexicon)
    ]
    drafts += _free_quotes(text, trees, outer, drafts, paragraphs, headings)
    drafts = [clipped for draft in drafts for clipped in [_without_dateline(text, draft, dateline)] if clipped.content]
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


def _is_news(text: str, trees: Trees, draft: Draft, quotes: Quotes, lexicon: Lexicon) -> bool:
    """Not the wishes of the one who is quoted, not why a source has no name, and not a pronoun alone."""
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
    return is_negated(trees, cue) or is_declined(trees, lexicon, cue)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of attributions with the same content the one with a source stays, else the first."""
    kept: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        old = kept.get(draft.content)
        if old is None or (old.source is None and draft.source is not None):
            kept[draft.content] = draft
    return list(kept.values())


def _of_tagger(
    text: str,
    trees: Trees,
    tagged: Sequence[TaggedQuotation],
    drafts: Sequence[Draft],
    quotes: Quotes,
    lexicon: Lexicon,
) -> list[Draft]:
    """The tagger's quotations whose content no rule has attributed already."""
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
        if speaker is None or is_share(trees, speaker) or any(span.holds(source_span) for span in content):
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
                negated=token is not None and is_negated(trees, token),
                score=quotation.score,
            )
        )
    return found


def _is_plain_object(trees: Trees, lexicon: Lexicon, cue: int, content: Sequence[Span]) -> bool:
    """ "police found a man who had fled": whom or what one found or declined, not what one said of it."""
    head = trees.head_of(content[0])
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


def _after_colons(
    text: str, trees: Trees, quotes: Quotes, drafts: Sequence[Draft], paragraphs: Sequence[Span]
) -> list[Draft]:
    """Quotations that a clause of any verb opens with a colon: `The minister was blunt: "..."`."""
    known = SpanIndex(draft.content for draft in drafts)
    found: list[Draft] = []
    for quote in quotes:
        if known.touching(*quote.spans):
            continue
        colon = last_before(text, quote.start)
        paragraph = paragraph_of(colon, paragraphs)
        if colon < 0 or text[colon] != ":" or paragraph is None or quote.start - colon > 4:
            continue
        place = trees.at(colon)
        verb = None if place is None else _speaking_before(trees, place)
        if verb is None:
            continue
        source = trees.subjects(verb)[0]
        token = trees.tokens[verb]
        found.append(
            Draft(
                content=quote.spans,
                cue=Span(token.start, token.end),
                type="report",
                frame="colon",
                mode="direct",
                source=source,
                source_span=source_span(trees, source, verb),
                cue_token=verb,
            )
        )
    return found


def _speaking_before(trees: Trees, place: int) -> int | None:
    """The verb with a subject that a colon's sentence speaks by; None if it has none.

    "... a company that has redefined selling: “...”": the sentence's own clause speaks, not one inside it.
    """
    sentence = trees.sentence(place)
    inner = None
    for each in reversed(range(max(sentence.first, place - _MOST_OPENING), min(place, sentence.last))):
        if trees.tokens[each].upos not in ("VERB", "AUX", "ADJ") or not trees.subjects(each):
            continue
        if base(trees.deprel(each)) not in ("acl", "advcl", "ccomp", "csubj"):
            return each
        inner = each if inner is None else inner
    return inner


def _free_quotes(
    text: str,
    trees: Trees,
    quotes: Quotes,
    drafts: Sequence[Draft],
    paragraphs: Sequence[Span],
    headings: frozenset[int],
) -> list[Draft]:
    """Quotations that are a paragraph of their own: the speaker of the paragraph before goes on.

    A heading goes on with nobody: it is of what stands below it.
    """
    headed = _by_words(text, drafts)
    known = SpanIndex(draft.content for draft in drafts)
    told_in = _told_by_sentence(trees, drafts)
    spoken = sorted(
        (draft.content[-1].end, draft.content[0].start, -number)
        for number, draft in enumerate(drafts)
        if draft.source is not None and draft.mode != "indirect"
    )
    found: list[Draft] = []
    for number, quote in enumerate(quotes):
        first = quote.spans[0]
        if any(_is_of(drafts[each], number, quotes) for each in known.touching(*quote.spans)):
            continue
        paragraph = paragraph_of(first.start, paragraphs)
        if paragraph is None:
            continue
        told = _told_before(text, trees, first.start, told_in, paragraph)
        opens = first.start - paragraph.start <= 2
        again = headed.get(_folded(first.of(text))) if opens else None
        if again is not None and again.content[0].start > first.end:
            found.append(_free_quote(quote, again))
            continue
        if paragraph.start in headings:
            continue
        previous = paragraph_of(max(0, paragraph.start - 3), paragraphs)
        if told is None and opens and previous is not None:
            told = _told_before(text, trees, first.start, told_in, previous)
        if not opens and told is None:
            continue
        if _is_short(text, trees, first) or (len(quote.spans) == 1 and _goes_on(text, quote.end, paragraph.end)):
            continue
        at = bisect.bisect_right(spoken, (first.start, first.start, 1)) - 1
        before = [drafts[-spoken[at][2]]] if at >= 0 else []
        before += [each for each in found[-1:] if each.content[-1].end <= first.start]
        if not before and told is None:
            continue
        speaker = told or max(before, key=lambda draft: (draft.content[-1].end, draft.content[0].start))
        if told is None and (previous is None or speaker.content[-1].end < previous.start):
            continue
        found.append(_free_quote(quote, speaker))
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether more than blanks and marks stand between two code points."""
    return any(text[place] not in ' .”"' for place in range(start, end))


def _free_quote(quote: Quote, speaker: Draft) -> Draft:
    return Draft(
        content=quote.spans,
        cue=None,
        type="report",
        frame="free-quote",
        mode="direct",
        source=speaker.source,
        source_span=speaker.source_span,
        score=0.6,
    )


def _is_of(draft: Draft, number: int, quotes: Quotes) -> bool:
    """Whether a draft that touches a quotation has it, or a part of it, for its content.

    What is claimed in passing within one that goes on over paragraphs has not.
    """
    if len(quotes[number].spans) < 2 or draft.cue is None:
        return True
    return not (quotes.hold(draft.cue) and number in quotes.touching(draft.cue))


def _by_words(text: str, drafts: Sequence[Draft]) -> dict[str, Draft]:
    """The first draft that quotes each run of words: a heading takes its words, and their speaker, out of the text."""
    quoted = [draft for draft in drafts if draft.source is not None and draft.mode != "indirect"]
    return {_folded(span.of(text)): draft for draft in reversed(quoted) for span in draft.content}


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _is_short(text: str, trees: Trees, quotation: Span) -> bool:
    """Whether a stretch is too short to be words without a cue; single marks set headings too, and need more."""
    words = trees.within(quotation)
    if text[quotation.start] in "'‘":
        return sum(trees.tokens[each].upos != "PUNCT" for each in words) < _FREE_QUOTE_WORDS
    return len(words) < _FREE_QUOTE_WORDS


def _told_by_sentence(trees: Trees, drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """By the number of their sentence, the reports of what a person said in other words."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        if (
            draft.cue_token is not None
            and draft.source is not None
            and draft.type == "report"
            and draft.frame in ("clause", "around")
            and draft.mode != "direct"
            and trees.tokens[draft.source].upos in ("PROPN", "PRON")
            and trees.tokens[draft.source].lemma.lower() not in ("it", "which", "that", "this", "who")
        ):
            found.setdefault(trees.sentence_number(draft.cue_token), []).append(draft)
    return found


def _told_before(text: str, trees: Trees, start: int, told_in: dict[int, list[Draft]], paragraph: Span) -> Draft | None:
    """What a person is reported to say in the sentence right before a quotation: `He said he was ready. "..."`."""
    sentences = trees.analysis.sentences
    number = bisect.bisect_right(sentences, start, key=lambda sentence: sentence.end) - 1
    if number < 0 or number not in told_in or last_before(text, start) >= sentences[number].end:
        return None
    found = [draft for draft in told_in[number] if draft.cue is not None and paragraph.holds(draft.cue)]
    return max(found, key=lambda draft: sum(span.end - span.start for span in draft.content), default=None)
