"""Files in Telegram: documents out, with words and rights as Telegram has them, and documents in."""

import pytest
from structlog.testing import capture_logs

from bot.chats.telegram.files import LOST, NOT_HERE
from bot.core.errors import Mistake
from bot.core.messages import Button, File, Message, said
from bot.core.ports import Place
from bot.delivery.pace import Limits as PaceLimits
from tests.chats.telegram.conftest import RecordingDesk, connected
from tests.emulators.telegram import Limits, Status, TelegramEmulator
from tests.emulators.telegram.faults import error, not_ok, refusal

PACK = File("nevertheless.toml", "application/toml", 'title = "알고있지만"\n'.encode())
DATES = File("dramas.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")
STOP = ((Button("Stop", "/unsubscribe nevertheless"),),)


def seen(tg, to):
    """Text or caption, labels, and name and content of the file."""
    return [
        (one.text, one.labels, one.document and (one.document.name, one.document.content)) for one in tg.messages(to)
    ]


async def test_short_words_are_the_caption_of_the_only_file(tg):
    answer = Message(title="Nevertheless", lines=(("Its file.",),), buttons=STOP, files=(PACK,))
    async with connected(tg, RecordingDesk(lambda asked: answer)):
        ana = tg.private("ana")
        await ana.says("/export nevertheless")
        await tg.sent(1, ana)
        assert seen(tg, ana) == [("Nevertheless\nIts file.", (("Stop",),), (PACK.name, PACK.content))]
        assert tg.messages(ana)[0].covered("bold") == ("Nevertheless",)
        await ana.presses("Stop")


async def test_long_words_come_first_and_each_file_by_itself(tg):
    letters = "가" * 1025
    answer = Message(lines=((letters,),), buttons=STOP, files=(PACK, DATES))
    async with connected(tg, RecordingDesk(lambda asked: answer)):
        ana = tg.private("ana")
        await ana.says("/export nevertheless")
        await tg.sent(3, ana)
        assert seen(tg, ana) == [
            (letters, (("Stop",),), None),
            ("", (), (PACK.name, PACK.content)),
            ("", (), (DATES.name, DATES.content)),
        ]


async def test_each_message_of_an_answer_waits_its_turn():
    answer = Message(lines=(("가" * 1025,),), files=(PACK,))
    async with (
        TelegramEmulator(limits=Limits.strict()) as tg,
        connected(tg, RecordingDesk(lambda asked: answer)) as bot,
    ):
        bot.pace.limits = PaceLimits(chat_seconds=1.05)
        ana = tg.private("ana")
        await ana.says("/export nevertheless")
        await tg.sent(2, ana)
        assert tg.floods == {}


async def test_a_file_that_was_certainly_not_sent_is_sent_again_and_its_words_are_not(tg):
    answer = Message(lines=(("가" * 1025,),), files=(PACK,))
    tg.fail(not_ok(), "sendDocument")
    async with connected(tg, RecordingDesk(lambda asked: answer)):
        ana = tg.private("ana")
        await ana.says("/export nevertheless")
        await tg.sent(2, ana)
        assert [bool(one.document) for one in tg.messages(ana)] == [False, True]
    assert len(tg.called("sendMessage")) == 1


async def test_where_no_files_are_allowed_the_words_say_so(tg):
    ana = tg.private("ana")
    group = tg.group("Fans", ana)
    group.chat.may_send_documents = False
    answer = Message(lines=(("Its file.",),), files=(PACK,))
    async with connected(tg, RecordingDesk(lambda asked: answer)):
        await ana.says("/export@dramabell_bot nevertheless", group)
        await tg.sent(1, group)
        assert seen(tg, group) == [(f"Its file.\n{NOT_HERE}", (), None)]


def heard(bot) -> list[tuple[str | None, str | None, Place]]:
    return [(one.line, one.dropped and one.dropped.name, one.place) for one in bot.desk.asked]


async def test_a_document_is_meant_in_private_and_where_the_bot_is_spoken_to(tg, bot):
    ana = tg.private("ana")
    group = tg.group("Fans", ana, bot=Status.ADMINISTRATOR)
    await ana.sends("a.toml", b"1")
    await ana.sends("b.toml", b"1", caption="here it is")
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}
    await ana.sends("c.toml", b"1", caption="/pack", forward_origin=origin)
    await ana.sends("d.toml", b"1", group)
    await ana.sends("e.toml", b"1", group, caption="/pack@dramabell_bot")
    await ana.sends("f.toml", b"1", group, caption="for @Dramabell_Bot, please")
    await ana.sends("g.toml", b"1", group, caption="for @somebody_else")
    await ana.sends("h.toml", b"1", group, caption="/pack@other_bot")
    await ana.sends("i.toml", b"1", group, caption="@dramabell_bot", forward_origin=origin)
    answer = (await tg.sent(1, group))[0]
    await ana.sends("j.toml", b"1", group, reply_to=answer)
    await ana.sends(
        "k.gif", b"1", animation={"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1, "duration": 1}
    )
    await ana.says("end")
    await tg.until(lambda: bot.desk.lines and bot.desk.lines[-1] == "end")
    assert sorted(heard(bot), key=lambda one: one[1] or "z") == [
        ("", "a.toml", Place.PRIVATE),
        ("here it is", "b.toml", Place.PRIVATE),
        ("", "c.toml", Place.PRIVATE),
        ("/pack", "e.toml", Place.GROUP),
        ("", "f.toml", Place.GROUP),
        ("", "j.toml", Place.GROUP),
        ("end", None, Place.PRIVATE),
    ]


async def dropped(tg, bot, content: bytes, **more):
    """What the desk gets of a document."""
    await tg.private("ana").sends("a.toml", content, **more)
    await tg.until(lambda: bot.desk.asked)
    return bot.desk.asked[-1].dropped


async def test_a_document_is_fetched_when_it_is_read_and_no_more_than_is_wanted(tg, bot):
    file = await dropped(tg, bot, b"x" * 2000, size=10)
    assert (file.name, file.size, tg.called("getFile"), tg.core.fetched) == ("a.toml", 10, [], [])
    assert await file.read(2000) == b"x" * 2000
    with pytest.raises(Mistake, match="That file is larger than Telegram says"):
        await file.read(1999)
    assert tg.core.fetched == ["a.toml", "a.toml"]


@pytest.mark.parametrize(
    "fault", [error(500), refusal(400, "Bad Request: file is too big"), refusal(404, "Not Found")], ids=str
)
async def test_a_document_that_does_not_come_is_asked_for_again_in_words_without_the_token(tg, bot, fault):
    file = await dropped(tg, bot, b"1")
    tg.fail(fault, "getFile")
    with capture_logs() as logs, pytest.raises(Mistake) as refused:
        await file.read(100)
    assert refused.value.text == LOST
    assert tg.token not in repr((logs, refused.value.__cause__, refused.value.__context__))


async def test_a_path_on_this_machine_is_not_read_whatever_the_server_says(tg, bot, tmp_path):
    """A Bot API server may run beside the bot and name its own files; another one may name any."""
    file = await dropped(tg, bot, b"1")
    (tmp_path / "secret").write_text("secret")
    tg.core.local_path = str(tmp_path / "secret")
    with pytest.raises(Mistake, match="I could not get that file"):
        await file.read(100)


async def test_words_alone_are_sent_as_ever(tg):
    async with connected(tg, RecordingDesk(lambda asked: said("Hello."))):
        ana = tg.private("ana")
        await ana.says("/help")
        await tg.sent(1, ana)
    assert tg.called("sendDocument") == []
