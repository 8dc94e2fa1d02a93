"""What every contestant tells of itself. Plain standard library: the peers have environments of their own."""

import asyncio
import json
import resource
import time


class Answers:
    """A person's command every half second while the broadcast runs: how long until the answer was accepted."""

    def __init__(self, answer, every=0.5):
        self.answer = answer
        self.every = every
        self.seconds = []
        self.lost = 0

    async def run(self):
        person = 900_000_000
        while True:
            person += 1
            asyncio.get_running_loop().create_task(self._one(person))
            await asyncio.sleep(self.every)

    async def _one(self, person):
        began = time.perf_counter()
        try:
            await self.answer(person)
        except Exception:
            self.lost += 1
        else:
            self.seconds.append(time.perf_counter() - began)


async def begun(at):
    """Wait for that time, so that all of a round begin together; 0 for at once."""
    await asyncio.sleep(max(0.0, at - time.time()))


def percentile(seconds, share):
    waited = sorted(seconds)
    return waited[min(len(waited) - 1, int(len(waited) * share))]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def tell(cpu_seconds, wall_seconds, answers=None, **more):
    waited = answers.seconds if answers else []
    told = {"cpu": cpu_seconds, "wall": wall_seconds, **more}
    if waited:
        told |= {
            "answer_p50": percentile(waited, 0.5),
            "answer_p99": percentile(waited, 0.99),
            "answers_lost": answers.lost,
        }
    print(json.dumps(told))  # noqa: T201
