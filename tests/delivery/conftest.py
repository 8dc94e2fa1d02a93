"""Whatever has a store runs on both: SQLite and PostgreSQL."""

import pytest

from tests.delivery import house


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if hasattr(metafunc.module, "house") and "tmp_path" in metafunc.fixturenames:
        metafunc.fixturenames.append("kind_of_store")
        metafunc.parametrize("kind_of_store", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def kind_of_store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        monkeypatch.setattr(house, "address", lambda folder: url)
