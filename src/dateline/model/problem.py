"""What goes wrong: a value for a bad page, an exception for a bad call."""

import msgspec


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something wrong with one page. The run goes on.

    code: a stable kebab-case word ("truncated-gzip", "no-text", "too-large", "quote-mismatch").
    stage: the stage that met it ("sources", "article", "times", ...).
    detail: one line for a person.
    start, end: code points into the article's text where it has a place there.
    """

    code: str
    stage: str
    detail: str
    start: int | None = None
    end: int | None = None


class DatelineError(Exception):
    """A bad call: one clear line with the offending value, and the remedy.

    Raised at public functions for wrong arguments; the command line prints it and exits with status 2.
    """

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(f"{message} ({remedy})")
        self.message = message
        self.remedy = remedy
