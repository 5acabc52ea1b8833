"""The reference of all commands, made from their parsers: python -m dateline.adapters.cli.reference."""

import argparse
import sys

from dateline.adapters.cli.commands import COMMANDS
from dateline.adapters.cli.main import load_command, parser_of


def reference() -> str:
    """The page docs/reference/commands.md."""
    lines = [
        "# Commands",
        "",
        "Made from the program itself by `python -m dateline.adapters.cli.reference`; a test fails when this page",
        "and the program differ.",
        "",
        "Exit status of every command: 0 when all went well, 1 when some pages failed (or `doctor` found something",
        "wrong), 2 for a wrong call, 130 after Ctrl-C. A wrong call gives one line with the remedy.",
        "",
        "| command | what it does |",
        "|---|---|",
        *(f"| [dateline {name}](#dateline-{name}) | {summary} |" for name, summary in COMMANDS.items()),
        "",
    ]
    for name in COMMANDS:
        lines += _command(name)
    return "\n".join(lines)


def _command(name: str) -> list[str]:
    parser = parser_of(name, load_command(name))
    lines = [f"## dateline {name}", "", (parser.description or "").strip(), ""]
    lines += ["| argument | meaning |", "|---|---|"]
    lines += [_row(action) for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    if parser.epilog:
        lines += ["", "```", parser.epilog.strip(), "```"]
    return [*lines, ""]


def _row(action: argparse.Action) -> str:
    shown = action.metavar if isinstance(action.metavar, str) else ",".join(map(str, action.choices or ()))
    if not action.option_strings:
        name = shown or action.dest.upper()
    elif action.nargs == 0:
        name = ", ".join(action.option_strings)
    else:
        name = f"{', '.join(action.option_strings)} {shown or action.dest.upper()}"
    return f"| `{name.replace('|', chr(92) + '|')}` | {(action.help or '').replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
