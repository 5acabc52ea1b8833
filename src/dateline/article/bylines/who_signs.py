"""What a name among those who sign is: a person's, the job of the person before it, an account of the house."""

import re

import msgspec

from dateline.article.bylines.names import is_given
from dateline.article.bylines.words import load_wording
from dateline.model import Author

# A name to log in with that has parts: "harbour.desk", "velno_online".
_LOGIN_OF_PARTS = re.compile(r"[a-z]{2,}(?:[._-][a-z]{2,})+")
_SIGNS = re.compile(r"[._-]")


def without_jobs(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Authors without a job that stands as an author of its own behind the person who has it.

    >>> without_jobs((Author("Runa Meschel", "person"), Author("Harbour Correspondent", "desk")))
    (Author(name='Runa Meschel', kind='person', title='Harbour Correspondent'),)
    """
    found: list[Author] = []
    for author in authors:
        last = found[-1] if found else None
        if last and last.kind == "person" and author.kind == "desk" and is_job(author.name):
            found[-1] = msgspec.structs.replace(last, title=last.title or author.name)
        else:
            found.append(author)
    return tuple(found)


def with_accounts(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Authors, of whom one who signs with a name to log in that holds no given name is no person.

    >>> [author.kind for author in with_accounts((Author("port.salvane", "person"), Author("jonas.tavi", "person")))]
    ['desk', 'person']
    """
    return tuple(
        msgspec.structs.replace(author, kind="desk") if author.kind == "person" and _is_house_s(author.name) else author
        for author in authors
    )


def is_job(name: str) -> bool:
    """Whether a name is what one person of a newsroom is: "Harbour Correspondent", and no "Our Correspondent"."""
    wording = load_wording()
    words = name.casefold().split()
    return bool(words) and words[-1] in wording.jobs and words[0] not in wording.owning


def _is_house_s(name: str) -> bool:
    parts = _SIGNS.split(name) if _LOGIN_OF_PARTS.fullmatch(name) else []
    return bool(parts) and not any(is_given(part.capitalize()) for part in parts)
