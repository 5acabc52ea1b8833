"""Questions put to hand-built trees."""

from dateline.language.trees import Trees, base
from dateline.model import Analysis, Sentence, Span, Token


def build(*rows: tuple[str, str, str, int, str]) -> tuple[str, Trees]:
    """Text and trees of one sentence; a row is word, lemma, part of speech, head (-1: root), relation."""
    text, tokens = "", []
    for word, lemma, upos, head, deprel in rows:
        text += " " if text and upos != "PUNCT" else ""
        tokens.append(Token(len(text), len(text) + len(word), upos, lemma, head, deprel))
        text += word
    analysis = Analysis(tuple(tokens), (Sentence(0, len(text), 0, len(tokens)),), has_trees=True)
    return text, Trees(analysis)


LOOTED = (
    ("Men", "man", "NOUN", 1, "nsubj"),
    ("looted", "loot", "VERB", -1, "root"),
    ("and", "and", "CCONJ", 3, "cc"),
    ("burned", "burn", "VERB", 1, "conj"),
    ("shops", "shop", "NOUN", 3, "obj"),
    ("in", "in", "ADP", 6, "case"),
    ("Dursk", "Dursk", "PROPN", 3, "obl"),
    (".", ".", "PUNCT", 1, "punct"),
)


def test_shared_subject_and_object() -> None:
    _, trees = build(*LOOTED)
    assert trees.subjects(3) == (0,)
    assert trees.objects(1) == (4,)
    assert trees.objects(3) == (4,)


def test_object_is_not_shared_past_an_oblique() -> None:
    rows = list(LOOTED)
    rows.insert(2, ("there", "there", "ADV", 1, "advmod"))
    moved = [(w, m, p, h + (1 if h >= 2 else 0), d) for w, m, p, h, d in rows]
    _, trees = build(*moved)
    assert trees.objects(1) == ()


def test_span_and_phrase() -> None:
    text, trees = build(
        ("In", "in", "ADP", 3, "case"),
        ("the", "the", "DET", 3, "det"),
        ("old", "old", "ADJ", 3, "amod"),
        ("town", "town", "NOUN", -1, "root"),
        (",", ",", "PUNCT", 6, "punct"),
        ("which", "which", "PRON", 6, "nsubj"),
        ("slept", "sleep", "VERB", 3, "acl:relcl"),
        (".", ".", "PUNCT", 3, "punct"),
    )
    assert trees.phrase(3).of(text) == "the old town"
    assert trees.span(3).of(text) == "In the old town, which slept"
    assert trees.head_of(Span(0, 15)) == 3
    assert trees.clause_head(5) == 6
    assert trees.case(3) == "in"


def test_cycles_and_foreign_heads_are_cut() -> None:
    tokens = (
        Token(0, 1, "VERB", "a", 1, "root"),
        Token(2, 3, "VERB", "b", 0, "conj"),
        Token(4, 5, "VERB", "c", 0, "conj"),
        Token(6, 7, "VERB", "d", 99, "conj"),
    )
    analysis = Analysis(tokens, (Sentence(0, 3, 0, 2), Sentence(4, 7, 2, 4)), has_trees=True)
    trees = Trees(analysis)
    for index in range(4):
        assert len(list(trees.ancestors(index))) <= 1
        assert index in trees.subtree(index)
    assert trees.head(2) == -1
    assert trees.head(3) == -1
    assert trees.path(0, 2) is None


def test_path_and_ancestors() -> None:
    _, trees = build(*LOOTED)
    assert trees.path(0, 6) == (0, 1, 3, 6)
    assert tuple(trees.ancestors(5)) == (6, 3, 1)
    assert trees.is_under(5, 3)
    assert not trees.is_under(0, 3)
    assert base("nsubj:pass") == "nsubj"


def test_no_trees_gives_roots_only() -> None:
    tokens = (Token(0, 3, "X", "a", -1, ""), Token(4, 7, "X", "b", -1, ""))
    trees = Trees(Analysis(tokens, (Sentence(0, 7, 0, 2),)))
    assert trees.children(0) == ()
    assert trees.subjects(1) == ()
    assert trees.span(1) == Span(4, 7)
    assert trees.at(3) is None
    assert trees.at(4) == 1


def test_passive_is_shared_by_coordination() -> None:
    _, trees = build(
        ("Homes", "home", "NOUN", 2, "nsubj:pass"),
        ("were", "be", "AUX", 2, "aux:pass"),
        ("searched", "search", "VERB", -1, "root"),
        ("and", "and", "CCONJ", 4, "cc"),
        ("sealed", "seal", "VERB", 2, "conj"),
    )
    assert trees.is_passive(2)
    assert trees.is_passive(4)
    assert trees.subjects(4) == (0,)
