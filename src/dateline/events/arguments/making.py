"""Arguments made of words: the span of a phrase, its counts, and what keeps it from being one."""

import msgspec

from dateline.events.arguments.extents import tidied
from dateline.events.arguments.participants import spread
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, ArgumentRole, Mention, Quantity, Span

_PARTICIPANTS = ("actor", "recipient", "victim")
_NUMBERS = ("killed", "wounded", "missing", "displaced", "detained", "amount")


def is_number(argument: Argument) -> bool:
    """Whether an argument is a count or an amount, and no party; "tens of thousands" has no value of its own."""
    return argument.role in _NUMBERS


def is_site(scene: Scene, token: int) -> bool:
    """Whether a word is a place that something is in, at or near."""
    return scene.trees.case(token) in scene.lexicon.words("sites") and scene.is_place(token)


def is_measure(scene: Scene, head: int) -> bool:
    """Whether a phrase is an amount of money, percent or length, and no participant."""
    span = Span(scene.trees.tokens[head].start, scene.trees.tokens[head].end)
    return any(
        mention.quantity is not None and mention.quantity.unit not in ("person", None)
        for mention in scene.quantities(span)
    )


def is_trigger_part(scene: Scene, draft: Draft, token: int) -> bool:
    """Whether a word stands inside one of the report's own triggers."""
    span = Span(scene.trees.tokens[token].start, scene.trees.tokens[token].end)
    return any(trigger.overlaps(span) for trigger in draft.triggers)


def add_argument(scene: Scene, draft: Draft, role: str, head: int, why: str) -> None:
    """Adds the phrase of a head under a role, unless it is a time, a trigger or there already.

    why: which rule, for `dateline explain`.
    """
    head = spread(scene, head)
    if scene.is_dated(head) or (role == "actor" and scene.trees.form(head).isdigit()):
        return
    if _is_age(scene, head):
        return
    if role in _PARTICIPANTS and scene.trees.form(head).endswith(scene.lexicon.endings("reflexive")):
        return  # "attacked themselves": no other side
    counted = bool(scene.trees.children(head, "nummod")) and scene.is_agent(head) is not True
    if role == "actor" and counted and why != "subject" and draft.kind == "win":
        return  # "defeated him by 424 votes"
    if role == "actor" and (is_measure(scene, head) or scene.lemma(head) in scene.lexicon.words("shares")):
        return  # "fell by over 6%", hung as a subject
    if scene.lemma(head) in scene.lexicon.horizon_units:
        return  # "the day he left": a time, whatever the parser made of it
    if scene.lemma(head) in scene.lexicon.words("empty") and scene.trees.tokens[head].upos in ("PRON", "DET"):
        return  # a relative or empty word whose noun was not found says nothing
    if scene.trees.tokens[head].upos in ("VERB", "AUX", "PUNCT", "ADP") or is_trigger_part(scene, draft, head):
        return
    span = _before_trigger(scene, draft, head)
    if role == "reason" and scene.lemma(head) in scene.lexicon.charges:
        span = scene.trees.span(head, without=("case",))  # "on suspicion of driving too fast"
    add_span(scene, draft, role, span, head, why)


def _is_age(scene: Scene, head: int) -> bool:
    """ "killed Korr, 37, and hurt": the number after a name and a comma is no second victim."""
    trees = scene.trees
    return (
        head > 1
        and trees.tokens[head].upos == "NUM"
        and trees.form(head - 1) == ","
        and trees.tokens[head - 2].upos == "PROPN"
        and not trees.children(head, "nmod", "acl")
    )


def _before_trigger(scene: Scene, draft: Draft, head: int) -> Span:
    """The phrase's words without the trigger's own, where the parse hung these on it."""
    span, trees = _phrase(scene, head), scene.trees
    case = trees.child(draft.token, "case")
    if head < draft.token and case is not None and head < case < draft.token:
        return Span(span.start, min(span.end, max(trees.tokens[case - 1].end, trees.tokens[head].end)))
    word = trees.tokens[draft.token]
    doers = trees.children(draft.token, "compound", "nsubj")
    if head > draft.token and word.upos == "VERB" and any(span.start <= trees.tokens[each].start for each in doers):
        # "Council backed plan", read as "council-backed plan"
        return Span(max(span.start, trees.tokens[draft.token + 1].start), span.end)
    return span


