"""News now, and what a chat asks to be told at an hour of its own clock."""

from datetime import UTC, date, datetime, time

import pytest

from bot.commands.digests import ZONE, more_news, news
from bot.commands.registry import registry
from bot.core.command import Command, given
from bot.core.digests import Rhythm, What
from bot.core.errors import Mistake
from bot.core.messages import Button, Day, Link, Message, Moment, Spoiler, Style
from bot.core.news import About, NewsWords, Source, Story, Tie
from bot.core.ports import Subscription
from tests.commands.memory import Memory, asking, utc
from tests.commands.seasons import NEVERTHELESS, catalogue

DRAMAS = catalogue()
AT = "2021-06-19 15:00"
SEOUL, KL = "Asia/Seoul", "Asia/Kuala_Lumpur"
DIGEST, QUOTE = (registry().commands[name] for name in ("digest", "dailyquote"))
HELD = {"nevertheless": Subscription("nevertheless", None, None, utc(AT))}


async def says(store: Memory, command: Command, typed: str) -> Message:
    ask = asking(DRAMAS, AT, store)
    words = given(command, typed, DRAMAS)
    values = [param.read(ask, words[param.name]) if param.name in words else None for param in command.params]
    return await command.handler(ask, *values)


@pytest.mark.parametrize(
    ("typed", "rhythm"),
    [
        ("daily 8am", Rhythm(time(8))),
        ("8am daily", Rhythm(time(8))),
        ("every day at 20:30", Rhythm(time(20, 30))),
        ("8 pm", Rhythm(time(20))),
        ("noon", Rhythm(time(12))),
        ("weekly sunday 8am", Rhythm(time(8), 6)),
        ("Weekly, Sundays at 8 AM", Rhythm(time(8), 6)),
        ("every fri 9.15pm", Rhythm(time(21, 15), 4)),
        ("tuesday 7am", Rhythm(time(7), 1)),
        ("8 am on Sundays", Rhythm(time(8), 6)),
        ("weekly, 20:00 every mon", Rhythm(time(20), 0)),
        ("8am weekly sunday", Rhythm(time(8), 6)),
    ],
)
async def test_an_hour_is_read_as_people_write_it(typed, rhythm):
    store = Memory(held=HELD, here=SEOUL)
    await says(store, DIGEST, typed)
    assert store.rhythms == {What.NEWS: rhythm}


@pytest.mark.parametrize(
    ("command", "typed", "said"),
    [
        (DIGEST, "daily", 'At which hour? Say for example "daily 8am", "weekly sunday 8am" or "off".'),
        (DIGEST, "weekly", 'On which day of the week? Say for example "daily 8am", "weekly sunday 8am" or "off".'),
        (QUOTE, "sunday 8am", 'It comes every day, so it takes an hour alone. Say for example "9am" or "off".'),
        (QUOTE, "weekly 8am", 'It comes every day, so it takes an hour alone. Say for example "9am" or "off".'),
        (
            QUOTE,
            "8 pm nowhere land",
            '"nowhere land" is no time zone, no city and no country that I know. Say for example "9am" or "off".',
        ),
        (QUOTE, "24:30", 'The hours of a day go to 23:59. Say for example "9am" or "off".'),
    ],
)
async def test_what_is_no_hour_is_answered_with_what_is_expected(command, typed, said):
    with pytest.raises(Mistake) as caught:
        await says(Memory(here=SEOUL), command, typed)
    assert caught.value.text == said


async def test_a_day_without_an_hour_is_offered_some_hours():
    with pytest.raises(Mistake) as caught:
        await says(Memory(here=SEOUL), DIGEST, "weekly sunday")
    assert [choice.value for choice in caught.value.choices] == [
        "weekly sunday 8am",
        "weekly sunday 12pm",
        "weekly sunday 8pm",
    ]


