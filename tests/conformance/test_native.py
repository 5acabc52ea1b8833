"""The parts in C give what plain Python gives, byte for byte, and take no wrong value for a right one."""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.conformance.native_readings import any_page

import dateline
from dateline.article import native as package
from dateline.article.body import shared
from dateline.article.body.proposals import ground
from dateline.article.dates.read import hold_digit_plainly, may_hold_date
from dateline.article.dump.cues import find_cues, load_cues
from dateline.article.learned import blocks as block_model
from dateline.article.learned import (
    features,
    furniture,
    furniture_words,
    of_blocks,
    of_others,
    of_page,
    of_text,
    of_tree,
)
from dateline.article.learned import trees as tree_model
from dateline.article.learned.of_blocks import gather_blocks, gather_plainly
from dateline.article.learned.of_text import count_plainly, measure_text
from dateline.article.learned.trees import compile_trees, gather_questions, sum_leaves, sum_plainly
from dateline.article.lines.sought import find_plainly, finder_of, hold_plainly, holder_of, place_plainly, placer_of
from dateline.article.native import SWITCH, native
from dateline.article.structured import read_structured
from dateline.article.tree import chosen, folded
from dateline.article.tree.bound import find_openings, find_openings_plainly
from dateline.article.tree.folded import fold_plainly, folded_key, folded_words, key_plainly
from dateline.article.tree.markup import Element, Markup, PageImage, RawBlock
from dateline.article.tree.read import native_walker, read_markup, walk, walk_plainly
from dateline.article.tree.walker import TRIED
from dateline.language.detect import part_plainly, scorer_plainly
from dateline.model.problem import DatelineError

ROOT = Path(__file__).parents[2]
built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")
_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SIGNS = " .,?!:|©@htpw0A\u00a0\u0e01\u3042市Ж\u00ad\U0001f30a\ud800_"
_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(_SIGNS)), min_size=1, max_size=90)


