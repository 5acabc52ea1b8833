"""Saved e-mails: the newsletter's HTML, or its text where it has no other part."""

from email.message import EmailMessage

from dateline.model import Locator, Page, Unreadable
from dateline.sources.page import pages_of

HTML = "<html><body><h1>Ferry runs aground</h1><p>All forty aboard are safe, café.</p></body></html>"
TEXT = "Ferry runs aground\n\nAll forty aboard are safe, café.\n"


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Harbour Post <news@harbour.example>"
    mail["Subject"] = "Ferry runs aground"
    mail["Date"] = "Tue, 04 Mar 2031 10:15:00 +0100"
    return mail


def read(mail: EmailMessage | bytes) -> Page | Unreadable:
    (found,) = pages_of(bytes(mail), Locator(file="mail.eml"), max_bytes=10**6)
    return found


def test_the_html_part_is_the_page() -> None:
    mail = message()
    mail.set_content(TEXT)
    mail.add_alternative(HTML, subtype="html")
    page = read(mail)
    assert isinstance(page, Page)
    assert (page.media_type, page.captured_at) == ("text/html", "2031-03-04T10:15:00+01:00")
    assert "All forty aboard" in page.content.decode()


def test_a_mail_of_one_part_is_read() -> None:
    for subtype, media_type in (("html", "text/html"), ("plain", "text/plain")):
        for encoding in ("quoted-printable", "base64", "8bit"):
            mail = message()
            mail.set_content(HTML if subtype == "html" else TEXT, subtype=subtype, cte=encoding)
            page = read(mail)
            assert isinstance(page, Page)
            assert page.media_type == media_type
            assert "aboard are safe, café" in page.content.decode()
            assert b"Subject" not in page.content


def test_a_text_that_quotes_a_mail_is_no_mail() -> None:
    text = b"Ferry runs aground\nFrom: the harbour office\nDate: 4 March 2031\n\nAll are safe.\n"
    page = read(text)
    assert isinstance(page, Page)
    assert (page.media_type, page.content) == ("text/plain", text)
    headers_alone = b"From: Ana Ferrol\nDate: Tue, 4 Mar 2031 10:15:00 +0100\nSubject: Ferry\n\nAll are safe.\n"
    assert read(headers_alone).content == headers_alone  # type: ignore[union-attr]
