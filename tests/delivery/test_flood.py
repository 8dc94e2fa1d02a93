"""T3, T4 and T5: a broadcast at the pace allowed, by the count of an emulated Telegram that forgives nothing."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.ports import Place
from bot.delivery.pace import Limits
from tests.delivery.house import OUT, drama, house, telegram
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator, faults

# a little below what the bot does by default: the emulator's own work delays what arrives here
TELEGRAM = Limits(per_second=25, chat_seconds=1, group_per_minute=20)


def left(tg) -> list[float]:
    return sorted(call.at for call in tg.called("sendMessage"))


@pytest.mark.parametrize(
    "model",
    [
        Flood.strict(),
        pytest.param(Flood.harsh(), marks=pytest.mark.same_for_the_store),
        pytest.param(Flood.bucket(), marks=pytest.mark.same_for_the_store),
    ],
)
async def test_t3_t5_a_hundred_chats_at_the_top_of_the_hour_are_told_at_full_pace_while_people_ask(tmp_path, model):
    both = drama("goblin"), drama("signal")
    async with TelegramEmulator(limits=model) as tg, house(tmp_path, *both, tg=tg, limits=TELEGRAM) as bot:
        fans = [tg.private(f"fan{number}") for number in range(100)]
        people = [tg.private(f"person{number}") for number in range(6)]
        groups = [tg.group(f"Club {number}", fans[0]) for number in range(12)]
        await bot.follow(map(telegram, fans), "goblin")
        await bot.follow(map(telegram, groups), "signal", place=Place.GROUP)
        began = asyncio.get_running_loop().time()
        await bot.at(OUT)
        waits = []
        for person in people:
            asked = asyncio.get_running_loop().time()
            await person.says("/next goblin")
            await tg.sent(1, to=person)
            waits.append(asyncio.get_running_loop().time() - asked)
            await asyncio.sleep(0.4)
        await tg.sent(118, timeout=15)
        await bot.settled()
        sent = left(tg)
        assert tg.floods == {}
        assert len(sent) == 118
        assert sent[0] - began < 1
        assert 117 / (sent[-1] - sent[0]) > 18  # 24 and more on a machine that has nothing else to do
        assert sorted(waits)[3] < 1.5, "an answer does not wait for the broadcast"
        rank = [str(call.chat_id).startswith("-") for call in tg.called("sendMessage")]
        assert rank.index(True) < 5, "the small drama has its turns from the start"
        assert max(place for place, group in enumerate(rank) if group) < 40


async def test_t4_whoever_asks_for_patience_is_left_alone_and_nobody_else_waits(tmp_path):
    async with TelegramEmulator(limits=Flood.none()) as tg, house(tmp_path, drama("goblin"), tg=tg) as bot:
        fans = [tg.private(f"fan{number}") for number in range(60)]
        await bot.follow(map(telegram, fans), "goblin")
        held = fans[::15]
        for fan in held:
            tg.fail(faults.flood(2), "sendMessage", to=fan)
        began = asyncio.get_running_loop().time()
        await bot.at(OUT)
        await tg.sent(60, timeout=15)
        ids = {str(fan.id) for fan in held}
        others = [call.at for call in tg.called("sendMessage") if str(call.chat_id) not in ids]
        assert max(others) - began < 5
        for fan in held:
            first, second = (call.at for call in tg.called("sendMessage") if str(call.chat_id) == str(fan.id))
            assert 2 <= second - first <= 4.5
        assert await bot.count("batches", "attempts > 1") == 0, "waiting is no failure"


async def test_one_chat_with_many_dramas_gets_one_message_a_minute_of_them(tmp_path):
    many = [drama(f"drama{number:02}", title=f"Drama {number:02}") for number in range(30)]
    async with TelegramEmulator(limits=Flood.strict()) as tg, house(tmp_path, *many, tg=tg, limits=TELEGRAM) as bot:
        ana = tg.private("ana")
        await bot.follow([telegram(ana)], *(one.slug for one in many))
        await bot.at(OUT + timedelta(seconds=1))
        await bot.settled()
        (told,) = await tg.sent(1)
        assert told.text.startswith("30 dramas: Drama 00, ")
