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


@dataclass(frozen=True, slots=True)
class Catalogue:
    dramas: Mapping[str, Drama]  # by slug, in the order of titles
    names: Names
    defaults: Defaults = field(default_factory=Defaults)
    _calendars: dict[tuple[str, str, bool], Calendar] = field(default_factory=dict, repr=False, compare=False)

    def calendar(self, drama: Drama, release: Release, *, premieres: bool = False) -> Calendar:
        """All airings, or the premieres. Made when it is first asked for, and kept: planning asks again and again."""
        key = (drama.slug, release.key, premieres)
        if key not in self._calendars:
            airings = drama.airings(release)
            self._calendars[key] = Calendar(one for one in airings if one.premiere or not premieres)
        return self._calendars[key]

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
