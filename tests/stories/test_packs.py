"""A drama pack dropped in a chat: shown, confirmed, in the schedule, and told of."""

import pytest
from icalendar import Calendar

from tests.emulators.discord.uploads import Upload

RUNNER = """\
title = "Lovely Runner"
aliases = ["Run Sunjae"]

[[release]]
network = "tvN"
zone = "KST"
first = "8 April 2024 8:50PM" # announced on 4 March
episodes = 4
every = ["Monday", "Tuesday"]
"""
OTHER = RUNNER.replace("Lovely Runner", "Another").replace("Run Sunjae", "The Other").replace("8:50", "9:50")
DAY = "[Mon 08 Apr 2024 11:50] (Monday 8 April 2024, 8:50 PM in Seoul (KST))"

DAYS = [
    (number, f"{day} April 2024") for number, day in enumerate(("Monday 8", "Tuesday 9", "Monday 15", "Tuesday 16"), 1)
]


async def opened(bot):
    """An editor, who is named by the owner."""
    mina = bot.fan("mina")
    bot.settings += f"[admins]\n{bot.chats[0]} = [{mina.person.id}]\n"
    bot.drama("another", OTHER)
    await bot.start("2024-04-01 12:00 KST")
    return mina


async def test_a_pack_becomes_a_drama_that_people_are_told_of(bot):
    mina, ana = await opened(bot), bot.fan("ana")
    card = await mina.drops("lovely-runner.toml", RUNNER)
    assert card.text == (
        "Add Lovely Runner?\n"
        "tvN: 4 episodes, every Monday and Tuesday at 8:50 PM in Seoul (KST).\n"
        f"Episode 1: {DAY}.\n"
        "Episode 2: [Tue 09 Apr 2024 11:50] (Tuesday 9 April 2024, 8:50 PM in Seoul (KST)).\n"
        "Episode 4: [Tue 16 Apr 2024 11:50] (Tuesday 16 April 2024, 8:50 PM in Seoul (KST)).\n"
        "Also called: Run Sunjae."
    )
    assert set(bot.app.library.catalogue.dramas) == {"another"}
    done = await mina.presses("Yes, do it", card)
    assert done.title == "Lovely Runner is in the schedule now"
    await ana.asks("/subscribe", drama="run sunjae")
    await bot.at("2024-04-08 20:50 KST")
    assert [one.title for one in ana.told] == [
        "Lovely Runner: Episode 1 of 4, the premiere, airs in 1 day",
        "Lovely Runner: Episode 1 of 4, the premiere, is out now",
    ]
    later = await mina.drops("lovely-runner (1).toml", RUNNER.replace("8:50", "9:20"))
    assert later.title.startswith("Lovely Runner: take over lovely-runner")
    assert later.text.split("\n")[1:] == [
        *(f"Episode {one}: {day}, 8:50 PM in Seoul (KST) → {day}, 9:20 PM in Seoul (KST)" for one, day in DAYS),
        "By the old time episode 1 has been out for less than a minute. Who was told so hears that it is not.",
    ]


async def test_a_calendar_comes_as_a_file_where_there_is_no_address(bot):
    mina = await opened(bot)
    await mina.asks("/subscribe", drama="another")
    answer = await mina.asks("/calendar")
    assert answer.text == (
        "The file holds the dates as announced today, for any calendar app; what moves later it does not know."
    )
    ((name, text),) = answer.files
    events = Calendar.from_ical(text).walk("VEVENT")
    assert (name, [str(event["summary"]) for event in events]) == (
        "dramas.ics",
        [
            "Another: episode 1 of 4, the premiere",
            "Another: episode 2 of 4",
            "Another: episode 3 of 4",
            "Another: episode 4 of 4, the finale",
        ],
    )
    of_one = await mina.asks("/calendar", what="another")
    ((name, text),) = of_one.files
    assert (name, [event["uid"] for event in Calendar.from_ical(text).walk("VEVENT")]) == (
        "another.ics",
        [event["uid"] for event in events],
    )


