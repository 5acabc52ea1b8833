"""What Dateline says of each sample page, in words, as it was when somebody last looked at it.

A change of rules or weights shows here as a diff in words. Read the diff; where it is right, accept it with
`DATELINE_UPDATE_GOLDEN=1 scripts/test tests/golden` and commit the new files with the change that made them.
The tagger's own output is kept beside the readings and replayed (see taggings.py): an update renews it too.
The hand-written gold beside each page is another thing: bench/quality measures against that, and the fields
that must be right on every page are asserted here.
"""

import difflib
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.golden import taggings
from tests.golden.taggings import ReplayingTagger

from dateline import Page, load_language, open_source, read_page
from dateline.model import EventReport, Reading

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "examples" / "pages"
HELD = Path(__file__).parent / "readings"
GOLD = sorted(PAGES.glob("*/*.gold.json"))
NAMES = [path.relative_to(PAGES).as_posix().removesuffix(".gold.json") for path in GOLD]
UPDATING = bool(os.environ.get("DATELINE_UPDATE_GOLDEN"))
# Of each kind of label, the share that another kind of processor must give alike.
LEAST_AGREEMENT = 0.98

TAGGER = ReplayingTagger(load_language("en").tagger if UPDATING else None)
ENGLISH = load_language("en").with_tagger(TAGGER)


@cache
def reading_of(name: str) -> Reading:
    file = next(path for path in (PAGES / f"{name}.html", PAGES / f"{name}.txt") if path.is_file())
    (page,) = [item for item in open_source(file) if isinstance(item, Page)]
    TAGGER.page = name
    # other languages have taggers of rules alone: the same everywhere
    return read_page(page, ENGLISH if gold_of(name)["language"] == "en" else None)


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((PAGES / f"{name}.gold.json").read_text("utf-8"))
    return gold


def shown(reading: Reading) -> Iterator[str]:
    """A reading in words, one fact a line."""
    article, text = reading.article, reading.article.text
    yield f"kind: {article.kind}"
    yield f"headline: {article.headline}"
    yield f"standfirst: {article.standfirst}"
    yield "authors: " + "; ".join(f"{author.name} ({author.kind})" for author in article.authors)
    yield f"outlet: {article.outlet} | section: {article.section} | language: {article.language}"
    yield f"published: {article.published} | modified: {article.modified}"
    yield f"tags: {', '.join(article.tags)}"
    yield f"truncated: {article.truncated} | paywalled: {article.paywalled}"
    for image in article.images:
        yield f"image: {image.caption} | credit: {image.credit}"
    yield ""
    yield from (f"{block.role}: {block.text}" for block in article.blocks)
    yield ""
    yield from (f"time: {time.text} = {time.type} {time.value} {time.mod or ''}".rstrip() for time in reading.times)
    yield ""
    for claim in reading.claims:
        if claim.mode != "author":
            sources = " > ".join(source.text or f"({source.kind})" for source in claim.sources)
            content = " … ".join(span.of(text) for span in claim.content)
            yield f"claim ({claim.mode}): {sources} | {claim.cue.text if claim.cue else '-'} | {content}"
    yield ""
    yield from (event_line(event) for event in reading.events)
    yield from (f"problem: {problem.code}: {problem.detail}" for problem in reading.problems)


def event_line(event: EventReport) -> str:
    arguments = "; ".join(f"{argument.role}={argument.text}" for argument in event.arguments)
    when = event.when.edtf if event.when else None
    where = event.where.text if event.where else None
    return f"event: {event.type} {event.lemma} “{event.trigger.text}” {event.status} | {arguments} | {when} | {where}"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_as_it_did(name: str) -> None:
    now = "\n".join(shown(reading_of(name))) + "\n"
    file = HELD / f"{name}.txt"
    if UPDATING:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(now, "utf-8")
    before = file.read_text("utf-8")
    diff = difflib.unified_diff(before.splitlines(), now.splitlines(), "before", "now", lineterm="", n=0)
    assert now == before, "\n" + "\n".join(diff)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_told_for_what_it_is(name: str) -> None:
    assert reading_of(name).article.kind == gold_of(name)["kind"]


@pytest.mark.parametrize("name", [name for name in NAMES if gold_of(name)["kind"] == "article"])
def test_the_fields_that_must_be_right_are_right(name: str) -> None:
    gold, article = gold_of(name), reading_of(name).article
    assert article.headline == gold["headline"]
    assert article.language == gold["language"]
    assert (article.published or "")[:10] == (gold["published"] or "")[:10]
    assert {author.name for author in article.authors} == {author["name"] for author in gold["authors"]}


def test_every_held_reading_belongs_to_a_page() -> None:
    held = {path.relative_to(HELD).as_posix().removesuffix(".txt") for path in HELD.glob("*/*.txt")}
    assert held == set(NAMES)


def test_every_kept_tagging_belongs_to_a_page() -> None:
    for name in NAMES:
        reading_of(name)
    assert {f.relative_to(taggings.HELD).as_posix().removesuffix(".json.gz") for f in taggings.HELD.glob("*/*")} == set(
        TAGGER.asked
    )


def test_the_tagger_still_says_what_was_kept() -> None:
    """Whether the goldens are about the weights that ship. Other kinds of processors give a few labels otherwise."""
    fresh = load_language("en").tagger
    pairs = []
    for name in NAMES:
        reading_of(name)
    for name, asked in TAGGER.asked.items():
        held = taggings.read(name)
        assert held is not None
        pairs.append((held.analysis, fresh.tag(asked.text, asked.spans)))
    shares = taggings.agreement(pairs)
    assert min(shares.values()) >= LEAST_AGREEMENT, f"{shares}; if the weights have changed: {taggings.UPDATE}"
