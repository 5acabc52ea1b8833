"""How sure grammar is: negation, modals, conditions and governing words, on the tagger's own trees."""

import pytest

from dateline.language import load_language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.modality import Assessment, load_modality
from dateline.language.trees import Trees
from dateline.model import Span

ENGLISH = load_language("en")


def assess(text: str, word: str) -> Assessment:
    analysis = with_lemmas(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text, load_lemmas(ENGLISH))
    trees = Trees(analysis, text)
    token = trees.at(text.index(word))
    assert token is not None
    return load_modality(ENGLISH).assess(trees, token)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The army shelled the town.", "shelled", "happened"),
        ("The army did not shell the town.", "shell", "did_not_happen"),
        ("Nobody attacked the town.", "attacked", "did_not_happen"),
        ("The army will shell the town.", "shell", "expected"),
        ("The army may shell the town.", "shell", "hypothetical"),
        ("The army plans to shell the town.", "shell", "planned"),
        ("The army threatened to shell the town.", "shell", "threatened"),
        ("The army failed to shell the town.", "shell", "did_not_happen"),
        ("The army managed to shell the town.", "shell", "happened"),
        ("The army denied that it had shelled the town.", "shelled", "denied"),
        ("Villagers fear that the army will shell the town.", "shell", "feared"),
        ("If the army shells the town, people will flee.", "shells", "hypothetical"),
        ("The army allegedly shelled the town.", "shelled", "alleged"),
        ("The army prevented an attack.", "attack", "did_not_happen"),
        ("The army planned an attack.", "attack", "planned"),
    ],
)
def test_kind(text: str, word: str, kind: str) -> None:
    assert assess(text, word).kind == kind


def test_certainty_and_polarity() -> None:
    fact, denied = assess("The army shelled it.", "shelled"), assess("The army never shelled it.", "shelled")
    assert (fact.certainty, fact.polarity) == ("certain", "positive")
    assert (denied.certainty, denied.polarity) == ("certain", "negative")
    assert assess("The army might shell it.", "shell").certainty == "possible"


def test_not_only_is_no_negation() -> None:
    assert assess("The army not only shelled the town.", "shelled").kind == "happened"


def test_reasons_name_their_words() -> None:
    because = assess("The army threatened to shell the town.", "shell").because
    assert [name for _, name in because] == ["threatened"]


def test_a_cue_stops_the_walk() -> None:
    text = "The minister denied that police shot a man."
    analysis = with_lemmas(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text, load_lemmas(ENGLISH))
    trees = Trees(analysis, text)
    shot, cue = trees.at(text.index("shot")), trees.at(text.index("denied"))
    assert shot is not None and cue is not None
    assert load_modality(ENGLISH).assess(trees, shot, until=(cue,)).kind == "happened"
    assert load_modality(ENGLISH).assess(trees, shot).kind == "denied"


def test_without_words_everything_is_told_as_it_stands() -> None:
    text = "Nobody attacked."
    trees = Trees(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text)
    assert load_modality(load_language(None)).assess(trees, 1).kind == "happened"
