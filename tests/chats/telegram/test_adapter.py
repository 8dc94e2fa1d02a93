"""The connection to Telegram: starting, sending, losing it, being refused."""

import asyncio
import logging
import socket
import traceback

import pytest

from bot.chats.telegram.adapter import ADVICE, TelegramChat
from bot.chats.telegram.polling import Deaf
from bot.core.messages import Button, Message, Strong, Style, said
from bot.core.messages import Kind as Said
from bot.core.outcomes import Kind, Outcome, Refused
from bot.core.ports import Address
from bot.delivery.pace import Limits, Pace
from tests.chats.telegram.conftest import RecordingDesk, adapter, connected
from tests.emulators.telegram import Entity, Status, TelegramEmulator, faults
from tests.emulators.telegram import Limits as Flood


def at(chat, thread="") -> Address:
    return Address("telegram", str(chat.id), thread)


async def send(bot, chat, message: Message | None = None, thread="") -> Outcome:
    reader = await bot.desk.reader(at(chat))
    return await bot.chat.send(at(chat, thread), message or said("x"), reader, "n0nce")


async def failed_run(chat: TelegramChat) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its kind is what each test looks at
        await chat.run(lambda link: None)
    return caught.value


# starting


async def test_it_is_ready_with_a_link_to_add_it_and_has_set_the_menu(tg, bot):
    assert bot.links == ["https://t.me/dramabell_bot?startgroup=true"]
    assert tg.account.commands == {
        ("default", ""): [
            {"command": "subscribe", "description": "Tell me when each episode is out"},
            {"command": "quote", "description": "A quote of somebody in the cast"},
        ]
    }


async def test_it_asks_for_no_update_that_it_does_not_use(tg, bot):
    assert tg.account.updates.allowed == ["message", "channel_post", "callback_query", "my_chat_member"]


async def test_a_menu_that_cannot_be_set_does_not_stop_the_bot(tg):
    tg.fail(faults.error(500), "setMyCommands")
    async with connected(tg) as bot:
        assert (await send(bot, tg.private("Ana"))).kind is Kind.SENT


async def test_a_webhook_that_was_set_once_is_taken_away(tg):
    tg.account.updates.webhook = "https://old.example/hook"
    async with connected(tg):
        assert tg.account.updates.webhook == ""


@pytest.mark.parametrize("code", [400, 404])
async def test_a_server_that_knows_no_webhooks_is_fine(tg, code):
    tg.fail(faults.refusal(code, "method not found"), "deleteWebhook")
    async with connected(tg) as bot:
        assert (await send(bot, tg.private("Ana"))).kind is Kind.SENT


async def test_what_was_said_while_it_was_down_is_answered(tg):
    ana = tg.private("Ana")
    await ana.says("/quote")
    async with connected(tg) as bot:
        await tg.sent(1)
        assert bot.desk.lines == ["/quote"]


