"""Addresses that pages tell of themselves and of their pictures."""

import re

# A host, and what may follow it, without anything that joining to another address would change: an empty part, white
# space, letters beyond ASCII.
_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[!-\"$-:<->@-~]*)?(?:\?[!-\"$-~]+)?")


def is_whole(address: str) -> bool:
    """Whether an address is whole and plain: joined to whatever other one it stays as it is.

    >>> is_whole("https://courier.example/quay?page=2"), is_whole("/quay"), is_whole("https://courier.example/quay?")
    (True, False, False)
    """
    return _WHOLE.fullmatch(address) is not None
