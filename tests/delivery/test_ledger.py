"""When what came of messages is recorded."""

import asyncio

from bot.delivery.ledger import Ledger


async def test_while_a_broadcast_is_on_records_wait_for_the_next_claim_or_a_moment():
    written = []

    async def settle_all(results):
        written.append(list(results))

    ledger = Ledger(settle_all)
    ledger.patient = True
    some = [asyncio.create_task(ledger.record(number)) for number in range(2)]
    await asyncio.sleep(0.01)
    assert written == []
    ledger.flush()
    await asyncio.gather(*some)
    assert written == [[0, 1]]
    await asyncio.wait_for(ledger.record(2), 2)  # no claim comes
    assert written == [[0, 1], [2]]


async def test_without_one_the_first_is_recorded_at_once_and_what_came_meanwhile_together():
    written, going_on = [], asyncio.Event()

    async def settle_all(results):
        written.append(list(results))
        await going_on.wait()

    ledger = Ledger(settle_all)
    some = [asyncio.create_task(ledger.record(number)) for number in range(3)]
    await asyncio.sleep(0.01)
    assert written == [[0, 1, 2]]
    some += [asyncio.create_task(ledger.record(number)) for number in (3, 4)]
    await asyncio.sleep(0.01)
    going_on.set()
    await asyncio.gather(*some)
    assert written == [[0, 1, 2], [3, 4]]


async def test_what_comes_while_a_record_is_written_is_not_left_behind():
    written, going_on = [], asyncio.Event()

    async def settle_all(results):
        written.append(list(results))
        await going_on.wait()

    ledger = Ledger(settle_all)
    first = asyncio.create_task(ledger.record(0))
    await asyncio.sleep(0.01)
    ledger.patient = True
    second = asyncio.create_task(ledger.record(1))
    await asyncio.sleep(0.01)
    ledger.flush()  # in vain: the first is under way
    going_on.set()
    await asyncio.wait_for(asyncio.gather(first, second), 2)
    assert written == [[0], [1]]
