from pathlib import Path

from bench.quality.stages.tagger import (
    attribution_counts,
    event_counts,
    name_counts,
    paragraphs,
    quotation_pairs,
    read_attributions,
    read_tagged,
    read_timeml,
    read_trees,
    tree_counts,
)

from dateline.model import Analysis, Sentence, TaggedQuotation, TaggedSpan, TaggedTrigger, Token

CONLLU = """# newdoc id = one
# newpar
# sent_id = one-1
1-2\tDidn't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDid\tdo\tAUX\t_\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\tburn\tburn\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# newpar
# sent_id = one-2
1\tGone\tgo\tVERB\t_\t_\t0\troot\t_\t_

"""


def test_trees_are_read_with_their_spaces(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")
    (document,) = read_trees(path)
    assert document.text == "Didn't burn.\n\nGone"
    assert [document.text[w.start : w.end] for w in document.words] == ["Did", "n't", "burn", ".", "Gone"]
    assert [w.head for w in document.words] == [2, 2, -1, 2, -1]
    assert [s.of(document.text) for s in document.spans] == ["Didn't burn.", "Gone"]


def test_trees_are_scored_over_aligned_words(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")
    (document,) = read_trees(path)
    tokens = (
        Token(0, 6, "AUX", "do", 1, "aux"),
        Token(7, 11, "VERB", "burn", -1, "root"),
        Token(11, 12, "PUNCT", ".", 1, "punct"),
        Token(14, 18, "NOUN", "go", -1, "root"),
    )
    analysis = Analysis(tokens, (Sentence(0, 12, 0, 3), Sentence(14, 18, 3, 4)), has_trees=True)
    counts = tree_counts(document, analysis)
    assert (counts["words"].tp, counts["words"].fp, counts["words"].fn) == (3, 1, 2)
    assert counts["UPOS"].tp == 2
    assert counts["LAS"].tp == 3
    assert counts["sentences"].f1 == 1.0


def test_names_are_right_only_whole() -> None:
    rows = [
        ("Ilse", "B-PER"),
        ("Brandt", "I-PER"),
        ("left", "O"),
        ("Norvik", "B-LOC"),
        (".", "O"),
        (),
        ("Orm", "B-LOC"),
    ]
    document = read_tagged(rows, {"PER": "PER", "LOC": "LOC"})
    assert document.text.startswith("Ilse Brandt left Norvik.")
    assert document.gold[:2] == (("PER", 0, 11), ("LOC", 17, 23))
    analysis = Analysis((), (), (TaggedSpan("person", 5, 11, 1.0), TaggedSpan("place", 17, 23, 1.0)))
    counts = name_counts(document, analysis, {"person": "PER", "place": "LOC"})
    assert (counts["PER"].tp, counts["PER"].fp, counts["PER"].fn) == (0, 1, 1)
    assert (counts["LOC"].tp, counts["LOC"].fp, counts["LOC"].fn) == (1, 0, 1)


def test_event_words_lie_in_gold_events(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text('<TimeML><TEXT>It <EVENT eid="e1">burned</EVENT> <b>and</b> fell.</TEXT></TimeML>', "utf-8")
    document = read_timeml(path)
    assert document.text == "It burned and fell."
    tokens = (Token(3, 9, "VERB", "burn", -1, ""), Token(14, 18, "VERB", "fall", -1, ""))
    analysis = Analysis(tokens, (), triggers=(TaggedTrigger(0, 0.9), TaggedTrigger(1, 0.4)))
    counts = event_counts(document, analysis)
    assert (counts.tp, counts.fp, counts.fn) == (1, 1, 0)
    assert event_counts(document, analysis, 0.5).fp == 0


def test_attributions_are_read_and_paired(tmp_path: Path) -> None:
    text = "Police said it burned. She denied it."
    path = tmp_path / "a.ann"
    path.write_text(
        "T1\tSource 0 6\tPolice\nT2\tCue 7 11\tsaid\nT3\tContent 12 21\tit burned\n"
        "E1\tAttribution:T2 Source:T1 Content:T3\n",
        "utf-8",
    )
    (gold,) = read_attributions(path)
    assert gold.source == ((0, 6),) and gold.content == ((12, 21),)
    places = [(0, 6), (7, 11), (12, 14), (15, 21), (21, 22), (23, 26), (27, 33), (34, 36), (36, 37)]
    tokens = tuple(Token(a, b, "PUNCT" if text[a] == "." else "X", "", -1, "") for a, b in places)
    analysis = Analysis(
        tokens,
        (),
        quotations=(
            TaggedQuotation(((0, 6),), ((7, 11),), ((12, 22),), 0.9),
            TaggedQuotation(((23, 26),), ((27, 33),), ((34, 36),), 0.9),
        ),
    )
    counts = attribution_counts([gold], analysis, quotation_pairs(analysis))
    assert (counts["content words"].tp, counts["content words"].fp) == (2, 2)
    assert (counts["pairs (near)"].tp, counts["pairs (near)"].fp, counts["pairs (near)"].fn) == (1, 1, 0)
    assert counts["pairs (exact)"].tp == 1


def test_paragraphs_are_what_stands_between() -> None:
    text = "One.\n\nTwo\nlines."
    assert [s.of(text) for s in paragraphs(text, r"\n\s*\n")] == ["One.", "Two\nlines."]
    assert [s.of(text) for s in paragraphs(text, r"\n+")] == ["One.", "Two", "lines."]
