"""What `dramabell check` and `dramabell schedule` print."""

from collections.abc import Iterable, Sequence

from bot.config import Config
from bot.core import clocks
from bot.core.dramas import Drama, Episode, Release


def summary(config: Config, dramas: Sequence[Drama], changed: Sequence[str] = ()) -> str:
    """What an operator wants to see before starting: which chats, which store, which dramas.

    `changed` are the titles of those that were changed in chat.
    """
    releases = [release for drama in dramas for release in drama.releases]
    episodes = sum(len(release.episodes) for release in releases)
    chats = {"Telegram": config.telegram, "Discord": config.discord}
    said = {
        "Config": str(config.file) if config.file else "none, so every setting has its default",
        **{name: f"token given, {chat.api_url}" if chat else "no token" for name, chat in chats.items()},
        "Store": config.database.shown,
        "Schedules": str(config.schedules.folder),
    }
    width = max(map(len, said)) + 2
    counts = _count(len(dramas), "drama"), _count(len(releases), "release"), _count(episodes, "airing")
    lines = [f"All is well: {', '.join(counts)}."]
    lines += [f"  {name:<{width}}{value}" for name, value in said.items()]
    lines += [f"  - {drama.title} ({', '.join(release.network for release in drama.releases)})" for drama in dramas]
    if changed:
        in_force = "The bot goes by that; `dramabell export FOLDER` writes it."
        lines.append(f"Changed in chat: {', '.join(changed)}. {in_force}")
    lines += [f"But `dramabell run` will not start: {fault}" for fault in config.tokenless]
    return "\n".join(lines)


def schedule(drama: Drama, release: Release, zone: str | None, *, in_chat: bool = False) -> str:
    """A release as a table for people: as announced, and in that zone, without one in UTC."""
    others = [other.network for other in drama.releases if other.key != release.key]
    head = f"{drama.title} on {release.network}, {_length(release)}"
    rows = [("Episode", "As announced", clocks.place(zone) if zone else "UTC", "")]
    rows += [_row(episode, zone or "UTC") for episode in release.episodes]
    note = f"\n\nAlso on {', '.join(others)}: --release NAME shows that." if others else ""
    note += "\n\nThis is as changed in chat; `dramabell export FOLDER` writes it." if in_chat else ""
    return f"{head}\n\n{_table(rows) if release.episodes else 'No dates are announced yet.'}{note}"


def _row(episode: Episode, zone: str) -> tuple[str, str, str, str]:
    announced = episode.announced
    there = f"{clocks.local(announced.at, zone):%Y-%m-%d %H:%M}" if announced.at else "not known"
    marks = [name for name, holds in (("premiere", episode.premiere), ("finale", episode.finale)) if holds]
    marks += [episode.reason] if episode.reason else []
    words = clocks.words(announced.on, announced.hour, announced.zone)
    return str(episode.number), words, there, ", ".join(marks)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _length(release: Release) -> str:
    return _count(release.total, "episode") if release.total else "number of episodes not announced"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
