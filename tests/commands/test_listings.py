"""What there is and what comes when, as a person reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.commands.listings import drama, dramas, next_, subscriptions, today, week
from bot.core.catalogue import Catalogue
from bot.core.messages import Button, Countdown, Day, Line, Message, Moment, Strong, Style
from bot.core.ports import Subscription
from tests.commands.memory import Memory, asking, utc
from tests.commands.seasons import KL, MOVING, NEVERTHELESS, RED_SLEEVE, RUNNER, SEOUL, TRAUMA, UNKNOWN, catalogue

DRAMAS = catalogue()
LONDON = "Europe/London"
PREMIERE = datetime(2021, 6, 19, 16, tzinfo=UTC)
SATURDAY_NIGHT = " (Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT))"
FIRST: Line = (Strong("Nevertheless"), ": episode 1 on Netflix, ", Moment(PREMIERE, KL), SATURDAY_NIGHT)


def following(*slugs: str, here: str | None = None, **more: str) -> Memory:
    since = utc("2021-01-01 00:00")
    held = {slug: replace(Subscription(slug, None, None, since), **more) for slug in slugs}
    return Memory(held, here)


def heads(message: Message) -> list[str]:
    """The first piece of each line, which tells of what it is."""
    return [line[0].text if isinstance(line[0], Strong) else str(line[0]) for line in message.lines if line]


async def test_the_card_tells_all_about_a_drama():
    message = await drama(asking(DRAMAS, "2021-07-31 12:00", Memory(here=LONDON)), NEVERTHELESS)
    netflix, jtbc = datetime(2021, 7, 31, 16, tzinfo=UTC), datetime(2021, 7, 31, 14, tzinfo=UTC)
    assert message == Message(
        title="Nevertheless (알고있지만)",
        lines=(
            ("Two art students: she does not trust love, he does not trust dating.",),
            ("Rating: some episodes 19+.",),
            (
                Strong("Netflix"),
                ": 10 episodes, every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT); "
                "for you every Saturday at 5:00 PM in London.",
            ),
            (
                "6 of 10 aired, next: episode 7, ",
                Moment(netflix, KL),
                " (Saturday night, 12:00 AM Sunday 1 August 2021 in Kuala Lumpur (MYT))",
                ", ",
                Countdown(netflix),
                ".",
            ),
            (
                "The finale: ",
                Moment(datetime(2021, 8, 21, 16, tzinfo=UTC), KL),
                " (Saturday night, 12:00 AM Sunday 22 August 2021 in Kuala Lumpur (MYT))",
                ".",
            ),
            (
                Strong("JTBC"),
                ": 10 episodes, every Saturday at 11:00 PM in Seoul (KST); "
                "for you every Saturday at 3:00 PM in London.",
            ),
            ("6 of 10 aired, next: episode 7, ", Moment(jtbc, SEOUL), ", ", Countdown(jtbc), "."),
            ("The finale: ", Moment(datetime(2021, 8, 21, 14, tzinfo=UTC), SEOUL), "."),
            ("Cast: Song Kang as Park Jae-eon and Han So-hee as Yu Na-bi.",),
            ("Director: Kim Ga-ram.",),
            ("Source: GOKpop, 19 June 2021.",),
        ),
        buttons=(
            (
                Button("Subscribe", "/subscribe nevertheless", Style.PRIMARY),
                Button("Quote", "/quote nevertheless"),
            ),
        ),
    )


async def test_the_card_of_what_the_chat_follows_offers_to_stop_and_no_second_subscription():
    held = {"nevertheless": Subscription("nevertheless", None, None, utc("2021-06-19 10:00"))}
    message = await drama(asking(DRAMAS, "2021-06-19 10:00", Memory(held=held)), NEVERTHELESS)
    assert message.buttons == (
        (
            Button("Stop", "/unsubscribe nevertheless", Style.DANGER),
            Button("Quote", "/quote nevertheless"),
        ),
    )


async def test_one_in_the_morning_is_said_in_the_readers_own_words():
    message = await next_(asking(DRAMAS, "2021-06-19 10:00", Memory(here=SEOUL)), NEVERTHELESS)
    assert message.lines[0][3] == " (Saturday night, 1:00 AM Sunday 20 June 2021 in Seoul (KST))"


async def test_the_card_of_what_is_not_known_says_so():
    message = await drama(asking(DRAMAS, "2025-01-24 12:00"), TRAUMA)
    assert message.lines == (
        (Strong("Netflix"), ": 8 episodes, all at once."),
        ("0 of 8 aired, next: episodes 1 to 8, ", Day(date(2025, 1, 24)), ", hour not announced", "."),
    )
    message = await drama(asking(catalogue(UNKNOWN), "2021-07-20 12:00"), UNKNOWN)
    assert message.lines == (
        (
            Strong("tvN"),
            ": number of episodes not announced, every Saturday at 12:00 AM (Friday night) in Seoul (KST).",
        ),
        ("2 aired, the next date is not announced.",),
    )


async def test_the_card_of_a_drama_that_has_ended_offers_to_watch_it_again():
    message = await drama(asking(DRAMAS, "2022-07-31 12:00", Memory(here=SEOUL)), RED_SLEEVE)
    assert message.lines == (
        (Strong("MBC"), ": 17 episodes, every Friday and Saturday at 9:50 PM in Seoul (KST)."),
        ("Ended with the finale on ", Moment(datetime(2022, 1, 1, 12, 50, tzinfo=UTC), SEOUL), "."),
    )
    assert message.buttons == ((Button("Rewatch", "/rewatch the-red-sleeve", Style.PRIMARY),),)


async def test_all_dramas_are_listed_by_title_with_buttons():
    message = await dramas(asking(DRAMAS, "2021-06-19 15:00", Memory(here=SEOUL)), None)
    assert message.title == "5 dramas"
    assert heads(message) == ["Lovely Runner", "Moving", "Nevertheless", "The Red Sleeve", "The Trauma Code"]
    assert message.buttons[0] == (Button("Lovely Runner", "/drama lovely-runner"), Button("Moving", "/drama moving"))


async def test_words_find_dramas_by_title_actor_or_network():
    ask = asking(DRAMAS, "2021-06-19 15:00")
    assert heads(await dramas(ask, "song kang")) == ["Nevertheless"]
    assert heads(await dramas(ask, "netflix")) == ["Nevertheless", "The Trauma Code"]
    assert await dramas(ask, "zzzzzz") == Message(
        lines=(('Nothing here is called anything like "zzzzzz".',),),
        buttons=((Button("All dramas", "/dramas"),),),
        personal=True,
    )


@pytest.mark.parametrize(
    "at",
    [
        "2021-06-18 19:00",  # 3 AM Saturday in Kuala Lumpur: Friday night is over
        "2021-06-19 10:00",  # Saturday evening
        "2021-06-19 15:59",
    ],
)
async def test_on_saturday_the_midnight_of_sunday_is_tonight(at: str):
    message = await today(asking(DRAMAS, at, following("nevertheless", here=KL)))
    assert message == Message(
        title="Today, Saturday 19 June 2021",
        lines=((*FIRST, ", ", Countdown(PREMIERE), "."),),
        personal=True,
    )


@pytest.mark.parametrize("at", ["2021-06-19 16:00", "2021-06-19 18:59"])
async def test_after_midnight_it_is_still_saturday_and_the_episode_is_out(at: str):
    message = await today(asking(DRAMAS, at, following("nevertheless", here=KL)))
    assert message.title == "Today, Saturday 19 June 2021"
    assert message.lines == (
        (
            Strong("Nevertheless"),
            ": episode 1 on Netflix, ",
            "out since ",
            Moment(PREMIERE, KL),
            SATURDAY_NIGHT,
            ".",
        ),
    )


@pytest.mark.parametrize("at", ["2021-06-18 18:59", "2021-06-19 19:00"])
async def test_on_friday_and_sunday_nothing_airs_and_the_next_is_named(at: str):
    message = await today(asking(DRAMAS, at, following("nevertheless", here=KL)))
    assert message.lines[0] == ("Nothing airs today.",)
    assert message.lines[1][:2] == ("Next is ", Strong("Nevertheless"))


async def test_a_chat_without_a_zone_lives_by_the_announced_one():
    message = await today(asking(DRAMAS, "2021-06-19 10:00", following("nevertheless")))
    assert message.title == "Today"
    assert message.lines == ((*FIRST, ", ", Countdown(PREMIERE), "."),)


async def test_an_unknown_hour_airs_today_as_a_date():
    message = await today(asking(DRAMAS, "2025-01-24 04:00", following("the-trauma-code", here=LONDON)))
    assert message.lines == (
        (
            Strong("The Trauma Code"),
            ": episodes 1 to 8 on Netflix, ",
            Day(date(2025, 1, 24)),
            ", hour not announced",
            ".",
        ),
    )


async def test_the_week_goes_day_by_day_and_midnight_belongs_to_the_evening():
    store = following("nevertheless", here=KL)
    store.held["nevertheless"] = replace(store.held["nevertheless"], rewatch="2021-06-22T21:00", rewatch_zone=KL)
    message = await week(asking(DRAMAS, "2021-06-19 10:00", store))
    assert heads(message) == [
        "Saturday 19 June 2021",
        "Nevertheless",
        "Tuesday 22 June 2021",
        "Nevertheless",
    ]
    assert message.lines[4][1] == ": episode 1 on Netflix (rewatch), "


async def test_a_double_bill_is_one_line():
    message = await week(asking(DRAMAS, "2021-12-25 00:00", following("the-red-sleeve", here=SEOUL)))
    instant = datetime(2021, 12, 25, 12, 50, tzinfo=UTC)
    assert message.lines[1] == (
        Strong("The Red Sleeve"),
        ": episodes 14 and 15 on MBC, ",
        Moment(instant, SEOUL),
        ", ",
        Countdown(instant),
        ".",
    )
    assert heads(message) == ["Saturday 25 December 2021", "The Red Sleeve"]


async def test_a_chat_that_follows_nothing_hears_of_all_dramas_and_how_to_subscribe():
    message = await today(asking(DRAMAS, "2021-06-19 10:00", Memory(here=KL)))
    assert message.lines == (
        (*FIRST, ", ", Countdown(PREMIERE), "."),
        (),
        ("This chat follows no drama yet, so this is about all of them. Subscribe to be told when an episode is out.",),
    )
    assert message.buttons == ((Button("Subscribe to Nevertheless", "/subscribe nevertheless", Style.PRIMARY),),)


@pytest.mark.parametrize(
    ("asked", "span"), [(today, "today"), (week, "in the next seven days"), (lambda ask: next_(ask, None), "soon")]
)
async def test_when_all_has_ended_a_rewatch_is_offered(asked, span: str):
    message = await asked(asking(DRAMAS, "2026-01-01 00:00", following("nevertheless", "moving")))
    assert message == Message(
        lines=(
            (
                f"Nothing airs {span}, and nothing more is announced. "
                "But what has ended can be watched again, night by night.",
            ),
        ),
        buttons=(
            (
                Button("Rewatch Nevertheless", "/rewatch nevertheless", Style.PRIMARY),
                Button("Rewatch Moving", "/rewatch moving", Style.PRIMARY),
            ),
        ),
        personal=True,
    )


async def test_next_names_one_airing_of_each_drama_the_soonest_first():
    shown: Catalogue = catalogue(NEVERTHELESS, MOVING, RUNNER)
    ask = asking(shown, "2021-06-19 10:00", following("lovely-runner", "nevertheless", "moving"))
    message = await next_(ask, None)
    assert message.title == "Next"
    assert heads(message) == ["Nevertheless", "Moving", "Lovely Runner"]


async def test_the_soonest_comes_first_also_where_two_dramas_run_at_once():
    since, zone = utc("2021-01-01 00:00"), KL
    store = following("nevertheless", here=zone)
    store.held["moving"] = Subscription("moving", None, None, since, "2021-06-19T21:00", zone)
    message = await next_(asking(DRAMAS, "2021-06-19 10:00", store), None)
    assert heads(message) == ["Moving", "Nevertheless"]


async def test_a_chat_that_follows_nothing_hears_of_the_next_airing_of_all():
    message = await today(asking(DRAMAS, "2021-06-14 10:00", Memory(here=KL)))
    assert message.lines[:2] == (
        ("Nothing airs today.",),
        ("Next is ", *FIRST, ", ", Countdown(PREMIERE), "."),
    )
    assert message.buttons == ((Button("Subscribe to Nevertheless", "/subscribe nevertheless", Style.PRIMARY),),)


async def test_next_of_a_drama_follows_the_chats_release():
    store = following("nevertheless", here=LONDON, release="jtbc")
    instant = datetime(2021, 6, 19, 14, tzinfo=UTC)
    message = await next_(asking(DRAMAS, "2021-06-19 10:00", store), NEVERTHELESS)
    assert message == Message(
        lines=(
            (
                Strong("Nevertheless"),
                ": episode 1 on JTBC, ",
                Moment(instant, SEOUL),
                ", ",
                Countdown(instant),
                ".",
            ),
        ),
        buttons=(
            (
                Button("Stop", "/unsubscribe nevertheless", Style.DANGER),
                Button("Quote", "/quote nevertheless"),
            ),
        ),
        personal=True,
    )


async def test_next_of_a_drama_that_is_over_offers_a_rewatch():
    message = await next_(asking(DRAMAS, "2022-06-19 10:00", Memory(here=LONDON)), RED_SLEEVE)
    assert message == Message(
        lines=(
            (
                "The Red Sleeve has ended: its last, episodes 16 and 17, came out ",
                Moment(datetime(2022, 1, 1, 12, 50, tzinfo=UTC), SEOUL),
                ".",
            ),
        ),
        buttons=((Button("Rewatch", "/rewatch the-red-sleeve", Style.PRIMARY),),),
        personal=True,
    )


async def test_next_of_a_drama_without_a_date_says_so():
    message = await next_(asking(catalogue(UNKNOWN), "2022-06-19 10:00"), UNKNOWN)
    assert message == Message(lines=(("The next date of Someday is not announced yet.",),), personal=True)


async def test_subscriptions_say_release_next_and_reminders():
    store = following("nevertheless", here=LONDON, release="jtbc")
    store.held["moving"] = Subscription("moving", None, (), utc("2021-01-01 00:00"))
    store.held["gone"] = Subscription("gone", None, None, utc("2021-01-01 00:00"))
    instant = datetime(2021, 6, 19, 14, tzinfo=UTC)
    message = await subscriptions(asking(DRAMAS, "2023-12-19 10:00", store))
    assert message.lines[1] == (Strong("Moving"), " on Disney+, ", "ended", ". Reminders: none.")
    message = await subscriptions(asking(DRAMAS, "2021-06-19 10:00", store))
    assert message.lines[0] == (
        Strong("Nevertheless"),
        " on JTBC, ",
        "next: episode 1, ",
        Moment(instant, SEOUL),
        ", ",
        Countdown(instant),
        ". Reminders: when it is out; for the premiere also 1 day before.",
    )
    assert message.buttons == (
        (
            Button("Stop Nevertheless", "/unsubscribe nevertheless", Style.DANGER),
            Button("Stop Moving", "/unsubscribe moving", Style.DANGER),
        ),
    )


async def test_without_subscriptions_it_says_how_to_begin():
    assert await subscriptions(asking(DRAMAS, "2021-06-19 10:00")) == Message(
        lines=(("This chat follows no drama yet. /dramas lists them; /subscribe with a title follows one.",),),
        buttons=((Button("Dramas", "/dramas", Style.PRIMARY),),),
        personal=True,
    )
