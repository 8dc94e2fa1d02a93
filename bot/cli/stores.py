"""Commands that take what is stored in and out: import, export, copy-store."""

from pathlib import Path
from typing import Any

import click

from bot.cli.basics import Faulty, Stop, Taken, config_option, configured, group, stored
from bot.clock import real_now


@group.command(name="import")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@config_option
def import_(folder: Path | None, path: Path | None) -> None:
    """Take over the drama files of FOLDER, by default that of the config, while the bot does not run."""
    from bot import documents

    settings = configured(path)
    own = folder is None
    where = folder or settings.schedules.folder
    taken, faults = stored(documents.imported(settings.database.url, where, real_now(), whole=own))
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
    written, left = stored(documents.exported(settings.database.url, where))
    for name in written:
        click.echo(f"{where / name}.toml")
    if left:
        raise Faulty(
            f"Not written, for somebody changed the file: {', '.join(left)}. "
            "Import first, and choose in chat which one to keep; or export to another folder."
        )


class StoreType(click.ParamType[str]):
    """The address of a store, as under [database] url; the path of a file may start in the working directory."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from pydantic_core import PydanticCustomError

        from bot import values

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
    import asyncio

    from bot.store import copying, holder, unusable

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


@group.command()
@click.argument("file", type=click.Path(path_type=Path))
@config_option
def backup(file: Path, path: Path | None) -> None:
    """Write the whole store into FILE, a new one, whether the bot runs or not. It holds no token."""
    from bot.store import backups

    made = stored(backups.back_up(configured(path).database.url, file))
    click.echo(f"{file}: {made.chats} chats, {made.size / 1e6:.1f} MB, looked through and sound.")


@group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replay", is_flag=True, help="Send what fell due since, though people may have got it.")
@config_option
def restore(file: Path, replay: bool, path: Path | None) -> None:
    """Put the backup FILE in the place of the store, while the bot does not run. The store as it is now is kept."""
    from bot.store import backups

    url = configured(path).database.url
    done = stored(backups.restore(file, url, real_now(), replay=replay))
    click.echo(f"{done.chats} chats are back as they were in {file}.")
    if done.skipped:
        click.echo(f"{done.skipped} messages that had not been sent by then are not sent any more.")
    if done.forgotten:
        click.echo(f"{done.forgotten} who have asked since to be forgotten are forgotten again.")
    if done.aside:
        click.echo(f"The store that was there is {done.aside} now; delete it when all is well.")
