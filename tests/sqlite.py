"""The tables of new SQLite stores, made by the migrations once and copied after that.

The migrations take a tenth of a second, and hundreds of tests begin with a new store; tests/postgres.py has a template.
"""

from sqlalchemy import Connection

from bot.store import engine

MASTER = "FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_migrated: list[str] = []
_really = engine.upgrade


def upgrade(connection: Connection, to: str = engine.HEAD) -> None:
    """bot.store.engine.upgrade, for tests."""
    new = connection.dialect.name == "sqlite" and not connection.exec_driver_sql(f"SELECT 1 {MASTER}").first()
    if not new or to != engine.HEAD or not _migrated:
        _really(connection, to)
        if new and to == engine.HEAD:
            _migrated.extend(connection.exec_driver_sql(f"SELECT sql {MASTER}").scalars())
        return
    for statement in (*_migrated, f"INSERT INTO alembic_version VALUES ('{to}')"):
        connection.exec_driver_sql(statement)
