"""Calendars, as the programs that subscribe to them read them: two that share no code."""

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bot.commands.calendars import fingerprint
from bot.core.ports import Address, Place
from tests.web.site import PUBLIC, Site

WEEKLY = """
title = "Weekly"
original_title = "매주 만나요, 우리"
[[release]]
network = "tvN"
zone = "KST"
first = "19 June 2021 9PM"
episodes = 3
every = ["Saturday"]
"""
MOVED = '[[release.change]]\nepisodes = [2]\nat = "27 June 2021 10PM"\nreason = "football"\n'
NIGHT = """
title = "Night"
[[release]]
network = "Netflix"
zone = "KST"
first = 2021-07-01
episodes = 2
[[release.change]]
episodes = [1, 2]
on = 2021-07-01
"""


async def calendar(site: Site, path: str) -> Calendar:
    """After a look whether it is valid for the second reader as well, which sees the same events."""
    status, headers, body = await site.get(path)
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert body.replace(b"\r\n", b"").count(b"\n") == 0, "every line ends in CRLF"
    assert max(map(len, body.split(b"\r\n"))) <= 75
    found = Calendar.from_ical(body)
    assert [*found.errors, *(error for event in found.events for error in event.errors)] == []
    other = IcsCalendarStream.calendar_from_ics(body.decode())
    assert [(one.uid, one.summary, one.sequence, one.status) for one in other.events] == [
        (one["uid"], one["summary"], one["sequence"], one["status"]) for one in found.events
    ]
    return found


def starts(found: Calendar) -> list[object]:
    return [event["dtstart"].dt for event in found.events]


def alarms(found: Calendar) -> list[list[object]]:
    return [[alarm["trigger"].dt for alarm in event.walk("VALARM")] for event in found.events]


async def test_a_drama_has_a_calendar_of_every_episode(site):
    await site.bot.start("2021-06-19 8PM MYT")
    found = await calendar(site, "/calendar/nevertheless.ics")
    assert (found["name"], found["x-wr-calname"]) == ("Nevertheless on Netflix",) * 2
    assert found["source"] == f"{PUBLIC}/calendar/nevertheless.ics"
    first = datetime(2021, 6, 19, 16, tzinfo=UTC)
    assert starts(found) == [first + timedelta(weeks=week) for week in range(10)]
    premiere, finale = found.events[0], found.events[-1]
    assert premiere["summary"] == "Nevertheless: episode 1 of 10, the premiere"
    assert finale["summary"] == "Nevertheless: episode 10 of 10, the finale"
    assert premiere["description"] == (
        "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)\n"
        "Watch it on Netflix.\nRating: some episodes 19+."
    )
    assert (premiere["url"], premiere["status"], premiere["sequence"]) == (f"{PUBLIC}/#nevertheless", "CONFIRMED", 0)
    assert premiere["transp"] == "TRANSPARENT"
    assert alarms(found) == [[]] * 10
    _, _, body = await site.get("/calendar/nevertheless.ics")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in body
    assert b"\r\nDTSTART:20210619T160000Z\r\n" in body


async def test_another_release_is_asked_for_by_its_key(site):
    await site.bot.start("2021-06-19 8PM MYT")
    netflix = await calendar(site, "/calendar/nevertheless.ics?release=netflix")
    jtbc = await calendar(site, "/calendar/nevertheless.ics?release=jtbc")
    assert starts(jtbc)[0] == datetime(2021, 6, 19, 14, tzinfo=UTC)
    assert {one["uid"] for one in jtbc.events} & {one["uid"] for one in netflix.events} == set()
    assert (await site.get("/calendar/nevertheless.ics?release=wat"))[0] == 404
    assert (await site.get("/calendar/moving.ics?release=disney%2B"))[0] == 200
    assert (await site.get("/calendar/wat.ics"))[0] == 404


async def test_an_episode_of_unknown_hour_is_an_event_of_the_whole_day(site):
    await site.bot.start("2023-08-01 8PM MYT")
    found = await calendar(site, "/calendar/moving.ics")
    assert starts(found)[:9] == [date(2023, 8, 9)] * 7 + [datetime(2023, 8, 16, 7, tzinfo=UTC)] * 2
    assert "Not the usual night: the planned hour; they came late." in found.events[7]["description"]


