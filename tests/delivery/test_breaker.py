"""Refusals of the kind that gets a bot banned."""

import asyncio

import pytest

from bot.delivery.breaker import SPARE, WINDOW, Breaker
from bot.delivery.pace import Limits, Pace
from tests.delivery.test_pace import VirtualLoop, now


@pytest.fixture
def play():
    loop = VirtualLoop()
    yield loop.run_until_complete
    loop.close()


def most_in_ten_minutes(times):
    return max(sum(1 for other in times if at <= other < at + WINDOW) for at in times)


def test_t6_half_an_hour_of_refusals_costs_two_hundred_requests_in_ten_minutes_and_the_end_is_seen_in_a_minute(play):
    async def banned():
        pace, refused = Pace(Limits(per_second=47, refusals=200)), []
        while now() < 1800:
            await pace.slot()
            refused.append(now())
            pace.refused()
        await pace.slot()
        first = now()
        pace.accepted()
        for _ in range(47):
            await pace.slot()
        return refused, first, now()

    refused, first, again = play(banned())
    assert most_in_ten_minutes(refused) <= 200
    assert first - 1800 <= 60
    assert again - first < 1.1


def test_a_few_refusals_now_and_then_open_nothing(play):
    async def normal():
        pace = Pace(Limits(per_second=47, refusals=200))
        for number in range(2000):
            await pace.slot()
            pace.refused() if number % 20 == 0 else pace.accepted()
            await asyncio.sleep(1)
        return now()

    assert play(normal()) < 2010


def test_one_refusal_after_the_end_opens_it_again_while_the_ten_minutes_last():
    breaker = Breaker(30)
    for second in range(30 - SPARE):
        assert breaker.refused(float(second)) is None
    assert breaker.refused(20.0) == 80.0
    assert breaker.accepted()
    assert not breaker.accepted()
    assert breaker.refused(100.0) == 160.0
    assert breaker.accepted()
    assert breaker.refused(20.0 + WINDOW) is None


def test_one_chat_after_the_other_refused_is_a_platform_that_does_not_say_that_it_means_all(play):
    async def flooded():
        pace, held = Pace(Limits(per_second=28)), []
        pace.on_hold = lambda chat, seconds: held.append((chat, seconds))
        for number in range(4):
            pace.hold(f"c{number}", 30)
        pace.accepted()
        for number in range(5):
            pace.hold(f"d{number}", 30)
        await pace.slot()
        return held, now()

    held, first = play(flooded())
    assert held[-1] == (None, 30)
    assert [chat for chat, _ in held].count(None) == 1
    assert first >= 30


def test_slots_of_one_moment_come_together_many_at_a_high_rate_and_a_few_at_a_low_one(play):
    async def taken(rate):
        pace, left = Pace(Limits(per_second=rate)), []
        bunches = []
        while len(left) < 2 * rate:
            found = await pace.slots(1000)
            bunches.append(len(found))
            for at in found:
                await pace.leave(at)
                left.append(now())
        return max(bunches), left

    few, left = play(taken(28))
    assert 3 <= few <= 10
    many, quick = play(taken(1000))
    assert 90 <= many <= 350
    for rate, times in ((28, left), (1000, quick)):
        times.sort()
        assert (
            max(sum(1 for other in times if at <= other < at + 1 - 1e-9) for at in times[:: max(1, rate // 50)]) <= rate
        )
        assert times[-1] - times[0] < 2.2
