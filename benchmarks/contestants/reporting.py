"""What every contestant tells of itself. Plain standard library: the peers have environments of their own."""

import asyncio
import json
import resource
import time


class Answers:
    """A person's command every half second while the broadcast runs: how long until the answer was accepted."""

    def __init__(self, answer):
        self.answer = answer
        self.seconds = []
        self.lost = 0

    async def run(self):
        person = 900_000_000
        while True:
            person += 1
            asyncio.get_running_loop().create_task(self._one(person))
            await asyncio.sleep(0.5)

    async def _one(self, person):
        began = time.perf_counter()
        try:
            await self.answer(person)
        except Exception:
            self.lost += 1
        else:
            self.seconds.append(time.perf_counter() - began)


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def tell(cpu_seconds, wall_seconds, answers=None, **more):
    waited = sorted(answers.seconds) if answers else []
    told = {"cpu": cpu_seconds, "wall": wall_seconds, **more}
    if waited:
        told |= {
            "answer_p50": waited[len(waited) // 2],
            "answer_p99": waited[min(len(waited) - 1, int(len(waited) * 0.99))],
            "answers_lost": answers.lost,
        }
    print(json.dumps(told))  # noqa: T201
