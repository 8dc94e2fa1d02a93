"""Every command that the registry declares is there in every chat."""

import pytest

from bot.commands.registry import registry
from bot.core.command import Permission
from tests.stories.people import TelegramFan, TerminalFan

COMMANDS = tuple(registry().commands.values())
TYPED = tuple(command for command in COMMANDS if not command.pressed)
OPTIONS = {  # what people type into, in Discord, and what their hands remember
    "subscribe": ["drama", "release"],
    "unsubscribe": ["drama"],
    "remind": ["drama", "leads"],
    "rewatch": ["drama", "when"],
    "dramas": ["words"],
    "drama": ["drama"],
    "subscriptions": [],
    "next": ["drama"],
    "today": [],
    "week": [],
    "quote": ["who"],
    "timezone": ["zone"],
}
START = "2021-06-19 15:00 UTC"
only = pytest.mark.parametrize


@only("bot", ["telegram"], indirect=True)
async def test_telegram_answers_every_command_and_lists_those_that_are_for_all(bot):
    await bot.start(START)
    menus = list(bot.tg.account.commands.values())
    shown = [c for c in COMMANDS if c.listed and c.permission in (Permission.ANYONE, Permission.MANAGER)]
    assert [(one["command"], one["description"]) for one in menus[0]] == [(c.name, c.about) for c in shown]
    ana: TelegramFan = bot.fan("ana")
    answers = {command.name: await ana.says(f"/{command.name}") for command in COMMANDS}
    assert [name for name, answer in answers.items() if "There is no command" in answer.text] == []
    assert [name for name, answer in answers.items() if answer.text.startswith("Sorry")] == []


@only("bot", ["discord"], indirect=True)
async def test_discord_offers_every_command_with_its_options(bot):
    await bot.start(START)
    synced = bot.dc.commands[""].values()
    options = {one["name"]: [option["name"] for option in one.get("options") or []] for one in synced}
    required = {one["name"]: [o["name"] for o in one.get("options") or [] if o.get("required")] for one in synced}
    # Discord wants the required ones first
    first = {c.name: sorted(c.params, key=lambda param: param.optional) for c in TYPED}
    taking = {c.name for c in TYPED if c.takes}  # whose words can be left out for a file
    assert options == {
        name: [*(p.name for p in params), *["file"] * (name in taking)] for name, params in first.items()
    }
    needed = {name: [param.name for param in params if not param.optional] for name, params in first.items()}
    assert required == needed | {name: [] if first[name] else ["file"] for name in taking}
    assert {name: options[name] for name in OPTIONS} == OPTIONS
    assert {one["name"]: one["description"] for one in synced} == {c.name: c.about for c in TYPED}
    completed = {
        (one["name"], option["name"])
        for one in synced
        for option in one.get("options") or []
        if option.get("autocomplete")
    }
    assert completed == {(c.name, param.name) for c in TYPED for param in c.params if param.suggest}
    bea = bot.fan("bea")
    answers = {c.name: await bea.asks(f"/{c.name}") for c in TYPED if not required[c.name]}
    assert [name for name, answer in answers.items() if not answer.text or answer.text.startswith("Sorry")] == []


@only("bot", ["terminal"], indirect=True)
async def test_the_terminal_answers_every_command(bot):
    await bot.start(START)
    ana: TerminalFan = bot.fan("ana")
    answers = {command.name: await ana.says(f"/{command.name}") for command in COMMANDS}
    assert [name for name, answer in answers.items() if "There is no command" in answer.text] == []
    assert [name for name, answer in answers.items() if not answer.text or answer.text.startswith("Sorry")] == []
