"""A Bot API that does as little as it can, so that what is measured is its client.

    python -m benchmarks.stub --model bucket|window|none --rate 30 --rtt 0.05

Prints its port. `bucket` holds `rate` messages and refills them in a second; `window` allows `rate` in ANY second, and
locks everything for 3 s when there are more. Texts that begin with "re:" are answers to a person, counted apart.
"""

import argparse
import asyncio
import json
from collections import Counter, deque
from urllib.parse import parse_qs

from aiohttp import web

LOCK = 3.0  # seconds, after a violation of the harsh model
ME = {"id": 1234, "is_bot": True, "first_name": "Bell", "username": "bell_bot"}


class Limit:
    def __init__(self, model: str, rate: float) -> None:
        self.model, self.rate = model, rate
        self._level, self._at = rate, 0.0
        self._sent: deque[float] = deque()
        self._locked = 0.0

    def wait(self, now: float) -> float:
        """Seconds that the client has to wait; 0 when the message is taken."""
        if self.model == "none":
            return 0
        if self.model == "bucket":
            self._level = min(self.rate, self._level + (now - self._at) * self.rate)
            self._at = now
            if self._level < 1:
                return 1
            self._level -= 1
            return 0
        if now < self._locked:
            return self._locked - now
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) >= self.rate:
            self._locked = now + LOCK
            return LOCK
        self._sent.append(now)
        return 0


class Stub:
    def __init__(self, limit: Limit, rtt: float) -> None:
        self.limit, self.rtt = limit, rtt
        self.chats: Counter[str] = Counter()
        self.answers = self.refused = self.number = 0
        self.first = self.last = self.polled = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2].casefold()
        if method == "stats":
            return web.json_response(self.stats())
        if method == "getupdates":
            self.polled = asyncio.get_running_loop().time()
            await asyncio.sleep(20)
            return _ok([])
        if method != "sendmessage":
            return _ok(ME if method == "getme" else True)
        form = await _form(request)
        await asyncio.sleep(self.rtt / 2)
        now = asyncio.get_running_loop().time()
        wait = self.limit.wait(now)
        if wait:
            self.refused += 1
            await asyncio.sleep(self.rtt / 2)
            seconds = max(1, round(wait + 0.49))
            body = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {seconds}"}
            return web.json_response(body | {"parameters": {"retry_after": seconds}}, status=429)
        self.last = now
        self.number += 1
        if form["text"].startswith("re:"):
            self.answers += 1
        else:
            if not self.first:  # what was said before the broadcast is no part of it
                self.first, self.answers = now, 0
            self.chats[form["chat_id"]] += 1
        await asyncio.sleep(self.rtt / 2)
        chat = {"id": int(form["chat_id"]), "type": "private", "first_name": "A"}
        return _ok({"message_id": self.number, "date": 1700000000, "chat": chat, "text": form["text"]})

    def stats(self) -> dict[str, float]:
        return {
            "bulk": self.chats.total(),
            "chats": len(self.chats),
            "twice": sum(count - 1 for count in self.chats.values()),
            "answers": self.answers,
            "refused": self.refused,
            "seconds": self.last - self.first,
            "first": self.first,  # of the system's monotonic clock
            "polled": self.polled,  # the last time
        }


async def _form(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        return {name: str(value) for name, value in (await request.json()).items()}
    if request.content_type == "application/x-www-form-urlencoded":
        return {name: values[0] for name, values in parse_qs((await request.read()).decode()).items()}
    return {name: str(value) for name, value in (await request.post()).items()}


def _ok(result: object) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")


async def serve(limit: Limit, rtt: float) -> None:
    runner = web.ServerRunner(web.Server(Stub(limit, rtt).answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", choices=["bucket", "window", "none"], default="none")
    parser.add_argument("--rate", type=float, default=30)
    parser.add_argument("--rtt", type=float, default=0.05)
    given = parser.parse_args()
    asyncio.run(serve(Limit(given.model, given.rate), given.rtt))
