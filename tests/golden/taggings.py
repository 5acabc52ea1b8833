"""What the tagger said of each sample page, kept beside its reading.

The tagger's last digits differ between kinds of processors, and so at times a label. Golden readings are about the
rules that stand on the tagger: they are made from kept taggings, the same on every machine. Whether today's tagger
still says the same is a test of its own, which allows for those few labels.
"""

import gzip
import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from dateline.language.tagger import Tagger
from dateline.model import Analysis, Span

HELD = Path(__file__).parent / "taggings"
UPDATE = "DATELINE_UPDATE_GOLDEN=1 scripts/test tests/golden"


class Tagging(msgspec.Struct, frozen=True):
    """A page's tagging. key: of the text and the paragraphs that were tagged."""

    key: str
    analysis: Analysis


class Asked(msgspec.Struct, frozen=True):
    """What a tagger was asked."""

    text: str
    spans: tuple[Span, ...]


def key_of(text: str, spans: Sequence[Span]) -> str:
    """SHA-256 over a text and its paragraphs."""
    where = " ".join(f"{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(f"{where}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


class ReplayingTagger:
    """Gives the kept tagging of each page, and fails the test where there is none. `asked`: by page, all it was asked.

    page: which page is being read. fresh: the tagger to ask and keep the answers of, for an update.
    """

    name = "golden"
    version = "1"

    def __init__(self, fresh: Tagger | None = None) -> None:
        self.page = ""
        self.asked: dict[str, Asked] = {}
        self._fresh = fresh

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """The kept tagging of `page`; in an update, the fresh tagger's, which is kept."""
        self.asked[self.page] = Asked(text, tuple(spans))
        if self._fresh is not None:
            write(self.page, Tagging(key_of(text, spans), _rounded(self._fresh.tag(text, spans))))
        held = read(self.page)
        # pytest.fail is no Exception: read_page would turn one into a Problem of the reading
        if held is None:
            pytest.fail(f"no kept tagging of {self.page}; if that is right: {UPDATE}")
        if held.key != key_of(text, spans):
            pytest.fail(f"the text or the paragraphs of {self.page} have changed since tagged; if rightly: {UPDATE}")
        return held.analysis


def file_of(page: str) -> Path:
    """Where a page's tagging is kept."""
    return HELD / f"{page}.json.gz"


def read(page: str) -> Tagging | None:
    """A page's kept tagging."""
    file = file_of(page)
    return msgspec.json.decode(gzip.decompress(file.read_bytes()), type=Tagging) if file.is_file() else None


def write(page: str, tagging: Tagging) -> None:
    """Keeps a page's tagging; a file that says the same already is left as it is."""
    if read(page) != tagging:
        file_of(page).parent.mkdir(parents=True, exist_ok=True)
        file_of(page).write_bytes(gzip.compress(msgspec.json.encode(tagging), mtime=0))


def _rounded(analysis: Analysis) -> Analysis:
    """Scores to four digits: the others are noise, and would swell the files."""
    return msgspec.structs.replace(
        analysis,
        entities=tuple(msgspec.structs.replace(e, score=round(e.score, 4)) for e in analysis.entities),
        triggers=tuple(msgspec.structs.replace(t, score=round(t.score, 4)) for t in analysis.triggers),
        quotations=tuple(msgspec.structs.replace(q, score=round(q.score, 4)) for q in analysis.quotations),
    )


def labels(analysis: Analysis) -> dict[str, list[Hashable]]:
    """All that a tagging says, by kind, each with its place."""
    tokens = analysis.tokens
    return {
        "words": [(t.start, t.end) for t in tokens],
        "sentences": [(s.start, s.end) for s in analysis.sentences],
        "parts of speech": [(t.start, t.upos) for t in tokens],
        "lemmas": [(t.start, t.lemma) for t in tokens],
        "heads": [(t.start, tokens[t.head].start if t.head >= 0 else -1) for t in tokens],
        "relations": [(t.start, t.deprel) for t in tokens],
        "entities": [(e.start, e.end, e.kind) for e in analysis.entities],
        "event words": [tokens[t.token].start for t in analysis.triggers],
        "attributions": [(q.source, q.cue, q.content) for q in analysis.quotations],
    }


def agreement(pairs: Iterable[tuple[Analysis, Analysis]]) -> dict[str, float]:
    """By kind, the share of labels that two taggings of the same texts have in common (Dice)."""
    common: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for one, other in pairs:
        theirs = labels(other)
        for kind, mine in labels(one).items():
            common[kind] += 2 * (Counter(mine) & Counter(theirs[kind])).total()
            said[kind] += len(mine) + len(theirs[kind])
    return {kind: common[kind] / total for kind, total in said.items() if total}
