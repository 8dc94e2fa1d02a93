"""Who may do what: twelve kinds of people, every command, both platforms.

What a command does once it is allowed is told elsewhere; here each is only tried, without its arguments or with ones
that change nothing, and the answer shows whether the door was open.
"""

import pytest

from bot.commands.registry import registry
from bot.core.command import Permission
from tests.emulators.discord.interactions import Kind
from tests.emulators.telegram.state import Status
from tests.stories.bot import Bot
from tests.stories.people import PATIENCE, DiscordFan, TelegramFan

START = "2021-06-19 15:00 UTC"
PRESSED = {command.name for command in registry().commands.values() if command.pressed}
COMMANDS = {command.name: command.permission for command in registry().commands.values()}
LEVELS = {
    "nothing": set(),
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
telegram = pytest.mark.parametrize("bot", ["telegram"], indirect=True)
discord = pytest.mark.parametrize("bot", ["discord"], indirect=True)


def allowed(level: str) -> dict[str, bool]:
    return {name: permission in LEVELS[level] for name, permission in COMMANDS.items()}


async def tried(bot: Bot, group, say, marker) -> dict[str, bool]:
    """Whether each command's door is open to whoever says it."""
    found = {}
    for name in COMMANDS:
        before = len(bot.tg.messages(group))
        await say(f"/{name}")
        answer = (await bot.tg.sent(before + 1, group, timeout=20))[before]
        found[name] = not answer.text.startswith(DOORS)
    return found


async def silent(bot: Bot, group, say, marker) -> dict[str, bool]:
    """The same for somebody who is not even answered; `marker` is answered after all of it."""
    before = len(bot.tg.messages(group))
    for name in COMMANDS:
        await say(f"/{name}")
    await marker("/today")
    await bot.tg.sent(before + 1, group, timeout=20)
    assert len(bot.tg.messages(group)) == before + 1
    return dict.fromkeys(COMMANDS, False)


@telegram
async def test_in_telegram_each_kind_of_person_may_do_just_what_the_table_says(bot):
    people = {name: bot.tg.private(name) for name in ("olga", "adam", "exa", "mia", "edi", "emma")}
    group = bot.tg.group("Fans", people["adam"])
    for name in ("olga", "exa", "mia", "edi", "emma"):
        group.set_status(people[name], Status.MEMBER)
    group.set_status(people["emma"], Status.ADMINISTRATOR)
    bot.tg.group("Elsewhere", people["exa"])
    channel = bot.tg.channel("News", people["adam"], linked=group)
    bot.settings += f"[admins]\ntelegram = [{people['olga'].id}]\n"
    await bot.start(START)
    olga = TelegramFan(bot, people["olga"])
    for name in ("edi", "emma"):
        await olga.says(f"/editors add {people[name].id}")

    def speaks(name, **more):
        return lambda line: people[name].says(line, group, **more)

    kinds = {
        "owner": (speaks("olga"), "owner"),
        "administrator": (speaks("adam"), "manager"),
        "administrator of another chat": (speaks("exa"), "anyone"),
        "member": (speaks("mia"), "anyone"),
        "anonymous administrator": (group.anonymous_says, "anyone"),
        "somebody as a channel": (lambda line: channel.says_in(group, line), "anyone"),
        "777000, with a channel's post": (lambda line: channel.forwards_to(group, line), "nothing"),
        "somebody who forwards an owner's words": (speaks("olga", forwarded=True), "nothing"),
        "editor": (speaks("edi"), "editor"),
        "editor who manages": (speaks("emma"), "editor who manages"),
    }
    found = {}
    for kind, (say, level) in kinds.items():
        found[kind] = await (silent if level == "nothing" else tried)(bot, group, say, speaks("adam"))
    assert found == {kind: allowed(level) for kind, (_, level) in kinds.items()}


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


@discord
async def test_in_discord_each_kind_of_person_may_do_just_what_the_table_says(bot):
    club = bot.dc.guild("K-drama club")
    room = club.channel("premieres")
    people = {name: bot.dc.person(name) for name in ("olga", "gil", "mia", "edi", "emma")}
    for name, one in people.items():
        club.member(one, manage_guild=name in ("gil", "emma"))
    bot.settings += f"[admins]\ndiscord = [{people['olga'].id}]\n"
    await bot.start(START)
    olga = DiscordFan(bot, people["olga"])
    for name in ("edi", "emma"):
        await olga.asks("/editors", what="add", who=people[name].id)
    kinds = {
        "olga": "owner",
        "gil": "manager",  # Manage Server
        "mia": "anyone",  # without Manage Server
        "edi": "editor",
        "emma": "editor who manages",
    }
    values = {  # that are required, and lead nowhere
        "drama": "nevertheless", "episodes": "99", "episode": "99", "by": "1 day", "when": "tba", "number": "999",
        "which": "999", "field": "nothing", "value": "x", "name": "x", "who": "nobody at all", "where": "x", "key": "x",
        "how": "x", "quote": "x", "what": "x", "text": "x",
    }  # fmt: skip
    found = {}
    for name in kinds:
        fan = DiscordFan(bot, people[name])
        found[name] = {}
        for command in (one for one in registry().commands.values() if not one.pressed):
            needed = [] if command.takes else [param.name for param in command.params if not param.optional]
            required = {one: values[one] for one in needed}
            if command.takes and not command.params:
                required["file"] = "empty.toml"
            answer = await fan.asks(f"/{command.name}", room, **required)
            found[name][command.name] = not answer.text.startswith(DOORS)
    typed = {
        name: {one: may for one, may in allowed(level).items() if one not in PRESSED} for name, level in kinds.items()
    }
    assert found == typed


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
