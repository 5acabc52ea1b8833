"""Page anatomy: every visible block gets a role, and the article's fields are told apart."""

from dateline.article.read import read_article

__all__ = ["read_article"]