async def test_a_digest_is_begun_told_and_ended():
    store = Memory(held=HELD, here=KL)
    assert await says(store, DIGEST, "daily 8am") == Message(
        lines=(
            (
                "This chat gets news of what it follows every day at 8:00 AM in Kuala Lumpur (MYT), silently. "
                "Nothing comes when there is nothing.",
            ),
            ("The first time is ", Moment(datetime(2021, 6, 20, 0, tzinfo=UTC), KL), "."),
        ),
        buttons=((Button("Off", "/digest off", Style.DANGER),),),
    )
    shown = await says(store, DIGEST, "")
    assert shown.lines[0] == ("This chat gets news of what it follows every day at 8:00 AM in Kuala Lumpur (MYT).",)
    assert (await says(store, DIGEST, "off")).lines == (("This chat gets no more digests.",),)
    assert store.rhythms == {}
    assert (await says(store, DIGEST, "")).lines[0] == ("This chat does not get news of what it follows.",)
    assert (await says(store, QUOTE, "off")).lines == (
        ("This chat does not get a quote from what it follows, so there is nothing to turn off.",),
    )


async def test_a_chat_that_follows_nothing_is_told_so():
    answer = await says(Memory(here=KL), QUOTE, "9am")
    assert answer.lines[-1] == ("It follows no drama yet: /subscribe with a title, or there is nothing to tell.",)


async def test_a_chat_without_a_zone_is_asked_for_it_and_the_answer_is_its_zone_from_then_on():
    store = Memory(held=HELD)
    with pytest.raises(Mistake) as caught:
        await says(store, QUOTE, "9am")
    assert (caught.value.text, caught.value.param, caught.value.asks) == (
        "9:00 AM on which clock? Say a city or a zone, such as Kuala Lumpur or MYT.",
        ZONE.name,
        True,
    )
    assert (len(caught.value.choices), store.rhythms) == (8, {})
    answer = await says(store, QUOTE, "9am New York")
    assert "every day at 9:00 AM in New York, silently" in answer.lines[0][0]
    assert store.here == "America/New_York"
    with pytest.raises(Mistake) as caught:
        await says(store, QUOTE, "9am Seoul")
    assert caught.value.text == (
        "Times here are told in New York. Say /timezone with a city first if that is no longer right."
    )


def test_a_button_with_hour_and_zone_says_just_that():
    line = DIGEST.line({"when": "weekly sunday 8am", "zone": "America/New_York"})
    assert line == '/digest "weekly sunday 8am" America/New_York'
    assert given(DIGEST, line.removeprefix("/digest "), DRAMAS) == {
        "when": "weekly sunday 8am",
        "zone": "America/New_York",
    }


# news now


def story(number: int, *ties: Tie, **more: object) -> Story:
    told = {"published": utc("2021-06-19 20:00"), "summary": f"Summary {number}.", **more}
    return Story(
        number, f"https://x.test/{number}", f"Story {number}", "Soompi", at=utc("2021-06-19 20:00"), ties=ties, **told
    )


DRAMA = Tie(About.DRAMA, "nevertheless", None, True)
KANG = Tie(About.PERSON, "Song Kang", None, True)


async def test_news_are_of_what_the_chat_follows_with_summary_site_date_and_link():
    also = (Source("https://y.test/1", "Story 1", "Allkpop"), Source("https://z.test/1", "Story 1", "Soompi"))
    store = Memory(held=HELD, here=SEOUL, written=[story(1, DRAMA, also=also), story(2, Tie(About.DRAMA, "moving"))])
    assert await news(asking(DRAMAS, AT, store), None) == Message(
        title="News: Nevertheless",
        lines=(
            (Link("Story 1", "https://x.test/1"),),
            ("Summary 1.",),
            ("Soompi", ", ", Day(date(2021, 6, 20)), "; also Allkpop."),
        ),
    )
    assert store.had == {1}


async def test_news_of_somebody_and_of_a_character_are_those_of_the_actor():
    store = Memory(written=[story(1, KANG), story(2, DRAMA)])
    for words in ("song kang", "park jae-eon"):
        found = await news(asking(DRAMAS, AT, store), DRAMAS.names.who(words))
        assert (found.title, found.lines[0]) == ("News: Song Kang", (Link("Story 1", "https://x.test/1"),))
    assert (await news(asking(DRAMAS, AT, store), NEVERTHELESS)).lines[0] == (Link("Story 2", "https://x.test/2"),)


