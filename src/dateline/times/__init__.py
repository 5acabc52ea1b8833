"""Time expressions: found by rules that are data, resolved against publication and the text before them."""

from dateline.times.find import find_times

__all__ = ["find_times"]
