"""Pictures of parts of a page, taken by the Chromium of this machine. It is driven over a pipe; nothing listens."""

import asyncio
import fcntl
import json
import os
import shutil
import tempfile
from base64 import b64decode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-first-run",
    "--lang=en-GB",
    "--remote-debugging-pipe",
)
PATIENCE = 30.0  # seconds for an answer of the browser
LARGEST = 64 * 1024 * 1024  # bytes of an answer: a picture, in letters


class NoBrowser(Exception):
    """There is none, or it does not do what it should."""


def browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise NoBrowser(
            "Pictures are taken by Chromium, which is not on this machine. "
            "Install it (on Debian: apt install chromium), and run this again."
        )
    return found


class Camera:
    """One page of one browser, spoken to in the Chrome DevTools Protocol."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._number = 0
        self._session: str | None = None

    async def open(self, url: str, width: int, *, scale: float = 2) -> None:
        target = await self._call("Target.createTarget", url="about:blank")
        attached = await self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=scale, mobile=False
        )
        await self._call("Page.enable")
        await self._call("Page.navigate", url=url)
        await self._until("Page.loadEventFired")

    async def run(self, script: str) -> Any:
        """The value of that expression, awaited. Raises NoBrowser when it fails."""
        found = await self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise NoBrowser(f"The page could not be drawn: {found['exceptionDetails'].get('text', '')}")
        return found["result"].get("value")

    async def shot(self, x: float, y: float, width: float, height: float) -> bytes:
        """That part of the page as PNG."""
        clip = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
        taken = await self._call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return b64decode(taken["data"])

    async def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        said = {"id": self._number, "method": method, "params": params, **session}
        self._writer.write(json.dumps(said).encode() + b"\0")
        while (heard := await self._hear()).get("id") != self._number:
            pass
        if "error" in heard:
            raise NoBrowser(f"Chromium refused {method}: {heard['error'].get('message', '')}")
        result: dict[str, Any] = heard["result"]
        return result

    async def _until(self, event: str) -> None:
        while (await self._hear()).get("method") != event:
            pass

    async def _hear(self) -> Mapping[str, Any]:
        try:
            async with asyncio.timeout(PATIENCE):
                text = await self._reader.readuntil(b"\0")
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
            raise NoBrowser("Chromium does not answer. Does it start on this machine: chromium --headless?") from error
        heard: Mapping[str, Any] = json.loads(text[:-1])
        return heard


@asynccontextmanager
async def camera() -> AsyncIterator[Camera]:
    """A browser with a profile of its own, gone when it is done. Raises NoBrowser."""
    program = browser()
    unboxed = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()  # root has no sandbox there
    to_read, to_write = os.pipe(), os.pipe()  # what it reads, what it writes
    inner = _high(to_read[0]), _high(to_write[1])
    with tempfile.TemporaryDirectory(prefix="dramabell-camera-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *SWITCHES,
            *unboxed,
            f"--user-data-dir={profile}",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            pass_fds=(3, 4),
            preexec_fn=lambda: (os.dup2(inner[0], 3), os.dup2(inner[1], 4)),  # where it looks for its pipes
        )
        for one in inner:
            os.close(one)
        reader, writer = await _ends(to_write[0], to_read[1])
        try:
            yield Camera(reader, writer)
        finally:
            writer.close()  # which ends it
            try:
                async with asyncio.timeout(5):
                    await process.wait()
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


def _high(end: int) -> int:
    """The same, under a number that is neither of those where the browser looks for its pipes."""
    moved = fcntl.fcntl(end, fcntl.F_DUPFD, 10)
    os.close(end)
    return moved


async def _ends(reading: int, writing: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LARGEST)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb", 0))
    protocol = asyncio.streams.FlowControlMixin()
    transport, _ = await loop.connect_write_pipe(lambda: protocol, os.fdopen(writing, "wb", 0))
    return reader, asyncio.StreamWriter(transport, protocol, None, loop)
