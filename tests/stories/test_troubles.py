"""Floods, lost answers and refusals of the platforms, and what people notice of them."""

from datetime import timedelta

import pytest

from bot.delivery import policy
from tests.emulators.discord import faults as dc_faults
from tests.emulators.telegram import faults as tg_faults
from tests.stories.test_following import titles
from tests.stories.test_telegram_places import FIRST, SECOND, START

telegram = pytest.mark.parametrize("bot", ["telegram"], indirect=True)
discord = pytest.mark.parametrize("bot", ["discord"], indirect=True)
POST = "POST /channels/{channel}/messages"
NAMES = ("ana", "bea", "cho", "dae")


async def everybody(bot, names=NAMES):
    fans = [bot.fan(name) for name in names]
    for fan in fans:
        await fan.asks("/subscribe", drama="nevertheless")
    return fans


def flood(bot, fan, seconds: int) -> None:
    """The next message to that fan is refused for so long."""
    if bot.chats == ("telegram",):
        bot.tg.fail(tg_faults.flood(seconds), "sendMessage", to=fan.person)
    else:
        # slow mode: discord.py waits out by itself what its own buckets cover
        bot.dc.script(dc_faults.refused(20016, seconds=seconds), route=POST, channel=fan.person.dm)


async def test_a_flood_limit_of_one_chat_holds_that_one_alone(bot):
    await bot.start(START)
    ana, *others = await everybody(bot)
    flood(bot, ana, 1)
    bot.leap("2021-06-19 16:00 UTC")
    for fan in others:
        await fan.is_told(1)
    assert ana.told == []
    await ana.is_told(1)
    assert [titles(fan.told) for fan in (ana, *others)] == [[FIRST]] * 4
    waited = ana.told[0].native.at - max(fan.told[0].native.at for fan in others)
    assert waited > 0.9


async def test_a_hold_survives_a_kill(bot):
    await bot.start(START)
    ana, bea = await everybody(bot, NAMES[:2])
    flood(bot, ana, 60)
    bot.leap("2021-06-19 16:00 UTC")
    await bea.is_told(1)
    await bot.refused()
    before = len(bot.attempts(ana))
    await bot.kill()
    await bot.start()
    bot.leap("2021-06-26 16:00 UTC")
    await bea.is_told(2)
    await bot.planned()
    assert len(bot.attempts(ana)) == before
    assert [titles(fan.told) for fan in (ana, bea)] == [[], [FIRST, SECOND]]


@telegram
async def test_a_hold_that_a_kill_interrupted_ends_in_its_time(bot):
    await bot.start(START)
    ana, bea = await everybody(bot, NAMES[:2])
    flood(bot, ana, 1)
    bot.leap("2021-06-19 16:00 UTC")
    await bea.is_told(1)
    refused = await bot.refused()
    await bot.kill()
    await bot.start()
    await ana.is_told(1)
    assert titles(ana.told) == [FIRST]
    assert ana.told[0].native.at - refused.at >= 1


@discord
@pytest.mark.parametrize(
    "fault",
    [
        dc_faults.drop_reply(),
        dc_faults.reset(accepted=True),
        dc_faults.reset(),
        dc_faults.status(503, accepted=True),
        dc_faults.status(503),
        dc_faults.bad_gateway(accepted=True),
    ],
    ids=lambda fault: f"{fault.trouble.value}{fault.status if fault.trouble.value == 'status' else ''}{fault.accepted}",
)
async def test_on_discord_a_lost_answer_loses_and_doubles_nothing(bot, fault):
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    bot.dc.script(fault, route=POST)
    await bot.at("2021-06-19 16:00 UTC")
    assert titles(ana.told) == [FIRST]
    posts = [call for call in bot.dc.calls if call.route == POST]
    assert len(posts) == 2
    assert len({call.json["nonce"] for call in posts}) == 1
    assert len(bot.dc.repeats) == fault.accepted


@discord
async def test_on_discord_a_kill_while_sending_loses_and_doubles_nothing(bot):
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    bot.dc.script(dc_faults.late(60), route=POST)
    bot.leap("2021-06-19 16:00 UTC")
    await ana.is_told(1)
    await bot.kill()
    await bot.start()
    await bot.settled()
    assert titles(ana.told) == [FIRST]
    assert bot.dc.repeats == [ana.told[0].native.id]


@telegram
@pytest.mark.parametrize("fault", [tg_faults.lost_reply(), tg_faults.error(500, accept=True), tg_faults.reset()])
async def test_on_telegram_an_airing_whose_answer_was_lost_is_told_once_more(bot, fault, monkeypatch):
    monkeypatch.setattr(policy, "RESEND", timedelta(seconds=0.2))
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    bot.tg.fail(fault, "sendMessage")
    await bot.at("2021-06-19 16:00 UTC")
    first, again = bot.tg.called("sendMessage")[1:]
    assert first.params == again.params
    assert again.at - first.at >= 0.2
    assert titles(ana.told) == [FIRST] * (1 + fault.accept)


@telegram
async def test_on_telegram_one_that_is_lost_twice_is_given_up(bot, monkeypatch):
    monkeypatch.setattr(policy, "RESEND", timedelta(seconds=0.1))
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    bot.tg.fail(tg_faults.reset(), "sendMessage", times=2)
    await bot.at("2021-06-26 16:00 UTC")
    assert titles(ana.told) == [SECOND]


@telegram
async def test_on_telegram_a_lead_whose_answer_was_lost_is_never_told_again(bot, monkeypatch):
    monkeypatch.setattr(policy, "RESEND", timedelta(seconds=0.1))
    await bot.start("2021-06-18 15:00 UTC")
    [ana] = await everybody(bot, NAMES[:1])
    bot.tg.fail(tg_faults.lost_reply(), "sendMessage")
    await bot.at("2021-06-19 15:59 UTC")
    assert titles(ana.told) == ["Nevertheless: Episode 1 of 10, the premiere, airs in 1 day"]
    assert len(bot.tg.called("sendMessage")) == 2


@telegram
async def test_on_telegram_a_kill_while_sending_is_a_lost_answer_too(bot, monkeypatch):
    monkeypatch.setattr(policy, "RESEND", timedelta(seconds=0.2))
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    bot.tg.fail(tg_faults.black_hole(accept=True), "sendMessage")
    bot.leap("2021-06-19 16:00 UTC")
    await ana.is_told(1)
    await bot.kill()
    await bot.start()
    await bot.settled()
    assert titles(ana.told) == [FIRST, FIRST], "nothing on Telegram tells whether the first arrived"


async def test_a_platform_that_is_down_at_the_airing_is_told_when_it_is_back(bot):
    await bot.start(START)
    [ana] = await everybody(bot, NAMES[:1])
    await bot.cut()
    bot.leap("2021-06-19 16:00 UTC")
    await bot.planned()
    assert ana.told == []
    await bot.mend()
    await bot.settled()
    assert titles(ana.told) == [FIRST]
