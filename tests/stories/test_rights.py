"""Who may do what: every kind of person, every place, every command, both platforms.

One bot a platform stands for the whole table. Each kind of person says one line in each place; as whom the chat heard
them is caught where it is handed in, and the desk is then asked whether that very person may give each command. What a
command does once it is allowed is told elsewhere.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.chats.telegram import room
from bot.commands.desk import _Line
from bot.commands.registry import registry
from bot.core.command import Permission
from bot.core.messages import Message, said
from bot.core.ports import Asked
from tests.emulators.discord.interactions import Kind
from tests.emulators.telegram.state import Status
from tests.stories.bot import Bot
from tests.stories.people import PATIENCE, DiscordFan, TelegramFan

START = "2021-06-19 15:00 UTC"
COMMANDS = {command.name: command.permission for command in registry().commands.values()}
LEVELS = {
    "silence": set(),
    "anyone": {Permission.ANYONE},
    "manager": {Permission.ANYONE, Permission.MANAGER},
    "editor": {Permission.ANYONE, Permission.EDITOR},
    "editor who manages": {Permission.ANYONE, Permission.MANAGER, Permission.EDITOR},
    "owner": set(Permission),
}
DOORS = (
    "Only an editor of this bot may do that.",
    "Only an owner of this bot may do that.",
    "Only an administrator of this chat may do that here.",
    "Only those who may manage this server (the permission Manage Server) may do that here.",
    "An anonymous administrator may do that only where the group allows it.",
)
FORGED = (  # what a client of one's own can send as the data of a button
    "/approve 1", "/sayit 1", "/editors add 4711", "/undo nevertheless", "/removedrama nevertheless",
    "/receipts on", "/delivery nevertheless 1 retry", "/retry 1", "/announce hello", "/adddrama tvmaze:1",
    "/settle 1 skip", "/ignore 1", "/alert 1", "/refusedraft 1",
)  # fmt: skip
NONSENSE = ("approve 1", "key:0000000000000000", "/", "//approve 1", "\x00", "1 OR 1=1", "/no_such_command 1")
telegram = pytest.mark.parametrize("bot", ["telegram"], indirect=True)
discord = pytest.mark.parametrize("bot", ["discord"], indirect=True)

Says = Callable[[str], Awaitable[object]]


def allowed(level: str) -> list[str]:
    return [name for name, permission in COMMANDS.items() if permission in LEVELS[level]]


class Desk:
    """In the place of the bot's: catches who asks, and answers with one word."""

    def __init__(self, bot: Bot) -> None:
        self.desk, self.caught = bot.app.desk, list[Asked]()
        self.desk.persons = self.desk.chats = None  # as many commands as the table has
        self.desk.answer = self._catch  # type: ignore[method-assign]

    async def _catch(self, asked: Asked) -> Message | None:
        self.caught.append(asked)
        return said("Heard.")

    async def hears(self, says: Says, marker: Says) -> Asked | None:
        """As whom somebody is heard; None where nobody is. The marker is heard in any case, and after it."""
        self.caught.clear()
        await says("/today")
        await marker("/week")
        async with asyncio.timeout(PATIENCE):
            while not any(_asks(one, "week") for one in self.caught):  # noqa: ASYNC110 - nothing rings
                await asyncio.sleep(0.002)
        return next((one for one in self.caught if _asks(one, "today")), None)

    async def opens(self, asked: Asked | None) -> list[str]:
        """The commands whose door is open to whoever asked that: what they do once it is, is not tried."""
        if asked is None:
            return []
        found = []
        for command in registry().commands.values():
            _, refusal = await self.desk._allowed(asked, _Line(command, {}))
            assert refusal is None or _said(refusal).startswith(DOORS)
            found += [] if refusal else [command.name]
        return found


def _asks(asked: Asked, command: str) -> bool:
    return (asked.command or (asked.line or "").removeprefix("/")) == command


def _said(message: Message) -> str:
    spans = message.lines[0] if message.lines else ()
    return message.title or "".join(span for span in spans if isinstance(span, str))


