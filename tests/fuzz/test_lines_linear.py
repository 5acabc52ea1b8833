"""Lines made to be gone over again and again: four times the line takes no more than some four times as long."""

import time
from collections.abc import Callable

import pytest

from dateline.article.bylines.split import split_byline
from dateline.article.fields.printed import _parted
from dateline.article.structured import _loads

SIZE = 40_000
READERS: dict[str, Callable[[str], object]] = {"parted": _parted, "loads": _loads, "byline": split_byline}
UNITS = {
    "parted": ("Ab", "AaB", "xX", "Orm TaviMarch 4, 2031", "Updated", "2031Ab", "a1 ", "a@", "a@b"),
    "loads": ("\t", " ", "--> ", "// ", "]]> ", "/* ", "*/ ", "; ", ", ", "<!-- "),
    "byline": ("@", "@a", "a@ ", "[at]", "(", "Orm Tavi, ", "By ", "2031 "),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize("ending", ["", "x", "\n!"], ids=ascii)
@pytest.mark.parametrize(("name", "unit"), [(name, unit) for name in UNITS for unit in UNITS[name]], ids=ascii)
def test_a_line_is_read_in_linear_time(name: str, unit: str, ending: str) -> None:
    read, text = READERS[name], unit * (SIZE // len(unit))
    read("Orm Tavi")
    small = min(seconds(read, text[: SIZE // 4] + ending) for _ in range(2))
    large = min(seconds(read, text + ending) for _ in range(2))
    assert large < 9 * small + 0.05, f"{small:.3f} s for a quarter, {large:.3f} s for the whole"
