"""Second opinions on a body that the reader is in doubt about: is it a brief, and is there a better proposal."""

import msgspec

from dateline.article.body.brief import IN_DOUBT, MOST_CONFIDENCE_IN_BRIEF, load_briefs, stay_with_brief
from dateline.article.body.proposals import CONFIDENCE_IN_PROPOSAL, Chances, believe
from dateline.article.learned.blocks import Floats, vote
from dateline.article.learned.confidence import body_confidence
from dateline.article.learned.features import Features
from dateline.article.tree.chosen import places_from
from dateline.article.tree.markup import Markup

_BODY = 0.5
_AS_IT_IS = (0.0, 1.0)


class Opinion(msgspec.Struct, frozen=True):
    """The body probabilities after second opinions, the same array where they change nothing.

    bounds: of the confidence in them. chosen: the blocks that were body before; confidence: in those.
    """

    body: Floats
    bounds: tuple[float, float]
    chosen: list[int]
    confidence: float


def settle_doubt(
    markup: Markup,
    features: Features,
    judged: Floats,
    settled: Floats,
    headline: int | None,
    *,
    least: float,
    steps: bool = False,
) -> Opinion:
    """The body probabilities after second opinions, which are asked for where there is doubt.

    judged: the block model's probabilities; settled: after second thoughts. headline: the place of its block. least:
    how sure it must be that what stands beyond a brief is another thing's. steps: the text is a list of steps, and no
    brief.
    """
    chosen = places_from(settled, _BODY)
    confidence = body_confidence(features, judged, settled, chosen)
    if confidence >= IN_DOUBT or not len(settled):
        return Opinion(settled, _AS_IT_IS, chosen, confidence)
    model = load_briefs()
    brief = vote(model.blocks, features.matrix)
    body = stay_with_brief(
        markup, features, judged, settled, headline,
        confidence=confidence, brief=brief, beyond=model.beyond, least=least, steps=steps,
    )  # fmt: skip
    believed = believe(markup, features, Chances(judged, settled, brief, body), headline, confidence)
    if believed is not body:
        return Opinion(believed, (CONFIDENCE_IN_PROPOSAL, CONFIDENCE_IN_PROPOSAL), chosen, confidence)
    bounds = (0.0, MOST_CONFIDENCE_IN_BRIEF) if body is not settled else _AS_IT_IS
    return Opinion(body, bounds, chosen, confidence)
