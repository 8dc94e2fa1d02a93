"""Reminders and mistakes, word for word."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.commands.registry import registry
from bot.core.dramas import Announced, Drama
from bot.core.errors import Choice, Mistake, NoSuchName
from bot.core.leads import Lead
from bot.core.messages import Button, Day, Kind, Message, Moment, Strong, Style
from bot.core.ports import Person, Place
from bot.core.subscriptions import rewatch
from bot.core.texts import mistakes, welcome
from bot.core.texts.reminders import Told, reminder
from tests.commands.seasons import KL, MOVING, NEVERTHELESS, RED_SLEEVE, RUNNER, SEOUL, TRAUMA, UNKNOWN

OUT = Lead(before=timedelta(0))


def told(drama: Drama, night: int, lead: Lead = OUT, zone: str | None = None, release: int = 0) -> Told:
    """The reminder of the drama's nth night, counted from one."""
    airing = list(drama.airings(drama.releases[release]))[night - 1]
    announced = airing.announced
    assert announced.on is not None
    zone = zone or announced.zone
    return Told(airing, lead, lead.due(announced.at, announced.on, zone), zone)


def before(**length: int) -> Lead:
    return Lead(before=timedelta(**length))


def title(one: Told, late: timedelta = timedelta(0)) -> str | None:
    return reminder([one], one.due + late).title


