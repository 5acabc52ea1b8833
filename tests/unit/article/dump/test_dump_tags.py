import pytest

from dateline.article.dump.tags import split_tags

BODY = "Ana Ferrol of Port Sallo said the Kharesh Dam would hold. McAllen of the River Guard denied it. Power is short."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Tags: Sallo, Kharesh Dam, Power"], ("Sallo", "Kharesh Dam", "Power")),
        (["Sallo | Power · Dams"], ("Sallo", "Power", "Dams")),
        (["Sallo", "Kharesh Dam", "Sallo"], ("Sallo", "Kharesh Dam")),
        (["Topics", "Sallo", "Power"], ("Sallo", "Power")),
        (["Ana Ferrol Kharesh Dam River Guard"], ("Ana Ferrol", "Kharesh Dam", "River Guard")),
        (["Ana FerrolKharesh DamPower"], ("Ana Ferrol", "Kharesh Dam", "Power")),
        (["McAllen"], ("McAllen",)),
        (["one two three four five six seven eight"], ()),
        (["Kharesh Dam"], ("Kharesh Dam",)),
        ([], ()),
    ],
)
def test_tags_are_split_where_the_text_supports_it(lines: list[str], expected: tuple[str, ...]) -> None:
    assert split_tags(lines, BODY) == expected
