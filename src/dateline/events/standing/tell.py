"""By whom an event is told and how sure each of them is of it: claim, status, standing."""

import msgspec

from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene
from dateline.events.standing.granted import (
    cue_tokens,
    is_aside,
    is_beside_cue,
    is_blamed_for,
    is_occasion,
    is_past_dated,
    is_taken_for_granted,
    is_told_as_past,
    is_told_plainly,
    undoes,
)
from dateline.events.standing.outcomes import AHEAD_OF, as_outcome
from dateline.language.modality import Assessment, assess_word, is_infinitive
from dateline.language.trees import base
from dateline.model import Certainty, Claim, Polarity, Span, Standing, Status

# Cues whose content is told as such; the others (orders, promises, hopes) bear on it as governing words do.
_REPORTS = ("report", "show", "accusation", "denial", "evaluation", "prediction", None)
# What stands this low on UDS's scale is open: 77 of UDS-IH2's dev targets that were told as facts, mean gold -1.6.
_STILL_OPEN = -1.25
# Below this it is under "will" or "going to", or dated ahead; above it under an order, a purpose or a wish.
_FORETOLD = -2.2


def assess(scene: Scene, draft: Draft) -> None:
    """Find the claim a draft stands in, and how sure its source is of it; fills claim, status and standing."""
    draft.claim = _claim_of(scene, draft)
    cue = draft.claim.cue if draft.claim is not None else None
    until = cue_tokens(scene, draft.claim) if cue is None or cue.type in _REPORTS else ()
    if undoes(scene, draft, until):
        until = ()
    assessment = assess_word(scene.modality, scene.trees, draft.token, until=until)
    if draft.carrier != draft.token and not scene.modality.given.outlasts(scene.trees, draft.token, draft.carrier):
        carried = assess_word(scene.modality, scene.trees, draft.carrier, until=until)
        if abs(carried.value) < abs(assessment.value) or carried.value < 0 < assessment.value:
            assessment = carried
    before = _told_in_a_row(scene, draft)
    if before is not None:
        assessment = assess_word(scene.modality, scene.trees, before, until=until)
    assessment = as_outcome(scene, draft, assessment)
    draft.assessment = assessment
    draft.status = _status(scene, draft, assessment)
    draft.standing = _standing(scene, draft, assessment)
    words = [f"{name} (“{scene.trees.form(token)}”)" for token, name in assessment.because]
    if cue is not None:
        words.append(f"claim {draft.claim.id if draft.claim else ''} (“{cue.text}”)")
    draft.explained["status"] = "; ".join(words) or "told as a fact by the article itself"


def _told_in_a_row(scene: Scene, draft: Draft) -> int | None:
    """ "will play on Monday, followed by a match in Teln": the verb whose clause says how sure the later one is."""
    trees, verb = scene.trees, scene.trees.head(draft.token)
    if verb < 0 or scene.lemma(verb) not in scene.lexicon.words("in_a_row") or trees.tokens[draft.token].upos == "VERB":
        return None
    bare = base(trees.deprel(verb)) in ("acl", "advcl") and trees.deprel(verb) != "acl:relcl"
    if not bare or trees.children(verb, "aux", "nsubj", "mark") or trees.head(verb) < 0:
        return None
    return trees.clause_head(trees.head(verb))


def settle_future(scene: Scene, draft: Draft) -> None:
    """What is dated after the publication has not happened yet: it is expected, unless it is told in the past.

    "Joined in April 2027" on a page of 2025: the page's date is wrong then, or the time is another's.
    """
    if draft.assessment is not None and any(name == "postpones" for _, name in draft.assessment.because):
        draft.when = None  # "the vote due on Sunday was put off": the day it had is its day no more
    published = (scene.article.published or "")[:10]
    starts = (draft.when.earliest or "")[:10] if draft.when is not None else ""
    told = draft.status in ("happened", "alleged")
    if published and starts > published and told and not is_told_plainly(scene, draft):
        draft.status = "expected"
        draft.explained["status"] = "dated after the publication"
    ends = (draft.when.latest or "")[:10] if draft.when is not None and not draft.when.inferred else ""
    ahead = draft.status in ("planned", "expected", "threatened")
    if ahead and draft.claim is not None and ends and ends <= (draft.said or published)[:10]:
        draft.when = None  # "would be finished and be as deep as it was ten years ago": not the day of what is foretold
        return
    if not (ahead and draft.claim is None and published and ends and ends < published):
        return
    if draft.assessment is not None and any(name == AHEAD_OF for _, name in draft.assessment.because):
        draft.when = None  # "ahead of Friday's election": not the Friday before
    else:
        draft.status = "unknown"  # what was to come by then has come or not: the text does not say
        draft.explained["status"] = "foretold for a time before the publication"


