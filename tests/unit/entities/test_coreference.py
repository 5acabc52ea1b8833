"""Who is who within an article."""

import pytest
from tests.unit.entities.reading_of import by_hand, mentions_of, one


def test_surname_leads_to_the_full_name() -> None:
    mentions = by_hand("Anna Korr spoke. Korr left.", [("person", "Anna Korr"), ("person", "Korr")])
    assert mentions[0].entity == mentions[1].entity
    assert mentions[1].name == "Anna Korr"


def test_entities_are_numbered_by_first_mention() -> None:
    mentions = by_hand(
        "Anna Korr met Ivo Sand. Sand left.", [("person", "Anna Korr"), ("person", "Ivo Sand"), ("person", "Sand")]
    )
    assert [m.entity for m in mentions] == ["e1", "e2", "e2"]


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Anna Korr met Ivo Korr."
    mentions = by_hand(text, [("person", "Anna Korr"), ("person", "Ivo Korr")])
    assert mentions[0].entity != mentions[1].entity


def test_an_honorific_tells_namesakes_apart() -> None:
    text = "Anna Korr met Ivo Korr. Mrs Korr left."
    mentions = by_hand(text, [("person", "Anna Korr"), ("person", "Ivo Korr"), ("person", "Korr")])
    named = [m for m in mentions if m.form == "name"]
    assert named[2].entity == named[0].entity


def test_acronym_in_brackets() -> None:
    text = "The Port Workers Union (PWU) met. The PWU voted."
    mentions = by_hand(text, [("organisation", "Port Workers Union"), ("organisation", "PWU"), ("organisation", "PWU")])
    named = [m for m in mentions if m.form == "name"]
    assert {m.entity for m in named} == {"e1"}
    assert {m.name for m in named} == {"Port Workers Union"}


def test_company_suffix_does_not_matter() -> None:
    mentions = by_hand(
        "Korrline Ltd fell. Korrline rose.", [("organisation", "Korrline Ltd"), ("organisation", "Korrline")]
    )
    assert mentions[0].entity == mentions[1].entity


def test_pronoun_by_sex() -> None:
    mentions = mentions_of("Maria Korr met John Sand on Monday. She said the port would close.")
    assert one(mentions, "She").name == "Maria Korr"
    assert one(mentions, "She").form == "pronoun"


def test_pronoun_that_fits_two_is_left_alone() -> None:
    mentions = mentions_of("Peter Sand and John Korr left the port.\nHe was tired.")
    assert not [m for m in mentions if m.form == "pronoun" and m.text == "He"]


def test_a_pronoun_in_a_quotation_is_not_its_speaker() -> None:
    text = 'Carlos Vell praised the mayor, Peter Sand. "He saved the port," said John Korr.'
    mentions = mentions_of(text)
    assert all(m.name != "John Korr" for m in mentions if m.text == "He")


def test_role_leads_to_its_bearer() -> None:
    mentions = mentions_of("Defence Minister Anna Korr arrived on Monday. The minister said nothing.")
    role = one(mentions, "The minister")
    assert (role.form, role.name) == ("nominal", "Anna Korr")


def test_role_that_two_bear_leads_nowhere() -> None:
    text = "Defence Minister Anna Korr met Trade Minister Ivo Sand. The minister said nothing."
    assert not [m for m in mentions_of(text) if m.text == "The minister" and m.name]


def test_union_by_its_kind() -> None:
    mentions = mentions_of("The Port Workers Union called a strike. The union wants more pay.")
    assert one(mentions, "The union").name == "Port Workers Union"


def test_unnamed_actors_are_mentions_with_a_type() -> None:
    mention = one(mentions_of("Israeli soldiers fired at protesters."), "Israeli soldiers")
    assert (mention.form, mention.kind, mention.ontology, mention.country) == (
        "nominal",
        "group",
        "state/military",
        "IL",
    )


def test_names_of_many_people_are_grouped_in_time() -> None:
    people = [f"Person{number} Korr{number % 50}" for number in range(3000)]
    mentions = by_hand(". ".join(people), [("person", name) for name in people])
    assert len([m for m in mentions if m.form == "name"]) == 3000


def test_a_body_that_spoke_and_speaks_again() -> None:
    mentions = mentions_of("The Port Workers Union rejected the offer. It said the strike would go on.")
    assert one(mentions, "It").name == "Port Workers Union"


def test_it_elsewhere_is_left_alone() -> None:
    mentions = mentions_of("The Port Workers Union rejected the offer. It was raining.")
    assert not [m for m in mentions if m.text == "It"]


def test_someone_without_a_name_is_one_person() -> None:
    text = "A harbour official spoke on Monday. The official asked not to be named."
    mentions = mentions_of(text)
    first, again = one(mentions, "A harbour official"), one(mentions, "The official")
    assert (first.form, first.kind, first.name) == ("nominal", "person", None)
    assert first.entity == again.entity


def test_people_in_one_place_are_not_people_in_another() -> None:
    mentions = mentions_of("The blast killed 14 people. Later, people marched through the city.")
    killed, marched = (m for m in mentions if m.text == "people")
    assert killed.entity != marched.entity


def test_a_possessor_is_not_the_subject() -> None:
    mentions = mentions_of("Dale Hart's spokeswoman, Kim Lowe, declined to comment. She said only that it was late.")
    assert one(mentions, "She").name == "Kim Lowe"
    assert one(mentions, "Kim Lowe").office == "spokeswoman"


def test_who_is_called_by_surname_is_not_then_named_in_full() -> None:
    text = "Korr says that his wife, Didi Korr, wrote."
    mentions = by_hand(text, [("person", "Korr"), ("person", "Didi Korr")])
    assert mentions[0].entity != mentions[-1].entity


def test_a_short_surname_may_stand_first() -> None:
    mentions = by_hand("Ng Yat Orlo spoke. Ng left.", [("person", "Ng Yat Orlo"), ("person", "Ng")])
    assert mentions[0].entity == mentions[1].entity


def test_a_state_that_is_no_more_is_not_the_one_on_its_land() -> None:
    text = "Russia has opposed it. The Soviet Union fell in 1991."
    mentions = by_hand(text, [("place", "Russia"), ("place", "Soviet Union")])
    assert mentions[0].entity != mentions[1].entity


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Asked about the mayor, Dorin Vell, John Korr said: “He will support the plan.”", "He", "Dorin Vell"),
        ("John Korr praised Dorin Vell. “He will support the plan,” Korr said.", "He", "Dorin Vell"),
        ("“He will support the plan,” said John Korr of Mayor Dorin Vell.", "He", "Dorin Vell"),
        ("Dorin Vell won. “This is his day,” John Korr said, “and he will support us.”", "he", "Dorin Vell"),
        ("John Korr met Dorin Vell. “I trust him,” Korr said. “He will support the plan.”", "He", "Dorin Vell"),
        ("John Korr said he was “sure that he would win”.", "he", "John Korr"),
        ("John Korr spoke on Sunday. “He will support the plan,” Korr said.", "He", None),
    ],
)
def test_he_in_a_quotation_is_never_its_speaker(text: str, pronoun: str, name: str | None) -> None:
    found = [mention for mention in mentions_of(text) if mention.form == "pronoun" and mention.text == pronoun]
    assert {mention.name for mention in found} == ({name} if name else set())
