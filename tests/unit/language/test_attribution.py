"""The attribution rules on trees made by hand: what the tagger gives flat, and claims build chains on."""

import pytest

from dateline.language import load_language
from dateline.language.attribution import Lexicon, find_outermost, lexicon_of, read_lexicon
from dateline.language.trees import Trees
from dateline.model import Analysis, Sentence, Span, Token

ENGLISH = load_language("en").resource("attribution", read_lexicon)


def told(rows: str, *cuts: int, lexicon: Lexicon = ENGLISH) -> list[tuple[str, str, str]]:
    """(source, cue, content) of rows "form/lemma/upos/head/relation", heads counted from 0, -1 for roots.

    cuts: numbers of the words that open a sentence after the first.
    """
    cells = [row.rsplit("/", 4) for row in rows.split()]
    text, tokens = "", []
    for form, lemma, upos, head, deprel in cells:
        text += " " if text and form not in (",", ".", "”") and not text.endswith("“") else ""
        tokens.append(Token(len(text), len(text) + len(form), upos, lemma, int(head), deprel))
        text += form
    ends = [*cuts, len(tokens)]
    sentences = tuple(
        Sentence(tokens[first].start, tokens[last - 1].end, first, last) for first, last in zip([0, *cuts], ends)
    )
    trees = Trees(Analysis(tuple(tokens), sentences, has_trees=True), text)
    return [
        ("" if a.source is None else a.source.of(text), a.cue.of(text), " … ".join(span.of(text) for span in a.content))
        for a in find_outermost(text, trees, [Span(0, len(text))], lexicon)
    ]


CLAUSE = (
    "The/the/DET/1/det mayor/mayor/NOUN/3/nsubj has/have/AUX/3/aux said/say/VERB/-1/root that/that/SCONJ/6/mark "
    "it/it/PRON/6/nsubj burned/burn/VERB/3/ccomp ././PUNCT/3/punct"
)


def test_a_clause_under_a_verb_of_saying() -> None:
    assert told(CLAUSE) == [("The mayor", "has said", "that it burned")]


def test_a_language_without_words_attributes_nothing() -> None:
    assert told(CLAUSE, lexicon=lexicon_of(b"", b"", b"")) == []


def test_direct_speech_before_its_verb_runs_on_into_the_next_sentence() -> None:
    found = told(
        "“/“/PUNCT/2/punct It/it/PRON/2/nsubj burned/burn/VERB/6/ccomp ,/,/PUNCT/2/punct ”/”/PUNCT/2/punct "
        "she/she/PRON/6/nsubj said/say/VERB/-1/root ././PUNCT/6/punct "
        "“/“/PUNCT/10/punct All/all/PRON/10/nsubj left/leave/VERB/-1/root ././PUNCT/10/punct ”/”/PUNCT/10/punct",
        8,
    )
    assert [(source, cue) for source, cue, _ in found] == [("she", "said")]
    assert "It burned" in found[0][2] and "All left" in found[0][2]


def test_according_to_names_a_source() -> None:
    found = told(
        "It/it/PRON/1/nsubj burned/burn/VERB/-1/root ,/,/PUNCT/1/punct according/accord/VERB/5/case "
        "to/to/ADP/3/fixed police/police/NOUN/1/obl ././PUNCT/1/punct"
    )
    assert found == [("police", "according to", "It burned")]


def test_only_the_outermost_is_given() -> None:
    found = told(
        "She/she/PRON/1/nsubj said/say/VERB/-1/root he/he/PRON/3/nsubj claimed/claim/VERB/1/ccomp "
        "it/it/PRON/5/nsubj burned/burn/VERB/3/ccomp ././PUNCT/1/punct"
    )
    assert found == [("She", "said", "he claimed it burned")]


@pytest.mark.parametrize(
    "rows",
    [
        # "you know it burned": nobody in particular
        "You/you/PRON/1/nsubj know/know/VERB/-1/root it/it/PRON/3/nsubj burned/burn/VERB/1/ccomp",
        # "the heat shows it burned": the text's own inference
        "The/the/DET/1/det heat/heat/NOUN/2/nsubj shows/show/VERB/-1/root it/it/PRON/4/nsubj burned/burn/VERB/2/ccomp",
        # "she knows what burned": what she knows is not told
        "She/she/PRON/1/nsubj knows/know/VERB/-1/root what/what/PRON/3/nsubj burned/burn/VERB/1/ccomp",
        # "Neither side said it burned"
        "Neither/neither/DET/1/det side/side/NOUN/2/nsubj said/say/VERB/-1/root it/it/PRON/4/nsubj "
        "burned/burn/VERB/2/ccomp",
        # "an app may suggest rides"
        "The/the/DET/1/det app/app/NOUN/3/nsubj may/may/AUX/3/aux suggest/suggest/VERB/-1/root rides/ride/NOUN/3/obj",
        # "she rejected Orlo": whom someone turns down is no content
        "She/she/PRON/1/nsubj rejected/reject/VERB/-1/root Orlo/Orlo/PROPN/1/obj",
        # "they argued for years"
        "They/they/PRON/1/nsubj argued/argue/VERB/-1/root for/for/ADP/3/case years/year/NOUN/1/obl",
    ],
)
def test_what_no_one_says(rows: str) -> None:
    assert told(rows) == []


CLOSED = (
    "The/the/DET/1/det army/army/NOUN/2/nsubj needed/need/VERB/-1/root the/the/DET/4/det word/word/NOUN/2/obj "
    ",/,/PUNCT/8/punct the/the/DET/7/det paper/paper/NOUN/8/nsubj reports/report/VERB/{closing} ././PUNCT/2/punct"
)


@pytest.mark.parametrize("closing", ["2/parataxis", "4/acl:relcl", "2/conj"])
def test_a_closing_clause_tells_the_whole_sentence_wherever_its_tree_hangs(closing: str) -> None:
    assert told(CLOSED.format(closing=closing)) == [("the paper", "reports", "The army needed the word")]


def test_a_relative_clause_with_an_object_does_not_tell_the_sentence() -> None:
    rows = CLOSED.format(closing="4/acl:relcl").replace("././PUNCT/2/punct", "losses/loss/NOUN/8/obj ././PUNCT/2/punct")
    assert all(content != "The army needed the word" for *_, content in told(rows))


def test_a_sign_for_a_subject_stops_nothing() -> None:
    """Menus and tables give trees in which a mark is the subject of "reports"."""
    rows = "Tides/tide/NOUN/-1/root ,/,/PUNCT/3/punct |/|/PUNCT/3/nsubj reports/report/VERB/0/conj ././PUNCT/0/punct"
    assert told(rows) in ([], [("|", "reports", "Tides")])
