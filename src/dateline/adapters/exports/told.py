"""An event with the readings and reports it rests on: what every export of events starts from."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from dateline.adapters.encoding import sayable
from dateline.model import Argument, Event, EventReport, Reading
from dateline.views import Query, Store

_KEPT = 512


class Account(msgspec.Struct, frozen=True):
    """One report of an event, and the reading it stands in."""

    reading: Reading
    report: EventReport

    @property
    def outlet(self) -> str:
        """The outlet, or the page's address."""
        return self.reading.article.outlet or page_address(self.reading)


class Told(msgspec.Struct, frozen=True):
    """An event and its accounts, oldest publication first."""

    event: Event
    accounts: tuple[Account, ...]

    @property
    def first(self) -> Account:
        """The oldest account."""
        return self.accounts[0]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets that tell it, each once, oldest account first."""
        return tuple(dict.fromkeys(account.outlet for account in self.accounts))

    def names(self, role: str) -> tuple[str, ...]:
        """Who or what has this role in any account, by name where it has one, each once."""
        found = [
            name_of(account.reading, argument)
            for account in self.accounts
            for argument in account.report.arguments
            if argument.role == role
        ]
        return tuple(dict.fromkeys(found))

    def numbers(self, role: str) -> tuple[Argument, ...]:
        """What the accounts give for a counted role, oldest first."""
        return tuple(
            argument
            for account in self.accounts
            for argument in account.report.arguments
            if argument.role == role and (argument.value, argument.lower, argument.upper) != (None, None, None)
        )


def name_of(reading: Reading, argument: Argument) -> str:
    """The name of what an argument stands for, else its words."""
    for mention in reading.mentions:
        if mention.id == argument.mention and mention.name:
            return mention.name
    return argument.text


def told_events(store: Store, query: Query) -> Iterator[Told]:
    """Events that match, dated first by earliest time, then by id, each with its accounts."""
    kept: dict[str, Reading] = {}
    events = sorted(
        store.events(query), key=lambda each: (each.earliest is None, each.earliest or "", each.latest or "", each.id)
    )
    for event in events:
        accounts = []
        for reference in event.reports:
            page_id, _, local = reference.partition("#")
            if page_id not in kept:
                reading = store.reading(page_id)
                if reading is None:
                    continue
                if len(kept) >= _KEPT:
                    kept.pop(next(iter(kept)))
                kept[page_id] = reading
            reading = kept[page_id]
            accounts += [Account(reading, report) for report in reading.events if report.id == local]
        if accounts:
            yield Told(event=event, accounts=tuple(sorted(accounts, key=_oldest_first)))


def _oldest_first(account: Account) -> tuple[bool, str, str, int]:
    published = account.reading.article.published
    return published is None, published or "", account.reading.page_id, account.report.trigger.start


def number(value: float | None) -> str:
    """A number without needless decimals; "" for none."""
    return "" if value is None else f"{value:.10g}"


def write_csv(out: BinaryIO, columns: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
    """CSV as RFC 4180 has it, UTF-8, with a heading.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets have it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
        if text.tell() > 1 << 20:
            out.write(text.getvalue().encode("utf-8"))
            text.seek(0)
            text.truncate()
    out.write(text.getvalue().encode("utf-8"))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value)
    if not isinstance(value, str):
        return str(value)
    plain = sayable(value).replace("\0", "\ufffd")
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@", "\t", "\r") else plain


def page_address(reading: Reading) -> str:
    """The page's address on the web, or its content's name where none is known.

    Pages say of themselves what they like: no other scheme than http and https gets into a link.
    """
    for address in (reading.article.canonical_url, reading.url):
        if address is not None and address.lower().startswith(("http://", "https://")):
            return address
    return f"urn:sha256:{reading.page_id}"
