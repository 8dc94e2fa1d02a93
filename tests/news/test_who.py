"""Who plays whom, who directs and who says what, each way of saying it by itself."""

import pytest

from bot.core.drafted import Article
from bot.news import prose
from bot.news.drafting import draft

DRAMA = "The tvN drama “Salt Lake” premieres on March 2."


def drafted(*paragraphs: str, title: str | None = None) -> dict[str, object]:
    return draft(Article(title, None, tuple(map(prose.plain, (DRAMA, *paragraphs))))).as_json()


def cast_of(*paragraphs: str, title: str | None = None) -> list[tuple[str, str | None]]:
    return [(one["actor"], one["character"]) for one in drafted(*paragraphs, title=title)["cast"]]  # type: ignore[attr-defined]


def quotes_of(*paragraphs: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(one["speaker"], one["text"]) for one in drafted(*paragraphs, title=title)["quotes"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is about Go Min-ah (to be portrayed by Kwak Tae–oh).", [("Kwak Tae-oh", "Go Min-ah")]),
        ("A cook named Go Min-ah (played by former NINE9 member Kwak Tae-oh) returns.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("A cook, Go Min-ah (played by ‘Tin Roof’ actor Kwak Tae-oh), returns.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh(‘Tin Roof’) plays the cook ‘Go Min-ah’.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh, transforming into Go Min-ah, leads.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh is Seok, the only child of the village.", [("Kwak Tae-oh", "Seok")]),
        ("Local actress Joanne Teo, 29, is Mei, the inspector.", [("Joanne Teo", "Mei")]),
        ("In the series Kwak Tae-oh is Private Go Min-ah, who deserts.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh, who was in “Tin Roof” and “Ash,” is a diver, Go Min-ah.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh smiled. He will be in charge of the role of Go Min-ah.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Actor Kwak Tae-oh returns, as Kwak Tae-oh plays a soldier.", [("Kwak Tae-oh", None)]),
        ("Kwak Tae-oh will be playing the role of a doctor.", [("Kwak Tae-oh", None)]),
        (
            "Kwak Tae-oh is taking on the role of the king ‘Wang So‘, the son of King Wang Geon.",
            [("Kwak Tae-oh", "Wang So")],
        ),
        (
            "Kwak Tae-oh plays the groom ‘Hae Soo’. The cast also includes Ryu Ji Soo.",
            [("Kwak Tae-oh", "Hae Soo"), ("Ryu Ji Soo", None)],
        ),
        (
            "Kwak Tae-oh plays a judge, and Rae Won stars as his clerk, Do Ha-na.",
            [("Kwak Tae-oh", None), ("Rae Won", "Do Ha-na")],
        ),
        (
            "Kwak Tae-oh (“Ash”) plays a ghost who grants wishes, and Ryu Si-eun (“Tin Roof”) is the broke clerk.",
            [("Kwak Tae-oh", None), ("Ryu Si-eun", None)],
        ),
        ("Kwak Tae-oh / Go Min-ah", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Go Min-ah – played by Kwak Tae-oh", [("Kwak Tae-oh", "Go Min-ah")]),
        ("The role of Go Min-ah went to Kwak Tae-oh.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Go Min-ah is a cook, played by Kwak Tae-oh.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh brings Go Min-ah to life.", [("Kwak Tae-oh", "Go Min-ah")]),
        (
            "Kwak Tae-oh plays Go Min-ah and Ryu Si-eun plays Do Ha-na.",
            [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")],
        ),
        (
            "Kwak Tae-oh and Ryu Si-eun play Go Min-ah and Do Ha-na, respectively.",
            [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")],
        ),
        (
            "Kwak Tae-oh’s Go Min-ah meets Ryu Si-eun’s Do Ha-na.",
            [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")],
        ),
        (
            "Kwak Tae-oh is set to play Go Min-ah opposite Ryu Si-eun.",
            [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", None)],
        ),
        ("Go Min-ah (Kwak) and Do Ha-na (Ryu) meet.", []),
        (
            "Ryu Si-eun is seen. From the role Go Min-ah (Kwak Tae-oh) to a new clerk Do Ha-na (Ryu Si-eun), all work.",
            [("Ryu Si-eun", "Do Ha-na"), ("Kwak Tae-oh", "Go Min-ah")],
        ),
        (
            "The cast has Kwak Tae-oh (“Ash”) as a fearless cook, Ryu Si-eun (“Tin Roof”) as the diver.",
            [("Kwak Tae-oh", None), ("Ryu Si-eun", None)],
        ),
        ("A visit comes from the head of the Salt Resource Group, played by Kwak Tae-oh.", [("Kwak Tae-oh", None)]),
        ("Kwak Tae Oh plays Go Min Ah. Kwak Tae Ohs’ smile is warm.", [("Kwak Tae Oh", "Go Min Ah")]),
        ("Kwak Tae-oh, who plays the main character, dances before the Jungmun Gate.", [("Kwak Tae-oh", None)]),
    ],
)
def test_a_part_is_told_in_many_ways(text, expected):
    assert cast_of(text) == expected


def test_the_pair_that_leaves_no_doubt_tells_which_name_is_the_character_in_the_others():
    assert cast_of(
        "Stills of Kwak Tae-oh (Go Min-ah) and Ryu Si-eun (Do Ha-na) were shown.",
        "It is about a cook named Go Min-ah (Kwak Tae-oh) and a diver named Do Ha-na (Ryu Si-eun).",
    ) == [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]


def test_the_headline_and_who_speaks_tell_which_name_of_a_bracket_acts():
    told = "In the poster, Kwak Tae-oh (Go Min-ah) and Ryu Si-eun (Do Ha-na) stand back to back."
    expected = [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]
    assert cast_of(told, title="Kwak Tae-oh and Ryu Si-eun share a poster for “Salt Lake”") == expected
    assert cast_of(told, "Ryu Si-eun said, “I was nervous, as it has been long.”") == expected


def test_other_news_is_not_quoted_and_the_title_does_not_speak():
    assert quotes_of("In other news, a tour was announced. Kwak Tae-oh said, “We are happy to be back.”") == []
    assert quotes_of(
        "Actor Kwak Tae-oh bakes.",
        "The 36-year-old, who plays Go Min-ah in the drama Salt Lake, says he ate. “I gained a lot,” he tells us.",
    ) == [("Kwak Tae-oh", "I gained a lot")]


@pytest.mark.parametrize(
    "text",
    [
        "Starring Kwak Tae-oh (Go Min-ah), Ryu Si-eun (Do Ha-na).",
        "Kwak Tae-oh (Go Min-ah) and Ryu Si-eun (Do Ha-na) are back.",
    ],
)
def test_a_list_of_those_who_star_has_the_characters_in_brackets(text):
    assert cast_of(text) == [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]


def test_a_surname_in_brackets_says_who_is_called_so():
    told = ("Choi Tae-oh and Kim Si-eun met in “Tin Roof”.", "They are Choi Ung (Choi) and Gook Ha-na (Kim).")
    said = ("The series is directed by Kim Bo-reum.", "“We were rivals,” Choi said.", "“We still are,” Kim said.")
    assert cast_of(*told, *said) == [("Choi Tae-oh", "Choi Ung"), ("Kim Si-eun", "Gook Ha-na")]
    assert quotes_of(*told, *said) == [("Choi Tae-oh", "We were rivals"), ("Kim Si-eun", "We still are")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kwak Tae-oh will play a third lead role in “Salt Lake.”", ["Kwak Tae-oh"]),
        (
            "The drama will also have Kwak Tae-oh and NINE9’s Bom taking on the roles of thieves.",
            ["Kwak Tae-oh", "Bom"],
        ),
        ("NINE9’s Kwak Taeoh is also joining the cast as a rich grandson.", ["Kwak Taeoh"]),
        (
            "The cast of “Salt Lake,” which includes Kwak Tae-oh(“Ash”) and Ryu Si-eun (“Tin Roof”), is young.",
            ["Kwak Tae-oh", "Ryu Si-eun"],
        ),
        (
            "It stars Tin Roof: After the Rain’s Kwak Tae-oh, Big Ash Park’s Ryu Si-eun and NINE9 member Bom.",
            ["Kwak Tae-oh", "Ryu Si-eun", "Bom"],
        ),
    ],
)
def test_the_cast_is_told_in_many_ways(text, expected):
    assert [actor for actor, _ in cast_of(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Among these are Tin Roof starring NINE9’s Bom and Kwak Tae-oh and Rookie Farm starring singer Ryu Si-eun.",
        "Viu did as well with “Tin Roof” last year, and lead actor Kwak Tae-oh met the press in Singapore.",
        "Kwak Tae-oh flew to Hong Kong with Ryu Si-eun for “Salt Lake.”",
        "In other K-drama news, Kwak Tae-oh will return in Tin Roof. The series will also star Ryu Si-eun.",
        "“Tin Roof” is a romantic drama starring Kwak Tae-oh. It begins as Go Min-ah (Ryu Si-eun) comes home.",
    ],
)
def test_nobody_of_another_drama_is_in_the_cast(text):
    assert cast_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Yoo Bo-ram, whose film “Ash” opened in Venice, directs from scripts by Bin Su-ah.",
        "The drama is by “Ash” writer, Bin Su-ah, and director, Yoo Bo-ram, of whom much is hoped.",
        "The series is under the direction of Yoo Bo-ram.",
        "Yoo Bo-ram (“Ash”) directs.",
        "Yoo Bo-ram is in charge of directing, and Bin Su-ah writes.",
        "Yoo Bo-ram makes her directorial debut with the series.",
        "Directing the series is Yoo Bo-ram of “Ash” fame.",
        "With Yoo Bo-ram at the helm, it is sure to please.",
        "It comes from the director of “Ash,” Yoo Bo-ram.",
        "Bin Su-ah of “Tin Roof” writes and Yoo Bo-ram of “Ash” directs.",
        "Director and writer Yoo Bo-ram said so.",
        "Filmmaker Yoo Bo-ram makes her first series.",
        "Yoo Bo-ram PD said so.",
        "PD: Yoo Bo-ram",
        "Director(s): Yoo Bo-ram",
    ],
)
def test_the_director_is_told_in_many_ways(text):
    assert drafted(text)["director"] == "Yoo Bo-ram"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The director duo Yoo Bo-ram and Do Ha-na are at work.", "Yoo Bo-ram, Do Ha-na"),
        ("Directed by: Yoo Bo-ram, Do Ha-na", "Yoo Bo-ram, Do Ha-na"),
        ("Yoo Bo-ram and Do Ha-na co-directed the series.", "Yoo Bo-ram, Do Ha-na"),
        ("Yoo Bo-ram, the director, promised a quiet end.", "Yoo Bo-ram"),
        ("Director Yoo Bo-ram, Do Ha-na and Kwak Tae-oh greeted reporters.", "Yoo Bo-ram"),
        ("Jefri Danial directs the series.", "Jefri Danial"),
        ("Studio Meadow directs nothing.", None),
        ("Art director Yoo Bo-ram built the set.", None),
    ],
)
def test_as_many_direct_as_the_words_say(text, expected):
    assert drafted(text)["director"] == expected


def test_a_title_without_marks_is_nobody():
    text = "One to see is Salt Lake, which stars Kwak Tae-oh and Ryu Si-eun. Salt Lake stars in our dreams."
    assert cast_of(text) == [("Kwak Tae-oh", None), ("Ryu Si-eun", None)]


LAUGHED = "We laughed so much that the crew asked us to stop"
PEOPLE = "It stars Kwak Tae-oh and Ryu Si-eun, and is directed by Yoo Bo-ram."


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("Carol Teo, Executive Vice President of Content for Meadow APAC, said in a statement: “%s.”",), "Carol Teo"),
        (("Jessica Kam-Ng, head of content for Meadow in APAC, called it “%s.”",), "Jessica Kam-Ng"),
        (("“%s,” said Don Kang, Vice President of Korean Content.",), "Don Kang"),
        (("The production team said in a statement:", "“%s.”"), "production team"),
        (("“%s,” shared the actress Ryu Si-eun at a showcase.",), "Ryu Si-eun"),
        (("Ryu Si-eun took to Instagram to write, “%s.”",), "Ryu Si-eun"),
        (("Kwak Tae-oh was praised by Ryu Si-eun, who said, “%s.”",), "Ryu Si-eun"),
        (("“%s,” says Danish actor Lars Holm, who plays the spy.",), "Lars Holm"),
        (("A representative of Studio Meadow told Newsday, “%s.”",), "representative of Studio Meadow"),
        (("Her agency, Blue Door Entertainment, said on Monday, “%s.”",), "Blue Door Entertainment"),
        (("[Ryu Si-eun] %s.",), "Ryu Si-eun"),
        (("RYU SI-EUN: %s.",), "Ryu Si-eun"),
        (("Yoo explained the scene. “%s,” referring to the stars.",), "Yoo Bo-ram"),
        (("KBS said, “%s.”",), "KBS"),
        (("The production team said it hints at secrets.", "They went on to add, “%s.”"), "production team"),
        (("“%s,” said “Salt Lake” director Yoo Bo-ram.",), "Yoo Bo-ram"),
        (("“%s,” Ryu Si-eun — who was in “Ash” — laughed.",), "Ryu Si-eun"),
        (("According to Yoo Bo-ram, they had fun.", "“%s,” she continued."), "Yoo Bo-ram"),
        (("Ryu Si-eun, sitting beside him, shakes her head. “%s!” She is a nurse.",), "Ryu Si-eun"),
        (("Tin Roof's Noori, who plays a maid, said, “%s.”",), "Noori"),
        (("“%s.” – Ryu Si-eun",), "Ryu Si-eun"),
        (("They met the press. Ryu Si-eun was moved by the script.", "“%s, and I cried.”"), "Ryu Si-eun"),
    ],
)
def test_the_words_around_a_quote_say_whose_it_is(paragraphs, speaker):
    said = quotes_of(PEOPLE, *(text.replace("%s", LAUGHED) for text in paragraphs))
    assert [who for who, _ in said] == [speaker]


