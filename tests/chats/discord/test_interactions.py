import asyncio

import pytest

from bot.chats.discord import answers
from bot.core.messages import Button, LinkButton, Message, Style, said
from bot.core.ports import Address, Asked, Person, Place
from tests.chats.discord.bot import RecordingDesk, chat_on, running
from tests.emulators.discord import DidNotRespond, DiscordEmulator, faults


def plain(asked: Asked) -> tuple[Address, Place, Person, str | None, str | None, dict[str, str], str]:
    return asked.address, asked.place, asked.person, asked.line, asked.command, dict(asked.arguments), asked.title


async def test_a_command_reaches_the_desk_with_its_options_and_the_answer_the_person():
    async with DiscordEmulator() as dc:
        desk, ana, server = RecordingDesk(), dc.person("ana"), dc.guild("Drama Club")
        general = server.channel("general")
        async with running(chat_on(dc, desk, owners=frozenset({ana.id})), dc):
            public = await ana.uses("/subscribe", in_=general, drama="nevertheless", release="jtbc")
            private = await ana.uses("/week")
        assert [plain(asked) for asked in desk.asked] == [
            (
                Address("discord", general.id),
                Place.CHANNEL,
                Person("discord", ana.id, "Ana", owner=True),
                None,
                "subscribe",
                {"drama": "nevertheless", "release": "jtbc"},
                "#general in Drama Club",
            ),
            (
                Address("discord", ana.dm.id),
                Place.PRIVATE,
                Person("discord", ana.id, "Ana", owner=True),
                None,
                "week",
                {},
                "ana",
            ),
        ]
        assert (public.content, public.ephemeral, public.deferred) == (
            "/subscribe drama=nevertheless release=jtbc",
            False,
            False,
        )
        assert (private.content, private.ephemeral, private.deferred) == ("/week", False, False)


async def test_a_personal_answer_is_shown_to_the_asker_alone_in_a_server():
    async def refusal(asked: Asked) -> Message:
        return Message(lines=(("Only for managers.",),), personal=True)

    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(refusal)), dc):
            in_server, in_private = await ana.uses("/week", in_=general), await ana.uses("/week")
        assert (in_server.content, in_server.ephemeral) == ("Only for managers.", True)
        assert (in_private.content, in_private.ephemeral) == ("Only for managers.", False)


async def test_a_slow_desk_is_announced_within_a_second():
    async def slow(asked: Asked) -> Message:
        await asyncio.sleep(1.2)
        return Message(title="Here", lines=(("at last",),), buttons=((Button("Next", "/week"),),))

    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(slow)), dc):
            both = await asyncio.gather(ana.uses("/week", in_=general), ana.uses("/week"))
        assert [answer.acknowledged_after < 1 for answer in both] == [True, True]
        assert [(a.content, a.labels, a.ephemeral, a.deferred) for a in both] == [
            ("**Here**\nat last", ("Next",), True, True),
            ("**Here**\nat last", ("Next",), False, True),
        ]


async def test_what_takes_longer_than_an_interaction_lives_is_posted(monkeypatch):
    monkeypatch.setattr(answers, "EXPIRES", 0.8)

    async def slow(asked: Asked) -> Message:
        await asyncio.sleep(0.9)
        return Message(lines=(("at last",),), personal=asked.command == "subscribe")

    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(slow)), dc):
            asking = asyncio.gather(
                ana.uses("/week", in_=general, patience=1.5),
                ana.uses("/subscribe", in_=general, drama="x", patience=1.5),
                return_exceptions=True,
            )
            posted = await dc.sent(2)
            await asking
        assert sorted((m.channel.name, m.content) for m in posted) == [("@ana", "at last"), ("general", "at last")]


async def test_an_interaction_that_is_gone_is_answered_in_the_chat():
    async with DiscordEmulator(interaction_deadline=0.2) as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk()), dc):
            dc.script(faults.refused(10062), route="POST /interactions/{interaction}/{token}/callback")
            with pytest.raises(DidNotRespond):
                await ana.uses("/week")
            assert [m.content for m in await dc.sent(1, ana.dm)] == ["/week"]


async def test_buttons_that_discord_refuses_cost_the_buttons_only():
    async def answer(asked: Asked) -> Message:
        return said("Words", buttons=((Button("a", "/week"),),))

    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(answer)), dc):
            dc.script(faults.refused(50035), route="POST /interactions/{interaction}/{token}/callback")
            seen = await ana.uses("/week")
        assert (seen.content, seen.labels) == ("Words", ())


