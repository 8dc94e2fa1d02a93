"""The emulated Telegram behind its HTTP face: accounts of bots, the world, what was sent, and who waits for it."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .limits import Limits, Meter
from .state import ADMINS, PRESENT, Chat, Kind, User, World
from .updates import Updates
from .values import Call, TgDocument, TgMessage


@dataclass(eq=False)
class Query:
    """A pressed button or an inline question that waits for its answer; it can be answered once."""

    id: str
    person: int
    answer: Any = None
    open: bool = True


@dataclass(eq=False)
class Account:
    """One bot: its token, its updates, its flood meter and what it told Telegram about itself."""

    token: str
    user: User
    updates: Updates
    meter: Meter
    reads_all: bool = False
    inline: bool = True
    revoked: bool = False
    logged_out: bool = False
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)


class Core:
    """`now` gives the wall time in seconds that messages and updates are dated by."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.time) -> None:
        self.limits = limits
        self.now = now
        self.world = World()
        self.accounts: dict[str, Account] = {}
        self.calls: list[Call] = []
        self.log: list[tuple[int, int]] = []
        self.documents: dict[str, TgDocument] = {}  # by file_id
        self.uploads: dict[str, Any] = {}  # the files of the request that is being carried out
        self.local_path = ""  # what getFile says of every file, as a server in local mode does; "" for its own address
        self.fetched: list[str] = []  # names of the files that a bot fetched
        self.watch_call: Callable[[Call], None] = lambda call: None
        self._query_ids = itertools.count(4_000_000_000_000_001)
        self._waiters: list[asyncio.Future[None]] = []
        self.telegram = self.world.add_user("Telegram", id=777000)
        self.anonymous = self.world.add_user("Group", id=1087968824, username="GroupAnonymousBot", is_bot=True)
        self.channel_bot = self.world.add_user("Channel", id=136817688, username="Channel_Bot", is_bot=True)

    def add_bot(self, token: str, username: str, first_name: str, *, reads_all: bool = False) -> Account:
        """`token` begins with the bot's user id, as real ones do: "1234:test"."""
        number = token.partition(":")[0]
        if not number.isdigit() or int(number) <= 0:
            raise ValueError(f"a token is a number, a colon and a secret: {token!r} is not")
        user = self.world.add_user(first_name, id=int(number), username=username, is_bot=True)
        first_update = 700_000_001 + 1_000_000 * len(self.accounts)
        account = Account(token, user, Updates(first_update), Meter(self.limits), reads_all=reads_all)
        self.accounts[token] = account
        return account

    def bots_in(self, chat: Chat) -> Iterator[Account]:
        """The bots that a message in that group or channel can reach."""
        for account in self.accounts.values():
            if chat.member(account.user).status in PRESENT:
                yield account

    def push(self, account: Account, kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        update = account.updates.push(kind, payload, self.now())
        self.notify()
        return update

    def query(self, account: Account, person: User) -> Query:
        query = Query(str(next(self._query_ids)), person.id)
        account.queries[query.id] = query
        return query

    def answer_query(self, account: Account, query_id: str, answer: Any) -> bool:
        """False when there is no such question, or no more."""
        query = account.queries.get(query_id)
        if query is None or not query.open:
            return False
        query.open, query.answer = False, answer
        self.notify()
        return True

    def keep(self, chat: Chat, message: TgMessage, wire: dict[str, Any]) -> None:
        """A message of a bot, new or changed."""
        if message.message_id not in chat.sent:
            self.log.append((chat.id, message.message_id))
        chat.sent[message.message_id] = message
        chat.messages[message.message_id] = wire
        self.notify()

    def sent(self) -> list[TgMessage]:
        """All messages of all bots in the order in which they were accepted, deleted ones too."""
        return [self.world.chats[chat].sent[message] for chat, message in self.log]

    def may_read(self, account: Account, chat: Chat, message: dict[str, Any]) -> bool:
        """Privacy mode: in groups a bot gets commands that may be meant for it, and replies to itself."""
        if chat.kind not in (Kind.GROUP, Kind.SUPERGROUP) or account.reads_all:
            return True
        said = message.get("text", message.get("caption"))
        if chat.member(account.user).status in ADMINS or (said is None and "document" not in message):
            return True
        reply = message.get("reply_to_message") or {}
        if (
            reply.get("from", {}).get("id") == account.user.id
            or message.get("via_bot", {}).get("id") == account.user.id
        ):
            return True
        first, _, bot = (said or " -").split(maxsplit=1)[0].partition("@")
        return first.startswith("/") and (not bot or bot.lower() == (account.user.username or "").lower())

    def notify(self) -> None:
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, true: Callable[[], Any], timeout: float, told: Callable[[], str]) -> Any:  # noqa: ASYNC109
        """Wait until that is true, looking again at each event; after `timeout` fail with what `told` says."""
        try:
            async with asyncio.timeout(timeout):
                while not (found := true()):
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            raise AssertionError(f"{told()} ({timeout} s have passed)") from None
        return found
