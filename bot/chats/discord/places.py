"""Servers, channels and threads that come and go."""

from collections.abc import Iterable

import discord
import structlog

from bot.chats.discord.answers import Answers
from bot.chats.discord.native import fields
from bot.chats.discord.outcomes import outcome
from bot.core.ports import Address, Desk, Place
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)


class Places:
    def __init__(self, client: discord.Client, desk: Desk, pace: Pace, answers: Answers) -> None:
        self.client = client
        self.desk = desk
        self.pace = pace
        self.answers = answers

    async def joined(self, guild: discord.Guild) -> None:
        """Say hello where the server's own notices go, else in the first channel where that is allowed."""
        channel = _hall(guild)
        if channel is None:
            log.info("discord server joined without a word", server=guild.id)
            return
        here = Address("discord", str(channel.id))
        try:
            greeting = await self.desk.met(here, Place.CHANNEL, f"#{channel.name} in {guild.name}")
            rendered = await self.answers.rendered(greeting, await self.desk.reader(here))
            await self.pace.answer(here.chat, group=True)
            await channel.send(**fields(rendered), nonce=f"hello{channel.id}", suppress_embeds=rendered.embed is None)
        except Exception as error:
            log.warning("discord greeting lost", server=guild.id, error=outcome(error).reason)

    async def removed(self, guild: discord.Guild) -> None:
        for place in (*guild.channels, *guild.threads):
            await self.desk.left(Address("discord", str(place.id)), "the bot was removed from the server")

    async def changed(self, channel: discord.abc.GuildChannel) -> None:
        """What the bot may do there may have become more."""
        if isinstance(channel, discord.TextChannel) and _may_post(channel):
            await self.desk.returned(Address("discord", str(channel.id)))

    async def ready(self) -> None:
        """A new session: what was allowed while there was none is in no event."""
        for address in await self.desk.paused("discord"):
            match self.client.get_channel(int(address.chat)):
                case discord.TextChannel() as channel:
                    await self.changed(channel)
                case discord.Thread(archived=False, locked=False) as thread:
                    await self.opened(thread)

    async def opened(self, thread: discord.Thread) -> None:
        await self.desk.returned(Address("discord", str(thread.id)))

    async def deleted(self, channel: int) -> None:
        await self.desk.left(Address("discord", str(channel)), "the channel or thread was deleted")


def _hall(guild: discord.Guild) -> discord.TextChannel | None:
    candidates: Iterable[discord.TextChannel | None] = (guild.system_channel, *guild.text_channels)
    return next((channel for channel in candidates if channel and _may_post(channel)), None)


def _may_post(channel: discord.TextChannel) -> bool:
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.send_messages
