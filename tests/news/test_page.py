"""What a page yields: its text, with what plain text would show by marks, and its captions at the end."""

from bot.news import article
from bot.news.drafting import draft

PAGE = "<html><body><article><h1>A night at sea</h1>{}</article></body></html>"
LONG = "<p>The people of the harbor speak of little else, and the boats stay where they are until the wind turns.</p>"


def read(body: str) -> article.Article:
    return article.of_bytes(PAGE.format(LONG + LONG.replace("harbor", "village") + body).encode(), html=True)


def lines(body: str) -> list[str]:
    return list(read(body).paragraphs[2:])


def test_captions_come_last_and_those_that_only_credit_a_picture_do_not():
    caption = "From left: actors Gu Min-a, Go Do-hwan and director Ahn Pil-ho pose in Seoul on Monday."
    body = (
        f"<figure><img><figcaption>{caption}</figcaption></figure><p>One more line.</p>"
        '<div class="wp-caption"><p class="wp-caption-text">Gu Min-a as the nurse Oh Na-ri</p></div>'
        "<figure><img><figcaption>Courtesy of tvN</figcaption></figure>"
        "<aside><figure><figcaption>Ten other dramas to see this week</figcaption></figure></aside>"
    )
    assert lines(body) == ["One more line.", caption, "Gu Min-a as the nurse Oh Na-ri"]


def test_who_directs_is_read_from_a_caption():
    body = (
        "<p>The cast of the tvN drama “Salt Ferry” met the press.</p><figure><figcaption>From left: actors Gu Min-a, "
        "Go Do-hwan and director Ahn Pil-ho at the press conference for “Salt Ferry”</figcaption></figure>"
    )
    found = draft(read(body))
    assert (found.title, found.director) == ("Salt Ferry", "Ahn Pil-ho")


def test_a_block_of_quotation_has_marks_unless_it_has_some_or_is_signed():
    body = (
        "<blockquote>I could not stop laughing at sea.</blockquote>"
        "<blockquote><p>“The wind was against us all day.”</p></blockquote>"
        "<blockquote><p>I was sick on the boat.</p><p>—Gu Min-a</p></blockquote>"
        '<blockquote class="twitter-tweet">Everybody should see this drama tonight</blockquote>'
    )
    assert lines(body) == [
        "“I could not stop laughing at sea.”",
        "“The wind was against us all day.”",
        "I was sick on the boat.",
        "—Gu Min-a",
    ]


def test_a_title_in_italics_has_marks_also_where_something_is_its_own():
    assert lines("<p>We saw <em>Salt Ferry</em>’s first episode and <i>Plum Alley</i>.</p>") == [
        "We saw “Salt Ferry”’s first episode and ‘Plum Alley’."
    ]