def in_process(switch: str, *command: str) -> str:
    """What Python prints with the switch set so."""
    environment = {**os.environ, SWITCH: switch, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@built
def test_every_page_is_read_alike() -> None:
    command = ("-m", "tests.conformance.native_readings")
    plain, compiled = in_process("0", *command), in_process("1", *command)
    differing = [a for a, b in zip(plain.splitlines(), compiled.splitlines(), strict=True) if a != b]
    assert not differing
    assert len(plain.splitlines()) > 400


@built
def test_the_walk_in_c_is_in_use() -> None:
    import selectolax

    if selectolax.__version__ in TRIED:
        assert native_walker() is not None


@built
@given(st.randoms(use_true_random=False), st.sampled_from((3, 20, 120)))
@_SETTINGS
def test_any_tree_is_walked_alike(draw: Any, size: int) -> None:
    content = any_page(draw, size)
    for most in (3, 1000):
        tree = LexborHTMLParser(content)
        assert _told(walk(tree, most)) == _told(walk_plainly(tree, most))


@built
@given(
    st.lists(
        st.text(st.sampled_from("aé’Ж    \n\t\xa0\xad\x1c\x85\u1680\u200b\u2003\u2060\ufeff\x7f\x01"), max_size=24),
        max_size=3,
    )
)
@_SETTINGS
def test_lines_are_made_even_alike(parts: list[str]) -> None:
    content = "<b>".join(["<p>a", *parts]).join(("<div>", "</div>")) + "".join(f"<p>{part}" for part in parts)
    tree = LexborHTMLParser(content)
    assert _told(walk(tree, 1000)) == _told(walk_plainly(tree, 1000))


@built
@given(
    st.lists(st.sampled_from(["display:none", "color:red", "Display : NONE", "visibility:hidden", "é", ""]), max_size=6)
)
@_SETTINGS
def test_styles_hide_as_often_as_they_are_met(styles: list[str]) -> None:
    tree = LexborHTMLParser("".join(f'<p style="{style}">Quay</p>' for style in styles))
    assert _told(walk(tree, 1000)) == _told(walk_plainly(tree, 1000))


def _told(markup: Markup) -> bytes:
    markup.tree = None
    return msgspec.msgpack.encode(markup)


@built
@given(st.one_of(st.text(max_size=200), st.text(st.sampled_from("aBÉéßµÿŸ ’“·€Σſ\u212a\u2000"), max_size=30)))
@_SETTINGS
def test_words_are_cut_alike(text: str) -> None:
    assert folded_words(text) == fold_plainly(text)
    assert folded_words(text.upper()) == fold_plainly(text.upper())  # words met before are shared
    assert folded_key(text) == key_plainly(text)


@built
@given(st.one_of(_TEXT, st.text(st.sampled_from("aBÉ 1²٣Ⅷǅß€\u00a0\u2028\x1c_."), max_size=30)))
@_SETTINGS
def test_digits_are_found_alike(text: str) -> None:
    assert may_hold_date(text) == hold_digit_plainly(text)


@built
@given(st.one_of(_TEXT, st.text(st.sampled_from("thE aAÉıİ\u00a0\u2028\x1c.,"), max_size=30)))
@_SETTINGS
def test_texts_of_few_known_words_are_told_alike(text: str) -> None:
    texts = [text, text[3:], f"{text} the", ""]
    for known in ({"the", "a", "e", "é", "i\u0307", "ı", "a."}, set()):
        for longest, share in ((400, 0.15), (6, 0.5), (400, 1 / 3), (0, 0.1), (9, 1.0)):
            told = folded.strangers_of(known, longest, share)(texts)
            assert told == folded.tell_strangers_plainly(texts, known, longest, share)


@built
def test_only_texts_are_asked_for_known_words() -> None:
    with pytest.raises(TypeError):
        native().little_known([b"quay"], native().Words({"quay"}), 400, 0.5)
    with pytest.raises(TypeError):
        native().little_known(["quay"], {"quay"}, 400, 0.5)


@built
@given(st.one_of(_TEXT, st.text(st.sampled_from("abAB'’éÉİ٣²_\u0915\u093e\u0966\u0e01Ж-\U0001f30a"), max_size=40)))
@_SETTINGS
def test_words_speak_for_languages_alike(text: str) -> None:
    words = {"a": ((0, 0.1), (2, 1.7)), "ab": ((1, 0.3),), "b'a": ((0, 0.7),), "é": (), "a’b": ((2, 3.0),)}
    words |= {"\u0915\u093e": ((1, 0.2),), "\u0915": ((0, 1.1),), "ж": ((2, 0.9), (1, 0.4)), "²": ((1, 2.0),)}
    score = folded.COUNTS.scorer(words, 3)
    for each in (text, text * 15, text):
        assert score(each) == scorer_plainly(words, 3)(each)
    assert folded.COUNTS.part(text) == part_plainly(text)


@built
def test_scores_are_made_of_words_and_places() -> None:
    for wrong in ({"a": [(0, 1.0)]}, {"a": ((3, 1.0),)}, {"a": ((-1, 1.0),)}, {"a": ((0,),)}, {1: ()}, {"a": (0,)}):
        with pytest.raises((TypeError, ValueError)):
            native().Scores(wrong, 3)
    with pytest.raises(TypeError):
        native().Scores({}, 3).score(b"quay")


@built
@given(st.lists(st.tuples(_TEXT, st.integers(0, 50), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8))
@_SETTINGS
def test_texts_are_counted_alike(lines: list[tuple[str, int, int, int]]) -> None:
    tree = LexborHTMLParser("<p>")
    markup = walk_plainly(tree, 10)
    markup.blocks = [RawBlock(text, 0, [(text, 0)], *told, order) for order, (text, *told) in enumerate(lines)]
    markup.blocks.append(RawBlock("The quay is shut. " * 300 + "市" * 2500, 0, [], 0, 0, 0, 9))
    mine, plain = np.zeros((2, 22, len(markup.blocks)), np.float32)
    mass, links = measure_text(markup, gather_blocks(markup)[1], mine)
    count_plainly(markup, plain)
    plain[18:21] = mine[18:21]  # by the element
    assert np.array_equal(mine, plain)
    assert np.array_equal(mass, mine[0])
    assert np.array_equal(links, mine[8])


@built
@given(st.randoms(use_true_random=False), st.sampled_from((3, 60, 300)))
@_SETTINGS
def test_any_page_is_measured_alike(draw: Any, size: int) -> None:
    markup = read_markup(any_page(draw, size).decode("utf-8", "replace"))
    structured = read_structured(markup)
    mine = features.measure_blocks(markup, structured, 0 if markup.blocks else None)
    if markup.blocks:
        for told, plain in zip(gather_blocks(markup), gather_plainly(markup)):
            assert np.array_equal(told, plain)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (of_blocks, "native"),
            (of_text, "native"),
            (of_tree, "native"),
            (of_others, "native"),
            (of_page, "native"),
            (folded, "native"),
            (furniture_words, "native"),
        ):
            patch.setattr(module, name, lambda: None)
        plain = features.measure_blocks(markup, structured, 0 if markup.blocks else None)
    assert mine.matrix.tobytes() == plain.matrix.tobytes()
    assert mine.cues == plain.cues
    assert np.array_equal(mine.above, plain.above)
    _told_around_alike(draw, mine)


def _told_around_alike(draw: Any, page: features.Features) -> None:
    """What the second stage and the model of furniture are told of blocks around, for any judgement."""
    count = len(page.mass)
    for levels in ((0.0, 0.3, 0.5, 0.81, 1.0), (0.1, 0.2)):
        body = np.array([draw.choice(levels) for _ in range(count)], np.float32)
        ruled = furniture.places_of([draw.choice(furniture.RULED) for _ in range(count)])
        asked = np.array([index for index in range(count) if draw.random() < 0.6], np.intp)
        mine: list[Any] = []
        plain: list[Any] = []
        for told in (mine, plain):
            with pytest.MonkeyPatch.context() as patch:
                if told is plain:
                    patch.setattr(block_model, "native", lambda: None)
                    patch.setattr(furniture, "native", lambda: None)
                if count:
                    told.append(block_model.surroundings(body, page.mass, page.groups).tobytes())
                    told.append(furniture.evidence_around(asked, page.groups, body, ruled).tobytes())
        assert mine == plain


@built
@given(st.lists(st.sampled_from((b"<", b"</", b"<te", b"m", b"M>", b"ifr", b"\xc3", b" ", b"<!--", b"z", b"["))))
@_SETTINGS
def test_tags_are_counted_alike(parts: list[bytes]) -> None:
    assert find_openings(b"".join(parts)) == find_openings_plainly(b"".join(parts))


@built
@given(st.lists(st.one_of(_TEXT, st.sampled_from(("The QUAY", "quayside pier", "ǅ quay", "\ufb03 ﬃ"))), max_size=9))
@_SETTINGS
def test_known_words_are_found_alike(lines: list[str]) -> None:
    blocks = [RawBlock(text, 0, [], 0, 0, 0, 0) for text in lines]
    for known in ({"quay", "a", "ж", "市", "ss", "ǆ"}, {"0a"}, set()):
        for longest in (0, 9, 200):
            for least, shortest in ((0, -1), (1, 0), (1, 5), (2, 0), (2, 13), (5, 0)):
                places = folded.places_with(blocks, known, longest, least, shortest)
                assert places == folded.place_plainly(blocks, known, longest, least, shortest)


@built
@given(st.data())
@_SETTINGS
def test_texts_are_compared_with_what_machines_are_told_alike(data: Any) -> None:
    pieces = (
        "The QUAY",
        "“the pier is shut for now”",
        "straße ",
        "STRASSE",
        "'",
        "\u0130x",
        '"Tide tables tell" it ',
        "é\ud800",
    )
    texts = st.lists(st.one_of(st.sampled_from(pieces), _TEXT), min_size=1, max_size=6).map("".join)
    lines = data.draw(st.lists(st.one_of(texts, st.sampled_from(pieces)), max_size=9))
    markup = SimpleNamespace(blocks=[RawBlock(text, 0, [], 0, 0, 0, 0) for text in lines])
    told = " ".join([line for line in lines if data.draw(st.booleans())])
    starts = {line[: of_page._DESCRIBED].casefold() for line in lines if data.draw(st.booleans())}
    for title in (set(), {"quay", "the"}, {"the", "quay", "strasse", "pier", "i\u0307x"}):
        mine, plain = np.zeros((2, 7, len(lines)), np.float32)
        of_page.compare_texts(markup, told, starts, title, mine)
        of_page.compare_plainly(markup, told, starts, title, plain)
        assert mine.tobytes() == plain.tobytes()


@built
@pytest.mark.parametrize("letter", ["\u6100", "\u0161", "\U00010061"])
def test_texts_are_found_by_letters_and_not_by_halves_of_them(letter: str) -> None:
    markup = SimpleNamespace(blocks=[RawBlock("a" * 20, 0, [], 0, 0, 0, 0)])
    for told in (letter * 40, letter * 40 + "a" * 20, letter * 40 + "a" * 19):
        mine, plain = np.zeros((2, 7, 1), np.float32)
        of_page.compare_texts(markup, told, set(), set(), mine)
        of_page.compare_plainly(markup, told, set(), set(), plain)
        assert mine.tobytes() == plain.tobytes()


@built
@pytest.mark.parametrize("sign", ["'", "’", "\U00010061'"])
@pytest.mark.parametrize("words", ["Tides do not wait", "The pier 'is shut'\nfor good", "Türme der Häfen von Velno"])
def test_quotations_are_found_wherever_they_stand(words: str, sign: str) -> None:
    for before in range(17):
        around = "-" * before
        for lines in (
            [f"“{words}”{sign}", f"{around}{words}", "Quay"],
            [f"{around}{words} {sign} {around}{words}"],
            [f"“{words}”{sign}", f"{around}{words[1:]}"],
            [f"“{words}”{sign}", *f"{around}{words}".split("\n", 1)],
            [f"{around}“{words}”{sign}{around}"],
        ):
            markup = SimpleNamespace(blocks=[RawBlock(text, 0, [], 0, 0, 0, 0) for text in lines])
            for told in ("", f"{around}{words} {around}", f"{around}{words[:14]}"):
                mine, plain = np.zeros((2, 7, len(lines)), np.float32)
                of_page.compare_texts(markup, told, set(), set(), mine)
                of_page.compare_plainly(markup, told, set(), set(), plain)
                assert mine.tobytes() == plain.tobytes()


@built
def test_texts_and_limits_that_do_not_fit_are_not_compared() -> None:
    compare, table = native().compare_texts, native().Words({"quay"})
    good = [["Quay"], "Quay", table, table, "'", "'", (*of_page._LIMITS, 0.9), np.zeros((7, 1), np.float32)]
    compare(*good)
    limits = good[6]
    for place, wrongs in enumerate((
        (("Quay",), [b"Quay"], [], ["Quay", 1]), (b"Quay", 1), ({"quay"}, 1), ({"quay"}, 1), (None, b"'"), (None, b"'"),
        (limits[:-1], None, (*limits[:5], 0, *limits[6:]), (*limits[:9], 0, 0.9),
         (*limits[:8], 0, *limits[9:]), (1, -1, *limits[2:]),
         (*limits[:3], -1, *limits[4:]), (limits[0], 257, *limits[2:], 0.9), (*limits[:9], 257, 0.9)),
        (np.zeros((8, 1), np.float32), np.zeros((7, 2), np.float32), np.zeros((7, 1)), None),
    )):  # fmt: skip
        for each in wrongs:
            with pytest.raises((TypeError, ValueError, BufferError)):
                compare(*good[:place], each, *good[place + 1 :])
    compare([], None, None, None, "", "", limits, np.zeros((7, 0), np.float32))


_PIECES = ("@", "quay", "qu", "ä", "市長", "ss", "0a", " pier", "tail", "\u0130".casefold())


@built
@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=4), max_size=5), st.one_of(_TEXT, st.text(max_size=40)))
@_SETTINGS
def test_pieces_of_words_are_found_alike(kinds: list[list[str]], text: str) -> None:
    for line in (text, text + "QUAY", f"{text}Ä {text} piER", "straße " + text):
        assert list(finder_of(kinds)(line)) == list(find_plainly(kinds)(line))
        for words in kinds:
            assert holder_of(words)(line) == hold_plainly(words)(line)


