"""The Discord emulator, driven by the real discord.py."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
import yarl
from discord import app_commands

from tests.emulators.discord import Choice, ClientRefuses, DidNotRespond, DiscordEmulator

DRAMAS = ("Nevertheless", "Vincenzo", "When the Phone Rings")


class Bot(discord.Client):
    """A small bot with one command, buttons that survive it, and nothing of ours."""

    def __init__(self, **options) -> None:
        options.setdefault("intents", discord.Intents(guilds=True))
        super().__init__(allowed_mentions=discord.AllowedMentions.none(), **options)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(subscribe)
        self.resumed = asyncio.Event()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, asked: discord.Interaction) -> None:
        if asked.type is discord.InteractionType.component:
            await asked.response.edit_message(content=f"pressed {asked.data['custom_id']}", view=None)


@app_commands.command(description="Tell me when each episode is out")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def subscribe(asked: discord.Interaction, drama: str, release: str | None = None) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Stop", custom_id="stop"))
    if drama == "slow":
        await asked.response.defer(ephemeral=True)
        await asked.edit_original_response(content="Subscribed at last", view=view)
    elif drama == "never":
        await asyncio.Event().wait()
    else:
        embed = discord.Embed(title=drama, description=release)
        await asked.response.send_message(f"Subscribed to {drama}", embed=embed, view=view)


@subscribe.autocomplete("drama")
async def dramas(_: discord.Interaction, text: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=one, value=one.lower()) for one in DRAMAS if text in one.lower()]


@pytest.fixture
async def dc(monkeypatch) -> AsyncIterator[DiscordEmulator]:
    async with DiscordEmulator() as emulator:
        monkeypatch.setattr(discord.http.Route, "BASE", emulator.url)
        gateway = yarl.URL(emulator.gateway_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield emulator


@pytest.fixture
async def bot(dc) -> AsyncIterator[Bot]:
    async with Bot() as client:
        running = asyncio.create_task(client.start("discord-test-token"))
        await dc.ready()
        await dc.synced()
        yield client
        await client.close()
        await running


async def test_a_slash_command_is_answered_in_the_channel(dc, bot):
    premieres = dc.guild("K-drama club").channel("premieres")
    answer = await dc.person("ana").uses("/subscribe", drama="Nevertheless", release="Netflix", in_=premieres)
    assert answer.text == "Subscribed to Nevertheless\nNevertheless\nNetflix"
    assert (answer.labels, answer.ephemeral, answer.deferred) == (("Stop",), False, False)
    assert answer.acknowledged_after < 1
    assert dc.messages(premieres) == []
    assert dc.messages(premieres, answers=True) == [answer.message]


async def test_autocomplete_offers_what_the_bot_finds(dc, bot):
    ana = dc.person("ana")
    assert await ana.completes("/subscribe", drama="never") == [Choice("Nevertheless", "nevertheless")]


async def test_a_button_changes_the_message_it_is_under(dc, bot):
    ana = dc.person("ana")
    answer = await ana.uses("/subscribe", drama="Vincenzo")
    pressed = await ana.presses("Stop", answer)
    assert (pressed.content, pressed.labels, pressed.updated) == ("pressed stop", (), True)
    assert [m.content for m in dc.messages(ana.dm, answers=True)] == ["pressed stop"]
    with pytest.raises(ClientRefuses, match="0 buttons are called 'Stop'"):
        await ana.presses("Stop", answer)


async def test_a_deferred_answer_is_waited_for(dc, bot):
    answer = await dc.person("ana").uses("/subscribe", drama="slow")
    assert (answer.content, answer.deferred, answer.ephemeral) == ("Subscribed at last", True, True)
