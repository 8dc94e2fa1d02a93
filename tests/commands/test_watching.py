"""Following a drama, its reminders, and watching it again, as a person reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.commands.registry import registry
from bot.commands.watching import remind, rewatch, subscribe, unsubscribe
from bot.core.command import Command, Permission, arguments, given, words
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.messages import Button, Countdown, Day, Message, Moment, Quoted, Strong, Style
from bot.core.ports import Subscription
from tests.commands.memory import Memory, asking, utc
from tests.commands.seasons import KL, MOVING, NEVERTHELESS, RED_SLEEVE, RUNNER, SEOUL, TRAUMA, catalogue

DRAMAS = catalogue()
PREMIERE = datetime(2021, 6, 19, 16, tzinfo=UTC)
ROW = (
    Button("Stop", "/unsubscribe nevertheless", Style.DANGER),
    Button("Reminders", "/remind nevertheless"),
    Button("Quote", "/quote nevertheless"),
)
PRESETS = (
    (Button("When it is out", "/remind nevertheless 0m"), Button("1 hour before", "/remind nevertheless 1h 0m")),
    (Button("1 day before", "/remind nevertheless 1d 0m"), Button("9 AM after", "/remind nevertheless 9am")),
    (Button("Off", "/remind nevertheless off"), Button("As usual", "/remind nevertheless default")),
)


def held(store: Memory, drama: Drama = NEVERTHELESS, **more) -> Subscription:
    store.held[drama.slug] = Subscription(drama.slug, None, None, utc("2021-06-01 00:00"))
    store.held[drama.slug] = replace(store.held[drama.slug], **more)
    return store.held[drama.slug]


async def test_an_hour_before_the_premiere_the_day_ahead_reminder_is_said_to_be_past():
    store = Memory()
    message = await subscribe(asking(DRAMAS, "2021-06-19 15:00", store), NEVERTHELESS, None)
    assert message == Message(
        title="Subscribed to Nevertheless",
        lines=(
            ("Netflix: 10 episodes, every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT).",),
            (
                "Next: episode 1, ",
                Moment(PREMIERE, KL),
                " (Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT))",
                ", ",
                Countdown(PREMIERE),
                ".",
            ),
            (
                "Its reminder 1 day before was due ",
                Countdown(datetime(2021, 6, 18, 16, tzinfo=UTC)),
                ", before you asked, so it does not come.",
            ),
            ("The first reminder comes when it is out, ", Countdown(PREMIERE), "."),
            (
                "Reminders: when it is out; for the premiere also 1 day before. "
                "Change them with /remind nevertheless 1h 0m.",
            ),
        ),
        buttons=(ROW, (Button("JTBC instead", "/subscribe nevertheless jtbc"),)),
    )
    assert store.held == {"nevertheless": Subscription("nevertheless", None, None, utc("2021-06-19 15:00"))}


async def test_days_before_the_premiere_nothing_is_past():
    message = await subscribe(asking(DRAMAS, "2021-06-10 00:00"), NEVERTHELESS, None)
    assert [line[0] for line in message.lines] == [
        "Netflix: 10 episodes, every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT).",
        "Next: episode 1, ",
        "Reminders: when it is out; for the premiere also 1 day before. Change them with /remind nevertheless 1h 0m.",
    ]


async def test_of_reminders_that_are_past_only_those_of_the_next_airing_are_named():
    store = Memory()
    held(store, RUNNER, leads=("10d", "1h"))
    message = await subscribe(asking(DRAMAS, "2024-04-08 00:00", store), RUNNER, None)
    assert [line[0] for line in message.lines[2:4]] == [
        "Its reminder 10 days before was due ",
        "The first reminder comes 1 hour before, ",
    ]


@pytest.mark.parametrize("at", ["2021-07-03 16:00", "2021-07-03 16:20", "2021-07-06 00:00"])
async def test_in_the_season_it_says_what_is_out_already(at: str):
    store = Memory(here="Europe/London")
    message = await subscribe(asking(DRAMAS, at, store), NEVERTHELESS, None)
    third, fourth = datetime(2021, 7, 3, 16, tzinfo=UTC), datetime(2021, 7, 10, 16, tzinfo=UTC)
    assert message.lines[:3] == (
        (
            "Netflix: 10 episodes, every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT); "
            "for you every Saturday at 5:00 PM in London.",
        ),
        ("Already out: 3 episodes", ", the last, episode 3, ", Countdown(third), "."),
        (
            "Next: episode 4, ",
            Moment(fourth, KL),
            " (Saturday night, 12:00 AM Sunday 11 July 2021 in Kuala Lumpur (MYT))",
            ", ",
            Countdown(fourth),
            ".",
        ),
    )


async def test_another_release_is_followed_when_it_is_named():
    store = Memory()
    ask = asking(DRAMAS, "2021-06-10 00:00", store)
    first = await subscribe(ask, NEVERTHELESS, "jtbc")
    assert first.title == "Subscribed to Nevertheless"
    assert first.lines[0] == ("JTBC: 10 episodes, every Saturday at 11:00 PM in Seoul (KST).",)
    assert store.held["nevertheless"].release == "jtbc"
    again = await subscribe(ask, NEVERTHELESS, None)
    assert again.title == "Subscribed to Nevertheless already"
    assert again.lines == first.lines
    switched = await subscribe(ask, NEVERTHELESS, "netflix")
    assert switched.title == "Subscribed to Nevertheless on Netflix instead"
    assert store.held["nevertheless"].release == "netflix"


async def test_a_switch_keeps_leads_and_rewatch():
    store = Memory()
    before = held(store, leads=("1h",), rewatch="2021-06-11T21:00", rewatch_zone=SEOUL)
    await subscribe(asking(DRAMAS, "2021-06-10 00:00", store), NEVERTHELESS, "jtbc")
    assert store.held["nevertheless"] == replace(before, release="jtbc")


async def test_a_release_that_is_not_there_is_a_mistake_about_the_release():
    with pytest.raises(Mistake) as caught:
        await subscribe(asking(DRAMAS, "2021-06-10 00:00"), NEVERTHELESS, "viu")
    assert caught.value.param == "release"


async def test_where_the_bot_may_not_post_nothing_is_stored():
    store = Memory()
    ask = asking(DRAMAS, "2021-06-10 00:00", store, hindered="I may not send messages in this channel")
    assert await subscribe(ask, NEVERTHELESS, None) == Message(
        lines=(("I may not send messages in this channel. Nothing was changed; try again when that is done.",),),
        buttons=((Button("Try again", "/subscribe nevertheless", Style.PRIMARY),),),
        personal=True,
    )
    assert store.held == {}


async def test_a_drama_that_has_ended_answers_with_its_finale_a_quote_and_a_rewatch():
    store = Memory(here="Europe/London", seen={"x": 1})
    drama = replace(NEVERTHELESS, quotes=NEVERTHELESS.quotes[:1])
    message = await subscribe(asking(catalogue(drama), "2021-09-01 00:00", store), drama, None)
    assert message == Message(
        title="Nevertheless has ended",
        lines=(
            (
                "The finale, episode 10 on Netflix, came out ",
                Moment(datetime(2021, 8, 21, 16, tzinfo=UTC), KL),
                " (Saturday night, 12:00 AM Sunday 22 August 2021 in Kuala Lumpur (MYT))",
                ".",
            ),
            (),
            (Quoted("There’s a lot of heart-fluttering scenes in our drama."),),
            (Strong("Song Kang"), ", who plays Park Jae-eon in Nevertheless."),
            ("Source: GOKpop, 19 June 2021.",),
            (),
            ("There is nothing more to be told of, but this chat can watch it again, night by night, with reminders.",),
        ),
        buttons=(
            (
                Button("Rewatch", "/rewatch nevertheless", Style.PRIMARY),
                Button("Quote", "/quote nevertheless"),
            ),
        ),
    )
    assert store.held == {}
    assert len(store.seen) == 2


async def test_a_release_that_goes_on_is_offered_where_another_has_ended():
    message = await subscribe(asking(DRAMAS, "2021-08-21 15:00"), NEVERTHELESS, "jtbc")
    assert message.title == "Nevertheless has ended"
    assert message.buttons[1] == (Button("Netflix instead", "/subscribe nevertheless netflix"),)


async def test_an_unknown_hour_is_told_as_a_day():
    message = await subscribe(asking(DRAMAS, "2025-01-23 12:00"), TRAUMA, None)
    assert message.lines[0] == ("Netflix: 8 episodes, all at once.",)
    assert message.lines[1] == ("Next: episodes 1 to 8, ", Day(date(2025, 1, 24)), ", hour not announced", ".")


async def test_on_its_own_day_an_episode_of_unknown_hour_is_still_to_come():
    message = await subscribe(asking(DRAMAS, "2025-01-24 12:00"), TRAUMA, None)
    assert message.title == "Subscribed to The Trauma Code"
    assert (await subscribe(asking(DRAMAS, "2025-01-25 12:00"), TRAUMA, None)).title == "The Trauma Code has ended"


async def test_unsubscribing_offers_the_way_back():
    store = Memory()
    held(store, release="jtbc")
    ask = asking(DRAMAS, "2021-06-10 00:00", store)
    assert await unsubscribe(ask, NEVERTHELESS) == Message(
        lines=(("Unsubscribed from Nevertheless. No more reminders of it come here.",),),
        buttons=((Button("Subscribe again", "/subscribe nevertheless jtbc"),),),
    )
    assert store.held == {}
    assert await unsubscribe(ask, NEVERTHELESS) == Message(
        lines=(("This chat is not subscribed to Nevertheless.",),),
        buttons=((Button("Subscribe", "/subscribe nevertheless", Style.PRIMARY),),),
        personal=True,
    )


async def test_reminders_are_shown_before_and_after_a_change():
    store = Memory()
    held(store)
    message = await remind(asking(DRAMAS, "2021-06-10 00:00", store), NEVERTHELESS, ("1h", "0m"))
    assert message == Message(
        title="Reminders of Nevertheless",
        lines=(
            ("Until now: when it is out; for the premiere also 1 day before.",),
            ("From now on: 1 hour before and when it is out.",),
        ),
        buttons=PRESETS,
        personal=True,
    )
    assert store.held["nevertheless"].leads == ("1h", "0m")


async def test_off_keeps_the_subscription_silent():
    store = Memory()
    held(store, leads=("0m",))
    message = await remind(asking(DRAMAS, "2021-06-10 00:00", store), NEVERTHELESS, ())
    assert message.lines == (
        ("Until now: when it is out.",),
        ("From now on: none.",),
        ("The subscription stays, silently: it still shows in /next, /today and /week.",),
    )
    assert store.held["nevertheless"].leads == ()


@pytest.mark.parametrize("words", ["nevertheless default", "nevertheless as usual", "nevertheles default"])
async def test_default_goes_back_to_the_reminders_of_the_bot(words):
    command, store = declared("remind"), Memory()
    held(store, leads=("1d",))
    ask = asking(DRAMAS, "2021-06-10 00:00", store)
    values = given(command, words, DRAMAS)
    assert values.keys() == {"drama", "leads"}
    message = await remind(ask, NEVERTHELESS, command.params[1].read(ask, values["leads"]))
    assert message.lines == (
        ("Until now: 1 day before.",),
        ("From now on: when it is out; for the premiere also 1 day before.",),
    )
    assert store.held["nevertheless"].leads is None


async def test_an_hour_of_the_day_needs_a_zone():
    store = Memory()
    held(store)
    message = await remind(asking(DRAMAS, "2021-06-10 00:00", store), NEVERTHELESS, ("09:00",))
    assert message.lines[1:] == (
        ("From now on: at 9:00 AM after it is out.",),
        ("That hour is meant on the announced clock, until this chat says its own: /timezone with a city.",),
    )
    store.here = "Europe/London"
    ask = asking(DRAMAS, "2021-06-10 00:00", store)
    assert len((await remind(ask, NEVERTHELESS, ("09:00",))).lines) == 2


async def test_without_leads_the_present_ones_are_shown():
    store = Memory()
    ask = asking(DRAMAS, "2021-06-10 00:00", store)
    assert (await remind(ask, NEVERTHELESS, None)).lines == (("This chat is not subscribed to Nevertheless.",),)
    held(store)
    assert await remind(ask, NEVERTHELESS, None) == Message(
        lines=(
            ("Reminders of Nevertheless: when it is out; for the premiere also 1 day before.",),
            ("Press one, or say for example /remind nevertheless 1d 1h 0m.",),
        ),
        buttons=PRESETS,
        personal=True,
    )


async def test_a_rewatch_begins_at_the_next_announced_weekday_and_hour():
    store = Memory()
    message = await rewatch(asking(DRAMAS, "2022-03-02 12:00", store), NEVERTHELESS, None)
    first, last = datetime(2022, 3, 5, 16, tzinfo=UTC), datetime(2022, 5, 7, 16, tzinfo=UTC)
    assert message == Message(
        title="Rewatching Nevertheless",
        lines=(
            (
                "10 episodes again. It begins with episode 1, ",
                Moment(first, KL),
                " (Saturday night, 12:00 AM Sunday 6 March 2022 in Kuala Lumpur (MYT))",
                ", ",
                Countdown(first),
                ".",
            ),
            (
                "It ends by itself with episode 10, ",
                Moment(last, KL),
                " (Saturday night, 12:00 AM Sunday 8 May 2022 in Kuala Lumpur (MYT))",
                ".",
            ),
            ("Reminders: when it is out. Change them with /remind nevertheless 1h 0m.",),
        ),
        buttons=(ROW,),
    )
    assert store.held["nevertheless"] == Subscription(
        "nevertheless", None, None, utc("2022-03-02 12:00"), "2022-03-06T00:00", KL
    )


@pytest.mark.parametrize(
    ("when", "zone", "start", "start_zone"),
    [
        ("friday 9pm", "Europe/London", "2022-03-04T21:00", "Europe/London"),
        ("friday 9pm", None, "2022-03-04T21:00", KL),
        ("friday 9pm KST", "Europe/London", "2022-03-04T21:00", SEOUL),
        ("friday", "Europe/London", "2022-03-05T00:00", KL),  # Friday night is after midnight
        ("today", None, "2022-03-03T00:00", KL),
    ],
)
async def test_a_rewatch_begins_when_it_is_told_to(when: str, zone: str | None, start: str, start_zone: str):
    store = Memory(here=zone)
    await rewatch(asking(DRAMAS, "2022-03-02 12:00", store), NEVERTHELESS, when)
    found = store.held["nevertheless"]
    assert (found.rewatch, found.rewatch_zone) == (start, start_zone)


async def test_a_rewatch_of_an_unknown_hour_is_told_in_the_morning():
    message = await rewatch(asking(DRAMAS, "2025-03-03 12:00"), TRAUMA, None)
    assert message.lines[0] == (
        "8 episodes again. It begins with episodes 1 to 8, ",
        Day(date(2025, 3, 7)),
        ", told at 9:00 AM",
        ".",
    )


async def test_today_after_the_announced_hour_is_in_a_week():
    store = Memory()
    await rewatch(asking(DRAMAS, "2022-03-02 12:50", store), RED_SLEEVE, "today")  # 9:50 PM in Seoul
    assert store.held["the-red-sleeve"].rewatch == "2022-03-09T21:50"


async def test_a_rewatch_at_words_that_are_no_time_is_a_mistake_about_when():
    with pytest.raises(Mistake) as caught:
        await rewatch(asking(DRAMAS, "2022-03-02 12:00"), NEVERTHELESS, "someday soon")
    assert caught.value.param == "when"


async def test_what_has_not_begun_cannot_be_watched_again():
    store = Memory(here="Europe/London")
    message = await rewatch(asking(DRAMAS, "2021-06-10 00:00", store), NEVERTHELESS, None)
    assert message == Message(
        lines=(
            (
                "Nevertheless has not begun, so there is nothing to watch again: episode 1 is on ",
                Moment(PREMIERE, KL),
                " (Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT))",
                ", ",
                Countdown(PREMIERE),
                ".",
            ),
        ),
        buttons=((Button("Subscribe", "/subscribe nevertheless", Style.PRIMARY),),),
        personal=True,
    )
    assert store.held == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("subscribe nevertheless", {"drama": "nevertheless"}),
        ("subscribe nevertheless jtbc", {"drama": "nevertheless", "release": "jtbc"}),
        ("subscribe nevertheless viu", {"drama": "nevertheless", "release": "viu"}),
        ("subscribe nothing known", {"drama": "nothing known"}),
        ("remind the red sleeve 1d 1h 0m", {"drama": "the red sleeve", "leads": "1d 1h 0m"}),
        ("remind the red sleeve off", {"drama": "the red sleeve", "leads": "off"}),
        ("remind nevertheless soon", {"drama": "nevertheless", "leads": "soon"}),
        ("remind nevertheless 1d soonish", {"drama": "nevertheless", "leads": "1d soonish"}),
        ("remind lovely runner", {"drama": "lovely runner"}),
        ('remind "lovely runner" "1h 0m"', {"drama": "lovely runner", "leads": "1h 0m"}),
        ("rewatch lovely runner friday 9pm", {"drama": "lovely runner", "when": "friday 9pm"}),
        ("rewatch lovely runner", {"drama": "lovely runner"}),
        ("remind nothing known 1h", {"drama": "nothing known", "leads": "1h"}),
        ("rewatch nothing known", {"drama": "nothing known"}),
    ],
)
def test_a_typed_line_is_taken_apart_from_the_right(line: str, expected: dict[str, str]):
    name, _, rest = line.partition(" ")
    assert arguments(declared(name), words(rest), DRAMAS) == expected


def test_who_changes_a_chat_must_manage_it():
    changing = [name for name, command in registry().commands.items() if command.permission is Permission.MANAGER]
    watching = ["subscribe", "unsubscribe", "remind", "rewatch", "watched"]
    assert changing == [*watching, "digest", "dailyquote", "newswords", "calendar", "timezone", "anonymous"]


def declared(name: str) -> Command:
    return registry().commands[name]


async def test_several_episodes_are_and_one_is_not_yet_to_be_watched_again():
    message = await rewatch(asking(DRAMAS, "2023-08-01 00:00"), MOVING, None)
    assert message.lines[0][0] == "Moving has not begun, so there is nothing to watch again: episodes 1 to 7 are on "
