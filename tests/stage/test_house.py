"""The stage as its pages hear it."""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator

import pytest

from bot.chats.local import audience
from bot.core.times import read_instant
from bot.web import stage as pages
from tests.stage.house import House, buttons

PREMIERE = "Nevertheless: Episode 1 of 10, the premiere, "


@pytest.fixture
async def house(tmp_path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house


def title(shown) -> str:
    return shown["telegram"]["text"].split("\n")[0]


async def test_a_fan_follows_presses_on_either_side_and_is_told_when_the_clock_gets_there(house):
    await house.start()
    ana = await house.tab()
    assert (ana.joined["name"], ana.joined["shown"]) == ("Fan 1", [])
    assert ana.joined["clock"]["now"] == "2021-06-18T12:00:00+00:00", "the evening before the premiere"
    assert ana.joined["clock"]["follows"] is False
    answer = await ana.says("/subscribe nevertheless")
    assert title(answer) == "Subscribed to Nevertheless"
    assert answer["discord"]["content"].startswith("**Subscribed to Nevertheless**\n")
    assert buttons(answer, "telegram") == buttons(answer, "discord") != []
    clock = await ana.hears("clock", follows=True)
    assert clock["next"] == "2021-06-18T16:00:00+00:00"
    await ana.send(do="next")
    told = await ana.hears("shown")
    assert (title(told), told["asked"], told["at"]) == (f"{PREMIERE}airs in 1 day", False, "2021-06-18T16:00:00+00:00")
    await ana.presses(told, "discord", "Quote")
    pressed = await ana.hears("shown", by="press")
    assert (pressed["text"], pressed["under"]) == ("Quote", told["number"])
    assert "Source: GOKpop, 19 June 2021." in (await ana.hears("shown", by="bot"))["telegram"]["text"]
    await ana.send(do="later", seconds=24 * 3600)
    assert title(await ana.hears("shown")) == f"{PREMIERE}is out now"
    await ana.presses(told, "telegram", "Stop")
    assert title(await ana.hears("shown", by="bot")).startswith("Unsubscribed from Nevertheless.")
    assert (await ana.hears("clock", follows=False))["now"] == "2021-06-19T16:00:00+00:00"


async def test_a_season_is_played_to_its_end_and_can_begin_again(house):
    await house.start()
    ana = await house.tab()
    await ana.says("/subscribe nevertheless")
    await ana.send(do="play", pause=0)
    assert (await ana.hears("clock", playing=True))["pause"] == 0
    told = [title(await ana.hears("shown")) for _ in range(11)]
    assert (told[0], told[-1]) == (f"{PREMIERE}airs in 1 day", "Nevertheless: Episode 10 of 10, the finale, is out now")
    assert (await ana.hears("clock", playing=False))["now"] == "2021-08-21T16:00:00+00:00"
    await ana.send(do="again")
    await ana.hears("cleared")
    clock = await ana.hears("clock")
    assert (clock["now"], clock["scene"], clock["follows"]) == ("2021-06-18T12:00:00+00:00", 2, False)
    assert title(await ana.says("/subscriptions")).startswith("This chat follows no drama yet.")
    assert (await house.get("/"))[0] == 200, "the schedule is that of the new story"


async def test_playing_pauses_and_a_leap_by_hand_ends_it(house):
    await house.start()
    ana = await house.tab()
    await ana.says("/subscribe nevertheless")
    await ana.send(do="play", pause=60)
    assert title(await ana.hears("shown")).endswith("airs in 1 day")
    await ana.hears("clock", playing=True, now="2021-06-18T16:00:00+00:00")
    await ana.send(do="halt")
    assert (await ana.hears("clock", playing=False))["now"] == "2021-06-18T16:00:00+00:00"
    await ana.send(do="next")
    assert title(await ana.hears("shown")).endswith("is out now")


async def test_while_nobody_follows_anything_the_next_event_is_an_airing(house):
    await house.start("2021-06-19 9PM KST")
    ana = await house.tab()
    await ana.send(do="next")
    assert (await ana.hears("clock"))["now"] == read_instant("2021-06-19 11PM KST").isoformat(), "on JTBC"


async def test_each_tab_is_a_fan_and_an_edit_reaches_all_of_them(house):
    await house.start("2021-06-19 11PM MYT")
    ana, bo = await house.tab(), await house.tab()
    assert (ana.joined["number"], bo.joined["number"]) == (1, 2)
    await bo.says("/subscribe nevertheless")
    await ana.send(do="next")
    told = await bo.hears("shown", asked=False)
    assert title(told) == f"{PREMIERE}is out now"
    move = "/move nevertheless 1 20 June 2021 2AM late upload"
    assert title(await ana.says(move)) == "Only an editor of this bot may do that."
    await ana.send(do="admin", on=True)
    assert (await ana.hears("admin"))["on"] is True
    card = await ana.says(move)
    assert title(card) == "Nevertheless: move episode 1?"
    await ana.presses(card, "discord", "Yes, do it")
    await ana.hears("shown", by="bot")
    corrected = await bo.hears("changed")
    assert (corrected["number"], corrected["edited"]) == (told["number"], True)
    assert "2:00 AM" in corrected["telegram"]["text"]
    again = await house.tab(bo.joined["token"])
    assert (again.joined["name"], again.joined["shown"][-1]["number"]) == ("Fan 2", bo_last(again))
    assert corrected in [one | {"what": "changed"} for one in again.joined["shown"]], "as it stands now"


def bo_last(tab) -> int:
    return max(one["number"] for one in tab.joined["shown"])


async def test_a_suggestion_is_brought_to_whoever_is_an_admin_then(house):
    await house.start()
    ana, bo = await house.tab(), await house.tab()
    await bo.send(do="admin", on=True)
    await bo.hears("admin")
    await ana.says('/suggest "Lovely Night" tvN 8 Apr 2024 8:50 PM KST, Mondays, 16 episodes')
    assert "Lovely Night" in (await bo.hears("shown", by="bot"))["telegram"]["text"]


async def test_a_form_is_asked_in_words_for_telegram_and_opened_whole_for_discord(house):
    await house.start()
    ana = await house.tab()
    await ana.send(do="admin", on=True)
    asked = await ana.says("/adddrama")
    assert title(asked) == "New drama: Title"
    await ana.send(do="press", side="discord", data=asked["opens"], label="Open the form", under=0)
    form = (await ana.hears("shown", by="bot"))["form"]["discord"]
    assert (form["title"], len(form["components"])) == ("New drama", 5)
    names = [one["component"]["custom_id"] for one in form["components"]]
    values = dict(zip(names, ("Test Drama", "tvN", "8 Apr 2024 8:50 PM KST", "16", "Monday, Tuesday"), strict=True))
    await ana.send(do="submit", data=form["custom_id"], values=values)
    assert "Test Drama" in title(await ana.hears("shown", by="bot"))


async def test_a_file_that_is_dropped_is_read_as_in_any_chat(house):
    await house.start()
    ana = await house.tab()
    await ana.send(do="admin", on=True)
    exported = await ana.says("/export nevertheless")
    (file,) = exported["files"]
    assert (file["name"], file["size"]) == ("nevertheless.toml", len(b64decode(file["content"])))
    changed = b64decode(file["content"]).replace(b"episodes = 10", b"episodes = 12", 1)
    await ana.send(do="drop", name=file["name"], content=b64encode(changed).decode())
    assert (await ana.hears("shown", by="fan", file=True))["text"] == "nevertheless.toml"
    card = await ana.hears("shown", by="bot")
    assert title(card) == "Nevertheless: take over nevertheless.toml?"
    assert "Episode 12 on Netflix: not part of it" in card["telegram"]["text"]


async def test_menus_and_suggestions_are_the_bots_own(house):
    await house.start()
    ana = await house.tab()
    menu = {one["name"]: one for one in ana.joined["menu"]}
    assert menu["subscribe"]["usage"] == "/subscribe DRAMA [RELEASE]"
    assert "approve" not in menu
    await ana.send(do="suggest", command="quote", param="who", text="song k", to=7)
    found = await ana.hears("suggested")
    assert (found["to"], found["choices"][0]["label"]) == (7, "Song Kang")


async def test_more_tabs_than_seats_are_told_so_and_empty_seats_are_given_away(house, monkeypatch):
    monkeypatch.setattr(audience, "MOST", 2)
    await house.start()
    ana, bo = await house.tab(), await house.tab()
    late = await house._session.ws_connect(f"{house.url}/stage/live", origin=house.url)
    await late.send_json({"do": "join", "token": ""})
    assert await late.receive_json() == {"what": "full"}
    await ana.socket.close()
    async with asyncio.timeout(5):
        while len([fan for fan in house.stage.audience.fans.values() if fan.pages]) == 2:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    assert (await house.tab()).joined["name"] == "Fan 3"
    assert bo.joined["name"] == "Fan 2"


@pytest.mark.parametrize(
    "said",
    [
        "no JSON",
        "[1]",
        '{"do": "destroy"}',
        '{"do": "later", "seconds": "x"}',
        '{"do": "press", "side": 1}',
        '{"do": "submit", "values": 1}',
        '{"do": ["join"]}',
        '{"do": "drop", "content": 1}',
        '{"do": "drop", "name": "x", "content": "no base64!"}',
        "x" * 2_000_000,
    ],
)
async def test_what_no_page_of_ours_would_say_ends_the_connection(house, said):
    await house.start()
    ana = await house.tab()
    await ana.socket.send_str(said)
    assert await ana.ended()
    assert (await house.tab()).joined["name"] == "Fan 2", "and nothing else"


async def test_a_page_that_says_too_much_at_once_is_asked_to_wait(house):
    await house.start()
    ana = await house.tab()
    for _ in range(70):
        await ana.send(do="halt")
    assert (await ana.hears("wrong"))["text"].startswith("That was too much at once.")
    assert await ana.ended()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8080"}, 200),
        ({"Host": "evil.example"}, 404),
        ({"Host": "evil.example:8080"}, 404),
        ({"X_Forwarded_For": "203.0.113.7"}, 404),
    ],
)
async def test_the_stage_is_there_for_this_machine_by_its_address_alone(house, headers, status):
    await house.start()
    assert [(await house.get(path, **headers))[0] for path in ("/stage", "/stage/stage.js")] == [status, status]


