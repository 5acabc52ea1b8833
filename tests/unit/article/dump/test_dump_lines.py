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


def test_short_lines_are_never_joined() -> None:
    menu = "\n".join(["News", "Sport", "Weather", "Culture"] * 5)
    assert len(split_lines(menu)) == 20


def test_nothing_gives_no_lines() -> None:
    assert split_lines("") == split_lines(" \n\t\n\r\n") == []
