"""What operators see of the schedules includes what was changed in chat, also while the bot runs."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from bot import cli
from bot.core import proposals, schedules
from bot.core.proposals import Author
from bot.store import glance
from bot.store.store import Store

AT = datetime(2024, 4, 8, tzinfo=UTC)
MINA = Author("telegram", "1", "mina")
TEXT = 'title = "{}"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = 2024-04-08\nepisodes = {}\n'
FILES = {"moon": ("Moon", 1), "sun": ("Sun", 1), "star": ("Star", 1)}


async def edit(store: Store, slug: str, after: str | None) -> None:
    async with store.ledger() as ledger:
        await proposals.approve(ledger, await proposals.propose(ledger, slug, after, "x", MINA, AT), MINA, AT)


async def kept(url: str) -> Store:
    """An open store in which one drama was changed, one taken out, one is as its file, and one was born in chat."""
    store = await Store.open(url, "real")
    async with store.ledger() as ledger:
        for slug, (title, episodes) in FILES.items():
            await ledger.read_file(slug, TEXT.format(title, episodes), "digest", in_force=True)
    await edit(store, "moon", TEXT.format("Moon", 3))
    await edit(store, "sun", None)
    await edit(store, "comet", TEXT.format("Comet", 2))
    return store


async def test_what_was_changed_in_chat_is_in_force_while_the_bot_has_the_store_open(database):
    read = [schedules.parse(TEXT.format(*one), slug) for slug, one in FILES.items()]
    store = await kept(database)
    found, changed = await asyncio.to_thread(glance.in_force, database, read)
    await store.close()
    assert sorted((one.title, one.release().total) for one in found) == [("Comet", 2), ("Moon", 3), ("Star", 1)]
    assert changed == {"comet": "Comet", "moon": "Moon", "sun": "Sun"}


def test_without_a_store_the_files_are_all_there_is(tmp_path):
    read = [schedules.parse(TEXT.format(*FILES["moon"]), "moon")]
    (tmp_path / "other.db").write_bytes(b"no database")
    for name in ("none.db", "other.db"):
        assert glance.in_force(f"sqlite:///{tmp_path}/{name}", read) == (read, {})
    assert not (tmp_path / "none.db").exists()


async def prepared(folder: Path) -> Store:
    (folder / "mine").mkdir()
    for slug, one in FILES.items():
        (folder / "mine" / f"{slug}.toml").write_text(TEXT.format(*one))
    (folder / "config.toml").write_text('[database]\nurl = "sqlite:///bell.db"\n[schedules]\nfolder = "mine"\n')
    return await kept(f"sqlite:///{folder}/bell.db")


def test_the_commands_say_so(tmp_path, monkeypatch):
    async def run() -> None:
        await (await prepared(tmp_path)).close()

    asyncio.run(run())
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(cli.group, ["schedule", "moon"]).output
    assert shown.startswith("Moon on tvN, 3 episodes\n")
    assert shown.endswith("\n\nThis is as changed in chat; `dramabell export FOLDER` writes it.\n")
    assert "changed in chat" not in CliRunner().invoke(cli.group, ["schedule", "star"]).output
    checked = CliRunner().invoke(cli.group, ["check"]).output
    assert "Changed in chat: Comet, Moon, Sun. The bot goes by that; `dramabell export FOLDER` writes it." in checked
