"""The one place that tells platforms apart. What a platform needs is read in only where there is that platform."""

from typing import TextIO

from bot.chats.local.audience import Audience
from bot.chats.local.stage import Bodies, StageChat
from bot.chats.local.terminal import TerminalChat
from bot.clock import real_now
from bot.commands.desk import Desk
from bot.config import Config
from bot.core.command import Command
from bot.core.messages import Message
from bot.core.ports import Chat, Lines, Reader
from bot.core.previews import Drawings, Drawn
from bot.delivery.pace import Limits, Pace
from bot.store.store import Store

Local = TextIO | Audience | None  # who is there instead of platforms: a terminal, or those who look at the stage


def chats(
    config: Config, store: Store, desk: Desk, local: Local, commands: list[Command], *, rehearsal: bool
) -> list[tuple[Chat, Pace]]:
    """The chats to run, each with its pace."""
    if isinstance(local, Audience):
        return [(StageChat(desk, local, sides(desk)), Pace(Limits()))]
    if local is not None:
        return [(TerminalChat(desk, local, commands=commands), Pace(Limits()))]
    found: list[tuple[Chat, Pace]] = []
    rates = config.pace
    if config.telegram:
        from bot.chats.telegram.adapter import TelegramChat

        pace = Pace(Limits(rates.telegram_rate, 1 / rates.telegram_chat_per_second, rates.telegram_group_per_minute))
        paid = rates.telegram_allow_paid_broadcast
        token = config.telegram.token.get_secret_value()
        owners = frozenset(config.admins.telegram)
        found.append((TelegramChat(token, config.telegram.api_url, desk, commands, pace, owners, paid=paid), pace))
    if config.discord:
        from bot.chats.discord.adapter import DiscordChat

        pace = Pace(Limits(rates.discord_per_second, refusals=rates.discord_refusals_per_10_minutes))
        token = config.discord.token.get_secret_value()
        owners = frozenset(config.admins.discord)
        chat = DiscordChat(
            token,
            config.discord.api_url,
            desk,
            commands,
            pace,
            owners,
            memory=store,
            loopback_only=rehearsal,
            now=real_now,
        )
        found.append((chat, pace))
    return found


def drawings(config: Config, local: Local) -> Drawings:
    """Of the platforms that the bot is on; of both for who tries it without any."""
    known: Drawings = {"telegram": ("Telegram", _as_telegram), "discord": ("Discord", _as_discord)}
    on = {"telegram": config.telegram, "discord": config.discord}
    return {name: drawing for name, drawing in known.items() if local is not None or on[name]}


def sides(lines: Lines) -> dict[str, Bodies]:
    """The platforms as which the stage and pictures show a message."""
    from bot.chats.discord.bodies import Bodies as DiscordBodies
    from bot.chats.telegram.bodies import Bodies as TelegramBodies

    return {"telegram": TelegramBodies(lines), "discord": DiscordBodies(lines)}


def _as_telegram(message: Message, reader: Reader) -> Drawn:
    from bot.chats.telegram import drawing

    return drawing.drawn(message, reader)


def _as_discord(message: Message, reader: Reader) -> Drawn:
    from bot.chats.discord import drawing

    return drawing.drawn(message, reader)
