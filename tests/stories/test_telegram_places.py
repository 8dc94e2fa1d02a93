"""Groups, topics and channels of Telegram: who may subscribe there, and what becomes of a chat that changes."""

import pytest

from tests.emulators.telegram import Status
from tests.stories import eyes
from tests.stories.bot import Bot
from tests.stories.test_following import titles

pytestmark = pytest.mark.parametrize("bot", ["telegram"], indirect=True)

START = "2021-06-19 15:00 UTC"
FIRST = "Nevertheless: Episode 1 of 10, the premiere, is out now"
SECOND = "Nevertheless: Episode 2 of 10 is out now"
SAYS = "I tell you when the next episode of a Korean drama is out, in your own time, and I know quotes of its cast."
HERE = (
    "Who manages this chat can say /subscribe with a title, and everybody here will be told. "
    "Anybody else can follow a drama in a private chat with me."
)


def messages(bot: Bot, place: object) -> list[str]:
    return titles([eyes.of_telegram(message) for message in bot.tg.messages(place)])


async def test_a_member_is_refused_and_offered_a_private_subscription_that_works(bot):
    await bot.start(START)
    ana, bea = bot.fan("ana"), bot.fan("bea")
    group = bot.tg.group("K-drama club", ana.person, bea.person)
    refused = await bea.says("/subscribe nevertheless jtbc", group)
    assert refused.text == (
        "Only an administrator of this chat may do that here.\n"
        f"Your id here is {bea.person.id}. An owner of this bot can add it under [admins] telegram.\n"
        "I can do it for you alone, in a private chat:"
    )
    assert refused.labels == ("Do it in a private chat",)
    url = refused.native.button("Do it in a private chat").url
    assert url == "https://t.me/dramabell_bot?start=subscribe_nevertheless_jtbc"
    answer = await bea.says(f"/start {url.partition('=')[2]}")
    assert answer.text.split("\n")[:2] == [
        "Subscribed to Nevertheless",
        "JTBC: 10 episodes, every Saturday at 11:00 PM in Seoul (KST).",
    ]
    await bot.at("2021-06-26 14:00 UTC")
    assert titles(bea.told) == [SECOND]  # the first was on JTBC an hour before she asked
    assert len(messages(bot, group)) == 1


async def test_an_administrator_subscribes_for_the_group_and_everybody_may_ask(bot):
    await bot.start(START)
    ana, bea = bot.fan("ana"), bot.fan("bea")
    group = bot.tg.group("K-drama club", ana.person, bea.person)
    assert (await ana.says("/subscribe nevertheless", group)).title == "Subscribed to Nevertheless"
    assert (await bea.says("/next", group)).title == "Next"
    await bot.at("2021-06-19 16:00 UTC")
    [told] = ana.told_in(group)
    assert told.title == FIRST
    refused = await bea.presses("Stop", told, group)
    assert refused.title == "Only an administrator of this chat may do that here."
    assert (await bea.presses("Next", told, group)).title.startswith("Nevertheless: episode 2 on Netflix")
    assert (await ana.presses("Stop", told, group)).title.startswith("Unsubscribed from Nevertheless.")
    await bot.at("2021-07-19 16:00 UTC")
    assert ana.told_in(group) == [told]
    assert ana.told == bea.told == []


async def test_an_owner_from_the_config_may_what_an_administrator_may(bot):
    bea = bot.fan("bea")
    bot.settings += f"[admins]\ntelegram = [{bea.person.id}]\n"
    await bot.start(START)
    group = bot.tg.group("K-drama club", bot.tg.private("ana"), bea.person)
    assert (await bea.says("/subscribe nevertheless", group)).title == "Subscribed to Nevertheless"


async def test_an_anonymous_administrator_manages_once_a_named_one_has_allowed_it(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person)
    await group.anonymous_says("/subscribe nevertheless")
    await bot.tg.sent(1, group)
    await ana.says("/anonymous on", group)
    await group.anonymous_says("/subscribe nevertheless")
    await bot.tg.sent(3, group)
    refused, _, subscribed = messages(bot, group)
    assert refused == "An anonymous administrator may do that only where the group allows it."
    assert subscribed == "Subscribed to Nevertheless"