@st.composite
def _cue_lines(draw: Any) -> str:
    """Lines made of what the tables of cues name, whole and in pieces, and of signs about them."""
    cues = load_cues()
    phrases = [
        " ".join((word, *each.rest)) for told in (cues.start, cues.anywhere) for word in told for each in told[word]
    ]
    words = {word for phrase in phrases for word in phrase.split()}
    known = st.sampled_from(sorted([*phrases, *cues.whole, *words]))
    piece = st.one_of(known, known.map(str.upper), known.map(str.title), st.sampled_from(_BETWEEN), _TEXT)
    return draw(st.sampled_from(("", " ", ": "))).join(draw(st.lists(piece, min_size=1, max_size=6))) or "-"


_BETWEEN = (
    ":",
    " ",
    "-",
    "\u2019",
    "_",
    "\u0301",
    "\u0130",
    "\uff1a",
    "\u212a",
    "\u00df",
    "5",
    "(4 May)",
    "\u2192",
    "\u00a9",
    "é",
)


@built
@given(st.lists(_cue_lines(), min_size=1, max_size=6))
@_SETTINGS
def test_cues_are_found_alike(lines: list[str]) -> None:
    cues = load_cues()
    markup = Markup([], [RawBlock(line, 0, [], 0, 0, 0, 0) for line in lines], [], [], [], [], [], [], [])
    found = of_page.find_all_cues(markup)
    plain = [find_cues(line, cues) if len(line) <= of_page.CUE_CHARS else {} for line in lines]
    assert [list(each.items()) for each in found] == [list(each.items()) for each in plain]
    rows, counted = np.ones((2, len(cues.kinds), len(lines)), np.float32)
    of_page.measure_cues(found, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_page, "native", lambda: None)
        of_page.measure_cues(found, counted)
    assert np.array_equal(rows, counted)


@built
@given(st.lists(_TEXT, max_size=8), st.lists(st.sampled_from(_PIECES), max_size=4), st.integers(-3, 9))
@_SETTINGS
def test_blocks_with_pieces_of_words_are_placed_alike(texts: list[str], words: list[str], first: int) -> None:
    texts += ["QUAY 市長", "", "pier tails"]
    blocks = [RawBlock(text, 0, [], 0, 0, 0, order) for order, text in enumerate(texts)]
    for longest in (0, 7, 200):
        for end in (-2, first + 2, 99):
            told = placer_of(words)(blocks, longest, first, end)
            assert told == place_plainly(words)(blocks, longest, first, end)


_CHANCES = st.lists(st.floats(0, 1, width=32) | st.sampled_from([0.5, 0.3, 0.97]), max_size=40)


@built
@_SETTINGS
@given(_CHANCES, st.sampled_from([0.0, 0.3, 0.5, 0.97]), st.none() | st.sampled_from([0.3, 0.5, 2.0]))
def test_blocks_are_chosen_alike(chances: list[float], least: float, below: float | None) -> None:
    values = np.array(chances, np.float32)
    bounds = (least,) if below is None else (least, below)
    places = chosen.places_plainly(values, *bounds)
    assert native().places_from(values, *bounds) == places
    some = list(range(0, len(chances), 3))
    assert native().places_among(values, some, *bounds) == chosen.among_plainly(values, some, *bounds)
    words = np.round(values * 100) / 2
    assert native().sum_at(words, places) == chosen.sum_plainly(words, places)


@built
@_SETTINGS
@given(st.lists(st.integers(0, 7) | st.integers(0, 2**64 - 1), max_size=40), st.sampled_from([0, 1, 6, 2**63]))
def test_numbers_are_chosen_by_their_bits_alike(told: list[int], bits: int) -> None:
    numbers = np.array(told, np.uint64)
    assert native().places_with_bits(numbers, bits) == chosen.bits_plainly(numbers, bits)


@built
def test_bits_of_other_numbers_are_refused() -> None:
    numbers = np.zeros(3, np.uint64)
    with pytest.raises(OverflowError):
        native().places_with_bits(numbers, -1)
    with pytest.raises(OverflowError):
        native().places_with_bits(numbers, 2**64)
    for values, bits in ((numbers, 1.0), (numbers, "1"), (np.zeros(3, np.float32), 1), ([1], 1), (numbers[::2], 1)):
        with pytest.raises(TypeError):
            native().places_with_bits(values, bits)


@built
@pytest.mark.parametrize(
    "values", [[0.5], np.zeros(3), np.zeros((2, 3), np.float32), np.zeros(8, np.float32)[::2], np.zeros(3, np.int32)]
)
def test_what_is_no_row_of_numbers_is_refused(values: Any) -> None:
    with pytest.raises(TypeError):
        native().places_from(values, 0.5)
    with pytest.raises(TypeError):
        native().places_among(values, [0], 0.5)
    with pytest.raises(TypeError):
        native().sum_at(values, [0])


@built
@pytest.mark.parametrize("places", [[3], [-1], [10**30], [True], [0.0], ["0"]])
def test_places_that_no_value_has_are_refused(places: list[Any]) -> None:
    with pytest.raises((IndexError, OverflowError)):
        native().sum_at(np.zeros(3, np.float32), places)
    with pytest.raises((IndexError, OverflowError)):
        native().places_among(np.zeros(3, np.float32), places, 0.5)
    with pytest.raises(TypeError):
        native().places_among(np.zeros(3, np.float32), tuple(places), 0.5)
    with pytest.raises(TypeError):
        native().sum_at(np.zeros(3, np.float32), tuple(places))
    with pytest.raises(TypeError):
        native().places_from(np.zeros(3, np.float32), "0.5")


@built
def test_blocks_that_are_none_are_not_placed() -> None:
    places = native().Finder({"quay": 1}).places
    block = RawBlock("The quay", 0, [], 0, 0, 0, 0)
    for wrong in (((block,), 9, 0, 1), ([block], 9.5, 0, 1), ([block], 9, 0), ([block, None], 9, 0, 2)):
        with pytest.raises((TypeError, AttributeError)):
            places(*wrong)
    block.text = b"The quay"  # type: ignore[assignment]
    with pytest.raises(TypeError):
        places([block], 9, 0, 1)


