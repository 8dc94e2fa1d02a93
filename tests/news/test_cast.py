"""Who is of the cast, by what sentences of many kinds say; one way of saying it each."""

import pytest

from tests.news.test_who import cast_of, drafted

TWO = [("Kwak Tae-oh", None), ("Ryu Si-eun", None)]
PLAYED = [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Tae-oh and Ryu Si-eun are some of the stars chosen for it.",
        "The all-star cast, consisting of Kwak Tae-oh and Ryu Si-eun, met in June.",
        "The addition of actors Kwak Tae-oh and Ryu Si-eun has raised its profile.",
        "Kwak Tae-oh and rising star Ryu Si-eun also play major roles in the drama.",
        "Kwak Tae-oh, Ryu Si-eun and other actors took part in the script reading.",
        "Kwak Tae-oh (“Ash”), producer Moon Ji-won and Ryu Si-eun attended an event for the series.",
    ],
)
def test_several_in_a_sentence_that_speaks_of_a_cast_are_its_cast(text):
    assert cast_of(text) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "“Ash,” starring Kwak Tae-oh and Ryu Si-eun, ends before “Salt Lake” begins.",
        "The drama is about a school where Kwak Tae-oh and Ryu Si-eun are friends.",
        "Kwak Tae-oh and Ryu Si-eun won best couple for an older series.",
        "The drama tells the story of Kwak Tae-oh and Ryu Si-eun.",
    ],
)
def test_several_in_other_sentences_are_not(text):
    assert cast_of(text) == []


def test_a_name_in_capitals_is_one():
    assert cast_of("GO MIN-AH (Kwak Tae-oh) is late. DO HA-NA (Ryu Si-eun) waits.") == [
        ("Kwak Tae-oh", "GO MIN-AH"),
        ("Ryu Si-eun", "DO HA-NA"),
    ]


def test_a_name_ends_where_its_sentence_does():
    assert cast_of("Kwak Tae-oh plays Dr. Moon. Screenshots show him in the rain.") == [("Kwak Tae-oh", "Dr. Moon")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ahn Byung-chul and Sim Woo-jin direct.", "Ahn Byung-chul, Sim Woo-jin"),
        ("Taking the helm is indie darling Ahn Byung-chul, known for “Ash.”", "Ahn Byung-chul"),
        ("It is by Ahn Byung-chul – the director who made “Ash” a hit – and writers Sim Woo-jin.", "Ahn Byung-chul"),
        ("“We shot by the sea,” said Ahn Byung-chul, the show’s director.", "Ahn Byung-chul"),
        ("Ahn Byung-chul is attached to direct, and Sim Woo-jin writes.", "Ahn Byung-chul"),
        ("Ahn Byung-chul and Sim Woo-jin share directing duties.", "Ahn Byung-chul, Sim Woo-jin"),
        ("Ahn Byung-chul, who directed “Ash” and “Tin Roof,” returns to direct the drama.", "Ahn Byung-chul"),
        ("The PD in charge of the drama, Ahn Byung-chul, explained the title.", "Ahn Byung-chul"),
        ("She once worked with director Sim Woo-jin. It is directed by Ahn Byung-chul.", "Ahn Byung-chul"),
        ("Tax Service director Ahn Byung-chul denied it.", None),
        ("Director of photography Ahn Byung-chul joined.", None),
        ("Director Yoon scolds the nurse in the second episode.", None),
        ("Its fall was told of by Ahn Byung-chul, chief director of content at tvN.", None),
    ],
)
def test_directors(text, expected):
    assert drafted(text)["director"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Go Min-ah (the excellent Kwak Tae-oh) meets Do Ha-na (Ryu Si-eun of “Ash”).",
        "Go Min-ah (Kwak Tae-oh Tin Roof 2017) meets Do Ha-na (Ryu Si-eun!!!).",
        "Go Min-ah and Do Ha-na (Kwak Tae-oh and Ryu Si-eun) meet again.",
        "The nurse Go Min-ah (Kwak Tae-oh of Tin Roof, Low Tide) meets Do Ha-na (ex-NINE9’s Ryu Si-eun).",
    ],
)
def test_brackets_name_the_actor_and_more(text):
    assert cast_of(text) == PLAYED


