"""A calendar as a file, for whoever would rather open one than enter an address."""

from bot.core.command import Request
from bot.core.dramas import Drama
from bot.core.messages import File
from bot.web.calendars import Run, document, runs_of

MEDIA_TYPE = "text/calendar"


async def calendar_file(ask: Request, drama: Drama | None) -> File | None:
    """Of one drama, or of what the asking chat follows; None when that is nothing. Its events are those of the feed."""
    if drama is not None:
        release = drama.release()
        run = Run(drama, release)
        named = f"{drama.title} on {release.network}" if len(drama.releases) > 1 else drama.title
        about = f"Every episode of {drama.title} on {release.network}, as announced."
        return await _made(ask, [run], f"{drama.slug}.ics", named, about, f"{run.key}@dramabell")
    mark = await ask.store.calendar_mark()
    runs = list(runs_of(await ask.store.subscriptions(), ask.zone, ask.catalogue, mark))
    about = "What this chat follows with Dramabell."
    return await _made(ask, runs, "dramas.ics", "My dramas", about, f"{mark[:16]}@dramabell") if runs else None


async def _made(ask: Request, runs: list[Run], name: str, named: str, about: str, uid: str) -> File:
    events = b""
    for run in runs:
        entries = [entry for entry, _ in run.entries().values()]
        published = await ask.store.publish(run.key, entries, own=bool(run.owner))
        events += run.text(published, ask.catalogue)
    return File(name, MEDIA_TYPE, document(named, about, uid, events, ask.at, ""))
