"""Parts of the reader of pages that are also written in C: the walk over a page, counts over its texts, trees.

Whoever installs Dateline with a C compiler gets them built (`hatch_build.py`); plain Python beside each part is its
reference, and what runs where they were not built. Both give the same bytes (`tests/conformance/test_native.py`).
"""

import importlib
import os
from typing import Any

# The environment variable that switches them: "0" for plain Python, "1" where they must be built, else as it comes.
SWITCH = "DATELINE_NATIVE"
# What Python and C agree upon; raised in both (`module.c`) with every change to what passes between them.
EDITION = 1


def _load() -> Any:
    told = os.environ.get(SWITCH, "")
    if told == "0":
        return None
    try:
        built = importlib.import_module(f"{__name__}._native")
        if built.EDITION != EDITION:
            raise ImportError(f"dateline's parts in C are of edition {built.EDITION}, not {EDITION}: install it again")
        return built
    except ImportError:
        if told == "1":
            raise
        return None


_built = _load()


def native() -> Any:
    """The module in C; None where it was not built or is switched off."""
    return _built
