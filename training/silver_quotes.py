"""Silver attributions for training: the run time's own rules over a treebank's trees, or over predicted ones."""

from __future__ import annotations

from dateline.language import load_language
from dateline.language.tagging.attributions import AttributionRules, Tree, attributions, read_attribution_rules
from training.corpus import Doc, Quotation, Sent


def english_rules() -> AttributionRules:
    path = load_language("en").find("attributions.toml")
    if path is None:
        raise FileNotFoundError("attributions.toml")
    return read_attribution_rules(path)


def tree_of(sentences: list[Sent]) -> Tree:
    """A paragraph's gold or predicted trees as one."""
    forms: list[str] = []
    lemmas: list[str] = []
    upos: list[str] = []
    heads: list[int] = []
    deprels: list[str] = []
    ranges: list[tuple[int, int]] = []
    for s in sentences:
        base = len(forms)
        assert s.heads is not None and s.deprels is not None and s.upos is not None
        forms += s.forms
        lemmas += [m.lower() for m in (s.lemmas or s.forms)]
        upos += s.upos
        heads += [-1 if h == 0 else base + h - 1 for h in s.heads]
        deprels += s.deprels
        ranges.append((base, len(forms)))
    return Tree(forms, lemmas, upos, heads, deprels, ranges)


def add_attributions(docs: list[Doc]) -> int:
    """Lays silver attributions on documents that have trees; word numbers are relative to the cue's sentence, and may
    point before or after it. Returns how many."""
    count = 0
    rules = english_rules()
    for doc in docs:
        for paragraph in doc.paragraphs:
            if any(s.heads is None or s.upos is None for s in paragraph):
                continue
            tree = tree_of(paragraph)
            for s in paragraph:
                s.quotations = []
            for quotation in attributions(tree, rules):
                number = next(k for k, (a, b) in enumerate(tree.sentences) if a <= quotation.cue[0] < b)
                base = tree.sentences[number][0]
                moved = [[w - base for w in words] for words in (quotation.source, quotation.cue, quotation.content)]
                held = paragraph[number].quotations
                assert held is not None
                held.append(Quotation(*moved))
                count += 1
    return count
