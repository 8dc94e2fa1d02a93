"""What the emulated Bot API refuses, in the real server's words."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.emulators.telegram import Entity, Status, TelegramEmulator, TgMessage
from tests.emulators.telegram.errors import Refusal
from tests.emulators.telegram.keyboards import read_markup
from tests.emulators.telegram.text import fix, read_text


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


async def ask(tg: TelegramEmulator, method: str, **params: Any) -> tuple[int, Any]:
    """The status, and the result or the description of the error."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{tg.url}/bot{tg.token}/{method}", json=params) as response,
    ):
        body = await response.json()
        return response.status, body["result"] if body["ok"] else body["description"]


def text_of(text: str, *entities: dict[str, Any], **params: str) -> tuple[str, tuple[Entity, ...]]:
    return read_text({"text": text, "entities": json.dumps(entities), **params})


def at(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("text", "entities", "description"),
    [
        ("", [], "message text is empty"),
        (" \n\t ", [], "text must be non-empty"),
        ("a" * 4097, [], "message is too long"),
        ("🎬" * 2049, [], "message is too long"),
        ("a" * 40_000, [], "text is too long"),
        (
            "abc",
            [at("bold", 3, 1)],
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 4",
        ),
        ("abc", [at("bold", 4, 1)], "entity begins after the end of the text at UTF-16 offset 4"),
        (
            "abc",
            [at("bold", 1, 3)],
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4",
        ),
        ("abc", [at("bold", -1, 2)], "receive an entity with incorrect offset -1"),
        ("abc", [at("bold", 0, -2)], "receive an entity with incorrect length -2"),
        ("a🎬b", [at("bold", 2, 2)], "entity begins in a middle of a UTF-16 symbol at byte offset 5"),
        (
            "a🎬b",
            [at("bold", 0, 2)],
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
        ("abc", [at("big", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
        ("abc", [{"type": "bold", "offset": 0}], "can't parse MessageEntity: Can't find field \"length\""),
        ("abc", [at("bold", "x", 1)], 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
        ("abc", [at("text_link", 0, 1)], "can't parse MessageEntity: Can't find field \"url\""),
        ("abc", [at("text_link", 0, 1, url="nowhere")], "entity URL 'nowhere' is invalid: Wrong HTTP URL"),
        (
            "abc",
            [at("text_link", 0, 1, url="ftp://a.b")],
            "entity URL 'ftp://a.b' is invalid: Unsupported URL protocol",
        ),
        ("abc", [at("date_time", 0, 1)], "can't parse MessageEntity: Can't find field \"unix_time\""),
        (
            "abc",
            [at("date_time", 0, 1, unix_time=1, date_time_format="tw")],
            "can't parse MessageEntity: Invalid date-time format specified",
        ),
        ("abc", [at("date_time", 0, 1, unix_time=0)], "invalid date specified"),
        ("abc", [{"nonsense": 1}], "can't parse MessageEntity: Can't find field \"offset\""),
    ],
)
def test_a_wrong_text_is_refused(text: str, entities: list[dict[str, Any]], description: str):
    with pytest.raises(Refusal) as refused:
        text_of(text, *entities)
    assert (refused.value.code, refused.value.description) == (400, f"Bad Request: {description}")


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (at("bold", 0, 4), at("italic", 2, 4)),
        (at("bold", 0, 6), at("date_time", 2, 2, unix_time=1)),
        (at("code", 0, 6), at("bold", 2, 2)),
        (at("blockquote", 0, 6), at("expandable_blockquote", 2, 2)),
        (at("text_link", 0, 6, url="https://a.b"), at("text_link", 2, 2, url="https://c.d")),
        (at("bold", 0, 6), at("bold", 2, 2)),
    ],
)
def test_entities_that_the_server_would_rearrange_are_refused(outer: dict[str, Any], inner: dict[str, Any]):
    with pytest.raises(Refusal, match="the real server drops or splits one of them"):
        text_of("abcdef", outer, inner)
    with pytest.raises(Refusal, match="the real server drops or splits one of them"):
        text_of("abcdef", inner, outer)


def test_nested_entities_are_taken_in_the_servers_order():
    given = [
        at("spoiler", 0, 6),
        at("bold", 0, 6),
        at("blockquote", 0, 6),
        at("date_time", 7, 1, unix_time=1_624_118_400, date_time_format="wDT"),
        at("expandable_blockquote", 7, 3),
        at("bot_command", 0, 6),
    ]
    assert text_of("abcdef xyz", *given) == (
        "abcdef xyz",
        (
            Entity("blockquote", 0, 6),
            Entity("bold", 0, 6),
            Entity("spoiler", 0, 6),
            Entity("expandable_blockquote", 7, 3),
            Entity("date_time", 7, 1, unix_time=1_624_118_400, date_time_format="wDT"),
        ),
    )


@pytest.mark.parametrize("form", ["r", "w", "d", "D", "t", "T", "wd", "wDT", "dt", "", None])
def test_the_date_time_formats_of_the_bot_api_are_taken(form: str | None):
    more = {} if form is None else {"date_time_format": form}
    _, entities = text_of("soon", at("date_time", 0, 4, unix_time=1, **more))
    assert entities == (Entity("date_time", 0, 4, unix_time=1, date_time_format=form or None),)


def test_the_text_is_cleaned_and_entities_move_along():
    assert text_of("  \n a\r\nb\tc\u202e  ", at("bold", 4, 3), at("italic", 9, 2)) == (
        "a\nb c",
        (Entity("bold", 0, 2), Entity("italic", 4, 1)),
    )
    assert fix("  bold ", [Entity("bold", 0, 6), Entity("italic", 2, 0)]) == ("  bold", (Entity("bold", 0, 6),))


def test_the_limits_of_a_text_are_counted_in_utf_16():
    assert text_of("🎬" * 2048)[0] == "🎬" * 2048
    assert text_of("ㄱ" * 4096)[0] == "ㄱ" * 4096


@pytest.mark.parametrize("mode", ["HTML", "MarkdownV2"])
def test_a_parse_mode_is_not_read(mode: str):
    with pytest.raises(Refusal, match="the emulator reads entities only"):
        text_of("<b>x</b>", parse_mode=mode)


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ("nonsense", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"inline_keyboard": [[7]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": "x"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "url": "https://a.b", "callback_data": "y"}]]},
            "can't parse inline keyboard button: a button has exactly one action, this one has url and callback_data",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "y", "style": "loud"}]]},
            "can't parse inline keyboard button: invalid button style specified",
        ),
        ({"inline_keyboard": [[{"text": "", "callback_data": "y"}]]}, "inline keyboard button text must be non-empty"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "y" * 65}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "드" * 22}]]}, "BUTTON_DATA_INVALID"),
        (
            {"inline_keyboard": [[{"text": "x", "url": "localhost"}]]},
            "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "y"}]] * 101}, "reply markup is too long"),
    ],
)
def test_a_wrong_keyboard_is_refused(markup: Any, description: str):
    field = markup if isinstance(markup, str) else json.dumps(markup)
    with pytest.raises(Refusal) as refused:
        read_markup({"reply_markup": field})
    assert (refused.value.code, refused.value.description) == (400, f"Bad Request: {description}")


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "y" * 64},
        {"callback_data": "y", "style": "danger"},
        {"url": "tg://resolve?domain=dramabell_bot"},
        {"url": "https://t.me/dramabell_bot?start=x"},
        {"switch_inline_query": ""},
        {"copy_text": {"text": "/subscribe nevertheless"}},
    ],
)
def test_a_right_button_comes_back_as_it_was(button: dict[str, Any]):
    markup = {"inline_keyboard": [[{"text": "x", **button}]]}
    assert read_markup({"reply_markup": json.dumps(markup)}).wire == markup


