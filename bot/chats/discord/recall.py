"""Whether a message whose answer was lost stands in its channel."""

import re
from datetime import datetime, timedelta
from typing import Any

import discord
import structlog

from bot.chats.discord.outcomes import outcome
from bot.chats.discord.render import Press, Rendered

MOST = 50  # of the last messages of a channel
SKEW = timedelta(seconds=30)  # Discord's clock and ours

log = structlog.get_logger(__name__)

_MOMENT = re.compile(r"<t:(-?\d+)")


async def recall(client: discord.Client, chat: str, rendered: Rendered, since: datetime, nonce: str) -> bool | None:
    """None when it does not show: the bot may not read what was said there."""
    if client.user is None or not _may_read(client.get_channel(int(chat))):
        return None
    channel = client.get_partial_messageable(int(chat))
    try:
        async for message in channel.history(limit=MOST, after=since - SKEW, oldest_first=False):
            if message.author.id == client.user.id and (str(message.nonce) == nonce or _alike(message, rendered)):
                return True
    except Exception as error:
        log.info("the channel's last messages cannot be read", chat=chat, reason=outcome(error).reason)
        return None
    return False


def _may_read(channel: Any) -> bool:
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        rights = channel.permissions_for(channel.guild.me)
        return rights.view_channel and rights.read_message_history
    return True  # a direct message, or one that we know nothing of yet


def _alike(message: discord.Message, rendered: Rendered) -> bool:
    """Whether it tells of the same nights with the same buttons: how late it is, each attempt says in other words."""
    embeds = [embed.description or "" for embed in message.embeds]
    theirs, ours = f"{message.content} {' '.join(embeds)}", f"{rendered.content} {rendered.embed or ''}"
    pressed = [button.custom_id for row in rendered.rows for button in row if isinstance(button, Press)]
    moments = _MOMENT.findall(ours)
    if not moments:
        return message.content == rendered.content and _pressed(message) == pressed
    return _MOMENT.findall(theirs) == moments and (not pressed or _pressed(message) in ([], pressed))


def _pressed(message: discord.Message) -> list[str]:
    rows = (row.children for row in message.components if isinstance(row, discord.ActionRow))
    return [one.custom_id for row in rows for one in row if isinstance(one, discord.Button) and one.custom_id]
