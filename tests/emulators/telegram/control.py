"""The emulator's own HTTP endpoints, for tests whose emulator is a process of its own. The README lists them."""

import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import faults
from .people import Place, TgChannel, TgGroup, TgPerson
from .state import Kind, Status
from .values import TgMessage

if TYPE_CHECKING:
    from .emulator import TelegramEmulator

Given = dict[str, Any]
DEEDS = {
    "blocks", "unblocks", "deactivates", "joins", "leaves", "adds_bot", "kicks_bot", "removes_bot", "promotes_bot",
    "demotes_bot",
}  # fmt: skip


class Control:
    """Each public method here is an endpoint: POST /emulator/says with a JSON object; GET gives the query string."""

    def __init__(self, tg: "TelegramEmulator") -> None:
        self.tg = tg

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        name = request.path.removeprefix("/emulator/")
        endpoint = ENDPOINTS.get(name)
        if endpoint is None:
            return web.json_response({"error": f"no endpoint {name!r}; there are {', '.join(ENDPOINTS)}"}, status=404)
        try:
            given = dict(request.query) if request.method == "GET" else json.loads(await request.read() or b"{}")
            return web.json_response(await endpoint(self, given))
        except (AssertionError, KeyError, LookupError, TypeError, ValueError) as fault:
            return web.json_response({"error": f"{type(fault).__name__}: {fault}"}, status=400)

    def _person(self, given: Given) -> TgPerson:
        user = self.tg.core.world.users[int(given["person"])]
        return TgPerson(self.tg, user, self.tg.core.world.chats[user.id])

    def _place(self, chat: Any) -> TgGroup | TgChannel:
        found = self.tg.core.world.chats[int(chat)]
        return TgChannel(self.tg, found) if found.kind is Kind.CHANNEL else TgGroup(self.tg, found)

    def _group(self, chat: Any) -> TgGroup | None:
        place = None if chat is None else self._place(chat)
        return place if isinstance(place, TgGroup) else None

    async def private(self, given: Given) -> Any:
        return {"id": self.tg.private(**given).id}

    async def group(self, given: Given) -> Any:
        return {"id": self.tg.group(*self._people(given), **self._standing(given)).id}

    async def channel(self, given: Given) -> Any:
        return {"id": self.tg.channel(*self._people(given), **self._standing(given)).id}

    def _people(self, given: Given) -> list[Any]:
        return [given.pop("title"), *(self._person({"person": member}) for member in given.pop("members", ()))]

    def _standing(self, given: Given) -> Given:
        if "admins" in given:
            given["admins"] = tuple(self._person({"person": admin}) for admin in given["admins"])
        if "bot" in given:
            given["bot"] = Status(given["bot"])
        return given

    async def topic(self, given: Given) -> Any:
        group = self._group(given["chat"])
        assert group is not None, "topics are of a group"
        return {"id": group.topic(given["name"]).id}

    async def says(self, given: Given) -> Any:
        more = {key: given[key] for key in ("thread", "reply_to", "date", "forwarded") if key in given}
        return await self._person(given).says(given["text"], self._group(given.get("chat")), **more)

    async def sends(self, given: Given) -> Any:
        more = {key: given[key] for key in ("caption", "reply_to", "size") if key in given}
        content = str(given["content"]).encode()
        return await self._person(given).sends(given["name"], content, self._group(given.get("chat")), **more)

    async def posts(self, given: Given) -> Any:
        place = self._place(given["chat"])
        assert isinstance(place, TgChannel), "posts are made in a channel"
        return await place.posts(given["text"])

    async def presses(self, given: Given) -> Any:
        chat = given.get("chat")
        press = await self._person(given).presses(given["label"], chat=None if chat is None else int(chat))
        return {"query": press.query.id}

    async def query(self, given: Given) -> Any:
        """What the bot answered to a pressed button; null as long as it has not."""
        answer = self.tg.account.queries[str(given["id"])].answer
        return None if answer is None else asdict(answer)

    async def does(self, given: Given) -> Any:
        deed = given["what"]
        if deed not in DEEDS:
            raise ValueError(f"a person cannot {deed!r}; there is {', '.join(sorted(DEEDS))}")
        person = self._person(given)
        place: tuple[Place, ...] = (self._place(given["chat"]),) if "chat" in given else ()
        done = getattr(person, deed)(*place)
        if done is not None:
            await done
        return True

    async def migrates(self, given: Given) -> Any:
        group = self._group(given["chat"])
        assert group is not None, "only groups migrate"
        return {"id": (await group.migrates()).id}

    async def update(self, given: Given) -> Any:
        return self.tg.push(given["kind"], given["payload"])

    async def fault(self, given: Given) -> Any:
        """`kind` and its arguments, and a rule's method, chat, nth, times, chance and seed."""
        maker = faults.MAKERS[given.pop("kind")]
        chat = given.pop("chat", None)
        rule: Given = {key: given.pop(key) for key in ("method", "nth", "times", "chance") if key in given}
        rule["dice"] = random.Random(given.pop("seed", 0))
        self.tg.fail(maker(**given), to=None if chat is None else int(chat), **rule)
        return True

    async def no_faults(self, given: Given) -> Any:
        self.tg.script.clear()
        return True

    async def calls(self, given: Given) -> Any:
        since, method = int(given.get("since", 0)), given.get("method", "").lower()
        return [asdict(call) for call in self.tg.calls[since:] if method in ("", call.method.lower())]

    async def messages(self, given: Given) -> Any:
        chat = given.get("chat")
        return [_shown(message) for message in self.tg.messages(None if chat is None else int(chat))]

    async def wait(self, given: Given) -> Any:
        """Until there are so many `messages` (to `chat`), so many `calls` of `method`, or the bot is `polling`."""
        timeout, chat = float(given.get("timeout", 5)), given.get("chat")
        if "messages" in given:
            to = None if chat is None else int(chat)
            return [_shown(message) for message in await self.tg.sent(int(given["messages"]), to, timeout)]
        if "calls" in given:
            return [asdict(call) for call in await self.tg.until_called(given["method"], int(given["calls"]), timeout)]
        if "polling" in given:
            await self.tg.until_polling(timeout)
            return True
        raise ValueError("wait for messages, calls or polling")

    async def state(self, given: Given) -> Any:
        core = self.tg.core
        bots = [
            {
                "username": account.user.username,
                "polling": account.updates.polling,
                "pending": len(account.updates.queue),
                "conflicts": account.updates.conflicts,
                "floods": dict(account.meter.refusals),
                "commands": [[*key, commands] for key, commands in account.commands.items()],
            }
            for account in core.accounts.values()
        ]
        return {"bots": bots, "chats": [chat.wire() for chat in core.world.chats.values()], "messages": len(core.log)}


def _shown(message: TgMessage) -> Given:
    """As JSON takes it: the content of a file as text."""
    shown = asdict(message)
    if message.document is not None:
        shown["document"]["content"] = message.document.content.decode("utf-8", "replace")
    return shown


ENDPOINTS: dict[str, Callable[[Control, Given], Awaitable[Any]]] = {
    name: getattr(Control, name)
    for name in (
        "private", "group", "channel", "topic", "says", "sends", "posts", "presses", "query", "does", "migrates",
        "update", "fault", "no_faults", "calls", "messages", "wait", "state",
    )
}  # fmt: skip
