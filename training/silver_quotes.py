"""Silver attributions for training: the run time's own rules over a treebank's trees, or over predicted ones."""

from __future__ import annotations

from dateline.language import load_language
from dateline.language.attribution import find_outermost, read_lexicon
from dateline.language.trees import Trees
from dateline.model import Analysis, Sentence, Span, Token
from training.corpus import Doc, Quotation, Sent


def read_paragraph(sentences: list[Sent]) -> tuple[str, Analysis]:
    """A paragraph's words with the space before each, and its gold or predicted trees as a tagger would give them."""
    tokens: list[Token] = []
    marked: list[Sentence] = []
    text = ""
    for sentence in sentences:
        base = len(tokens)
        assert sentence.heads is not None and sentence.deprels is not None and sentence.upos is not None
        lemmas = sentence.lemmas or sentence.forms
        for number, form in enumerate(sentence.forms):
            text += " " if text and sentence.spaces[number] else ""
            head = sentence.heads[number]
            governor = -1 if head == 0 else base + head - 1
            upos, deprel = sentence.upos[number], sentence.deprels[number]
            tokens.append(Token(len(text), len(text) + len(form), upos, lemmas[number], governor, deprel))
            text += form
        marked.append(Sentence(tokens[base].start, tokens[-1].end, base, len(tokens)))
    return text, Analysis(tuple(tokens), tuple(marked), has_trees=True)


def add_attributions(docs: list[Doc]) -> int:
    """Lays silver attributions on documents that have trees; word numbers are relative to the cue's sentence, and may
    point before or after it. Returns how many."""
    count = 0
    english = load_language("en")
    lexicon = english.resource("attribution", read_lexicon)
    for doc in docs:
        for paragraph in doc.paragraphs:
            if any(sentence.heads is None or sentence.upos is None for sentence in paragraph):
                continue
            for sentence in paragraph:
                sentence.quotations = []
            text, analysis = read_paragraph(paragraph)
            trees = Trees(analysis, text)
            for found in find_outermost(text, trees, [Span(0, len(text))], lexicon):
                cue = list(trees.within(found.cue))
                number = trees.sentence_number(cue[0])
                base = analysis.sentences[number].first
                source = [] if found.source is None else list(trees.within(found.source))
                content = [word for span in found.content for word in trees.within(span)]
                held = paragraph[number].quotations
                assert held is not None
                held.append(Quotation(*([word - base for word in words] for words in (source, cue, content))))
                count += 1
    return count
