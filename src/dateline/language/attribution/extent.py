"""How far the words of a cue, of a source and of content reach."""

from dateline.language.trees import NEVER_FIRST, Trees, base
from dateline.model import Span

_PRECEDING = ("aux", "aux:pass", "advmod", "compound:prt", "cop", "mark")


def cue_span(trees: Trees, verb: int, prepositions: tuple[int, ...] = ()) -> Span:
    """The verb with the auxiliaries, negation, particle and preposition of its own that stand unbroken beside it."""
    low = high = verb
    mine = {each for each in trees.children(verb) if trees.deprel(each) in _PRECEDING}
    while low - 1 in mine and trees.tokens[low - 1].upos in ("AUX", "PART", "ADV"):
        low -= 1
    while high + 1 in mine and trees.deprel(high + 1) == "compound:prt":
        high += 1
    if high + 1 in prepositions:
        high += 1
    return Span(trees.tokens[low].start, trees.tokens[high].end)


def source_span(trees: Trees, source: int, cue: int) -> Span:
    """A source's whole phrase: with appositions and relative clauses, without its preposition.

    A clause of the source that holds the cue ("the nurse, who said ...") ends the phrase before it.
    """
    without = ("case", "punct", "cc", "parataxis", "cop", "discourse", "ccomp", "advcl", "mark", "nsubj", "aux")
    inside = list(trees.subtree(source, without=without))
    place = inside.index(source)
    low = high = place
    while low > 0 and _only_marks(trees, inside[low - 1], inside[low]):
        low -= 1
    while high + 1 < len(inside) and _only_marks(trees, inside[high], inside[high + 1]):
        high += 1
    clauses = (each for each in inside if each > source and base(trees.deprel(each)) == "acl")
    clause = next((each for each in clauses if trees.is_under(cue, each)), None)
    if clause is not None:
        first = trees.subtree(clause)[0]
        while high > place and inside[high] >= first:
            high -= 1
    while low < place and (
        trees.tokens[inside[low]].upos in ("PUNCT", "CCONJ") or trees.form(inside[low]) in NEVER_FIRST
    ):
        low += 1
    end = inside[high]
    while end > source and trees.tokens[end].upos == "PUNCT" and not _closes_bracket(trees, inside[low], end):
        end -= 1
    return Span(trees.tokens[inside[low]].start, trees.tokens[end].end)


def content_spans(trees: Trees, heads: tuple[int, ...], without: tuple[int, ...], cue: int) -> tuple[Span, ...]:
    """The stretches the content's subtrees cover, less the cue's own clause and the tokens left out."""
    left_out: set[int] = set()
    for each in without:
        left_out.update(trees.subtree(each))
    inside: set[int] = set()
    for head in heads:
        inside.update(trees.subtree(head))
        left_out.update(_told_beside(trees, head, cue))
    if any(trees.is_under(cue, head) for head in heads):
        left_out.update(_cue_clause(trees, cue))
    kept = sorted(inside - left_out)
    # marks between kept words belong to the content; at its edges they do not, unless they are quotation marks
    spans: list[list[int]] = []
    for each in kept:
        if spans and each == spans[-1][1] + 1:
            spans[-1][1] = each
        else:
            spans.append([each, each])
    result = []
    for low, high in spans:
        while low <= high and _is_loose_mark(trees, low):
            low += 1
        while high >= low and _is_loose_mark(trees, high) and not _closes_bracket(trees, low, high):
            high -= 1
        if low <= high:
            result.append(Span(trees.tokens[low].start, trees.tokens[high].end))
    return tuple(result)


def _told_beside(trees: Trees, head: int, cue: int) -> set[int]:
    """ "said they marched; police used tear gas": what stands by itself behind a semicolon was not said.

    Nor is it in "they marched, she said; police used tear gas".
    """
    beside = [
        clause
        for content in trees.conjuncts(head)
        for clause in trees.children(content, "parataxis", "conj")
        if max(cue, content) < clause and trees.stands_apart(clause)
    ]
    if head < cue:
        beside += [clause for clause in trees.children(cue, "ccomp") if cue < clause and trees.opens_apart(clause)]
    return {each for clause in beside for each in trees.subtree(clause)}


def _cue_clause(trees: Trees, cue: int) -> set[int]:
    return {cue, *trees.subtree(cue, without=("ccomp", "parataxis"))}


def _closes_bracket(trees: Trees, first: int, last: int) -> bool:
    """ "Mott (Velno)": the bracket that ends a phrase belongs to it where the phrase holds the one that opens it."""
    return trees.form(last) == ")" and any(trees.form(each) == "(" for each in range(first, last))


def _only_marks(trees: Trees, left: int, right: int) -> bool:
    return all(trees.tokens[between].upos in ("PUNCT", "CCONJ") for between in range(left + 1, right))


def _is_loose_mark(trees: Trees, index: int) -> bool:
    token = trees.tokens[index]
    return token.upos in ("PUNCT", "CCONJ", "SYM") and token.lemma not in (
        "%",  # "fell from 54% to 35%"
        '"',
        "“",
        "”",
        "«",
        "»",
        "‘",
        "’",
        "'",
        "``",
        "''",
    )
