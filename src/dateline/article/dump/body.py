"""Which lines of a dump are the article's text: those that the model takes for it, without what only stands among them.

The paragraph or two of a very short article look like teasers to the model, which has seen whole pages alone.
"""

import re
from collections.abc import Sequence

import numpy as np

from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import FEW_LINES, LEAST_ROLE, DumpContext, FoundRole
from dateline.article.dump.cues import START, WHOLE
from dateline.article.dump.model import BODY_CLASSES, CLASSES
from dateline.article.dump.wording import load_wording
from dateline.article.lines.credits import ends_in_credit
from dateline.article.lines.walls import is_wall
from dateline.model import Role

# At .40, .45, .48, .52 F1 of the snippets of dev/trafilatura_eval is .895, .895, .894, .892; held-out news prefers .52.
_LEAST_BODY = 0.45
_NAMED: tuple[Role, ...] = ("standfirst", "byline", "timestamp", "caption", "credit", "tags")
_AROUND: tuple[Role, ...] = ("comment", "teaser")
_LEAST_SHORT_BODY = 0.12
_LEAST_PARAGRAPH = 20
_SURE_HEADLINE = 0.5
_SHORT_REACH = 25
# The paragraphs of a dump of few lines have so many words; a single one stands in a still shorter dump.
_FEW_WORDS = 12
_LONE_LINES = 8
# What the model takes paragraphs for that it does not know for the text's.
_LOST: tuple[Role, ...] = ("teaser", "other")
_RULED_OUT = ("legal", "consent", "newsletter", "comment", "error", "related", "advert")
_FAR, _SMALL = 25, 0.08
_LONGEST_INSERT = 25
_LONGEST_CREDITED = 500
# A caption with its credit in a script or language whose words the line model has seen little of.
_LONGEST_CAPTION = 250
_COLONS = ":：՝៖፡"
_ENDS_SENTENCE = re.compile(r"[.!?…。！？।؟۔։።။។][\"”“»’)\]」]{0,3}\Z")
# A pointer of more characters names what it leads to.
LONGEST_LABEL = 25


def take_models_word(context: DumpContext) -> None:
    """The role of each line for which the model has one."""
    context.found[:] = [_by_model(dict(zip(CLASSES, each.tolist()))) for each in context.probabilities]


def _by_model(by_class: dict[str, float]) -> FoundRole:
    body = by_class["body"] + by_class["subhead"]
    if body >= _LEAST_BODY:
        return FoundRole("body" if by_class["body"] >= by_class["subhead"] else "subhead", round(body, 3))
    best = max(_NAMED, key=lambda name: by_class[name])
    if by_class[best] >= LEAST_ROLE and by_class[best] > by_class["teaser"]:
        return FoundRole(best, round(by_class[best], 3))
    for role in _AROUND:
        if by_class[role] >= LEAST_ROLE:
            return FoundRole(role, round(by_class[role], 3))
    return FoundRole("other", round(by_class["furniture"], 3))


def find_short_body(context: DumpContext) -> None:
    """The paragraph or two of a very short article: under a sure headline, long, and not ruled out by the model.

    So are all of the only paragraphs of a dump of few lines, where the model takes some or none of them for the text.
    """
    found, run = context.body(), _lone_run(context)
    if found:
        if set(found) <= set(run):
            _take(context, [index for index in run if context.found[index].role in _LOST])
        return
    chance = context.chances("headline")
    headline = int(chance.argmax())
    if chance[headline] < _SURE_HEADLINE:
        _take(context, run)
        return
    body = context.probabilities[:, list(BODY_CLASSES)].sum(axis=1)
    for index in range(headline + 1, min(len(context.lines), headline + 1 + _SHORT_REACH)):
        is_paragraph = context.words(index) >= _LEAST_PARAGRAPH and body[index] >= _LEAST_SHORT_BODY
        if is_paragraph and not _is_ruled_out(context, index):
            context.found[index] = FoundRole("body", round(float(body[index]), 3))


def _take(context: DumpContext, places: Sequence[int]) -> None:
    """Make lines body, whatever the model says."""
    body = context.probabilities[:, list(BODY_CLASSES)].sum(axis=1)
    for index in places:
        context.found[index] = FoundRole("body", round(max(float(body[index]), LEAST_ROLE), 3))


