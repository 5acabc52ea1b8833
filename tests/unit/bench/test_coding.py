"""How a validation case of PETRARCH2 is read and when it passes."""

from pathlib import Path

import msgspec
from bench.quality.coding import Case, Coding, passes, plover_type, read_cases, read_countries, read_crosswalk

from dateline import read_text
from dateline.model import EventReport

CASES = """<Sentences>
<Sentence category="A" id="1" evaluate="true"/>
<EventCoding eventcode="190" sourcecode="FRA" targetcode="TUR" />
<Text>
France attacked
Turkey.
</Text>
<Sentence category="A" id="2" evaluate="true"/>
<EventCoding noevents="True" />
<!-- Discard event on "1994" -->
<Text>France accused Turkey in 1994.</Text>
<Sentence category="A" id="3" evaluate="true"/>
<EventCoding eventcode="015" sourcecode="FRA" targetcode="TUR" />
<Text>
</Text>
<Parse>
1\tFrance\tFrance\tPROPN
2\tspoke\tspeak\tVERB
</Parse>
<Sentence category="A" id="4" evaluate="false"/>
<Text>Nobody reads this.</Text>
</Sentences>"""
COUNTRIES = {"FR": "FRA", "TR": "TUR", "ES": "ESP"}


def cases(tmp_path: Path) -> list[Case]:
    (tmp_path / "cases.xml").write_text(CASES, "utf-8")
    return list(read_cases(tmp_path / "cases.xml", {"190": "ASSAULT"}))


def passed(text: str, *codings: Coding) -> bool:
    return passes(Case(text, codings, discarded=False), read_text(text, language="en"), COUNTRIES)


def test_cases_are_cut_out_with_their_codings(tmp_path: Path) -> None:
    found = cases(tmp_path)
    assert [case.text for case in found] == [
        "France attacked Turkey.",
        "France accused Turkey in 1994.",
        "France spoke",
    ]
    assert found[0].codings == (Coding("ASSAULT", "FRA", "TUR"),)
    assert [case.discarded for case in found] == [False, True, False]
    assert found[2].codings == ()  # a statement is no event of PLOVER's


def test_tables_are_read_from_the_coders_own_files(tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_text("# head\n190: ASSAULT, , military # force\n", "utf-8")
    (tmp_path / "countries.csv").write_text("CCA2,Name,CCA3,Nationality\nFR,France,FRA,French\n", "utf-8")
    assert read_crosswalk(tmp_path / "table.txt") == {"190": "ASSAULT"}
    assert read_countries(tmp_path / "countries.csv") == {"FR": "FRA"}
    assert read_crosswalk(tmp_path / "none.txt") == {} == read_countries(tmp_path / "none.csv")


def test_a_case_passes_with_its_type_source_and_target() -> None:
    assert passed("France attacked Turkey.", Coding("ASSAULT", "FRA", "TUR"))


def test_a_case_fails_by_type_by_side_and_by_what_is_told_beside_it() -> None:
    assert not passed("France attacked Turkey.", Coding("AID", "FRA", "TUR"))
    assert not passed("France attacked Turkey.", Coding("ASSAULT", "TUR", "FRA"))
    assert not passed("France attacked Turkey.", Coding("ASSAULT", "ESP", "TUR"))
    assert not passed("France attacked Turkey.")


def test_a_case_without_events_passes_where_none_is_told() -> None:
    assert passed("The road to the port is long.")


def test_stance_is_part_of_plovers_types() -> None:
    def report(type_: str, status: str) -> EventReport:
        found = read_text("Soldiers shelled the village of Teln.", language="en").events[0]
        return msgspec.structs.replace(found, type=type_, status=status)

    assert plover_type(report("CONSULT", "expected")) == "AGREE"
    assert plover_type(report("ASSAULT", "threatened")) == "THREATEN"
    assert plover_type(report("ASSAULT", "happened")) == "ASSAULT"
    assert plover_type(report("CONSULT", "alleged")) == "CONSULT"
