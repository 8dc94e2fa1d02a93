"""Writing and changing messages, whichever way they come in."""

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.emulators.discord.check_messages import SENDABLE
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.mentions import mentioned, pings
from tests.emulators.discord.permissions import May
from tests.emulators.discord.uploads import attachment
from tests.emulators.discord.values import COMPONENTS_V2, EPHEMERAL, walk
from tests.emulators.discord.world import CATEGORY, FORUM, Channel, Message, snowflake

if TYPE_CHECKING:
    from tests.emulators.discord.people import Person
    from tests.emulators.discord.server import DiscordEmulator

GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15


def may_post(dc: "DiscordEmulator", channel: Channel, body: dict[str, Any], files: Sequence[str]) -> None:
    """Raise what keeps the bot from posting that there."""
    if channel.private:
        for person in channel.people:
            if not person.reachable:
                raise refusal(50278)
            if not person.dms_open:
                raise refusal(50007)
        return
    if channel.kind in (CATEGORY, FORUM):
        raise refusal(50008)
    wanted = May.SEND_MESSAGES_IN_THREADS if channel.is_thread else May.SEND_MESSAGES
    if body.get("embeds"):
        wanted |= May.EMBED_LINKS
    if files:
        wanted |= May.ATTACH_FILES
    if body.get("message_reference"):
        wanted |= May.READ_MESSAGE_HISTORY
    if wanted & ~channel.bot_may:
        raise refusal(50013)
    if channel.locked and May.MANAGE_THREADS not in channel.bot_may:
        raise refusal(160005)
    if channel.archived:
        channel.archived = False
        channel.told("UPDATE")


def write(
    dc: "DiscordEmulator",
    channel: Channel,
    body: dict[str, Any],
    files: Sequence[str] = (),
    *,
    author: "Person | None" = None,
    interaction: dict[str, Any] | None = None,
    for_person: "Person | None" = None,
) -> Message:
    """A new message from a body that has been checked."""
    flags = (body.get("flags") or 0) & SENDABLE & (~0 if interaction else ~EPHEMERAL)
    message = Message(channel, author, "", [], [], flags, asyncio.get_running_loop().time())
    message.interaction, message.for_person = interaction, for_person
    if not interaction:  # Discord does not echo a nonce that came through a webhook
        message.nonce = body.get("nonce")
    message.reference = body.get("message_reference")
    _fill(dc, message, body, files)
    channel.messages.append(message)
    if not message.flags & EPHEMERAL:
        _tell(dc, "MESSAGE_CREATE", message)
    dc.changes.happened()
    return message


def rewrite(dc: "DiscordEmulator", message: Message, body: dict[str, Any], files: Sequence[str] = ()) -> Message:
    """Change what the body names, keep the rest."""
    kept = {"content": message.content, "embeds": message.embeds, "components": message.components}
    message.flags |= (body.get("flags") or 0) & COMPONENTS_V2
    first = message.loading
    message.loading = False
    _fill(dc, message, kept | {key: value for key, value in body.items() if key in (*kept, "allowed_mentions")}, files)
    if not first:
        message.edited = time.time()
    if not message.flags & EPHEMERAL:
        _tell(dc, "MESSAGE_UPDATE", message)
    dc.changes.happened()
    return message


def remove(dc: "DiscordEmulator", message: Message) -> None:
    message.deleted = True
    if not message.flags & EPHEMERAL:
        _tell(dc, "MESSAGE_DELETE", message)
    dc.changes.happened()


def _fill(dc: "DiscordEmulator", message: Message, body: dict[str, Any], files: Sequence[str]) -> None:
    message.content = (body.get("content") or "").strip()
    message.embeds = [embed for embed in body.get("embeds") or [] if embed]
    message.components = numbered(body.get("components") or [])
    message.attachments += [attachment(dc, message.channel, snowflake(), one, body.get("size")) for one in files]
    found = [] if message.author else pings(message, body.get("allowed_mentions"))
    dc.pings.extend(ping for ping in found if ping not in dc.pings)
    message.mentions = mentioned(found, message.channel)
    if message.author and f"<@{dc.bot['id']}>" in message.content:
        message.mentions["users"] = [*message.mentions["users"], dc.bot]


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component gets an id, as Discord gives it; 0 and missing ones are filled."""
    taken = {one["id"] for one in walk(components) if one.get("id")}
    free = iter(number for number in range(1, 1000) if number not in taken)
    for one in walk(components):
        one["id"] = one.get("id") or next(free)
    return components


def _tell(dc: "DiscordEmulator", event: str, message: Message) -> None:
    guild = message.channel.guild
    intent = GUILD_MESSAGES if guild else DIRECT_MESSAGES
    where = {"guild_id": guild.id} if guild else {}
    if event == "MESSAGE_DELETE":
        dc.gateway.dispatch(event, {"id": message.id, "channel_id": message.channel.id, **where}, intent)
        return
    body = message.json(dc.bot) | where
    if guild and message.author:
        body["member"] = {k: v for k, v in guild.member_json(message.author).items() if k != "user"}
        if not dc.gateway.any_with(MESSAGE_CONTENT) and dc.bot["id"] not in message.content:
            body |= {"content": "", "embeds": [], "components": [], "attachments": []}
    dc.gateway.dispatch(event, body, intent)
