"""How sure grammar is: negation, modals, conditions and governing words, on the tagger's own trees."""

import pytest

from dateline.language import load_language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.modality import Assessment, Modality, assess_word, load_modality
from dateline.language.trees import Trees
from dateline.model import Span

ENGLISH = load_language("en")


def assess(text: str, word: str) -> Assessment:
    analysis = with_lemmas(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text, load_lemmas(ENGLISH))
    trees = Trees(analysis, text)
    token = trees.at(text.index(word))
    assert token is not None
    return assess_word(load_modality(ENGLISH), trees, token)


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
    assert assess_word(load_modality(ENGLISH), trees, shot, until=(cue,)).kind == "happened"
    assert assess_word(load_modality(ENGLISH), trees, shot).kind == "denied"


def test_without_words_everything_is_told_as_it_stands() -> None:
    text = "Nobody attacked."
    trees = Trees(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text)
    assert assess_word(load_modality(load_language(None)), trees, 1).kind == "happened"


HAPPENED = [
    ("The army shelled the town.", "shelled"),
    ("The army has shelled the town.", "shelled"),
    ("The army managed to shell the town.", "shell"),
    ("The army is said to have shelled the town.", "shelled"),
    ("The mayor was glad to see the ferry leave.", "see"),
    ("The mayor would always wave at the ferry.", "wave"),
    ("Why did the ferry sink?", "sink"),
    ("The minister, who admitted the error, will resign.", "admitted"),
]
NOT_HAPPENED = [
    ("The army did not shell the town.", "shell"),
    ("The army will shell the town.", "shell"),
    ("The army is going to shell the town.", "shell"),
    ("The army is going to shell the town.", "going"),
    ("The ferry leaves tomorrow.", "leaves"),
    ("The army wants to shell the town.", "shell"),
    ("The army did not promise to leave the town.", "leave"),
    ("Close the gates and call the harbour office.", "call"),
    ("Please call the harbour office.", "call"),
    ("Before the ferry sinks, the crew must leave.", "sinks"),
    ("If the river freezes, the ferry stops.", "freezes"),
    ("The aim of the council is to close the gap.", "close"),
    ("The council will vote after the mayor speaks.", "speaks"),
]


@pytest.mark.parametrize(("text", "word"), HAPPENED)
def test_has_happened(text: str, word: str) -> None:
    assert assess(text, word).happened > 1.0


@pytest.mark.parametrize(("text", "word"), NOT_HAPPENED)
def test_has_not_happened(text: str, word: str) -> None:
    assert assess(text, word).happened < -0.5


def test_what_is_foretold_is_likely_and_has_not_happened() -> None:
    foretold = assess("The army will shell the town.", "shell")
    assert (foretold.certainty, foretold.polarity) == ("probable", "positive")
    assert foretold.happened < -2.0


def test_the_walk_stops_at_the_cue() -> None:
    text = "Villagers fear that the army shelled the town."
    trees = Trees(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text)
    shelled, fear = trees.at(text.index("shelled")), trees.at(text.index("fear"))
    assert shelled is not None and fear is not None
    modality = load_modality(ENGLISH)
    assert (
        assess_word(modality, trees, shelled, until=(fear,)).happened > assess_word(modality, trees, shelled).happened
    )


def test_a_language_without_modality_answers_nothing() -> None:
    text = "The army shelled the town."
    trees = Trees(ENGLISH.tagger.tag(text, [Span(0, len(text))]), text)
    assert assess_word(Modality({}), trees, 2).happened == 0.0
