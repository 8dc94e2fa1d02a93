"""The long runs, for `make chaos`: their figures go into docs/reliability.md."""

import asyncio
import random

import pytest

from tests.chaos import report
from tests.chaos.siege import EPISODES, siege
from tests.chaos.test_kills import AT_FIRST
from tests.chaos.victim import POINTS

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]
KILLS, FANS, SEED = 200, 100, 5


async def test_t1_two_hundred_kills_while_a_thousand_reminders_go_out(tmp_path):
    dice = random.Random(SEED)
    points = [point for point in POINTS if point not in AT_FIRST]
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with siege(tmp_path, FANS, quick=False, resend=5.0) as bot:
        await bot.subscribe()
        asked = met = 0
        for point in [*points, *points]:
            await bot.people[asked % len(bot.people)].says("/quote siege")
            asked += 1
            life = await bot.start(point=point, nth=dice.randint(1, 2))
            met += await life.died(4)
            await bot.killed(life)
        while bot.kills < KILLS:
            life = await bot.start()
            match bot.kills % 4:
                case 0:
                    await asyncio.sleep(dice.uniform(0.01, 1.0))
                case 1:
                    await bot.sign_of_life()
                    await asyncio.sleep(dice.uniform(0.01, 1.0))
                case _:
                    await bot.asked_to_send(dice.randint(1, 8), within=10)
            await bot.killed(life)
        left = len(bot.lost)
        await bot.finish(600)
        twice, doubled = bot.twice("telegram").total(), bot.twice("discord").total()
        hits = sum(count for (platform, *_), count in bot.hits.items() if platform == "telegram")
        report.write(
            "kills",
            [
                ("Reminders", f"{EPISODES * FANS} to {FANS} chats, half in Telegram, half in Discord"),
                ("Kills (SIGKILL)", f"{bot.kills}, of these {met} at {len(points)} named points"),
                ("Not yet arrived at the last kill", left),
                ("Lost", len(bot.lost)),
                ("Twice in Telegram", f"{twice}, where {hits} kills came between acceptance and record"),
                ("Twice in Telegram without such a kill", bot.unexcused().total()),
                ("Twice in Discord", doubled),
                ("Commands, each done exactly once", f"{bot.shown()} of {asked}"),
                ("Store unsound (integrity_check, foreign_key_check)", f"{bot.unsound} of {bot.kills}"),
                ("Refused for speed by the emulated Telegram", sum(bot.tg.floods.values())),
                ("Duration", f"{loop.time() - began:.0f} s"),
            ],
        )
        assert (bot.lost, dict(bot.unexcused()), doubled, bot.unsound) == ([], {}, 0, 0)
        assert bot.shown() == asked
        assert bot.dc.syncs == 1, "the commands are registered once, however often it starts"


async def test_t22_five_hundred_commands_through_fifty_kills_and_repeats_are_done_exactly_once(tmp_path):
    dice = random.Random(SEED)
    points = [
        "an update is fetched",
        "a command is done, not committed",
        "a command is committed",
        "a command is answered",
        "a command's answer is about to be recorded",
        "anything is about to be committed",
        "anything is committed",
    ]
    async with siege(tmp_path, 20) as bot:
        await bot.subscribe()
        said: list[dict] = []
        met = 0
        for number in range(50):
            for _ in range(10):
                message = await dice.choice(bot.people).says("/quote siege")
                update = bot.tg.account.updates.queue[-1][1]
                said.append({"update_id": update["update_id"], "message": message})
            for again in dice.choices(said, k=5):
                bot.tg.repeat(again)
            life = await bot.start(point=points[number % len(points)], nth=dice.randint(1, 12))
            met += await life.died(3)
            await bot.killed(life)
        life = await bot.start()
        updates = bot.tg.account.updates
        await bot.tg.until(lambda: not updates.queue and updates.polling, 120)
        for again in said:
            bot.tg.repeat(again)
        await bot.settled(60)
        await life.stop()
        answers = sum("Hold the gate" in message.text for message in bot.tg.messages())
        report.write(
            "commands",
            [
                ("Commands", len(said)),
                ("Kills (SIGKILL)", f"{bot.kills}, of these {met} between fetching a command and recording its answer"),
                ("Deliveries of an update beyond the first, besides those after a kill", 5 * 50 + len(said)),
                ("Done exactly once", bot.shown()),
                ("Answers that arrived", answers),
                ("Store unsound", bot.unsound),
            ],
        )
        assert (bot.shown(), bot.unsound) == (len(said), 0)
