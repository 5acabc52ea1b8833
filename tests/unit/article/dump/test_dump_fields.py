import pytest
from tests.unit.article.dump.test_dump_roles import STORY, page

from dateline.article.draft import Draft
from dateline.article.dump import read_dump
from dateline.article.fields.printed import with_printed_fields


def read_text(text: str, *, url: str | None = None) -> Draft:
    return with_printed_fields(read_dump(text, url=url), url=url)


def test_fields_of_a_dump(treaty: str, andarov: str) -> None:
    fields = read_text(treaty).fields
    assert fields.headline == "River treaty talks collapse after Mereva withholds $18m"
    assert fields.standfirst == "Power prices rise as hopes fade for a deal on the Kharesh Dam"
    assert [author.name for author in fields.authors] == ["Edmund Saltash", "Priya Tolland"]
    assert fields.published == "2024-10-22T17:15"
    assert fields.tags == ("Mereva", "Electricity", "Water")
    fields = read_text(andarov).fields
    assert [(author.name, author.kind) for author in fields.authors] == [("RLI News Service", "desk")]
    assert fields.published == "2025-03-21T18:40"
    assert fields.outlet == "Radio Lakhora International"
    assert fields.tags == ("Lakhora", "Mereva", "Andarov", "Kharesh Dam")
    assert fields.section == "Region"
    assert [(image.caption, image.credit) for image in fields.images] == [
        ("Foreign Minister Yusuf Andarov speaks to reporters in Immersk.", "Photo: RLI archive")
    ]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Ferrol, Saturday 22 March 2031, 06:00", ["Ana Ferrol"]),
        ("By Ana Ferrol and Mira Tolland | 22 Mar 2031", ["Ana Ferrol", "Mira Tolland"]),
        ("Ana Ferrol|Published 4 months ago", ["Ana Ferrol"]),
        ("By Ana Ferrol2 minutes ago", ["Ana Ferrol"]),
        ("By Ana Ferrol, Sallo 22 March 2031", ["Ana Ferrol"]),
    ],
)
def test_dates_beside_names_are_no_names(byline: str, names: list[str]) -> None:
    text = page().replace("By Ana Ferrol", byline)
    assert [author.name for author in read_text(text).fields.authors] == names


def test_two_dates_are_told_apart() -> None:
    fields = read_text(
        page().replace("4 March 2031, 10:15", "Published 4 March 2031 10:15 | Updated 5 March 2031")
    ).fields
    assert (fields.published, fields.modified) == ("2031-03-04T10:15", "2031-03-05")


def test_what_no_line_tells_is_absent() -> None:
    fields = read_text("\n".join(["Home", "News", "Ferry sinks off Sallo, all forty saved", *STORY])).fields
    assert fields.authors == ()
    assert (fields.published, fields.modified, fields.section, fields.outlet, fields.tags) == (
        None,
        None,
        None,
        None,
        (),
    )


def test_the_address_dates_a_dump_that_prints_no_date() -> None:
    fields = read_text(
        "\n".join(["Ferry sinks off Sallo", *STORY]), url="https://courier.example/2031/03/04/ferry"
    ).fields
    assert (fields.published, fields.found_by["published"]) == ("2031-03-04", "url")


def test_a_job_in_a_line_of_its_own_and_an_account_are_no_persons() -> None:
    for byline in ("Ana Ferrol\nHarbour Correspondent", "By Ana Ferrol\nHarbour Correspondent"):
        article = read_text(page().replace("By Ana Ferrol", byline))
        told = [(each.name, each.title) for each in article.fields.authors]
        assert told == [("Ana Ferrol", "Harbour Correspondent")]
    article = read_text(page().replace("By Ana Ferrol", "By port.salvane"))
    assert [(each.name, each.kind) for each in article.fields.authors] == [("port.salvane", "desk")]
    article = read_text(page().replace("By Ana Ferrol", "By Ana Ferrol, Lowmark Bay, Velno County"))
    assert [each.name for each in article.fields.authors] == ["Ana Ferrol"]


def test_an_entry_that_a_menu_prints_again_names_no_outlet() -> None:
    def named(*tail: str) -> str | None:
        top = ("Harbour Jobs", "Courier of Sallo")
        lines = ["Menu", *top, "Ferry sinks off Sallo, all forty saved", *STORY, *top, "More", *top, *tail]
        return read_text("\n".join(lines)).fields.outlet

    assert named() is None
    assert named("© Courier of Sallo. All rights reserved.") == "Courier of Sallo"