def add_span(scene: Scene, draft: Draft, role: str, span: Span, head: int, why: str) -> None:
    """Add one argument, once per role and head; a participant is not its own opposite."""
    if (role, head) in draft.heads or any(head == other and role != "reason" for _, other in draft.heads):
        return
    mention, span = scene.mention_of_phrase(head), tidied(scene, span, head)
    draft.heads.append((role, head))
    draft.arguments.append(
        Argument(
            role=as_role(role),
            text=span.of(scene.article.text),
            start=span.start,
            end=span.end,
            entity=mention.entity if mention is not None else None,
            mention=mention.id if mention is not None else None,
            found_by=why,
        )
    )


def remove_argument(scene: Scene, draft: Draft, argument: Argument) -> None:
    """Take an argument off a draft, and its head."""
    inside = scene.trees.within(Span(argument.start, argument.end))
    draft.arguments.remove(argument)
    gone = next((pair for pair in draft.heads if pair[0] == argument.role and pair[1] in inside), None)
    if gone is not None:
        draft.heads.remove(gone)


def drop_nested(scene: Scene, draft: Draft) -> None:
    """Of two arguments of one role, one within the other, keep the whole; what is a party already is no reason too."""
    told = [each for each in draft.arguments if each.role in (*_PARTICIPANTS, "reason", "theme")]
    for inner in told:
        inside = (other for other in told if other is not inner and other.start <= inner.start < inner.end <= other.end)
        nested = any(other.role == inner.role and other.end - other.start > inner.end - inner.start for other in inside)
        head = scene.trees.head_of(Span(inner.start, inner.end))
        twice = inner.role == "reason" and any(
            scene.trees.head_of(Span(other.start, other.end)) == head for other in told if other.role != "reason"
        )
        if nested or twice:
            remove_argument(scene, draft, inner)


def cut_before(scene: Scene, draft: Draft, case: int, role: str) -> None:
    """End an argument of a role before a preposition whose phrase is another argument."""
    last = case - 1
    while last > 0 and scene.trees.form(last) == ",":
        last -= 1
    cut = scene.trees.tokens[last].end
    draft.arguments = [
        msgspec.structs.replace(each, text=scene.article.text[each.start : cut], end=cut)
        if each.start < cut < each.end and each.role == role
        else each
        for each in draft.arguments
    ]


def _phrase(scene: Scene, head: int) -> Span:
    """The phrase's words; a name found by the entity stage is never cut short."""
    span = scene.trees.phrase(head)
    mention = scene.mention(head)
    for child in scene.trees.children(head, "appos"):
        named = scene.trees.phrase(child)
        if scene.trees.tokens[child].upos == "PROPN" and child == head + 1 and named.end > span.end:
            span = Span(span.start, named.end)  # "coach Jonas Tavi", with no comma between
    sites = [child for child in scene.trees.children(head, "nmod") if child > head and is_site(scene, child)]
    if sites and not scene.is_place(head):
        case = scene.trees.child(sites[0], "case")
        if case is not None and case > head:
            span = Span(span.start, min(span.end, scene.trees.tokens[case - 1].end))
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if case is not None and head < case and scene.lemma(case) in scene.lexicon.words("other_moment"):
            # "launched war games after the drills": when, which the parser hung on what was launched
            span = Span(span.start, max(scene.trees.tokens[head].end, min(span.end, scene.trees.tokens[case - 1].end)))
    for token in scene.trees.within(span):
        noun = scene.trees.head(token)
        marks = noun > token and scene.trees.tokens[noun].upos == "NOUN" and scene.trees.tokens[noun].end <= span.end
        if token > head and scene.time(token) is not None and not marks:  # "talks over the 1974 treaty" stays whole
            # "the port late on Monday": the parser hung the time on the noun
            if scene.trees.tokens[token - 1].end == scene.trees.tokens[token].start:
                break  # "the start of the four-day week"
            cut = token
            while cut - 1 > head and scene.trees.tokens[cut - 1].upos in ("ADP", "ADV", "PUNCT"):
                cut -= 1
            span = Span(span.start, scene.trees.tokens[cut - 1].end)
            break
    if mention is not None and mention.form == "name" and not span.holds(Span(mention.start, mention.end)):
        span = Span(min(span.start, mention.start), max(span.end, mention.end))
    return span


