"""Telegram, as the rest of the bot sees it: people's updates to the desk, messages out."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

import structlog
from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken

from bot.chats.telegram import files
from bot.chats.telegram.bodies import fields
from bot.chats.telegram.hearing import Hearing
from bot.chats.telegram.incoming import PLATFORM
from bot.chats.telegram.order import ByChat
from bot.chats.telegram.outcomes import outcome
from bot.chats.telegram.polling import Polling
from bot.chats.telegram.prepared import Prepared
from bot.chats.telegram.render import long_lines, render
from bot.chats.telegram.request import AiohttpRequest, in_json
from bot.core.command import Command, Permission
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome, Refused
from bot.core.ports import Address, Desk, Reader
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

STOPPING = 2.5  # seconds for what is under way; a container is killed after ten
CONFIRMING = 1.0  # seconds to tell Telegram what was done
POLL_MARGIN = 10.0  # seconds on top of the time for which the server holds a poll
GENERAL = "1"  # the topic that must not be named

ADVICE = (
    "Ask @BotFather in Telegram for the token (/mybots, the bot, API Token) and put it under [telegram] token, "
    "or into DRAMABELL_TELEGRAM_TOKEN"
)


def quieten() -> None:
    """PTB logs addresses, tokens in them, at DEBUG, and at CRITICAL the words of an update that it cannot read."""
    logging.getLogger("telegram").setLevel(logging.WARNING)
    logging.getLogger("telegram.Bot").setLevel(logging.CRITICAL + 1)


class TelegramChat:
    """Implements ports.Chat. `api_url` is without the "/bot" that begins every path."""

    platform = PLATFORM
    remembers_nonces = False

    def __init__(
        self,
        token: str,
        api_url: str,
        desk: Desk,
        commands: Sequence[Command],
        pace: Pace,
        owners: frozenset[str],
        polling: Callable[[], Polling] = Polling,
        paid: bool = False,
    ) -> None:
        self._token = token
        self._api_url = api_url.rstrip("/")
        self._desk = desk
        self._commands = commands
        self._pace = pace
        self._owners = owners
        self._polling = polling
        self._paid = paid  # broadcasts may go beyond the free limits, for Stars
        self._bot: Bot | None = None  # while it is connected
        self._prepared = Prepared(desk.key)

    async def run(self, ready: Callable[[str], None]) -> None:
        with suppress(InvalidToken):  # and forgotten: PTB writes the token into its text
            await self._serve(ready)
        raise Refused("Telegram does not accept the token", ADVICE)

    async def _serve(self, ready: Callable[[str], None]) -> None:
        """Never returns: the token is refused, the connection lost, or the task cancelled."""
        quieten()
        polling = self._polling()
        bot = Bot(
            self._token,
            f"{self._api_url}/bot",
            f"{self._api_url}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(POLL_MARGIN, connections=2),
        )
        order = ByChat(self._hearing(bot, polling).on_update)
        try:
            await bot.initialize()
            await self._forget_webhook(bot)
            await self._set_menu(bot)
            self._bot = bot
            try:
                ready(f"https://t.me/{bot.username}?startgroup=true")
                await polling.run(bot, order.take)
            finally:
                await self._stop(bot, order, polling)
        finally:
            await bot.shutdown()

    def _hearing(self, bot: Bot, polling: Polling) -> Hearing:
        names = {command.name for command in self._commands}
        return Hearing(
            bot, self._desk, self._pace, self.send, self.edit, self._owners, names, polling.committed, polling.done
        )

    async def _forget_webhook(self, bot: Bot) -> None:
        """With a webhook set there would be no updates to fetch. A server that has no webhooks may say so."""
        with suppress(InvalidToken, BadRequest):  # the token was accepted before: here both mean an unknown method
            await bot.delete_webhook()

    async def _set_menu(self, bot: Bot) -> None:
        everybodys = (Permission.ANYONE, Permission.MANAGER)
        shown = [c for c in self._commands if c.listed and c.permission in everybodys]
        try:
            await bot.set_my_commands([BotCommand(command.name, command.about) for command in shown])
        except Exception as error:
            log.warning("Telegram's menu of commands could not be set; all commands work", reason=outcome(error).reason)

    async def _stop(self, bot: Bot, order: ByChat, polling: Polling) -> None:
        stopping = asyncio.ensure_future(order.done())
        done, _ = await asyncio.wait({stopping}, timeout=STOPPING)
        if not done:
            order.cut()
        await stopping
        self._bot = None
        try:
            async with asyncio.timeout(CONFIRMING):
                await polling.confirm(bot)
        except Exception as error:
            log.info("the last updates could not be confirmed and may come again", reason=outcome(error).reason)

    async def private(self, person: str) -> Address:
        """A person's private chat has their id; whether they have ever opened it shows when something is sent."""
        return Address(self.platform, person)

    async def people(self, address: Address) -> int | None:
        try:
            return await self._bot.get_chat_member_count(int(address.chat)) - 1 if self._bot else None
        except Exception as error:
            log.debug("people were not counted", reason=outcome(error).reason)
            return None

    async def send(
        self, address: Address, message: Message, reader: Reader, nonce: str, *, reply_to: int | None = None
    ) -> Outcome:
        """`nonce` goes unused: the Bot API has nothing to recognise a repeated message by."""
        bot = self._bot
        if bot is None:
            return Outcome(Kind.NOT_SENT, reason="Telegram is not connected")
        if message.files:
            return await self._send_files(bot, address, message, reader)
        to: dict[str, object] = {"chat_id": int(address.chat)}
        if address.thread not in ("", GENERAL):
            to["message_thread_id"] = int(address.thread)
        if reply_to is not None:
            to["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
        if self._paid and nonce:
            to["allow_paid_broadcast"] = True
        try:
            body = await self._prepared.body(message, reader, to)
            sent = await bot.request.post(f"{bot.base_url}/sendMessage", in_json(body))
        except Exception as error:
            return outcome(error)
        number = sent.get("message_id") if isinstance(sent, dict) else None
        return Outcome(Kind.SENT, message_id=None if number is None else str(number))

    async def _send_files(self, bot: Bot, address: Address, message: Message, reader: Reader) -> Outcome:
        """The words and the files one after the other, as far as they go."""
        came = Outcome(Kind.NOT_SENT)
        for part in files.parted(message, reader):
            if part.files:
                keys = {line: await self._desk.key(line) for line in long_lines(part)}
                thread = None if address.thread in ("", GENERAL) else int(address.thread)
                came = await files.send(bot, int(address.chat), thread, part, render(part, reader, keys))
            else:
                came = await self.send(address, part, reader, "")
            if came.kind is not Kind.SENT:
                break
        return came

    async def edit(self, address: Address, message_id: str, message: Message, reader: Reader) -> Outcome:
        bot = self._bot
        if bot is None:
            return Outcome(Kind.NOT_SENT, reason="Telegram is not connected")
        keys = {line: await self._desk.key(line) for line in long_lines(message)}
        rendered = render(message, reader, keys)
        try:
            await bot.edit_message_text(chat_id=int(address.chat), message_id=int(message_id), **fields(rendered))
        except Exception as error:
            return outcome(error)
        return Outcome(Kind.SENT, message_id=message_id)
