import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core import adopting, schedules, settling
from bot.core.adopting import Incomplete, document
from bot.core.drafted import Article, Draft, Said, of_kept
from bot.core.errors import Mistake
from bot.news.drafting import draft

NOW = datetime(2021, 6, 19, tzinfo=UTC)
BARE = Article(None, None, ())
TEXT = (
    'On 18 June, Viu held a press conference for the drama "Blue Hour" with director Ban Ki-tae.',
    "Yu Na-mi (Ma Su-ji) meets Ko Dol (Wi Jun-ho) at night. The 10-episode series has some episodes rated 19+.",
    'Ma Su-ji said, "I like \\ and “quotes” and more."',
    "The first episode of Blue Hour premieres on 20 June at 12AM MYT with new episodes every Sunday, only on Viu!",
)


def test_a_draft_becomes_a_drama_file_that_loads():
    text = document(draft(Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")))
    assert text == (
        'title = "Blue Hour"\n'
        'director = ["Ban Ki-tae"]\n'
        'rating = "some episodes 19+"\n'
        'source = {name = "Some Site", date = 2021-06-19}\n'
        "\n"
        '[[cast]]\nactor = "Ma Su-ji"\ncharacter = "Yu Na-mi"\n'
        "\n"
        '[[cast]]\nactor = "Wi Jun-ho"\ncharacter = "Ko Dol"\n'
        "\n"
        '[[release]]\nnetwork = "Viu"\nzone = "MYT"\nfirst = "20 June 2021 12:00 AM"\n'
        'episodes = 10\nevery = ["Sunday"]\n'
        "\n"
        '[[quote]]\nwho = "Ma Su-ji"\n'
        'text = "I like \\\\ and “quotes” and more."\n'
        'source = "Some Site, 19 June 2021"\n'
    )
    loaded = schedules.parse(text, "blue-hour")
    assert (loaded.title, loaded.releases[0].total, len(loaded.quotes)) == ("Blue Hour", 10, 1)
    assert str(loaded.releases[0].episodes[-1].announced.at) == "2021-08-21 16:00:00+00:00"


def test_what_the_article_does_not_say_has_to_be_settled_first():
    found = draft(Article(None, None, ("The drama “Blue Hour” premieres on March 9.",)))
    with pytest.raises(Incomplete) as lacking:
        document(found)
    assert lacking.value.missing == ("platform", "zone", "year")
    for field, words in (("network", "tvN"), ("zone", "Seoul"), ("year", "2024")):
        found = settling.settled(found, field, words, NOW)
    text = document(found)
    assert text == 'title = "Blue Hour"\n\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = 2024-03-09\n'
    assert schedules.parse(text, "blue-hour").releases[0].episodes[0].announced.on == date(2024, 3, 9)


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("time", "9:20 PM", {"time": "21:20"}),
        ("time", "21.20 KST", {"time": "21:20", "zone": "KST"}),
        ("premiere", "5 July 2022 10PM KST", {"premiere": "2022-07-05", "time": "22:00", "zone": "KST"}),
        ("weekdays", "fri & sat", {"weekdays": ("Friday", "Saturday")}),
        ("weekdays", "-", {"weekdays": ()}),
        ("weekdays", "Mon-Wed and Sunday", {"weekdays": ("Monday", "Tuesday", "Wednesday", "Sunday")}),
        ("weekdays", "weekdays", {"weekdays": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")}),
        ("weekdays", "Sat to Mon", {"weekdays": ("Monday", "Saturday", "Sunday")}),
        ("premiere", "5 July 2022 24:30", {"premiere": "2022-07-06", "time": "00:30"}),
        ("premiere", "TBA", {"premiere": None}),
        ("premiere", "29 February", {"premiere": "--02-29"}),
        ("premiere", "5 July 10PM KST", {"premiere": "--07-05", "time": "22:00", "zone": "KST"}),
        ("title", "Unknown", {"title": "Unknown"}),
        ("episodes", "16", {"episodes": 16}),
        ("director", "-", {"director": None}),
    ],
)
def test_an_editor_says_it_otherwise(field, words, expected):
    found = settling.settled(Draft(BARE, director="Ban Ki-tae", evidence={"director": "by him"}), field, words, NOW)
    assert {name: getattr(found, name) for name in expected} == expected
    assert ("director" in found.evidence) == (field != "director")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("time", "soon"),
        ("time", "24:30"),
        ("title", "x" * 301),
        ("weekdays", "often"),
        ("episodes", "many"),
        ("year", "last"),
        ("zone", "CST"),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(field, words):
    with pytest.raises(Mistake):
        settling.settled(Draft(BARE, premiere="--06-20"), field, words, NOW)


def test_a_draft_is_the_same_when_it_was_kept():
    found = draft(Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site"))
    kept = of_kept(json.loads(json.dumps(found.kept())))
    assert kept == replace(found, article=replace(found.article, paragraphs=()))


def told(found: Draft, text: str) -> list[tuple[str, str | None, str]]:
    return [(one.field, one.was, one.now) for one in adopting.fitted(text, "blue-hour", found).changes]


def test_of_a_drama_that_is_there_only_what_is_new_or_differs_is_told():
    article = Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")
    text = document(draft(article))
    assert told(draft(article), text) == []
    more = (*TEXT, 'Wi Jun-ho said, "It was raining all the time that week."')
    assert told(draft(Article(article.title, article.date, more)), text) == [
        ("quotes", None, "Wi Jun-ho: “It was raining all the time that week.”")
    ]
    old = text.replace("20 June 2021 12:00 AM", "13 June 2021 12:00 AM")
    old = old.replace("episodes = 10", "episodes = 8").replace('character = "Ko Dol"', 'character = "Kodol Ko"')
    assert told(draft(article), old) == [
        ("premiere", "13 June 2021 12:00 AM MYT", "20 June 2021 12:00 AM MYT"),
        ("episodes", "8", "10"),
        ("cast", "Wi Jun-ho as Kodol Ko", "Wi Jun-ho as Ko Dol"),
    ]
    assert adopting.fitted(old, "blue-hour", draft(article)).text == text


def test_the_same_instant_on_another_clock_is_nothing_new():
    article = Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")
    text = document(draft(article))
    said = Draft(article, title="Blue Hour", platform="Viu", premiere="2021-06-20", time="01:00", zone="KST")
    assert told(said, text) == []
    assert told(replace(said, time="02:00"), text) == [
        ("premiere", "20 June 2021 12:00 AM MYT", "20 June 2021 2:00 AM KST")
    ]
    assert 'first = "20 June 2021 1:00 AM"' in adopting.fitted(text, "blue-hour", replace(said, time="02:00")).text


def test_another_network_is_another_release():
    article = Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")
    text = document(draft(article))
    said = Draft(
        article,
        title="Blue Hour",
        platform="JTBC",
        premiere="2021-06-19",
        time="23:00",
        zone="KST",
        weekdays=("Saturday",),
    )
    assert told(said, text) == [("platform", None, "also on JTBC, 19 June 2021 11:00 PM KST")]
    releases = schedules.parse(adopting.fitted(text, "blue-hour", said).text, "blue-hour").releases
    assert [(one.network, str(one.episodes[0].announced.at)) for one in releases] == [
        ("Viu", "2021-06-19 16:00:00+00:00"),
        ("JTBC", "2021-06-19 14:00:00+00:00"),
    ]


def test_another_day_is_no_reason_to_forget_the_hour():
    article = Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")
    text = document(draft(article))
    later = Draft(BARE, title="Blue Hour", premiere="2021-06-27")
    assert told(later, text) == [("premiere", "20 June 2021 12:00 AM MYT", "27 June 2021 12:00 AM MYT")]
    assert 'first = "27 June 2021 12:00 AM"' in adopting.fitted(text, "blue-hour", later).text
    assert told(replace(later, premiere="2021-06-20"), text) == []


def test_an_hour_is_taken_in_where_none_was_known_and_otherwise_left_to_an_editor():
    article = Article("“Blue Hour” is here", date(2021, 6, 19), TEXT, site="Some Site")
    text = document(draft(article))
    said = Draft(BARE, title="Blue Hour", time="22:00")
    (differs,) = adopting.fitted(text, "blue-hour", said).changes
    assert (differs.was, differs.now, differs.apply, differs.why) == (
        "12:00 AM",
        "10:00 PM",
        None,
        "Which nights are meant, an editor has to say.",
    )
    unknown = text.replace('"20 June 2021 12:00 AM"', "2021-06-20")
    assert told(said, unknown) == [("time", None, "10:00 PM")]
    assert 'first = "20 June 2021 10:00 PM"' in adopting.fitted(unknown, "blue-hour", said).text


IN_PARTS = """title = "Blue Hour"
[[release]]
network = "Viu"
zone = "KST"
[[release.part]]
first = 2021-11-26
episodes = 8
[[release.part]]
first = 2021-12-30
episodes = 8
"""


def test_what_does_not_fit_is_left_to_an_editor_and_the_rest_is_taken_in():
    said = Draft(BARE, title="Blue Hour", premiere="2021-11-25", quotes=(Said("Ma Su-ji", "It was cold.", "…"),))
    fitted = adopting.fitted(IN_PARTS, "blue-hour", said)
    assert [(one.field, one.apply is None, one.why) for one in fitted.changes] == [
        ("premiere", True, "Viu comes out in several parts, and an editor has to say which one is meant."),
        ("quotes", False, None),
    ]
    assert [one.text for one in schedules.parse(fitted.text, "blue-hour").quotes] == ["It was cold."]
    assert told(replace(said, premiere="2021-12-30", quotes=()), IN_PARTS) == []
    moved = document(draft(Article("“Blue Hour”", date(2021, 6, 19), TEXT))) + (
        '[[release.change]]\nepisodes = [9]\nat = "16 August 2021 1:00 AM"\n'
    )
    (fewer,) = adopting.fitted(moved, "blue-hour", Draft(BARE, title="Blue Hour", episodes=8)).changes
    assert (fewer.apply, (fewer.why or "").partition(":")[0]) == (None, "That does not fit the rest of the schedule")


@pytest.mark.parametrize(
    ("card", "field"),
    [("Hour", "time"), ("Every:", "weekdays"), ("platform", "network"), ("Zone", "zone"), ("colour", "colour")],
)
def test_a_field_may_be_called_as_the_card_calls_it(card, field):
    assert settling.called(card) == field


def test_where_no_site_is_known_the_headline_and_its_day_are_the_source():
    dated = Draft(Article("Blue Hour is here", date(2021, 6, 19), TEXT))
    undated = Draft(Article("Blue Hour is here", None, TEXT))
    assert [adopting.source(one) for one in (dated, undated)] == [
        "Blue Hour is here, 19 June 2021",
        "Blue Hour is here",
    ]
