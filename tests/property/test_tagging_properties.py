"""Offsets never drift, nothing crosses a span, and other texts, batches and threads change nothing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline.language
from dateline.language.tagger import Tagger
from dateline.language.tagging import load_tagger
from dateline.language.tagging.tokenise import Tokeniser, read_token_rules
from dateline.model import Analysis, Span

ENGLISH = Path(dateline.language.__file__).parent / "en"
MODELS = ["full", "fast"]

PARAGRAPHS = [
    "Mayor Ilse Brandt of Norvik said on Tuesday that at least 14 people were hurt when a ferry struck the pier.",
    "“We don’t know why it turned,” she told the Harrow Courier. “The harbour was calm, and the crew knew it well.”",
    "Police in Tessaly",
    "FERRY STRIKES PIER AT LAKE ORM; 14 HURT",
    "According to the Orm Rail Authority, repairs will cost $3.5m. Mr. Vass, who owns the pier, denied he was "
    "warned. He promised to reopen by 4 May 2031. A spokesman for the union criticised the plan. " * 6,
    "🌪️ Storm hits. 市長は語った。 Мэр сообщил о пожаре.",
]

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aeinrst .,'’\"“”-\n\t0123456789AMN"),
        st.sampled_from(["\u200d", "\ufe0f", "\u0301", "\u00ad", "\u202e", "\x00", "\ud800", "市", "ا", "🇳"]),
    ),
    max_size=400,
)


@pytest.fixture(scope="module", params=MODELS)
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return load_tagger(ENGLISH, model=request.param)


def lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def moved(analysis: Analysis, offset: int, first: int) -> bytes:
    """An analysis with all offsets and token numbers less these; names, which hang on the whole text, left out."""
    tokens = [
        msgspec.structs.replace(
            t, start=t.start - offset, end=t.end - offset, head=t.head - first if t.head >= 0 else -1
        )
        for t in analysis.tokens
    ]
    sentences = [(s.start - offset, s.end - offset, s.first - first, s.last - first) for s in analysis.sentences]
    triggers = [(t.token - first, t.score) for t in analysis.triggers]
    quotations = [
        [[(a - offset, b - offset) for a, b in part] for part in (q.source, q.cue, q.content)] + [q.score]
        for q in analysis.quotations
    ]
    return msgspec.json.encode([tokens, sentences, triggers, quotations])


def within(analysis: Analysis, span: Span) -> tuple[Analysis, int]:
    """What an analysis says inside a span, and the number of its first token."""
    inside = [i for i, t in enumerate(analysis.tokens) if span.start <= t.start < span.end]
    first = inside[0] if inside else 0
    own = set(inside)
    return (
        Analysis(
            tuple(analysis.tokens[i] for i in inside),
            tuple(s for s in analysis.sentences if s.first in own),
            triggers=tuple(t for t in analysis.triggers if t.token in own),
            quotations=tuple(q for q in analysis.quotations if span.start <= q.content[0][0] < span.end),
        ),
        first,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_offsets_hold_on_any_text(tagger: Tagger, text: str) -> None:
    spans = lines(text)
    analysis = tagger.tag(text, spans)
    for one, other in pairwise(analysis.tokens):
        assert one.end <= other.start
    for sentence in analysis.sentences:
        assert any(s.start <= sentence.start and sentence.end <= s.end for s in spans)
        assert sum(analysis.tokens[i].head == -1 for i in range(sentence.first, sentence.last)) == 1
        assert all(
            analysis.tokens[i].head == -1 or sentence.first <= analysis.tokens[i].head < sentence.last
            for i in range(sentence.first, sentence.last)
        )
    for event in analysis.events:
        own = next(each for each in analysis.sentences if each.first <= event.token < each.last)
        assert all(own.first <= party.token < own.last for party in event.parties)
    assert all(one.token < other.token for one, other in pairwise(analysis.events))
    covered = "".join(text[t.start : t.end] for t in analysis.tokens)
    assert [c for c in covered if c.isalnum()] == [c for line in spans for c in line.of(text) if c.isalnum()]


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, rules=st.booleans())
def test_words_hold_all_that_is_seen_in_order(text: str, rules: bool) -> None:
    tokeniser = Tokeniser(read_token_rules(ENGLISH / ("tokens.toml" if rules else "none.toml")))
    spans = tokeniser.cut(text, 0, len(text))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    held = {i for a, b in spans for i in range(a, b)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())


def test_what_lies_outside_a_window_changes_nothing_but_events_and_names(tagger: Tagger) -> None:
    """Short neighbours share a window; a long paragraph has windows of its own, and ends that of those before it."""
    long = max(PARAGRAPHS, key=len)
    before, after = PARAGRAPHS[:4], PARAGRAPHS[5:]
    parts = ["\n".join(before), long, "\n".join(after)]
    assert len(long) > 600
    for order in ((0, 1, 2), (2, 1, 0)):
        text = "\n".join(parts[n] for n in order)
        together = tagger.tag(text, lines(text))
        for part in parts:
            alone = moved(tagger.tag(part, lines(part)), 0, 0)
            start = text.index(part)
            own, first = within(together, Span(start, start + len(part)))
            assert moved(own, start, first) == alone


def test_other_texts_change_nothing(tagger: Tagger) -> None:
    texts = [*PARAGRAPHS, "\n".join(PARAGRAPHS), "\n".join(PARAGRAPHS[:3])]
    read = {text: msgspec.json.encode(tagger.tag(text, lines(text))) for text in texts}
    for text in reversed(texts):
        assert msgspec.json.encode(tagger.tag(text, lines(text))) == read[text]


def test_attributions_stay_within_their_paragraph(tagger: Tagger) -> None:
    text = "\n".join(PARAGRAPHS)
    spans = lines(text)
    quotations = tagger.tag(text, spans).quotations
    assert quotations
    for quotation in quotations:
        parts = [*quotation.source, *quotation.cue, *quotation.content]
        assert any(all(span.start <= a and b <= span.end for a, b in parts) for span in spans)


def test_threads_change_nothing(tagger: Tagger) -> None:
    def read(paragraph: str) -> bytes:
        return msgspec.json.encode(tagger.tag(paragraph, [Span(0, len(paragraph))]))

    alone = [read(p) for p in PARAGRAPHS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, PARAGRAPHS * 4)) == alone * 4


@pytest.mark.parametrize("model", MODELS)
def test_another_process_with_more_threads_gives_the_same_bytes(model: str) -> None:
    text = "\n".join(PARAGRAPHS)
    here = msgspec.json.encode(load_tagger(ENGLISH, model=model).tag(text, lines(text)))
    program = (
        "import sys, msgspec\nfrom pathlib import Path\nfrom dateline.language.tagging import load_tagger\n"
        "from dateline.model import Span\ntext = sys.stdin.buffer.read().decode()\nspans, at = [], 0\n"
        "for line in text.split('\\n'):\n    spans.append(Span(at, at + len(line)))\n    at += len(line) + 1\n"
        f"analysis = load_tagger(Path({str(ENGLISH)!r}), model={model!r}).tag(text, spans)\n"
        "sys.stdout.buffer.write(msgspec.json.encode(analysis))\n"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, env=environment, check=True
    )
    assert done.stdout == here


def test_a_line_of_100_000_characters(tagger: Tagger) -> None:
    text = ("The mill at Norvik burned, and nobody knew who had set the fire " * 1600)[:100_000]
    analysis = tagger.tag(text, [Span(0, len(text))])
    assert "".join(text[t.start : t.end] for t in analysis.tokens) == text.replace(" ", "")
    assert all(s.last - s.first <= 260 for s in analysis.sentences)
