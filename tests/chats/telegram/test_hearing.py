"""What people say and press in Telegram, as it arrives at the desk, and where its answers go."""

import asyncio

import pytest

from bot.core.messages import Button, Message, said
from bot.core.ports import Address, Person, Place
from tests.chats.telegram.conftest import OWNER, RecordingDesk, connected
from tests.emulators.telegram import Status, faults


def at(chat, thread="") -> Address:
    return Address("telegram", str(chat.id), thread)


async def settled(tg) -> None:
    """Everything that was said so far has been fetched and handled."""
    await tg.until_polling()


async def test_a_command_in_a_private_chat_is_answered_there(tg, bot):
    ana = tg.private("Ana", last_name="Lim")
    await ana.says("/subscribe nevertheless")
    answer = await tg.next_message(ana)
    [asked] = bot.desk.asked
    assert answer.text == "heard /subscribe nevertheless"
    assert (asked.address, asked.place, asked.title) == (at(ana), Place.PRIVATE, "Ana Lim")
    assert asked.person == Person("telegram", str(ana.id), "Ana Lim")
    assert asked.line == "/subscribe nevertheless"
    assert await asked.room.manages()
    assert await asked.room.hindrance() is None


async def test_plain_words_reach_the_desk_in_private_only(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana, bot=Status.ADMINISTRATOR)  # an administrator reads everything
    await ana.says("songkang")
    await ana.says("songkang", group)
    await ana.says("/quote songkang", group)
    await tg.sent(2)
    assert sorted(bot.desk.lines) == ["/quote songkang", "songkang"]


async def test_a_command_in_a_group_may_name_this_bot_but_no_other(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana, bot=Status.ADMINISTRATOR)
    await ana.says("/quote@Dramabell_Bot song kang", group)
    await ana.says("/quote@other_bot", group)
    await ana.says("/quote", group)
    await tg.sent(2, group)
    assert bot.desk.lines == ["/quote song kang", "/quote"]
    assert bot.desk.asked[0].place is Place.GROUP
    assert bot.desk.asked[0].title == "Drama night"


async def test_in_a_group_a_reply_to_the_bot_is_heard_and_a_reply_to_others_is_not(tg, bot):
    ana, ben = tg.private("Ana"), tg.private("Ben")
    group = tg.group("Drama night", ana, ben, bot=Status.ADMINISTRATOR)
    await ana.says("/subscribe", group)
    question = await tg.next_message(group)
    theirs = await ben.says("which one?", group)
    await ana.says("this one", group, reply_to=theirs["message_id"])
    await ana.says("nevertheless", group, reply_to=question)
    await tg.sent(2, group)
    assert bot.desk.lines == ["/subscribe", "nevertheless"]


async def test_silence_is_an_answer_too(tg):
    desk = RecordingDesk(lambda asked: None if asked.line == "/flood" else said("loud"))
    async with connected(tg, desk):
        ana = tg.private("Ana")
        await ana.says("/flood")
        await ana.says("/quote")
        await tg.sent(1)
        assert [message.text for message in tg.messages()] == ["loud"]


async def test_edits_forwards_other_bots_and_inline_messages_are_not_commands(tg, bot):
    ana = tg.private("Ana", id=int(OWNER))
    robot = tg.bot("77:test", "robot_bot")
    said_once = await ana.says("/quote one")
    await ana.edits(said_once, "/quote edited")
    await ana.says("/quote forwarded", forwarded=True)
    await ana.says("/quote via", via_bot=robot.user)
    group = tg.group("Drama night", ana)
    await tg.says(robot.user, group.chat, "/quote robot")
    channel = tg.channel("News", ana, linked=group)
    await channel.forwards_to(group, "/quote copied")
    await ana.says("/quote two")
    await tg.sent(2)
    assert bot.desk.lines == ["/quote one", "/quote two"]


async def test_an_owner_is_known_by_the_real_id(tg, bot):
    owner = tg.private("Olga", id=int(OWNER))
    group = tg.group("Drama night", owner)
    await owner.says("/announce hi")
    await group.anonymous_says("/announce hi")
    await tg.sent(2)
    assert {asked.person.id: asked.person.owner for asked in bot.desk.asked} == {OWNER: True, str(group.id): False}


