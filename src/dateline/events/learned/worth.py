"""Which reports are shown: a small model's chance that a report is right, learnt from reports that were judged.

Rules say what a report would be; they cannot weigh a misread tree, a word of another trade and a page of advice against
each other. Each report is described by the signs below, all of them yes or no; the model is a whole number for each
sign, in thousandths of log odds, so that sums are exact and every processor shows the same reports. Made by
`python -m training.events`; the card beside the weights (`events/worth.md`) says from what and how good.
"""

import json
import math
import re
from collections.abc import Iterator

import msgspec

from dateline.events.kept.generic import is_named
from dateline.events.learned.told import agreement
from dateline.events.scene import Draft, Scene
from dateline.language import Language
from dateline.language.trees import base

# Shares of a page are taken over its own words and this many of an average news page, so that a page of one sentence
# is taken for news until it says otherwise.
_PRIOR_WORDS = 150
# A text of fewer words is a sentence or two handed in to be coded, not a page: all that rules find in it is shown.
_LEAST_WORDS = 120
_NEWS = {"past": 0.62, "reader": 2.0, "writer": 4.0, "names": 55.0, "claims": 9.0, "people": 8.0, "days": 4.0,
         "may": 7.0, "ask": 0.03, "order": 0.01}  # fmt: skip
# Signs of a page: steps at each of which one more sign holds.
_STEPS = {
    "past": (0.35, 0.45, 0.55, 0.65, 0.75),
    "reader": (2.5, 6.0, 12.0),
    "writer": (3.0, 8.0, 16.0),
    "names": (15.0, 30.0, 45.0, 60.0, 80.0),
    "claims": (2.0, 4.0, 7.0, 11.0),
    "people": (1.5, 4.0, 8.0, 14.0),
    "days": (0.8, 1.6, 3.0, 6.0),
    "may": (5.0, 9.0, 14.0),
    "ask": (0.03, 0.06),
    "order": (0.02, 0.05, 0.1),
}
OF_THE_WRITER = "page writer over 16"
OF_FICTION = "page retells fiction"
# So many words of those who retell fiction in a thousand; reviews and news of the trade stay far below.
_FICTION = 20.0
# Ways in which a party was found that say the same.
_WAYS = {"adjective of nation": "compound", "indirect object": "object", "after to": "after", "after from": "after",
         "after of": "after of"}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Worth(msgspec.Struct, frozen=True):
    """The model: weights by sign, and the sum below which a report is left out, all in thousandths of log odds."""

    weights: dict[str, int]
    bias: int
    threshold: int

    def sum(self, signs: tuple[str, ...]) -> int:
        """Log odds that a report with these signs is right, in thousandths."""
        return self.bias + sum(self.weights.get(sign, 0) for sign in signs)


class Verdict(msgspec.Struct, frozen=True):
    """What the model says of one report: its chance of being right, whether it is shown, the signs that weigh most."""

    chance: float
    shown: bool
    because: str


def read_worth(language: Language) -> Worth | None:
    """The pack's model for reports that event heads bear out or not; None where it has none: every report is shown."""
    return _read(language, "events/worth.json")


def read_worth_by_rule(language: Language) -> Worth | None:
    """The pack's model for reports of a tagger without event heads."""
    return _read(language, "events/worth_by_rule.json")


def _read(language: Language, file: str) -> Worth | None:
    raw = language.read(file)
    if raw is None:
        return None
    data = json.loads(raw)
    return Worth({str(k): int(v) for k, v in data["weights"].items()}, int(data["bias"]), int(data["threshold"]))


def judge(scene: Scene, draft: Draft, page: tuple[str, ...], worth: Worth) -> Verdict:
    """Whether a merged report is shown, and why."""
    signs = (*page, *report_signs(scene, draft))
    total = worth.sum(signs)
    chance = round(1.0 / (1.0 + math.exp(-max(-20_000, min(20_000, total)) / 1000)), 2)
    weighty = sorted((abs(worth.weights.get(sign, 0)), sign) for sign in set(signs))[-4:]
    listed = draft.doubt is None and not draft.found_by.startswith("event heads")
    whole = len(scene.trees.tokens) >= _LEAST_WORDS or not listed
    told = ", ".join(f"{sign} {worth.weights.get(sign, 0) / 1000:+.1f}" for _, sign in reversed(weighty))
    return Verdict(chance, total >= worth.threshold or not whole, told)


# -- the page -----------------------------------------------------------------------------------------


