"""TVmaze's client against answers in its own form, on loopback, and what becomes of them."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from aiohttp import web

from bot.core import drafts, guides, schedules
from bot.core.errors import Mistake
from bot.core.guides import Listed, Slot
from bot.news.errors import BadAnswer, Forbidden, HeldBack, TooLarge, TooSlow, Unreachable
from bot.news.fetch import Fetcher
from bot.news.tvmaze import TVmaze
from tests.emulators.tvmaze import TVmazeEmulator, episode, network, role, show, weekly

RUNNER = show(70041, "Lovely Runner", weekly("2024-04-08", 16), status="Ended")


@pytest.fixture
async def maze():
    async with TVmazeEmulator() as emulator:
        yield emulator


@pytest.fixture
async def guide(maze):
    made = TVmaze.at(maze.url)
    yield made
    await made.close()


async def drafted(maze, guide, made: dict, zone: str = "Asia/Seoul", *, whole: bool = False, also: bool = False) -> str:
    """The file that comes of it, which reads back."""
    maze.shows[str(made["id"])] = made
    found = await guide.show(str(made["id"]))
    text = drafts.document(guides.sketch(found, zone, whole=whole or found.over, also=also))
    schedules.parse(text, "x")
    return text


async def test_a_whole_season_becomes_the_file_that_one_would_write(maze, guide):
    made = RUNNER | {
        "_embedded": {
            "episodes": RUNNER["_embedded"]["episodes"],
            "cast": [
                role("Byeon Woo Seok", "Ryu Sun Jae"),
                role("Kim Hye Yoon", "Im Sol"),
                role("Guest", "x", self=True),
            ],
        }
    }
    assert await drafted(maze, guide, made) == (
        'title = "Lovely Runner"\n'
        'about = "A fan travels back & saves the singer."\n'
        'source = "TVmaze"\n\n'
        '[[cast]]\nactor = "Byeon Woo Seok"\ncharacter = "Ryu Sun Jae"\n\n'
        '[[cast]]\nactor = "Kim Hye Yoon"\ncharacter = "Im Sol"\n\n'
        '[[cast]]\nactor = "Guest"\n\n'
        '[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = "8 April 2024 8:50 PM"\nepisodes = 16\n'
        'every = ["Monday", "Tuesday"]\n'
    )
    assert maze.calls == ["/shows/70041?embed%5B%5D=episodes&embed%5B%5D=cast"]


async def test_what_is_not_over_may_go_on_without_any_date_that_was_made_up(maze, guide):
    text = await drafted(maze, guide, show(1, "Goes On", weekly("2024-04-08", 4)))
    drama = schedules.parse(text, "x")
    release = drama.release()
    assert (release.total, [one.announced.on for one in release.episodes if one.announced.on]) == (
        None,
        [date(2024, 4, 8), date(2024, 4, 9), date(2024, 4, 15), date(2024, 4, 16)],
    )
    assert [one.finale for one in release.episodes] == [False] * len(release.episodes)
    whole = schedules.parse(await drafted(maze, guide, show(1, "Goes On", weekly("2024-04-08", 4)), whole=True), "x")
    assert (whole.release().total, whole.release().episodes[3].finale) == (4, True)


async def test_a_week_left_out_and_an_earlier_start_are_said_as_what_they_are(maze, guide):
    nights = [
        ("2024-11-22", "21:50", "12:50"), ("2024-11-23", "21:50", "12:50"), ("2024-11-29", "21:50", "12:50"),
        ("2024-11-30", "21:50", "12:50"), ("2024-12-13", "21:40", "12:40"), ("2024-12-14", "21:50", "12:50"),
    ]  # fmt: skip
    episodes = [episode(n, on, at, f"{on}T{utc}:00+00:00") for n, (on, at, utc) in enumerate(nights, 1)]
    days = {"time": "21:50", "days": ["Friday", "Saturday"]}
    text = await drafted(maze, guide, show(2, "Phone", episodes, status="Ended", schedule=days, summary=None))
    assert text.partition("[[release]]\n")[2] == (
        'network = "tvN"\nzone = "KST"\nfirst = "22 November 2024 9:50 PM"\nepisodes = 6\n'
        'every = ["Friday", "Saturday"]\nskip = [2024-12-06, 2024-12-07]\n\n'
        "[[release.change]]\nepisodes = [5]\nat = 2024-12-13T21:40:00\n"
    )


async def test_an_hour_that_is_not_said_stays_open_whatever_the_stamp_says(maze, guide):
    episodes = [episode(n, f"2024-11-{21 + n}") for n in (1, 2, 3)]
    web_channel = network("Netflix", None)
    made = show(3, "Streamed", episodes, network=None, webChannel=web_channel, status="Ended")
    maze.shows["3"] = made
    found = await guide.show("3")
    assert (found.network, found.zone, found.also) == ("Netflix", None, None)
    assert found.slots == tuple(Slot(1, date(2024, 11, 21 + n)) for n in (1, 2, 3))
    drama = schedules.parse(drafts.document(guides.sketch(found, "Asia/Seoul", whole=True, also=False)), "x")
    assert [one.announced.at for one in drama.release().episodes] == [None] * 3


async def test_after_midnight_the_stamp_says_which_night_it_is(maze, guide):
    made = show(4, "Late", [episode(1, "2024-04-08", "00:30", "2024-04-08T15:30:00+00:00")], status="Ended")
    drama = schedules.parse(await drafted(maze, guide, made), "x")
    assert drama.release().episodes[0].announced.at == datetime(2024, 4, 8, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("odd", "doubts"),
    [
        (episode(1, "2024-04-08", "20:50", "2024-04-08T12:00:00+00:00"), 1),  # 21:00 in Seoul
        (episode(1, "2024-04-08", "20:50", "2024-04-18T11:50:00+00:00"), 1),  # ten days later
        (episode(1, "2024-04-08", "00:30", ""), 1),  # of which night?
        (episode(1, "2024-04-08", "25:90"), 0),
        (episode(1, "2024-04-08", "20:50", "9999-04-08T11:50:00+00:00", airtime=None), 0),
    ],
)
async def test_two_hours_that_do_not_agree_are_no_hour(maze, guide, odd, doubts):
    maze.shows["5"] = show(5, "Odd", [odd])
    found = await guide.show("5")
    assert (found.slots, len(found.doubts)) == ((Slot(1, date(2024, 4, 8)),), doubts)


async def test_specials_are_left_out_and_named_and_gaps_stay_open(maze, guide):
    first, _, third = weekly("2024-04-08", 3)
    special = episode(None, "2024-04-01", name="Behind the Scenes", type="insignificant_special")
    wedding = episode(None, "2024-05-01", name="The Wedding", type="significant_special")
    maze.shows["6"] = show(6, "Special", [special, first, third, first, wedding, 7, None])
    found = await guide.show("6")
    assert found.specials == ("Behind the Scenes", "The Wedding")
    assert [slot.on for slot in found.slots] == [date(2024, 4, 8), None, date(2024, 4, 15)]
    assert found.doubts == ("TVmaze lists episode 1 twice; the first counts.",)
    drama = schedules.parse(await drafted(maze, guide, maze.shows["6"], whole=True), "x")
    assert [one.announced.on for one in drama.release().episodes] == [date(2024, 4, 8), None, date(2024, 4, 15)]


async def test_two_networks_are_two_releases_where_that_is_wanted_and_the_other_has_no_hours(maze, guide):
    made = RUNNER | {"id": 7, "webChannel": network("Viki", None)}
    one = schedules.parse(await drafted(maze, guide, made), "x")
    assert [release.network for release in one.releases] == ["tvN"]
    both = schedules.parse(await drafted(maze, guide, made, also=True), "x")
    assert [
        (release.network, release.total, release.episodes[0].announced.hour is None) for release in both.releases
    ] == [
        ("tvN", 16, False),
        ("Viki", 16, True),
    ]


async def test_seasons_are_told_apart(maze, guide):
    second = [one | {"season": 2} for one in weekly("2025-04-07", 2)]
    maze.shows["8"] = show(8, "Again", [*weekly("2024-04-08", 2), *second])
    found = await guide.show("8")
    assert (found.seasons, found.season(2).title, len(found.season(2).slots)) == ((1, 2), "Again 2", 2)
    assert (found.season(1).over, found.season(2).over) == (True, False)


async def test_a_search_gives_what_is_needed_to_choose(maze, guide):
    maze.shows = {
        "1": RUNNER,
        "2": show(2, "Runner On", [], network=None, webChannel=network("Netflix"), premiered=None),
    }
    assert await guide.search("runner") == [
        Listed("70041", "Lovely Runner", "tvN", 2024),
        Listed("2", "Runner On", "Netflix", None),
    ]
    assert await guide.search("no such & thing?") == []
    assert maze.calls[-1] == "/search/shows?q=no+such+%26+thing%3F" or "%20" in maze.calls[-1]


async def test_what_is_asked_twice_in_a_row_is_fetched_once(maze, guide):
    maze.shows["70041"] = RUNNER
    assert await guide.show("70041") == await guide.show("70041")
    assert len(maze.calls) == 1


async def test_no_such_show_says_how_to_find_it(guide):
    with pytest.raises(Mistake, match="TVmaze has no show 999"):
        await guide.show("999")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"null", b"[]", b"5", b'"x"', b"{}", b'{"id": "x"}', b'{"id": 1}', b'{"id": 1, "name": ""}',
        b'{"id": 1, "name": ["x"]}', b"[" * 100_000, b'{"id": 1' + b"0" * 5000 + b', "name": "x"}', b"\xff\xfe",
    ],
)  # fmt: skip
async def test_what_is_no_show_is_said_and_never_a_traceback(maze, guide, body):
    maze.answers = [lambda _: answered(web.Response(body=body, content_type="application/json"))]
    with pytest.raises(BadAnswer, match="TVmaze answered"):
        await guide.show("1")


@pytest.mark.parametrize(
    "broken",
    [
        {"_embedded": None}, {"_embedded": {"episodes": {}, "cast": 5}}, {"network": "tvN"}, {"schedule": []},
        {"network": {"name": 5, "country": {"timezone": "Mars/Base"}}}, {"summary": 5}, {"status": {}},
        {"premiered": "0000-00-00"}, {"schedule": {"days": [1, None, "Mon"]}},
        {"_embedded": {"episodes": [{"number": "x", "season": [], "airdate": 5, "type": 5}], "cast": [{"person": 5}]}},
        {"_embedded": {"episodes": [{"number": 1, "airdate": "2024-02-30", "airstamp": "x"}], "cast": [None, "x"]}},
    ],
)  # fmt: skip
async def test_a_field_of_another_kind_is_one_that_is_not_known(maze, guide, broken):
    maze.shows["9"] = RUNNER | {"id": 9} | broken
    made = await guide.show("9")
    schedules.parse(drafts.document(guides.sketch(made, "Asia/Seoul", whole=False, also=False)), "x")


async def test_more_episodes_than_any_drama_has_are_refused(maze, guide):
    maze.shows["1"] = show(1, "Endless", [episode(100_000_000, "2024-04-08")])
    with pytest.raises(BadAnswer, match="no drama is that long"):
        await guide.show("1")


async def test_hostile_names_lose_what_nobody_sees(maze, guide):
    made = RUNNER | {
        "id": 1,
        "name": "A\u202e\u200b\x00B\n" + "x" * 500,
        "summary": "<p>" * 5000 + "<script>x</script>",
    }
    text = await drafted(maze, guide, made)
    assert schedules.parse(text, "x").title == ("A B " + "x" * 500)[:199] + "…"


async def answered(response: web.StreamResponse) -> web.StreamResponse:
    return response


async def test_when_it_says_later_it_is_left_alone_and_after_a_short_while_asked_again(maze, guide):
    maze.shows["70041"] = RUNNER
    maze.answers = [lambda _: answered(web.Response(status=429, headers={"Retry-After": "1"}))]
    assert (await guide.show("70041")).title == "Lovely Runner"
    assert maze.times[1] - maze.times[0] >= 1
    maze.answers = [lambda _: answered(web.Response(status=429, headers={"Retry-After": "90"}))]
    for _ in range(2):
        with pytest.raises(HeldBack, match="asks to be left alone for 2 minutes"):
            await guide.show("2")
    assert len(maze.calls) == 3


async def test_it_is_never_asked_more_often_than_it_allows(maze, guide, monkeypatch):
    monkeypatch.setattr("bot.news.tvmaze.SECONDS", 0.5)
    await asyncio.gather(*(guide.search(str(number)) for number in range(40)))
    times = maze.times
    assert len(times) == 40
    assert max(sum(at <= one < at + 0.5 for one in times) for at in times) <= 20


async def test_a_slow_one_is_given_up(maze):
    async def never(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(20)
        return web.Response()

    async with Fetcher([maze.url.removeprefix("http://")], deadline=0.3) as fetcher:
        maze.answers = [never]
        with pytest.raises(TooSlow):
            await TVmaze(fetcher, maze.url).show("1")


async def test_an_answer_larger_than_any_show_is_not_read_to_its_end(maze, guide):
    maze.answers = [lambda _: answered(web.Response(body=b" " * (3 * 2**20 + 1)))]
    with pytest.raises(TooLarge, match="larger than 3 MiB"):
        await guide.show("1")


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/shows/1", "http://169.254.169.254/latest/", "http://[::1]/"])
async def test_a_redirect_to_a_private_address_is_not_followed(maze, guide, target):
    maze.answers = [lambda _: answered(web.Response(status=302, headers={"Location": target}))]
    with pytest.raises(Forbidden):
        await guide.show("1")
    assert len(maze.calls) == 1


async def test_where_nobody_listens_it_says_so(maze):
    await maze.__aexit__()
    guide = TVmaze.at(maze.url)
    with pytest.raises(Unreachable, match="takes no connection"):
        await guide.show("1")
    await guide.close()


HAND = """\
title = "Lovely Runner"
[[release]]
network = "tvN" # mine
zone = "KST"
first = "8 April 2024 8:50 PM"
episodes = 4
every = ["Monday", "Tuesday"]
"""


@pytest.mark.parametrize("comment", [" # mine", ""])
async def test_what_is_there_keeps_its_comments_and_hours_and_gets_the_nights_that_differ(maze, guide, comment):
    first, _, third, fourth, *_ = weekly("2024-04-08", 4)
    hourless = episode(2, "2024-04-09")  # as it is, but for the hour
    moved = fourth | {"airdate": "2024-04-23", "airstamp": "2024-04-23T11:50:00+00:00"}
    fifth = episode(5, "2024-04-29", "20:50", "2024-04-29T11:50:00+00:00")
    maze.shows["1"] = show(1, "Lovely Runner", [first, hourless, third, moved, fifth], status="Ended")
    found = await guide.show("1")
    before = HAND.replace(" # mine", comment)
    told = [guides.announced(slot, "Asia/Seoul") for slot in found.slots]
    after = guides.taken_over(before, schedules.parse(before, "x"), "tvn", told, found, whole=True)
    assert comment in after
    nights = [one.announced.at for one in schedules.parse(after, "x").release().episodes]
    expected = [(4, 8), (4, 9), (4, 15), (4, 23), (4, 29)]
    assert nights == [datetime(2024, month, day, 11, 50, tzinfo=UTC) for month, day in expected]


async def test_of_a_drama_that_is_as_the_guide_has_it_no_letter_changes(maze, guide):
    maze.shows["1"] = show(1, "Lovely Runner", weekly("2024-04-08", 4), status="Ended")
    found = await guide.show("1")
    told = [guides.announced(slot, "Asia/Seoul") for slot in found.slots]
    assert guides.taken_over(HAND, schedules.parse(HAND, "x"), "tvn", told, found, whole=True) == HAND


async def test_a_rehearsal_asks_nobody_beyond_this_machine():
    guide = TVmaze.at("https://api.tvmaze.com", rehearsal=True)
    with pytest.raises(Forbidden, match="This is a rehearsal"):
        await guide.show("1")
    await guide.close()
