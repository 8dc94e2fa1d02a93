"""A Telegram chat as the core may ask about it: who manages it, and whether the bot may write there."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    Bot,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberRestricted,
)
from telegram.constants import ChatAction

from bot.chats.telegram.incoming import Said
from bot.chats.telegram.order import give_way
from bot.core.messages import LinkButton, Message, said
from bot.core.ports import Place

REMEMBERED = 60.0  # seconds for which a manager is still taken for one
_MOST = 10_000

_MANAGERS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class Managers:
    """Who was found to manage which chat. Only a yes is remembered: a new administrator can go on at once."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, int], float] = {}

    async def includes(self, bot: Bot, chat: str, person: int) -> bool:
        now = asyncio.get_running_loop().time()
        if self._until.get((chat, person), 0) > now:
            return True
        try:
            member = await bot.get_chat_member(int(chat), person)
        except Exception:  # PTB's errors, and its own when it cannot read a member of a newer or older kind
            return False
        if member.status not in _MANAGERS:
            return False
        if len(self._until) >= _MOST:
            self._until.clear()
        self._until[chat, person] = now + REMEMBERED
        return True


@dataclass(frozen=True, slots=True)
class TelegramRoom:
    """Implements ports.Room. `link` gives the address that opens a private chat and says a line there."""

    bot: Bot
    said: Said
    managers: Managers
    closed: bool  # its topic
    link: Callable[[str], Awaitable[str]]

    async def manages(self) -> bool:
        if self.said.place is Place.PRIVATE or self.said.person_id is None:
            return True
        return await self.managers.includes(self.bot, self.said.address.chat, self.said.person_id)

    async def hindrance(self) -> str | None:
        if self.said.place is Place.PRIVATE:
            return None
        chat = int(self.said.address.chat)
        try:
            me = await self.bot.get_chat_member(chat, self.bot.id)
            muted = me.status == ChatMember.MEMBER and not await self._all_may_write(chat)
        except Exception:
            return None  # the answer itself will tell
        return _hindrance(me, self.said.place, muted, self.closed)

    async def _all_may_write(self, chat: int) -> bool:
        allowed = (await self.bot.get_chat(chat)).permissions
        return allowed is None or allowed.can_send_messages is not False

    async def patience(self) -> None:
        """The chat shows that the bot is typing, for five seconds at most."""
        give_way()
        with suppress(Exception):
            thread = self.said.address.thread
            await self.bot.send_chat_action(
                int(self.said.address.chat), ChatAction.TYPING, message_thread_id=int(thread) if thread else None
            )

    async def private_offer(self, line: str) -> Message:
        button = LinkButton("Do it in a private chat", await self.link(line))
        return said("I can do it for you alone, in a private chat:", buttons=((button,),))


def _hindrance(me: ChatMember, place: Place, muted: bool, closed: bool) -> str | None:
    grants = "An administrator of this"
    match me:
        case ChatMemberLeft() | ChatMemberBanned():
            return "I am not in this chat. Somebody who manages it has to add me first."
        case ChatMemberAdministrator(can_post_messages=may) if place is Place.CHANNEL and not may:
            return f"I may not post in this channel. {grants} channel can allow it: Administrators, me, Post Messages."
        case _ if place is Place.CHANNEL and me.status not in _MANAGERS:
            return (
                f"I may not post in this channel. {grants} channel can make me an administrator who may post messages."
            )
        case ChatMemberRestricted(can_send_messages=False):
            return f"I may not write in this group. {grants} group can allow it: Members, me, Send Messages."
        case ChatMemberAdministrator(can_manage_topics=True):
            return None
    if muted:
        return f"Members may not write in this group. {grants} group can allow it, or make me an administrator."
    if closed:
        return f"This topic is closed. {grants} group can open it again, or give me the right to manage topics."
    return None
