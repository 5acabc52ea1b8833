"""spaCy's pipelines as taggers."""

from collections.abc import Sequence
from typing import Any

from dateline.adapters.taggers._kinds import KIND_OF, laid_on_tokens
from dateline.model import Analysis, Sentence, Span, TaggedSpan, Token


class SpacyTagger:
    """A loaded spaCy pipeline. Needs tags, a parser that cuts sentences, and entities for what they give.

    nlp: called with one paragraph at a time. A sentence takes its first root; further roots hang on it ("dep").
    """

    def __init__(self, nlp: Any, *, name: str, version: str) -> None:
        self._nlp = nlp
        self.name = name
        self.version = version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Tokens, sentences with trees where parsed, and entities."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[TaggedSpan] = []
        parsed = False
        for span in spans:
            doc = self._nlp(span.of(text))
            parsed = parsed or bool(doc.has_annotation("DEP"))
            own: list[Token] = []
            for sent in doc.sents:
                words = [w for w in sent if not w.is_space and w.text.strip()]
                if not words:
                    continue
                base = len(tokens) + len(own)
                number = {w.i: base + n for n, w in enumerate(words)}
                root = next((number[w.i] for w in words if w.head.i == w.i or w.head.i not in number), base)
                for n, w in enumerate(words):
                    start = span.start + w.idx
                    head, relation = -1, ""
                    if parsed:
                        head = number.get(w.head.i, root) if w.head.i != w.i else root
                        relation = w.dep_ or "dep"
                        if base + n == root:
                            head, relation = -1, "root"
                    own.append(
                        Token(start, start + len(w.text), w.pos_ or "X", w.lemma_ or w.text.lower(), head, relation)
                    )
                sentences.append(Sentence(own[base - len(tokens)].start, own[-1].end, base, base + len(words)))
            found = (
                (KIND_OF[e.label_], span.start + e.start_char, span.start + e.end_char, 1.0)
                for e in doc.ents
                if e.label_ in KIND_OF
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
