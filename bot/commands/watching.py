"""Following a drama, setting its reminders, and watching it again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.commands.params import DRAMA, LEADS, OWN_DRAMA, RELEASE, WHEN, of
from bot.commands.quotes import fresh, veiled
from bot.core import planning, progress, quotes, subscriptions, times
from bot.core.command import Permission, Registry, Request
from bot.core.dramas import Announced, Drama, Release
from bot.core.leads import parse
from bot.core.messages import Message
from bot.core.planning import DEFAULT, Announcement, Wish
from bot.core.ports import Subscription
from bot.core.progress import Progress
from bot.core.texts import answers
from bot.core.texts.answers import Change, Followed


def declare(to: Registry) -> None:
    manager = Permission.MANAGER
    to.command("subscribe", "Tell this chat when each episode is out", DRAMA, RELEASE, permission=manager)(subscribe)
    to.command("unsubscribe", "Stop the reminders of a drama", OWN_DRAMA, permission=manager)(unsubscribe)
    to.command("remind", "Choose how long before or after an episode to be told", OWN_DRAMA, LEADS, permission=manager)(
        remind
    )
    to.command("rewatch", "Watch a drama again, night by night, with reminders", DRAMA, WHEN, permission=manager)(
        rewatch
    )


async def subscribe(ask: Request, drama: Drama, network: str | None) -> Message:
    held = await ask.store.subscription(drama.slug)
    release = _release(ask, drama, network, held)
    run = progress.of(drama, release, ask.at)
    if run.ended:
        return await _ended(ask, drama, release, run, held)
    if hindrance := await ask.room.hindrance():
        return answers.hindered(hindrance, f"/subscribe {drama.slug}")
    change = _change(drama, release, held)
    wanted = held or Subscription(drama.slug, release.key if network else None, None, ask.at)
    if change is Change.SWITCHED:
        wanted = replace(wanted, release=release.key)
    if change is not Change.NONE:
        await ask.store.save(wanted)
    return answers.subscribed(_followed(ask, drama, release, run, wanted), change, ask.zone)


async def unsubscribe(ask: Request, drama: Drama) -> Message:
    held = await ask.store.subscription(drama.slug)
    if held is None:
        return answers.not_subscribed(drama)
    await ask.store.remove(drama.slug)
    return answers.unsubscribed(drama, held.release)


async def remind(ask: Request, drama: Drama, chosen: tuple[str, ...] | None) -> Message:
    held = await ask.store.subscription(drama.slug)
    if held is None:
        return answers.not_subscribed(drama)
    before = answers.leads_in_words(held.leads, ask.catalogue.defaults)
    if chosen is None:
        return answers.reminders_shown(drama, before)
    leads = None if chosen == (DEFAULT,) else chosen
    await ask.store.save(replace(held, leads=leads))
    after = answers.leads_in_words(leads, ask.catalogue.defaults)
    unzoned = ask.zone is None and any(parse(lead).morning for lead in leads or ())
    return answers.reminders_changed(drama, before, after, silent=leads == (), unzoned=unzoned)


async def rewatch(ask: Request, drama: Drama, when: str | None) -> Message:
    held = await ask.store.subscription(drama.slug)
    release = drama.release(held.release if held else None)
    run = progress.of(drama, release, ask.at)
    if not run.out:
        return answers.too_early(drama, run.next, ask.zone)
    start = _start(ask, release, when)
    if hindrance := await ask.room.hindrance():
        return answers.hindered(hindrance, f"/rewatch {drama.slug}")
    wanted = held or Subscription(drama.slug, None, None, ask.at)
    wanted = replace(wanted, rewatch=subscriptions.write_start(start), rewatch_zone=start.zone)
    await ask.store.save(wanted)
    again = progress.of(drama, subscriptions.rewatch(drama, release, start), ask.at)
    defaults = ask.catalogue.defaults
    leads = defaults.leads if wanted.leads is None else wanted.leads  # a rewatch has no premiere
    return answers.rewatching(drama, again, answers.leads_in_words(leads, defaults), ask.zone)


def _release(ask: Request, drama: Drama, network: str | None, held: Subscription | None) -> Release:
    if network:
        with of(RELEASE):
            return ask.catalogue.names.release(drama, network)
    return drama.release(held.release if held else None)


def _change(drama: Drama, release: Release, held: Subscription | None) -> Change:
    if held is None:
        return Change.NEW
    return Change.NONE if drama.release(held.release).key == release.key else Change.SWITCHED


def _followed(ask: Request, drama: Drama, release: Release, run: Progress, wanted: Subscription) -> Followed:
    missed = planning.missed(ask.catalogue, wanted, ask.zone, ask.at)
    return Followed(
        drama,
        release,
        run,
        answers.leads_in_words(wanted.leads, ask.catalogue.defaults),
        _first(ask, drama, release, wanted.leads),
        tuple(one for one in missed if one.airing == run.next),
    )


def _first(ask: Request, drama: Drama, release: Release, leads: Sequence[str] | None) -> Announcement | None:
    """The first reminder that this chat will get."""
    wishes = [Wish(drama.slug, release.key, lead, ask.zone) for lead in ((DEFAULT,) if leads is None else leads)]
    return next(planning.announcements(ask.catalogue, wishes, ask.at), None)


async def _ended(ask: Request, drama: Drama, release: Release, run: Progress, held: Subscription | None) -> Message:
    finale = run.out[-1]
    chosen = await fresh(ask, quotes.of(ask.catalogue, drama))
    going = [other for other in drama.releases if not progress.of(drama, other, ask.at).ended]
    own = subscriptions.rewatched(drama, held) if held else None
    again = progress.of(drama, own, ask.at).next if own else None
    quoted = await veiled(ask, *chosen) if chosen else None
    return answers.ended(drama, finale, going, quoted, ask.zone, again)


def _start(ask: Request, release: Release, when: str | None) -> Announced:
    """A day without an hour means the announced hour, in the night of that day."""
    usual = subscriptions.next_start(release, ask.at)
    assert usual is not None  # something of it is out, so it has a date
    if when is None:
        return usual
    zone = ask.zone or usual.zone
    with of(WHEN):
        wall = times.upcoming(when, ask.at, zone)
    if wall.hour is None and usual.hour is not None:
        late = timedelta(days=usual.hour < times.DAY_BEGINS)
        start = Announced(wall.on + late, usual.hour, usual.zone)
        passed = start.at is not None and start.at <= ask.at
        return replace(start, on=wall.on + late + timedelta(weeks=passed))
    return Announced(wall.on, wall.hour, wall.zone or zone)