def _claim_of(scene: Scene, draft: Draft) -> Claim | None:
    """The innermost claim whose content holds the trigger; the article's own words give None.

    A claim whose cue is the event itself ("accused the port of ...") does not report that event.
    """
    trigger = draft.triggers[0]
    best: tuple[int, Claim] | None = None
    for claim in scene.claims_near(draft.token):
        cue = claim.cue
        if cue is not None and any(Span(cue.start, cue.end).overlaps(each) for each in draft.triggers):
            continue
        if is_beside_cue(scene, draft, claim):
            continue
        size = sum(span.end - span.start for span in claim.content)
        if any(span.holds(trigger) for span in claim.content) and (best is None or size < best[0]):
            best = (size, claim)
    return best[1] if best is not None else None


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
    if status == "alleged" and _is_to_act(scene, assessment):
        status = "hypothetical"
    if status == "planned" and _serves_done_use(scene, draft, assessment):
        status = "happened"
    cue = draft.claim.cue if draft.claim is not None else None
    ahead = status in ("threatened", "planned", "expected", "hypothetical")
    if ahead and is_aside(scene, draft) and scene.is_past(draft.carrier) and is_past_dated(scene, draft):
        return "happened"  # "will retake the dam, the first attack since it was seized last July"
    if cue is not None and status in ("happened", "alleged"):
        by_cue: dict[str | None, Status] = {
            "denial": "denied", "threat": "threatened", "promise": "planned", "order": "hypothetical",
            "prediction": "expected",
        }  # fmt: skip
        status = by_cue.get(cue.type, "alleged")
        if status in ("threatened", "planned", "hypothetical", "expected") and (
            is_taken_for_granted(scene, draft) or is_occasion(scene, draft) or is_told_as_past(scene, draft)
        ):
            return "happened"
        if status == "denied" and is_aside(scene, draft):
            return "happened"  # "rejected the doubts voiced by the panel"
        if status == "alleged" and (is_aside(scene, draft) or is_blamed_for(scene, draft)):
            return "happened"
        if cue.type == "evaluation":
            status = "happened"
        if cue.type == "denial" and cue.negated:
            status = "alleged"
    elif cue is not None and cue.type == "denial" and not cue.negated and status in ("planned", "expected"):
        status = "denied"  # "denied that it was preparing to open the gates"
    elif draft.claim is not None and status == "happened":
        status = "alleged"  # a signed post, a transcript's line: the word of who signs it
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


def _is_to_act(scene: Scene, assessment: Assessment) -> bool:
    """ "Residents were told to leave": they may have or not; nobody says that they did."""
    told = [token for token, _ in assessment.because if scene.lemma(token) in scene.lexicon.words("told_to_act")]
    clauses = (clause for token in told for clause in scene.trees.children(token, "xcomp"))
    return any(is_infinitive(scene.trees, clause) for clause in clauses)


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
        return any(scene.lemma(token) in scene.lexicon.words("promising") for token, _ in assessment.because)
    source = claim.sources[-1].entity if claim.sources else None
    if not actors:
        return claim.cue is not None and claim.cue.type in ("promise", "threat")
    for actor in actors:
        if {scene.lemma(actor), scene.trees.form(actor)} & scene.lexicon.words("speakers"):
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
    # by name, where "he" has one
    found = [Standing(each.name or each.text, "unknown", "unknown", each.entity) for each in claim.sources[:-1]]
    last = claim.sources[-1]
    found.append(Standing(last.name or last.text, certainty, polarity, last.entity))
    return tuple(found)


def add_said(scene: Scene, draft: Draft) -> None:
    """When it was said: the post's day, the time in the cue's own clause, else publication; never the event's time."""
    claim = draft.claim
    signed = _day_of_post(scene, claim) if claim is not None else None
    if signed is not None:
        draft.said = signed
        return
    if claim is not None and claim.cue is not None:
        for token in cue_tokens(scene, claim):
            for child in scene.trees.children(token, "obl", "advmod", "nmod"):
                time = scene.time(child)
                own = base(scene.trees.deprel(child)) != "nmod" or scene.trees.case(child) == "on"
                if own and time is not None and time.earliest is not None and time.type in ("DATE", "TIME"):
                    draft.said = time.earliest
                    return
    draft.said = scene.article.published


def _day_of_post(scene: Scene, claim: Claim) -> str | None:
    """The day behind the name that signs a post."""
    end = claim.sources[-1].end if claim.found_by == "claims.post" and claim.sources else None
    if end is None:
        return None
    line = scene.article.text.find("\n", end)
    times = (each for each in scene.times if end <= each.start and (line < 0 or each.start < line))
    return next((each.earliest for each in times if each.type == "DATE" and each.grain == "day"), None)
