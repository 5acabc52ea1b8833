"""What a reader needs who does not see, sees little, or uses no mouse: landmarks, names, order, contrast, size."""

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.test_browser_reading import ROUTES

pytestmark = pytest.mark.browser

UNNAMED = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
    .filter(each => {
        const labels = each.labels ? [...each.labels].map(label => label.textContent).join(" ") : "";
        const name = (each.getAttribute("aria-label") || "") + labels + each.textContent;
        return !name.trim();
    })
    .map(each => each.outerHTML.slice(0, 120))"""

# Every stretch of text that shows, with its colour and what it is painted on, whichever element that comes from.
PAINTED = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Map();
    while (walker.nextNode()) {
        const each = walker.currentNode.parentElement;
        const box = each.getBoundingClientRect();
        if (!walker.currentNode.data.trim() || !box.width || !each.checkVisibility() || box.bottom < 0) continue;
        const style = getComputedStyle(each);
        const layers = [];
        for (let up = each; up; up = up.parentElement) {
            const behind = getComputedStyle(up);
            const gradient = /^linear-gradient\\((rgb\\([^)]*\\))/.exec(behind.backgroundImage);
            if (gradient) { layers.push(gradient[1]); break; }
            if (!/, 0\\)$|transparent/.test(behind.backgroundColor)) { layers.push(behind.backgroundColor); break; }
        }
        const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
        const large = size >= 24 || (bold && size >= 18.66);
        const key = [style.color, layers[0], large].join("|");
        if (!found.has(key)) found.set(key, walker.currentNode.data.trim().slice(0, 40));
    }
    return [...found];
}"""


@pytest.mark.parametrize("route", ROUTES)
def test_landmarks_names_and_language(page: Page, route: str) -> None:
    page.goto(route)
    assert page.locator("main").count() == page.locator("body > header").count() == 1
    assert page.locator("body > footer").count() == 1
    assert page.locator("html[lang=en]").count() == 1 and page.title().endswith("Dateline")
    assert page.locator("nav:not([aria-label])").count() == 0
    names = page.locator("nav").evaluate_all("each => each.map(one => one.ariaLabel)")
    assert len(names) == len(set(names))
    assert page.evaluate(UNNAMED) == []
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    assert page.locator("table:not(:has(th[scope]))").count() == 0
    assert page.locator("fieldset:not(:has(> legend))").count() == 0
    assert page.locator("dl > :not(div, dt, dd), ul > :not(li), ol > :not(li)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    faint: list[str] = []
    for route in ROUTES:
        page.goto(route)
        for key, words in page.evaluate(PAINTED):
            colour, ground, large = key.split("|")
            least = 3.0 if large == "true" else 4.5  # WCAG 2.2, success criterion 1.4.3
            if contrast(colour, ground) < least:
                faint.append(f"{route}: {words!r} {colour} on {ground}: {contrast(colour, ground):.2f}")
    context.close()
    assert faint == []


def test_what_is_tapped_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search?q=silo")
    small = page.locator("nav a, button, .choice label, .chips a").evaluate_all(
        "each => each.map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
        ".filter(([, height]) => height > 0 && height < 24)"  # WCAG 2.2, success criterion 2.5.8
    )
    assert small == []


def test_text_can_be_twice_as_large(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    for route in ROUTES:
        page.goto(route)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, route


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as CSS computes them, by WCAG's formula."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (int(each) / 255 for each in re.findall(r"\d+", colour)[:3])
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