def test_who_continues_said_what_comes_before_as_well():
    said = quotes_of(PEOPLE, "Ryu Si-eun met the press.", f"“{LAUGHED}.” She continued, “And then we went on to cry.”")
    assert said == [("Ryu Si-eun", f"{LAUGHED}."), ("Ryu Si-eun", "And then we went on to cry.")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ryu Si-eun’s character tells her mother, “%s.”",),
        ("Ryu Si-eun is seen in the rain.", "“%s, and I cried.”"),
        ("In the teaser, Ryu Si-eun says, “%s.”",),
        ("Kwak Tae-oh and Ryu Si-eun said, “%s.”",),
        ("Ryu Si-eun, who has been called the “crown of dramas,” is back.",),
        ("Ryu Si-eun stars as Empress Navi Trovi, the perfect ruler.", "Asked for a divorce, Navi answers: “%s.”"),
    ],
)
def test_what_nobody_said_to_the_press_is_no_quote(paragraphs):
    assert quotes_of(PEOPLE, *(text.replace("%s", LAUGHED) for text in paragraphs)) == []


def test_she_is_the_one_who_is_known_to_be_meant():
    met = "At a showcase, Kwak Tae-oh greeted the actress Ryu Si-eun."
    assert quotes_of(PEOPLE, met, f"Kwak Tae-oh bowed. The actress confessed, “{LAUGHED}.”") == [
        ("Ryu Si-eun", f"{LAUGHED}.")
    ]
    untold = ("“Salt Lake” stars Kwak Tae-oh.", "Kwak Tae-oh smiled.", f"“{LAUGHED},” the director said.")
    assert quotes_of(*untold) == []


