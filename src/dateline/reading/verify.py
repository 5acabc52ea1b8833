"""verify_reading: the proof that every quoted word stands where a reading says it stands."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

import msgspec

from dateline.model import (
    Article,
    Claim,
    EventReport,
    Mention,
    Problem,
    Reading,
    Span,
    TextMap,
    TimeExpression,
    Trigger,
    text_sha256,
)

_SHOWN = 60


def verify_reading(reading: Reading) -> Reading:
    """The reading without what cannot be proven, and a Problem for each thing that was dropped.

    Every span of blocks, mentions, times, claims and events must lie in its frozen text and hold exactly
    the words it is said to hold; ids must be unique, and ids that are pointed at must exist. What fails is
    dropped, with the code `quote-mismatch` (the words are not those at the offsets), `repeated-id` or
    `lost-reference` (it points at what is not there; only the pointer goes). Nothing is moved to where it
    might fit. Order is kept; a reading that holds comes back as it is.

    >>> from dateline.model import Article, Mention, Reading
    >>> article = Article(page_id="p", kind="article", text="Orla Venn resigned.")
    >>> mentions = (Mention(id="m1", kind="person", start=0, end=9, text="Orla Venn"),
    ...             Mention(id="m2", kind="person", start=1, end=9, text="Orla Venn"))
    >>> found = verify_reading(Reading(page_id="p", dateline="0", media_type="text/plain", article=article,
    ...                                mentions=mentions))
    >>> [mention.id for mention in found.mentions], [problem.code for problem in found.problems]
    (['m1'], ['quote-mismatch'])
    """
    proof = _Proof(reading.article.text)
    article = _verify_article(reading.article, proof)
    mentions = proof.keep("entities", reading.mentions, _fault_of_mention)
    times = proof.keep("times", reading.times, _fault_of_time)
    claims = proof.keep("claims", reading.claims, _fault_of_claim)
    events = proof.keep("events", reading.events, _fault_of_event)
    events = tuple(_without_false_parts(event, proof) for event in events)
    claims = _without_lost_parents(claims, proof)
    events = _without_lost_references(events, mentions, times, claims, proof)
    if not proof.problems:
        return reading
    return msgspec.structs.replace(
        reading,
        article=article,
        mentions=mentions,
        times=times,
        claims=claims,
        events=events,
        problems=reading.problems + tuple(proof.problems),
    )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Quoted(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_N = TypeVar("_N", bound=_Named)
_Q = TypeVar("_Q", bound=_Quoted)


class _Proof:
    """Compares words with one text and collects what did not hold."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def fault(self, words: str, start: int | None, end: int | None) -> str | None:
        """What is wrong with `words` at start..end; None when they stand there or have no place at all."""
        if start is None or end is None:
            return None if start is end else "one offset without the other"
        return _fault_in(self.text, words, start, end)

    def fault_of_spans(self, spans: Iterable[Span]) -> str | None:
        """What is wrong with spans that must be ordered, not empty and within the text."""
        last = 0
        for span in spans:
            if not last <= span.start < span.end <= len(self.text):
                return f"{span.start}..{span.end} is empty, out of order or outside the text"
            last = span.end
        return None

    def report(self, code: str, stage: str, detail: str) -> None:
        self.problems.append(Problem(code=code, stage=stage, detail=detail))

    def keep(self, stage: str, found: tuple[_N, ...], fault_of: Callable[[_N, "_Proof"], str | None]) -> tuple[_N, ...]:
        """Those without a fault and with an id of their own."""
        kept: dict[str, _N] = {}
        for each in found:
            fault = fault_of(each, self)
            if fault is not None:
                self.report("quote-mismatch", stage, f"{each.id}: {fault}")
            elif each.id in kept:
                self.report("repeated-id", stage, f"{each.id}: a second one of this id")
            else:
                kept[each.id] = each
        return tuple(kept.values())

    def keep_parts(self, stage: str, owner: str, parts: tuple[_Q, ...]) -> tuple[_Q, ...]:
        """Those of one finding's parts whose words stand at their offsets."""
        kept = []
        for part in parts:
            fault = self.fault(part.text, part.start, part.end)
            if fault is None:
                kept.append(part)
            else:
                self.report("quote-mismatch", stage, f"{owner}: {fault}")
        return tuple(kept)


def _fault_in(text: str, words: str, start: int, end: int) -> str | None:
    if not 0 <= start < end <= len(text):
        return f"{start}..{end} is empty or outside a text of {len(text)} code points"
    if text[start:end] != words:
        return f"{start}..{end} holds {_cut(text[start:end])}, not {_cut(words)}"
    return None


