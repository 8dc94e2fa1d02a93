"""An owner names an editor: by id, by a mention, or as a reply to something they said."""

import pytest

from bot.core.proposals import Author
from tests.emulators.telegram.state import Status
from tests.stories.people import DiscordFan, TelegramFan


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_in_telegram_by_id_reply_and_a_mention_without_an_address(bot):
    olga, mia, edi, adam = (bot.tg.private(name) for name in ("olga", "mia", "edi", "adam"))
    bot.settings += f"[admins]\ntelegram = [{olga.id}]\n"
    await bot.start("2021-06-19 15:00 UTC")
    group = bot.tg.group("Fans", adam, forum=True)
    for one in (olga, mia, edi):
        group.set_status(one, Status.MEMBER)
    topic = group.topic("Dramas")
    owner = TelegramFan(bot, olga)

    async def says(text: str, where, **more) -> str:
        before = len(bot.tg.messages(where))
        await olga.says(text, where, **more)
        return (await bot.tg.sent(before + 1, where, timeout=20))[-1].text

    hers = await mia.says("I know all of the schedule", group)
    assert await says("/editors add", group, reply_to=hers["message_id"]) == "mia may change the schedule from now on."
    assert await bot.app.store.editors() == [Author("telegram", str(mia.id), "mia")]
    assert await says("/editors remove", group, reply_to=hers["message_id"]) == "mia is no longer an editor."
    whom = "Whom? Say /editors add and an id, or as a reply to a message of theirs."
    assert (await says("/editors add", topic)).startswith(whom)  # which replies to the beginning of the topic
    hidden = await group.anonymous_says("I am nobody")
    assert (await says("/editors add", group, reply_to=hidden["message_id"])).startswith(whom)
    ours = await says("/today", group)
    last = bot.tg.messages(group)[-1]
    assert ours == last.text
    assert (await says("/editors add", group, reply_to=last.message_id)).startswith(whom)  # the bot's own
    assert (await owner.says("/editors add @mia")).title.startswith('"@mia" does not tell me who that is.')
    text = "/editors add edi the first"
    mention = {"type": "text_mention", "offset": 13, "length": 13, "user": edi.user.wire()}
    before = len(bot.tg.messages(group))
    await bot.tg.says(
        olga.user, group.chat, text, entities=[{"type": "bot_command", "offset": 0, "length": 8}, mention]
    )
    answer = (await bot.tg.sent(before + 1, group, timeout=20))[-1].text
    assert answer == "edi the first may change the schedule from now on."
    assert await bot.app.store.editors() == [Author("telegram", str(edi.id), "edi the first")]


@pytest.mark.parametrize("bot", ["discord"], indirect=True)
async def test_in_discord_by_mention_and_id(bot):
    olga, mia = DiscordFan(bot, bot.dc.person("olga")), bot.dc.person("mia")
    bot.settings += f"[admins]\ndiscord = [{olga.person.id}]\n"
    await bot.start("2021-06-19 15:00 UTC")
    added = await olga.asks("/editors", what="add", who=f"<@{mia.id}> Mia")
    assert added.title == "Mia may change the schedule from now on."
    assert (await olga.asks("/editors", what="remove", who=str(mia.id))).title == f"{mia.id} is no longer an editor."
