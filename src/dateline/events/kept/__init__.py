"""What is told but is no event: habits, general statements, advice, offers."""
