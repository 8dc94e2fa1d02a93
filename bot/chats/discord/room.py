"""Where a person asked, as Discord shows it in the interaction itself: no request is needed to know it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord

from bot.chats.discord import words
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Place

PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
SCOPES = ("bot", "applications.commands")

Direct = Callable[[discord.User | discord.Member, Message, str], Awaitable[tuple[str, Outcome]]]


def invite(application: int) -> str:
    """The link with which somebody adds the bot to a server."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)


def address(interaction: discord.Interaction[Any]) -> Address:
    """A thread is a chat of its own, and so is a direct message."""
    return Address("discord", str(interaction.channel_id))


def place(interaction: discord.Interaction[Any]) -> Place:
    alone = interaction.guild_id is None and not interaction.context.private_channel
    return Place.PRIVATE if alone else Place.CHANNEL


def title(interaction: discord.Interaction[Any]) -> str:
    """For the operator's eyes."""
    if place(interaction) is Place.PRIVATE:
        return interaction.user.name
    return f"{_channel(interaction)} in {_server(interaction)}"


@dataclass(frozen=True, slots=True)
class DiscordRoom:
    """`direct` sends a person a direct message: (person, message, nonce) -> channel and outcome."""

    interaction: discord.Interaction[Any]
    direct: Direct
    whispers: bool = True

    async def manages(self) -> bool:
        if place(self.interaction) is Place.PRIVATE:
            return True
        return self.interaction.permissions.manage_guild  # an administrator and the server's owner have them all

    async def hindrance(self) -> str | None:
        asked = self.interaction
        if place(asked) is Place.PRIVATE:
            return None
        if asked.guild_id is None:
            return words.group_of_friends()
        if not _member(asked):
            return words.not_a_member(_server(asked), invite(asked.application_id))
        missing = _missing(asked)
        me = asked.client.user
        return words.lacks(missing, _channel(asked), me.name if me else "this bot") if missing else None

    async def private_offer(self, line: str) -> Message:
        asked = self.interaction
        server = _server(asked) if asked.guild_id is not None else None
        channel, outcome = await self.direct(asked.user, words.direct_offer(line, server), str(asked.id))
        match outcome.kind:
            case Kind.SENT:
                return words.offered(server, f"https://discord.com/channels/@me/{channel}")
            case Kind.GONE | Kind.NO_RIGHTS:
                return words.closed(server, line)
        return words.too_fast(server)


def _missing(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """As the channel's settings call them."""
    rights = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    posts = rights.send_messages_in_threads if in_thread else rights.send_messages
    post = "Send Messages in Threads" if in_thread else "Send Messages"
    return tuple(name for name, held in (("View Channel", rights.view_channel), (post, posts)) if not held)


def _member(interaction: discord.Interaction[Any]) -> bool:
    """A person's own installation brings the bot into servers that it is no member of."""
    return interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id) is not None


def _server(interaction: discord.Interaction[Any]) -> str:
    name = interaction.guild.name if interaction.guild is not None else ""
    return name or "this server"


def _channel(interaction: discord.Interaction[Any]) -> str:
    name = getattr(interaction.channel, "name", None)
    return f"#{name}" if name else "this channel"