async def test_news_that_give_an_episode_away_are_hidden_and_so_is_what_the_chat_does_not_want_to_read():
    third = Tie(About.DRAMA, "nevertheless", 3, True)
    store = Memory(held=HELD, here=SEOUL, written=[story(1, third), story(2, DRAMA)], wanted=NewsWords(without=("2",)))
    assert (await news(asking(DRAMAS, AT, store), None)).lines == (
        (Spoiler("Story 1"),),
        (Spoiler("Summary 1."),),
        (Link("Soompi", "https://x.test/1"), ", ", Day(date(2021, 6, 20)), "."),
    )
    store.runs["nevertheless", ""] = 3
    assert (await news(asking(DRAMAS, AT, store), None)).lines[0] == (Link("Story 1", "https://x.test/1"),)


async def test_what_has_no_room_is_a_button_further():
    written = [story(number, DRAMA, *((KANG,) if number < 7 else ())) for number in range(1, 13)]
    store = Memory(held=HELD, written=written)
    shown = await news(asking(DRAMAS, AT, store), None)
    assert (shown.lines[-1], shown.buttons) == (("And 7 more.",), ((Button("More", "/morenews 5"),),))
    shown = await more_news(asking(DRAMAS, AT, store), 5, None)
    assert (shown.lines[0], shown.buttons) == (
        (Link("Story 6", "https://x.test/6"),),
        ((Button("More", "/morenews 10"),),),
    )
    shown = await more_news(asking(DRAMAS, AT, store), 10, None)
    assert (shown.lines[0], shown.buttons, len(store.had)) == ((Link("Story 11", "https://x.test/11"),), (), 12)
    assert (await more_news(asking(DRAMAS, AT, store), 15, None)).lines[0] == (Link("Story 1", "https://x.test/1"),)
    kang = DRAMAS.names.who("song kang")
    for who, line in ((NEVERTHELESS, "/morenews 5 nevertheless"), (kang, "/morenews 5 Song Kang")):
        assert (await news(asking(DRAMAS, AT, store), who)).buttons == ((Button("More", line),),)
    given_ = given(registry().commands["morenews"], "5 Song Kang", DRAMAS)
    assert given_ == {"begin": "5", "who": "Song Kang"}


async def test_where_nothing_is_written_that_is_said():
    store = Memory(held=HELD)
    assert (await news(asking(DRAMAS, AT, store), None)).lines == (
        ("There is no news of what this chat follows yet.",),
    )
    assert (await news(asking(DRAMAS, AT), None)).lines == (("There is no news of any drama here yet.",),)
    assert (await news(asking(DRAMAS, AT), NEVERTHELESS)).lines == (("There is no news of Nevertheless yet.",),)


async def test_a_long_summary_ends_after_a_sentence():
    long = "One sentence that says much of it. " * 12
    store = Memory(held=HELD, written=[story(1, DRAMA, summary=long)])
    shown = (await news(asking(DRAMAS, AT, store), None)).lines[1][0]
    assert shown == ("One sentence that says much of it. " * 8).strip()


@pytest.mark.parametrize(("typed", "first"), [("weekly", "weekly monday 8am"), ("weekly 9pm", "weekly monday 9pm")])
async def test_a_week_without_its_day_is_asked_for_it(typed, first):
    with pytest.raises(Mistake, match="On which day of the week") as asked:
        await says(Memory(held=HELD, here=SEOUL), DIGEST, typed)
    assert [choice.label for choice in asked.value.choices][::6] == ["Mondays", "Sundays"]
    assert asked.value.choices[0].value == first


async def test_why_nothing_would_come_is_said_at_once():
    silent = next(slug for slug, drama in DRAMAS.dramas.items() if not drama.quotes)
    held = {silent: Subscription(silent, None, None, utc(AT))}
    quote = await says(Memory(held=held, here=SEOUL), QUOTE, "9am")
    assert quote.lines[-1] == (
        "Nothing that it follows has a quote yet: the first one is told when editors have added some.",
    )
    for store, lines in ((Memory(held=HELD, here=SEOUL), 2), (Memory(held=HELD, here=SEOUL, sites=()), 3)):
        assert len((await says(store, DIGEST, "daily 8am")).lines) == lines
    nothing = await news(asking(DRAMAS, AT, Memory(held=HELD, sites=())), None)
    assert nothing.lines == (
        ("There is no news of what this chat follows yet.",),
        ("This bot reads no news site yet: its editors add some with /feeds.",),
    )
