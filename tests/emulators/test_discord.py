"""The Discord emulator, driven by the real discord.py: people, commands, messages."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import discord
import pytest

from tests.emulators.discord import (
    FORUM,
    NOTHING,
    READ,
    USUAL,
    Choice,
    ClientRefuses,
    DidNotRespond,
    DiscordEmulator,
    May,
)
from tests.emulators.small_bot import Bot, point_discord_py_at, running


@pytest.fixture
async def dc(monkeypatch) -> AsyncIterator[DiscordEmulator]:
    async with DiscordEmulator(interaction_deadline=0.5) as emulator:
        point_discord_py_at(emulator, monkeypatch)
        yield emulator


@pytest.fixture
async def bot(dc) -> AsyncIterator[Bot]:
    async with running(dc) as client:
        yield client


async def test_a_slash_command_is_answered_in_the_channel(dc, bot):
    premieres = dc.guild("K-drama club").channel("premieres")
    answer = await dc.person("ana").uses("/subscribe", drama="Nevertheless", release="Netflix", in_=premieres)
    assert answer.text == "Subscribed to Nevertheless\nNevertheless\nNetflix"
    assert (answer.labels, answer.ephemeral, answer.deferred) == (("Stop",), False, False)
    assert answer.acknowledged_after < 0.5
    assert dc.messages(premieres) == []
    assert dc.messages(premieres, answers=True) == [answer.message]


async def test_autocomplete_offers_what_the_bot_finds(dc, bot):
    ana = dc.person("ana")
    assert await ana.completes("/subscribe", drama="never") == [Choice("Nevertheless", "nevertheless")]


async def test_a_button_changes_the_message_it_is_under(dc, bot):
    ana = dc.person("ana")
    answer = await ana.uses("/subscribe", drama="Vincenzo")
    pressed = await ana.presses("Stop", answer)
    assert (pressed.content, pressed.labels, pressed.updated) == ("pressed stop", (), True)
    assert [m.content for m in dc.messages(ana.dm, answers=True)] == ["pressed stop"]
    with pytest.raises(ClientRefuses, match="0 buttons are called 'Stop'"):
        await ana.presses("Stop", answer)


async def test_a_deferred_answer_is_waited_for(dc, bot):
    answer = await dc.person("ana").uses("/subscribe", drama="slow")
    assert (answer.content, answer.deferred, answer.ephemeral) == ("Subscribed at last", True, True)


async def test_the_first_follow_up_takes_the_place_of_thinking(dc, bot):
    ana = dc.person("ana")
    assert (await ana.uses("/subscribe", drama="twice")).content == "first"
    await dc.called("POST /webhooks/{application}/{token}", 2)
    assert [(m.content, m.ephemeral) for m in dc.messages(answers=True)] == [("first", False), ("second", True)]


async def test_an_ephemeral_answer_is_for_one_person(dc, bot):
    premieres = dc.guild("K-drama club").channel("premieres")
    answer = await dc.person("ana").uses("/subscribe", drama="slow", in_=premieres)
    with pytest.raises(ClientRefuses, match="bea cannot see that message"):
        await dc.person("bea").presses("Stop", answer)
    assert [m async for m in bot.get_partial_messageable(int(premieres.id)).history()] == []


async def test_silence_is_what_the_person_sees(dc, bot):
    with pytest.raises(DidNotRespond):
        await dc.person("ana").uses("/subscribe", drama="never")


async def test_the_client_offers_only_what_was_synced(dc, bot):
    ana, guild = dc.person("ana"), dc.guild("K-drama club")
    premieres = guild.channel("premieres")
    for line, options, words in (
        ("/unsubscribe", {}, "/unsubscribe is not offered to ana"),
        ("/subscribe", {}, "/subscribe needs the option 'drama'"),
        ("/subscribe", {"drama": "x", "who": "y"}, "/subscribe has no option 'who'"),
        ("/subscribe", {"drama": 7}, "the option 'drama' does not take 7"),
        ("/rewatch", {}, "/rewatch is not offered to ana"),
    ):
        with pytest.raises(ClientRefuses, match=words):
            await ana.uses(line, in_=premieres, **options)


async def test_rights_of_person_and_bot_come_with_the_interaction(dc, bot):
    guild = dc.guild("K-drama club")
    mute = guild.channel("announcements", bot_may=READ)
    ana = guild.member(dc.person("ana"), manage_guild=True)
    assert (await ana.uses("/subscribe", drama="rights", in_=mute)).content == "True False"
    assert (await dc.person("bea").uses("/subscribe", drama="rights", in_=guild.channel("x"))).content == "False True"


async def test_what_the_bot_computes_of_its_rights_is_what_it_has(dc, bot):
    guild = dc.guild("K-drama club")
    channels = {may: guild.channel(f"may-{int(may)}", bot_may=may) for may in (USUAL, READ, NOTHING)}
    await dc.person("ana").uses("/subscribe", drama="x", in_=channels[USUAL])  # a round trip: all events have arrived
    seen = {may: bot.get_channel(int(channel.id)) for may, channel in channels.items()}
    found = {may: (p := channel.permissions_for(channel.guild.me)).send_messages for may, channel in seen.items()}
    assert (found, p.view_channel) == ({USUAL: True, READ: False, NOTHING: False}, False)


async def test_a_command_of_a_user_app_works_where_the_bot_is_not(dc, bot):
    ana, elsewhere = dc.person("ana", installed=True), dc.guild("Elsewhere", bot_in=False).channel("lounge")
    for place in (elsewhere, ana.group_dm(dc.person("bea"))):
        assert (await ana.uses("/subscribe", drama="x", in_=place)).content == "Subscribed to x"
    with pytest.raises(ClientRefuses, match="/subscribe is not offered to cho"):
        await dc.person("cho").uses("/subscribe", drama="x", in_=elsewhere)


async def test_a_form_is_filled_in_and_answered(dc, bot):
    guild = dc.guild("K-drama club")
    ana = guild.member(dc.person("ana"), manage_guild=True)
    form = await ana.uses("/rewatch", in_=guild.channel("premieres"))
    assert (form.modal.title, [one.label for one in form.modal.fields]) == ("Rewatch", ["Day", "Zone"])
    for values, words in (({"Day": "x"}, "the form needs 'Zone'"), ({"Day": "x" * 11, "Zone": "KST"}, "0 to 10")):
        with pytest.raises(ClientRefuses, match=words):
            await ana.fills(form, values)
    answer = await ana.fills(form, {"Day": "20 June", "Zone": "KST"})
    assert (answer.content, answer.ephemeral) == ("From 20 June ['KST']", True)


async def test_a_message_is_posted_once_for_one_nonce(dc, bot):
    premieres = dc.guild("K-drama club").channel("premieres")
    place = bot.get_partial_messageable(int(premieres.id))
    first, second = [await place.send(text, nonce="o1") for text in ("Out now", "Out now, again")]
    third = await place.send("Another", nonce="o2")
    assert (first.id == second.id, third.id == first.id) == (True, False)
    assert [(m.content, m.nonce) for m in await dc.sent(2)] == [("Out now", "o1"), ("Another", "o2")]
    assert dc.repeats == [str(first.id)]


async def test_a_repeated_nonce_of_a_deleted_message_is_an_unknown_message(dc, bot):
    place = bot.get_partial_messageable(int(dc.guild("K-drama club").channel("premieres").id))
    await (await place.send("Out now", nonce="o1")).delete()
    with pytest.raises(discord.NotFound) as refused:
        await place.send("Out now", nonce="o1")
    assert refused.value.code == 10008


async def test_direct_messages_arrive_unless_they_are_closed(dc, bot):
    ana, bea, cho = dc.person("ana"), dc.person("bea", dms_open=False), dc.person("cho", reachable=False)
    await (await bot.create_dm(discord.Object(int(ana.id)))).send("Out now")
    assert [m.content for m in dc.messages(ana.dm)] == ["Out now"]
    for person, code in ((bea, 50007), (cho, 50278)):
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.create_dm(discord.Object(int(person.id)))).send("Out now")
        assert refused.value.code == code


async def test_only_so_many_private_chats_are_opened_at_once(monkeypatch):
    async with DiscordEmulator(dm_opens=(1, 60.0)) as dc:
        point_discord_py_at(dc, monkeypatch)
        async with running(dc) as bot:
            ana, bea = dc.person("ana"), dc.person("bea")
            for _ in range(2):
                await bot.create_dm(discord.Object(int(ana.id)))
            with pytest.raises(discord.Forbidden) as refused:
                await bot.create_dm(discord.Object(int(bea.id)))
            assert refused.value.code == 40003


async def test_rights_and_lost_channels_refuse_a_message(dc, bot):
    guild = dc.guild("K-drama club")
    gone, left = guild.channel("gone"), dc.guild("Left")
    channels = {
        50013: guild.channel("mute", bot_may=USUAL & ~May.SEND_MESSAGES),
        50001: guild.channel("hidden", bot_may=NOTHING),
        10003: gone,
    }
    gone.delete()
    for code, channel in channels.items():
        with pytest.raises(discord.HTTPException) as refused:
            await bot.get_partial_messageable(int(channel.id)).send("Out now")
        assert refused.value.code == code
    lobby = left.channel("lobby")
    left.remove_bot()
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(int(lobby.id)).send("Out now")
    assert (refused.value.code, dc.messages()) == (50001, [])


async def test_pings_are_those_that_the_payload_lets_through(dc, bot):
    guild = dc.guild("K-drama club")
    role, ana = guild.role("fans"), dc.person("ana")
    place = bot.get_partial_messageable(int(guild.channel("premieres").id))
    text = f"@everyone <@&{role}> <@{ana.id}>"
    await place.send(text)
    assert dc.pings == []
    await place.send(text, allowed_mentions=discord.AllowedMentions(roles=[discord.Object(int(role))]))
    assert [(ping.kind, ping.id) for ping in dc.pings] == [("role", role)]


async def test_without_allowed_mentions_everything_pings(dc):
    async with running(dc, allowed_mentions=None) as bot:
        place = bot.get_partial_messageable(int(dc.guild("K-drama club").channel("premieres").id))
        await place.send("@here and <@123>", embed=discord.Embed(title="@everyone"))
        assert [(ping.kind, ping.id) for ping in dc.pings] == [("here", None), ("user", "123")]


async def test_a_layout_of_components_is_posted_and_pressed(dc, bot):
    premieres = dc.guild("K-drama club").channel("premieres")
    view = discord.ui.LayoutView(timeout=None)
    section = discord.ui.Section("Nevertheless", accessory=discord.ui.Button(label="Stop", custom_id="stop"))
    view.add_item(discord.ui.Container(section, discord.ui.TextDisplay("Episode 3 of 10"), accent_colour=0xFF0000))
    await bot.get_partial_messageable(int(premieres.id)).send(view=view)
    [seen] = dc.messages(premieres)
    assert (seen.all_text, seen.labels, seen.flags) == ("Nevertheless\nEpisode 3 of 10", ("Stop",), 1 << 15)
    with pytest.raises(DidNotRespond):  # the bot sets content on it: refused
        await dc.person("ana").presses("Stop", seen)
    assert (dc.calls[-1].status, list(dc.messages(premieres))) == (400, [seen])


async def test_threads_are_made_and_a_locked_one_refuses(dc, bot):
    premieres, forum = (guild := dc.guild("K-drama club")).channel("premieres"), guild.channel("forum", FORUM)
    await dc.person("ana").uses("/subscribe", drama="x", in_=premieres)
    message = await bot.get_channel(int(premieres.id)).send("Episode 1")
    thread = await message.create_thread(name="Spoilers")
    await thread.send("careful")
    made = await bot.get_channel(int(forum.id)).create_thread(name="Nevertheless", content="Season 1")
    assert [(m.channel.name, m.content) for m in dc.messages()] == [
        ("premieres", "Episode 1"),
        ("Spoilers", "careful"),
        ("Nevertheless", "Season 1"),
    ]
    dc.channels[str(made.thread.id)].archive(locked=True)
    with pytest.raises(discord.HTTPException) as refused:
        await made.thread.send("late")
    assert refused.value.code == 160005


async def test_scheduled_events_need_the_right_and_a_future(dc, bot):
    guild = dc.guild("K-drama club", bot_may=USUAL | May.CREATE_EVENTS)
    await dc.person("ana").uses("/subscribe", drama="x", in_=guild.channel("premieres"))
    here = bot.get_guild(int(guild.id))
    night, later = datetime(2100, 6, 19, 16, tzinfo=UTC), datetime(2100, 6, 19, 18, tzinfo=UTC)
    fixed = {"entity_type": discord.EntityType.external, "privacy_level": discord.PrivacyLevel.guild_only}
    event = await here.create_scheduled_event(
        name="Nevertheless", start_time=night, end_time=later, location="Netflix", **fixed
    )
    assert [one["name"] for one in guild.events.values()] == ["Nevertheless"]
    await event.delete()
    with pytest.raises(discord.HTTPException, match="Cannot schedule event in the past"):
        await here.create_scheduled_event(
            name="x", start_time=night.replace(year=2001), end_time=later, location="Netflix", **fixed
        )
    guild.bot_may = USUAL
    with pytest.raises(discord.Forbidden):
        await here.create_scheduled_event(name="x", start_time=night, end_time=later, location="Netflix", **fixed)


async def test_the_bot_hears_of_servers_and_channels(dc, bot):
    guild = dc.guild("K-drama club")
    channel = guild.channel("premieres")
    channel.allow(READ)
    channel.delete()
    guild.remove_bot()
    await dc.person("ana").uses("/subscribe", drama="x")
    changes = ["GUILD_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "GUILD_DELETE"]
    assert bot.heard == ["READY", *changes, "INTERACTION_CREATE"]