@built
def test_cues_are_found_in_lines_that_grow_in_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [
        RawBlock(text, 0, [], 0, 0, 0, 0) for text in ("Most read " + "\u0130" * 90, "\u0130" * 140 + " Photo: V")
    ]
    markup = Markup([], blocks, [], [], [], [], [], [], [])
    mine = of_page.find_all_cues(markup)
    monkeypatch.setattr(of_page, "native", lambda: None)
    assert mine == of_page.find_all_cues(markup)
    assert all(mine)


@built
def test_words_of_a_page_cannot_be_made_to_fall_together() -> None:
    """Words that an outsider chose to lie side by side in a table take no longer than others."""
    draw = np.random.default_rng(0)
    letters = draw.integers(97, 123, (600_000, 7)).astype(np.uint64)
    hashes = np.full(len(letters), 1469598103934665603, np.uint64)
    for column in letters.T:
        hashes = (hashes ^ column) * np.uint64(1099511628211)
    hashes ^= hashes >> np.uint64(32)
    chosen = [bytes(each).decode() for each in letters[hashes % 65536 < 2048].astype(np.uint8)]
    others = [bytes(each).decode() for each in letters[: len(chosen)].astype(np.uint8)]

    def taken(words: list[str]) -> float:
        known, text = native().Words(words), " ".join(words)
        begun = time.process_time()
        for _ in range(3):
            assert native().little_known([text], known, len(text), 1.0) == []
        return time.process_time() - begun

    assert taken(chosen) < 20 * taken(others) + 0.05


_CLASSES = st.text(st.sampled_from("aBcDeZk-_ 09\u212a\u0130é"), max_size=170)


@built
@given(st.randoms(use_true_random=False), st.lists(st.one_of(_TEXT, st.just("Straße ſIGN in")), min_size=1), _CLASSES)
@_SETTINGS
def test_words_of_furniture_weigh_alike(draw: Any, texts: list[str], classes: str) -> None:
    """With words that the shipped model knows, and with all that a page has."""
    markup = read_markup(any_page(draw, 60).decode("utf-8", "replace"))
    if not markup.blocks:
        return
    for text in texts:
        markup.blocks.insert(
            1, RawBlock(text * draw.choice((1, 1, 9)), draw.randrange(len(markup.elements)), [], 0, 0, 0, 0)
        )
    for element in markup.elements[::5]:
        element.classes = classes
    asked = np.array([index for index in range(len(markup.blocks)) if draw.random() < 0.6], np.intp)
    told = furniture_words.word_evidence(markup, asked.tolist())
    places: dict[str, dict[str, int]] = {kind: {} for kind in furniture_words.KINDS}
    for kind, words in (pair for each in told for pair in each):
        for word in words:
            places[kind].setdefault(word, sum(map(len, places.values())))
    flat = np.zeros(3, np.float32)
    weights = np.array(
        [[draw.randrange(-9, 9) for _ in flat] for _ in range(sum(map(len, places.values())))], np.float32
    )
    for model in (
        furniture_words.load_word_model(), furniture_words.WordModel(places, weights.reshape(-1, 3), flat, flat)
    ):  # fmt: skip
        assert model is not None
        rows = furniture_words.rows_of_all(told, model.places)
        mine = furniture_words.judge_blocks(model, markup, asked)
        assert np.array_equal(mine, furniture_words.judge_words(model, rows))


@built
def test_words_of_furniture_that_do_not_fit_are_refused() -> None:
    weights, none = np.zeros((2, 3), np.float32), [{}] * 7
    for places, wrong in (
        (none, weights), (tuple(none[1:]), weights), ((*none[1:], []), weights), ((*none[1:], {"quay": 2}), weights),
        ((*none[1:], {"quay": -1}), weights), ((*none[1:], {"quay": "0"}), weights), ((*none[1:], {1: 0}), weights),
        ((*none[1:], {"q" * 600: 0}), weights), (tuple(none), weights[:, ::2]), (tuple(none), weights.astype(float)),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError)):
            native().Weighed(places, wrong)
    weighed = native().Weighed(({"quay": 1}, *none[1:]), weights)
    with pytest.raises(TypeError, match="once"):
        weighed.__init__(tuple(none), weights)
    block, element = RawBlock("Quay", 0, [], 0, 0, 0, 0), Element("p", -1, 0, 0, 0, 0, None, None)
    asked, sums, limits = np.zeros(1, np.int64), np.ones((1, 3)), furniture_words._LIMITS
    good = [[block], [element], asked, frozenset({"h1"}), limits, sums]
    weighed.sum(*good)
    assert not sums.any()
    with pytest.raises(ValueError):
        native().Weighed.__new__(native().Weighed).sum(*good)
    for place, wrongs in enumerate((
        ((block,), [], [1], [block, 1], [RawBlock("Quay", 1, [], 0, 0, 0, 0)], [RawBlock(b"", 0, [], 0, 0, 0, 0)]),
        ([], [1], [block], [Element(None, -1, 0, 0, 0, 0, None, None)], [Element("p", 9, 0, 0, 0, 0, None, None)],
         [Element("p", "0", 0, 0, 0, 0, None, None)]),
        (asked + 1, asked - 1, asked[:0], [0], asked.astype(float)),
        ({"h1"}, None),
        (limits[:7], (99, *limits[1:]), (5, *limits[1:]), (*limits[:6], 99, 150), (*limits[:7], 999), None),
        (sums[:, :2], sums[:0], sums.astype(np.float32), asked.view(float).reshape(1, 1), None),
    )):  # fmt: skip
        for each in wrongs:
            with pytest.raises((TypeError, ValueError, AttributeError)):
                weighed.sum(*good[:place], each, *good[place + 1 :])


class _Forest(msgspec.Struct, dict=True):
    columns: Any
    thresholds: Any
    leaves: Any
    depth: int

    @property
    def questions(self) -> Any:
        return gather_questions(self.columns, self.thresholds, self.depth)

    @property
    def compiled(self) -> Any:
        return compile_trees(self)


class _Narrow(_Forest):
    """A forest that is asked without wide registers."""

    @property
    def compiled(self) -> Any:
        leaves = self.leaves if self.leaves.ndim > 1 else self.leaves[:, None]
        return native().Forest(self.columns, self.thresholds, leaves, self.depth, widely=False)


def _forest(
    draw: np.random.Generator, *, votes: int, depth: int, columns: int, trees: int = 7, most: int = 60_000
) -> _Forest:
    shape = (trees << depth, votes) if votes else (trees << depth,)
    return _Forest(
        draw.integers(0, columns, trees * depth),
        draw.random(trees * depth).astype(np.float32),
        draw.integers(-most, most + 1, shape).astype(np.int32),
        depth,
    )


