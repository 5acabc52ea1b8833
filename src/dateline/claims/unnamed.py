"""Whose "he" is one whom the text quotes without a name: "A spokesman for the port confirmed it. He said ...\""""

from collections.abc import Sequence

import msgspec

from dateline.model import ClaimSource


def with_unnamed(links: Sequence[list[ClaimSource]]) -> list[list[ClaimSource]]:
    """The links of attributions, a pronoun for an unnamed source as unnamed, with his number, office and reason.

    Who is meant is known by coreference: the pronoun's entity is one that an unnamed source's words stand for, and
    that nothing names.
    """
    named = {each.entity for chain in links for each in chain if each.name is not None}
    known: dict[str, ClaimSource] = {}
    for chain in links:
        for each in chain:
            told = each.kind == "unnamed" and each.number == "1" and each.entity is not None
            if told and each.entity is not None and each.entity not in named:
                known.setdefault(each.entity, each)

    def meant(source: ClaimSource) -> ClaimSource:
        same = known.get(source.entity) if source.entity is not None and source.kind == "person" else None
        if same is None or source.name is not None:
            return source
        return msgspec.structs.replace(
            source, kind="unnamed", number=same.number, office=same.office, reason=same.reason
        )

    return [[meant(each) for each in chain] for chain in links]
