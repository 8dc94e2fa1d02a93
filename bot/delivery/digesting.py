"""What a digest or a daily quote says, made when it is sent."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core import quotes
from bot.core.catalogue import Catalogue
from bot.core.deliveries import Part
from bot.core.digests import DailyQuote, News, Receipts, read
from bot.core.messages import Message
from bot.core.texts import digests as texts
from bot.core.texts import receipts as receipting
from bot.core.texts.digests import Shown


def compose(catalogue: Catalogue, parts: Sequence[Part], zone: str | None) -> Message | None:
    """One message, also for a chat that has both at one hour; None when all that was to be said is gone."""
    made: dict[type, Message | None] = {}
    for part in parts:
        digest = read(part.notice)
        match digest:
            case News():
                made[News] = _news(catalogue, digest, part, zone)
            case DailyQuote():
                made[DailyQuote] = _quote(catalogue, digest)
            case Receipts(nights):
                made[Receipts] = receipting.daily(nights, catalogue.dramas)
    news, quote = made.get(News), made.get(DailyQuote)
    regular = texts.both(news, quote) if news and quote else news or quote
    receipts = made.get(Receipts)
    return receipting.beside(receipts, regular) if receipts and regular else receipts or regular


def _news(catalogue: Catalogue, digest: News, part: Part, zone: str | None) -> Message | None:
    stories = {story.id: story for story in part.stories}
    by_drama: dict[str, list[Shown]] = {}
    for pick in digest.picks:
        if pick.story in stories and pick.drama in catalogue.dramas:
            by_drama.setdefault(pick.drama, []).append(Shown(stories[pick.story], pick.hidden))
    found = [(catalogue.dramas[slug], shown) for slug, shown in by_drama.items()]
    return texts.digest(found, digest.more, zone) if found else None


def _quote(catalogue: Catalogue, digest: DailyQuote) -> Message | None:
    drama = catalogue.dramas.get(digest.drama)
    quote = next((one for one in drama.quotes if quotes.key(drama, one) == digest.quote), None) if drama else None
    return texts.daily_quote(drama, replace(quote, spoiler=digest.hidden)) if drama and quote else None
