"""What is drafted from articles, against their labels."""

import json
from datetime import date

import pytest

from bot.core.drafted import Article, Question
from bot.news import article
from bot.news.drafting import draft
from tests.news import scoring

SCHEDULE = ("episodes", "premiere", "time", "tz", "weekdays", "platform")


def schedule_of(*paragraphs: str, on: date | None = date(2024, 3, 1), title: str | None = None) -> dict[str, object]:
    """What is said of the schedule, without what is not."""
    found = draft(Article(title, on, paragraphs)).as_json()
    return {name: found[name] for name in SCHEDULE if found[name] not in (None, [])}


def quotes_of(*paragraphs: str) -> list[tuple[str, str]]:
    return [(said.speaker, said.text) for said in draft(Article(None, None, paragraphs)).quotes]


@pytest.mark.parametrize("paper", scoring.papers("dev"), ids=lambda paper: paper.name)
def test_no_schedule_is_invented(paper):
    wrong = {field: wrong for field, _, wrong, _ in scoring.differences(paper) if field in SCHEDULE}
    assert wrong == {field: [] for field in SCHEDULE}


@pytest.mark.parametrize("paper", scoring.papers("dev"), ids=lambda paper: paper.name)
def test_every_quote_has_its_speaker(paper):
    _, right, wrong, missing = next(one for one in scoring.differences(paper) if one[0] == "quotes")
    assert (wrong, missing) == ([], []), right


def test_every_field_is_read_well_enough():
    poor = {field: count.f1 for field, count in scoring.score("dev").items() if count.f1 < 0.9}
    assert poor == {}


@pytest.mark.parametrize("paper", scoring.papers("dev"), ids=lambda paper: paper.name)
def test_each_field_comes_with_words_of_the_article(paper):
    found = scoring.drafted(paper)
    words = " ".join((found.article.title or "", *found.article.paragraphs))
    said = found.as_json()
    evidence = said["evidence"]
    assert {name for name in scoring.FIELDS if said[name] not in (None, [])} <= evidence.keys()
    assert [text for text in evidence.values() if isinstance(text, str) and text not in words] == []
    assert [text for name in ("cast", "quotes") for text in evidence[name] if text not in words] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The first episode of the drama “Blue Hour” airs on 20 June at 12AM MYT, with new episodes every Sunday.",
            {"premiere": "2024-06-20", "time": "00:00", "tz": "MYT", "weekdays": ["Sunday"]},
        ),
        (
            "The drama “Blue Hour” will have its first premiere on April 6 at 10:40 p.m. (KST).",
            {"premiere": "2024-04-06", "time": "22:40", "tz": "KST"},
        ),
        (
            "The drama “Blue Hour”, avail from 12 March, new episodes every Friday.",
            {"premiere": "2024-03-12", "weekdays": ["Friday"]},
        ),
        (
            "SBS’s new Fri-Sat drama “Blue Hour” held a reading.",
            {"weekdays": ["Friday", "Saturday"], "platform": "SBS"},
        ),
        (
            "The 16-part drama “Blue Hour” premieres on Saturday (March 9).",
            {"episodes": 16, "premiere": "2024-03-09"},
        ),
        ("The drama “Blue Hour” airs two episodes weekly.", {}),
        ("The new drama “Blue Hour” is about bees, the streaming service said Thursday.", {}),
        ("The drama “Blue Hour” is streaming, its makers said Thurs.", {}),
        (
            "The Korean series “Blue Hour” makes its debut on Viu this coming Monday, March 4.",
            {"premiere": "2024-03-04", "platform": "Viu"},
        ),
        ("The drama “Blue Hour,” originally set for Monday, will now start on March 11.", {"premiere": "2024-03-11"}),
        ("The third episode of the drama “Blue Hour,” which aired on February 20, was funny.", {}),
        ("“Blue Hour” runs until April 14 and is a drama.", {}),
        (
            "The drama “Blue Hour” airs every Monday and Tuesday at 22.30.",
            {"time": "22:30", "weekdays": ["Monday", "Tuesday"]},
        ),
        ("The press conference of the drama “Blue Hour” was held on March 3 at 2 p.m.", {}),
        ("The OST album of the drama “Blue Hour” will be released on March 20 at 6 p.m. KST.", {}),
        ("The drama “Blue Hour” will not air on Saturday, March 9, because of the ball game at 5 p.m.", {}),
        ("The drama “Blue Hour” follows “Red Dawn,” which ended on February 25 at 9 p.m.", {}),
        ("The drama “Blue Hour” recorded a rating of 9.30 percent on Sunday, March 3.", {}),
        ("The drama “Blue Hour” bows on March 9.", {"premiere": "2024-03-09"}),
        (
            "The drama “Blue Hour” will greet viewers for the first time on March 9 at 10 p.m.",
            {"premiere": "2024-03-09", "time": "22:00"},
        ),
        ("The network confirmed March 9 as the premiere date of the drama “Blue Hour.”", {"premiere": "2024-03-09"}),
        ("The drama “Blue Hour” goes live on March 9.", {"premiere": "2024-03-09"}),
        ("The drama “Blue Hour” is coming on March 9!", {"premiere": "2024-03-09"}),
        ("The drama “Blue Hour” will premiere on the 9th of next month.", {"premiere": "2024-04-09"}),
        ("Fans wait for the March 9 premiere of the drama “Blue Hour.”", {"premiere": "2024-03-09"}),
        ("The cast attended the premiere event of the drama “Blue Hour” on March 5.", {}),
        ("On March 5, tvN released a teaser for the drama “Blue Hour.”", {"platform": "tvN"}),
        ("The cast of the drama “Blue Hour” will meet fans on March 9 at 5 p.m.", {}),
        (
            "The drama “Blue Hour” airs weeknights at 10:20 p.m.",
            {"weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "time": "22:20"},
        ),
        ("The drama “Blue Hour” was extended from 16 to 18 episodes.", {"episodes": 18}),
        ("The drama “Blue Hour” has six episodes left.", {}),
    ],
)
def test_a_sentence_says_so_much_and_no_more(sentence, expected):
    assert schedule_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "network"),
    [
        ("tvN's new Monday-Tuesday drama “Blue Hour” stars two.", "tvN"),
        ("“Blue Hour” (working title), a new SBS drama, has a lead.", "SBS"),
        ("Rakuten Viki will stream the KBS2 drama “Blue Hour” abroad.", "KBS2"),
        ("Available on Netflix, “Blue Hour” is a drama that airs on tvN.", "tvN"),
        ("“Blue Hour” airs on ENA and is available on Netflix in select regions, as dramas are.", "ENA"),
        ("The drama “Blue Hour” can be watched on Viu.", "Viu"),
        ("“Blue Hour” (KBS2) is a drama about bees.", "KBS2"),
        ("The drama “Blue Hour” will follow “Red Dawn” on SBS.", "SBS"),
        ("The drama “Blue Hour” is produced by Studio Bee for tvN.", "tvN"),
        ("MBN has picked up “Blue Hour,” a drama about bees.", "MBN"),
        ("Ma Su-ji of the drama “Blue Hour” was on SBS's “Running Man” on Sunday.", None),
        ("At the KBS Drama Awards, Ma Su-ji thanked the makers of the drama “Blue Hour.”", None),
        ("Ma Su-ji of the drama “Blue Hour” said so on MBC's radio.", None),
    ],
)
def test_the_network_is_the_one_on_which_the_drama_comes_out(sentence, network):
    assert schedule_of(sentence).get("platform") == network


