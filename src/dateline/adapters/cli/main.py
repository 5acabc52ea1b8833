"""From the words on the command line to one command and an exit status."""

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from dateline._version import __version__
from dateline.adapters.cli.commands import COMMANDS
from dateline.adapters.cli.console import Console
from dateline.adapters.cli.parser import Parser
from dateline.model.problem import DatelineError

OK, SOME_FAILED, BAD_CALL, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0, 1 when some pages failed, 2 for a bad call, 130 after Ctrl-C."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    console = Console(sys.stdout, sys.stderr)
    try:
        status = _run(words, console)
        sys.stdout.flush()
    except DatelineError as error:
        console.error(str(error))
        return BAD_CALL
    except KeyboardInterrupt:
        console.error("stopped; what was read is kept, the same command goes on from there")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`); a second failure at exit must not show either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status


def _run(words: list[str], console: Console) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        if len(words) > 1 and words[1] in COMMANDS:
            words = [words[1], "--help"]
        else:
            console.line(overview())
            return OK if words else BAD_CALL
    if words[0] in ("-V", "--version"):
        console.line(f"dateline {__version__}")
        return OK
    if words[0] not in COMMANDS:
        near = difflib.get_close_matches(words[0], COMMANDS, n=1)
        remedy = f"did you mean {near[0]}?" if near else "dateline --help lists the commands"
        raise DatelineError(f"no such command: {words[0]}", remedy=remedy)
    command = load_command(words[0])
    options = parser_of(words[0], command).parse_args(words[1:])
    status: int = command.run(options, console)
    return status


def overview() -> str:
    """What `dateline --help` shows."""
    width = max(map(len, COMMANDS))
    lines = [
        "usage: dateline COMMAND ...",
        "",
        "Reads saved news pages and keeps the record of what happened, according to whom.",
        "",
        *(f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items()),
        "",
        "dateline COMMAND --help tells more; dateline --version tells the version.",
    ]
    return "\n".join(lines)


def load_command(name: str) -> ModuleType:
    """The module of one command."""
    return importlib.import_module(f"dateline.adapters.cli.commands.{name}")


def parser_of(name: str, command: ModuleType) -> Parser:
    """The parser of one command."""
    parser = Parser(name, COMMANDS[name], command.__doc__ or "")
    command.arguments(parser)
    return parser
