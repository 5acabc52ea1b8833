"""All that one page says."""

import msgspec

from dateline.model.article import Article
from dateline.model.claim import Claim
from dateline.model.event import EventReport
from dateline.model.mention import Mention
from dateline.model.notebook import table
from dateline.model.page import Locator
from dateline.model.problem import Problem
from dateline.model.time import TimeExpression


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """One page's reading: the same page, options and versions give the same bytes.

    dateline: version of the package that read it; language_pack: `code@hash`, None where no pack was used.
    """

    page_id: str
    dateline: str
    media_type: str
    article: Article
    url: str | None = None
    charset: str | None = None
    captured_at: str | None = None
    locator: Locator | None = None
    language_pack: str | None = None
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[EventReport, ...] = ()
    problems: tuple[Problem, ...] = ()

    def _repr_html_(self) -> str:
        """The article, then tables of its events and claims with their exact words."""
        text = self.article.text
        events = [
            (
                event.type if event.type != "OTHER" else event.lemma,
                event.trigger.text,
                "; ".join(f"{argument.role}: {argument.text}" for argument in event.arguments),
                (event.when.edtf if event.when else None) or "unknown",
                (event.where.text if event.where else None) or "unknown",
                event.status,
            )
            for event in self.events
        ]
        claims = [
            (
                " › ".join(source.name or source.text or "unnamed" for source in claim.sources),
                claim.cue.text if claim.cue else "",
                " … ".join(span.of(text) for span in claim.content),
            )
            for claim in self.claims
            if claim.mode != "author"
        ]
        return (
            self.article._repr_html_()
            + table(("event", "words", "who and what", "when", "where", "status"), events)
            + table(("who says so", "cue", "content"), claims)
            + table(("problem", "stage", "detail"), [(each.code, each.stage, each.detail) for each in self.problems])
        )
