"""What metadata tell of who wrote, as far as it is believed: the site and its owner are no one."""

import re
from urllib.parse import urlsplit

import msgspec

from dateline.article.bylines import is_firm, is_personal, load_wording
from dateline.article.outlet import letters
from dateline.article.structured import Structured
from dateline.article.told import Told
from dateline.article.wording import SEPARATOR
from dateline.model import Author

_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)


def believed(told: Told | None, home: set[str], hosts: set[str]) -> Told | None:
    """What metadata tell, without the site's own word for "no one" and its owner; the site itself is a desk.

    home: the words by which the page calls its site; hosts: those of its address. The article's own data are believed
    though they name the site.
    """
    if told is None:
        return None
    authors, source, raw = told
    signed = _signed(authors, home) or any(is_personal(author.name) for author in authors)
    if not signed and source != "json-ld" and not _is_desk(authors):
        return None
    if source == "meta" and all(is_firm(author.name) for author in authors):
        return None
    own = [
        author.kind == "person" and letters(author.name) in home | hosts and not is_personal(author.name)
        for author in authors
    ]
    desks = (msgspec.structs.replace(each, kind="desk") if mine else each for each, mine in zip(authors, own))
    return tuple(desks), source, raw


def _is_desk(authors: tuple[Author, ...]) -> bool:
    return any(load_wording().desks.search(author.name.lower()) for author in authors)


def words_of_home(outlet: str | None, structured: Structured, names: list[str], url: str | None) -> set[str]:
    """The words by which a page calls its own site, letters alone."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    handles = () if is_personal(outlet or "") else structured.metas.get("twitter:site", ())
    pieces = SEPARATOR.split(outlet or "")
    called = (outlet or "", *pieces, *names, *handles, host, host.partition(".")[0])
    return {letters(name) for name in called if len(letters(name)) > 1}


def _signed(authors: tuple[Author, ...], home: set[str]) -> bool:
    """Whether any of the authors is other than the site itself, by its name or its address."""
    return any(letters(author.name) not in home and not _DOMAIN.fullmatch(author.name) for author in authors)
