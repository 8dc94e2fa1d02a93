"""A small bot on the real discord.py with nothing of ours in it, to try the emulator with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import yarl
from discord import app_commands

from tests.emulators.discord import DiscordEmulator

TOKEN = "discord-test-token"
DRAMAS = ("Nevertheless", "Vincenzo", "When the Phone Rings")


def point_discord_py_at(dc: DiscordEmulator, monkeypatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", dc.url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(dc.gateway_url))


class Bot(discord.Client):
    def __init__(self, **options) -> None:
        options.setdefault("intents", discord.Intents(guilds=True))
        options.setdefault("allowed_mentions", discord.AllowedMentions.none())
        super().__init__(**options)
        self.tree = app_commands.CommandTree(self)
        for command in (subscribe, rewatch):
            self.tree.add_command(command)
        self.heard: list[str] = []  # names of gateway events, in order

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_socket_event_type(self, name: str) -> None:
        self.heard.append(name)

    async def on_interaction(self, asked: discord.Interaction) -> None:
        if asked.type is discord.InteractionType.component:
            await asked.response.edit_message(content=f"pressed {asked.data['custom_id']}", view=None)


@asynccontextmanager
async def running(dc: DiscordEmulator, **options) -> AsyncIterator[Bot]:
    """The bot, connected, with its commands synced; gone at the end."""
    readied, synced = dc.gateway.readied, dc.syncs
    async with Bot(**options) as bot:
        life = asyncio.create_task(bot.start(TOKEN))
        await dc.ready(readied + 1)
        await dc.synced(synced + 1)
        yield bot
        await bot.close()
        await life


@app_commands.command(description="Tell me when each episode is out")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def subscribe(asked: discord.Interaction, drama: str, release: str | None = None) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Stop", custom_id="stop"))
    if drama == "slow":
        await asked.response.defer(ephemeral=True)
        await asked.edit_original_response(content="Subscribed at last", view=view)
    elif drama == "twice":
        await asked.response.defer()
        await asked.followup.send("first")
        await asked.followup.send("second", ephemeral=True)
    elif drama == "rights":
        await asked.response.send_message(f"{asked.permissions.manage_guild} {asked.app_permissions.send_messages}")
    elif drama != "never":
        embed = discord.Embed(title=drama, description=release)
        await asked.response.send_message(f"Subscribed to {drama}", embed=embed, view=view)


@subscribe.autocomplete("drama")
async def dramas(_: discord.Interaction, text: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=one, value=one.lower()) for one in DRAMAS if text in one.lower()]


class When(discord.ui.Modal, title="Rewatch"):
    day = discord.ui.Label(text="Day", component=discord.ui.TextInput(max_length=10))
    zone = discord.ui.Label(
        text="Zone", component=discord.ui.Select(options=[discord.SelectOption(label="Korea", value="KST")])
    )

    async def on_submit(self, asked: discord.Interaction) -> None:
        await asked.response.send_message(
            f"From {self.day.component.value} {self.zone.component.values}", ephemeral=True
        )


@app_commands.command(description="Watch it again")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def rewatch(asked: discord.Interaction) -> None:
    await asked.response.send_modal(When())
