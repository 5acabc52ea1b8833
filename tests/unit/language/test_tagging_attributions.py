from pathlib import Path

import pytest

import dateline.language
from dateline.language.tagging.attributions import AttributionRules, Tree, attributions, read_attribution_rules

ENGLISH = read_attribution_rules(Path(dateline.language.__file__).parent / "en" / "attributions.toml")


def tree(rows: str, *sentences: tuple[int, int]) -> Tree:
    """Rows of "form/lemma/upos/head/relation", heads counted from 0, -1 for roots."""
    cells = [row.rsplit("/", 4) for row in rows.split()]
    return Tree(
        forms=[c[0] for c in cells],
        lemmas=[c[1] for c in cells],
        upos=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
        deprels=[c[4] for c in cells],
        sentences=list(sentences) or [(0, len(cells))],
    )


def told(made: Tree, rules: AttributionRules = ENGLISH) -> list[tuple[str, str, str]]:
    def words(numbers: list[int]) -> str:
        return " ".join(made.forms[n] for n in numbers)

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions(made, rules)]


def test_a_clause_under_a_verb_of_saying() -> None:
    made = tree(
        "The/the/DET/1/det mayor/mayor/NOUN/3/nsubj has/have/AUX/3/aux said/say/VERB/-1/root that/that/SCONJ/6/mark "
        "it/it/PRON/6/nsubj burned/burn/VERB/3/ccomp ././PUNCT/3/punct"
    )
    assert told(made) == [("The mayor", "has said", "that it burned")]


def test_direct_speech_before_its_verb_runs_on_into_the_next_sentence() -> None:
    made = tree(
        "“/“/PUNCT/2/punct It/it/PRON/2/nsubj burned/burn/VERB/6/ccomp ,/,/PUNCT/2/punct ”/”/PUNCT/2/punct "
        "she/she/PRON/6/nsubj said/say/VERB/-1/root ././PUNCT/6/punct "
        "“/“/PUNCT/10/punct All/all/PRON/10/nsubj left/leave/VERB/-1/root ././PUNCT/10/punct ”/”/PUNCT/10/punct",
        (0, 8),
        (8, 13),
    )
    assert told(made) == [("she", "said", "“ It burned , ” “ All left . ”")]


def test_according_to_names_a_source() -> None:
    made = tree(
        "It/it/PRON/1/nsubj burned/burn/VERB/-1/root ,/,/PUNCT/1/punct according/accord/VERB/5/case "
        "to/to/ADP/3/fixed police/police/NOUN/1/obl ././PUNCT/1/punct"
    )
    assert told(made) == [("police", "according to", "It burned")]


def test_an_intention_is_content() -> None:
    made = tree(
        "He/he/PRON/1/nsubj vowed/vow/VERB/-1/root to/to/PART/3/mark rebuild/rebuild/VERB/1/xcomp ././PUNCT/1/punct"
    )
    assert told(made) == [("He", "vowed", "to rebuild")]


def test_the_subject_is_shared_with_the_verb_above() -> None:
    made = tree(
        "He/he/PRON/1/nsubj left/leave/VERB/-1/root ,/,/PUNCT/3/punct saying/say/VERB/1/advcl it/it/PRON/5/nsubj "
        "burned/burn/VERB/3/ccomp ././PUNCT/1/punct"
    )
    assert told(made) == [("He", "saying", "it burned")]


def test_only_the_outermost_is_given() -> None:
    made = tree(
        "She/she/PRON/1/nsubj said/say/VERB/-1/root he/he/PRON/3/nsubj thinks/think/VERB/1/ccomp it/it/PRON/5/nsubj "
        "burned/burn/VERB/3/ccomp"
    )
    assert told(made) == [("She", "said", "he thinks it burned")]


@pytest.mark.parametrize(
    "rows",
    [
        "The/the/DET/1/det mill/mill/NOUN/2/nsubj burned/burn/VERB/-1/root ././PUNCT/2/punct",
        "He/he/PRON/1/nsubj built/build/VERB/-1/root the/the/DET/3/det mill/mill/NOUN/1/obj",
        "She/she/PRON/1/nsubj said/say/VERB/-1/root nothing/nothing/PRON/1/obj",
        "A/a/DET/1/det mill/mill/NOUN/-1/root",
    ],
)
def test_nothing_is_attributed_where_no_one_says_or_thinks(rows: str) -> None:
    assert told(tree(rows)) == []


def test_without_a_language_s_words_there_are_no_rules() -> None:
    made = tree("She/she/PRON/1/nsubj said/say/VERB/-1/root it/it/PRON/3/nsubj burned/burn/VERB/1/ccomp")
    assert told(made, AttributionRules()) == []
    assert read_attribution_rules(Path("no-such-file.toml")) == AttributionRules()


def test_long_paragraphs_of_speech_take_little_time() -> None:
    import time

    unit = (
        "“/“/PUNCT/2/punct It/it/PRON/2/nsubj burned/burn/VERB/5/ccomp ”/”/PUNCT/2/punct "
        "she/she/PRON/5/nsubj said/say/VERB/-1/root"
    )
    rows, ranges = [], []
    for n in range(400):
        cells = [c.rsplit("/", 4) for c in unit.split()]
        base = 6 * n
        rows += [f"{f}/{m}/{u}/{int(h) + base if int(h) >= 0 else -1}/{r}" for f, m, u, h, r in cells]
        ranges.append((base, base + 6))
    begun = time.process_time()
    assert len(told(tree(" ".join(rows), *ranges))) == 400
    assert time.process_time() - begun < 5.0
