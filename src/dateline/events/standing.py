"""By whom an event is told and how sure each of them is of it: claim, status, standing, horizon."""

import datetime

import msgspec

from dateline.events.lexicon import Entry
from dateline.events.outcomes import as_outcome
from dateline.events.scene import Draft, Scene
from dateline.language.calendar import shift_day
from dateline.language.modality import Assessment
from dateline.language.trees import base
from dateline.model import Certainty, Claim, Horizon, Polarity, Span, Standing, Status

# Cues whose content is told as such; the others (orders, promises, hopes) bear on it as governing words do.
_REPORTS = ("report", "show", "accusation", "denial", "evaluation", "prediction", None)
# What stands this low on UDS's scale is open: 77 of UDS-IH2's dev targets that were told as facts, mean gold -1.6.
_STILL_OPEN = -1.25
# Below this it is under "will" or "going to", or dated ahead; above it under an order, a purpose or a wish.
_FORETOLD = -2.2
_AHEAD: tuple[Status, ...] = ("planned", "threatened", "feared", "expected")


def assess(scene: Scene, draft: Draft) -> None:
    """Find the claim a draft stands in, and how sure its source is of it; fills claim, status and standing."""
    draft.claim = _claim_of(scene, draft)
    cue = draft.claim.cue if draft.claim is not None else None
    until = _cue_tokens(scene, draft.claim) if cue is None or cue.type in _REPORTS else ()
    assessment = scene.modality.assess(scene.trees, draft.token, until=until)
    if draft.carrier != draft.token:
        carried = scene.modality.assess(scene.trees, draft.carrier, until=until)
        if abs(carried.value) < abs(assessment.value) or carried.value < 0 < assessment.value:
            assessment = carried
    assessment = as_outcome(scene, draft, assessment)
    draft.assessment = assessment
    draft.status = _status(scene, draft, assessment)
    draft.standing = _standing(scene, draft, assessment)
    words = [f"{name} (“{scene.trees.form(token)}”)" for token, name in assessment.because]
    if cue is not None:
        words.append(f"claim {draft.claim.id if draft.claim else ''} (“{cue.text}”)")
    draft.explained["status"] = "; ".join(words) or "told as a fact by the article itself"


def settle_future(scene: Scene, draft: Draft) -> None:
    """What is dated after the publication has not happened yet: it is expected, whatever its grammar says."""
    published = (scene.article.published or "")[:10]
    starts = (draft.when.earliest or "")[:10] if draft.when is not None else ""
    if published and starts > published and draft.status in ("happened", "alleged"):
        draft.status = "expected"
        draft.explained["status"] = "dated after the publication"
    ends = (draft.when.latest or "")[:10] if draft.when is not None and not draft.when.inferred else ""
    ahead = draft.status in ("planned", "expected", "threatened") and draft.claim is None
    if ahead and published and ends and ends < published:
        draft.status = "unknown"  # what was to come by then has come or not: the text does not say
        draft.explained["status"] = "foretold for a time before the publication"


def _claim_of(scene: Scene, draft: Draft) -> Claim | None:
    """The innermost claim whose content holds the trigger; the article's own words give None.

    A claim whose cue is the event itself ("accused the port of ...") does not report that event.
    """
    trigger = draft.triggers[0]
    best: tuple[int, Claim] | None = None
    for claim in scene.claims_near(draft.token):
        if claim.cue is None:
            continue
        if any(Span(claim.cue.start, claim.cue.end).overlaps(each) for each in draft.triggers):
            continue
        size = sum(span.end - span.start for span in claim.content)
        if any(span.holds(trigger) for span in claim.content) and (best is None or size < best[0]):
            best = (size, claim)
    return best[1] if best is not None else None


def _cue_tokens(scene: Scene, claim: Claim | None) -> tuple[int, ...]:
    if claim is None or claim.cue is None:
        return ()
    return tuple(scene.trees.within(Span(claim.cue.start, claim.cue.end)))


