"""When a drama begins and comes back, told from when other things are."""

from datetime import date

import pytest

from bot.core.drafted import Article
from bot.news import article
from bot.news.drafting import draft

FIELDS = ("premiere", "time", "tz", "weekdays")


def airing_of(*paragraphs: str, on: date | None = date(2024, 3, 1), title: str | None = None) -> dict[str, object]:
    """What is said of when the drama airs, without what is not."""
    found = draft(Article(title, on, paragraphs)).as_json()
    return {name: found[name] for name in FIELDS if found[name] not in (None, [])}


NINE_THERE = {"premiere": "2024-03-09", "time": "21:00", "tz": "local time"}
SOON = {"premiere": "2024-03-09", "time": "21:50", "tz": "Korean time"}
WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
DRAMA = "The drama “Blue Hour” is about bees."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The series will premiere on March 9 and is the second work of “Red Dawn” director Ma Su-ji.",
            {"premiere": "2024-03-09"},
        ),
        (
            "Ma Su-ji, who starred in the romance series, “Red Dawn,” is back in “Blue Hour,” set to air on March 9.",
            {"premiere": "2024-03-09"},
        ),
        (
            "Next week, the comedy “Red Dawn” will take over “Blue Hour”’s slot on Mondays and Tuesdays at 9 p.m. KST.",
            {"weekdays": ["Monday", "Tuesday"], "time": "21:00", "tz": "KST"},
        ),
        ("“Red Dawn” will take over the slot of “Blue Hour” on March 9.", {}),
        ("“Red Dawn” will follow “Blue Hour” on March 9.", {}),
        ("Starring Ma Su-ji (“Red Dawn”), it will premiere on March 9.", {"premiere": "2024-03-09"}),
        ("Ferry Run, which premiered on February 17, will end soon.", {}),
        ("The network will fill the slot with “Red Dawn” from March 9.", {}),
        ("In its place, Ferry to Nowhere begins on March 9.", {}),
        ("The novel, published on March 2, 2018, was made into “Blue Hour,” which airs on MBC.", {}),
        (
            "“Blue Hour,” which is by the writer of “Red Dawn,” is to premiere on March 9 at 9 p.m. KST.",
            {"premiere": "2024-03-09", "time": "21:00", "tz": "KST"},
        ),
        ("The Koreanovela airs from March 9, after “Red Dawn.”", {"premiere": "2024-03-09"}),
        ("The program airs weekdays before “Red Dawn.”", {"weekdays": WEEK}),
    ],
)  # fmt: skip
def test_a_date_is_of_the_drama_that_it_stands_with(sentence, expected):
    assert airing_of(DRAMA, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Episodes 9 and 10, which were to air on March 9 and 10, will air on March 16 and 17 instead.", {}),
        ("The network took out both episodes 5 and 6, moving them to air on March 13.", {}),
        ("The broadcast on March 16 will air as planned.", {}),
        ("Ha-na’s debut movie Red Dawn will premiere on March 9.", {}),
        ("The fifth episode will be released on March 9.", {}),
        ("“Blue Hour,” which began on February 3, airs its tenth episode on March 9.", {"premiere": "2024-02-03"}),
        ("SEOUL, March 1 (Newswire) -- Ma Su-ji is coming back in “Blue Hour.”", {}),
        ("On March 5, Ma Su-ji was on the radio to talk about “Blue Hour,” which airs on MBC.", {}),
        ("Ma Su-ji will talk about “Blue Hour,” which drops on March 9.", {"premiere": "2024-03-09"}),
        ("The first episode of the 16-part series, aired Saturday, had many viewers.", {"premiere": "2024-02-24"}),
        ("The first episode is to air at 11 p.m. on Wednesday.", {"premiere": "2024-03-06", "time": "23:00"}),
        ("The series originally aired from March 9 to April 9, 2022.", {"premiere": "2022-03-09"}),
        ("Good news: reruns of “Blue Hour” air every Sunday at 1 p.m.", {}),
        ("March 07, 2024 | Broadcasting", {}),
        ("“Blue Hour” takes a week off, and returns on March 9.", {}),
        ("Ma Su-ji, who debuted on March 2, 2010, plays a bee in “Blue Hour.”", {}),
        ("The drama, which premiered on Monday night, had many viewers.", {"premiere": "2024-02-26"}),
        ("“Blue Hour” was made public at noon on February 29.", {"premiere": "2024-02-29", "time": "12:00"}),
        ("The service confirmed the show for March 9, and “Blue Hour” has ten episodes.", {"premiere": "2024-03-09"}),
        ("The drama premiered on February 26 and its other episodes will not be aired.", {"premiere": "2024-02-26"}),
        ("Ahead of its premiere, a live event for “Blue Hour” will be streamed on March 7.", {}),
        ("The next hearing over “Red Dawn” is on March 9 at 10 a.m.", {}),
        ("The next hearing is on March 9 at 10 a.m.", {}),
        ("Ma Su-ji makes her small-screen comeback on March 9 with “Blue Hour.”", {"premiere": "2024-03-09"}),
        ("Ma Su-ji's comeback “Blue Hour” will be unveiled on the 9th at 9:50 PM, Korean time.", SOON),
        ("“Blue Hour” premiered last night.", {"premiere": "2024-02-29"}),
        ("“Blue Hour” makes its way to the small screen on the 9th.", {"premiere": "2024-03-09"}),
        ("“Blue Hour” (Viu, March 9) stars Ma Su-ji.", {"premiere": "2024-03-09"}),
        ("A block screening of the first episode of “Blue Hour” is on March 9.", {}),
        ("MBC said this Friday's episode of “Blue Hour” will go on air as always.", {}),
        ("“Blue Hour” has a date: March 9.", {"premiere": "2024-03-09"}),
        ("“Blue Hour” is set to move you this Saturday, March 9.", {"premiere": "2024-03-09"}),
        ("The series ran from December 7 to February 28.", {"premiere": "2023-12-07"}),
    ],
)
def test_the_premiere_is_the_first_broadcast_and_no_other(sentence, expected):
    assert airing_of(DRAMA, sentence) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["“Blue Hour” begins on March 9 at 9PM."], {"premiere": "2024-03-09", "time": "21:00"}),
        (
            ["It premieres on March 9.", "The drama airs every Sat and Sun at 9 p.m. KST."],
            {"premiere": "2024-03-09", "weekdays": ["Saturday", "Sunday"], "time": "21:00", "tz": "KST"},
        ),
        (
            ["It led the 10PM slot of Monday-Tuesday dramas.", "It airs on Mondays and Tuesdays at 10PM KST."],
            {"weekdays": ["Monday", "Tuesday"], "time": "22:00", "tz": "KST"},
        ),
        (
            ["On March 6, it aired at 10:50 p.m., 20 minutes later than usual.", "It airs Wednesdays at 10:30 p.m."],
            {"weekdays": ["Wednesday"], "time": "22:30"},
        ),
        (["The drama airs at 9:20 p.m. instead of its regular time of 9 p.m. this week."], {"time": "21:00"}),
        (["“Blue Hour” returns with episode 7 on March 9, 9:50 pm KST (8:50 pm SGT)."], {"time": "21:50", "tz": "KST"}),
        (["“Blue Hour” fills the Sat 9 p.m. slot."], {"weekdays": ["Saturday"], "time": "21:00"}),
        (["Its first episode airs on March 9 at 9 p.m. local time."], NINE_THERE),
        (["Instead, a highlight reel of “Blue Hour” will air at 9 p.m."], {}),
        (["In “Blue Hour” (Saturdays, 10.30pm), Ma Su-ji is a bee."], {"weekdays": ["Saturday"], "time": "22:30"}),
        (["It airs Fridays at 9 p.m. The new time is 8:40 p.m."], {"weekdays": ["Friday"], "time": "20:40"}),
        (["The webtoon “Blue Hour,” published every Thursday at 10 p.m., becomes a drama."], {}),
        (["“Blue Hour” ends because of a debate, which starts at 9 p.m. on Monday."], {}),
        (["It airs from Monday to Thursday at 9 p.m."], {"weekdays": WEEK[:4], "time": "21:00"}),
        (["Her agency said, “She is in the Fri-Sat drama ‘Blue Hour.’”"], {"weekdays": ["Friday", "Saturday"]}),
        (["As we hear, they have been seen to run every Tuesday at 6 a.m."], {}),
        (["When does it air? Mondays and Tuesdays at 8.50pm."], {"weekdays": ["Monday", "Tuesday"], "time": "20:50"}),
        (["A letter arrives every Tuesday at 6 p.m."], {}),
        (["A remake of the network's “Blue Hour” will premiere on March 9 at 10 p.m. JST."], {}),
        (["The makers saw that, thus, “Blue Hour” began later."], {}),
        (["Ma Su-ji woke up at 5 a.m. to read the script of “Blue Hour.”"], {}),
    ],
)  # fmt: skip
def test_the_hour_is_the_one_at_which_the_drama_regularly_airs(sentences, expected):
    assert airing_of(DRAMA, *sentences) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In the final episode of “Blue Hour,” which aired on March 3, Ma Su-ji started to row.",
        "On the most recent episode of “Blue Hour,” which aired on March 3, Ma Su-ji rows.",
        "According to several broadcasting officials on March 4, Ma Su-ji of “Blue Hour” rows.",
        "Ma Su-ji is in the series “Red Dawn,” beginning March 9. The medical comedy runs on Fridays at 10 p.m.",
        "Ma will be seen before that in the series “Red Dawn,” beginning March 9. It runs on Fridays at 10 p.m.",
        "Ma Su-ji, the star of “Blue Hour,” became the model of a bank, which opened a branch on March 4.",
        "“Blue Hour” is directed by Hyun Seok-jin, whose “Mr. Paper” premiered on March 9, 2023.",
        "“Blue Hour” is nominated for a prize, and the winners are told on March 9.",
        "“Blue Hour,” a new drama that will begin filming on March 9, stars Ma Su-ji.",
        "MBC will air a marathon of “Blue Hour” on March 9 and 10 from 1 p.m.",
        "“Blue Hour” was the most watched series between March 4 and 10, the streamer said.",
        "The webtoon based on the drama “Blue Hour” will begin on March 9, with new chapters every Monday.",
        "Ma Su-ji of “Blue Hour” appears on “You Quiz on the Block,” which airs on Saturday, March 9, at 8:45 p.m.",
    ],
)
def test_what_else_comes_out_or_begins_is_no_premiere(sentence):
    assert airing_of(DRAMA, sentence) == {}


def test_a_line_of_a_list_may_name_the_day_behind_slot_and_hour():
    found = airing_of(DRAMA, "Airs: Wed & Thu, 22.30 KST, from 6 March 2024")
    assert found == {"premiere": "2024-03-06", "time": "22:30", "tz": "KST", "weekdays": ["Wednesday", "Thursday"]}


@pytest.mark.parametrize(
    "line",
    [
        "All News 16:02 September 03, 2025",
        "By: Han Yu-na - @papers NEWS.net / 05:12 PM September 03, 2025",
        "K-DRAMA&FILM / 2025-09-03 14:57:55",
        "By: Han Y. – Content Editor | NEWS.net | 05:20 PM September 03, 2025",
        "September 3rd, 2025  Roger P.",
    ],
)
def test_the_year_follows_from_the_line_with_the_date_of_the_page(line):
    text = f"‘Blue Hour’ is near\n{line}\n\nThe drama “Blue Hour” premieres on September 10."
    assert draft(article.of_text(text)).premiere == "2025-09-10"
