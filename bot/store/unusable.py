"""Why a store cannot be used, in one sentence, and what to do, in another."""

import sqlite3
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy.exc import DBAPIError

INSTALL = (
    "PostgreSQL needs one more package, psycopg. Install it: pip install 'psycopg[binary]', "
    "or pip install 'dramabell[postgres]', which brings it."
)
BACKUP = "If it was Dramabell's, restore a backup, or move it away: an empty one takes its place."


class Unusable(Exception):
    """The store cannot be used as asked; the text says why and what to do."""


def place(url: str) -> str:
    """Where a store is, for people: without user, password or options."""
    if url.startswith("sqlite"):
        return url.removeprefix("sqlite:///")
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2] or parse_qs(parts.query).get("host", ["this machine"])[0]
    return f"{parts.path.lstrip('/') or 'the default database'} on {host}"


def unusable(url: str, error: Exception) -> Unusable:
    """What a driver's error means to the operator of that store."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return Unusable(_of_file(Path(place(url)), cause))
    return Unusable(_of_server(place(url), cause or error))


def _of_file(path: Path, error: sqlite3.Error) -> str:
    found = str(error)
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["CANTOPEN"]:
            return (
                f"The store {path} cannot be opened. "
                "Look whether its folder is there and may be written by the user who runs Dramabell."
            )
        case ["NOTADB"]:
            return f"{path} is not a store ({found}). Name another file under [database] url. {BACKUP}"
        case ["CORRUPT"]:
            return f"The store {path} is damaged ({found}). {BACKUP}"
        case ["READONLY" | "PERM"]:
            return (
                f"The store {path} may not be written. Let the user who runs Dramabell write to it and to its folder."
            )
        case ["FULL"]:
            return f"There is no room left for the store {path}. Make room on that disk and start again."
        case ["BUSY" | "LOCKED"]:
            return f"The store {path} is being written by another program. End that program and start again."
        case ["IOERR"]:
            return f"The disk of the store {path} does not do what it is told ({found}). Look at the system's log."
    if found.startswith("table ") and found.endswith("already exists"):
        return f"{path} is a database of another program ({found}). Name another file under [database] url."
    return f"The store {path} cannot be used: {found}. {BACKUP}"


def _of_server(where: str, error: BaseException) -> str:
    found = str(error).partition("\n")[0]
    match getattr(error, "sqlstate", None):
        case "42501" | "25006":
            return (
                f"The database {where} may not be changed by this user ({found}). "
                "Make the user its owner: ALTER DATABASE name OWNER TO user."
            )
        case "53100" | "53200":
            return f"The server of the database {where} has no room left ({found}). Make room there and start again."
        case "42P07":
            return f"The database {where} has tables of another program ({found}). Make a database of its own."
        case state if state and not state.startswith(("08", "28", "3D", "53", "57")):
            return f"The database {where} cannot be used: {found}."
    return f"The database {where} lets nobody in: {_of_connection(found)}"


def _of_connection(found: str) -> str:
    """libpq reports a failed connection in words alone; what it says before FATAL is where it tried."""
    said = found.rpartition("FATAL:")[2].strip()
    if "password" in said or "authentication failed" in said:
        return f"{said}. Look at user and password in [database] url."
    if "pg_hba.conf" in said:
        return f"{said}. Allow this user from this machine there."
    if said.endswith("does not exist"):
        making = "createdb --owner USER NAME" if said.startswith("database") else "createuser --pwprompt USER"
        return f"{said}. Make it on the server: {making}."
    if "too many" in said or "remaining connection slots" in said:
        return f"{said}. Raise max_connections there, or end what is connected."
    if "starting up" in said or "shutting down" in said or "recovery" in said:
        return f"{said}. Start again in a while."
    return f"{said}. Look whether the server runs there, and whether host and port in [database] url are right."
