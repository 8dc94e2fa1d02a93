"""What an operator meets at the start: wrong tokens, a missing network, rehearsals that could reach people."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import cli
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import TelegramEmulator
from tests.stories.process import Process, ran, running
from tests.stories.test_season import config

AT = ("--at", "2021-06-19T15:00:00Z")


def said(log: str, level: str) -> list[str]:
    """What was logged at that level, without what the lines hold besides."""
    lines = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    return [line["event"] for line in lines if line["level"] == level]


async def logged(bot: Process, text: str) -> None:
    async with asyncio.timeout(30):
        while text not in bot.log:  # noqa: ASYNC110 - another process's log rings no bell
            await asyncio.sleep(0.02)


async def test_with_a_wrong_token_for_one_platform_the_other_runs_and_one_sentence_says_what_to_do(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator("another-token") as dc:
        path = config(tmp_path, tg, dc)
        path.write_text(path.read_text().replace("another-token", "wrong-token"))
        ana = tg.private("ana")
        async with running(tmp_path, "run", "--config", str(path), *AT, "--leap", "0") as bot:
            await tg.until_polling(20)
            await ana.says("/subscribe nevertheless")
            await tg.sent(2, to=ana, timeout=20)
            assert await bot.stop() == 0
    assert said(bot.log, "error") == [
        "discord refused the bot: Discord does not accept the token. Make a new token under "
        "https://discord.com/developers/applications > your application > Bot > Reset Token, and put it into the "
        "config."
    ]
    assert said(bot.log, "warning") == []


async def test_with_no_platform_left_it_ends_with_one(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator("another-token") as dc:
        path = config(tmp_path, tg, dc)
        path.write_text(path.read_text().replace("another-token", "wrong-token"))
        tg.revoke()
        status, out, log = await ran(tmp_path, "run", "--config", str(path))
    assert (status, out) == (1, "")
    assert sorted(said(log, "error")) == [
        "discord refused the bot: Discord does not accept the token. Make a new token under "
        "https://discord.com/developers/applications > your application > Bot > Reset Token, and put it into the "
        "config.",
        "no platform is left; mend the above and start again",
        "telegram refused the bot: Telegram does not accept the token. Ask @BotFather in Telegram for the token "
        "(/mybots, the bot, API Token) and put it under [telegram] token, or into DRAMABELL_TELEGRAM_TOKEN.",
    ]


async def test_a_network_that_is_missing_is_waited_for(tmp_path):
    async with TelegramEmulator() as tg:
        path = config(tmp_path, tg, None)
        await tg.down()
        ana = tg.private("ana")
        async with running(tmp_path, "run", "--config", str(path), *AT, "--leap", "0") as bot:
            await logged(bot, "cannot be reached")
            await tg.up()
            await tg.until_polling(20)
            await ana.says("/next")
            await tg.sent(1, to=ana, timeout=20)
            assert await bot.stop() == 0
    assert said(bot.log, "warning")[0].endswith("Nothing to do unless it lasts: then check the network and api_url.")


async def test_a_store_of_the_other_kind_of_clock_is_refused(tmp_path):
    (tmp_path / "config.toml").write_text("")
    assert (await ran(tmp_path, "chat", typed="/today\n"))[0] == 0
    status, out, log = await ran(tmp_path, "chat", "--config", "config.toml", *AT, typed="/today\n")
    assert (status, out) == (1, "")
    assert said(log, "error") == [
        "This store has lived on real time and would be spoilt by running it with --at. "
        "Name another file under [database] url, or start it the way it was started before."
    ]


async def test_a_gateway_that_could_reach_people_is_refused_in_a_rehearsal(tmp_path):
    class Elsewhere(DiscordEmulator):
        gateway_url = "wss://gateway.example"

    async with Elsewhere() as dc:
        status, _, log = await ran(tmp_path, "run", "--config", str(config(tmp_path, None, dc)), *AT, "--leap", "0")
    assert status == 1
    assert said(log, "error") == [
        "discord refused the bot: wss://gateway.example is not on this machine. "
        "A rehearsal (--at) may not reach anybody: set [discord] api_url to an address on 127.0.0.1.",
        "no platform is left; mend the above and start again",
    ]


def telegram_at(url: str) -> str:
    return f'[telegram]\ntoken = "1234:test"\napi_url = "{url}"\n'


@pytest.mark.parametrize(
    ("arguments", "settings", "reason"),
    [
        (["--leap", "1"], "", "--leap moves a clock that stands still, so it needs --at INSTANT to start from."),
        ([*AT, "--until", "2021-07-01T00:00:00Z"], "", "--until ends a --leap, so it needs one."),
        (
            list(AT),
            telegram_at("https://api.telegram.org"),
            "--at is a rehearsal, and https://api.telegram.org would reach real people. "
            "Point api_url at an emulator on this machine (127.0.0.1), or leave --at out.",
        ),
        (
            list(AT),
            '[discord]\ntoken = "a.b.c"\n' + telegram_at("http://localhost.example:1"),
            "--at is a rehearsal, and http://localhost.example:1 and https://discord.com/api/v10 would reach real "
            "people. Point api_url at an emulator on this machine (127.0.0.1), or leave --at out.",
        ),
        (
            ["--at", "2021-06-19 15:00"],
            "",
            '"2021-06-19 15:00" says no zone: an instant has a date, an hour and a zone, for example '
            '"2021-06-19T15:00:00Z" or "2024-12-13 11:00 KST".',
        ),
    ],
    ids=["leap", "until", "telegram", "both", "zone"],
)
def test_a_start_that_would_be_a_mistake_is_refused_with_the_reason(tmp_path: Path, arguments, settings, reason):
    path = tmp_path / "config.toml"
    path.write_text(settings)
    done = CliRunner(env=dict.fromkeys(name for name in os.environ if name.startswith("DRAMABELL_"))).invoke(
        cli.group, ["run", "--config", str(path), *arguments]
    )
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{reason}\n")
    assert not (tmp_path / "dramabell.db").exists()
