"""Who is of the cast by what a headline, a list, a pair of brackets or an actor's own words say."""

import pytest

from tests.news.test_who import cast_of, drafted

TWO = [("Kwak Tae-oh", None), ("Ryu Si-eun", None)]
PLAYED = [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]


def test_a_headline_names_the_cast_beside_the_title():
    told = "Kwak Tae-oh went to bed late. Ryu Si-eun slept."
    assert cast_of(told, title="Kwak Tae-oh And Ryu Si-eun Meet In “Salt Lake”") == TWO
    assert cast_of(told, title="Kwak Tae-oh and Ryu Si-eun go to a wedding") == []
    assert cast_of("It rains.", title="“Salt Lake” Is So Popular") == []


@pytest.mark.parametrize(
    "text",
    [
        "“Salt Lake” with Kwak Tae-oh and Ryu Si-eun begins on Friday.",
        "Salt Lake, with Kwak Tae-oh and Ryu Si-eun, begins on Friday.",
        "Kwak Tae-oh and Ryu Si-eun’s new drama “Salt Lake” has a teaser.",
        "Kwak Tae-oh leads the cast. With him are Ryu Si-eun of NINE9 and others.",
    ],
)
def test_those_with_whom_a_drama_comes_are_its_cast(text):
    assert cast_of(text) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Tae-oh will be Go Min-ah, who is late. Ryu Si-eun is Do Ha-na of the shop.",
        "Kwak Tae-oh and Ryu Si-eun lead. Kwak is calm. The 43-year-old is Go Min-ah, a cook. Ryu is Do Ha-na.",
        "“My character, Go Min-ah, is late,” said Kwak Tae-oh. Ryu Si-eun plays Do Ha-na.",
        "“I play Go Min-ah, a cook,” Kwak Tae-oh said. Ryu Si-eun plays Do Ha-na.",
        "Go Min-ah is portrayed by Kwak Tae-oh and Do Ha-na by Ryu Si-eun.",
        "Kwak Tae-oh plays the role of Go Min-ah and Ryu Si-eun that of Do Ha-na.",
        "Kwak Tae-oh, who played Ma Seok in “Ash,” plays Go Min-ah. Ryu Si-eun plays Do Ha-na.",
        "Go Min-ah, a lawyer played with gusto by Kwak Tae-oh, meets Do Ha-na, played by Ryu Si-eun.",
    ],
)
def test_parts_told_in_more_ways(text):
    assert cast_of(text) == PLAYED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Joining Kwak Tae-oh and Ryu Si-eun is Ma Seok-hee.", [*TWO, ("Ma Seok-hee", None)]),
        ("Kwak Tae-oh plays Go Min-ah, and his rival is played by Ryu Si-eun.", [PLAYED[0], TWO[1]]),
        ("Bomi of CANDLE has been cast as Do Ha-na.", [("Bomi", "Do Ha-na")]),
        ("Kwak Tae-oh and Suzy star in the drama.", [("Kwak Tae-oh", None), ("Suzy", None)]),
    ],
)
def test_who_is_beside_whom(text, expected):
    assert cast_of(text) == expected


def test_those_of_whom_three_stand_together_act_in_the_brackets_too():
    pair = "Kwak Tae-oh (Go Min-ah) and Ryu Si-eun (Do Ha-na) are neighbours."
    assert cast_of("Kwak Tae-oh, Ryu Si-eun and Ma Seok-hee were at the table.", pair) == PLAYED
    assert cast_of("From left, Kwak Tae-oh (Go Min-ah), Ryu Si-eun (Do Ha-na).") == PLAYED
    assert cast_of("It follows a cook, Go Min-ah (Kwak Tae-oh), and Do Ha-na (Ryu Si-eun).") == PLAYED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It stars Kwak Tae-oh as Go Min-ah, Esther Yoo as the nurse Do Ha-na and Ezra as a cook.",
            [("Kwak Tae-oh", "Go Min-ah"), ("Esther Yoo", "Do Ha-na"), ("Ezra", None)],
        ),
        ("Kwak Tae-oh as Ha-na’s father, Go Min-ah, is kind.", PLAYED[:1]),
        ("Kwak Tae-oh, whose character Go Min-ah is late, laughed.", PLAYED[:1]),
        ("Kwak Tae-oh can be seen as Go Min-ah.", PLAYED[:1]),
        ("Kwak Tae-oh joins her as the cook’s brother Go Min-ah.", PLAYED[:1]),
        ("Kwak Tae-oh as Mapo tea house owner Go Min-ah is kind.", PLAYED[:1]),
        ("Kwak Tae-oh smiles. The actor, 31, plays Go Min-ah.", PLAYED[:1]),
        ("Kwak Tae-oh plays Court Lady Cheon, who cooks.", [("Kwak Tae-oh", "Court Lady Cheon")]),
        ("Kwak Tae-oh said, “I will be playing the role of the cook Go Min-ah.”", PLAYED[:1]),
        ("Kwak Tae-oh: The Husband", []),
        ("Bae Suzy sings, as Bae Suzy can. Suzy plays Go Min-ah.", [("Bae Suzy", "Go Min-ah")]),
    ],
)
def test_parts_with_words_around_them(text, expected):
    assert cast_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Also in the cast are Kwak Tae-oh from Crash Landing On You and Ryu Si-eun of NINE9.",
        "New to the cast are Kwak Tae-oh, who sings with NINE9, and Ryu Si-eun.",
        "Kwak Tae-oh leads the cast, and there is a cameo by Ryu Si-eun.",
        "Kwak Tae-oh appears in flashbacks. Ryu Si-eun is also attached.",
        "It comes with Kwak Tae-oh and Ryu Si-eun in its cast.",
        "Kwak Tae-oh and Ryu Si-eun were chosen as the main characters.",
        "His older brother (Kwak Tae-oh) warns him. Do Ha-na’s sister (Ryu Si-eun) sleeps.",
    ],
)
def test_sentences_that_add_somebody_to_the_cast(text):
    assert cast_of(text) == TWO


