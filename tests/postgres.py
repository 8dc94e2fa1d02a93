"""A PostgreSQL server of the tests' own: Debian's, in a temporary folder, run by a user without rights.

    async def test_something(database):    # runs twice: the address of a new store in SQLite and in PostgreSQL
    async def test_another(postgres_url):  # the address of a new store in PostgreSQL

The server starts with the first test that asks (in each worker of xdist its own) and is gone with the last one. Without
PostgreSQL on the machine these tests are skipped; where CI is set they fail.
"""

import asyncio
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.store.store import Store

INSTALL = "PostgreSQL is not installed (Debian: apt install postgresql)"
INIT = ("--username=tester", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
SETTINGS = {
    "listen_addresses": "",  # a socket in our folder is enough
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "16MB",
}


class Server:
    """`folder` holds its files and its socket."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._copying = ""  # how a template is copied

    def start(self) -> None:
        user = self._nobody()
        subprocess.run(
            [self.programs / "initdb", "-D", self._data, *INIT],
            check=True,
            capture_output=True,
            cwd="/",
            **user,
        )
        (self._data / "pg_hba.conf").write_text("local all locked_out scram-sha-256\nlocal all all trust\n")
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        # the shell stops the server when its standard input ends, so even if the tests are killed
        script = '"$@" & read -r _; kill -INT $!; wait'
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["sh", "-c", script, "sh", self.programs / "postgres", "-D", self._data, "-k", self.folder, *settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                **user,
            )
        waiting = [self.programs / "pg_isready", "-q", "-t", "1", "-h", self.folder]
        while subprocess.run(waiting, check=False).returncode:
            assert self._process.poll() is None, (self.folder / "log").read_text()
        asyncio.run(self._make_template())

    async def _make_template(self) -> None:
        """The tables are made once, and copied for each test."""
        self.execute("CREATE DATABASE template_bell")
        with psycopg.connect(self.url("template_bell")) as connection:
            if connection.info.server_version >= 150000:  # before, there was no other way
                self._copying = "STRATEGY FILE_COPY"  # in memory a half of the work: the other goes through the log
        await (await Store.open(self.url("template_bell"), "real")).close()
        self.execute("DELETE FROM facts", database="template_bell")  # each is a store of its own

    def stop(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)

    def url(self, database: str, user: str = "tester") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def database(self, *, tables: bool = True) -> str:
        """The URL of a new one: with a store's tables, which are empty, or without."""
        name = f"bell_{next(self._numbers)}"
        template = "template_bell" if tables else "template0"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {self._copying}")
        return self.url(name)

    def execute(self, *statements: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _nobody(self) -> dict[str, object]:
        """How to run a program as somebody else, if we are root: PostgreSQL refuses to be."""
        if os.geteuid() != 0:
            return {}
        user = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def programs() -> Path | None:
    """The folder of the newest PostgreSQL; Debian keeps most of its programs out of PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else Path(on_path).resolve() if on_path else None
    return found.parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server, running."""
    where = programs()
    if where is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    with tempfile.TemporaryDirectory(prefix="dramabell-postgres-") as folder:
        server = Server(Path(folder), where)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """The address of a new, empty database."""
    return postgres.database()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new store, in the one and in the other."""
    sources: dict[str, Callable[[], str]] = {
        "sqlite": lambda: f"sqlite:///{tmp_path}/bell.db",
        "postgresql": lambda: request.getfixturevalue("postgres_url"),
    }
    return sources[request.param]()
