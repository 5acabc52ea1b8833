"""The examples and counterexamples beside the attribution words, each through the whole stage."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.claims import find_claims
from dateline.language import load_language
from dateline.model import Article, Claim, Part, Span

PACK = Path(__file__).parents[3] / "src" / "dateline" / "language" / "en" / "claims"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (PACK / name).read_text("utf-8").splitlines()]


def claims_of(text: str) -> list[Claim]:
    english = load_language("en")
    article = Article(page_id="p", kind="article", text=text, parts=(Part("body", 0, len(text)),))
    analysis = english.tagger.tag(text, [Span(0, len(text))])
    return [claim for claim in find_claims(article, analysis, (), (), english) if claim.mode != "author"]


def matches(text: str, claim: Claim, want: dict[str, str]) -> bool:
    content = " … ".join(span.of(text) for span in claim.content)
    return (
        claim.sources[-1].text == want.get("source", "")
        and (claim.cue.text if claim.cue else None) == want["cue"]
        and claim.mode == want["mode"]
        and content == want.get("content", content)
    )


@pytest.mark.parametrize("row", rows("examples.jsonl"), ids=lambda row: row["case"])
def test_an_example_is_found(row: dict[str, Any]) -> None:
    found = claims_of(row["text"])
    shown = [(c.sources[-1].text, c.cue and c.cue.text, [s.of(row["text"]) for s in c.content], c.mode) for c in found]
    for want in row["claims"]:
        assert any(matches(row["text"], claim, want) for claim in found), f"{want} not in {shown}"


@pytest.mark.parametrize("row", rows("counterexamples.jsonl"), ids=lambda row: row["text"][:40])
def test_a_counterexample_claims_nothing(row: dict[str, Any]) -> None:
    assert claims_of(row["text"]) == []
