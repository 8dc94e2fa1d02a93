import asyncio
from dataclasses import replace

from bot.core.command import Command, Param, Takes
from bot.core.errors import Choice
from tests.chats.discord.bot import COMMANDS, DRAMAS, Memory, RecordingDesk, chat_on, nothing, running
from tests.emulators.discord import Choice as Shown
from tests.emulators.discord import DiscordEmulator, faults

SUBSCRIBE = {
    "name": "subscribe",
    "description": "Tell me when each episode is out",
    "type": 1,
    "nsfw": False,
    "default_member_permissions": None,
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
    "options": [
        {"type": 3, "name": "drama", "description": "Title, or a part of it", "required": True, "autocomplete": True},
        {"type": 3, "name": "release", "description": "Netflix, JTBC …", "required": False},
    ],
}


async def test_commands_are_registered_once_over_restarts_and_again_when_they_change():
    async with DiscordEmulator() as dc:
        memory, desk = Memory(), RecordingDesk()
        for _ in range(3):
            async with running(chat_on(dc, desk, memory=memory), dc):
                await dc.ready()
        assert dc.syncs == 1
        put = next(call.json for call in dc.calls if call.method == "PUT")
        assert [command["name"] for command in put] == ["subscribe", "week"]
        assert {key: put[0][key] for key in SUBSCRIBE} == SUBSCRIBE
        changed = (replace(COMMANDS[0], about="Be told of each episode"), *COMMANDS[1:])
        async with running(chat_on(dc, desk, memory=memory, commands=changed), dc):
            assert dc.syncs == 2
        assert [c["description"] for c in dc.commands[""].values()] == [
            "Be told of each episode",
            "What airs in the next seven days",
        ]


async def test_commands_that_could_not_be_registered_are_tried_again_at_the_next_start():
    async with DiscordEmulator() as dc:
        memory, desk = Memory(), RecordingDesk()
        dc.script(faults.status(503), route="PUT /applications/{application}/commands")
        async with running(chat_on(dc, desk, memory=memory), dc):
            assert dc.syncs == 0
        async with running(chat_on(dc, desk, memory=memory), dc):
            assert dc.syncs == 1


async def test_a_long_description_is_cut_to_what_discord_takes():
    async with DiscordEmulator() as dc:
        long = Command("long", "드라마 " * 40, nothing)
        async with running(chat_on(dc, RecordingDesk(), commands=(long,)), dc):
            (told,) = dc.commands[""].values()
        assert told["description"] == ("드라마 " * 40)[:99].rstrip() + "…"


async def test_autocomplete_offers_what_the_desk_suggests():
    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk()), dc):
            every = await ana.completes("/subscribe", drama="")
            one = await ana.completes("/subscribe", drama="neve")
        assert every == [Shown(title, title.casefold()) for title in DRAMAS]
        assert one == [Shown("Nevertheless", "nevertheless")]


async def test_autocomplete_fits_what_discord_takes():
    async def many(command: str, param: str, text: str) -> list[Choice]:
        return [Choice("x" * 150, "long"), Choice("a\nb", "v" * 101), Choice(" ", "blank"), Choice("empty", "")] + [
            Choice(f"{command} {param} {text} {n}", str(n)) for n in range(40)
        ]

    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(choices=many)), dc):
            offered = await ana.completes("/subscribe", drama="ne")
        assert offered == [Shown("x" * 99 + "…", "long")] + [
            Shown(f"subscribe drama ne {n}", str(n)) for n in range(24)
        ]


async def test_autocomplete_that_fails_or_hangs_offers_nothing():
    async def broken(command: str, param: str, text: str) -> list[Choice]:
        if text == "hang":
            await asyncio.Event().wait()
        raise RuntimeError("a bug")

    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(choices=broken)), dc):
            both = await asyncio.gather(
                ana.completes("/subscribe", drama="fail"), ana.completes("/subscribe", drama="hang")
            )
        assert both == [[], []]


async def test_a_command_of_an_earlier_version_is_answered():
    async with DiscordEmulator() as dc:
        ana, desk, memory = dc.person("ana"), RecordingDesk(), Memory()
        async with running(chat_on(dc, desk, memory=memory), dc):
            pass
        dc.script(faults.status(503), route="PUT /applications/{application}/commands", times=None)
        newer = (replace(COMMANDS[0], params=COMMANDS[0].params[1:]),)
        async with running(chat_on(dc, desk, memory=memory, commands=newer), dc):
            gone = await ana.uses("/week")
            changed = await ana.uses("/subscribe", drama="nevertheless")
        assert gone.content == (
            "This command is no longer there: reload Discord to see what is. /help lists what I can do."
        )
        assert changed.content == "/subscribe"


async def test_what_only_buttons_say_is_in_no_menu_and_what_takes_files_has_an_option_for_one():
    taking = Takes((".toml",), 1000, "a drama file (.toml)")
    words = Param("article", "Its address", str)
    commands = (
        Command("approve", "Do what a proposal says", nothing, pressed=True, listed=False),
        Command("pack", "Add a drama by its file", nothing, takes=taking),
        Command("draft", "Draft a drama", nothing, (words,), takes=taking),
    )
    async with DiscordEmulator() as dc:
        async with running(chat_on(dc, RecordingDesk(), commands=commands), dc):
            await dc.synced()
        shown = {one["name"]: one["options"] for one in dc.commands[""].values()}
    told = {
        name: [(one["name"], one["type"], one["required"], one["description"]) for one in options]
        for name, options in shown.items()
    }
    assert told == {
        "pack": [("file", 11, True, "A drama file (.toml)")],
        "draft": [("article", 3, False, "Its address"), ("file", 11, False, "Or a drama file (.toml)")],
    }
