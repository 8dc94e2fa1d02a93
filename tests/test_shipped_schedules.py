"""The dramas that are shipped: every night as it was announced."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.core import schedules, timetable
from bot.core.dramas import CastMember

FOLDER = Path(__file__).parent.parent / "schedules"
KST, MYT, TAIPEI = "Asia/Seoul", "Asia/Kuala_Lumpur", "Asia/Taipei"


def weekly(first, count):
    return {(first + timedelta(weeks=week)).isoformat(): [week + 1] for week in range(count)}


# slug, release -> zone, hour, episodes by date
NIGHTS = {
    ("nevertheless", "netflix"): (MYT, time(0), weekly(date(2021, 6, 20), 10)),
    ("nevertheless", "jtbc"): (KST, time(23), weekly(date(2021, 6, 19), 10)),
    ("lovely-runner", "tvn"): (
        KST,
        time(20, 50),
        {
            "2024-04-08": [1],
            "2024-04-09": [2],
            "2024-04-15": [3],
            "2024-04-16": [4],
            "2024-04-22": [5],
            "2024-04-23": [6],
            "2024-04-29": [7],
            "2024-04-30": [8],
            "2024-05-06": [9],
            "2024-05-07": [10],
            "2024-05-13": [11],
            "2024-05-14": [12],
            "2024-05-20": [13],
            "2024-05-21": [14],
            "2024-05-27": [15],
            "2024-05-28": [16],
        },
    ),
    ("bon-appetit-your-majesty", "tvn"): (
        KST,
        None,
        {
            "2025-08-23": [1],
            "2025-08-24": [2],
            "2025-08-30": [3],
            "2025-08-31": [4],
            "2025-09-06": [5],
            "2025-09-07": [6],
            "2025-09-13": [7],
            "2025-09-14": [8],
            "2025-09-20": [9],
            "2025-09-21": [10],
            "2025-09-27": [11],
            "2025-09-28": [12],
        },
    ),
    ("when-the-phone-rings", "mbc"): (
        KST,
        time(21, 50),
        {
            "2024-11-22": [1],
            "2024-11-23": [2],
            "2024-11-29": [3],
            "2024-11-30": [4],
            "2024-12-13": [5],
            "2024-12-14": [6],
            "2024-12-20": [7],
            "2024-12-21": [8],
            "2024-12-27": [9],
            "2024-12-28": [10],
            "2025-01-03": [11],
            "2025-01-04": [12],
        },
    ),
    ("cheer-up", "sbs"): (
        KST,
        time(22),
        {
            "2022-10-03": [1],
            "2022-10-04": [2],
            "2022-10-10": [3],
            "2022-10-11": [4],
            "2022-10-17": [5],
            "2022-10-18": [6],
            "2022-10-24": [7],
            "2022-10-25": [8],
            "2022-11-08": [9],
            "2022-11-14": [10],
            "2022-11-15": [11],
            "2022-11-29": [12],
            "2022-12-05": [13],
            "2022-12-06": [14],
            "2022-12-12": [15],
            "2022-12-13": [16],
        },
    ),
    ("the-red-sleeve", "mbc"): (
        KST,
        time(21, 50),
        {
            "2021-11-12": [1],
            "2021-11-13": [2],
            "2021-11-19": [3],
            "2021-11-20": [4],
            "2021-11-26": [5],
            "2021-11-27": [6],
            "2021-12-03": [7],
            "2021-12-04": [8],
            "2021-12-10": [9],
            "2021-12-11": [10],
            "2021-12-17": [11],
            "2021-12-18": [12],
            "2021-12-24": [13],
            "2021-12-25": [14, 15],
            "2022-01-01": [16, 17],
        },
    ),
    ("moving", "disney+"): (
        KST,
        None,
        {
            "2023-08-09": [1, 2, 3, 4, 5, 6, 7],
            "2023-08-16": [8, 9],
            "2023-08-23": [10, 11],
            "2023-08-30": [12, 13],
            "2023-09-06": [14, 15],
            "2023-09-13": [16, 17],
            "2023-09-20": [18, 19, 20],
        },
    ),
    ("the-trauma-code-heroes-on-call", "netflix"): (KST, None, {"2025-01-24": [1, 2, 3, 4, 5, 6, 7, 8]}),
    ("light-the-night", "netflix"): (
        TAIPEI,
        None,
        {
            "2021-11-26": [1, 2, 3, 4, 5, 6, 7, 8],
            "2021-12-30": [9, 10, 11, 12, 13, 14, 15, 16],
            "2022-03-18": [17, 18, 19, 20, 21, 22, 23, 24],
        },
    ),
}

OTHER_HOURS = {
    ("when-the-phone-rings", "mbc", 5): time(21, 40),
    ("moving", "disney+", 8): time(16),
    ("moving", "disney+", 9): time(16),
}

QUOTES = [
    (
        "Song Kang",
        "it had that sweetness of romance that we expect of young love, but there were other things that "
        "differentiated the story and made it stand out.",
    ),
    ("Song Kang", "I put a lot of effort in pulling it off"),
    (
        "Song Kang",
        "Jae-eon's weakness is love. He thinks being in a relationship is frivolous but he still seeks out romance. "
        "His growth after his encounter with Nabi would be something the audience can anticipate",
    ),
    ("Han So-hee", "hopes the audience will find my character relatable"),
    ("Han So-hee", "wanted to be real and raw"),
    (
        "Han So-hee",
        "I feel 50% similar with Na-bi. She knows that the relationship with Jae-eon is dangerous yet she falls into "
        "it anyway. I used to be like Nabi, but since I've experienced that and move past it, we are no "
        "longer the same. "
        "But I do resonate with her.",
    ),
    (
        "Kim Ga-ram",
        "When I read the original webtoon, I thought of Song Kang and Han So-hee. Thankfully, they really liked the "
        "webtoon and wanted to work with me.",
    ),
    (
        "Song Kang",
        "when I first knew about this offer, I think Han So-hee really looks a lot like Nabi from the webtoon. "
        "She has a frank character and I am very happy to work together with her.",
    ),
    (
        "Han So-hee",
        "Everyone who has ever been in love know what kind of feeling they will go through. While watching "
        "Nevertheless, some people might reminisce about the past and spark hope to fall in love again!",
    ),
    ("Song Kang", "There’s a lot of heart-fluttering scenes in our drama."),
]


@pytest.fixture(scope="module")
def dramas():
    found, faults = schedules.load_folder(FOLDER)
    assert faults == []
    return {drama.slug: drama for drama in found}


def test_nine_dramas_are_shipped(dramas):
    assert set(dramas) == {slug for slug, _ in NIGHTS}
    assert len(dramas) == 9
    assert {(slug, release.key) for slug, drama in dramas.items() for release in drama.releases} == set(NIGHTS)


@pytest.mark.parametrize(("slug", "key"), NIGHTS)
def test_every_night_is_the_announced_one(dramas, slug, key):
    zone, hour, nights = NIGHTS[slug, key]
    release = dramas[slug].release(key)
    made = [
        (one.number, one.announced.on.isoformat(), one.announced.hour, one.announced.zone) for one in release.episodes
    ]
    assert made == [
        (number, on, OTHER_HOURS.get((slug, key, number), hour), zone) for on, all_ in nights.items() for number in all_
    ]


@pytest.mark.parametrize(("slug", "key"), NIGHTS)
def test_the_first_is_the_premiere_and_the_last_the_finale(dramas, slug, key):
    episodes = dramas[slug].release(key).episodes
    assert [one.number for one in episodes if one.premiere] == [1]
    assert [one.number for one in episodes if one.finale] == [len(episodes)]
    assert dramas[slug].release(key).total == len(episodes)


def test_nights_off_the_pattern_give_their_reason(dramas):
    reasons = {
        (slug, one.number): one.reason
        for slug, drama in dramas.items()
        for one in drama.releases[0].episodes
        if one.reason
    }
    assert reasons == {
        ("when-the-phone-rings", 5): "earlier start",
        ("cheer-up", 9): "national mourning; Korean Series, game 5",
        ("cheer-up", 12): "World Cup",
        ("moving", 8): "the planned hour; they came late",
        ("moving", 9): "the planned hour; they came late",
    }


def test_nevertheless_is_out_on_saturdays_at_four_in_the_afternoon_utc(dramas):
    netflix = dramas["nevertheless"].releases[0]
    first = datetime(2021, 6, 19, 16, tzinfo=UTC)
    assert [one.announced.at for one in netflix.episodes] == [first + timedelta(weeks=week) for week in range(10)]


def test_nevertheless_is_complete(dramas):
    drama = dramas["nevertheless"]
    assert (drama.title, drama.original_title, drama.aliases) == ("Nevertheless", "알고있지만", ("I Know But",))
    assert (drama.director, drama.rating, drama.source) == (
        ("Kim Ga-ram",),
        "some episodes 19+",
        "GOKpop, 19 June 2021",
    )
    assert drama.cast == (
        CastMember("Song Kang", "Park Jae-eon", "송강"),
        CastMember("Han So-hee", "Yu Na-bi", "한소희", ("Nabi",)),
    )
    assert [(quote.who, quote.text) for quote in drama.quotes] == QUOTES
    assert {quote.source for quote in drama.quotes} == {"GOKpop, 19 June 2021"}


def test_only_nevertheless_has_quotes(dramas):
    assert [slug for slug, drama in dramas.items() if drama.quotes] == ["nevertheless"]


def test_rows_for_programs(dramas):
    drama = dramas["nevertheless"]
    assert timetable.rows(drama, drama.releases[0])[0] == {
        "drama": "nevertheless",
        "release": "Netflix",
        "episode": 1,
        "date": "2021-06-20",
        "time": "00:00",
        "zone": "Asia/Kuala_Lumpur",
        "utc": "2021-06-19T16:00:00Z",
        "premiere": True,
        "finale": False,
    }
    drama = dramas["light-the-night"]
    assert timetable.rows(drama, drama.releases[0])[-1] == {
        "drama": "light-the-night",
        "release": "Netflix",
        "episode": 24,
        "date": "2022-03-18",
        "time": None,
        "zone": "Asia/Taipei",
        "utc": None,
        "premiere": False,
        "finale": True,
    }
