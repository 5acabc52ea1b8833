"""The gate: foreign host names, tokens, methods, sizes."""

import pytest
from starlette.testclient import TestClient

from dateline.adapters.stores import RecordStore
from dateline.adapters.web import create_app
from dateline.adapters.web.guard import COOKIE, host_name, is_loopback, names_of

TOKEN = "harbour-lights-öl"


@pytest.fixture
def locked(store: RecordStore) -> TestClient:
    return TestClient(create_app(store, token=TOKEN), base_url="http://localhost", follow_redirects=False)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8765"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.5", "", "localhost@evil.example",
     "[::1", "localhost:80:80", "evil.example:8765", "[::1]evil", "xn--lcalhost-n1a"],
)  # fmt: skip
def test_foreign_names_are_turned_away(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "silo" not in answer.text.lower()


def test_two_host_headers_are_turned_away(client: TestClient) -> None:
    answer = client.get("/", headers=[("host", "localhost"), ("host", "evil.example")])
    assert answer.status_code == 421


def test_an_open_address_answers_to_any_ip_but_to_no_foreign_name(store: RecordStore) -> None:
    names, any_address = names_of("0.0.0.0")
    client = TestClient(create_app(store, token=TOKEN, names=names, any_address=any_address))
    assert client.get("/", headers={"host": "192.0.2.7:8765"}).status_code == 401
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_possible(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_head_is_reading(client: TestClient) -> None:
    answer = client.head("/about")
    assert answer.status_code == 200 and not answer.content


def test_endless_addresses_are_turned_away(client: TestClient) -> None:
    assert client.get("/search?q=" + "a" * 5000).status_code == 414
    assert client.get("/article/" + "a" * 2000).status_code == 414


@pytest.mark.parametrize("path", ["/", "/search?q=silo", "/article/abcd", "/nowhere", "/about"])
def test_without_the_token_nothing_is_shown(locked: TestClient, path: str) -> None:
    answer = locked.get(path)
    assert answer.status_code == 401
    assert "Velden" not in answer.text
    assert answer.headers["content-security-policy"]


def test_the_token_opens_the_record_and_leaves_the_address(locked: TestClient) -> None:
    answer = locked.get("/search", params={"token": TOKEN, "q": "silo & co"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=silo+%26+co"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and TOKEN not in cookie
    assert locked.get("/search?q=silo").status_code == 200


@pytest.mark.parametrize("token", ["", "harbour", TOKEN + "x", TOKEN.upper(), "\udcff"])
def test_a_wrong_token_opens_nothing(locked: TestClient, token: str) -> None:
    path = "/?token=%FF" if token == "\udcff" else "/"
    answer = locked.get(path, params=None if token == "\udcff" else {"token": token})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("value", [TOKEN.encode().hex(), "", "é", "0" * 64])
def test_a_forged_cookie_opens_nothing(locked: TestClient, value: str) -> None:
    answer = locked.get("/", headers=[("cookie", f"{COOKIE}={value}".encode("latin-1"))])
    assert answer.status_code == 401


def test_the_cookie_of_one_token_does_not_open_another(locked: TestClient, store: RecordStore) -> None:
    locked.get("/", params={"token": TOKEN})
    sealed = locked.cookies[COOKIE]
    other = TestClient(create_app(store, token="another-token"), base_url="http://localhost")
    assert other.get("/", headers={"cookie": f"{COOKIE}={sealed}"}).status_code == 401
    assert locked.get("/").status_code == 200


def test_the_token_does_not_lead_away_from_here(locked: TestClient) -> None:
    answer = locked.get("//evil.example/x", params={"token": TOKEN})
    assert not answer.headers.get("location", "").startswith("//")


def test_the_style_sheet_is_everybodys(locked: TestClient) -> None:
    answer = locked.get("/static/dateline.css")
    assert answer.status_code == 200 and "text/css" in answer.headers["content-type"]


def test_pages_are_not_kept_by_caches_and_files_are(client: TestClient) -> None:
    assert "no-store" in client.get("/").headers["cache-control"]
    assert "immutable" in client.get("/static/dateline.js").headers["cache-control"]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("0.0.0.0", False),
     ("192.168.0.1", False), ("localhost.evil.example", False), ("", False)],
)  # fmt: skip
def test_loopback_is_told_from_the_rest(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_trailing_dot_is_no_other_name() -> None:
    assert host_name("localhost.:80") == "localhost"
