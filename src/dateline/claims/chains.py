"""From attributions to claims: what lies in what, and the chain from the outlet inwards."""

import bisect
import re
from collections.abc import Iterable, Sequence

import msgspec

from dateline.claims.sources import Sources
from dateline.claims.unnamed import with_unnamed
from dateline.language.attribution import Draft, Lexicon, could_speak
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees
from dateline.model import Article, Claim, ClaimSource, Cue, Mention, Span

# Chains deeper than this are cut: forty levels occur in attacks and grammar books, not in news.
_MAX_CHAIN = 12


def build_claims(
    article: Article, trees: Trees, drafts: Sequence[Draft], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Claims c1, c2, ... in text order, each with its parent and its chain from the outlet inwards.

    A claim lies in the smallest other claim whose content holds all its content and its cue. What no claim
    attributes is the outlet's own: one last claim of mode "author" holds those parts, if any.
    """
    parents = _parents(drafts)
    sources = Sources(article.text, trees, mentions, lexicon)
    own = with_unnamed([sources.of(draft) for draft in drafts])
    drafts = [_as_spoken(trees, draft, links[-1], lexicon) for draft, links in zip(drafts, own)]
    outlet = ClaimSource(text=article.outlet or "", kind="outlet", name=article.outlet)
    claims: list[Claim] = []
    for number, draft in enumerate(drafts):
        chain = [number]
        while parents[chain[-1]] is not None and len(chain) < _MAX_CHAIN:
            chain.append(parents[chain[-1]] or 0)
        inner = [source for each in reversed(chain) for source in own[each]]
        parent = parents[number]
        claims.append(
            Claim(
                id=f"c{number + 1}",
                mode=draft.mode,
                sources=(outlet, *inner[-_MAX_CHAIN:]),
                content=draft.content,
                cue=_cue(article.text, trees, draft),
                parent=None if parent is None else f"c{parent + 1}",
                found_by=f"claims.{draft.frame}",
                score=draft.score,
            )
        )
    rest = _unattributed(article, drafts)
    if rest:
        claims.append(
            Claim(id=f"c{len(drafts) + 1}", mode="author", sources=(outlet,), content=rest, found_by="claims.author")
        )
    return tuple(claims)


def _as_spoken(trees: Trees, draft: Draft, speaker: ClaimSource, lexicon: Lexicon) -> Draft:
    """ "the mayor indicated that": people who show something report it; data and papers show it."""
    if draft.type != "show" or draft.cue_token is None or speaker.kind not in ("person", "organisation", "unnamed"):
        return draft
    spoken = trees.tokens[draft.cue_token].lemma.lower() in lexicon.spoken
    head = None if draft.source is None else trees.tokens[draft.source]
    people = speaker.kind != "unnamed" or (
        head is not None and (could_speak(head.lemma.lower(), lexicon) or head.lemma.lower() in lexicon.people)
    )
    return msgspec.structs.replace(draft, type="report") if spoken and people else draft


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the smallest other one that holds its content and its cue."""
    contents = SpanIndex(draft.content for draft in drafts)
    sizes = [sum(span.end - span.start for span in draft.content) for draft in drafts]
    parents: list[int | None] = []
    for number, draft in enumerate(drafts):
        holders = set(contents.holding(draft.content[0])) - {number}
        for span in (*draft.content[1:], *([draft.cue] if draft.cue else [])):
            if not holders:
                break
            holders &= set(contents.holding(span))
        around = (each for each in sorted(holders) if drafts[each].content != draft.content)
        parents.append(min(around, key=sizes.__getitem__, default=None))
    return _without_circles(parents)


def _without_circles(parents: list[int | None]) -> list[int | None]:
    """Parents, each circle cut where it closes."""
    ends: set[int] = set()  # from these the way up is known to end
    for start in range(len(parents)):
        seen = {start}
        at = start
        while at not in ends:
            above = parents[at]
            if above is None:
                break
            if above in seen:
                parents[at] = None
                break
            seen.add(above)
            at = above
        ends |= seen
    return parents


def _cue(text: str, trees: Trees, draft: Draft) -> Cue | None:
    if draft.cue is None:
        return None
    lemma = trees.tokens[draft.cue_token].lemma if draft.cue_token is not None else None
    return Cue(
        text=draft.cue.of(text),
        start=draft.cue.start,
        end=draft.cue.end,
        lemma=lemma,
        type=draft.type,
        negated=draft.negated,
    )


def _unattributed(article: Article, drafts: Sequence[Draft]) -> tuple[Span, ...]:
    """The parts of the article, less what claims attribute to someone; only stretches that hold words."""
    taken = _union(
        span
        for draft in drafts
        for span in (*draft.content, draft.cue, draft.source_span if draft.cue else _signature(article, draft))
        if span is not None
    )
    ends = [span.end for span in taken]
    rest: list[Span] = []
    for part in article.parts:
        start = part.start
        for place in range(bisect.bisect_right(ends, start), len(taken)):
            span = taken[place]
            if span.start >= part.end:
                break
            rest.append(Span(start, max(start, span.start)))
            start = span.end
        rest.append(Span(start, part.end))
    trimmed = (_strip(article.text, span) for span in rest)
    return tuple(span for span in trimmed if span is not None and re.search(r"\w\w", span.of(article.text)))


def _signature(article: Article, draft: Draft) -> Span | None:
    """What signs a post, to its paragraph's end: "Mika Orrin (@orrin) May 4, 2031" are nobody's words."""
    name = draft.source_span
    if draft.frame != "post" or name is None:
        return None
    part = next((part for part in article.parts if part.start <= name.start < part.end), None)
    return Span(name.start, part.end) if part is not None else None


def _union(spans: Iterable[Span]) -> list[Span]:
    """The stretches that spans cover together, in order and apart."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _strip(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
