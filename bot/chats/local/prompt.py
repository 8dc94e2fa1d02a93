"""A line to type at, with completion and a history: for a person at a terminal, and only then imported."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot.chats.local.render import SAVE
from bot.core.command import Command, Takes

HISTORY = Path("~/.dramabell_history")


class Words(Completer):
    """Commands after a slash, then names; after a command that takes files, these."""

    def __init__(self, commands: Iterable[Command], names: Iterable[str]) -> None:
        self.commands = [command for command in commands if command.listed]
        self.names = list(names)
        self.files = {f"/{one.name}": _files(one.takes) for one in self.commands if one.takes} | {SAVE: _folders()}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        said, space, rest = typed.partition(" ")
        if not space:
            for one in self.commands:
                if f"/{one.name}".startswith(typed.casefold()):
                    yield Completion(f"/{one.name}", -len(typed), display_meta=one.about)
        elif paths := self.files.get(said.casefold()):
            yield from paths.get_completions(Document(rest, len(rest)), complete_event)
        else:
            for name in self.names:
                if rest.casefold() in name.casefold():
                    yield Completion(name, -len(rest))


def _files(takes: Takes) -> PathCompleter:
    return PathCompleter(
        expanduser=True, file_filter=lambda path: Path(path).is_dir() or path.casefold().endswith(takes.suffixes)
    )


def _folders() -> PathCompleter:
    return PathCompleter(expanduser=True, only_directories=True)


def above() -> AbstractContextManager[None]:
    """What is printed meanwhile appears above the line being typed."""
    return patch_stdout(raw=True)


async def typed(commands: Iterable[Command], names: Iterable[str]) -> AsyncIterator[str]:
    session: PromptSession[str] = PromptSession("> ", completer=Words(commands, names), history=_history())
    while True:
        try:
            yield await session.prompt_async()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _history() -> History:
    path = HISTORY.expanduser()
    try:
        path.touch(mode=0o600)
    except OSError:  # a home that cannot be written to: the history lasts as long as the chat
        return InMemoryHistory()
    return FileHistory(str(path))
