"""A transaction begins when another program lets it."""

import sqlite3
import threading
from contextlib import closing

import pytest

from bot.store import beginning
from bot.store.beginning import AT_A_TIME, begin


def connected(path):
    return sqlite3.connect(path, timeout=AT_A_TIME / 1000, isolation_level=None, check_same_thread=False)


def test_it_waits_for_somebody_who_keeps_the_store(tmp_path, monkeypatch):
    monkeypatch.setattr(beginning, "PATIENCE", 10 * AT_A_TIME)
    with closing(connected(tmp_path / "x")) as one, closing(connected(tmp_path / "x")) as other:
        begin(other)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            begin(one)
        ending = threading.Timer(3 * AT_A_TIME / 1000, lambda: other.execute("COMMIT"))
        ending.start()
        begin(one)
        ending.join()
        assert one.in_transaction


def test_what_waiting_does_not_mend_is_said_at_once(tmp_path):
    with closing(connected(tmp_path / "x")) as one:
        begin(one)
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            begin(one)
