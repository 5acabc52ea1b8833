"""Trains the model of furniture: `python -m training.roles`."""
