"""Quotations that no verb of saying gives: behind a colon, or a paragraph of their own."""

import bisect
from collections.abc import Sequence

from dateline.claims.passage import Passage
from dateline.language.attribution import Draft, Lexicon, Quote, Quotes, last_before, paragraph_of, source_span
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees, base
from dateline.model import Span

# Words a stretch in quotation marks needs to be someone's words without a cue; fewer are scare quotes.
_FREE_QUOTE_WORDS = 6

# Words before a colon among which the verb that opens a quotation is looked for.
_MOST_OPENING = 200


def after_colons(passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that a clause of any verb opens with a colon: `The minister was blunt: "..."`."""
    text, trees, quotes, paragraphs = passage.text, passage.trees, passage.quotes, passage.paragraphs
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


def free_quotes(passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that are a paragraph of their own: the speaker of the paragraph before goes on.

    A heading goes on with nobody: it is of what stands below it.
    """
    speakers = _Speakers(passage, drafts)
    known = SpanIndex(draft.content for draft in drafts)
    found: list[Draft] = []
    for number, quote in enumerate(passage.quotes):
        if any(_is_of(drafts[each], number, passage.quotes) for each in known.touching(*quote.spans)):
            continue
        speaker = speakers.of(quote, found[-1] if found else None)
        if speaker is not None:
            found.append(_free_quote(quote, speaker))
    return found


class _Speakers:
    """Who may go on speaking in a quotation without a cue, by the attributions before it."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft]) -> None:
        self._passage, self._drafts = passage, drafts
        self._headed = _by_words(passage.text, drafts)
        self._told_in = _told_by_sentence(passage.trees, passage.lexicon, drafts)
        self._spoken = sorted(
            (draft.content[-1].end, draft.content[0].start, -number)
            for number, draft in enumerate(drafts)
            if draft.source is not None and draft.mode != "indirect"
        )

    def of(self, quote: Quote, last: Draft | None) -> Draft | None:
        """The attribution that a quotation goes on with; None where nobody is known to go on.

        last: the one found for the quotation without a cue before it.
        """
        text, trees, paragraphs = self._passage.text, self._passage.trees, self._passage.paragraphs
        first = quote.spans[0]
        paragraph = paragraph_of(first.start, paragraphs)
        if paragraph is None:
            return None
        opens = first.start - paragraph.start <= 2
        again = self._headed.get(_folded(first.of(text))) if opens else None
        if again is not None and again.content[0].start > first.end:
            return again
        if paragraph.start in self._passage.headings:
            return None
        told = _told_before(text, trees, first.start, self._told_in, paragraph)
        previous = paragraph_of(max(0, paragraph.start - 3), paragraphs)
        if told is None and opens and previous is not None:
            told = _told_before(text, trees, first.start, self._told_in, previous)
        if not opens and told is None:
            return None
        if _is_short(text, trees, first) or (len(quote.spans) == 1 and _goes_on(text, quote.end, paragraph.end)):
            return None
        speaker = told or self._last_before(first.start, last)
        if speaker is None or (told is None and (previous is None or speaker.content[-1].end < previous.start)):
            return None
        return speaker

    def _last_before(self, start: int, last: Draft | None) -> Draft | None:
        at = bisect.bisect_right(self._spoken, (start, start, 1)) - 1
        before = [self._drafts[-self._spoken[at][2]]] if at >= 0 else []
        before += [last] if last is not None and last.content[-1].end <= start else []
        return max(before, key=lambda draft: (draft.content[-1].end, draft.content[0].start), default=None)


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


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether more than blanks and marks stand between two code points."""
    return any(text[place] not in ' .”"' for place in range(start, end))


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


def _told_by_sentence(trees: Trees, lexicon: Lexicon, drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
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
            and trees.tokens[draft.source].lemma.lower() not in lexicon.words("nobody_known")
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