# who manages a chat


async def manages(tg, bot, send) -> bool:
    await send
    await tg.until(lambda: bot.desk.asked)
    return await bot.desk.asked.pop().room.manages()


async def test_a_group_is_managed_by_its_administrators(tg, bot):
    owner, admin, member = tg.private("Olga"), tg.private("Ada"), tg.private("Mia")
    group = tg.group("Drama night", owner, admin, member, admins=(admin,))
    other = tg.channel("Elsewhere", member)
    found = {
        "owner": await manages(tg, bot, owner.says("/subscribe x", group)),
        "admin": await manages(tg, bot, admin.says("/subscribe x", group)),
        "member": await manages(tg, bot, member.says("/subscribe x", group)),
        "anonymous admin": await manages(tg, bot, group.anonymous_says("/subscribe x")),
        "a channel": await manages(tg, bot, other.says_in(group, "/subscribe x")),
    }
    assert found == {"owner": True, "admin": True, "member": False, "anonymous admin": True, "a channel": False}


async def test_a_manager_is_asked_for_once_a_minute_and_a_new_one_is_known_at_once(tg, bot):
    owner, mia = tg.private("Olga"), tg.private("Mia")
    group = tg.group("Drama night", owner, mia)
    assert not await manages(tg, bot, mia.says("/subscribe x", group))
    group.set_status(mia, Status.ADMINISTRATOR)
    assert await manages(tg, bot, mia.says("/subscribe x", group))
    assert await manages(tg, bot, mia.says("/subscribe x", group))
    assert len(tg.called("getChatMember")) == 2


async def test_nobody_manages_a_group_that_cannot_be_asked_about(tg, bot):
    owner = tg.private("Olga")
    group = tg.group("Drama night", owner)
    tg.fail(faults.error(500), "getChatMember")
    assert not await manages(tg, bot, owner.says("/subscribe x", group))


# whether the bot may write


async def hindrance(tg, bot, send) -> str | None:
    await send
    await tg.until(lambda: bot.desk.asked)
    return await bot.desk.asked.pop().room.hindrance()


async def test_a_group_in_which_the_bot_may_write_has_no_hindrance(tg, bot):
    ana = tg.private("Ana")
    assert await hindrance(tg, bot, ana.says("/subscribe x", tg.group("Drama night", ana))) is None
    assert await hindrance(tg, bot, tg.channel("News", ana).posts("/subscribe x")) is None


async def test_a_silenced_bot_says_who_can_let_it_write(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana)
    await group.silences_bot()
    assert await hindrance(tg, bot, ana.says("/subscribe x", group)) == (
        "I may not write in this group. An administrator of this group can allow it: Members, me, Send Messages."
    )


async def test_a_group_where_members_may_not_write_is_a_hindrance(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana)
    group.chat.may_send = False
    assert await hindrance(tg, bot, ana.says("/subscribe x", group)) == (
        "Members may not write in this group. An administrator of this group can allow it, or make me an administrator."
    )


async def test_a_channel_without_the_right_to_post_is_a_hindrance(tg, bot):
    ana = tg.private("Ana")
    channel = tg.channel("News", ana)
    await channel.set_bot_rights("can_manage_chat")
    assert await hindrance(tg, bot, channel.posts("/subscribe x")) == (
        "I may not post in this channel. An administrator of this channel can allow it: "
        "Administrators, me, Post Messages."
    )


async def test_a_closed_topic_is_a_hindrance_until_it_is_opened_again(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana, forum=True)
    topic = group.topic("Nevertheless")
    await tg.says(ana.user, group.chat, None, thread=topic, forum_topic_closed={})
    assert await hindrance(tg, bot, ana.says("/subscribe x", topic)) == (
        "This topic is closed. An administrator of this group can open it again, or give me the right to manage topics."
    )
    await tg.says(ana.user, group.chat, None, thread=topic, forum_topic_reopened={})
    assert await hindrance(tg, bot, ana.says("/subscribe x", topic)) is None


# places


