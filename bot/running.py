"""From start to stop: what `dramabell run` and `dramabell chat` do, and the exit status that comes of it."""

import asyncio
import contextlib
import gc
import os
import stat
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

import structlog

from bot import stopping
from bot.app import App, Pretence, opened, real_addresses
from bot.config import Config
from bot.core.deliveries import Lost
from bot.store.holder import Taken
from bot.store.unusable import Unusable
from bot.supervisor import AllRefused

if TYPE_CHECKING:
    from bot.stage.house import Stage

log = structlog.get_logger(__name__)

FINE, FAILED, TAKEN = 0, 1, 3  # exit statuses, as in docs/operating.md

HELLO = """\
Dramabell, a chat in your terminal. Nothing is sent anywhere.
Type, for example:
  /rewatch nevertheless      its ten nights again, from the next Saturday night on
  /subscribe nevertheless    when it airs, you are told; it has aired, so you get a quote
  /quote songkang
  /help                      all commands
To leave: Ctrl-D. To see a whole season in half a minute: make demo
"""

STAGE = """\
The stage, to try it in a browser: {url}/stage
The schedule as a page: {url}
"""


def refused(config: Config, pretence: Pretence) -> str | None:
    """Why this start would be a mistake, or None."""
    if pretence.leap is not None and pretence.at is None:
        return "--leap moves a clock that stands still, so it needs --at INSTANT to start from."
    if pretence.until is not None and pretence.leap is None:
        return "--until ends a --leap, so it needs one."
    if pretence.at is not None and (real := real_addresses(config)):
        return (
            f"--at is a rehearsal, and {' and '.join(real)} would reach real people. "
            "Point api_url at an emulator on this machine (127.0.0.1), or leave --at out."
        )
    return None


async def run(config: Config, pretence: Pretence, source: TextIO, out: TextIO) -> int:
    """The bot on its platforms; without any, the stage in a browser, and a chat in the terminal where there is one."""
    if config.telegram or config.discord:
        return await _guarded(config, pretence, None, _serve)
    if not config.web.listen or _has_lines(source):
        return await chat(config, pretence, source, out, hello=True)
    if not source.isatty():
        return await stage(config, pretence.at, out)
    from bot.stage.house import Stage

    return await chat(config, pretence, source, out, hello=True, beside=Stage(config, pretence.at))


async def stage(config: Config, at: datetime | None, out: TextIO) -> int:
    """The stage alone, at the config's address, until it is stopped."""
    from bot.stage.house import Stage

    house = Stage(config, at, served=True)

    def started() -> None:
        if house.web and house.web.url and house.scenes == 1:
            print(STAGE.format(url=house.web.url), file=out, flush=True)

    with stopping.asked() as stopped:
        playing = asyncio.create_task(house.run(started))
        await _first(playing, stopped)
        ended = playing.done()
        playing.cancel()
        await asyncio.wait([playing])
        if ended:
            playing.result()
    return FINE


def _has_lines(source: TextIO) -> bool:
    """Whether commands come from a pipe or a file, and not from somebody, or nobody, at a terminal."""
    try:
        mode = os.fstat(source.fileno()).st_mode
    except (OSError, ValueError):  # no file at all
        return not source.isatty()
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


async def chat(
    config: Config,
    pretence: Pretence,
    source: TextIO,
    out: TextIO,
    *,
    hello: bool = False,
    beside: "Stage | None" = None,
) -> int:
    """A chat in the terminal, to the end of its input and of what --leap has to play; and a stage beside it."""
    if hello:
        print(HELLO, file=out, flush=True)

    async def talk(app: App, serving: asyncio.Task[None], stopped: asyncio.Event) -> int:
        assert app.terminal is not None
        if hello and app.web and app.web.url:
            shown = STAGE if beside else "The schedule as a page: {url}\n"
            print(shown.format(url=app.web.url), file=out, flush=True)
        listening = asyncio.create_task(_listen(app, source))
        broken = asyncio.create_task(app.terminal.broken())
        await _first(listening, serving, stopped, broken)
        if serving.done():
            serving.result()
        for task in (listening, broken):
            task.cancel()
        for ended in await asyncio.gather(listening, broken, return_exceptions=True):
            if isinstance(ended, Exception) and not isinstance(ended, BrokenPipeError):  # "| head" has read enough
                raise ended
        return FINE

    return await _guarded(config, pretence, out, talk, beside)


async def _listen(app: App, source: TextIO) -> None:
    assert app.terminal is not None
    names = [name for drama in app.library.catalogue.dramas.values() for name in (drama.title, drama.slug)]
    names += [member.actor for drama in app.library.catalogue.dramas.values() for member in drama.cast]
    await app.terminal.listen(source, app.desk.registry.commands.values(), dict.fromkeys(names))
    if app.leaper:
        await app.leaper.stands.wait()


async def _serve(app: App, serving: asyncio.Task[None], stopped: asyncio.Event) -> int:
    gc.freeze()  # the collector walks through all modules else, again and again: answers wait for that 0.07 s
    await _first(serving, stopped)
    if serving.done():
        try:
            serving.result()
        except AllRefused:
            log.error("no platform is left; mend the above and start again")
            return FAILED
    log.info("stopping")
    return FINE


Start = Callable[[Config, Pretence, TextIO, TextIO], Coroutine[Any, Any, int]]
Use = Callable[[App, "asyncio.Task[None]", asyncio.Event], Awaitable[int]]


async def _guarded(
    config: Config, pretence: Pretence, out: TextIO | None, use: Use, beside: "Stage | None" = None
) -> int:
    try:
        with stopping.asked() as stopped:
            return await _used(config, pretence, out, use, stopped, beside)
    except Taken as taken:
        log.error(str(taken))
        return TAKEN
    except Unusable as unusable:
        log.error(str(unusable))
        return FAILED
    except Lost as lost:
        log.error(f"{lost} This one ends, and sends nothing more.")
        return FAILED


async def _used(
    config: Config, pretence: Pretence, out: TextIO | None, use: Use, stopped: asyncio.Event, beside: "Stage | None"
) -> int:
    async with opened(config, pretence, terminal=out) as app:
        if app.web:
            app.web.stage = beside
        async with app.running() as serving, _played(beside):
            for fault in app.faults:
                log.warning(f"a drama file is left out: {fault}")
            log.info("started", dramas=len(app.library.catalogue.dramas), story_time=app.clock.now().isoformat())
            return await use(app, serving, stopped)


@contextlib.asynccontextmanager
async def _played(stage: "Stage | None") -> AsyncIterator[None]:
    """What goes wrong on the stage is said, and ends nothing else."""
    playing = asyncio.create_task(stage.run() if stage else asyncio.sleep(0))
    try:
        yield
    finally:
        playing.cancel()
        await asyncio.wait([playing])
        if not playing.cancelled() and (error := playing.exception()):
            log.error("the stage has stopped", exc_info=error)


async def _first(*awaited: "asyncio.Task[None] | asyncio.Event") -> None:
    """Until the first of them has ended or is set."""
    waits = [one if isinstance(one, asyncio.Task) else asyncio.create_task(one.wait()) for one in awaited]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for one, wait in zip(awaited, waits, strict=True):
        if not isinstance(one, asyncio.Task):
            wait.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await wait
