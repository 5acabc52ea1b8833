from dateline.article.draft import BODY_ROLES
from dateline.article.dump import read_dump

STORY = [
    "The ferry sank on Monday morning between the islands and the port, the harbour master of Sallo told reporters.",
    "All forty who were on board were saved by two fishing boats before the coast guard came, he said.",
    "“We heard a bang and then the lights went out,” said Mira Tolland, who was going to work. “I held on to a rail.”",
    "The company that runs the ferry said that it had passed an inspection in March and would help the inquiry.",
    "It was the second accident on the line this year; in January a ferry ran aground in fog and nobody was hurt.",
    "The ministry of transport said on Tuesday that all ferries of the same type would stay in port for checks.",
]


def page(*lines: str, story: list[str] = STORY) -> str:
    head = [
        "Home",
        "News",
        "Sport",
        "Weather",
        "Ferry sinks off Sallo, all forty saved",
        "By Ana Ferrol",
        "4 March 2031, 10:15",
    ]
    return "\n".join([*head, *story, *lines])


def roles(text: str) -> dict[str, str]:
    return {block.text: block.role for block in read_dump(text).blocks}


def test_the_article_stands_apart_from_the_page(treaty: str) -> None:
    draft = read_dump(treaty)
    body = [block.text for block in draft.blocks if block.role in BODY_ROLES]
    assert body[0].startswith("Talks over the 1974 river treaty")
    assert body[-1].startswith("If no agreement is reached")
    assert not any("Grain traders" in text or "Sign up" in text for text in body)


def test_a_ranking_keeps_its_numbers(andarov: str) -> None:
    ranked = [(block.rank, block.text) for block in read_dump(andarov).blocks if block.rank]
    assert ranked == [
        (1, "1. Why storks come early to Immersk"),
        (2, "2. Visa rules for seasonal workers explained"),
        (3, "3. The last ferry of the old line"),
    ]


def test_numbers_on_lines_of_their_own_rank_the_lines_after_them() -> None:
    draft = read_dump(page("Most read", "1", "Politics", "Storks come early", "2", "Sport", "Rovers win again"))
    assert [(block.text, block.rank) for block in draft.blocks if block.role == "ranking"] == [
        ("Most read", None),
        ("1", 1),
        ("Politics", 1),
        ("Storks come early", 1),
        ("2", 2),
        ("Sport", 2),
        ("Rovers win again", 2),
    ]


def test_lines_that_lead_elsewhere_are_no_body() -> None:
    story = [*STORY[:3], "Read more: Storm closes three ports", "Get the Courier app: news as it happens", *STORY[3:]]
    found = roles(page(story=story))
    assert found["Read more: Storm closes three ports"] == "teaser"
    assert found["Get the Courier app: news as it happens"] == "promotion"
    assert all(found[text] in BODY_ROLES for text in STORY)


def test_labels_between_all_paragraphs_do_not_hide_the_article() -> None:
    story = [piece for text in STORY for piece in (text, "Advertisement", "Article content")]
    found = roles(page(story=story))
    assert all(found[text] in BODY_ROLES for text in STORY)
    assert found["Advertisement"] == found["Article content"] == "promotion"


def test_an_alternative_text_beside_its_caption_is_one_with_it() -> None:
    caption = "Rescuers bring the last passengers of the ferry to the quay in Sallo."
    story = [caption, caption, "Photo: Ana Ferrol", *STORY]
    draft = read_dump(page(story=story))
    first, second = (index for index, block in enumerate(draft.blocks) if block.text == caption)
    assert [draft.blocks[first].role, draft.blocks[second].role] == ["caption", "caption"]
    assert [draft.blocks[first].duplicate_of, draft.blocks[second].duplicate_of] in ([None, first], [second, None])
    assert [(image.caption, image.credit) for image in draft.fields.images] == [(caption, "Photo: Ana Ferrol")]


def test_legal_contact_and_menu_lines_are_told_by_their_words() -> None:
    found = roles(
        page(
            "Contact us",
            "Newsroom: +351 21 555 01 23",
            "About UsPrivacy PolicyTerms of UseJobs",
            "Share Print Save",
            "© 2031 The Sallo Courier. All rights reserved.",
        )
    )
    assert found["Contact us"] == found["Newsroom: +351 21 555 01 23"] == "contact"
    assert found["About UsPrivacy PolicyTerms of UseJobs"] == "legal"
    assert found["Share Print Save"] == "other"
    assert found["© 2031 The Sallo Courier. All rights reserved."] == "legal"
    assert found["Sport"] == "navigation"


def test_the_outlet_s_name_is_the_masthead(treaty: str) -> None:
    draft = read_dump(treaty)
    assert draft.fields.outlet == "Inland Business Review"
    assert [block.text for block in draft.blocks if block.role == "masthead"] == ["INLAND BUSINESS REVIEW"]


def test_wrapped_lines_bullets_and_blank_lines_change_nothing(andarov: str) -> None:
    plain = [block.role for block in read_dump(andarov).blocks if block.role in BODY_ROLES]
    for printed in (andarov.replace("\n", "\n\n"), andarov.replace("\n", "\r\n"), andarov.replace("\n", "\n   ")):
        found = [block.role for block in read_dump(printed).blocks if block.role in BODY_ROLES]
        assert abs(len(found) - len(plain)) <= 1


def test_the_text_of_a_dump_stays_untouched(andarov: str) -> None:
    draft = read_dump(andarov)
    assert draft.page_text == andarov
    for block in draft.blocks:
        assert block.start is not None
        assert andarov[block.start : block.start + len(block.text)] == block.text