@built
@pytest.mark.parametrize("votes", [0, 1, 3, 4, 12, 18])
@pytest.mark.parametrize("rows", [0, 1, 2, 31, 32, 33, 71, 255, 256, 257, 900])
def test_trees_vote_alike(votes: int, rows: int) -> None:
    draw = np.random.default_rng(rows)
    for depth in (1, 4, 5, 6, 8):
        forest = _forest(draw, votes=votes, depth=depth, columns=9)
        narrow = _Narrow(forest.columns, forest.thresholds, forest.leaves, depth)
        matrix = draw.random((rows, 9)).astype(np.float32)
        matrix[rows // 2 :, 3] = np.nan
        for each in (matrix, np.asfortranarray(matrix), np.asfortranarray(matrix)[1:], matrix[::2]):
            assert np.array_equal(sum_leaves(forest, each), sum_plainly(forest, each))
            assert np.array_equal(sum_leaves(narrow, each), sum_plainly(forest, each))
        places = draw.integers(0, max(rows, 1), rows // 2)
        for asked in (None, places):
            beside = draw.random((rows if asked is None else len(asked), 4)).astype(np.float32)
            told = forest, matrix[:, :5], beside, asked
            assert np.array_equal(sum_leaves(*told), sum_plainly(*told))


@built
@pytest.mark.parametrize("depth", [1, 4, 5, 6, 7])
@pytest.mark.parametrize("most", [0, 1, 127, 32_767, 32_768, 65_535, 65_536, 1_000_000])
def test_leaves_of_any_size_add_up_alike(depth: int, most: int) -> None:
    """Among them trees whose leaves are as far apart as can be, and more trees than two bytes add up."""
    draw = np.random.default_rng(most)
    matrix = draw.random((70, 9)).astype(np.float32)
    for trees in (1, 255, 256, 257, 600):
        forest = _forest(draw, votes=0, depth=depth, columns=9, trees=trees, most=most)
        forest.leaves[: len(forest.leaves) // 2] = most
        forest.leaves[:: 1 << depth] = -most
        narrow = _Narrow(forest.columns, forest.thresholds, forest.leaves, depth)
        assert np.array_equal(sum_leaves(forest, matrix), sum_plainly(forest, matrix))
        assert np.array_equal(sum_leaves(narrow, matrix), sum_plainly(forest, matrix))


@built
@pytest.mark.parametrize("votes", [2, 4, 5, 12, 16, 21])
@pytest.mark.parametrize("most", [4_095, 4_096, -4_095, -4_096, 1_000_000])
def test_votes_of_any_size_add_up_alike(votes: int, most: int) -> None:
    """Those of eight trees add up to what two bytes hold, or to more; places of blocks are told in runs."""
    draw = np.random.default_rng(votes)
    matrix = np.asfortranarray(draw.random((300, 9)).astype(np.float32))
    places = np.r_[0, 40:300, 7, 7, 8, 6].astype(np.intp)
    for trees in (1, 8, 9, 30):
        forest = _forest(draw, votes=votes, depth=3, columns=9, trees=trees, most=4_095)
        forest.leaves[:, -1] = most
        narrow = _Narrow(forest.columns, forest.thresholds, forest.leaves, 3)
        for each in (forest, narrow):
            assert np.array_equal(sum_leaves(each, matrix), sum_plainly(forest, matrix))
            assert np.array_equal(sum_leaves(each, matrix, None, places), sum_plainly(forest, matrix, None, places))


@built
@given(st.data())
@_SETTINGS
def test_trees_vote_alike_where_numbers_are_thresholds(data: Any) -> None:
    numbers = st.sampled_from([0.0, -0.0, 1.5, -2.25, float("inf"), float("-inf"), 3e38, 1e-45, float("nan")])
    depth, trees = data.draw(st.integers(1, 8)), data.draw(st.integers(0, 4))
    size, rows = trees * depth, data.draw(st.integers(0, 40))
    draw = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    forest = _Forest(
        draw.integers(0, 3, size),
        np.array(
            data.draw(st.lists(numbers.filter(lambda each: each == each), min_size=size, max_size=size)), np.float32
        ),
        draw.integers(-(2**20), 2**20, trees << depth).astype(np.int32),
        depth,
    )
    matrix = np.array(data.draw(st.lists(numbers, min_size=rows * 3, max_size=rows * 3)), np.float32).reshape(rows, 3)
    assert np.array_equal(sum_leaves(forest, matrix), sum_plainly(forest, matrix))


@built
def test_a_column_may_be_asked_for_more_thresholds_than_a_byte_counts() -> None:
    draw = np.random.default_rng(1)
    depth, trees = 5, 200
    thresholds = draw.integers(-400, 400, trees * depth).astype(np.float32)
    forest = _Forest(draw.integers(0, 2, trees * depth), thresholds, draw.integers(-9, 9, trees << depth), depth)
    forest.leaves = forest.leaves.astype(np.int32)
    matrix = draw.integers(-500, 500, (300, 2)).astype(np.float32)
    assert np.array_equal(sum_leaves(forest, matrix), sum_plainly(forest, matrix))


class _Shrinking:
    """A block that empties the list that it stands in as soon as it is asked for its links."""

    text, link_chars, bold_chars = "The quay", 0, 0

    def __init__(self, owner: list[Any]) -> None:
        self.owner = owner

    @property
    def links(self) -> int:
        self.owner.clear()
        return 1


@built
def test_what_does_not_fit_is_refused() -> None:
    module = native()
    forest = _forest(np.random.default_rng(0), votes=2, depth=3, columns=4)
    matrix, sums = np.zeros((4, 5), np.float32), np.zeros((5, 2), np.int64)
    trees = [forest.columns, forest.thresholds, forest.leaves, 3]
    module.Forest(*trees).sum(matrix, sums, None, None)
    for place, wrong in (
        (0, forest.columns - 9), (0, forest.columns[:-1]), (0, forest.columns.astype(np.int32)),
        (0, forest.columns + (2**63 - 1 - forest.columns.max())), (0, forest.columns + 2**31),
        (1, forest.thresholds[:-3]), (1, forest.thresholds * np.nan), (2, forest.leaves[:-1]),
        (2, forest.leaves[:, ::-1]), (2, forest.leaves[:, :0]), (3, 0), (3, 9), (3, -1),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError)):
            module.Forest(*trees[:place], wrong, *trees[place + 1 :])
    for wrongs in (
        (matrix[:3], sums), (matrix.astype(float), sums), (matrix.T, sums), (matrix[0], sums), (matrix, sums[:4]),
        (matrix, sums[:, :1]), (matrix, b"bytes"), (matrix, None), (matrix, np.zeros((5, 3), np.int64)[:, :2]),
        (matrix[:2], sums, matrix[:1], None), (matrix[:2], sums, matrix[2:, :4], None),
        (matrix, sums, None, np.arange(4)), (matrix, sums, None, np.arange(1, 6)),
        (matrix, sums, None, np.arange(-1, 4)), (matrix, sums, None, np.arange(5, dtype=np.int32)),
        (matrix, sums, matrix.astype(float), None),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError, BufferError)):
            module.Forest(*trees).sum(*wrongs, *(None, None)[len(wrongs) - 2 :])
    with pytest.raises(TypeError, match="once"):
        module.Forest(*trees).__init__(*trees)
    with pytest.raises(ValueError, match="fit"):
        module.Forest.__new__(module.Forest).sum(matrix, sums, None, None)
    for arguments in (([1], *[np.zeros(1, np.int64)] * 3), ([], *[np.zeros(0, np.int64)] * 3), ([], b"", b"", b"")):
        with pytest.raises((TypeError, ValueError, AttributeError, BufferError)):
            module.gather_elements(*arguments)
    askew = np.frombuffer(bytearray(81), np.uint8)[1:].view(np.int64)  # no address of a number of eight bytes
    with pytest.raises((TypeError, ValueError)):
        module.measure_distances(askew, np.zeros((12, 3), np.int64), np.zeros((40, 3), np.float32))
    with pytest.raises(TypeError):
        module.gather_elements([Element("p", 1.0, 0, 0, 0, 0, None, None)], *np.zeros((3, 1), np.int64))
    with pytest.raises((TypeError, ValueError)):
        module.gather_elements([Element("p", 1, 0, 0, 0, 0, None, None)], *[np.zeros(1)] * 3)
    numbers, floats = np.zeros(3, np.int64), np.zeros(3, np.float32)
    totals, rows = np.zeros((4, 3)), np.zeros((29, 3), np.float32)
    fitting = [numbers, numbers, numbers, numbers, floats, floats, totals, rows]
    module.measure_subtrees(*fitting)
    for place, wrong in (
        (0, numbers + 3), (0, numbers - 1), (1, numbers + 9), (2, numbers - 1), (2, numbers[:2]), (3, numbers[:1]),
        (4, floats[:2]), (5, floats.astype(float)), (6, totals[:3]), (7, rows[:, :2]), (7, rows[:28]), (0, floats),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError)):
            module.measure_subtrees(*fitting[:place], wrong, *fitting[place + 1 :])
    _what_lies_around_does_not_fit(module)
    module.last_descendants(np.array([0, 0, 1]), np.array([0, 1, 2]), numbers)
    assert numbers.tolist() == [2, 2, 2]
    for arrays in ((numbers - 3, numbers, numbers), (numbers, numbers, numbers), (numbers, numbers[:2], numbers)):
        with pytest.raises(ValueError):
            module.last_descendants(*arrays)
    numbers[:] = 0
    above, far = np.zeros((12, 3), np.int64), np.zeros((40, 3), np.float32)
    module.measure_distances(numbers.astype(np.uint64), above, far)
    for arrays in ((numbers[:0], above, far), (numbers, above + 3, far), (numbers, above, far[:, :2]), (1, 2, 3)):
        with pytest.raises((TypeError, ValueError)):
            module.measure_distances(*arrays)
    for wrong in ([1], [RawBlock(1, 0, [], 0, 0, 0, 0)], [RawBlock("", 0, [], "", 0, 0, 0)]):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            module.measure_texts(
                wrong, module.Words(()), of_text._character_kinds(), of_text._BITS, np.zeros((22, 1), np.float32)
            )
    _what_cues_do_not_fit(module)
    _what_blocks_do_not_fit(module)
    with pytest.raises(ValueError):
        module.Finder({"": 1})
    for function in (module.folded_words, module.holds_digit):
        with pytest.raises(TypeError):
            function(b"bytes")
    with pytest.raises(TypeError):
        module.Words([1])
    shrinking: list[Any] = []
    shrinking += [_Shrinking(shrinking), _Shrinking(shrinking)]
    with pytest.raises(TypeError):
        module.measure_texts(
            shrinking, module.Words(()), of_text._character_kinds(), of_text._BITS, np.zeros((22, 2), np.float32)
        )
    walker = module.Walker.__new__(module.Walker)
    with pytest.raises(TypeError):
        walker.walk(None, None, 0, 0, 1)
    parser, fields = sys.modules[LexborHTMLParser.__module__].__file__, [f"field{n}" for n in range(9)]
    other, collected = (msgspec.defstruct("Other", fields[:size], gc=gc) for size, gc in ((8, False), (9, True)))
    for library, element in (("/nowhere.so", Element), (parser, 1), (parser, other), (parser, collected)):
        with pytest.raises(LookupError):
            module.Walker(
                library=library, tags={}, element=element, block=RawBlock, image=PageImage, marks_of=1, hiding=1,
                broken="", hidden=0, own_line=0, figure=0, meta_marks=0,
            )  # fmt: skip


