"""Verdicts on reports of the gold pages point at words that stand there."""

import re

from bench.quality.gold import read_gold, read_verdicts, report_key


def test_every_verdict_is_about_words_of_its_page() -> None:
    texts = {page.name: page.article.text for page in read_gold("events")}
    verdicts = read_verdicts()
    assert len(verdicts) > 250
    for (page, trigger, parties), held in verdicts.items():
        start, end = map(int, trigger.split("-"))
        assert re.fullmatch(r"\w[\w’'. -]*", texts[page][start:end]), (page, trigger)
        for party in parties.split():
            role, _, where = party.partition("@")
            first, last = map(int, where.split("-"))
            assert role in {"actor", "recipient", "victim"}
            assert texts[page][first:last].strip(), (page, party)
        assert len(held) == 2
        assert all(re.fullmatch(r"right|[xaArR]+", verdict) for verdict in held)


def test_most_shown_reports_of_a_page_are_judged() -> None:
    page = next(page for page in read_gold("events") if page.name == "courier/port-blast-kills-14")
    verdicts, shown = read_verdicts(), page.read().events
    assert sum(report_key(page.name, each) in verdicts for each in shown) >= 0.8 * len(shown)
