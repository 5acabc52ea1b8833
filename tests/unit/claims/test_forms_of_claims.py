"""The small words of attribution stand in the language's data, each under a name that code asks for."""

import re
import tomllib
from pathlib import Path

SOURCES = Path(__file__).parents[3] / "src" / "dateline"
DATA = tomllib.loads((SOURCES / "language" / "en" / "claims" / "forms.toml").read_text("utf-8"))


def asked(method: str) -> set[str]:
    files = sorted((*(SOURCES / "claims").glob("*.py"), *(SOURCES / "language" / "attribution").glob("*.py")))
    code = "\n".join(path.read_text("utf-8") for path in files)
    return set(re.findall(rf'lexicon\.{method}\("(\w+)"\)', code))


def test_every_name_asked_for_is_there_and_no_other() -> None:
    assert asked("words") == set(DATA["words"])
    assert asked("endings") == set(DATA["endings"])
