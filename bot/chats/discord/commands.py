"""The registry's commands as Discord's slash commands."""

import asyncio
import hashlib
import inspect
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.core.command import Command
from bot.core.plaintext import clip, one_line, units
from bot.core.ports import Desk, Memory

# https://docs.discord.com/developers/interactions/application-commands
DESCRIPTION, CHOICES, CHOICE = 100, 25, 100

FILE = "file"  # the option of a command that takes files
SUGGESTING = 2.0  # seconds: Discord forgets an autocompletion after 3

# (interaction, command, arguments by parameter name, file); None for a command that is not there any more
Run = Callable[["discord.Interaction[Any]", str | None, Mapping[str, str], discord.Attachment | None], Awaitable[None]]
Complete = Callable[["discord.Interaction[Any]", str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

log = structlog.get_logger(__name__)


class Tree(app_commands.CommandTree[discord.Client]):
    """Offers every command in servers, in direct messages and, installed by a person, everywhere.

    Who may use what is the Desk's to say: a fan has to see /subscribe to be offered a private one.
    """

    def __init__(self, client: discord.Client, commands: Sequence[Command], desk: Desk, run: Run) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._run = run
        for command in (one for one in commands if not one.pressed):
            self.add_command(slash(command, desk, run))

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        """Discord still shows people what an earlier version of the bot registered."""
        if not isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            return await super().on_error(interaction, error)
        log.warning("discord command not as registered", error=str(error))
        if interaction.type is discord.InteractionType.application_command:
            name = error.command.name if isinstance(error, app_commands.CommandSignatureMismatch) else None
            await self._run(interaction, name, {}, None)

    async def register(self, memory: Memory) -> bool:
        """Tell Discord what the commands are, if that changed since the last time: it allows 200 new ones a day."""
        key = f"discord commands {self.client.application_id}"
        told = json.dumps([command.to_dict(self) for command in self.get_commands()], sort_keys=True)
        digest = hashlib.sha256(told.encode()).hexdigest()
        if await memory.get(key) == digest:
            return False
        await self.sync()
        await memory.set(key, digest)
        return True


def slash(command: Command, desk: Desk, run: Run) -> app_commands.Command[Any, ..., None]:
    """All its options are words, as typed in any other chat: what they mean is read in one place for all."""

    async def callback(interaction: discord.Interaction[Any], **options: Any) -> None:
        file = options.pop(FILE, None)
        given = {name: value for name, value in options.items() if value is not None}
        await run(interaction, command.name, given, file)

    callback.__signature__ = _signature(command)  # type: ignore[attr-defined]
    about = {param.name: _description(param.about) for param in command.params}
    if command.takes:
        about[FILE] = _description(f"Or {command.takes.what}" if command.params else _first_large(command.takes.what))
    described = app_commands.describe(**about)(callback)
    made: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=command.name, description=_description(command.about), callback=described
    )
    for param in command.params:
        if param.suggest is not None:
            made.autocomplete(param.name)(_completion(desk, command.name, param.name))
    return made


def _signature(command: Command) -> inspect.Signature:
    """discord.py reads the options from the callback. What can be dropped instead need not be said."""
    params = [replace(param, optional=True) for param in command.params] if command.takes else command.params
    asked = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_ONLY, annotation=discord.Interaction)
    options = [
        inspect.Parameter(
            param.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None if param.optional else inspect.Parameter.empty,
            annotation=str | None if param.optional else str,
        )
        for param in params
    ]
    if command.takes:
        kind = discord.Attachment if not params else discord.Attachment | None
        default = None if params else inspect.Parameter.empty
        options.append(inspect.Parameter(FILE, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind))
    return inspect.Signature([asked, *options])


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _completion(desk: Desk, command: str, param: str) -> Complete:
    async def complete(interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(SUGGESTING):
                found = await desk.suggest(command, param, text)
        except Exception as error:  # whatever happens, the person can go on typing
            log.warning("discord suggestions failed", command=command, param=param, error=type(error).__name__)
            return []
        choices = [
            app_commands.Choice(name=clip(one_line(choice.label), CHOICE), value=choice.value)
            for choice in found
            if one_line(choice.label) and 0 < units(choice.value) <= CHOICE
        ]
        return choices[:CHOICES]

    return complete


def _description(about: str) -> str:
    return clip(one_line(about), DESCRIPTION)