def as_role(name: str) -> ArgumentRole:
    """A role by its name."""
    known: dict[str, ArgumentRole] = {
        "actor": "actor", "recipient": "recipient", "victim": "victim", "instrument": "instrument", "place": "place",
        "origin": "origin", "destination": "destination", "amount": "amount", "beneficiary": "beneficiary",
        "reason": "reason", "theme": "theme", "killed": "killed", "wounded": "wounded", "missing": "missing",
        "displaced": "displaced", "detained": "detained",
    }  # fmt: skip
    return known[name]


def add_counts(scene: Scene, draft: Draft) -> None:
    """Numbers of people by what befell them, and other amounts, from the quantities inside the arguments."""
    count_role = scene.lexicon.counts.get(draft.kind)
    done = {each.mention for each in draft.arguments if is_number(each) and each.mention is not None}
    numbered = [
        (role, head) for role, head in draft.heads if role in ("victim", "recipient", "actor", "theme", "instrument")
    ]
    for role, head in numbered:
        phrase = _phrase(scene, head)
        for mention in scene.quantities(phrase):
            outside = mention.start < phrase.start or mention.end > phrase.end
            if mention.id in done or outside or not _counts_head(scene, mention, head):
                continue
            done.add(mention.id)
            if count_role and _is_one_of_several(scene, head):
                continue
            befallen = _is_of_people(mention) and role in ("victim", "recipient", "theme")
            counted = count_role if count_role and befallen else "amount"
            _add_quantity(scene, draft, counted, mention)
    for argument in [each for each in draft.arguments if each.role == "victim"]:
        # "Between 20 and 30 people": a range the parser left outside the phrase
        for mention in scene.quantities(Span(max(0, argument.start - 2), argument.start)):
            if count_role and mention.id not in done and mention.end <= argument.start:
                done.add(mention.id)
                _add_quantity(scene, draft, count_role, mention)
    for child in scene.trees.children(draft.carrier, "obj", "nsubj"):
        if is_measure(scene, child):
            for mention in scene.quantities(_phrase(scene, child)):
                if mention.id not in done:
                    done.add(mention.id)
                    _add_quantity(scene, draft, "amount", mention)
    own = scene.trees.span(draft.token, without=("nsubj", "acl", "advcl", "conj", "parataxis", "ccomp"))
    if scene.trees.tokens[draft.token].upos != "VERB":
        for mention in scene.quantities(own):
            if mention.id not in done and mention.quantity is not None:
                done.add(mention.id)
                _add_quantity(scene, draft, count_role or "amount", mention)
    else:
        # "wounding more than 120": the number stands alone as the object
        for child in scene.trees.children(draft.token, "obj", "obl", "advmod"):
            if scene.trees.case(child).replace(" ", "_") in scene.lexicon.roles.get("teller", ()):
                continue  # "according to two residents"
            if ("reason", child) in draft.heads:
                continue  # "rallied against the arrest of two lecturers"
            if scene.trees.tokens[child].upos == "NUM" or base(scene.trees.deprel(child)) == "obl":
                for mention in scene.quantities(scene.trees.phrase(child)):
                    if _is_of_people(mention) and not _counts_head(scene, mention, child):
                        continue  # "as an answer to the killing of nine guards"
                    if _counts_doers_or_sites(scene, mention, child):
                        continue  # "backed by 200 offices", "struck in 12 ports"
                    if mention.id not in done and scene.time(child) is None:
                        done.add(mention.id)
                        alone = scene.trees.tokens[child].upos == "NUM" and base(scene.trees.deprel(child)) == "obj"
                        _add_quantity(scene, draft, count_role if count_role and alone else "amount", mention)