async def test_a_moved_episode_keeps_its_uid_and_a_cancelled_one_is_told_as_such(site):
    site.bot.drama("weekly", WEEKLY)
    await site.bot.start("2021-06-19 8PM MYT")
    before = await calendar(site, "/calendar/weekly.ics")
    _, first, _ = await site.get("/calendar/weekly.ics")
    await site.bot.stop()
    site.bot.drama("weekly", WEEKLY + MOVED)
    await site.bot.start("2021-06-20 8PM MYT")
    status, second, _ = await site.get("/calendar/weekly.ics", If_None_Match=first["ETag"])
    assert (status, second["ETag"] != first["ETag"]) == (200, True)
    assert second["Last-Modified"] == "Sun, 20 Jun 2021 12:00:00 GMT"
    moved = await calendar(site, "/calendar/weekly.ics")
    assert [one["uid"] for one in moved.events] == [one["uid"] for one in before.events]
    assert [(one["sequence"], one["status"]) for one in moved.events] == [
        (0, "CONFIRMED"),
        (1, "CONFIRMED"),
        (0, "CONFIRMED"),
    ]
    assert starts(moved)[1] == datetime(2021, 6, 27, 13, tzinfo=UTC)
    assert moved.events[1]["last-modified"].dt == datetime(2021, 6, 20, 12, tzinfo=UTC)
    await site.bot.stop()
    site.bot.drama("weekly", WEEKLY.replace("episodes = 3", "episodes = 2"))
    await site.bot.start("2021-06-21 8PM MYT")
    fewer = await calendar(site, "/calendar/weekly.ics")
    assert [(one["uid"], one["sequence"], one["status"]) for one in fewer.events] == [
        (before.events[0]["uid"], 0, "CONFIRMED"),
        (before.events[1]["uid"], 2, "CONFIRMED"),  # back at its old hour
        (before.events[2]["uid"], 1, "CANCELLED"),
    ]
    assert fewer.events[2]["summary"] == "Weekly: episode 3, no longer announced"
    assert starts(fewer)[2] == starts(before)[2]


async def test_a_restart_alone_changes_nothing(site):
    await site.bot.start("2021-06-19 8PM MYT")
    _, before, body = await site.get("/calendar/nevertheless.ics")
    await site.bot.stop()
    await site.bot.start("2021-06-25 8PM MYT")
    status, after, same = await site.get("/calendar/nevertheless.ics")
    assert (status, after["ETag"], after["Last-Modified"], same) == (
        200,
        before["ETag"],
        before["Last-Modified"],
        body,
    )
    assert (await site.get("/calendar/nevertheless.ics", If_Modified_Since=before["Last-Modified"]))[0] == 304
    early = "Fri, 18 Jun 2021 12:00:00 GMT"
    assert (await site.get("/calendar/nevertheless.ics", If_Modified_Since=early))[0] == 200


async def test_a_private_calendar_has_what_the_chat_follows_with_its_reminders_as_alarms(site):
    await site.bot.start("2024-11-20 12:00 KST")
    ana = site.bot.fan("ana")
    token = await site.token()
    path = f"/calendar/private/{token}.ics"
    empty = await calendar(site, path)
    assert (len(empty.events), empty["name"]) == (0, "My dramas")
    await ana.asks("/subscribe", drama="when the phone rings")
    found = await calendar(site, path)
    assert "source" not in found, "nobody else shall learn the address"
    assert len(found.events) == 12
    day = timedelta(days=1)
    assert alarms(found)[:2] == [[timedelta(0), -day], [timedelta(0)]]
    await ana.asks("/remind", drama="when the phone rings", leads="1h 9am")
    await ana.asks("/timezone", zone="Kuala Lumpur")
    found = await calendar(site, path)
    nine = datetime(2024, 11, 23, 1, tzinfo=UTC)  # in Kuala Lumpur
    assert alarms(found)[0] == [timedelta(hours=-1), nine]
    _, _, body = await site.get(path)
    assert b"TRIGGER;VALUE=DATE-TIME:20241123T010000Z" in body
    await ana.asks("/remind", drama="when the phone rings", leads="off")
    assert alarms(await calendar(site, path)) == [[]] * 12


