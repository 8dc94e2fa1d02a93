"""What there is, and what comes when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.commands.params import DRAMA, OPTIONAL_DRAMA, WORDS
from bot.commands.quotes import seen
from bot.core import progress, times
from bot.core.command import Registry, Request
from bot.core.dramas import Airing, Drama
from bot.core.messages import Line, Message
from bot.core.ports import Subscription
from bot.core.progress import night
from bot.core.subscriptions import airings
from bot.core.texts import agenda, answers, cards

DAYS = 7


def declare(to: Registry) -> None:
    to.command("dramas", "List the dramas, or those that fit some words", WORDS)(dramas)
    to.command("drama", "All about a drama: releases, episodes, cast", DRAMA)(drama)
    to.command("subscriptions", "What this chat follows")(subscriptions)
    to.command("next", "When the next episode is out", OPTIONAL_DRAMA)(next_)
    to.command("today", "What airs until late tonight")(today)
    to.command("week", "What airs in the next seven days")(week)


async def dramas(ask: Request, words: str | None) -> Message:
    found = ask.catalogue.names.search(words) if words else list(ask.catalogue.dramas.values())
    return cards.dramas(found, words, ask.at, ask.zone)


async def drama(ask: Request, drama: Drama) -> Message:
    return cards.card(drama, ask.at, ask.zone, await seen(ask, drama))


async def subscriptions(ask: Request) -> Message:
    held = [one for one in await ask.store.subscriptions() if one.drama in ask.catalogue.dramas]
    if not held:
        return agenda.no_subscriptions()
    followed = [ask.catalogue.dramas[one.drama] for one in held]
    return agenda.subscriptions([_subscription(ask, one) for one in held], followed)


async def next_(ask: Request, drama: Drama | None) -> Message:
    if drama is not None:
        return await _next_of(ask, drama)
    scope = await _scope(ask)
    soonest = scope.soonest(ask.at)
    if not soonest:
        return scope.nothing(ask, "soon")
    return scope.said(agenda.soonest(soonest, ask.at, ask.zone), soonest)


async def today(ask: Request) -> Message:
    scope = await _scope(ask)
    found = scope.days(ask, 1)
    if not found:
        return scope.nothing(ask, "today")
    on = times.day_of(ask.at, ask.zone) if ask.zone else None
    return scope.said(agenda.today(found, on, ask.at, ask.zone), found)


async def week(ask: Request) -> Message:
    scope = await _scope(ask)
    found = scope.days(ask, DAYS)
    if not found:
        return scope.nothing(ask, "in the next seven days")
    by_night = groupby(found, key=lambda airing: night(airing, ask.zone))
    return scope.said(agenda.week([(on, list(airings)) for on, airings in by_night], ask.at, ask.zone), found)


@dataclass(frozen=True, slots=True)
class Scope:
    """The airings that a question is about: of this chat's subscriptions, or of all dramas while it has none."""

    airings: Sequence[Airing]
    own: bool

    def days(self, ask: Request, days: int) -> list[Airing]:
        """Of today and the days after it, in order; on the announced clocks while the chat has not said its zone."""
        found = []
        for airing in self.airings:
            today = times.day_of(ask.at, ask.zone or airing.announced.zone)
            if today <= night(airing, ask.zone) < today + timedelta(days=days):
                found.append(airing)
        return sorted(found, key=lambda airing: (night(airing, ask.zone), progress.standing(airing)))

    def soonest(self, now: datetime) -> list[Airing]:
        """The next airing of each drama, the soonest first."""
        first: dict[str, Airing] = {}
        for airing in progress.progress(self.airings, now).coming:
            first.setdefault(airing.drama.slug, airing)
        return list(first.values())

    def said(self, message: Message, about: Sequence[Airing]) -> Message:
        dramas = list({airing.drama.slug: airing.drama for airing in about}.values())
        return message if self.own else agenda.for_all(message, dramas)

    def nothing(self, ask: Request, span: str) -> Message:
        soonest = self.soonest(ask.at)[:1]
        if soonest:
            return self.said(agenda.nothing_until(span, soonest[0], ask.at, ask.zone), soonest)
        ended = {airing.drama.slug: airing.drama for airing in self.airings if airing.finale}
        return agenda.nothing(span, list(ended.values()))


async def _scope(ask: Request) -> Scope:
    held = await ask.store.subscriptions()
    if held:
        return Scope([airing for one in held for airing in airings(ask.catalogue, one)], own=True)
    every = ask.catalogue.dramas.values()
    return Scope([airing for drama in every for airing in drama.airings(drama.release())], own=False)


async def _next_of(ask: Request, drama: Drama) -> Message:
    held = await ask.store.subscription(drama.slug)
    found = airings(ask.catalogue, held) if held else drama.airings(drama.release())
    run = progress.progress(found, ask.at)
    if run.next is not None:
        return agenda.next_of(drama, run.next, ask.at, ask.zone, subscribed=held is not None)
    return agenda.over(drama, run.out[-1], ask.zone) if run.ended else agenda.no_next(drama)


def _subscription(ask: Request, held: Subscription) -> Line:
    drama = ask.catalogue.dramas[held.drama]
    run = progress.progress(airings(ask.catalogue, held), ask.at)
    leads = answers.leads_in_words(held.leads, ask.catalogue.defaults)
    return agenda.subscription(drama, drama.release(held.release).network, run, leads, ask.zone)
