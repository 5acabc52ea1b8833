"""A run that is killed, and what the next one makes of it."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.adapters.stores import open_record
from dateline.model import DatelineError

PAGE = (
    "<!doctype html><html lang='en'><head><title>Strike in {place}</title></head><body><article><h1>Strike in {place}"
    "</h1><p>Dockers in {place} went on strike on Monday over dust in the silos, their union said.</p><p>The owners"
    " called the strike a mistake and asked for talks, which are to open in the capital on Friday.</p><p>Two men were"
    " hurt at the gate of yard {number}, a doctor at the harbour clinic told reporters.</p></article></body></html>"
)
COUNT = 60


def command(pages: Path, record: Path) -> list[str]:
    words = ["read", str(pages), "--record", str(record), "--workers", "1", "--json"]
    return [sys.executable, "-m", "dateline.adapters.cli", *words]


def committed(record: Path) -> int:
    try:
        with open_record(record) as reader:
            return reader.stats().pages
    except DatelineError:
        return 0


def contents(record: Path) -> dict[str, object]:
    with open_record(record) as reader:
        assert reader.check() == ()
        return {"readings": {each.page_id: each for each in reader.readings()}, "events": list(reader.events())}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for number in range(COUNT):
        text = PAGE.format(place=f"Velden {number}", number=number)
        (folder / f"{number:03}.html").write_text(text, "utf-8")
    return folder


def test_a_killed_run_keeps_what_was_committed_and_the_next_goes_on(pages: Path, tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = subprocess.Popen(command(pages, killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while committed(killed) == 0 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = committed(killed)
    assert kept > 0
    done = subprocess.run(command(pages, killed), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    tally = json.loads(done.stdout.splitlines()[-1])
    assert (tally["known"], tally["read"]) == (kept, COUNT - kept)
    subprocess.run(command(pages, whole), check=True, stdout=subprocess.DEVNULL, timeout=300)
    assert contents(killed) == contents(whole)