@built
@given(st.integers(0, 9), st.integers(1, 14), st.randoms(use_true_random=False))
@_SETTINGS
def test_rows_of_scores_are_made_chances_alike(count: int, width: int, random: Any) -> None:
    drawn = [
        [random.choice((0.0, -0.0, 1.5, -700.0, random.uniform(-9, 9))) for _ in range(width)] for _ in range(count)
    ]
    scores = np.array(drawn, np.float64).reshape(count, width)
    narrow = scores.astype(np.float32)
    for mine, plain in zip(furniture_words.likeliest(narrow), furniture_words._likeliest(narrow), strict=True):
        assert mine.tobytes() == plain.tobytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(furniture_words, "native", lambda: None)
        plain = furniture_words.to_chances(scores.copy())
        lowered = narrow.copy()
        furniture_words.lower_rows(lowered)
    assert furniture_words.to_chances(scores).tobytes() == plain.tobytes()
    furniture_words.lower_rows(narrow)
    assert narrow.tobytes() == lowered.tobytes()


@built
@pytest.mark.parametrize("several", [False, True])
@given(st.data())
@_SETTINGS
def test_leaves_are_scored_alike(several: bool, data: Any) -> None:
    width = 3 if several else 1
    whole = st.integers(-(2**17), 2**17)
    leaves = np.array(data.draw(st.lists(whole, min_size=4 * width, max_size=4 * width)), np.int32)
    asked = np.zeros(2, np.int64), np.array([0.5, -0.5], np.float32)
    bias = data.draw(st.floats(-5, 5))
    forest: Any = block_model.Forest(*asked, leaves, bias, 2)
    if several:
        forest = furniture.RoleForest(*asked, leaves.reshape(4, 3), np.array([bias, 0.0, -bias]), 2)
    matrix = np.array(data.draw(st.lists(st.floats(-1, 1, width=32), max_size=5)), np.float32).reshape(-1, 1)
    vote = furniture.vote if several else block_model.vote
    with pytest.MonkeyPatch.context() as patch:
        for module in (block_model, furniture_words, tree_model):
            patch.setattr(module, "native", lambda: None)
        plain = vote(forest, matrix)
    assert vote(forest, matrix).tobytes() == plain.tobytes()


@built
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_row_s_largest_number_is_the_first_that_is_none(kind: Any) -> None:
    scores = np.array([[1, np.nan, 2, np.nan], [np.nan, 1, 2, 3], [-np.inf, 1, np.inf, np.inf]], kind)
    lowered = scores - scores.max(axis=1, keepdims=True)
    furniture_words.lower_rows(scores)
    assert np.array_equal(scores, lowered, equal_nan=True)


@built
def test_what_is_written_into_lies_apart() -> None:
    """Numbers that were checked cannot be changed by what a function writes."""
    module = native()
    numbers, floats = np.zeros(60, np.int64), np.zeros(3, np.float32)
    rows, groups = numbers.view(np.float32), numbers[:9].reshape(3, 3)
    calls: tuple[tuple[Any, list[Any]], ...] = (
        (module.last_descendants, [numbers[1:4], numbers[5:8], numbers[0:3]]),
        (module.last_descendants, [numbers[1:4], numbers[5:8], numbers[7:10]]),
        (module.measure_distances, [numbers[:3], numbers[:36].reshape(12, 3), rows[:120].reshape(40, 3)]),
        (module.measure_others, [floats, floats, floats, floats, numbers[:3], numbers[:3],
                                 np.zeros((51, 3), np.float32), 2, 1.0]),
        (module.measure_kin, [floats, floats, floats, groups, rows[:66].reshape(22, 3), 1.0]),
        (module.measure_roles, [floats, numbers[:3], groups, numbers[:2], numbers[:2], rows[:60].reshape(30, 2), 5]),
        (module.Forest(numbers[:3], floats, np.zeros((8, 2), np.int32), 3).sum,
         [rows[:20].reshape(4, 5), numbers[:10].reshape(5, 2), None, None]),
    )  # fmt: skip
    for call, arguments in calls:
        if call == module.measure_others:
            arguments[4] = arguments[6].reshape(-1)[:6].view(np.int64)
        with pytest.raises(ValueError):
            call(*arguments)
    kin = [floats, floats, floats, groups + 10**9, np.zeros((22, 3), np.float32), 1.0]
    with pytest.raises(ValueError):  # refused before room is made
        module.measure_kin(*kin)


