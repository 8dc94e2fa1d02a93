"""Files on this machine: those that somebody names, and those that an answer brings."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.core.command import Command, split, words
from bot.core.errors import Mistake
from bot.core.messages import File
from bot.core.ports import Dropped

_QUOTES = "\"'"


def named(line: str, commands: Iterable[Command]) -> tuple[str, list[Path]]:
    """The command and the files that a line names: /pack a.toml b.toml, or files dragged into the terminal.

    No files, when it names none.
    """
    taking = [one for one in commands if one.takes]
    if dragged := _dragged(line, taking):
        return "", dragged
    called = split(line)
    command = next((one for one in taking if called and one.name == called[0]), None)
    if command is None or called is None or command.takes is None:
        return "", []
    whole = _path(called[1].strip(_QUOTES))
    typed = [called[1].strip(_QUOTES)] if _is_file(whole) or _is_folder(whole) else words(called[1])
    kinds = command.takes.suffixes
    if command.params and not all(_is_path(one, kinds) for one in typed):
        return "", []
    return f"/{command.name}", [path for one in typed for path in _inside(_path(one), kinds)]


def dropped(path: Path) -> Dropped:
    async def read(most: int) -> bytes:
        return await asyncio.to_thread(_content, path, most)

    return Dropped(path.name, path.stat().st_size if _is_file(path) else None, read)


def _content(path: Path, most: int) -> bytes:
    try:
        if not _is_file(path):
            raise Mistake(f"There is no file {path} here, in {Path.cwd()}.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > most:
        raise Mistake(f"{path} is larger than {most // 1024} KiB, which is the most I read.")
    return content


def saved(files: Iterable[File], where: str) -> Iterator[str]:
    """Writes them there, a folder or a new file, and says what was done; nothing is ever overwritten."""
    for file in files:
        path = _path(where.strip().strip(_QUOTES) or ".")
        path = path / file.name if _is_folder(path) else path
        try:
            with path.open("xb") as new:
                new.write(file.content)
        except FileExistsError:
            yield f"There is a file {path} already, and I overwrite none. Say another: /save NAME or /save FOLDER."
        except OSError as error:
            yield f"{path} cannot be written: {error.strerror}."
        else:
            yield f"Saved as {path}."


def _dragged(line: str, taking: Iterable[Command]) -> list[Path]:
    """What a terminal types when files are dragged into it: whole paths, in quotes where they need them."""
    kinds = tuple(suffix for one in taking if one.takes for suffix in one.takes.suffixes)
    found = [Path(one.strip(_QUOTES)) for one in words(line.replace("'", '"'))]
    there = [one for one in found if one.is_absolute() and one.name.casefold().endswith(kinds) and _is_file(one)]
    return there if len(there) == len(found) else []


def _path(word: str) -> Path:
    try:
        return Path(word).expanduser()
    except RuntimeError:  # ~ and nobody's name
        return Path(word)


# Any text may be asked about, a whole article too: one that is too long for a name of a file is none.
def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_path(word: str, kinds: tuple[str, ...]) -> bool:
    return "://" not in word and (word.casefold().endswith(kinds) or _is_file(_path(word)))


def _inside(path: Path, kinds: tuple[str, ...]) -> list[Path]:
    """The files of that kind in a folder; anything else by itself."""
    if not _is_folder(path):
        return [path]
    return sorted(one for one in path.iterdir() if one.name.casefold().endswith(kinds))
