"""Who the sources of an attribution are: persons, bodies, programmes, documents, and those the text does not name."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from dateline.claims.mentions import Mentions
from dateline.language.attribution import (
    Draft,
    Lexicon,
    cited_by,
    could_speak,
    is_as_said,
    quoting_one,
    source_span,
)
from dateline.language.trees import Trees, base
from dateline.model import ClaimSource, Mention, SourceKind, Span

# Words of an office between a body and its bearer's name ("the Port Party deputy leader Ilja Mott").
_MOST_OFFICE_WORDS = 5
_KINDS: dict[str, SourceKind] = {"person": "person", "organisation": "organisation", "group": "organisation"}


class Sources:
    """The links of a text's attributions."""

    def __init__(self, text: str, trees: Trees, mentions: Iterable[Mention], lexicon: Lexicon) -> None:
        self._text, self._trees, self._lexicon = text, trees, lexicon
        self._mentions = Mentions(mentions)
        self._reasons: dict[int, str | None] = {}

    def of(self, draft: Draft) -> list[ClaimSource]:
        """This attribution's own links, outermost first.

        A person speaks to a programme or in a document: the medium is further out, since its word is all there is.
        An office or a paper speaks through its own document, which is then further in ("the paper, in an editorial").
        Who quotes somebody "as saying" is further out than he is, whom a speaker cites is further in.
        """
        cue = draft.cue_token
        cited = None if cue is None else cited_by(self._trees, self._lexicon, cue, draft.source)
        links = self._own(draft, None if cited is None else cited[0])
        if cue is not None and is_as_said(self._trees, self._lexicon, cue):
            quoting = quoting_one(self._trees, cue)
            if quoting is not None and quoting != draft.source:
                links = [self._speaker(quoting, source_span(self._trees, quoting, cue)), *links]
        if cited is not None and self._is_source(cited[1]):
            links = [*links, self._speaker(cited[1], self._trees.phrase(cited[1]))]
        return links

    def _is_source(self, head: int) -> bool:
        """Whether what is cited is somebody or a document: no "rising costs"."""
        lemma = self._trees.tokens[head].lemma.lower()
        if lemma in self._lexicon.document or could_speak(lemma, self._lexicon):
            return True
        return any(each.kind in (*_KINDS, "work") for each in self._mentions.at(self._trees.tokens[head].start))

    def _own(self, draft: Draft, citing: int | None) -> list[ClaimSource]:
        """The speaker and his medium; the speaker's phrase ends before the participle by which he cites another."""
        if draft.source is None or draft.source_span is None:
            speaker = ClaimSource(text="", kind="unnamed")
        else:
            span = draft.source_span
            if citing is not None and draft.source < citing and self._trees.tokens[citing].end <= span.end:
                last = max(each for each in range(draft.source, citing) if self._trees.tokens[each].upos != "PUNCT")
                span = Span(span.start, self._trees.tokens[last].end)
            speaker = self._speaker(draft.source, span)
        if (
            speaker.kind == "programme"
            and draft.source is not None
            and _is_talk(self._trees, draft.source, self._lexicon)
        ):
            return [self._talked_to(draft.source, speaker), ClaimSource(text="", kind="unnamed")]
        medium = self._medium(draft)
        if medium is None:
            return [speaker]
        if medium.kind == "document" and speaker.kind in ("organisation", "programme", "outlet"):
            return [speaker, medium]
        return [medium, speaker]

    def _speaker(self, head: int, span: Span) -> ClaimSource:
        mention = self._mention_of(head, span)
        mention = _borne_by(self._text, span, mention, self._mentions.ending(span.end), self._lexicon) or mention
        token = self._trees.tokens[head]
        lemma = token.lemma.lower()
        kind: SourceKind
        copy = lemma in self._lexicon.copies and bool(self._trees.children(head, "nmod"))
        if (copy or lemma in self._lexicon.document) and (mention is None or mention.kind in ("work", "event")):
            kind = "document"
            span = _unsigned(self._trees, head, span, self._lexicon)
        elif lemma in self._lexicon.programme and (mention is None or mention.kind == "work"):
            kind = "programme"
        elif mention is not None and mention.kind in _KINDS:
            kind = _KINDS[mention.kind]
        elif mention is not None and mention.kind == "work":
            kind = "document"
        elif mention is not None and mention.kind in ("place", "facility"):
            kind = "organisation"  # "Washington said": the state speaks
        elif token.upos == "PROPN":
            kind = "organisation" if lemma in self._lexicon.bodies else "person"
        else:
            kind = "unnamed"
        if mention is not None and _are_several(self._trees, head, span, mention):
            mention = None  # "Sand and Mott": neither of them alone
        named = mention is not None and (mention.name is not None or mention.form == "name")
        if kind in ("person", "organisation") and not named and token.upos == "NOUN":
            kind = "unnamed"
        number = office = reason = None
        if kind == "unnamed":
            number, office, reason = self._unnamed(head)
        found = self._source(span, kind, mention)
        return msgspec.structs.replace(found, number=number, office=office, reason=reason)

    def _talked_to(self, talk: int, speaker: ClaimSource) -> ClaimSource:
        """The medium of a talk that is named as the source: "according to an interview with the Gazette"."""
        medium = self._spoken_with(talk)
        if medium == talk:
            return speaker
        span = self._trees.phrase(medium)
        mention = self._mention_of(medium, span)
        return ClaimSource(
            text=span.of(self._text),
            kind="programme",
            start=span.start,
            end=span.end,
            entity=mention.entity if mention else None,
            name=mention.name if mention else None,
        )

    def _mention_of(self, head: int, span: Span) -> Mention | None:
        """The mention on a source's head word; failing that, a person apposed to it ("the mayor, Anna Korr")."""
        token = self._trees.tokens[head]
        holding = [each for each in self._mentions.at(token.start) if each.kind != "quantity"]
        linked = [each for each in holding if each.entity is not None]
        best = max(
            linked or holding, key=lambda each: (each.form == "name", each.end - each.start, -each.start), default=None
        )
        if best is not None and (best.name is not None or best.form != "nominal"):
            return best
        if base(self._trees.deprel(head)) == "appos":  # "Orlo, a docker who said that": of whom he is told
            above = self._trees.tokens[self._trees.head(head)]
            for each in self._mentions.at(above.start):
                if each.kind == "person" and each.form == "name":
                    return each
        beside = [each for also in self._trees.conjuncts(head) for each in self._trees.children(also, "appos")]
        for child in (*self._trees.children(head, "appos", "flat", "compound"), *beside):
            if child < head and token.upos == "NOUN" and base(self._trees.deprel(child)) == "compound":
                continue  # "the Renn administration": not he
            name = self._trees.tokens[child]
            for each in self._mentions.at(name.start):
                if each.kind == "person" and span.start <= each.start:
                    return each
        return best

    def _unnamed(self, head: int) -> tuple[str | None, str | None, str | None]:
        """How many, of which office, and why unnamed, as far as the words say."""
        token = self._trees.tokens[head]
        numeral = self._trees.child(head, "nummod")
        word = token.lemma.lower()
        plural = self._text[token.start : token.end].lower() != word
        if numeral is not None:
            number: str | None = self._trees.tokens[numeral].lemma
        elif word in self._lexicon.words("some"):
            number = "some"
        else:
            number = "some" if plural else "1"
        modifiers = [
            each
            for each in self._trees.children(head, "compound", "amod", "nmod")
            if self._trees.tokens[each].upos in ("NOUN", "PROPN", "ADJ")
            and base(self._trees.deprel(each)) != "nmod:poss"
        ]
        office = None
        if modifiers:
            first = min(self._trees.span(each).start for each in modifiers)
            last = max(self._trees.span(each).end for each in modifiers)
            office = self._text[first:last]
        return number, office, self._reason(self._trees.sentence_number(head))

    def _reason(self, sentence: int) -> str | None:
        """Why the sources of a sentence are unnamed, in its own words: "condition of anonymity because ..."."""
        if sentence not in self._reasons:
            place = self._trees.analysis.sentences[sentence]
            lowered = self._text[place.start : place.end].lower()
            found = (lowered.find(marker) for marker in self._lexicon.anonymity)
            at = next((each for each in found if each >= 0), None)
            told = None if at is None else self._text[place.start + at : place.end].rstrip(' .”"')
            self._reasons[sentence] = told
        return self._reasons[sentence]

    def _medium(self, draft: Draft) -> ClaimSource | None:
        """The programme that was told, or the document in which it was said; None where the text names neither."""
        if draft.cue_token is None:
            return None
        # "accused the Gazette of lying", "asked the Gazette to apologise", "expects the channel to open": whom it is
        # aimed at, or of whom it is thought, passes nothing on
        aimed_at = draft.type in ("accusation", "evaluation", "order", "question", "belief")
        candidates = [] if aimed_at or draft.addressee is None else [draft.addressee]
        candidates += [
            each
            for each in self._trees.children(draft.cue_token, "obl", "nmod")
            if self._trees.case(each) in self._lexicon.words("media") and each not in candidates
        ]
        for each in candidates:
            each = self._spoken_with(each)
            token = self._trees.tokens[each]
            lemma = token.lemma.lower()
            span = self._trees.phrase(each)
            if any(part.overlaps(span) for part in draft.content):
                continue
            mention = self._mention_of(each, span)
            kind: SourceKind | None = None
            is_media = mention is not None and mention.ontology == "media" and lemma not in self._lexicon.unnamed
            if is_media or (lemma in self._lexicon.programme and not _is_other_place(self._trees, each, self._lexicon)):
                kind = "programme"
            elif lemma in self._lexicon.document:
                # "told Adriane Dispatch": a name that is told something is no paper of the speaker's
                told = each == draft.addressee and token.upos == "PROPN"
                kind = "programme" if told else "document"
            elif mention is not None and mention.kind == "work":
                kind = "programme"
            if kind is not None:
                return self._source(span, kind, mention)
        return None

    def _source(self, span: Span, kind: SourceKind, mention: Mention | None) -> ClaimSource:
        """A source of a kind by its words and who they mean."""
        return ClaimSource(
            text=span.of(self._text),
            kind=kind,
            start=span.start,
            end=span.end,
            entity=mention.entity if mention else None,
            name=mention.name if mention else None,
        )

    def _spoken_with(self, talk: int) -> int:
        """The medium of a talk with one ("an interview with the Gazette"); the talk itself where it names none."""
        if self._trees.tokens[talk].lemma.lower() not in self._lexicon.talks:
            return talk
        for each in self._trees.children(talk, "nmod"):
            mention = self._mention_of(each, self._trees.phrase(each))
            if (
                self._trees.case(each) in self._lexicon.words("talked_with")
                and mention is not None
                and mention.ontology == "media"
            ):
                return each
        return talk


