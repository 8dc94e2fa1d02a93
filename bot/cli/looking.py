"""Commands that look at what there is: check, doctor, schedule."""

import sys
from pathlib import Path

import click

from bot.cli.basics import Faulty, Status, answered, config_option, configured, group, load, reading_in
from bot.core.errors import Mistake, NoSuchName


@group.command()
@config_option
def check(path: Path | None) -> None:
    """Read the config and every schedule, and report all that is wrong with them."""
    with reading_in():
        from bot import config, printed
        from bot.core import schedules
        from bot.store import glance

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
    _, changed = glance.in_force(settings.database.url, dramas)
    click.echo(printed.summary(settings, dramas, list(changed.values())))


@group.command()
@config_option
def doctor(path: Path | None) -> None:
    """Look at tokens, rights, store, disk, clock and zones, and say what is wrong. The bot may run meanwhile."""
    import asyncio

    from bot import doctor, log
    from bot.clock import real_now
    from bot.core.findings import Mark

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


@group.command()
@click.argument("drama", nargs=-1, required=True)
@click.option("--release", metavar="NAME", help="Another release than the first: JTBC, Netflix …")
@click.option("--zone", metavar="ZONE", help="Show the times of that zone too: Kuala Lumpur, KST, +8 …")
@click.option("--json", "as_json", is_flag=True, help="Print a list with one object an episode.")
@config_option
def schedule(drama: tuple[str, ...], release: str | None, zone: str | None, as_json: bool, path: Path | None) -> None:
    """Show when each episode of DRAMA is out."""
    import json

    with reading_in():
        from bot import printed
        from bot.core import schedules, timetable, zones
        from bot.core.catalogue import Catalogue
        from bot.store import glance

    settings = configured(path)
    read, faults = schedules.load_folder(settings.schedules.folder)
    dramas, changed = glance.in_force(settings.database.url, read)
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
        click.echo(printed.schedule(found, chosen, where, in_chat=found.slug in changed))
