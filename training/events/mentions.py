"""Which of the mentions read on a page its shown reports tell, and whether with the actor and recipient read there.

A strict count: two readers of one text agree on .85 of the mentions, and on .73 with actor and recipient.
"""

from collections.abc import Iterable, Mapping

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.language.trees import Trees
from dateline.model import Argument, Article, Span
from training.mentions.labels import MentionLabel, ParagraphLabel, digest_of

Labels = Mapping[tuple[str, str], ParagraphLabel]


class Gold(msgspec.Struct, frozen=True):
    """A read mention, its phrases as their heads' tokens."""

    new: bool
    actors: frozenset[int]
    to: frozenset[int]
    what: frozenset[int]


class Told(msgspec.Struct):
    """How many new mentions were read on pages; how many of them shown reports tell; how many with their parties."""

    all: int = 0
    told: int = 0
    whole: int = 0

    def add(self, page: str, scene: Scene, shown: Iterable[Draft], labels: Labels) -> None:
        """Counts the mentions of one page. shown: the reports that are shown."""
        gold = gold_of(page, scene.article, scene.trees, labels)
        new = {token for token, mention in gold.items() if mention.new}
        told, whole = set[int](), set[int]()
        for draft in shown:
            words = {token for span in draft.triggers for token in scene.trees.within(span)}
            tells = new & (words | {draft.token, draft.carrier})
            told |= tells
            if is_whole(scene.trees, draft, gold):
                whole |= tells
        self.all += len(new)
        self.told += len(told)
        self.whole += len(whole)


def is_whole(trees: Trees, draft: Draft, gold: Mapping[int, Gold]) -> bool:
    """Whether a draft's first words tell a new mention, with its actors and recipients and none besides.

    A party is right where its words hold the head of the mention's; a thing told as means is as good as one told as
    actor, and whom it was done to may stand in any other role.
    """
    words = {token for span in draft.triggers[:1] for token in trees.within(span)} | {draft.token, draft.carrier}
    mention = next((gold[token] for token in sorted(words) if token in gold), None)
    if mention is None or not mention.new:
        return False
    # "The blast struck the quay": the noun is the event, and the doer of its verb.
    wanted = mention.actors - words
    parties = [each for each in draft.arguments if each.value is None]
    actors = [each for each in parties if each.role == "actor"]
    means = [each for each in parties if each.role == "instrument"]
    others = [each for each in parties if each.role != "actor"]
    recipients = [each for each in parties if each.role in ("recipient", "victim")]
    return (
        _cover(trees, actors + means, wanted)
        and all(_holds(trees, each, wanted) for each in actors)
        and _cover(trees, others, mention.to)
        and all(_holds(trees, each, mention.to | mention.what) for each in recipients)
    )


def _cover(trees: Trees, arguments: list[Argument], heads: Iterable[int]) -> bool:
    return all(any(each.start <= trees.tokens[head].start < each.end for each in arguments) for head in heads)


def _holds(trees: Trees, argument: Argument, heads: Iterable[int]) -> bool:
    return any(argument.start <= trees.tokens[head].start < argument.end for head in heads)


def gold_of(page: str, article: Article, trees: Trees, labels: Labels) -> dict[int, Gold]:
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
