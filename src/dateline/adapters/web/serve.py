"""Listen, say where, and answer until told to stop."""

import contextlib
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn

from dateline.adapters.stores import open_record
from dateline.adapters.web.app import create_app
from dateline.adapters.web.guard import is_loopback, names_of
from dateline.model import DatelineError

_AT_ONCE = 64


def serve(
    record: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    token: str | None = None,
    open_browser: bool = False,
    tell: Callable[[str], None] = print,
) -> int:
    """Show the record in `record` on an address until Ctrl-C; gives exit status 0.

    port: 0 takes a free one. tell: called with the address once it answers. Raises DatelineError where there
    is no record, where nobody may listen at the address, or where others could reach it and no token is set.
    """
    if not token and not is_loopback(host):
        raise DatelineError(
            f"{host} can be reached by others", remedy="set a token, or listen on 127.0.0.1 as is the default"
        )
    with open_record(record) as store:
        names, any_address = names_of(host)
        listening = _listen(host, port)
        with listening:
            address = _address(host, listening.getsockname()[1], token)
            tell(f"The record is at {address} (Ctrl-C stops)")
            if open_browser and _has_display():
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            server = uvicorn.Server(
                uvicorn.Config(
                    create_app(store, token=token or None, names=names, any_address=any_address),
                    http="h11",
                    ws="none",
                    lifespan="off",
                    log_level="warning",
                    access_log=False,  # a log of addresses would hold the token
                    server_header=False,
                    proxy_headers=False,
                    limit_concurrency=_AT_ONCE,
                    timeout_graceful_shutdown=2,
                )
            )
            with contextlib.suppress(KeyboardInterrupt):  # uvicorn stops in good order, then raises it again
                server.run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise DatelineError(f"no such address: {host}", remedy="give an IP address of this machine") from error
    made = socket.socket(family, kind, protocol)
    try:
        if os.name != "nt":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        word = (error.strerror or str(error)).lower()
        raise DatelineError(
            f"cannot listen on {host} port {port}: {word}", remedy="take another port: --port 0 finds a free one"
        ) from error
    return made


def _address(host: str, port: int, token: str | None) -> str:
    shown = (
        "127.0.0.1" if host in ("0.0.0.0", "") else "[::1]" if host == "::" else f"[{host}]" if ":" in host else host
    )
    return f"http://{shown}:{port}/" + (f"?token={quote(token, safe='')}" if token else "")


def _has_display() -> bool:
    """Whether a browser would have a window; without one, Python may start a text browser in our terminal."""
    return sys.platform in ("darwin", "win32") or any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))
