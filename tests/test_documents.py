"""Drama files and the store: what is taken over, what is kept, what is asked, and what is written back."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bot import cli, documents
from bot.core import details, proposals
from bot.core.proposals import Author, State
from bot.store.store import Store

AT = datetime(2022, 9, 28, 3, tzinfo=UTC)
MINA = Author("telegram", "1", "Mina")
TEXT = 'title = "Cheer Up" # mine\n\n[[release]]\nnetwork = "SBS"\nzone = "KST"\n'


@pytest.fixture
async def ledger(tmp_path):
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")
    async with store.ledger() as ledger:
        yield ledger
    await store.close()


async def read(ledger, folder, *, whole=True):
    found, faults = documents.files(folder)
    return await documents.take(ledger, found, AT, whole=whole), faults


async def called(ledger, name: str):
    """An edit in chat."""
    document = await ledger.document("cheer-up")
    made = await proposals.propose(
        ledger, "cheer-up", details.alias(document.text, "cheer-up", name), "an alias", MINA, AT
    )
    return await proposals.approve(ledger, made, MINA, AT)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "mine"
    made.mkdir()
    (made / "cheer-up.toml").write_text(TEXT)
    return made


async def test_a_new_file_is_taken_over_and_read_again_changes_nothing(ledger, folder):
    first, _ = await read(ledger, folder)
    again, _ = await read(ledger, folder)
    assert (first.new, again) == (["cheer-up"], documents.Taken())
    assert (await ledger.document("cheer-up")).text == TEXT


async def test_what_was_changed_in_chat_outlives_an_unchanged_file(ledger, folder):
    await read(ledger, folder)
    await called(ledger, "Cheerleaders")
    taken, _ = await read(ledger, folder)
    assert taken == documents.Taken()
    assert (await ledger.document("cheer-up")).text == TEXT.replace("# mine\n", '# mine\naliases = ["Cheerleaders"]\n')


async def test_a_file_that_changed_alone_is_taken_over_and_stands_in_the_history(ledger, folder):
    await read(ledger, folder)
    (folder / "cheer-up.toml").write_text(TEXT.replace("SBS", "Viu"))
    taken, _ = await read(ledger, folder)
    assert taken.changed == ["cheer-up"]
    [entry] = await ledger.history("cheer-up", 5)
    assert (entry.what, entry.author, entry.state) == ("the file was changed", proposals.FILE, State.APPROVED)


async def test_where_both_changed_the_owner_is_asked_once_for_each_text(ledger, folder):
    await read(ledger, folder)
    await called(ledger, "Cheerleaders")
    (folder / "cheer-up.toml").write_text(TEXT.replace("SBS", "Viu"))
    first, _ = await read(ledger, folder)
    [asked] = first.conflicts
    assert "Cheerleaders" in (await ledger.document("cheer-up")).text
    again, _ = await read(ledger, folder)
    assert again.conflicts == [asked]
    await ledger.decide(asked.id, State.REFUSED, "Mina", AT)
    assert (await read(ledger, folder))[0] == documents.Taken()
    (folder / "cheer-up.toml").write_text(TEXT.replace("SBS", "Netflix"))
    assert len((await read(ledger, folder))[0].conflicts) == 1


async def test_a_broken_or_missing_file_takes_nothing_of_what_chat_has_made(ledger, folder):
    await read(ledger, folder)
    (folder / "cheer-up.toml").write_text("title = ")
    taken, faults = await read(ledger, folder)
    assert (taken, len(faults)) == (documents.Taken(), 1)
    assert (await ledger.document("cheer-up")).text == TEXT
    await called(ledger, "Cheerleaders")
    (folder / "cheer-up.toml").unlink()
    assert (await read(ledger, folder))[0] == documents.Taken()


async def test_a_drama_that_nobody_touched_goes_with_its_file(ledger, folder):
    await read(ledger, folder)
    (folder / "cheer-up.toml").unlink()
    (folder / "other.toml").write_text(TEXT.replace("Cheer Up", "Other"))
    taken, _ = await read(ledger, folder)
    assert (taken.new, taken.gone) == (["other"], ["cheer-up"])


def test_export_writes_what_chat_changed_and_leaves_a_file_that_somebody_else_changed(tmp_path):
    row = SimpleNamespace(slug="cheer-up", text=TEXT, file=documents.digest("old"), removed=None)
    path = tmp_path / "cheer-up.toml"
    path.write_text("old")
    assert documents.write([row], tmp_path) == (["cheer-up"], [])
    assert path.read_text() == TEXT
    path.write_text("changed by hand")
    assert documents.write([row], tmp_path) == ([], ["cheer-up"])
    assert path.read_text() == "changed by hand"


def test_import_and_export_from_the_command_line(tmp_path, folder, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[schedules]\nfolder = "mine"\n')
    run = CliRunner()
    done = run.invoke(cli.group, ["import"])
    assert (done.exit_code, done.output) == (0, "cheer-up: added\n")
    out = run.invoke(cli.group, ["export", str(tmp_path / "out")])
    assert (out.exit_code, out.output) == (0, f"{tmp_path / 'out' / 'cheer-up'}.toml\n")
    assert (tmp_path / "out" / "cheer-up.toml").read_text() == TEXT
