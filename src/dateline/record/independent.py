"""Which pages speak with one voice: copies of one report, one agency's reports, one outlet's own."""

from collections.abc import Mapping, Sequence

from dateline.record.cards import Card


def independent_groups(pages: Sequence[Card], copy_of: Mapping[str, str]) -> dict[str, str]:
    """For each page the name of the voice it speaks with; as many different names as independent sources.

    Pages share a voice that are near-copies, that are signed by the same agency alone, or that one outlet
    published; sharing passes on. copy_of: cluster id of each page that has copies.
    """
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((find(one), find(other)))
        parent[second] = first

    for page in pages:
        join(page.page_id, page.page_id)
        if page.page_id in copy_of:
            join(page.page_id, f"~copy {copy_of[page.page_id]}")
        for agency in page.agencies:
            join(page.page_id, f"~agency {agency}")
        if page.outlet is not None and not page.agencies:
            join(page.page_id, f"~outlet {page.outlet}")
    return {page.page_id: find(page.page_id) for page in pages}
