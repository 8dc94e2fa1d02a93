"""Stories that say that a coming night is not as planned, and stories that only sound so."""

from datetime import timedelta

import pytest

from bot.core import radar, times
from bot.core.catalogue import Catalogue
from bot.core.mentions import Mentions
from bot.core.news import Alert, Change
from bot.core.schedules import parse

CHEER_UP = """title = "Cheer Up"
original_title = "치얼업"
[[cast]]
actor = "Han Ji-hyun"
hangul = "한지현"
[[release]]
network = "SBS"
zone = "KST"
first = "3 October 2022 10PM"
episodes = 16
every = ["Monday", "Tuesday"]
[[release]]
network = "Viu"
zone = "SGT"
first = "4 October 2022 1AM"
episodes = 16
every = ["Tuesday", "Wednesday"]
"""
MOVING = """title = "Moving"
[[release]]
network = "Disney+"
zone = "KST"
first = 2022-11-09
episodes = 4
every = ["Wednesday"]
"""
MORNING = "2022-11-07 09:00 KST"  # a Monday; episode 11 is on in the evening, 12 on Tuesday


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Catalogue.of([parse(CHEER_UP, "cheer-up"), parse(MOVING, "moving")]))


def alerts(mentions: Mentions, title: str, *text: str, at: str = MORNING) -> list[Alert]:
    published = times.read_instant(at)
    found = mentions.find(title, text)
    return list(radar.alerts(title, text, found, mentions.catalogue, published, published + timedelta(minutes=20)))


SKIPPED, POSTPONED, MOVED, HALTED = Change.SKIPPED, Change.POSTPONED, Change.MOVED, Change.HALTED


@pytest.mark.parametrize(
    ("title", "text", "change", "episodes", "when", "reason"),
    [
        ("“Cheer Up” Will Not Air Tonight Due To Baseball", "An SBS drama.", SKIPPED, (11,), None, "Baseball"),
        ("SBS Drama “Cheer Up” Not Airing This Week", "It is back next Monday.", SKIPPED, (11, 12), None, None),
        ("Baseball On SBS", "SBS’s drama “Cheer Up” won’t air on November 8.", SKIPPED, (12,), None, None),
        ("No New Episode Of “Cheer Up” Tomorrow", "SBS drama.", SKIPPED, (12,), None, None),
        ("SBS To Preempt “Cheer Up” For Baseball", "A drama.", SKIPPED, (11,), None, None),
        ("SBS Cancels Tonight’s Broadcast Of “Cheer Up”", "drama", SKIPPED, (11,), None, None),
        ("K-drama news", "SBS’s “Cheer Up” is taking a week off.", SKIPPED, (11,), None, None),
        ("'치얼업' 오늘 결방…한국시리즈 중계", "SBS 드라마다.", SKIPPED, (11,), None, "한국시리즈 중계"),
        ("“Cheer Up” Episode 12 Postponed To November 15", "SBS said so.", POSTPONED, (12,), "15 November 2022", None),
        ("“Cheer Up” Delayed", "The broadcast of the SBS drama “Cheer Up” is late.", POSTPONED, (11,), None, None),
        ("SBS’s “Cheer Up” To Air 30 Minutes Earlier Tonight", "", MOVED, (11,), "7 November 2022 21:30", None),
        ("SBS’s “Cheer Up” To Air Earlier Tonight", "At 9:30 p.m. KST.", MOVED, (11,), None, None),
        (
            "SBS’s “Cheer Up” To Air Earlier",
            "The drama “Cheer Up” will air tonight at 9:30 p.m. KST, earlier than usual.",
            MOVED,
            (11,),
            "7 November 2022 9:30 p.m. KST",
            None,
        ),
        ("Tonight's Episode Of “Cheer Up” Has Been Cancelled", "SBS drama.", SKIPPED, (11,), None, None),
        ("“Cheer Up” To Take A Break This Week", "The SBS drama.", SKIPPED, (11, 12), None, None),
        ("“Cheer Up” Ep 12 Rescheduled To November 14", "SBS drama.", POSTPONED, (12,), "14 November 2022", None),
        ("“Cheer Up” Episode 11 Will Now Air On November 9", "SBS drama.", MOVED, (11,), "9 November 2022", None),
        ("'치얼업' 오후 9시 30분으로 편성 변경", "SBS 드라마", MOVED, (11,), "7 November 2022 오후 9시 30분", None),
        ("“Cheer Up” Changes Its Time Slot", "SBS drama.", MOVED, (11,), None, None),
        ("SBS Suspends Broadcast Of “Cheer Up” Indefinitely", "A drama.", HALTED, (11,), None, None),
        ("“Moving” Release Delayed", "The Disney+ series “Moving” is late.", POSTPONED, (1,), None, None),
    ],
)
def test_a_night_that_is_not_as_planned(mentions, title, text, change, episodes, when, reason):
    found = [(one.change, one.episodes, one.when, one.reason) for one in alerts(mentions, title, text)]
    assert found == [(change, episodes, when, reason)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("“Blind” Will Not Air This Week While “Cheer Up” Goes On", "tvN's “Blind” and SBS's drama “Cheer Up”."),
        ("Premiere Of “Another Love” Postponed; “Cheer Up” Star Talks", "SBS drama “Cheer Up” star Han Ji Hyun."),
        ("“Blind” Pre-Empted To Make Way For “Cheer Up” Special", "SBS drama “Cheer Up” has a special."),
        ("“Cheer Up” Fan Meeting Postponed", "The cast of the SBS drama."),
        ("“Cheer Up” Season 2 Delayed", "SBS drama."),
        ("Han Ji Hyun's Concert Delayed", "The star of SBS's drama “Cheer Up” says that the concert is late."),
        ("“Cheer Up” To Air As Scheduled Despite Baseball", "The SBS drama will not be postponed."),
        ("SBS Denies That “Cheer Up” Will Not Air", "A drama."),
        ("'치얼업' 결방 없이 정상 방송", "SBS 드라마다."),
        ("“Cheer Up” Did Not Air Last Night", "SBS drama."),
        ("“Cheer Up” Review", "SBS drama “Cheer Up” aired later episodes in a moving way."),
        ("“Cheer Up” To Air Later This Year", "SBS drama."),
        ("Moving To A New Time Slot In Life", "Somebody is moving. The schedule was changed."),
        ("“Moving” Wins", "The Disney+ drama “Moving” changed the industry."),
    ],
)
def test_what_only_sounds_so(mentions, title, text):
    assert alerts(mentions, title, text) == []


