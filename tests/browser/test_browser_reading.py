"""A reader's way through the record, in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.unit.adapters.web.velden import arabic, hostile, index, post

from dateline.adapters.web.links import article_link, event_link
from dateline.model import Span

pytestmark = pytest.mark.browser

BLAST = event_link(f"{post().page_id}#v1")
ROUTES = [
    "/",
    "/search",
    "/search?q=silo",
    "/timeline",
    "/claims",
    "/people",
    "/disagreements",
    "/forecasts",
    "/problems",
    "/about",
    BLAST,
    article_link(post().page_id),
    article_link(hostile().page_id),
    article_link(arabic().page_id),
    article_link(index().page_id),
]


def shown_words(page: Page) -> str:
    """The words pointed at, if they can be seen now."""
    pieces = page.locator("mark.m-here")
    expect(pieces.first).to_be_in_viewport()
    return "".join(pieces.all_text_contents())


def test_from_a_search_to_an_event_to_its_words_on_each_page(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the record").fill("silo")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.get_by_role("navigation", name="The same question").get_by_role("link", name="Events").click()
    page.get_by_role("link", name="A silo exploded in Velden").click()
    expect(page.get_by_role("heading", name="Where sources differ")).to_be_visible()
    words = page.get_by_role("link", name="These words on the page")
    expect(words).to_have_count(3)
    for number, expected in enumerate(("exploded", "explosion", "exploded")):
        words.nth(number).click()
        assert shown_words(page) == expected
        page.go_back()


def test_found_words_are_marked_on_the_page(page: Page) -> None:
    page.goto("/search?q=hospital")
    page.get_by_role("link", name="Fourteen dead in harbour blast").click()
    assert shown_words(page) == "hospital"


def test_marks_can_be_switched_off_and_stay_off(page: Page) -> None:
    page.goto(article_link(post().page_id))
    word = page.locator(".body .m-event").first
    painted = "each => getComputedStyle(each).backgroundImage"
    assert "gradient" in word.evaluate(painted)
    page.get_by_role("checkbox", name="Events").uncheck()
    assert word.evaluate(painted) == "none"
    page.reload()
    expect(page.get_by_role("checkbox", name="Events")).not_to_be_checked()
    assert page.locator(".body .m-event").first.evaluate(painted) == "none"


def test_a_mark_leads_to_what_is_said_of_it_and_back(page: Page) -> None:
    page.goto(article_link(post().page_id))
    page.locator(".body a.m-event", has_text="explosion").first.click()
    card = page.locator(".card:target")
    expect(card).to_contain_text("attack")
    card.get_by_role("link", name="explosion", exact=True).click()
    expect(page.locator(".pointed")).to_have_text("explosion")
    expect(page.locator(".pointed")).to_be_in_viewport()


def test_it_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/search?q=silo")
    page.get_by_label("Harbour Radio").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status")).to_contain_text("1 article")
    page.get_by_role("link", name="Harbour Radio").click()
    expect(page.get_by_role("status")).to_contain_text("2 articles")
    page.goto(BLAST)
    page.get_by_role("link", name="These words on the page").nth(1).click()
    assert shown_words(page) == "explosion"
    page.get_by_role("checkbox", name="Events").uncheck()
    painted = page.locator(".body .m-event:not(.m-here)").first
    expect(painted).to_have_css("background-image", "none")
    context.close()


def test_nothing_is_fetched_from_anywhere_else(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for route in ROUTES:
        page.goto(route)
    assert asked and all(url.startswith(address) for url in asked)


def test_a_hostile_page_stays_words(page: Page) -> None:
    page.goto(article_link(hostile().page_id))
    assert page.locator("main script, main img, main b").count() == 0
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert('headline')</script>")


def test_a_right_to_left_article_runs_from_the_right(page: Page) -> None:
    page.goto(article_link(arabic().page_id))
    paragraph = page.locator(".text.body p").first
    assert paragraph.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.locator("nav").first.evaluate("each => getComputedStyle(each).direction") == "ltr"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for route in ROUTES:
        page.goto(route)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, route


@pytest.mark.parametrize("width", [320, 390])
def test_no_table_is_wider_than_a_phone_and_no_label_is_cut(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.ariaLabel)"
    past = """all => all.filter(each => each.offsetLeft + each.offsetWidth >
        each.closest("dt").offsetLeft + each.closest("dt").offsetWidth + 1).map(each => each.textContent)"""
    for route in ROUTES:
        page.goto(route)
        assert page.eval_on_selector_all(".scroll", wide) == [], route
        assert page.eval_on_selector_all("dt .status", past) == [], route


def test_a_table_on_a_phone_is_one_still_to_those_who_hear_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(article_link(post().page_id))
    table = page.get_by_role("region", name="Fields of the article").get_by_role("table")
    assert table.get_by_role("columnheader").all_text_contents() == ["Field", "Value", "Found by", "Sure"]
    assert table.get_by_role("rowheader", name="headline").count() == 1


def test_the_slash_goes_to_the_search_field(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("/")
    expect(page.get_by_label("Search the record")).to_be_focused()


def test_by_keyboard_alone_from_the_front_page_to_the_words(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "A silo exploded in Velden")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What each report says")).to_be_visible()
    tab_to(page, "These words on the page")
    page.keyboard.press("Enter")
    assert shown_words(page) == "exploded"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until a link with these words has the focus, and can be seen to have it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"no link {words!r} within 60 steps")


def test_words_come_with_what_is_said_of_them(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    start = post().article.text.index("close")
    page.goto(article_link(post().page_id, [Span(start, start + 5)]))
    card = page.locator(".card.here")
    expect(card).to_contain_text("threat")
    panel, box = page.locator("#found").bounding_box(), card.bounding_box()
    assert panel and box
    assert panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]
