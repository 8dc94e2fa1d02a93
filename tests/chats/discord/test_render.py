from datetime import UTC, date, datetime

import pytest

from bot.chats.discord.render import CONTENT, DESCRIPTION, Press, Rendered, Visit, long_lines, render
from bot.core.messages import (
    Button,
    Countdown,
    Day,
    Link,
    LinkButton,
    Message,
    Moment,
    Quoted,
    Spoiler,
    Strong,
    Style,
)
from bot.core.plaintext import units
from bot.core.ports import Reader

AT = datetime(2021, 6, 19, 16, tzinfo=UTC)
READER = Reader(zone=None, now=AT)


def rendered(message: Message, **ids: str) -> Rendered:
    return render(message, READER, ids)


def content(*spans) -> str:
    return rendered(Message(lines=(spans,))).content


def test_every_kind_of_span_has_its_native_form():
    message = Message(
        title="Nevertheless: Episode 1 of 10",
        lines=(
            (Strong("Out now"), " on ", Link("Netflix", "https://www.netflix.com/title/81435649")),
            ("Since ", Moment(AT, "Asia/Kuala_Lumpur"), ", ", Countdown(AT)),
            ("From ", Day(date(2021, 6, 20))),
            (),
            ("It is ", Spoiler("a dream")),
            (Quoted("Do you want to see butterflies?\nI do."), "Park Jae-eon"),
            (Quoted("The end.", spoiler=True),),
        ),
    )
    text = (
        "**Nevertheless: Episode 1 of 10**\n"
        "**Out now** on [Netflix](<https://www.netflix.com/title/81435649>)\n"
        "Since <t:1624118400:F>, <t:1624118400:R>\n"
        "From Sunday 20 June 2021\n"
        "\n"
        "It is ||a dream||\n"
        "> Do you want to see butterflies?\n"
        "> I do.\n"
        "Park Jae-eon\n"
        "> ||The end.||"
    )
    assert rendered(message) == Rendered(text, None, ())


@pytest.mark.parametrize(
    ("nasty", "shown"),
    [
        ("I <3 you", "I <3 you"),
        ("*_[]", "\\*\\_\\[\\]"),
        ("~~gone~~ ||out|| `code`", "\\~\\~gone\\~\\~ \\|\\|out\\|\\| \\`code\\`"),
        ("C:\\new", "C:\\\\new"),
        ("<@&123> <@123> <@!123>", "\\<\\@&123> \\<\\@123> \\<\\@!123>"),
        ("<#12> <:a:1> <a:b:2> <t:1:R> </next:3>", "\\<#12> \\<:a:1> \\<a:b:2> \\<t:1:R> \\</next:3>"),
        ("[free](https://evil.example)", "\\[free\\](https://evil.example)"),
        ("# big\n- item\n> said\n-# small", "\\# big\n\\- item\n\\> said\n\\-# small"),
        ("1. first\n  2) second\n20.6. is a day", "1\\. first\n  2\\) second\n20.6. is a day"),
        ("see https://example.org/a_b_c and a_b", "see https://example.org/a_b_c and a\\_b"),
        ("\u202eesrever\u202c \u200fmarks\u200b", "esrever marks"),
        ("two\r\nlines\u2028three\x00\x1b[31m", "two\nlines\nthree\\[31m"),
        ("Z\u0351\u0352\u0353\u0354algo", "Z\u0351\u0352algo"),
        ("알고있지만, שלום 👩‍👩‍👧 1️⃣", "알고있지만, שלום 👩‍👩‍👧 1️⃣"),
        ("half \ud83d an emoji", "half \ufffd an emoji"),
    ],
)
def test_what_a_title_says_is_shown_and_never_obeyed(nasty, shown):
    assert content(nasty) == shown


def test_a_title_is_one_bold_line():
    assert rendered(Message(title=" # a *b*\n\nc ")).content == "**\\# a \\*b\\* c**"


def test_a_title_that_ends_in_a_backslash_stays_bold():
    assert rendered(Message(title="a\\")).content == "**a\\\\**"


def test_two_marks_in_a_row_are_kept_apart():
    assert content(Strong("a"), Strong("b")) == "**a** **b**"


def test_empty_spans_leave_no_marks():
    assert content("a", Strong(""), Spoiler(" "), Quoted("\n"), "b") == "ab"


def test_a_quote_begins_a_line_of_its_own_and_ends_with_it():
    assert content("He says: ", Quoted("# No\n\nNever"), "and goes") == "He says:\n> \\# No\n> Never\nand goes"


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("Netflix", "https://a.example/x", "[Netflix](<https://a.example/x>)"),
        ("a](b", "https://a.example/>)(<@1>", "[a\\](b](<https://a.example/%3E)(%3C@1%3E>)"),
        ("run", "javascript:alert(1)", "run"),
        ("you", "https://discord.com@evil.example/", "you"),
        ("", "https://a.example/", "<https://a.example/>"),
        ("https://bank.example", "https://evil.example/", "https://bank.example (<https://evil.example/>)"),
        ("한국", "https://한국.kr/드라마", "[한국](<https://xn--3e0b707e.kr/%EB%93%9C%EB%9D%BC%EB%A7%88>)"),
    ],
)
def test_a_link_leads_where_it_says(text, url, shown):
    assert content(Link(text, url)) == shown


