"""Reads what is large in a process of its own, which ends when it has answered.

The libraries that read marks, JSON and patterns let no other thread run while they work: a page of some megabytes that
was made for it would stop every reminder for as long. Another process stops nobody, can be given up at any moment, and
takes its memory with it. To start it costs a sixth of a second of work, so what is small is read here, in a thread.
"""

import asyncio
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from bot.core.errors import Mistake
from bot.news.errors import Unread

SMALL = 2**17  # bytes; the worst that was found holds the other threads up for 30 ms
PATIENCE = 60.0  # seconds, on a machine that is busy
_WORK = 10  # seconds of a processor; five megabytes of anything take up to two
_MEMORY = 2**30  # bytes of address space
_INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME")  # all that a Python may need; above all, no token

Given = ParamSpec("Given")
Read = TypeVar("Read")


async def read(size: int, reader: Callable[Given, Read], *given: Given.args, **named: Given.kwargs) -> Read:
    """What `reader`, a function of a module, makes of what it is given, of which so many bytes are to be read.

    Raises what it raises, and Unread where it takes more than any page should.
    """
    if size <= SMALL:
        return await asyncio.to_thread(reader, *given, **named)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is said to the bot
        env={name: os.environ[name] for name in _INHERITED if name in os.environ}
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            answer, _ = await process.communicate(pickle.dumps((reader, given, named)))
    except TimeoutError:
        answer = b""
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if not answer:  # killed, here or by its limits
        raise Unread("Reading that takes more time or memory than any page or feed should, so it was given up.")
    made, failed = pickle.loads(answer)
    if failed is not None:
        raise failed
    read: Read = made
    return read


def main() -> None:
    """The other process: one question on stdin, and the answer on stdout."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody waits any more
    resource.setrlimit(resource.RLIMIT_CPU, (_WORK, _WORK))
    with suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answer: tuple[Any, Exception | None]
    reader, given, named = pickle.load(sys.stdin.buffer)
    try:
        answer = reader(*given, **named), None
    except MemoryError:
        return
    except Mistake as mistake:
        answer = None, mistake
    except Exception:  # of what others' libraries raise, not everything can be sent
        answer = None, RuntimeError(traceback.format_exc())
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