def test_a_mark_around_a_given_name_hides_nobody():
    assert cast_of("Police officer ‘Min-ah’ (Kwak Tae-oh) hunts a gang.") == [("Kwak Tae-oh", "Min-ah")]


@pytest.mark.parametrize(
    "text",
    [
        "Go Min-ah, portrayed by the talented Kwak Tae-oh, and Do Ha-na, essayed by Ryu Si-eun, fall in love.",
        "Go Min-ah and Do Ha-na, played by Kwak Tae-oh and Ryu Si-eun respectively, fall in love.",
        "Go Min-ah, played by newly minted heartthrob and Paper Boats (2021) star Kwak Tae-oh, loves Do Ha-na, whom "
        "Ryu Si-eun plays with one eyebrow.",
        "The role of Go Min-ah has been given to Kwak Tae-oh; Do Ha-na was offered to Ryu Si-eun.",
        "Kwak Tae-oh embodies Go Min-ah, and Ryu Si-eun lends her deep voice to the ghost Do Ha-na.",
        "Kwak Tae-oh plays a lonely chef, Go Min-ah, and Ryu Si-eun his employee, Do Ha-na.",
        "Kwak Tae-oh’s character, Go Min-ah, loves Do Ha-na, Ryu Si-eun’s character.",
        "Kwak Tae-oh is joined by rising star Ryu Si-eun, who plays Do Ha-na. Kwak is the lawyer Go Min-ah.",
        "Kwak Tae-oh and Ryu Si-eun star as the cook Go Min-ah and her landlord Do Ha-na.",
        "That cook, Go Min-ah, is Kwak Tae-oh. Ryu Si-eun, best known for “Ash,” becomes Do Ha-na.",
        "Kwak Tae-oh plays Go Min-ah, with Ryu Si-eun set to portray Do Ha-na.",
    ],
)
def test_who_plays_whom_stands_between_two_names(text):
    assert sorted(cast_of(text)) == PLAYED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teenage Go Min-ah will be represented onscreen by Kwak Tae-oh.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("NINE9’s Haneul makes his acting debut as her brother, Go Min-ho.", [("Haneul", "Go Min-ho")]),
        ("Kwak Tae-oh plays Go Min-ah opposite rising star Ryu Si-eun.", [("Kwak Tae-oh", "Go Min-ah"), TWO[1]]),
        ("Playing the cook is Kwak Tae-oh. Ryu Si-eun also has a cameo.", TWO),
        ("tvN’s new drama pairs Kwak Tae-oh with Ryu Si-eun.", TWO),
        ("Support Role: Kwak Tae-oh, Ryu Si-eun", TWO),
        ("King Go Min-ho, who is husband to Do Ha-na, is played by Kwak Tae-oh.", [("Kwak Tae-oh", "Go Min-ho")]),
        ("Kwak Tae-oh → Go Min-ah", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh and Ryu Si-eun star as Go Min-ah.", TWO),
        ("Kwak Tae-oh as host and Ryu Si-eun as guest were on a show.", []),
    ],
)
def test_parts_and_those_without(text, expected):
    assert cast_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Go Min-ah, 43 (Kwak Tae-oh) runs a shop. Do Ha-na, a retired boxer (a fine Ryu Si-eun), helps.", PLAYED),
        ("To play the butcher Go Min-ah, Kwak Tae-oh trained. As Do Ha-na, Ryu Si-eun shines.", PLAYED),
        ("Go Min-ah – an exhausted, excellent Kwak Tae-oh – has not slept.", PLAYED[:1]),
        ("Kwak Tae-oh (Go Min-ah), Ryu Si-eun (Do Ha-na)", PLAYED),
        ("Kwak Tae-oh (Go Min-ah): “I did not want to be pretty.”", PLAYED[:1]),
        ("Kwak Tae-oh ... Go Min-ah", PLAYED[:1]),
        ("CAST: KWAK TAE-OH, RYU SI-EUN", [("KWAK TAE-OH", None), ("RYU SI-EUN", None)]),
        ("Idol-turned-actress Bomi of CANDLE is the innkeeper’s daughter, Sol.", [("Bomi", "Sol")]),
        ("The two sisters are played by Kwak Tae-oh, and Ryu Si-eun.", TWO),
        ("Hollywood’s Jack Holloway turns up as Father Brennan.", [("Jack Holloway", "Father Brennan")]),
        ("NINE9’s Haneul makes her debut as Go Min-ah’s younger sister, Do Ha-na.", [("Haneul", "Do Ha-na")]),
        ("Our heroine, the baker Go Min-ah (Kwak Tae-oh), is late.", PLAYED[:1]),
    ],
)
def test_further_ways(text, expected):
    assert cast_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directed with a light hand by Ahn Byung-chul, it is a joy.", "Ahn Byung-chul"),
        ("Ahn Byung-chul’s direction is a joy.", "Ahn Byung-chul"),
        ("Ahn Byung-chul is calling the shots.", "Ahn Byung-chul"),
        ("Directors Ahn Byung-chul, Sim Woo-jin; writer Bin Su-ah.", "Ahn Byung-chul, Sim Woo-jin"),
        ("It marks the small-screen debut of film director Ahn Byung-chul.", "Ahn Byung-chul"),
        ("Ahn Byung-chul (Director)", "Ahn Byung-chul"),
        ("Ahn Byung-chul, director of the Busan Film Council, came.", None),
        ("She was in the film “Ash,” directed by Ahn Byung-chul.", None),
    ],
)
def test_further_directors(text, expected):
    assert drafted(text)["director"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kwak Tae-oh (“Ash”) and Ryu Si-eun round out the quartet as Go Min-ah and Do Ha-na respectively.", PLAYED),
        ("Kwak Tae-oh and Ryu Si-eun drew laughter as the kitchen duo Go Min-ah and Do Ha-na.", PLAYED),
        ("Starring are Kwak Tae-oh as Go Min-ah, Ryu Si-eun as Do Ha-na and Moon Ji-won as a cook.", None),
        ("Her scenes with Kwak Tae-oh, who played the violinist Go Min-ah, were liked.", PLAYED[:1]),
        ("Kwak Tae-oh, so sweet in last year’s Lemon Visa, is cast against type as Captain Go Min-ah.", PLAYED[:1]),
        ("He asks a delivery rider who never asks (Kwak Tae-oh).", TWO[:1]),
        ("Lead roles go to Kwak Tae-oh (“Ash”) and Ryu Si-eun.", TWO),
        (
            "The leads Go Min-ah and Do Ha-na wear uniforms. Kwak Tae-oh plays the role of Go Min-ah, and Ryu "
            "Si-eun the part of Do Ha-na.",
            PLAYED,
        ),
        ("Manager Go Min-ah will play a crucial role in their quest.", []),
    ],
)
def test_parts_in_order_and_in_passing(text, expected):
    third = [("Moon Ji-won", None)]
    assert cast_of(text) == (PLAYED + third if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It showed Kwak Tae-oh’s character Anthony Kim, who lies.", [("Kwak Tae-oh", "Anthony Kim")]),
        ("Kwak Tae-oh, also known as Rain, is back. Go Min-ah (Rain) is a guard.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae Oh stars. A golfer named Go Min Ah (Tae Oh) returns.", [("Kwak Tae Oh", "Go Min Ah")]),
    ],
)
def test_names_from_abroad_and_other_names(text, expected):
    assert cast_of(text) == expected
