"""Builds the parts in C (`dateline.article.native`) where there is a C compiler; else Dateline is plain Python."""

import hashlib
import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src/dateline/article/native")
# No sum of products may be rounded once instead of twice, or features would differ from those of numpy.
FLAGS = ("-O3", "-std=c11", "-D_GNU_SOURCE", "-fPIC", "-fvisibility=hidden", "-fwrapv", "-ffp-contract=off",
         "-fno-strict-aliasing", "-Werror=implicit-function-declaration")  # fmt: skip


class NativeHook(BuildHookInterface):
    """Compiles beside the sources, so that an editable installation finds the library, too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """DATELINE_NATIVE: "0" builds nothing, "1" takes no failure for an answer."""
        told = os.environ.get("DATELINE_NATIVE", "")
        if told not in ("", "0", "1"):
            raise RuntimeError(f"DATELINE_NATIVE is 0 or 1, not {told}")
        if self.target_name != "wheel" or told == "0":
            return
        library = FOLDER / f"_native{sysconfig.get_config_var('EXT_SUFFIX')}"
        failure = compile_native(Path(self.root), library)
        if failure is None:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["artifacts"].append(library.as_posix())
        elif told == "1":
            raise RuntimeError(failure)
        else:
            self.app.display_warning(f"Dateline is installed without its parts in C: {failure}")


def digest_of(folder: Path) -> str:
    """Of all sources in C, for whoever doubts that a library was built from those beside it."""
    paths = sorted(folder.glob("*.[ch]"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def compile_native(root: Path, library: Path) -> str | None:
    """Compile the library; why that failed, or None."""
    if os.name != "posix" or sys.implementation.name != "cpython":
        return "they are for CPython on POSIX systems"
    try:
        compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    except ValueError as error:
        return f"CC: {error}"
    include = sysconfig.get_path("include")
    if not (Path(include) / "Python.h").is_file():
        return f"no Python.h in {include}"
    linking = ["-bundle", "-undefined", "dynamic_lookup"] if sys.platform == "darwin" else ["-shared"]
    sources = sorted(str(path) for path in (root / FOLDER).glob("*.c"))
    digest = digest_of(root / FOLDER)
    waiting = (root / library).with_suffix(f".{os.getpid()}")  # a library in use is replaced, never written into
    command = [*compiler, *FLAGS, f'-DSOURCES="{digest}"', *linking, f"-I{include}", *sources, "-o", str(waiting)]
    if sys.platform.startswith("linux"):
        command.append("-ldl")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{compiler[0]}: {error}"
    if done.returncode:
        return done.stderr.strip()[-2000:] or f"{compiler[0]} failed"
    waiting.replace(root / library)
    return None
