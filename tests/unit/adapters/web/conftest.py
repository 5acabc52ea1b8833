from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.unit.adapters.web.velden import make_record

from dateline.adapters.stores import RecordStore, open_record
from dateline.adapters.web import create_app


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("velden"))


@pytest.fixture(scope="session")
def store(folder: Path) -> Iterator[RecordStore]:
    with open_record(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(store: RecordStore) -> TestClient:
    return TestClient(create_app(store), base_url="http://localhost:8765")
