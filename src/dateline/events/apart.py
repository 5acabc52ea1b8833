"""Whether two mentions of a kind of event are kept apart by their days and places."""

from dateline.events.scene import Draft


def on_other_days(first: Draft, second: Draft) -> bool:
    """ "shelled it on Monday", "shelled it on Tuesday": two days, each told as a day; a night may run into the next."""
    left, right = first.when, second.when
    if left is None or right is None or left.grain != "day" or right.grain != "day":
        return False
    if None in (left.earliest, left.latest, right.earliest, right.latest) or not left.how == right.how == "clause":
        return False
    return str(left.latest) <= str(right.earliest) or str(right.latest) <= str(left.earliest)


def same_moment(first: Draft, second: Draft) -> bool:
    """Whether both tell the same time; what is only concluded to go on from it, or at another site, tells nothing."""
    left, right = first.when, second.when
    if left is None or right is None or left.edtf != right.edtf:
        return False
    return not (left.inferred or right.inferred) and not _sites_differ(first, second)


def _sites_differ(first: Draft, second: Draft) -> bool:
    """ "at a market" and "in the harbour": sites in other words, neither of them known on the map."""
    left, right = first.where, second.where
    if left is None or right is None or left.name is not None or right.name is not None:
        return False
    one, other = (left.text or "").lower(), (right.text or "").lower()
    return one not in other and other not in one


def places_differ(first: Draft, second: Draft) -> bool:
    """Whether both name a resolved place and the two are different points of like precision."""
    left, right = first.where, second.where
    if left is None or right is None or left.name is None or right.name is None or left.name == right.name:
        return False
    return left.precision is not None and left.precision == right.precision and left.precision <= 3
