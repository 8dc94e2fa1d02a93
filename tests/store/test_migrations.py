"""The migrations make just the tables that the code knows."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.store import engine, migrations
from bot.store.store import Store
from bot.store.tables import metadata


async def test_the_migrated_schema_is_the_one_in_the_code(database):
    store = await Store.open(database, "real")

    def differences(connection: Connection):
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with store.engine.begin() as connection:
        found = await connection.run_sync(differences)
    await store.close()
    assert found == []


def test_the_newest_migration_is_the_one_that_a_start_expects():
    versions = sorted(path.stem[:4] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py"))
    assert versions[-1] == engine.HEAD