def test_a_reminder_says_what_is_out_where_and_since_when():
    assert reminder([told(NEVERTHELESS, 3)], datetime(2021, 7, 3, 16, tzinfo=UTC)) == Message(
        Kind.REMINDER,
        "Nevertheless: Episode 3 of 10 is out now",
        (
            (
                "Watch it on Netflix, ",
                Moment(datetime(2021, 7, 3, 16, tzinfo=UTC), KL),
                " (Saturday night, 12:00 AM Sunday 4 July 2021 in Kuala Lumpur (MYT))",
                ".",
            ),
            ("Rating: some episodes 19+.",),
        ),
        (
            (
                Button("Watched", "/watched nevertheless 3"),
                Button("Stop", "/unsubscribe nevertheless", Style.DANGER),
                Button("Next", "/next nevertheless"),
                Button("Quote", "/quote nevertheless"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("one", "late", "expected"),
    [
        (told(NEVERTHELESS, 1), 0, "Nevertheless: Episode 1 of 10, the premiere, is out now"),
        (told(NEVERTHELESS, 10), 0, "Nevertheless: Episode 10 of 10, the finale, is out now"),
        (told(NEVERTHELESS, 1, before(days=1)), 0, "Nevertheless: Episode 1 of 10, the premiere, airs in 1 day"),
        (told(NEVERTHELESS, 3), 119, "Nevertheless: Episode 3 of 10 is out now"),
        (told(NEVERTHELESS, 3), 120, "Nevertheless: Episode 3 of 10 is out now (sent 2 minutes late)"),
        (
            told(NEVERTHELESS, 3, before(hours=2)),
            50 * 60,
            "Nevertheless: Episode 3 of 10 airs in 1 hour 10 minutes (sent 50 minutes late)",
        ),
        (told(NEVERTHELESS, 3, Lead(morning=time(9))), 0, "Nevertheless: Episode 3 of 10 came out 9 hours ago"),
        (
            told(NEVERTHELESS, 3, Lead(morning=time(9))),
            45 * 60,
            "Nevertheless: Episode 3 of 10 came out 9 hours 45 minutes ago (sent 45 minutes late)",
        ),
        (told(MOVING, 1), 0, "Moving: Episodes 1 to 7 of 20, the premiere, are out now"),
        (told(MOVING, 2), 0, "Moving: Episodes 8 and 9 of 20 are out now"),
        (told(MOVING, 7), 0, "Moving: Episodes 18 to 20 of 20, the finale, are out now"),
        (told(RED_SLEEVE, 2), 0, "The Red Sleeve: Episodes 14 and 15 of 17 are out now"),
        (told(RED_SLEEVE, 2, before(hours=1)), 0, "The Red Sleeve: Episodes 14 and 15 of 17 air in 1 hour"),
        (told(UNKNOWN, 2), 0, "Someday: Episode 2 is out now"),
        (
            told(TRAUMA, 1),
            0,
            "The Trauma Code: Episodes 1 to 8 of 8, the premiere and the finale, air today, hour not announced",
        ),
        (
            told(TRAUMA, 1, before(days=1)),
            0,
            "The Trauma Code: Episodes 1 to 8 of 8, the premiere and the finale, air tomorrow, hour not announced",
        ),
    ],
)
def test_the_title_of_a_reminder_holds_all_that_matters(one: Told, late: int, expected: str):
    assert title(one, timedelta(seconds=late)) == expected


def test_premieres_and_finales_are_of_another_kind_than_the_episodes_between():
    kinds = [reminder([one], one.due).kind for one in (told(NEVERTHELESS, night) for night in range(1, 11))]
    assert kinds == [Kind.PREMIERE, *[Kind.REMINDER] * 8, Kind.PREMIERE]


def test_an_unknown_hour_is_a_day_and_never_midnight():
    one = told(TRAUMA, 1, zone="Europe/London")
    assert one.due == datetime(2025, 1, 24, 9, tzinfo=UTC)
    assert reminder([one], one.due).lines == (
        ("Watch it on Netflix, ", Day(date(2025, 1, 24)), ", hour not announced."),
    )


def test_a_night_that_differs_says_why():
    one = told(RED_SLEEVE, 2)
    assert reminder([one], one.due).lines[-1] == ("Not as usual: two in a row.",)


def test_several_dramas_of_one_minute_are_one_message():
    runner, moving = told(RUNNER, 3), told(MOVING, 2, before(hours=1))
    now = runner.due
    airs = datetime(2023, 8, 16, 7, tzinfo=UTC)
    moving = replace(moving, airing=moved(moving, now + timedelta(hours=1)), due=now)
    message = reminder([moving, runner], now)
    assert airs != moving.airing.at
    assert message == Message(
        Kind.REMINDER,
        "2 dramas: Moving and Lovely Runner",
        (
            (Strong("Moving: Episodes 8 and 9 of 20 air in 1 hour"),),
            (
                "Watch it on Disney+, ",
                Moment(now + timedelta(hours=1), SEOUL),
                " (Monday 15 April 2024, 9:50 PM in Seoul (KST))",
                ".",
            ),
            (),
            (Strong("Lovely Runner: Episode 3 of 16 is out now"),),
            ("Watch it on tvN, ", Moment(now, SEOUL), " (Monday 15 April 2024, 8:50 PM in Seoul (KST))", "."),
        ),
        (
            (Button("Stop Moving", "/unsubscribe moving", Style.DANGER),),
            (
                Button("Watched Lovely Runner", "/watched lovely-runner 3"),
                Button("Stop Lovely Runner", "/unsubscribe lovely-runner", Style.DANGER),
            ),
        ),
    )


def moved(one: Told, at: datetime) -> object:
    local = at.astimezone(UTC) + timedelta(hours=9)
    announced = Announced(local.date(), local.time(), SEOUL)
    return replace(one.airing, episodes=tuple(replace(e, announced=announced) for e in one.airing.episodes))


def test_two_nights_of_one_drama_in_one_minute_are_told_apart():
    tonight, tomorrow = told(RUNNER, 3), told(RUNNER, 4, before(days=1))
    assert tonight.due == tomorrow.due
    message = reminder([tonight, tomorrow], tonight.due)
    assert message.title == "Lovely Runner"
    assert [line[0] for line in message.lines if line and isinstance(line[0], Strong)] == [
        Strong("Lovely Runner: Episode 3 of 16 is out now"),
        Strong("Lovely Runner: Episode 4 of 16 airs in 1 day"),
    ]
    assert [[button.label for button in row] for row in message.buttons] == [["Watched", "Stop", "Next"]]


def test_an_airing_that_two_late_leads_tell_of_is_said_once():
    day, hour = told(RUNNER, 3, before(days=1)), told(RUNNER, 3, before(hours=1))
    message = reminder([hour, day], hour.due + timedelta(minutes=30))
    assert message.title == "Lovely Runner: Episode 3 of 16 airs in 30 minutes (sent 30 minutes late)"


def test_more_dramas_than_rows_of_buttons_share_two_buttons():
    many = [told(replace(RUNNER, slug=f"runner-{number}", title=f"Runner {number}"), 3) for number in range(6)]
    message = reminder(many, many[0].due)
    assert message.title == "6 dramas: Runner 0, Runner 1, Runner 2, Runner 3, Runner 4 and Runner 5"
    assert message.buttons == ((Button("Next", "/next"), Button("Subscriptions", "/subscriptions")),)


def test_a_rewatch_says_that_it_is_one():
    start = Announced(date(2022, 1, 2), time(21), SEOUL)
    again = replace(NEVERTHELESS, releases=(rewatch(NEVERTHELESS, NEVERTHELESS.release(), start),))
    assert title(told(again, 1)) == "Nevertheless (rewatch): Episode 1 of 10 is out now"
    day = Announced(date(2022, 1, 2), None, SEOUL)
    again = replace(TRAUMA, releases=(rewatch(TRAUMA, TRAUMA.release(), day),))
    assert title(told(again, 1)) == "The Trauma Code (rewatch): Episodes 1 to 8 of 8, the finale, air today"


def test_a_mistake_offers_the_same_command_with_what_was_meant():
    command = registry().commands["subscribe"]
    error = NoSuchName('No drama is called "neverles".', (Choice("Nevertheless", "nevertheless"),))
    asked = {"drama": "neverles", "release": "jtbc"}
    assert mistakes.mistake(error, command, asked, command.params[0]) == Message(
        lines=(('No drama is called "neverles".',),),
        buttons=((Button("Nevertheless", "/subscribe nevertheless jtbc"),),),
        personal=True,
    )


def test_a_mistake_found_by_a_handler_names_its_parameter_itself():
    command = registry().commands["subscribe"]
    error = NoSuchName("It is not on Viu.", (Choice("JTBC", "jtbc"),))
    error.param = "release"
    assert mistakes.mistake(error, command, {"drama": "nevertheless", "release": "viu"}, None).buttons == (
        (Button("JTBC", "/subscribe nevertheless jtbc"),),
    )
    assert mistakes.mistake(Mistake("No."), command, {}, None) == Message(lines=(("No.",),), personal=True)


def test_a_bare_command_asks_with_buttons():
    command = registry().commands["subscribe"]
    choices = (Choice("Nevertheless", "nevertheless"), Choice("Hi Bye, Mama", "hi bye mama"))
    assert mistakes.ask_for(command, command.params[0], choices) == Message(
        lines=(("Which drama? Title, or a part of it, for example /subscribe nevertheless.",),),
        buttons=(
            (
                Button("Nevertheless", "/subscribe nevertheless"),
                Button("Hi Bye, Mama", '/subscribe "hi bye mama"'),
            ),
        ),
        personal=True,
    )


def test_who_may_not_reads_the_right_and_the_id_that_an_owner_can_add():
    assert mistakes.not_allowed(Person("telegram", "12345")) == Message(
        lines=(
            ("Only an administrator of this chat may do that here.",),
            ("Your id here is 12345. An owner of this bot can add it under [admins] telegram.",),
        ),
        personal=True,
    )


def test_an_unknown_command_names_those_that_look_alike():
    assert mistakes.unknown_command("subscrib", ["subscribe", "unsubscribe"]) == Message(
        lines=(("There is no command /subscrib. Did you mean /subscribe or /unsubscribe? /help lists them all.",),),
        buttons=(
            (
                Button("/subscribe", "/subscribe", Style.PRIMARY),
                Button("/unsubscribe", "/unsubscribe", Style.PRIMARY),
            ),
        ),
        personal=True,
    )


def test_an_unknown_command_keeps_what_was_said_to_it():
    (row,) = mistakes.unknown_command("subscrib", ["subscribe"], "red sleeve").buttons
    assert row == (Button("/subscribe", "/subscribe red sleeve", Style.PRIMARY),)


def test_a_title_without_end_leaves_room_for_the_episode():
    endless = replace(NEVERTHELESS, title="Never " * 100)
    one = told(endless, 1)
    assert title(one) == f"{'Never ' * 16}Nev…: Episode 1 of 10, the premiere, is out now"


def test_a_group_is_told_who_may_subscribe_and_a_private_chat_is_not():
    group, private = welcome.greeting(Place.GROUP), welcome.greeting(Place.PRIVATE)
    assert group.lines[1] == (
        "Who manages this chat can say /subscribe with a title, and everybody here will be told. "
        "Anybody else can follow a drama in a private chat with me.",
    )
    assert private.lines[1] == ("Choose a drama, then press Subscribe. Or just send me its title.",)
    assert (
        group.buttons
        == private.buttons
        == ((Button("Dramas", "/dramas", Style.PRIMARY), Button("A quote", "/quote"), Button("Help", "/help")),)
    )