def test_nothing_to_say_is_still_a_message():
    assert rendered(Message()) == Rendered("…", None, ())


@pytest.mark.parametrize("length", [CONTENT - 1, CONTENT])
def test_what_fits_is_all_in_the_content(length):
    assert rendered(Message(lines=(("x" * length,),))) == Rendered("x" * length, None, ())


def test_what_does_not_fit_moves_into_an_embed_under_its_title():
    body = "x" * (CONTENT - 4)
    assert rendered(Message(title="T", lines=((body,),))) == Rendered("**T**", body, ())


def test_without_a_title_the_first_line_stays_above():
    assert rendered(Message(lines=(("Drama",), ("x" * CONTENT,)))) == Rendered("Drama", "x" * CONTENT, ())


def test_what_is_too_long_even_then_ends_after_a_line():
    lines = tuple((f"{n:04}" + "x" * 95,) for n in range(100))
    made = rendered(Message(title="T", lines=lines))
    assert made == Rendered("**T**", "\n".join(line[0] for line in lines[:40]) + "\n…", ())


def test_one_endless_line_is_cut_with_its_marks_closed():
    made = rendered(Message(lines=((Strong("*" * 5000), " end"),)))
    assert made == Rendered("", "**" + "\\*" * 2045 + "**…", ())


def test_a_short_line_does_not_push_out_the_long_one_after_it():
    made = rendered(Message(title="T", lines=(("short",), ("y" * 5000,))))
    assert made == Rendered("**T**", "short\n" + "y" * (DESCRIPTION - 8) + "…", ())


@pytest.mark.parametrize("text", ["👩‍👩‍👧" * 900, "알고있지만 " * 900, "a\n" * 4000, "<@1>*" * 1000, "\ud800" * 5000])
@pytest.mark.parametrize("span", [str, Strong, Spoiler, Quoted, lambda text: Link(text, "https://a.example")])
@pytest.mark.parametrize("title", [None, "T", "🎬" * 3000])
def test_nothing_is_longer_than_discord_takes(text, span, title):
    made = rendered(Message(title=title, lines=((span(text),), ("and more",))))
    assert units(made.content + (made.embed or "")) > 0
    assert units(made.content) <= CONTENT
    assert made.embed is None or 0 < units(made.embed) <= DESCRIPTION
    (made.content + (made.embed or "")).encode()


def test_a_button_carries_its_line():
    message = Message(
        buttons=(
            (Button("Stop", "/unsubscribe nevertheless", Style.DANGER), Button("Next", "/next nevertheless")),
            (Button("Go", "/week", Style.PRIMARY), LinkButton("Netflix", "https://netflix.com/a b")),
        )
    )
    assert rendered(message).rows == (
        (Press("Stop", "/unsubscribe nevertheless", Style.DANGER), Press("Next", "/next nevertheless", Style.PLAIN)),
        (Press("Go", "/week", Style.PRIMARY), Visit("Netflix", "https://netflix.com/a%20b")),
    )


def test_a_line_too_long_for_a_button_goes_by_its_key():
    fits, long = "/remind " + "x" * 92, "/remind " + "x" * 93
    message = Message(buttons=((Button("a", fits), Button("b", long)),))
    assert long_lines(message) == (long,)
    assert rendered(message, **{long: "k7"}).rows == (
        (Press("a", fits, Style.PLAIN), Press("b", "key:k7", Style.PLAIN)),
    )


def test_thirty_buttons_become_five_full_rows():
    one_each = tuple((Button(f"b{n}", f"/drama {n}"),) for n in range(30))
    rows = rendered(Message(buttons=one_each)).rows
    assert [[button.label for button in row] for row in rows] == [
        [f"b{5 * row + n}" for n in range(5)] for row in range(5)
    ]
    assert rendered(Message(buttons=(tuple(row[0] for row in one_each),))).rows == rows


def test_the_same_line_stands_under_one_button_and_unsafe_links_under_none():
    message = Message(buttons=((Button("a", "/week"), Button("b", "/week"), LinkButton("x", "file:///etc/passwd")),))
    assert rendered(message).rows == ((Press("a", "/week", Style.PLAIN),),)


def test_labels_are_short_and_never_empty():
    message = Message(buttons=((Button("x" * 100, "/a"), Button(" \u200b", "/b"), Button("🎬" * 50, "/c")),))
    assert [button.label for button in rendered(message).rows[0]] == ["x" * 79 + "…", "/b", "🎬" * 39 + "…"]
