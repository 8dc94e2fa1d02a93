"""Which dramas and people a text is about, and which it only seems to be about."""

import pytest

from bot.core.catalogue import Catalogue
from bot.core.mentions import Mentions
from bot.core.news import About, Tie
from bot.core.schedules import parse

RELEASE = (
    '[[release]]\nnetwork = "{}"\nzone = "KST"\nfirst = "3 October 2022 10PM"\nepisodes = 16\nevery = ["Monday"]\n'
)


def drama(slug: str, title: str, network: str, cast: str, hangul: str = "") -> object:
    original = f'original_title = "{hangul}"\n' if hangul else ""
    names = "".join(
        f'[[cast]]\nactor = "{actor}"\nhangul = "{written}"\ncharacter = "{role}"\n'
        for actor, written, role in (one.split("/") for one in cast.split(";"))
    )
    return parse(f'title = "{title}"\n{original}{names}{RELEASE.format(network)}', slug)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(
        Catalogue.of(
            [
                drama(
                    "nevertheless",
                    "Nevertheless",
                    "JTBC",
                    "Song Kang/송강/Park Jae-eon;Han So-hee/한소희/Yu Na-bi",
                    "알고있지만",
                ),
                drama(
                    "moving",
                    "Moving",
                    "Disney+",
                    "Ryu Seung-ryong/류승룡/Jang Ju-won;Zo In-sung/조인성/Kim Doo-sik",
                    "무빙",
                ),
                drama("cheer-up", "Cheer Up", "SBS", "Han Ji-hyun/한지현/Do Hae-yi", "치얼업"),
                drama("phone", "When the Phone Rings", "MBC", "Yoo Yeon-seok/유연석/Paek Sa-eon"),
                drama("light", "Light the Night", "Netflix", "Ruby Lin/임심여/Luo Yu-nung"),
                drama("lovely-runner", "Lovely Runner", "tvN", "Byeon Woo-seok/변우석/Ryu Sun-jae", "선재 업고 튀어"),
                drama("code", "The Trauma Code: Heroes on Call", "Netflix", "Ju Ji-hoon/주지훈/Baek Kang-hyuk"),
                drama("rain", "Full House", "KBS", "Rain/비/Lee Young-jae"),
                drama("cheer-up-2015", "Cheer Up!", "KBS2", "Jung Eun-ji/정은지/Kang Yeon-doo", "발칙하게 고고"),
            ]
        )
    )


