"""PETRARCH2's validation cases: read from its files, and whether our reports are what a case expects.

A case is a sentence with the codings (source, target, CAMEO code) its coder must give, or none. It passes when every
coding is met by a report and no report of another kind has both an actor and a recipient. A report meets a coding when

  type      its PLOVER type is that of the code in PLOVER's own table (CAMEO2PLOVER). CAMEO's statements (01) are no
            PLOVER event; its appeals (02) are REQUEST. PLOVER writes stance into the type where our reports keep it
            apart as status: cooperation still to come is AGREE, force still to come by who says so is THREATEN, and
            cooperation declined is REJECT. PETRARCH2 codes a future as often by its verb alone ("will supply": 072,
            where its own comment says that the rule gives 0332), so that AGREE and THREATEN of an act still to come
            meet the act's code.
  source    an argument is its actor, and target  one is its recipient, victim, theme or place, or a second actor
            where partners meet; where our argument's country is known and the code begins with a country's, the two
            must be the same. A code of dashes asks for nobody.

Left out, and counted: cases whose sentence PETRARCH2 throws away by its list of discarded words ("1994"), as the
comments beside them say, since what they test is that list. A case without text is read from its parse.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.model import Argument, EventReport, Mention, Reading

COOPERATION = frozenset(("CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
_TARGETS = ("recipient", "victim", "theme", "place", "destination")


class Coding(msgspec.Struct, frozen=True):
    """One expected coding: PLOVER type, CAMEO codes of source and target ("---" for nobody)."""

    type: str
    source: str
    target: str


class Case(msgspec.Struct, frozen=True):
    """One validation case; discarded: PETRARCH2 expects nothing since its word list throws the sentence away."""

    text: str
    codings: tuple[Coding, ...]
    discarded: bool


def read_crosswalk(file: Path) -> dict[str, str]:
    """CAMEO code to PLOVER type, from PLOVER's own table; empty where the file is absent."""
    found: dict[str, str] = {}
    if file.is_file():
        for line in file.read_text("utf-8", errors="replace").splitlines():
            match = re.match(r"(\d{2,4}):\s*([A-Z]+)", line)
            if match:
                found.setdefault(match[1], match[2])
    return found


def read_countries(file: Path) -> dict[str, str]:
    """ISO alpha-2 to alpha-3 codes from the coders' own list of countries; empty where the file is absent."""
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8") as lines:
        return {row["CCA2"]: row["CCA3"] for row in csv.DictReader(lines)}


def read_cases(file: Path, crosswalk: dict[str, str]) -> Iterator[Case]:
    """The cases of a validation file that are to be evaluated, in order, cut out by pattern (the XML is not sound)."""
    text = file.read_text("utf-8", errors="replace")
    for match in re.finditer(r"<Sentence (.*?)</Sentence>|<Sentence ([^>]*)/>(.*?)(?=<Sentence |\Z)", text, re.DOTALL):
        block = match[0]
        plain = re.sub(r"<!--.*?-->", "", block, flags=re.DOTALL)
        words = re.search(r"<Text>(.*?)</Text>", plain, re.DOTALL)
        if words is None or 'evaluate="false"' in plain[:300]:
            continue
        said = re.sub(r"\s+", " ", words[1]).strip() or _words_of_parse(plain)
        codings = [_coding(each, crosswalk) for each in re.findall(r"<EventCoding([^>]*)>", plain)]
        kept = tuple(coding for coding in codings if coding.type != "OTHER")
        yield Case(said, kept, discarded="Discard event" in block)


def _words_of_parse(block: str) -> str:
    return " ".join(re.findall(r"(?m)^\d+\t(\S+)\t", block))


def _coding(attributes: str, crosswalk: dict[str, str]) -> Coding:
    fields = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', attributes))
    code = fields.get("eventcode", "")
    kind = crosswalk.get(code) or crosswalk.get(code[:3]) or crosswalk.get(f"{code[:2]}0") or "OTHER"
    if code.startswith("02"):
        kind = "REQUEST"
    return Coding(kind, fields.get("sourcecode", ""), fields.get("targetcode", ""))


def plover_type(report: EventReport) -> str:
    """The type PLOVER's codebook gives what we report: stance is part of its types, and a status of ours."""
    if report.type in COOPERATION and report.status in ("planned", "expected"):
        return "AGREE"
    if report.type in FORCE and report.status in ("planned", "threatened"):
        return "THREATEN"
    return report.type


def passes(case: Case, reading: Reading, countries: Mapping[str, str]) -> bool:
    """Whether the reports are what the case expects, and no more; countries: alpha-2 to alpha-3 codes."""
    reports = [report for report in reading.events if report.type != "OTHER"]
    used: set[str] = set()
    for coding in case.codings:
        found = [report.id for report in reports if meets(report, coding, reading.mentions, countries)]
        if not found:
            return False
        used.update(found)
    kinds = {coding.type for coding in case.codings}
    return all(
        report.id in used or report.type in kinds or plover_type(report) in kinds or not _is_dyad(report)
        for report in reports
    )


def meets(
    report: EventReport, coding: Coding, mentions: Sequence[Mention], countries: Mapping[str, str]
) -> bool:
    """Whether a report has a coding's type, and its source and target."""
    to_come = report.status in ("planned", "expected") or bool(report.same_as)  # "agreed to lift": the act is named too
    foretold = (report.type == "AGREE" and to_come and coding.type in COOPERATION) or (
        report.type == "THREATEN" and report.status in ("planned", "threatened") and coding.type in FORCE
    )
    if coding.type not in (report.type, plover_type(report)) and not foretold:
        return False
    actors = [argument for argument in report.arguments if argument.role == "actor"]
    others = [argument for argument in report.arguments if argument.role in _TARGETS]
    if len(actors) > 1 and not any(argument.role == "recipient" for argument in others):
        others = [*others, *actors]  # partners: each is the other's target
        sources = actors
    else:
        both = coding.type in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
        sources = [*actors, *(each for each in others if both and each.role == "recipient")]
        others = [*others, *(actors if both else ())]
    known = [_countries(argument, mentions, countries) for argument in sources]
    theirs = [_countries(argument, mentions, countries) for argument in others]
    return _has(known, coding.source, countries) and _has(theirs, coding.target, countries)


def _has(found: Sequence[set[str]], code: str, countries: Mapping[str, str]) -> bool:
    """Whether one of the arguments, given as the countries they are of, may be whom a code means."""
    if not code.strip("-"):
        return True
    country = code[:3] if code[:3] in countries.values() else None
    return any(country is None or not known or country in known for known in found)


def _countries(argument: Argument, mentions: Sequence[Mention], countries: Mapping[str, str]) -> set[str]:
    """Alpha-3 codes of the countries an argument's own words, or another mention of its entity, name."""
    found: set[str] = set()
    for mention in mentions:
        inside = argument.start <= mention.start and mention.end <= argument.end
        if not inside and (argument.entity is None or mention.entity != argument.entity):
            continue
        for code in (mention.country, mention.place.country if mention.place is not None else None):
            if code in countries:
                found.add(countries[code])
    return found


def _is_dyad(report: EventReport) -> bool:
    return {"actor", "recipient"} <= {argument.role for argument in report.arguments}