def test_without_a_year_anywhere_the_premiere_has_none():
    assert schedule_of("The drama “Blue Hour” premieres on March 9.", on=None) == {"premiere": "--03-09"}


def test_the_year_is_the_one_that_the_page_means():
    early = schedule_of("The drama “Blue Hour” will premiere on January 9.", on=date(2023, 12, 20))
    late = schedule_of("The drama “Blue Hour”, which premiered on December 9, goes on.", on=date(2024, 1, 20))
    assert (early, late) == ({"premiere": "2024-01-09"}, {"premiere": "2023-12-09"})


def test_an_hour_that_may_be_morning_or_evening_is_asked():
    found = draft(Article(None, date(2024, 3, 1), ("The drama “Blue Hour” premieres on March 9 at 9:20.",)))
    asked = Question('Is "9:20" in the morning or in the evening?', "time", ("9:20 AM", "9:20 PM"))
    assert (found.time, found.questions) == (None, (asked,))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Ma Su-ji said, “I was very nervous.”",), [("Ma Su-ji", "I was very nervous.")]),
        (("“I was very nervous,” said Ma Su-ji.",), [("Ma Su-ji", "I was very nervous")]),
        (("“I was nervous,” Ma Su-ji said, “but it passed.”",), [("Ma Su-ji", "I was nervous, but it passed.")]),
        (
            ("“I was nervous,” Ma Su-ji said. “It passed quickly.”",),
            [("Ma Su-ji", "I was nervous"), ("Ma Su-ji", "It passed quickly.")],
        ),
        (("Ma Su-ji: “I was very nervous.”",), [("Ma Su-ji", "I was very nervous.")]),
        (("Ma Su-ji: I was very nervous at first.",), [("Ma Su-ji", "I was very nervous at first.")]),
        (
            ("Ma Su-ji came early.", "She added that, “the bus was early, too.”"),
            [("Ma Su-ji", "the bus was early, too.")],
        ),
        (("Ma Su-ji came. “I ran all the way,” Ma said.",), [("Ma Su-ji", "I ran all the way")]),
        (("Ma Su-ji came. “I ran all the way,” Su-ji said.",), [("Ma Su-ji", "I ran all the way")]),
        (("Ma Su-ji stars in “Falling for the Wrong Man,” a comedy.",), []),
        (("The teaser begins with Ma Su-ji saying, “Do you know who I am?”",), []),
        (("The poster’s tagline reads, “Nobody leaves the island.”",), []),
        (("Viewers commented, “This is the best drama of the year.”",), []),
        (("One review called it “a small and quiet miracle”.",), []),
        (("Kim Bo-ra (Ma Su-ji) tells her mother, “I will never come back.”",), []),
    ],
)
def test_a_quote_has_the_speaker_that_the_words_around_it_name(paragraphs, expected):
    assert quotes_of(*paragraphs) == expected


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize(
    "retyped",
    [lambda text: text.translate(STRAIGHT), lambda text: text.replace(". ", ".\u00a0").replace("on ", "on\u00a0")],
    ids=["straight marks", "no-break spaces"],
)
def test_how_a_site_types_marks_and_spaces_makes_no_difference(retyped):
    def said(text: str) -> str:
        found = draft(article.of_text(text)).as_json()
        del found["evidence"], found["article"]
        return json.dumps(found, ensure_ascii=False).replace('\\"', "'").translate(STRAIGHT).replace('"', "'")

    for paper in scoring.papers("dev"):
        if paper.suffix == ".txt":
            text = paper.read_text("utf-8")
            assert said(retyped(text)) == said(text), paper.name