def names(mentions: Mentions, title: str, *text: str) -> set[str]:
    return {tie.name for tie in mentions.ties(title, text)}


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Song Kang opens up about “Nevertheless”", "The actor said so.", {"nevertheless", "Song Kang"}),
        ("‘Nevertheless’ Episode 5: Recap", "", {"nevertheless"}),
        ("“Moving” Season 2 Confirmed By Disney+", "The series returns.", {"moving"}),
        ("Moving Episodes 8-9 Delayed", "The Disney+ series Moving delayed its episodes.", {"moving"}),
        ("Cheer Up star Han Ji Hyun talks", "The SBS drama went on.", {"cheer-up", "Han Ji-hyun"}),
        ("“Cheer Up” Will Not Air This Week", "SBS's drama “Cheer Up,” will not air on November 7.", {"cheer-up"}),
        ("“Cheer Up!” Cast Reunites", "Jung Eun Ji of the KBS drama said so.", {"cheer-up-2015", "Jung Eun-ji"}),
        ("'치얼업' 오늘 결방", "SBS 월화드라마 '치얼업'이 결방한다.", {"cheer-up"}),
        ("송강·한소희 '알고있지만' 5회 예고", "배우 송강이 말했다.", {"nevertheless", "Song Kang", "Han So-hee"}),
        ("한소희, '알고 있지만'으로 인사", "배우 한소희가 출연한 드라마다.", {"nevertheless", "Han So-hee"}),
        ("Byeon Woo Seok Wins Award", "The actor of tvN’s “Lovely Runner” …", {"lovely-runner", "Byeon Woo-seok"}),
        ("When The Phone Rings Ep 4 Preview", "MBC's drama “When the Phone Rings” goes on.", {"phone"}),
        ("“The Trauma Code” Renewed", "Netflix has announced another season of the drama.", {"code"}),
        ("Ryoo Seung Ryong and Jo In Sung", "The two actors.", {"Ryu Seung-ryong", "Zo In-sung"}),
        ("Actor Rain returns", "He is back on screen.", {"Rain (비)"}),
        ("Nevertheless: Episode 5", "", {"nevertheless"}),
        ("Nevertheless, episode 5: what happened", "", {"nevertheless"}),
        ("Nevertheless, starring Song Kang, ends", "", {"nevertheless", "Song Kang"}),
        ("Nevertheless (2022) Review", "", {"nevertheless"}),
        ("Why Nevertheless is the K-drama of the summer", "", {"nevertheless"}),
        ("Han So Hee and Song Kang shine in Nevertheless", "", {"nevertheless", "Song Kang", "Han So-hee"}),
        ("Jo In Sung moving to new agency", "The actor signed.", {"Zo In-sung"}),
        ("“Light the Night” to return to Netflix", "The drama series goes on.", {"light"}),
    ],
)
def test_what_a_story_is_about(mentions, title, text, found):
    assert names(mentions, title, text) == found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Moving to Seoul: What You Need To Know", "Moving is hard. Nevertheless, people do it."),
        ("5 K-Dramas To Cheer You Up", "Cheer up with these dramas! Nevertheless, tissues help."),
        ("Cheer Up! 5 K-Dramas To Lift Your Mood", "These series will help you."),
        (
            "TWICE's “Cheer Up” Hits 700 Million Views",
            "The music video for TWICE’s “Cheer Up” is watched in drama cafes.",
        ),
        ("Nevertheless, Song Joong Ki Smiles", "Nevertheless, the actor of the drama went on."),
        ("Nevertheless, Episode One Of The Crisis Ended", "The drama is over."),
        ("Nevertheless (1997) Review", "A film with an actor."),
        ("“Nevertheless,” said the actor", ""),
        ("The Star Said: “Nevertheless”", ""),
        ("Actor is moving on", "He is moving. The drama star said “I am moving on.”"),
        ("Howl's Moving Castle Returns", "The film “Howl’s Moving Castle” is on Netflix, which has series too."),
        ("Moving Forward: Netflix Plans New Series", "Netflix is moving forward with new K-dramas."),
        ("Light The Night With These Candles", "Home decor for fans of drama."),
        ("그는 알고 있지만 말하지 않았다", "정치 뉴스."),
        ("When the phone rings, don't answer", "A scam, say the police in a broadcast."),
        ("Disney+ Moving Staff To Singapore", "The company is moving its office."),
        ("Heart-Moving Drama Wins", "A moving drama with episodes."),
        ("Park Bo-gum Gets Moving In New Drama", "The actor gets moving."),
        ("“Moving On” premieres on Netflix", "The drama “Moving On” stars nobody."),
        ("Heavy Rain In Seoul", "Rain is expected while the drama is filmed."),
        ("송강 하구에 철새", "강원도 송강에서 새를 보았다."),
    ],
)
def test_what_a_story_only_seems_to_be_about(mentions, title, text):
    assert names(mentions, title, text) == set()


def test_a_drama_that_is_only_listed_far_down_is_not_what_it_is_about(mentions):
    filler = "The actress spoke at length about many other things. " * 16
    assert names(mentions, "Han So Hee in Paris", filler, "She starred in the drama “Nevertheless.”") == {"Han So-hee"}


@pytest.mark.parametrize(
    ("title", "text", "episode"),
    [
        ("“Nevertheless” Episode 5 Recap", "", 5),
        ("“Nevertheless” Ep. 5-6 Preview", "", 6),
        ("JTBC's “Nevertheless” Finale", "", 16),
        ("송강 '알고있지만' 7회 예고", "배우", 7),
        ("JTBC drama “Nevertheless”", "In episode 3 of “Nevertheless,” he smiled.", 3),
        ("JTBC's 16-episode drama “Nevertheless”", "It has 16 episodes.", None),
        ("JTBC's “Nevertheless” episode 99", "", None),
        ("“Nevertheless” and “Cheer Up” on JTBC, SBS", "Drama. Episode 9 of “Cheer Up” aired on SBS.", None),
    ],
)
def test_the_episode_that_a_story_tells_of(mentions, title, text, episode):
    found = [tie.episode for tie in mentions.ties(title, [text]) if tie.name == "nevertheless"]
    assert found == [episode]


def test_a_tie_says_whether_the_headline_names_it(mentions):
    assert mentions.ties("An actor speaks", ["Song Kang of JTBC's drama “Nevertheless” spoke."]) == (
        Tie(About.PERSON, "Song Kang"),
        Tie(About.DRAMA, "nevertheless"),
    )
    assert mentions.ties("Song Kang of “Nevertheless” speaks", ["A drama."]) == (
        Tie(About.PERSON, "Song Kang", headline=True),
        Tie(About.DRAMA, "nevertheless", headline=True),
    )
