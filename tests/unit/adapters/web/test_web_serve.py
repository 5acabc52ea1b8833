"""The server: it says where it is, stops when told, and refuses what it must; many read while one writes."""

import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient
from tests.unit.adapters.web.velden import make_record, post

from dateline.adapters.stores import open_record
from dateline.adapters.web import create_app, serve
from dateline.model import DatelineError, Page
from dateline.record import merge


def test_it_serves_on_loopback_and_stops_on_interrupt(folder: Path) -> None:
    program = (
        "import sys; from dateline.adapters.web import serve;"
        "sys.exit(serve(sys.argv[1], port=0, tell=lambda text: print(text, flush=True)))"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[4]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
            assert "server" not in answer.headers
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.mark.parametrize("token", [None, ""])
def test_others_are_not_served_without_a_token(folder: Path, token: str | None) -> None:
    with pytest.raises(DatelineError, match="can be reached by others"):
        serve(folder, host="0.0.0.0", port=0, token=token)


def test_a_port_in_use_is_one_clear_line(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(DatelineError, match=r"cannot listen on 127\.0\.0\.1 port"):
            serve(folder, port=taken.getsockname()[1])


def test_a_folder_without_a_record_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no record in"):
        serve(tmp_path, port=0)


def test_many_read_while_one_writes(tmp_path: Path) -> None:
    make_record(tmp_path)
    failures: list[object] = []
    done = threading.Event()

    with open_record(tmp_path) as store:
        client = TestClient(create_app(store), base_url="http://localhost")

        def read() -> None:
            while not done.is_set():
                for route in ("/", "/search?q=silo", "/timeline", "/claims"):
                    try:
                        answer = client.get(route)
                    except Exception as error:
                        failures.append(error)
                        return
                    if answer.status_code != 200:
                        failures.append(answer.text)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for each in readers:
            each.start()
        with open_record(tmp_path, write=True) as writer:
            for number in range(30):
                reading = msgspec.structs.replace(post(), page_id=f"{number:064x}")
                article = msgspec.structs.replace(reading.article, page_id=reading.page_id)
                reading = msgspec.structs.replace(reading, article=article)
                writer.add(reading, Page(id=reading.page_id, content=b"x", media_type="text/html"))
                writer.commit()
                if number % 10 == 9:
                    writer.put(merge(list(writer.readings())))
        done.set()
        for each in readers:
            each.join(30)
        assert failures == []
        assert "32 articles" in client.get("/search?q=silo").text
