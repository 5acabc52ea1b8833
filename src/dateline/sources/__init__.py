"""Saved pages in: folders, files, archives and feeds become a stream of Pages."""

from dateline.sources.faults import NOT_A_PAGE
from dateline.sources.open import open_source

__all__ = ["NOT_A_PAGE", "open_source"]