class _Asked(type):
    """A type that empties a list as soon as it is asked for a member."""

    owner: list[Any]

    def __getattribute__(cls, name: str) -> Any:
        if name in ("parent", "depth", "marks"):
            type.__getattribute__(cls, "owner").clear()
        return type.__getattribute__(cls, name)


class _Emptying(metaclass=_Asked):
    __slots__ = ("depth", "marks", "parent")


@built
def test_lists_that_change_are_not_read_on() -> None:
    module = native()
    elements: list[Any] = [_Emptying() for _ in range(50)]
    _Asked.owner = elements
    with pytest.raises(RuntimeError):
        module.gather_elements(elements, *np.zeros((3, 50), np.int64))


@built
def test_what_elements_tell_of_blocks_is_refused_where_it_does_not_fit() -> None:
    module = native()
    numbers, above = np.zeros(2, np.int64), np.ones((12, 2), np.int64)
    rows, row = np.ones((3, 2), np.float32), np.ones(2, np.float32)
    blocks = [RawBlock("Quay", 0, [("Quay", 1)], 0, 0, 0, 0), RawBlock("Pier", 0, [("Pier", 9)], 0, 0, 0, 0)]
    element, parent = np.array([2, 1]), np.array([0, 0, 1])
    for call, good, wrongs in (
        (module.elements_above, [element, parent, above], (
            (0, element + 1), (0, element - 2), (0, element[:1]), (1, parent + 2), (1, parent - 1), (2, above[:, :1]),
            (2, above[0]), (0, above[0]), (1, parent.astype(float)),
        )),
        (module.tell_codes, [np.array([1, 7], np.uint8), rows], (
            (0, np.zeros(3, np.uint8)), (0, numbers), (1, rows[:0]), (1, rows[:, :1]), (1, row), (1, None),
        )),
        (module.hold_pieces, [blocks, [("8 May", 1), ("9 May", -1)], 2, row], (
            (0, blocks[:1]), (0, [*blocks[:1], 1]), (0, [1, 1]), (0, tuple(blocks)), (1, [1]), (1, [("8 May",)]),
            (1, [("8 May", "1")]), (1, None), (2, 0), (2, -1), (3, row[:1]), (3, numbers),
            (0, [RawBlock("Quay", 0, [("Quay", None)], 0, 0, 0, 0)] * 2), (0, [RawBlock("Quay", 0, 1, 0, 0, 0, 0)] * 2),
        )),
    ):  # fmt: skip
        for place, wrong in wrongs:
            with pytest.raises((TypeError, ValueError, AttributeError, BufferError)):
                call(*good[:place], wrong, *good[place + 1 :])
        call(*good)
    assert above[:3].tolist() == [[2, 1], [1, 0], [0, 0]]
    assert rows.tolist() == [[0, 0], [1, 0], [0, 1]]
    assert row.tolist() == [1, 0]


def _what_blocks_do_not_fit(module: Any) -> None:
    element, block = Element("p", -1, 0, 0, 0, 0, None, None), RawBlock("Quay", 0, [], 0, 0, 0, 0)
    numbers, codes = np.zeros((2, 1), np.int64), np.zeros(1, np.uint8)
    good = [[block], [element], {"p": 7}, 9, numbers[0], codes, numbers[1]]
    module.gather_blocks(*good)
    assert codes[0] == 7
    for place, wrong in (
        (0, [RawBlock("Quay", 1, [], 0, 0, 0, 0)]), (0, [RawBlock("Quay", -1, [], 0, 0, 0, 0)]), (0, [1]), (0, []),
        (0, [RawBlock("Quay", "0", [], 0, 0, 0, 0)]), (1, []), (1, [block]), (2, {"p": 256}), (2, {"p": "1"}),
        (1, [Element("p", 9, 0, 0, 0, 0, None, None)]), (1, [Element(None, 0, 0, 0, 0, 0, None, None)]),
        (1, [Element("p", 0, 0, 0, 0, 0, 5, None)]), (1, [Element("p", "0", 0, 0, 0, 0, None, None)]),
        (2, {"q": 1, 1: 1}), (2, {"q": -1}), (4, numbers[0, :0]), (5, numbers[0]), (6, numbers[0]), (6, codes),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError, AttributeError)):
            if wrong == {"q": -1}:
                module.gather_blocks(*good[:2], wrong, -1, *good[4:])
            else:
                module.gather_blocks(*good[:place], wrong, *good[place + 1 :])


class _Forgetful(dict[str, Any]):
    """A dict that tells none of its keys where it is asked for them one by one."""

    def __iter__(self) -> Iterator[str]:
        return iter(())


