"""`dramabell rehearse`: a season as text, and as pictures of both apps."""

import asyncio
import os
import shutil
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import group
from bot.core.proposals import Author, State, propose
from bot.store.store import Store

SHORT = """
title = "Short"
[[release]]
network = "tvN"
zone = "KST"
first = "7 Oct 2024 9PM"
episodes = 1
every = ["Monday"]
"""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    (folder / "config.toml").write_text("")
    done = CliRunner().invoke(group, ["rehearse", "--config", str(folder / "config.toml"), *arguments])
    return done.exit_code, done.output


def test_a_season_is_printed_as_a_terminal_shows_it(tmp_path):
    status, text = run(tmp_path, "nevertheless", "--release", "jtbc")
    assert status == 0
    assert text.startswith(
        "[Fri 18 Jun 2021 14:00 UTC]\nNevertheless: Episode 1 of 10, the premiere, airs in 1 day\nWatch it on JTBC, "
    )
    assert text.count("\n[") == 11, "ten nights and a quote come after it"
    assert not (tmp_path / "dramabell.db").exists(), "to look makes no store"


def test_a_proposal_in_the_store_is_played_by_its_number_and_by_its_title(tmp_path):
    async def proposed() -> None:
        store = await Store.open(f"sqlite:///{tmp_path}/dramabell.db", "real")
        async with store.ledger() as ledger:
            author, at = Author("telegram", "7", "Bo"), datetime(2024, 9, 1, tzinfo=UTC)
            await propose(ledger, "short", SHORT, "add it", author, at, state=State.PROPOSED)
        await store.close()

    asyncio.run(proposed())
    for what in ("1", "short"):
        status, text = run(tmp_path, what)
        assert status == 0, text
        assert text.startswith("[Sun 06 Oct 2024 12:00 UTC]\nShort: Episode 1 of 1, the premiere")
    assert run(tmp_path, "2")[0] == 2
    assert run(tmp_path, "nevertheless")[0] == 0, "a drama that no bot has taken into the store is read from its file"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quatsch"], 'No drama is called "quatsch"'),
        (["7"], "There are no proposals yet"),
        (["nevertheless", "--release", "quatsch"], "Netflix"),
        (["nevertheless", "--zone", "CST"], "several time zones"),
        (["missing.toml"], "missing.toml cannot be read"),
    ],
)
def test_what_cannot_be_played_is_said(tmp_path, arguments, said):
    status, text = run(tmp_path, *arguments)
    assert status == 2
    assert said in text


def test_without_chromium_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent / "nowhere"))
    status, text = run(tmp_path, "nevertheless", "--pictures", str(tmp_path / "pictures"))
    assert status == 1
    assert text == (
        "Pictures are taken by Chromium, which is not on this machine. "
        "Install it (on Debian: apt install chromium), and run this again.\n"
    )


def test_every_message_is_photographed_in_both_apps(tmp_path):
    if shutil.which("chromium") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs Chromium: apt-get install chromium")
    (tmp_path / "short.toml").write_text(SHORT)
    status, text = run(tmp_path, str(tmp_path / "short.toml"), "--pictures", str(tmp_path / "pictures"), "--dark")
    assert status == 0, text
    names = [f"{number:02}-{side}.png" for number in (1, 2) for side in ("telegram", "discord")]
    assert text.splitlines() == [str(tmp_path / "pictures" / name) for name in names]
    for name in names:
        content = (tmp_path / "pictures" / name).read_bytes()
        assert content.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", content[16:24])
        assert (width, 150 < height < 1000) == (1088, True), name
        assert len(content) > 10_000, "something is on it"