async def test_a_topic_is_answered_in_the_topic_and_general_without_one(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana, forum=True)
    topic = group.topic("Nevertheless")
    await ana.says("/quote in topic", topic)
    await ana.says("/quote in general", group)
    answers = {message.text: message.thread for message in await tg.sent(2, group)}
    assert answers == {"heard /quote in topic": topic.id, "heard /quote in general": None}
    assert [asked.address for asked in bot.desk.asked] == [at(group, str(topic.id)), at(group)]


async def test_a_thread_of_replies_in_a_group_without_topics_is_no_topic(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana)
    await tg.says(ana.user, group.chat, "/quote", message_thread_id=5)
    await tg.sent(1)
    assert bot.desk.asked[0].address == at(group)


async def test_a_command_posted_in_a_channel_is_answered_in_the_channel(tg, bot):
    channel = tg.channel("News", tg.private("Ana"))
    await channel.posts("just news")
    await channel.posts("/subscribe nevertheless")
    answer = await tg.next_message(channel)
    [asked] = bot.desk.asked
    assert answer.text == "heard /subscribe nevertheless"
    assert (asked.place, asked.person) == (Place.CHANNEL, Person("telegram", str(channel.id), "News"))
    assert await asked.room.manages()


# buttons


@pytest.fixture
async def with_buttons(tg):
    long = "/remind nevertheless " + "1d 1h 30m " * 6
    row = (Button("Quote", "/quote song kang"), Button("Remind", long))

    def says(asked):
        return Message(lines=(("choose",),), buttons=(row,)) if asked.line == "/start" else said(f"heard {asked.line}")

    async with connected(tg, RecordingDesk(says)) as running:
        running.long = long
        yield running


async def test_a_button_says_its_line_for_whoever_presses_it(tg, with_buttons):
    ana, ben = tg.private("Ana"), tg.private("Ben")
    group = tg.group("Drama night", ana, ben, forum=True)
    topic = group.topic("Nevertheless")
    await ana.says("/start", topic)
    await tg.sent(1, topic)
    press = await ben.presses("Quote", chat=topic)
    await press.answered()
    answers = await tg.sent(2, topic)
    asked = with_buttons.desk.asked[-1]
    assert answers[-1].text == "heard /quote song kang"
    assert (asked.address, asked.person) == (at(group, str(topic.id)), Person("telegram", str(ben.id), "Ben"))
    assert not await asked.room.manages()


async def test_a_long_line_travels_under_a_key(tg, with_buttons):
    ana = tg.private("Ana")
    await ana.says("/start")
    [question] = await tg.sent(1)
    assert question.button("Remind").data == "key0000000000000"
    await ana.presses("Remind")
    await tg.sent(2)
    assert with_buttons.desk.lines == ["/start", with_buttons.long]


async def test_a_button_whose_key_is_lost_says_so(tg, with_buttons):
    ana = tg.private("Ana")
    await ana.says("/start")
    [question] = await tg.sent(1)
    await ana.presses_data("key9999999999999", question)
    answers = await tg.sent(2)
    assert answers[-1].text == "This button is too old for me to know what it did. /help lists what I can do."


async def test_a_press_is_acknowledged_before_the_desk_has_an_answer(tg):
    answered = asyncio.Event()

    async def slow(asked):
        await answered.wait()
        return said("done")

    def says(asked):
        return slow(asked) if asked.line == "/quote" else Message(lines=(("x",),), buttons=((Button("Q", "/quote"),),))

    async with connected(tg, RecordingDesk(says)):
        ana = tg.private("Ana")
        await ana.says("/start")
        await tg.sent(1)
        press = await ana.presses("Q")
        await press.answered()
        assert len(tg.messages()) == 1
        answered.set()
        await tg.sent(2)


async def test_a_press_that_can_no_longer_be_acknowledged_is_answered_all_the_same(tg, with_buttons):
    ana = tg.private("Ana")
    await ana.says("/start")
    await tg.sent(1)
    tg.fail(faults.refusal(400, "Bad Request: query is too old and response timeout expired"), "answerCallbackQuery")
    await ana.presses("Quote")
    answers = await tg.sent(2)
    assert answers[-1].text == "heard /quote song kang"


