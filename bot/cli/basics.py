"""What every command of the command line needs: its group, its exit statuses, its config.

Here and beside it, what takes long to import is imported where it is used: --help answers at once.
"""

import contextlib
import gc
import os
from collections.abc import Coroutine, Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.core.errors import Mistake

if TYPE_CHECKING:
    from bot.config import Config

T = TypeVar("T")

SILENT = ("check", "schedule")  # commands that print, and log nothing
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


config_option = click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The config file. Without it: config.toml in the working directory, if there is one.",
)


@contextlib.contextmanager
def reading_in() -> Iterator[None]:
    """For imports of much. All of it stays, so there is no garbage to look for in it, now or later: that would take a
    tenth of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load(path: Path | None) -> "Config":
    """The configuration of that file, else of config.toml in the working directory, else the defaults."""
    from bot import config

    if path is None and IN_WORKING_DIRECTORY.exists():
        path = IN_WORKING_DIRECTORY
    return config.load(path, os.environ)


def configured(path: Path | None) -> "Config":
    """The same for a command that cannot go on without: faults are shown, all of them, and end it."""
    with reading_in():
        from bot import config

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
@click.pass_context
def group(context: click.Context, debug: bool) -> None:
    """Dramabell tells fans on Telegram and Discord when their Korean drama is on."""
    if debug or context.invoked_subcommand not in SILENT:
        from bot import log

        log.configure(level="DEBUG" if debug else "INFO")


def stored(work: Coroutine[Any, Any, T]) -> T:
    """Work on the store; what stands in its way ends the command."""
    import asyncio

    from bot.store import holder
    from bot.store.unusable import Unusable

    try:
        return asyncio.run(work)
    except holder.Taken as taken:
        raise Taken(f"{taken} Stop it for a moment, or give it the files when it starts.") from None
    except Unusable as unusable:
        raise Stop(str(unusable)) from None
