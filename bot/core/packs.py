"""Drama packs: drama files that somebody sends instead of putting them into the folder."""

import re
import tomllib
from collections.abc import Collection, Sequence

from bot.core import drafts
from bot.core.dramas import Drama
from bot.core.proposals import Proposal
from bot.core.schedules import SUFFIX

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# what a phone adds to the name of a file that it saves a second time: " (1)", of which Discord leaves "_1"
_AGAIN = re.compile(r"[ _]?\(\d+\)$|_\d+$")


def slug(name: str, drama: Drama, taken: Collection[str]) -> str:
    """Which drama a file of that name is about: the one called so, or a new one called by its file or its title."""
    stem = name[: -len(SUFFIX)]
    for one in (stem, _AGAIN.sub("", stem).strip(), _AGAIN.sub("", stem).strip().casefold()):
        if one in taken:
            return one
    if _SLUG.fullmatch(one) and len(one) <= drafts.LONGEST_SLUG:
        return one
    return drafts.slug(drama.title, taken, _year(drama))


def changed_keys(before: str, after: str) -> Sequence[str]:
    """The keys that differ between two valid texts, but for the releases."""
    old, new = tomllib.loads(before), tomllib.loads(after)
    return [key for key in dict.fromkeys((*old, *new)) if key != "release" and old.get(key) != new.get(key)]


def takes_back(change: Proposal, now: str, text: str) -> bool:
    """Whether, of what that change did and is still in force, something is otherwise in that text."""
    before, after, current, new = map(_lines, (change.before, change.after, now, text))
    return bool((after - before) & current - new or (before - after) - current & new)


def _lines(text: str | None) -> frozenset[str]:
    """Those of a file, whatever stands around them."""
    return frozenset("".join(line.split()) for line in (text or "").splitlines())


def _year(drama: Drama) -> int | None:
    episodes = drama.releases[0].episodes
    on = episodes[0].announced.on if episodes else None
    return on.year if on else None
