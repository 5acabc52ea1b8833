"""Printed and machine-readable dates, read one at a time (`read`): no more is told than they tell."""
