"""Being asked to stop, by SIGTERM or SIGINT: at any moment, and always in time."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# seconds. `docker stop` kills after ten, and a stop that was cut short is no worse than a kill: nothing is lost by it
LONGEST = 8.5

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def at_once() -> None:
    """From now on a signal ends the process as it stands: there is nothing to finish yet."""
    for number in _SIGNALS:
        signal.signal(number, _leave)


@contextmanager
def asked() -> Iterator[asyncio.Event]:
    """Set by a signal. Inside the running loop; whatever hangs after it, the process is gone in time."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hear() -> None:
        if not event.is_set():
            event.set()
            last = threading.Timer(LONGEST, os._exit, (0,))
            last.daemon = True  # does not keep a process alive that is done earlier
            last.start()

    for number in _SIGNALS:
        loop.add_signal_handler(number, hear)
    yield event


def _leave(*_: Any) -> None:
    sys.exit(0)
