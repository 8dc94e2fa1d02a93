"""The renderer as a function, against one list of nasty messages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.telegram.render import Rendered, long_lines, render
from bot.core.messages import (
    Button,
    Countdown,
    Day,
    Kind,
    Link,
    LinkButton,
    Message,
    Moment,
    Quoted,
    Spoiler,
    Strong,
    Style,
    said,
)
from bot.core.plaintext import clip, units
from bot.core.ports import Reader

PREMIERE = datetime(2021, 6, 19, 16, tzinfo=UTC)  # Sunday 20 June 2021, midnight in Kuala Lumpur
NOBODY = Reader(None, datetime(2021, 6, 19, 13, 55, tzinfo=UTC))
IN_SEOUL = Reader("Asia/Seoul", datetime(2021, 6, 19, 16, 10, tzinfo=UTC))
FAMILY = "👨‍👩‍👧‍👦"


def entities(rendered: Rendered) -> list[dict]:
    return [{**entity.to_dict(), "type": str(entity.type)} for entity in rendered.entities]


def marked(rendered: Rendered) -> list[tuple[str, str]]:
    """Each entity's type, and the text it stands on, read back in UTF-16 as Telegram does."""
    wide = rendered.text.encode("utf-16-le")
    return [
        (str(entity.type), wide[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le"))
        for entity in rendered.entities
    ]


NASTY = {
    "markup": said("<3 <b>*_[]()~`>#+-=|{}.!\\ &amp; @everyone <@1> <t:1:F> /stop"),
    "no title and no line": Message(),
    "an empty title": Message(title="", lines=(("",), (" \t",))),
    "nothing visible": Message(title="\u200b\u3164", lines=(("\u2060\u00ad",),)),
    "5,000 letters": Message(title="Long", lines=(("a" * 5000,),)),
    "5,000 letters of title": Message(title="b" * 5000, lines=(("after",),)),
    "5,000 emoji families": said(FAMILY * 5000),
    "5,000 bold emoji": Message(lines=((Strong("🎬" * 5000),),)),
    "500 lines": Message(
        title="Week", lines=tuple((Strong(f"Day {n}"), " something is on tonight") for n in range(500))
    ),
    "200 entities": Message(lines=tuple((Strong(str(n)), " ", Spoiler(str(n))) for n in range(100))),
    "controls": said("a\x00b\x07c\x1bd\x85e\r\nf\u202eg\u2066h\u2069i\ufeffj\u2028k"),
    "zalgo": said("Z" + "\u0351" * 500 + "algo"),
    "a broken character": said("half \ud83d of one"),
    "right to left": Message(title="مسلسل", lines=((Strong("لا تحبني"), " — ", Quoted("שלום")),)),
    "Hangul": Message(title="알고있지만", lines=((Strong("송강"), " 박재언", Spoiler("나비")),)),
    "a quote of 5,000 letters": Message(lines=((Quoted("q" * 5000, spoiler=True),),)),
    "30 buttons in a row": Message(lines=(("pick",),), buttons=(tuple(Button(f"B{n}", f"/b {n}") for n in range(30)),)),
    "300 buttons": Message(lines=(("pick",),), buttons=tuple((Button(f"B{n}", f"/b {n}"),) for n in range(300))),
    "a button without a label": Message(lines=(("pick",),), buttons=((Button("", "/next"), Button("\n", "/week")),)),
    "a label of 5,000 letters": Message(lines=(("pick",),), buttons=((Button(FAMILY * 800, "/next"),),)),
    "links that are none": Message(
        lines=((Link("here", "javascript:alert(1)"), Link("there", "https://")),),
        buttons=((LinkButton("Watch", "netflix"), LinkButton("Other", "http://[::1")),),
    ),
}


def check(rendered: Rendered) -> None:
    """What Telegram would refuse, or show wrongly."""
    total = units(rendered.text)
    assert 1 <= total <= 4096
    assert rendered.text.strip()
    rendered.text.encode()  # no half character
    assert not [char for char in rendered.text if char != "\n" and ord(char) < 32]
    assert len(rendered.entities) <= 100
    for entity in rendered.entities:
        assert 0 <= entity.offset < entity.offset + entity.length <= total
    marked(rendered)  # decodes: no entity begins or ends inside of a character
    buttons = [button for row in rendered.keyboard for button in row]
    assert len(buttons) <= 100
    assert all(1 <= len(row) <= 8 for row in rendered.keyboard)
    for button in buttons:
        assert 1 <= units(button.text) <= 64
        assert button.callback_data is None or 1 <= len(button.callback_data.encode()) <= 64


@pytest.mark.parametrize("name", NASTY)
def test_telegram_takes_every_nasty_message(name):
    check(render(NASTY[name], NOBODY))


text = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(
    [FAMILY, "\n", "e\u0301", "🇰🇷", " ", "", "x" * 3000]
)
span = st.one_of(
    text,
    text.map(Strong),
    text.map(Spoiler),
    st.builds(Quoted, text, st.booleans()),
    st.builds(Link, text, st.just("https://example.org/")),
    st.just(Moment(PREMIERE, "Asia/Kuala_Lumpur")),
    st.just(Countdown(PREMIERE)),
)


@settings(max_examples=150, deadline=None)
@given(title=st.none() | text, lines=st.lists(st.lists(span, max_size=5).map(tuple), max_size=8).map(tuple))
def test_telegram_takes_any_message(title, lines):
    check(render(Message(title=title, lines=lines), NOBODY))


def test_markup_is_only_text():
    rendered = render(NASTY["markup"], NOBODY)
    assert (rendered.text, rendered.entities) == (NASTY["markup"].lines[0][0], ())


def test_every_span_has_its_entity_and_offsets_count_utf_16_units():
    message = Message(
        title="🎬 Nevertheless",
        lines=(
            (Strong("Out now"), " on ", Link("Netflix", "https://www.netflix.com/"), "."),
            ("The end: ", Spoiler("🦋"), " from ", Day(date(2021, 6, 20))),
        ),
    )
    rendered = render(message, NOBODY)
    assert rendered.text == "🎬 Nevertheless\nOut now on Netflix.\nThe end: 🦋 from Sunday 20 June 2021"
    assert entities(rendered) == [
        {"type": "bold", "offset": 0, "length": 15},
        {"type": "bold", "offset": 16, "length": 7},
        {"type": "text_link", "offset": 27, "length": 7, "url": "https://www.netflix.com/"},
        {"type": "spoiler", "offset": 45, "length": 2},
    ]


def test_a_moment_is_native_and_says_the_announced_night_to_old_clients():
    rendered = render(Message(lines=(("Out ", Moment(PREMIERE, "Asia/Kuala_Lumpur")),)), NOBODY)
    words = "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)"
    assert rendered.text == f"Out {words}"
    assert entities(rendered) == [
        {"type": "date_time", "offset": 4, "length": len(words), "unix_time": 1624118400, "date_time_format": "wDt"}
    ]


def test_a_moment_is_said_in_the_readers_own_zone():
    rendered = render(Message(lines=((Moment(PREMIERE, "Asia/Kuala_Lumpur"),),)), IN_SEOUL)
    assert rendered.text == "Saturday night, 1:00 AM Sunday 20 June 2021 in Seoul (KST)"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2021, 6, 19, 13, 55, tzinfo=UTC), "in 2 hours 5 minutes"),
        (datetime(2021, 6, 19, 16, 10, tzinfo=UTC), "10 minutes ago"),
        (PREMIERE, "now"),
    ],
)
def test_a_countdown_is_live_and_has_words(now, words):
    rendered = render(Message(lines=((Countdown(PREMIERE),),)), Reader(None, now))
    assert rendered.text == words
    assert entities(rendered) == [
        {"type": "date_time", "offset": 0, "length": len(words), "unix_time": 1624118400, "date_time_format": "r"}
    ]


