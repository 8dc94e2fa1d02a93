"""Alerts: stories that say that a night is not as planned, from when they are found until they are settled."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.core import changes
from bot.core.catalogue import Catalogue
from bot.core.dramas import Announced, Drama, Release
from bot.core.news import Alert, Change, Raised
from bot.core.proposals import Author
from bot.core.subscriptions import read_start, write_start

LISTED = timedelta(days=7)  # so long after its night the record can still be put right
KEPT = timedelta(days=60)  # so long after it was found it may still be about a coming night


@dataclass(frozen=True, slots=True)
class Card:
    """An editor was told of an alert, in that chat. `message` is None where it cannot be put right, or was."""

    person: Author
    address: str
    message: str | None


class Stance(Enum):
    OPEN = "open"
    IGNORED = "ignored"  # somebody has dismissed it
    AMENDED = "amended"  # the schedule has that night otherwise by now
    OVER = "over"


def as_it_stands(raised: Raised, catalogue: Catalogue) -> Raised:
    """A night that is left out stays one when others move: it is about the episode that the schedule has there now."""
    alert, drama = raised.alert, catalogue.dramas.get(raised.alert.drama)
    if drama is None or alert.night is None or alert.change is not Change.SKIPPED:
        return raised
    release = _release(alert, drama)
    there = [one for one in release.episodes if changes.standing(one.announced) == changes.standing(alert.night)]
    if not there or any(one.number in alert.episodes for one in there):
        return raised
    return replace(raised, alert=replace(alert, episodes=tuple(one.number for one in there)))


def stance(raised: Raised, catalogue: Catalogue, now: datetime) -> Stance:
    alert = as_it_stands(raised, catalogue).alert
    if raised.decided_by is not None:
        return Stance.IGNORED
    drama = catalogue.dramas.get(alert.drama)
    if drama is None:
        return Stance.AMENDED
    if alert.night is not None and _night(_release(alert, drama), alert.episodes[0]) != changes.standing(alert.night):
        return Stance.AMENDED
    on = (changes.standing(alert.night) if alert.night else None) or raised.at
    return Stance.OVER if now > on + LISTED else Stance.OPEN


def again(alert: Alert, told: Alert) -> bool:
    """Whether it is what editors were told before, of the same change of the same episode.

    An episode that was moved may be left out on its new night, too: another change, where the words name the day. A
    story that names the episode alone may be an old one.
    """
    return not (alert.dated and alert.change is Change.SKIPPED and alert.night != told.night)


def _release(alert: Alert, drama: Drama) -> Release:
    return drama.release(alert.network.casefold() if alert.network else None)


def _night(release: Release, number: int) -> datetime | None:
    found = next((one for one in release.episodes if one.number == number), None)
    return changes.standing(found.announced) if found else None


def write(alert: Alert) -> str:
    """All of it that is of its own."""
    night = alert.night and [write_start(alert.night), alert.night.zone]
    return json.dumps([alert.episodes, alert.when, alert.reason, alert.network, night], ensure_ascii=False)


def read(drama: str, change: Change, words: str, text: str) -> Alert:
    episodes, when, reason, network, night = json.loads(text)
    return Alert(drama, change, words, tuple(episodes), when, reason, network, _read(night))


def _read(night: list[str] | None) -> Announced | None:
    return read_start(*night) if night else None
