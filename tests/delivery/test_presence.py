"""T7 and T8: chats that are gone, moved, or without rights, on both platforms, with their own words."""

from datetime import timedelta

import pytest

from bot.core.ports import Place
from bot.store.upkeep import StoreUpkeep
from tests.delivery.house import HOUR, OUT, discord, drama, house, telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord import faults as dc_faults
from tests.emulators.discord.permissions import USUAL, May
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import Status, TelegramEmulator, faults

HOURLY = drama("goblin", nights=25, apart=HOUR)

GONE = [
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot was kicked from the group chat"),
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot was kicked from the channel chat"),
    (403, "Forbidden: bot is not a member of the supergroup chat"),
    (403, "Forbidden: bot is not a member of the channel chat"),
    (403, "Forbidden: the group chat was deleted"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: bot can't send messages to bots"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: group chat was deactivated"),
    (400, "Bad Request: PEER_ID_INVALID"),
]
NO_RIGHTS = [
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: need administrator rights in the channel chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: message thread not found"),
    (400, "Bad Request: CHAT_RESTRICTED"),
]
CONTENT = [
    (400, "Bad Request: can't parse entities: unexpected end"),
    (400, "Bad Request: message is too long"),
    (400, "Bad Request: wrong web page content specified"),
]
KINDS = {
    "gone": [(code, words, "gone", 1) for code, words in GONE],
    "paused": [(code, words, "paused", 1) for code, words in NO_RIGHTS],
    "active": [(code, words, "active", 2 * 3) for code, words in CONTENT],  # each night's, and once without trimmings
}
ANOTHER = pytest.mark.same_for_the_store  # other words of the platform for what the store has been told already
TELEGRAM = [
    pytest.param(*one, marks=[ANOTHER] if number else []) for kind in KINDS.values() for number, one in enumerate(kind)
]


async def nights(bot, count: int) -> None:
    for number in range(count):
        await bot.at(OUT + number * HOUR + timedelta(minutes=number / 1000))
        await bot.settled()
    await bot.until("batches", "state IN ('waiting', 'sending')", 0)


@pytest.mark.parametrize(("code", "words", "state", "requests"), TELEGRAM)
async def test_t7_telegram_is_asked_no_more_than_once_in_vain(tmp_path, code, words, state, requests):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, HOURLY, tg=tg) as bot:
        group, ana = tg.group("K-drama club", person := tg.private("owner")), tg.private("ana")
        await bot.follow([telegram(group)], "goblin", place=Place.GROUP, person=str(person.id))
        await bot.follow([telegram(ana)], "goblin")
        tg.fail(faults.refusal(code, words), "sendMessage", to=group, times=None)
        await nights(bot, 3)
        asked = [call for call in tg.called("sendMessage") if str(call.chat_id) == str(group.id)]
        assert len(asked) == requests
        assert await bot.rows(f"SELECT state FROM chats WHERE address = '{group.id}'") == [(state,)]
        assert len(tg.messages(to=ana)) == 3, "others are told all the same"
        told = [message.text for message in tg.messages(to=person)]
        assert len(told) == (state != "active"), told
        assert all("Goblin" in text for text in told)


DISCORD = [
    (10003, "gone"),
    (50001, "paused"),
    *(
        pytest.param(*other, marks=ANOTHER)
        for other in ((50013, "paused"), (50007, "gone"), (50278, "gone"), (160005, "paused"))
    ),
]


@pytest.mark.parametrize(("code", "state"), DISCORD)
async def test_t7_discord_is_asked_no_more_than_once_in_vain(tmp_path, code, state):
    async with DiscordEmulator(overall=None) as dc, house(tmp_path, HOURLY, dc=dc) as bot:
        channel, bea = dc.guild("K-drama club").channel("premieres"), dc.person("bea")
        await bot.follow([discord(channel)], "goblin", place=Place.CHANNEL, person=bea.id)
        dc.script(dc_faults.refused(code), route="POST /channels/{channel}/messages", channel=channel, times=None)
        await nights(bot, 5)
        asked = [call for call in dc.calls if call.route == "POST /channels/{channel}/messages"]
        assert len([call for call in asked if call.params["channel"] == channel.id]) == 1
        assert await bot.rows("SELECT state FROM chats") == [(state,)]
        told = await dc.sent(1, bea.dm)
        assert len(told) == 1
        assert "Goblin" in told[0].all_text


