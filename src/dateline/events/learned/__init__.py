"""What trained heads and small models say of events: words that no list holds, and which reports are worth showing."""