@pytest.mark.parametrize(("code", "text"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_a_wrong_token_is_refused_with_advice(tg, code, text):
    tg.fail(faults.refusal(code, text), "getMe")
    error = await failed_run(adapter(tg, RecordingDesk()))
    assert isinstance(error, Refused)
    assert (error.reason, error.advice) == ("Telegram does not accept the token", ADVICE)


async def test_a_token_that_is_revoked_later_is_refused_then(tg):
    async with connected(tg) as bot:
        tg.revoke()
        await tg.private("Ana").says("/quote")  # ends the open poll
        await asyncio.wait({bot.running}, timeout=5)
        assert isinstance(bot.running.exception(), Refused)


async def test_no_network_at_the_start_is_not_a_refusal(tg):
    await tg.down()
    error = await failed_run(adapter(tg, RecordingDesk()))
    assert not isinstance(error, Refused)
    await tg.up()


# sending: each outcome by a real call


async def test_a_sent_message_has_its_id_and_its_form(tg, bot):
    ana = tg.private("Ana")
    message = Message(
        Said.REMINDER, "Nevertheless", ((Strong("Out now"),),), ((Button("Stop", "/stop", Style.DANGER),),)
    )
    assert await send(bot, ana, message) == Outcome(Kind.SENT, message_id="11")
    [sent] = tg.messages(ana)
    assert (sent.text, sent.silent, sent.preview) == ("Nevertheless\nOut now", False, False)
    assert sent.entities == (Entity("bold", 0, 12), Entity("bold", 13, 7))
    assert (sent.button("Stop").data, sent.button("Stop").style) == ("/stop", "danger")


@pytest.mark.parametrize(("kind", "silent"), [(Said.PREMIERE, False), (Said.DIGEST, True), (Said.QUOTE, True)])
async def test_digests_and_quotes_arrive_without_a_sound(tg, bot, kind, silent):
    await send(bot, tg.private("Ana"), Message(kind, lines=(("x",),)))
    assert [message.silent for message in tg.messages()] == [silent]


async def test_a_thread_is_a_topic_and_the_general_topic_is_never_named(tg, bot):
    group = tg.group("Drama night", tg.private("Ana"), forum=True)
    topic = group.topic("Nevertheless")
    await send(bot, group, thread=str(topic.id))
    await send(bot, group, thread="1")
    await send(bot, group)
    assert [message.thread for message in tg.messages(group)] == [topic.id, None, None]


async def test_each_thing_that_telegram_does_to_a_send_has_its_outcome(tg, bot):
    ana = tg.private("Ana")
    blocked, gone, stranger = tg.private("Ben"), tg.private("Gil"), tg.person("Sam")
    await blocked.blocks()
    gone.deactivates()
    kicked, silenced = tg.group("Kicked", ana), tg.group("Silenced", ana)
    await ana.kicks_bot(kicked)
    await silenced.silences_bot()
    channel = tg.channel("News", ana)
    await channel.set_bot_rights("can_manage_chat")
    forum = tg.group("Forum", ana, forum=True)
    closed, deleted = forum.topic("Closed"), forum.topic("Deleted")
    closed.close()
    deleted.delete()
    found = {
        "blocked": await send(bot, blocked),
        "deactivated": await send(bot, gone),
        "never started": await send(bot, stranger),
        "kicked": await send(bot, kicked),
        "silenced": await send(bot, silenced),
        "no right to post": await send(bot, channel),
        "closed topic": await send(bot, forum, thread=str(closed.id)),
        "deleted topic": await send(bot, forum, thread=str(deleted.id)),
    }
    assert {name: outcome.kind for name, outcome in found.items()} == {
        "blocked": Kind.GONE,
        "deactivated": Kind.GONE,
        "never started": Kind.GONE,
        "kicked": Kind.GONE,
        "silenced": Kind.NO_RIGHTS,
        "no right to post": Kind.NO_RIGHTS,
        "closed topic": Kind.NO_RIGHTS,
        "deleted topic": Kind.NO_RIGHTS,
    }
    assert found["blocked"].reason == "Forbidden: Forbidden: bot was blocked by the user"


@pytest.mark.parametrize(
    ("fault", "kind", "arrives"),
    [
        (faults.lost_reply(), Kind.UNKNOWN, True),
        (faults.garbage(), Kind.UNKNOWN, True),
        (faults.html(502, accept=True), Kind.UNKNOWN, True),
        (faults.error(500), Kind.UNKNOWN, False),
        (faults.reset(), Kind.UNKNOWN, False),
        (faults.not_ok(), Kind.NOT_SENT, False),
        (faults.flood(None), Kind.WAIT, False),
        (faults.refusal(400, "Bad Request: can't parse entities"), Kind.BAD_CONTENT, False),
        (faults.refusal(413, "Request Entity Too Large"), Kind.BAD_CONTENT, False),
        (faults.refusal(401, "Unauthorized"), Kind.FATAL, False),
    ],
)
async def test_each_fault_has_its_outcome(tg, bot, fault, kind, arrives):
    tg.fail(fault, "sendMessage")
    assert (await send(bot, tg.private("Ana"))).kind is kind
    assert len(tg.messages()) == arrives


async def test_a_flood_says_how_long_to_wait(tg, bot):
    tg.fail(faults.flood(37), "sendMessage")
    outcome = await send(bot, tg.private("Ana"))
    assert (outcome.kind, outcome.seconds, outcome.everywhere) == (Kind.WAIT, 37.0, False)


async def test_a_group_that_migrated_says_where_to(tg, bot):
    old = tg.group("Drama night", tg.private("Ana"), basic=True)
    new = await old.migrates()
    outcome = await send(bot, old)
    assert (outcome.kind, outcome.moved_to) == (Kind.MOVED, str(new.id))


async def test_a_server_that_is_down_was_not_reached(tg, bot):
    ana = tg.private("Ana")
    await tg.down()
    outcome = await send(bot, ana)
    await tg.up()
    assert outcome.kind is Kind.NOT_SENT


async def test_without_a_connection_nothing_is_sent(tg):
    chat = adapter(tg, RecordingDesk())
    reader = await RecordingDesk().reader(Address("telegram", "7"))
    assert await chat.send(Address("telegram", "7"), said("x"), reader, "n") == Outcome(
        Kind.NOT_SENT, reason="Telegram is not connected"
    )


async def test_strict_flood_limits_are_kept_by_the_pace_of_answers():
    async with TelegramEmulator(limits=Flood.strict()) as tg:
        desk, links = RecordingDesk(), []
        chat = adapter(tg, desk, Pace(Limits(per_second=28, chat_seconds=1, group_per_minute=20)))
        running = asyncio.create_task(chat.run(links.append))
        await tg.until_polling()
        ana = tg.private("Ana")
        for _ in range(3):
            await ana.says("/quote")
        await tg.sent(3)
        running.cancel()
        await asyncio.wait({running})
        assert tg.floods == {}


# polling


async def test_another_poller_is_named_once_and_sending_goes_on(tg, caplog, capsys):
    async with connected(tg, deaf=0.1) as bot:
        conflict = faults.refusal(409, "Conflict: terminated by other getUpdates request")
        tg.fail(conflict, "getUpdates", times=4)
        ana = tg.private("Ana")
        await ana.says("/quote")  # ends the open poll
        await tg.until(lambda: [call.answer for call in tg.called("getUpdates")].count(409) == 4)
        assert (await send(bot, ana)).kind is Kind.SENT
        await tg.until_polling()
        assert not bot.running.done()
    told = capsys.readouterr().out + caplog.text
    assert told.count("another program fetches this bot's Telegram updates") == 1


async def test_polls_that_fail_at_once_are_not_repeated_without_a_pause(tg):
    async with connected(tg, floor=0.1, longest=0.1):
        tg.fail(faults.reset(), "getUpdates", times=None)
        await tg.private("Ana").says("/quote")  # ends the open poll
        await tg.sent(1)
        before = len(tg.called("getUpdates"))
        await asyncio.sleep(0.55)
        assert 2 <= len(tg.called("getUpdates")) - before <= 7


async def test_a_server_that_does_not_hold_polls_is_not_asked_without_a_pause(tg):
    chat = adapter(tg, RecordingDesk(), hold=0, floor=0.1)
    running = asyncio.create_task(chat.run(lambda link: None))
    await tg.until_called("getUpdates")
    before = len(tg.called("getUpdates"))
    await asyncio.sleep(0.55)
    assert 2 <= len(tg.called("getUpdates")) - before <= 6
    running.cancel()
    await asyncio.wait({running})


async def test_a_connection_that_went_deaf_is_given_up(tg):
    async with connected(tg, deaf=0.2) as bot:
        tg.fail(faults.reset(), "getUpdates", times=None)
        await tg.private("Ana").says("/quote")  # ends the open poll
        await asyncio.wait({bot.running}, timeout=5)
        assert isinstance(bot.running.exception(), Deaf)


async def test_it_hears_again_after_an_outage(tg, bot):
    await tg.down()
    await tg.up()
    await tg.private("Ana").says("/quote")
    await tg.sent(1)
    assert bot.desk.lines == ["/quote"]


async def test_an_update_that_ptb_cannot_read_is_skipped_and_its_words_are_not_logged(tg, caplog, capsys):
    async with connected(tg) as bot:
        tg.push("message", {"message_id": "none", "text": "a secret"})
        await tg.private("Ana").says("/quote")
        await tg.sent(1)
        assert bot.desk.lines == ["/quote"]
    assert "a secret" not in capsys.readouterr().out + caplog.text


async def test_an_update_that_was_not_handled_when_it_was_cut_off_comes_again(tg):
    never = asyncio.Event()

    async def says(asked):
        await never.wait()

    chat = adapter(tg, RecordingDesk(says), settle=5.0)
    running = asyncio.create_task(chat.run(lambda link: None))
    await tg.until_polling()
    ana = tg.private("Ana")
    await ana.says("/subscribe nevertheless")
    await tg.until(lambda: not tg.account.updates.polling)
    polls = len(tg.called("getUpdates"))
    await asyncio.sleep(0.1)
    assert len(tg.called("getUpdates")) == polls  # no poll that would confirm it
    assert [update["update_id"] for _, update in tg.account.updates.queue] == [700000001]
    never.set()
    running.cancel()
    await asyncio.wait({running})


async def test_a_stop_finishes_what_is_under_way_and_confirms_it(tg):
    heard, go_on = asyncio.Event(), asyncio.Event()

    async def says(asked):
        heard.set()
        await go_on.wait()
        return said("done")

    async with connected(tg, RecordingDesk(says)) as bot:
        await tg.private("Ana").says("/quote")
        await heard.wait()
        bot.running.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.wait({bot.running})
        assert [message.text for message in tg.messages()] == ["done"]
        assert list(tg.account.updates.queue) == []


# secrets


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


async def test_no_token_and_no_words_are_in_a_debug_log_or_an_error(caplog, capsys):
    caplog.set_level(logging.DEBUG)
    errors = []
    async with TelegramEmulator(token="4321:canary", limits=Flood.none()) as tg:
        async with connected(tg) as bot:
            ana = tg.private("Ana")
            await ana.says("/quote my secret words")
            await tg.sent(1)
            for fault in (faults.reset(), faults.lost_reply(), faults.html(502), faults.garbage()):
                tg.fail(fault, "sendMessage")
                errors.append(await send(bot, ana))
            tg.fail(faults.reset(), "getUpdates", times=2)
            await ana.says("/quote")
            await tg.until_polling()
            tg.revoke()
            await ana.says("/quote")
            await asyncio.wait({bot.running}, timeout=5)
            errors.append(bot.running.exception())
        errors.append(await failed_run(adapter(tg, RecordingDesk())))
    url = f"http://127.0.0.1:{closed_port()}"
    errors.append(await failed_run(TelegramChat("4321:canary", url, RecordingDesk(), [], Pace(Limits()), frozenset())))
    told = capsys.readouterr().out + caplog.text
    for error in errors:
        told += repr(error) + ("".join(traceback.format_exception(error)) if isinstance(error, Exception) else "")
        told += repr(getattr(error, "__context__", None)) if isinstance(error, Refused) else ""
    assert "canary" not in told
    assert "my secret words" not in told
    assert len(errors) == 7


async def test_presence_of_a_restricted_bot_counts_as_being_there(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana)
    await group.silences_bot()
    await group.bot_becomes(Status.MEMBER)
    await ana.says("/quote", group)
    await tg.sent(1)
    assert bot.desk.events == [("returned", Address("telegram", str(group.id), ""))]  # it may write again
