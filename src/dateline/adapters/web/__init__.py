"""The record in the browser: HTML made here, one style sheet, no JavaScript needed. `serve` runs it, `create_app` is it."""

from dateline.adapters.web.app import create_app
from dateline.adapters.web.serve import serve

__all__ = ["create_app", "serve"]
