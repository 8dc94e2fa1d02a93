"""The command that plays a season before anybody is told of it: rehearse."""

from pathlib import Path

import click

from bot.cli.basics import Faulty, Stop, answered, config_option, configured, group
from bot.core.errors import Mistake


@group.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--pictures", metavar="FOLDER", type=click.Path(path_type=Path), help="Write every message as PNG files.")
@click.option("--release", metavar="NAME", help="Another release than the first: JTBC, Netflix …")
@click.option("--zone", metavar="ZONE", help="By the clock of that zone: Kuala Lumpur, KST, +8 …")
@click.option("--dark", is_flag=True, help="Pictures as by night.")
@config_option
def rehearse(
    name: tuple[str, ...], pictures: Path | None, release: str | None, zone: str | None, dark: bool, path: Path | None
) -> None:
    """Show all that the fans of NAME will be told, in order: a drama, a proposal's number, or a drama file (.toml).

    Pictures show each message in Telegram and in Discord; Chromium has to be on this machine for them.
    """
    import asyncio

    from bot import log
    from bot.core import zones
    from bot.core.faults import ScheduleFault

    settings = configured(path)
    log.configure(settings.secrets, level="ERROR")
    from bot.stage import rehearsing  # not before it is needed: the chat libraries take half a second
    from bot.store.unusable import Unusable

    async def played() -> None:
        where = zones.zone(zone) if zone else None
        season = await rehearsing.season(settings, " ".join(name), release, where)
        if not season.acts:
            raise Stop(f"Nobody is told anything of {season.drama.title}: it has no dates, or there are no reminders.")
        if pictures is None:
            click.echo(rehearsing.printed(season))
            return
        async for written in rehearsing.pictured(season, pictures, "dark" if dark else "light"):
            click.echo(written)

    try:
        asyncio.run(played())
    except Mistake as mistake:
        raise answered(mistake) from None
    except ScheduleFault as fault:
        raise Faulty("\n".join(map(str, fault.faults))) from None
    except (rehearsing.NoBrowser, Unusable) as error:
        raise Stop(str(error)) from None
