"""find_events: the order of the steps."""

from collections.abc import Sequence

from dateline.events.accounts.causes import share_causes
from dateline.events.accounts.merge import merge_mentions
from dateline.events.arguments.aboard import count_all_aboard
from dateline.events.arguments.apposition import join_appositions
from dateline.events.arguments.companions import add_companions
from dateline.events.arguments.find import add_arguments, drop_suspects, lend_attackers, lend_culprits, name_speakers
from dateline.events.arguments.gaps import keep_before_gap
from dateline.events.arguments.making import add_late_counts, drop_nested
from dateline.events.arguments.placing import add_where
from dateline.events.headlines.pairs import with_headline_pairs
from dateline.events.headlines.passives import with_headline_passives
from dateline.events.headlines.tolls import with_headline_tolls
from dateline.events.headlines.verbs import with_headline_verbs
from dateline.events.kept.filters import doubt_of, has_substance
from dateline.events.learned.told import find_told, is_told, settle_parties
from dateline.events.learned.worth import OF_FICTION, OF_THE_WRITER, judge, page_signs, read_worth, read_worth_by_rule
from dateline.events.lexicon import read_lexicon
from dateline.events.mended.gerund_nouns import with_gerund_nouns
from dateline.events.mended.pairs import with_pairs
from dateline.events.mended.particles import with_particles
from dateline.events.scene import Draft, Scene
from dateline.events.standing.horizon import add_horizon
from dateline.events.standing.tell import add_said, assess, settle_future
from dateline.events.timing.related import relate_times
from dateline.events.timing.tell import add_when, time_of_when
from dateline.events.timing.thread import thread_times
from dateline.events.triggers.find import find_triggers
from dateline.events.ways.sport import of_games
from dateline.events.ways.stance import settle_stance
from dateline.events.ways.tolls import add_counts_put, counts_people, find_tolls
from dateline.events.ways.warning import settle_warning
from dateline.events.ways.with_words import settle_words
from dateline.language import Language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.modality import load_modality
from dateline.model import Analysis, Article, Claim, EventReport, Mention, TimeExpression, Trigger

# Words of events in a sentence that are looked at; the longest sentences of 431 news and web pages have six.
_MOST_IN_A_SENTENCE = 20

# What parsers misread of clipped and unusual sentences, in the order in which it is mended.
_MENDS = (
    with_pairs,
    with_gerund_nouns,
    with_particles,
    with_headline_pairs,
    with_headline_verbs,
    with_headline_tolls,
    with_headline_passives,
)


def find_events(
    article: Article,
    analysis: Analysis,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    claims: Sequence[Claim],
    language: Language,
    *,
    unsure: bool = False,
) -> tuple[EventReport, ...]:
    """Every event an article tells of, once: who did what to whom, where, when, and how sure who is of it.

    analysis: the tagger's view of `article.text`; without dependency trees no event is told, since who did what
    cannot be known. mentions, times, claims: of the same article, ordered. unsure: with the reports that the language's
    model thinks too likely wrong to show. Reports come in the order of their triggers, v1, v2, ...; all offsets are
    code points into `article.text`. Raises nothing on odd text.

    Types and modes are PLOVER's (Halterman et al. 2023); certainty is FactBank's (Saurí and Pustejovsky 2009).

    >>> from dateline.language import load_language
    >>> from dateline.model import Part, Span
    >>> text = "Soldiers shelled the village of Teln on Monday."
    >>> article = Article(page_id="p", kind="article", text=text, parts=(Part("body", 0, len(text)),))
    >>> english = load_language("en")
    >>> analysis = english.tagger.tag(text, [Span(0, len(text))])
    >>> report = find_events(article, analysis, (), (), (), english)[0]
    >>> report.type, report.mode, report.trigger.text, report.status
    ('ASSAULT', 'heavy-weapons', 'shelled', 'happened')
    >>> [(argument.role, argument.text) for argument in report.arguments]
    [('actor', 'Soldiers'), ('recipient', 'the village of Teln')]
    """
    scene = scene_of(article, analysis, mentions, times, claims, language)
    if scene is None:
        return ()
    drafts = find_drafts(scene)
    drafts = _weighed(scene, drafts, language, unsure=unsure) if drafts else []
    return tuple(_report(scene, draft, f"v{number}") for number, draft in enumerate(drafts, 1))


def _weighed(scene: Scene, drafts: list[Draft], language: Language, *, unsure: bool) -> list[Draft]:
    """The drafts that are shown, each with its chance of being right and what speaks for and against it."""
    by_rule = language.resource("events.worth_by_rule", read_worth_by_rule)
    worth = language.resource("events.worth", read_worth) if scene.has_told else by_rule
    if worth is None:
        return drafts
    page = page_signs(scene)
    # What a writer tells of himself are happenings to the heads, however light; the other gate knows better.
    both = (worth, by_rule) if by_rule is not None and OF_THE_WRITER in page else (worth,)
    invented = OF_FICTION in page
    shown = []
    for draft in drafts:
        verdicts = [judge(scene, draft, page, each) for each in both]
        least = min(verdicts, key=lambda verdict: (verdict.shown, verdict.chance))
        draft.chance = least.chance
        draft.explained["shown"] = f"{least.chance:.2f} likely right: {least.because}"
        if unsure or (not invented and (least.shown or counts_people(draft))):
            shown.append(draft)
    return shown


