"""Digests and daily quotes, from the command to the chat, over days that the test turns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.dramas import Quote
from bot.core.messages import Message
from bot.core.ports import Address, Asked, Person, Place
from bot.store import digests
from bot.store.codes import DeliveryState, queue
from bot.store.newstables import stories, story_ties
from bot.store.tables import READY, chats, subscriptions
from bot.store.tables import digests as digest_table
from tests.commands.memory import OpenRoom
from tests.delivery.house import HOUR, KST, House, discord, drama, house, telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord.world import Channel
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator

DAY = timedelta(days=1)
GOBLIN, SIGNAL = drama("goblin", nights=9), drama("signal", nights=9)
EIGHT = datetime(2030, 1, 7, 23, tzinfo=UTC)  # 8 AM of Tuesday in Seoul; the first night was on the Friday before


async def wants(bot: House, chat: Address, *lines: str, zone: str = KST, slugs: tuple[str, ...] = ("goblin",)) -> None:
    """Said the day before, well after the hour."""
    await bot.at(EIGHT - DAY + 2 * HOUR)
    await bot.follow([chat], *slugs)
    for line in lines:
        answer = await says(bot, chat, f"{line} {zone}")
        assert "silently" in str(answer), answer


async def crowd(bot: House, number: int) -> None:
    """So many chats that all want a digest of Goblin at 8, put there without a word."""
    since = EIGHT - 30 * DAY
    rows = {
        chats: {"platform": "telegram", "place": "private", "zone": KST},
        subscriptions: {"drama": "goblin", "custom": False, "since": since},
        digest_table: {"what": "news", "hour": "08:00", "due": EIGHT},
    }
    async with bot.store.engine.begin() as connection:
        for table, row in rows.items():
            keys = [{"id": n, "address": str(n)} if table is chats else {"chat_id": n} for n in range(1, number + 1)]
            await connection.execute(table.insert(), [row | key for key in keys])


async def says(bot: House, chat: Address, line: str) -> Message | None:
    return await bot.desk.answer(Asked(chat, Place.PRIVATE, Person(chat.platform, "1"), OpenRoom(), line=line))


async def found(bot: House, number: int, *slugs: str, at: datetime, published: datetime | None = None) -> None:
    """A story as the feeds bring it in."""
    row = {"id": number, "address": f"https://news.test/{number}", "title": f"Headline {number}", "site": "Newsday"}
    row |= {
        "summary": f"What happened in {number}.",
        "at": published or at,
        "published": published or at,
        "found": at,
        "fresh": True,
    }
    ties = [{"story_id": number, "about": "drama", "name": slug, "episode": None, "headline": True} for slug in slugs]
    async with bot.store.engine.begin() as connection:
        await connection.execute(stories.insert().values(row))
        await connection.execute(story_ties.insert(), ties)


async def test_a_digest_comes_at_the_hour_of_the_chat_silently_and_once(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, SIGNAL, tg=tg) as bot:
        ana = telegram(tg.private("ana"))
        await wants(bot, ana, "/digest daily 8am", slugs=("goblin", "signal"))
        await found(bot, 1, "goblin", at=EIGHT - 3 * HOUR)
        await found(bot, 2, "signal", "goblin", at=EIGHT - 2 * HOUR)
        await found(bot, 3, "signal", at=EIGHT - HOUR)
        await bot.at(EIGHT - timedelta(seconds=1))
        await bot.settled()
        assert tg.messages() == []
        assert await bot.planner.next_due() == EIGHT
        await bot.at(EIGHT)
        await bot.settled()
        (only,) = await tg.sent(1)
        assert only.silent
        assert only.text == (
            "News: Goblin and Signal\n"
            "Goblin\n"
            "Headline 2\n"
            "What happened in 2.\n"
            "Newsday, Tuesday 8 January 2030.\n"
            "\n"
            "Headline 1\n"
            "What happened in 1.\n"
            "Newsday, Tuesday 8 January 2030.\n"
            "\n"
            "Signal\n"
            "Headline 3\n"
            "What happened in 3.\n"
            "Newsday, Tuesday 8 January 2030."
        )
        for morning in (EIGHT + DAY, EIGHT + 2 * DAY):
            await bot.at(morning)
            await bot.settled()
        assert len(tg.messages()) == 1
        assert await bot.planner.next_due() == EIGHT + 3 * DAY


async def test_both_at_one_hour_are_one_message_and_discord_is_told_silently_too(tmp_path):
    spoken = replace(GOBLIN, quotes=(Quote("Gong Yoo", "Every moment shone.", "Newsday"),))
    async with DiscordEmulator() as dc:
        club = dc.guild("K-drama club").channel("news")
        async with house(tmp_path, spoken, dc=dc) as bot:
            await both_in_a_channel(bot, dc, club)


async def both_in_a_channel(bot: House, dc: DiscordEmulator, club: Channel) -> None:
    await wants(bot, discord(club), "/digest daily 8am", "/dailyquote 8am")
    await found(bot, 1, "goblin", at=EIGHT - HOUR)
    await bot.at(EIGHT)
    await bot.settled()
    (only,) = await dc.sent(1)
    assert only.all_text.endswith(
        "**Quote of the day**\n> Every moment shone.\n**Gong Yoo**, of Goblin.\nSource: Newsday."
    )
    assert await bot.rows("SELECT quote, times FROM quotes_shown") == [
        (*(await bot.rows("SELECT quote FROM chats"))[0], 1),
    ]
    assert only.labels == ("More news", "Stop digests", "Another", "Goblin", "Stop daily quotes")
    assert only.flags & 1 << 12  # without a notification
    await bot.at(EIGHT + DAY)
    await bot.settled()
    assert (await dc.sent(2))[1].all_text.startswith("> Every moment shone.")


async def test_one_that_is_late_is_sent_once_and_one_that_is_too_late_leaves_its_news_to_the_next(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        await wants(bot, telegram(tg.private("ana")), "/digest daily 8am")
        await found(bot, 1, "goblin", at=EIGHT - HOUR)
        await bot.at(EIGHT + 2 * DAY + 3 * HOUR)  # three mornings later
        await bot.at(EIGHT + 2 * DAY + 4 * HOUR)
        await bot.settled()
        assert [await bot.count("announcements"), len(tg.messages())] == [0, 0]  # it is three days old by now
        await found(bot, 2, "goblin", at=EIGHT + 3 * DAY - HOUR, published=EIGHT)  # the feeds were not read either
        await bot.at(EIGHT + 3 * DAY + 12 * HOUR)
        await bot.settled()
        assert tg.messages() == []
        await bot.at(EIGHT + 4 * DAY + 3 * HOUR)
        await bot.at(EIGHT + 4 * DAY + 4 * HOUR)
        await bot.settled()
        assert [message.text.splitlines()[1] for message in await tg.sent(1) if "News" in message.text] == [
            "Headline 2"
        ]


async def test_news_that_could_not_be_sent_in_time_are_in_the_next_digest(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        await wants(bot, telegram(tg.private("ana")), "/digest daily 8am")
        await found(bot, 1, "goblin", at=EIGHT - HOUR)
        bot.senders["telegram"].disconnect()
        await bot.at(EIGHT)
        await bot.at(EIGHT + 13 * HOUR)
        bot.senders["telegram"].connect()
        await bot.at(EIGHT + DAY)
        await bot.settled()
        (only,) = await tg.sent(1)
        assert "Headline 1" in only.text
        states = [int(DeliveryState.MISSED), int(DeliveryState.SENT)]
        assert await bot.rows("SELECT state FROM deliveries ORDER BY announcement_id") == [(one,) for one in states]


async def test_planned_again_from_a_store_that_was_cut_nobody_has_it_twice(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        chats = [telegram(tg.private(f"fan{number}")) for number in range(5)]
        for chat in chats:
            await wants(bot, chat, "/digest daily 8am", "/dailyquote 8am")
        await found(bot, 1, "goblin", at=EIGHT - HOUR)
        bot.senders["telegram"].disconnect()
        await bot.at(EIGHT)
        before = await bot.rows("SELECT chat_id, what, due FROM digests ORDER BY 1, 2")
        for seconds in (0, 1, 30):
            await bot.at(EIGHT + timedelta(seconds=seconds))
        assert await bot.rows("SELECT chat_id, what, due FROM digests ORDER BY 1, 2") == before
        assert [await bot.count("announcements"), await bot.count("deliveries")] == [5, 5]


async def test_a_chat_that_moves_is_told_on_its_new_clock(tmp_path):
    async with house(tmp_path, GOBLIN) as bot:
        ana = Address("telegram", "1")
        await wants(bot, ana, "/digest daily 8am", "/dailyquote 9pm")
        await says(bot, ana, "/timezone London")
        assert await bot.rows("SELECT what, due FROM digests ORDER BY 1") == [
            ("news", micro(EIGHT - DAY + 9 * HOUR)),
            ("quote", micro(EIGHT - DAY + 22 * HOUR)),
        ]


async def test_new_clock_rules_move_what_is_ahead(tmp_path):
    async with house(tmp_path, GOBLIN) as bot:
        await wants(bot, Address("telegram", "1"), "/digest daily 8am")
        async with bot.store.engine.begin() as connection:  # as it was by the rules of before
            await connection.execute(digest_table.update().values(due=EIGHT + HOUR))
        await bot.store.set("clocks", '{"tzdata": "2021a", "rules": {}}')
        await bot.planner.begin(bot.now())
        assert await bot.rows("SELECT due FROM digests") == [(micro(EIGHT),)]


async def test_hundreds_at_one_hour_are_planned_in_chunks_between_which_others_come_to_work(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "CHUNK", 40)
    async with house(tmp_path, GOBLIN) as bot:
        bot.planner.platforms = ["telegram"]
        await crowd(bot, 150)
        await found(bot, 1, "goblin", at=EIGHT - HOUR)
        chunks: list[int] = []
        await bot.planner.plan(EIGHT + timedelta(minutes=1), lambda: chunks.append(1))
        assert len(chunks) == 4
        assert await bot.count("deliveries", f"{READY} AND queue = {queue('telegram', 4)}") == 150
        assert await bot.count("told_stories") == 150
        spread = await bot.rows("SELECT DISTINCT due FROM digests ORDER BY due")
        assert spread == [(micro(EIGHT + DAY + timedelta(seconds=second)),) for second in range(8)]


async def test_what_a_chat_has_is_forgotten_with_it_and_moves_with_it(tmp_path):
    async with house(tmp_path, GOBLIN) as bot:
        old, new = Address("telegram", "-1"), Address("telegram", "-1001")
        await wants(bot, old, "/digest daily 8am")
        async with bot.store.request(old, Place.GROUP, bot.now()) as work:
            await work.watch("goblin", "", 3)
            await work.show("abc")
            assert (await work.last_shown(), await work.shown()) == ("abc", {"abc": 1})
        async with bot.store.request(new, Place.GROUP, bot.now()) as work:
            assert await work.watched("goblin") == {}
        await bot.store.move(old, new)
        async with bot.store.request(new, Place.GROUP, bot.now()) as work:
            assert await work.watched("goblin") == {"": 3}
        assert await bot.count("digests") == 1


@pytest.mark.parametrize(("on", "due"), [("2030-03-30", "2030-03-31T01:00"), ("2030-10-26", "2030-10-27T00:30")])
async def test_an_hour_that_a_clock_change_skips_or_repeats_comes_once(tmp_path, on, due):
    async with house(tmp_path, GOBLIN) as bot:
        ana = Address("telegram", "1")
        await wants(bot, ana, "/dailyquote 2:30", zone="Europe/Berlin")
        bot.planner.platforms = ["telegram"]
        await bot.at(datetime.fromisoformat(f"{on}T12:00+00:00"))
        at = datetime.fromisoformat(f"{due}+00:00")
        assert await bot.rows("SELECT due FROM digests") == [(micro(at),)]
        await bot.at(at)
        assert await bot.rows("SELECT due FROM digests") == [
            (micro(at.replace(hour=0, minute=30) + DAY + HOUR * ("10" in on)),)
        ]


def micro(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000