async def test_a_chat_that_gets_its_rights_back_goes_on_and_hears_in_short_what_it_missed(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin", nights=9), tg=tg) as bot:
        group = tg.group("K-drama club", tg.private("owner"))
        await bot.follow([telegram(group)], "goblin", place=Place.GROUP)
        await group.silences_bot()
        for week in range(3):
            await bot.at(OUT + timedelta(weeks=week))
            await bot.settled()
        await bot.until("chats", "state = 'paused'", 1)
        await bot.later(timedelta(days=1))
        await group.bot_becomes(Status.MEMBER)
        await bot.until("chats", "state = 'active'", 1)
        await bot.later(HOUR)
        assert [message.text for message in await tg.sent(1, to=group)] == [
            "While I was away: Goblin episodes 1 to 3 came out."
        ]
        await bot.at(OUT + timedelta(weeks=3))
        assert len(await tg.sent(2, to=group)) == 2


async def test_who_unblocks_the_bot_is_told_again(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "goblin")
        await ana.blocks()
        await bot.until("chats", "state = 'gone'", 1)
        await bot.at(OUT)
        await ana.unblocks()
        await bot.until("chats", "state = 'active'", 1)
        await bot.at(OUT + timedelta(weeks=1))
        assert [("Episode 2" in message.text) for message in await tg.sent(1, to=ana)] == [True]


async def test_t8_groups_that_migrate_in_the_middle_of_the_queue_are_told_once_at_the_new_address(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        owner = tg.private("owner")
        groups = [tg.group(f"Club {number}", owner, basic=True) for number in range(10)]
        await bot.follow(map(telegram, groups), "goblin", place=Place.GROUP)
        old = {str(group.id) for group in groups[:6]}
        now = [await group.migrates() for group in groups[:6]] + groups[6:]
        await bot.at(OUT)
        await bot.settled()
        await bot.until("batches", "state <> 'sent'", 0)
        addresses = {row[0] for row in await bot.rows("SELECT address FROM chats")}
        assert addresses == {str(one.id) for one in now}
        assert old.isdisjoint(addresses)
        assert [len(tg.messages(to=one)) for one in now] == [1] * 10


async def test_t8_also_when_the_new_address_is_subscribed_already(tmp_path):
    both = drama("goblin"), drama("signal")
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, *both, tg=tg) as bot:
        group, new = tg.group("Old", tg.private("owner")), tg.group("New", tg.private("other"))
        await bot.follow([telegram(group)], "goblin", "signal", place=Place.GROUP)
        await bot.follow([telegram(new)], "goblin", place=Place.GROUP)
        moved = "Bad Request: group chat was upgraded to a supergroup chat"
        tg.fail(faults.refusal(400, moved, migrate_to_chat_id=new.id), "sendMessage", to=group, times=None)
        await bot.at(OUT)
        await bot.settled()
        await bot.until("batches", "state <> 'sent'", 0)
        told = [message.text for message in tg.messages(to=new)]
        assert sum("Goblin" in text for text in told) == 1
        assert sum("Signal" in text for text in told) == 1
        assert await bot.rows("SELECT address FROM chats") == [(str(new.id),)]


async def test_a_chat_that_is_gone_for_thirty_days_is_forgotten(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        upkeep = StoreUpkeep(bot.store)
        await bot.follow([telegram(tg.private("ana")), telegram(ben := tg.private("ben"))], "goblin")
        await bot.store.leave(telegram(ben), "blocked")
        await upkeep.purge(OUT)
        await upkeep.purge(OUT + timedelta(days=29))
        assert await bot.count("chats") == 2
        await upkeep.purge(OUT + timedelta(days=30))
        assert [await bot.count(table) for table in ("chats", "subscriptions", "leads")] == [1, 1, 1]


async def test_a_right_that_came_back_while_the_bot_was_away_is_seen_when_it_is_connected_again(tmp_path):
    async with DiscordEmulator(overall=None) as dc:
        channel = dc.guild("K-drama club").channel("premieres", bot_may=USUAL & ~May.SEND_MESSAGES)
        async with house(tmp_path, drama("goblin"), dc=dc) as bot:
            await bot.follow([discord(channel)], "goblin", place=Place.CHANNEL)
            await bot.at(OUT)
            await bot.until("chats", "state = 'paused'", 1)
        channel.allow(USUAL)
        async with house(tmp_path, drama("goblin"), dc=dc, start=OUT + HOUR) as bot:
            await dc.sent(1, channel)
            await bot.until("chats", "state = 'active'", 1)