def scene_of(
    article: Article,
    analysis: Analysis,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    claims: Sequence[Claim],
    language: Language,
) -> Scene | None:
    """What the steps look things up in; None where the language has no event words or the analysis no trees."""
    lexicon = language.resource("events.lexicon", read_lexicon)
    if lexicon.is_empty or not analysis.has_trees:
        return None
    analysis = with_lemmas(analysis, article.text, load_lemmas(language))
    modality = load_modality(language)
    scene = Scene(article, analysis, mentions, times, claims, lexicon, modality)
    for mend in _MENDS:
        read = mend(scene)
        if read is not scene.trees.analysis:
            scene = Scene(article, read, mentions, times, claims, lexicon, modality)
    return scene


def find_drafts(scene: Scene) -> list[Draft]:
    """Every report in the making, merged and in order, before it is judged whether it is shown."""
    listed = [*find_triggers(scene), *find_tolls(scene)]
    drafts = _bounded(scene, _in_order([*listed, *of_games(scene, find_told(scene, listed))]))
    for draft in drafts:
        settle_words(scene, draft)
        add_arguments(scene, draft)
        settle_parties(scene, draft)
        add_companions(scene, draft)
        add_late_counts(scene, draft)
        join_appositions(scene, draft)
        keep_before_gap(scene, draft)
        assess(scene, draft)
        settle_stance(scene, draft)
        settle_warning(scene, draft)
        name_speakers(scene, draft)
    drafts = add_counts_put(scene, drafts)
    lend_attackers(scene, drafts)
    lend_culprits(scene, drafts)
    drop_suspects(scene, drafts)
    count_all_aboard(scene, drafts)
    for draft in drafts:
        draft.doubt = doubt_of(scene, draft)
    drafts = [draft for draft in drafts if draft.doubt is None or is_told(scene, draft)]
    for draft in drafts:
        add_when(scene, draft)
        add_where(scene, draft)
        add_said(scene, draft)
    relate_times(scene, drafts)
    thread_times(scene, drafts)
    for draft in drafts:
        settle_future(scene, draft)
        add_horizon(scene, draft)
    drafts = merge_mentions(scene, drafts)
    drafts = [draft for draft in drafts if has_substance(scene, draft) or is_told(scene, draft)]
    for draft in drafts:
        drop_nested(scene, draft)
    share_causes(scene, drafts)
    time_of_when(scene, drafts)
    return drafts


def _in_order(drafts: list[Draft]) -> list[Draft]:
    """By token; a word that two steps found is the first's."""
    kept: dict[int, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.token, draft)
    return [kept[token] for token in sorted(kept)]


def _bounded(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The first of each sentence's drafts: what has more of them is no prose, and every one is compared with others."""
    counted: dict[int, int] = {}
    kept = []
    for draft in drafts:
        number = scene.trees.sentence_number(draft.token)
        counted[number] = counted.get(number, 0) + 1
        if counted[number] <= _MOST_IN_A_SENTENCE:
            kept.append(draft)
    return kept


def _report(scene: Scene, draft: Draft, id_: str) -> EventReport:
    entry, text = draft.entry, scene.article.text
    triggers = [Trigger(span.of(text), span.start, span.end) for span in draft.triggers]
    explained = {
        "type": f"“{triggers[0].text}”: {draft.found_by}, tagger {draft.score:.2f}",
        **{
            f"argument {number} ({argument.role})": f"“{argument.text}”: {argument.found_by}"
            for number, argument in enumerate(draft.arguments, 1)
        },
        **{field: why for field, why in sorted(draft.explained.items()) if why},
    }
    explained |= {field: why for field, why in _other_fields(draft).items() if field not in explained}
    return EventReport(
        id=id_,
        type=entry.type if entry is not None else "OTHER",
        lemma=draft.lemma.replace("_", " "),
        trigger=triggers[0],
        mode=entry.mode if entry is not None else None,
        context=entry.context if entry is not None else (),
        arguments=tuple(draft.arguments),
        when=draft.when,
        where=draft.where,
        said=draft.said,
        status=draft.status,
        standing=draft.standing,
        horizon=draft.horizon,
        claim=draft.claim.id if draft.claim is not None else None,
        same_as=tuple(sorted(triggers[1:], key=lambda trigger: trigger.start)),
        found_by=draft.found_by,
        score=draft.chance if draft.chance is not None else round(draft.score, 4) if draft.score else None,
        explained=explained,
    )


def _other_fields(draft: Draft) -> dict[str, str]:
    """Why the fields that follow from others are as they are; fields that are empty need no reason."""
    entry, claim = draft.entry, draft.claim
    cue = claim.cue.text if claim is not None and claim.cue is not None else None
    reasons = {
        "mode": f"the word's group, {entry.kind}" if entry is not None and entry.mode else "",
        "context": f"the word's group, {entry.kind}" if entry is not None and entry.context else "",
        "claim": f"stands in what “{cue}” reports" if claim is not None else "",
        "standing": "certainty of the words, seen by each source of the claim" if claim is not None else
                    "certainty of the words, as the outlet's own" if draft.standing else "",
        "said": "the time of the cue, else of the publication" if draft.said else "",
    }  # fmt: skip
    return {field: why for field, why in reasons.items() if why}
