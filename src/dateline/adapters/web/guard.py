"""The gate before every page: who may ask, what may be asked, and which headers go with each answer."""

import hashlib
import hmac
import ipaddress
import socket
from collections.abc import Iterable
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
COOKIE = "dateline"
_MOST_QUERY = 4096  # bytes
_MOST_PATH = 1024
_MONTH = 30 * 24 * 3600


class Guard:
    """Wraps the app. names: hosts that may stand in the Host header; any_address: or any IP address.

    The Host header is checked so that no foreign web page can reach the record by pointing its own name at
    this machine (DNS rebinding). With a token, a visitor brings it once in the address; a cookie that
    scripts cannot read, and that does not hold the token itself, keeps it from then on.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str], any_address: bool = False, token: str | None = None):
        self._app = app
        self._names = frozenset(name.lower().strip("[]") for name in names)
        self._any_address = any_address
        self._token = None if token is None else token.encode("utf-8", "surrogateescape")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-store")
            await send(message)

        answer = self._refuse(scope) or self._admit(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._is_ours(hosts[0]):
            return PlainTextResponse("This record does not answer to that host name.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("The record can only be read.\n", 405, {"Allow": "GET, HEAD"})
        if len(scope["query_string"]) > _MOST_QUERY or len(scope["path"]) > _MOST_PATH:
            return PlainTextResponse("That address is too long.\n", 414)
        return None

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        if name is None:
            return False
        if name in self._names:
            return True
        return self._any_address and _is_address(name)

    def _admit(self, scope: Scope) -> Response | None:
        """None for a visitor who has the token; the style sheet tells nothing and is everybody's."""
        if self._token is None or scope["path"].startswith("/static/"):
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        brought = [value for name, value in pairs if name == "token"]
        if brought:
            if not hmac.compare_digest(_digest(brought[0].encode("utf-8", "surrogateescape")), _digest(self._token)):
                return _ask_for_token("That is not the token.")
            rest = urlencode([(name, value) for name, value in pairs if name != "token"], errors="replace")
            path = "/" + quote(scope["path"].lstrip("/"))  # one slash: "//host" would lead away from here
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, self._seal(), max_age=_MONTH, httponly=True, samesite="lax", path="/")
            return answer
        for sealed in _cookies(scope):
            if hmac.compare_digest(sealed.encode("latin-1"), self._seal().encode("ascii")):
                return None
        return _ask_for_token("")

    def _seal(self) -> str:
        return hmac.new(self._token or b"", b"dateline web cookie 1", hashlib.sha256).hexdigest()


def host_name(host: str) -> str | None:
    """The name in a Host header, lower case, without port and brackets; None for what is none.

    >>> host_name("Localhost:8765"), host_name("[::1]:80"), host_name("127.0.0.1"), host_name("a b")
    ('localhost', '::1', '127.0.0.1', None)
    """
    text = host.strip().lower()
    if text.startswith("["):
        name, bracket, port = text[1:].partition("]")
        port = port.removeprefix(":") if bracket else "none"
    else:
        name, _, port = text.partition(":")
    plain = bool(name) and all(letter.isalnum() or letter in ".-_:" for letter in name)
    return name.rstrip(".") if plain and name.isascii() and (port == "" or port.isdigit()) else None


def names_of(host: str) -> tuple[tuple[str, ...], bool]:
    """Names by which a server on this address may be called, and whether by any IP address too."""
    own = ("localhost", "127.0.0.1", "::1")
    if host in ("0.0.0.0", "::", ""):
        return (*own, socket.gethostname().lower()), True
    return (*own, host.lower()), False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
        return True
    except ValueError:
        return False


def _digest(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()


def _cookies(scope: Scope) -> list[str]:
    found = []
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, content = part.strip().partition("=")
                if key == COOKIE:
                    found.append(content)
    return found


def _ask_for_token(word: str) -> Response:
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Token needed · Dateline</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/dateline.css"></head><body><main class="alone">'
        "<h1>This record asks for a token</h1>"
        f"<p>{escape(word)} Whoever runs this server can give it to you.</p>"
        '<form method="get" action="/"><label for="token">Token</label> '
        '<input id="token" name="token" type="password" autocomplete="off" required> <button>Open</button></form>'
        "</main></body></html>",
        401,
    )
