"""Judgements of reports are known again by places alone."""

from pathlib import Path

from training.events.labels import Key, is_held_out, is_right, key_of, read_labels, share_right, write_labels

from dateline.events.scene import Draft
from dateline.model import Argument, Article, Part, Span

TEXT = "Raid in Teln\n\nSoldiers raided the mill."


def draft(start: int) -> Draft:
    found = Draft(0, 0, "raid", None, 0.9, "test", [Span(start, start + 6)])
    found.arguments.append(Argument(role="actor", text="Soldiers", start=start - 9, end=start - 1))
    return found


def article(text: str) -> Article:
    start = text.index("Soldiers")
    return Article(
        page_id="p", kind="article", text=text, parts=(Part("headline", 0, start - 2), Part("body", start, len(text)))
    )


def test_a_key_does_not_move_with_what_stands_before_its_paragraph() -> None:
    longer = TEXT.replace("Raid in Teln", "Soldier raid in Teln".replace("Soldier", "Army"))
    keys = {key_of("w/1", article(text), draft(text.index("raided"))) for text in (TEXT, longer)}
    assert len(keys) == 1


def test_verdicts_survive_the_file(tmp_path: Path) -> None:
    rows = {
        Key("w/1", "0a1b2c3d:9-15", "ASSAULT", ("actor@0a1b2c3d:0-8",)): ("right", "x"),
        Key("w/2", "00000000:1-2", "OTHER", ()): ("xs",),
    }
    write_labels(rows.items(), tmp_path / "labels.tsv")
    assert read_labels(tmp_path / "labels.tsv") == rows


def test_judges_who_differ_weigh_half() -> None:
    assert share_right(("right", "x")) == 0.5
    assert share_right(("s", "right")) == 1.0


def test_a_wrong_standing_alone_is_no_wrong_report() -> None:
    assert is_right("right")
    assert is_right("s")
    assert not is_right("As")


def test_a_third_of_the_web_pages_is_kept_out() -> None:
    kept = sum(is_held_out(f"w/{number:04}") for number in range(3_000))
    assert 900 < kept < 1_100
    assert not is_held_out("g/GUM_news_afghan")