@telegram
async def test_in_telegram_each_kind_of_person_may_do_just_what_the_table_says(bot, monkeypatch):
    assert room.REMEMBERED <= 60
    monkeypatch.setattr(room, "REMEMBERED", 0.0)  # so that a minute need not pass
    olga, adam, exa, mia, edi, emma, rex, lee = (
        bot.tg.private(name) for name in ("olga", "adam", "exa", "mia", "edi", "emma", "rex", "lee")
    )
    group, open_group = bot.tg.group("Fans", adam), bot.tg.group("Open", adam)
    forum = bot.tg.group("Forum", adam, forum=True)
    channel = bot.tg.channel("News", adam, linked=group)
    for place in (group, open_group, forum):
        for one in (olga, exa, mia, edi, emma, rex, lee):
            place.set_status(one, Status.MEMBER)
        for one in (emma, rex):
            place.set_status(one, Status.ADMINISTRATOR)
    bot.tg.group("Elsewhere", exa)  # which exa manages
    topic = forum.topic("Dramas")
    bot.settings += f"[admins]\ntelegram = [{olga.id}]\n"
    await bot.start(START)
    owner = TelegramFan(bot, olga)
    for one in (edi, emma):
        await owner.says(f"/editors add {one.id}")
    await TelegramFan(bot, adam).says("/anonymous on", open_group)
    await TelegramFan(bot, rex).says("/timezone Seoul", group)  # found to be an administrator, and then demoted
    group.set_status(rex, Status.MEMBER)
    desk = Desk(bot)

    def at(person, place, **more) -> Says:
        return lambda line: person.says(line, place, **more)

    everywhere = {"group": group, "topic": topic, "general": forum.general}
    expected: dict[tuple[str, str], tuple[Says, str]] = {
        ("owner", "private"): (at(olga, None), "owner"),
        ("editor", "private"): (at(edi, None), "editor who manages"),  # whoever is alone with the bot manages that
        ("anybody", "private"): (at(mia, None), "manager"),
        ("former administrator", "group"): (at(rex, group), "anyone"),
        ("anonymous administrator", "group"): (group.anonymous_says, "anyone"),
        ("anonymous administrator", "group that allows it"): (open_group.anonymous_says, "manager"),
        ("somebody as a channel", "group"): (lambda line: channel.says_in(group, line), "anyone"),
        ("777000, with a channel's post", "group"): (lambda line: channel.forwards_to(group, line), "silence"),
        ("who forwards an owner's words", "group"): (at(olga, group, forwarded=True), "silence"),
        ("who forwards an owner's words", "private"): (at(olga, None, forwarded=True), "silence"),
        ("the channel itself", "channel"): (channel.posts, "manager"),
    }
    for name, place in everywhere.items():
        expected |= {
            ("owner", name): (at(olga, place), "owner"),
            ("administrator", name): (at(adam, place), "manager"),
            ("administrator of another chat", name): (at(exa, place), "anyone"),
            ("member", name): (at(mia, place), "anyone"),
            ("editor", name): (at(edi, place), "editor"),
            ("editor who manages", name): (at(emma, place), "editor who manages"),
        }
    found = {}
    for key, (says, _) in expected.items():
        found[key] = await desk.opens(await desk.hears(says, at(lee, None)))
    assert found == {key: allowed(level) for key, (_, level) in expected.items()}


@telegram
async def test_rights_end_when_they_are_taken_and_no_button_or_link_carries_them(bot):
    olga, edi, mia = (bot.tg.private(name) for name in ("olga", "edi", "mia"))
    bot.settings += f"[admins]\ntelegram = [{olga.id}]\n"
    await bot.start(START)
    owner, editor, fan = (TelegramFan(bot, one) for one in (olga, edi, mia))
    group = bot.tg.group("Fans", olga)
    for one in (edi, mia):
        group.set_status(one, Status.MEMBER)
    await owner.says(f"/editors add {edi.id}")
    card = await editor.says("/alias nevertheless Nev", group)
    assert (await fan.presses("Yes, do it", card, group)).title == DOORS[0]
    linked = await editor.says("/start approve_1")
    assert linked.title == DOORS[0]
    await owner.says(f"/editors remove {edi.id}")
    assert (await editor.says("/approve 1")).title == DOORS[0]
    assert bot.app.library.catalogue.dramas["nevertheless"].aliases == ("I Know But",)
    assert (await fan.says("/approve 1")).title == DOORS[0]
    await owner.says("/approve 1")
    assert bot.app.library.catalogue.dramas["nevertheless"].aliases == ("I Know But", "Nev")


@telegram
async def test_in_telegram_no_forged_button_opens_a_door(bot):
    olga, mia = bot.tg.private("olga"), bot.tg.private("mia")
    bot.settings += f"[admins]\ntelegram = [{olga.id}]\n"
    await bot.start(START)
    owner, fan = TelegramFan(bot, olga), TelegramFan(bot, mia)
    group = bot.tg.group("Fans", olga)
    group.set_status(mia, Status.MEMBER)
    card = await owner.says("/alias nevertheless Nev", group)
    before = bot.app.library.catalogue.dramas
    for data in NONSENSE:
        await (await mia.presses_data(data, card.native)).answered()
    for data in FORGED:
        said_before = len(bot.tg.messages(group))
        await (await mia.presses_data(data, card.native)).answered()
        answer = (await bot.tg.sent(said_before + 1, group, timeout=PATIENCE))[-1].text
        assert answer.startswith(DOORS), (data, answer)
    assert bot.app.library.catalogue.dramas is before
    assert (await fan.says("/receipts", None)).title == DOORS[1]


