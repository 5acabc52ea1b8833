from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[4] / "examples" / "pages" / "dumps"


@pytest.fixture(scope="session")
def treaty() -> str:
    return (PAGES / "business-review-treaty.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def andarov() -> str:
    return (PAGES / "radio-lakhora-andarov.txt").read_text("utf-8")
