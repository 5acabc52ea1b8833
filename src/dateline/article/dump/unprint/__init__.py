"""What printers of pages leave in a dump, taken out again, so that each block of the page is one line."""

from dateline.article.dump.unprint.unprint import unprint

__all__ = ["unprint"]
