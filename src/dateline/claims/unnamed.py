"""Whose "he" is one whom the text never names: "A spokesman for the port confirmed it. He said ...\""""

from collections.abc import Sequence

import msgspec

from dateline.model import ClaimSource


def with_unnamed(links: Sequence[list[ClaimSource]]) -> list[list[ClaimSource]]:
    """The links of attributions, a pronoun for an unnamed source as unnamed, with his number, office and reason.

    Who is meant is known by coreference: a pronoun's entity that nothing names. Office and reason are known where one
    of the links tells of him by other words.
    """
    named = {each.entity for chain in links for each in chain if each.name is not None}
    known: dict[str, ClaimSource] = {}
    for chain in links:
        for each in chain:
            told = each.kind == "unnamed" and each.number == "1" and each.entity is not None
            if told and each.entity is not None and each.entity not in named:
                known.setdefault(each.entity, each)

    def meant(source: ClaimSource) -> ClaimSource:
        if source.entity is None or source.kind != "person" or source.name is not None:
            return source
        same = known.get(source.entity)
        if same is None:
            return msgspec.structs.replace(source, kind="unnamed", number="1")
        return msgspec.structs.replace(
            source, kind="unnamed", number=same.number, office=same.office, reason=same.reason
        )

    return [[meant(each) for each in chain] for chain in links]
