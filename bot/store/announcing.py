"""The rows of announcements, as far as they are alike."""

from datetime import datetime

from bot.core.dramas import Airing
from bot.core.messages import Kind
from bot.core.subscriptions import write_start


def unasked(key: str, kind: Kind, due: datetime, expires: datetime, **more: object) -> dict[str, object]:
    """One that nobody asked for by a lead; about no drama, release or night, unless `more` names some."""
    row: dict[str, object] = {
        "key": key,
        "about": key,
        "kind": kind.name,
        "drama": "",
        "release": "",
        "episodes": "0",
        "announced": "",
        "announced_zone": "",
        "lead": "0m",
        "by_default": False,
        "default_release": False,
        "zoned": False,
        "due": due,
        "expires": expires,
        "complete": False,
    }
    return row | more


def night(airing: Airing) -> dict[str, object]:
    """Which airing it is about."""
    return {
        "drama": airing.drama.slug,
        "release": airing.release.key,
        "episodes": "+".join(map(str, airing.numbers)),
        "announced": write_start(airing.announced),
        "announced_zone": airing.announced.zone,
    }