@discord
async def test_in_discord_each_kind_of_person_may_do_just_what_the_table_says(bot):
    club = bot.dc.guild("K-drama club")
    premieres = club.channel("premieres")
    thread = premieres.thread("Nevertheless")
    people = {name: bot.dc.person(name) for name in ("olga", "gil", "mia", "edi", "emma", "rex")}
    for name, one in people.items():
        club.member(one, manage_guild=name in ("gil", "emma", "rex"))
    uma = bot.dc.person("uma", installed=True)  # brought the bot along to a server that it is no member of
    elsewhere = bot.dc.guild("Elsewhere", bot_in=False)
    elsewhere.member(uma)
    room_elsewhere = elsewhere.channel("talk")
    bot.settings += f"[admins]\ndiscord = [{people['olga'].id}]\n"
    await bot.start(START)
    for name in ("edi", "emma"):
        await DiscordFan(bot, people["olga"]).asks("/editors", what="add", who=people[name].id)
    await DiscordFan(bot, people["rex"]).asks("/timezone", premieres, zone="Seoul")
    club.member(people["rex"])  # and is no manager any more
    desk = Desk(bot)

    def at(person, place) -> Says:
        async def says(line: str) -> object:
            return await person.uses(line, in_=place)

        return says

    alone = {"owner": "owner", "editor": "editor who manages", "anybody": "manager"}
    named = {"owner": "olga", "editor": "edi", "anybody": "mia", "manager": "gil", "editor who manages": "emma"}
    expected = {(kind, "private"): (at(people[named[kind]], None), level) for kind, level in alone.items()}
    expected["who brought it along", "server without the bot"] = at(uma, room_elsewhere), "anyone"
    for name, place in {"channel": premieres, "thread": thread}.items():
        expected |= {
            ("owner", name): (at(people["olga"], place), "owner"),
            ("Manage Server", name): (at(people["gil"], place), "manager"),
            ("without Manage Server", name): (at(people["mia"], place), "anyone"),
            ("Manage Server no more", name): (at(people["rex"], place), "anyone"),
            ("editor", name): (at(people["edi"], place), "editor"),
            ("editor who manages", name): (at(people["emma"], place), "editor who manages"),
        }
    found = {}
    for key, (says, _) in expected.items():
        found[key] = await desk.opens(await desk.hears(says, at(people["mia"], None)))
    assert found == {key: allowed(level) for key, (_, level) in expected.items()}


@discord
async def test_in_discord_a_press_is_authorised_anew(bot):
    club = bot.dc.guild("K-drama club")
    room = club.channel("premieres")
    olga, mia = bot.dc.person("olga"), bot.dc.person("mia")
    for one in (olga, mia):
        club.member(one)
    bot.settings += f"[admins]\ndiscord = [{olga.id}]\n"
    await bot.start(START)
    owner = DiscordFan(bot, olga)
    card = await owner.asks("/alias", room, drama="nevertheless", name="Nev")
    assert card.native.ephemeral  # nobody else even sees its buttons
    pressed = {"custom_id": "/approve 1", "component_type": 2, "id": 2}
    forged = bot.dc.interact(Kind.COMPONENT, mia, room, pressed, source=room.messages[-1])
    assert (await bot.dc.outcome(forged, PATIENCE)).text.startswith(DOORS[0])
    await owner.presses("Yes, do it", card)
    assert bot.app.library.catalogue.dramas["nevertheless"].aliases == ("I Know But", "Nev")


@discord
async def test_in_discord_no_forged_button_opens_a_door(bot):
    club = bot.dc.guild("K-drama club")
    premieres = club.channel("premieres")
    olga, mia = bot.dc.person("olga"), bot.dc.person("mia")
    for one in (olga, mia):
        club.member(one)
    bot.settings += f"[admins]\ndiscord = [{olga.id}]\n"
    await bot.start(START)
    await DiscordFan(bot, olga).asks("/alias", premieres, drama="nevertheless", name="Nev")
    before = bot.app.library.catalogue.dramas
    for data in (*NONSENSE, *FORGED):
        pressed = {"custom_id": data, "component_type": 2, "id": 2}
        forged = bot.dc.interact(Kind.COMPONENT, mia, premieres, pressed, source=premieres.messages[-1])
        if data in FORGED:
            answer = (await bot.dc.outcome(forged, PATIENCE)).text
            assert answer.startswith(DOORS), (data, answer)
    assert bot.app.library.catalogue.dramas is before
