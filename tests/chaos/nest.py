"""Makes lives of the bot by fork: `python -m tests.chaos.nest`, with all modules read before the first of them.

A line of JSON on stdin starts one: {"point": …, "nth": …, "arguments": [...], "log": FILE}; its process id comes back
as {"born": pid}, and when it is over {"dead": pid, "status": …}, negative for a signal. More there may be: "file_size",
the bytes that no file may grow beyond, and "resend", the seconds before a doubtful message is sent again,
and "wall", the file of a clock that the test sets, looked at often where it is "eager" (wall.py).
"""

import json
import os
import resource
import select
import signal
import sys
import traceback
from datetime import timedelta
from typing import Any

from bot import app, cli, running, stopping  # noqa: F401  (read here, once)
from bot.delivery import policy
from tests.chaos import wall
from tests.chaos.victim import arm


def live(given: dict[str, Any]) -> None:
    """In the child: be the bot, to the end."""
    stopping.at_once()  # a moment before there is a Python, no bot can answer for
    os.setsid()
    log = os.open(given["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream, number in ((nothing, 0), (nothing, 1), (log, 2)):
        os.dup2(stream, number)
    if file_size := given.get("file_size"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))
    policy.RESEND = timedelta(seconds=given.get("resend", policy.RESEND.total_seconds()))
    if "wall" in given:
        wall.wear(given["wall"], sweep=wall.SWEEP if given.get("eager") else None)
    status = 1
    try:
        if given["point"]:
            arm(given["point"], given["nth"])
        sys.argv = ["dramabell", *given["arguments"]]
        cli.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    waiting = b""
    alive = 0
    while True:
        ready, _, _ = select.select([0], [], [], 0.002 if alive else None)
        if ready:
            read = os.read(0, 65536)
            if not read:
                return
            *lines, waiting = (waiting + read).split(b"\n")
            for line in lines:
                pid = os.fork()
                if not pid:
                    live(json.loads(line))
                alive += 1
                say({"born": pid})
        while alive and (ended := os.waitpid(-1, os.WNOHANG))[0]:
            alive -= 1
            say({"dead": ended[0], "status": os.waitstatus_to_exitcode(ended[1])})


def say(told: dict[str, int]) -> None:
    os.write(1, json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    main()