async def test_where_the_bot_may_not_post_nothing_is_subscribed_until_it_may(bot):
    await bot.start(START)
    channel = bot.tg.channel("Premieres", bot.tg.private("ana"))
    await channel.set_bot_rights("can_manage_chat")
    await channel.posts("/subscribe nevertheless")
    [refused] = await bot.tg.until_called("sendMessage")
    assert refused.params["text"].startswith("I may not post in this channel. An administrator of this channel can")
    assert refused.accepted is False
    await bot.at("2021-06-19 16:00 UTC")
    assert bot.tg.called("sendMessage") == [refused]
    await channel.set_bot_rights("can_manage_chat", "can_post_messages")
    await channel.posts("/subscribe nevertheless")
    await bot.tg.sent(1, channel)
    await bot.at("2021-06-26 16:00 UTC")
    assert messages(bot, channel) == ["Subscribed to Nevertheless", SECOND]


async def test_a_closed_topic_is_not_subscribed(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    forum = bot.tg.group("Fans", ana.person, forum=True)
    spoilers = forum.topic("Spoilers")
    spoilers.close()
    await bot.tg.says(ana.person.user, forum.chat, None, thread=spoilers, forum_topic_closed={})
    await ana.person.says("/subscribe nevertheless", spoilers)
    [refused] = await bot.tg.until_called("sendMessage")
    assert refused.params["text"].startswith("This topic is closed. An administrator of this group can open it again")
    await bot.at("2021-06-26 16:00 UTC")
    assert bot.tg.called("sendMessage") == [refused]


async def test_a_topic_has_its_own_subscription_and_the_general_one_is_the_group(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    forum = bot.tg.group("Fans", ana.person, forum=True)
    spoilers = forum.topic("Spoilers")
    assert (await ana.says("/subscribe nevertheless", spoilers)).title == "Subscribed to Nevertheless"
    assert (await ana.says("/subscriptions", forum.general)).title.startswith("This chat follows no drama yet.")
    await bot.at("2021-06-19 16:00 UTC")
    assert titles(ana.told_in(spoilers)) == [FIRST]
    assert ana.told_in(forum.general) == []
    await ana.says("/subscribe nevertheless", forum.general)
    await bot.at("2021-06-26 16:00 UTC")
    assert titles(ana.told_in(spoilers)) == [FIRST, SECOND]
    assert titles(ana.told_in(forum.general)) == [SECOND]


async def test_a_channel_is_subscribed_by_a_post_and_told(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    channel = bot.tg.channel("Premieres", ana.person)
    await channel.posts("/subscribe nevertheless")
    await bot.tg.sent(1, channel)
    await bot.at("2021-06-19 16:00 UTC")
    assert messages(bot, channel) == ["Subscribed to Nevertheless", FIRST]


async def test_a_reader_of_a_channel_is_sent_to_a_private_chat_by_its_buttons(bot):
    await bot.start(START)
    ana, bea = bot.fan("ana"), bot.fan("bea")
    channel = bot.tg.channel("Premieres", ana.person, bea.person)
    await channel.posts("/subscribe nevertheless")
    await bot.tg.sent(1, channel)
    await bot.at("2021-06-19 16:00 UTC")
    told = bot.tg.messages(channel)[-1]
    press = await bea.person.presses("Quote", told)
    assert (await press.answered()).url == "https://t.me/dramabell_bot?start=quote_nevertheless"
    assert len(messages(bot, channel)) == 2


async def test_a_group_that_adds_the_bot_is_greeted(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person, bot=Status.LEFT)
    await ana.person.adds_bot(group)
    [greeting] = [eyes.of_telegram(one) for one in await bot.tg.sent(1, group)]
    assert greeting.text == f"Hello. {SAYS}\n{HERE}"
    assert greeting.labels == ("Dramas", "A quote", "Help")


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscriptions_and_is_told_at_its_new_address(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person, basic=True)
    await ana.says("/subscribe nevertheless", group)
    await ana.says("/remind nevertheless 1h 0m", group)
    await bot.at("2021-06-19 15:30 UTC")
    new = await group.migrates()
    await bot.tg.until_polling()
    await bot.at("2021-06-26 16:00 UTC")
    assert len(messages(bot, group)) == 2
    assert messages(bot, new) == [FIRST, "Nevertheless: Episode 2 of 10 airs in 1 hour", SECOND]
    assert (await ana.says("/subscriptions", new)).text.endswith("Reminders: 1 hour before and when it is out.")


async def test_a_migration_that_happens_while_the_bot_is_down_is_learnt_from_the_refused_reminder(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person, basic=True)
    await ana.says("/subscribe nevertheless", group)
    await bot.stop()
    new = await group.migrates()
    bot.tg.account.updates.queue.clear()  # nobody tells it
    await bot.start()
    await bot.at("2021-06-26 16:00 UTC")
    assert messages(bot, new) == [FIRST, SECOND]
    assert messages(bot, group) == ["Subscribed to Nevertheless"]


async def test_who_blocks_the_bot_is_left_alone_and_finds_everything_as_it_was_when_back(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    await ana.says("/subscribe nevertheless")
    await ana.person.blocks()
    await bot.tg.until_polling()
    await bot.at("2021-06-26 16:00 UTC")
    assert [call for call in bot.tg.called("sendMessage") if not call.accepted] == []
    await ana.person.unblocks()
    assert (await ana.says("/start")).title == SAYS
    await bot.at("2021-07-03 16:00 UTC")
    assert titles(ana.told) == ["Nevertheless: Episode 3 of 10 is out now"]


async def test_a_block_that_nobody_told_of_costs_one_refusal(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    await ana.says("/subscribe nevertheless")
    ana.person.private.blocked_by.add(bot.tg.account.user.id)
    await bot.at("2021-07-03 16:00 UTC")
    refused = [call for call in bot.tg.called("sendMessage") if not call.accepted]
    assert [call.description for call in refused] == ["Forbidden: bot was blocked by the user"]


async def test_a_group_that_removes_the_bot_hears_nothing_until_it_is_back(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person)
    await ana.says("/subscribe nevertheless", group)
    await ana.person.kicks_bot(group)
    await bot.tg.until_polling()
    await bot.at("2021-06-26 16:00 UTC")
    assert messages(bot, group) == ["Subscribed to Nevertheless"]
    await ana.person.adds_bot(group)
    await bot.tg.sent(2, group)
    await bot.at("2021-07-03 16:00 UTC")
    assert messages(bot, group) == [
        "Subscribed to Nevertheless",
        f"Hello. {SAYS}",
        "Nevertheless: Episode 3 of 10 is out now",
    ]


async def test_who_subscribed_a_topic_that_was_closed_is_asked_and_only_they_move_it_to_general(bot):
    await bot.start(START)
    ana, bea = bot.fan("ana"), bot.fan("bea")
    forum = bot.tg.group("Fans", ana.person, bea.person, forum=True)
    spoilers = forum.topic("Spoilers")
    await ana.says("/subscribe nevertheless", spoilers)
    spoilers.close()
    await bot.at("2021-06-19 16:00 UTC")
    await ana.is_told(1)
    [asked] = ana.told
    assert asked.text.startswith("I may not post any more in the chat where you subscribed to Nevertheless.")
    assert asked.labels == ("Try again", "Post in General")
    line = asked.native.button("Post in General").data
    assert (await bea.says(line)).text.startswith("That is no topic that you subscribed")
    assert (await ana.presses("Try again", asked)).text == (
        "I try it again in that topic. If I still may not, I tell you."
    )
    await bot.settled()
    await ana.is_told(2)
    assert messages(bot, forum)[1:] == []
    assert (await ana.presses("Post in General", ana.told[1])).text == (
        "From now on I post in the General topic of that group, what has waited first."
    )
    await bot.settled()
    assert titles(ana.told_in(forum.general)) == [FIRST]
    await bot.at("2021-06-26 16:00 UTC")
    assert titles(ana.told_in(forum.general)) == [FIRST, SECOND]
    sent = [call.params for call in bot.tg.called("sendMessage")]
    assert "1" not in {str(params.get("message_thread_id")) for params in sent}
