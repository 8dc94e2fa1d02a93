"""The command line: what an operator types."""

import asyncio
import contextlib
import dataclasses
import json
import logging
import os
import sys
import tempfile
import zoneinfo
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

import click
import structlog
from pydantic_core import PydanticCustomError

from bot import config, log, printed, stopping, values
from bot.clock import real_now
from bot.core import schedules, times, timetable, zones
from bot.core.catalogue import Catalogue
from bot.core.errors import Mistake, NoSuchName
from bot.core.findings import Mark

T = TypeVar("T")

IN_WORKING_DIRECTORY = Path("config.toml")


class Status(IntEnum):
    """Exit statuses, as docs/operating.md explains them."""

    FINE = 0
    FAILED = 1  # nothing left to do, or an error of our own
    FAULTY = 2  # the config, a schedule or the command line is not right
    TAKEN = 3  # another process uses the store


class Stop(click.ClickException):
    """Ends the command, after saying why."""

    exit_code = Status.FAILED

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


class Taken(Stop):
    exit_code = Status.TAKEN


class Faulty(Stop):
    exit_code = Status.FAULTY


class Busy(Stop):
    exit_code = Status.TAKEN


config_option = click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The config file. Without it: config.toml in the working directory, if there is one.",
)


def load(path: Path | None) -> config.Config:
    """The configuration of that file, else of config.toml in the working directory, else the defaults."""
    if path is None and IN_WORKING_DIRECTORY.exists():
        path = IN_WORKING_DIRECTORY
    return config.load(path, os.environ)


def configured(path: Path | None) -> config.Config:
    """The same for a command that cannot go on without: faults are shown, all of them, and end it."""
    try:
        return load(path)
    except config.ConfigFaults as error:
        raise Faulty(str(error)) from None


def answered(mistake: Mistake, known: Iterable[str] = ()) -> Faulty:
    """A mistake with what may have been meant, or with all that is known when nothing is near."""
    meant = [choice.label for choice in mistake.choices] or known
    return Faulty("".join((mistake.text, *(f"\n  {name}" for name in meant if name not in mistake.text))))


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(package_name="dramabell", message="dramabell %(version)s")
@click.option("--debug", is_flag=True, help="Log everything, with tracebacks; tokens are left out as always.")
def group(debug: bool) -> None:
    """Dramabell tells fans on Telegram and Discord when their Korean drama is on."""
    log.configure(level="DEBUG" if debug else "INFO")


