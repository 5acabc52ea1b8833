from dateline.article.dump.lines import split_lines


def texts(page_text: str) -> list[str]:
    return [line.text for line in split_lines(page_text)]


def test_every_line_stands_where_it_says() -> None:
    page_text = "\t Home \r\n\r\n* Ferry sinks\n\x0bAll saved\u2028Sport"
    for line in split_lines(page_text):
        assert page_text[line.start : line.end] == line.text
    assert texts(page_text) == ["Home", "Ferry sinks", "All saved", "Sport"]


def test_blank_lines_indents_and_bullets_are_kept_as_facts() -> None:
    lines = split_lines("Home\n\n\n   - Sport\n")
    assert (lines[1].blanks, lines[1].indent, lines[1].bullet, lines[1].text) == (2, 3, True, "Sport")


def test_words_that_look_like_bullets_stay() -> None:
    assert texts("-5 degrees\n+3 goals\n1. Copper\no prefeito disse") == [
        "-5 degrees",
        "+3 goals",
        "1. Copper",
        "o prefeito disse",
    ]


def test_wrapped_paragraphs_are_put_together() -> None:
    paragraph = (
        "The ferry sank on Monday morning between the islands and the port, the harbour\n"
        "master of Sallo told reporters at the quay, and all forty who were on board had\n"
        "been saved by two fishing boats before the coast guard came to the place itself.\n"
    )
    page_text = f"Home\n\nSport\n\n{paragraph}\n{paragraph}\n{paragraph}\nAll rights reserved.\n"
    lines = split_lines(page_text)
    assert [line.rows for line in lines] == [1, 1, 3, 3, 3, 1]
    assert all(page_text[line.start : line.end] == line.text for line in lines)


def test_short_lines_are_never_joined() -> None:
    menu = "\n".join(["News", "Sport", "Weather", "Culture"] * 5)
    assert len(split_lines(menu)) == 20


def test_nothing_gives_no_lines() -> None:
    assert split_lines("") == split_lines(" \n\t\n\r\n") == []
