"""Whatever is asked, the answer is a page: found, not found or a clear refusal; never a failure."""

from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.unit.adapters.web.velden import post, radio
from tests.unit.adapters.web.walk import Walk

PATHS = ["/", "/search", "/timeline", "/claims", "/people", "/disagreements", "/forecasts", "/problems", "/about"]
OWN = [post().page_id, radio().page_id[:16], f"{post().page_id}.v1", f"{post().page_id}.e1", "Velden"]
NAMES = [
    "q",
    "outlet",
    "language",
    "kind",
    "entity",
    "type",
    "status",
    "since",
    "until",
    "order",
    "page",
    "at",
    "undated",
]
VALUES = st.one_of(
    st.sampled_from(
        ["silo", '"', "-", "OR", "*", "a OR", "NEAR(", "any", "article", "2024", "2024-05", "1", "2", "\x00", "%"]
    ),
    st.text(max_size=30),
    st.sampled_from(OWN),
)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5)
IDS = st.one_of(st.sampled_from(OWN), st.text(min_size=1, max_size=20))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.sampled_from(PATHS), st.tuples(st.sampled_from(["article", "event", "entity"]), IDS)), PAIRS)
def test_any_question_gets_a_page(
    client: TestClient, path: str | tuple[str, str], pairs: list[tuple[str, str]]
) -> None:
    place = path if isinstance(path, str) else f"/{path[0]}/{quote(path[1], safe='', errors='replace')}"
    answer = client.get(f"{place}?{urlencode(pairs, errors='replace')}")
    assert answer.status_code in {200, 400, 404}
    walk = Walk(answer.text)
    assert len(walk.all("script")) == 1 and len(walk.all("h1")) == 1
