"""The house: which module may import which, and how large an entry may grow."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "dateline"
# Lowest first; names in one set are siblings and never import one another.
LAYERS = [
    {"model"},
    {"language"},
    {"sources", "article", "entities", "times", "claims", "events"},
    {"reading", "record"},
    {"jobs", "views"},
    {"adapters"},
]
STAGES = {
    "sources": "open_source",
    "article": "read_article",
    "entities": "find_mentions",
    "times": "find_times",
    "claims": "find_claims",
    "events": "find_events",
}
IO_MODULES = {
    "socket",
    "subprocess",
    "urllib.request",
    "http.client",
    "sqlite3",
    "requests",
    "httpx",
    "shutil",
}
IO_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"}


def level(name: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if name in layer)


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_imports_only_go_down(path: Path) -> None:
    parts = path.relative_to(SRC).with_suffix("").parts
    if len(parts) == 1:
        return  # the package's own face loads public names lazily
    mine = parts[0]
    for name in imports(path):
        if not name.startswith("dateline.") or len(name.split(".")) < 2:
            continue
        theirs = name.split(".")[1]
        if theirs in {"_version", mine} or not any(theirs in layer for layer in LAYERS):
            continue
        assert level(theirs) < level(mine), f"{path.relative_to(SRC)} imports {name}"


@pytest.mark.parametrize("stage", ["article", "entities", "times", "claims", "events", "record", "model", "views"])
def test_stages_do_no_input_or_output(stage: str) -> None:
    for path in sorted((SRC / stage).rglob("*.py")):
        touched = {name for name in imports(path) if name in IO_MODULES}
        calls = {
            node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        }
        assert not touched, f"{path.relative_to(SRC)} imports {sorted(touched)}"
        assert not calls & IO_CALLS, f"{path.relative_to(SRC)} calls {sorted(calls & IO_CALLS)}"


@pytest.mark.parametrize(("stage", "entry"), STAGES.items())
def test_each_stage_shows_one_entry_function_with_a_worked_example(stage: str, entry: str) -> None:
    package = __import__(f"dateline.{stage}", fromlist=[entry])
    function = getattr(package, entry)
    assert entry in package.__all__
    assert function.__doc__ and ">>>" in function.__doc__, f"{entry} has no doctest"


def test_no_cycle_hides_inside_a_layer() -> None:
    siblings = {name for layer in LAYERS for name in layer}
    assert {path.name for path in SRC.iterdir() if path.is_dir() and path.name != "__pycache__"} == siblings
