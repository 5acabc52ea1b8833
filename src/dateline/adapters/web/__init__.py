"""The record in the browser: HTML made here, one style sheet, no JavaScript needed.

`create_app` makes the application, `serve` runs it.
"""

from dateline.adapters.web.app import create_app
from dateline.adapters.web.serve import serve

__all__ = ["create_app", "serve"]
