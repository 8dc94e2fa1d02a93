"""Which of stage and terminal `dramabell run` and `dramabell stage` serve, as processes of their own."""

import asyncio
import os
import pty
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.stories.process import ENVIRONMENT, ran

PATIENCE = 30.0  # real seconds


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def started(folder: Path, *arguments: str, stdin):
    """The process, and its standard output."""
    (folder / "config.toml").write_text(f'[web]\nlisten = "127.0.0.1:{free()}"\n')
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(folder)},
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def address(process) -> str:
    async with asyncio.timeout(PATIENCE):
        while "The stage" not in (line := (await process.stdout.readline()).decode()):
            assert line, "it ended"
    return line.split()[-1]


async def status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status


@pytest.mark.parametrize("command", ["run", "stage"])
async def test_where_nobody_sits_the_page_is_served_alone_and_leaves_nothing_behind(tmp_path, command):
    async with started(tmp_path, command, stdin=asyncio.subprocess.DEVNULL) as process:
        assert await status(await address(process)) == 200
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    left = {one.name for one in tmp_path.iterdir()} - {"dramabell.db.lock"}
    assert left == {"config.toml"}, "the operator's store was never touched"


async def test_at_a_terminal_there_are_both(tmp_path):
    ours, theirs = pty.openpty()
    try:
        async with started(tmp_path, "run", stdin=theirs) as process:
            url = await address(process)
            async with asyncio.timeout(PATIENCE):
                while await status(url) != 200:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            os.write(ours, b"/help\n")
            async with asyncio.timeout(PATIENCE):
                while b"Commands" not in await process.stdout.readline():
                    pass
            os.write(ours, b"\x04")
            assert await process.wait() == 0
    finally:
        os.close(ours)
        os.close(theirs)


async def test_a_pipe_is_answered_as_before(tmp_path):
    (tmp_path / "config.toml").write_text('[web]\nlisten = "127.0.0.1:0"\n')
    code, out, _ = await ran(tmp_path, "run", typed="/next nevertheless\n")
    assert code == 0
    assert "> /next nevertheless\nNevertheless has ended" in out
    assert "The stage" not in out
