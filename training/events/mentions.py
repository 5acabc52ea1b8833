"""Reports judged by the mentions that were read: right where trigger, actor and recipient are those of a mention.

The event heads learnt from most of these pages; what they say of a page is taken from heads that did not see it
(`python -m training.mentions` keeps it), and pages without such a reading are left out.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.events.find import find_drafts
from dateline.events.scene import Draft, Scene
from dateline.events.worth import page_signs, report_signs
from dateline.language.trees import Trees
from dateline.model import Argument, Article, Span, TaggedEvent
from training.events.pages import scene_with
from training.mentions.labels import MentionLabel, ParagraphLabel, digest_of, read_labels
from training.mentions.pages import texts

Readings = Mapping[str, tuple[TaggedEvent, ...]]


class Gold(msgspec.Struct, frozen=True):
    """A read mention, its phrases as their heads' tokens."""

    new: bool
    actors: frozenset[int]
    to: frozenset[int]
    what: frozenset[int]


class Marked(msgspec.Struct, frozen=True):
    """A draft of a page, its signs, what is wrong with it ("": nothing), and the new mentions that its words tell."""

    page: str
    signs: tuple[str, ...]
    wrong: str
    tells: frozenset[int]


def read_folds(file: Path) -> Readings:
    """What heads say of pages they did not learn from, as `training.mentions` keeps it."""
    found: Readings = pickle.loads(file.read_bytes())
    return found


def marked_reports(data: Path, readings: Readings, cache: Path | None) -> Iterator[tuple[list[Marked], int]]:
    """For each page with a reading: its drafts in what was read, and how many new mentions there are."""
    labels = read_labels()
    for page, read in texts(data, set(readings)):
        scene = scene_with(page, read, cache, readings[page])
        if scene is None:
            continue
        gold = gold_of(page, scene.article, scene.trees, labels)
        spans = list(_read_spans(page, scene.article, labels))
        drafts = [draft for draft in find_drafts(scene) if any(_inside(draft, span) for span in spans)]
        told = page_signs(scene) if drafts else ()
        new = frozenset(token for token, mention in gold.items() if mention.new)
        yield [_marked(page, scene, draft, told, gold, new) for draft in drafts], len(new)


def _marked(
    page: str, scene: Scene, draft: Draft, told: tuple[str, ...], gold: Mapping[int, Gold], new: frozenset[int]
) -> Marked:
    words = {token for span in draft.triggers for token in scene.trees.within(span)} | {draft.token, draft.carrier}
    return Marked(page, (*told, *report_signs(scene, draft)), fault(scene.trees, draft, gold), new & words)


def fault(trees: Trees, draft: Draft, gold: Mapping[int, Gold]) -> str:
    """What is wrong with a draft: x no mention, b one that only refers back, A or a an actor lacking or wrong, R or r.

    A party is right where its words hold the head of the mention's; a thing told as means is as good as one told as
    actor, and whom it was done to may stand in any other role.
    """
    words = {token for span in draft.triggers[:1] for token in trees.within(span)} | {draft.token, draft.carrier}
    mention = next((gold[token] for token in sorted(words) if token in gold), None)
    if mention is None or not mention.new:
        return "x" if mention is None else "b"
    # "The blast struck the quay": the noun is the event, and the doer of its verb.
    wanted = mention.actors - words
    parties = [each for each in draft.arguments if each.value is None]
    actors = [each for each in parties if each.role == "actor"]
    means = [each for each in parties if each.role == "instrument"]
    others = [each for each in parties if each.role != "actor"]
    recipients = [each for each in parties if each.role in ("recipient", "victim")]
    found = {
        "A": not _cover(trees, actors + means, wanted),
        "a": not all(_holds(trees, each, wanted) for each in actors),
        "R": not _cover(trees, others, mention.to),
        "r": not all(_holds(trees, each, mention.to | mention.what) for each in recipients),
    }
    return "".join(letter for letter, wrong in found.items() if wrong)


def _cover(trees: Trees, arguments: list[Argument], heads: Iterable[int]) -> bool:
    return all(any(each.start <= trees.tokens[head].start < each.end for each in arguments) for head in heads)


def _holds(trees: Trees, argument: Argument, heads: Iterable[int]) -> bool:
    return any(argument.start <= trees.tokens[head].start < argument.end for head in heads)


def gold_of(
    page: str, article: Article, trees: Trees, labels: Mapping[tuple[str, str], ParagraphLabel]
) -> dict[int, Gold]:
    """The page's read mentions by the token of their trigger."""
    found: dict[int, Gold] = {}
    for part in article.parts:
        label = labels.get((page, digest_of(article.text[part.start : part.end])))
        for mention in label.mentions if label is not None else ():
            head = trees.head_of(Span(part.start + mention.trigger[0], part.start + mention.trigger[1]))
            if head is not None:
                parties = (_heads(trees, part.start, mention, role) for role in ("actor", "to", "what"))
                found[head] = Gold(mention.new, *parties)
    return found


def _heads(trees: Trees, start: int, mention: MentionLabel, role: str) -> frozenset[int]:
    heads = (trees.head_of(Span(start + a, start + b)) for name, (a, b) in mention.roles if name == role)
    return frozenset(each for each in heads if each is not None)


def _read_spans(page: str, article: Article, labels: Mapping[tuple[str, str], ParagraphLabel]) -> Iterator[Span]:
    for part in article.parts:
        label = labels.get((page, digest_of(article.text[part.start : part.end])))
        if label is not None:
            yield Span(part.start, part.start + label.end)


def _inside(draft: Draft, span: Span) -> bool:
    return span.start <= draft.triggers[0].start < span.end
