"""The emulator as a process of its own: `python -m tests.emulators.telegram --port 0 --log FILE`.

Prints its port as the first line and serves until it is told to stop.
"""

import argparse
import asyncio
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from .emulator import TelegramEmulator
from .limits import Limits
from .values import Call

LIMITS = {
    "default": Limits,
    "strict": Limits.strict,
    "bucket": Limits.bucket,
    "harsh": Limits.harsh,
    "none": Limits.none,
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.emulators.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--log", type=Path, help="append each request to this file, one JSON object a line")
    parser.add_argument("--token", default="1234:test")
    parser.add_argument("--username", default="dramabell_bot")
    parser.add_argument("--limits", choices=LIMITS, default="default", help="flood limits")
    return parser.parse_args()


async def serve(given: argparse.Namespace, log: TextIO | None) -> None:
    tg = TelegramEmulator(given.token, given.username, limits=LIMITS[given.limits](), port=given.port)
    if log is not None:
        tg.core.watch_call = lambda call: write(log, call)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with tg:
        sys.stdout.write(f"{tg.server.port}\n")
        sys.stdout.flush()
        await ended.wait()


def write(log: TextIO, call: Call) -> None:
    log.write(json.dumps(asdict(call), ensure_ascii=False) + "\n")
    log.flush()


def main() -> None:
    given = options()
    if given.log is None:
        asyncio.run(serve(given, None))
        return
    with given.log.open("a", encoding="utf-8") as log:
        asyncio.run(serve(given, log))


if __name__ == "__main__":
    main()
