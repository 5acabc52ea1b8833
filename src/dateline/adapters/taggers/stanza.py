"""Stanza's pipelines as taggers."""

from collections.abc import Sequence
from typing import Any

from dateline.adapters.taggers._kinds import KIND_OF, laid_on_tokens
from dateline.model import Analysis, Sentence, Span, TaggedSpan, Token


class StanzaTagger:
    """A loaded Stanza pipeline with tokenize, and mwt, pos, lemma, depparse, ner for what they give.

    A word of a multi-word token without offsets of its own takes what is left of the token, by its length.
    """

    def __init__(self, pipeline: Any, *, name: str, version: str) -> None:
        self._pipeline = pipeline
        self.name = name
        self.version = version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Tokens, sentences with trees where parsed, and entities."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[TaggedSpan] = []
        parsed = False
        for span in spans:
            doc = self._pipeline(span.of(text))
            own: list[Token] = []
            for sentence in doc.sentences:
                base = len(tokens) + len(own)
                for token in sentence.tokens:
                    at = token.start_char
                    for n, word in enumerate(token.words):
                        last = n == len(token.words) - 1
                        end = token.end_char if last else min(at + len(word.text), token.end_char - 1)
                        known = word.head is not None
                        parsed = parsed or known
                        own.append(
                            Token(
                                span.start + at,
                                span.start + end,
                                word.upos or "X",
                                word.lemma or word.text.lower(),
                                base + word.head - 1 if known and word.head else -1,
                                word.deprel or "" if known else "",
                            )
                        )
                        at = end
                count = len(tokens) + len(own) - base
                if count:
                    sentences.append(Sentence(own[base - len(tokens)].start, own[-1].end, base, base + count))
            found = (
                (KIND_OF[e.type], span.start + e.start_char, span.start + e.end_char, 1.0)
                for e in doc.ents
                if e.type in KIND_OF
            )
            entities.extend(laid_on_tokens(found, own))
            tokens.extend(own)
        return Analysis(
            tuple(tokens),
            tuple(sentences),
            tuple(entities),
            tagger=f"{self.name}@{self.version}",
            has_trees=parsed,
            has_entities=True,
        )
