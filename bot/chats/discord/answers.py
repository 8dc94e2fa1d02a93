"""Answers to slash commands and presses: acknowledged in time, whatever the answer takes."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
import structlog

from bot.chats.discord import forms, words
from bot.chats.discord.files import Files
from bot.chats.discord.native import edited, fields
from bot.chats.discord.outcomes import outcome
from bot.chats.discord.render import KEY, Rendered, long_lines, render
from bot.chats.discord.room import DiscordRoom, address, place, title
from bot.core.command import split
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Asked, Desk, Person, Place, Reader
from bot.delivery.pace import Pace

OPENING = 2.0  # seconds for a form, which cannot be announced
PATIENCE = 0.7  # seconds for an answer before it is announced: Discord gives three, and people notice after one
EXPIRES = 14 * 60.0  # seconds: an interaction's token lives for 15 minutes

_TOKEN_GONE = frozenset((10015, 10062, 50027))  # unknown webhook, unknown interaction, invalid webhook token
_NOBODY = Reader(zone=None, now=datetime.fromtimestamp(0, UTC))  # an apology names no moment

log = structlog.get_logger(__name__)


class Answers:
    def __init__(
        self, desk: Desk, pace: Pace, owners: frozenset[str], files: Files, opening: frozenset[str] = frozenset()
    ) -> None:
        self.opening = opening  # names of the commands that open forms
        self.desk = desk
        self.pace = pace
        self.owners = owners
        self.files = files
        self._under_way: set[asyncio.Task[Any]] = set()

    async def command(
        self,
        interaction: discord.Interaction[Any],
        name: str | None,
        arguments: Mapping[str, str],
        file: discord.Attachment | None = None,
    ) -> None:
        dropped = self.files.dropped(file) if file else None
        asked = replace(self._asked(interaction), command=name, arguments=arguments, dropped=dropped)
        await self._answer(interaction, asked, pressed=False)

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """A button of any age: its id carries the command line, or the key of one."""
        data: Mapping[str, Any] = interaction.data or {}
        line = str(data.get("custom_id", ""))
        await self._answer(interaction, replace(self._asked(interaction), line=line), pressed=True)

    async def submit(self, interaction: discord.Interaction[Any]) -> None:
        """A form of any age: its id carries the command line that it was opened for."""
        data: Mapping[str, Any] = interaction.data or {}
        asked = replace(self._asked(interaction), line=str(data.get("custom_id", "")), values=forms.values(data))
        await self._answer(interaction, asked, pressed=True)

    async def finish(self, seconds: float) -> None:
        """Let those under way come to an end before the connection closes."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            for task in late:
                task.cancel()

    async def rendered(self, message: Message, reader: Reader) -> Rendered:
        keys = {line: await self.desk.key(line) for line in long_lines(message)}
        return render(message, reader, keys)

    async def direct(self, person: discord.User | discord.Member, message: Message, nonce: str) -> tuple[str, Outcome]:
        """A direct message, at once: its channel ("" when it could not be opened) and what came of it."""
        chat = ""
        try:
            channel = await person.create_dm()
            chat = str(channel.id)
            rendered = await self.rendered(message, await self.desk.reader(Address("discord", chat)))
            await self.pace.answer(chat, group=False)
            sent = await channel.send(**fields(rendered), nonce=nonce, suppress_embeds=rendered.embed is None)
        except Exception as error:
            return chat, outcome(error)
        return chat, Outcome(Kind.SENT, message_id=str(sent.id))

    def _asked(self, interaction: discord.Interaction[Any]) -> Asked:
        user = interaction.user
        return Asked(
            address=address(interaction),
            place=place(interaction),
            person=Person("discord", str(user.id), user.display_name, owner=str(user.id) in self.owners),
            room=DiscordRoom(interaction, self.direct),
            title=title(interaction),
            key=f"discord {interaction.id}",
            whole=True,
        )

    async def _answer(self, interaction: discord.Interaction[Any], asked: Asked, *, pressed: bool) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            await self._in_time(interaction, asked, pressed)
        except Exception as error:
            log.warning("discord answer lost", chat=asked.address.chat, error=outcome(error).reason)
        finally:
            self._under_way.discard(task)

    async def _in_time(self, interaction: discord.Interaction[Any], asked: Asked, pressed: bool) -> None:
        began = asyncio.get_running_loop().time()
        private = asked.place is Place.PRIVATE
        async with asyncio.TaskGroup() as group:
            work = group.create_task(self._made(asked))
            await asyncio.wait({work}, timeout=self._patience(asked))
            deferred = not work.done()
            if deferred:
                await self._defer(interaction, hidden=not private)
        made = work.result()
        if made is None:
            return await _silence(interaction, deferred)
        message, rendered = made
        if message.form is not None and not deferred and interaction.type is not discord.InteractionType.modal_submit:
            await interaction.response.send_modal(forms.modal(message.form))
            return None
        hidden = not private and (pressed or message.personal)
        in_time = asyncio.get_running_loop().time() - began < EXPIRES
        instead = message.instead and pressed and not deferred and _alone_with_it(interaction)
        if not in_time or not await _respond(interaction, rendered, hidden, deferred, instead=instead):
            await self._post(interaction, asked, message, rendered, hidden)
        return None

    def _patience(self, asked: Asked) -> float:
        """A form cannot be opened any more once an answer was announced."""
        called = asked.command or (split(asked.line or "") or ("", ""))[0]
        return OPENING if called in self.opening else PATIENCE

    async def _made(self, asked: Asked) -> tuple[Message, Rendered] | None:
        """The answer and its form; None where silence is the answer."""
        try:
            reader = await self.desk.reader(asked.address)
            message = await self._message(asked)
            return None if message is None else (message, await self.rendered(message, reader))
        except Exception:
            log.exception("discord answer failed", chat=asked.address.chat)
            return words.sorry(), render(words.sorry(), _NOBODY, {})

    async def _message(self, asked: Asked) -> Message | None:
        if asked.command is None and asked.line is None:
            return words.no_such_command()
        if asked.line is not None and asked.line.startswith(KEY):
            line = await self.desk.line(asked.line.removeprefix(KEY))
            if line is None:
                return words.lost_button()
            asked = replace(asked, line=line)
        return await self.desk.answer(asked)

    async def _defer(self, interaction: discord.Interaction[Any], *, hidden: bool) -> None:
        try:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
        except Exception as error:  # the answer itself is still being made, and is posted to the chat
            log.warning("discord acknowledgement lost", chat=str(interaction.channel_id), error=outcome(error).reason)

    async def _post(
        self, interaction: discord.Interaction[Any], asked: Asked, message: Message, rendered: Rendered, hidden: bool
    ) -> None:
        """Too late to answer: post to the chat, or, what is for the asker alone, to them."""
        nonce = str(interaction.id)
        if hidden:
            _, came = await self.direct(interaction.user, message, nonce)
        else:
            await self.pace.answer(asked.address.chat, group=asked.place is not Place.PRIVATE)
            channel = interaction.client.get_partial_messageable(int(asked.address.chat))
            await channel.send(**fields(rendered), nonce=nonce, suppress_embeds=rendered.embed is None)
            came = Outcome(Kind.SENT)
        log.info("discord answer came late", chat=asked.address.chat, outcome=came.kind.value)


