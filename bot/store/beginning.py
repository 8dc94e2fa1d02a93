"""How a transaction begins in a file that another program writes to as well."""

import sqlite3

PATIENCE = 5000  # milliseconds
AT_A_TIME = 50  # of these SQLite waits by itself


def begin(sqlite: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError where somebody else keeps the store for longer than that.

    SQLite asks ever more rarely, in the end ten times a second: beside somebody who writes without a pause it would
    find the store locked each time. So it is sent to ask again before it gets there.
    """
    for left in reversed(range(PATIENCE // AT_A_TIME)):
        try:
            sqlite.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not left or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
