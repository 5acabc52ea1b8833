"""What any tagger must keep to, whatever it is made of: ours, one of rules alone, or one plugged in."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from tests.conformance import tagger_fakes

import dateline.language
from dateline.adapters.taggers import EndpointTagger, GlinerTagger, SpacyTagger, StanzaTagger
from dateline.language.tagger import Tagger
from dateline.language.tagging import load_tagger
from dateline.model import Analysis, Span

ENGLISH = Path(dateline.language.__file__).parent / "en"

KINDS = {
    "person", "organisation", "place", "facility", "group", "event", "work", "product",
    "cardinal", "percent", "money", "quantity", "date", "time",
}  # fmt: skip


def plain() -> Tagger:
    return load_tagger(ENGLISH.parent / "no-such-language")


TAGGERS: dict[str, Callable[[], Tagger]] = {
    "full": lambda: load_tagger(ENGLISH, model="full"),
    "fast": lambda: load_tagger(ENGLISH, model="fast"),
    "plain": lambda: plain(),
    "spacy": lambda: SpacyTagger(tagger_fakes.spacy_pipeline(), name="spacy-fake", version="1"),
    "stanza": lambda: StanzaTagger(tagger_fakes.stanza_pipeline(), name="stanza-fake", version="1"),
    "gliner": lambda: GlinerTagger(tagger_fakes.gliner_model(), words=plain(), name="gliner-fake", version="1"),
    "endpoint": lambda: EndpointTagger(tagger_fakes.chat_endpoint(), words=plain(), model="fake", version="1"),
}

TEXTS = {
    "news": "Mayor Ilse Brandt of Norvik said on Tuesday that 14 people were hurt. "
    "“We can’t rule out arson,” she added.\n"
    "Police in Tessaly arrested two men, according to the Harrow Courier.",
    "empty": "",
    "spaces": " \t\n\u00a0\u3000 \r\n",
    "controls": "Fire\x00 at\x07 the\x1b mill\u200b; \ufeffnobody\u202e hurt\u2028.",
    "emoji": "Storm 🌪️ hits Lake Orm 👨‍👩‍👧‍👦!! 🇳🇴🇸🇪 #orm @norvik_fd",
    "scripts": "市長は火曜日に語った。 Мэр сообщил о пожаре. قال العمدة إن الحريق انتهى؟ मेयर ने कहा।",
    "lone surrogate": "A \ud83d half pair \udc00 here.",
    "one long word": "a" * 5000,
    "punctuation": "?!" * 400 + "(" * 300 + "-" * 300,
}


@pytest.fixture(scope="module", params=sorted(TAGGERS))
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return TAGGERS[request.param]()


def spans_of(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def check(text: str, spans: list[Span], analysis: Analysis) -> None:
    tokens, sentences = analysis.tokens, analysis.sentences
    for before, after in pairwise(tokens):
        assert before.end <= after.start
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert not text[token.start : token.end].isspace()
        assert any(s.start <= token.start and token.end <= s.end for s in spans)
    assert [i for s in sentences for i in range(s.first, s.last)] == list(range(len(tokens)))
    for s in sentences:
        assert s.first < s.last
        assert (s.start, s.end) == (tokens[s.first].start, tokens[s.last - 1].end)
        assert sum(1 for p in spans if p.start < s.end and s.start < p.end) == 1
        if analysis.has_trees:
            roots = [i for i in range(s.first, s.last) if tokens[i].head == -1]
            assert len(roots) == 1
            for i in range(s.first, s.last):
                seen, at = set(), i
                while at != -1:
                    assert s.first <= at < s.last and at not in seen
                    seen.add(at)
                    at = tokens[at].head
        else:
            assert all(tokens[i].head == -1 and tokens[i].deprel == "" for i in range(s.first, s.last))
    starts, ends = {t.start for t in tokens}, {t.end for t in tokens}
    for entity in analysis.entities:
        assert entity.kind in KINDS
        assert entity.start in starts and entity.end in ends and entity.start < entity.end
        assert 0.0 <= entity.score <= 1.0
    for one, other in pairwise(analysis.entities):
        assert one.end <= other.start
    for trigger in analysis.triggers:
        assert 0 <= trigger.token < len(tokens) and 0.0 <= trigger.score <= 1.0
    for quotation in analysis.quotations:
        for start, end in (*quotation.source, *quotation.cue, *quotation.content):
            assert start in starts and end in ends and start < end


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_keeps_the_contract(tagger: Tagger, name: str) -> None:
    text = TEXTS[name]
    analysis = tagger.tag(text, spans_of(text))
    check(text, spans_of(text), analysis)
    assert analysis.tagger == f"{tagger.name}@{tagger.version}"


def test_is_a_tagger(tagger: Tagger) -> None:
    assert isinstance(tagger, Tagger)


def test_reads_nothing_outside_its_spans(tagger: Tagger) -> None:
    text = "Skip this line.\nThe mill burned down.\nSkip this too."
    span = Span(16, 37)
    alone = tagger.tag(text[16:37], [Span(0, 21)])
    within = tagger.tag(text, [span])
    check(text, [span], within)
    assert [(t.start - 16, t.end - 16, t.upos, t.lemma) for t in within.tokens] == [
        (t.start, t.end, t.upos, t.lemma) for t in alone.tokens
    ]


def test_same_text_same_bytes(tagger: Tagger) -> None:
    text = TEXTS["news"]
    first, second = (msgspec.json.encode(tagger.tag(text, spans_of(text))) for _ in range(2))
    assert first == second


def test_no_spans_nothing(tagger: Tagger) -> None:
    analysis = tagger.tag("The mill burned down.", [])
    assert analysis.tokens == () and analysis.sentences == ()