def _what_cues_do_not_fit(module: Any) -> None:
    phrases = {"quay": (((), 1, False), (("is", "shut"), 2, True))}
    good = [phrases, {}, {"": (((), 0, False),)}, (), ()]
    for place, wrong in (
        (0, {1: ()}), (0, {"a": 1}), (1, {"a": (1,)}), (1, {"a": (((), 1),)}), (2, {"a": (([], 1, False),)}),
        (2, {"a": (((), "1", False),)}), (0, {"a": (((1,), 1, False),)}), (3, [1]), (4, None), (0, ()),
        (0, {"a": (((), 1, 0),)}), (0, _Forgetful(phrases)),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            module.Cues(*good[:place], wrong, *good[place + 1 :])
    cues, block = module.Cues(*good), RawBlock("Quay is SHUT: no", 0, [], 0, 0, 0, 0)
    none: dict[int, int] = {}
    assert cues.find([block], 99, none) == ([{1: 2, 2: 2}], [])
    assert cues.find([block], 9, none)[0][0] is none
    for arguments in (((block,), 9, none), ([1], 9, none), ([RawBlock(b"", 0, [], 0, 0, 0, 0)], 9, none)):
        with pytest.raises((TypeError, AttributeError)):
            cues.find(*arguments)
    with pytest.raises(TypeError, match="once"):
        cues.__init__(*good)
    with pytest.raises(TypeError):
        module.Cues.__new__(module.Cues).find([block], 99, none)
    rows = np.ones((3, 2), np.float32)
    module.measure_cues([{}, {2: 3}], rows)
    assert rows.tolist() == [[0, 0], [0, 0], [0, 3]]
    for found in ([{}], [{}, {3: 1}], [{}, {-1: 1}], [{}, {"a": 1}], [{}, {1: "a"}], [{}, ()], ({}, {})):
        with pytest.raises((TypeError, ValueError)):
            module.measure_cues(found, rows)


def _what_lies_around_does_not_fit(module: Any) -> None:
    numbers, floats, groups = np.zeros(3, np.int64), np.zeros(3, np.float32), np.zeros((3, 3), np.int64)
    others, kin = np.zeros((51, 3), np.float32), np.zeros((22, 3), np.float32)
    steps, rows = np.array([-1, 2], np.int64), np.zeros((6 + 5 * 5, 2), np.float32)
    for call, good, wrongs in (
        (module.measure_others, [floats, floats, floats, floats, numbers, numbers, others, 2, 1.0], (
            (0, floats[:2]), (1, floats.astype(float)), (2, floats[:1]), (3, floats[:1]), (4, numbers[:1]),
            (5, numbers + 3), (5, numbers - 1), (6, others[:50]), (6, others[:, :2]), (7, 3), (8, None),
        )),
        (module.measure_kin, [floats, floats, floats, groups, kin, 1.0], (
            (0, floats[:0]), (1, floats[:2]), (2, numbers), (3, groups - 1), (3, groups[:, :2]), (3, groups[:2]),
            (3, groups + 2**62), (4, kin[:21]), (4, kin[:, :2]), (5, "1"),
        )),
        (module.measure_roles, [floats, numbers, groups, steps, steps, rows, 5], (
            (0, floats[:2]), (1, numbers + 5), (1, numbers - 1), (2, groups - 1), (2, groups + 2**62), (3, steps * 2),
            (4, steps * 1000), (5, rows[:30]), (5, rows[:, :1]), (6, 0), (6, 4), (6, 10**6),
        )),
        (module.scale_rows, [groups, 0.5, np.zeros(3), np.zeros((3, 3))], (
            (0, numbers), (0, groups[:2]), (0, groups.astype(np.int32)), (1, "1"), (2, np.zeros(2)), (2, floats),
            (3, np.zeros((3, 2))), (3, np.zeros((3, 3), np.float32)), (3, groups.view(np.float64)),
        )),
        (module.to_chances, [np.zeros(3), floats.copy()], ((0, floats), (0, np.zeros(2)), (1, np.zeros(3)), (1, None))),
        (module.likeliest, [rows, np.zeros(31, np.int64), np.zeros(31, np.float32)], (
            (0, floats), (0, rows[:, :0]), (0, rows.astype(float)), (1, numbers), (2, floats), (2, rows),
        )),
        (module.lower_rows, [rows.copy()], (
            (0, floats), (0, rows[:, :0].copy()), (0, rows.astype(np.float16)), (0, 1),
        )),
        (module.share_rows, [rows.astype(float), np.ones(31), rows.copy()], (
            (0, rows), (1, np.ones(30)), (2, rows[:30]), (2, rows[:, :1]), (2, rows.astype(float)),
        )),
        (module.count_tags, [b"<p>", (b"p",)], ((0, "<p>"), (1, [b"p"]), (1, (b"",)), (1, (b"four",)), (1, ("p",)))),
    ):  # fmt: skip
        if call == module.measure_roles:
            good[3] = np.array([0, 2], np.int64)
        call(*good)
        for place, wrong in wrongs:
            with pytest.raises((TypeError, ValueError, OverflowError, MemoryError)):
                call(*good[:place], wrong, *good[place + 1 :])


@built
def test_they_are_built_from_the_sources_that_lie_here() -> None:
    paths = sorted(Path(package.__file__).parent.glob("*.[ch]"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]
    assert not paths or native().SOURCES in ("", digest), "install again"  # empty where it was built by hand


@built
def test_they_can_be_switched_off() -> None:
    told = ("-c", "from dateline.article.native import native; print(native() is None)")
    assert in_process("0", *told) == "True\n"
    assert in_process("1", *told) == "False\n"


def test_where_they_must_be_built_their_absence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateline.article.native._native", None)
    monkeypatch.delenv(SWITCH, raising=False)
    assert package._load() == (None, "not built")
    monkeypatch.setenv(SWITCH, "1")
    with pytest.raises(DatelineError, match="not built"):
        package._load()
    monkeypatch.setitem(sys.modules, "dateline.article.native._native", SimpleNamespace(EDITION=0))
    with pytest.raises(DatelineError, match="other sources"):
        package._load()
    monkeypatch.setenv(SWITCH, "")
    assert package._load()[0] is None


def test_a_wrong_switch_is_a_bad_call() -> None:
    command = [sys.executable, "-m", "dateline", "doctor"]
    done = subprocess.run(command, env={**os.environ, SWITCH: "yes"}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert SWITCH in done.stderr


def test_every_setting_is_documented() -> None:
    """Environment variables that the code reads are told of in the reference."""
    told = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    folder = Path(dateline.__file__).parent
    asked = {
        name for path in folder.rglob("*.py") for name in re.findall(r'"(DATELINE_[A-Z_]+)"', path.read_text("utf-8"))
    }
    assert SWITCH in asked
    assert not {name for name in asked if f"`{name}`" not in told}


_EDGED = st.text(st.sampled_from("aAbBİßΣσ市 .,“😀"), max_size=24)
_GROUPS = st.lists(st.lists(_EDGED, max_size=4), max_size=4)


@built
@_SETTINGS
@given(_GROUPS, _GROUPS, st.integers(1, 4), st.integers(0, 3))
def test_words_that_groups_share_are_counted_alike(parts: Any, others: Any, most: int, least: int) -> None:
    told = native().shared_words(parts, others, most, least, ".,“")
    assert told == shared.count_plainly(parts, others, most=most, least=least, edges=".,“")


@built
def test_many_words_that_groups_share_are_counted_alike() -> None:
    parts = [[" ".join(f"Quay{number}," for number in range(first, first + 3000))] for first in (0, 1500, 2900)]
    told = native().shared_words(parts, parts, 2000, 5, ",")
    assert told == shared.count_plainly(parts, parts, most=2000, least=5, edges=",")


@built
@pytest.mark.parametrize("parts", [["quay"], [["quay", 1]], [["quay"], None], [("quay",)]])
def test_what_is_no_group_of_texts_is_refused(parts: list[Any]) -> None:
    with pytest.raises(TypeError):
        native().shared_words(parts, [], 9, 1, ",")
    with pytest.raises(TypeError):
        native().shared_words([], parts, 9, 1, ",")
    with pytest.raises(ValueError, match="too many"):
        native().shared_words([], [[]] * 9, 9, 1, ",")


@built
@_SETTINGS
@given(st.data(), st.integers(1, 12), st.integers(0, 9), st.integers(0, 3))
def test_sums_over_the_tree_are_alike(data: Any, elements: int, blocks: int, rows: int) -> None:
    last = np.array([data.draw(st.integers(at, elements - 1)) for at in range(elements)], np.int64)
    element = np.array(data.draw(st.lists(st.integers(0, elements - 1), min_size=blocks, max_size=blocks)), np.int64)
    values = np.array(data.draw(st.lists(st.integers(0, 999), min_size=rows * blocks, max_size=rows * blocks)), float)
    values = values.reshape(rows, blocks) / 4
    sums = np.full((rows, elements), 7.0)
    native().sum_within(element, last, values, sums)
    assert sums.tobytes() == ground.sum_plainly(element, last, values).tobytes()


@built
def test_sums_over_what_is_no_tree_are_refused() -> None:
    element, last, values, sums = np.array([1, 0]), np.array([1, 1]), np.zeros((3, 2)), np.zeros((3, 2))
    for wrong in (np.array([2, 0]), np.array([-1, 0]), np.array([0])):
        with pytest.raises(ValueError, match="do not fit"):
            native().sum_within(wrong, last, values, sums)
    for wrong in (np.array([2, 1]), np.array([1, 0]), np.array([1])):
        with pytest.raises(ValueError, match="do not fit"):
            native().sum_within(element, wrong, values, sums)
    with pytest.raises(ValueError, match="do not fit"):
        native().sum_within(element, last, values[:2], sums)
    with pytest.raises(ValueError, match="share memory"):
        native().sum_within(element, last, values, values)
    with pytest.raises(TypeError):
        native().sum_within(element, last, values.astype(np.float32), sums)


@built
def test_only_bytes_are_asked_whether_they_are_utf8() -> None:
    with pytest.raises(TypeError):
        native().is_utf8("text")
