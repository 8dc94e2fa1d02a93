"""Where the story of the stage begins, and what a visitor may press first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core import times
from bot.core.dramas import Airing, Drama
from bot.core.progress import night, standing

FAVOURITE = "nevertheless"
EVENING = time(20)


@dataclass(frozen=True, slots=True)
class Opening:
    """`drama` is a slug, "" where there is none; `who` is somebody who is quoted in it."""

    at: datetime
    drama: str = ""
    title: str = ""
    who: str = ""


def opening(dramas: Sequence[Drama], now: datetime, *, fixed: bool = False) -> Opening:
    """The evening before the premiere of our favourite, else of the drama that begins last; `fixed` is at `now`."""
    premieres = {drama.slug: found for drama in dramas if (found := _premiere(drama))}
    by_slug = {drama.slug: drama for drama in dramas}
    slug = FAVOURITE if FAVOURITE in premieres else max(premieres, key=lambda one: standing(premieres[one]), default="")
    if not slug:
        return Opening(now)
    drama, first = by_slug[slug], premieres[slug]
    zone = first.announced.zone
    eve = times.instant(datetime.combine(night(first, zone) - timedelta(days=1), EVENING), zone)
    who = next((quote.who for quote in drama.quotes), "")
    return Opening(now if fixed else eve, slug, drama.title, who)


def _premiere(drama: Drama) -> Airing | None:
    return next((airing for airing in drama.airings(drama.releases[0]) if airing.premiere), None)
