"""Where a record could lie: SQLite with FTS5, DuckDB, tantivy, measured on the same pages. python -m bench.stores."""
