"""All that one page says."""

import msgspec

from dateline.model.article import Article
from dateline.model.claim import Claim
from dateline.model.event import EventReport
from dateline.model.mention import Mention
from dateline.model.notebook import reading_html
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
        return reading_html(self)