async def _silence(interaction: discord.Interaction[Any], deferred: bool) -> None:
    if deferred:
        await interaction.delete_original_response()


def _alone_with_it(interaction: discord.Interaction[Any]) -> bool:
    """Whether nobody else sees the message whose button was pressed."""
    message = interaction.message
    return message is not None and (message.flags.ephemeral or place(interaction) is Place.PRIVATE)


async def _respond(
    interaction: discord.Interaction[Any],
    rendered: Rendered,
    hidden: bool,
    deferred: bool,
    *,
    instead: bool = False,
) -> bool:
    """Whether the answer reached the interaction; False when its time is over."""
    try:
        if deferred:
            await interaction.edit_original_response(**edited(rendered))
        elif instead:
            await interaction.response.edit_message(**{"view": None, "embed": None, **edited(rendered)})
        else:
            await interaction.response.send_message(
                **fields(rendered), ephemeral=hidden, suppress_embeds=rendered.embed is None
            )
    except discord.HTTPException as error:
        if error.code in _TOKEN_GONE:
            return False
        came = outcome(error)
        if came.kind is Kind.BAD_CONTENT and rendered.rows:
            log.warning("discord refused the buttons", reason=came.reason)
            return await _respond(interaction, replace(rendered, rows=()), hidden, deferred, instead=instead)
        if came.kind is not Kind.SENT:
            raise
    return True