def page_signs(scene: Scene) -> tuple[str, ...]:
    """Signs of what kind of text a page holds: news tells in the past, of people with names, and quotes them."""
    trees = scene.trees
    direct = [span for claim in scene.claims if claim.mode == "direct" for span in claim.content]
    quoted = {token for span in direct for token in trees.within(span)}
    own = [each for each in range(len(trees.tokens)) if each not in quoted]
    words = sum(token.upos != "PUNCT" for token in trees.tokens)
    verbs = [each for each in own if trees.tokens[each].upos == "VERB"]
    past = sum(_tense(scene, each) == "past" for each in verbs)
    present = sum(_tense(scene, each) in ("present", "modal") for each in verbs)
    roots = [each for each in own if trees.head(each) < 0]
    names = [each for each in scene.mentions if each.form == "name"]
    people = {each.entity or each.text for each in names if each.kind == "person"}
    days = sum(1 for time in scene.times if time.value and _DAY.match(time.value))
    claims = sum(1 for claim in scene.claims if claim.cue is not None and claim.mode != "author")
    per = {
        "reader": sum(trees.form(each) in scene.lexicon.reader for each in own),
        "writer": sum(trees.form(each) in scene.lexicon.first_person for each in own),
        "names": len(names),
        "claims": claims,
        "people": len(people),
        "days": days,
        "may": sum(trees.form(each) in scene.lexicon.words("possible") for each in own),
    }
    shares = {name: 1000 * (count + _PRIOR_WORDS * _NEWS[name] / 1000) / (words + _PRIOR_WORDS)
              for name, count in per.items()}  # fmt: skip
    shares["past"] = (past + 15 * _NEWS["past"]) / (past + present + 15)
    ends = [trees.sentence(each).last - 1 for each in roots]
    asked = sum(trees.form(end) == "?" for end in ends)
    orders = sum(_is_order(scene, each) for each in roots)
    shares["ask"] = (asked + 8 * _NEWS["ask"]) / (len(roots) + 8)
    shares["order"] = (orders + 8 * _NEWS["order"]) / (len(roots) + 8)
    found = [f"page {name} over {step:g}" for name, steps in _STEPS.items() for step in steps if shares[name] > step]
    found.extend(_title_signs(scene))
    if 1000 * sum(trees.form(each) in scene.lexicon.fiction for each in own) > _FICTION * (words + _PRIOR_WORDS):
        found.append(OF_FICTION)
    if words > 1500:
        found.append("page long")
    return tuple(found)


def _title_signs(scene: Scene) -> Iterator[str]:
    parts = scene.article.parts
    title = next((part for part in parts if part.role == "headline"), parts[0] if parts else None)
    if title is None:
        return
    words = re.findall(r"\w+", scene.article.text[title.start : title.end].lower())
    if set(words) & scene.lexicon.advising:
        yield "title advises"
    if any(word.isdigit() and len(word) < 3 for word in words[:4]) or (words and words[0] == "top"):
        yield "title counts"


def _is_order(scene: Scene, root: int) -> bool:
    trees = scene.trees
    bare = trees.tokens[root].upos == "VERB" and trees.form(root) == scene.lemma(root)
    return bare and not trees.children(root, "nsubj", "aux", "csubj", "expl")


# -- the report ---------------------------------------------------------------------------------------


