"""What a batch says, made when it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import changes
from bot.core.catalogue import Catalogue, Library
from bot.core.deliveries import Batch, Part
from bot.core.dramas import Airing, Episode
from bot.core.leads import parse
from bot.core.messages import Kind, Message
from bot.core.planning import rebuilt
from bot.core.subscriptions import is_rewatch, read_start
from bot.core.texts import announcing
from bot.core.texts import changes as said
from bot.core.texts.missed import clocks, missed
from bot.core.texts.reminders import Told, reminder
from bot.delivery import digesting

_IN_WORDS = (Kind.CHANGE, Kind.NOTICE)  # what says itself what is to be said


def compose(library: Library, batch: Batch, now: datetime) -> Message | None:
    """One message about all that is still worth saying; None when nothing is."""
    parts = [part for part in batch.parts if part.expires > now]
    if regular := [part for part in parts if part.kind in (Kind.DIGEST, Kind.QUOTE) and part.missed is None]:
        return digesting.compose(library.catalogue, regular, batch.zone)
    if words := [part for part in parts if part.kind is Kind.NOTICE]:
        dramas = library.catalogue.dramas
        return announcing.together([announcing.told(part.notice, dramas.get(part.drama)) for part in words])
    if any(part.missed is not None for part in parts):
        return missed(airing for part in parts if (airing := _airing(library.catalogue, part)))
    if parts and all(part.kind is Kind.CHANGE and not part.notice for part in parts):
        return clocks([airing for part in parts if (airing := _airing(library.catalogue, part))])
    told = _standing(library.catalogue, parts, batch.zone)
    changed = [(part.drama, changes.read(part.notice)) for part in parts if part.notice]
    if not changed:
        return reminder(told, now) if told else None
    if not told:
        return said.notice(changed, batch.zone)
    both = reminder(told, now)
    return replace(both, lines=(*both.lines, (), *said.paragraphs(changed, batch.zone)))


def corrected(library: Library, batch: Batch) -> Message | None:
    """A message that was sent, as it should read now; None where nothing can be said instead."""
    catalogue = library.catalogue
    grown = {part: airing for part in batch.parts if not part.notice and (airing := _grown(catalogue, part))}
    wrong = [part for part in batch.parts if not part.notice and part not in grown and not _stands(catalogue, part)]
    told = _standing(catalogue, batch.parts, batch.zone)
    told += [Told(one, parse(part.lead), part.due, batch.zone or one.announced.zone) for part, one in grown.items()]
    sent = max(part.due for part in batch.parts)
    rest = reminder(told, sent) if told else None
    if not wrong:
        return rest
    found = [
        said.correction(airing, _now(catalogue, part), batch.zone)
        for part in wrong
        if (airing := _airing(catalogue, part))
    ]
    return said.corrected(found, rest, wrong[0].drama) if found else None


def _standing(catalogue: Catalogue, parts: Sequence[Part], zone: str | None) -> list[Told]:
    """What is to be said of these, without what the schedule no longer says."""
    return [
        Told(airing, parse(part.lead), part.due, zone or airing.announced.zone)
        for part in parts
        if part.kind not in _IN_WORDS and _stands(catalogue, part) and (airing := _airing(catalogue, part))
    ]


def _airing(catalogue: Catalogue, part: Part) -> Airing | None:
    """As it was announced; None when the drama is no longer there."""
    drama = catalogue.dramas.get(part.drama)
    if drama is None:
        return None
    return rebuilt(drama, part.release, part.episodes, read_start(part.announced, part.announced_zone))


def _stands(catalogue: Catalogue, part: Part) -> bool:
    """Whether the schedule still has these episodes, together, at that time. A chat's own run is as it was begun."""
    airing = _airing(catalogue, part)
    if airing is None or is_rewatch(airing.release):
        return airing is not None
    known = airing.release.key == part.release
    return known and any(
        one.numbers == part.episodes and one.announced == airing.announced
        for one in airing.drama.airings(airing.drama.release(part.release))
    )


def _grown(catalogue: Catalogue, part: Part) -> Airing | None:
    """What comes out at that time, where other episodes have joined those that were told of."""
    airing = _airing(catalogue, part)
    if airing is None or is_rewatch(airing.release) or airing.release.key != part.release:
        return None
    return next(
        (
            one
            for one in airing.drama.airings(airing.drama.release(part.release))
            if set(part.episodes) < set(one.numbers) and one.announced == airing.announced
        ),
        None,
    )


def _now(catalogue: Catalogue, part: Part) -> list[Episode]:
    release = next((one for one in catalogue.dramas[part.drama].releases if one.key == part.release), None)
    return [episode for episode in release.episodes if episode.number in part.episodes] if release else []
