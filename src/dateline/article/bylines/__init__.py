"""Bylines as newsrooms print them: split into persons, agencies and desks (`split.split_byline`), and datelines."""