async def test_a_reader_of_a_channel_is_sent_to_a_private_chat_and_its_owner_is_not(tg, with_buttons):
    olga, ben = tg.private("Olga"), tg.private("Ben")
    channel = tg.channel("News", olga, ben)
    await channel.posts("/start")
    await tg.sent(1, channel)
    press = await ben.presses("Quote", chat=channel)
    assert (await press.answered()).url == "https://t.me/dramabell_bot?start=quote_song_kang"
    press = await olga.presses("Quote", chat=channel)
    assert (await press.answered()).url == ""
    await tg.sent(2, channel)
    assert with_buttons.desk.lines == ["/start", "/quote song kang"]


# links to the bot


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/start subscribe_nevertheless", "/subscribe nevertheless"),
        ("/start quote_song_kang", "/quote song kang"),
        ("/start subscribe_queen-of-tears_jtbc", "/subscribe queen-of-tears jtbc"),
        ("/start", "/start"),
        ("/start ref123", "/start"),
        ("/start key0000000000099", "/start"),
    ],
)
async def test_a_link_to_the_bot_says_a_line(tg, bot, typed, line):
    await tg.private("Ana").says(typed)
    await tg.sent(1)
    assert bot.desk.lines == [line]


async def test_a_private_offer_is_a_link_that_comes_back_as_the_line(tg, bot):
    ana = tg.private("Ana")
    await ana.says("/subscribe nevertheless", tg.group("Drama night", tg.private("Olga"), ana))
    await tg.sent(1)
    room = bot.desk.asked[0].room
    korean = '/subscribe "알고 있지만"'
    links = {}
    for line in ("/subscribe nevertheless", korean):
        [[button]] = (await room.private_offer(line)).buttons
        links[line] = button.url
    assert links == {
        "/subscribe nevertheless": "https://t.me/dramabell_bot?start=subscribe_nevertheless",
        korean: "https://t.me/dramabell_bot?start=key0000000000000",
    }
    for url in links.values():
        await ana.says("/start " + url.partition("start=")[2])
    await tg.sent(2, ana)
    assert bot.desk.lines[1:] == ["/subscribe nevertheless", korean]


async def test_a_link_never_acts_with_an_owners_rights(tg, bot):
    owner = tg.private("Olga", id=int(OWNER))
    await owner.says("/start announce_hello")
    await tg.sent(1)
    assert (bot.desk.lines, bot.desk.asked[0].person.owner) == (["/announce hello"], False)


# coming and going


async def test_the_bot_greets_a_group_that_adds_it_once(tg, bot):
    ana = tg.private("Ana")
    group = tg.group("Drama night", ana, bot=Status.LEFT)
    await ana.adds_bot(group)
    await ana.says("/start@dramabell_bot true", group)  # the client says this after ?startgroup=true
    await ana.promotes_bot(group)
    await ana.says("/quote", group)
    await tg.sent(2, group)
    assert [message.text for message in tg.messages(group)] == ["Hello, all.", "heard /quote"]
    assert bot.desk.events == [("met", at(group), Place.GROUP, "Drama night"), ("returned", at(group))]


async def test_a_channel_is_met_without_a_word_to_its_readers(tg, bot):
    ana = tg.private("Ana")
    channel = tg.channel("News", ana, bot=Status.LEFT)
    await ana.adds_bot(channel)
    await tg.until(lambda: bot.desk.events)
    await settled(tg)
    assert bot.desk.events == [("met", at(channel), Place.CHANNEL, "News")]
    assert tg.messages() == []


async def test_a_removed_or_blocked_bot_tells_the_desk(tg, bot):
    ana = tg.private("Ana")
    kicked, left = tg.group("One", ana), tg.group("Two", ana)
    await ana.kicks_bot(kicked)
    await ana.removes_bot(left)
    await ana.blocks()
    await ana.unblocks()
    await ana.says("/start")
    await tg.sent(1)
    assert set(bot.desk.events) == {
        ("left", at(kicked), "removed from this chat"),
        ("left", at(left), "removed from this chat"),
        ("left", at(ana), "blocked by this person"),
        ("returned", at(ana)),
    }
    assert len(bot.desk.events) == 4


async def test_a_group_that_becomes_a_supergroup_moves(tg, bot):
    ana = tg.private("Ana")
    old = tg.group("Drama night", ana, basic=True)
    new = await old.migrates()
    await ana.says("/quote", new)
    await tg.sent(1, new)
    assert bot.desk.events == [("moved", at(old), at(new))] * 2


