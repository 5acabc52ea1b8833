"""What the rules of a dump's roles look at, and the roles as they stand between them."""

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.draft import BODY_ROLES
from dateline.article.dump.cues import START, Cues, find_cues
from dateline.article.dump.features import Matrix, line_size
from dateline.article.dump.lines import Line
from dateline.article.dump.model import CLASSES
from dateline.model import Role

# Below this the model's word for a role counts for nothing.
LEAST_ROLE = 0.35
# Dumps of so few lines may hold no more than a paragraph or two.
FEW_LINES = 30


class FoundRole(msgspec.Struct):
    """A line's role while the page is being read; the fields are those of a Block."""

    role: Role
    score: float
    rank: int | None = None
    author: str | None = None
    duplicate_of: int | None = None
    time: str | None = None


class DumpContext(msgspec.Struct):
    """A dump's lines, what the model and their own words say of each, and the roles so far.

    probabilities: (lines, classes) in the order of `CLASSES`. rows: the lines' features. told: by line, how strongly it
    speaks for each kind of cue, by the kind's place in `cues.kinds`. headline: the line that heads the article, once it
    is chosen.
    """

    lines: list[Line]
    probabilities: npt.NDArray[np.float64]
    rows: Matrix
    cues: Cues
    told: list[dict[int, int]]
    found: list[FoundRole]
    headline: int | None = None

    def chances(self, name: str) -> npt.NDArray[np.float64]:
        """By line, the probability of one class."""
        chances: npt.NDArray[np.float64] = self.probabilities[:, CLASSES.index(name)]
        return chances

    def strength(self, index: int, kind: str) -> int:
        """How strongly a line's own words speak for a kind of cue."""
        return self.told[index].get(self.cues.kinds.index(kind), 0)

    def speaks(self, index: int) -> bool:
        """Whether a line begins with words that tell what it is."""
        return any(strength >= START for strength in self.told[index].values())

    def words(self, index: int) -> int:
        """How many words a line has."""
        return line_size(self.lines[index].text)

    def is_body(self, index: int) -> bool:
        """Whether a line is the article's text as things stand."""
        return self.found[index].role in BODY_ROLES

    def body(self) -> list[int]:
        """The lines that are the article's text as things stand."""
        return [index for index, each in enumerate(self.found) if each.role in BODY_ROLES]

    def bounds(self) -> tuple[int, int]:
        """The first and the last line of the article's text; without text no line stands between them."""
        body = self.body()
        return (body[0], body[-1]) if body else (len(self.lines), -1)

    def first_paragraph(self) -> int | None:
        """The first line of the article's text that is no heading, quotation, list or table."""
        return next((index for index, each in enumerate(self.found) if each.role == "body"), None)


def look_at(lines: list[Line], probabilities: npt.NDArray[np.float64], rows: Matrix, cues: Cues) -> DumpContext:
    """What there is to look at before any rule: no line has a role yet but "other"."""
    told = [find_cues(line.text, cues) for line in lines]
    return DumpContext(lines, probabilities, rows, cues, told, [FoundRole("other", 0.0) for _ in lines])
