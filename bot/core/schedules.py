"""Drama files: one TOML file a drama, in the format of docs/design.md. Every fault is reported at once.

Two files may hold dramas of the same title (there are remakes); names that then mean both are asked about.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.core import releases
from bot.core.drama_file import CastTable, DramaTable, QuoteTable, SourceTable
from bot.core.dramas import CastMember, Drama, Quote, Release
from bot.core.faults import Fault, Faults, ScheduleFault, shown
from bot.core.tomllines import Path as KeyPath

__all__ = ["Fault", "ScheduleFault", "load", "load_folder", "parse"]

LARGEST = 1024 * 1024  # bytes
SUFFIX = ".toml"
MOST_TWICE = 5  # keys that stand there twice, after which the rest is not read
_OVERWRITTEN = re.compile("Cannot (overwrite|declare)")
_PAIR = re.compile(r"\s*[\w\"'.-]+\s*=")


def load_folder(folder: Path) -> tuple[list[Drama], list[Fault]]:
    """All dramas of a folder, in order of file names, and the faults of the files that were left out."""
    dramas: list[Drama] = []
    faults: list[Fault] = []
    if not folder.is_dir():
        return dramas, [Fault(str(folder), None, "", "there is no such folder")]
    for path in sorted(folder.iterdir()):
        if not path.name.endswith(SUFFIX):
            continue
        try:
            dramas.append(load(path))
        except ScheduleFault as fault:
            faults += fault.faults
    return dramas, faults


def load(path: Path) -> Drama:
    """The drama of one file. Raises ScheduleFault, also for a file that cannot be read."""
    return parse(read_text(path), path.name.removesuffix(SUFFIX))


@lru_cache(maxsize=64)
def parse(text: str, slug: str) -> Drama:
    """The drama that this TOML text describes. Raises ScheduleFault with all faults.

    Remembered: an edit looks at the same few texts again and again, and a large one takes a second.
    """
    file = slug + SUFFIX
    raw, twice = _read(file, text)
    faults = Faults(file, text)
    try:
        drama = _drama(raw, slug, faults)
        faults.raise_all()
    except ScheduleFault as found:
        raise ScheduleFault(tuple(sorted((*twice, *found.faults), key=lambda fault: fault.line or 0))) from None
    if twice:
        raise ScheduleFault(tuple(twice))
    return drama


def _read(file: str, text: str) -> tuple[dict[str, Any], list[Fault]]:
    """What stands there, read past keys that stand there twice: each is a fault, and hides no other."""
    twice: list[Fault] = []
    written = text.split("\n")
    while True:
        try:
            return tomllib.loads("\n".join(written)), twice
        except tomllib.TOMLDecodeError as invalid:
            fault = _syntax(file, str(invalid), text)
            again = fault.line and _OVERWRITTEN.match(str(invalid)) and _PAIR.match(written[fault.line - 1])
            if not again or len(twice) == MOST_TWICE:
                raise ScheduleFault((*twice, fault)) from None
            assert fault.line is not None
            twice.append(fault)
            written[fault.line - 1] = ""
        except (RecursionError, ValueError) as invalid:
            what = "a number is too long" if isinstance(invalid, ValueError) else "lists are nested too deeply"
            raise ScheduleFault((*twice, Fault(file, None, "", f"not TOML that can be read: {what}"))) from None


def read_text(path: Path) -> str:
    """What is in a drama file. Raises ScheduleFault for what is none."""

    def fault(text: str, line: int | None = None) -> ScheduleFault:
        return ScheduleFault((Fault(path.name, line, "", text),))

    if path.name == SUFFIX:
        raise fault(f"found no name before {SUFFIX}; expected one, for example nevertheless{SUFFIX}")
    try:
        if not path.is_file():
            raise fault("not a file that can be read; expected a TOML file, one a drama")
        if path.stat().st_size > LARGEST:
            raise fault(f"found more than {LARGEST // 1024} KiB; expected one drama")
        content = path.read_bytes()
    except OSError as failed:
        raise fault(f"cannot be read: {failed.strerror}") from None
    return decoded(content, path.name)


def decoded(content: bytes, file: str) -> str:
    """The text of a drama file. Raises ScheduleFault for what is not UTF-8."""
    try:
        return content.decode("utf-8-sig")  # some editors on Windows put a mark before the text
    except UnicodeDecodeError as invalid:
        line = content[: invalid.start].count(b"\n") + 1
        raise ScheduleFault(
            (Fault(file, line, "", "found letters that are not UTF-8; save the file as UTF-8"),)
        ) from None


def _syntax(file: str, message: str, text: str) -> Fault:
    where = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if where is None:
        return Fault(file, None, "", f"not TOML: {message}")
    written = text.replace("\r\n", "\n").rstrip().split("\n")
    line = min(int(where[2] or len(written)), len(written))
    column = f" at column {where[3]}" if where[3] else ""
    if _OVERWRITTEN.match(where[1]):
        return Fault(file, line, "", f"found {shown(written[line - 1])} a second time; expected each key once")
    return Fault(file, line, "", f"not TOML{column}: {where[1]}; found {shown(written[line - 1])}")


def _drama(raw: dict[str, Any], slug: str, faults: Faults) -> Drama:
    table, bad = faults.table(DramaTable, raw, ())
    if not table.release and "release" in raw and "release" not in bad:
        faults.add(("release",), f"found an empty list; expected {DramaTable.model_fields['release'].description}")
    made = tuple(releases.read(one, ("release", index), faults) for index, one in enumerate(table.release or ()))
    _check_networks(made, faults)
    source = _source(table.source, faults)
    return Drama(
        slug=slug,
        title=table.title or "",
        releases=made,
        original_title=table.original_title,
        aliases=tuple(table.aliases or ()),
        about=table.about,
        director=tuple(table.director or ()),
        rating=table.rating,
        source=source,
        cast=tuple(_cast(one, ("cast", index), faults) for index, one in enumerate(table.cast or ())),
        quotes=tuple(_quotes(table.quote or (), source, made, faults)),
    )


def _check_networks(made: Sequence[Release], faults: Faults) -> None:
    for index, release in enumerate(made):
        if release.key and release.key in [earlier.key for earlier in made[:index]]:
            found = shown(release.network)
            faults.add(("release", index, "network"), f"found {found} a second time; expected each network once")


def _source(raw: object, faults: Faults) -> str | None:
    if not isinstance(raw, dict):
        return raw if isinstance(raw, str) else None
    table, _ = faults.table(SourceTable, raw, ("source",))
    return f"{table.name}, {table.date.day} {table.date:%B} {table.date.year}" if table.date else table.name


def _cast(raw: dict[str, Any], path: KeyPath, faults: Faults) -> CastMember:
    table, _ = faults.table(CastTable, raw, path)
    return CastMember(table.actor or "", table.character, table.hangul, tuple(table.aliases or ()))


def _quotes(
    raw: Sequence[dict[str, Any]], source: str | None, made: Sequence[Release], faults: Faults
) -> Iterator[Quote]:
    totals = [release.total for release in made]
    for index, one in enumerate(raw):
        path: KeyPath = ("quote", index)
        table, bad = faults.table(QuoteTable, one, path)
        said = table.source or source
        if said is None and "source" not in bad:
            faults.add((*path, "source"), f"missing; expected {QuoteTable.model_fields['source'].description}")
        if table.episode and None not in totals and table.episode > max(filter(None, totals), default=table.episode):
            faults.add((*path, "episode"), f"found {table.episode}; the last episode is {max(filter(None, totals))}")
        yield Quote(table.who or "", table.text or "", said or "", table.episode, bool(table.spoiler))