def test_a_quote_stands_apart_and_a_long_one_is_folded():
    short = render(Message(lines=(("He says: ", Quoted("I do not date."), " (Song Kang)"),)), NOBODY)
    assert short.text == "He says: \nI do not date.\n(Song Kang)"
    assert marked(short) == [("blockquote", "I do not date.")]
    long = render(Message(lines=((Quoted("y" * 301, spoiler=True),),)), NOBODY)
    assert marked(long) == [("expandable_blockquote", "y" * 301), ("spoiler", "y" * 301)]


def test_a_long_message_is_cut_after_a_line_and_says_so():
    rendered = render(NASTY["500 lines"], NOBODY)
    assert rendered.text.endswith("something is on tonight\n…")
    assert units(rendered.text) > 4096 - 60
    assert len(rendered.entities) == 100


def test_one_long_line_is_cut_inside():
    assert render(NASTY["5,000 letters"], NOBODY).text == "Long\n" + "a" * 4089 + "…"


def test_no_emoji_family_is_torn_apart():
    torn = render(NASTY["5,000 emoji families"], NOBODY).text.removesuffix("…").replace(FAMILY, "")
    assert torn == ""
    assert clip("👍🏽👍🏽", 5) == "👍🏽…"
    assert clip("e\u0301e\u0301", 3) == "e\u0301…"


