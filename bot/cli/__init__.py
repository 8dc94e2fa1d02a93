"""The command line: what an operator types."""

import os
import sys
import zoneinfo
from pathlib import Path

import click

from bot.cli import articles, looking, playing, rehearsing, stores  # noqa: F401 - they declare the commands
from bot.cli.basics import Status, group


def main() -> None:
    """The `dramabell` command."""
    zoneinfo.reset_tzpath(to=())  # the tzdata package's files, not the system's: two machines agree
    _open_closed()
    try:
        group.main(prog_name="dramabell")
    except OSError as error:
        _note()
        click.echo(
            f"Dramabell stopped, as the system refused it something: {error}. Mend that, and start it again.", err=True
        )
        sys.exit(Status.FAILED)
    except Exception as error:
        _note()
        click.echo(
            f"Dramabell stopped because of a mistake of its own ({type(error).__name__}). "
            "Nothing is lost; start it again, and with --debug right after dramabell to see where it happens.",
            err=True,
        )
        sys.exit(Status.FAILED)


def _note() -> None:
    """The error that is being handled, for --debug."""
    import structlog

    if structlog.is_configured():  # else it is a command that only prints
        structlog.get_logger(__name__).debug("stopped", exc_info=True)


def _open_closed() -> None:
    """A stream that the caller has closed is None, and would fail wherever it is used."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r+"))  # noqa: SIM115 - open for as long as the process lives
