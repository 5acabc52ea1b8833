from tests.unit.article.dump.test_dump_roles import page as printed

from dateline.article import read_article
from dateline.model import Page


def read(media_type: str, content: bytes, status: int) -> str:
    saved = Page(id=Page.identify(content), content=content, media_type=media_type, charset="utf-8", http_status=status)
    return read_article(saved).kind


def test_a_page_that_a_server_gave_with_an_error_is_an_error_page() -> None:
    content = printed().encode()
    assert read("text/plain", content, 404) == "error"
    assert read("text/plain", content, 200) == "article"