def _is_ruled_out(context: DumpContext, index: int) -> bool:
    return any(context.strength(index, kind) for kind in _RULED_OUT)


def _lone_run(context: DumpContext) -> range:
    """The only paragraphs of a dump of few lines, one after the other; empty where there are others apart from them."""
    lines = context.lines
    if len(lines) > FEW_LINES:
        return range(0)
    paragraphs = [
        index
        for index, line in enumerate(lines)
        if context.words(index) >= _FEW_WORDS
        and line.text.rstrip('"”’»)').endswith((".", "!", "?", "。", "।", "؟"))
        and not _is_ruled_out(context, index)
    ]
    if not paragraphs or paragraphs[-1] - paragraphs[0] + 1 > len(paragraphs) + 1:
        return range(0)
    words = sum(map(context.words, paragraphs))
    if words < _LEAST_PARAGRAPH or (len(paragraphs) == 1 and len(lines) > _LONE_LINES):
        return range(0)
    return range(paragraphs[0], paragraphs[-1] + 1)


def drop_strays(context: DumpContext) -> None:
    """Body runs that are small and far from the main one are teasers: what is left over is one article."""
    runs = _runs(context)
    if len(runs) < 2:
        return
    main = max(range(len(runs)), key=lambda place: runs[place][2])
    whole = sum(run[2] for run in runs)
    for step in (-1, 1):
        edge, place = (runs[main][0] if step < 0 else runs[main][1]), main + step
        while 0 <= place < len(runs):
            low, high, mass = runs[place]
            gap = edge - high if step < 0 else low - edge
            if gap > _FAR and mass < _SMALL * whole:
                for index in range(low, high):
                    context.found[index].role = "teaser"
            else:
                edge = low if step < 0 else high
            place += step


def _runs(context: DumpContext) -> list[tuple[int, int, float]]:
    """Runs of body lines, half-open, each with its words as the features count them."""
    words = np.expm1(context.rows[:, 0])
    runs: list[tuple[int, int, float]] = []
    start = -1
    for index in range(len(context.lines) + 1):
        is_body = index < len(context.lines) and context.is_body(index)
        if is_body and start < 0:
            start = index
        elif not is_body and start >= 0:
            runs.append((start, index, float(words[start:index].sum())))
            start = -1
    return runs


def drop_inserts(context: DumpContext) -> None:
    """Short lines among the body whose own words say that they lead elsewhere ("Read more: ...", "... Sign up")."""
    credited = load_wording().labelled_credit
    for index, (line, each) in enumerate(zip(context.lines, context.found)):
        labelled = len(line.text) <= _LONGEST_CREDITED and credited.search(line.text) is not None
        if each.role in BODY_ROLES and (labelled or (len(line.text) <= _LONGEST_CAPTION and ends_in_credit(line.text))):
            each.role = "caption"
        elif each.role in BODY_ROLES and index and _is_pointed_to(context, index):
            each.role = "teaser"
        if each.role in BODY_ROLES and context.words(index) <= _LONGEST_INSERT:
            each.role = _insert(context, index) or each.role


def _is_pointed_to(context: DumpContext, index: int) -> bool:
    """Whether a line is a title, right below one that is nothing but words that lead elsewhere ("Read also:")."""
    text = context.lines[index].text
    titled = context.words(index) <= _LONGEST_INSERT and not _ENDS_SENTENCE.search(text)
    return titled and context.strength(index - 1, "related") == WHOLE and context.lines[index - 1].text[-1] in _COLONS


def _insert(context: DumpContext, index: int) -> Role | None:
    """The role that a short line among the body has by its own words."""
    text = context.lines[index].text
    if context.strength(index, "related") >= START:
        return "teaser" if len(text) > LONGEST_LABEL else "related"
    if is_wall(text):
        return "promotion"
    asks = context.strength(index, "newsletter") >= START or context.strength(index, "advert") == WHOLE
    if asks or asks_reader(text):
        return "promotion"
    if context.strength(index, "legal") >= START:
        return "legal"
    return "other" if context.strength(index, "share") == WHOLE else None


def asks_reader(text: str) -> bool:
    """Whether a line asks its reader to sign up at its end, or begins by offering an app."""
    wording = load_wording()
    return wording.request_at_end.search(text) is not None or wording.app_offer.match(text) is not None