def report_signs(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Signs of one merged report: its word, its place in the sentence, who takes part, how it is told."""
    found = [*_word_signs(scene, draft), *_place_signs(scene, draft), *_party_signs(scene, draft)]
    if scene.has_told:
        found.extend(agreement(scene, draft))
    if draft.doubt is not None:
        found.append(f"doubt {draft.doubt}")
    return tuple(dict.fromkeys(found))


def _word_signs(scene: Scene, draft: Draft) -> Iterator[str]:
    entry, trees, token = draft.entry, scene.trees, draft.token
    upos = trees.tokens[token].upos
    type_ = entry.type if entry is not None else "OTHER"
    yield f"type {type_}"
    yield f"kind {draft.kind}"
    if type_ == "OTHER" and draft.kind not in scene.lexicon.weighty:
        yield "light"
    yield "noun" if upos in ("NOUN", "PROPN") else "verb" if upos == "VERB" else "adjective"
    if entry is not None and entry.is_pattern:
        yield "pattern"
    if " " in draft.lemma or "_" in draft.lemma:
        yield "two words"
    if draft.found_by.startswith("event heads"):
        yield "no list"
    yield f"status {draft.status}"
    if draft.claim is not None:
        yield f"claim {draft.claim.mode}"
    verb = draft.carrier
    if trees.tokens[verb].upos == "VERB":
        yield f"tense {_tense(scene, verb)}"
        if trees.is_passive(verb):
            yield "passive"
        if draft.carrier != token:
            yield "carried"
    relation = base(trees.deprel(trees.first_conjunct(token)))
    yield f"relation {relation}"
    if trees.deprel(token) == "acl:relcl":
        yield "relative"
    if base(trees.deprel(token)) == "conj":
        yield "conjunct"
    if len(draft.triggers) > 1:
        yield "told again"
    if len(draft.triggers) > 3:
        yield "told often"
    if draft.when is not None and not draft.when.inferred:
        yield "dated"
    if draft.where is not None and not draft.where.inferred:
        yield "placed"


def _tense(scene: Scene, verb: int) -> str:
    trees = scene.trees
    auxiliaries = [trees.form(child) for child in trees.children(verb, "aux")]
    passive = [trees.form(child) for child in trees.children(verb, "aux:pass")]
    if any(form not in scene.lexicon.words("be") and form not in scene.lexicon.words("do_have")
           for form in auxiliaries if form not in passive):  # fmt: skip
        return "modal"
    if any(trees.tokens[mark].upos == "PART" for mark in trees.children(verb, "mark")):
        return "infinitive"
    if any(form in scene.lexicon.words("told_perfect") for form in auxiliaries):
        return "past"
    if any(form in scene.lexicon.words("told_past") for form in auxiliaries):
        return "past"
    if any(form in scene.lexicon.words("told_present") for form in auxiliaries):
        return "present"
    form = trees.form(verb)
    if form.endswith(scene.lexicon.endings("gerund")):
        return "gerund"
    if scene.is_past(verb):
        return "past" if trees.children(verb, "nsubj") or base(trees.deprel(verb)) in ("root", "conj") else "participle"
    return "present"


def _place_signs(scene: Scene, draft: Draft) -> Iterator[str]:
    trees, token = scene.trees, draft.token
    role = scene.role_of(token)
    if role != "body":
        yield f"block {role}"
    sentence = trees.sentence(token)
    length = sentence.last - sentence.first
    if length > 45:
        yield "sentence very long"
    elif length > 30:
        yield "sentence long"
    if trees.form(sentence.last - 1) == "?":
        yield "asked"
    if trees.tokens[sentence.last - 1].upos != "PUNCT" and role == "body":
        yield "unclosed sentence"
    sentences = len(trees.analysis.sentences)
    if trees.sentence_number(token) < max(3, sentences // 12):
        yield "early"
    near = range(sentence.first, sentence.last)
    if any(trees.form(each) in scene.lexicon.reader for each in near):
        yield "sentence to the reader"
    if any(trees.form(each) in scene.lexicon.first_person for each in near) and draft.claim is None:
        yield "sentence of the writer"
    named = sum(1 for each in near if _opens_name(scene, each))
    yield "sentence names nobody" if named == 0 else "sentence names many" if named > 3 else "sentence names some"
    if any(scene.time(each) is not None for each in near):
        yield "sentence dated"


def _opens_name(scene: Scene, token: int) -> bool:
    mention = scene.mention(token)
    start = scene.trees.tokens[token].start
    return mention is not None and mention.form == "name" and mention.start == start


def _party_signs(scene: Scene, draft: Draft) -> Iterator[str]:
    actors = [head for role, head in draft.heads if role == "actor"]
    others = [head for role, head in draft.heads if role in ("recipient", "victim")]
    things = [head for role, head in draft.heads if role in ("theme", "instrument")]
    for side, heads in (("actor", actors), ("other", others), ("thing", things)):
        if not heads:
            yield f"{side} none"
            continue
        kinds = {_kind_of(scene, head) for head in heads}
        for kind in sorted(kinds):
            yield f"{side} {kind}"
        if len(heads) > 2:
            yield f"{side} many"
        if max(abs(head - draft.token) for head in heads) > 12:
            yield f"{side} far"
        if side != "thing" and any(_is_bare_plural(scene, head) for head in heads):
            yield f"{side} bare plural"
    if not actors and not others:
        yield "nobody"
    if any(is_named(scene, head) for head in (*actors, *others)):
        yield "party named"
    if actors and others and all(is_named(scene, heads[0]) for heads in (actors, others)):
        yield "both named"
    crossed = [head for head in actors if head > draft.token and not scene.trees.is_passive(draft.token)]
    if crossed and scene.trees.tokens[draft.token].upos == "VERB":
        yield "actor behind"
    if any(argument.inferred and argument.role in ("actor", "recipient", "victim") for argument in draft.arguments):
        yield "party inferred"
    if any(argument.value is not None and argument.role != "amount" for argument in draft.arguments):
        yield "people counted"
    for argument in draft.arguments:
        if argument.role in ("actor", "recipient", "victim"):
            side = "actor" if argument.role == "actor" else "other"
            yield f"{side} by {_WAYS.get(argument.found_by, argument.found_by.split(',')[0])}"
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    told = ("actor" if actors else "", "other" if others else "", "thing" if things and not others else "")
    yield f"{type_} with {' and '.join(each for each in told if each) or 'nobody'}"


def _kind_of(scene: Scene, head: int) -> str:
    mention = scene.mention_of_phrase(head)
    form = scene.trees.form(head)
    if form in scene.lexicon.first_person:
        return "writer"
    if scene.trees.tokens[head].upos == "PRON":
        return "pronoun known" if is_named(scene, head) else "pronoun"
    if mention is not None and mention.form == "name":
        return f"name {mention.kind}"
    if scene.is_official(head):
        return "official"
    agent = scene.is_agent(head)
    if agent is True:
        return "people"
    if scene.is_place(head):
        return "place"
    return "thing" if agent is False else "unknown"


def _is_bare_plural(scene: Scene, head: int) -> bool:
    """ "customers praise": nobody in particular."""
    trees = scene.trees
    plural = trees.tokens[head].upos == "NOUN" and trees.form(head) != scene.lemma(head)
    return plural and not trees.children(head, "det", "nummod", "nmod:poss", "amod", "compound")
