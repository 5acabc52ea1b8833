"""argparse with one clear line for a wrong call."""

import argparse
import difflib
import re
from collections.abc import Callable
from typing import NoReturn, get_args

from dateline.model.event import EventType, Status
from dateline.model.problem import DatelineError

DEFAULT_RECORD = "record"


class Parser(argparse.ArgumentParser):
    """The options of one command; a wrong call raises DatelineError instead of leaving the process."""

    def __init__(self, name: str, summary: str, description: str) -> None:
        text = description.strip().partition("\n\n")[2] or summary
        super().__init__(
            prog=f"dateline {name}",
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """One line that names what is wrong and what to do."""
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        remedy = f"{self.prog} --help"
        if unknown:
            options = [option for action in self._actions for option in action.option_strings]
            near = difflib.get_close_matches(unknown[1].partition("=")[0], options, n=1)
            remedy = f"did you mean {near[0]}?" if near else remedy
            message = f"unknown option or argument: {unknown[1]}"
        raise DatelineError(f"{self.prog}: {message}", remedy=remedy)

    def add_record(self) -> None:
        """--record, as every command has it that asks a record."""
        self.add_argument(
            "--record",
            metavar="DIR",
            default=DEFAULT_RECORD,
            help=f"the folder the record lies in (default: {DEFAULT_RECORD})",
        )

    def add_events(self) -> None:
        """--events, for commands that read pages."""
        self.add_argument(
            "--events",
            choices=["sure", "all"],
            default="sure",
            help="all: also reports of events that are likely wrong, each with its chance as score (default: sure)",
        )

    def add_language(self, help: str) -> None:
        """--language, for commands that read pages."""
        self.add_argument("--language", metavar="CODE", type=language_code, help=help)

    def add_json(self, help: str = "print JSON") -> None:
        """--json."""
        self.add_argument("--json", action="store_true", help=help)

    def add_filters(self, *, limit: int | None = 20, kinds: bool = False) -> None:
        """What narrows articles and events; each may be given several times."""
        add = self.add_argument
        add("--outlet", action="append", default=[], metavar="NAME", help="only this outlet")
        add("--language", action="append", default=[], metavar="CODE", help="only this language")
        if kinds:
            add(
                "--kind",
                action="append",
                default=[],
                choices=["article", "index", "error", "consent", "empty", "other", "any"],
                help="pages of this kind (default: article)",
            )
        add("--entity", action="append", default=[], metavar="NAME|ID", help="that names this person, body or place")
        add(
            "--type",
            action="append",
            default=[],
            type=_one_of(get_args(EventType)),
            metavar="TYPE",
            help="with an event of this type (ASSAULT, ...)",
        )
        add(
            "--status",
            action="append",
            default=[],
            type=_one_of(get_args(Status)),
            metavar="STATUS",
            help="with an event of this status (happened, denied, threatened, ...)",
        )
        add("--since", metavar="TIME", help="not before this day, month or year")
        add("--until", metavar="TIME", help="not after this day, month or year")
        if limit is not None:
            add("--limit", type=whole_number, default=limit, metavar="N", help=f"at most N (default: {limit})")
            add("--offset", type=whole_number, default=0, metavar="N", help="leave out the first N")


def _one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    """A reader of one of these names, in whatever case; an unknown one would find nothing, and not say why."""
    known = {name.casefold(): name for name in names}

    def read(text: str) -> str:
        if text.casefold() not in known:
            raise argparse.ArgumentTypeError(f"invalid choice: {text!r} (choose from {', '.join(names)})")
        return known[text.casefold()]

    return read


def language_code(text: str) -> str:
    """The code of a language to read in: one with rules, else nothing would be found, and nobody told why."""
    from dateline.language import UNDETERMINED, languages_with_packs, load_language

    code = load_language(text).code
    if code == UNDETERMINED and not text.lower().startswith(UNDETERMINED):
        raise DatelineError(
            f"no rules for the language {text!r}; there are {', '.join(languages_with_packs())}",
            remedy="leave --language out to have articles read, without times, claims and events",
        )
    return text


def whole_number(text: str) -> int:
    """A number of things, 0 or more."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"not a whole number of 0 or more: {text!r}")
    return int(text)


def seconds(text: str) -> float:
    """A number of seconds above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"not a number of seconds above 0: {text!r}")
    return value
