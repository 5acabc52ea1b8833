"""Dateline reads saved news pages and keeps the record of what happened, according to whom.

Public names are loaded when first used, so that `import dateline` costs nothing:

    read_page, read_pages, read_text: pages in, Readings out
    open_source: a folder, file or archive in, Pages out
    open_record: the joined record on disk
    load_language: a language's rules, lexicons and tagger
"""

import importlib
from typing import TYPE_CHECKING, Any

from dateline._version import __version__

if TYPE_CHECKING:
    from dateline.adapters.stores import open_record
    from dateline.language import load_language
    from dateline.model import Article, DatelineError, Page, Problem, Reading
    from dateline.reading import read_page, read_pages, read_text
    from dateline.sources import open_source

_HOMES = {
    "Article": "dateline.model",
    "DatelineError": "dateline.model",
    "Page": "dateline.model",
    "Problem": "dateline.model",
    "Reading": "dateline.model",
    "load_language": "dateline.language",
    "open_record": "dateline.adapters.stores",
    "open_source": "dateline.sources",
    "read_page": "dateline.reading",
    "read_pages": "dateline.reading",
    "read_text": "dateline.reading",
}

__all__ = [
    "Article",
    "DatelineError",
    "Page",
    "Problem",
    "Reading",
    "__version__",
    "load_language",
    "open_record",
    "open_source",
    "read_page",
    "read_pages",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
