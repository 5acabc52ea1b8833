"""What goes wrong while bytes are read: raised inside this stage, yielded from it as Unreadable."""

from dateline.model import Locator, Problem, Unreadable

NOT_A_PAGE = "not-a-page"
"""The code of what is whole but is no page (an image, a style sheet, a redirect): to be counted, not mended."""


class SourceError(Exception):
    """Bytes that give no page. code: stable, kebab-case; detail: one line for a person."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def unreadable(locator: Locator, code: str, detail: str) -> Unreadable:
    """What stands in a page's place in the stream."""
    return Unreadable(locator, Problem(code=code, stage="sources", detail=detail))
