"""What is done only where something speaks for it is still done wherever it should be."""

import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.dump.cues import find_cues, load_cues
from dateline.article.learned.features import measure_blocks
from dateline.article.learned.trees import find_leaves, gather_questions
from dateline.article.lines.ages import load_ages, tells_age
from dateline.article.lines.credits import split_credit
from dateline.article.lines.walls import is_wall, load_walls
from dateline.article.roles.context import YEAR_OR_CLOCK, round_scores
from dateline.article.structured import read_structured
from dateline.article.tree.bound import bound_nesting, find_openings, has_tag, is_harmless
from dateline.article.tree.folded import folded_words
from dateline.article.tree.read import read_markup


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe now to continue with the tide tables",
        "Become a member to read the harbour notes",
        "Log in to keep your place in the queue",
        "To continue reading this article, choose a plan",
        "Choose a plan to read the full story",
        "Exclusively for paying members of the Courier",
        "Only for subscribers of the Courier",
        "Subscriber-only: the pilots' letter",
        "This story is reserved for our readers",
        "Already a member? Welcome back",
        "You have reached your monthly free limit",
        "Jetzt weiterlesen und die Fähre nehmen",
        "Nur für Abonnenten der Hafenpost",
        "Mit HafenPlus weiterlesen",
        "Article réservé aux abonnés du port",
        "Il vous reste 80 % de cet article à lire",
        "Exclusivo para suscriptores del puerto",
        "Suscríbete para seguir con el puerto",
        "Contenuto riservato agli abbonati del porto",
        "Только для подписчиков порта",
        "Оформите подписку на новости порта",
        "هذا الخبر للمشتركين فقط",
    ],
)
def test_every_kind_of_wall_is_found(line: str) -> None:
    assert is_wall(line)


@pytest.mark.parametrize(
    "opener",
    [
        "©", "(c)", "Copyright:", "Photo by", "Photographs:", "Foto:", "Fotograf:", "Bild:", "Bildquelle:", "Image:",
        "Image credit:", "Credits:", "Crédit :", "Picture:", "Fotografía:", "Imagen:", "Фото:", "Источник:", "Quelle:",
        "Source:", "Ảnh:", "Isithombe:", "Umfanekiso:", "Kuva:", "Zdjęcie:", "fot.", "Fotó:", "Снимка:", "Φωτογραφία:",
        "Φωτο:", "الصورة:", "تصوير:", "عکس:", "צילום:", "写真:", "撮影:", "사진:", "图:", "图片来源:",
    ],
)  # fmt: skip
def test_every_opener_of_a_credit_is_found(opener: str) -> None:
    caption = f"The ferry at low water. {opener} Ilo Brandt"
    assert split_credit(caption) == ("The ferry at low water.", f"{opener} Ilo Brandt")


@pytest.mark.parametrize(
    "line",
    ["5 min", "12 HOURS", "vor 3 Stunden", "hace un rato", "HACE poco", "Il y a une heure", "قبل ساعة", "منذ يوم"],
)
def test_every_kind_of_ago_has_its_sign(line: str) -> None:
    assert tells_age(line)
    assert load_ages().numbered.search(line) or load_ages().holds_word(line)


@pytest.mark.parametrize(
    "line", ["\u0130l y a 3 jours", "\u0131L Y A une heure", "Log \u0131n or reg\u0131ster to read the full report"]
)
def test_other_kinds_of_i_are_found_as_the_expressions_find_them(line: str) -> None:
    assert tells_age(line) or is_wall(line)


@pytest.mark.parametrize("number", range(len(load_walls().words)))
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_wall_with_a_stem_holds_what_else_its_expression_is_told_by(number: int, data: st.DataObject) -> None:
    walls = load_walls()
    line = data.draw(st.from_regex(walls.words[number].expression.compiled))
    assert walls.tells[number](line) or number not in walls.stemmed(line)
    assert walls.words[number].finds(line)


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from("0129٣۱ :./-_aЖ"), st.characters()), max_size=12))
def test_years_and_clocks_are_those_of_the_plainer_expression(line: str) -> None:
    plainly = r"(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[:.]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[٠-٩۰-۹]{4}"
    assert (YEAR_OR_CLOCK.search(line) is None) == (re.search(plainly, line) is None)


@pytest.mark.parametrize("line", ["Pier_No. 3: re-opens\x1cat 8", "Fähre läuft aus", "STRASSE/Straße", "", "a\x0bb"])
def test_words_are_the_same_with_the_expression_and_without(line: str) -> None:
    assert folded_words(line) == re.findall(r"\w+", line.casefold())


@pytest.mark.parametrize(
    "line", ["Most read", "Photo: Ilo Brandt", "most_read", "© Salvane Courier", "Read also: Pilots ask for a survey"]
)
def test_cues_are_the_same_with_words_given(line: str) -> None:
    cues = load_cues()
    assert find_cues(line, cues, folded_words(line)) == find_cues(line, cues)