async def test_an_answer_follows_a_group_that_moved_meanwhile(tg):
    moved = {}

    async def says(asked):
        moved["new"] = await group.migrates()
        return said("found you")

    async with connected(tg, RecordingDesk(says)) as bot:
        ana = tg.private("Ana")
        group = tg.group("Drama night", ana, basic=True)
        await ana.says("/quote", group)
        await tg.until(lambda: moved)
        answer = await tg.next_message(moved["new"])
        assert answer.text == "found you"
        assert ("moved", at(group), at(moved["new"])) in bot.desk.events


# answers that do not get through at once


async def test_an_answer_waits_as_long_as_telegram_asks(tg, bot):
    ana = tg.private("Ana")
    tg.fail(faults.flood(1), "sendMessage", to=ana)
    await ana.says("/quote")
    await tg.sent(1)
    first, second = tg.called("sendMessage")
    assert (first.answer, second.answer) == (429, 200)
    assert second.at - first.at >= 1


async def test_an_answer_is_given_up_when_telegram_wants_a_long_silence(tg, bot, monkeypatch):
    monkeypatch.setattr("bot.chats.telegram.hearing.PATIENCE", 0.1)
    ana, ben = tg.private("Ana"), tg.private("Ben")
    tg.fail(faults.flood(3600), "sendMessage", to=ana)
    await ana.says("/quote one")
    await ana.says("/quote two")
    await tg.until_called("sendMessage")
    await ben.says("/quote three")
    await tg.sent(1)
    await tg.until_polling()
    assert [message.text for message in tg.messages()] == ["heard /quote three"]
    assert bot.desk.lines == ["/quote one", "/quote two", "/quote three"]


async def test_an_answer_that_may_have_arrived_is_not_repeated(tg, bot):
    ana = tg.private("Ana")
    tg.fail(faults.lost_reply(), "sendMessage", to=ana)
    await ana.says("/quote one")
    await ana.says("/quote two")
    await tg.sent(2)
    assert [message.text for message in tg.messages()] == ["heard /quote one", "heard /quote two"]


async def test_an_answer_that_is_refused_goes_without_its_buttons(tg, with_buttons):
    ana = tg.private("Ana")
    tg.fail(faults.refusal(400, "Bad Request: BUTTON_DATA_INVALID"), "sendMessage")
    await ana.says("/start")
    [answer] = await tg.sent(1)
    assert (answer.text, answer.buttons) == ("choose", ())


async def test_a_chat_that_blocked_the_bot_meanwhile_is_left(tg, bot):
    ana = tg.private("Ana")
    tg.fail(faults.refusal(403, "Forbidden: bot was blocked by the user"), "sendMessage")
    await ana.says("/quote")
    await tg.until(lambda: bot.desk.events)
    assert bot.desk.events == [("left", at(ana), "Forbidden: Forbidden: bot was blocked by the user")]


# order


async def test_chats_are_answered_side_by_side_and_each_in_its_order(tg):
    go_on = asyncio.Event()

    async def says(asked):
        if asked.line == "/slow":
            await go_on.wait()
        return said(f"heard {asked.line}")

    async with connected(tg, RecordingDesk(says)):
        ana, ben = tg.private("Ana"), tg.private("Ben")
        await ana.says("/slow")
        await ana.says("/quick")
        await ben.says("/quick")
        await tg.sent(1, ben)
        assert tg.messages(ana) == []
        go_on.set()
        await tg.sent(2, ana)
        assert [message.text for message in tg.messages(ana)] == ["heard /slow", "heard /quick"]


async def test_a_desk_that_breaks_does_not_silence_the_bot(tg, caplog):
    def says(asked):
        if asked.line == "/break a secret":
            raise RuntimeError("broken")
        return said("still here")

    async with connected(tg, RecordingDesk(says)):
        ana = tg.private("Ana")
        await ana.says("/break a secret")
        await ana.says("/quote")
        await tg.sent(1)
        assert [message.text for message in tg.messages()] == ["still here"]
    assert "a secret" not in caplog.text
