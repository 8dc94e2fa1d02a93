"""Fans, at whichever chat they sit."""

from typing import TYPE_CHECKING, Any, Protocol

from tests.emulators.discord.people import Person
from tests.emulators.discord.values import Answer, Sent
from tests.emulators.discord.world import Channel
from tests.emulators.telegram import TgGroup, TgMessage, TgPerson, TgTopic
from tests.stories import eyes
from tests.stories.eyes import Seen

if TYPE_CHECKING:
    from tests.stories.bot import Bot


PATIENCE = 20.0  # real seconds, on a busy machine


class Fan(Protocol):
    """Somebody in a private chat with the bot."""

    async def asks(self, command: str, /, **options: str) -> Seen:
        """A command with its options, typed in that order; the answer."""

    async def presses(self, label: str, under: Seen | None = None) -> Seen:
        """A button, under that message or the last that has it; the answer."""

    async def is_told(self, count: int) -> None:
        """Wait until the bot has sent that many messages that were not asked for."""

    @property
    def told(self) -> list[Seen]:
        """What this fan did not ask for, in order."""


class TelegramFan:
    def __init__(self, bot: "Bot", person: TgPerson) -> None:
        self.tg = bot.tg
        self.person = person
        self._answers = bot.answers

    async def asks(self, command: str, /, **options: str) -> Seen:
        return await self.says(" ".join((command, *options.values())))

    async def says(self, text: str, where: TgGroup | TgTopic | None = None, *, reply_to: Seen | None = None) -> Seen:
        before = self._count(where)
        await self.person.says(text, where, reply_to=reply_to.native if reply_to else None)
        return await self._answer(before, where)

    async def drops(self, name: str, content: str | bytes, where: TgGroup | TgTopic | None = None, **more: Any) -> Seen:
        """A file; the answer."""
        before = self._count(where)
        await self.person.sends(name, _bytes(content), where, **more)
        return await self._answer(before, where)

    async def presses(self, label: str, under: Seen | None = None, where: TgGroup | TgTopic | None = None) -> Seen:
        before = self._count(where)
        press = await self.person.presses(label, under.native if under else None, where)
        await press.answered()
        return await self._answer(before, where)

    async def changes(self, label: str, under: Seen, where: TgGroup | TgTopic | None = None) -> Seen:
        """A button whose answer takes the place of that message."""
        message: TgMessage = under.native
        edits = len(self.tg.current(message).history)
        press = await self.person.presses(label, message, where)
        await press.answered()
        changed = lambda: len(self.tg.current(message).history) > edits  # noqa: E731
        await self.tg.until(changed, PATIENCE, f"a change of the message with {label}")
        return eyes.of_telegram(self.tg.current(message))

    async def is_told(self, count: int) -> None:
        await self.tg.until(lambda: len(self.told) >= count, PATIENCE, f"{count} messages to {self.person.id}")

    @property
    def told(self) -> list[Seen]:
        return self.told_in(None)

    def told_in(self, where: TgGroup | TgTopic | None) -> list[Seen]:
        here = self.tg.messages(where or self.person)
        return [eyes.of_telegram(one) for one in here if (one.chat_id, one.message_id) not in self._answers]

    def _count(self, where: TgGroup | TgTopic | None) -> int:
        return len(self.tg.messages(where or self.person))

    async def _answer(self, before: int, where: TgGroup | TgTopic | None) -> Seen:
        message: TgMessage = (await self.tg.sent(before + 1, where or self.person, timeout=PATIENCE))[before]
        self._answers.add((message.chat_id, message.message_id))
        return eyes.of_telegram(message)


class DiscordFan:
    def __init__(self, bot: "Bot", person: Person) -> None:
        self.dc = bot.dc
        self.person = person
        self._answers: set[str] = set()  # ids of messages that answer a file

    async def asks(self, command: str, /, in_: Channel | None = None, **options: str) -> Seen:
        return eyes.of_discord(await self.person.uses(command, in_=in_, **options))

    async def drops(self, name: str, content: str | bytes, in_: Channel | None = None, **more: Any) -> Seen:
        """A file, in a message that names the bot where others are; the answer."""
        here = in_ or self.person.dm
        before = len(self.dc.messages(here))
        text = f"<@{self.dc.bot['id']}>" if in_ else ""
        self.person.sends(name, _bytes(content), text, in_=in_, **more)
        answer = (await self.dc.sent(before + 1, here, within=PATIENCE))[before]
        self._answers.add(answer.id)
        return eyes.of_discord(answer)

    async def presses(self, label: str, under: Seen | None = None) -> Seen:
        return eyes.of_discord(await self.person.presses(label, under.native if under else self._with(label)))

    async def fills(self, form: Answer, values: dict[str, str | list[str]]) -> Seen:
        return eyes.of_discord(await self.person.fills(form, values))

    @property
    def told(self) -> list[Seen]:
        return self.told_in(self.person.dm)

    def told_in(self, channel: Channel) -> list[Seen]:
        return [eyes.of_discord(one) for one in self.dc.messages(channel) if one.id not in self._answers]

    async def is_told(self, count: int) -> None:
        await self.dc.sent(count, self.person.dm, within=PATIENCE)

    def _with(self, label: str) -> Sent | Answer:
        """The latest message that has such a button, by the ids that only grow."""
        found = self.dc.messages(self.person.dm, answers=True)
        return next(message for message in reversed(found) if label in message.labels)


class TerminalFan:
    def __init__(self, bot: "Bot") -> None:
        self.bot = bot
        self._told: list[tuple[str, Seen]] = []

    async def asks(self, command: str, /, **options: str) -> Seen:
        return await self.says(" ".join((command, *options.values())))

    async def says(self, line: str) -> Seen:
        assert self.bot.app.terminal is not None
        self._read()
        await self.bot.app.terminal.hear(line)
        return eyes.of_terminal(self._printed())

    async def drops(self, name: str, content: str | bytes) -> Seen:
        """Names a file of this machine."""
        path = self.bot.folder / name
        path.write_bytes(_bytes(content))
        return await self.says(f'/pack "{path}"')

    async def presses(self, label: str, under: Seen | None = None) -> Seen:
        """Types what a button would do."""
        self._read()
        message = under or next(seen for _, seen in reversed(self._told) if label in seen.labels)
        return await self.says(message.native[label])

    @property
    def told(self) -> list[Seen]:
        return [seen for _, seen in self.told_at]

    @property
    def told_at(self) -> list[tuple[str, Seen]]:
        """With the instants printed in front of them."""
        self._read()
        return self._told

    def _read(self) -> None:
        self._told += eyes.told_in_terminal(self._printed())

    def _printed(self) -> str:
        text = self.bot.printed.getvalue()
        self.bot.printed.seek(0)
        self.bot.printed.truncate()
        return text


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