async def test_a_double_bill_rings_once_and_one_of_unknown_hour_in_the_morning(site):
    site.bot.drama("night", NIGHT)
    await site.bot.start("2021-06-19 8PM MYT")
    ana = site.bot.fan("ana")
    await ana.asks("/subscribe", drama="night")
    await ana.asks("/remind", drama="night", leads="0m")
    found = await calendar(site, f"/calendar/private/{await site.token()}.ics")
    assert starts(found) == [date(2021, 7, 1)] * 2
    assert alarms(found) == [[datetime(2021, 7, 1, 0, tzinfo=UTC)], []]  # 9 AM in Seoul


async def test_a_rewatch_is_in_the_private_calendar_and_moves_when_it_is_begun_anew(site):
    await site.bot.start("2024-12-13 11:00 KST")
    ana = site.bot.fan("ana")
    path = f"/calendar/private/{await site.token()}.ics"
    await ana.asks("/rewatch", drama="nevertheless")
    found = await calendar(site, path)
    again = [event for event in found.events if "(rewatch)" in event["summary"]]
    assert [event["summary"] for event in again][:1] == ["Nevertheless (rewatch): episode 1 of 10"]
    assert [event["dtstart"].dt for event in again][:1] == [datetime(2024, 12, 14, 16, tzinfo=UTC)]
    assert (len(again), len(found.events)) == (10, 20)
    await ana.asks("/rewatch", drama="nevertheless", when="friday 9pm")
    moved = [event for event in (await calendar(site, path)).events if "(rewatch)" in event["summary"]]
    assert [event["uid"] for event in moved] == [event["uid"] for event in again]
    assert {event["sequence"] for event in moved} == {1}


async def test_a_private_calendar_tells_who_has_it_already_until_something_changes(site):
    await site.bot.start("2024-11-20 12:00 KST")
    ana = site.bot.fan("ana")
    await ana.asks("/subscribe", drama="when the phone rings")
    path = f"/calendar/private/{await site.token()}.ics"
    status, headers, _ = await site.get(path)
    assert (status, headers["Cache-Control"], headers["Referrer-Policy"]) == (200, "private, no-cache", "no-referrer")
    known = {"If_None_Match": headers["ETag"], "If_Modified_Since": headers["Last-Modified"]}
    assert (await site.get(path, **known))[0] == 304
    await site.bot.at("2024-11-22 12:00 KST")
    await site.bot.stop()
    await site.bot.start()
    assert (await site.get(path, **known))[0] == 304
    await ana.asks("/unsubscribe", drama="when the phone rings")
    status, after, _ = await site.get(path, **known)
    assert (status, after["Last-Modified"]) == (200, "Fri, 22 Nov 2024 03:00:00 GMT")
    assert (await site.get(path, If_Modified_Since=headers["Last-Modified"]))[0] == 200


async def test_an_address_that_was_ended_or_replaced_opens_nothing(site):
    await site.bot.start("2024-11-20 12:00 KST")
    first = await site.token()
    assert (await site.get(f"/calendar/private/{first}.ics"))[0] == 200
    second = await site.token()
    assert (await site.get(f"/calendar/private/{first}.ics"))[0] == 404
    assert (await site.get(f"/calendar/private/{second}.ics"))[0] == 200
    await site.bot.fan("ana").asks("/calendar", what="off")
    status, headers, body = await site.get(f"/calendar/private/{second}.ics")
    assert (status, body) == (404, b"There is nothing here.\n")
    assert headers["Cache-Control"] == "no-store"


async def test_who_guesses_is_stopped_and_who_knows_is_not(site):
    await site.bot.start("2024-11-20 12:00 KST")
    token = await site.token()
    mine = f"/calendar/private/{token}.ics"
    assert (await site.get(mine))[0] == 200
    wrong = [f"/calendar/private/{'a' * 30}{letter}{other}.ics" for letter in "abcdefgh" for other in "abcdefgh"]
    found = [(await site.get(path))[0] for path in wrong]
    assert found == [404] * 60 + [429] * 4
    status, headers, body = await site.get("/calendar/private/x.ics")
    assert (status, headers["Retry-After"], body) == (429, "60", b"Too many requests. Try again in a minute.\n")
    assert (await site.get(mine))[0] == 200
    assert (await site.get("/calendar/nevertheless.ics"))[0] == 200


