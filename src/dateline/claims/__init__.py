"""Claims: who says what, down the whole chain of sources."""

from dateline.claims.find import find_claims

__all__ = ["find_claims"]
