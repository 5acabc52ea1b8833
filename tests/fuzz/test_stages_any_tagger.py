"""The stages on what no prose is: whatever a tagger makes of a page's signs, nothing raises and all words stand."""

import functools
import random
from collections.abc import Sequence

import msgspec
from tests.fuzz.any_tagger import any_scene

from dateline.language import Language, load_language
from dateline.model import Analysis, Reading, Span
from dateline.reading.read import read_stages
from dateline.reading.verify import verify_reading
from dateline.record import card_of

ROUNDS = 800


class GivenTagger:
    """Says of a text what it was told to."""

    name, version = "given", "0"

    def __init__(self) -> None:
        self.told: dict[str, Analysis] = {}

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        return self.told[text]


@functools.cache
def given(code: str) -> tuple[GivenTagger, Language]:
    tagger = GivenTagger()
    return tagger, load_language(code).with_tagger(tagger)


def read(seed: str, code: str) -> Reading:
    draw = random.Random(seed)
    article, analysis = any_scene(draw, code)
    tagger, language = given(code)
    tagger.told = {article.text: analysis}
    bare = Reading(page_id="p", dateline="0", media_type="text/plain", article=article)
    return read_stages(bare, language, [], unsure=draw.random() < 0.7)


def assert_sound(reading: Reading) -> None:
    """Every claim has a source and every event a standing; what began ends later; no claim holds itself."""
    above = {claim.id: claim.parent for claim in reading.claims}
    for claim in reading.claims:
        assert claim.sources and claim.content
        parent = claim.parent
        for _ in above:
            parent = above[parent] if parent else None
        assert parent is None
    assert all(event.standing for event in reading.events)
    for each in (*reading.times, *(event.when for event in reading.events if event.when is not None)):
        if each.earliest and each.latest and not each.earliest.startswith("-"):
            assert each.earliest < each.latest, each


def test_whatever_the_tagger_says() -> None:
    for number in range(ROUNDS):
        reading = read(f"en {number}", "en")
        verified = verify_reading(reading)
        assert verified is reading, (number, verified.problems)
        assert_sound(reading)
        card_of(reading)
        if number % 20 == 0:
            assert msgspec.json.encode(read(f"en {number}", "en")) == msgspec.json.encode(reading)
