"""Where a record lies: an embedded SQLite store in one folder."""

from dateline.adapters.stores.sqlite import RecordStore, open_record

__all__ = ["RecordStore", "open_record"]
