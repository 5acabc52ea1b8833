"""From one page to all that it says."""

from dateline.reading.face import reading_to_json
from dateline.reading.read import ReadOptions, read_page, read_pages, read_text
from dateline.reading.verify import verify_reading

__all__ = ["ReadOptions", "read_page", "read_pages", "read_text", "reading_to_json", "verify_reading"]