class InstantType(click.ParamType[datetime]):
    """An instant with its zone, as times.read_instant reads it."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
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


def _refuse_a_second(settings: config.Config) -> None:
    """Before all that a bot needs is read in, which takes most of a start."""
    from bot.store import holder, lock, unusable

    try:
        asyncio.run(lock.look(settings.database.url))
    except unusable.Unusable:
        return  # said later, after faults of the command line
    except holder.Taken as taken:
        log.configure(settings.secrets)
        structlog.get_logger("bot.running").error(str(taken))
        sys.exit(Status.TAKEN)


def _start(name: str, settings: config.Config, at: datetime | None, leap: float | None, until: datetime | None) -> None:
    stopping.at_once()
    _refuse_a_second(settings)
    from bot import app, running  # not before it is needed: the chat libraries take half a second

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


@group.command()
@config_option
def check(path: Path | None) -> None:
    """Read the config and every schedule, and report all that is wrong with them."""
    faults: list[object] = []
    settings = None
    try:
        settings = load(path)
        folder: Path | None = settings.schedules.folder
    except config.ConfigFaults as error:
        faults += error.faults
        folder = error.schedules
    dramas, wrong = schedules.load_folder(folder) if folder else ((), ())
    faults += wrong
    if settings is None or faults:
        raise Faulty("\n".join(map(str, faults)))
    click.echo(printed.summary(settings, dramas))


@group.command()
@config_option
def doctor(path: Path | None) -> None:
    """Look at tokens, rights, store, disk, clock and zones, and say what is wrong. The bot may run meanwhile."""
    from bot import doctor  # not before it is needed, as in _start
    from bot.clock import real_now

    settings = configured(path)
    log.configure(settings.secrets, level="ERROR")
    found = []

    async def examined() -> None:
        async for finding in doctor.examine(settings, real_now):
            found.append(finding)
            click.echo(doctor.line(finding))

    asyncio.run(examined())
    click.echo(f"\n{doctor.verdict(found)}")
    sys.exit(Status.FAILED if any(finding.mark is Mark.WRONG for finding in found) else Status.FINE)


@group.command(name="import")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@config_option
def import_(folder: Path | None, path: Path | None) -> None:
    """Take over the drama files of FOLDER, by default that of the config, while the bot does not run."""
    from bot import documents

    settings = configured(path)
    own = folder is None
    where = folder or settings.schedules.folder
    taken, faults = _stored(documents.imported(settings.database.url, where, real_now(), whole=own))
    for fault in faults:
        click.echo(fault, err=True)
    for names, what in (
        (taken.new, "added"),
        (taken.changed, "changed"),
        (taken.gone, "taken out, as its file is gone"),
    ):
        for name in names:
            click.echo(f"{name}: {what}")
    for conflict in taken.conflicts:
        click.echo(f"{conflict.slug}: changed in chat as well; an owner is asked in chat which one to keep")
    if faults:
        raise Faulty("Files with faults were left out.")


@group.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@config_option
def export(folder: Path | None, path: Path | None) -> None:
    """Write every drama as a file into FOLDER, by default that of the config, with all that was changed in chat."""
    from bot import documents

    settings = configured(path)
    where = folder or settings.schedules.folder
    written, left = _stored(documents.exported(settings.database.url, where))
    for name in written:
        click.echo(f"{where / name}.toml")
    if left:
        raise Faulty(
            f"Not written, for somebody changed the file: {', '.join(left)}. "
            "Import first, and choose in chat which one to keep; or export to another folder."
        )


def _stored(work: Coroutine[Any, Any, T]) -> T:
    """Work on the store; what stands in its way ends the command."""
    from bot.store.holder import Taken
    from bot.store.unusable import Unusable

    try:
        return asyncio.run(work)
    except Taken as taken:
        raise Busy(f"{taken} Stop it for a moment, or give it the files when it starts.") from None
    except Unusable as unusable:
        raise Stop(str(unusable)) from None


@group.command()
@click.argument("drama", nargs=-1, required=True)
@click.option("--release", metavar="NAME", help="Another release than the first: JTBC, Netflix …")
@click.option("--zone", metavar="ZONE", help="Show the times of that zone too: Kuala Lumpur, KST, +8 …")
@click.option("--json", "as_json", is_flag=True, help="Print a list with one object an episode.")
@config_option
def schedule(drama: tuple[str, ...], release: str | None, zone: str | None, as_json: bool, path: Path | None) -> None:
    """Show when each episode of DRAMA is out."""
    folder = configured(path).schedules.folder
    dramas, faults = schedules.load_folder(folder)
    for fault in faults:
        click.echo(fault, err=True)
    names = Catalogue.of(dramas).names
    try:
        found = names.drama(" ".join(drama))
        chosen = names.release(found, release) if release else found.release()
        where = zones.zone(zone) if zone else None
    except Mistake as mistake:
        raise answered(mistake, [one.title for one in dramas] if isinstance(mistake, NoSuchName) else ()) from None
    if as_json:
        click.echo(json.dumps(timetable.rows(found, chosen), ensure_ascii=False, indent=2))
    else:
        click.echo(printed.schedule(found, chosen, where))


@group.command()
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--json", "as_json", is_flag=True, help="Print one object, with the words behind each field.")
@config_option
def draft(source: str, as_json: bool, path: Path | None) -> None:
    """Draft a drama from an article: its schedule, its cast and what they said, each with the words that say it.

    FILE_OR_URL is a page (.html), a text (.txt, whose first line may be the headline and second the date), or an
    address. What the text does not say stays empty.
    """
    from bot.news import card, drafting, sources  # the libraries behind them take a while

    allowed = configured(path).news.allow
    try:
        found = drafting.draft(asyncio.run(sources.article_of(source, allowed)))
    except Mistake as mistake:
        raise answered(mistake) from None
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(card.text(found))


class StoreType(click.ParamType[str]):
    """The address of a store, as under [database] url; the path of a file may start in the working directory."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return values.read_database(value, Path.cwd())
        except PydanticCustomError as error:
            what = error.context or {}
            expected = what.get("expected") or "sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/NAME"
            raise Faulty(f"Found {what.get('found')}; expected {expected}") from None


@group.command("copy-store")
@click.argument("source", metavar="FROM", type=StoreType())
@click.argument("target", metavar="TO", type=StoreType())
def copy_store(source: str, target: str) -> None:
    """Copy everything in one store to another, empty one: from SQLite to PostgreSQL, or back.

    FROM and TO are addresses as under [database] url, such as sqlite:///dramabell.db and postgresql://HOST/NAME.
    Nothing is copied while a bot runs on either; FROM stays as it is.
    """
    from bot.store import copying, holder, unusable  # not before it is needed

    try:
        counts = asyncio.run(copying.copied(source, target))
    except holder.Taken as taken:
        raise Taken(str(taken)) from None
    except unusable.Unusable as reason:
        raise Stop(str(reason)) from None
    click.echo("\n".join(f"{count:>9} {name}" for name, count in counts.items()))
    click.echo(
        f"All {sum(counts.values())} rows of {unusable.place(source)} have arrived in {unusable.place(target)}. "
        "Name that one under [database] url, and start the bot."
    )


def main() -> None:
    """The `dramabell` command."""
    zoneinfo.reset_tzpath(to=())  # the tzdata package's files, not the system's: two machines agree
    _open_closed()
    try:
        group.main(prog_name="dramabell")
    except OSError as error:
        structlog.get_logger(__name__).debug("stopped", exc_info=True)
        click.echo(
            f"Dramabell stopped, as the system refused it something: {error}. Mend that, and start it again.", err=True
        )
        sys.exit(Status.FAILED)
    except Exception as error:
        structlog.get_logger(__name__).debug("stopped", exc_info=True)
        click.echo(
            f"Dramabell stopped because of a mistake of its own ({type(error).__name__}). "
            "Nothing is lost; start it again, and with --debug right after dramabell to see where it happens.",
            err=True,
        )
        sys.exit(Status.FAILED)


def _open_closed() -> None:
    """A stream that the caller has closed is None, and would fail wherever it is used."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r+"))  # noqa: SIM115 - open for as long as the process lives
