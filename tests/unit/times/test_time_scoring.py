"""The TempEval-3 counts of the bench, on a document of our own."""

from pathlib import Path

import pytest
from bench.quality.stages.times import Timex, dateline, read_tml, score

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>sallo</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-08" functionInDocument="CREATION_TIME">May 8</TIMEX3></DCT>
<TEXT>
The ferry <EVENT eid="e1" class="OCCURRENCE">sank</EVENT> on <TIMEX3 tid="t1" type="DATE" \
value="2024-05-06">Monday</TIMEX3> &amp; was raised <TIMEX3 tid="t2" type="DATE" value="2024-05-07">on \
Tuesday</TIMEX3>.
</TEXT></TimeML>"""


def test_reads_text_and_annotations(tmp_path: Path) -> None:
    path = tmp_path / "sallo.tml"
    path.write_text(TML, "utf-8")
    document = read_tml(path)
    assert document.published == "2024-05-08"
    assert [document.text[each.start : each.end] for each in document.gold] == ["Monday", "on Tuesday"]
    assert "sank on Monday & was" in document.text


def test_scores_strict_relaxed_and_value_apart(tmp_path: Path) -> None:
    path = tmp_path / "sallo.tml"
    path.write_text(TML, "utf-8")
    document = read_tml(path)
    made = score(document, dateline(document))
    assert (made.gold, made.found, made.relaxed, made.strict, made.type, made.value) == (2, 2, 2, 1, 2, 2)


@pytest.mark.parametrize(("found", "relaxed"), [([], 0), ([Timex(0, 500, "DATE", None)], 1)])
def test_one_found_time_matches_one_annotation(tmp_path: Path, found: list[Timex], relaxed: int) -> None:
    path = tmp_path / "sallo.tml"
    path.write_text(TML, "utf-8")
    assert score(read_tml(path), found).relaxed == relaxed
