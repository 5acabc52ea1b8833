"""Files of a folder, in an order that does not depend on the file system."""

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.model import Locator, Unreadable
from dateline.sources.faults import NOT_A_PAGE, unreadable


def files_under(folder: Path) -> Iterator[Path | Unreadable]:
    """Every regular file below `folder`, sorted by name in each folder, folders in their place among files.

    Names that begin with a dot are passed over. Symbolic links are not followed: one that points elsewhere
    could draw in what the user never chose, and one that points inside would give a page twice.
    """
    pending: list[Iterator[os.DirEntry[str]]] = []
    entries = _entries(folder)
    if isinstance(entries, Unreadable):
        yield entries
        return
    pending.append(entries)
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
        elif entry.is_symlink():
            yield unreadable(Locator(file=entry.path), "link-not-followed", "a symbolic link in a folder")
        elif entry.is_dir(follow_symlinks=False):
            below = _entries(Path(entry.path))
            if isinstance(below, Unreadable):
                yield below
            else:
                pending.append(below)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        else:
            yield unreadable(Locator(file=entry.path), NOT_A_PAGE, "neither a file nor a folder")


def _entries(folder: Path) -> Iterator[os.DirEntry[str]] | Unreadable:
    try:
        with os.scandir(folder) as found:
            return iter(
                sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda each: each.name)
            )
    except OSError as error:
        return unreadable(Locator(file=str(folder)), "unreadable-file", error.strerror or str(error))