async def test_the_message_thread_of_the_general_topic_must_not_be_named(tg: TelegramEmulator):
    ana = tg.private("ana")
    forum = tg.group("Dramas", ana, forum=True)
    topic, closed, gone = forum.topic("Spoilers"), forum.topic("Old"), forum.topic("Gone")
    closed.close()
    gone.delete()
    not_found = (400, "Bad Request: message thread not found")
    send = {"chat_id": forum.id, "text": "x"}
    assert await ask(tg, "sendMessage", **send, message_thread_id=1) == not_found
    assert await ask(tg, "sendMessage", **send, message_thread_id=gone.id) == not_found
    assert await ask(tg, "sendMessage", chat_id=ana.id, text="x", message_thread_id=5) == not_found
    assert await ask(tg, "sendMessage", **send, message_thread_id=closed.id) == (400, "Bad Request: TOPIC_CLOSED")
    assert (await ask(tg, "sendMessage", **send, message_thread_id=topic.id))[0] == 200
    assert (await ask(tg, "sendMessage", **send))[0] == 200
    forum.general.close()
    assert await ask(tg, "sendMessage", **send) == (400, "Bad Request: TOPIC_CLOSED")
    assert [(message.thread, message.text) for message in tg.messages(to=forum)] == [(topic.id, "x"), (None, "x")]
    assert [message.thread for message in tg.messages(to=topic)] == [topic.id]
    assert [message.thread for message in tg.messages(to=forum.general)] == [None]


