"""One page, event or entity with its evidence.

ID is the id of a page, event or entity, or its beginning (4 digits or more), or the exact name of an entity.
"""

import argparse

from dateline.adapters.cli.commands.timeline import shorten
from dateline.adapters.cli.console import Console, many, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import RecordStore, open_record
from dateline.model import DatelineError, Reading
from dateline.views import EntityView, EventView, Sighting, view_entity, view_event
from dateline.views.seasons import in_words


def arguments(parser: Parser) -> None:
    """The options of `dateline show`."""
    parser.add_argument("id", metavar="ID", help="a page, event or entity")
    parser.add_record()
    parser.add_argument("--text", action="store_true", help="of a page: its article in full")
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Find and print."""
    with open_record(options.record) as record:
        found = _find(record, options.id)
        if options.json:
            from dateline.reading.face import encode_reading  # brings all stages along

            console.raw(encode_reading(found)) if isinstance(found, Reading) else console.json(found)
        elif isinstance(found, EventView):
            _event(console, found)
        elif isinstance(found, EntityView):
            _entity(console, found)
        else:
            _page(console, found, record.sightings(found.page_id), full=options.text)
    return 0


def _find(record: RecordStore, name: str) -> Reading | EventView | EntityView:
    found: Reading | EventView | EntityView | None = view_event(record, name)
    if found is None:
        found = view_entity(record, name)
    if found is None and "#" not in name:
        found = record.reading(name)
    if found is None:
        raise DatelineError(
            f"the record has no page, event or entity {name!r}",
            remedy="dateline search and dateline timeline print ids",
        )
    return found


def _event(console: Console, view: EventView) -> None:
    event = view.event
    console.line(console.bold(plain(event.title)))
    facts = [
        ("event", shorten(event.id)),
        ("type", f"{event.type} {event.mode or ''} ({event.lemma})"),
        ("status", event.status),
        ("when", in_words(event.edtf or "") or " to ".join(each for each in (event.earliest, event.latest) if each)),
        ("where", plain(event.place)),
        ("sources", f"{many(event.independent, 'independent source')}, {many(len(event.reports), 'report')}"),
    ]
    console.table([fact for fact in facts if fact[1]])
    for disagreement in event.disagreements:
        console.line(console.bold(f"They disagree on {disagreement.field}"))
        console.table(
            [
                (
                    value.value,
                    many(value.independent, "independent source"),
                    " ".join(shorten(each) for each in value.reports),
                )
                for value in disagreement.values
            ]
        )
    console.line(console.bold("Reports"))
    for line in view.reports:
        copy = f" · copy of {line.copy_of[:12]}" if line.copy_of else ""
        about = " · ".join(each for each in (line.outlet, (line.published or "")[:16], line.status) if each)
        console.line(f"  {plain(about)}{copy}  {console.dim(shorten(f'{line.page_id}#{line.report}'))}")
        console.line(f"    {plain(line.sentence)}  {console.dim(f'[{line.start}:{line.end}]')}")
    if view.judgements:
        console.line(console.bold("Why they are one"))
        for judgement in view.judgements:
            reasons = ", ".join(f"{each.name} {each.weight:+.2f}" for each in judgement.reasons)
            console.line(
                f"  {shorten(judgement.left)} = {shorten(judgement.right)}: {judgement.verdict}"
                f" {judgement.score:.2f} by {judgement.by}: {reasons}"
            )


def _entity(console: Console, view: EntityView) -> None:
    entity = view.entity
    console.line(console.bold(plain(entity.name)))
    pages = {member.partition("#")[0] for member in entity.members}
    console.table(
        [("kind", entity.kind), ("named", f"in {many(len(pages), 'article')}"), ("as", plain(", ".join(entity.names)))]
    )
    for claim in view.claims:
        console.line(f"  {(claim.published or '')[:10]} {plain(claim.outlet)}: {plain(' … '.join(claim.content))}")
    for event in view.events:
        console.line(
            f"  {in_words(event.edtf or event.earliest or '')}  {plain(event.title)}  {console.dim(shorten(event.id))}"
        )


def _where(sighting: Sighting) -> str:
    where = sighting.locator
    inside = f" at {where.offset}" if where.offset is not None else ""
    when = f", captured {sighting.captured_at}" if sighting.captured_at else ""
    return plain(f"{where.file}{inside}{when}")


def _page(console: Console, reading: Reading, sightings: tuple[Sighting, ...], *, full: bool) -> None:
    article = reading.article
    console.line(console.bold(plain(article.headline) or f"({article.kind})"))
    facts = [
        ("page", reading.page_id),
        ("kind", article.kind),
        ("outlet", plain(article.outlet)),
        ("by", plain(", ".join(author.name for author in article.authors))),
        ("published", article.published or ""),
        ("address", plain(reading.url)),
        *(("met in", _where(sighting)) for sighting in sightings),
    ]
    console.table([fact for fact in facts if fact[1]])
    if full:
        for part in article.parts:
            console.line()
            console.line(plain(article.text[part.start : part.end]))
        console.line()
    for event in reading.events:
        console.line(
            f"  {event.id}  {event.type} {plain(event.trigger.text)!r} [{event.trigger.start}:{event.trigger.end}]"
            f" · {event.status}{f' · {in_words(event.when.edtf)}' if event.when and event.when.edtf else ''}"
        )
    for claim in reading.claims:
        speaker = claim.sources[-1].name or claim.sources[-1].text if claim.sources else "?"
        words = " … ".join(plain(span.of(article.text)) for span in claim.content)
        console.line(f"  {claim.id}  {plain(speaker)}: {words}")
    for problem in reading.problems:
        console.line(f"  problem: {problem.code} ({problem.stage}): {plain(problem.detail)}")