def test_lines_under_a_heading_are_the_cast():
    assert cast_of("Cast", "Kwak Tae-oh as Go Min-ah", "Nick Adeyemi as Elliot Cole", "Ryu Si-eun (cameo)") == [
        ("Kwak Tae-oh", "Go Min-ah"),
        ("Ryu Si-eun", None),
        ("Nick Adeyemi", "Elliot Cole"),
    ]
    assert cast_of("Cast & Credits", "Kwak Tae Oh Go Min Ah Main Role", "Ryu Si Eun Do Ha Na Support Role") == [
        ("Kwak Tae Oh", "Go Min Ah"),
        ("Ryu Si Eun", "Do Ha Na"),
    ]
    assert cast_of("Staff", "Kwak Tae-oh", "Ryu Si-eun") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency said, “Haneul has been cast as Go Min-ah, the youngest cook.”", [("Haneul", "Go Min-ah")]),
        ("Go Min-ah, who plays with fire (Kwak Tae-oh), is late.", PLAYED[:1]),
        ("Go Min-ah, the best cook in Goryeo (Kwak Tae-oh), is late.", PLAYED[:1]),
        ("It tells the story of Min-ah (Kwak Tae-oh).", [("Kwak Tae-oh", "Min-ah")]),
        ("Go Min-ah, who is kept by her mother (Kwak Tae-oh), is late.", TWO[:1]),
        ("The shop is run by Go Min-ah (On Jae-wan).", [("On Jae-wan", "Go Min-ah")]),
        ("Kwak Tae Oh is Han Jung O.", [("Kwak Tae Oh", "Han Jung O")]),
        ("Kwak Tae-oh plays “No. 7,” a prisoner.", [("Kwak Tae-oh", "No. 7")]),
    ],
)
def test_names_of_few_letters_and_far_from_their_brackets(text, expected):
    assert cast_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Tae-oh has the lead role in the drama. Ryu Si-eun co-stars.",
        "Kwak Tae-oh, who played Ma Seok in “Ash,” stars opposite Ryu Si-eun.",
        "Kwak Tae-oh stars as the lead with Ryu Si-eun.",
        "Kwak Tae-oh meets Ryu Si-eun in the upcoming drama.",
        "Kwak Tae-oh is paired with Ryu Si-eun.",
    ],
)
def test_who_leads_and_who_is_beside_the_lead(text):
    assert cast_of(text) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Tae-oh has the lead role in “Ash.”",
        "Kwak Tae-oh co-stars with Ryu Si-eun in the film “Ash.”",
        "Kwak Tae-oh took the lead in a debate.",
        "She was last seen in the film “Ash” alongside Kwak Tae-oh.",
    ],
)
def test_leads_of_other_works_are_not_of_the_cast(text):
    assert cast_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Tae-oh (“Ash”) will sit in the director’s chair.",
        "Kwak Tae-oh wields the megaphone.",
        "Kwak Tae-oh takes over as director from Ma Seok-hee.",
        "Ryu Si-eun wrote it, and Kwak Tae-oh is the drama’s director.",
        "It is the first work that filmmaker Kwak Tae-oh (Ash) has directed in Korea.",
        "Screenplay: Ryu Si-eun | Direction: Kwak Tae-oh",
    ],
)
def test_who_sits_in_the_chair_directs(text):
    assert drafted(text)["director"] == "Kwak Tae-oh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Go Min-ah is a cook. Bringing him to life is Kwak Tae-oh.", PLAYED[:1]),
        ("Kwak Tae-oh breathes life into Go Min-ah.", PLAYED[:1]),
        ("Kwak Tae-oh, the actor behind Go Min-ah, is tired.", PLAYED[:1]),
        ("Of Go Min-ah, the character he plays, Kwak Tae-oh said nothing.", PLAYED[:1]),
        ("Kwak Tae-oh introduced his role Go Min-ah as a lonely man.", PLAYED[:1]),
        ("“Go Min-ah is a lonely man,” Kwak Tae-oh said of his character.", PLAYED[:1]),
        ("Kwak Tae-oh | Go Min-ah", PLAYED[:1]),
        ("Kwak Tae-oh plays Go Min-ah, whose mother, played by Ryu Si-eun, is ill.", [PLAYED[0], TWO[1]]),
        ("Do Ha-na (Ryu Si-eun), whose lawyer is Ma Seok, is late.", PLAYED[1:]),
        ("Kwak Tae-oh has a special appearance, as will Ryu Si-eun.", TWO[:1]),
        ("Kwak Tae-oh of “Ash” stars. Among the supporting players is Ryu Si-eun.", TWO),
        ("Kwak Tae-oh, who played the director Ma Seok, and Ryu Si-eun star.", [("Kwak Tae-oh", "Ma Seok"), TWO[1]]),
        ("Kwak Tae-oh is back. It is about a singer (played by Kwak).", TWO[:1]),
    ],
)
def test_further_words_for_playing(text, expected):
    assert cast_of(text) == expected


def test_a_director_who_is_a_part_directs_nothing():
    assert drafted("Kwak Tae-oh, who played the director Ma Seok, smiles.")["director"] is None
