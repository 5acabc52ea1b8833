"""The command line. Nothing heavy is imported before the command that needs it is known."""

from dateline.adapters.cli.main import main

__all__ = ["main"]
