"""What all commands have in common."""

from pathlib import Path

import pytest

from bot.commands.registry import markdown_table, registry
from bot.core.command import Command, given
from tests.commands.memory import asking
from tests.commands.seasons import catalogue

DRAMAS = catalogue()
ASK = asking(DRAMAS, "2021-06-19 15:00")
README = Path(__file__).parents[2] / "README.md"
COMMANDS = list(registry().commands.values())
BEGIN, END = "<!-- commands -->", "<!-- /commands -->"


def test_the_readme_has_the_table_of_commands():
    text = README.read_text("utf-8")
    assert BEGIN in text, f"README.md lacks the table of commands. Paste:\n{pasted()}"
    table = text.partition(BEGIN)[2].partition(END)[0].strip()
    assert table == markdown_table(registry()), f"The table of commands in README.md is old. Paste:\n{pasted()}"


def pasted() -> str:
    return f"{BEGIN}\n{markdown_table(registry())}\n{END}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_chat_can_show_a_command(command: Command):
    """Discord: names of 1 to 32 small letters, descriptions of at most 100; Telegram: names of at most 32."""
    assert command.name.isalpha()
    assert command.name.islower()
    for text in (command.about, *(param.about for param in command.params)):
        assert 1 <= len(text) <= 100
        assert not text.endswith(".")
    assert len({param.name for param in command.params}) == len(command.params) <= 25
    if any(param.raw for param in command.params):
        assert len(command.params) == 1
    assert [param.take for param in command.params[1:] if param.take is None] == []  # only one takes the rest


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_line_made_from_arguments_reads_back_as_the_same(command: Command):
    examples = {
        "drama": "lovely-runner", "release": "tvn", "who": "Song Kang", "leads": "1d 1h 0m", "zone": "Asia/Seoul",
        "words": "song kang", "when": "friday 9pm", "command": "quote", "link": "subscribe_nevertheless",
        "what": "lovely-runner", "episodes": "9-10", "episode": "9", "reason": "World Cup", "by": "2 days",
        "later": "up", "last": "9", "field": "title", "value": "Run with Me", "name": "Run", "where": "end tvN",
        "article": "https://example.com/a", "begin": "5",
        "quote": 'Song Kang "I put a lot of effort in." source GOKpop', "key": "abc", "how": "by Song Kang",
        "number": "7", "which": "7", "why": "not official yet", "again": "retry", "switch": "on", "sure": "yes",
        "text": "lovely runner: The finale, at last", "way": "skip", "topic": "general",
    }  # fmt: skip
    own = {"editors": {"what": "add", "who": "4711"}, "suggest": {"what": 'skip "lovely runner" 9'}}
    examples |= own.get(command.name, {})
    typed = {param.name: examples[param.name] for param in command.params}
    name, _, rest = command.line(typed).partition(" ")
    assert name == f"/{command.name}"
    assert given(command, rest, DRAMAS) == typed


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_is_suggested_can_be_read(command: Command):
    for param in command.params:
        for text in ("", "n", "song", "zzzzz"):
            choices = param.suggest(DRAMAS, text) if param.suggest else ()
            assert len(choices) <= 25
            for choice in choices:
                param.read(ASK, choice.value)


def test_a_registry_is_made_anew_each_time():
    assert registry() is not registry()
    assert registry().commands.keys() == registry().commands.keys()
