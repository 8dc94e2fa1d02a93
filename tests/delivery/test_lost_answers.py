"""T2: answers that never come, on both platforms, and a bot that ended before it could write down what came."""

from collections import Counter
from datetime import timedelta

from bot.clock import real_now
from bot.core.ports import Place
from bot.store.tables import CLAIMED
from tests.delivery.house import OUT, discord, drama, house, telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord import faults as dc_faults
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator, faults

MINUTE = timedelta(minutes=1)


async def test_t2_what_is_out_arrives_at_least_once_in_telegram_and_each_possible_second_copy_is_counted(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        fans = [tg.private(f"fan{number}") for number in range(40)]
        await bot.follow(map(telegram, fans), "goblin")
        rule = tg.fail(faults.lost_reply(), "sendMessage", times=None, chance=0.3)
        await bot.at(OUT)
        await bot.settled()
        lost = rule.struck
        assert lost > 2
        tg.script.clear()
        await bot.later(2 * MINUTE)
        await bot.until("batches", "state = 'waiting'", 0)
        await bot.settled()
        copies = Counter(len(tg.messages(to=fan)) for fan in fans)
        assert copies == {1: 40 - lost, 2: lost}
        assert await bot.count("batches", "doubtful") == lost == bot.counts.of("telegram").doubtful


async def test_t2_a_countdown_whose_answer_was_lost_is_not_repeated(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        fans = [tg.private(f"fan{number}") for number in range(10)]
        await bot.follow(map(telegram, fans), "goblin", leads=("1h",))
        tg.fail(faults.lost_reply(), "sendMessage", times=None)
        await bot.at(OUT - timedelta(minutes=59))
        await bot.settled()
        tg.script.clear()
        await bot.later(3 * MINUTE)
        await bot.settled()
        assert [len(tg.messages(to=fan)) for fan in fans] == [1] * 10
        assert await bot.rows("SELECT state, doubtful, count(*) FROM batches GROUP BY 1, 2") == [("unknown", 0, 10)]


async def test_t2_discord_gets_each_message_once_whatever_was_lost(tmp_path):
    async with DiscordEmulator(overall=None) as dc, house(tmp_path, drama("goblin"), dc=dc) as bot:
        guild = dc.guild("K-drama club")
        channels = [guild.channel(f"c{number}") for number in range(12)]
        await bot.follow(map(discord, channels), "goblin", place=Place.CHANNEL)
        for number, fault in enumerate((dc_faults.drop_reply(), dc_faults.reset(accepted=True), dc_faults.reset())):
            for channel in channels[number::3]:
                dc.script(fault, route="POST /channels/{channel}/messages", channel=channel)
        await bot.at(OUT)
        await dc.sent(12, within=15)
        await bot.later(timedelta(seconds=10))
        await bot.until("batches", "state = 'sent'", 12)
        assert [len(dc.messages(channel)) for channel in channels] == [1] * 12
        assert len(dc.repeats) >= 8
        assert await bot.count("batches", "doubtful") == 0


async def test_discord_is_asked_what_it_has_when_it_may_have_forgotten_the_nonce(tmp_path):
    async with DiscordEmulator(overall=None) as dc:
        guild = dc.guild("K-drama club")
        there, missing, hidden = (guild.channel(name) for name in ("there", "missing", "hidden"))
        async with house(tmp_path, drama("goblin"), dc=dc) as bot:
            await bot.follow([discord(there), discord(missing)], "goblin", place=Place.CHANNEL)
            began = int(real_now().timestamp() * 1e6)  # Discord dates its messages by a clock of its own
            await bot.at(OUT)
            await bot.until("batches", "state = 'sent'", 2)
        removed = dc.messages(missing)[0]
        next(m for m in missing.messages if m.id == removed.id).deleted = True
        for message in (*there.messages, *missing.messages):  # two minutes later, as far as Discord remembers
            message.at -= 1000
            message.nonce = None
        async with house(tmp_path, drama("goblin"), dc=dc) as bot, bot.store.engine.begin() as connection:
            # as if it had been killed before it wrote that down
            await connection.exec_driver_sql(f"UPDATE batches SET state = 'sending', claimed = {began}")
            await connection.exec_driver_sql(f"UPDATE deliveries SET {CLAIMED}")
        async with house(tmp_path, drama("goblin"), dc=dc, start=OUT + timedelta(minutes=11)) as bot:
            await bot.later(timedelta(seconds=10))
            await bot.until("batches", "state = 'sent'", 2)
        assert hidden.messages == []
        assert [len(dc.messages(channel)) for channel in (there, missing)] == [1, 1]
        assert len(dc.calls) > 0
        assert [call.route for call in dc.calls].count("GET /channels/{channel}/messages") == 2


async def test_a_message_that_a_kill_interrupted_is_sent_once_more_a_minute_after_it_was_claimed(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg:
        ana = tg.private("ana")
        async with house(tmp_path, drama("goblin"), tg=tg) as bot:
            await bot.follow([telegram(ana)], "goblin")
            await bot.planner.plan(OUT)
            claimed = await bot.outbox.claim("telegram", OUT, OUT, ())
            assert [batch.address.chat for batch in claimed] == [str(ana.id)]
        async with house(tmp_path, drama("goblin"), tg=tg, start=OUT + timedelta(seconds=30)) as bot:
            await bot.until("batches", "state = 'waiting'", 1)
            assert tg.messages(to=ana) == []
            await bot.later(timedelta(seconds=40))
            await tg.sent(1, to=ana)
