"""The short gold texts: every gold string stands in its text, chains and parents agree, no sentence is used twice."""

import json
import re
from typing import Any

import pytest
from bench.quality.gold import ROOT, Gold, find_words, read_gold
from bench.quality.stages.claims import gold_claims

FOLDER = ROOT / "bench" / "quality" / "gold_texts"
TEXTS = read_gold("claims", (FOLDER,))
SCHEMA = json.loads((ROOT / "examples" / "gold.schema.json").read_text("utf-8"))
CLAIM = SCHEMA["properties"]["claims"]["items"]
SOURCE = CLAIM["properties"]["sources"]["items"]

each_text = pytest.mark.parametrize("gold", TEXTS, ids=lambda gold: gold.name)


def check_words(gold: Gold) -> None:
    """Every cue, content and source of a text is found, whole words only."""
    text = gold.article.text
    for claim, found in zip(gold.layers["claims"], gold_claims(gold), strict=True):
        if claim["cue"] is not None:
            around = claim.get("cue_in")
            assert around is not None or text.count(claim["cue"]) == 1, claim["cue"]
            assert around is None or text.count(around) == 1, around
            assert find_words(text, claim["cue"], around=around) is not None, claim["cue"]
        words = [text[start:end] for start, end in found.content]
        assert words == sorted(claim["content"], key=text.find)
        for source, (start, end) in zip(claim["sources"], found.sources, strict=True):
            assert text[start:end] == source["text"]
            assert not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum(), source


def test_there_are_texts_and_attributions_enough() -> None:
    assert len(TEXTS) == len(list(FOLDER.glob("*.gold.json"))) >= 20
    assert sum(len(gold.layers["claims"]) for gold in TEXTS) >= 130


def test_words_that_are_not_in_the_text_are_refused() -> None:
    gold = TEXTS[0]
    layers = {**gold.layers, "claims": [{"mode": "indirect", "sources": [], "cue": None, "content": ["no such words"]}]}
    with pytest.raises(ValueError, match="no such words"):
        gold_claims(Gold(gold.name, gold.article, layers))


@each_text
def test_every_gold_word_stands_in_its_text(gold: Gold) -> None:
    check_words(gold)


@each_text
def test_form_and_length(gold: Gold) -> None:
    assert gold.annotated == ("claims",)
    assert gold.article.language == "en" and gold.article.outlet and gold.article.published
    assert any(part.role == "headline" for part in gold.article.parts)
    assert gold.article.text.startswith(gold.article.headline or "?")
    assert 90 <= len(gold.article.text.split()) <= 250
    for claim in gold.layers["claims"]:
        assert set(CLAIM["required"]) <= set(claim) <= set(CLAIM["properties"])
        assert claim["mode"] in CLAIM["properties"]["mode"]["enum"]
        assert claim["content"] and all(claim["content"])
        for source in claim["sources"]:
            assert set(SOURCE["required"]) <= set(source) <= set(SOURCE["properties"])
            assert source["kind"] in SOURCE["properties"]["kind"]["enum"]


@each_text
def test_a_nested_claim_repeats_its_parents_chain_and_lies_in_its_content(gold: Gold) -> None:
    claims: list[dict[str, Any]] = gold.layers["claims"]
    found = gold_claims(gold)
    for number, claim in enumerate(claims):
        if "parent" not in claim:
            continue
        parent = claim["parent"]
        assert 0 <= parent < len(claims) and parent != number
        above = claims[parent]["sources"]
        assert claim["sources"][: len(above)] == above and len(claim["sources"]) > len(above)
        assert found[number].sources[: len(above)] == found[parent].sources, claim
        for start, end in found[number].content:
            assert any(low <= start and end <= high for low, high in found[parent].content), claim


def test_some_chains_are_three_and_four_sources_long() -> None:
    depths = [len(claim["sources"]) for gold in TEXTS for claim in gold.layers["claims"]]
    assert max(depths) >= 4
    assert sum(depth >= 3 for depth in depths) >= 8


def test_no_text_repeats_a_sentence_of_another_or_of_the_sample_pages() -> None:
    seen: dict[str, str] = {}
    for gold in read_gold():
        for sentence in sentences(gold):
            assert seen.setdefault(sentence, gold.name) == gold.name or gold not in TEXTS, sentence


def sentences(gold: Gold) -> set[str]:
    """Sentences of four words or more, without marks and case."""
    pieces = re.split(r"[.?!\n]+", gold.article.text.lower())
    return {" ".join(words) for words in (re.findall(r"\w+", piece) for piece in pieces) if len(words) >= 4}


def test_files_end_with_one_line_end() -> None:
    for file in sorted(FOLDER.glob("*.gold.json")):
        text = file.read_text("utf-8")
        assert text.endswith("}\n") and json.loads(text)["kind"] == "article"
