from tests.unit.article.dump.test_dump_roles import page

from dateline.article.dump import read_dump


def test_an_article_is_one(treaty: str) -> None:
    assert read_dump(treaty).kind == read_dump(page()).kind == "article"


def test_an_index_of_teasers_is_no_article() -> None:
    sections = ["Port", "Politics", "Sport", "Culture", "Weather"]
    teasers = [
        piece
        for section in sections
        for piece in (
            section,
            f"{section}: council meets again on Thursday",
            "Members will hear from the harbour master.",
            "2 hours ago",
            "Old line closes after ninety years",
            "Ana Ferrol",
        )
    ]
    draft = read_dump("\n".join(["Home", *sections, *teasers, "Privacy policy", "© 2031 The Sallo Courier"]))
    assert draft.kind == "index"
    assert draft.fields.headline is None


def test_an_error_page_is_no_article() -> None:
    assert (
        read_dump("The Sallo Courier\nHome\nPage not found\nThe page you are looking for has moved.\nHome").kind
        == "error"
    )


def test_a_consent_wall_is_no_article() -> None:
    wall = (
        "The Sallo Courier\nWe value your privacy\nWe and our partners store and access information on a device.\n"
        "With your consent we and our partners may use precise location.\nAccept all\nReject all\nManage preferences"
    )
    assert read_dump(wall).kind == "consent"


def test_an_empty_shell_is_empty() -> None:
    assert read_dump("").kind == read_dump("\n \n\t").kind == read_dump("Loading").kind == "empty"


FERRY = (
    "The morning ferry from Sallo ran aground on a sandbank off Hollen Ford on Wednesday, and 212 passengers spent "
    "five hours on board before the tide lifted her."
)
HARBOUR = "Nobody was hurt, the harbour master, Orrin Vask, said. He said that a buoy had drifted during the storm."


def test_a_dump_of_two_paragraphs_is_an_article() -> None:
    lines = ["The Tern", "Home", "News", "Ferry runs aground off Hollen Ford", "By Ada Quill", "14 May 2025"]
    draft = read_dump("\n".join([*lines, FERRY, HARBOUR, "© 2025 Tern Press. All rights reserved."]))
    assert draft.kind == "article"
    assert [block.text for block in draft.blocks if block.role == "body"] == [FERRY, HARBOUR]
    assert draft.fields.headline == "Ferry runs aground off Hollen Ford"
    assert draft.fields.published == "2025-05-14"
    assert read_dump(f"{FERRY}\n{HARBOUR}").kind == "article"


def test_two_teasers_apart_are_no_article() -> None:
    teasers = ["Pilots ask for new charts", FERRY, "Storm takes two roofs", HARBOUR, "Fish market moves", FERRY]
    assert read_dump("\n".join(["The Tern", "Home", "News", *teasers, "Privacy policy"])).kind != "article"


def test_a_brief_with_pointers_between_its_paragraphs_is_an_article() -> None:
    pointer = "READ ALSO: Fish market moves"
    lines = ["The Tern", "Home", "News", "Ferry runs aground off Hollen Ford", "By Ada Quill", "14 May 2025"]
    found = read_dump("\n".join([*lines, FERRY, pointer, HARBOUR, pointer, FERRY.replace("Sallo", "Dursk")]))
    assert found.kind == "article"
