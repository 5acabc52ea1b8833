"""From attributions to claims: who the sources are, what lies in what, and the chain from the outlet inwards."""

import re
from collections.abc import Sequence

import msgspec

from dateline.language.attribution import Draft, Lexicon, could_speak
from dateline.language.trees import Trees, base
from dateline.model import Article, Claim, ClaimSource, Cue, Mention, SourceKind, Span

# Chains deeper than this are cut: forty levels occur in attacks and grammar books, not in news.
_MAX_CHAIN = 12
# Words of an office between a body and its bearer's name ("the Port Party deputy leader Ilja Mott").
_MOST_OFFICE_WORDS = 5
_KINDS: dict[str, SourceKind] = {"person": "person", "organisation": "organisation", "group": "organisation"}


def build_claims(
    article: Article, trees: Trees, drafts: Sequence[Draft], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Claims c1, c2, ... in text order, each with its parent and its chain from the outlet inwards.

    A claim lies in the smallest other claim whose content holds all its content and its cue. What no claim
    attributes is the outlet's own: one last claim of mode "author" holds those parts, if any.
    """
    parents = _parents(drafts)
    own = [_sources(article.text, trees, draft, mentions, lexicon) for draft in drafts]
    drafts = [_as_spoken(trees, draft, links[-1], lexicon) for draft, links in zip(drafts, own)]
    outlet = ClaimSource(text=article.outlet or "", kind="outlet", name=article.outlet)
    claims: list[Claim] = []
    for number, draft in enumerate(drafts):
        chain = [number]
        while parents[chain[-1]] is not None and len(chain) < _MAX_CHAIN:
            chain.append(parents[chain[-1]] or 0)
        sources = [outlet, *(source for each in reversed(chain) for source in own[each])]
        parent = parents[number]
        claims.append(
            Claim(
                id=f"c{number + 1}",
                mode=draft.mode,
                sources=(outlet, *sources[1:][-_MAX_CHAIN:]),
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
    parents: list[int | None] = []
    starts = [min((span.start for span in draft.content), default=0) for draft in drafts]
    ends = [max((span.end for span in draft.content), default=0) for draft in drafts]
    for number, draft in enumerate(drafts):
        best: tuple[int, int] | None = None
        start, end = starts[number], ends[number]
        around = [each for each in range(len(drafts)) if starts[each] <= start and end <= ends[each]]
        for other in around:
            holder = drafts[other]
            if other == number or holder.content == draft.content or not _holds(holder, draft):
                continue
            size = sum(span.end - span.start for span in holder.content)
            if best is None or size < best[0]:
                best = (size, other)
        parents.append(best[1] if best else None)
    return _without_circles(parents)


def _without_circles(parents: list[int | None]) -> list[int | None]:
    for start in range(len(parents)):
        seen = {start}
        at = start
        while True:
            above = parents[at]
            if above is None:
                break
            if above in seen:
                parents[at] = None
                break
            seen.add(above)
            at = above
    return parents


def _holds(holder: Draft, held: Draft) -> bool:
    inside = (*held.content, *([held.cue] if held.cue else []))
    return all(any(span.holds(each) for span in holder.content) for each in inside)


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
    taken = sorted(
        span
        for draft in drafts
        for span in (*draft.content, draft.cue, draft.source_span if draft.cue else None)
        if span is not None
    )
    rest: list[Span] = []
    for part in article.parts:
        start = part.start
        for span in taken:
            if span.end <= start or span.start >= part.end:
                continue
            rest.append(Span(start, max(start, span.start)))
            start = max(start, span.end)
        rest.append(Span(start, part.end))
    trimmed = (_strip(article.text, span) for span in rest)
    return tuple(span for span in trimmed if span is not None and re.search(r"\w\w", span.of(article.text)))


def _strip(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


# -- sources -------------------------------------------------------------------------------------------------


def _sources(text: str, trees: Trees, draft: Draft, mentions: Sequence[Mention], lexicon: Lexicon) -> list[ClaimSource]:
    """This attribution's own links, outermost first.

    A person speaks to a programme or in a document: the medium is further out, since its word is all there is.
    An office or a paper speaks through its own document, which is then further in ("the paper, in an editorial").
    """
    if draft.source is None or draft.source_span is None:
        speaker = ClaimSource(text="", kind="unnamed")
    else:
        speaker = _source(text, trees, draft.source, draft.source_span, mentions, lexicon)
    if speaker.kind == "programme" and draft.source is not None and _is_talk(trees, draft.source, lexicon):
        return [_talked_to(text, trees, draft.source, speaker, mentions, lexicon), ClaimSource(text="", kind="unnamed")]
    medium = _medium(text, trees, draft, mentions, lexicon)
    if medium is None:
        return [speaker]
    if medium.kind == "document" and speaker.kind in ("organisation", "programme", "outlet"):
        return [speaker, medium]
    return [medium, speaker]


def _source(
    text: str, trees: Trees, head: int, span: Span, mentions: Sequence[Mention], lexicon: Lexicon
) -> ClaimSource:
    mention = _mention_of(trees, head, span, mentions)
    mention = _borne_by(text, span, mention, mentions, lexicon) or mention
    token = trees.tokens[head]
    lemma = token.lemma.lower()
    kind: SourceKind
    if lemma in lexicon.document and (mention is None or mention.kind in ("work", "event")):
        kind = "document"
        span = _unsigned(trees, head, span, lexicon)
    elif lemma in lexicon.programme and (mention is None or mention.kind == "work"):
        kind = "programme"
    elif mention is not None and mention.kind in _KINDS:
        kind = _KINDS[mention.kind]
    elif mention is not None and mention.kind == "work":
        kind = "document"
    elif mention is not None and mention.kind in ("place", "facility"):
        kind = "organisation"  # "Washington said": the state speaks
    elif token.upos == "PROPN":
        kind = "organisation" if lemma in lexicon.bodies else "person"
    else:
        kind = "unnamed"
    if mention is not None and _are_several(trees, head, span, mention):
        mention = None  # "Sand and Mott": neither of them alone
    named = mention is not None and (mention.name is not None or mention.form == "name")
    if kind in ("person", "organisation") and not named and token.upos == "NOUN":
        kind = "unnamed"
    number = office = reason = None
    if kind == "unnamed":
        number, office, reason = _unnamed(text, trees, head, span, lexicon)
    return ClaimSource(
        text=span.of(text),
        kind=kind,
        start=span.start,
        end=span.end,
        entity=mention.entity if mention else None,
        name=mention.name if mention else None,
        number=number,
        office=office,
        reason=reason,
    )


def _are_several(trees: Trees, head: int, span: Span, mention: Mention) -> bool:
    """Whether a source is more than the one whom its head names: "Sand and Mott", "she and some neighbours"."""
    if trees.tokens[head].upos not in ("PROPN", "PRON"):
        return False
    others = (trees.tokens[each] for each in trees.children(head, "conj"))
    return any(mention.end <= each.start < span.end and each.upos in ("PROPN", "PRON", "NOUN") for each in others)


def _borne_by(
    text: str, span: Span, mention: Mention | None, mentions: Sequence[Mention], lexicon: Lexicon
) -> Mention | None:
    """The person whose name closes a source's phrase: "the Port Party leader Ilja Mott", "another officer, Dana Orlo".

    Only a name that nothing but plain words of an office and a comma part from what was taken for the source.
    """
    if mention is not None and mention.kind == "person" and mention.form == "name":
        return None
    inside = [each for each in mentions if each.kind == "person" and each.form == "name" and span.start <= each.start]
    last = next((each for each in inside if each.end == span.end), None)
    if last is None:
        return None
    before = text[(span.start if mention is None else max(span.start, mention.end)) : last.start]
    words = before.replace(",", " ", 1).split()
    if mention is None and not words:
        return None
    if text[span.start].isupper() and len(words) <= _MOST_OFFICE_WORDS:
        words = _behind_office(words, lexicon)
    plain = all(re.fullmatch(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?", word) for word in words)
    parted = any(word.lower() in lexicon.parting or word.endswith(("’s", "'s", "’", "'")) for word in words)
    return last if plain and not parted and len(words) <= _MOST_OFFICE_WORDS else None


def _behind_office(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words between a title's field and its bearer: "Ambassador to Norvo | Ilja Mott".

    All of the words where there is no field, or nothing else ("Brother of Ilja Mott").
    """
    fields = [place for place, word in enumerate(words) if word.lower() in lexicon.parting]
    if not fields or fields[-1] == len(words) - 1 or not words[0][:1].isupper():
        return words
    behind = words[fields[-1] + 1 :]
    return behind if len(fields) == 1 and all(word[:1].isupper() for word in behind) else words


def _unsigned(trees: Trees, head: int, span: Span, lexicon: Lexicon) -> Span:
    """A document's phrase without those who signed it: "a letter signed by ..."."""
    for clause in trees.children(head, "acl"):
        if trees.tokens[clause].lemma.lower() in lexicon.signing and clause > head:
            start = min(trees.subtree(clause))
            end = max((each for each in range(head, start) if trees.tokens[each].upos != "PUNCT"), default=head)
            return Span(span.start, min(span.end, trees.tokens[end].end))
    return span


def _is_talk(trees: Trees, head: int, lexicon: Lexicon) -> bool:
    return trees.tokens[head].lemma.lower() in lexicon.talks


def _talked_to(
    text: str, trees: Trees, talk: int, speaker: ClaimSource, mentions: Sequence[Mention], lexicon: Lexicon
) -> ClaimSource:
    """The medium of a talk that is named as the source: "according to an interview with the Gazette"."""
    medium = _spoken_with(trees, talk, mentions, lexicon)
    if medium == talk:
        return speaker
    span = trees.phrase(medium)
    mention = _mention_of(trees, medium, span, mentions)
    return ClaimSource(
        text=span.of(text),
        kind="programme",
        start=span.start,
        end=span.end,
        entity=mention.entity if mention else None,
        name=mention.name if mention else None,
    )


def _mention_of(trees: Trees, head: int, span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention on a source's head word; failing that, a person apposed to it ("the mayor, Anna Korr")."""
    token = trees.tokens[head]
    holding = [each for each in mentions if each.start <= token.start < each.end and each.kind != "quantity"]
    linked = [each for each in holding if each.entity is not None]
    best = max(
        linked or holding, key=lambda each: (each.form == "name", each.end - each.start, -each.start), default=None
    )
    if best is not None and (best.name is not None or best.form != "nominal"):
        return best
    if base(trees.deprel(head)) == "appos":  # "Orlo, a docker who said that": of whom he is told
        above = trees.tokens[trees.head(head)]
        for each in mentions:
            if each.kind == "person" and each.form == "name" and each.start <= above.start < each.end:
                return each
    beside = [each for also in trees.conjuncts(head) for each in trees.children(also, "appos")]
    for child in (*trees.children(head, "appos", "flat", "compound"), *beside):
        name = trees.tokens[child]
        for each in mentions:
            if each.kind == "person" and each.start <= name.start < each.end and span.start <= each.start:
                return each
    return best


def _unnamed(
    text: str, trees: Trees, head: int, span: Span, lexicon: Lexicon
) -> tuple[str | None, str | None, str | None]:
    """How many, of which office, and why unnamed, as far as the words say."""
    token = trees.tokens[head]
    numeral = trees.child(head, "nummod")
    word = token.lemma.lower()
    plural = text[token.start : token.end].lower() != word
    if numeral is not None:
        number: str | None = trees.tokens[numeral].lemma
    elif word in ("some", "many", "several", "few", "most", "other", "people", "police"):
        number = "some"
    else:
        number = "some" if plural else "1"
    modifiers = [
        each
        for each in trees.children(head, "compound", "amod", "nmod")
        if trees.tokens[each].upos in ("NOUN", "PROPN", "ADJ") and base(trees.deprel(each)) != "nmod:poss"
    ]
    office = None
    if modifiers:
        first = min(trees.span(each).start for each in modifiers)
        last = max(trees.span(each).end for each in modifiers)
        office = text[first:last]
    sentence = trees.sentence(head)
    lowered = text[sentence.start : sentence.end].lower()
    reason = None
    for marker in lexicon.anonymity:
        at = lowered.find(marker)
        if at >= 0:
            tail = text[sentence.start + at : sentence.end].rstrip(' .”"')
            reason = tail
            break
    return number, office, reason


def _medium(text: str, trees: Trees, draft: Draft, mentions: Sequence[Mention], lexicon: Lexicon) -> ClaimSource | None:
    """The programme that was told, or the document in which it was said; None where the text names neither."""
    if draft.cue_token is None:
        return None
    # "accused the Gazette of lying", "asked the Gazette to apologise": whom it is aimed at passes nothing on
    aimed_at = draft.type in ("accusation", "evaluation", "order", "question")
    candidates = [] if aimed_at or draft.addressee is None else [draft.addressee]
    candidates += [
        each
        for each in trees.children(draft.cue_token, "obl", "nmod")
        if trees.case(each) in ("in", "on", "to", "via", "through", "during", "with") and each not in candidates
    ]
    for each in candidates:
        each = _spoken_with(trees, each, mentions, lexicon)
        token = trees.tokens[each]
        lemma = token.lemma.lower()
        span = trees.phrase(each)
        if any(part.overlaps(span) for part in draft.content):
            continue
        mention = _mention_of(trees, each, span, mentions)
        kind: SourceKind | None = None
        is_media = mention is not None and mention.ontology == "media" and lemma not in lexicon.unnamed
        if is_media or (lemma in lexicon.programme and not _is_other_place(trees, each, lexicon)):
            kind = "programme"
        elif lemma in lexicon.document:
            kind = "document"
        elif mention is not None and mention.kind == "work":
            kind = "programme"
        if kind is not None:
            return ClaimSource(
                text=span.of(text),
                kind=kind,
                start=span.start,
                end=span.end,
                entity=mention.entity if mention else None,
                name=mention.name if mention else None,
            )
    return None


def _spoken_with(trees: Trees, talk: int, mentions: Sequence[Mention], lexicon: Lexicon) -> int:
    """The medium of a talk with one ("an interview with the Gazette"); the talk itself where it names none."""
    if trees.tokens[talk].lemma.lower() not in lexicon.talks:
        return talk
    for each in trees.children(talk, "nmod"):
        mention = _mention_of(trees, each, trees.phrase(each), mentions)
        if trees.case(each) in ("with", "to") and mention is not None and mention.ontology == "media":
            return each
    return talk


def _is_other_place(trees: Trees, head: int, lexicon: Lexicon) -> bool:
    """ "the police station": a word of broadcasters and papers that stands for something else."""
    return any(trees.tokens[each].lemma.lower() in lexicon.no_programme for each in trees.children(head, "compound"))
