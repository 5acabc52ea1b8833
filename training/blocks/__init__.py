"""Trains the block model: `python -m training.blocks`."""
