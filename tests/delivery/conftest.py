"""Whatever has a store runs on both: SQLite and PostgreSQL."""

import pytest

from tests.delivery import house


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if hasattr(metafunc.module, "house") and "tmp_path" in metafunc.fixturenames:
        metafunc.fixturenames.append("kind_of_store")
        metafunc.parametrize("kind_of_store", ["sqlite", "postgresql"], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What differs from its neighbour outside of the store runs on SQLite alone."""
    spared = {item for item in items if item.get_closest_marker("same_for_the_store") and "postgresql" in item.name}
    config.hook.pytest_deselected(items=list(spared))
    items[:] = [item for item in items if item not in spared]


@pytest.fixture
def kind_of_store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        monkeypatch.setattr(house, "address", lambda folder: url)