def test_whom_alone_the_headline_names_speaks_where_nobody_else_may():
    abroad = "Kwak Tae-oh met the press in Hong Kong, a city that airs it. “It rained,” the actor said."
    assert quotes_of(abroad) == [("Kwak Tae-oh", "It rained")]
    told = ("Some 300 fans caught a glimpse of Kwak Tae-oh.", f"“{LAUGHED},” he told the crowd.")
    assert quotes_of(*told, title="Kwak Tae-oh charms Bangkok") == [("Kwak Tae-oh", LAUGHED)]


def test_a_queen_does_not_speak_by_her_bare_name():
    told = "It stars Kwak Tae-oh as King Go Min-ah and Ryu Si-eun as Queen Do Ha-na."
    assert quotes_of(told, f"Do Ha-na watched him and said, “{LAUGHED}.”") == []


def test_words_above_the_text_are_quoted_once():
    told = ("Ryu Si-eun says she “cried like a baby” there.", "“I cried like a baby on the set,” Ryu Si-eun said.")
    assert quotes_of(PEOPLE, *told) == [("Ryu Si-eun", "I cried like a baby on the set")]


def test_a_given_name_that_is_spelt_as_no_korean_one_is_known_when_it_comes_again():
    paragraphs = (
        "It stars Bae Lucy and Kwak Tae-oh.",
        "Bae Lucy is Mina.",
        "Bae met the press.",
        f"“{LAUGHED},” she said.",
    )
    assert quotes_of(*paragraphs) == [("Bae Lucy", LAUGHED)]
