"""Commands that run the bot: run, chat."""

import contextlib
import dataclasses
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.basics import Faulty, Status, answered, config_option, configured, group, reading_in
from bot.core.errors import Mistake

if TYPE_CHECKING:
    from bot.config import Config


class InstantType(click.ParamType[datetime]):
    """An instant with its zone, as times.read_instant reads it."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from bot.core import times

        if isinstance(value, datetime):
            return value
        try:
            return times.read_instant(value)
        except Mistake as mistake:
            raise answered(mistake) from None


def pretending(command: Callable[..., None]) -> Callable[..., None]:
    """The options that let a command play at another time."""
    at = 'Play at that time instead of now, such as 2021-06-19T15:00:00Z or "20 June 2021 12AM MYT".'
    leap = "Hold the clock, and leap to whatever is due next after that many seconds of quiet."
    instant = InstantType()
    for option in (
        click.option("--until", type=instant, metavar="INSTANT", help="Leap no further than that."),
        click.option("--leap", type=click.FloatRange(0, 3600), metavar="SECONDS", help=leap),
        click.option("--at", type=instant, metavar="INSTANT", help=at),
    ):
        command = option(command)
    return command


@group.command()
@config_option
@pretending
def run(path: Path | None, at: datetime | None, leap: float | None, until: datetime | None) -> None:
    """Run the bot on every platform that it has a token for; without any, a chat in this terminal."""
    settings = configured(path)
    if settings.tokenless:
        raise Faulty("\n".join(map(str, settings.tokenless)))
    _start("run", settings, at, leap, until)


@group.command()
@config_option
@pretending
def chat(path: Path | None, at: datetime | None, leap: float | None, until: datetime | None) -> None:
    """Chat with the bot in this terminal, or from a pipe with one command a line."""
    import tempfile

    settings = configured(path)
    with contextlib.ExitStack() as stack:
        if at is not None and path is None:
            # the same line shall print the same twice
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dramabell-"))
            database = settings.database.model_copy(update={"url": f"sqlite:///{folder}/dramabell.db"})
            settings = dataclasses.replace(settings, database=database)
        web = settings.web.model_copy(update={"listen": ""})
        settings = dataclasses.replace(settings, telegram=None, discord=None, web=web)
        _start("chat", settings, at, leap, until)


@group.command()
@config_option
@click.option(
    "--at", type=InstantType(), metavar="INSTANT", help="Where the story begins; by default before a premiere."
)
@click.option("--listen", metavar="HOST:PORT", help="Where the page is served; by default for this machine alone.")
def stage(path: Path | None, at: datetime | None, listen: str | None) -> None:
    """Try the bot in a browser: every answer as Telegram and as Discord show it. Nothing is sent anywhere.

    It has a store and a clock of its own, and may run beside the bot. Whoever opens the page may be an admin there.
    """
    import asyncio

    from bot import config, log, stopping

    settings = configured(path)
    where = _listening(listen) if listen else settings.web.listen
    if not where or (not listen and not config.is_loopback(f"http://{where}")):
        where = settings.web.model_fields["listen"].default
    web = settings.web.model_copy(update={"listen": where})
    stopping.at_once()
    with reading_in():
        from bot import running

    log.configure(settings.secrets, level="WARNING")
    sys.exit(asyncio.run(running.stage(dataclasses.replace(settings, web=web), at, sys.stdout)))


def _listening(text: str) -> str:
    from pydantic import ValidationError

    from bot.settings import Web

    try:
        return Web(listen=text).listen
    except ValidationError:
        raise Faulty(f'Found {text!r} for --listen; expected HOST:PORT such as "127.0.0.1:8080".') from None


def _refuse_a_second(settings: "Config") -> None:
    """Before all that a bot needs is read in, which takes most of a start."""
    with reading_in():
        import asyncio

        import structlog

        from bot import log
        from bot.store import holder, lock, unusable

    try:
        asyncio.run(lock.look(settings.database.url))
    except unusable.Unusable:
        return  # said later, after faults of the command line
    except holder.Taken as taken:
        log.configure(settings.secrets)
        structlog.get_logger("bot.running").error(str(taken))
        sys.exit(Status.TAKEN)


def _start(name: str, settings: "Config", at: datetime | None, leap: float | None, until: datetime | None) -> None:
    from bot import stopping

    stopping.at_once()
    _refuse_a_second(settings)
    import asyncio
    import logging

    with reading_in():
        from bot import app, log, running

    pretence = app.Pretence(at, leap, until)
    if reason := running.refused(settings, pretence):
        raise Faulty(reason)
    level = logging.getLogger().level
    alone = name == "chat" or not (settings.telegram or settings.discord)
    if alone:  # between the lines of a chat only what went wrong has a place
        level = max(level, logging.WARNING) if level != logging.DEBUG else level
    log.configure(settings.secrets, level=logging.getLevelName(level))
    use = running.run if name == "run" else running.chat
    status = asyncio.run(use(settings, pretence, sys.stdin, sys.stdout))
    sys.exit(status)