async def test_silence_is_kept_also_after_an_announcement():
    async def silent(asked: Asked) -> None:
        if asked.command == "subscribe":
            await asyncio.sleep(1)

    async with DiscordEmulator(interaction_deadline=1.0) as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(silent)), dc):
            with pytest.raises(DidNotRespond):
                await ana.uses("/week")
            seen = await ana.uses("/subscribe", drama="x")
        assert seen.message is None


async def test_a_desk_that_breaks_its_promise_is_apologised_for():
    async def broken(asked: Asked) -> Message:
        raise RuntimeError("a bug")

    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(broken)), dc):
            seen = await ana.uses("/week", in_=general)
        assert (seen.content, seen.ephemeral) == (
            "Something went wrong on my side; it is written down. Please try again.",
            True,
        )


async def test_a_button_works_after_a_restart_and_for_whoever_presses_it():
    long = "/subscribe " + "nevertheless " * 10

    async def answer(asked: Asked) -> Message:
        if asked.command:
            return said("Choose", buttons=((Button("Short", "/week", Style.DANGER), Button("Long", long)),))
        return said(f"ran {asked.line}")

    async with DiscordEmulator() as dc:
        desk, ana, ben = RecordingDesk(answer), dc.person("ana"), dc.person("ben")
        general, chat = dc.guild("Drama Club").channel("general"), chat_on(dc, desk)
        async with running(chat, dc):
            in_server, in_private = await ana.uses("/week", in_=general), await ana.uses("/week")
            assert [button.custom_id for button in in_server.buttons] == ["/week", "key:k0"]
            assert chat._client is not None
            assert chat._client.persistent_views == []  # discord.py keeps none of them in memory
        async with running(chat_on(dc, desk), dc):
            presses = [
                await ben.presses("Short", in_server),
                await ben.presses("Long", in_server),
                await ana.presses("Short", in_private),
            ]
        assert [(p.content, p.ephemeral) for p in presses] == [
            ("ran /week", True),
            (f"ran {long.strip()}", True),
            ("ran /week", False),
        ]
        assert [(a.person.name, a.line, a.address.chat) for a in desk.asked[2:]] == [
            ("Ben", "/week", general.id),
            ("Ben", long, general.id),
            ("Ana", "/week", ana.dm.id),
        ]


async def test_a_button_whose_line_is_lost_says_so():
    async def answer(asked: Asked) -> Message:
        return said("Choose", buttons=((Button("Long", "/x " * 50),),))

    async with DiscordEmulator() as dc:
        desk, ana = RecordingDesk(answer), dc.person("ana")
        async with running(chat_on(dc, desk), dc):
            shown = await ana.uses("/week")
            desk.keys.clear()
            seen = await ana.presses("Long", shown)
        assert seen.content == "I no longer know what this button did. /help lists what I can do."


async def test_what_was_under_way_is_answered_before_the_connection_closes():
    began = asyncio.Event()

    async def slow(asked: Asked) -> Message:
        began.set()
        await asyncio.sleep(0.2)
        return said("done")

    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk(slow)), dc):
            asking = asyncio.create_task(ana.uses("/week"))
            await began.wait()
        assert (await asking).content == "done"


async def test_the_nastiest_answer_is_shown_and_pings_nobody():
    nasty = ["<3", "*_[]", "@everyone", "@here", "<@&123> <@123>", "x" * 5000, "알고있지만", "שלום \u202e!", "👩‍👩‍👧"]

    async def answer(asked: Asked) -> Message:
        every = tuple(Button(text or "b", f"/drama {n}") for n, text in enumerate([*nasty, *"abcdefghijklmnopqrstu"]))
        link = (LinkButton("@everyone", "https://a.example/@everyone"),)
        if asked.command == "week":
            return Message(title="@everyone <@1>", lines=tuple((text,) for text in nasty), buttons=(link, every))
        return Message(lines=((" ".join(nasty[:5]),),), buttons=(every,))

    async with DiscordEmulator() as dc:
        ana, general = dc.person("ana"), dc.guild("Drama Club").channel("general")
        async with running(chat_on(dc, RecordingDesk(answer)), dc):
            long = await ana.uses("/week", in_=general)
            short = await ana.uses("/subscribe", in_=general, drama="x")
        assert (len(long.buttons), len(short.buttons), dc.pings) == (25, 25, [])
        assert long.content == "**@everyone \\<\\@1>**"
        assert short.content == "<3 \\*\\_\\[\\] @everyone @here \\<\\@&123> \\<\\@123>"