def _status(scene: Scene, draft: Draft, assessment: Assessment) -> Status:
    status = assessment.kind
    names = {name for _, name in assessment.because}
    if status == "hypothetical" and "modal would" in names and not assessment.conditional and draft.claim is not None:
        # "said they would", "said he would not": the future seen from the saying
        denied = assessment.negated and scene.trees.tokens[draft.token].upos == "VERB"
        status = "did_not_happen" if denied else "expected"
    if status == "happened" and assessment.happened <= _STILL_OPEN and scene.trees.tokens[draft.token].upos == "VERB":
        # "will leave once the court rules", "call and report it": told without a doubt, and not come about
        status = "expected" if assessment.happened <= _FORETOLD else "hypothetical"
    if status == "planned" and _serves_done_use(scene, draft, assessment):
        status = "happened"
    cue = draft.claim.cue if draft.claim is not None else None
    ahead = status in ("threatened", "planned", "expected", "hypothetical")
    if ahead and _is_aside(scene, draft) and scene.is_past(draft.carrier) and _is_past_dated(scene, draft):
        return "happened"  # "will retake the dam, the first attack since it was seized last July"
    if cue is not None and status in ("happened", "alleged"):
        by_cue: dict[str | None, Status] = {
            "denial": "denied", "threat": "threatened", "promise": "planned", "order": "hypothetical",
            "prediction": "expected",
        }  # fmt: skip
        status = by_cue.get(cue.type, "alleged")
        if status in ("threatened", "planned", "hypothetical", "expected") and (
            _is_taken_for_granted(scene, draft) or _is_told_as_past(scene, draft)
        ):
            return "happened"
        if status == "alleged" and _is_aside(scene, draft):
            return "happened"
        if cue.type == "evaluation":
            status = "happened"
        if cue.type == "denial" and cue.negated:
            status = "alleged"
    if (
        draft.entry is not None
        and draft.entry.type in ("AID", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT")
        and draft.entry.mode != "resign"
        and status in ("planned", "expected")
        and not any(name == "purpose" for _, name in assessment.because)
        and scene.trees.tokens[draft.token].upos == "VERB"
    ):
        # PLOVER's codebook: cooperation that is still to come is an agreement to it
        draft.entry = msgspec.structs.replace(draft.entry, type="AGREE", mode=None)
        return "planned"
    if _is_refusal(scene, draft, assessment):
        # "said he would not provide support": what was done is the refusal
        draft.entry = Entry(type="REJECT", kind="rejection")
        return "happened"
    hostile = draft.entry is not None and draft.entry.type in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")
    if hostile and status in ("planned", "expected") and _is_speakers_own(scene, draft, assessment):
        if draft.entry is not None and draft.entry.type in ("COERCE", "SANCTION"):
            draft.entry = msgspec.structs.replace(draft.entry, type="THREATEN", mode=None)
        return "threatened"
    return status


def _is_taken_for_granted(scene: Scene, draft: Draft) -> bool:
    """ "will retaliate for the recent attacks": an event noun that what is announced only refers to."""
    trees, token = scene.trees, draft.token
    if trees.tokens[token].upos != "NOUN" or draft.carrier != token:
        return False
    definite = {scene.lemma(child) for child in trees.children(token, "det", "nmod:poss")} & scene.lexicon.definite
    known = definite or any(scene.lemma(child) in scene.lexicon.gone for child in trees.children(token, "amod"))
    aside = base(trees.deprel(trees.first_conjunct(token))) in ("obl", "nmod")
    return bool(known or _is_past_dated(scene, draft)) and aside


def _is_told_as_past(scene: Scene, draft: Draft) -> bool:
    """ "sought custody of a man who was booked for murder": of whom something is sought is told in the past."""
    aside = _aside(scene, draft)
    return aside is not None and scene.is_past(aside)


def _is_past_dated(scene: Scene, draft: Draft) -> bool:
    published = (scene.article.published or "")[:10]
    return any(
        time is not None and time.value and published and time.value[:10] < published and time.value[:4].isdigit()
        for child in scene.trees.children(draft.token)
        for time in (scene.time(child),)
    )


def _is_aside(scene: Scene, draft: Draft) -> bool:
    """ "said troops would retake the dam, which was seized in July": what a clause in passing takes for granted."""
    return _aside(scene, draft) is not None


def _aside(scene: Scene, draft: Draft) -> int | None:
    """The verb of the clause in passing, within what a claim tells, in which an event stands."""
    claim = draft.claim
    if claim is None or claim.mode == "direct":
        return None
    for token in (draft.carrier, *scene.trees.ancestors(draft.carrier)):
        start = scene.trees.tokens[token].start
        if not any(span.start <= start < span.end for span in claim.content):
            return None
        relation = scene.trees.deprel(token)
        opens = base(relation) in ("advcl", "acl") and scene.trees.case(token) in ("since", "after")
        which = relation == "acl" and scene.modality.is_past_participle(scene.trees, token)
        if relation == "acl:relcl" or opens or which:
            head = scene.trees.tokens[max(0, scene.trees.head(token))].start
            return token if any(span.start <= head < span.end for span in claim.content) else None
    return None


def _is_refusal(scene: Scene, draft: Draft, assessment: Assessment) -> bool:
    """Whether someone is told to say that they will not do a kindness or a dealing."""
    entry = draft.entry
    if entry is None or entry.type not in ("AID", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT", "AGREE"):
        return False
    modal = any(name.startswith("modal w") for name in (each for _, each in assessment.because))
    actors = [head for role, head in draft.heads if role == "actor"]
    return assessment.negated and modal and bool(actors) and not assessment.conditional


def _serves_done_use(scene: Scene, draft: Draft, assessment: Assessment) -> bool:
    """ "used tear gas to disperse a crowd": what means were used for is told as done."""
    head = scene.trees.head(draft.carrier)
    return (
        head >= 0
        and {name for _, name in assessment.because} == {"purpose"}
        and scene.lemma(head) in scene.lexicon.instrument_verbs
        and scene.is_past(head)
    )


def _is_speakers_own(scene: Scene, draft: Draft, assessment: Assessment) -> bool:
    """Whether who foretells an attack is who would carry it out: "his troops will", "we will", "promised to"."""
    claim = draft.claim
    actors = [head for role, head in draft.heads if role == "actor"]
    if claim is None:
        return any(scene.lemma(token) in ("promise", "vow", "pledge", "swear") for token, _ in assessment.because)
    source = claim.sources[-1].entity if claim.sources else None
    if not actors:
        return claim.cue is not None and claim.cue.type in ("promise", "threat")
    for actor in actors:
        if scene.lemma(actor) in ("we", "i") or scene.trees.form(actor) in ("we", "i", "us"):
            return True
        mention = scene.mention(actor)
        if source is not None and mention is not None and mention.entity == source:
            return True
        if any(scene.trees.tokens[each].upos in ("PRON", "DET") for each in scene.trees.children(actor, "nmod:poss")):
            return True
    return False


def _standing(scene: Scene, draft: Draft, assessment: Assessment) -> tuple[Standing, ...]:
    """FactBank's pair for every source of the chain, from the outermost in."""
    if draft.claim is None or not draft.claim.sources:
        outlet = scene.article.outlet or "author"
        return (Standing(outlet, assessment.certainty, assessment.polarity),)
    claim = draft.claim
    cue = claim.cue
    certainty: Certainty = assessment.certainty
    polarity: Polarity = assessment.polarity
    if cue is not None:
        if cue.type == "denial" and not cue.negated:
            flipped: dict[Polarity, Polarity] = {"positive": "negative", "negative": "positive", "unknown": "unknown"}
            polarity = flipped[polarity]
        elif cue.type in ("belief", "prediction") and certainty == "certain":
            certainty = "probable"
        elif cue.type in ("order", "question", "promise", "threat"):
            certainty = "unknown" if cue.type in ("order", "question") else "probable"
        if cue.negated and cue.type != "denial":
            certainty, polarity = "unknown", "unknown"
    found = [Standing(source.text, "unknown", "unknown", source.entity) for source in claim.sources[:-1]]
    last = claim.sources[-1]
    found.append(Standing(last.text, certainty, polarity, last.entity))
    return tuple(found)


# -- what is foretold ---------------------------------------------------------------------------------


def add_horizon(scene: Scene, draft: Draft) -> None:
    """For what is foretold, by when: bounds counted from the utterance, and what the words rule out."""
    if draft.status not in _AHEAD:
        if draft.entry is not None and draft.entry.type == "THREATEN":
            draft.horizon = _with_condition(scene, draft, None)  # the threat was made; what it foretells hangs on this
        return
    said = (draft.said or scene.article.published or "")[:10]
    graded = _graded_units(scene, draft, said) or _within(scene, draft, said) or _dated(scene, draft)
    if graded is not None:
        draft.explained["horizon"] = f"“{graded.text}”, counted from {said or 'an unknown day'}"
    draft.horizon = _with_condition(scene, draft, graded)


def _with_condition(scene: Scene, draft: Draft, horizon: Horizon | None) -> Horizon | None:
    """ "will open the gates if the river rises": on what it depends, in the clause's own words with their mark."""
    clause = _condition(scene, draft)
    if clause is None:
        return horizon
    span = scene.trees.span(clause)
    words = span.of(scene.article.text)
    draft.explained["condition"] = f"“{words}”"
    if horizon is not None:
        return msgspec.structs.replace(horizon, condition=words)
    return Horizon(text=words, start=span.start, end=span.end, condition=words)


def _condition(scene: Scene, draft: Draft) -> int | None:
    """The conditional clause on the event's own clause or on one that foretells it ("threatened to ... unless")."""
    trees, place = scene.trees, draft.carrier
    until = set(_cue_tokens(scene, draft.claim))
    for token in (place, *trees.ancestors(place)):
        found = next(
            (each for each in trees.children(token, "advcl") if scene.modality.is_condition(trees, each)), None
        )
        if found is not None:
            return None if trees.is_under(place, found) else found
        below = (*trees.children(place, "xcomp"), *trees.children(place, "ccomp")) if token == place else ()
        inner = [each for clause in below for each in trees.children(clause, "advcl")]
        found = next((each for each in inner if scene.modality.is_condition(trees, each)), None)
        if found is not None:
            return found
        if token in until or base(trees.deprel(token)) not in ("xcomp", "ccomp", "conj", "obj", "acl"):
            return None
    return None


def _graded_units(scene: Scene, draft: Draft, said: str) -> Horizon | None:
    """ "hours or days, not weeks": units joined by "or", and those the words exclude."""
    trees = scene.trees
    sentence = trees.sentence(draft.token)
    units = [
        token for token in range(sentence.first, sentence.last) if scene.lemma(token) in scene.lexicon.horizon_units
    ]
    plural = [
        token for token in units if trees.form(token) != scene.lemma(token) and not trees.children(token, "nummod")
    ]
    if not plural:
        return None
    excluded = [
        token for token in plural
        if any(scene.lemma(before) in scene.modality.negations for before in range(max(0, token - 2), token))
    ]  # fmt: skip
    allowed = [token for token in plural if token not in excluded]
    if not allowed or not (excluded or _has_within(scene, allowed[0])):
        return None
    span = Span(trees.tokens[plural[0]].start, trees.tokens[plural[-1]].end)
    largest = scene.lemma(excluded[0]) if excluded else None
    latest = _shift(said, 1, largest) if largest else None
    return Horizon(
        text=span.of(scene.article.text),
        start=span.start,
        end=span.end,
        earliest=said or None,
        latest=latest,
        excluded=trees.form(excluded[0]) if excluded else None,
    )


def _has_within(scene: Scene, token: int) -> bool:
    return any(scene.lemma(each) in scene.lexicon.horizon_within for each in scene.trees.children(token, "case"))


def _within(scene: Scene, draft: Draft, said: str) -> Horizon | None:
    """ "within six hours", "in the next two days": a length of time from the utterance on."""
    trees = scene.trees
    for token in dict.fromkeys((draft.carrier, draft.token)):
        for child in trees.children(token, "obl", "nmod", "advmod"):
            time = scene.time(child)
            if time is None or time.type != "DURATION" or not (_has_within(scene, child)):
                continue
            count, unit = _length(time.value)
            if unit is None:
                continue
            span = trees.span(child)
            return Horizon(
                text=span.of(scene.article.text),
                start=span.start,
                end=span.end,
                earliest=said or None,
                latest=_shift(said, count, unit),
            )
    return None


def _dated(scene: Scene, draft: Draft) -> Horizon | None:
    """ "by Sunday", "on Wednesday": the date told for it is its horizon."""
    if draft.when is None or draft.when.time is None:
        return None
    time = next((each for each in scene.times if each.id == draft.when.time), None)
    if time is None:
        return None
    token = scene.trees.head_of(Span(time.start, time.end))
    case = scene.trees.case(token) if token is not None else ""
    earliest = (scene.article.published or "")[:10] or None if case in ("by", "before", "within") else time.earliest
    latest = time.earliest if case == "before" else time.latest
    return Horizon(text=time.text, start=time.start, end=time.end, earliest=earliest, latest=latest)


def _length(value: str | None) -> tuple[int, str | None]:
    """Count and unit of a TIMEX3 duration of one unit ("P2D", "PT6H"); no unit for any other."""
    units = {"S": "second", "H": "hour", "D": "day", "W": "week", "Y": "year"}
    if value is None or not value.startswith("P"):
        return 0, None
    clock = value.startswith("PT")
    number, letter = value[2 if clock else 1 : -1], value[-1]
    if not number.isdigit():
        return 0, None
    unit = ("minute" if clock else "month") if letter == "M" else units.get(letter)
    return int(number), unit


def _shift(said: str, count: int, unit: str | None) -> str | None:
    """The day `count` units after an ISO day; hours and less end the day after."""
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return None
    days = max(1, -(-count // 24)) if unit == "hour" else 1
    grains = {"day": "D", "week": "W", "month": "M", "year": "Y"}
    moved = shift_day(day, count, grains[unit]) if unit in grains else shift_day(day, days, "D")
    return moved.isoformat() if moved is not None else None


def add_said(scene: Scene, draft: Draft) -> None:
    """When it was said: the time in the cue's own clause, else the publication; never the event's time."""
    claim = draft.claim
    if claim is not None and claim.cue is not None:
        for token in _cue_tokens(scene, claim):
            for child in scene.trees.children(token, "obl", "advmod", "nmod"):
                time = scene.time(child)
                own = base(scene.trees.deprel(child)) != "nmod" or scene.trees.case(child) == "on"
                if own and time is not None and time.earliest is not None and time.type in ("DATE", "TIME"):
                    draft.said = time.earliest
                    return
    draft.said = scene.article.published