def _cut(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")


def _verify_article(article: Article, proof: _Proof) -> Article:
    article = _verify_blocks(article, proof)
    if article.text and article.text_sha256 and article.text_sha256 != text_sha256(article.text):
        proof.report("quote-mismatch", "article", "text_sha256 is not the hash of the text")
        article = msgspec.structs.replace(article, text_sha256=text_sha256(article.text))
    parts = tuple(part for part in article.parts if 0 <= part.start <= part.end <= len(article.text))
    if len(parts) < len(article.parts):
        proof.report("quote-mismatch", "article", "a part lies outside the text")
        article = msgspec.structs.replace(article, parts=parts)
    fault = proof.fault_of_spans(article.body)
    if fault is not None:
        proof.report("quote-mismatch", "article", f"body: {fault}")
        sound = tuple(span for span in article.body if proof.fault_of_spans((span,)) is None)
        article = msgspec.structs.replace(article, body=sound)
    return _verify_text_map(article, proof)


def _verify_blocks(article: Article, proof: _Proof) -> Article:
    """Drop blocks whose words are not in the page's text, and lead what pointed at them or past them."""
    sound = []
    for index, block in enumerate(article.blocks):
        empty = block.start == block.end and not block.text
        fault = None if empty else _fault_in(article.page_text, block.text, block.start, block.end)
        if fault is None:
            sound.append(index)
        else:
            proof.report("quote-mismatch", "article", f"block {index} ({block.role}): {fault}")
    if len(sound) == len(article.blocks):
        return article
    moved = {old: new for new, old in enumerate(sound)}
    blocks = tuple(
        msgspec.structs.replace(block, duplicate_of=_follow(block.duplicate_of, moved))
        for block in (article.blocks[index] for index in sound)
    )
    parts = tuple(msgspec.structs.replace(part, block=_follow(part.block, moved)) for part in article.parts)
    return msgspec.structs.replace(article, blocks=blocks, parts=parts)


def _follow(index: int | None, moved: dict[int, int]) -> int | None:
    return None if index is None else moved.get(index)


def _verify_text_map(article: Article, proof: _Proof) -> Article:
    sound = []
    for segment in article.text_map.segments:
        words = article.text[segment.article : segment.article + segment.length]
        fault = _fault_in(article.page_text, words, segment.page, segment.page + segment.length)
        if fault is None:
            sound.append(segment)
        else:
            proof.report("quote-mismatch", "article", f"text map: {fault}")
    if len(sound) == len(article.text_map.segments):
        return article
    return msgspec.structs.replace(article, text_map=TextMap(tuple(sound)))


def _fault_of_mention(mention: Mention, proof: _Proof) -> str | None:
    return proof.fault(mention.text, mention.start, mention.end)


def _fault_of_time(time: TimeExpression, proof: _Proof) -> str | None:
    return proof.fault(time.text, time.start, time.end)


def _fault_of_claim(claim: Claim, proof: _Proof) -> str | None:
    cue = claim.cue
    faults = [
        "no content" if not claim.content else proof.fault_of_spans(claim.content),
        proof.fault(cue.text, cue.start, cue.end) if cue is not None else None,
        *(proof.fault(source.text, source.start, source.end) for source in claim.sources),
    ]
    return next((fault for fault in faults if fault is not None), None)


def _fault_of_event(event: EventReport, proof: _Proof) -> str | None:
    return proof.fault(event.trigger.text, event.trigger.start, event.trigger.end)


def _without_false_parts(event: EventReport, proof: _Proof) -> EventReport:
    """The event without arguments, place, horizon and further triggers whose words do not stand."""
    arguments = proof.keep_parts("events", event.id, event.arguments)
    same_as: tuple[Trigger, ...] = proof.keep_parts("events", event.id, event.same_as)
    where, horizon = event.where, event.horizon
    if where is not None and (fault := proof.fault(where.text or "", where.start, where.end)):
        proof.report("quote-mismatch", "events", f"{event.id}: where: {fault}")
        where = None
    if horizon is not None and (fault := proof.fault(horizon.text, horizon.start, horizon.end)):
        proof.report("quote-mismatch", "events", f"{event.id}: horizon: {fault}")
        horizon = None
    return msgspec.structs.replace(event, arguments=arguments, same_as=same_as, where=where, horizon=horizon)


def _without_lost_parents(claims: tuple[Claim, ...], proof: _Proof) -> tuple[Claim, ...]:
    ids = _ids(claims)
    kept = []
    for claim in claims:
        if claim.parent is not None and claim.parent not in ids:
            proof.report("lost-reference", "claims", f"{claim.id}: no claim {claim.parent}")
            claim = msgspec.structs.replace(claim, parent=None)
        kept.append(claim)
    return tuple(kept)


def _without_lost_references(
    events: tuple[EventReport, ...],
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    claims: tuple[Claim, ...],
    proof: _Proof,
) -> tuple[EventReport, ...]:
    mention_ids, time_ids, claim_ids = _ids(mentions), _ids(times), _ids(claims)
    kept = []
    for event in events:
        arguments = []
        for argument in event.arguments:
            if argument.mention is not None and argument.mention not in mention_ids:
                proof.report("lost-reference", "events", f"{event.id}: no mention {argument.mention}")
                argument = msgspec.structs.replace(argument, mention=None)
            arguments.append(argument)
        event = msgspec.structs.replace(event, arguments=tuple(arguments))
        if event.claim is not None and event.claim not in claim_ids:
            proof.report("lost-reference", "events", f"{event.id}: no claim {event.claim}")
            event = msgspec.structs.replace(event, claim=None)
        if event.when is not None and event.when.time is not None and event.when.time not in time_ids:
            proof.report("lost-reference", "events", f"{event.id}: no time {event.when.time}")
            event = msgspec.structs.replace(event, when=msgspec.structs.replace(event.when, time=None))
        if event.where is not None and event.where.mention is not None and event.where.mention not in mention_ids:
            proof.report("lost-reference", "events", f"{event.id}: no mention {event.where.mention}")
            event = msgspec.structs.replace(event, where=msgspec.structs.replace(event.where, mention=None))
        kept.append(event)
    return tuple(kept)


def _ids(found: Sequence[_Named]) -> frozenset[str]:
    return frozenset(each.id for each in found)
