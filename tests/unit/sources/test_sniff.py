import pytest

from dateline.sources.sniff import sniff


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf\n<!-- note -->\n<HTML>", "text/html"),
        ('<html lang="en">Hafen'.encode("utf-16"), "text/html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "text/html"),
        (b"<p>One</p> and <b>two</b>", "text/html"),
        (b"<!DOCTYPE html><p>x" + b"\x00\x1f\x08" * 9, "text/html"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "application/feed+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/feed+xml"),
        (b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">', "application/feed+xml"),
        (b'<?xml version="1.0"?><urlset>', "application/xml"),
        (b'<svg xmlns="x"><path/></svg>', "image/svg+xml"),
        (b'{"a": 1}', "application/json"),
        (b"[Advertisement]\nFerry sinks\n", "text/plain"),
        (b"[1] the first note\n", "text/plain"),
        (b"[[Sallo Line]] runs a ferry aground\n", "text/plain"),
        (b"[[![Ferry](/f.jpg)](/f)\n", "text/plain"),
        (b'[["a", 1], [2]]', "application/json"),
        (b"[[1, 2], [3]]", "application/json"),
        (b"<div>\n\n[News](/n) [Sport](/s)\n\n</div>\n\n<div>\n\n# Ferry sinks\n\n</div>\n", "text/plain"),
        (b"<div>[News](/n) [Sport](/s)</div><pre>\n# Ferry sinks\n</pre><p>All are safe</p>", "text/html"),
        (b"---\ntitle: Ferry sinks\nurl: https://harbour.example/f\n---\n\nAll are safe.\n", "text/plain"),
        (b"BMW recalls cars\nBy Ana Ferrol\n", "text/plain"),
        (b"By {name}: the ferry sank.", "text/plain"),
        ("Мост закрыт\nсегодня".encode("cp1251"), "text/plain"),
        (b"(function(){var a=b();c(a);})();", "text/javascript"),
        (b"@media print { p { color: red; } }", "text/css"),
        (b"\0\1\2\3\4\5\6\7" * 9, "application/octet-stream"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"", "text/plain"),
    ],
)
def test_content_decides(content: bytes, expected: str) -> None:
    assert sniff(content) == expected


def test_a_declared_type_decides_for_text_that_could_be_anything() -> None:
    assert sniff(b"a = 1", declared="application/javascript") == "application/javascript"
    assert sniff(b"<!DOCTYPE html><p>x", declared="application/javascript") == "text/html"
