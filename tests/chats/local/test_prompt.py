"""What is completed while somebody types in the terminal."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.chats.local.prompt import Words
from bot.commands.registry import registry


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("/pac", ["/pack"]),
        ("/pack ", ["/pack cheer-up.toml", "/pack season"]),
        ("/pack season/", ["/pack season/Finale.TOML"]),
        ("/draft ", ["/draft page.html", "/draft season"]),
        ("/save s", ["/save season"]),
        ("/drama che", ["/drama Cheer Up"]),
    ],
)
def test_a_command_is_completed_by_what_it_takes(line, completed, tmp_path, monkeypatch):
    (tmp_path / "season").mkdir()
    for name in ("cheer-up.toml", "page.html", "photo.jpg", "season/Finale.TOML", "season/notes.md"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    words = Words(registry().commands.values(), ["Cheer Up"])
    found = words.get_completions(Document(line, len(line)), CompleteEvent())
    assert [line[: len(line) + one.start_position] + one.text for one in found] == completed