def _counts_doers_or_sites(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a bare number counts things that do it, or places of it, and is no amount of what is done."""
    if mention.quantity is None or mention.quantity.unit is not None or scene.trees.tokens[head].upos != "NOUN":
        return False
    return scene.trees.deprel(head) == "obl:agent" or scene.is_place(head)


def _is_one_of_several(scene: Scene, head: int) -> bool:
    """ "Brandt, her brother and two cousins were detained": a number of some of them, and not of all."""
    if scene.trees.case(head) in scene.lexicon.counting_in:
        return False  # "the chief among six killed": he is one of them
    if _stands_beside(scene, head):
        return True
    others = [each for each in scene.trees.conjuncts(scene.trees.first_conjunct(head)) if each != head]
    return any(scene.is_agent(each) and not scene.quantities(_phrase(scene, each)) for each in others)


def _stands_beside(scene: Scene, head: int) -> bool:
    """ "arrested along with two aides": a number of those who were so with him."""
    case = scene.trees.child(head, "case")
    near = range(max(case - 1, 0), case + 1) if case is not None else range(0)
    return any(scene.lemma(each) in scene.lexicon.together for each in near)


def add_late_counts(scene: Scene, draft: Draft) -> None:
    """The number of those who were found to be victims last: "left nine fighters dead"."""
    role = scene.lexicon.counts.get(draft.kind)
    if role is None or any(each.role == role for each in draft.arguments):
        return
    for part, head in draft.heads:
        if part in ("victim", "recipient") and not _is_one_of_several(scene, head):
            for mention in scene.quantities(_phrase(scene, head)):
                if _is_of_people(mention) and _counts_head(scene, mention, head):
                    draft.arguments = [each for each in draft.arguments if each.mention != mention.id]
                    _add_quantity(scene, draft, role, mention)


def _is_of_people(mention: Mention) -> bool:
    return mention.quantity is not None and mention.quantity.unit in ("person", None)


def _counts_head(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a number counts the phrase itself: not the part that "259 people, including 12 guests" singles out."""
    token = scene.trees.head_of(Span(mention.start, mention.end))
    if token is not None and token != head and scene.trees.case(token) == "of":
        return False  # "a woman of 70": her age
    if (
        scene.trees.tokens[head].upos == "NUM"
        and token is not None
        and token > head
        and scene.quantities(Span(scene.trees.tokens[head].start, scene.trees.tokens[head].end)) != (mention,)
    ):
        return False  # "12 of the 31 hostages"
    steps = 0
    while token is not None and token >= 0 and token != head and steps < 6:
        if base(scene.trees.deprel(token)) in ("nmod", "appos", "acl", "conj") and scene.trees.case(token) != "of":
            return False
        token, steps = scene.trees.head(token), steps + 1
    return token == head


def _add_quantity(scene: Scene, draft: Draft, role: str, mention: Mention) -> None:
    if mention.quantity is not None:
        if mention.quantity.of in scene.lexicon.sides or _is_of_a_date(scene, mention):
            return  # "both sides", "the 400 block of the street", "on May 7, 2031"
        if role in scene.lexicon.counts.values() and scene.is_thing(mention.quantity.of or ""):
            role = "amount"  # "injured six cars"
        draft.arguments.append(quantity_argument(mention, mention.quantity, as_role(role), "quantity"))


def _is_of_a_date(scene: Scene, mention: Mention) -> bool:
    words = scene.trees.within(Span(mention.start, mention.end))
    times = (scene.time(token) for token in words)
    return bool(words) and all(time is not None and time.type in ("DATE", "TIME") for time in times)


def quantity_argument(mention: Mention, quantity: Quantity, role: ArgumentRole, found_by: str) -> Argument:
    """The argument that a number's mention makes, with its bounds."""
    return Argument(
        role=role,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        mention=mention.id,
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        unit=quantity.unit,
        of=quantity.of,
        found_by=found_by,
    )
