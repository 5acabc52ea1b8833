"""Where a record lies: an embedded SQLite store in one folder."""

from dateline.adapters.stores.open import open_record
from dateline.adapters.stores.store import RecordStore

__all__ = ["RecordStore", "open_record"]