async def test_every_no_of_a_chat_is_worded_as_the_server_words_it(tg: TelegramEmulator):
    ana, ben, cho, dan = tg.private("ana"), tg.private("ben"), tg.person("cho"), tg.private("dan")
    ben.deactivates()
    await dan.blocks()
    quiet = tg.group("Quiet", ana, cho)
    await quiet.silences_bot()
    kicked, left = tg.group("Kicked", ana), tg.group("Left", ana, bot=Status.LEFT)
    await ana.kicks_bot(kicked)
    basic, old, over = (tg.group(name, ana, basic=True) for name in ("Basic", "Old", "Over"))
    await ana.kicks_bot(basic)
    new = await old.migrates()
    over.is_deleted()
    reader, gone, out = tg.channel("Reader", ana), tg.channel("Gone", ana), tg.channel("Out", ana, bot=Status.LEFT)
    await ana.kicks_bot(gone)
    await reader.set_bot_rights("can_edit_messages")
    said: dict[int | str, Any] = {}
    for chat in (ben, cho, dan, quiet, kicked, left, basic, old, over, reader, gone, out):
        said[chat.id] = await ask(tg, "sendMessage", chat_id=chat.id, text="x")
    for name in (99, "@nobody", ""):
        said[name] = await ask(tg, "sendMessage", chat_id=name, text="x")
    assert said == {
        ben.id: (403, "Forbidden: user is deactivated"),
        cho.id: (403, "Forbidden: bot can't initiate conversation with a user"),
        dan.id: (403, "Forbidden: bot was blocked by the user"),
        quiet.id: (400, "Bad Request: not enough rights to send text messages to the chat"),
        kicked.id: (403, "Forbidden: bot was kicked from the supergroup chat"),
        left.id: (403, "Forbidden: bot is not a member of the supergroup chat"),
        basic.id: (403, "Forbidden: bot was kicked from the group chat"),
        old.id: (400, "Bad Request: group chat was upgraded to a supergroup chat"),
        over.id: (403, "Forbidden: the group chat was deleted"),
        reader.id: (400, "Bad Request: need administrator rights in the channel chat"),
        gone.id: (403, "Forbidden: bot was kicked from the channel chat"),
        out.id: (403, "Forbidden: bot is not a member of the channel chat"),
        99: (400, "Bad Request: chat not found"),
        "@nobody": (400, "Bad Request: chat not found"),
        "": (400, "Bad Request: chat_id is empty"),
    }
    assert tg.messages() == []
    assert (await ask(tg, "sendMessage", chat_id=new.id, text="x"))[0] == 200


