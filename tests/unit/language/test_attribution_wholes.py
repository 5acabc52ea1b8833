"""Content and sources that trees cut, on trees made by hand."""

from tests.unit.language.test_attribution import told


def test_content_takes_the_object_that_its_clause_tells_of() -> None:
    found = told(
        "They/they/PRON/1/nsubj fear/fear/VERB/-1/root their/they/PRON/3/nmod:poss shops/shop/NOUN/1/obj "
        "will/will/AUX/6/aux be/be/AUX/6/aux:pass closed/close/VERB/1/ccomp ././PUNCT/1/punct"
    )
    assert found == [("They", "fear", "their shops will be closed")]


def test_an_accusation_names_the_accused_however_its_clause_hangs() -> None:
    found = told(
        "Orlo/Orlo/PROPN/1/nsubj accused/accuse/VERB/-1/root Velno/Velno/PROPN/1/obj of/of/SCONJ/4/mark "
        "acting/act/VERB/1/ccomp alone/alone/ADV/4/advmod ././PUNCT/1/punct"
    )
    assert found == [("Orlo", "accused", "Velno of acting alone")]


def test_a_relative_clause_tells_of_its_noun() -> None:
    found = told(
        "Korr/Korr/PROPN/1/nsubj saw/see/VERB/-1/root raids/raid/NOUN/1/obj they/they/PRON/4/nsubj "
        "said/say/VERB/2/acl:relcl killed/kill/VERB/4/ccomp two/two/NUM/7/nummod men/man/NOUN/5/obj ././PUNCT/1/punct"
    )
    assert ("they", "said", "raids … killed two men") in found


def test_who_is_led_to_a_conclusion_draws_it() -> None:
    found = told(
        "Rain/rain/NOUN/1/nsubj led/lead/VERB/-1/root the/the/DET/3/det panel/panel/NOUN/1/obj to/to/PART/5/mark "
        "conclude/conclude/VERB/1/xcomp it/it/PRON/7/nsubj slid/slide/VERB/5/ccomp ././PUNCT/1/punct"
    )
    assert found == [("the panel", "to conclude", "it slid")]


def test_what_may_be_so_is_no_ones_word() -> None:
    found = told(
        "It/it/PRON/2/nsubj is/be/AUX/2/cop unclear/unclear/ADJ/-1/root if/if/SCONJ/5/mark guards/guard/NOUN/5/nsubj "
        "knew/know/VERB/2/ccomp it/it/PRON/7/nsubj burned/burn/VERB/5/ccomp ././PUNCT/2/punct"
    )
    assert found == []


def test_a_claim_that_is_rejected_is_not_the_rejecters() -> None:
    rows = (
        "Orlo/Orlo/PROPN/1/nsubj {}/{}/VERB/-1/root the/the/DET/3/det claim/claim/NOUN/1/obj that/that/SCONJ/6/mark "
        "it/it/PRON/6/nsubj burned/burn/VERB/3/acl ././PUNCT/1/punct"
    )
    assert ("Orlo", "claim", "that it burned") in told(rows.format("made", "make"))
    assert ("Orlo", "claim", "that it burned") not in told(rows.format("mocked", "mock"))


def test_a_state_of_mind_is_its_subjects() -> None:
    found = told(
        "Orlo/Orlo/PROPN/2/nsubj:pass is/be/AUX/2/aux:pass convinced/convince/VERB/-1/root that/that/SCONJ/5/mark "
        "it/it/PRON/5/nsubj burned/burn/VERB/2/ccomp ././PUNCT/2/punct"
    )
    assert found == [("Orlo", "is convinced", "that it burned")]


def test_a_second_verb_of_a_relative_clause_has_its_antecedent() -> None:
    found = told(
        "Orlo/Orlo/PROPN/-1/root ,/,/PUNCT/3/punct who/who/PRON/3/nsubj left/leave/VERB/0/acl:relcl "
        "and/and/CCONJ/5/cc says/say/VERB/3/conj it/it/PRON/7/nsubj burned/burn/VERB/5/ccomp ././PUNCT/0/punct"
    )
    assert [(source, content) for source, _, content in found] == [("Orlo", "it burned")]