@pytest.mark.parametrize(
    "line", ["The quay", " The\xa0quay ", "The\u2028quay", "T\xadhe \u200bquay\ufeff", "\tThe \n quay", "The  quay"]
)
def test_white_space_is_collapsed_and_what_prints_nothing_left_out(line: str) -> None:
    for markup in (f"<p>{line}</p>", f"<p>{line[:4]}<i>{line[4:]}</i></p>"):
        assert [block.text for block in read_markup(markup).blocks] == ["The quay"]


def test_scores_are_rounded_as_single_numbers_are() -> None:
    steps = [0.0, 1.0, 0.0625, 0.1875, 0.0005, 0.9995, 0.4385, 0.4395, *(number / 4096 for number in range(4096))]
    scores = np.array(steps, np.float32).astype(float)
    for values in (scores, 1 - scores):
        assert round_scores(values) == [round(value, 3) for value in values.tolist()]


def test_comments_and_signs_are_no_open_tags() -> None:
    page = "<p>At low water.<!-- a --><!-- b --> 3 < 4</p>" * 900
    assert is_harmless(find_openings(page.encode()))
    assert bound_nesting(page) == page
    assert not is_harmless(find_openings(("<div>" * 700).encode()))
    assert not is_harmless(find_openings(("<DIV>" * 700).encode()))


def test_a_template_is_seen_in_any_case_and_nowhere_else() -> None:
    assert has_tag(find_openings(b"<p>Tides<TEMPLATE>"), b"tem")
    assert has_tag(find_openings(b"<tem"), b"tem")
    for page in (b"", b"<", b"<te", b"</template>", b"<textarea>< template>", b"template"):
        assert not has_tag(find_openings(page), b"tem")
    shown = read_markup('<div><Template shadowrootmode="open"><p>The ferry sails.</p></Template></div>')
    assert [block.text for block in shown.blocks] == ["The ferry sails."]


def test_leaves_are_found_by_the_answers_of_each_level() -> None:
    # Two trees of three levels; the first level's answer is the lowest bit.
    columns = np.array([0, 1, 1, 2, 2, 0], np.intp)
    thresholds = np.array([0.5, 1.5, 0.5, 1.5, 0.5, 1.5], np.float32)
    matrix = np.array([[1, 0, 1], [0, 2, 0], [2, 2, 2]], np.float32)
    expected = []
    for tree in (0, 1):
        leaves = []
        for row in matrix:
            bits = [row[columns[2 * level + tree]] > thresholds[2 * level + tree] for level in range(3)]
            leaves.append(8 * tree + sum(int(bit) << level for level, bit in enumerate(bits)))
        expected.append(leaves)
    questions = gather_questions(columns, thresholds, 3)
    assert find_leaves(questions, matrix).tolist() == expected
    again = gather_questions(np.tile(columns, 2), np.tile(thresholds, 2), 6)
    assert len(again.columns) == len(questions.columns)


def test_class_words_and_authors_are_kept_of_an_element_without_its_other_attributes() -> None:
    markup = read_markup('<div class="box" data-place="quay"><p>At <a rel="author" href="/a">the quay</a></p></div>')
    box = next(element for element in markup.elements if element.tag == "div")
    link = next(element for element in markup.elements if element.tag == "a")
    assert (box.classes, box.attributes, box.href) == ("box", None, None)
    assert (link.attributes, link.href) == ({"rel": "author"}, "/a")


def test_own_tags_are_parts_of_a_line_where_only_phrases_stand() -> None:
    markup = read_markup("<p>At <x-tide>low</x-tide> water</p><div>At <x-tide>high</x-tide> water</div>")
    assert [block.text for block in markup.blocks] == ["At low water", "At", "high", "water"]


def test_a_page_of_bytes_reads_as_the_same_page_of_text() -> None:
    html = "<h1>Fähre läuft aus</h1><p>Um acht Uhr.</p>"
    given, encoded = read_markup(html.encode()), read_markup(html)
    assert [block.text for block in given.blocks] == [block.text for block in encoded.blocks]
    features = measure_blocks(given, read_structured(given), 0)
    assert np.array_equal(features.matrix, measure_blocks(encoded, read_structured(encoded), 0).matrix)


def test_a_script_of_spaces_is_read_in_time() -> None:
    begun = time.process_time()
    read_markup("<p>Text.</p><script>{" + " " * 1_000_000 + "</script>")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("tag", ["<div ", "<a b c", "<b>", "<div></b "])
def test_tags_without_an_end_are_bounded_in_linear_time(tag: str) -> None:
    started = time.process_time()
    bound_nesting(tag * 400_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "markup", ["<p><font color={}></b>", "<div></x>", "<div></{}>", "<b class=x{}></i><p>", "<svg></b>", "<g></x>"]
)
def test_what_closes_nothing_leaves_no_room(markup: str) -> None:
    bounded = bound_nesting("".join(markup.format(number) for number in range(13_000)))
    opened = bounded.count("<div") + bounded.count("<font") + bounded.count("<b ")
    opened += bounded.count("<svg") + bounded.count("<g")
    assert opened in (20, 400)


def test_what_closes_its_own_makes_room() -> None:
    page = "<div><font color=red>Pier</font></x></div>" * 5_000
    assert bound_nesting(page) == page
