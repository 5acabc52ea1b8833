"""Whether a page is an article at all (`tell.tell_kind`), or an index, an error, a wall, or empty."""
