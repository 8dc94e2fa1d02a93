"""What the tables are made of. Instants are whole microseconds since 1970 in UTC: exact, and comparable in SQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def kept(at: datetime) -> int:
    """As the tables keep an instant."""
    if at.tzinfo is None:
        raise ValueError(f"the naive datetime {at} names no instant")
    return (at - EPOCH) // _MICROSECOND


def instant(kept: int | None) -> datetime | None:
    """What the tables have kept."""
    return None if kept is None else EPOCH + timedelta(microseconds=kept)


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC. A naive one is refused: it would be read back as another instant."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else kept(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return instant(value)


# SQLite gives ids by itself only to INTEGER keys; PostgreSQL wants room for more than 2 ** 31 deliveries
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()


def where(condition: str) -> dict[str, Any]:
    """Of an index: only the rows that meet it. It serves queries that say the same in the same words.

    A note for readers, for migrations make the tables: `postgresql_where` would load the whole of that dialect.
    """
    return {"info": {"where": condition}}
