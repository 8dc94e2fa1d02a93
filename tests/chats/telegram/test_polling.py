"""What a poll confirms, and what it does with updates that come again."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.chats.telegram import adapter
from bot.core.messages import said
from tests.chats.telegram.conftest import RecordingDesk, connected


def waiting(tg) -> list[int]:
    """The ids of the updates that no poll has confirmed."""
    return [update["update_id"] for _, update in tg.account.updates.queue]


async def test_an_update_that_is_delivered_three_times_is_handled_once(tg, bot):
    ana = tg.private("Ana")
    message = await ana.says("/quote")
    await tg.sent(1)
    for _ in range(2):
        tg.repeat({"update_id": 700000001, "message": message})
    await ana.says("/week")
    await tg.sent(2)
    assert bot.desk.lines == ["/quote", "/week"]


async def test_a_slow_command_keeps_no_other_chat_waiting_and_is_confirmed_only_when_done(tg):
    go_on = asyncio.Event()

    async def says(asked):
        if asked.line == "/slow":
            await go_on.wait()
        return said(f"heard {asked.line}")

    async with connected(tg, RecordingDesk(says), settle=0.05):
        ana, bea = tg.private("Ana"), tg.private("Bea")
        await ana.says("/slow")
        for number in range(3):
            await bea.says(f"/quick{number}")
            await tg.sent(number + 1, bea)
        assert waiting(tg)[0] == 700000001
        polls = len(tg.called("getUpdates"))
        await asyncio.sleep(0.25)
        assert len(tg.called("getUpdates")) - polls <= 7  # one in each floor of 0.05 s, not one after the other
        go_on.set()
        await tg.until(lambda: not waiting(tg) and tg.account.updates.polling)
    assert [message.text for message in tg.messages(ana)] == ["heard /slow"]
    assert [message.text for message in tg.messages(bea)] == [f"heard /quick{number}" for number in range(3)]


@pytest.fixture
def short_stop(monkeypatch):
    monkeypatch.setattr(adapter, "STOPPING", 0.2)


async def test_a_command_that_hangs_is_waited_for_no_longer_than_patience(tg, short_stop):
    async def says(asked):
        if asked.line == "/hang":
            await asyncio.Event().wait()
        return said("done")

    async with connected(tg, RecordingDesk(says), settle=0.02, patience=0.1) as bot:
        await tg.private("Ana").says("/hang")
        await tg.until(lambda: bot.desk.lines == ["/hang"] and not waiting(tg))
        bot.running.cancel()  # and the stop does not wait for it either
        async with asyncio.timeout(2):
            await asyncio.wait({bot.running})


async def test_an_answer_that_has_to_wait_holds_no_update_back(tg, short_stop):
    async with connected(tg, settle=0.02) as bot:
        ana = tg.private("Ana")
        bot.pace.hold(str(ana.id), 60)
        await ana.says("/quote")
        await tg.until(lambda: bot.desk.lines == ["/quote"] and not waiting(tg))
        assert (tg.messages(ana), bot.desk.arrived) == ([], [])
        bot.running.cancel()
        await asyncio.wait({bot.running})


@pytest.mark.parametrize("line", ["/quote", "/week"])
async def test_the_desk_hears_a_key_that_is_the_same_when_it_comes_again_and_when_the_answer_arrived(tg, bot, line):
    said = datetime(2026, 11, 22, 17, 30, 5, tzinfo=UTC)
    await tg.private("Ana").says(line, date=int(said.timestamp()))
    await tg.until(lambda: bot.desk.arrived)
    # numbers begin anew on another server, so the second of the message is part of it
    key = f"telegram {tg.account.user.id} 700000001 20261122173005"
    assert [asked.key for asked in bot.desk.asked] == bot.desk.arrived == [key]