def test_an_entity_ends_where_the_text_was_cut():
    rendered = render(NASTY["5,000 bold emoji"], NOBODY)
    assert marked(rendered) == [("bold", "🎬" * 2047)]
    assert rendered.text == "🎬" * 2047 + "…"


def test_controls_and_overrides_are_gone():
    assert render(NASTY["controls"], NOBODY).text == "abcd\ne\nfghij\nk"
    assert render(NASTY["zalgo"], NOBODY).text == "Z\u0351\u0351algo"


@pytest.mark.parametrize("name", ["no title and no line", "an empty title", "nothing visible"])
def test_nothing_is_said_as_an_ellipsis(name):
    assert render(NASTY[name], NOBODY) == Rendered("…")


def test_buttons_carry_their_line_their_style_or_a_stored_key():
    long = "/remind 알고있지만 " + "1d 1h 0m " * 8
    message = Message(
        lines=(("x",),),
        buttons=(
            (Button("Stop", "/unsubscribe nevertheless", Style.DANGER), Button("Next", "/next", Style.PRIMARY)),
            (Button("Remind", long), LinkButton("Watch", "https://www.netflix.com/")),
        ),
    )
    assert long_lines(message) == (long,)
    keyboard = render(message, NOBODY, {long: "k3y"}).keyboard
    assert [[button.to_dict() for button in row] for row in keyboard] == [
        [
            {"text": "Stop", "callback_data": "/unsubscribe nevertheless", "style": "danger"},
            {"text": "Next", "callback_data": "/next", "style": "primary"},
        ],
        [
            {"text": "Remind", "callback_data": "k3y"},
            {"text": "Watch", "url": "https://www.netflix.com/"},
        ],
    ]


def test_a_line_of_64_bytes_fits_and_65_need_a_key():
    fits, not_quite = "/" + "x" * 63, "/" + "x" * 61 + "강"
    assert long_lines(Message(buttons=((Button("a", fits), Button("b", not_quite)),))) == (not_quite,)


def test_a_long_row_of_buttons_is_broken_into_rows_of_eight():
    assert [len(row) for row in render(NASTY["30 buttons in a row"], NOBODY).keyboard] == [8, 8, 8, 6]


def test_a_link_that_telegram_would_refuse_is_said_in_words():
    rendered = render(NASTY["links that are none"], NOBODY)
    assert rendered == Rendered(
        "here (javascript:alert(1))there (https://)\nWatch: netflix\nOther: http://[::1", rendered.entities
    )
    assert rendered.entities == ()


def test_digests_quotes_and_what_editors_say_are_silent():
    silent = {kind for kind in Kind if render(Message(kind, lines=(("x",),)), NOBODY).silent}
    assert silent == {Kind.DIGEST, Kind.QUOTE, Kind.NOTICE}


def test_a_moment_whose_words_follow_in_brackets_is_not_read_twice_by_old_clients():
    at = datetime(2021, 6, 19, 16, tzinfo=UTC)
    words = "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)"
    message = said("Next: ", (Moment(at, "Asia/Kuala_Lumpur"), f" ({words})"))
    assert render(message, Reader(None, at)).text == f"Next: \nSaturday 19 June 2021, 4:00 PM UTC ({words})"
