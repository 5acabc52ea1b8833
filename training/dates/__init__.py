"""Trains the model of date lines: `python -m training.dates`."""
