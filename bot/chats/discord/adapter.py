"""Discord, as the rest of the bot sees it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import structlog

from bot.chats.discord import gateway
from bot.chats.discord.answers import Answers
from bot.chats.discord.bodies import SOFT
from bot.chats.discord.commands import Tree
from bot.chats.discord.doors import Doors
from bot.chats.discord.files import Files
from bot.chats.discord.gateway import DISCORD, Connection
from bot.chats.discord.identifies import Identifies
from bot.chats.discord.messages import Messages, only_files
from bot.chats.discord.native import fields, words
from bot.chats.discord.outcomes import outcome
from bot.chats.discord.places import Places
from bot.chats.discord.recall import recall
from bot.chats.discord.room import invite
from bot.core.command import Command
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome, Refused
from bot.core.ports import Address, Desk, Memory, Reader
from bot.delivery.pace import Pace

CLOSING = 2.5  # seconds for answers under way when the bot stops
ANOTHER = 0.1  # seconds without one more server, and all are taken to be there
BANNABLE = frozenset((401, 403, 429))  # Discord bans whoever gets 10,000 of these in ten minutes

log = structlog.get_logger(__name__)


class DiscordChat:
    """Implements ports.Chat with discord.py.

    `owners` are user ids. `loopback_only` refuses to connect to anything that is not on this machine. With `now`, the
    real time, new sessions are counted over restarts.
    One a process: discord.py keeps its server's address in class attributes (gateway.speak_to).
    """

    platform = "discord"
    remembers_nonces = True

    def __init__(
        self,
        token: str,
        api_url: str,
        desk: Desk,
        commands: Sequence[Command],
        pace: Pace,
        owners: frozenset[str],
        memory: Memory,
        loopback_only: bool = False,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._token = token
        self._api_url = api_url or DISCORD
        self._desk = desk
        self._commands = commands
        self._pace = pace
        self._owners = owners
        self._memory = memory
        self._loopback_only = loopback_only
        self._identifies = Identifies(memory, now) if now else None
        self._files = Files(self._api_url, loopback_only)
        self._answers = Answers(desk, pace, owners, self._files, frozenset(one.name for one in commands if one.opens))
        self._client: Client | None = None
        self._doors = Doors()

    async def run(self, ready: Callable[[str], None]) -> None:
        """One life of the connection: see ports.Chat. It outlives outages of the gateway by itself."""
        token = self._token.strip()
        if not token or not token.isascii() or any(char.isspace() for char in token):
            raise gateway.bad_token()
        self._only_here(self._api_url)
        gateway.speak_to(self._api_url)
        client = self._made(ready)
        async with client:
            try:
                await self._serve(client, token)
            except Exception as error:
                raise gateway.refused(error) or error from error
            finally:
                self._client = None
                await self._answers.finish(CLOSING)

    async def send(self, address: Address, message: Message, reader: Reader, nonce: str) -> Outcome:
        """One attempt. discord.py itself repeats what is safe to repeat, and waits for the channel's own limit
        before it returns: a time limit around this would lose the answer to a message that has arrived.
        """
        client = self._client
        if client is None:
            return Outcome(Kind.NOT_SENT, reason="not connected to Discord")
        try:
            rendered = await self._answers.rendered(message, reader)
            channel = client.get_partial_messageable(int(address.chat))
            sent = await channel.send(
                **fields(rendered),
                nonce=nonce,
                silent=message.kind in SOFT,
                suppress_embeds=rendered.embed is None,
            )
        except Exception as error:
            return outcome(error)
        return Outcome(Kind.SENT, message_id=str(sent.id))

    async def recall(
        self, address: Address, message: Message, reader: Reader, since: datetime, nonce: str
    ) -> bool | None:
        if self._client is None:
            return None
        rendered = await self._answers.rendered(message, reader)
        return await recall(self._client, address.chat, rendered, since, nonce)

    async def edit(self, address: Address, message_id: str, message: Message, reader: Reader) -> Outcome:
        client = self._client
        if client is None:
            return Outcome(Kind.NOT_SENT, reason="not connected to Discord")
        try:
            rendered = await self._answers.rendered(message, reader)
            channel = client.get_partial_messageable(int(address.chat))
            await channel.get_partial_message(int(message_id)).edit(**{"view": None, "embed": None, **words(rendered)})
        except Exception as error:
            return outcome(error)
        return Outcome(Kind.SENT, message_id=message_id)

    async def private(self, person: str) -> Address | None:
        client = self._client
        if client is None:
            return None
        try:
            channel = await self._doors.of(client, person)
        except Exception as error:
            log.info("no direct message channel", reason=outcome(error).reason)
            return None
        return Address(self.platform, channel)

    async def people(self, address: Address) -> int | None:
        """Of the whole server: who may look into a channel Discord says only one by one."""
        channel = self._client.get_channel(int(address.chat)) if self._client else None
        guild = getattr(channel, "guild", None)
        return guild.member_count - 1 if isinstance(guild, discord.Guild) and guild.member_count else None

    async def _serve(self, client: "Client", token: str) -> None:
        await client.login(token)
        self._client = client
        start = await gateway.start(client)
        self._only_here(start.gateway)
        gateway.dial(start.gateway)
        await self._register(client)
        if start.remaining < gateway.SPARE or (self._identifies and await self._identifies.wait()):
            client.ready("")  # messages can go out, however long it takes until commands can be heard
        if start.remaining < gateway.SPARE:
            log.warning("discord allows few connections today", remaining=start.remaining, wait=start.resets)
            await asyncio.sleep(start.resets)
        await client.connect()

    async def _register(self, client: "Client") -> None:
        """Commands that could not be registered are no reason to be silent: those of the last time go on working."""
        try:
            if await client.tree.register(self._memory):
                log.info("discord commands registered", count=len(self._commands))
        except discord.DiscordException as error:
            if outcome(error).kind is Kind.FATAL:
                raise
            log.warning("discord commands not registered", error=outcome(error).reason)

    def _made(self, ready: Callable[[str], None]) -> "Client":
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._heard)
        intents = discord.Intents.none()
        intents.guilds = True
        intents.dm_messages = intents.guild_messages = True  # for files alone: see messages.py
        client = Client(
            intents=intents,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=ANOTHER,
            max_ratelimit_timeout=30.0,
            connector=gateway.connector(loopback_only=self._loopback_only),
            http_trace=trace,
        )
        client.tree = Tree(client, self._commands, self._desk, self._answers.command)
        client.answers, client.places = self._answers, Places(client, self._desk, self._pace, self._answers)
        client.messages = Messages(client, self._desk, self._pace, self._answers, self._files, self._owners)
        only_files(client._connection.parsers)
        client.ready = ready
        client.identifies = self._identifies
        return client

    def _only_here(self, url: str) -> None:
        if self._loopback_only and not gateway.is_loopback(url):
            raise Refused(
                f"{url} is not on this machine",
                "A rehearsal (--at) may not reach anybody: set [discord] api_url to an address on 127.0.0.1",
            )

    async def _heard(self, session: Any, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
        """discord.py waits by itself, but does not say that a refusal was meant for everything, nor count them."""
        status, headers = params.response.status, params.response.headers
        if status == 429 and "X-RateLimit-Global" in headers:
            self._pace.hold(None, float(headers.get("Retry-After", 1)))
        if status in BANNABLE and headers.get("X-RateLimit-Scope") != "shared":
            self._pace.refused()
        elif status < 400:
            self._pace.accepted()


class Client(Connection):
    """Hands on what Discord tells."""

    tree: Tree
    answers: Answers
    places: Places
    messages: Messages
    ready: Callable[[str], None]

    async def on_ready(self) -> None:
        assert self.application_id is not None
        self.ready(invite(self.application_id))
        await self.places.ready()

    async def on_resumed(self) -> None:
        await self.on_ready()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """The tree hears of commands; presses come here, whatever message they stand under."""
        if interaction.type is discord.InteractionType.component:
            await self.answers.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self.answers.submit(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self.messages.heard(message)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.places.joined(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.places.removed(guild)

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        await self.places.changed(after)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.permissions != after.permissions:
            for channel in after.guild.text_channels:
                await self.places.changed(channel)

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        if not after.archived and not after.locked:
            await self.places.opened(after)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self.places.deleted(channel.id)

    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        await self.places.deleted(thread.thread_id)
