"""Which words of an article name events, and of what type."""

import msgspec

from dateline.events.lexicon import Entry
from dateline.events.needs import is_by_score, meets, uses_force
from dateline.events.noun_arguments import outer_noun, place_in_clause
from dateline.events.participants import (
    antecedent,
    is_clipped_passive,
    is_reduced_passive,
    participants,
    understood_subject,
)
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Span

# The tagger's probability above which a word of the lexicon counts: on the project's own pages precision
# rises little above these and recall falls.
VERB_SCORE = 0.30
NOUN_SCORE = 0.40
# For event words in TimeML's sense: bench/quality, F1 on TimeBank and AQUAINT is flat for 0.5-0.7 and 0.15-0.3.
WORD_SCORE = 0.50
LISTED_SCORE = 0.15

# What someone in office may declare themselves willing to do, and what to threaten.
_WILLING = frozenset(("AID", "COOPERATE", "RETREAT", "CONCEDE", "CONSULT", "SUPPORT"))
_HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE"))

_NO_ENTRY = Entry(type="OTHER", kind="")


def find_triggers(scene: Scene) -> list[Draft]:
    """Drafts of every word that names an event by the lexicon, in text order; light verbs join their noun.

    Word and particle, word and preposition, word and object are tried from the longest; where a language has
    no event words, none is found.
    """
    drafts: dict[int, Draft] = {}
    for token in range(len(scene.trees.tokens)):
        draft = _draft_of(scene, token)
        if draft is not None:
            drafts[token] = draft
    _join_light_verbs(scene, drafts)
    _join_promises(scene, drafts)
    drafts = {token: draft for token, draft in drafts.items() if draft.kind != "wish"}
    _drop_inner_nouns(scene, drafts)
    _drop_inside_phrases(scene, drafts)
    if _is_sport(scene):
        drafts = {token: draft for token, draft in drafts.items() if draft.kind not in scene.lexicon.not_in_sport}
    return [drafts[token] for token in sorted(drafts)]


