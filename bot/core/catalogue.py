"""Everything that is known about dramas, as one value that requests and planning share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.calendar import Calendar
from bot.core.dramas import Drama, Release
from bot.core.names import Names


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the operator's config says for chats that have not said otherwise. Leads in canonical form (leads.Lead)."""

    leads: tuple[str, ...] = ("0m",)
    premiere_leads: tuple[str, ...] = ("1d",)  # in addition, for the first episode
    late_limit: timedelta = timedelta(hours=6)
    contact: str = ""  # whom people ask about this bot: an address or a name, in the operator's words
    site: str = ""  # the address of the schedule page and calendars, without a slash at the end; "" for none


class Calendars:
    """Of one release. That of the premieres is made when it is asked for: most releases have ended, and need none."""

    __slots__ = ("_drama", "_premieres", "_release", "airings")

    def __init__(self, drama: Drama, release: Release) -> None:
        self._drama = drama
        self._release = release
        self._premieres: Calendar | None = None
        self.airings = Calendar(drama, release)

    @property
    def premieres(self) -> Calendar:
        if self._premieres is None:
            self._premieres = Calendar(self._drama, self._release, premieres=True)
        return self._premieres


@dataclass(frozen=True, slots=True)
class Catalogue:
    dramas: Mapping[str, Drama]  # by slug, in the order of titles
    names: Names
    defaults: Defaults = field(default_factory=Defaults)
    _calendars: dict[tuple[str, str | None], Calendars | None] = field(default_factory=dict, repr=False, compare=False)

    def calendars(self, slug: str, release: str | None) -> Calendars | None:
        """Of the release of that key, or the default one. Kept, for planning asks again and again."""
        key = (slug, release)
        if key not in self._calendars:
            drama = self.dramas.get(slug)
            self._calendars[key] = Calendars(drama, drama.release(release)) if drama else None
        return self._calendars[key]

    def calendar(self, drama: Drama, release: Release) -> Calendar:
        """All airings of a drama of this catalogue."""
        found = self.calendars(drama.slug, release.key)
        assert found is not None  # for such a drama
        return found.airings

    @classmethod
    def of(cls, dramas: Iterable[Drama], defaults: Defaults | None = None) -> "Catalogue":
        by_slug = {drama.slug: drama for drama in sorted(dramas, key=lambda drama: drama.title.casefold())}
        return cls(by_slug, Names(by_slug.values()), defaults or Defaults())


class Library:
    """Where the one catalogue in force is found. A changed schedule makes a new catalogue, put here as a whole."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def put(self, slug: str, drama: Drama | None) -> None:
        """That drama as it is now; None when it is no longer there."""
        others = (one for one in self.catalogue.dramas.values() if one.slug != slug)
        self.catalogue = Catalogue.of([*others, *([drama] if drama else [])], self.catalogue.defaults)
