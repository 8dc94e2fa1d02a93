"""A drama in one line: read as it is meant, or asked, and never guessed."""

from datetime import UTC, date, datetime, time

import pytest

from bot.core import drafts, oneline, schedules
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.errors import Mistake
from bot.core.times import Wall

NOW = datetime(2024, 3, 1, tzinfo=UTC)
RUNNER = SketchedRelease("tvN", "KST", Wall(date(2024, 4, 8), time(20, 50)), 16, (0, 1))


def read(line: str) -> Sketch:
    return oneline.read(line, NOW, None)


@pytest.mark.parametrize(
    "line",
    [
        '"Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes',
        "“Lovely Runner” tvN, April 8, 2024, 20:50 KST, Mon/Tue, 16 eps",
        "Lovely Runner, tvN, 2024-04-08 20:50 KST, every Monday and Tuesday, 16-episode",
        '"Lovely Runner": 16 episodes, Mon-Tue from 8th of April 2024 at 8:50pm KST on tvN',
        '"Lovely Runner" tvN Monday 8 Apr 2024 8:50 PM KST, Mondays & Tuesdays, 16 episodes',
        '"Lovely Runner" tvN 2024.04.08 20:50 KST, Mondays and Tuesdays, 16 episodes',
        '"Lovely Runner" tvN 2024년 4월 8일 밤 8시 50분 첫방송 KST, 매주 월화, 16부작',
        "'Lovely Runner' tvN 월화드라마 2024. 4. 8. 오후 8시 50분 한국시간 첫 방송 16부작",
        "Lovely Runner, tvN, 오는 2024년 4월 8일부터 매주 월요일, 화요일 저녁 8시 50분 KST, 16회",
    ],
)
def test_the_same_is_read_in_any_order_and_spelling(line):
    assert read(line) == Sketch("Lovely Runner", (RUNNER,))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '"Nevertheless" Netflix 20 June 2021 12AM MYT, every Sunday, 10 episodes',
            SketchedRelease("Netflix", "MYT", Wall(date(2021, 6, 20), time(0)), 10, (6,)),
        ),
        (
            '"X" Disney+ 9 Aug 2023 KST, Wednesdays, two a week, 20 episodes',
            SketchedRelease("Disney+", "KST", Wall(date(2023, 8, 9), None), 20, (2,), 2),
        ),
        (
            '"X" Netflix 9 Aug 2023 4PM KST all at once 8 episodes',
            SketchedRelease("Netflix", "KST", Wall(date(2023, 8, 9), time(16)), 8),
        ),
        (
            '"X" JTBC 5 April 2025 9:10 PM KST, weekends',
            SketchedRelease("JTBC", "KST", Wall(date(2025, 4, 5), time(21, 10)), None, (5, 6)),
        ),
        (
            '"X" Netflix 7 March 2025 4PM KST, 4 episodes every Friday, 16 episodes',
            SketchedRelease("Netflix", "KST", Wall(date(2025, 3, 7), time(16)), 16, (4,), 4),
        ),
        (
            '"X" tvN 8 April 2024 8:50 PM KST, 16 episodes every Monday and Tuesday',
            SketchedRelease("tvN", "KST", Wall(date(2024, 4, 8), time(20, 50)), 16, (0, 1)),
        ),
    ],
)
def test_shapes_of_runs(line, expected):
    assert read(line).releases == (expected,)


