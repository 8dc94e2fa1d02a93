"""Texts that nobody wrote in good faith: they are read without a fault, and soon."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news import article
from bot.news.drafting import draft
from bot.news.errors import Unread

PIECES = st.sampled_from(
    [
        *(
            "Kim Min-ji",
            "Lee",
            "said",
            "“",
            "”",
            '"',
            "'",
            "‘",
            "’",
            ",",
            ".",
            ":",
            "(",
            ")",
            "she",
            "the actress",
            "“Blue Hour”",
        ),
        *(
            "premieres",
            "on",
            "March 9",
            "30 February",
            "at 9 p.m.",
            "25:99",
            "KST",
            "every",
            "Friday",
            "Mon-Tue",
            "drama",
            "tvN",
        ),
        *(
            "16",
            "episodes",
            "directed by",
            "plays",
            "as",
            "starring",
            "\n",
            "\n\n",
            " ",
            "—",
            "\u00a0",
            "\u200b",
            "Name:",
            "rated 19+",
        ),
        *(
            "알고있지만",
            "🎬",
            "İ",
            "\x00",
            "\ud7ff",
            "2024-02-31",
            "0월 0일",
            "[",
            "]",
            "•",
            "''",
            "``",
            "and",
            "who",
            "Mr.",
        ),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=60), st.booleans())
def test_no_text_is_too_strange(pieces, spaced):
    found = draft(article.of_text((" " if spaced else "").join(pieces)))
    assert set(found.as_json()) >= {"title", "quotes", "evidence"}


@pytest.mark.parametrize(
    "text",
    [
        *("Aa " * 60_000, "A. " * 20_000, "A" * 190_000, "a-" * 90_000),
        *("Kim Min-ji and Lee Bo-ra " * 8_000, 'Kim Min-ji said, "x y z," ' * 7_000, "“a " * 50_000),
        *("March 9, 2024 airs " * 9_000, "at 9 p.m. " * 19_000, 'the drama "Blue Hour" premieres ' * 6_000),
        *("Aa in " * 30_000, "the drama Abc Def, " * 9_000),
    ],
    ids=lambda text: text[:12],
)
async def test_no_text_takes_long(text):
    async with asyncio.timeout(30):  # a second or two on an idle machine
        found = await article.read(f"Head\n2024-03-01\n{text}".encode(), html=False)
        await asyncio.to_thread(draft, found)


PARAGRAPH = "<p>“Blue Hour,” on March 9 at 9 p.m. KST, stars Kim Na-bi as Captain Moon. “It passed,” she said.</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<article>" + PARAGRAPH * 20_000,
        "<article>" + "".join(f"<p>“Title {at} of Rain,” Kim Na-bi said on March 3.</p>" for at in range(35_000)),
        "<article><p>" + "<em>Blue Hour</em> " * 100_000,
        "<div>" * 350_000 + "x" * 300,
        "<script>" + "var a = 1;" * 200_000 + "</script><article>" + PARAGRAPH * 10,
    ],
    ids=["paragraphs", "other paragraphs", "italics", "boxes", "scripts"],
)
async def test_a_page_of_two_megabytes_is_read_in_a_few_seconds(page):
    async with asyncio.timeout(30):  # two or three on an idle machine
        try:
            found = await article.read(f"<html><body>{page}".encode(), html=True)
        except Unread:
            return
        await asyncio.to_thread(draft, found)
