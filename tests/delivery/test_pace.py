"""The pace of a platform, on an event loop whose time is virtual: every second of it takes none of ours."""

import asyncio
import selectors
from itertools import pairwise

import pytest

from bot.delivery.pace import Limits, Pace

TELEGRAM = Limits(per_second=28, chat_seconds=1, group_per_minute=20)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time leaps to the next timer whenever nothing else is to do."""

    def __init__(self):
        self._virtual = 0.0
        super().__init__(_Leaping(self))

    def time(self):
        return self._virtual


class _Leaping(selectors.DefaultSelector):
    def __init__(self, loop):
        super().__init__()
        self.loop = loop

    def select(self, timeout=None):
        if timeout:
            self.loop._virtual += timeout
        return super().select(0)


@pytest.fixture
def play():
    """Runs a coroutine to its end on virtual time."""
    loop = VirtualLoop()
    yield loop.run_until_complete
    loop.close()


def most_in_any(seconds, times):
    return max(sum(1 for other in times if at <= other < at + seconds - 1e-9) for at in times)


def now():
    return asyncio.get_running_loop().time()


def test_a_broadcast_keeps_the_rate_in_every_second_and_wastes_little_of_it(play):
    async def broadcast():
        pace, left = Pace(TELEGRAM), []
        for _ in range(600):
            await pace.slot()
            left.append(now())
        return left

    left = play(broadcast())
    assert most_in_any(1, left) <= 28
    assert 600 / left[-1] > 0.95 * 28


def test_a_broadcast_leaves_in_a_few_beats_a_second_the_first_message_at_once(play):
    async def broadcast():
        pace, left, waited = Pace(TELEGRAM), [], []

        async def one(at):
            assert await pace.leave(at)
            left.append(now())

        async def answers():
            for person in range(16):
                await asyncio.sleep(1.23)
                asked = now()
                await pace.answer(str(person), group=False)
                waited.append(now() - asked)
                left.append(now())

        began, asking, sent = now(), asyncio.create_task(answers()), []
        while len(sent) < 600:
            slots = await pace.slots(64)
            assert all(at - now() <= 0.2 for at in slots)
            sent += [asyncio.create_task(one(at)) for at in slots]
        await asyncio.gather(*sent, asking)
        return sorted(at - began for at in left), waited

    left, waited = play(broadcast())
    assert left[0] == 0
    assert most_in_any(1, left) <= 28
    assert len(left) / left[-1] > 0.95 * 28
    assert max(waited) < 0.01
    beats = sum(1 for one, other in pairwise(left) if other - one > 0.005)
    assert beats / left[-1] < 14


def test_a_broadcast_begins_in_the_next_slot_whatever_was_said_before(play):
    async def begun():
        pace, waited = Pace(TELEGRAM), []
        await pace.slots(64)  # another broadcast
        for number in range(20):
            await asyncio.sleep(1.03 + number / 300)
            await pace.answer(str(number), group=False)
            asked = now()
            waited.append((await pace.slots(64))[0] - asked)
        return waited

    assert max(play(begun())) < 0.04


def test_what_is_late_leaves_a_little_faster_and_not_all_at_once(play):
    async def late():
        pace, left = Pace(Limits(per_second=960)), []

        async def one(at):
            assert await pace.leave(at)
            left.append(now())

        slots = await pace.slots(960)
        await asyncio.sleep(1)  # so long took the claim
        await asyncio.gather(*(one(at) for at in slots))
        return [at - left[0] for at in left]

    left = play(late())
    assert len(left) > 90
    assert most_in_any(0.001, left) <= 7
    assert left[-1] == pytest.approx(len(left) / 960 / 2, rel=0.1)


def test_an_answer_waits_for_no_broadcast_and_takes_the_next_slot(play):
    async def answers_during_a_broadcast():
        pace, left, waited = Pace(TELEGRAM), [], []

        async def broadcast():
            for _ in range(300):
                await pace.slot()
                left.append(now())

        async def answers():
            for person in range(16):
                await asyncio.sleep(0.5)
                asked = now()
                await pace.answer(str(person), group=False)
                waited.append(now() - asked)
                left.append(now())

        await asyncio.gather(broadcast(), answers())
        return left, waited

    left, waited = play(answers_during_a_broadcast())
    assert max(waited) < 0.01
    assert most_in_any(1, sorted(left)) <= 28


def test_many_who_ask_at_once_go_before_the_broadcast(play):
    async def crowd():
        pace, left = Pace(TELEGRAM), []

        async def broadcast():
            while now() < 20:
                await pace.slot()
                left.append((now(), "bulk"))

        async def answer(person):
            await asyncio.sleep(5)
            await pace.answer(str(person), group=False)
            left.append((now(), "answer"))

        await asyncio.gather(broadcast(), *(answer(person) for person in range(100)))
        return left

    left = play(crowd())
    last = max(at for at, what in left if what == "answer")
    assert last < 5 + 100 / 28 + 1.2
    assert sum(1 for at, what in left if 5 < at < last and what == "bulk") <= 2, "given out before"
    assert most_in_any(1, sorted(at for at, _ in left)) <= 28


def test_one_chat_hears_from_us_once_a_second_in_order(play):
    async def three_answers():
        pace, left = Pace(TELEGRAM), []

        async def answer(number):
            await pace.answer("ana", group=False)
            left.append((number, now()))

        await asyncio.gather(*(answer(number) for number in range(3)))
        return left

    left = play(three_answers())
    assert [number for number, _ in left] == [0, 1, 2]
    assert [b - a >= 1 for (_, a), (_, b) in pairwise(left)] == [True, True]


def test_a_group_gets_twenty_messages_in_any_minute(play):
    async def chatter():
        pace, left = Pace(TELEGRAM), []
        for _ in range(65):
            await pace.answer("-100", group=True)
            left.append(now())
        return left

    left = play(chatter())
    assert most_in_any(60, left) == 20
    assert left[-1] < 4 * 65


def test_a_held_chat_is_busy_and_others_are_not(play):
    async def held():
        pace = Pace(TELEGRAM)
        pace.take("bob", group=False)
        pace.hold("ana", 30)
        found = [sorted(pace.busy())]
        await asyncio.sleep(2)
        found.append(sorted(pace.busy()))
        await pace.answer("carl", group=False)
        found.append(now())
        await pace.answer("ana", group=False)
        found.append(now())
        return found

    assert play(held()) == [["ana", "bob"], ["ana"], 2, 30]


def test_a_platforms_hold_silences_everything_and_halves_the_rate_which_recovers_in_quiet_hours(play):
    async def refused():
        pace = Pace(Limits(per_second=20))
        pace.hold(None, 5)
        await pace.slot()
        first = now()
        start = now()
        for _ in range(100):
            await pace.slot()
        halved = 100 / (now() - start)
        await asyncio.sleep(20 * 3600)
        start = now()
        for _ in range(200):
            await pace.slot()
        return first, halved, 200 / (now() - start)

    first, halved, recovered = play(refused())
    assert first >= 5
    assert halved == pytest.approx(8.9, rel=0.05)  # of ten, one is kept for answers
    assert recovered == pytest.approx(18.8, rel=0.05)


def test_what_is_remembered_of_chats_is_forgotten_again(play):
    async def many():
        pace = Pace(Limits(per_second=10_000, chat_seconds=1, group_per_minute=20))
        for number in range(5000):
            pace.take(str(number), group=True)
        await asyncio.sleep(2)
        pace.take("between", group=True)
        await asyncio.sleep(61)
        pace.take("last", group=True)
        return len(pace._chats), len(pace._groups)

    assert play(many()) == (1, 1)
