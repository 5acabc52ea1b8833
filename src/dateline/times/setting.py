"""What holds for the whole article: its day of publication, and whether it tells a history."""

import datetime
import re
from dataclasses import dataclass

from dateline.model import Anchor
from dateline.model.time import AnchorKind

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")


@dataclass(slots=True)
class Setting:
    """What holds for the whole article.

    day: the day of publication, None where it is not known. narrative: the text tells a history, and
    publication says nothing of its times. day_first: "3/4" is the third of April. kind: where `day` was found.
    """

    day: datetime.date | None
    published: str | None
    narrative: bool
    day_first: bool
    kind: AnchorKind = "publication"

    def publication(self, why: str) -> Anchor | None:
        """Publication as an anchor; None where it is not known."""
        return Anchor(self.kind, self.published, why=why) if self.day is not None else None

    def moment(self) -> datetime.datetime | None:
        """Day and time of publication as they are written; None where no time of day is known."""
        found = _MOMENT.match(self.published or "")
        try:
            return datetime.datetime.fromisoformat(found.group()) if found and self.day is not None else None
        except ValueError:
            return None

    def base_day(self, told: datetime.date | None) -> datetime.date | None:
        """What "last year" counts from: publication, or in a history the time told before."""
        return told if self.narrative else self.day


def day_of(moment: str | None) -> datetime.date | None:
    """The day of an ISO 8601 moment as it is written, whatever its zone; None where nothing can be told from it."""
    found = _DAY.match(moment or "")
    if found is None:
        return None
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day if is_anchor(day) else None


def is_anchor(day: datetime.date) -> bool:
    """Whether other times can be told from a day: a year before and after it must be days of the calendar too."""
    return 100 <= day.year <= 9000
