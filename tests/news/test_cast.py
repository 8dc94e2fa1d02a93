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
