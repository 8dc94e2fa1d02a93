"""The nights of a release as rows, for programs to read."""

from datetime import UTC
from typing import TypedDict

from bot.core.dramas import Drama, Episode, Release


class Row(TypedDict):
    """One episode. `date` and `time` are local in `zone`, as announced; each is None while it is not known."""

    drama: str  # the slug
    release: str
    episode: int
    date: str | None  # 2021-06-20
    time: str | None  # 00:00
    zone: str
    utc: str | None  # 2021-06-19T16:00:00Z
    premiere: bool
    finale: bool


def rows(drama: Drama, release: Release) -> list[Row]:
    return [_row(drama, release, episode) for episode in release.episodes]


def _row(drama: Drama, release: Release, episode: Episode) -> Row:
    announced, at = episode.announced, episode.announced.at
    return Row(
        drama=drama.slug,
        release=release.network,
        episode=episode.number,
        date=announced.on.isoformat() if announced.on else None,
        time=f"{announced.hour:%H:%M}" if announced.hour else None,
        zone=announced.zone,
        utc=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None,
        premiere=episode.premiere,
        finale=episode.finale,
    )
