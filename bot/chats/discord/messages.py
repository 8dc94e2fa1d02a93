"""Files in messages: written to the bot alone, or with its name in them. Of all others Discord shows no content."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord
import structlog

from bot.chats.discord.answers import Answers
from bot.chats.discord.files import Files
from bot.chats.discord.native import fields
from bot.chats.discord.outcomes import outcome
from bot.core.messages import Message, said
from bot.core.ports import Address, Asked, Desk, Person, Place
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class MessageRoom:
    """Implements ports.Room, for commands that are no matter of the chat that they are said in."""

    private: bool
    may_manage: bool

    async def manages(self) -> bool:
        return self.private or self.may_manage

    async def hindrance(self) -> str | None:
        return None

    async def private_offer(self, line: str) -> Message:
        return said(f"Write to me directly, and say {line} there.")


@dataclass(frozen=True, slots=True)
class Messages:
    client: discord.Client
    desk: Desk
    pace: Pace
    answers: Answers
    files: Files
    owners: frozenset[str]

    async def heard(self, message: discord.Message) -> None:
        """Each file by itself, in the order in which they stand."""
        me = self.client.user
        meant = message.guild is None or (me is not None and me in message.mentions)
        if message.author.bot or not meant:
            return
        for number, attachment in enumerate(message.attachments):
            try:
                await self._answer(message, attachment, number)
            except Exception as error:
                log.warning("discord answer lost", chat=str(message.channel.id), error=outcome(error).reason)

    async def _answer(self, message: discord.Message, attachment: discord.Attachment, number: int) -> None:
        asked = self._asked(message, attachment, number)
        answer = await self.desk.answer(asked)
        if answer is None:
            return
        rendered = await self.answers.rendered(answer, await self.desk.reader(asked.address))
        await self.pace.answer(asked.address.chat, group=asked.place is not Place.PRIVATE)
        channel = self.client.get_partial_messageable(int(asked.address.chat))
        nonce = f"{message.id}/{number}"
        await channel.send(**fields(rendered), nonce=nonce, suppress_embeds=rendered.embed is None)

    def _asked(self, message: discord.Message, attachment: discord.Attachment, number: int) -> Asked:
        author, private = message.author, message.guild is None
        may_manage = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
        return Asked(
            address=Address("discord", str(message.channel.id)),
            place=Place.PRIVATE if private else Place.CHANNEL,
            person=Person("discord", str(author.id), author.display_name, owner=str(author.id) in self.owners),
            room=MessageRoom(private, may_manage),
            line="",
            title=author.name if private else f"#{message.channel} in {message.guild}",
            key=f"discord {message.id} {number}",
            at=message.created_at,
            dropped=self.files.dropped(attachment),
        )


def only_files(parsers: dict[str, Callable[[Any], None]]) -> None:
    """Of all that is said on busy servers only new messages with files are made into objects."""
    parse = parsers["MESSAGE_CREATE"]

    def parsed(data: Any) -> None:
        if data.get("attachments"):
            parse(data)

    parsers["MESSAGE_CREATE"] = parsed
    for event in ("MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"):
        parsers[event] = _passed_over


def _passed_over(data: Any) -> None:
    pass
