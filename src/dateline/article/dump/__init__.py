"""Pages printed as text, a line a block without tags: what each line is, and the article's fields."""

from dateline.article.dump.read import read_dump

__all__ = ["read_dump"]
