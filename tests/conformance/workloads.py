"""What the engines are tried on: functions that other processes can import."""

import os
import time

SLOW = 7


def double(item: int) -> int:
    return item * 2


def double_late(item: int) -> int:
    """Early items take longest, so that results come out of order unless an engine keeps it."""
    time.sleep(0.05 if item % 5 == 0 else 0.0)
    return item * 2


def fail_on_three(item: int) -> int:
    if item == 3:
        raise ValueError("three is refused")
    return item


def hang_on_three(item: int) -> int:
    while item == 3:
        time.sleep(0.05)
    return item


def die_on_three(item: int) -> int:
    if item == 3:
        os._exit(9)
    return item


def give_much(item: int) -> bytes:
    return bytes([item % 256]) * 3_000_000


class DiesWhenLoaded:
    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, item: int) -> int:
        return item
