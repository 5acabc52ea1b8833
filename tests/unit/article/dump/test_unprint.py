"""Dumps as programs print them: one page of ours through eighteen of them, and each way by itself."""

from pathlib import Path

import pytest

from dateline.article import read_article
from dateline.article.dump.unprint import unprint as unprinted
from dateline.model import Article, Page


def unprint(text: str) -> str:
    return unprinted(text).text


PRINTED = Path(__file__).parents[3] / "fixtures" / "printed"
DUMPS = sorted(path.stem for path in PRINTED.glob("*.txt"))
# What stands in pieces in the page's headline ("off" / "Sallo" / ", 40 aboard") is not always put together.
BROKEN_HEADLINE = {"strings"}


def read(text: str) -> Article:
    content = text.encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8"))


def printed(name: str) -> Article:
    return read((PRINTED / f"{name}.txt").read_text(encoding="utf-8"))


def body_of(article: Article) -> list[str]:
    return [span.of(article.text).replace(" ,", ",") for span in article.body]


def test_there_is_a_dump_of_each_kind() -> None:
    assert {"lynx", "elinks", "w3m", "links", "html2text", "pandoc", "strings", "strings_glued"} <= set(DUMPS)


@pytest.mark.parametrize("name", DUMPS)
def test_every_printer_gives_the_same_article(name: str) -> None:
    article, wanted = printed(name), printed("inscriptis")
    body = [text.replace('"', "“", 1).replace('"', "”") for text in body_of(article)]
    assert body == body_of(wanted)
    assert len(body) == 6
    if name not in BROKEN_HEADLINE:
        assert article.headline == "Ferry runs aground off Sallo, 40 aboard are safe"
    assert [author.name for author in article.authors] == ["Ana Ferrol"]
    assert article.published == "2031-03-04T10:15"


@pytest.mark.parametrize("name", DUMPS)
def test_blocks_stand_in_the_pages_text(name: str) -> None:
    article = printed(name)
    for block in article.blocks:
        assert article.page_text[block.start : block.end] == block.text
    for part in article.parts:
        if part.block is not None:
            block = article.blocks[part.block]
            assert article.text[part.start : part.end] == block.text


@pytest.mark.parametrize("name", ["lynx", "elinks"])
def test_the_list_of_links_is_no_part_of_the_page(name: str) -> None:
    assert "https://harbour.example" in (PRINTED / f"{name}.txt").read_text(encoding="utf-8")
    assert "https://harbour.example" not in printed(name).page_text


@pytest.mark.parametrize("name", ["html2text", "html2text_unwrapped", "markdownify", "pandoc_markdown"])
def test_no_mark_of_markdown_is_left(name: str) -> None:
    text = printed(name).page_text
    assert not any(mark in text for mark in ("](", "**", "# ", "_Sallo_", "*Sallo*"))


PLAIN = (
    "Harbour Post\nNews\nSport\n\n\nFerry runs aground\nBy Ana Ferrol\n  * One\n  * Two\n"
    "The ferry ran aground on Monday [1], the office said (see https://harbour.example/a).\n"
    "It has 2 * 3 cabins and a snake_case_name; the crew of [sic] five was saved by YouTube and McArdle.\n"
)


def test_a_dump_of_a_line_a_block_stays_as_it_is() -> None:
    assert unprint(PLAIN) is PLAIN
    assert unprint("") == ""
    assert unprint("one line") == "one line"
    windows = PLAIN.replace("\n", "\r\n")
    assert unprint(windows) is windows


def test_paragraphs_broken_at_a_width_are_one_line_again() -> None:
    paragraph = (
        "The ferry sank on Monday morning between the islands and the port, the harbour\n"
        "master of Sallo told reporters at the quay, and all forty who were on board had\n"
        "been saved by two fishing boats before the coast guard came to the place itself.\n"
    )
    text = unprint(f"Home\n\nSport\n\n{paragraph}\n{paragraph}\n{paragraph}\nAll rights reserved.\n")
    assert [row for row in text.split("\n") if row] == [
        "Home",
        "Sport",
        *([" ".join(paragraph.split())] * 3),
        "All rights reserved.",
    ]


