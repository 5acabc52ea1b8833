"""Adds readings one after the other and says so, until it is killed: python -m tests.conformance.killed_writer DIR."""

import sys

from tests.unit.record.story import DISPATCH, page_of, reading_of

from dateline.adapters.stores import open_record


def main(folder: str) -> None:
    with open_record(folder, write=True) as record:
        record.batch = 3
        number = 0
        while True:
            paragraphs = [*DISPATCH, f"Page {number} of the archive."]
            reading = reading_of(paragraphs)
            page = page_of(paragraphs, salt=f"{reading.article.outlet}{reading.article.headline}")
            record.add(reading, page, made_by="test")
            number += 1
            if number % 3 == 0:
                print(number, flush=True)  # committed: record.batch


if __name__ == "__main__":
    main(sys.argv[1])