@pytest.mark.parametrize("bot", ["terminal"], indirect=True)
async def test_in_the_terminal_files_are_named_dragged_and_saved_but_never_over_another(bot, tmp_path, monkeypatch):
    bot.drama("another", OTHER)
    await bot.start("2024-04-01 12:00 KST")
    mina = bot.fan("mina")
    packs = tmp_path / "my packs"
    packs.mkdir()
    (packs / "lovely-runner.toml").write_text(RUNNER)
    (packs / "notes.md").write_text("# notes")
    assert (await mina.says(f'/pack "{packs / "lovely-runner.toml"}"')).title == "Add Lovely Runner?"
    assert (await mina.says(f"'{packs / 'lovely-runner.toml'}'")).title == "Add Lovely Runner?"
    (packs / "third.toml").write_text(RUNNER.replace("Lovely Runner", "Third").replace("Run Sunjae", "The Third"))
    both = await mina.says(f"/pack {packs}")
    assert [line for line in both.text.split("\n") if line.startswith("Add ")] == ["Add Lovely Runner?", "Add Third?"]
    monkeypatch.chdir(tmp_path)
    assert (await mina.says("/pack lost.toml")).text == f"There is no file lost.toml here, in {tmp_path}."
    assert (
        await mina.says("/pack 'my packs/notes.md'")
    ).text == 'I expected a drama file (.toml), and "notes.md" is none.'
    await mina.presses("Yes, do it", both)
    exported = await mina.says("/export third")
    assert RUNNER.replace("Lovely Runner", "Third").replace("Run Sunjae", "The Third") in f"{exported.text}\n"
    assert exported.labels == (f"Save third.toml ({(packs / 'third.toml').stat().st_size} bytes)",)
    assert (await mina.says("/save")).text == "Saved as third.toml."
    assert (tmp_path / "third.toml").read_text() == (packs / "third.toml").read_text()
    assert (await mina.says("/save")).text == (
        "There is a file third.toml already, and I overwrite none. Say another: /save NAME or /save FOLDER."
    )
    assert (await mina.says("/save 'my packs/copy.toml'")).text == "Saved as my packs/copy.toml."
    assert (await mina.says("/save nowhere/copy.toml")).text == (
        "nowhere/copy.toml cannot be written: No such file or directory."
    )
    await mina.says("/subscribe third")
    assert "BEGIN:VCALENDAR" not in (await mina.says("/calendar")).text
    await mina.says("/save")
    assert Calendar.from_ical((tmp_path / "dramas.ics").read_text()).walk("VEVENT")


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_in_a_telegram_group_an_editors_file_is_heard_and_a_fans_is_passed_over(bot):
    mina = await opened(bot)
    ana = bot.fan("ana")
    group = bot.tg.group("Fans", mina.person, ana.person)
    today = await ana.says("/today", group)
    await ana.person.sends("lovely-runner.toml", RUNNER.encode(), group, reply_to=today.native)
    card = await mina.drops("lovely-runner.toml", RUNNER, group, reply_to=today.native)
    assert card.title == "Add Lovely Runner?"
    assert (await ana.presses("Yes, do it", card, group)).title == "Only an editor of this bot may do that."
    assert (await mina.presses("Yes, do it", card, group)).title == "Lovely Runner is in the schedule now"
    assert len(bot.tg.messages(group)) == 4
    assert bot.tg.core.fetched == ["lovely-runner.toml"]


@pytest.mark.parametrize("bot", ["discord"], indirect=True)
async def test_in_a_discord_server_a_file_beside_the_bots_name_is_heard_and_a_hidden_one_is_shown_to_its_sender(bot):
    mina = await opened(bot)
    ana = bot.fan("ana")
    club = bot.dc.guild("K-drama club")
    room = club.channel("premieres")
    for fan in (mina, ana):
        club.member(fan.person)
    ana.person.sends("lovely-runner.toml", RUNNER.encode(), f"<@{bot.dc.bot['id']}>", in_=room)
    mina.person.sends("lovely-runner.toml", RUNNER.encode(), "not for the bot", in_=room)
    hidden = await mina.asks("/pack", in_=room, file=Upload.of("lovely-runner.toml", RUNNER.encode()))
    assert (hidden.title, hidden.native.ephemeral) == ("Add Lovely Runner?", True)
    refused = await ana.asks("/pack", in_=room, file=Upload.of("lovely-runner.toml", RUNNER.encode()))
    assert (refused.title, refused.native.ephemeral) == ("Only an editor of this bot may do that.", True)
    card = await mina.drops("lovely-runner.toml", RUNNER, in_=room)
    assert (await ana.presses("Yes, do it", card)).title == "Only an editor of this bot may do that."
    assert (await mina.presses("Yes, do it", card)).title == "Lovely Runner is in the schedule now"
    assert bot.dc.fetched == ["lovely-runner.toml"] * 2
    assert len(bot.dc.messages(room)) == 1
