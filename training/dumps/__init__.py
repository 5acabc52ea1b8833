"""Training of the line model that reads text dumps."""
