"""A schedule that is told without a word of airing, in sentences in which nothing else happens on that day."""

from datetime import date

import pytest

from bot.core.drafted import Article
from bot.news import article
from bot.news.drafting import draft

OPENING = "The new drama “Salt Ferry” stars Gu Min-a as a nurse."
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEDNESDAY = date(2025, 3, 5)


def told(sentence: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    found = draft(Article("‘Salt Ferry’ tells of a nurse", WEDNESDAY, (OPENING, sentence)))
    return found.premiere, found.time, found.weekdays


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Saturday (March 8) at 9:25 p.m., KBS will at last raise the curtain on it.", ("2025-03-08", "21:25", ())),
        ("“Salt Ferry” sets sail on 14 March.", ("2025-03-14", None, ())),
        ("March 14 is the day: “Salt Ferry” is here.", ("2025-03-14", None, ())),
        ("Netflix has circled March 14 for “Salt Ferry.”", ("2025-03-14", None, ())),
        ("We start on 14 March, 22.30 Korea time, with the nurse at sea.", ("2025-03-14", "22:30", ())),
        ("Its premiere is on March 14. All episodes will be out at 5 p.m. KST.", ("2025-03-14", "17:00", ())),
        ("SBS will introduce a new evening drama on March 14.", ("2025-03-14", None, ())),
        ("It is on every Monday and Tuesday at 10 in the evening.", (None, "22:00", ("Monday", "Tuesday"))),
        ("It airs on Friday nights.", (None, None, ("Friday",))),
        ("The Saturday night drama has one episode a week.", (None, None, ("Saturday",))),
        ("They go out from Monday to Friday at 8:30 in the evening.", (None, "20:30", WEEK)),
        ("Subscribers can stream two fresh episodes each Friday at noon.", (None, "12:00", ("Friday",))),
        ("It replaces “Old Harbor” on Mondays from March 10.", ("2025-03-10", None, ("Monday",))),
        ("It made the charts days after its premiere Friday.", ("2025-02-28", None, ())),
        ("The wait ends on March 14, when “Salt Ferry” is here.", ("2025-03-14", None, ())),
        (
            "“Salt Ferry” (March 14, Fri-Sat 10 p.m., SBS) is her third.",
            ("2025-03-14", "22:00", ("Friday", "Saturday")),
        ),
        ("From March 14, every Friday at 4 p.m., two episodes will be added.", ("2025-03-14", "16:00", ("Friday",))),
        ("It is the network's Fri-Sat offering.", (None, None, ("Friday", "Saturday"))),
    ],
)
def test_a_day_to_come_is_the_premiere_and_weekdays_are_its_slot(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The stars of “Salt Ferry” will meet fans at a mall on March 14, 7 p.m.",
        "Tickets for an evening with the nurses of “Salt Ferry” are sold from March 14.",
        "On March 5, a source of “Salt Ferry” thanked viewers.",
        "A poster of “Salt Ferry” can be seen in the subway from March 14.",
        "“Salt Ferry” bid farewell on June 29.",
        "TVING, which has “Salt Ferry,” broadcasts the opening game of the KBO league on March 22 at 2 p.m.",
        "The wait between Sundays is long for fans of “Salt Ferry.”",
        "On Mondays the nurse of the ferry goes to the market at 5 a.m.",
        "Until March 14, fans can vote for “Salt Ferry.”",
        "Gu Min-a of “Salt Ferry” turns thirty on March 14, her birthday.",
    ],
)
def test_what_else_happens_on_a_day_to_come_is_none(sentence):
    assert told(sentence) == (None, None, ())


def test_weekdays_may_be_cut_short():
    text = f"‘Salt Ferry’ tells of a nurse\n\n{OPENING}\n\nIt is aired every Mon. and Tues. at 10:30 p.m."
    assert draft(article.of_text(text)).weekdays == ("Monday", "Tuesday")
