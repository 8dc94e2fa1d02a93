"""Scripted faults, flood limits, and the emulator as a process: what the real python-telegram-bot makes of each."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.emulators.telegram import Limits, TelegramEmulator, faults
from tests.emulators.telegram.faults import Fault
from tests.emulators.telegram.limits import Meter


@pytest.fixture(autouse=True)
def timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it python-telegram-bot warns of its own RetryAfter, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


@pytest.fixture
async def bot(tg: TelegramEmulator) -> AsyncIterator[Bot]:
    """A stock bot that gives up after half a second; it asks nothing at its start."""
    request, polls = HTTPXRequest(read_timeout=0.5), HTTPXRequest(read_timeout=0.5)
    yield Bot(tg.token, base_url=tg.url + "/bot", request=request, get_updates_request=polls)
    await request.shutdown()
    await polls.shutdown()


@pytest.mark.parametrize(
    ("fault", "error", "cause", "accepted"),
    [
        (faults.flood(30), RetryAfter, "NoneType", False),
        (faults.flood(None), NetworkError, "NoneType", False),
        (faults.refusal(403, "Forbidden: bot was blocked by the user"), Forbidden, "NoneType", False),
        (faults.refusal(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), BadRequest, "NoneType", False),
        (
            faults.refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100),
            ChatMigrated,
            "NoneType",
            False,
        ),
        (faults.error(500), NetworkError, "NoneType", False),
        (faults.error(500, accept=True), NetworkError, "NoneType", True),
        (faults.html(502), NetworkError, "TelegramError", False),
        (faults.html(504, accept=True), NetworkError, "TelegramError", True),
        (faults.garbage(), TelegramError, "JSONDecodeError", True),
        (faults.not_ok(), KeyError, "NoneType", False),
        (faults.late(0.8), TimedOut, "ReadTimeout", True),
        (faults.lost_reply(), NetworkError, "RemoteProtocolError", True),
        (faults.reset(), NetworkError, "ReadError", False),
        (faults.black_hole(), TimedOut, "ReadTimeout", False),
        (faults.black_hole(accept=True), TimedOut, "ReadTimeout", True),
    ],
    ids=lambda value: f"{value.kind.value}{' accepted' if value.accept else ''}" if isinstance(value, Fault) else "",
)
async def test_a_fault_strikes_once_and_the_next_message_goes_through(
    tg: TelegramEmulator, bot: Bot, fault: Fault, error: type[Exception], cause: str, accepted: bool
):
    ana = tg.private("ana")
    tg.fail(fault, "sendMessage", to=ana)
    with pytest.raises(error) as raised:
        await bot.send_message(ana.id, "one")
    await bot.send_message(ana.id, "two")
    assert (type(raised.value), type(raised.value.__cause__).__name__) == (error, cause)
    assert [message.text for message in tg.messages()] == (["one", "two"] if accepted else ["two"])
    assert [(call.accepted, call.fault) for call in tg.calls] == [(accepted, fault.kind.value), (True, None)]


async def test_a_server_that_is_down_refuses_connections_and_comes_back_as_it_was(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    await bot.send_message(ana.id, "one")
    url = tg.url
    await tg.down()
    with pytest.raises(NetworkError) as raised:
        await bot.send_message(ana.id, "two")
    await tg.up()
    await bot.send_message(ana.id, "three")
    assert type(raised.value.__cause__).__name__ == "ConnectError"
    assert tg.url == url
    assert [message.text for message in tg.messages()] == ["one", "three"]


async def test_faults_are_aimed_by_chat_method_and_count(tg: TelegramEmulator, bot: Bot):
    ana, ben = tg.private("ana"), tg.private("ben")
    tg.fail(faults.error(500), "sendMessage", to=ana, nth=2, times=2)

    async def fate(person: int) -> str:
        try:
            await bot.send_message(person, "x")
        except NetworkError:
            return "lost"
        return "sent"

    told = [await fate(person.id) for person in (ana, ben, ana, ben, ana, ana, ben)]
    assert told == ["sent", "sent", "lost", "sent", "lost", "sent", "sent"]
    await bot.get_me()


async def test_a_share_of_the_replies_is_lost_the_same_way_each_time():
    rules = [faults.Rule(faults.lost_reply(), times=None, chance=0.05) for _ in range(2)]
    fates = [[rule.strikes("sendmessage", 1) for _ in range(2000)] for rule in rules]
    assert fates[0] == fates[1]
    assert 60 <= sum(fates[0]) <= 140


async def test_polling_is_struck_only_when_named(tg: TelegramEmulator, bot: Bot):
    tg.fail(faults.error(502), times=None)
    assert await bot.get_updates() == ()
    tg.fail(faults.error(502), "getUpdates")
    with pytest.raises(NetworkError):
        await bot.get_updates()


def fates(limits: Limits, *sends: tuple[float, int]) -> list[int | None]:
    """What each message, at that time to that group, is told."""
    meter = Meter(limits)
    return [meter.retry_after(chat, True, at) for at, chat in sends]


def test_one_message_a_second_goes_to_a_chat():
    assert fates(Limits.strict(), (0.0, 1), (0.5, 1), (0.5, 2), (1.0, 1), (1.5, 1), (2.0, 1)) == [
        None, 1, None, None, 1, None,
    ]  # fmt: skip


def test_a_short_burst_is_forgiven_by_default():
    told = fates(Limits(), *((0.0, 1) for _ in range(8)), (2.0, 1), (2.0, 1), (2.0, 1))
    assert told == [None] * 6 + [1, 1] + [None, None, 1]


def test_twenty_messages_go_to_a_group_in_any_minute():
    told = fates(Limits.strict(), *((2.0 * n, 1) for n in range(22)), (59.9, 1), (60.0, 1), (61.0, 1), (62.0, 1))
    assert told == [None] * 20 + [20, 18, 1, None, 1, None]


def test_thirty_messages_go_out_in_any_second():
    assert fates(Limits.strict(), *((0.5, n) for n in range(31)), (1.4, 40), (1.5, 41)) == [None] * 30 + [1, 1, None]


def test_a_bucket_forgives_a_burst_and_refills_steadily():
    told = fates(Limits.bucket(), *((0.0, n) for n in range(31)), (0.1, 50), (0.1, 51), (0.1, 52), (0.1, 53))
    assert told == [None] * 30 + [1] + [None, None, None, 1]


def test_the_harsh_window_locks_out_whoever_breaks_it():
    told = fates(Limits.harsh(), *((0.0, n) for n in range(31)), (2.0, 50), (2.9, 51), (3.1, 52))
    assert told == [None] * 30 + [3] + [1, 1, None]


async def test_flood_limits_are_on_by_default_and_counted(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    told = await asyncio.gather(*(bot.send_message(ana.id, str(n)) for n in range(8)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in told) == ["Message"] * 6 + ["RetryAfter"] * 2
    assert len(tg.messages()) == 6
    assert tg.floods == {"chat": 2}


async def test_flood_limits_can_be_lifted():
    async with TelegramEmulator(limits=Limits.none()) as tg:
        ana = tg.private("ana")
        free = Bot(tg.token, base_url=tg.url + "/bot")
        async with free:
            await asyncio.gather(*(free.send_message(ana.id, str(n)) for n in range(40)))
        assert len(tg.messages()) == 40
        assert tg.floods == {}