def _is_sport(scene: Scene) -> bool:
    """Whether an article tells of sport, where "beat", "attack" and "rally" are moves of a game.

    One word of sport in 60 (at least 6): on wire news that marks match reports and no report of violence. A game's
    score ("drew 1-1") stands for some of them.
    """
    tokens, lexicon = range(len(scene.trees.tokens)), scene.lexicon
    words = sum(scene.lemma(token) in lexicon.sport for token in tokens)
    scores = sum(scene.lemma(token) in lexicon.scoring and is_by_score(scene, token) for token in tokens)
    words += lexicon.score * scores
    return words >= max(6, len(scene.trees.tokens) // 60)


def of_games(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of the event heads: in a match report "they attacked" and "fired wide" are moves, unless force is used."""
    if not _is_sport(scene):
        return drafts
    for draft in drafts:
        attack = draft.entry is not None and draft.entry.type == "ASSAULT"
        if attack and not uses_force(scene, draft.token) and not _hurts_an_outsider(scene, draft.token):
            draft.entry = Entry(type="OTHER", kind=draft.lemma)
    return drafts


def _hurts_an_outsider(scene: Scene, token: int) -> bool:
    """ "beat his wife": whom no game is played against."""
    nouns = [head for head in participants(scene, token)[1] if scene.trees.tokens[head].upos == "NOUN"]
    return any(scene.is_agent(head) is True and scene.lemma(head) not in scene.lexicon.sport for head in nouns)


def find_event_words(scene: Scene) -> list[int]:
    """Tokens that name events in TimeML's broad sense, in text order: what the tagger and the word lists say.

    Wider than `find_triggers`: states, sayings and beliefs are event words, and no event reports.
    """
    found: list[int] = []
    for token, word in enumerate(scene.trees.tokens):
        listed = word.upos == "NOUN" and (
            scene.lemma(token) in scene.lexicon.event_nouns or scene.trees.form(token) in scene.lexicon.event_nouns
        )
        modifies = base(scene.trees.deprel(token)) in ("compound", "flat", "fixed")
        score = scene.scores.get(token, 0.0)
        sure = score >= WORD_SCORE and word.upos != "ADJ"
        if sure or (listed and score >= LISTED_SCORE and not modifies and scene.time(token) is None):
            found.append(token)
    return found


def _draft_of(scene: Scene, token: int) -> Draft | None:
    upos = scene.trees.tokens[token].upos
    if upos == "VERB":
        return _verb(scene, token) or _adjective(scene, token)
    if upos in ("NOUN", "PROPN"):
        return _noun(scene, token)
    if upos == "ADJ":
        return _adjective(scene, token)
    return None


# -- verbs --------------------------------------------------------------------------------------------


def _verb(scene: Scene, token: int) -> Draft | None:
    trees = scene.trees
    if base(trees.deprel(token)) in ("aux", "cop", "compound", "fixed", "amod", "case", "mark"):
        return None
    of_nouns = base(trees.deprel(token)) == "conj" and trees.tokens[trees.head(token)].upos in ("NOUN", "PROPN")
    if of_nouns and not trees.children(token, "nsubj", "obj"):
        return None  # "time for prayer, begging and promises"
    score = scene.scores.get(token, 0.0)
    if score < VERB_SCORE and trees.head(token) >= 0:
        return None
    for key, extra in _verb_keys(scene, token):
        entries = scene.lexicon.verbs.get(key, ())
        for entry in entries:
            if _fits(scene, token, entry, score, extra):
                spans = [_trigger_span(scene, token, extra), *_object_triggers(scene, token, entry)]
                return Draft(token, token, key, entry, score, f"lexicon {entry.type}", spans)
        agentless = next(
            (
                entry
                for entry in entries
                if entry.needs_agent and not entry.is_pattern and entry.needs not in ("person", "shot")
            ),
            None,
        )
        if agentless is not None and agentless.type == "ASSAULT" and key in scene.lexicon.verbs:
            # "beat Teln": of verbs that need force told beside them, nobody is hurt without it
            role = "recipient" if "force" in agentless.needs.split() else "victim"
            other = Entry(type="OTHER", kind=agentless.kind, object_role=role)
            spans = [_trigger_span(scene, token, extra)]
            return Draft(token, token, key, other, score, "lexicon, no agent", spans)
    return None


def _object_triggers(scene: Scene, token: int, entry: Entry) -> list[Span]:
    """Event nouns that the verb only brings about ("imposed a curfew"): they name the event as the verb does."""
    tokens = scene.trees.tokens
    heads = scene.trees.subjects(token) if scene.trees.is_passive(token) else scene.trees.objects(token)
    return [
        Span(tokens[head].start, tokens[head].end)
        for head in heads
        if scene.lemma(head) in entry.objects
        and any(noun.type == entry.type for noun in scene.lexicon.nouns.get(scene.lemma(head), ()))
    ]


def _verb_keys(scene: Scene, token: int) -> list[tuple[str, int | None]]:
    """Lemma with particle, following preposition or following word, then the lemma alone."""
    trees, lemma = scene.trees, scene.lemma(token)
    particle = trees.child(token, "compound:prt")
    keys: list[tuple[str, int | None]] = [
        (f"{lemma}_{scene.lemma(child)}", child)
        for child in trees.children(token, "compound:prt", "advmod", "xcomp", "obj")
        if token < child <= token + (12 if child == particle else 3)
    ]
    for child in trees.children(token, "obl"):
        case = trees.child(child, "case")
        if scene.time(child) is not None:
            continue  # "insisted on Monday" insists on nothing
        if case is not None and token < case <= token + 2:
            keys.append((f"{lemma}_{scene.lemma(case)}", case))
    after = token + 1
    adverb_of = trees.head(after) if after < len(trees.tokens) and base(trees.deprel(after)) == "advmod" else -1
    if particle is None and adverb_of >= 0 and trees.tokens[adverb_of].upos == "NUM":
        # "handed over 700 sacks": the particle, taken for "over 700"
        keys.insert(0, (f"{lemma}_{scene.lemma(after)}", after))
    known = [(key, extra) for key, extra in keys if key in scene.lexicon.verbs]
    adverb = trees.child(token, "advmod")
    if adverb is not None and adverb == token - 1 and f"{scene.lemma(adverb)}_{lemma}" in scene.lexicon.verbs:
        known.append((f"{scene.lemma(adverb)}_{lemma}", adverb))
    if particle is None:
        known.append((lemma, None))
    return known


def _trigger_span(scene: Scene, token: int, extra: int | None) -> Span:
    first = last = scene.trees.tokens[token]
    if extra is not None and abs(extra - token) == 1:
        first = scene.trees.tokens[min(token, extra)]
        last = scene.trees.tokens[max(token, extra)]
    return Span(first.start, last.end)


def _fits(scene: Scene, token: int, entry: Entry, score: float, extra: int | None) -> bool:
    trees = scene.trees
    passive = trees.is_passive(token) or is_reduced_passive(scene, token)
    headline = scene.role_of(token) in scene.lexicon.present_exempt
    passive = passive or (headline and is_clipped_passive(scene, entry.kind, token))
    if entry.kind == "strike" and trees.head(token) >= 0 and scene.lemma(trees.head(token)) == "what":
        return False  # "what it called unprovoked strikes"
    if entry.objects:
        heads = participants(scene, token)[1]
        if not heads or not any(_matches(scene, head, entry.objects) for head in heads):
            given = [
                head
                for head in trees.children(token, "obl")
                if trees.case(head) == "with" or (extra is not None and trees.head(extra) == head)
            ]
            if not any(_matches(scene, head, entry.objects) for head in given):
                return False
    if entry.subjects and not any(_matches(scene, head, entry.subjects) for head in participants(scene, token)[0]):
        return False
    if entry.needs_agent and not _may_have_agent(scene, token, passive, entry):
        return False
    return all(meets(scene, token, need, score, passive) for need in entry.needs.split())


def _matches(scene: Scene, head: int, words: frozenset[str]) -> bool:
    """Whether a phrase's head, a conjunct, or its compound is among the words."""
    trees = scene.trees
    for each in trees.conjuncts(head):
        lemma = scene.lemma(each)
        if lemma in words or trees.form(each) in words:
            return True
        for child in trees.children(each, "compound", "amod"):
            if f"{scene.lemma(child)}_{lemma}" in words:
                return True
        # "dozens of soldiers": the counted noun is what the verb is about
        for child in trees.children(each, "nmod"):
            if (
                trees.case(child) == "of"
                and (lemma in words or scene.lemma(child) in words)
                and (
                    scene.quantities(Span(trees.tokens[each].start, trees.tokens[each].end))
                    or lemma in ("state", "number", "group", "lot", "series", "dozen", "hundred", "thousand")
                )
            ):
                return True
    return False


def _may_have_agent(scene: Scene, token: int, passive: bool, entry: Entry) -> bool:
    """Whether nothing speaks against a person or body as the doer; for killing, something must speak for it."""
    trees = scene.trees
    if passive:
        doers = [head for head in trees.children(token, "obl") if trees.case(head) == "by"]
    else:
        doers = list(trees.subjects(token))
        if not doers:
            doers = [head for head in (understood_subject(scene, token),) if head is not None]
    verdicts = [scene.is_agent(antecedent(scene, head)) for head in doers]
    if True in verdicts:
        return True
    if entry.type == "ASSAULT" and any(scene.lemma(head) in scene.lexicon.machines for head in doers):
        return True
    if False in verdicts or entry.needs_person:
        return False
    if entry.kind != "death" or entry.mode is not None:
        return True
    return scene.lemma(token) not in ("kill",) or _names_attack(scene, token)


def _names_attack(scene: Scene, token: int) -> bool:
    """Whether the clause of "were killed" names an attack that did it."""
    return any(
        entry.type == "ASSAULT" or scene.lemma(each) in scene.lexicon.weapons
        for child in scene.trees.children(token, "obl", "advcl", "nmod")
        for each in (child, *scene.trees.children(child, "nmod", "compound"))
        for entry in scene.lexicon.nouns.get(scene.lemma(each), ()) or (_NO_ENTRY,)
    )


# -- nouns and adjectives -----------------------------------------------------------------------------


def _noun(scene: Scene, token: int) -> Draft | None:
    trees = scene.trees
    relation = base(trees.deprel(token))
    if scene.lexicon.nouns.get(scene.lemma(token)) and any(
        scene.lemma(child) in scene.lexicon.not_meetings for child in trees.children(token, "compound")
    ):
        return None
    if relation in ("compound", "flat", "fixed", "nmod:poss") and trees.tokens[token].upos == "NOUN":
        return None
    mention = scene.mention(token)
    if mention is not None and mention.form == "name" and mention.kind not in ("event",):
        return None
    opens = token == trees.sentence(token).first
    if trees.tokens[token].upos == "PROPN" and mention is None and not opens and scene.role_of(token) != "headline":
        return None
    lemma, score = scene.lemma(token), scene.scores.get(token, 0.0)
    for child in trees.children(token, "compound", "amod"):
        if child < token:
            for entry in scene.lexicon.nouns.get(f"{scene.lemma(child)}_{lemma}", ()):
                hyphen = child == token - 2 and trees.form(token - 1) == "-"
                first = child if child == token - 1 or hyphen else token
                span = Span(trees.tokens[first].start, trees.tokens[token].end)
                name = f"{scene.lemma(child)} {lemma}"
                return Draft(token, token, name, entry, score, f"lexicon {entry.type}", [span])
    for entry in scene.lexicon.nouns.get(lemma, ()) or scene.lexicon.nouns.get(trees.form(token), ()):
        if entry.needs == "person" and lemma == "execution" and not _is_of_a_person(scene, token):
            continue
        if entry.kind == "release" and _is_of_a_thing(scene, token):
            continue
        if entry.kind == "clash" and _is_against_a_thing(scene, token):
            continue
        weak = lemma in scene.lexicon.weak_nouns or bool(entry.needs)
        if weak and score < NOUN_SCORE and not _has_doer(scene, token) and _carrier(scene, token) is None:
            continue
        span = Span(trees.tokens[token].start, trees.tokens[token].end)
        return Draft(token, token, lemma, entry, score, f"lexicon {entry.type}", [span])
    return None


def _is_of_a_person(scene: Scene, token: int) -> bool:
    """ "the execution of two prisoners", not "of the plan"."""
    return any(scene.is_agent(child) is True for child in scene.trees.children(token, "nmod"))


def _is_against_a_thing(scene: Scene, token: int) -> bool:
    """ "the fight against the fire": nobody is fought."""
    against = [each for each in scene.trees.children(token, "nmod") if scene.trees.case(each) == "against"]
    return bool(against) and all(
        scene.is_agent(each) is not True and scene.trees.tokens[each].upos == "NOUN" and not scene.is_place(each)
        for each in against
    )


def _is_of_a_thing(scene: Scene, token: int) -> bool:
    """ "the release of a video": what is brought out, and nobody is freed."""
    of = [each for each in scene.trees.children(token, "nmod") if scene.trees.case(each) == "of"]
    common = [each for each in of if scene.trees.tokens[each].upos == "NOUN" and scene.mention(each) is None]
    counted = (child for each in common for child in scene.trees.children(each, "nmod"))
    people = (each for each in (*common, *counted) if scene.lemma(each) not in scene.lexicon.papers)
    return bool(common) and not any(scene.is_agent(each) for each in people)


def _has_doer(scene: Scene, token: int) -> bool:
    """Whether a noun names who did it: "a demand from the ministry", "a withdrawal by the army"."""
    trees = scene.trees
    return any(
        trees.case(child) in ("by", "from") and scene.is_agent(child) is True
        for child in trees.children(token, "nmod", "obl")
    )


def _adjective(scene: Scene, token: int) -> Draft | None:
    trees = scene.trees
    entries = scene.lexicon.adjectives.get(scene.lemma(token), ()) or scene.lexicon.adjectives.get(
        trees.form(token), ()
    )
    if not entries:
        return None
    counted = bool(trees.children(token, "nummod")) or bool(trees.children(token, "cop"))
    predicate = base(trees.deprel(token)) in ("root", "ccomp", "conj", "xcomp", "advcl", "acl", "parataxis")
    if not counted and not (predicate and (trees.subjects(token) or trees.head(token) >= 0)):
        return None
    span = Span(trees.tokens[token].start, trees.tokens[token].end)
    score = scene.scores.get(token, 0.0)
    known = scene.lemma(token) if scene.lemma(token) in scene.lexicon.adjectives else scene.trees.form(token)
    return Draft(token, token, known, entries[0], score, f"lexicon {entries[0].type}", [span])


# -- light verbs --------------------------------------------------------------------------------------


def _join_light_verbs(scene: Scene, drafts: dict[int, Draft]) -> None:
    """A noun carried by a light verb takes the verb's clause; the verb stops being an event of its own."""
    trees = scene.trees
    for token, draft in list(drafts.items()):
        if trees.tokens[token].upos == "VERB" or token not in drafts:
            continue
        above = drafts.get(trees.head(token))
        if above is not None and above.kind == "breakdown" and base(trees.deprel(token)) == "nsubj":
            del drafts[token]  # "talks broke down": the breakdown is what is told
            continue
        if above is not None and above.kind == "explosion" and base(trees.deprel(token)) == "nsubj":
            draft.carrier = trees.head(token)  # "a car bomb exploded" is one attack
            draft.triggers.append(above.triggers[0])
            del drafts[trees.head(token)]
            continue
        carrier = _carrier(scene, token)
        if carrier is None:
            continue
        draft.carrier = carrier
        verb = drafts.get(carrier)
        told = draft.entry is not None and draft.entry.type in ("CONSULT", "PROTEST")
        if verb is None and told and _with_particle(scene, carrier) in scene.lexicon.light_subject:
            draft.triggers.append(Span(trees.tokens[carrier].start, trees.tokens[carrier].end))
        if verb is not None and _same_kind(verb, draft):
            if verb.entry is not None and draft.entry is not None and verb.entry.mode and not draft.entry.mode:
                draft.entry = verb.entry
            draft.triggers.append(verb.triggers[0])
            del drafts[carrier]


def _join_promises(scene: Scene, drafts: dict[int, Draft]) -> None:
    """An offer, threat or refusal to do a thing is one event: the act of speech, with what is offered as its content.

    "offered to send two aircraft": AGREE, whose arguments are those of the sending; "threatened to attack":
    THREATEN. What is refused is no event.
    """
    trees = scene.trees
    for token, draft in list(drafts.items()):
        if token not in drafts or trees.tokens[token].upos != "VERB" or draft.entry is None:
            continue
        head = trees.head(token)
        above = drafts.get(head) if head >= 0 else None
        if base(trees.deprel(token)) != "xcomp" or above is None or above.entry is None:
            continue
        promised = above.entry.kind in ("promise", "agreement")
        if promised and draft.entry.type not in scene.lexicon.kindly:
            del drafts[head]
        elif above.entry.kind == "permission":
            above.content = token
            del drafts[token]
        elif above.entry.kind == "wish":
            wished = draft.entry.type
            del drafts[token if wished in _WILLING or wished in _HOSTILE else head]
            if wished in _WILLING or wished in _HOSTILE:
                above.entry = msgspec.structs.replace(
                    above.entry, type="AGREE" if wished in _WILLING else "THREATEN", kind="promise"
                )
                above.content = token
                above.triggers.append(draft.triggers[0])
        elif above.entry.type in ("THREATEN", "REJECT") or promised:
            above.content = token
            above.triggers.append(draft.triggers[0])
            del drafts[token]


def _carrier(scene: Scene, token: int) -> int | None:
    trees = scene.trees
    head, relation = place_in_clause(scene, token)
    if head < 0 or trees.tokens[head].upos not in ("VERB", "ADJ"):
        return None
    lemma = _with_particle(scene, head)
    if base(relation) == "obl":
        key = f"{lemma}_{trees.case(outer_noun(scene, token))}"
        return head if key in scene.lexicon.light else None
    passive = trees.is_passive(head) or is_reduced_passive(scene, head)
    if (base(relation) == "obj" or (relation == "nsubj:pass" and passive)) and lemma in scene.lexicon.light:
        return head
    if base(relation) == "nsubj" and not passive:
        if lemma in scene.lexicon.light_subject:
            return head
        for child in trees.children(head, "xcomp"):
            if _with_particle(scene, child) in scene.lexicon.light_subject:
                return child
    return None


def _with_particle(scene: Scene, token: int) -> str:
    particle = scene.trees.child(token, "compound:prt")
    lemma = scene.lemma(token)
    if particle is not None:
        return f"{lemma}_{scene.lemma(particle)}"
    following = [child for child in scene.trees.children(token) if child == token + 1]
    for child in following:
        joined = f"{lemma}_{scene.lemma(child)}"
        if joined in scene.lexicon.light_subject or joined in scene.lexicon.light:
            return joined
    return lemma


def _same_kind(verb: Draft, noun: Draft) -> bool:
    if verb.entry is None or noun.entry is None:
        return True
    return verb.entry.kind == noun.entry.kind or verb.entry.type == noun.entry.type or verb.entry.is_pattern


def _drop_inside_phrases(scene: Scene, drafts: dict[int, Draft]) -> None:
    """ "opened fire": a noun inside a verb's own words is no second event."""
    for token, draft in list(drafts.items()):
        first = draft.triggers[0]
        for inner in scene.trees.within(first):
            if inner != token and inner in drafts and scene.trees.tokens[inner].upos == "NOUN":
                del drafts[inner]


def _drop_inner_nouns(scene: Scene, drafts: dict[int, Draft]) -> None:
    """A verb that is an event only because of its object keeps the object from being a second one.

    "called off a rally": the calling off is what happened, the rally what did not; both stay. "imposed
    sanctions", "reached a deal": one event.
    """
    for token, draft in list(drafts.items()):
        entry = draft.entry
        if entry is None or not entry.objects:
            continue
        # "the crash closed the road": what brings an event about is one of its own
        heads = scene.trees.subjects(token) if scene.trees.is_passive(token) else scene.trees.objects(token)
        for head in heads:
            noun = drafts.get(head)
            if noun is not None and noun.entry is not None and entry.kind == "lawsuit" != noun.entry.kind:
                del drafts[head]  # "lodged a protest with the embassy": nobody took to the streets
            elif noun is not None and noun.entry is not None and noun.entry.type == entry.type:
                draft.triggers.append(noun.triggers[0])
                del drafts[head]
        aim = _aim_of_means(scene, drafts, draft)
        if aim is not None:
            aim.triggers.append(draft.triggers[0])
            del drafts[token]


def _aim_of_means(scene: Scene, drafts: dict[int, Draft], draft: Draft) -> Draft | None:
    """ "used tear gas to disperse a crowd": the dispersal, whose means it is."""
    if draft.kind != "dispersal" or scene.lemma(draft.token) not in scene.lexicon.instrument_verbs:
        return None
    below = (drafts.get(each) for each in scene.trees.children(draft.token, "advcl", "xcomp"))
    forceful = (each for each in below if each is not None and each.entry is not None)
    return next((each for each in forceful if each.entry and each.entry.type in ("COERCE", "ASSAULT")), None)
