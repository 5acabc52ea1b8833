"""What a person meant by an id: a later version may number the reports of a page anew, the words stay."""

from collections.abc import Mapping

import msgspec

from dateline.model import Judgement, Reason
from dateline.record.cards import Card

_SIDES = ("left", "right")


def anchor(judgement: Judgement, cards: Mapping[str, Card]) -> Judgement:
    """The judgement with a reason for each side that tells its words: trigger and place, or the entity's name.

    cards: by page id. A side that is on no card, and one that has its words already, stays as it is.
    """
    told = {reason.name for reason in judgement.reasons}
    added = []
    for side in _SIDES:
        words = _words(judgement.subject, _reference(judgement, side), cards)
        if words is not None and f"{side}-is" not in told:
            added.append(Reason(name=f"{side}-is", weight=0.0, detail=words))
    return msgspec.structs.replace(judgement, reasons=(*judgement.reasons, *added))


def follow(judgement: Judgement, cards: Mapping[str, Card]) -> Judgement | None:
    """The judgement with the ids that its words have now; None where the words are no longer found.

    A judgement without words is taken at its ids.
    """
    words = {reason.name: reason.detail for reason in judgement.reasons}
    found = {}
    for side in _SIDES:
        reference = _reference(judgement, side)
        meant = words.get(f"{side}-is")
        if meant is not None and _words(judgement.subject, reference, cards) != meant:
            page_id = reference.partition("#")[0]
            again = _find(judgement.subject, page_id, meant, cards)
            if again is None:
                return None
            reference = again
        found[side] = reference
    if found["left"] > found["right"]:
        found = {"left": found["right"], "right": found["left"]}
    return msgspec.structs.replace(judgement, **found)


def _reference(judgement: Judgement, side: str) -> str:
    return judgement.left if side == "left" else judgement.right


def _words(subject: str, reference: str, cards: Mapping[str, Card]) -> str | None:
    page_id, _, local = reference.partition("#")
    return _named(subject, page_id, cards).get(local)


def _find(subject: str, page_id: str, meant: str, cards: Mapping[str, Card]) -> str | None:
    for local, words in _named(subject, page_id, cards).items():
        if words == meant:
            return f"{page_id}#{local}"
    return None


def _named(subject: str, page_id: str, cards: Mapping[str, Card]) -> dict[str, str]:
    """The words of each local id of a page; none for copies, whose ids are those of the bytes."""
    card = cards.get(page_id)
    if card is None or subject == "copy":
        return {}
    if subject == "entity":
        return {entity.id: entity.name for entity in card.entities}
    return {report.id: f"{report.trigger} [{report.start}]" for report in card.reports}
