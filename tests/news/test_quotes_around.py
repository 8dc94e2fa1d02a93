"""Who speaks, where the words around the marks are of several people, and where the page itself marks a quote."""

import pytest

from bot.news import article
from bot.news.drafting import draft
from tests.news.test_quotes import DRAMA, DRY, WET, quotes_of, told


def of_page(*blocks: str) -> list[tuple[str, str]]:
    body = "".join(["<html><body><article><h1>News</h1><p>", DRAMA, "</p>", *blocks, "</article></body></html>"])
    return [(one.speaker, one.text.rstrip(".")) for one in draft(article.of_bytes(body.encode(), html=True)).quotes]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            ("Ryu Si-eun is an actress. As for her partner Kwak Tae-oh, she nodded. “%s,” she said.",),
            "Ryu Si-eun",
        ),
        (
            ("Ryu Si-eun, an actress, drew laughter from Kwak Tae-oh, who plays her husband.", "“%s,” he retorted."),
            "Kwak Tae-oh",
        ),
        (("Ryu Si-eun waved.", "In the post, the Paper Moon member wrote, “%s.”"), "Ryu Si-eun"),
        (("Kwak Tae-oh uploaded a photo of the script with the caption, “%s.”",), "Kwak Tae-oh"),
        (("Yoo Bo-ram, best known for the hit “Ash,” called the actor “%s.”",), "Yoo Bo-ram"),
        (("“%s,” said a smiling Kwak Tae-oh.",), "Kwak Tae-oh"),
        (("“%s,” the 35-year-old Kwak told reporters.",), "Kwak Tae-oh"),
        (("“%s” (laughs), Ryu Si-eun said.",), "Ryu Si-eun"),
        (("“%s,” reads a post by Kwak Tae-oh on Instagram.",), "Kwak Tae-oh"),
        (("Kwak Tae-oh's post read, “%s.”",), "Kwak Tae-oh"),
        (("Kwak Tae-oh’s favorite memory? “%s.”",), "Kwak Tae-oh"),
        (("Kwak Tae-oh waved. The Busan native said, “%s.”",), "Kwak Tae-oh"),
        (("Ryu Si-eun came. “%s,” the actress-singer said.",), "Ryu Si-eun"),
        (("Ryu Si-eun-ssi said, “%s.”",), "Ryu Si-eun"),
        (("Professor Gu Ha-jun of Lake University said, “%s.”",), "Gu Ha-jun"),
        (("“%s,” said Netflix Korea VP Don Kang.",), "Don Kang"),
        (("Finally Kwak Tae-oh appealed to viewers, “%s.”",), "Kwak Tae-oh"),
        (("Ms. Gu Ha-na of the lake newspaper Ember Daily was quoted as saying, “%s.”",), "Gu Ha-na"),
        (("Actor Ryu Si-eun knew she was wet. “%s,” she said.",), "Ryu Si-eun"),
        (("Kwak Tae-oh swam. At 58 he still does it. “%s.”", "“%s,” Kwak said."), "Kwak Tae-oh"),
        (("Kim Min-jae came, not Kim Ha-na. As ever, Kim waved.", "“%s,” the actor said."), "Kim Min-jae"),
        (
            ("It has Kwak Tae-oh as a diver.", "Kwak Tae-oh (Gu Ha-jun) swims.", "Gu Ha-jun said of the script, “%s.”"),
            "Gu Ha-jun",
        ),
        (("It was shot by Kwak Tae-oh, who told us that he swam. “%s,” he said.",), "Kwak Tae-oh"),
        (("Kwak Tae-oh came.", "According to him, the rain was worst: “%s.”"), "Kwak Tae-oh"),
        (("Ryu Si-eun came.", "A cook (Kwak Tae-oh) left the inn.", "“%s,” the actor said."), "Kwak Tae-oh"),
        (
            (
                "It has Kim Ha-na and Kim Min-jae; the writer is Do Min-ah.",
                "Kim Min-jae swam.",
                "And Kim?",
                "“%s,” he said.",
            ),
            "Kim Min-jae",
        ),
        (("Kwak Tae-oh, who played her grandson, left. “%s,” he said.",), "Kwak Tae-oh"),
        (
            ("Yoo Bo-ram swam with a team led by Gu Min-a, Kwak Tae-oh and Ryu Si-eun. “%s,” the director said.",),
            "Yoo Bo-ram",
        ),
        (("Kwak said it was wet.", "“%s,” said Kwak."), "Kwak Tae-oh"),
        (("The show’s writer, Do Min-ah, had none in mind.", "As for the rain, “%s”, the writer adds."), "Do Min-ah"),
        (("「%s」, Kwak Tae-oh said.",), "Kwak Tae-oh"),
    ],
)
def test_the_speaker_is_told_among_others(paragraphs, speaker):
    assert quotes_of(*map(told, paragraphs)) == [(speaker, WET)]


def test_of_whom_she_is_said_once_she_is_she():
    said = "Ryu Si-eun disagreed with her co-star, saying that he had been good. “%s,” she said. “%d,” she went on."
    assert quotes_of(told(said)) == [("Ryu Si-eun", WET), ("Ryu Si-eun", DRY)]


def test_a_letter_may_speak_of_somebody_between_what_we_say():
    paragraphs = (
        "Blue Door Entertainment released the following statement:",
        "Hello, this is Blue Door.",
        "Ryu Si-eun is in bed with a cold that will not go.",
        "We ask you for umbrellas and for your patience.",
        "Ryu Si-eun is in the drama, which airs on Mondays.",
    )
    assert [text for _, text in quotes_of(*paragraphs)] == [text.rstrip(".") for text in paragraphs[2:4]]


def test_whose_letter_it_is_its_greeting_says():
    paragraphs = (
        "On Monday, the agency released the following statement:",
        "Hello. This is Blue Door.",
        "Ryu Si-eun is in bed with a cold that will not go.",
        "The actress will be back when it has gone.",
        "We ask you for umbrellas.",
        "Meanwhile, the drama airs on Mondays.",
    )
    assert quotes_of(*paragraphs) == [("Blue Door", text.rstrip(".")) for text in paragraphs[2:5]]


def test_an_answer_may_begin_with_the_name_of_who_gives_it():
    asked = ("Ryu Si-eun met us.", "Q. Was it wet?", f"Ryu Si-eun {WET}. I swam.", "Q. Cold?", "I had my coat on me.")
    assert quotes_of(*asked, title="Ryu Si-eun swims") == [
        ("Ryu Si-eun", f"{WET}. I swam"),
        ("Ryu Si-eun", "I had my coat on me"),
    ]


def test_each_paragraph_in_a_block_of_quotation_is_quoted():
    block = f"<blockquote><p>{WET}.</p><p>{DRY}.</p></blockquote>"
    assert of_page("<p>Kwak Tae-oh wrote:</p>", block) == [("Kwak Tae-oh", WET), ("Kwak Tae-oh", DRY)]


def test_a_page_may_mark_a_quote_without_marks():
    assert of_page(f"<p><q>{WET}</q>, said Kwak Tae-oh. Ryu Si-eun added: <em>{DRY}.</em></p>") == [
        ("Kwak Tae-oh", WET),
        ("Ryu Si-eun", DRY),
    ]
