"""Dramas of every shape, built without the schedule reader."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from bot.core.catalogue import Catalogue
from bot.core.dramas import Announced, CastMember, Drama, Episode, Quote, Release

KL, SEOUL = "Asia/Kuala_Lumpur", "Asia/Seoul"


def release(
    network: str,
    zone: str,
    nights: Sequence[tuple[date, int]],
    hour: time | None,
    every: tuple[int, ...] = (),
    total: int | None = None,
    reasons: dict[int, str] | None = None,
) -> Release:
    """A release from its nights and how many episodes each has; the last is the finale when the total is given."""
    episodes: list[Episode] = []
    for on, many in nights:
        for _ in range(many):
            number = len(episodes) + 1
            reason = (reasons or {}).get(number)
            announced = Announced(on, hour, zone)
            episodes.append(Episode(number, announced, premiere=number == 1, finale=number == total, reason=reason))
    return Release(network.casefold(), network, zone, tuple(episodes), total, every)


def weekly(first: date, count: int) -> list[tuple[date, int]]:
    return [(first + timedelta(weeks=week), 1) for week in range(count)]


KANG = Quote("Song Kang", "There’s a lot of heart-fluttering scenes in our drama.", "GOKpop, 19 June 2021")
SOHEE = Quote("Han So-hee", "I feel 50% similar with Na-bi.", "GOKpop, 19 June 2021", episode=2, spoiler=True)
GARAM = Quote("Kim Ga-ram", "I thought of Song Kang and Han So-hee.", "GOKpop, 19 June 2021")

NEVERTHELESS = Drama(
    slug="nevertheless",
    title="Nevertheless",
    releases=(
        release("Netflix", KL, weekly(date(2021, 6, 20), 10), time(0), (6,), 10),
        release("JTBC", SEOUL, weekly(date(2021, 6, 19), 10), time(23), (5,), 10),
    ),
    original_title="알고있지만",
    about="Two art students: she does not trust love, he does not trust dating.",
    director=("Kim Ga-ram",),
    rating="some episodes 19+",
    source="GOKpop, 19 June 2021",
    cast=(CastMember("Song Kang", "Park Jae-eon", "송강"), CastMember("Han So-hee", "Yu Na-bi", "한소희")),
    quotes=(KANG, SOHEE, GARAM),
)
RUNNER = Drama(
    slug="lovely-runner",
    title="Lovely Runner",
    releases=(
        release(
            "tvN",
            SEOUL,
            [(date(2024, 4, 8) + timedelta(weeks=week, days=day), 1) for week in range(8) for day in (0, 1)],
            time(20, 50),
            (0, 1),
            16,
        ),
    ),
    cast=(CastMember("Byeon Woo-seok", "Ryu Sun-jae"),),
)
RED_SLEEVE = Drama(
    slug="the-red-sleeve",
    title="The Red Sleeve",
    releases=(
        release(
            "MBC",
            SEOUL,
            [(date(2021, 12, 24), 13), (date(2021, 12, 25), 2), (date(2022, 1, 1), 2)],
            time(21, 50),
            (4, 5),
            17,
            {14: "two in a row", 15: "two in a row"},
        ),
    ),
)
MOVING = Drama(
    slug="moving",
    title="Moving",
    releases=(
        release(
            "Disney+",
            SEOUL,
            [(date(2023, 8, 9), 7)]
            + [(date(2023, 8, 16) + timedelta(weeks=week), 2) for week in range(5)]
            + [(date(2023, 9, 20), 3)],
            time(16),
            (2,),
            20,
        ),
    ),
)
TRAUMA = Drama(
    slug="the-trauma-code",
    title="The Trauma Code",
    releases=(release("Netflix", SEOUL, [(date(2025, 1, 24), 8)], None, (), 8),),
)
UNKNOWN = Drama(
    slug="someday",
    title="Someday",
    releases=(release("tvN", SEOUL, weekly(date(2021, 6, 19), 2), time(0), (5,)),),
)


def catalogue(*dramas: Drama) -> Catalogue:
    return Catalogue.of(dramas or (NEVERTHELESS, RUNNER, RED_SLEEVE, MOVING, TRAUMA))