async def test_edits_and_deletions_are_checked(tg: TelegramEmulator):
    ana = tg.private("ana")
    group = tg.group("Club", ana)
    theirs = await ana.says("/start", group)
    await ask(tg, "sendMessage", chat_id=group.id, text="one")
    sent = tg.messages()[0]
    mine = {"chat_id": group.id, "message_id": sent.message_id}
    not_modified = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
        " current content and reply markup of the message"
    )
    assert await ask(tg, "editMessageText", **mine, text="one") == (400, not_modified)
    assert (await ask(tg, "editMessageText", **mine, text="two"))[0] == 200
    yours = {"chat_id": group.id, "message_id": theirs["message_id"]}
    assert await ask(tg, "editMessageText", **yours, text="x") == (400, "Bad Request: message can't be edited")
    assert await ask(tg, "editMessageText", chat_id=group.id, message_id=999, text="x") == (
        400,
        "Bad Request: message to edit not found",
    )
    assert await ask(tg, "deleteMessage", **yours) == (400, "Bad Request: message can't be deleted")
    assert await ask(tg, "deleteMessage", **mine) == (200, True)
    assert await ask(tg, "deleteMessage", **mine) == (400, "Bad Request: message to delete not found")
    assert tg.messages() == []
    one = TgMessage(group.id, sent.message_id, "one", bot="dramabell_bot")
    two = TgMessage(group.id, sent.message_id, "two", bot="dramabell_bot", deleted=True, history=(one,))
    assert await tg.sent(to=group) == [two]


@pytest.mark.parametrize("how", ["json", "form", "multipart", "query"])
async def test_parameters_are_read_however_they_come(tg: TelegramEmulator, how: str):
    ana = tg.private("ana")
    given: dict[str, Any] = {"chat_id": ana.id, "text": "hi 🎬", "disable_notification": True}
    given["entities"] = [at("bold", 0, 2)]
    plain = {key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}
    url = f"{tg.url}/bot{tg.token}/SENDMESSAGE"
    async with aiohttp.ClientSession() as session:
        match how:
            case "json":
                request = session.post(url, json=given)
            case "form":
                request = session.post(url, data=plain)
            case "multipart":
                with aiohttp.MultipartWriter("form-data") as writer:
                    for key, value in plain.items():
                        writer.append(value).set_content_disposition("form-data", name=key)
                request = session.post(url, data=writer)
            case _:
                request = session.get(url, params=plain)
        async with request as response:
            assert response.status == 200
    expected = TgMessage(ana.id, 11, "hi 🎬", (Entity("bold", 0, 2),), silent=True, bot="dramabell_bot")
    assert tg.messages() == [expected]
    assert tg.calls[0].params == given


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1234:test/noSuchMethod", 404, "Not Found: method not found"),
        ("/elsewhere", 404, "Not Found"),
        ("/bot5678:test/getMe", 401, "Unauthorized"),
        ("/botabc/getMe", 401, "Unauthorized: invalid token specified"),
    ],
)
async def test_what_is_not_there_is_not_found(tg: TelegramEmulator, path: str, status: int, description: str):
    async with aiohttp.ClientSession() as session, session.get(tg.url + path) as response:
        assert (response.status, await response.json()) == (
            status,
            {"ok": False, "error_code": status, "description": description},
        )


@pytest.mark.parametrize(
    ("commands", "description"),
    [
        ([{"command": "", "description": "x"}], "command must be non-empty"),
        ([{"command": "a" * 33, "description": "x"}], "command length must not exceed 32"),
        ([{"command": "Next", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "드라마", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "next", "description": ""}], "command description must be non-empty"),
        ([{"command": "next", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": "next"}], "can't parse BotCommand: Can't find field \"description\""),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_a_wrong_menu_is_refused(tg: TelegramEmulator, commands: list[dict[str, str]], description: str):
    assert await ask(tg, "setMyCommands", commands=commands) == (400, f"Bad Request: {description}")
    assert tg.account.commands == {}
