"""What a view needs of a store: reading only; any store that passes the conformance suite will do."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from dateline.model import Cluster, Entity, Event, Judgement, Page, Reading
from dateline.views.query import ClaimLine, ProblemLine, Query, ReportLine, Results, Sighting, Stats


@runtime_checkable
class Store(Protocol):
    """A record that can be asked. Each method gives the same answer for the same record, in a stated order."""

    def search(self, query: Query) -> Results:
        """Articles that match, best or newest first, and facets to narrow by."""
        ...

    def page(self, page_id: str) -> Page | None:
        """The saved page, its bytes as they were."""
        ...

    def sightings(self, page_id: str) -> tuple[Sighting, ...]:
        """Every place where the page was met, by file, record and time of capture."""
        ...

    def reading(self, page_id: str) -> Reading | None:
        """What the page says; an id may be cut to any length that stays unique."""
        ...

    def readings(self, query: Query | None = None) -> Iterator[Reading]:
        """Readings that match, in the order in which their pages came; all without a query.

        Limit and offset are not looked at.
        """
        ...

    def timeline(self, query: Query) -> tuple[Event, ...]:
        """Events that match, by earliest time, then latest, then id; those without a time are left out."""
        ...

    def event(self, event_id: str) -> Event | None:
        """One event of the record."""
        ...

    def events(self, query: Query | None = None) -> Iterator[Event]:
        """Events that match, dated or not, by id; all without a query. Limit and offset are not looked at."""
        ...

    def reports(self, report_ids: Sequence[str]) -> tuple[ReportLine, ...]:
        """Reports (`page_id#event_id`) in the order asked for; unknown ones are left out."""
        ...

    def entity(self, entity_id: str) -> Entity | None:
        """One entity of the record."""
        ...

    def entities(self, *, kind: str | None = None, text: str = "", limit: int = 50) -> tuple[tuple[Entity, int], ...]:
        """Entities whose name holds `text`, with the number of articles that name them, most first."""
        ...

    def claims(self, query: Query) -> tuple[ClaimLine, ...]:
        """Claims in articles that match, newest article first, in text order; entities: who speaks."""
        ...

    def forecasts(self, query: Query) -> tuple[ReportLine, ...]:
        """Reports of what is foretold (they carry a horizon), by publication."""
        ...

    def copies_of(self, page_id: str) -> Cluster | None:
        """The near-copies this page belongs to, itself included; None where it has none."""
        ...

    def judgements(self, about: str | None = None) -> Iterator[Judgement]:
        """Judgements in the order given; `about` keeps those that name this id."""
        ...

    def problems(self) -> Iterator[ProblemLine]:
        """What went wrong: with pages in the order they came, then with what gave no page, by file."""
        ...

    def stats(self) -> Stats:
        """What the record holds."""
        ...
