"""What owners are told of the telling, once a day."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.core.proposals import Receipt


@dataclass(frozen=True, slots=True)
class Night:
    """How the telling of one airing went. `drama` is a slug, `release` a key."""

    drama: str
    release: str
    episodes: tuple[int, ...]
    receipt: Receipt


def write(nights: Sequence[Night]) -> str:
    """As an announcement keeps it; `read` reads it back."""
    return json.dumps([asdict(night) for night in nights])


def read(text: str) -> tuple[Night, ...]:
    return tuple(
        Night(one["drama"], one["release"], tuple(one["episodes"]), Receipt(**one["receipt"]))
        for one in json.loads(text)
    )
