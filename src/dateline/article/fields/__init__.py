"""An article's fields together (`gather.gather_fields`): each of what the page says in several places."""
