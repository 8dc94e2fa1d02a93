"""What people do in the emulated Telegram, as the real python-telegram-bot reads it; and the emulator as a process."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import ChatMigrated, InvalidToken

from tests.emulators.telegram import Status, TelegramEmulator

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


@pytest.fixture
async def bot(tg: TelegramEmulator) -> AsyncIterator[Bot]:
    async with Bot(tg.token, base_url=tg.url + "/bot") as bot:
        yield bot


async def heard(bot: Bot) -> list[Update]:
    """The updates that wait, confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return list(updates)


async def messages_heard(bot: Bot) -> list[Message]:
    return [update.effective_message for update in await heard(bot) if isinstance(update.effective_message, Message)]


async def test_a_typed_command_is_marked(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana", language_code="ko", username="ana")
    await ana.says("🎬 /next@dramabell_bot now, /today", date=1_624_118_400)
    (message,) = await messages_heard(bot)
    assert message.text == "🎬 /next@dramabell_bot now, /today"
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [
        ("bot_command", 3, 19),
        ("bot_command", 28, 6),
    ]
    assert message.from_user
    assert (message.from_user.id, message.from_user.is_bot, message.from_user.language_code) == (ana.id, False, "ko")
    assert (message.chat.type, message.chat.id, message.date.timestamp()) == ("private", ana.id, 1_624_118_400)


async def test_a_bot_in_privacy_mode_hears_commands_and_replies_only(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    group = tg.group("K-drama club", ana)
    asked = await bot.send_message(group.id, "Which drama?")
    for text in ("hello", "/today", "/next@dramabell_bot", "/next@other_bot", "see /next"):
        await ana.says(text, group)
    await ana.says("nevertheless", group, reply_to=asked.message_id)
    assert [message.text for message in await messages_heard(bot)] == ["/today", "/next@dramabell_bot", "nevertheless"]
    await ana.promotes_bot(group)
    await ana.says("hello", group)
    assert [message.text for message in await messages_heard(bot)] == ["hello"]


async def test_every_kind_of_sender_is_told_apart(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    group = tg.group("Club", ana, bot=Status.ADMINISTRATOR)
    channel, other = tg.channel("News", ana, linked=group), tg.channel("Elsewhere", ana, bot=Status.LEFT)
    first = await ana.says("/a", group)
    await ana.edits(first, "/b")
    await ana.says("/c", group, forwarded=True)
    await ana.says("/d", group, via_bot=tg.account.user)
    await group.anonymous_says("/e")
    await channel.posts("/f")
    await channel.forwards_to(group, "/g")
    await other.says_in(group, "/h")
    told = [
        (
            next(kind for kind in ("message", "edited_message", "channel_post") if getattr(update, kind)),
            message.text,
            message.from_user.id if message.from_user else None,
            message.sender_chat.id if message.sender_chat else None,
            message.forward_origin.type if message.forward_origin else None,
            bool(message.via_bot),
            bool(message.is_automatic_forward),
        )
        for update in await heard(bot)
        if (message := update.effective_message) and isinstance(message, Message)
    ]
    assert told == [
        ("message", "/a", ana.id, None, None, False, False),
        ("edited_message", "/b", ana.id, None, None, False, False),
        ("message", "/c", ana.id, None, "hidden_user", False, False),
        ("message", "/d", ana.id, None, None, True, False),
        ("message", "/e", 1087968824, group.id, None, False, False),
        ("channel_post", "/f", None, channel.id, None, False, False),
        ("message", "/g", 777000, channel.id, "channel", False, True),
        ("message", "/h", 136817688, other.id, None, False, False),
    ]


async def test_the_bot_is_told_of_its_own_standing(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    group = tg.group("Club", ana, bot=Status.LEFT)
    await ana.adds_bot(group)
    await ana.promotes_bot(group)
    await group.set_bot_rights("can_manage_chat")
    await group.silences_bot()
    await ana.kicks_bot(group)
    await ana.blocks()
    await ana.unblocks()
    updates = await heard(bot)
    told = [
        (change.chat.id, change.from_user.id, change.old_chat_member.status, change.new_chat_member.status)
        for update in updates
        if (change := update.my_chat_member)
    ]
    assert told == [
        (group.id, ana.id, "left", "member"),
        (group.id, ana.id, "member", "administrator"),
        (group.id, ana.id, "administrator", "administrator"),
        (group.id, ana.id, "administrator", "restricted"),
        (group.id, ana.id, "restricted", "kicked"),
        (ana.id, ana.id, "member", "kicked"),
        (ana.id, ana.id, "kicked", "member"),
    ]
    joined = [update.message.new_chat_members for update in updates if update.message]
    assert [[user.username for user in users] for users in joined] == [["dramabell_bot"]]


async def test_a_group_becomes_a_supergroup(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    group = tg.group("Club", ana, basic=True)
    await bot.send_message(group.id, "before")
    new = await group.migrates()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "lost")
    await bot.send_message(moved.value.new_chat_id, "after")
    service = [(m.chat.id, m.migrate_to_chat_id, m.migrate_from_chat_id) for m in await messages_heard(bot)]
    assert service == [(group.id, new.id, None), (new.id, None, group.id)]
    assert [(message.chat_id, message.text) for message in tg.messages()] == [(group.id, "before"), (new.id, "after")]


async def test_topics_are_told_and_found_again(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    forum = tg.group("Dramas", ana, forum=True)
    spoilers = forum.topic("Spoilers")
    await ana.says("/a", forum)
    await ana.says("/b", spoilers)
    await ana.says("/c", forum, thread=spoilers)
    told = [(m.text, m.message_thread_id, m.is_topic_message) for m in await messages_heard(bot)]
    assert told == [("/a", None, None), ("/b", spoilers.id, True), ("/c", spoilers.id, True)]


async def test_a_message_in_a_topic_answers_the_one_that_made_the_topic(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    spoilers = tg.group("Dramas", ana, forum=True).topic("Spoilers")
    await ana.says("/next", spoilers)
    (message,) = await messages_heard(bot)
    assert message.reply_to_message
    assert message.reply_to_message.message_id == spoilers.id
    assert message.reply_to_message.forum_topic_created


async def test_an_answer_in_a_group_without_topics_has_a_thread_too(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    group = tg.group("Club", ana)
    first = await ana.says("/next", group)
    second = await ana.says("/today", group, reply_to=first["message_id"])
    sent = await bot.send_message(group.id, "Nothing", reply_to_message_id=second["message_id"])
    told = [(m.text, m.message_thread_id, m.is_topic_message) for m in await messages_heard(bot)]
    assert told == [("/next", None, None), ("/today", first["message_id"], None)]
    assert (sent.message_thread_id, sent.is_topic_message) == (first["message_id"], None)
    assert tg.messages()[0].thread is None


async def test_a_button_is_found_in_the_latest_message_that_has_it(tg: TelegramEmulator, bot: Bot):
    ana, ben = tg.private("ana"), tg.private("ben")
    group = tg.group("Club", ana, ben)
    for text, data in (("first", "1"), ("second", "2")):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Stop", callback_data=data)]])
        await bot.send_message(group.id, text, reply_markup=keyboard)
    await bot.send_message(group.id, "third")
    await ana.presses("Stop", chat=group)
    await ben.presses("Stop", tg.messages()[0])
    with pytest.raises(LookupError, match="no message has a button 'Go'"):
        await ana.presses("Go", chat=group)
    pressed = [update.callback_query for update in await heard(bot) if update.callback_query]
    assert [(query.from_user.id, query.data, query.message.text) for query in pressed if query.message] == [
        (ana.id, "2", "second"),
        (ben.id, "1", "first"),
    ]


async def test_an_inline_question_is_answered(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    asked = await ana.asks_inline("songkang")
    (update,) = await heard(bot)
    assert update.inline_query
    assert (update.inline_query.query, update.inline_query.from_user.id) == ("songkang", ana.id)
    await bot.answer_inline_query(update.inline_query.id, [])
    assert await asked.answered() == []


async def test_an_update_can_come_twice_and_is_lost_after_a_day():
    hour = [1_624_118_400.0]
    async with TelegramEmulator(now=lambda: hour[0]) as tg, Bot(tg.token, base_url=tg.url + "/bot") as bot:
        ana = tg.private("ana")
        await ana.says("one")
        (update,) = await heard(bot)
        tg.repeat(update.to_dict())
        assert [again.update_id for again in await heard(bot)] == [update.update_id]
        await ana.says("two")
        hour[0] += 24 * 60 * 60 + 1
        await ana.says("three")
        assert [message.text for message in await messages_heard(bot)] == ["three"]


async def test_only_wanted_kinds_of_updates_are_queued(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await ana.says("/start")
    await ana.blocks()
    assert [update.my_chat_member is not None for update in await bot.get_updates()] == [True]


async def test_several_bots_live_side_by_side(tg: TelegramEmulator, bot: Bot):
    second = tg.bot("5678:test", "other_bot")
    ana = tg.private("ana")
    group = tg.group("Club", ana)
    await ana.adds_bot(group, bot=second)
    await ana.says("/next", group)
    await ana.says("/next@other_bot", group)
    await ana.says("/start", bot=second)
    async with Bot("5678:test", base_url=tg.url + "/bot") as other:
        assert [m.text for m in await messages_heard(bot) if m.text] == ["/next"]
        assert [m.text for m in await messages_heard(other) if m.text] == ["/next", "/next@other_bot", "/start"]
        tg.revoke(second)
        with pytest.raises(InvalidToken):
            await other.send_message(group.id, "x")


async def test_a_wait_that_ends_in_vain_tells_what_was_seen(tg: TelegramEmulator, bot: Bot):
    ana = tg.private("ana")
    await bot.send_message(ana.id, "one")
    with pytest.raises(AssertionError, match=r"waited for 2 messages\nsent there:\n  'one' \nlast calls:"):
        await tg.sent(2, to=ana, timeout=0.01)


async def test_a_dead_bot_no_longer_polls(tg: TelegramEmulator):
    ana = tg.private("ana")
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(session.post(f"{tg.url}/bot{tg.token}/getUpdates", json={"timeout": 10}))
        await tg.until_polling()
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
    async with asyncio.timeout(5):
        while tg.account.updates.polling:  # noqa: ASYNC110 - a closed connection rings no bell
            await asyncio.sleep(0)
    await ana.says("while it was down")
    async with Bot(tg.token, base_url=tg.url + "/bot") as bot:
        assert [message.text for message in await messages_heard(bot)] == ["while it was down"]


async def test_the_emulator_runs_as_a_process_and_is_steered_over_http(tmp_path: Path):
    log = tmp_path / "calls.jsonl"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.emulators.telegram", "--port", "0", "--log", str(log),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    url = f"http://127.0.0.1:{int(await process.stdout.readline())}"
    async with aiohttp.ClientSession(url) as session:

        async def does(endpoint: str, /, **given: Any) -> Any:
            async with session.post(f"/emulator/{endpoint}", json=given) as response:
                return await response.json()

        ana = (await does("private", name="ana"))["id"]
        group = (await does("group", title="Club", members=[ana], forum=True))["id"]
        topic = (await does("topic", chat=group, name="Spoilers"))["id"]
        await does("fault", kind="flood", retry_after=7, method="sendMessage", chat=group)
        await does("says", person=ana, text="/today", chat=group, thread=topic)
        async with Bot("1234:test", base_url=url + "/bot") as bot:
            (message,) = await messages_heard(bot)
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="x")]])
            await bot.send_message(ana, "Today", reply_markup=keyboard)
            query = (await does("presses", person=ana, label="Go", chat=ana))["query"]
            assert await does("query", id=query) is None
            await bot.answer_callback_query(query, "Gone")
        assert (message.text, message.message_thread_id) == ("/today", topic)
        assert await does("query", id=query) == {"text": "Gone", "alert": False, "url": "", "cache_time": 0}
        assert [said["text"] for said in await does("wait", messages=1, chat=ana)] == ["Today"]
        async with session.post("/bot1234:test/sendMessage", json={"chat_id": group, "text": "x"}) as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "7")
        await does("does", person=ana, what="kicks_bot", chat=group)
        assert (await does("state"))["bots"][0]["pending"] == 2
        assert (await does("says", person=5, text="x"))["error"] == "KeyError: 5"
        assert "no endpoint 'sings'" in (await does("sings"))["error"]
    process.terminate()
    assert await process.wait() == 0
    calls = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(call["method"], call["answer"]) for call in calls] == [
        ("getMe", 200),
        ("getUpdates", 200),
        ("getUpdates", 200),
        ("sendMessage", 200),
        ("answerCallbackQuery", 200),
        ("sendMessage", 429),
    ]
