"""`python -m tests.emulators.discord --port 0 --log FILE`: the emulator as a process of its own.

Its first line of output is its port.
"""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.emulators.discord import DiscordEmulator


async def serve(port: int, token: str, log: Path | None) -> None:
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, done.set)
    async with DiscordEmulator(token, port=port, log=log) as dc:
        sys.stdout.write(f"{dc.origin.rsplit(':', 1)[1]}\n")
        sys.stdout.flush()
        await done.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.emulators.discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default="discord-test-token")
    parser.add_argument("--log", type=Path, help="append every request to this file, one JSON object a line")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token, given.log))