def _are_several(trees: Trees, head: int, span: Span, mention: Mention) -> bool:
    """Whether a source is more than the one whom its head names: "Sand and Mott", "she and some neighbours"."""
    if trees.tokens[head].upos not in ("PROPN", "PRON"):
        return False
    others = (trees.tokens[each] for each in trees.children(head, "conj"))
    return any(mention.end <= each.start < span.end and each.upos in ("PROPN", "PRON", "NOUN") for each in others)


def _borne_by(
    text: str, span: Span, mention: Mention | None, ending: Sequence[Mention], lexicon: Lexicon
) -> Mention | None:
    """The person whose name closes a source's phrase: "the Port Party leader Ilja Mott", "another officer, Dana Orlo".

    Only a name that nothing but plain words of an office and a comma part from what was taken for the source.
    ending: the mentions that end with the phrase.
    """
    if mention is not None and mention.kind == "person" and mention.form == "name":
        return None
    names = (each for each in ending if each.kind == "person" and each.form == "name" and span.start <= each.start)
    last = next(names, None)
    if last is None:
        return None
    before = text[(span.start if mention is None else max(span.start, mention.end)) : last.start]
    words = before.replace(",", " ", 1).split()
    if mention is None and not words:
        return None
    if text[span.start].isupper() and len(words) <= _MOST_OFFICE_WORDS:
        words = _behind_office(words, lexicon)
    plain = all(re.fullmatch(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?", word) for word in words)
    parted = any(word.lower() in lexicon.parting or word.endswith(("’s", "'s", "’", "'")) for word in words)
    return last if plain and not parted and len(words) <= _MOST_OFFICE_WORDS else None


def _behind_office(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words between a title's field and its bearer: "Ambassador to Norvo | Ilja Mott".

    All of the words where there is no field, or nothing else ("Brother of Ilja Mott").
    """
    fields = [place for place, word in enumerate(words) if word.lower() in lexicon.parting]
    if not fields or fields[-1] == len(words) - 1 or not words[0][:1].isupper():
        return words
    behind = words[fields[-1] + 1 :]
    return behind if len(fields) == 1 and all(word[:1].isupper() for word in behind) else words


def _unsigned(trees: Trees, head: int, span: Span, lexicon: Lexicon) -> Span:
    """A document's phrase without those who signed it: "a letter signed by ..."."""
    for clause in trees.children(head, "acl"):
        if trees.tokens[clause].lemma.lower() in lexicon.signing and clause > head:
            start = min(trees.subtree(clause))
            end = max((each for each in range(head, start) if trees.tokens[each].upos != "PUNCT"), default=head)
            return Span(span.start, min(span.end, trees.tokens[end].end))
    return span


def _is_talk(trees: Trees, head: int, lexicon: Lexicon) -> bool:
    return trees.tokens[head].lemma.lower() in lexicon.talks


def _is_other_place(trees: Trees, head: int, lexicon: Lexicon) -> bool:
    """ "the police station": a word of broadcasters and papers that stands for something else."""
    return any(trees.tokens[each].lemma.lower() in lexicon.no_programme for each in trees.children(head, "compound"))
