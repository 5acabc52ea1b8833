"""What metadata tell of who wrote, as far as it is believed: the site and its owner are no one."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dateline.article.authors.told import Told
from dateline.article.bylines.names import is_agency, is_firm, is_personal, is_personal_in_any_case
from dateline.article.bylines.words import load_wording
from dateline.article.names.outlet import letters
from dateline.article.names.owners import paper_words
from dateline.article.names.wording import SEPARATOR, may_divide
from dateline.article.structured import Structured, texts, types_of
from dateline.model import Author

_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
# The address of an account's data: "https://courier.example/#/schema/person/1a2b".
_ACCOUNT = re.compile(r"/schema/person/|#author$")


def believed(
    told: Told | None, structured: Structured, home: set[str], hosts: set[str], *, is_signed: Callable[[], bool]
) -> Told | None:
    """What metadata tell, without the site's own word for "no one" and its owner; the site itself is a desk.

    home: the words by which the page calls its site; hosts: those of its address. The article's own data are believed
    though they name the site where a line by the headline names it as well (`is_signed`), or an account of this name.
    Of 43 pages without, 5 had the site in their gold, all of them golds read off these data (dev and train pages).
    """
    if told is None:
        return None
    authors, source, raw = told
    if source == "json-ld":
        publishers = {letters(name) for name in texts(structured.article.get("publisher"), structured)}
        words = home | hosts | publishers
        named = (letters(each) for author in authors for each in (author.name, _bare_host(author.name)))
        if not words.isdisjoint(named) and stands_for_the_site(structured, words) and not is_signed():
            return None
    else:
        others = _signed(authors, home) or any(is_personal_in_any_case(author.name) for author in authors)
        if not others and not _is_desk(authors):
            return None
        if all(is_firm(author.name) for author in authors):
            return None
    own = [author.kind == "person" and _is_called_so(author.name, home, hosts) for author in authors]
    if not any(own):
        return told
    desks = (msgspec.structs.replace(each, kind="desk") if mine else each for each, mine in zip(authors, own))
    return tuple(desks), source, raw


def _is_called_so(name: str, home: set[str], hosts: set[str]) -> bool:
    """Whether a name that no person has plainly is one of those by which a page calls its site, or its address."""
    bare = letters(name)
    return (bare in home or bare in hosts) and not is_personal_in_any_case(name)


def stands_for_the_site(structured: Structured, own: set[str]) -> bool:
    """Whether the article's data name no one but the site, in the place of an author that they must have.

    own: the words by which the page calls its site and who publishes it, letters alone. A body by its type stands for
    the site; so does a word or an address that is typed a person, unless it has a page of its own as accounts have.
    Names of several words may be those of a person who has a site.
    """
    value = structured.article.get("author") or structured.article.get("creator")
    nodes = [_followed(each, structured) for each in (value if isinstance(value, list) else [value])]
    return all(_is_site(node, structured, own) for node in nodes)


def _is_site(node: Any, structured: Structured, own: set[str]) -> bool:
    """Whether what the article's data give as an author is the site."""
    names = texts(node, structured)
    if any(is_personal(name) or is_desk_s(name) or is_agency(name) for name in names):
        return False
    if not all(letters(name) in own or letters(_bare_host(name)) in own for name in names):
        return False
    if not isinstance(node, dict):
        return not any(map(_may_be_a_person_s, names))
    kinds = types_of(node)
    if "Person" not in kinds and any("Organization" in kind or kind == "WebSite" for kind in kinds):
        return True
    if any(_may_be_a_person_s(name) for name in names):
        return False
    pages = [place for place in (node.get("url"), node.get("@id")) if isinstance(place, str)]
    return not any(_ACCOUNT.search(place) or load_wording().author_page.search(f"{place}/") for place in pages)


def _bare_host(name: str) -> str:
    """A name without what makes an address of it: "velno.example" as "velno"."""
    return name.rpartition(".")[0] if "." in name and _DOMAIN.fullmatch(name) else name


def _may_be_a_person_s(name: str) -> bool:
    """Whether a site's name may be that of a person who has it: several words, none of them a paper's or an article."""
    words = name.casefold().split()
    papers = paper_words()
    named = papers.isdisjoint((words[0], words[-1])) and words[0] not in load_wording().articles
    return not name.isascii() or (len(words) > 1 and named)


def _followed(value: Any, structured: Structured) -> Any:
    """The node that a property holds or refers to; other values as they are."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        value = structured.by_id.get(value["@id"], value)
    return value


def _is_desk(authors: tuple[Author, ...]) -> bool:
    return any(is_desk_s(author.name) for author in authors)


def is_desk_s(name: str) -> bool:
    """Whether a name has a word that desks are called by."""
    return load_wording().desks.search(name.lower()) is not None


def words_of_home(outlet: str | None, structured: Structured, names: list[str], url: str | None) -> set[str]:
    """The words by which a page calls its own site, letters alone."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    handles = () if is_personal(outlet or "") else structured.metas.get("twitter:site", ())
    pieces = SEPARATOR.split(outlet) if outlet and may_divide(outlet) else ()
    called = (outlet or "", *pieces, *names, *handles, host, host.partition(".")[0])
    return {bare for bare in map(letters, called) if len(bare) > 1}


def _signed(authors: tuple[Author, ...], home: set[str]) -> bool:
    """Whether any of the authors is other than the site itself, by its name or its address."""
    return any(letters(author.name) not in home and not _DOMAIN.fullmatch(author.name) for author in authors)
