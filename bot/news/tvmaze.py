"""TVmaze, a guide that anybody may ask: https://www.tvmaze.com/api. 20 calls in 10 seconds are allowed."""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import quote

from yarl import URL

from bot.core.errors import Mistake
from bot.core.guides import Listed, Show
from bot.news import tvmaze_answers
from bot.news.errors import BadAnswer, HeldBack
from bot.news.fetch import Fetcher

ADDRESS = "https://api.tvmaze.com"
MOST_BYTES = 3 * 2**20  # of an answer: a thousand episodes have less
CALLS, SECONDS = 16, 10.0  # fewer than are allowed: others may ask from the same address
PATIENCE = 5.0  # seconds that are waited out when it says "later"
REMEMBERED = 300.0  # seconds for which an answer is good enough for the next press of a button
_MOST = 50  # answers remembered


class TVmaze:
    """Implements guides.Guide. `address` is that of the API, without a slash at the end."""

    name = "TVmaze"
    prefix = "tvmaze"

    def __init__(self, fetcher: Fetcher, address: str) -> None:
        self._fetcher = fetcher
        self._address = address
        self._calls: deque[float] = deque()
        self._turn = asyncio.Lock()
        self._known: dict[str, tuple[float, Any]] = {}

    @classmethod
    def at(cls, address: str, *, rehearsal: bool = False) -> Self:
        """That address alone may be private, or on another port, where the operator named another than TVmaze's.

        In a `rehearsal` nothing beyond this machine is asked.
        """
        host = URL(address)
        allowed = () if address == ADDRESS else (f"{host.host}:{host.port}",)
        return cls(Fetcher(allowed, most=MOST_BYTES, rehearsal=rehearsal), address)

    async def close(self) -> None:
        await self._fetcher.close()

    async def search(self, words: str) -> Sequence[Listed]:
        return tvmaze_answers.listed(await self._answer(f"/search/shows?q={quote(words, safe='')}"))

    async def show(self, number: str) -> Show:
        try:
            answer = await self._answer(f"/shows/{number}?embed[]=episodes&embed[]=cast")
        except BadAnswer as bad:
            if bad.status != 404:
                raise
            raise Mistake(
                f"TVmaze has no show {number}. Search for it by its name: /adddrama tvmaze:NAME. The number is also "
                "in the address of its page there, tvmaze.com/shows/NUMBER."
            ) from None
        return tvmaze_answers.show(answer)

    async def _answer(self, path: str) -> Any:
        now = asyncio.get_running_loop().time()
        self._known = {key: kept for key, kept in self._known.items() if kept[0] > now}
        if path not in self._known:
            answer = await self._asked(path)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[path] = now + REMEMBERED, answer
        return self._known[path][1]

    async def _asked(self, path: str) -> Any:
        try:
            body = await self._fetched(path)
        except HeldBack as held:
            if held.seconds > PATIENCE:
                raise
            await asyncio.sleep(held.seconds)
            body = await self._fetched(path)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise BadAnswer("TVmaze answered with something that is not JSON. Try again later.") from None

    async def _fetched(self, path: str) -> bytes:
        async with self._turn:  # also while it is fetched, so that none sent later catches up with one sent before
            await self._slot()
            fetched = await self._fetcher.fetch(f"{self._address}{path}")
        return fetched.body or b""

    async def _slot(self) -> None:
        loop = asyncio.get_running_loop()
        if len(self._calls) == CALLS:
            await asyncio.sleep(max(self._calls.popleft() + SECONDS - loop.time(), 0))
        self._calls.append(loop.time())