def test_rows_of_a_quotation_are_put_together_without_their_marks() -> None:
    paragraph = (
        "> The ferry sank on Monday morning between the islands and the port, the harbour\n"
        "> master of Sallo told reporters at the quay, and all forty who were on board had\n"
        "> been saved by two fishing boats before the coast guard came to the place itself.\n"
    )
    text = unprint(f"# Home\n\n## Sport\n\n{paragraph}\n{paragraph}\n{paragraph}\nAll rights reserved.\n")
    assert text.count("master of Sallo told reporters") == 3
    assert ">" not in text


def test_compounds_are_whole_again() -> None:
    broken = (
        "The ferry sank on Monday morning between the islands and the port with a twelve-\n"
        "year-old boy who had been on board, the harbour master said, and with low- and\n"
        "high-pressure tanks, of which he told reporters at the quay that they had been low-\n"
        "and that nobody had looked at them before the coast guard came to the place itself.\n"
    )
    text = unprint("\n".join([broken] * 3))
    assert "a twelve-year-old boy" in text
    assert "with low- and high-pressure" in text
    assert "been low- and that" in text


def test_wide_characters_are_put_together_without_a_space() -> None:
    row = "港務局は月曜日に声明を出し、フェリーには乗客四十人が乗っていたと発表した"  # 36 characters, 72 columns
    text = unprint("\n\n".join([f"{row}\n{row}\n全員が無事だった。"] * 4))
    assert f"{row}{row}全員が無事だった。" in text


def test_a_list_at_a_width_stays_a_list() -> None:
    items = "\n".join(
        f"  * The {number} ferries of the line were all looked at by divers in the spring of year"
        for number in range(9)
    )
    assert unprint(items) == items


def test_notes_of_a_text_are_no_links() -> None:
    text = "\n".join(
        f"The ferry was built in yard {number}.[{number}] It was sold later.[{number + 1}]" for number in range(1, 9)
    )
    assert unprint(text) == text


def test_notes_stay_where_links_are_numbered() -> None:
    rows = [f"   [{number}]Item {number}" for number in range(1, 9)]
    text = unprint("\n".join([*rows, "   The yard [9]closed in 1999.[[10]1] It was sold."]))
    assert text.endswith("The yard closed in 1999.[1] It was sold.")


def test_a_numbered_list_of_the_page_is_no_list_of_links() -> None:
    text = "Most read\n" + "\n".join(f"{number}. Storks come early again" for number in range(1, 9))
    assert unprint(text) == text


def test_numbers_before_a_colon_are_those_of_notes() -> None:
    text = "\n".join(f"[{number}]: Letters of the harbour office, page {number}." for number in range(1, 9))
    assert unprint(text) == text


def test_elements_named_in_code_stay() -> None:
    text = unprint("# Pages\n\n## Boxes\n\nA `<div>` holds what a `<span>` does not.\n<div>More</div>\n")
    assert text.split("\n")[-3:] == ["A <div> holds what a <span> does not.", "More", ""]


VERSE = (
    "the boats are gone tonight\nand the water keeps\na little of their light\nunder the pier\n\n"
    "where we sat all night\ncounting the lamps\nthat went out\none by one\n"
)


def test_lines_of_verse_stay_lines() -> None:
    assert unprint(VERSE) == VERSE


def test_what_another_speaker_says_is_another_block() -> None:
    talk = "ANA FERROL: So the boat was late?\nILJA MOTT: It was late, yes. Very\nlate, I would say.\n"
    rows = unprint(talk * 4).split("\n")
    assert rows.count("ANA FERROL: So the boat was late?") == 4
    assert rows.count("ILJA MOTT: It was late, yes. Very late, I would say.") == 4


