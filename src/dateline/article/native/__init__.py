"""Parts of the reader of pages that are also written in C: the walk over a page, counts over its texts, trees.

Whoever installs Dateline with a C compiler gets them built (`hatch_build.py`); plain Python beside each part is its
reference, and what runs where they were not built. Both give the same bytes (`tests/conformance/test_native.py`).
"""

import importlib
import os
from typing import Any

from dateline.model.problem import DatelineError

# The environment variable that switches them: "0" for plain Python, "1" where they must be built, else as it comes.
SWITCH = "DATELINE_NATIVE"
# What Python and C agree upon; raised in both (`module.c`) with every change to what passes between them.
EDITION = 7


def _load() -> tuple[Any, str]:
    """The module in C, or why there is none."""
    told = os.environ.get(SWITCH, "")
    if told not in ("", "0", "1"):
        raise DatelineError(f"{SWITCH} is 0 or 1, not {told}", remedy="unset it to use what was built")
    if told == "0":
        return None, "switched off"
    name = f"{__name__}._native"
    try:
        built = importlib.import_module(name)
        if built.EDITION == EDITION:
            return built, ""
        missing = f"built from other sources, of edition {built.EDITION} instead of {EDITION}"
    except ModuleNotFoundError:
        missing = "not built"
    except ImportError as error:
        missing = f"not to be loaded: {error}"
    if told == "1":
        raise DatelineError(
            f"{SWITCH} is 1, but the parts in C are {missing}", remedy="install Dateline again, or unset it"
        )
    return None, missing


_built, _missing = _load()


def native() -> Any:
    """The module in C; None where it was not built or is switched off."""
    return _built


def why_plain() -> str:
    """Why there is no module in C, in a few words; empty where there is one."""
    return _missing
