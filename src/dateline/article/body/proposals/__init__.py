"""Proposals for the body of a page that the block model is in doubt about, and which of them is believed.

What the models hold for body, what two classic readers choose, and what single elements hold are proposals. Trees that
were taught by whole train pages, such cut to a few paragraphs and such with other things put in say by how
much each is better than the body so far; one that is by a margin takes its place.
Trained by `python -m training.blocks --proposals-only`; card beside the data.
"""

import io

import msgspec
import numpy as np

from dateline.article.body.proposals.candidates import Chances, propose
from dateline.article.body.proposals.ground import Floats, Ground
from dateline.article.body.proposals.measures import NAMES, agreements, measure_proposals
from dateline.article.learned.blocks import Forest, forest_arrays, forest_of, pack_arrays, vote
from dateline.article.learned.features import Features
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

__all__ = [
    "CONFIDENCE_IN_PROPOSAL",
    "IN_DOUBT",
    "MARGIN",
    "NAMES",
    "Chances",
    "Ground",
    "believe",
    "measure_proposals",
    "pack_proposals",
    "propose",
]  # fmt: skip

# Bodies that are surer than this are not asked about.
IN_DOUBT = 0.85
# A proposal takes the body's place where its F1 is expected to be larger by this.
MARGIN = 0.3
# Of 21 dev pages and cut ones where one did, 18 were good.
CONFIDENCE_IN_PROPOSAL = 0.85
_NEAR = 0.75
# A text is not given up for one of a few words, as a label or a cell is.
_FEW_WORDS = 20
# Larger pages keep what they have.
_MOST_ELEMENTS, _MOST_BLOCKS = 60_000, 5_000
_IN, _OUT = 0.51, 0.05


def believe(markup: Markup, features: Features, chances: Chances, headline: int | None, confidence: float) -> Floats:
    """The body's probabilities, the same array or those of a proposal that is better by a margin.

    confidence: of the body before briefs were looked for, 0 to 1.
    """
    body = chances.body
    if not 0 < len(body) <= _MOST_BLOCKS or len(markup.elements) > _MOST_ELEMENTS or confidence >= IN_DOUBT:
        return body
    ground = Ground(markup, features)
    proposals = propose(ground, chances, headline)
    if not proposals.made:
        return body
    # What agrees with the body so far can't be better by the margin.
    settled = proposals.made[0].kind == 0
    agreed, sizes = agreements(ground.words, proposals)
    near = agreed[0] if settled else np.zeros(len(sizes))
    asked = ((near < _NEAR) & ((sizes >= _FEW_WORDS) | (sizes[0] < _FEW_WORDS))).nonzero()[0].tolist()
    if not asked:
        return body
    if settled:
        asked.insert(0, 0)
    rows = measure_proposals(ground, chances, proposals, headline, confidence, asked=asked, agreed=agreed)
    gains = 2 * vote(shared_data().resource("article-proposals", _build), rows) - 1
    if settled:
        gains[0] = 0
    best = int(np.argmax(gains))
    if float(gains[best]) <= MARGIN:
        return body
    chosen = proposals.made[asked[best]].blocks
    believed: Floats = np.where(chosen, np.maximum(body, _IN), np.minimum(body, _OUT)).astype(np.float32)
    return believed


def pack_proposals(forest: Forest) -> bytes:
    """The bytes of the data file."""
    return pack_arrays(NAMES, forest_arrays(forest))


def _build(language: Language) -> Forest:
    data = np.load(io.BytesIO(language.read("article/proposals.npz") or b""), allow_pickle=False)
    names = tuple(str(data["names"]).split("\n"))
    forest = forest_of(data)
    places = np.array([NAMES.index(name) for name in names])
    return msgspec.structs.replace(forest, columns=places[forest.columns])