async def test_one_calendar_is_not_polled_more_than_once_a_second(site):
    await site.bot.start("2024-11-20 12:00 KST")
    path = f"/calendar/private/{await site.token()}.ics"
    assert [(await site.get(path))[0] for _ in range(61)] == [200] * 60 + [429]


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/private/",
        "/calendar/private/../private/x",
        "/calendar/private/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
        "/calendar/private/%00.ics",
        "/calendar/.ics",
        "/calendar/%2e%2e%2fconfig.toml.ics",
        "/calendar/nevertheless",
    ],
)
async def test_what_is_no_calendar_is_not_there(site, path):
    await site.bot.start("2024-11-20 12:00 KST")
    assert (await site.get(path))[0] == 404


async def test_no_token_is_written_anywhere(tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    async with Site(tmp_path, "telegram") as site:
        await site.bot.start("2024-11-20 12:00 KST")
        token = await site.token()
        await site.bot.fan("ana").asks("/subscribe", drama="when the phone rings")
        assert (await site.get(f"/calendar/private/{token}.ics"))[0] == 200
        assert (await site.get(f"/calendar/private/{token}.ics", method="POST"))[0] == 405
        host, _, port = site.url.removeprefix("http://").partition(":")
        for request in (
            f"GET /calendar/private/{token}.ics HTTP/9.9\r\n\r\n",
            f"GET /{token} {token}\r\n{token}\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(request.encode())
            await reader.read(100)
            writer.close()
        store = site.bot.app.store.engine

        def fail(*_: object) -> None:
            raise RuntimeError("the store is broken")

        site.bot.app.store.engine = type("Broken", (), {"begin": fail})()
        status, _, body = await site.get(f"/calendar/private/{token}.ics")
        assert (status, body) == (500, b"Something went wrong here, and has been noted.\n")
        site.bot.app.store.engine = store
        files = [path for path in tmp_path.iterdir() if path.is_file()]
        assert any(path.suffix == ".db" for path in files)
        assert [path.name for path in files if token.encode() in path.read_bytes()] == []
    printed = capfd.readouterr()
    assert token not in caplog.text + printed.out + printed.err
    assert "a web page could not be made" in caplog.text + printed.out + printed.err


@pytest.mark.parametrize("chat", ["telegram", "discord", "terminal"])
async def test_every_chat_gives_an_address_that_follows_it(tmp_path, chat):
    async with Site(tmp_path, chat) as site:
        await site.bot.start("2024-11-20 12:00 KST")
        ana = site.bot.fan("ana")
        await ana.asks("/subscribe", drama="when the phone rings")
        found = await calendar(site, f"/calendar/private/{await site.token(ana)}.ics")
        assert len(found.events) == 12
        own = await ana.asks("/calendar", what="nevertheless")
        assert f"JTBC: {PUBLIC}/calendar/nevertheless.ics?release=jtbc" in own.text


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
async def test_an_address_goes_along_when_a_group_moves(site, known):
    """Telegram gives a group that becomes a supergroup another id."""
    await site.bot.start("2024-11-20 12:00 KST")
    store, now = site.bot.app.store, site.bot.now
    old, new = Address("telegram", "-1"), Address("telegram", "-1001")
    token = "a" * 32
    async with store.request(old, Place.GROUP, now) as work:
        await work.open_calendar(fingerprint(token))
    if known:
        async with store.request(new, Place.GROUP, now):
            pass
    await store.move(old, new)
    assert (await site.get(f"/calendar/private/{token}.ics"))[0] == 200


async def test_what_was_sent_is_counted_in_the_metrics(tmp_path):
    async with Site(tmp_path, "telegram") as site:
        await site.bot.start("2024-12-13 12:00 KST")
        await site.bot.fan("ana").asks("/subscribe", drama="when the phone rings")
        await site.bot.at("2024-12-13 21:40 KST")
        lines = (await site.get("/metrics"))[2].decode().split("\n")
        assert 'dramabell_sends_total{outcome="sent",platform="telegram"} 1.0' in lines
