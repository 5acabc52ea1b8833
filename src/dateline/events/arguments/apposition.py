"""One party told twice: "her challenger, Ada Molen", "the minister, Mr Brandt", "Halden / Korr Halden and Korr"."""

from collections.abc import Set

from dateline.events.arguments.making import is_number, remove_argument
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Span

# Parties of a side: parsers and heads like to give the second phrase another role of it.
_SIDES = (("actor",), ("recipient", "victim", "theme"))
_NOUNS = ("NOUN", "PROPN")


def join_appositions(scene: Scene, draft: Draft) -> None:
    """Keep of two neighbouring phrases for one party the one that names it, else the longer.

    Of names that run together, as a picture's credit with the text behind it, those stay that are one party's alone.
    """
    _part_names(scene, draft)
    for roles in _SIDES:
        told = sorted((each for each in draft.arguments if each.role in roles and not is_number(each)), key=_place)
        lists = len(told) > 2
        left = told[0] if told else None
        for right in told[1:]:
            assert left is not None
            if not _are_one(scene, left, right, lists=lists):
                left = right
                continue
            names = [each for each in (left, right) if _is_name(scene, each)]
            kept = names[0] if len(names) == 1 else max(left, right, key=lambda each: each.end - each.start)
            remove_argument(scene, draft, right if kept is left else left)
            left = kept


def _part_names(scene: Scene, draft: Draft) -> None:
    """Drop a name told twice in one role, and one that is but two others of its role run together."""
    for roles in _SIDES:
        told = [each for each in draft.arguments if each.role in roles and not is_number(each)]
        named = [each for each in told if _is_name(scene, each)]
        known, before = {each.text.casefold() for each in named}, set[str]()
        for each in named:
            words = each.text.casefold()
            if words in before or are_run_together(words, known):
                remove_argument(scene, draft, each)
            before.add(words)


def are_run_together(words: str, known: Set[str]) -> bool:
    """Whether words are two others of the known ones, with a space between.

    >>> are_run_together("halden korr", {"halden", "korr", "halden korr"})
    True
    """
    ends = [place for place, letter in enumerate(words) if letter == " "]
    parts = ((words[:end], words[end + 1 :]) for end in ends)
    return any(one != other and one in known and other in known for one, other in parts)


def _place(argument: Argument) -> tuple[int, int]:
    return argument.start, argument.end


def _are_one(scene: Scene, left: Argument, right: Argument, *, lists: bool) -> bool:
    """Whether the second phrase says who the first is; in a list ("the mayor, Ada Molen and a nurse") only by the tree.

    Parsers like to join the two as if by "and"; then a name beside one that is told by what he or she is decides.
    """
    between = scene.article.text[left.end : right.start].strip()
    first, second = _head(scene, left), _head(scene, right)
    if first is None or second is None or between not in ("", ",", "–", "—", "-", "("):
        return False
    trees = scene.trees
    if base(trees.deprel(second)) == "appos" and trees.head(second) == first:
        return True
    if left.entity is not None and left.entity == right.entity:
        return True
    apart = _is_name(scene, left) != _is_name(scene, right)
    return not lists and apart and all(_is_one_person(scene, each) for each in (first, second))


def _head(scene: Scene, argument: Argument) -> int | None:
    return scene.trees.head_of(Span(argument.start, argument.end))


def _is_name(scene: Scene, argument: Argument) -> bool:
    head = _head(scene, argument)
    return head is not None and scene.trees.tokens[head].upos == "PROPN"


def _is_one_person(scene: Scene, head: int) -> bool:
    """Whether a head is a person's name, or a noun for one who acts that is definite: "the minister", "her rival"."""
    trees = scene.trees
    if trees.tokens[head].upos == "PROPN":
        mention = scene.mention(head)
        return mention is not None and mention.kind == "person"
    one = trees.tokens[head].upos in _NOUNS and trees.form(head) == scene.lemma(head) and scene.is_agent(head) is True
    return one and bool(trees.children(head, "det", "nmod:poss"))
