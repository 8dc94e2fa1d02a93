"""Files in Discord: attachments out, hidden ones too, and attachments in from where Discord shows them to a bot."""

import pytest
from yarl import URL

from bot.chats.discord import answers
from bot.chats.discord.files import LOST, Files
from bot.chats.discord.gateway import DISCORD
from bot.core.command import Command, Takes
from bot.core.errors import Mistake
from bot.core.messages import Button, File, Message
from bot.core.ports import Place
from tests.chats.discord.bot import COMMANDS, RecordingDesk, chat_on, nothing, running
from tests.emulators.discord import DiscordEmulator

PACK = File("nevertheless.toml", "application/toml", 'title = "알고있지만"\n'.encode())
DATES = File("dramas.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")
TAKING = Command("pack", "Add a drama by its file", nothing, takes=Takes((".toml",), 1000, "a drama file (.toml)"))


@pytest.fixture
async def dc():
    async with DiscordEmulator(overall=None) as emulator:
        yield emulator


def desk_of(answer: Message) -> RecordingDesk:
    async def reply(_):
        return answer

    return RecordingDesk(reply)


async def test_an_answer_brings_its_files_and_is_hidden_with_them(dc):
    buttons = ((Button("Stop", "/unsubscribe nevertheless"),),)
    answer = Message(lines=(("Its file.",),), buttons=buttons, files=(PACK, DATES), personal=True)
    room = dc.guild("Fans").channel("room")
    async with running(chat_on(dc, desk_of(answer)), dc):
        shown = await dc.person("ana").uses("/week", in_=room)
    assert (shown.content, shown.labels, shown.ephemeral) == ("Its file.", ("Stop",), True)
    assert [(str(one), one.content) for one in shown.message.attachments] == [
        (PACK.name, PACK.content),
        (DATES.name, DATES.content),
    ]


async def test_an_answer_that_took_long_brings_its_file_all_the_same(dc, monkeypatch):
    monkeypatch.setattr(answers, "PATIENCE", 0.05)

    async def slowly(_):
        await dc.called("POST /interactions/{interaction}/{token}/callback")
        return Message(files=(PACK,))

    async with running(chat_on(dc, RecordingDesk(slowly)), dc):
        shown = await dc.person("ana").uses("/week")
    assert shown.deferred
    assert [(str(one), one.content) for one in shown.message.attachments] == [(PACK.name, PACK.content)]


async def test_a_file_is_heard_in_private_and_beside_the_bots_name_and_nowhere_else(dc):
    desk = RecordingDesk()
    guild = dc.guild("Fans")
    room, ana = guild.channel("room"), guild.member(dc.person("ana"))
    async with running(chat_on(dc, desk, commands=(*COMMANDS, TAKING)), dc):
        ana.says("hello")
        ana.sends("a.toml", b"1", others={"b.toml": b"2"})
        await dc.sent(2, ana.dm)
        ana.sends("c.toml", b"1", "what do you think?", in_=room)
        ana.sends("d.toml", b"1", f"<@{dc.bot['id']}> this one", in_=room)
        ana.says(f"<@{dc.bot['id']}> hello", in_=room)
        await dc.sent(1, room)
        await ana.uses("/pack", in_=room, file="e.toml")
    assert [(one.command, one.line, one.dropped.name, one.place, one.address.chat) for one in desk.asked] == [
        (None, "", "a.toml", Place.PRIVATE, ana.dm.id),
        (None, "", "b.toml", Place.PRIVATE, ana.dm.id),
        (None, "", "d.toml", Place.CHANNEL, room.id),
        ("pack", None, "e.toml", Place.CHANNEL, room.id),
    ]
    assert len({one.key for one in desk.asked}) == 4
    assert dc.fetched == []


async def dropped(dc, content: bytes, **more):
    desk = RecordingDesk()
    async with running(chat_on(dc, desk), dc):
        dc.person("ana").sends("a.toml", content, **more)
        await dc.sent(1)
    return desk.asked[-1].dropped


async def test_a_file_is_fetched_when_it_is_read_and_no_more_than_is_wanted(dc):
    file = await dropped(dc, b"x" * 2000, size=10)
    assert (file.name, file.size, dc.fetched) == ("a.toml", 10, [])
    assert await file.read(2000) == b"x" * 2000
    with pytest.raises(Mistake, match="That file is larger than Discord says"):
        await file.read(1999)


async def test_a_file_that_is_gone_is_asked_for_again_in_words(dc):
    file = await dropped(dc, b"1")
    dc.kept.clear()
    with pytest.raises(Mistake) as refused:
        await file.read(100)
    assert refused.value.text == LOST


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/attachments/1/2/a.toml",
        "http://cdn.discordapp.com/attachments/1/2/a.toml",
        "https://cdn.discordapp.com.evil.example/a.toml",
        "https://cdn.discordapp.com@evil.example/a.toml",
        "https://cdn.discordapp.com:8443/a.toml",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://discord.com/api/v10/users/@me",
    ],
)
def test_only_discords_own_hosts_are_asked(url):
    assert not Files(DISCORD)._is_discords(URL(url))
    assert not Files("https://proxy.example/api")._is_discords(URL(url))


def test_discords_own_hosts_are_asked():
    for host in ("cdn.discordapp.com", "media.discordapp.net"):
        for api in (DISCORD, "https://proxy.example/api"):
            assert Files(api)._is_discords(URL(f"https://{host}/attachments/1/2/a.toml?ex=1"))