def test_links_that_a_printer_broke_are_still_links() -> None:
    text = unprint(
        "# Ferry\n\nThe [harbour\noffice](https://harbour.example/a(b)-c) said ![A ferry](/f.jpg) so.\n\n"
        "[![Orla](/o.jpg) Orla Vint](/orla) and [empty]() and [x](/x)\n"
    )
    assert "https" not in text
    assert "office said" in text
    assert "A ferry" in text.split("\n")
    assert "Orla Vint and empty and x" in " ".join(text.split())


def test_links_to_notes_are_their_words() -> None:
    text = unprint("# A\n\n## B\n\n![[ferry.jpg]]\nThe [[Sallo Line]] and [[Orla Vint|the harbour master]] met.[^1]\n")
    assert text.split("\n")[-2] == "The Sallo Line and the harbour master met."
    assert "ferry.jpg" not in text


def test_what_is_no_mark_stays_in_markdown() -> None:
    text = unprint("# A\n\n## B\n\n3 * 4 = 12 and snake_case_name and [sic] and \\[1\\] and 5 \\* 2\n")
    assert text.split("\n")[-2] == "3 * 4 = 12 and snake_case_name and [sic] and [1] and 5 * 2"


def test_cells_of_a_table_are_rows() -> None:
    text = unprint("# A\n\n## B\n\n| Year | Ferries |\n| --- | --- |\n| 2030 | 4 |\n")
    assert [row for row in text.split("\n") if row] == ["A", "B", "Year", "Ferries", "2030", "4"]


def test_addresses_behind_words_go_where_there_are_several() -> None:
    text = "\n".join(f"Item {number} (https://harbour.example/{number})" for number in range(6))
    assert unprint(text) == "\n".join(f"Item {number}" for number in range(6))
    assert unprint("Item (https://harbour.example/1)") == "Item (https://harbour.example/1)"


def test_menus_that_were_run_together_are_taken_apart() -> None:
    text = unprint(
        "Harbour PostNewsSportWeather\n"
        "The ferry sank.All were saved.The office said on Monday that divers would go down.\n"
    )
    assert text.split("\n")[:6] == [
        "Harbour Post",
        "News",
        "Sport",
        "Weather",
        "The ferry sank.",
        "All were saved.",
    ]


GLUED = "The ferry sank.All were saved.\nDivers went down.Nothing was found."


def test_names_of_two_parts_stay_whole_in_a_sentence() -> None:
    told = "The office of the port bought FerrySoft in May, and the crew of the old boat was told by TernPost."
    text = unprint(f"{GLUED}\n{told}\nFerrySoft NewsAbout us")
    assert text.split("\n")[4:] == [told, "FerrySoft News", "About us"]


def test_names_that_come_again_stay_whole_in_one_long_row() -> None:
    row = (
        "The ferry sank.All who bought FerrySoft tickets were saved."
        "Nobody at FerrySoft spoke.They say that FerrySoft knew."
    )
    assert unprint(row).split("\n") == [
        "The ferry sank.",
        "All who bought FerrySoft tickets were saved.",
        "Nobody at FerrySoft spoke.",
        "They say that FerrySoft knew.",
    ]


def test_a_headline_and_the_sentence_run_into_it_are_two() -> None:
    row = "Ferry sinks off SalloThe ferry went down on Monday with forty on board, the master of the port has told us."
    assert unprint(f"{GLUED}\n{row}").split("\n")[4] == "Ferry sinks off Sallo"


def test_code_is_not_taken_apart() -> None:
    assert unprint(f"{GLUED}\nportName = user.lastName()").endswith("user.lastName()")


def test_marks_of_quotations_stay_with_their_words() -> None:
    text = unprint(f'{GLUED}\nNews of Sallo"All new": Ferrol speaks\nThe "old boat"Ferrol speaks\n„All new!“Opinion')
    assert text.split("\n")[4:] == [
        "News of Sallo",
        '"All new": Ferrol speaks',
        'The "old boat"',
        "Ferrol speaks",
        "„All new!“",
        "Opinion",
    ]


def test_a_dump_of_too_many_rows_is_left_alone() -> None:
    text = "[1]a\n" * 60_001
    assert unprint(text) is text
