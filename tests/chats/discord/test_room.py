import pytest

from bot.core.messages import Message, said
from bot.core.ports import Asked
from tests.chats.discord.bot import RecordingDesk, chat_on, running
from tests.emulators.discord import NOTHING, READ, USUAL, DiscordEmulator, May, faults

OPEN_DM = "POST /users/@me/channels"
REFUSAL = "In Drama Club only those who may manage the server can do that."


async def ask_room(asked: Asked) -> Message:
    return said(f"{await asked.room.manages()}: {await asked.room.hindrance()}")


async def offer(asked: Asked) -> Message:
    if asked.line:
        return said(f"ran {asked.line}")
    return await asked.room.private_offer("/subscribe nevertheless")


@pytest.mark.parametrize(
    ("may", "manages"),
    [(USUAL, False), (USUAL | May.MANAGE_CHANNELS, False), (USUAL | May.MANAGE_GUILD, True), (May.ADMINISTRATOR, True)],
)
async def test_who_may_manage_the_server_manages_its_channels(may, manages):
    async with DiscordEmulator() as dc:
        server = dc.guild("Drama Club")
        general, ana = server.channel("general"), dc.person("ana")
        server.member(ana, may=may)
        async with running(chat_on(dc, RecordingDesk(ask_room)), dc):
            assert (await ana.uses("/week", in_=general)).content == f"{manages}: None"
            server.owner_id = ana.id
            assert (await ana.uses("/week", in_=general)).content == "True: None"


async def test_everybody_manages_their_own_private_chat():
    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(ask_room)), dc):
            assert (await ana.uses("/week")).content == "True: None"


async def test_a_missing_right_is_named_with_the_channel_and_who_can_grant_it():
    async with DiscordEmulator() as dc:
        server, ana = dc.guild("Drama Club"), dc.person("ana")
        quiet, dark = server.channel("quiet", bot_may=READ), server.channel("dark", bot_may=NOTHING)
        thread = server.channel("talk").thread("episode-3", bot_may=READ | May.SEND_MESSAGES)
        async with running(chat_on(dc, RecordingDesk(ask_room)), dc):
            said_there = [(await ana.uses("/week", in_=place)).content for place in (quiet, dark, thread)]
        assert said_there == [
            "False: I can't post in #quiet: I lack the permission Send Messages there. "
            "Whoever may manage #quiet can grant it under Edit Channel > Permissions > Dramabell",
            "False: I can't post in #dark: I lack the permissions View Channel and Send Messages there. "
            "Whoever may manage #dark can grant it under Edit Channel > Permissions > Dramabell",
            "False: I can't post in #episode-3: I lack the permission Send Messages in Threads there. "
            "Whoever may manage #episode-3 can grant it under Edit Channel > Permissions > Dramabell",
        ]


async def test_a_server_without_the_bot_is_told_how_to_add_it():
    async with DiscordEmulator() as dc:
        ana = dc.person("ana", installed=True)
        elsewhere = dc.guild("Elsewhere", bot_in=False).channel("general")
        friends = ana.group_dm(dc.person("ben"))
        async with running(chat_on(dc, RecordingDesk(ask_room)), dc) as links:
            in_server, in_group = await ana.uses("/week", in_=elsewhere), await ana.uses("/week", in_=friends)
        assert in_server.content == (
            "False: I am no member of this server, so I can't post there by myself. "
            f"Whoever may manage it can add me ({links[0]})"
        )
        assert in_group.content == (
            "False: Discord lets no bot post by itself in a group of friends. "
            "Write to me directly, or add me to a server"
        )


async def test_a_fan_is_offered_a_private_one_in_a_direct_message():
    async with DiscordEmulator() as dc:
        desk, ana, general = RecordingDesk(offer), dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, desk), dc):
            seen = await ana.uses("/week", in_=general)
            (direct,) = dc.messages(ana.dm)
            pressed = await ana.presses("Do it here", direct)
        assert (seen.content, seen.ephemeral) == (
            "I have sent you a direct message with a button that does it for you alone.",
            True,
        )
        assert [(button.label, button.url) for button in seen.buttons] == [
            ("Open it", f"https://discord.com/channels/@me/{ana.dm.id}")
        ]
        assert (
            direct.content
            == f"You asked for /subscribe nevertheless in Drama Club. {REFUSAL} Here it is for you alone."
        )
        assert pressed.content == "ran /subscribe nevertheless"


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_are_said_with_the_way_to_open_them(code):
    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana", dms_open=code != 50007), dc.guild("Drama Club").channel("general")
        if code == 50278:
            dc.script(faults.refused(50278), route=OPEN_DM)
        async with running(chat_on(dc, RecordingDesk(offer)), dc):
            seen = await ana.uses("/week", in_=general)
        assert (seen.content, seen.ephemeral, dc.messages()) == (
            "I tried to send you a direct message instead, but yours are closed to me. To open them, tap "
            "the server's name > Privacy Settings > Direct Messages, then ask again; or open my profile and send "
            "/subscribe nevertheless there.",
            True,
            [],
        )


async def test_direct_messages_opened_too_fast_ask_for_a_minute():
    async with DiscordEmulator(dm_opens=(0, 10.0)) as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(offer)), dc):
            seen = await ana.uses("/week", in_=general)
        assert seen.content == (
            "I wanted to send you a direct message instead, but Discord did not let me just now. Try again in a minute."
        )
