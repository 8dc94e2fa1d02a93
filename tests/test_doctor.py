"""What `dramabell doctor` finds, on emulated platforms and real files."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot import config, doctor
from bot.clock import real_now
from bot.core import zones
from bot.core.errors import UnreadZone
from bot.core.findings import Finding, Mark, ok
from bot.core.ports import Address, Place
from bot.store import health
from bot.store.store import Store
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import TelegramEmulator
from tests.stories.process import ran, running


def written(folder: Path, *lines: str, mode: int = 0o600) -> Path:
    path = folder / "config.toml"
    path.write_text("\n".join(lines))
    path.chmod(mode)
    return path


def on_telegram(tg: TelegramEmulator, token: str | None = None) -> str:
    return f'[telegram]\ntoken = "{token or tg.token}"\napi_url = "{tg.url}"'


def on_discord(dc: DiscordEmulator, token: str | None = None) -> str:
    return f'[discord]\ntoken = "{token or dc.token}"\napi_url = "{dc.url}"'


async def found(path: Path | None, now=real_now, about: str = "") -> list[Finding]:
    settings = config.load(path, {})
    return [one async for one in doctor.examine(settings, now) if about in ("", one.about)]


async def found_wrong(path: Path, about: str) -> Finding:
    [finding] = [one for one in await found(path, about=about) if one.mark is not Mark.OK]
    return finding


async def store_with(folder: Path, *chats: tuple[Address, Place]) -> None:
    store = await Store.open(f"sqlite:///{folder}/dramabell.db", "real")
    for address, place in chats:
        async with store.request(address, place, real_now()):
            pass
    await store.close()


async def test_it_says_line_by_line_that_all_is_well_while_the_bot_runs(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator() as dc:
        path = written(tmp_path, on_telegram(tg), on_discord(dc))
        async with running(tmp_path, "run", "--config", str(path)) as bot:
            await tg.until_polling(20)
            await dc.ready(within=20)
            await tg.private("ana").says("/subscribe nevertheless")
            await tg.sent(1, timeout=20)
            status, out, err = await ran(tmp_path, "doctor", "--config", str(path))
            assert await bot.stop() == 0
        lines = out.splitlines()
        assert (status, err) == (0, "")
        assert {line.split()[0] for line in lines if line and not line.startswith(" ")} <= {"ok", "look", "All", "1"}
        assert [line for line in lines if line.startswith("ok    Telegram")] == [
            "ok    Telegram  the token is accepted, for @dramabell_bot."
        ]
        assert f"ok    Store     {tmp_path}/dramabell.db is sound: 1 chat, 0 subscriptions." in lines
        assert "ok    Clock     it shows the platforms' time." in lines
        assert tg.account.updates.conflicts == 0, "the poll of the running bot was not disturbed"
        assert tg.token not in out
        assert dc.token not in out


async def test_a_token_that_is_not_accepted_is_wrong_and_not_shown(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator() as dc:
        path = written(tmp_path, on_telegram(tg, "77:canary-one"), on_discord(dc, "canary-two"))
        status, out, err = await ran(tmp_path, "doctor", "--config", str(path))
    assert status == 1
    assert "wrong Telegram  the token is not accepted.\n                Ask @BotFather in Telegram" in out
    assert "wrong Discord   the token is not accepted.\n                Make a new token under" in out
    assert out.endswith("\n2 things are wrong.\n")
    assert "canary" not in out + err


async def test_a_platform_that_cannot_be_reached_is_said_with_what_to_check(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator() as dc:
        path = written(tmp_path, on_telegram(tg), on_discord(dc))
    for about in ("Telegram", "Discord"):
        finding = await found_wrong(path, about)
        assert (finding.mark, finding.do) == (Mark.WRONG, "Check the network, a firewall, and api_url.")
    assert (await found_wrong(path, "Clock")).mark is Mark.LOOK


async def test_chats_in_which_reminders_do_not_arrive_are_named_with_the_reason(tmp_path):
    async with TelegramEmulator() as tg, DiscordEmulator() as dc:
        ana = tg.private("ana")
        silenced, fine, gone = tg.group("Silenced", ana), tg.group("Fine", ana), tg.group("Gone", ana)
        await silenced.silences_bot()
        gone.is_deleted()
        room = dc.guild("Club").channel("premieres")
        await store_with(
            tmp_path,
            (Address("telegram", str(ana.id)), Place.PRIVATE),
            *((Address("telegram", str(group.id)), Place.GROUP) for group in (silenced, fine, gone)),
            (Address("discord", room.id), Place.CHANNEL),
            (Address("discord", "1"), Place.CHANNEL),
        )
        path = written(tmp_path, on_telegram(tg), on_discord(dc))
        looks = [one for one in await found(path) if one.mark is Mark.LOOK and one.about in ("Telegram", "Discord")]
    told = {one.found: one.do for one in looks}
    assert [text.split(" reminders")[0].split(" (")[0] for text in told] == [
        f"in chat {silenced.id}",
        f"chat {gone.id} cannot be asked",
        "no commands are registered",
        "channel 1 cannot be seen",
    ]
    assert told[f"in chat {silenced.id} reminders do not arrive"].startswith("I may not write in this group.")


async def test_switches_and_limits_of_discord_that_an_operator_should_see(tmp_path):
    async with DiscordEmulator(privileged=1 << 15) as dc:
        dc.gateway.remaining = 7
        looks = {one.found for one in await found(written(tmp_path, on_discord(dc)), about="Discord")}
    assert {
        "privileged intents are on that are not needed: Message Content",
        "only 7 connections are left for the next 24 hours",
    } <= looks


@pytest.mark.parametrize(
    ("ahead", "mark", "said"), [(0, Mark.OK, "shows"), (20, Mark.LOOK, "fast"), (-3600, Mark.WRONG, "slow")]
)
async def test_a_clock_that_is_off_is_said_by_how_much(tmp_path, ahead, mark, said):
    async with TelegramEmulator() as tg:
        path = written(tmp_path, on_telegram(tg))
        [finding] = await found(path, lambda: real_now() + timedelta(seconds=ahead), about="Clock")
    assert (finding.mark, said in finding.found) == (mark, True)
    assert [abs(int(number) - abs(ahead)) <= 3 for number in re.findall(r"\d+", finding.found)] == [True] * (ahead != 0)


async def test_a_store_that_is_damaged_foreign_or_newer_is_wrong(tmp_path):
    path, file = written(tmp_path), tmp_path / "dramabell.db"
    file.write_bytes(b"this is not a database at all" * 100)
    assert (await found_wrong(path, "Store")).found.startswith(f"{file} is not a store")
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (name)")
    other.close()
    assert (await found_wrong(path, "Store")).found == f"{file} belongs to another program"
    file.unlink()
    await store_with(tmp_path)
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    assert (await found_wrong(path, "Store")).found.startswith(f"{file} was written by a newer Dramabell (schema 9999")


async def test_a_disk_that_is_nearly_full_is_said_before_it_is(tmp_path, monkeypatch):
    for megabytes, mark in ((10, Mark.WRONG), (100, Mark.LOOK), (1000, Mark.OK)):
        monkeypatch.setattr(health.shutil, "disk_usage", lambda _, free=megabytes << 20: type("", (), {"free": free}))
        [finding] = await found(written(tmp_path), about="Disk")
        assert (finding.mark, finding.found) == (mark, f"{megabytes} MB are free on its disk")


async def test_a_store_on_another_machine_is_wrong(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/share {tmp_path} nfs4 rw 0 0\nx /proc proc rw 0 0\n")
    monkeypatch.setattr(health, "MOUNTS", mounts)
    assert (await found_wrong(written(tmp_path), "Disk")).found == f"{tmp_path} is on another machine (nfs4)"
    assert health.file_system(Path("/srv"), mounts.read_text()) == "ext4"
    assert health.file_system(Path("/srv"), "") == ""


async def test_zones_that_the_database_does_not_know_are_named(tmp_path, monkeypatch):
    def info(key: str):
        raise UnreadZone("no")

    monkeypatch.setattr(zones, "info", info)
    finding = await found_wrong(written(tmp_path), "Zones")
    assert (finding.mark, len(finding.found.split(", "))) == (Mark.WRONG, 20)


async def test_files_with_a_token_that_others_may_read_are_named(tmp_path):
    (tmp_path / "token").write_text("77:abcdef")
    (tmp_path / "token").chmod(0o640)
    path = written(tmp_path, '[telegram]\ntoken_file = "token"\napi_url = "http://127.0.0.1:9"', mode=0o644)
    finding = await found_wrong(path, "Config")
    assert finding.do == f"chmod 600 {tmp_path / 'token'}"
    (tmp_path / "token").chmod(0o600)
    assert await found(path, about="Config") == [
        ok("Config", f"{path} is complete, and nobody else can read its tokens")
    ]


async def test_drama_files_that_are_left_out_are_wrong(tmp_path):
    (tmp_path / "mine").mkdir()
    path = written(tmp_path, '[schedules]\nfolder = "mine"')
    assert (await found_wrong(path, "Schedules")).found == f"there is no drama in {tmp_path / 'mine'}"
    (tmp_path / "mine" / "x.toml").write_text('title = "X"')
    assert (await found_wrong(path, "Schedules")).found.startswith("1 drama file is left out: ")
