"""What a parser reads wrong before events are looked for: names taken for two things, particles, nouns in "-ing"."""
