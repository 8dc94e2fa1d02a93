"""The emulator under the real python-telegram-bot: what it must answer before anything is tested with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters
from telegram.request import HTTPXRequest

from tests.emulators.telegram import Button, QueryAnswer, TelegramEmulator, TgMessage


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


@asynccontextmanager
async def stock_bot(tg: TelegramEmulator, token: str = "1234:test", read_timeout: float = 5.0) -> AsyncIterator[Bot]:
    bot = Bot(token, base_url=tg.url + "/bot", request=HTTPXRequest(read_timeout=read_timeout))
    async with bot:
        yield bot


async def test_get_me_names_the_bot(tg: TelegramEmulator):
    async with stock_bot(tg) as bot:
        assert (bot.id, bot.username, bot.first_name) == (1234, "dramabell_bot", "Dramabell")


@pytest.mark.parametrize("token", ["1234:wrong", "5678:test", "no-token"])
async def test_a_wrong_token_is_unauthorized(tg: TelegramEmulator, token: str):
    with pytest.raises(InvalidToken):
        async with stock_bot(tg, token):
            pass


async def test_a_message_is_kept_as_it_was_sent(tg: TelegramEmulator):
    ana = tg.private("ana", language_code="en")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Stop", callback_data="/unsubscribe nevertheless")]])
    async with stock_bot(tg) as bot:
        answer = await bot.send_message(ana.id, "Hello", reply_markup=keyboard, disable_notification=True)
    expected = TgMessage(
        chat_id=ana.id,
        message_id=answer.message_id,
        text="Hello",
        buttons=((Button("Stop", data="/unsubscribe nevertheless"),),),
        silent=True,
        bot="dramabell_bot",
    )
    assert tg.messages(to=ana) == [expected]
    assert answer.text == "Hello"
    assert answer.reply_markup == keyboard


async def test_a_polling_bot_answers_what_people_say_and_press(tg: TelegramEmulator):
    ana = tg.private("ana")

    async def hear(update: Update, context: object) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Subscribe", callback_data="s1")]])
        assert update.message
        await update.message.reply_text("You said " + str(update.message.text), reply_markup=keyboard)

    async def pressed(update: Update, context: object) -> None:
        assert update.callback_query
        await update.callback_query.answer("Subscribed", show_alert=True)
        await update.callback_query.edit_message_text("Subscribed to Nevertheless")

    app = Application.builder().token(tg.token).base_url(tg.url + "/bot").job_queue(None).build()
    app.add_handler(MessageHandler(filters.TEXT, hear))
    app.add_handler(CallbackQueryHandler(pressed))
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(timeout=10)
        await ana.says("/subscribe nevertheless")
        said = await tg.next_message(to=ana)
        press = await ana.presses("Subscribe")
        assert await press.answered() == QueryAnswer("Subscribed", alert=True)
        await tg.until(lambda: tg.current(said).history)
        await app.updater.stop()
        await app.stop()
    assert said.text == "You said /subscribe nevertheless"
    assert [message.text for message in tg.messages(to=ana)] == ["Subscribed to Nevertheless"]
    assert tg.messages(to=ana)[0].buttons == ()
    assert not tg.account.updates.queue


async def test_a_callback_query_can_be_answered_once(tg: TelegramEmulator):
    ana = tg.private("ana")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="x")]])
    async with stock_bot(tg) as bot:
        await bot.send_message(ana.id, "Ready?", reply_markup=keyboard)
        press = await ana.presses("Go")
        await bot.answer_callback_query(press.query.id)
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(press.query.id)


async def test_confirmed_updates_are_gone(tg: TelegramEmulator):
    ana = tg.private("ana")
    for text in ("one", "two", "three"):
        await ana.says(text)
    async with stock_bot(tg) as bot:
        first = await bot.get_updates(limit=2)
        again = await bot.get_updates(limit=2)
        rest = await bot.get_updates(offset=first[1].update_id + 1)
        assert await bot.get_updates(offset=rest[0].update_id + 1) == ()
        assert await bot.get_updates() == ()
    assert [update.message.text for update in first if update.message] == ["one", "two"]
    assert again == first
    assert [update.message.text for update in rest if update.message] == ["three"]


async def test_a_second_poller_ends_the_first_with_a_conflict(tg: TelegramEmulator):
    ana = tg.private("ana")
    async with stock_bot(tg) as bot, stock_bot(tg) as other:
        first = asyncio.create_task(bot.get_updates(timeout=10))
        await tg.until_polling()
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
            await first
        await ana.says("hello")
        assert [update.message.text for update in await second if update.message] == ["hello"]
    assert tg.account.updates.conflicts == 1


async def test_the_menu_is_kept_by_scope_and_language(tg: TelegramEmulator):
    ana = tg.private("ana")
    async with stock_bot(tg) as bot:
        await bot.set_my_commands([BotCommand("next", "What comes next")])
        korean = [BotCommand("next", "다음 회")]
        await bot.set_my_commands(korean, language_code="ko", scope=BotCommandScopeChat(ana.id))
        assert await bot.get_my_commands() == (BotCommand("next", "What comes next"),)
        assert await bot.get_my_commands(language_code="ko") == ()
        with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
            await bot.set_my_commands([BotCommand("Next", "Upper case")])
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.set_my_commands([], scope=BotCommandScopeChat(99))
    assert tg.account.commands == {
        ("default", ""): [{"command": "next", "description": "What comes next"}],
        (f"chat {ana.id}", "ko"): [{"command": "next", "description": "다음 회"}],
    }


async def test_members_and_their_standing_are_told(tg: TelegramEmulator):
    ana, ben, cho = tg.private("ana"), tg.private("ben"), tg.person("cho")
    group = tg.group("K-drama club", ana, ben, admins=(ben,))
    async with stock_bot(tg) as bot:
        statuses = [(await bot.get_chat_member(group.id, person.id)).status for person in (ana, ben, cho)]
        admins = [member.user.first_name for member in await bot.get_chat_administrators(group.id)]
        with pytest.raises(BadRequest, match=r"(?i)participant_id_invalid"):
            await bot.get_chat_member(group.id, 99)
    assert statuses == ["creator", "administrator", "left"]
    assert admins == ["ana", "ben"]


async def test_who_blocked_the_bot_is_not_written_to(tg: TelegramEmulator):
    ana, ben = tg.private("ana"), tg.person("ben")
    await ana.blocks()
    async with stock_bot(tg) as bot:
        with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
            await bot.send_message(ana.id, "Hello?")
        with pytest.raises(BadRequest, match=r"^Chat not found$"):
            await bot.send_message(ben.id, "Hello?")
        updates = await bot.get_updates()
    assert [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member] == ["kicked"]


async def test_a_bot_can_leave_a_group_and_is_told_so(tg: TelegramEmulator):
    group = tg.group("Club", tg.private("ana"))
    async with stock_bot(tg) as bot:
        await bot.leave_chat(group.id)
        with pytest.raises(Forbidden, match=r"^Forbidden: bot is not a member of the supergroup chat$"):
            await bot.send_chat_action(group.id, "typing")
        (update,) = await bot.get_updates()
    assert update.my_chat_member
    assert (update.my_chat_member.from_user.id, update.my_chat_member.new_chat_member.status) == (1234, "left")


async def test_a_chat_tells_what_it_is(tg: TelegramEmulator):
    ana = tg.private("ana", username="ana")
    forum = tg.group("Dramas", ana, forum=True, username="dramas")
    async with stock_bot(tg) as bot:
        person, place = await bot.get_chat(ana.id), await bot.get_chat("@dramas")
        count = await bot.get_chat_member_count(forum.id)
    assert (person.type, person.first_name, person.username) == ("private", "ana", "ana")
    assert (place.type, place.title, place.is_forum, place.id) == ("supergroup", "Dramas", True, forum.id)
    assert count == 2


async def test_the_bots_own_words_are_kept_by_language(tg: TelegramEmulator):
    async with stock_bot(tg) as bot:
        await bot.set_my_description("Tells when it is on")
        await bot.set_my_short_description("K-dramas", language_code="ko")
        await bot.set_my_name("Bell")
        assert (await bot.get_my_description(language_code="ko")).description == "Tells when it is on"
        assert (await bot.get_my_short_description()).short_description == ""
        assert (await bot.get_my_name()).name == "Bell"
        with pytest.raises(BadRequest, match="Invalid language code specified"):
            await bot.set_my_name("Bell", language_code="korean")


async def test_polling_conflicts_with_a_webhook(tg: TelegramEmulator):
    async with stock_bot(tg) as bot:
        await bot.set_webhook("https://example.org/hook")
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.get_updates() == ()


async def test_a_bot_that_logged_out_is_refused(tg: TelegramEmulator):
    async with stock_bot(tg) as bot:
        assert await bot.close()
        assert await bot.log_out()
        with pytest.raises(BadRequest, match="Logged out"):
            await bot.get_me()
