"""Take the pictures of the README: python docs/screenshots/take.py RECORD (a record of the sample pages).

Needs playwright and chromium, as the browser tests do; with Pillow installed the files come out a third of the size.
"""

import importlib.util
import shutil
import socket
import sys
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from dateline.adapters.stores import open_record
from dateline.adapters.web import create_app
from dateline.adapters.web.links import article_link, event_link
from dateline.views import Query, Store

HERE = Path(__file__).parent
SIZE = {"width": 1200, "height": 780}
PHONE = {"width": 390, "height": 780}


def pages_of(store: Store) -> dict[str, str]:
    """The front page, the event told by most sources that disagree, and the article with most events."""
    events = sorted(store.events(), key=lambda each: (not each.disagreements, -len(each.reports), each.id))
    hits = store.search(Query(languages=("en",), limit=100)).hits
    fullest = max(hits, key=lambda hit: (hit.events + hit.claims, hit.page_id))
    return {"front": "/", "event": event_link(events[0].id), "article": article_link(fullest.page_id)}


def shrink(file: Path) -> None:
    """Fewer colours: these pictures are type on paper."""
    from PIL import Image

    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(96, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main(record: str) -> None:
    """Serve the record and take a picture of each page."""
    with open_record(record) as store, socket.socket() as listening, sync_playwright() as playwright:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(store), lifespan="off", log_level="warning"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, address in pages_of(store).items():
            for suffix, size in (("", SIZE), ("-phone", PHONE)):
                page = browser.new_page(viewport=size)  # type: ignore[arg-type]
                page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}{address}")
                file = HERE / f"{name}{suffix}.png"
                page.screenshot(path=file)
                page.close()
                if importlib.util.find_spec("PIL"):
                    shrink(file)
        browser.close()
        server.should_exit = True


if __name__ == "__main__":
    main(sys.argv[1])
