"""A page's HTML as text, or as the same in UTF-8: what is told of one is told of the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.html import read_html
from dateline.article.tree.given import content_of, head_of, holds, is_utf8, is_utf8_plainly, text_of

# Bytes at the bounds of what may follow each other, and stretches as long as are passed at once.
_BYTES = [
    bytes([byte]) for byte in b"a\x7f\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe1\xed\xee\xef\xf0\xf1\xf4\xf5\xff"
]
_PIECES = [*_BYTES, b"quay " * 7, "ä".encode(), "ж".encode(), "海".encode(), "\ufffd".encode(), "🌊".encode()]


@given(st.one_of(st.binary(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=12).map(b"".join)))
def test_what_c_takes_for_utf8_is_what_python_decodes(content: bytes) -> None:
    assert is_utf8(content) == is_utf8_plainly(content)


def test_all_characters_are_utf8_and_no_half_ones() -> None:
    for point in (0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF):
        content = chr(point).encode()
        assert is_utf8(content)
        assert not any(is_utf8(content[:cut]) for cut in range(1, len(content)))
    assert not is_utf8("\ud800".encode("utf-8", "surrogatepass"))


@given(st.text(max_size=30), st.integers(0, 12))
def test_text_and_bytes_tell_the_same(text: str, size: int) -> None:
    content = text.encode("utf-8", "ignore")
    text = content.decode()
    assert text_of(content) == text_of(text) == text
    assert content_of(content) == content_of(text) == content
    assert head_of(content, size) == head_of(text, size) == text[:size]
    assert holds(content, "é") == holds(text, "é") == ("é" in text)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        '<template shadowrootmode="open"><p>The harbour master of Orm said so.</p></template>',
        f"<iframe srcdoc='{'<p>The ferry to Teln lay at the quay for a week and more.' * 20}'></iframe>",
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><script>__wm.wombat('https://orm.example/x','20310406070809')</script>",
    ],
)
def test_a_page_is_read_alike_as_text_and_as_bytes(rest: str) -> None:
    html = f"<h1>Fähre außer Dienst</h1>{'<p>Die Fähre liegt seit Montag am Kai, sagte der Meister.</p>' * 6}{rest}"
    assert read_html(html.encode()) == read_html(html)