@pytest.mark.parametrize("at", ["2022-11-07 23:00 KST", "2022-11-08 21:30 KST"])
def test_a_story_of_tonight_that_comes_late_is_about_no_other_night(mentions, at):
    """Published in the morning, and found only after the hour."""
    published, found_at = times.read_instant(MORNING), times.read_instant(at)
    title = "“Cheer Up” Will Not Air Tonight"
    found = mentions.find(title, ["SBS drama."])
    assert list(radar.alerts(title, ["SBS drama."], found, mentions.catalogue, published, found_at)) == []


@pytest.mark.parametrize(
    "title",
    [
        "“Cheer Up” Will Not Air Tonight Due To Baseball",
        "“Cheer Up” Will Not Air On November 7",
        "'치얼업' 오늘 결방",
        "“Cheer Up” Episode Of November 7 Postponed To November 14",
    ],
)
def test_nothing_is_said_of_a_night_that_the_schedule_leaves_out_already(title):
    skipping = CHEER_UP.replace("every = ", "skip = [2022-11-07]\nevery = ", 1)
    mentions = Mentions(Catalogue.of([parse(skipping, "cheer-up")]))
    assert alerts(mentions, title, "SBS drama.") == []
    assert len(alerts(mentions, title.replace("Tonight", "Tomorrow"), "SBS drama.")) == ("Tonight" in title)


def test_a_night_is_not_the_one_to_which_it_is_moved(mentions):
    (found,) = alerts(mentions, "“Cheer Up” Postponed To November 15", "SBS drama.")
    assert (found.episodes, found.when) == ((11,), "15 November 2022")


@pytest.mark.parametrize(
    ("day", "episodes"),
    [("8일", (12,)), ("오는 15일", (14,)), ("11월 14일", (13,)), ("14일", (13,)), ("2일 연속", (11,))],
)
def test_a_day_of_the_month_alone_is_the_nearest(mentions, day, episodes):
    (found,) = alerts(mentions, f"'치얼업' {day} 결방", "SBS 드라마다.")
    assert found.episodes == episodes


@pytest.mark.parametrize("day", ["15일로", "11월 15일로", "15일(화)로"])
def test_a_korean_day_to_which_a_night_is_moved_is_not_the_night_that_is_meant(mentions, day):
    (found,) = alerts(mentions, f"'치얼업' {day} 방송 연기", "SBS 드라마다.")
    assert (found.change, found.episodes, found.when) == (POSTPONED, (11,), "15 November 2022")


def test_a_night_that_was_left_out_last_week_is_none_to_come(mentions):
    assert alerts(mentions, "'치얼업' 지난 1일 결방", "SBS 드라마다.") == []


def test_nothing_is_said_of_a_drama_that_has_ended(mentions):
    assert alerts(mentions, "“Cheer Up” Will Not Air Tonight", "SBS drama.", at="2022-12-20 09:00 KST") == []


def test_the_network_that_is_named_decides_which_release_is_meant(mentions):
    (found,) = alerts(mentions, "Viu: “Cheer Up” Episode 11 Delayed", "The drama on Viu.")
    assert (found.network, found.episodes) == ("Viu", (11,))
    (found,) = alerts(mentions, "SBS: “Cheer Up” Episode 11 Delayed", "The drama on SBS.")
    assert (found.network, found.episodes) == (None, (11,))
    (found,) = alerts(mentions, "Viu’s “Cheer Up” Episode 11 Will Not Air", "It makes room for a ball game.")
    assert (found.network, found.episodes) == ("Viu", (11,))


@pytest.mark.parametrize(
    ("beside", "network"),
    [("Viu said so.", "Viu"), ("SBS said so.", None), ("It is on SBS and Viu.", None), ("", None)],
)
def test_the_only_network_that_a_story_names_is_the_one_that_is_meant(mentions, beside, network):
    (found,) = alerts(mentions, "K-Drama “Cheer Up” Episode 11 Delayed", beside)
    assert found.network == network


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("“Cheer Up” Episode 11 Delayed By 30 Minutes", "7 November 2022 22:30"),
        ("SBS’s “Cheer Up” Episode 11 Pushed Back An Hour", "7 November 2022 23:00"),
        ("SBS’s “Cheer Up” Episode 11 Delayed By Half An Hour", "7 November 2022 22:30"),
        ("SBS’s “Cheer Up” Episode 11 Postponed By 2 Hours", "8 November 2022 00:00"),
        ("“Cheer Up” Episode 11 Delayed By 30 Minutes: SBS To Air It Later", "7 November 2022 22:30"),
        ("SBS’s “Cheer Up” Episode 11 Delayed After 30 Minutes Of Football", None),
    ],
)
def test_of_a_delay_it_is_worked_out_when_the_night_begins(mentions, title, when):
    (found,) = alerts(mentions, title, "An SBS drama.")
    assert (found.episodes, found.when) == ((11,), when)
