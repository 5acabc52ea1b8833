"""A window that the event heads learn from, cut into shorter ones."""

from training.mentions.windows import Telling, Window, part_of

# Three sentences of 2, 1 and 2 words; pieces are numbered as they stand, the marks are 101 and 102.
WINDOW = Window(
    page="w/1",
    pieces=(101, 1, 2, 3, 4, 5, 6, 7, 102),
    shapes=(0, 11, 12, 13, 14, 15, 16, 17, 0),
    first=(0, 1, 3, 4, 6, 7),
    last=(0, 2, 3, 5, 6, 7),
    sentence=(-1, 0, 0, 1, 2, 2),
    tellings=(Telling(2, True, 0, ((0, 1),)), Telling(4, False, 16, ((1, 5), (0, 1)))),
    read=True,
)


def test_a_part_has_its_own_words_marks_and_tellings() -> None:
    part, rows = part_of(WINDOW, 1, 3)
    assert rows == [0, 3, 4, 5]
    assert part.pieces == (101, 4, 5, 6, 7, 102) and part.shapes == (0, 14, 15, 16, 17, 0)
    assert part.first == (0, 1, 3, 4) and part.last == (0, 2, 3, 4)
    assert part.sentence == (-1, 0, 1, 1)
    # The party that stands in no sentence of the part is gone.
    assert part.tellings == (Telling(2, False, 16, ((1, 3),)),)
    assert part.read


def test_the_whole_is_a_part_of_itself() -> None:
    assert part_of(WINDOW, 0, 3) == (WINDOW, [0, 1, 2, 3, 4, 5])
