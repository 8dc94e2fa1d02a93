"""The whole bot as a process of its own, started and killed like an operator's."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg

# no token of a developer's shell ever reaches a test
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DRAMABELL_")}


class Process:
    """`dramabell` with these arguments. Its store is at `url`, by default where it is without a config; see `log`."""

    def __init__(self, folder: Path, *arguments: str, url: str | None = None) -> None:
        self.folder = folder
        self.arguments = arguments
        self.url = url or f"sqlite:///{folder}/dramabell.db"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self, *more: str) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *self.arguments,
                *more,
                cwd=self.folder,
                env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[2])},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=log,
            )

    async def kill(self) -> None:
        """SIGKILL: it has no chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """SIGTERM, and the exit status."""
        assert self._process is not None
        self._process.terminate()
        return await self._process.wait()

    async def ended(self) -> int:
        """The exit status, once it has ended by itself."""
        assert self._process is not None
        return await self._process.wait()

    async def ended_within(self, seconds: float) -> int | None:
        """The exit status, or None when it still runs then."""
        try:
            async with asyncio.timeout(seconds):
                return await self.ended()
        except TimeoutError:
            return None

    def signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def recorded(self, messages: int) -> None:
        """Until the store knows that so many messages have arrived: a kill from then on loses and doubles nothing."""
        async with asyncio.timeout(20):
            while self._sent() < messages:  # noqa: ASYNC110 - another process's store rings no bell
                await asyncio.sleep(0.01)

    def _sent(self) -> int:
        path = self.url.removeprefix("sqlite:///")
        connecting: sqlite3.Connection | psycopg.Connection[Any] = (
            psycopg.connect(self.url) if path == self.url else sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        )
        with contextlib.closing(connecting) as store:
            return int(store.execute("SELECT count(*) FROM batches WHERE state = 'sent'").fetchone()[0])

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@asynccontextmanager
async def running(folder: Path, *arguments: str, url: str | None = None) -> AsyncIterator[Process]:
    process = Process(folder, *arguments, url=url)
    await process.start()
    try:
        yield process
    finally:
        if process._process is not None and process._process.returncode is None:
            await process.kill()


async def ran(folder: Path, *arguments: str, typed: str = "") -> tuple[int, str, str]:
    """Exit status, standard output and log of `dramabell` with these arguments, `typed` into a pipe."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(typed.encode())
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()
