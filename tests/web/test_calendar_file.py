"""A chat's calendar as a file is the one behind its address."""

from datetime import UTC, datetime

from icalendar import Calendar

from bot.commands.calendars import fingerprint
from bot.core.catalogue import Catalogue, Library
from bot.core.command import Request
from bot.core.ports import Address, Person, Place, Subscription
from bot.store.calendars import Calendars
from bot.store.store import Store
from bot.web.calendarfile import calendar_file
from bot.web.feeds import Feeds
from tests.commands.memory import OpenRoom
from tests.commands.seasons import NEVERTHELESS, RUNNER

NOW = datetime(2021, 6, 19, 15, tzinfo=UTC)
HERE = Address("telegram", "1")
DRAMAS = Catalogue.of((NEVERTHELESS, RUNNER))


def events(text: bytes) -> dict[str, list[tuple[str, str]]]:
    """All that is said of each, by uid."""
    return {
        str(event["uid"]): sorted((str(name), str(value)) for name, value in event.property_items())
        for event in Calendar.from_ical(text).walk("VEVENT")
    }


async def test_a_file_has_the_events_of_the_address_own_runs_included(database):
    store = await Store.open(database, "real")
    try:
        async with store.request(HERE, Place.PRIVATE, NOW) as work:
            ask = Request(HERE, Place.PRIVATE, Person("telegram", "1"), NOW, "Asia/Seoul", DRAMAS, work, OpenRoom())
            assert await calendar_file(ask, None) is None
            await work.set_zone("Asia/Seoul")
            again = ("2024-01-05T22:00", "Asia/Seoul")
            await work.save(Subscription(NEVERTHELESS.slug, None, ("1h",), NOW, *again))
            await work.save(Subscription(RUNNER.slug, None, None, NOW))
            await work.open_calendar(fingerprint("token"))
            file = await calendar_file(ask, None)
        assert file is not None
        feed = await Feeds(Calendars(store), Library(DRAMAS), lambda: NOW).private(fingerprint("token"))
        assert feed is not None
        found = events(file.content)
        assert found == events(await feed.text())
        assert len({uid.rpartition("-")[2] for uid in found}) == 3  # two dramas, and one of them once more
        assert (file.name, file.media_type) == ("dramas.ics", "text/calendar")
    finally:
        await store.close()
