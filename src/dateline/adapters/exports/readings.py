"""JSON Lines: what each page says, as the contract has it."""

from typing import BinaryIO

from dateline.views import Query, Store


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One reading a line, in the order in which pages came."""
    from dateline.reading.face import encode_reading  # brings all stages along

    for reading in store.readings(query):
        out.write(encode_reading(reading) + b"\n")
