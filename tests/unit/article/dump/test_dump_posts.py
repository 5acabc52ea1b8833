"""Posts of networks in text dumps; every line is invented."""

from dateline.article.dump import read_dump

_TOP = ["Home", "News", "Sport", "Ferry sinks off Sallo", "By Ana Ferrol", "4 March 2031"]
_TEXT = [
    "The ferry sank on Monday morning, the harbour master said, and all aboard were saved by fishermen of the bay.",
    "It was on its way to the islands with forty passengers when water came in, he told reporters on the quay.",
    "The company that owns it said its pumps had been tested in the spring, and that it would look into the matter.",
    "Two other ferries of the kind were taken out of service while the hull is brought to the surface by a crane.",
]
_BOTTOM = [
    "Most read",
    "1. Why storks come early",
    "2. Lorries wait at the quay",
    "© Courier of Sallo. All rights reserved.",
]


def roles(*lines: str) -> dict[str, str]:
    return {block.text: block.role for block in read_dump("\n".join(lines)).blocks}


def test_a_signed_post_amid_the_text_is_quoted() -> None:
    for signature in ("— Mika Orrin (@orrin_pilot) 4 March 2031", "Mika Orrin (@orrin_pilot) March 4, 2031"):
        found = roles(*_TOP, *_TEXT[:2], "Pumps? We never saw one run", signature, *_TEXT[2:], *_BOTTOM)
        assert [found[signature.lstrip("— ")], found["Pumps? We never saw one run"]] == ["quotation", "quotation"]
        assert {found[line] for line in _TEXT} <= {"body", "standfirst"}


def test_a_byline_with_a_handle_and_a_post_far_from_the_text_are_none() -> None:
    found = roles(*_TOP[:4], "Ana Ferrol (@ferrol)", *_TOP[5:], *_TEXT, *_BOTTOM, "Runa Tavi (@runa) 2 March 2031")
    assert "quotation" not in found.values()


def test_a_byline_with_handle_and_day_a_comment_and_a_request_are_no_posts() -> None:
    for byline in (
        "By Ana Ferrol (@ferrol) May 4, 2031",
        "Ana Ferrol (@ferrol) · 3 min read",
        "Ana Ferrol (@ferrol) 4 May 2031",
    ):
        assert "quotation" not in roles(*_TOP[:4], byline, *_TEXT, *_BOTTOM).values()
    assert "quotation" not in roles(*_TOP, *_TEXT, "Good to hear!", "Ilja (@ilja) 4 May 2031", *_BOTTOM).values()
    request = "Write to Ana Ferrol (@ferrol) by 4 May"
    assert roles(*_TOP, *_TEXT[:2], request, *_TEXT[2:], *_BOTTOM)[request] != "quotation"
