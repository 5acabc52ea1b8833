"""Which words name events, and of what type (`find`)."""
