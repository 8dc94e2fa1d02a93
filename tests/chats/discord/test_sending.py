import asyncio

import pytest

from bot.core.messages import Button, Kind, Message, Strong, said
from bot.core.outcomes import Kind as Came
from bot.core.outcomes import Outcome
from bot.core.ports import Address, Reader
from bot.delivery.pace import Limits, Pace
from tests.chats.discord.bot import NOW, RecordingDesk, chat_on, running
from tests.emulators.discord import READ, DiscordEmulator, faults

READER = Reader(None, NOW)
POST = "POST /channels/{channel}/messages"


def to(channel) -> Address:
    return Address("discord", channel.id)


async def test_a_reminder_is_posted_with_its_nonce_and_buttons():
    reminder = Message(
        kind=Kind.REMINDER,
        title="Nevertheless: Episode 3 of 10",
        lines=((Strong("Out now"), " on Netflix"),),
        buttons=((Button("Next", "/next nevertheless"),),),
    )
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            outcome = await chat.send(to(general), reminder, READER, "n1")
            (sent,) = dc.messages(general)
        assert outcome == Outcome(Came.SENT, message_id=sent.id)
        assert (sent.content, sent.nonce, sent.flags, sent.labels) == (
            "**Nevertheless: Episode 3 of 10**\n**Out now** on Netflix",
            "n1",
            1 << 2,  # no previews of links
            ("Next",),
        )


async def test_digests_quotes_and_what_editors_say_arrive_without_a_sound():
    async with DiscordEmulator(limits={POST: (10, 1.0)}) as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            for number, kind in enumerate(Kind):
                await chat.send(to(general), Message(kind, lines=((kind.name,),)), READER, f"n{number}")
        silent = [sent.content for sent in dc.messages(general) if sent.flags & 1 << 12]
        assert silent == ["DIGEST", "QUOTE", "NOTICE"]


async def test_a_long_message_is_an_embed_that_is_not_suppressed():
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            await chat.send(to(general), Message(title="T", lines=(("x" * 3000,),)), READER, "n1")
            (sent,) = dc.messages(general)
        assert (sent.content, [embed["description"] for embed in sent.embeds], sent.flags) == ("**T**", ["x" * 3000], 0)


@pytest.mark.parametrize("fault", [faults.drop_reply(), faults.reset(accepted=True), faults.status(503, accepted=True)])
async def test_a_repeat_after_a_lost_answer_arrives_once(fault):
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            dc.script(fault, route=POST)
            first = await chat.send(to(general), said("once"), READER, "n1")
            second = await chat.send(to(general), said("once"), READER, "n1")
            (sent,) = dc.messages(general)
        assert (first.kind, second) == (Came.UNKNOWN, Outcome(Came.SENT, message_id=sent.id))


@pytest.mark.parametrize(
    ("code", "kind"),
    [(10003, Came.GONE), (50007, Came.GONE), (50001, Came.NO_RIGHTS), (50035, Came.BAD_CONTENT), (10008, Came.SENT)],
)
async def test_a_refusal_is_an_outcome(code, kind):
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            dc.script(faults.refused(code), route=POST)
            assert (await chat.send(to(general), said("x"), READER, "n1")).kind is kind


async def test_a_channel_without_rights_and_a_deleted_one_are_told_apart():
    async with DiscordEmulator() as dc:
        chat, server = chat_on(dc, RecordingDesk()), dc.guild("Drama Club")
        quiet, gone = server.channel("quiet", bot_may=READ), server.channel("gone")
        async with running(chat, dc):
            gone.delete()
            came = [await chat.send(to(place), said("x"), READER, "n1") for place in (quiet, gone)]
        assert came == [
            Outcome(Came.NO_RIGHTS, reason="403 50013: Missing Permissions"),
            Outcome(Came.GONE, reason="404 10003: Unknown Channel"),
        ]


async def test_a_long_hold_of_one_channel_is_handed_on_and_holds_no_other():
    async with DiscordEmulator() as dc:
        chat, server = chat_on(dc, RecordingDesk()), dc.guild("Drama Club")
        held, free = server.channel("held"), server.channel("free")
        async with running(chat, dc):
            dc.script(faults.limited(600, scope="shared"), route=POST, channel=held)
            first = await chat.send(to(held), said("x"), READER, "n1")
            second = await chat.send(to(free), said("x"), READER, "n2")
        assert (first.kind, first.seconds, second.kind) == (Came.WAIT, 600, Came.SENT)


async def test_a_hold_of_everything_holds_the_pace_of_everything():
    pace = Pace(Limits(per_second=47))
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk(), pace=pace), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            dc.script(faults.limited(600, scope="global"), route=POST)
            first = await chat.send(to(general), said("x"), READER, "n1")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(pace.slot(), 0.1)
        assert (first.kind, first.seconds) == (Came.WAIT, 600)


async def test_a_ban_by_cloudflare_is_known():
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            dc.script(faults.limited(3600, scope="cloudflare"), route=POST)
            came = await chat.send(to(general), said("x"), READER, "n1")
        assert (came.kind, came.seconds) == (Came.BANNED, 3600)


async def test_nothing_is_sent_before_the_chat_runs_and_after_it_ends():
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        before = await chat.send(to(general), said("x"), READER, "n1")
        async with running(chat, dc):
            pass
        after = await chat.send(to(general), said("x"), READER, "n1")
        assert before == after == Outcome(Came.NOT_SENT, reason="not connected to Discord")
        assert dc.messages() == []


async def test_a_dead_network_means_not_sent():
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        async with running(chat, dc):
            await dc.close()
            came = await chat.send(to(general), said("x"), READER, "n1")
        assert came == Outcome(Came.NOT_SENT, reason=came.reason)
        assert came.reason.startswith("No connection to 127.0.0.1: Connect call failed")
