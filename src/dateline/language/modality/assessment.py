"""The answer of the walk: how sure a text is of a fact, and what met it on the way."""

import msgspec

from dateline.model import Certainty, Polarity, Status


class Assessment(msgspec.Struct, frozen=True):
    """How sure a text is that what a word names is a fact, as far as grammar tells.

    value: 3 certain to -3 certainly not (FactBank's question). happened: 3 it has come about by the time of writing to
    -3 it has not (UDS-IH2's question; `happening.py`): a thing foretold is likely and has not happened.
    kind: the plain word for it, before claims are weighed.
    future, conditional, negated, reported: what the walk met; `reports` are the tokens of the reporting words
    met on the way, innermost first. because: (token, name of the rule), in the order met.
    """

    value: float
    kind: Status
    future: bool = False
    conditional: bool = False
    negated: bool = False
    reports: tuple[int, ...] = ()
    because: tuple[tuple[int, str], ...] = ()
    happened: float = 0.0

    @property
    def certainty(self) -> Certainty:
        """FactBank's certainty."""
        size = abs(self.value)
        return "certain" if size >= 2.4 else "probable" if size >= 1.4 else "possible" if size >= 0.5 else "unknown"

    @property
    def polarity(self) -> Polarity:
        """FactBank's polarity."""
        return "unknown" if abs(self.value) < 0.5 else "positive" if self.value > 0 else "negative"


class Tally:
    """The walk's running answer."""

    def __init__(self) -> None:
        self.value = 3.0
        self.kind = ""
        self.future = self.conditional = self.negated = False
        self.reports: list[int] = []
        self.because: list[tuple[int, str]] = []

    def apply(self, token: int, name: str, value: float, kind: str) -> None:
        """Weigh in a rule by its name: a value from 3 to -3, and the plain word it gives, if any."""
        self.value *= value / 3.0
        self.because.append((token, name))
        # an outer fear or threat says more than the inner "will"; an outer denial, than anything but a failure
        outer = kind in ("feared", "threatened") and self.kind in ("expected", "hypothetical")
        outer = outer or (kind == "did_not_happen" and value < 0 and self.kind == "planned")  # "called off the planned"
        if kind and (not self.kind or outer or (kind == "denied" and self.kind != "did_not_happen")):
            self.kind = kind

    def plain(self) -> Status:
        """The plain word: what the rules said, or what the number alone says."""
        if self.value <= -1.4 and self.kind not in ("denied", "threatened"):
            return "did_not_happen"
        if self.kind == "did_not_happen":
            return "did_not_happen" if self.value < 0 else "unknown"
        if self.kind in _PLAIN:
            return _PLAIN[self.kind]
        return "happened" if self.value >= 1.4 else "did_not_happen" if self.value <= -0.9 else "unknown"


_PLAIN: dict[str, Status] = {
    "alleged": "alleged",
    "denied": "denied",
    "planned": "planned",
    "threatened": "threatened",
    "feared": "feared",
    "expected": "expected",
    "hypothetical": "hypothetical",
    "unknown": "unknown",
}
