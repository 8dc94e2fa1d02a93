"""T9, T11 and T13: what was missed is told in short, a wrong clock sends nothing, and new clock rules are said once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.core import zonerules
from tests.delivery.house import HOUR, OUT, drama, house, telegram
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator

DAY = timedelta(days=1)
GOBLIN, SIGNAL = drama("goblin", nights=9), drama("signal", nights=9, apart=DAY)


async def texts_after(folder, away: timedelta, leads=("1h", "0m")) -> list[str]:
    """What somebody reads who follows both, from the first nights on; the bot was away from an hour before them."""
    async with TelegramEmulator(limits=Flood.none()) as tg, house(folder, GOBLIN, SIGNAL, tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "goblin", "signal", leads=leads)
        await bot.at(OUT - 2 * HOUR)
        await bot.at(OUT + away)
        await bot.settled()
        await bot.until("batches", "state <> 'sent'", 0)
        await bot.later(HOUR / 60)
        await bot.settled()
        return [message.text for message in tg.messages(to=ana)]


async def test_t9_after_five_minutes_all_comes_late_and_says_so(tmp_path):
    (only,) = await texts_after(tmp_path, timedelta(minutes=5))
    assert only.startswith("2 dramas: Goblin and Signal")
    assert only.count("(sent 5 minutes late)") == 2


async def test_t9_after_three_hours_too(tmp_path):
    (only,) = await texts_after(tmp_path, timedelta(hours=3))
    assert only.count("(sent 3 hours late)") == 2


async def test_t9_after_three_days_there_is_one_line_and_no_countdown(tmp_path):
    assert await texts_after(tmp_path, timedelta(days=3, hours=12)) == [
        "While I was away: Goblin episode 1 and Signal episodes 1 to 4 came out."
    ]


async def test_t9_who_asked_for_countdowns_alone_hears_of_none_that_is_past(tmp_path):
    assert await texts_after(tmp_path, timedelta(days=3, hours=12), leads=("1h",)) == []


async def test_what_could_not_be_sent_while_the_bot_ran_is_told_in_short_too(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "goblin")
        bot.senders["telegram"].disconnect()
        await bot.at(OUT)
        await bot.at(OUT + 3 * HOUR)
        assert tg.messages() == []
        await bot.at(OUT + 7 * HOUR)
        bot.senders["telegram"].connect()
        bot.ring()
        assert [one.text for one in await tg.sent(1)] == ["While I was away: Goblin episode 1 came out."]
        assert tg.messages()[0].silent


@pytest.mark.parametrize("year", [1970, 2025, 2100])
def test_t11_a_clock_that_cannot_be_right_is_doubted(year):
    clock = Clock(wall=lambda: datetime(year, 1, 1, tzinfo=UTC))
    assert clock.doubt() == (
        f"The clock of this machine says 01 January {year} 00:00 UTC, which cannot be. "
        "Nothing is sent until it is put right."
    )


def test_t11_a_clock_put_forward_by_months_is_doubted_until_it_is_put_back_and_small_steps_are_only_noticed():
    wall, running = datetime(2026, 11, 22, 12, tzinfo=UTC), 0.0
    clock = Clock(wall=lambda: wall, running=lambda: running)
    found = []
    for step, passed in ((0, 0), (10, 10), (3600, 0), (-3600, 0), (600, 600), (100 * 86400, 15), (-100 * 86400, 15)):
        wall, running = wall + timedelta(seconds=step), running + passed
        found.append((clock.doubt() is None, round(clock.stepped.total_seconds())))
    assert found == [(True, 0), (True, 0), (True, 3600), (True, -3600), (True, 0), (False, 8639985), (True, -30)]


def test_t11_a_machine_that_slept_for_days_is_believed():
    wall, running = datetime(2026, 11, 22, tzinfo=UTC), 0.0
    clock = Clock(wall=lambda: wall, running=lambda: running)
    assert clock.doubt() is None
    wall, running = wall + 3 * DAY, running + 3 * 86400
    assert clock.doubt() is None
    assert clock.stepped == timedelta()


async def test_t11_a_step_forward_and_back_loses_and_repeats_nothing(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, SIGNAL, tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "signal")
        for offset in (-2, 0, 1, 0, 23, 25, 24, 26, 47, 49):  # hours: an hour forward, an hour back
            await bot.at(OUT + offset * HOUR)
            await bot.settled()
        await bot.until("batches", "state <> 'sent'", 0)
        assert ["Episode 1" in tg.messages(to=ana)[0].text, len(tg.messages(to=ana))] == [True, 3]


async def test_t11_while_the_clock_is_doubted_nothing_is_sent(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "goblin")
        bot.senders["telegram"].doubt = lambda: "it says 1970"
        await bot.at(OUT)
        await bot.senders["telegram"]._send_some()
        assert tg.messages() == []
        bot.senders["telegram"].doubt = lambda: None
        bot.ring()
        await tg.sent(1, to=ana)


async def test_a_mark_that_a_wrong_clock_has_left_in_the_future_does_not_silence_the_bot(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, GOBLIN, tg=tg) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], "goblin")
        await bot.store.set("mark", (OUT + 1000 * DAY).isoformat())
        await bot.at(OUT - HOUR)
        await bot.at(OUT)
        await tg.sent(1, to=ana)


async def test_t13_new_clock_rules_move_what_is_ahead_and_are_told_once_to_whom_they_concern(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg:
        ana, ben = tg.private("ana"), tg.private("ben")
        async with house(tmp_path, GOBLIN, SIGNAL, tg=tg) as bot:
            await bot.follow([telegram(ana)], "goblin", leads=("1d", "0m"))
            await bot.at(OUT - DAY)
            await tg.sent(1, to=ana)
            await bot.until("batches", "state = 'sent'", 1)
            kept = json.loads(await bot.store.get("clocks"))
            assert kept["tzdata"] == zonerules.version()
            kept["rules"] = {"Asia/Seoul": [[at, offset - 3600] for at, offset in kept["rules"]["Asia/Seoul"]]}
            await bot.store.set("clocks", json.dumps(kept))  # as by rules with Seoul an hour further west
        for again in range(2):
            async with house(tmp_path, GOBLIN, SIGNAL, tg=tg, start=OUT - 20 * HOUR + again * HOUR) as bot:
                await bot.later(timedelta(seconds=1))
                told = await tg.sent(2, to=ana)
                await bot.settled()
                assert [len(tg.messages(to=fan)) for fan in (ana, ben)] == [2, 0]
        assert told[1].text.startswith("Another time\nGoblin: episode 1 now airs ")
        assert "The clocks in Seoul (KST) have new rules" in told[1].text