@pytest.mark.parametrize(
    ("line", "text", "choices"),
    [
        (
            '"X" tvN 8 Apr 8:50 PM KST, Mondays, 16 episodes',
            "Of which year is the first date?",
            [f'"X" tvN 8 Apr {year} 8:50 PM KST, Mondays, 16 episodes' for year in (2023, 2024, 2025)],
        ),
        (
            '"X" tvN 4월 8일 밤 8시 50분 첫방송 KST 매주 월화 16부작',
            "Of which year is the first date?",
            [f'"X" tvN {year}년 4월 8일 밤 8시 50분 첫방송 KST 매주 월화 16부작' for year in (2023, 2024, 2025)],
        ),
        (
            '"X" tvN 8 Apr 8:50 PM KST, Mondays, 16 eps',
            "Of which year is the first date?",
            [f'"X" tvN 8 Apr {year} 8:50 PM KST, Mondays, 16 eps' for year in (2023, 2024, 2025)],
        ),
        (
            '"X" tvN 8 Apr 2024 8:50 PM CST, Mondays, 16 episodes',
            '"CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana?',
            [
                f'"X" tvN 8 Apr 2024 8:50 PM {zone}, Mondays, 16 episodes'
                for zone in ("Asia/Shanghai", "Asia/Taipei", "America/Chicago", "America/Havana")
            ],
        ),
        (
            '"X" tvN 8 Apr 2024 8:50 PM, Mondays',
            "On which clock is that? The time zone decides which day it is for everybody else.",
            [f'"X" tvN 8 Apr 2024 8:50 PM, Mondays {zone}' for zone in ("KST", "MYT", "PHT")],
        ),
        (
            '"X" tvN 8 Apr 2024 8:50 PM KST, 16 episodes',
            "On which weekdays does X come out? Add them, for example: Mondays and Tuesdays.",
            [
                '"X" tvN 8 Apr 2024 8:50 PM KST, 16 episodes, every Monday',
                '"X" tvN 8 Apr 2024 8:50 PM KST, 16 episodes, all at once',
            ],
        ),
        (
            '"X" tvN Sunday 8 Apr 2024 8:50 PM KST',
            "8 April 2024 is a Monday, not a Sunday.",
            [],
        ),
        (
            "Lovely Runner tvN 8 Apr 2024",
            f"Which words are the title? Put it in quotes, for example /adddrama {oneline.EXAMPLE}.",
            [],
        ),
        (
            '"X" 8 Apr 2024 8:50 PM KST, Mondays',
            f"Where does X come out? Put the network after the title, for example /adddrama {oneline.EXAMPLE}.",
            [],
        ),
        (
            '"X" tvN, Mondays',
            f"When does X begin? Add the first date, for example /adddrama {oneline.EXAMPLE}.",
            [],
        ),
    ],
)
def test_what_is_missing_or_means_two_things_is_asked(line, text, choices):
    with pytest.raises(Mistake) as asked:
        read(line)
    assert (asked.value.text, [one.value for one in asked.value.choices]) == (text, choices)
    assert asked.value.param == oneline.PARAM
    if choices and len(choices) != 3:
        read(choices[0])  # one press, and it is read


@pytest.mark.parametrize(
    ("line", "title", "release"),
    [
        (
            "'Queen's Men', JTBC, every Sat from March 9 2024 at 10 p.m. Korean time, ten-part",
            "Queen's Men",
            SketchedRelease("JTBC", "KST", Wall(date(2024, 3, 9), time(22)), 10, (5,)),
        ),
        (
            "‘X’ ENA 12 August 2024 12:00 midnight UTC+9 daily sixteen episodes",
            "X",
            SketchedRelease("ENA", "UTC+9", Wall(date(2024, 8, 12), time(0)), 16, (0, 1, 2, 3, 4, 5, 6)),
        ),
        ('"X" KBS2, date to be announced, KST, 50 episodes', "X", SketchedRelease("KBS2", "KST", None, 50)),
    ],
)
def test_what_people_write_is_read_and_makes_a_file(line, title, release):
    sketch = read(line)
    assert sketch == Sketch(title, (release,))
    assert schedules.parse(drafts.document(sketch), "x").release().total == release.episodes


@pytest.mark.parametrize("number", ["0", "99999"])
def test_no_number_of_episodes_is_said_without_a_file_that_nobody_saw(number):
    with pytest.raises(Mistake) as asked:
        read(f'"X" tvN 8 Apr 2024 8:50 PM KST, Mondays, {number} episodes')
    assert asked.value.text == (f'"{number}" is no number of episodes. Say it in figures, from 1 to 9999, such as 16.')


def test_what_is_read_becomes_a_file_of_the_format():
    text = drafts.document(read('"Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes'))
    assert text == (
        'title = "Lovely Runner"\n\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = "8 April 2024 8:50 PM"\n'
        'episodes = 16\nevery = ["Monday", "Tuesday"]\n'
    )
    assert schedules.parse(text, "lovely-runner").release().total == 16


@pytest.mark.parametrize("title", ['He said "hi"', "a\\b", "[x]", "🎬", "= 1", "'''", "x" * 300, "]] #"])
def test_a_hostile_title_is_only_a_title(title):
    sketch = Sketch(title, (RUNNER,))
    assert schedules.parse(drafts.document(sketch), "x").title == title


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Bon Appétit, Your Majesty", (), "bon-appetit-your-majesty"),
        ("Queen of Tears' End", (), "queen-of-tears-end"),
        ("Cheer Up", ("cheer-up",), "cheer-up-2024"),
        ("Cheer Up", ("cheer-up", "cheer-up-2024"), "cheer-up-2"),
        ("알고있지만", (), "drama-f75803"),
        ("../../etc/passwd", (), "etc-passwd"),
    ],
)
def test_the_name_of_a_file_is_plain_and_new(title, taken, expected):
    assert drafts.slug(title, taken, 2024) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mondays and Tuesdays", ((0, 1), None)),
        ("Fridays, 2 episodes a night", ((4,), 2)),
        ("4 every Friday", ((4,), 4)),
        ("two episodes each Monday and Tuesday", ((0, 1), 2)),
        ("four episodes on Fridays", ((4,), 4)),
        ("all at once", ((), None)),
    ],
)
def test_nights_are_read_with_their_number_of_episodes(words, expected):
    assert oneline.nights_of(words) == expected
