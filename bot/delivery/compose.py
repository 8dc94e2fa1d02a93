"""What a batch says, made when it is sent."""

from datetime import datetime

from bot.core.catalogue import Catalogue, Library
from bot.core.deliveries import Batch, Part
from bot.core.leads import parse
from bot.core.messages import Message
from bot.core.planning import rebuilt
from bot.core.subscriptions import read_start
from bot.core.texts.reminders import Told, reminder


def compose(library: Library, batch: Batch, now: datetime) -> Message | None:
    """One message about all that is still worth saying; None when nothing is."""
    told = [one for part in batch.parts if part.expires > now and (one := _told(library.catalogue, part, batch.zone))]
    return reminder(told, now) if told else None


def _told(catalogue: Catalogue, part: Part, zone: str | None) -> Told | None:
    drama = catalogue.dramas.get(part.drama)
    if drama is None:  # its file was taken away
        return None
    announced = read_start(part.announced, part.announced_zone)
    airing = rebuilt(drama, part.release, part.episodes, announced)
    return Told(airing, parse(part.lead), part.due, zone or announced.zone)