@pytest.mark.parametrize("origin", ["", "https://evil.example", "http://localhost:1", "null"])
async def test_no_page_of_anybody_else_speaks_to_it(house, origin):
    await house.start()
    status, text = await house.get(
        "/stage/live", Origin=origin, Upgrade="websocket", Connection="Upgrade", Sec_WebSocket_Version="13"
    )
    assert (status, "Only" in text) == (403, False)


async def test_where_others_are_let_in_they_come_by_an_address_too(tmp_path):
    async with House(tmp_path, "0.0.0.0:0") as house:
        await house.start()
        assert (await house.get("/stage", X_Forwarded_For="203.0.113.7"))[0] == 200
        assert (await house.get("/stage", Host="evil.example"))[0] == 404


async def test_a_port_that_is_taken_is_no_reason_to_have_no_stage(tmp_path):
    async with House(tmp_path) as first:
        await first.start()
        taken = first.url.removeprefix("http://")
        async with House(tmp_path, taken) as second:
            await second.start()
            assert second.url != first.url
            ana = await second.tab()
            assert f"{second.url}/calendar/" in (await ana.says("/calendar"))["telegram"]["text"]


async def test_a_button_of_an_earlier_story_says_that_it_is_over(house):
    await house.start()
    ana = await house.tab()
    await ana.send(do="press", side="discord", data="key:0123456789abcdef", label="Old", under=0)
    assert (await ana.hears("wrong"))["text"] == "This button is from an earlier story; that one is over."
    await ana.send(do="press", side="elsewhere", data="/help", label="Help", under=0)
    await ana.hears("wrong")


async def test_no_more_connections_are_held_than_a_machine_can_bear(house, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 2)
    await house.start()
    tabs = [await house.tab() for _ in range(2)]
    upgrade = {"Origin": house.url, "Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    assert (await house.get("/stage/live", **upgrade))[0] == 429
    await tabs[0].socket.close()
    async with asyncio.timeout(5):
        while (await house.get("/stage/live", **upgrade))[0] == 429:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert (await house.tab()).joined["name"] == "Fan 3"


async def test_the_schedule_has_a_way_to_the_stage_and_back(house):
    await house.start()
    assert 'href="stage"' in (await house.get("/"))[1]
    assert 'href="./"' in (await house.get("/stage"))[1]
